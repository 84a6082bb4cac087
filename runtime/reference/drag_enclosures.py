"""A ball returned here contains the drag density, or the mean energy of the pairs behind it; nothing is estimated.

Source: carlini2021, Sec. III (Eqs. (28), (32), (38) and the two moving condensates of Ref. [13]), Sec. V and Table II;
hbar = 1, coded in ball arithmetic (Arb) from the text, beside ``andreev_bashkin``, which integrates numerically.

Fluctuations of momentum k on condensates of which the first is Doppler shifted by x = k.v obey

    ((w - x)^2 - A)(w^2 - B) = C,   A, B = e_s (e_s + 2 g_ss n_s),   C = 4 e_1 e_2 g12^2 n1 n2,   e_s = k^2/2 m_s.

Write the quartic as (w^2 - s w + p)(w^2 + t w + r), where s is the sum of the roots of positive norm.  x -> -x exchanges
(s, p) and (t, r); order by order s = S + x + s_2 x^2, p = P + p_1 x + S s_2 x^2 with P^2 = A B - C, S^2 = A + B + 2 P,
S p_1 = B + P and 2 P S s_2 = p_1^2 - B = -C/S^2.  The zero-point energy s/2 per mode therefore bends by -C/(2 P S^3), and

    rho_12 = int d^Dk/(2 pi)^D (k^2/D) C/(2 P S^3),

a positive integrand without cancellation.  Its states are pairs of energy S; f-sum strength and strength differ by that factor.
P = k^2 R and S = k T leave k^D/(R T^3), regular at k = 0; with k = 1/u the tail is u^(3 - D)/(R T^3) in scaled R and T.
"""

from fractions import Fraction

from flint import arb

from .enclosures import EnclosureTooWide, _ball, _integral, _precision

ATTEMPTS = 4


class _Modes:
    """R and T of the module docstring, for c_s = g_ss n_s and gap = (g11 g22 - g12^2) n1 n2 (None where it vanishes)."""

    def __init__(self, D, masses, mean_fields, gap):
        self.D, self.gap = D, gap
        self.k1, self.k2 = (1 / (2 * mass) for mass in masses)
        self.c1, self.c2 = mean_fields
        self.cross = 2 * (self.k1 * self.c2 + self.k2 * self.c1)

    def inner(self, k, power, analytic):
        """k^D/(R T^3) of one mode, times (1/S)^power."""
        k1, k2, square = self.k1, self.k2, k * k
        if self.gap is None:
            reduced = (k1 * k2 * (k1 * k2 * square + self.cross)).sqrt(analytic=analytic)  # R/k
            product, left = k * reduced, self.D - 1
        else:
            product = reduced = (k1 * k2 * (k1 * k2 * square**2 + self.cross * square + 4 * self.gap)).sqrt(analytic=analytic)
            left = self.D
        squares = k1 * (k1 * square + 2 * self.c1) + k2 * (k2 * square + 2 * self.c2)
        total = (squares + 2 * product).sqrt(analytic=analytic)
        return k ** (left - power) / (reduced * total ** (3 + power))

    def outer(self, u, power, analytic):
        """The same at k = 1/u, dk = du/u^2."""
        k1, k2, square = self.k1, self.k2, u * u
        gap = 0 if self.gap is None else 4 * self.gap * square**2
        product = (k1 * k2 * (k1 * k2 + self.cross * square + gap)).sqrt(analytic=analytic)
        squares = k1 * (k1 + 2 * self.c1 * square) + k2 * (k2 + 2 * self.c2 * square)
        total = (squares + 2 * product).sqrt(analytic=analytic)
        return u ** (3 - self.D + 2 * power) / (product * total ** (3 + power))

    def edge(self):
        """The momentum of the larger mean field, where the tail begins; any other would do."""
        return arb(2 * max(float((c / k).mid()) for c, k in ((self.c1, self.k1), (self.c2, self.k2))) ** 0.5)

    def integral(self, power, digits):
        """Ball of int_0^oo dk of the mode at the present precision."""
        edge, tolerance = self.edge(), _ten_to(-digits - 5)
        total = _integral(lambda k, analytic: self.inner(k, power, analytic), 0, edge, rel_tol=tolerance)
        total += _integral(lambda u, analytic: self.outer(u, power, analytic), 0, 1 / edge, rel_tol=tolerance)
        return total.real

    def drag(self, mixing, digits):
        """rho_12 for C = 4 e_1 e_2 mixing."""
        measure = {1: 1 / arb.pi(), 2: 1 / (2 * arb.pi()), 3: 1 / (2 * arb.pi() ** 2)}[self.D]
        return measure * 2 * self.k1 * self.k2 * mixing / self.D * self.integral(0, digits)


def _ten_to(exponent):
    return arb(10) ** exponent


def _positive(**values):
    for name, value in values.items():
        if Fraction(value) <= 0:
            raise ValueError(f"{name} must be positive, got {value}")


def _enclosed(value_at, digits):
    """The ball of ``value_at()`` at a precision at which its relative radius is below 10^-digits."""
    bits = int(3.33 * digits) + 80
    for _ in range(ATTEMPTS):
        with _precision(bits, 1):
            ball = value_at()
            if ball.is_finite() and ball.rad() < abs(ball.mid()) * _ten_to(-digits):
                return ball
        bits *= 2
    raise EnclosureTooWide(ball, digits)


