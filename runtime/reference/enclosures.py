"""A ball returned here contains the integral that defines E_B; nothing is estimated.

Source: naidon2021, Eqs. (1), (2), (5)-(8), hbar = 1; definition of E_B and of its
ultraviolet treatment as in `vacuum_energy`, coded anew in ball arithmetic (Arb).

Momenta below `edge` are integrated as they stand, with E_+ E_- and E_+ + E_-
divided by their power of p so that p = 0 is a regular point.  Above, q = 1/p^2 is
carried through the integrand as a Taylor polynomial with exact remainder
(`TaylorInQ`); the orders that cancel are checked to enclose zero and the remainder
alone is integrated over the finite interval 0 <= 1/p <= 1/edge.  Derivatives along
the soft line are coefficients of power series in x carried through the integrand.
Every square root receives the analyticity flag of the integrator.
"""

from contextlib import contextmanager
from fractions import Fraction

from flint import acb, acb_series, arb, ctx, fmpq

ATTEMPTS = 4
EVALUATIONS = 100  # a bit of precision; integrals of what is analytic on the path take up to 25


class EnclosureTooWide(ArithmeticError):
    """The radius stayed above the requested relative accuracy; the last ball is in `ball`."""

    def __init__(self, ball, digits):
        super().__init__(f"no enclosure to {digits} digits: {ball}")
        self.ball = ball


def _integral(integrand, low, high, **tolerances):
    """acb.integral at the present precision.  Raises EnclosureTooWide where it does not settle, as at a pole on the path."""
    limit, count = EVALUATIONS * ctx.prec, 0

    def counted(x, analytic):
        nonlocal count
        count += 1
        return integrand(x, analytic)

    ball = acb.integral(counted, low, high, eval_limit=limit, **tolerances)
    if count >= limit:  # more bits would take more evaluations
        raise EnclosureTooWide(ball, int(ctx.prec / 3.33))
    return ball


def _ball(value):
    """The ball of an exact rational."""
    if not isinstance(value, (int, str, Fraction)):
        raise TypeError(f"enclosures take int, Fraction or 'p/q', got {value!r}")
    value = Fraction(value)
    return arb(fmpq(value.numerator, value.denominator))


@contextmanager
def _precision(bits, cap):
    saved = ctx.prec, ctx.cap
    ctx.prec, ctx.cap = bits, cap
    try:
        yield
    finally:
        ctx.prec, ctx.cap = saved


def _series(*coefficients):
    return acb_series([acb(c) for c in coefficients])


def _root(series, analytic):
    """Square root of a power series, non-finite where the flag demands analyticity and the branch cut is met."""
    root = [series[0].sqrt(analytic=analytic)]
    for k in range(1, ctx.cap):
        cross = sum((root[i] * root[k - i] for i in range(1, k)), acb(0))
        root.append((series[k] - cross) / (2 * root[0]))
    return acb_series(root)


class TaylorInQ:
    """f(q) = sum_{k<K} terms[k] q^k + rest * q^K at one ball q; exact, whatever the size of q."""

    def __init__(self, q, terms, rest):
        self.q, self.terms, self.rest = q, terms, rest

    def polynomial(self):
        total = _series(0)
        for term in reversed(self.terms):
            total = total * self.q + term
        return total

    def value(self):
        return self.polynomial() + self.rest * self.q ** len(self.terms)

    def _overflow(self, other):
        """sum of terms[i] other.terms[j] q^(i+j-K) over i + j >= K."""
        size, total = len(self.terms), _series(0)
        for i in range(size):
            for j in range(size - i, size):
                total = total + self.terms[i] * other.terms[j] * self.q ** (i + j - size)
        return total

    def _convolved(self, other, k):
        return sum((self.terms[i] * other.terms[k - i] for i in range(k + 1)), _series(0))

    def __add__(self, other):
        return TaylorInQ(self.q, [a + b for a, b in zip(self.terms, other.terms, strict=False)], self.rest + other.rest)

    def __sub__(self, other):
        return TaylorInQ(self.q, [a - b for a, b in zip(self.terms, other.terms, strict=False)], self.rest - other.rest)

    def __mul__(self, other):
        terms = [self._convolved(other, k) for k in range(len(self.terms))]
        rest = self._overflow(other) + self.rest * other.value() + self.polynomial() * other.rest
        return TaylorInQ(self.q, terms, rest)

    def sqrt(self, analytic):
        """With g = sqrt(f) = G + s q^K, the remainder is s = (f - G^2) q^-K / (G + g)."""
        terms = [_root(self.terms[0], analytic)]
        for k in range(1, len(self.terms)):
            cross = sum((terms[i] * terms[k - i] for i in range(1, k)), _series(0))
            terms.append((self.terms[k] - cross) / (2 * terms[0]))
        root = TaylorInQ(self.q, terms, _series(0))
        denominator = root.polynomial() + _root(self.value(), analytic)
        if denominator[0].contains(0):
            root.rest = _series(*[acb("nan")] * ctx.cap)
        else:
            root.rest = (self.rest - root._overflow(root)) / denominator
        return root


