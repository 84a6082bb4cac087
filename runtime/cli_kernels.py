"""The commands that list and evaluate kernels and closed forms, and compare what is typed with them.

Nothing heavy is imported before it is known what is asked for.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .usage import Usage, suggest

if TYPE_CHECKING:
    from .verify.evaluation import Form


MOST_DIGITS = 100_000


def list_kernels(arguments: argparse.Namespace) -> int:
    kernels = _entries()
    width = max(map(len, kernels), default=0)
    for name, entry in sorted(kernels.items(), key=lambda item: (item[1]["module"], item[0])):
        inputs = ", ".join(f"{key} [{dimension}]" for key, dimension in entry["arguments"])
        results = [f"{key} [{dimension}]" for key, dimension in entry.get("results", ())] or [f"[{entry['result']}]"]
        print(f"{name.ljust(width)}  {inputs}  ->  {', '.join(results)}")
        print(f"{' ' * width}  {entry['title']}; {', '.join(entry['claims'])}")
    return 0


def evaluate_form(arguments: argparse.Namespace) -> int:
    values = _values(arguments.values)
    if arguments.digits is not None and not 1 <= arguments.digits <= MOST_DIGITS:
        raise Usage(f"{arguments.digits} digits; ask for 1 to {MOST_DIGITS}")
    if ":" in arguments.name:
        from .verify import catalogue, evaluation

        try:
            form = evaluation.closed_form(catalogue.claim(arguments.name))
        except catalogue.UnknownName as error:
            raise Usage(str(error)) from None
        return _print_digits(form, values, arguments.digits or 16)
    entry = _entries().get(arguments.name)
    if entry is None:
        raise Usage(f"no kernel {arguments.name!r}; {suggest(arguments.name, _entries())}")
    _require(arguments.name, [key for key, _ in entry["arguments"]], values)
    if arguments.digits is None:
        return _print_float(arguments.name, entry, values)
    from .verify import accuracy, evaluation

    return _print_digits(evaluation.kernel_form(accuracy.plan_named(arguments.name)), values, arguments.digits)


def _print_digits(form: Form, values: dict[str, Fraction], digits: int) -> int:
    from .verify import evaluation

    _require(form.name, form.arguments, values)
    try:
        print(evaluation.digits_of(form, values, digits))
    except evaluation.OutsideDomain as error:
        raise Usage(str(error)) from None
    return 0


def _print_float(name: str, entry: dict, values: dict[str, Fraction]) -> int:
    import numpy as np
    from entrainment import generated

    from .errors import DomainError
    from .verify.conditions import first_violated

    doubles = {key: _double(key, value) for key, value in values.items()}
    violated = first_violated(entry["conditions"], values)
    if violated:
        shown = ", ".join(f"{key} = {float(value):.6g}" for key, value in values.items())
        raise Usage(f"{name} is meant for {violated}; {shown} violates it ({', '.join(entry['claims'])})")
    if "results" in entry:
        return _print_results(name, entry, doubles)
    try:
        with np.errstate(all="ignore"):
            value = float(generated.kernel(name)(*(doubles[key] for key, _ in entry["arguments"])))
    except DomainError as error:
        raise Usage(str(error)) from None
    if not math.isfinite(value):
        raise Usage(f"{name} has no finite value there in double precision ({', '.join(entry['claims'])}); try --digits 30")
    print(f"{value!r}   [{entry['result']}]")
    return 0


def _double(key: str, value: Fraction) -> float:
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if math.isinf(found) or (value and not found):
        raise Usage(f"{key} is beyond double precision; add --digits 30")
    return found


def _print_results(name: str, entry: dict, values: dict[str, float]) -> int:
    """A line a result of a kernel on arrays, at real arguments; where it takes rows, these have one element."""
    import numpy as np
    from entrainment import generated

    compiled = generated.kernel(name)
    inputs: list[Any] = [values[key] for key, _ in entry["arguments"]]
    if compiled.signature:  # none where every argument is a number
        takes_row = (part.strip("()") for part in compiled.signature.partition("->")[0].split("),("))
        inputs = [np.full(1, x) if row else x for row, x in zip(takes_row, inputs, strict=True)]
    with np.errstate(all="ignore"):
        found = compiled(*inputs)
    numbers = [complex(np.ravel(part)[0]) for part in (found if isinstance(found, tuple) else (found,))]
    if not all(math.isfinite(number.real) and math.isfinite(number.imag) for number in numbers):
        raise Usage(f"{name} has no value there ({', '.join(entry['claims'])})")
    for (result, dimension), number in zip(entry["results"], numbers, strict=True):
        print(f"{result} = {number.real if number.imag == 0 else number!r}   [{dimension}]")
    return 0


def check_typed(arguments: argparse.Namespace) -> int:
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
        if key in values:
            raise Usage(f"{key} is given twice")
        try:
            values[key] = Fraction(text.replace(" ", ""))
        except (ValueError, ZeroDivisionError):
            raise Usage(f"{pair!r} is not key=value with a number such as 2.7, 1e-3 or 1/3") from None
        if not equals:
            raise Usage(f"{pair!r} is not key=value")
    return values


def _require(name: str, needed: Sequence[str], values: dict[str, Fraction]) -> None:
    missing = [key for key in needed if key not in values]
    extra = [key for key in values if key not in needed]
    usage = f"type: entrainment evaluate {name} {' '.join(f'{key}=...' for key in needed)}"
    if extra:
        raise Usage(f"{name} has no argument {extra[0]!r}; {usage}")
    if missing:
        raise Usage(f"{name} needs {', '.join(missing)}; {usage}")


def _entries() -> dict:
    """Every kernel of the manifest by name."""
    manifest = _manifest()
    return manifest["kernels"] | manifest.get("arrays", {})


def _manifest() -> dict:
    spec = importlib.util.find_spec("entrainment.generated")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        path = Path(folder) / "manifest.json"
        if path.is_file():
            return json.loads(path.read_text())
    raise Usage("there are no kernels yet; type: entrainment regenerate")
