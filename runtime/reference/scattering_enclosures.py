"""A ball returned here contains the bare two-dimensional coupling that belongs to a scattering length.

Source: naidon2021, text below Eq. (4), hbar = 1; the two definitions of the scattering length, "node" and "bound", are those
of `scattering`.  Each needs one number, which is enclosed at a small argument x with a remainder proved as follows.

* "bound": K_0 solves (r K_0')' = r K_0 with r K_0' -> -1.  Integrated twice, f(x) = K_0(x) + ln x grows from its limit c by
  int_0^x s K_0(s) ln(x/s) ds.  There K_0(s) = f(s) - ln s <= f(x) - ln s, hence 0 < f(x) - c < x^2 (K_0(x) + 1)/4.
* "node": below x, 0 <= (1 - J_0(t))/t <= t/4.  Above, J_0(t)/t is the real part of H_0(t)/t, which decays in the upper half
  plane; H_0(iy) dy/y is imaginary, so only the quarter circle of radius x is left, where H_0(t) = (2/i pi) K_0(-i t).
"""

from fractions import Fraction
from functools import cache

from flint import acb, arb, ctx, fmpq

from .enclosures import EnclosureTooWide
from .scattering import DEFINITIONS

ATTEMPTS = 4


def _ball(value):
    return arb(fmpq(value.numerator, value.denominator))


def _bits(digits):
    return int(3.33 * digits) + 40


def _between_zero_and(bound):
    return arb(0).union(bound)


@cache
def bound_state_constant_ball(digits=30):
    """arb of radius below 10^-digits containing c = lim K_0(x) + ln x as x -> 0: the bound state has q a = exp(c)."""
    with ctx.workprec(_bits(digits)):
        x = arb(10) ** (-(digits // 2) - 3)
        wave = acb(x).bessel_k(0).real
        return wave + x.log() - _between_zero_and(x * x * (wave + 1) / 4)


@cache
def node_constant_ball(digits=30):
    """arb of radius below 10^-digits containing lim int_0^X (1 - J_0(t))/t dt - ln X as X -> oo."""
    with ctx.workprec(_bits(digits)):
        x = arb(10) ** (-(digits // 2) - 3)

        def wave(turn, analytic):
            argument = x * (-turn / 2).exp_pi_i()
            if analytic and not argument.real > 0 and argument.imag.contains(0):
                return acb("nan")  # K_0 has its cut on the negative axis
            return argument.bessel_k(0)

        mean = acb.integral(wave, 0, 1, rel_tol=arb(10) ** (-digits - 9)).real
        return _between_zero_and(x * x / 8) - x.log() - mean


def _logarithm(kappa, a, definition, digits):
    """int_0^kappa k dk/(k^2 + q^2), or what replaces it in the wave of zero energy at r = a."""
    if definition == "node":
        return _ball(kappa * a).log() + node_constant_ball(digits)
    q_over_kappa = bound_state_constant_ball(digits).exp() / _ball(kappa * a)
    return (1 / q_over_kappa**2).log1p() / 2


def cutoff_coupling_ball(kappa, m_reduced, a, definition="node", digits=30):
    """arb containing the bare coupling g(kappa), [energy x length^2], that belongs to the scattering length a in D = 2.

    kappa      -- sharp cutoff of the relative momentum (inverse length)
    m_reduced  -- reduced mass of the pair, m/2 for equal masses m
    a          -- two-dimensional scattering length
    definition -- "node" or "bound" (module docstring of `scattering`)

    kappa, m_reduced and a are exact rationals (int, Fraction, 'p/q'); the relative radius is below 10^-digits.  Raises
    ValueError for non-positive input or an unknown definition, EnclosureTooWide where 1/g cannot be told from zero.
    """
    if definition not in DEFINITIONS:
        raise ValueError(f"definition must be one of {DEFINITIONS}")
    kappa, m_reduced, a = Fraction(kappa), Fraction(m_reduced), Fraction(a)
    if min(kappa, m_reduced, a) <= 0:
        raise ValueError("kappa, m_reduced and a must be positive")
    work = digits + 5
    for _ in range(ATTEMPTS):
        with ctx.workprec(_bits(work)):
            coupling = -arb.pi() / (_ball(m_reduced) * _logarithm(kappa, a, definition, work))
            if coupling.is_finite() and coupling.rad() < abs(coupling.mid()) * arb(10) ** (-digits):
                return coupling
        work *= 2
    raise EnclosureTooWide(coupling, digits)
