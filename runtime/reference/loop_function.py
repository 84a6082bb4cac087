"""The loop function is the response of two broadened levels: principal value, residues and Matsubara sum agree.

Source: aminov2024, Eqs. (9)-(11), hbar = k_B = 1.  Two Green functions with spectral functions

    rho_E(x) = (gamma/pi)/((x - E)^2 + gamma^2)

make S(E1, E2; z) = int dx dx' rho_1(x) rho_2(x') (n_B(x') - n_B(x))/(z + x' - x), Im z >= 0 (z = omega + i0).
By its rho the paper fixes gamma as the half width at half maximum of one level, the decay rate of its
amplitude; populations decay with 2 gamma, and so does a pair: its pole is at E1 - E2 - 2 i gamma.
n_B has a pole at x = 0, where rho does not vanish; it is read as a principal value, which is the same as
giving the Green function at Matsubara frequency zero the mean of its two limits +-i0.

One integration closes: int rho_E(x) dx/(zeta - x) = 1/(zeta - E + i gamma sgn Im zeta), which leaves

    S = P int dx n_B(x) [rho_2(x)/(x + z - E1 + i gamma) + rho_1(x)/(x - z - E2 - i gamma)].

"quadrature" folds this about x = 0 and integrates.  "residues" splits n_B = n_+ + n_-, analytic in
the upper and lower half planes,

    n_+ = -psi(1 - i x/(2 pi T))/(2 pi i) - 1/2 + T/(2x),    n_- = psi(1 + i x/(2 pi T))/(2 pi i) + T/(2x)

(logarithms at T = 0), and collects the poles of rho and of the denominators.
"""

from mpmath import mp

from .bogoliubov_modes import occupation, temperature
from .quadrature import ReferenceDisagreement, integrate
from .vacuum_energy import exact, real

ROUTES = ("quadrature", "residues")


def expanded_loop(E1, E2, z, gamma, T, occupations=None):
    """Eq. (11): n_B replaced by its tangent at each level.  Arguments mpf or mpc, at the present precision.

    For gamma = z = 0 and E1 = E2 the value is n_B'(E1): omega -> 0 before q -> 0, as the paper takes it.
    `occupations`, a dict of the same T, lets several calls share (n_B, n_B').
    """
    known = {} if occupations is None else occupations
    for E in (E1, E2):
        if E not in known:
            known[E] = occupation(E, T)
    (n1, slope1), (n2, slope2) = known[E1], known[E2]
    if E1 == E2 and gamma == 0 and z == 0:
        return slope1
    return (n1 - n2 - 1j * gamma * (slope1 + slope2)) / (E1 - E2 - z - 2j * gamma)


class Halves:
    """n_+ (sign = 1) and n_- (sign = -1) of the module docstring and their slopes; remembers values."""

    def __init__(self, T):
        self.T, self.known = T, {}

    def value(self, sign, x):
        key = sign, x, mp.prec
        if key not in self.known:
            self.known[key] = self._value(sign, x)
        return self.known[key]

    def _value(self, sign, x):
        if self.T == 0:
            return self._cold_value(sign, x)
        smooth = mp.psi(0, 1 - sign * 1j * x / (2 * mp.pi * self.T)) - mp.pi * 1j * sign * self.T / x
        return _with_constant(-sign * smooth / (2j * mp.pi), sign)

    def _cold_value(self, sign, x):
        return _with_constant(-sign * mp.log(-sign * 1j * x) / (2j * mp.pi), sign)

    def slope(self, sign, x):
        if self.T == 0:
            return -sign / (2j * mp.pi * x)
        return mp.psi(1, 1 - sign * 1j * x / (2 * mp.pi * self.T)) / (4 * mp.pi**2 * self.T) - self.T / (2 * x * x)


def _with_constant(half, sign):
    """With the constant that makes n_+ + n_- the Bose function; it drops out of S."""
    return half - mp.mpf(1) / 2 if sign == 1 else half


