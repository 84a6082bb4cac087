"""Integrands of the conductivities as they are summed: one resonance denominator, envelopes that no frequency enters.

aminov2024 Eqs. (8), (11), (14), (A8), (B5).  With z = hbar (omega + 2 i gamma) the two resonances (15) of each process
combine to

    [a - i (hbar gamma/z) B]/(Q - z^2) + i (hbar gamma/z) B/Q,     Q = (E_d -+ E_s)^2,

where a, B, Q depend on the momentum alone.  Invariant: a and B are symmetric in the two modes and finite where E_d = E_s;
what is divided by E_d - E_s is an expm1 of it, and every exponential decays.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import current_response as cr
from .domain import Domain
from .notation import E_d, E_s, T, eps_a, gamma, gap, hbar, m_a, m_b, omega, p
from .numeric import evaluate, exact, relative_difference
from .quasiparticles import KINETIC, SIGN, P, U, amplitude, occupation, occupation_of_mode, symmetric_matrix
from .records import Derivation, Step, derivation
from .rules import Rewrite, Rule, RuleError, substitute, times

#: E_i - eps of a branch and a component, an argument of its own since it cancels at large momenta.
EXCESS = {i + branch: sp.Symbol(f"excess_{i}{branch}", real=True) for i in "ab" for branch in "ds"}

_DAMPED = cr.DAMPED
_EXCESSES = tuple((EXCESS[i + branch], energy - KINETIC[i]) for i in "ab" for branch, energy in (("d", E_d), ("s", E_s)))
_THERMAL = Domain(3, _DAMPED.ranges, _DAMPED.constraints, (*_DAMPED.given, *_EXCESSES))


@dataclass(frozen=True)
class Measure(Rule):
    """(1/volume) sum over p of an isotropic function: int dp S_D p^(D-1)/(2 pi)^D."""

    D: int
    name: str = "measure of a wave number"

    def __call__(self, expr):
        sphere = {2: 2 * sp.pi * p, 3: 4 * sp.pi * p**2}[self.D]
        return sp.factor_terms(expr.subs(cr.d, self.D) * sphere / (2 * sp.pi) ** self.D)

    def residual(self, before, after, point, digits):
        """The volume of the ball of radius p by quadrature over slices, differentiated."""
        with mpmath.workdps(2 * digits):
            radius = exact(point[p])
            slices = {
                2: lambda r: mpmath.quad(lambda x: 2 * r * mpmath.cos(x) ** 2 * r, [-mpmath.pi / 2, 0, mpmath.pi / 2]),
                3: lambda r: mpmath.quad(lambda x: mpmath.pi * (r * r - x * x), [-r, 0, r]),
            }
            surface = self.D * slices[self.D](radius) / radius
            placed = dict(point) | {cr.d: sp.Integer(self.D)}
            expected = evaluate(before, placed, digits) * surface / (2 * mpmath.pi) ** self.D
            return relative_difference(expected, evaluate(after, point, digits))


def share_of_slopes(width, z):
    """What the slopes B of the Bose factors count for at z, beside a."""
    return -sp.I * width / z


def resonant_term(a, B, Q, share, z_squared):
    """The resonance of one wave number; what is left of [...]/(Q - z^2) + i (width/z) B/Q depends on z by the factor alone."""
    return (a + share * B) / (Q - z_squared)


def _recombined(a, B, Q, width, z):
    share = -1j * width / z
    return resonant_term(a, B, Q, share, z * z) - share * B / Q


def _poles_expanded(expr):
    """``expr`` with the terms of every simple denominator added up: the damping cancels in those of the resonances."""
    return expr.replace(lambda node: node.is_Pow and node.exp == -1, lambda node: 1 / sp.expand(node.base))


@dataclass(frozen=True)
class OneResonance(Rule):
    """(a, B, Q) of the module docstring from the sum of both resonances."""

    name: str = "combine omega and -omega"

    def __call__(self, expr):
        z, rate, grown = sp.Symbol("zeta"), sp.Symbol("rate"), {e: sp.Symbol(f"X_{e}", positive=True) for e in (E_d, E_s)}
        named = {sp.exp(sign * e / T): x**sign for e, x in grown.items() for sign in (1, -1)}
        real = expr.subs(omega, z / hbar - 2 * sp.I * gamma).subs(gamma, -sp.I * rate)  # in rate = i gamma
        rational = _poles_expanded(real.subs(named))
        for Q in ((E_d - E_s) ** 2, (E_d + E_s) ** 2):
            over = sp.cancel(sp.together(sp.expand(rational.subs(rate, 0) * (Q - z**2), deep=False)))
            if not over.has(z):
                break
        else:
            raise RuleError("not one pair of resonances")
        rest = sp.cancel(sp.together((rational - rational.subs(rate, 0)) * (Q - z**2) / (rate * z)))
        if rest.has(z) or rest.has(rate):
            raise RuleError("not linear in gamma omega")
        back = {x: sp.exp(e / T) for e, x in grown.items()}
        return sp.Tuple(sp.factor(over).subs(back), sp.factor(-rest * Q / hbar).subs(back), Q)

    def residual(self, before, after, point, digits):
        with mpmath.workdps(2 * digits):
            a, B, Q = (exact(evaluate(part, point, 2 * digits)) for part in after)
            width = exact(point[hbar]) * exact(point[gamma])
            z = exact(point[hbar]) * exact(point[omega]) + 2j * width
            return relative_difference(evaluate(before, point, 2 * digits), _recombined(a, B, Q, width, z))


@dataclass(frozen=True)
class AtResonance(Rule):
    """What multiplies the resonance 1/(E_d - sign E_s - hbar omega - 2 i hbar gamma): minus the residue in hbar omega."""

    sign: int
    name: str = "residue at the resonance"

    @property
    def centre(self):
        """hbar omega at the pole."""
        return E_d - self.sign * E_s - 2 * sp.I * hbar * gamma

    def __call__(self, expr):
        detuning = sp.Symbol("detuning")
        placed = expr.subs(omega, (self.centre - detuning) / hbar)
        prefactor, resonances = _poles_expanded(placed).as_independent(detuning, as_Add=False)
        return prefactor * sp.Add(*((term * detuning).subs(detuning, 0) for term in sp.Add.make_args(resonances)))

    def residual(self, before, after, point, digits):
        """The mean over a circle around the pole of the form times the distance from it."""
        with mpmath.workdps(2 * digits):
            centre, unit = evaluate(self.centre, point, 2 * digits), exact(point[hbar])
            radius, count = abs(centre.real) / 4, 2 * digits  # the other resonance is 8 radii away
            total = mpmath.mpf(0)
            for k in range(count):
                offset = radius * mpmath.expjpi(mpmath.mpf(2 * k) / count)
                total -= offset * evaluate(before, dict(point) | {omega: (centre + offset) / unit}, 2 * digits)
            return relative_difference(total / count, evaluate(after, point, digits))


@derivation
def envelope(kind: str) -> Derivation:
    """f^+ ("convert") or f^- ("create") of (14), d = 3: what multiplies the resonance (15)."""
    sign = {"convert": 1, "create": -1}[kind]
    return cr.conversion(kind).then(Step(AtResonance(sign), "the other resonance of (14) is regular there"))


def decaying(form):
    """Bose factors by their occupations, which are positive; n_d - n_s by the gap.  Nothing overflows, nothing cancels."""
    if isinstance(form, sp.Tuple):
        return sp.Tuple(*map(decaying, form))
    if form == (E_d - E_s) ** 2:
        return gap**2
    n_d, n_s, step = occupation["d"], occupation["s"], sp.Symbol("step", positive=True)
    upper = {sp.exp(sign * E_d / T): (1 + 1 / n_d) ** sign for sign in (1, -1)}
    lower = {sp.exp(sign * E_s / T): (1 + 1 / n_s) ** sign for sign in (1, -1)}
    replaced = sp.factor(sp.together(form.subs(upper | lower)))
    if replaced.has(n_d - n_s):  # n_d - n_s = n_s (1 + n_d) [exp(-gap/T) - 1]
        replaced = replaced.subs(n_d - n_s, n_s * (1 + n_d) * (step - 1))
    bose = {n_d: _occupied(E_d), n_s: _occupied(E_s), step: sp.exp(-gap / T)}
    return replaced.subs(E_d - E_s, gap).subs(bose)


def _occupied(energy):
    return sp.exp(-energy / T) / (1 - sp.exp(-energy / T))


@derivation
def envelopes(kind: str, D: int) -> Derivation:
    """(a, B, Q) of one wave number of Lambda^+ ("convert") or Lambda^- ("create"); chi_ab = -(Lambda^+ + Lambda^-)/(m_a
    m_b).
    """
    both = {sp.sqrt(P["bd"]): sp.sqrt(P["as"]), sp.sqrt(P["bs"]): sp.sqrt(P["ad"])}
    coupling = symmetric_matrix().result[0, 1]
    product = {P["ad"]: coupling**2 / (P["as"] * (E_d**2 - E_s**2) ** 2)}
    return Derivation(
        "",
        cr._one_kind("a", "b", kind),
        (
            Step(times(-m_a * m_b), "chi_ab = -(Lambda^+ + Lambda^-)/(m_a m_b)"),
            Step(Measure(D), "isotropic"),
            Step(cr.Reversed(), "n_B(-E) = -1 - n_B(E)"),
            Step(substitute(cr.damped_loops(), tidy=lambda e: e), "the damped loop (11)"),
            Step(substitute(both, tidy=sp.powsimp), "either branch is shared as the other one, P_ad = P_bs"),
            Step(
                substitute(product, tidy=sp.factor_terms),
                "P_d P_s is the squared off-diagonal element over the squared splitting",
            ),
            Step(OneResonance(), "the retarded response is even in z up to the damping of the Bose factors"),
            Step(Rewrite("decaying exponentials", decaying), "the tails of Bose factors neither overflow nor cancel"),
        ),
        _DAMPED,
    )


@derivation
def drude_density(i: str, j: str, D: int) -> Derivation:
    """m_i m_j D^0_ij of one wave number."""
    masses = {"a": m_a, "b": m_b}
    return cr.normal_weight(i, j).then(
        Step(times(masses[i] * masses[j]), "the masses are those of the components"),
        Step(Measure(D), "isotropic"),
        Step(Rewrite("decaying exponentials", decaying), "no overflow at large energies"),
    )


@derivation
def depletion_density(component: str, D: int) -> Derivation:
    """Density of atoms of one wave number that are not condensed, (A8); excess = E - eps."""
    found = {}
    for branch, energy in (("d", E_d), ("s", E_s)):
        for zeta in SIGN:
            eps, excess = KINETIC[component], EXCESS[component + branch]
            size = amplitude("a", branch, SIGN[zeta]).subs(
                {eps_a: eps, P["a" + branch]: P[component + branch]}, simultaneous=True
            )
            found[U[component + branch, zeta]] = size.subs(
                eps + SIGN[zeta] * energy, excess + 2 * eps if zeta == "plus" else -excess
            )
    return Derivation(
        "",
        occupation_of_mode(component).result,
        (
            Step(substitute(found, tidy=lambda e: e), "the amplitudes (A4), with E - eps where it cancels"),
            Step(Measure(D), "isotropic"),
            Step(Rewrite("decaying exponentials", decaying), "no overflow at large energies"),
        ),
        _THERMAL,
    )
