"""Momentum integrals with resonance denominators, as sums over the nodes of a path below the real axis.

Invariant: Lambda(z) = int_0^oo dp [a(p) - i (gamma/z) B(p)]/[Q(p) - z^2], z = omega + 2 i gamma, and its sum over nodes agree for *every* z of the upper half plane, within a bound
that is measured, never assumed.  Two facts make that possible.

1. Which path.  The retarded integral has poles where Q(p) = z^2, in the upper half of the Q plane.  Where Im Q < 0 on the path and Im Q = 0 on the
   real axis, Im Q < 0 between them (harmonic functions have no inner maximum): no pole, and no zero of Q either, is crossed.  The zeros of Q are the
   branch points at which two modes meet; a path that is tuned on one mixture crosses that of another one.
2. How exact.  The difference of the sums with N and with 2 N nodes is analytic in the upper half plane and vanishes at infinity, so that its largest
   value lies on the real z axis, whatever the damping: it is looked for there, at the nearest approach to every pole of the sum and in between.

On the path ln p = ln(centre) + A sinh(tau/A) - i angle the trapezoidal rule in tau converges geometrically.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from entrainment.runtime.errors import DomainError
from numpy.typing import NDArray

SPREAD = 2.5
"""A of the path."""
REACH = SPREAD * np.arcsinh(32 / SPREAD)
"""|tau| at the ends of the path, where p = centre exp(+-32)."""
ANGLES = tuple(np.linspace(0.08, 0.6, 14))
STEPS = tuple(0.2 * 0.85**k for k in range(16))
NEGLIGIBLE = 1e-17
"""Nodes with less of the static integral are left out."""

Integrand = Callable[[NDArray], tuple[NDArray, NDArray, NDArray]]


class Nodes(NamedTuple):
    """The integrand on a path: a, b, Q (complex arrays of equal length), a and b times the weights of the rule."""

    a: NDArray
    B: NDArray
    Q: NDArray

    def sum(self, omega: NDArray, gamma: float) -> NDArray:
        """Sum of [a - i (gamma/z) B]/(Q - z^2) at z = omega + 2 i gamma, complex like omega (one-dimensional)."""
        return resonance_sum()(self.a, self.B, self.Q, omega, gamma)


def resonance_sum() -> Callable:
    from entrainment.generated.conductivity import resonance_sum as found
    return found


@dataclass(frozen=True)
class Table:
    """`nodes`, twice as many (`doubled`), the largest difference of both sums for any z with Im z >= 0 (a part, and half the B part since
    gamma/|z| <= 1/2), and |Lambda(0)|."""

    nodes: Nodes
    doubled: Nodes
    error: float
    size: float
    angle: float
    step: float


def real_nodes(centre: float, step: float = 0.06) -> tuple[NDArray, NDArray]:
    """Momenta and weights of int_0^oo dp f(p) for f without resonances near the real axis; f may fall as slowly as p^-2."""
    p, weight = _path(centre, 0.0, step)
    return p.real, weight.real


def tabulate(integrand: Integrand, centre: float, tolerance: float) -> Table:
    """The table of Lambda with the largest step that reaches `tolerance` (absolute), or the best one: `error` says what it reached.

    `integrand` maps momenta (complex, angle within 35 degrees below the real axis) to (a, B, Q); Q real, positive and growing on the real axis.
    Raises DomainError where a pole lies between the real axis and every path.
    """
    angles, best = ANGLES, None
    for step in STEPS:
        tables = [table for angle in angles if (table := _attempt(integrand, centre, angle, step)) is not None]
        tables.sort(key=lambda table: table.error)
        if not tables:
            continue
        if best is None or tables[0].error < best.error:
            best = tables[0]
        if best.error <= tolerance:
            return best
        angles = sorted({min(max(table.angle + shift, 0.02), 0.62) for table in tables[:2] for shift in (-0.02, 0.0, 0.02)})
    if best is None:
        raise DomainError("E_d - E_s", "not monotonic", "grows with the momentum", claim="aminov2024:15",
                          advice="a pole lies between the real axis and every path of the momentum integral")
    return best


def static_size(integrand: Integrand, centre: float) -> float:
    """|Lambda(0)| of the a part, to a few digits."""
    a, _, Q = _nodes(integrand, centre, 0.0, STEPS[0])
    return float(abs((a / Q).sum()))


def joined(parts: list[Nodes]) -> Nodes:
    """The nodes of a sum of integrals."""
    return Nodes(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _path(centre: float, angle: float, step: float) -> tuple[NDArray, NDArray]:
    count = int(REACH / step)
    tau = step * np.arange(-count, count + 1)
    p = centre * np.exp(SPREAD * np.sinh(tau / SPREAD) - 1j * angle)
    return p, p * np.cosh(tau / SPREAD) * step


def _attempt(integrand: Integrand, centre: float, angle: float, step: float) -> Table | None:
    """The table on one path, None where a pole may lie between the path and the real axis."""
    coarse, fine = (_nodes(integrand, centre, angle, h) for h in (step, step / 2))
    if not coarse.Q.size:
        return Table(coarse, fine, 0.0, 0.0, angle, step)
    if (fine.Q.imag > 0).any():
        return None
    difference = Nodes(*(np.concatenate([one, sign * two]) for one, two, sign in zip(coarse, fine, (-1, -1, 1), strict=True)))
    z = _probes(fine.Q)
    parts = (Nodes(part, 0 * part, difference.Q).sum(z, 0.0) for part in difference[:2])
    error_a, error_B = (np.abs(part).max() for part in parts)
    size = float(abs((coarse.a / coarse.Q).sum()))
    return Table(coarse, fine, float(error_a + error_B / 2), size, angle, step)


def _nodes(integrand: Integrand, centre: float, angle: float, step: float) -> Nodes:
    p, weight = _path(centre, angle, step)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        a, B, Q = integrand(p)
        size = np.abs(a * weight / Q) + np.abs(B * weight / Q)
    kept = size > NEGLIGIBLE * np.nansum(size)
    return Nodes((a * weight)[kept], (B * weight)[kept], Q[kept])


def _probes(Q: NDArray) -> NDArray:
    poles = np.sort(np.sqrt(Q).real)
    ends = np.geomspace(poles[0] / 1e3, poles[0], 20), np.geomspace(poles[-1], 1e3 * poles[-1], 20)
    return np.concatenate([poles, (poles[1:] + poles[:-1]) / 2, *ends])
