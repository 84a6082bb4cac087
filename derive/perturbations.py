"""What a perturbation adds to an equation of motion, the velocity that it gives, and the period of what it excites.

carlini2021, remarks before Eqs. (21) and (53) and caption of Fig. 2.  Invariant: signs follow from the energy that is added.
"""

from __future__ import annotations

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .numeric import evaluate, relative_difference
from .raman_sum_rules import f_value
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Differentiate, Rewrite
from .spin_orbit import SINGLE_MINIMUM

x = sp.Symbol("x", real=True)

KICKED = Domain(3, ((s.m1, 0.1, 10), (s.lambda_, 0.1, 10), (s.q, 0.1, 10), (s.t, 0.1, 10), (x, -1, 1)))
WAVE = Domain(3, ((s.omega_n0, 0.1, 10), (s.t, 0.1, 10)))


@derivation
def density_drive() -> Derivation:
    """What -lambda f delta_n adds to -d Phi/dt, whose gradient is the Euler equation."""
    step = Step(Differentiate(s.delta_n, tidy=sp.expand), "Hamilton's equation")
    return Derivation("", -s.lambda_ * f_value * s.delta_n, (step,), SINGLE_MINIMUM)


@derivation
def kicked_velocity() -> Derivation:
    """Velocity of an atom of component 1 a time t after the energy +lambda f was added, f = q x."""
    impulse = Arithmetic("minus the slope, times t over m1", lambda slope, t, mass: -slope * t / mass, (s.t, s.m1))
    return Derivation(
        "",
        s.lambda_ * s.q * x,
        (Step(Differentiate(x, tidy=sp.expand), "slope of the energy"), Step(impulse, "Newton's law, before the atom moves")),
        KICKED,
    )


@derivation
def period() -> Derivation:
    """Time after which the signal sin(omega t) of states of the frequency omega comes back."""

    class Returns(Rewrite):
        def residual(self, before, after, point, digits):
            """The same value and slope a period later, and the opposite ones half a period later; later is positive."""
            with mpmath.workdps(2 * digits):
                length = evaluate(after, point, 2 * digits)
                start = evaluate(s.t, point, digits)
                at = lambda form, share: evaluate(form, dict(point) | {s.t: start + share * length}, digits)
                pairs = [(at(f, 0), at(f, 1), at(f, 0.5)) for f in (before, sp.diff(before, s.t))]
                off = max(relative_difference(a, b, 1) + relative_difference(a, -c, 1) for a, b, c in pairs)
                return off if length > 0 else off + 1

    return Derivation(
        "",
        sp.sin(s.omega_n0 * s.t),
        (Step(Returns("shortest time of return", lambda wave: sp.periodicity(wave, s.t)), "one state in Eq. (2)"),),
        WAVE,
    )
