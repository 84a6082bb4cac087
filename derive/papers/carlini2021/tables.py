"""Tables I and II: how strength, energy and m_1 of low- and high-energy states depend on q, f = cos(q x).

An entry is printed as a power of q without its coefficient; Omega stands for itself.  The equality of a claim is to be
read as proportional to; the derivation gives the coefficient.  Table Ib has no low spin and no high density states.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from sympy import Eq

from ... import excitations, fermi_liquid, long_waves, raman_branches
from ...notation import Omega_R, q
from ...records import Claim, Derivation

entry = sp.Symbol("entry", positive=True)
_ONE = sp.S.One  # printed as const

#: (channel, states) -> strength, energy, m_1
TABLE_1A = {
    ("density", "low"): (q, q, q**2),
    ("density", "high"): (q**2, Omega_R, q**2),
    ("spin", "low"): (q, q, q**2),
    ("spin", "high"): (_ONE, Omega_R, _ONE),
}
TABLE_1B = {"density": (q, q, q**2), "spin": (_ONE, Omega_R, _ONE)}
TABLE_2 = {
    ("density", "low"): (q, q, q**2),
    ("density", "high"): (q**4, _ONE, q**4),
    ("spin", "low"): (q, q, q**2),
    ("spin", "high"): (q**2, _ONE, q**2),
}


def _mixture(quantity: str, channel: str, band: str) -> Derivation:
    if band == "low":
        return excitations.sound(quantity, channel)
    if channel == "density":
        return excitations.density_pairs(quantity)
    return excitations.mean_pair_energy(3) if quantity == "energy" else excitations.spin_pairs(quantity)


def _claim(table: str, where: str, quantity: str, printed, derivation) -> Claim:
    row = {"strength": "strength", "energy": "excitation energy", "m_1": "part of m_1"}[quantity]
    return Claim(
        id=f"carlini2021:table{table}:{where}:{quantity}",
        title=f"{row}, {where.replace('-', ' channel, ')}",
        printed=(Eq(entry, printed, evaluate=False),),
        domain=replace(raman_branches.BRANCHES, D=None),
        kind="statement",
        derivation=derivation,
    )


def _table(name: str, table: dict, derivation) -> tuple[Claim, ...]:
    return tuple(
        _claim(name, "-".join(where), quantity, printed, lambda a=(quantity, *where): derivation(*a))
        for where, column in table.items()
        for quantity, printed in zip(excitations.QUANTITIES, column, strict=True)
    )


TABLES = (
    *_table("1a", TABLE_1A, long_waves.long_wave),
    *_table("1b", {(channel,): column for channel, column in TABLE_1B.items()}, long_waves.rabi),
    *_table("2", TABLE_2, _mixture),
    Claim(
        id="carlini2021:table2:fermi-liquid",
        title="the columns of low-energy states and the spin column of m_1, for a Fermi liquid",
        printed=tuple(Eq(entry, power, evaluate=False) for power in (q, q, q**2, q**2)),
        domain=replace(fermi_liquid.LIQUID, D=None),
        kind="statement",
        quote="Results hold for Bose mixtures exhibiting the Andreev-Bashkin effect and normal Fermi liquids",
    ),
)