class _Integrand:
    """The bracket B(p) = E_+ + E_- - sum_s (e_s + c_s) for densities that are power series."""

    def __init__(self, D, m1, m2, g11, g22, g12_squared, determinant, n1, n2):
        self.D, self.k1, self.k2 = D, 1 / (2 * m1), 1 / (2 * m2)
        self.c1, self.c2 = g11 * n1, g22 * n2
        self.excess = None if determinant is None else 4 * determinant * n1 * n2
        self.cross = self.k1 * self.c2 + self.k2 * self.c1
        self.born = m1 * self.c1 * self.c1 + m2 * self.c2 * self.c2 + 2 * g12_squared * n1 * n2 / (self.k1 + self.k2)

    def inner(self, p, analytic):
        """B(p) times p^(D-1), with the subtraction T/p^2 for D = 3."""
        k1, k2, p2 = self.k1, self.k2, p * p
        soft = k1 * k2 * p2 + 2 * self.cross
        if self.excess is None:
            product = p * _root(k1 * k2 * soft, analytic)  # E_+ E_- / p^2
        else:
            product = _root(k1 * k2 * (p2 * soft + self.excess), analytic)
        total = p * _root(k1 * (k1 * p2 + 2 * self.c1) + k2 * (k2 * p2 + 2 * self.c2) + 2 * product, analytic)
        bracket = total - (k1 + k2) * p2 - self.c1 - self.c2
        return bracket * p ** (self.D - 1) + (self.born if self.D == 3 else 0)

    def outer(self, u, analytic):
        """The same after p = 1/u, dp = du/u^2, with T/p^2 added for D = 2 and 3."""
        size = 2 if self.D == 1 else 3
        q, k1, k2, zero = u * u, self.k1, self.k2, _series(0)

        def polynomial(constant, linear, quadratic):
            terms = [_series(constant), zero + linear, zero + quadratic]
            return TaylorInQ(q, terms[:size], terms[2] if size == 2 else zero)

        excess = zero if self.excess is None else k1 * k2 * self.excess
        product = polynomial(k1 * k1 * k2 * k2, 2 * k1 * k2 * self.cross, excess).sqrt(analytic)
        squares = polynomial(k1 * k1 + k2 * k2, 2 * (k1 * self.c1 + k2 * self.c2), 0)
        total = (squares + product + product).sqrt(analytic)
        scaled = total - polynomial(k1 + k2, self.c1 + self.c2, 0 if size == 2 else -self.born)
        for term in scaled.terms:
            for k in range(ctx.cap):
                if not term[k].contains(0):
                    raise ArithmeticError(f"an ultraviolet power does not cancel: {term[k]}")
        return scaled.rest * {1: 1, 2: u, 3: 1}[self.D]

    def scales(self):
        """Float momenta of the largest structure, and the natural size of E_B, for choosing edge and tolerance only."""
        k1, k2 = float(self.k1), float(self.k2)
        c1, c2, cross = (abs(float(s[0].real)) for s in (self.c1, self.c2, self.cross))
        squares = [c1 / k1, c2 / k2, cross / (k1 * k2)]
        size = sum(c * (c / (2 * k)) ** (self.D / 2) for c, k in ((c1, k1), (c2, k2))) / 100
        return 2 * max(squares) ** 0.5, size


def _coefficient(integrand, kappa, order, digits):
    """Ball of the Taylor coefficient of E_B at the present precision."""
    edge_float, size = integrand.scales()
    edge = arb(edge_float)  # a float is a ball of radius zero
    tolerances = {"rel_tol": arb(10) ** (-digits - 5), "abs_tol": arb(size) * arb(10) ** (-digits - 20)}
    total = _integral(lambda p, analytic: integrand.inner(p, analytic)[order], 0, edge, **tolerances)
    total += _integral(lambda u, analytic: integrand.outer(u, analytic)[order], 0, 1 / edge, **tolerances)
    if integrand.D == 2:
        total -= integrand.born[order] * (kappa / edge).log()
    ball = total / ({1: 2 * arb.pi(), 2: 4 * arb.pi(), 3: 4 * arb.pi() ** 2}[integrand.D])
    return ball.real


def _enclose(D, make_integrand, kappa, derivative, digits):
    if D not in (1, 2, 3) or derivative not in (0, 1, 2):
        raise ValueError("D must be 1, 2 or 3 and the derivative 0, 1 or 2")
    if (D == 2) != (kappa is not None):
        raise ValueError("kappa is required for D = 2, and only there")
    if kappa is not None and Fraction(kappa) <= 0:
        raise ValueError("kappa must be positive")
    bits = int(3.33 * digits) + 80
    for _ in range(ATTEMPTS):
        with _precision(bits, derivative + 1):
            ball = _coefficient(make_integrand(), None if kappa is None else _ball(kappa), derivative, digits)
            ball = ball * (2 if derivative == 2 else 1)
            if ball.is_finite() and ball.rad() < abs(ball.mid()) * arb(10) ** (-digits):
                return ball
        bits *= 2
    raise EnclosureTooWide(ball, digits)


