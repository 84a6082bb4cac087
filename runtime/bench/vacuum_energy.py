"""W2: E_B of any mixture, and at the miscibility threshold by the closed form.

Invariant: the mixtures are drawn once from the range in which the kernels promise their accuracy, by exponent, g12 uniform
between -sqrt(g11 g22) and sqrt(g11 g22); truth is a ball of the definition at the exact inputs, of 20 digits.
Source: naidon2021, Eqs. (2)-(4).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from entrainment.runtime import slices
from entrainment.runtime.errors import kernel
from entrainment.runtime.reference import enclosures
from numpy.typing import NDArray

from . import machine, peers
from .records import OURS, Contest, Peer, Reach
from .timing import Pace

JUDGED = 48
ACCURACY, CLOSED_ACCURACY = 1e-13, 1e-14
TWO_THREADS = f"{OURS}, 2 threads"
NEAR = 1e-6  # |m2/m1 - 1| of the hard end of the threshold form


def mixtures(D: int, size: int, seed: int = 11) -> tuple[NDArray, ...]:
    """m1, m2, g11, g22, g12, n1, n2 and, for D = 2, kappa; float64 arrays of `size`."""
    rng = np.random.default_rng(seed)
    by_exponent = lambda low, high: np.exp(rng.uniform(np.log(low), np.log(high), size))
    m1, m2 = by_exponent(0.1, 10), by_exponent(0.1, 10)
    g11, g22 = by_exponent(0.03, 30), by_exponent(0.03, 30)
    n1, n2 = by_exponent(0.03, 30), by_exponent(0.03, 30)
    g12 = rng.uniform(-1, 1, size) * np.sqrt(g11 * g22)
    return (m1, m2, g11, g22, g12, n1, n2, *([by_exponent(0.1, 10)] if D == 2 else []))


def relative(found: float, true: float) -> float:
    return abs(found - true) / abs(true)


def truth(D: int, arguments, critical: bool = False) -> dict[int, float]:
    """The balls of the first mixtures, rounded to float64."""
    found = {}
    for unit in range(min(JUDGED, arguments[0].size)):
        at = [Fraction(float(column[unit])) for column in arguments]
        if critical:
            at.insert(4, "critical")
        found[unit] = float(enclosures.vacuum_energy_ball(D, *at, digits=20).mid())
    return found


def contests(pace: Pace) -> Iterator[Contest]:
    """Any masses and couplings in three dimensions of space, then the threshold."""
    for D in (1, 2, 3):
        yield _any_mixture(D, pace)
    for D in (1, 2, 3):
        yield _threshold(D, pace, None)
        yield _threshold(D, pace, NEAR)


def ufunc_peer(name: str, function, arguments, threads: bool = False) -> Peer:
    """`function(*arguments, out=out)` on the first units."""
    return Peer(name, lambda count, out: function(*(column[:count] for column in arguments), out=out), threads=threads)


def filling_peer(name: str, run, arguments) -> Peer:
    """`run(arguments, out)` on the first units."""
    return Peer(name, lambda count, out: run([column[:count] for column in arguments], out))


def _any_mixture(D: int, pace: Pace) -> Contest:
    from entrainment.derive import notation as s
    from entrainment.derive import vacuum_energy

    arguments, name = mixtures(D, pace.size), f"vacuum_energy_{D}d"
    text = peers.ModeIntegralText("vacuum_energy", name)
    textbook = vacuum_energy.mode_integral(D).result.subs(s.hbar, 1)
    symbols = (s.m1, s.m2, s.g11, s.g22, s.g12, s.n1, s.n2, *([s.kappa] if D == 2 else []))
    ours = kernel(name)
    threaded = lambda *at, out: slices.in_threads(ours, *at, threads=2, out=out)
    found = [ufunc_peer(OURS, ours, arguments), ufunc_peer(TWO_THREADS, threaded, arguments, threads=True)]
    absent = []
    if machine.compiler():
        found.append(filling_peer("C", peers.in_c("vacuum_energy", name), arguments))
    else:
        absent.append(("C", "no compiler"))
    for peer, run in (
        ("numpy", peers.numpy_peer(text)),
        ("cfunc + quad", peers.quad_peer(text, ACCURACY)),
        ("quad_vec", peers.quad_vec_peer(text, ACCURACY)),
        ("tanhsinh", peers.tanhsinh_peer(text, ACCURACY)),
        ("cubature", peers.cubature_peer(text, ACCURACY)),
        ("lambdify + quad", peers.lambdify_peer(textbook, symbols, ACCURACY)),
    ):
        found.append(filling_peer(peer, run, arguments))
    if peers.installed("jax"):
        jax = peers.jax_peer("vacuum_energy", name, arguments)
        found.append(Peer("jax", lambda count, out: jax([column[:count] for column in arguments], out), threads=True))
    else:
        absent.append(("jax", "not installed"))
    reaches = (
        Reach("C", at_most=1.2),
        Reach("numpy", at_least=10),
        Reach("cfunc + quad", at_least=100),
        Reach(TWO_THREADS, gain=1.8),
    )
    case, true = f"E_B, D = {D}", truth(D, arguments)
    return Contest("W2", case, "point", pace.size, ACCURACY, true, relative, tuple(found), reaches, absent=tuple(absent))


def _threshold(D: int, pace: Pace, near: float | None) -> Contest:
    """The closed form; `near`: masses that agree to within this much."""
    m1, m2, g11, g22, _, *rest = mixtures(D, pace.size, seed=12)
    if near is not None:
        m2 = m1 * (1 + near * np.random.default_rng(13).uniform(-1, 1, m1.size))
    arguments, name = (m1, m2, g11, g22, *rest), f"vacuum_energy_threshold_{D}d"
    whole = (m1, m2, g11, g22, np.sqrt(g11 * g22), *rest)
    found = [
        ufunc_peer(OURS, kernel(name), arguments),
        ufunc_peer("quadrature", kernel(f"vacuum_energy_{D}d"), whole),
    ]
    if machine.compiler():
        found.append(filling_peer("C", peers.in_c("threshold_energy", name), arguments))
    case = f"threshold, D = {D}" + (f", masses within {near:g}" if near is not None else "")
    reaches = (Reach("quadrature", at_least=1.8),)
    return Contest("W2", case, "point", pace.size, CLOSED_ACCURACY, truth(D, arguments, True), relative, tuple(found), reaches)
