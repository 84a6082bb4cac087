"""Both branches of a gas of any polarisation: what long waves contribute in either phase, each with its coefficient.

carlini2021 Table I and (13)-(24), which the paper gives for sigma_z = 0.  In the plane-wave phase a wave exp(i q x) and its
mirror image have different modes, so that waves travel: Hamilton's equations of (delta_n, delta_s, Phi, Phi_s) give the
response N(omega)/D(omega) with poles at omega_b(q) and at -omega_b(-q), both of which F = sum cos(q x) excites.
Invariant: with sigma_z = 0 every coefficient is that of ``long_waves``; both bands add up to the sum rules (13), (14).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .fast_drag import N
from .numeric import compile_mpmath, evaluate, exact, relative_difference
from .plane_wave import POLARISED
from .raman_branches import BRANCHES, Phi_s, grad_n, grad_s
from .raman_states import CRITICAL, plane_wave_polarisation, sigma_x, sigma_z
from .records import Derivation, Step, derivation
from .rules import Rule, RuleError, substitute
from .spin_orbit import SINGLE_MINIMUM

omega = sp.Symbol("omega", real=True)  # of a wave; negative where it is that of the mirror image
BANDS = ("low", "high")
POWER = {"strength": 0, "m_1": 1, "m_-1": -1}

#: What a probe measures: its weights on delta_n and on delta_s.
PROBE = {"density": (1, 0), "spin": (0, 1), "1": (sp.S.Half, sp.S.Half), "2": (sp.S.Half, -sp.S.Half)}

#: (field, its gradient), densities before the phases that are conjugate to them.  The common phase counts by its gradient.
FIELDS = ((s.delta_n, grad_n), (s.delta_s, grad_s), (None, s.grad_Phi), (Phi_s, s.grad_Phi_s))

_KNOWN = {entry[0] for entry in POLARISED.ranges}
_RANGES = (*POLARISED.ranges, *(entry for entry in BRANCHES.ranges if entry[0] not in _KNOWN), (omega, 0.1, 5))
_UNPOLARISED = {sigma_x: sp.S.One, sigma_z: sp.S.Zero}

#: Where a phase is, and what its equilibrium ties together.
WAVES = {
    "plane wave": replace(POLARISED, ranges=_RANGES),
    "single minimum": replace(SINGLE_MINIMUM, ranges=_RANGES, given=(*SINGLE_MINIMUM.given, *_UNPOLARISED.items())),
}
EQUILIBRIUM = {"plane wave": {s.Omega_R: sigma_x * CRITICAL}, "single minimum": _UNPOLARISED}
_CIRCLE = sigma_x**2 + sigma_z**2 - 1


def energy_density() -> sp.Expr:
    """Gross-Pitaevskii energy density of two states beside a condensate at rest of the polarisation sigma_z."""
    parts = {sign: (s.n * (1 + sign * sigma_z) + s.delta_n + sign * s.delta_s) / 2 for sign in (1, -1)}
    momentum = {sign: s.k0 * sigma_z + s.grad_Phi + sign * (s.grad_Phi_s - s.k0) for sign in parts}
    flow = sp.Add(*[n * momentum[sign] ** 2 / (2 * s.m) for sign, n in parts.items()])
    bending = sp.Add(*[s.hbar**2 * ((grad_n + sign * grad_s) / 2) ** 2 / (8 * s.m * n) for sign, n in parts.items()])
    coupling = -s.Omega_R * sp.sqrt(parts[1] * parts[-1]) * sp.cos(2 * Phi_s / s.hbar)
    return flow + bending + coupling + s.g * (parts[1] + parts[-1]) ** 2 / 2


@functools.cache
def on_circle(expr: sp.Expr) -> sp.Expr:
    """``expr`` in factors, linear in sigma_z above and below."""
    top, bottom = (sp.rem(sp.expand(part), _CIRCLE, sigma_z) for part in sp.fraction(sp.together(expr)))
    return sp.factor(top / bottom)


@functools.cache
def _bending(energy: sp.Expr) -> sp.ImmutableMatrix:
    """H(q) of an energy density, the same for every probe."""
    flat = dict.fromkeys([symbol for pair in FIELDS for symbol in pair if symbol is not None], 0)

    def bend(first, second):
        if first is None or second is None:
            return sp.S.Zero
        found = sp.diff(energy, first, second).subs(flat)
        whole = lambda e: e.is_Pow and not e.exp.is_Integer
        if any(sp.expand(e.base + sigma_z**2) != 1 for e in found.atoms(sp.Pow) if whole(e)):
            raise RuleError("a root that is not that of both densities")
        return on_circle(found.replace(whole, lambda e: sigma_x ** (2 * e.exp)))

    i_q = sp.I * s.q

    def entry(row, column):
        (a, da), (b, db) = FIELDS[row], FIELDS[column]
        return sp.expand(bend(a, b) + i_q * bend(a, db) - i_q * bend(da, b) + s.q**2 * bend(da, db))

    return sp.ImmutableMatrix(4, 4, entry)


@dataclass(frozen=True)
class TravellingWaves(Rule):
    """The Hermitian matrix H(q) of (delta_n, delta_s, Phi, Phi_s) exp(i q x): the second order of the energy density."""

    name: str = "second order in travelling waves"

    def __call__(self, energy):
        return _bending(energy)

    def residual(self, before, after, point, digits):
        """The energy of a wave with complex amplitudes, averaged over twelve positions: half the sum over H."""
        amplitudes = [mpmath.mpc(*pair) for pair in ((1, 2), (-3, 1), (2, 5), (1, -1))]
        function, names = compile_mpmath(before)
        with mpmath.workdps(6 * digits):
            at, total = {str(k): evaluate(v, point, 6 * digits) for k, v in point.items()}, mpmath.mpf(0)
            for j in range(12):
                here = [a * mpmath.expjpi(mpmath.mpf(j) / 6) for a in amplitudes]
                waves = {str(field): mpmath.re(a) for (field, _), a in zip(FIELDS, here, strict=True)}
                waves |= {str(gradient): mpmath.re(1j * at["q"] * a) for (_, gradient), a in zip(FIELDS, here, strict=True)}
                energy = lambda size, waves=waves: function(*[size * waves[n] if n in waves else at[n] for n in names])
                total += mpmath.diff(energy, 0, 2, h=mpmath.mpf(10) ** (-digits - 5)) / 12
            matrix = [[evaluate(after[i, j], point, 2 * digits) for j in range(4)] for i in range(4)]
            pairs = [(i, j) for i in range(4) for j in range(4)]
            expected = sum(mpmath.conj(amplitudes[i]) * matrix[i][j] * amplitudes[j] for i, j in pairs) / 2
            return relative_difference(total, expected)


def _spread(expr: sp.Expr) -> sp.Expr:
    """``expr`` on the circle, multiplied out."""
    return sp.expand(on_circle(sp.expand(expr)))


@functools.cache
def _resolvent(H: sp.ImmutableMatrix) -> tuple[sp.ImmutableMatrix, sp.Expr]:
    """Adjugate and determinant of -i omega - turn H, the same for every probe."""
    # positions X' = H_PX X + H_PP P, momenta P' = -H_XX X - H_XP P + lambda w, with ' = -i omega
    turn = sp.Matrix(sp.BlockMatrix([[sp.zeros(2), sp.eye(2)], [-sp.eye(2), sp.zeros(2)]]))
    matrix = -sp.I * omega * sp.eye(4) - turn * H
    return matrix.adjugate(method="berkowitz").as_immutable(), _spread(matrix.det(method="berkowitz"))


@dataclass(frozen=True)
class ProbeResponse(Rule):
    """(N(omega), D(omega)): N/D is what ``watched`` sees per lambda under -lambda exp(i q x - i omega t) on ``driven``."""

    watched: str
    driven: str

    @property
    def name(self) -> str:
        return f"Hamilton's equations: {self.watched} under a push on {self.driven}"

    def __call__(self, H):
        adjugate, determinant = _resolvent(H)
        push = sp.Matrix([0, 0, *PROBE[self.driven]])
        watch = sp.Matrix([*PROBE[self.watched], 0, 0])
        return sp.Tuple(_spread((watch.T * adjugate * push)[0, 0]), determinant)

    def residual(self, before, after, point, digits):
        """The four equations on numbers, solved at the frequency of the point."""
        with mpmath.workdps(2 * digits):
            H = [[evaluate(before[i, j], point, 2 * digits) for j in range(4)] for i in range(4)]
            rate = -1j * exact(point[omega])
            rows = [[-H[2 + i][j] for j in range(4)] for i in range(2)] + [[H[i][j] for j in range(4)] for i in range(2)]
            moving = mpmath.matrix(rows)
            for i in range(4):
                moving[i, i] += rate
            push = mpmath.matrix([0, 0, *[exact(sp.sympify(w)) for w in PROBE[self.driven]]])
            found = mpmath.lu_solve(moving, push)
            seen = sum(exact(sp.sympify(w)) * found[i] for i, w in enumerate(PROBE[self.watched]))
            numerator, denominator = (evaluate(part, point, digits) for part in after)
            scale = evaluate(sp.diff(after[1], omega, 4) / 24, point, digits)
            return relative_difference(seen, numerator / denominator) + abs(scale - 1)


@dataclass(frozen=True)
class LongWavesOfBand(Rule):
    """Strength, m_1 or m_-1 that F = sum cos(q x) has in a band, or the energy of the band: the leading power of q.

    Both poles of the band count, omega_b(q) and -omega_b(-q), with a quarter of the strength of exp(i q x) each.
    """

    band: str
    quantity: str

    @property
    def name(self) -> str:
        return f"{self.quantity} of the {self.band} band, q -> 0"

    def __call__(self, pair):
        """(hbar omega) of the band, or the sum of its two residues hbar N R/4n times (hbar omega)^power."""
        scale = s.q if self.band == "low" else sp.S.One
        at = sp.Symbol("at", real=True)  # omega over q of the sound, omega of the gapped band
        numerator, denominator = (_leading(part.subs(omega, at * scale), s.q) for part in pair)
        poles = sp.Poly(sp.numer(sp.cancel(denominator / at ** (0 if self.band == "low" else 2))), at)
        even = poles.coeff_monomial(at) == 0 and poles.degree() == 2
        if not even:
            raise RuleError("the two poles of the band do not face each other")
        root = sp.sqrt(on_circle(-poles.coeff_monomial(1) / poles.coeff_monomial(at**2)))
        if self.quantity == "energy":
            return sp.powdenest(s.hbar * root * scale, force=True)
        residue = lambda pole: (numerator / sp.diff(denominator, at)).subs(at, pole) * scale
        both = residue(-root) - residue(root)
        size = (s.hbar * root * scale) ** POWER[self.quantity]
        return on_circle(sp.powdenest(sp.expand(s.hbar * N / (4 * s.n) * both * size), force=True))

    def residual(self, before, after, point, digits):
        """The roots of D at a very small q as numbers, and the residues of N/D there."""
        with mpmath.workdps(8 * digits):
            small = dict(point) | {s.q: sp.Rational(10) ** (-2 * digits)}
            at = {str(k): evaluate(v, small, 8 * digits) for k, v in small.items()}
            numerator, denominator = (_coefficients(part, at) for part in before)
            roots = sorted(map(mpmath.re, mpmath.polyroots(denominator, maxsteps=500, extraprec=60 * digits)), key=abs)
            pair = roots[:2] if self.band == "low" else roots[2:]
            slope = [k * c for k, c in zip(range(len(denominator) - 1, 0, -1), denominator, strict=False)]
            residue = lambda w: mpmath.polyval(numerator, w) / mpmath.polyval(slope, w)
            if self.quantity == "energy":
                expected = at["hbar"] * max(pair)
            else:
                terms = [-mpmath.sign(w) * residue(w) * (at["hbar"] * abs(w)) ** POWER[self.quantity] for w in pair]
                expected = at["hbar"] * at["N"] / (4 * at["n"]) * mpmath.fsum(terms)
            return relative_difference(expected, evaluate(after, small, digits))


def _leading(expr: sp.Expr, symbol: sp.Symbol) -> sp.Expr:
    """The term of the lowest power of ``symbol``, on the circle."""
    terms = sp.Poly(sp.expand(expr), symbol).terms()
    for (power,), coefficient in sorted(terms, key=lambda term: term[0]):
        found = on_circle(coefficient)
        if found != 0:
            return found * symbol**power
    raise RuleError("no power of the wave number is left")


def _coefficients(part: sp.Expr, at: dict) -> list:
    """Of powers of omega, the highest first, as numbers."""
    found = []
    for coefficient in sp.Poly(part, omega).all_coeffs():
        function, names = compile_mpmath(coefficient)
        found.append(function(*[at[name] for name in names]))
    return found


@derivation
def response_function(watched: str, driven: str, phase: str) -> Derivation:
    """(N, D) of two probes in the "plane wave" or the "single minimum" phase: poles are energies, residues strengths."""
    equilibrium = substitute(EQUILIBRIUM[phase], tidy=_spread)
    return Derivation(
        "",
        energy_density(),
        (
            Step(TravellingWaves(), "small waves beside the condensate, quantum pressure included"),
            Step(ProbeResponse(watched, driven), "linear response"),
            Step(equilibrium, "what holds between coupling and polarisation"),
        ),
        WAVES[phase],
    )


@derivation
def long_wave(quantity: str, watched: str, driven: str, band: str, phase: str = "plane wave") -> Derivation:
    """"strength", "m_1", "m_-1" or "energy" of a band for F = sum cos(q x) of two probes, leading power of q."""
    by_coupling = substitute({sigma_x: plane_wave_polarisation()}, tidy=sp.factor)
    return response_function(watched, driven, phase).then(
        Step(LongWavesOfBand(band, quantity), "long waves"),
        Step(by_coupling, "sigma_x by the Raman coupling; sigma_z keeps its sign"),
    )
