"""The effective mass of an impurity is the bending, in its momentum, of the energy that second-order perturbation theory gives.

Source: carlini2021, Sec. V (Eqs. 49-55) defines m_p^* by the kinetic energy p^2/2 m_p^*; hbar = 1, T = 0.
An impurity (mass M) in a condensate (mass m, coupling g, density n) with the impurity-boson coupling g_IB:
the second order in g_IB, one phonon of momentum k emitted and reabsorbed, is

    E2(p) = -g_IB^2 n int d^Dk/(2 pi)^D (e/E) / (E + (p - k)^2/2M - p^2/2M),   e = k^2/2m, E^2 = e(e + 2 g n).

E2(0) diverges for D = 2 and 3 and renormalises g_IB; E2(p) - E2(0) is finite in D = 1, 2, 3
for p < M c, c^2 = g n/m (slower than sound; faster, the impurity emits phonons).  Then

    1/m_p^* = 1/M + d^2 E2/dp^2 at p = 0.

"momentum": the second derivative by Taylor arithmetic in p in the integrand; the average of the squared
cosine over directions is 1/D.  "drag": by Eq. (51), 1 - M/m_p^* is rho_12/(n_I M) of a mixture with
few impurities, which `andreev_bashkin` evaluates from the response of the currents; n_I is taken so
small that it does not count (its correction is of relative order sqrt(n_I) for D = 1, smaller above).
"""

from fractions import Fraction

import gmpy2
from mpmath import mp

from .andreev_bashkin import mass_drag_density
from .jets import Jet
from .mpfr import rational, to_mpfr, working
from .quadrature import integrate
from .vacuum_energy import exact, real

ROUTES = ("momentum", "drag")


def _checked(D, m_impurity, m, g, n, g_impurity):
    if D not in (1, 2, 3):
        raise ValueError(f"D must be 1, 2 or 3, got {D!r}")
    values = {"m_impurity": m_impurity, "m": m, "g": g, "n": n}
    values = {name: exact(value) for name, value in values.items()}
    for name, value in values.items():
        if value <= 0:
            raise ValueError(f"{name} must be positive, got {value}")
    return *values.values(), exact(g_impurity)


def _phonon_integral(D, m_impurity, m, g, n, f, digits, lost=0):
    """int d^Dk/(2 pi)^D (e/E) f(k, omega), omega = E + k^2/2M, where f loses `lost` bits and two powers of k."""
    with working(2 * digits + 40):
        gas, light = 2 * mp.sqrt(real(m * g * n)), 2 * real(m_impurity) * mp.sqrt(real(g * n / m))
        low, high = min(gas, light) / 4, 4 * max(gas, light)
        steps = int(mp.ceil(mp.log(high / low, 4)))
        ladder = [mp.zero] + [low * (high / low) ** (mp.mpf(i) / steps) for i in range(steps + 1)]

        bits = mp.prec + lost + 6 * mp.mag(high / low)
        mass, field, impurity = map(rational, (m, g * n, m_impurity))

        def inner(k):
            with gmpy2.context(precision=bits + 6 * (abs(gmpy2.get_exp(k) - mp.mag(low)) + 1)):
                e, pi = k * k / (2 * mass), gmpy2.const_pi()
                energy = gmpy2.sqrt(e * (e + 2 * field))
                measure = {1: 1 / pi, 2: k / (2 * pi), 3: k * k / (2 * pi**2)}[D]
                return measure * e / energy * f(k, energy + k * k / (2 * impurity))

        def outer(u):
            return inner(1 / u) / (u * u)

        pieces = (inner, ladder), (outer, (mp.zero, 1 / high))
        return mp.fsum(integrate(part, list(map(to_mpfr, ends)), digits + 2) for part, ends in pieces)


def _direction_average(D, omega, a):
    """Average of 1/(omega - a cos) over directions in D dimensions, 0 < a < omega."""
    if D == 1:
        return omega / (omega * omega - a * a)
    return 1 / gmpy2.sqrt(omega * omega - a * a) if D == 2 else gmpy2.atanh(a / omega) / a