def _merging(halves, sign, x, w, gamma):
    """Two poles that merge at w = 0: [n(x) - n(x - w) 2 i gamma/(2 i gamma - w)]/w, without the cancellation."""
    if w == 0:
        return _merged(halves, sign, x, gamma)
    with mp.extraprec(_cancelled(w, gamma)):
        return (halves.value(sign, x) - halves.value(sign, x - w) * 2j * gamma / (2j * gamma - w)) / w


def _merged(halves, sign, x, gamma):
    return halves.slope(sign, x) - halves.value(sign, x) / (2j * gamma)


def _cancelled(small, large, divisions=2):
    """The bits that so many divisions by `small` cost beside `large`."""
    return divisions * max(0, mp.mag(large) - mp.mag(small))


def residue_loop(E1, E2, z, gamma, T, halves=None):
    """S by residues at the present precision; Im z >= 0, gamma > 0, T >= 0.

    E1 and E2 may be complex: the continuation from the real axis, up to the poles at E = -+ i gamma + 2 pi i T k.
    `halves` (of the same T) lets several calls share digamma values.
    """
    halves = halves or Halves(T)
    w, shift = E1 - E2 - z, 1j * gamma
    far = (halves.value(1, E2 + shift) - halves.value(-1, E1 - shift)) / (2 * shift - w)
    return far + _merging(halves, -1, E2 - shift, -w, -gamma) + _merging(halves, 1, E1 + shift, w, gamma)


def loop_function(E1, E2, omega, gamma, T, digits=20, route="residues"):
    """S(E1, E2; omega + i0) of Eq. (10), an mpc with error 10^-digits |S|.  1/energy.

    Energies int, Fraction, 'p/q', float or mpf; gamma > 0, T >= 0; route "quadrature" or "residues".
    Raises ValueError for impossible input, ReferenceDisagreement if quadratures disagree.
    """
    if route not in ROUTES:
        raise ValueError(f"route must be one of {ROUTES}, got {route!r}")
    with mp.workdps(2 * digits + 30):
        E1, E2, omega, gamma, T = (*(real(exact(v)) for v in (E1, E2, omega, gamma)), temperature(T))
        if gamma <= 0:
            raise ValueError("gamma must be positive")
        if route == "residues":
            return residue_loop(E1, E2, omega, gamma, T)
        return _principal_value(E1, E2, omega, gamma, T, digits)


def verified_loop_function(E1, E2, omega, gamma, T, digits=20):
    """loop_function on which both routes agree; raises ReferenceDisagreement if they do not."""
    first, second = (loop_function(E1, E2, omega, gamma, T, digits, route) for route in ROUTES)
    if not abs(first - second) <= abs(first) * mp.mpf(10) ** (-digits):
        raise ReferenceDisagreement("quadrature and residues disagree", (first, second))
    return second


def _principal_value(E1, E2, omega, gamma, T, digits):
    def weight(x):
        first, second = (gamma / mp.pi / ((x - E) ** 2 + gamma**2) for E in (E1, E2))
        return second / (x + omega - E1 + 1j * gamma) + first / (x - omega - E2 - 1j * gamma)

    def folded(x):
        with mp.extraprec(_cancelled(x, 1, 3)):
            mirrored = weight(-x)
            value = (weight(x) - mirrored) * occupation(x, T)[0] - mirrored
            return [mp.re(value), mp.im(value)]

    def tail(t):
        return [value / (t * t) for value in folded(1 / t)]

    points = _around(_centres(E1, E2, omega), gamma, T)
    parts = [integrate(folded, points, digits + 2), integrate(tail, [0, 1 / points[-1]], digits + 2)]
    return mp.mpc(*(mp.fsum(column) for column in zip(*parts, strict=True)))


