"""The bare two-dimensional coupling with a sharp cutoff follows from the scattering length a: the zero-energy wave is ln(r/a).

Source: naidon2021, text below Eq. (4), hbar = 1.  Relative motion of a pair with
reduced mass mu and contact coupling g acting on |k| < kappa only:

    (k^2/2mu) psi_k + g theta(kappa - k) C = E psi_k,   C = int_{k<kappa} d^2k/(2 pi)^2 psi_k.

Two definitions of a are evaluated.

* "node": at E = 0 and psi(0) = C,  psi(r)/C = 1 + (mu g/pi) int_0^kappa (1 - J_0(k r))/k dk,
  whose form far outside, constant + ln r, vanishes at r = a.
* "bound": the bound state E = -q^2/2mu obeys 1/g = -(mu/pi) int_0^kappa k dk/(k^2 + q^2);
  outside it is K_0(q r), which for small q r vanishes as ln(r/a) extrapolated.  A sharp
  cutoff binds only for g < 0, and agreement with "node" is up to powers of 1/(kappa a).

The wave of relative momentum is cut here; the sum of Eq. (1) is cut in the momentum
transfer, which is the same thing to second Born order.
"""

from functools import cache

from mpmath import mp

from .quadrature import ReferenceDisagreement, integrate
from .vacuum_energy import exact, real

DEFINITIONS = ("node", "bound")


@cache
def node_constant(digits=30):
    """lim_{X -> oo} int_0^X (1 - J_0(t))/t dt - ln X, from two finite X beyond which the tail is summed."""
    with mp.workdps(digits + 15):
        constants = [_up_to(mp.mpf(X), digits + 3) - _beyond(X, digits + 3) - mp.log(X) for X in (1, 2)]
        if not abs(constants[0] - constants[1]) < mp.mpf(10) ** (-digits):
            raise ReferenceDisagreement("the constant depends on where the tail begins", constants)
        return constants[0]


def _up_to(X, digits):
    """int_0^X (1 - J_0(t))/t dt."""
    return integrate(lambda t: (1 - mp.besselj(0, t)) / t, [mp.mpf(10) ** (-digits - 2), X / 4, X], digits)


def _beyond(X, digits):
    """int_X^oo J_0(t)/t dt, the real part of the integral of H_0 = J_0 + i Y_0.

    H_0(t)/t decays in the upper half plane: the path may be bent along the arc t = X exp(i phi) to the imaginary axis,
    on which H_0(t)/t dt is imaginary.
    """
    return integrate(lambda phi: -mp.im(mp.hankel1(0, X * mp.expj(phi))), [0, mp.pi / 4, mp.pi / 2], digits)


@cache
def bound_state_constant(digits=30):
    """ln(q a): the constant c in K_0(x) -> c - ln x as x -> 0, with K_0(x) = int_0^oo exp(-x cosh t) dt."""
    with mp.workdps(2 * digits + 20):
        estimates = []
        for exponent in (digits + 2, digits + 4):  # K_0 + ln x departs from c by x^2 ln x only
            x = mp.mpf(10) ** (-(exponent / mp.mpf(2)) - 2)
            turn = mp.log(2 / x)
            points = [0, turn - 4, turn, turn + 3, turn + mp.log(4 * digits)]
            value = integrate(lambda t, x=x: mp.exp(-x * mp.cosh(t)), points, digits + 3)
            estimates.append(value + mp.log(x))
        if not abs(estimates[0] - estimates[1]) < mp.mpf(10) ** (-digits):
            raise ReferenceDisagreement("small-distance limit of the bound state not reached", estimates)
        return estimates[1]


def cutoff_coupling(kappa, m_reduced, a, definition="node", digits=30):
    """Bare coupling g(kappa) that belongs to the two-dimensional scattering length a.

    kappa -- sharp cutoff of the relative momentum (inverse length)
    m_reduced -- reduced mass of the pair, m/2 for equal masses m
    definition -- "node" or "bound" (module docstring)

    Raises ValueError for non-positive input, an unknown definition, or the coupling
    at which 1/g = 0.
    """
    if definition not in DEFINITIONS:
        raise ValueError(f"definition must be one of {DEFINITIONS}")
    kappa, m_reduced, a = exact(kappa), exact(m_reduced), exact(a)
    if min(kappa, m_reduced, a) <= 0:
        raise ValueError("kappa, m_reduced and a must be positive")
    with mp.workdps(2 * digits + 20):
        kappa, m_reduced, a = real(kappa), real(m_reduced), real(a)
        if definition == "node":
            # 1 + (mu g/pi) [ln(kappa r) + constant] vanishes at r = a.
            logarithm = mp.log(kappa * a) + node_constant(digits)
        else:
            q = mp.exp(bound_state_constant(digits)) / a
            points = sorted(
                {mp.zero, min(q, kappa) / 4, min(q, kappa), kappa} | {q * 4**j for j in range(1, 200) if q * 4**j < kappa}
            )
            logarithm = integrate(lambda k: k / (k * k + q * q), points, digits + 2)
        if abs(logarithm) < mp.mpf(10) ** (-digits // 2):
            raise ValueError("1/g vanishes to the working accuracy at this kappa and a")
        return -mp.pi / (m_reduced * logarithm)


def gamma_sign(kappa, m, a, coupling):
    """Number s for which coupling = 2 pi/(m ln[2 e^(s gamma)/(kappa a)]), the form printed in the text."""
    kappa, m, a = (real(exact(v)) for v in (kappa, m, a))
    return (2 * mp.pi / (m * coupling) - mp.log(2 / (kappa * a))) / mp.euler
