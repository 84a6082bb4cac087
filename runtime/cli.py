"""The command ``entrainment``.  Nothing heavy is imported before it is known what is asked for.

Exit codes: 0 well, 1 a row fails or a comparison differs, 2 usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import math
import os
import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import NoReturn


class Usage(Exception):
    """Something was typed that cannot be meant; the message says what to type."""


class _Parser(argparse.ArgumentParser):
    """What cannot be parsed is answered in one line, and a command that does not exist by the nearest one."""

    def error(self, message: str) -> NoReturn:
        unknown = re.match(r"argument COMMAND: invalid choice: '(.*?)' \(choose from (.*)\)", message, re.DOTALL)
        if unknown:
            commands = re.findall(r"[a-z]+", unknown[2])
            message = f"no command {unknown[1]!r}; {_suggest(unknown[1], commands, 'type: entrainment --help')}"
        else:
            message = f"{message}; type: {self.prog} --help"
        self.exit(2, f"entrainment: {message}\n")


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    arguments = _parser().parse_args(_with_signs(sys.argv[1:] if argv is None else argv))
    try:
        return arguments.run(arguments)
    except Usage as error:
        print(f"entrainment: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("entrainment: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of a pipe has gone; what is left in the buffer must not raise again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _with_signs(argv: list[str]) -> list[str]:
    """A formula may begin with a minus sign; the space keeps it from being read as an option."""
    if argv[:1] != ["check"]:
        return argv
    return [f" {word}" if word[:1] == "-" and word[:2] != "--" and word != "-h" else word for word in argv]


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="entrainment",
        description="Closed forms of two-component quantum gases: derived from the Hamiltonian, compiled, and verified.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    regenerate = commands.add_parser("regenerate", help="derive everything, write or compare generated/")
    regenerate.add_argument("--check", action="store_true", help="compare only, exit 1 if something differs")
    regenerate.add_argument("paper", nargs="?", metavar="my_paper.py", help="the kernels of a paper of your own instead")
    regenerate.set_defaults(run=_regenerate)

    verify = commands.add_parser("verify", help="the ledger; exit 1 if a row fails or is inconclusive")
    verify.add_argument("claims", nargs="?", metavar="PAPER[:ID]", help="a paper or my_paper.py; all papers if left out")
    verify.add_argument("--digits", type=int, default=50, metavar="N", help="digits of the comparisons (50)")
    verify.add_argument("--json", type=Path, metavar="FILE", help="write the ledger to FILE as well")
    verify.set_defaults(run=_verify)

    show = commands.add_parser("show", help="claim, verdict, derivation steps, kernels, reference values")
    show.add_argument("claim", metavar="PAPER:ID")
    show.set_defaults(run=_show)

    accuracy = commands.add_parser("accuracy", help="measure every kernel; the committed table may only improve")
    accuracy.set_defaults(run=_accuracy)

    evaluate = commands.add_parser("evaluate", help="a kernel or closed form: float64, or N certified digits")
    evaluate.add_argument("name", metavar="NAME", help="a kernel (see list) or a claim PAPER:ID")
    evaluate.add_argument("values", nargs="*", metavar="key=value", help="numbers: 2.7, 1e-3 or 1/3")
    evaluate.add_argument("--digits", type=int, metavar="N", help="digits of the closed form instead of float64")
    evaluate.set_defaults(run=_evaluate)

    check = commands.add_parser("check", help="compare a formula that you type, plain or LaTeX, with a claim or a kernel")
    check.add_argument("formula", metavar="FORMULA", help='such as "sqrt(alpha)/2" or "\\\\frac{1}{2}\\\\sqrt{\\\\alpha}"')
    check.add_argument("--against", required=True, metavar="NAME", help="a claim PAPER:ID or a kernel (see list)")
    check.add_argument("--digits", type=int, default=50, metavar="N", help="digits of the comparison (50)")
    check.set_defaults(run=_check)

    commands.add_parser("list", help="names, arguments, dimensions").set_defaults(run=_list)

    docs = commands.add_parser("docs", help="the edition: a page per claim, made from the ledger")
    docs.add_argument("papers", nargs="*", metavar="my_paper.py", help="papers of your own that the ledger judges")
    docs.add_argument("--ledger", type=Path, default=Path("ledger.json"), metavar="FILE", help="ledger.json")
    docs.add_argument("--to", type=Path, default=Path("docs/edition"), metavar="FOLDER", help="docs/edition")
    docs.set_defaults(run=_docs)

    reference = commands.add_parser("reference", help="tables of certified values at exact inputs, JSON and CSV")
    reference.add_argument("--check", action="store_true", help="compare only, exit 1 if something differs")
    reference.add_argument("--to", type=Path, default=Path("docs/reference"), metavar="FOLDER", help="docs/reference")
    reference.set_defaults(run=_reference)

    if importlib.util.find_spec("entrainment.runtime.figures"):
        figure = commands.add_parser("figure", help="the papers' figures and tables, recomputed")
        figure.add_argument("name", nargs="?", metavar="NAME")
        figure.add_argument("--all", action="store_true", help="every figure")
        figure.add_argument("--to", type=Path, default=Path("docs/figures"), metavar="FOLDER", help="docs/figures")
        figure.set_defaults(run=_figure)
    bench = commands.add_parser("bench", help="kernels against peers in one run, accuracy beside speed")
    bench.add_argument("workloads", nargs="*", metavar="WORKLOAD", help="W1 to W5, fixed, accuracy; all if left out")
    bench.add_argument("--quick", action="store_true", help="small sizes, few rounds: a minute or two")
    bench.add_argument("--json", type=Path, metavar="FILE", help="write the measurements to FILE as well")
    bench.set_defaults(run=_bench)
    return parser


def _regenerate(arguments) -> int:
    from entrainment.derive.codegen.plan import PlanError
    from entrainment.derive.codegen.plans import everything
    from entrainment.derive.codegen.regenerate import regenerate

    from .verify import accuracy, catalogue, own

    if arguments.paper:
        try:
            outcome = own.write_kernels(catalogue.module_of(arguments.paper), arguments.check)
        except (catalogue.UnknownName, PlanError) as error:
            raise Usage(str(error)) from None
        print(outcome)
        return 0 if outcome.ok else 1
    try:
        outcome = regenerate(everything, accuracy.folder(), check=arguments.check)
    except PlanError as error:
        print(f"entrainment: {error}", file=sys.stderr)
        return 1
    print(outcome)
    unmeasured = accuracy.unmeasured()
    for name in unmeasured:
        print(f"accuracy.json: {name} has no kernel or no entry; type: entrainment accuracy")
    return 0 if outcome.ok and not (arguments.check and unmeasured) else 1


def _accuracy(arguments) -> int:
    from entrainment.derive.codegen.plans import everything

    from .progress import Progress
    from .verify import accuracy

    plans = everything()
    with Progress() as progress:
        measured = []
        for number, plan in enumerate(plans, 1):
            measured.append(accuracy.measure(plan))
            progress(number, len(plans), plan.name)
    try:
        table = accuracy.write_table(measured)
    except accuracy.Worse as error:
        print(f"entrainment: {error}", file=sys.stderr)
        return 1
    for name, entry in table.items():
        print(f"{name:32} {entry['worst_ulp']:8.2f} ulp at worst of {entry['samples']}")
    return 0


def _verify(arguments) -> int:
    for library in ("OMP", "OPENBLAS"):  # two processes share the cores; threads of linear algebra would fight for them
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    from .progress import Progress
    from .verify import catalogue, ledger, render

    if arguments.json and not arguments.json.parent.is_dir():
        raise Usage(f"there is no folder {arguments.json.parent} to write {arguments.json.name} to")
    paper, _, equation = (arguments.claims or "").partition(":")
    with Progress() as progress:
        try:
            run = ledger.verify_own if paper and catalogue.is_own(paper) else ledger.verify
            found = run(paper or None, equation or None, arguments.digits, progress)
        except (catalogue.UnknownName, ValueError) as error:
            raise Usage(str(error)) from None
    print(render.render(found))
    if arguments.json:
        _write_whole(arguments.json, json.dumps(found.to_json(), indent=1) + "\n")
    return 0 if found.ok else 1


def _write_whole(path: Path, text: str) -> None:
    """The whole text or nothing: an interrupted run leaves the old file."""
    staged = path.with_name(f".{path.name}.part")
    try:
        staged.write_text(text)
        staged.replace(path)
    except OSError as error:
        raise Usage(f"{path} cannot be written: {error.strerror}") from None
    finally:
        staged.unlink(missing_ok=True)


def _show(arguments) -> int:
    from .verify import catalogue, page

    try:
        claim = catalogue.claim(arguments.claim)
    except catalogue.UnknownName as error:
        raise Usage(str(error)) from None
    text, ok = page.page(claim)
    print(text)
    return 0 if ok else 1


def _evaluate(arguments) -> int:
    values = _values(arguments.values)
    if ":" in arguments.name:
        from .verify import catalogue, evaluation

        try:
            form = evaluation.closed_form(catalogue.claim(arguments.name))
        except catalogue.UnknownName as error:
            raise Usage(str(error)) from None
        return _print_digits(form, values, arguments.digits or 16)
    entry = _entries().get(arguments.name)
    if entry is None:
        raise Usage(f"no kernel {arguments.name!r}; {_suggest(arguments.name, _entries())}")
    _require(arguments.name, [key for key, _ in entry["arguments"]], values)
    if arguments.digits is None:
        return _print_float(arguments.name, entry, values)
    from .verify import accuracy, evaluation

    return _print_digits(evaluation.kernel_form(accuracy.plan_named(arguments.name)), values, arguments.digits)


def _print_digits(form, values, digits) -> int:
    from .verify import evaluation

    _require(form.name, form.arguments, values)
    try:
        print(evaluation.digits_of(form, values, digits))
    except evaluation.OutsideDomain as error:
        raise Usage(str(error)) from None
    return 0


def _print_float(name, entry, values) -> int:
    from entrainment import generated

    from .errors import DomainError
    from .verify.conditions import first_violated

    violated = first_violated(entry["conditions"], values)
    if violated:
        shown = ", ".join(f"{key} = {float(value):.6g}" for key, value in values.items())
        raise Usage(f"{name} is meant for {violated}; {shown} violates it ({', '.join(entry['claims'])})")
    if "results" in entry:
        return _print_results(name, entry, values)
    try:
        value = float(generated.kernel(name)(*(float(values[key]) for key, _ in entry["arguments"])))
    except DomainError as error:
        raise Usage(str(error)) from None
    if math.isnan(value):
        raise Usage(f"{name} has no real value there ({', '.join(entry['claims'])})")
    print(f"{value!r}   [{entry['result']}]")
    return 0


def _print_results(name, entry, values) -> int:
    """A line a result of a kernel on arrays, at real arguments; where it takes rows, these have one element."""
    import numpy as np
    from entrainment import generated

    compiled = generated.kernel(name)
    rows = [part.strip("()") for part in compiled.signature.partition("->")[0].split("),(")]
    inputs = (float(values[key]) for key, _ in entry["arguments"])
    with np.errstate(all="ignore"):
        found = compiled(*(np.full(1, x) if row else x for row, x in zip(rows, inputs, strict=True)))
    numbers = [complex(np.ravel(part)[0]) for part in (found if isinstance(found, tuple) else (found,))]
    if not all(math.isfinite(number.real) and math.isfinite(number.imag) for number in numbers):
        raise Usage(f"{name} has no value there ({', '.join(entry['claims'])})")
    for (result, dimension), number in zip(entry["results"], numbers, strict=True):
        print(f"{result} = {number.real if number.imag == 0 else number!r}   [{dimension}]")
    return 0


def _check(arguments) -> int:
    from entrainment.derive.formula import FormulaError

    from .progress import Progress
    from .verify import catalogue, typed

    if not 20 <= arguments.digits <= 1000:
        raise Usage(f"{arguments.digits} digits; ask for 20 to 1000")
    with Progress() as progress:
        try:
            answer = typed.check(arguments.formula, arguments.against, arguments.digits, progress)
        except (FormulaError, catalogue.UnknownName) as error:
            raise Usage(str(error)) from None
    print(answer.text)
    return 0 if answer.equal else 1


def _values(pairs: list[str]) -> dict[str, Fraction]:
    values = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        try:
            values[key] = Fraction(text.replace(" ", ""))
        except (ValueError, ZeroDivisionError):
            raise Usage(f"{pair!r} is not key=value with a number such as 2.7, 1e-3 or 1/3") from None
        if not equals:
            raise Usage(f"{pair!r} is not key=value")
    return values


def _require(name: str, needed, values) -> None:
    missing = [key for key in needed if key not in values]
    extra = [key for key in values if key not in needed]
    usage = f"type: entrainment evaluate {name} {' '.join(f'{key}=...' for key in needed)}"
    if extra:
        raise Usage(f"{name} has no argument {extra[0]!r}; {usage}")
    if missing:
        raise Usage(f"{name} needs {', '.join(missing)}; {usage}")


def _list(arguments) -> int:
    kernels = _entries()
    width = max(map(len, kernels), default=0)
    for name, entry in sorted(kernels.items(), key=lambda item: (item[1]["module"], item[0])):
        inputs = ", ".join(f"{key} [{dimension}]" for key, dimension in entry["arguments"])
        results = [f"{key} [{dimension}]" for key, dimension in entry.get("results", ())] or [f"[{entry['result']}]"]
        print(f"{name.ljust(width)}  {inputs}  ->  {', '.join(results)}")
        print(f"{' ' * width}  {entry['title']}; {', '.join(entry['claims'])}")
    return 0


def _bench(arguments) -> int:
    from . import bench
    from .bench import table
    from .progress import Progress

    unknown = [name for name in arguments.workloads if name not in bench.WORKLOADS]
    if unknown:
        raise Usage(f"no workload {unknown[0]!r}; {_suggest(unknown[0], bench.WORKLOADS)}")
    if arguments.json and not arguments.json.parent.is_dir():
        raise Usage(f"there is no folder {arguments.json.parent} to write {arguments.json.name} to")
    with Progress() as progress:
        report = bench.run(arguments.workloads, arguments.quick, progress)
    print(table.text(report))
    if arguments.json:
        _write_whole(arguments.json, json.dumps(report.to_json(), indent=1) + "\n")
    return 0


def _docs(arguments) -> int:
    from .edition import build
    from .progress import Progress
    from .verify import own

    with Progress() as progress:
        try:
            ledger = build.load(arguments.ledger, tuple(arguments.papers))
            files = build.build(ledger, arguments.to, progress)
        except (build.BadLedger, own.NotWritten) as error:
            raise Usage(str(error)) from None
    print(f"{arguments.to / 'index.html'}: {len(files)} files")
    return 0


def _reference(arguments) -> int:
    from .edition import tables
    from .progress import Progress

    with Progress() as progress:
        different = tables.write(arguments.to, arguments.check, progress)
    for name in different:
        print(f"{arguments.to / name}: {'differs' if arguments.check else 'written'}")
    if not different:
        print("up to date")
    return 1 if arguments.check and different else 0


def _figure(arguments) -> int:
    names = importlib.import_module("entrainment.runtime.figures").NAMES
    if bool(arguments.name) == arguments.all:
        raise Usage(f"name one figure or say --all; there is {', '.join(names)}")
    if arguments.name and arguments.name not in names:
        raise Usage(f"no figure {arguments.name!r}; {_suggest(arguments.name, names)}")
    from .progress import Progress

    chosen = list(names) if arguments.all else [arguments.name]
    arguments.to.mkdir(parents=True, exist_ok=True)
    with Progress() as progress:
        for done, name in enumerate(chosen):
            progress(done, len(chosen), name)
            names[name](_picture(arguments.to, name))
    for name in chosen:
        print(_picture(arguments.to, name))
    return 0


def _picture(folder: Path, name: str) -> Path:
    return folder / f"{name.replace(':', '-')}.png"


def _manifest() -> dict:
    spec = importlib.util.find_spec("entrainment.generated")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        path = Path(folder) / "manifest.json"
        if path.is_file():
            return json.loads(path.read_text())
    raise Usage("there are no kernels yet; type: entrainment regenerate")


def _entries() -> dict:
    """Every kernel of the manifest by name."""
    manifest = _manifest()
    return manifest["kernels"] | manifest.get("arrays", {})


def _suggest(wrong: str, known, otherwise: str = "type: entrainment list") -> str:
    import difflib

    near = difflib.get_close_matches(wrong, list(known), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else otherwise


if __name__ == "__main__":
    sys.exit(main())