def tangent_average(E1, E2, omega, gamma, T, digits):
    """S with tangents of n_B in place of n_B in Eq. (10): one integral over each Lorentzian, by quadrature; arguments mpf.

    The definition behind `expanded_loop`.  T > 0, gamma > 0; error 10^-digits |S|.
    """
    def tangent(E):
        bose = lambda x: 1 / mp.expm1(x / T)
        n, slope = bose(E), mp.diff(bose, E)
        return lambda x: n + slope * (x - E)

    first, second = tangent(E1), tangent(E2)

    def summand(x):
        one, two = (gamma / mp.pi / ((x - E) ** 2 + gamma**2) for E in (E1, E2))
        return two * second(x) / (x + omega - E1 + 1j * gamma) - one * first(x) / (omega - x + E2 + 1j * gamma)

    def folded(x):
        value = summand(x) + summand(-x)
        return [mp.re(value), mp.im(value)]

    points = _around(_centres(E1, E2, omega), gamma, mp.zero)
    size = _size(summand(E1), gamma)
    parts = [integrate(folded, points, digits + 2, size)]
    parts.append(integrate(lambda t: [value / (t * t) for value in folded(1 / t)], [0, 1 / points[-1]], digits + 2, size))
    return mp.mpc(*(mp.fsum(column) for column in zip(*parts, strict=True)))


def _size(height, width):
    """Roughly an integral, below which accuracy is absolute."""
    return abs(height) * width


def _centres(E1, E2, omega):
    return sorted({abs(E) for E in (E1, E2, E1 - omega, E2 + omega)})


def _around(centres, gamma, T):
    """Break points from 0: at every centre, at growing multiples of gamma around it, and at multiples of T."""
    end = 4 * max(centres[-1], gamma, T)
    points = {mp.zero, end} | {T * mp.mpf(3) ** k for k in range(-2, 5) if T > 0}
    for centre in centres:
        points.add(centre)
        step = gamma
        while step < end:
            points |= {centre + step, centre - step}
            step = 3 * step
    kept = sorted(x for x in points if 0 <= x <= max(end, 81 * T))
    return [a for a, b in zip(kept, [*kept[1:], mp.inf], strict=True) if b - a > gamma / 100]


def _broadened(n, E, gamma, T):
    """Green function of a Lorentzian level at the Matsubara frequency of the number n."""
    if n == 0:
        return (1 / (-E + 1j * gamma) + 1 / (-E - 1j * gamma)) / 2
    return 1 / (2j * mp.pi * n * T - E + 1j * gamma * mp.sign(n))


def matsubara_loop(E1, E2, m, gamma, T, digits=20):
    """S at i omega = 2 pi i m T, m = 1, 2, ..., as the sum over Matsubara frequencies of two broadened Green functions."""
    with mp.workdps(digits + 15):
        E1, E2, gamma, T = (real(exact(v)) for v in (E1, E2, gamma, T))

        def green(n, E):
            return _broadened(n, E, gamma, T) if gamma else 1 / (2j * mp.pi * n * T - E)

        def term(n):
            return green(n + m, E1) * green(n, E2)

        middle = mp.fsum(term(n) for n in range(-m, 1))
        above = mp.nsum(lambda n: term(int(n)), [1, mp.inf])
        below = mp.nsum(lambda n: term(-m - int(n)), [1, mp.inf])
        return -T * (middle + above + below)


def absorbed_loop(E1, E2, kappa, gamma, T, digits=15, loop="exact"):
    """(S(E1, E2) + S(E2, E1))/2 at z = i kappa from absorption alone, (2/pi) int_0^oo omega Im S/(omega^2 + kappa^2) d omega.

    loop is "expanded" or "exact"; gamma > 0.  That it equals the direct value (Kramers-Kronig) says that S is analytic
    in the upper half plane and vanishes at infinity; at kappa = 0 it is the f-sum: what the static response takes from
    the superfluid weight, the absorption at omega > 0 gives back.
    """
    with mp.workdps(2 * digits + 30):
        E1, E2, kappa, gamma, T = (*(real(exact(v)) for v in (E1, E2, kappa, gamma)), temperature(T))
        S = {"exact": residue_loop, "expanded": expanded_loop}[loop]

        def absorbed(omega):
            symmetric = (S(E1, E2, omega, gamma, T) + S(E2, E1, omega, gamma, T)) / 2
            return 2 / mp.pi * omega * mp.im(symmetric) / (omega**2 + kappa**2)

        points = _around(sorted({abs(E1 - E2), abs(E1), abs(E2)}), gamma, T)
        tail = integrate(lambda t: absorbed(1 / t) / (t * t), [0, 1 / points[-1]], digits, abs(1 / gamma))
        return integrate(absorbed, points, digits, abs(1 / gamma)) + tail
