"""Forms and definitions on trial: each mutant is put before the checks that gave the verdict and must be caught.

Forms stand before the definition and the printed form, definitions before the derived form.  A mutant that passes is a
survivor unless its difference from the original is proved to be zero.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import time
from dataclasses import dataclass

import mpmath
import sympy as sp
from entrainment.derive import notation
from entrainment.derive.records import Claim, Reference
from flint import arb

from . import checks, mutants
from .further_cases import FURTHER
from .mutants import Mutant, Tally
from .scratch import REFERENCE, Scratch
from .symbolic import prove_zero

REFERENCE_DIGITS = 8

class Whole(tuple):
    """Every function of a module except these: break points, and functions that no claim asks (they have tests)."""

    def __new__(cls, *spared: str):
        return super().__new__(cls, spared)

    def among(self, source: str) -> tuple[str, ...]:
        known = mutants.function_names(source)
        if not known >= set(self):
            raise LookupError(f"spared, but not there: {', '.join(sorted(set(self) - known))}")
        return tuple(sorted(name for name in known if not any(f"{name}.".startswith(f"{spared}.") for spared in self)))


#: Where the definitions stand, by the module that claims ask: functions whose arithmetic is physics.  What steers a
#: quadrature (break points, floors, working precision) is judged by the agreement of two node families, and changing it
#: changes no value.
DEFINITIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "vacuum_energy": {
        "vacuum_energy": (
            "_Integrand.__init__",
            "_Integrand.modes",
            "_Integrand._prepare_forms",
            "_Integrand._rationalised",
            "_Integrand.symmetric",
            "_Integrand.symmetric_tail",
            "_dimension_weight",
        ),
    },
    "mixed_bubbles": {
        "soft_line": (
            "SoftLine.__init__",
            "SoftLine._densities",
            "SoftLine.energy",
            "SoftLine.mean_field",
            "SoftLine.vanishing",
            "tangent_functional",
        ),
    },
    "branch_conversion": {
        "branch_conversion": Whole("_pole", "_ends", "_beyond", "_small"),
        "bogoliubov_modes": ("pushed_energies",),
    },
    "ac_response": {
        "ac_response": Whole("_numbers_that_count", "_undamped", "_circle"),
        "bogoliubov_modes": ("_blocks", "quadratic_form", "weights", "occupation"),
        "loop_function": Whole(
            "_around",
            "_broadened",  # the sum that claims ask is undamped
            "_centres",
            "_with_constant",
            "_cancelled",
            "_size",
            "_merged",  # two poles at the same place: a point that no domain contains
            "Halves.slope",
            "Halves._cold_value",  # T = 0
            "absorbed_loop",
            "verified_loop_function",
        ),
        "conductivity": ("current_elements", "transitions"),
        "dipolar_bilayer": ("interlayer_interaction", "plane_transform.integrand"),
    },
    "dipolar_bilayer": {"dipolar_bilayer": ("_gaussian_density",)},
    "andreev_bashkin": {"andreev_bashkin": ("_Fluctuations.at", "_flow", "_response")},
    "drag_enclosures": {
        "drag_enclosures": (
            "_Modes.__init__",
            "_Modes.inner",
            "_Modes.outer",
            "_Modes.integral",
            "_Modes.drag",
            "_mixture",
            "_mixture.modes",
            "mass_drag_ball",
            "drag_ball",
            "dilute_drag_ball",
            "dilute_drag_ball.value",
            "weak_coupling_ball",
            "weak_coupling_ball.value",
            "impurity_ball.value",
            "pair_energy_ball",
        ),
    },
    "raman_gas": {
        "spin_orbit": (
            "_energy",
            "present_ground_state",
            "_single_particle",
            "hessian",
            "modes_at_precision",
            "_band_slope",
            "effective_mass_ratio",
        ),
        "spin_orbit_response": (
            "_element",
            "_spectrum",
            "branch_moment",
            "static_response",
            "_stationary",
            "_share",
            "_signal",
            "_after_step",
            "_displacement",
            "_velocity",
            "fast_slope",
            "ultrafast_slope",
        ),
        "raman_gas": ("_times", "squared_sound", "susceptibility", "slow_response", "ramped", "fast_ratio")
        + ("long_wave", "long_wave_flow"),
    },
    "thomas_fermi": {"thomas_fermi": ("mean_power", "pushed_over_mean", "pushed_over_mean.squared")},
    "cloud_enclosures": {"cloud_enclosures": ("_shells", "mean_power_ball", "pushed_over_mean_ball")},
    "landau_spectrum": {
        "landau_spectrum": ("_stiffness", "_continuum", "_denominator", "zero_sound", "moments", "low_moment", "long_wave"),
    },
    "landau_enclosures": {
        "landau_enclosures": Whole("_pole", "_tail", "_bits", "moment_ball"),  # signs, precision, a bound far below the digits
    },
    "trapped_sound": {
        "trapped_sound": ("moment", "_within_cloud", "modes", "_overlaps", "_statically", "fast_ratio", "fast_flows"),
    },
    "polaron": {"polaron": ("inverse_mass_shift", "inverse_mass_shift.second_derivative", "drag_velocity_ratio")},
}


#: Fixed arguments of a reference that decide which arithmetic is done.
DISTINGUISHED = ("D", "formulation", "route", "g12", "channel", "branch", "watched", "power", "index", "kind", "quantity")


def try_forms(claim: Claim, definition: checks.Definition | None, printed, domain, digits: int) -> Tally:
    """Mutants of the derived form before its definition, before the printed form, and in the last line of its derivation.

    ``printed`` is the form that was found equal over ``domain``, or None.
    """
    tally = Tally()
    derivation = claim.derivation()
    parts = checks.components(derivation.result)
    for index, part in enumerate(parts):
        for mutant in mutants.of_expression(part):
            spoiled = [*parts[:index], mutant.value, *parts[index + 1 :]]
            seen = definition if _at_unit_hbar(mutant.value) != _at_unit_hbar(part) else None
            caught = _form_is_caught(spoiled, derivation, seen, printed, domain, digits)
            equal = not caught and prove_zero(mutant.value - part, claim.domain.constraints)
            tally.record(f"{claim.id}: {mutant.what}", caught, equal)
    return tally


def _at_unit_hbar(expr):
    """What a definition sees of a form: they are evaluated at hbar = 1."""
    return expr.xreplace({notation.hbar: sp.S.One})


def _form_is_caught(spoiled, derivation, definition, printed, domain, digits) -> bool:
    try:
        if definition is not None and (definition.excludes(spoiled) or not definition.compare(spoiled).ok):
            return True
        if printed is not None and not checks.compare_forms(printed, spoiled, domain, digits, count=3).equal:
            return True
        return bool(derivation.steps) and not checks.last_line_holds(derivation, spoiled)
    except (checks.Undefined, KeyError):
        return True  # no value where there should be one


def try_definitions(claims: list[Claim]) -> Tally:
    """Mutants of the definitions against the derived forms of ``claims``, one claim for each definition."""
    cases = _one_of_each(claims)
    asked = {reference.name.partition(".")[0] for reference, _, _ in cases}
    cases += [case for name in sorted(asked & set(FURTHER)) for case in FURTHER[name]()]
    expected = []
    for reference, derived, domain in cases:
        (point,) = checks.draw(domain, 1, checks.SEED + 4)
        whole = [sp.sympify(reference.over) * part for part in checks.components(derived)]
        expected.append(_Case(reference, point, checks.numbers(whole, point, REFERENCE_DIGITS + 5)))
    tally, spoiled = Tally(), None
    definitions = [pair for name, found in DEFINITIONS.items() if name in asked for pair in found.items()]
    for module, functions in definitions:
        source = inspect.getsource(importlib.import_module(f"{REFERENCE}.{module}"))
        if isinstance(functions, Whole):
            functions = functions.among(source)
        absent = set(functions) - mutants.function_names(source)
        if absent:
            raise LookupError(f"runtime.reference.{module} has no {', '.join(sorted(absent))}")
        for mutant in mutants.of_source(source, functions, skip=_precision):
            if spoiled != (spoiled := (module, mutant.value.changed.name)):
                expected.sort(key=lambda case: case.seconds)
            tally.record(f"{module}: {mutant.what}", _definition_is_caught(module, mutant, expected))
    return tally


def _one_of_each(claims) -> list[tuple[Reference, object, object]]:
    """(definition, derived form, domain), one for each definition and dimension of space.

    Sides and orders of a derivative share their arithmetic.  Balls are among them where they stand in ``DEFINITIONS``.
    """
    found: dict = {}
    for claim in claims:
        for reference in (claim.reference, claim.enclosure):
            ball = reference is claim.enclosure
            if not (reference and claim.derivation) or ball and reference.name.partition(".")[0] not in DEFINITIONS:
                continue
            fixed = {name: value for name, value in reference.fixed if name in DISTINGUISHED}
            found.setdefault((reference.name, *sorted(fixed.items())), (reference, claim))
    return [(reference, claim.derivation().result, claim.domain) for reference, claim in found.values()]


def _precision(function: ast.FunctionDef) -> set[ast.AST]:
    """Arithmetic on the number of digits alone: it sets a working precision and changes no value."""
    found = set()
    for node in ast.walk(function):
        names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        if isinstance(node, ast.BinOp) and names == {"digits"}:
            found.add(node)
    return found


@dataclass
class _Case:
    """A definition, a point, what it answers there, and how long it took when it last answered that."""

    reference: Reference
    point: dict
    values: tuple
    seconds: float = 0.0

    def notices(self, scratch: Scratch) -> bool:
        start = time.process_time()
        try:
            function = scratch.resolve(self.reference.name)
            if function.__module__.startswith(REFERENCE):
                return False  # this definition does not see the spoiled module
            bound = checks.bind(self.reference, self.point, REFERENCE_DIGITS + 5)
            found = tuple(map(_middle, checks.as_tuple(function(**bound, digits=REFERENCE_DIGITS))))
            if not checks.worst_difference(found, self.values) <= mpmath.mpf(10) ** (2 - REFERENCE_DIGITS):
                return True
        except (ArithmeticError, ValueError, TypeError, IndexError, RuntimeError):  # the last where eigenvalues do not converge
            return True
        self.seconds = time.process_time() - start
        return False


def _definition_is_caught(module: str, mutant: Mutant, expected: list[_Case]) -> bool:
    """True if a case notices; that case moves to the front, since neighbouring errors show in the same place."""
    scratch = Scratch(module, mutant.value)
    for number, case in enumerate(expected):
        if case.notices(scratch):
            expected.insert(0, expected.pop(number))
            return True
    return False


def _middle(value):
    """A number, of a ball its middle; the radius is that of the digits asked for."""
    return mpmath.mpf(value.mid().str(REFERENCE_DIGITS + 5, radius=False)) if isinstance(value, arb) else value
