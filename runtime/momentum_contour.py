"""Momentum integrals with resonance denominators, as sums over the nodes of a path below the real axis.

Invariant: Lambda(z) = int_0^oo dp [a(p) - i (gamma/z) B(p)]/[Q(p) - z^2], z = omega + 2 i gamma, and its sum over nodes
agree for *every* z of the upper half plane, within a bound that is measured, never assumed.  Two facts make that possible.

1. Which path.  The retarded integral has poles where Q(p) = z^2, in the upper half of the Q plane.  Where Im Q < 0 on the
   path and Im Q = 0 on the real axis, Im Q < 0 between them (harmonic functions have no inner maximum): no pole, and no
   zero of Q either, is crossed.  The zeros of Q are the branch points at which two modes meet; a path that is tuned on one
   mixture crosses that of another one.
2. How exact.  The difference D of the sums with N and with 2 N nodes is analytic in the upper half plane and vanishes at
   infinity, so that its largest value lies on the real z axis, whatever the damping: it is looked for there, at the nearest
   approach to every pole of the sum and in between.  The same holds for z^k D, 0 < k <= 2, which bounds D at large z.

On the path ln p = t - i angle(t), with tau(t) = A asinh((t - ln centre)/A), the trapezoidal rule in tau converges
geometrically.  Where Q has an extremum on the real axis (a van Hove point, "turn"), the poles change sides: the path
crosses the axis there, and tau gets K asinh((t - turn)/width) more, which makes the nodes dense at the scale to which the
damping leaves the poles apart.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from entrainment.runtime import slices
from entrainment.runtime.errors import DomainError, kernel
from numpy.typing import NDArray

SPREAD = 2.5
"""A of the path."""
REACH = SPREAD * np.arcsinh(32 / SPREAD)
"""|tau| at the ends of the path, where p = centre exp(+-32)."""
ANGLES = tuple(np.linspace(0.08, 0.6, 14))
STEPS = tuple(0.2 * 0.85**k for k in range(16))
STEEPNESS = 0.4
"""Range of t over which a path crosses the real axis."""
POWERS = (0.0, 0.5, 2.0)
"""Powers of |z| with which the error of a table is bounded."""
WORTH = 2**20
"""Least number of terms that is worth a thread."""
NEGLIGIBLE = 1e-17
"""Nodes with less of the static integral are left out."""

Integrand = Callable[[NDArray], tuple[NDArray, NDArray, NDArray]]


class Nodes(NamedTuple):
    """The integrand on a path: a, b, Q (complex arrays of equal length), a and b times the weights of the rule."""

    a: NDArray
    B: NDArray
    Q: NDArray

    def sum(self, omega: NDArray, gamma: float) -> NDArray:
        """Sum of [a - i (gamma/z) B]/(Q - z^2) at z = omega + 2 i gamma, complex like omega (one-dimensional), with the same
        bits on any number of cores.
        """
        total, resonances = np.empty(omega.shape, dtype=complex), kernel("resonance_sum")
        slices.shared(
            lambda part: resonances(self.a, self.B, self.Q, omega[part], gamma, out=total[part]),
            omega.size,
            worth=WORTH // max(1, self.Q.size) + 1,
        )
        return total


class Turn(NamedTuple):
    """An extremum of Q on the real axis: t = ln p there, and the distance in t to which the poles approach it."""

    t: float
    width: float


@dataclass(frozen=True)
class Path:
    """Where the momenta of a sum lie: around `centre`, `angle` below the real axis before the first turn, above it after,
    and so on.
    """

    centre: float
    angle: float
    turns: tuple[Turn, ...] = ()

    def nodes(self, step: float) -> tuple[NDArray, NDArray]:
        """Momenta (complex) and weights of the trapezoidal rule."""
        middle = np.log(self.centre)
        ends = [self._tau(np.array([middle + shift]))[0][0] for shift in (-32.0, 32.0)]
        tau = step * np.arange(np.ceil(ends[0] / step), np.floor(ends[1] / step) + 1)
        t = middle + SPREAD * np.sinh(tau / SPREAD)
        if self.turns:
            guess = middle + SPREAD * np.sinh(np.linspace(-REACH, REACH, 4000) / SPREAD)
            guess = np.sort(
                np.concatenate([guess, *(turn.t + turn.width * np.sinh(np.linspace(-25, 25, 3000)) for turn in self.turns)])
            )
            guess = guess[np.abs(guess - middle) <= 32]
            t = np.interp(tau, self._tau(guess)[0], guess)
            for _ in range(8):
                value, density = self._tau(t)
                t = t - (value - tau) / density
        density = self._tau(t)[1]
        bent, slope = self._angle(t)
        p = np.exp(t - 1j * bent)
        return p, p * (1 - 1j * slope) * step / density

    def _tau(self, t: NDArray) -> tuple[NDArray, NDArray]:
        """(tau, dtau/dt)."""
        x = (t - np.log(self.centre)) / SPREAD
        value, density = SPREAD * np.arcsinh(x), 1 / np.sqrt(1 + x * x)
        for turn in self.turns:
            x = (t - turn.t) / turn.width
            value, density = value + np.arcsinh(x), density + 1 / (turn.width * np.sqrt(1 + x * x))
        return value, density

    def _angle(self, t: NDArray) -> tuple[NDArray, NDArray]:
        """(angle below the real axis, its derivative)."""
        bent, slope = np.full(t.shape, self.angle), np.zeros(t.shape)
        for turn in self.turns:
            factor = np.tanh((turn.t - t) / STEEPNESS)
            bent, slope = bent * factor, slope * factor - bent * (1 - factor * factor) / STEEPNESS
        return bent, slope


@dataclass(frozen=True)
class Table:
    """`nodes`, twice as many (`doubled`), |Lambda(0)|, and the largest values of |z|^k times the difference of both sums for
    any z with Im z >= 2 gamma, k in POWERS (a part, and half the B part since gamma/|z| <= 1/2).
    """

    nodes: Nodes
    doubled: Nodes
    errors: tuple[float, ...]
    size: float
    path: Path
    step: float

    @property
    def error(self) -> float:
        """The bound that holds at every z."""
        return self.errors[0]

    def bound(self, z: NDArray) -> NDArray:
        """The error of the sums at |z| > 0."""
        return functools.reduce(np.minimum, (largest / z**power for largest, power in zip(self.errors, POWERS, strict=True)))


def real_nodes(centre: float, step: float = 0.06) -> tuple[NDArray, NDArray]:
    """Momenta and weights of int_0^oo dp f(p) for f without resonances near the real axis; f may fall as slowly as p^-2."""
    p, weight = Path(centre, 0.0).nodes(step)
    return p.real, weight.real


def tabulate(integrand: Integrand, centre: float, tolerance: float, gamma: float = 0.0) -> Table:
    """The table of Lambda with the largest step that reaches `tolerance` (absolute), or the best one: `error` says what it
    reached.

    `integrand` maps momenta (complex) to (a, B, Q); Q real and positive on the real axis.  Where Q grows there, gamma = 0
    holds for every damping. Raises DomainError where a pole lies between the real axis and every path.
    """
    extrema = turns(integrand, centre, gamma)
    angles: Sequence[float] = ANGLES
    best = None
    for step in STEPS:
        paths = [Path(centre, angle, extrema) for angle in angles]
        tables = [table for path in paths if (table := _attempt(integrand, path, step, gamma if extrema else 0.0)) is not None]
        tables.sort(key=lambda table: table.error)
        if not tables:
            continue
        if best is None or tables[0].error < best.error:
            best = tables[0]
        if best.error <= tolerance:
            break
        angles = sorted(
            {min(max(table.path.angle + shift, 0.02), 0.62) for table in tables[:2] for shift in (-0.02, 0.0, 0.02)}
        )
    if best is None or not _encloses_nothing(integrand, best):
        raise DomainError(
            "E_d, E_s",
            "of this mixture",
            "modes that do not meet next to the real axis",
            claim="aminov2024:15",
            advice="a pole lies between the real axis and every path of the momentum integral",
        )
    return best


def static_size(integrand: Integrand, centre: float) -> float:
    """|Lambda(0)| of the a part, to a few digits."""
    a, _, Q = _nodes(integrand, Path(centre, 0.0), STEPS[0])
    return float(abs((a / Q).sum()))


def joined(parts: list[Nodes]) -> Nodes:
    """The nodes of a sum of integrals."""
    return Nodes(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def turns(integrand: Integrand, centre: float, gamma: float) -> tuple[Turn, ...]:
    """The extrema of Q on the real axis, where the integrand counts."""
    t = np.log(centre) + np.linspace(-12, 12, 1201)
    a, _, Q = integrand(np.exp(t) + 0j)
    size = np.abs(np.exp(t) * a / Q)
    counts = np.flatnonzero(size > 1e-14 * size.max(initial=0.0))
    if counts.size < 2:
        return ()
    slope = lambda at: _slope(integrand, at)
    signs = slope(t) >= 0
    found = []
    for k in range(counts[0], counts[-1]):
        if signs[k] != signs[k + 1]:
            low, high = t[k], t[k + 1]
            for _ in range(60):
                middle = (low + high) / 2
                low, high = (middle, high) if (slope(np.array([middle]))[0] >= 0) == signs[k] else (low, middle)
            gap = float(np.sqrt(integrand(np.exp(np.array([low])) + 0j)[2].real[0]))
            curvature = abs(float(slope(np.array([low + 1e-4]))[0] - slope(np.array([low - 1e-4]))[0])) / 2e-4 / (2 * gap)
            found.append(Turn(float(low), float(np.clip(np.sqrt(4 * gamma / curvature), 1e-4, 0.5))))
    return tuple(found)


def _slope(integrand: Integrand, t: NDArray) -> NDArray:
    """dQ/dt on the real axis, by a step off it."""
    return integrand(np.exp(t + 1e-9j))[2].imag / 1e-9


def _encloses_nothing(integrand: Integrand, table: Table) -> bool:
    """At an imaginary z no pole is near the real axis: the sum over real momenta is the same where the path crossed no
    singularity.
    """
    if not table.nodes.Q.size:
        return True
    on_axis = _nodes(integrand, Path(table.path.centre, 0.0), 0.04)
    kappa = float(np.sqrt(np.abs((table.nodes.a).sum() / (table.nodes.a / table.nodes.Q).sum())))
    sums = [nodes.sum(np.zeros(1), kappa / 2)[0] for nodes in (table.nodes, on_axis)]
    return bool(abs(sums[0] - sums[1]) <= 1e-9 * table.size + 2 * table.error)


def _attempt(integrand: Integrand, path: Path, step: float, gamma: float) -> Table | None:
    """The table on one path, None where a pole may lie between the path and the real axis."""
    coarse, fine = (_nodes(integrand, path, h) for h in (step, step / 2))
    if not coarse.Q.size:
        return Table(coarse, fine, (0.0,) * len(POWERS), 0.0, path, step)
    if (fine.Q.imag > 1e-15 * np.abs(fine.Q)).any():
        return None
    difference = Nodes(*(np.concatenate([one, sign * two]) for one, two, sign in zip(coarse, fine, (-1, -1, 1), strict=True)))
    omega = _probes(fine.Q)
    parts = (Nodes(part, 0 * part, difference.Q).sum(omega, gamma) for part in difference[:2])
    apart = [np.abs(part) for part in parts]
    errors = tuple(
        float(sum(share * (part * omega**k).max() for share, part in zip((1, 0.5), apart, strict=True))) for k in POWERS
    )
    size = float(abs((coarse.a / coarse.Q).sum()))
    return Table(coarse, fine, errors, size, path, step)


def _nodes(integrand: Integrand, path: Path, step: float) -> Nodes:
    p, weight = path.nodes(step)
    a, B, Q = integrand(p)
    size = np.abs(a * weight / Q) + np.abs(B * weight / Q)
    kept = size > NEGLIGIBLE * size.sum()
    return Nodes((a * weight)[kept], (B * weight)[kept], Q[kept])


def _probes(Q: NDArray) -> NDArray:
    poles = np.sort(np.sqrt(Q).real)
    ends = np.geomspace(poles[0] / 1e3, poles[0], 20), np.geomspace(poles[-1], 1e3 * poles[-1], 20)
    return np.concatenate([poles, (poles[1:] + poles[:-1]) / 2, *ends])
