"""Sound of the plane-wave phase: the spin follows the momentum of an atom along the lowest band.

carlini2021 Sec. II, after Eq. (20).  A condensate of momentum k0 <sigma_z> + grad(Phi) has the energy of the lowest band per
atom; the interaction energy g n^2/2 does not know the spin.  Invariant: the band is flat where the condensate rests, so
that no term delta_n grad(Phi) is left and sound along the beams has one velocity in both directions.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from . import notation as s
from .numeric import evaluate, relative_difference
from .raman_states import CRITICAL, condensate_momentum, k, lowest_band
from .records import Derivation, Step, derivation
from .rules import Differentiate, Rewrite, substitute
from .spin_orbit import PLANE_WAVE, D_perp, D_x, L_perp, L_x, SecondOrder

grad_perp = sp.Symbol("grad_perp", real=True)  # gradient of Phi across the beams
_WAVES = ((grad_perp, -1, 1), (L_x, -1, 1), (L_perp, -1, 1))
WAVES = replace(PLANE_WAVE, ranges=(*PLANE_WAVE.ranges, *_WAVES))


def energy_density() -> sp.Expr:
    """Energy density of a condensate whose phase has the gradients grad_Phi and grad_perp beyond the one at rest."""
    density = s.n + s.delta_n
    momentum = condensate_momentum("plane wave").result + s.grad_Phi
    return density * (lowest_band().subs(k, momentum) + grad_perp**2 / (2 * s.m)) + s.g * density**2 / 2


@derivation
def wave_energy() -> Derivation:
    """Energy density of small waves of the plane-wave phase."""

    class Tidy(Rewrite):
        def residual(self, before, after, point, digits):
            return relative_difference(*(evaluate(side, point, digits) for side in (before, after)))

    def collect(expr):
        """Coefficients of the waves, each a function of Omega/Omega_c."""
        ratio = sp.Symbol("ratio", positive=True)
        expr = sp.expand(expr).subs(s.Omega_R, ratio * CRITICAL)
        poly = sp.Poly(expr, s.delta_n, s.grad_Phi, grad_perp)
        back = {ratio: s.Omega_R / CRITICAL}
        terms = zip(poly.monoms(), poly.coeffs(), strict=True)
        waves = lambda powers: s.delta_n ** powers[0] * s.grad_Phi ** powers[1] * grad_perp ** powers[2]
        return sp.Add(*[sp.factor(sp.simplify(c)).subs(back) * waves(powers) for powers, c in terms])

    return Derivation(
        "",
        energy_density(),
        (
            Step(SecondOrder((s.delta_n, s.grad_Phi, grad_perp)), "small waves; quantum pressure is left out"),
            Step(Tidy("collect the waves", collect), "the band is flat at the momentum of the condensate"),
        ),
        WAVES,
    )


@derivation
def phase_rate() -> Derivation:
    """-d Phi/dt, hbar included."""
    return wave_energy().then(Step(Differentiate(s.delta_n, tidy=sp.expand), "Hamilton's equation"))


@derivation
def wave_equation() -> Derivation:
    """d^2 delta_n/dt^2 from the fluxes along and across the beams, for any equilibrium density."""
    energy, slope = wave_energy().result, sp.diff(phase_rate().result, s.delta_n)
    along, across = (sp.factor(sp.diff(energy, gradient, 2) / s.n) for gradient in (s.grad_Phi, grad_perp))
    rate = {D_x: -slope * L_x, D_perp: -slope * L_perp}
    return Derivation(
        "",
        -(along * D_x + across * D_perp),
        (Step(substitute(rate, tidy=sp.expand), "d(grad Phi)/dt = -grad(g delta_n)"),),
        WAVES,
    )