def _mixture(D, m1, m2, g11, g22, g12, n1, n2):
    """(modes, g12^2 n1 n2) as callables of the present precision."""
    if D not in (1, 2, 3):
        raise ValueError(f"D must be 1, 2 or 3, got {D!r}")
    _positive(m1=m1, m2=m2, g11=g11, g22=g22, n1=n1, n2=n2)
    product = Fraction(g11) * Fraction(g22)
    square = product if g12 == "critical" else Fraction(g12) ** 2
    if not 0 < square <= product:
        raise ValueError("need 0 < g12^2 <= g11 g22")
    densities = Fraction(n1) * Fraction(n2)
    gap = (product - square) * densities

    def modes():
        fields = (_ball(Fraction(g11) * Fraction(n1)), _ball(Fraction(g22) * Fraction(n2)))
        return _Modes(D, (_ball(m1), _ball(m2)), fields, _ball(gap) if gap else None)

    return modes, lambda: _ball(square * densities)


def mass_drag_ball(D, m1, m2, g11, g22, g12, n1, n2, digits=50):
    """arb containing rho_12, mass per D-dimensional volume, of relative radius below 10^-digits.

    Arguments are exact rationals (int, Fraction, 'p/q'); g12 may be "critical" for g12^2 = g11 g22.  Raises ValueError
    outside 0 < g12^2 <= g11 g22 with all else positive, EnclosureTooWide if the radius is not reached.
    """
    modes, mixing = _mixture(D, m1, m2, g11, g22, g12, n1, n2)
    return _enclosed(lambda: modes().drag(mixing(), digits), digits)


def drag_ball(D, m1, m2, g11, g22, g12, n1, n2, digits=50):
    """arb containing n_drag = rho_12/sqrt(m1 m2), particles per volume.  Arguments and errors as in mass_drag_ball."""
    modes, mixing = _mixture(D, m1, m2, g11, g22, g12, n1, n2)
    mass = lambda: _ball(Fraction(m1) * Fraction(m2)).sqrt()
    return _enclosed(lambda: modes().drag(mixing(), digits) / mass(), digits)


def dilute_drag_ball(m, a, a12, n, digits=50):
    """arb containing n_drag of Eq. (38) for D = 3: equal masses, densities n/2, g = 4 pi a/m, g12 = 4 pi a12/m, 0 < a12 <= a.

    The scattering lengths are exact, so that the threshold a12 = a is met exactly.  Errors as in mass_drag_ball.
    """
    _positive(m=m, a=a, a12=a12, n=n)
    a, a12, half = Fraction(a), Fraction(a12), Fraction(n) / 2
    if a12 > a:
        raise ValueError("need 0 < a12 <= a")

    def value():
        unit = 4 * arb.pi() / _ball(m)
        gap = _ball((a - a12) * (a + a12) * half**2) * unit**2 if a12 < a else None
        modes = _Modes(3, (_ball(m), _ball(m)), (_ball(a * half) * unit, _ball(a * half) * unit), gap)
        return modes.drag(_ball((a12 * half) ** 2) * unit**2, digits) / _ball(m)

    return _enclosed(value, digits)


def weak_coupling_ball(D, m1, m2, g11, g22, n1, n2, digits=50):
    """arb containing the limit g12 -> 0 of rho_12/g12^2: P and S of uncoupled components.  Errors as in mass_drag_ball."""
    modes, _ = _mixture(D, m1, m2, g11, g22, "critical", n1, n2)
    densities = Fraction(n1) * Fraction(n2)

    def value():
        free = modes()
        free.gap = _ball(Fraction(g11) * Fraction(g22) * densities)
        return free.drag(_ball(densities), digits)

    return _enclosed(value, digits)


def impurity_ball(D, m_impurity, m, g, n, g_impurity, digits=50):
    """arb containing 1 - m_impurity/m* = lim rho_12/(m2 n2) for n2 -> 0, in second order of g_impurity (Eqs. (49)-(55)).

    Component 1 is the bath (m, g, n), component 2 the impurity.  Errors as in mass_drag_ball.
    """
    if D not in (1, 2, 3):
        raise ValueError(f"D must be 1, 2 or 3, got {D!r}")
    _positive(m_impurity=m_impurity, m=m, g=g, n=n)

    def value():
        modes = _Modes(D, (_ball(m), _ball(m_impurity)), (_ball(Fraction(g) * Fraction(n)), arb(0)), None)
        return modes.drag(_ball(Fraction(g_impurity) ** 2 * Fraction(n)), digits) / _ball(m_impurity)

    return _enclosed(value, digits)


def pair_energy_ball(D, m1, m2, g11, g22, g12, n1, n2, digits=50):
    """arb containing the mean energy of the high-energy states of the spin channel, m_1/m_0 for q -> 0 (Table II).

    Arguments and errors as in mass_drag_ball; D = 1 with g12^2 = g11 g22 raises ValueError, m_0 diverges there.
    """
    modes, _ = _mixture(D, m1, m2, g11, g22, g12, n1, n2)
    if D == 1 and modes().gap is None:
        raise ValueError("g12: for D = 1 and g12^2 = g11 g22 the strength of two phonons diverges")
    return _enclosed(lambda: modes().integral(0, digits) / modes().integral(1, digits), digits)
