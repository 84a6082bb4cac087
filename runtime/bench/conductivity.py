"""W1: the conductivities of two condensates at 1000 frequencies, from tables that are made once for a mixture and temperature.

Invariant: truth is the same response integrated over real momenta, on panels refined around every approach of a resonance to
the axis: another path, other nodes and other errors than those of the tables; what mpmath gives at stored points judges it in
the tests.  Peers combine their sums to sigma by the same lines of numpy as `DragSpectrum`; its checks of the error are its
own.
Source: aminov2024, Eqs. (2)-(14).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import pi

import numpy as np
from entrainment.runtime.condensed_mixture import kernel_temperature, table_mixture
from entrainment.runtime.conductivity import ACCURACY, PAIRS, DragSpectrum
from entrainment.runtime.dipolar_bilayer import table_bilayer, table_critical_temperature
from entrainment.runtime.momentum_integrals import KINDS
from numpy.typing import NDArray

from . import limits, machine, peers
from .records import OURS, Contest, Peer, Reach
from .timing import Pace

MIXTURES, OTHERS = ("Rb-Rb", "Na-Na", "K-K"), ("Yb-Cs", "Er-Er", "Cr-Cr")
DAMPINGS = (1, 300)  # gamma/2 pi, Hz
FREQUENCIES = 1000
JUDGED = 12
CACHED = 64  # frequencies whose terms stay in the cache: the block at which numpy is fastest
LIMIT = "instruction limit"
_X, _W = (lambda x, w: ((x + 1) / 2, w / 2))(*np.polynomial.legendre.leggauss(20))


def spectrum(name: str, hertz: float) -> DragSpectrum:
    """A mixture or a bilayer of Table I at a third of its critical temperature."""
    if name in ("Er-Er", "Cr-Cr"):
        return DragSpectrum(table_bilayer(name), float(table_critical_temperature(name)) / 3, 2 * pi * hertz)
    system = table_mixture(name)
    return DragSpectrum(system, float(np.min(system.T_c)) / 3, 2 * pi * hertz)


def frequencies(count: int = FREQUENCIES) -> NDArray:
    """2 Hz to 2 kHz, in an order of which every beginning covers the range."""
    return np.random.default_rng(5).permutation(np.linspace(2.0, 2000.0, count))


class Problem:
    """One spectrum in natural units: its frequencies, and sigma from the sums of anyone."""

    def __init__(self, name: str, hertz: float):
        self.spectrum, self.frequency = spectrum(name, hertz), frequencies()
        self.integrals, self.gamma = self.spectrum._integrals, self.spectrum._gamma
        self.omega = 2 * pi * self.frequency / self.spectrum.system.scales.frequency
        self.nodes, self.pairs = self.integrals._nodes, self.integrals.pairs

    def sigma(self, omega: NDArray, response: NDArray) -> NDArray:
        """(frequencies, pairs), SI, from Lambda."""
        found = self.integrals.conductivities(omega, self.gamma, response)
        return np.stack([found[pair] for pair in self.pairs], axis=-1) * self.spectrum._unit

    def integrand(self, kind: str, p: NDArray, omega: float) -> NDArray:
        """Of Lambda over real momenta."""
        a, B, Q = self.integrals._envelope(kind, p + 0j)
        z = omega + 2j * self.gamma
        return (a - 1j * self.gamma / z * B) / (Q - z * z) + 1j * self.gamma / z * B / Q

    def approaches(self, kind: str, omega: float) -> NDArray:
        """ln p where a resonance comes nearest to the real axis."""
        t = np.log(self.integrals.centre) + np.linspace(-14, 14, 6001)
        squared = (omega + 2j * self.gamma) ** 2
        distance = np.abs(self.integrals._envelope(kind, np.exp(t) + 0j)[2] - squared)
        inside = (distance[1:-1] < distance[:-2]) & (distance[1:-1] <= distance[2:])
        inside &= distance[1:-1] < 0.5 * np.abs(squared)  # at small p the distance is |z|^2 up to rounding
        return t[1:-1][inside]

    def response(self, omega: float) -> complex:
        """Lambda by Gauss-Legendre on panels in ln p, halved towards each approach down to 1e-8."""
        total = 0j
        for kind in KINDS:
            middle = np.log(self.integrals.centre)
            edges = [*(middle + np.arange(-16.0, 38.01, 0.3))]
            for t in self.approaches(kind, omega):
                edges += [t, *(t + sign * 0.3 * 0.5**k for k in range(26) for sign in (1, -1))]
            edges = np.unique(edges)
            length = np.diff(edges)[:, None]
            p = np.exp(edges[:-1, None] + length * _X)
            total += (length * _W * p * self.integrand(kind, p.ravel(), omega).reshape(p.shape)).sum()
        return complex(total)

    def truth(self) -> dict[int, NDArray]:
        omega = self.omega[:JUDGED]
        found = self.sigma(omega, np.array([self.response(float(w)) for w in omega]))
        return dict(enumerate(found))


def relative(found: NDArray, true: NDArray) -> float:
    """Worst of real and imaginary parts, each relative to |sigma|."""
    off = found - true
    return float((np.maximum(np.abs(off.real), np.abs(off.imag)) / np.abs(true)).max())


def contests(pace: Pace) -> Iterator[Contest]:
    """The mixtures of equal statistics against all peers; the others against the time of the first."""
    for name in MIXTURES:
        for hertz in DAMPINGS:
            yield _contest(name, hertz)
    for name in OTHERS:
        for hertz in DAMPINGS:
            yield _beside(name, hertz)


def _ours(problem: Problem) -> Peer:
    def run(count, out):
        found = problem.spectrum.conductivity(frequency=problem.frequency[:count])
        for column, k in enumerate(problem.pairs):
            out[:, column] = np.asarray(getattr(found, PAIRS[k]))

    return Peer(OURS, run)


def _summing(problem: Problem, name: str, summed) -> Peer:
    """A peer by `summed(omega)`: its sums over the same nodes."""

    def run(count, out):
        omega = problem.omega[:count]
        out[:] = problem.sigma(omega, summed(omega))

    return Peer(name, run)


def numpy_sums(problem: Problem, block: int = FREQUENCIES):
    """The sum as one writes it in numpy, for `block` frequencies at a time."""
    a, B, Q = (column[:, None] for column in problem.nodes)

    def summed(omega):
        total = np.empty(omega.size, dtype=complex)
        for start in range(0, omega.size, block):
            z = omega[start : start + block] + 2j * problem.gamma
            total[start : start + block] = ((a + (-1j * problem.gamma / z) * B) / (Q - z * z)).sum(0)
        return total

    return summed


def c_sums(problem: Problem):
    library = machine.compiled(peers.c_text(peers.text_of("conductivity"), "resonance_sum"))
    pointer = lambda array: (ctypes.c_void_p(array.ctypes.data), ctypes.c_long(array.size))

    def summed(omega):
        total = np.empty(omega.size, dtype=complex)
        arrays = [word for column in (*problem.nodes, omega) for word in pointer(column)]
        library.run(*arrays, ctypes.c_double(problem.gamma), *pointer(total))
        return total

    return summed


def quad_sums(problem: Problem):
    """numba cfunc + quad over real momenta, with break points at the resonances."""
    import importlib

    import numba
    from scipy import LowLevelCallable
    from scipy.integrate import quad

    home = importlib.import_module("entrainment.generated.conductivity")
    system = problem.spectrum.system
    modes = system.natural(system.natural_condensates(problem.spectrum.temperature))
    fixed = (*modes, kernel_temperature(problem.integrals.T), problem.gamma)
    callbacks = {}
    for kind in KINDS:
        envelope = getattr(home, f"_{kind}_envelope_3d")
        for part in ("real", "imag"):
            space = {"envelope": envelope}
            exec(
                "def integrand(n, x):\n"
                "    a, B, Q = envelope(complex(x[0], 0.0), x[1], x[2], x[3], x[4], complex(x[5], 0.0), complex(x[6], 0.0),"
                " complex(x[7], 0.0), x[8])\n"
                "    z = complex(x[10], 2.0*x[9])\n"
                f"    return ((a - 1j*x[9]/z*B)/(Q - z*z) + 1j*x[9]/z*B/Q).{part}\n",
                space,
            )
            signature = numba.float64(numba.int32, numba.types.CPointer(numba.float64))
            callback = numba.cfunc(signature, error_model="numpy")(space["integrand"])
            callbacks[kind, part] = (callback, LowLevelCallable(callback.ctypes))
    cut = 30 * problem.integrals.centre

    def summed(omega):
        total = np.empty(omega.size, dtype=complex)
        for i, w in enumerate(omega):
            value = [0.0, 0.0]
            for kind in KINDS:
                near = np.exp(problem.approaches(kind, float(w)))
                points = sorted({float(p) for p in near if 1e-6 < p < cut})
                for number, part in enumerate(("real", "imag")):
                    f = callbacks[kind, part][1]
                    at = {"args": (*fixed, float(w)), "epsrel": 1e-11, "limit": 400}
                    value[number] += quad(f, 0.0, cut, points=points or None, epsabs=1e-14, **at)[0]
                    value[number] += quad(f, cut, np.inf, epsabs=1e-14, **at)[0]
            total[i] = complex(*value)
        return total

    def run(count, out):
        omega = problem.omega[:count]
        out[:] = problem.sigma(omega, summed(omega))

    return peers.quietly(run)


def textbook_run(problem: Problem):
    """lambdify + quad: the derived integrand of Lambda with the printed energies, over all momenta."""
    import sympy as sp
    from entrainment.derive import notation as s
    from entrainment.derive import quasiparticles as qp
    from entrainment.derive import resonance_sums as rs
    from scipy.integrate import quad

    system = problem.spectrum.system
    modes = system.natural(system.natural_condensates(problem.spectrum.temperature))
    z = sp.Symbol("z")
    kinetic = {s.eps_a: s.p**2 / (2 * s.m_a), s.eps_b: s.p**2 / (2 * s.m_b), s.hbar: sp.S.One}
    single = ((s.E_a, s.eps_a, s.V_aa, s.n_a), (s.E_b, s.eps_b, s.V_bb, s.n_b))
    alone = {E: sp.sqrt(e * (e + 2 * V * n)) for E, e, V, n in single}
    squares = [square.subs(alone).subs(kinetic) for square in qp.squared_energies().result]
    energies = {s.E_d: sp.sqrt(squares[0]), s.E_s: sp.sqrt(squares[1]), s.gap: sp.sqrt(squares[0]) - sp.sqrt(squares[1])}
    integrand = 0
    for kind in ("convert", "create"):
        a, B, Q = (form.subs(energies).subs(kinetic) for form in rs.envelopes(kind, 3).result)
        share = -sp.I * s.gamma / z
        integrand += (a + share * B) / (Q - z**2) - share * B / Q
    symbols = (s.p, s.m_a, s.m_b, s.n_a, s.n_b, s.V_aa, s.V_bb, s.V_ab, s.T, s.gamma, z)
    function = sp.lambdify(symbols, integrand, modules="numpy")
    fixed = (*modes, kernel_temperature(problem.integrals.T), problem.gamma)

    def run(count, out):
        omega = problem.omega[:count]
        total = np.empty(count, dtype=complex)
        for i, w in enumerate(omega):
            f = lambda p, part, w=w: getattr(complex(function(p, *fixed, w + 2j * problem.gamma)), part)
            total[i] = complex(*(quad(f, 0, np.inf, args=(part,), limit=400, epsrel=1e-11)[0] for part in ("real", "imag")))
        out[:] = problem.sigma(omega, total)

    return peers.quietly(run)


def limit_peer(problem: Problem) -> Peer:
    """The arithmetic of all terms, operands in registers."""
    per_term = limits.resonance_terms()
    return Peer(LIMIT, lambda count, out: per_term(count * problem.nodes.Q.size), limit=True)


def _contest(name: str, hertz: float) -> Contest:
    problem = Problem(name, hertz)
    found, absent = [_ours(problem)], []
    if machine.compiler():
        found += [_summing(problem, "C", c_sums(problem)), limit_peer(problem)]
    else:
        absent.append(("C", "no compiler"))
    found.append(_summing(problem, "numpy", numpy_sums(problem)))
    found.append(_summing(problem, "numpy, in blocks", numpy_sums(problem, CACHED)))
    found.append(Peer("cfunc + quad", quad_sums(problem)))
    if name == MIXTURES[0]:  # minutes for the others, and no other story
        found.append(Peer("lambdify + quad", textbook_run(problem)))
    reaches = (
        Reach("C", at_most=1.1),
        Reach("numpy", at_least=15),
        Reach("numpy, in blocks", at_least=15),
        Reach("cfunc + quad", at_least=500),
        Reach(LIMIT, at_most=1.6),
    )
    return _stated(problem, f"{name}, {hertz} Hz", found, reaches, tuple(absent))


def _beside(name: str, hertz: float) -> Contest:
    problem, first = Problem(name, hertz), Problem("Rb-Rb", hertz)
    other = _ours(first)
    buffer = np.empty((FREQUENCIES, 3), dtype=complex)
    rubidium = Peer("Rb-Rb", lambda count, out: other.run(count, buffer[:count]), limit=True)
    return _stated(problem, f"{name}, {hertz} Hz", [_ours(problem), rubidium], (Reach("Rb-Rb", at_most=5),), ())


def _stated(problem: Problem, case: str, found, reaches, absent) -> Contest:
    return Contest(
        "W1",
        case,
        "frequency",
        FREQUENCIES,
        ACCURACY,
        problem.truth(),
        relative,
        tuple(found),
        reaches,
        tail=(len(problem.pairs),),
        dtype=complex,
        absent=absent,
    )
