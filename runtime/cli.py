"""The command ``entrainment``.  Nothing heavy is imported before it is known what is asked for.

Exit codes: 0 well, 1 a row fails or a comparison differs, 2 usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path
from typing import NoReturn

from .cli_kernels import check_typed, evaluate_form, list_kernels
from .usage import Usage, suggest


class _Parser(argparse.ArgumentParser):
    """What cannot be parsed is answered in one line, and a command that does not exist by the nearest one."""

    def error(self, message: str) -> NoReturn:
        unknown = re.match(r"argument COMMAND: invalid choice: '(.*?)' \(choose from (.*)\)", message, re.DOTALL)
        if unknown:
            commands = re.findall(r"[a-z]+", unknown[2])
            message = f"no command {unknown[1]!r}; {suggest(unknown[1], commands, 'type: entrainment --help')}"
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
    evaluate.set_defaults(run=evaluate_form)

    check = commands.add_parser("check", help="compare a formula that you type, plain or LaTeX, with a claim or a kernel")
    check.add_argument("formula", metavar="FORMULA", help='such as "sqrt(alpha)/2" or "\\\\frac{1}{2}\\\\sqrt{\\\\alpha}"')
    check.add_argument("--against", required=True, metavar="NAME", help="a claim PAPER:ID or a kernel (see list)")
    check.add_argument("--digits", type=int, default=50, metavar="N", help="digits of the comparison (50)")
    check.set_defaults(run=check_typed)

    commands.add_parser("list", help="names, arguments, dimensions").set_defaults(run=list_kernels)

    docs = commands.add_parser("docs", help="the edition: a page per claim, made from the ledger")
    docs.add_argument("papers", nargs="*", metavar="my_paper.py", help="papers of your own that the ledger judges")
    docs.add_argument("--ledger", type=Path, default=Path("ledger.json"), metavar="FILE", help="ledger.json")
    docs.add_argument("--to", type=Path, default=Path("docs/edition"), metavar="FOLDER", help="docs/edition")
    docs.set_defaults(run=_docs)

    reference = commands.add_parser("reference", help="tables of certified values at exact inputs, JSON and CSV")
    reference.add_argument("--check", action="store_true", help="compare only, exit 1 if something differs")
    reference.add_argument("--to", type=Path, default=Path("docs/reference"), metavar="FOLDER", help="docs/reference")
    reference.set_defaults(run=_reference)

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


def _regenerate(arguments: argparse.Namespace) -> int:
    if not (arguments.paper or arguments.check) and _nothing_to_write():
        print("up to date")
        return 0
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


def _nothing_to_write() -> bool:
    """Whether the kernels are those of the sources, each with an entry of accuracy: seen without sympy."""
    import entrainment.generated as generated
    from entrainment.derive.codegen import manifest

    folder = Path(generated.__file__).parent
    try:
        measured = json.loads((folder / "accuracy.json").read_text())
    except (OSError, ValueError):
        return False
    return set(measured) == {*generated.MODULES, *generated.ARRAYS} and manifest.unchanged(folder)


def _accuracy(arguments: argparse.Namespace) -> int:
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


def _verify(arguments: argparse.Namespace) -> int:
    for library in ("OMP", "OPENBLAS"):  # two processes share the cores; threads of linear algebra would fight for them
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    from .progress import Progress
    from .verify import catalogue, ledger, render

    if arguments.json and not arguments.json.parent.is_dir():
        raise Usage(f"there is no folder {arguments.json.parent} to write {arguments.json.name} to")
    paper, _, equation = (arguments.claims or "").partition(":")
    with Progress() as progress:
        try:
            if paper and catalogue.is_own(paper):
                found = ledger.verify_own(paper, equation or None, arguments.digits, progress)
            else:
                found = ledger.verify(paper or None, equation or None, arguments.digits, progress)
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


def _show(arguments: argparse.Namespace) -> int:
    from .verify import catalogue, page

    try:
        claim = catalogue.claim(arguments.claim)
    except catalogue.UnknownName as error:
        raise Usage(str(error)) from None
    text, ok = page.page(claim)
    print(text)
    return 0 if ok else 1


def _bench(arguments: argparse.Namespace) -> int:
    from . import bench
    from .bench import table
    from .progress import Progress

    unknown = [name for name in arguments.workloads if name not in bench.WORKLOADS]
    if unknown:
        raise Usage(f"no workload {unknown[0]!r}; {suggest(unknown[0], bench.WORKLOADS)}")
    if arguments.json and not arguments.json.parent.is_dir():
        raise Usage(f"there is no folder {arguments.json.parent} to write {arguments.json.name} to")
    with Progress() as progress:
        report = bench.run(arguments.workloads, arguments.quick, progress)
    print(table.text(report))
    if arguments.json:
        _write_whole(arguments.json, json.dumps(report.to_json(), indent=1) + "\n")
    return 0


def _docs(arguments: argparse.Namespace) -> int:
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


def _reference(arguments: argparse.Namespace) -> int:
    from .edition import tables
    from .progress import Progress

    with Progress() as progress:
        different = tables.write(arguments.to, arguments.check, progress)
    for name in different:
        print(f"{arguments.to / name}: {'differs' if arguments.check else 'written'}")
    if not different:
        print("up to date")
    return 1 if arguments.check and different else 0


def _figure(arguments: argparse.Namespace) -> int:
    from .figures import NAMES as names

    if bool(arguments.name) == arguments.all:
        raise Usage(f"name one figure or say --all; there is {', '.join(names)}")
    if arguments.name and arguments.name not in names:
        raise Usage(f"no figure {arguments.name!r}; {suggest(arguments.name, names)}")
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


if __name__ == "__main__":
    sys.exit(main())
