"""What the paper leaves to a supplement: E_B as one integral, its closed forms at threshold, all edges at any masses.

Nothing is printed here: these claims are supplied by the derivations and stand on their definitions.
"""

from __future__ import annotations

from ... import compressibility, soft_line, threshold_energy, vacuum_energy
from ... import notation as s
from ...domain import Domain
from ...records import Claim, Reference

MIXTURE_ARGUMENTS = ("m1", "m2", "g11", "g22", "g12", "n1", "n2")
EDGES = {
    ("curvature", "left"): "curvature zero at pure 1",
    ("curvature", "right"): "curvature zero at pure 2",
    ("tangent", "right"): "tangent from pure 1 touching at pure 2",
    ("tangent", "left"): "tangent from pure 2 touching at pure 1",
}


def _cutoff(D: int) -> tuple[str, ...]:
    return ("kappa",) if D == 2 else ()


def _integral(D: int) -> Claim:
    arguments = MIXTURE_ARGUMENTS + _cutoff(D)
    return Claim(
        id=f"naidon2021:supplement:integral-{D}d",
        title=f"E_B as one integral, any mixture, D = {D}",
        printed=None,
        domain=vacuum_energy.mixture(D),
        kind="supplied",
        derivation=lambda: vacuum_energy.stable_form(D),
        reference=Reference("vacuum_energy.vacuum_energy", arguments, (("D", D), ("formulation", "modes"))),
        enclosure=Reference("enclosures.vacuum_energy_ball", arguments, (("D", D),)),
        kernels=(f"vacuum_energy_{D}d", f"vacuum_energy_{D}d_n1"),
    )


def _threshold(D: int) -> Claim:
    arguments = tuple(a for a in MIXTURE_ARGUMENTS if a != "g12") + _cutoff(D)
    return Claim(
        id=f"naidon2021:supplement:threshold-{D}d",
        title=f"E_B at threshold in closed form, any masses, D = {D}",
        printed=None,
        domain=vacuum_energy.threshold_mixture(D),
        kind="supplied",
        derivation=lambda: threshold_energy.in_mixture(D),
        reference=Reference("vacuum_energy.vacuum_energy", arguments, (("D", D), ("g12", "critical"))),
        enclosure=Reference("enclosures.vacuum_energy_ball", arguments, (("D", D), ("g12", "critical"))),
        kernels=(f"vacuum_energy_threshold_{D}d",),
    )


def _edge(D: int, kind: str, side: str) -> Claim:
    build = soft_line.curvature_edge if kind == "curvature" else soft_line.tangent_edge
    line = soft_line.soft_line(D)
    reduced = Domain(D, tuple(r for r in line.ranges if r[0] in (s.alpha, s.z)), special=line.special)
    fixed = (("D", D), ("side", side))
    return Claim(
        id=f"naidon2021:supplement:{kind}-{side}-{D}d",
        title=f"{EDGES[kind, side]}, any masses, D = {D}",
        printed=None,
        domain=reduced,
        kind="supplied",
        derivation=lambda: build(D, side),
        reference=Reference(f"mixed_bubbles.{kind}_edge", ("alpha", "z"), fixed),
        enclosure=Reference(f"edge_enclosures.{kind}_edge_ball", ("alpha", "z"), fixed),
        kernels=(f"{kind}_edge_{side}_{D}d",),
    )


def _curvature(D: int, i: int, j: int) -> Claim:
    arguments = MIXTURE_ARGUMENTS + _cutoff(D)
    fixed = (("D", D), ("order1", 2 if j == 1 else 1), ("order2", 0 if j == 1 else 1))
    return Claim(
        id=f"naidon2021:supplement:compressibility-{D}d-n{i}n{j}",
        title=f"d^2 E_B/dn{i} dn{j} as one integral, any mixture, D = {D}",
        printed=None,
        domain=compressibility.vacuum_curvature(D, i, j).domain,
        kind="supplied",
        derivation=lambda: compressibility.vacuum_curvature(D, i, j),
        reference=Reference("vacuum_energy.vacuum_energy_derivative", arguments, fixed),
        enclosure=Reference("enclosures.vacuum_energy_derivative_ball", arguments, fixed),
        kernels=(f"vacuum_energy_{D}d_n{i}n{j}",),
    )


SUPPLEMENT = (
    *[_integral(D) for D in (3, 2, 1)],
    *[_curvature(D, 1, j) for D in (3, 2, 1) for j in (1, 2)],
    *[_threshold(D) for D in (3, 2, 1)],
    *[_edge(D, *edge) for D in (3, 2, 1) for edge in EDGES],
)
