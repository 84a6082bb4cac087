"""Kernels of a normal Fermi liquid: what its Landau parameters make of a kick, and the parameters of a dilute gas.

carlini2021 Sec. IV.  F_1 and G_1 enter by 3 + F_1, 3 + G_1 and F_1 - G_1 only, which are positive in a stable liquid.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from .. import fermi_liquid, landau_parameters
from .. import notation as s
from ..fermi_liquid import F1, G1
from ..landau_parameters import kf_a
from .drag_plans import WAVE
from .plan import ClosedForm, KernelPlan
from .rewrites import collected, sums_of_positives

STABLE = (F1 > -3, G1 > -3, G1 <= F1)
RANGES = ((F1, -3, 20), (G1, -3, 20))
POSITIVE = tuple(condition.lhs - condition.rhs for condition in STABLE[:2])  # 3 + F_1, 3 + G_1
DILUTE = ((kf_a, -1, 1),)


def _liquid(name: str, title: str, arguments, chain, claims, formula=None) -> KernelPlan:
    formula = chain.result if formula is None else formula
    arguments = tuple(arguments)
    wanted = tuple(c for c in STABLE if c.free_symbols <= set(arguments))
    return KernelPlan(
        name,
        "fermi_liquid",
        title,
        arguments,
        (*wanted, *(symbol > 0 for symbol in arguments if symbol not in (F1, G1))),
        3,
        ClosedForm(sums_of_positives(formula, *POSITIVE)),
        tuple(f"carlini2021:{claim}" for claim in claims),
        chain.name,
        formula,
        ranges=tuple(entry for entry in RANGES if entry[0] in arguments),
    )


def _of_parameters() -> Iterator[KernelPlan]:
    yield _liquid(
        "spin_current_ratio",
        "physical over bare spin current; also what low energies exhaust of the spin sum rule",
        (F1, G1),
        fermi_liquid.spin_current(),
        ("41", "43"),
    )
    yield _liquid("fermi_liquid_drag_density", "n_drag", (F1, G1, s.n), fermi_liquid.drag_density(), ("48",))
    for component, claim in ((2, "45"), (1, "46")):
        chain = fermi_liquid.fast_flow(component)
        yield _liquid(
            f"fermi_liquid_fast_flow_{component}",
            f"d<F({component})>/dt after a kick of spin 1, F = sum cos(q x), before the first period of zero sound",
            (*WAVE, s.m, F1, G1),
            chain,
            (claim,),
        )
    one, two = (fermi_liquid.fast_flow(i) for i in (1, 2))
    ratio = sp.cancel(two.result / one.result)
    yield _liquid("fermi_liquid_velocity_ratio", "V2/V1 after a kick of spin 1", (F1, G1), two, ("47",), ratio)


def _of_dilute_gas() -> Iterator[KernelPlan]:
    claims = {1: {"F": "44-density", "G": "44-spin"}}
    for letter, channel in (("F", "density"), ("G", "spin")):
        for degree in (0, 1, 2):
            chain = landau_parameters.landau_parameter(channel, degree)
            yield _dilute(
                f"landau_{letter}{degree}",
                f"{letter}_{degree} to second order of k_F a",
                chain,
                claims.get(degree, {}).get(letter, f"supplement:{letter}{degree}"),
            )
    second = "Landau parameters to second order of k_F a"
    for name, title, chain in (
        ("drag_fraction", "n_drag/n", landau_parameters.drag_fraction()),
        ("velocity_ratio", "V2/V1 after a kick of spin 1", landau_parameters.velocity_ratio()),
    ):
        # The expansion ends there; not much further G_1 falls below -3 and the liquid is unstable.
        yield _dilute(f"dilute_fermi_{name}", f"{title}, {second}", chain, "text:four-per-cent", (kf_a**2 <= 1,))


def _dilute(name: str, title: str, chain, claim: str, conditions: tuple = ()) -> KernelPlan:
    formula = sp.factor(chain.result)
    return KernelPlan(
        name,
        "fermi_liquid",
        title,
        (kf_a,),
        conditions,
        None,
        ClosedForm(collected(formula, kf_a, lambda coefficient: coefficient)),
        (f"carlini2021:{claim}",),
        chain.name,
        formula,
        ranges=DILUTE,
    )


def _fermi_liquid() -> Iterator[KernelPlan]:
    yield from _of_parameters()
    yield from _of_dilute_gas()


MODULES = {"fermi_liquid": _fermi_liquid}
