"""Two-body scattering of a contact interaction with a sharp momentum cutoff in two dimensions.

naidon2021, text after Eq. (4) and Eq. (18).  Invariant: the coupling at cutoff kappa reproduces the two-body problem of a
given scattering length for every kappa; a is defined by the node of the zero-energy wave function, psi ~ log(r/a).
"""

from __future__ import annotations

import sympy as sp

from . import notation as s
from .domain import Domain
from .numeric import evaluate
from .records import Derivation, Step, derivation
from .rules import Differentiate, Leading, Rewrite, SolveLinear, substitute
from .vacuum_energy import reduced_mass

inverse_g = sp.Symbol("inverse_g", real=True)
lam = sp.Symbol("lam", positive=True)  # sqrt(-2 m_r E)/hbar of the pair, to be sent to zero
node = sp.Symbol("a_node", positive=True)

_DOMAIN = Domain(
    2,
    (
        (s.hbar, 0.5, 2),
        (s.m_r, 0.2, 5),
        (s.kappa, 0.5, 5),
        (node, 0.001, 0.1),
        (lam, 0.01, 0.1),
        (inverse_g, 0.1, 2),
    ),
)


@derivation
def bare_coupling() -> Derivation:
    """g(kappa) of a contact interaction whose zero-energy wave function has its node at ``a_node``.

    psi(r) = 1 - T (m_r/pi hbar^2) K_0(lam r) outside the range, 1/T = 1/g + loop; psi(a) = 0 for lam -> 0.
    """
    k = sp.Symbol("k", positive=True)
    strength = s.m_r / (sp.pi * s.hbar**2)
    loop = sp.Integral(strength * k / (k**2 + lam**2), (k, 0, s.kappa))

    def logarithm(expr):
        integral = next(iter(expr.atoms(sp.Integral)))
        primitive = sp.integrate(integral.function, k)
        return expr.subs(integral, primitive.subs(k, s.kappa) - primitive.subs(k, 0))

    def small_momentum(expr):
        near = expr.replace(sp.besselk, lambda order, r: -sp.log(r / 2) - sp.EulerGamma)
        near = near.subs(sp.log(s.kappa**2 + lam**2), 2 * sp.log(s.kappa))
        return sp.expand(sp.expand_log(near, force=True))

    def one_logarithm(expr):
        ratio = sp.exp(sp.expand(expr / strength))
        return strength * sp.log(sp.powsimp(sp.expand_power_exp(ratio)))

    return Derivation(
        "",
        inverse_g + loop - strength * sp.besselk(0, lam * node),
        (
            Step(Rewrite("loop integral with a sharp cutoff", logarithm), "elementary"),
            Step(Leading(lam, sp.S.Zero, small_momentum), "zero energy: K_0(x) = -log(x/2) - gamma + O(x^2 log x)"),
            Step(SolveLinear(inverse_g, sp.expand)),
            Step(Rewrite("one logarithm", one_logarithm), ""),
            Step(Reciprocal("g = 1/(1/g)", lambda e: 1 / e), ""),
        ),
        _DOMAIN,
    )


class Reciprocal(Rewrite):
    """1/before = after."""

    def residual(self, before, after, point, digits):
        return abs(evaluate(before, point, digits) * evaluate(after, point, digits) - 1)


