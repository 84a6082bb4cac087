"""Second derivatives of E_B: the quantum correction to the compressibility matrix, and the curvature along the soft line.

naidon2021 Eq. (2) differentiated under the integral.  With P = E_+ E_- and S = E_+ + E_-, P^2 and the trace being
polynomials in the densities, P P_i = (P^2)_i/2 and S S_i = tr_i/2 + P_i give S_ij = (P_ij - S_i S_j)/S.  At large momentum
the counterterm cancels the leading order; ``ultraviolet_form`` expands about the free particles so that the cancellation
is done in the algebra and not in the floating-point numbers.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import mpmath
import sympy as sp

from . import bogoliubov, vacuum_energy
from . import notation as s
from .domain import Domain
from .numeric import compile_mpmath, evaluate, exact
from .records import Derivation, Step, derivation
from .rules import Rewrite, Rule
from .vacuum_energy import Renormalise, SumOverMomenta, mixture

DENSITIES = {1: s.n1, 2: s.n2}


@dataclass(frozen=True)
class SecondVariation:
    """S_ij = (h_ij/P - P_i P_j/P - S_i S_j)/S along two directions, P_i = h_i/P, S_i = (t_i + P_i)/S.

    ``t``: half the derivatives of the trace; ``h``: half the derivatives of P^2; ``free``: P_i of free particles;
    ``tail``: the counterterm, which equals -S_ij for free particles; all as functions of the momentum.
    """

    e1: sp.Expr
    e2: sp.Expr
    P: sp.Expr
    S: sp.Expr
    P_free: sp.Expr  # P - e1 e2
    S_free: sp.Expr  # S - e1 - e2
    t: tuple[sp.Expr, sp.Expr]
    h: tuple[sp.Expr, sp.Expr]
    h_mixed: sp.Expr
    free: tuple[sp.Expr, sp.Expr]
    tail: sp.Expr

    def infrared_form(self) -> sp.Expr:
        """S_ij as it stands: every term has the sign of the answer when i = j."""
        slopes = [h / self.P for h in self.h]
        sums = [(t + slope) / self.S for t, slope in zip(self.t, slopes, strict=True)]
        return (self.h_mixed / self.P - slopes[0] * slopes[1] / self.P - sums[0] * sums[1]) / self.S

    def ultraviolet_form(self, cutoff: sp.Expr = sp.S.Zero) -> sp.Expr:
        """S_ij + tail p^2/(p^2 + cutoff^2), expanded in the deviations of P, S, P_i from free particles.

        What cancels is cancelled here; what a cutoff leaves of the counterterm vanishes with it.
        """
        return _ultraviolet_form(self, cutoff)


@functools.cache
def _ultraviolet_form(variation: SecondVariation, cutoff: sp.Expr) -> sp.Expr:
    u, w, a, b = sp.symbols("u w a b")
    e1, e2, t1, t2, f1, f2, hm, tail = sp.symbols("e1 e2 t1 t2 f1 f2 h_mixed tail")
    P, S = e1 * e2 + u, e1 + e2 + w
    numerator = tail * P * S**3 + (hm - (f1 + a) * (f2 + b)) * S**2 - (t1 + f1 + a) * (t2 + f2 + b) * P
    known = (variation.e1, variation.e2, *variation.t, *variation.free)
    values = dict(zip((e1, e2, t1, t2, f1, f2), known, strict=True))
    values |= {hm: variation.h_mixed, tail: variation.tail * s.p**2 / (s.p**2 + cutoff**2)}
    terms = sp.Poly(sp.expand(numerator), u, w, a, b).terms()
    rest = sp.S.Zero
    for powers, coefficient in terms:
        at_p = sp.factor(sp.together(coefficient.subs(values, simultaneous=True)))
        if sum(powers) == 0:
            if at_p.subs(cutoff, 0) != 0:
                raise ValueError("the counterterm does not cancel the free-particle value")
        rest += at_p * sp.prod(v**k for v, k in zip((u, w, a, b), powers, strict=True))
    deviations = [
        (sp.factor(sp.together(h - free * variation.e1 * variation.e2)) - free * variation.P_free) / variation.P
        for h, free in zip(variation.h, variation.free, strict=True)
    ]
    rest = rest.subs({u: variation.P_free, w: variation.S_free, a: deviations[0], b: deviations[1]}, simultaneous=True)
    return rest / (variation.P * variation.S**3)


def density_variation(i: int, j: int) -> SecondVariation:
    """S_ij for the densities n_i, n_j at any couplings."""
    f = vacuum_energy.modes()
    e = {1: f["e1"], 2: f["e2"]}
    square = f["P"] ** 2
    trace = f["S"] ** 2 - 2 * f["P"]
    g = {1: s.g11, 2: s.g22}
    halves = lambda expr, k: sp.factor(sp.diff(sp.expand(expr), DENSITIES[k]) / 2)
    S_free = (2 * s.g11 * s.n1 * e[1] + 2 * s.g22 * s.n2 * e[2] + 2 * f["P_free"]) / (f["S"] + e[1] + e[2])
    mixed = sp.factor(sp.diff(sp.expand(square), DENSITIES[i], DENSITIES[j]) / 2)
    return SecondVariation(
        e[1],
        e[2],
        f["P"],
        f["S"],
        f["P_free"],
        S_free,
        (halves(trace, i), halves(trace, j)),
        (halves(square, i), halves(square, j)),
        mixed,
        (g[i] * e[3 - i], g[j] * e[3 - j]),
        g[i] ** 2 / e[i] if i == j else 2 * s.g12**2 / (e[1] + e[2]),
    )


@dataclass(frozen=True)
class DifferentiateTwice(Rule):
    """d^2/dn_i dn_j of the renormalised bracket; checked by numerical differentiation of the line before."""

    D: int
    i: int
    j: int

    @property
    def name(self) -> str:
        return f"d^2/dn{self.i} dn{self.j}"

    def __call__(self, bracket):
        counter = sp.diff(vacuum_energy.counterterm(self.D), DENSITIES[self.i], DENSITIES[self.j])
        return density_variation(self.i, self.j).infrared_form() + counter

    def residual(self, before, after, point, digits):
        function, names = compile_mpmath(before)
        step = mpmath.mpf(10) ** (-digits - 5)
        with mpmath.workdps(6 * digits):
            values = {str(k): exact(v) for k, v in point.items()}

            def f(*densities):
                moved = dict(values)
                for k, value in zip(sorted({self.i, self.j}), densities, strict=True):
                    moved[f"n{k}"] = value
                return function(*[moved[n] for n in names])

            centre = tuple(values[f"n{k}"] for k in sorted({self.i, self.j}))
            order = 2 if self.i == self.j else (1, 1)
            numerical = mpmath.diff(f, centre if len(centre) > 1 else centre[0], order, h=step)
        return abs(numerical / evaluate(after, point, digits) - 1)


@derivation
def vacuum_curvature(D: int, i: int, j: int) -> Derivation:
    """d^2 E_B/dn_i dn_j for any masses and couplings as one integral."""

    def stable(bracket):
        cutoff = {2: s.kappa, 3: sp.S.Zero}
        return bracket if D == 1 else density_variation(i, j).ultraviolet_form(cutoff[D])

    return bogoliubov.zero_point_bracket().then(
        Step(Renormalise(D), "the counterterm of the vacuum energy"),
        Step(DifferentiateTwice(D, i, j), "P^2 and the trace are polynomials in the densities"),
        Step(Rewrite("expand about free particles", stable), "the counterterm is cancelled algebraically"),
        Step(SumOverMomenta(D)),
        domain=Domain(D, mixture(D).ranges, (s.g12**2 < s.g11 * s.g22,)),
    )
