"""A trapped Fermi liquid whose spin currents lag behind fast oscillators: a push of one spin, by the modes below the gap.

Source: carlini2021, Eqs. (40)-(43), (47), (48); hbar = 1.  A slab, trapped along x and uniform across, of radius 1 with the
local Fermi momentum k = sqrt(1 - x^2).  A quasiparticle keeps its momentum across, so that with c = cos(angle to x),
v = k/m* and m* = m (1 + F_1/3) a deformation nu(x, c) of the local Fermi surface obeys

    d nu/dt = -v (c d/dx + (k'/k) (1 - c^2) d/dc) (nu + X_0 <nu> + X_1 c <c nu> + potential),

X being F for both spins together and G for their difference.  The liquid itself has G_1 = F_1, no drag and the whole f-sum
rule.  Beside it an oscillator at every place, C xi <c nu> + (p^2 + W^2 xi^2)/2, feels the spin current of the quasiparticles,
and C^2 = W^2 N(0) (F_1 - G_1) makes G_1 of all that is far slower than W (the multipairs of the text).  After a push of one
spin at t = 0 the modes below half the gap give V_1 and V_2.  No average of a drag is taken anywhere.

A definition in double precision: polynomials in c, even ones on cells and odd ones on their faces, evenly spaced in u with
x = sin u, so that x is none of the functions of the basis; normal modes of the whole, extrapolated from two grids and from two
gaps.  V2/V1 comes to six digits.
"""

from dataclasses import dataclass

import numpy as np
import scipy.linalg
from numpy.polynomial import legendre

CHANNELS = ("density", "spin")
DEGREE, POINTS, GAP = 5, 60, 40.0  # of c, odd; cells, and W over the frequency of free atoms in the trap; and twice as many


@dataclass(frozen=True)
class TrappedLiquid:
    """Landau parameters at the centre; F_1, G_1 go like k^2, as to second order in k_F a, and F_0, G_0 like k.

    Raises ValueError unless F_0, G_0 > -1 and -3 < G_1 <= F_1.
    """

    F0: float
    F1: float
    G0: float
    G1: float

    def __post_init__(self):
        if not (self.F0 > -1 and self.G0 > -1):
            raise ValueError("F0 and G0 must be above -1")
        if not -3 < self.G1 <= self.F1:
            raise ValueError("need -3 < G1 <= F1")


def _couplings():
    """<P_l c P_k> and <P_l (1 - c^2) dP_k/dc> for l, k up to DEGREE."""
    nodes, weights = legendre.leggauss(DEGREE + 3)
    unit = np.eye(DEGREE + 1)
    values = np.array([legendre.legval(nodes, row) for row in unit])
    slopes = np.array([legendre.legval(nodes, legendre.legder(row)) for row in unit])
    return (values * nodes * weights) @ values.T / 2, (values * (1 - nodes**2) * weights) @ slopes.T / 2


def modes(liquid, channel, gap, points=POINTS):
    """(omega^2, rates): what each mode gives to m d<F>/dt/(lambda t) at first, F = sum x ("density") or sum x sigma_z ("spin").

    Frequencies over that of free atoms; W is ``gap``.  Raises ValueError for another channel, ArithmeticError where a mode is
    unstable.
    """
    if channel not in CHANNELS:
        raise ValueError(f"channel must be one of {CHANNELS}, got {channel!r}")
    step = np.pi / points
    cells, faces = (np.arange(points) + 0.5) * step - np.pi / 2, np.arange(1, points) * step - np.pi / 2  # u: k = cos u
    zeroth = liquid.F0 if channel == "density" else liquid.G0
    states = lambda u: (1 + liquid.F1 * np.cos(u) ** 2 / 3) * np.cos(u) ** 2 * step  # N(0) dx/du
    left, right = np.eye(points - 1, points), np.eye(points - 1, points, 1)
    slope, mean = right - left, (right + left) / 2
    along, turning = _couplings()
    even, odd = range(0, DEGREE, 2), range(1, DEGREE + 1, 2)
    square, bend = (np.cos(faces) ** 2)[:, None], (np.sin(2 * faces) * step / 2)[:, None]
    flow = np.block([[along[q, l] * square * slope - turning[q, l] * bend * mean for l in even] for q in odd])  # even to odd
    response = lambda l, u, parameter: (2 * l + 1 + parameter) / states(u)
    stiff = np.concatenate([response(l, cells, 0 if l else zeroth * np.cos(cells)) for l in even])
    bare = np.concatenate([response(q, faces, liquid.F1 * np.cos(faces) ** 2 if q == 1 else 0) for q in odd])
    squeezed = np.sqrt(stiff)[:, None] * flow.T  # odd to even is minus the transpose
    moving = (squeezed * bare) @ squeezed.T
    lag = 0 if channel == "density" else liquid.F1 - liquid.G1
    mixed = squeezed[:, : points - 1] * (gap * np.sqrt(lag * np.cos(faces) ** 2 / states(faces)))
    whole = np.block([[moving, mixed], [mixed.T, gap**2 * np.eye(points - 1)]])
    squares, shapes = scipy.linalg.eigh(whole)
    if squares[0] < -1e-9 * gap**2:  # deformations that do not move have 0
        raise ArithmeticError("the liquid is unstable")
    push = np.sin(cells) / np.sqrt(stiff[:points])
    return squares, (push @ shapes[:points]) ** 2 * squares * 8 / np.pi  # atoms: int k^3/3 dx


def _flow(liquid, channel, gap, points):
    squares, rates = modes(liquid, channel, gap, points)
    return np.sum(rates[squares < gap**2 / 4])


def fast_flows(liquid):
    """m d<F>/dt/(lambda t) per atom of density and spin, each pushed alone, W -> oo and cells -> 0."""
    flows = []
    for channel in CHANNELS:
        finer = lambda gap, c=channel: (4 * _flow(liquid, c, gap, 2 * POINTS) - _flow(liquid, c, gap, POINTS)) / 3
        flows.append((4 * finer(2 * GAP) - finer(GAP)) / 3)
    return tuple(flows)


def fast_ratio(liquid):
    """V_2/V_1 after a push of the first spin along x, Eq. (10)."""
    density, spin = fast_flows(liquid)
    return (density - spin) / (density + spin)