@derivation
def running_asymmetry() -> Derivation:
    """d(delta_g)/d(log kappa) divided by m g^2/hbar^2, for any masses: what Eq. (18) subtracts."""
    coupling = bare_coupling().result
    lengths = {(1, 1): s.a11, (2, 2): s.a22, (1, 2): s.a12}
    g_of = {pair: coupling.subs({s.m_r: reduced_mass(*pair), node: a}) for pair, a in lengths.items()}
    delta_g = g_of[1, 2] - sp.sqrt(g_of[1, 1] * g_of[2, 2])
    names = {(1, 1): s.g11, (2, 2): s.g22, (1, 2): s.g12}
    flow = {names[pair]: sp.simplify(sp.diff(g, s.kappa) * s.kappa / g**2) * names[pair] ** 2 for pair, g in g_of.items()}
    domain = Domain(
        2,
        (
            (s.hbar, 0.5, 2),
            (s.m, 0.2, 5),
            (s.z, 0.05, 20),
            (s.kappa, 0.5, 5),
            (s.a11, 1e-6, 1e-2),
            (s.a22, 1e-6, 1e-2),
            (s.a12, 1e-6, 1e-2),
        ),
        given=(
            (s.m1, s.m / sp.sqrt(s.z)),
            (s.m2, s.m * sp.sqrt(s.z)),
            *((names[pair], g) for pair, g in ((p, g_of[p]) for p in names)),
        ),
    )

    def by_flow():
        difference = s.g12 - sp.sqrt(s.g11 * s.g22)
        return sp.Add(*[sp.diff(difference, name) * rate for name, rate in flow.items()])

    class Flow(Differentiate):
        """The derivative in kappa of delta_g(kappa), by the flow of each coupling, times kappa."""

        def __call__(self, expr):
            return by_flow() / s.kappa

    at_threshold = {
        s.g12: s.g,
        s.g11: s.g / s.alpha,
        s.g22: s.g * s.alpha,
        s.m1: s.m / sp.sqrt(s.z),
        s.m2: s.m * sp.sqrt(s.z),
    }

    def reduce(expr):
        return sp.factor(sp.simplify((expr * s.kappa).subs(at_threshold, simultaneous=True) * s.hbar**2 / (s.m * s.g**2)))

    class AtThreshold(Rewrite):
        def residual(self, before, after, point, digits):
            values = {s.hbar: point[s.hbar], s.m: point[s.m], s.z: point[s.z], s.kappa: point[s.kappa]}
            values |= {s.g: sp.Rational(7, 10), s.alpha: sp.Rational(9, 4)}
            full = values | {symbol: value.subs(values) for symbol, value in at_threshold.items()}
            left = evaluate(before * s.kappa * s.hbar**2 / (s.m * s.g**2), full, digits)
            return abs(left / evaluate(after, values, digits) - 1)

    return Derivation(
        "",
        delta_g,
        (
            Step(Flow(s.kappa), "each coupling runs as dg/dlog(kappa) = m_r g^2/(pi hbar^2)"),
            Step(AtThreshold("at delta_g = 0", reduce), "delta_g is of higher order in the flow"),
        ),
        domain,
    )


INVARIANT = Domain(
    2,
    (
        (s.hbar, 0.5, 2),
        (s.m, 0.2, 5),
        (s.g, 0.2, 5),
        (s.alpha, 0.05, 20),
        (s.z, 0.05, 20),
        (s.n_plus, 0.1, 10),
        (s.kappa, 0.5, 5),
        (s.delta_g, -0.1, 0.1),
    ),
)


#: Two atoms of one component, or of two with equal masses.
EQUAL_MASS_PAIR = Domain(
    2,
    ((s.hbar, 0.5, 2), (s.m, 0.2, 5), (s.kappa, 0.5, 5), (s.a_2d, 0.001, 0.1)),
    given=((s.m_r, s.m / 2), (node, s.a_2d), (sp.Symbol("m_reduced", positive=True), s.m / 2), (s.a, s.a_2d)),
)


@derivation
def equal_mass_coupling() -> Derivation:
    """g(kappa) of two equal masses with the scattering length at the node."""
    return Derivation(
        "",
        bare_coupling().result,
        (Step(substitute({s.m_r: s.m / 2, node: s.a_2d}), "reduced mass m/2"),),
        EQUAL_MASS_PAIR,
    )


@derivation
def running_invariant() -> Derivation:
    """R of Eq. (18): hbar^2 delta_g/(m g^2) freed of its dependence on the cutoff, densities measured by n_plus."""
    flow = running_asymmetry().result

    def invariant(_):
        scaled = s.hbar**2 * s.delta_g / (s.m * s.g**2)
        return scaled + flow / 2 * sp.log(s.m * s.g * s.n_plus / (s.hbar * s.kappa) ** 2)

    class Invariant(Rewrite):
        def residual(self, before, after, point, digits):
            """kappa dR/dkappa = flow of delta_g + explicit dependence = 0."""
            explicit = evaluate(sp.diff(after, s.kappa) * s.kappa, point, digits)
            slope = evaluate(sp.diff(after, s.delta_g), point, digits)
            unit = evaluate(s.m * s.g**2 / s.hbar**2, point, digits)
            return abs(explicit / evaluate(before, point, digits) + 1) + abs(slope * unit - 1)

    return Derivation(
        "",
        flow,
        (Step(Invariant("subtract the flow", invariant), "n_plus is the density that all phases share, Eq. (10)"),),
        INVARIANT,
    )
