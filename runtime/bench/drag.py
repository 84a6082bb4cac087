"""W4: the drag density against a12/a, the mass ratio and the temperature.

Invariant: truth is a ball of the definition at the exact inputs at T = 0; at T > 0 it is the response of the diagonalised
gas, by mpmath at real momenta.
Source: carlini2021, Sec. III C (T = 0); aminov2024, Eqs. (6), (13), (14) (T > 0).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from entrainment.runtime.errors import kernel
from entrainment.runtime.momentum_contour import real_nodes
from entrainment.runtime.reference import drag_enclosures
from entrainment.runtime.reference.bogoliubov_modes import Mixture
from numpy.typing import NDArray

from . import machine, peers
from .records import OURS, Contest, Peer, Reach
from .timing import Pace
from .vacuum_energy import filling_peer, relative, ufunc_peer

ACCURACY = 1e-12
JUDGED, JUDGED_WARM = 32, 2


def gases(size: int) -> tuple[NDArray, ...]:
    """m1, m2, g11, g22, g12, n1, n2 of balanced gases, a = 1 per unit of length: a12/a in (-1, 1), mass ratio to 30."""
    rng = np.random.default_rng(21)
    ratio = np.exp(rng.uniform(-np.log(30), np.log(30), size))
    m1, m2 = 1 / np.sqrt(ratio), np.sqrt(ratio)
    share = rng.uniform(-1, 1, size)
    g11, g22 = 1 / m1, 1 / m2  # 4 pi a/m, in units in which 4 pi a = 1
    g12 = share * np.sqrt(g11 * g22)
    return m1, m2, g11, g22, g12, np.ones(size), np.ones(size)


def contests(pace: Pace) -> Iterator[Contest]:
    """T = 0 in three dimensions of space; T > 0 in three, with the same gases."""
    for D in (1, 2, 3):
        yield _cold(D, pace)
    yield _warm(pace)


def _cold(D: int, pace: Pace) -> Contest:
    arguments, name = gases(pace.size), f"mass_drag_density_{D}d"
    text = peers.ModeIntegralText("andreev_bashkin", name)
    found, absent = [ufunc_peer(OURS, kernel(name), arguments)], []
    if machine.compiler():
        found.append(filling_peer("C", peers.in_c("andreev_bashkin", name), arguments))
    else:
        absent.append(("C", "no compiler"))
    for peer, run in (
        ("numpy", peers.numpy_peer(text)),
        ("cfunc + quad", peers.quad_peer(text, ACCURACY)),
        ("quad_vec", peers.quad_vec_peer(text, ACCURACY)),
        ("tanhsinh", peers.tanhsinh_peer(text, ACCURACY)),
        ("cubature", peers.cubature_peer(text, ACCURACY)),
    ):
        found.append(filling_peer(peer, run, arguments))
    truth = {}
    for unit in range(JUDGED):
        at = [Fraction(float(column[unit])) for column in arguments]
        truth[unit] = float(drag_enclosures.mass_drag_ball(D, *at, digits=20).mid())
    reaches = (Reach("numpy", at_least=10), Reach("cfunc + quad", at_least=100))
    case = f"drag density, T = 0, D = {D}"
    return Contest("W4", case, "point", pace.size, ACCURACY, truth, relative, tuple(found), reaches, absent=tuple(absent))


def warm_drag(arguments, T: NDArray) -> NDArray:
    """rho_dr at temperatures T, natural units, elementwise: - int D^0_ab - Lambda(0), by the rule of `real_nodes`."""
    m1, m2, g11, g22, g12, n1, n2 = (column[:, None] for column in arguments)
    out = np.empty(T.size)
    for unit in range(0, T.size, 64):
        part = slice(unit, unit + 64)
        p, weight = real_nodes(1.0, 0.06)
        centre = np.sqrt(2 * np.maximum(T[part], 0.3))[:, None]
        k, modes = centre * p, (m1[part], m2[part], n1[part], n2[part], g11[part], g22[part], g12[part])
        drude = kernel("drude_density_3d")(k, *modes, T[part, None])[1]
        static = [kernel(f"{kind}_envelope_3d")(k + 0j, *modes, T[part, None]) for kind in ("conversion", "creation")]
        response = sum((a / Q).real for a, _, Q in static)
        out[part] = -((drude + response) * weight * centre).sum(1)
    return out


def _warm(pace: Pace) -> Contest:
    from entrainment.runtime.reference import conductivity

    size = max(64, pace.size // 1000)
    arguments, T = gases(size), np.exp(np.random.default_rng(22).uniform(np.log(0.03), np.log(3), size))
    m1, m2, g11, g22, g12, n1, n2 = arguments
    run = lambda count, out: out.__setitem__(slice(None), warm_drag([column[:count] for column in arguments], T[:count]))
    truth = {}
    for unit in range(JUDGED_WARM):
        system = Mixture(*(Fraction(float(column[unit])) for column in (m1, m2, n1, n2, g11, g22, g12)))
        truth[unit] = float(conductivity.drag_density(system, Fraction(float(T[unit])), digits=15))
    return Contest("W4", "drag density, T > 0, D = 3", "point", size, ACCURACY, truth, relative, (Peer(OURS, run),))