def vacuum_energy_ball(D, m1, m2, g11, g22, g12, n1, n2, kappa=None, digits=50):
    """arb containing E_B of Eq. (2), of relative radius below 10^-digits.

    All arguments are exact rationals (int, Fraction, 'p/q'); g12 may be "critical"
    for g12 = sqrt(g11 g22).  Raises ValueError outside the domain and
    EnclosureTooWide if the radius cannot be met (E_B = 0 included).
    """
    return _along(D, (m1, m2, g11, g22, g12), (n1, 0), (n2, 0), kappa, 0, digits)


def vacuum_energy_derivative_ball(D, order1, order2, m1, m2, g11, g22, g12, n1, n2, kappa=None, digits=50):
    """arb containing d^(order1 + order2) E_B/dn1^order1 dn2^order2 at positive densities, total order 1 or 2.

    The mixed derivative is the polarisation of second derivatives along n1 + n2 and n1 - n2; then the radius is below
    10^-digits of those.  Arguments and errors as in vacuum_energy_ball.
    """
    if min(order1, order2) < 0 or order1 + order2 not in (1, 2) or min(Fraction(n1), Fraction(n2)) <= 0:
        raise ValueError("need orders of total 1 or 2 and positive densities")
    mixture = (m1, m2, g11, g22, g12)
    if order1 and order2:
        plus, minus = (_along(D, mixture, (n1, 1), (n2, slope), kappa, 2, digits) for slope in (1, -1))
        with _precision(int(3.33 * digits) + 80, 1):
            return (plus - minus) / 4
    return _along(D, mixture, (n1, int(order1 > 0)), (n2, int(order2 > 0)), kappa, order1 + order2, digits)


def _along(D, mixture, line1, line2, kappa, derivative, digits):
    """A derivative in t of E_B along n_s = value + slope t, each line a pair (value, slope)."""
    m1, m2, g11, g22 = (Fraction(v) for v in mixture[:4])
    g12_squared = g11 * g22 if mixture[4] == "critical" else Fraction(mixture[4]) ** 2
    determinant = g11 * g22 - g12_squared
    n1, n2 = Fraction(line1[0]), Fraction(line2[0])
    if min(m1, m2, g11, g22) <= 0 or min(n1, n2) < 0 or n1 + n2 == 0 or determinant < 0:
        raise ValueError("need positive masses and couplings, g12^2 <= g11 g22, densities not both zero")

    def make():
        balls = [_ball(v) for v in (m1, m2, g11, g22, g12_squared)]
        gap = _ball(determinant) if determinant * n1 * n2 else None
        series = [_series(_ball(value), _ball(slope)) for value, slope in (line1, line2)]
        return _Integrand(D, *balls, gap, *series)

    return _enclose(D, make, kappa, derivative, digits)


def soft_energy_ball(D, x, alpha, z, g=1, m=1, n_plus=1, kappa=None, derivative=0, digits=30):
    """arb containing E_B at g12 = sqrt(g11 g22), or its 1st or 2nd x-derivative, at the fraction x of (7).

    All arguments are exact rationals; kappa defaults to 1 in D = 2.  At x = 0 and 1
    the derivative is one-sided.  Errors as in vacuum_energy_ball; a derivative that
    vanishes identically (alpha = z = 1) cannot meet a relative accuracy.
    """
    x, alpha, z, g, m, n_plus = (Fraction(v) for v in (x, alpha, z, g, m, n_plus))
    if not 0 <= x <= 1 or min(alpha, z, g, m, n_plus) <= 0:
        raise ValueError("need 0 <= x <= 1 and positive alpha, z, g, m, n_plus")
    kappa = 1 if D == 2 and kappa is None else kappa

    def make():
        a, plus, mass, root_z = _ball(alpha), _ball(n_plus), _ball(m), _ball(z).sqrt()
        root, norm = a.sqrt(), (a + 1 / a).sqrt()
        # (5), (6) inverted at n_L = -n_+ alpha for n1 and at n_R = n_+/alpha for n2.
        n1_pure = (plus / root + root * plus * a) / norm
        n2_pure = (root * plus + plus / a / root) / norm
        n1 = _series(n1_pure * _ball(1 - x), -n1_pure)
        n2 = _series(n2_pure * _ball(x), n2_pure)
        return _Integrand(D, mass / root_z, mass * root_z, _ball(g / alpha), _ball(g * alpha), _ball(g * g), None, n1, n2)

    return _enclose(D, make, kappa, derivative, digits)
