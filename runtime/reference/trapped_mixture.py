"""A trapped mixture whose drag is the work of fast oscillators: what a push of one component does, by the modes below the gap.

Source: carlini2021, Eqs. (27)-(30), (39), (49), (50), (55) and Sec. III (3); hbar = 1, Thomas-Fermi profiles.  The Hamiltonian
has no drag: the fluxes n_i u_i, u_i = grad(phi_i)/m_i, and beside them an oscillator at every place, pushed by the relative
velocity (Galilei),

    H = int [sum m_i n_i u_i^2/2 + (1/2) sum g_ij dn_i dn_j + c xi.(u_1 - u_2) + (p^2 + W^2 xi^2)/2],   c^2 = W^2 rho_drag,

so that the double commutator of the components vanishes and all modes together give V2 = 0.  Motions far slower than W take
the oscillators along, which costs -rho_drag (u_1 - u_2)^2/2.  After -lambda sum x_1 at t = 0, V_i/(lambda t) is the
energy-weighted sum of the crossed strengths of the modes below half the gap.  No average of the drag is taken anywhere.

A definition in double precision: waves of l = 1 in a round trap (odd waves for D = 1) on cells from the centre to the edge
of the cloud, normal modes of the whole, extrapolated from two grids and from two gaps.  V2/V1 comes to six digits.
"""

from dataclasses import dataclass

import numpy as np
import scipy.linalg

POINTS, GAP = 60, 40.0  # cells, and W over the frequency of a free cloud in the trap; and twice as many


@dataclass(frozen=True)
class TrappedMixture:
    """Masses, couplings, rho_drag at the centre; rho_drag goes like h^(1 + power) where the densities go like h = 1 - r^2.

    Both components feel the potential r^2: lengths in units of the radius of the cloud, energies in units of the chemical
    potential.  Raises ValueError unless D is 1, 2 or 3, the masses are positive, both components are there and do not
    separate, and the drag stays below its bound up to the edge, which takes power >= 0.
    """

    D: int
    m1: float
    m2: float
    g11: float
    g22: float
    g12: float
    drag: float
    power: float

    def __post_init__(self):
        if self.D not in (1, 2, 3) or not min(self.m1, self.m2) > 0:
            raise ValueError("D must be 1, 2 or 3, and the masses positive")
        if not min(self.g11, self.g22) > abs(self.g12):  # then both densities are positive as well
            raise ValueError("need g11, g22 > |g12|: the clouds share their profile")
        if not self.power >= 0:
            raise ValueError("power must not be negative: near the edge the drag would exceed its bound")
        masses = [m * n for m, n in zip((self.m1, self.m2), self.densities, strict=True)]
        if not 0 <= self.drag * sum(masses) < masses[0] * masses[1]:
            raise ValueError("rho_drag must not be negative, and below m1 n1 m2 n2/(m1 n1 + m2 n2)")

    @property
    def densities(self):
        """(n_1, n_2) at the centre, where the pressure holds the potential: g n = (1, 1)."""
        return np.linalg.solve([[self.g11, self.g12], [self.g12, self.g22]], [1.0, 1.0])


def _grid(D, points):
    """(x, volumes, faces, weights, gradient) of l = 1 waves f(r) x/r: cells, and slopes at faces and, if D > 1, around.

    The face at r = 1 has no atoms, that at r = 0 has a slope for D = 1 alone.
    """
    step = 1 / points
    centres, faces = (np.arange(points) + 0.5) * step, np.arange(1, points) * step
    volumes, weights = centres ** (D - 1) * step, faces ** (D - 1) * step
    gradient = (np.eye(points - 1, points, 1) - np.eye(points - 1, points)) / step
    if D == 1:
        around, places, share = np.eye(1, points) * 2 / step, np.zeros(1), np.array([step / 2])
    else:
        around, places, share = np.diag(1 / centres), centres, (D - 1) * volumes
    return centres, volumes, np.append(faces, places), np.append(weights, share), np.vstack([gradient, around])


def modes(mixture, gap, points=POINTS):
    """(omega^2, rates): what each mode gives to V_1/(lambda t) and V_2/(lambda t) at first; W is ``gap``.

    Raises ArithmeticError where a mode is unstable.
    """
    x, volumes, places, weights, gradient = _grid(mixture.D, points)
    height, masses = 1 - places**2, (mixture.m1, mixture.m2)
    slopes = np.sqrt(weights)[:, None] * gradient / np.sqrt(volumes)
    root = np.linalg.cholesky([[mixture.g11, mixture.g12], [mixture.g12, mixture.g22]])  # phi = root psi
    velocities = [np.kron(row / m, slopes) for row, m in zip(root, masses, strict=True)]
    moving = sum(m * n * (u.T * height) @ u for m, n, u in zip(masses, mixture.densities, velocities, strict=True))
    pull = gap * np.sqrt(mixture.drag * height ** (1 + mixture.power))
    mixed = pull[:, None] * (velocities[0] - velocities[1])
    squares, shapes = scipy.linalg.eigh(np.block([[moving, mixed.T], [mixed, gap**2 * np.eye(len(places))]]))
    if squares[0] <= 0:
        raise ArithmeticError("the mixture is unstable")
    # Potentials x on either component start psi; x^2 and |grad x|^2 have the same factor 1/D from the directions.
    pushes = [np.kron(column, x * np.sqrt(volumes)) for column in np.linalg.inv(root).T]
    first, second = (push @ shapes[: len(push)] for push in pushes)
    atoms = 2 / (mixture.D + 2) * mixture.densities  # D int n r^(D - 1) dr
    return squares, (first * first * squares / atoms[0], second * first * squares / atoms[1])


def velocities(mixture, gap, points=POINTS, all_modes=False):
    """(V_1, V_2)/(lambda t) by the modes below half the gap, or by all: the fast or the ultrafast answer."""
    squares, rates = modes(mixture, gap, points)
    chosen = squares < (np.inf if all_modes else gap**2 / 4)
    return np.array([np.sum(rate[chosen]) for rate in rates])


def fast_velocities(mixture):
    """(V_1, V_2)/(lambda t) for W -> oo and cells -> 0, where errors go like 1/W^2 and 1/points^2."""
    free = np.sqrt(2 / min(mixture.m1, mixture.m2))
    finer = lambda gap: (4 * velocities(mixture, gap, 2 * POINTS) - velocities(mixture, gap)) / 3
    return (4 * finer(2 * GAP * free) - finer(GAP * free)) / 3


def fast_ratio(mixture):
    """V_2/V_1 of fast_velocities."""
    first, second = fast_velocities(mixture)
    return second / first