def recoil_energy(D, p, m_impurity, m, g, n, g_impurity, digits=50):
    """E2(p) - E2(0) of the module docstring, an energy (negative), good to `digits`.

    All arguments are int, Fraction, 'p/q', float or mpf, taken exactly; g_impurity is g_IB.
    Raises ValueError for impossible input and for p^2 >= M^2 g n/m, ReferenceDisagreement if
    the two node families disagree.
    """
    m_impurity, m, g, n, coupling = _checked(D, m_impurity, m, g, n, g_impurity)
    p = exact(p)
    if p * p * m >= m_impurity**2 * g * n:
        raise ValueError(f"p: an impurity of momentum {p} is not slower than sound")
    if not p * coupling:
        return mp.zero
    lost = max(0, -2 * mp.mag(real(p * p * m / (m_impurity**2 * g * n))))

    def difference(k, omega):
        return _direction_average(D, omega, abs(rational(p)) * k / rational(m_impurity)) - 1 / omega

    with mp.workdps(2 * digits + 40):
        return -real(coupling**2 * n) * _phonon_integral(D, m_impurity, m, g, n, difference, digits, lost)


def inverse_mass_shift(D, m_impurity, m, g, n, g_impurity, digits=50, route="momentum"):
    """1/m_p^* - 1/M to second order in g_IB: d^2 E2/dp^2 at p = 0 (negative), good to `digits`.

    route is "momentum" or "drag".  Arguments and errors as in recoil_energy.
    """
    m_impurity, m, g, n, coupling = _checked(D, m_impurity, m, g, n, g_impurity)
    if route not in ROUTES:
        raise ValueError(f"route must be one of {ROUTES}, got {route!r}")
    if not coupling:
        return mp.zero
    if route == "drag":
        return _shift_by_drag(D, m_impurity, m, g, n, coupling, digits)

    def second_derivative(k, omega):
        one, slope = Jet.line(gmpy2.mpfr(1), gmpy2.mpfr(0), 2), k / rational(m_impurity)
        along = one / Jet.line(omega, slope, 2)  # p along k
        return along.derivatives()[2] / D

    with mp.workdps(2 * digits + 40):
        return -real(coupling**2 * n) * _phonon_integral(D, m_impurity, m, g, n, second_derivative, digits)


def _shift_by_drag(D, m_impurity, m, g, n, coupling, digits):
    """-rho_12/(n_I M^2) of a mixture with n_I so small that neither n_I nor the impurities' own coupling counts."""
    few = n * Fraction(1, 10 ** (2 * digits + 8))
    own = 2 * coupling**2 / g  # any value above coupling^2/g keeps the mixture stable
    rho = mass_drag_density(D, m, m_impurity, g, own, coupling, n, few, digits + 2, "response")
    with mp.workdps(2 * digits + 40):
        return -rho / real(few * m_impurity**2)


def effective_mass_ratio(D, m_impurity, m, g, n, g_impurity, digits=50):
    """m_p^*/M to second order in g_IB, that is 1 - M (1/m_p^* - 1/M), good to `digits` of the excess over 1.

    M/m_p^* to the same order is 2 minus this.  Arguments and errors as in recoil_energy.
    """
    with mp.workdps(2 * digits + 40):
        return 1 - real(exact(m_impurity)) * inverse_mass_shift(D, m_impurity, m, g, n, g_impurity, digits)


def drag_velocity_ratio(D, m_impurity, m, g, n, g_impurity, digits=50):
    """V_2/V_1 = 1 - M/m_p^* of Eq. (55), few impurities, to second order in g_IB.  Arguments and errors as in recoil_energy."""
    with mp.workdps(2 * digits + 40):
        return -real(exact(m_impurity)) * inverse_mass_shift(D, m_impurity, m, g, n, g_impurity, digits)
