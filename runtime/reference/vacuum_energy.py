"""Vacuum energy = half the momentum integral of E_+ + E_- minus the diagonal of the quadratic Hamiltonian.

Source: naidon2021, Eqs. (1) and (2) and the text between them, hbar = 1.
Condensing both components in (1) leaves, for each momentum p, the diagonal
e_s + c_s (e_s = p^2/2m_s, c_s = g_ss n_s), the pair terms c_s and the exchange
h = g12 sqrt(n1 n2).  The equations of motion give

    E_pm^2 = (eps_1^2 + eps_2^2)/2 pm sqrt((eps_1^2 - eps_2^2)^2/4 + 4 e_1 e_2 h^2),
    eps_s^2 = e_s (e_s + 2 c_s),

and the vacuum energy density is

    E_B = (1/2) int d^Dp/(2 pi)^D  B(p),    B = E_+ + E_- - sum_s (e_s + c_s).

At large p, B -> -T/p^2 with T = sum_ss' (2 m_ss') (g_ss' n_s)(g_ss' n_s'), the
second Born sum (m_ss' reduced mass of the pair, m_s/2 for equal indices):

* D = 1: converges as it stands;
* D = 2: sharp cutoff |p| < kappa, powers of 1/kappa dropped, so that
  int_0^kappa p B dp = int_0^P p B dp + int_P^oo p (B + T/p^2) dp - T ln(kappa/P);
* D = 3: bare couplings replaced by the zero-energy T matrix to second Born order
  in the mean-field energy, which adds T/p^2 to B.

Formulations.  "modes": E_+ and E_- as two square roots, working precision raised
far beyond the cancellation.  "symmetric": P = E_+ E_-, S = E_+ + E_-, from
E_+^2 E_-^2 = e_1 e_2 (e_1 e_2 + 2 e_1 c_2 + 2 e_2 c_1 + 4 n_1 n_2 (g11 g22 - g12^2)),
with every difference of square roots rationalised; S and P stay smooth in the
densities where E_pm do not, hence the derivatives are taken here, by Taylor
arithmetic in the integrand.  On the line g12^2 = g11 g22 the determinant term is
absent exactly, P > 0 for every p > 0 also at n_1 = 0 or n_2 = 0, and the Taylor
coefficients there are the one-sided derivatives from inside.
"""

from collections import namedtuple
from fractions import Fraction

import gmpy2
from mpmath import mp

from .jets import Jet
from .mpfr import to_mpf, to_mpfr, working
from .quadrature import ReferenceDisagreement, integrate

FORMULATIONS = ("modes", "symmetric")

Mixture = namedtuple("Mixture", "m1 m2 g11 g22 g12_squared determinant")


def exact(value):
    """The exact rational behind an int, Fraction, string 'p/q', float or mpf."""
    if isinstance(value, (int, Fraction, float)):
        return Fraction(value)
    if isinstance(value, str):
        return Fraction(value.replace(" ", ""))
    if isinstance(value, mp.mpf):
        if not mp.isfinite(value):
            raise ValueError(f"not a finite number: {value}")
        sign, mantissa, exponent, _ = value._mpf_
        return Fraction(-mantissa if sign else mantissa) * Fraction(2) ** exponent
    raise TypeError(f"expected int, Fraction, 'p/q', float or mpf, got {value!r}")


def real(x):
    """A Fraction as mpf at the present working precision."""
    return mp.mpf(x.numerator) / x.denominator


def _real(x):
    """A Fraction as mpfr at the present working precision."""
    return to_mpfr(real(x))


def make_mixture(m1, m2, g11, g22, g12):
    """Check and convert the constants; g12 = "critical" means g12 = sqrt(g11 g22) exactly.

    Raises ValueError for non-positive masses or intraspecies couplings and for
    g12^2 > g11 g22, where E_- is not real.
    """
    m1, m2, g11, g22 = (exact(v) for v in (m1, m2, g11, g22))
    if min(m1, m2, g11, g22) <= 0:
        raise ValueError("masses and intraspecies couplings must be positive")
    g12_squared = g11 * g22 if g12 == "critical" else exact(g12) ** 2
    if g12_squared > g11 * g22:
        raise ValueError('g12^2 > g11 g22: the mixed condensate is unstable (a rounded root? then pass g12="critical")')
    return Mixture(m1, m2, g11, g22, g12_squared, g11 * g22 - g12_squared)


def bogoliubov_energies(p, m1, m2, g11, g22, g12, n1, n2):
    """(E_+, E_-) at momentum p from the 4x4 dynamical matrix of the equations of motion of (1).

    The vector is (a_1, a_1^+, a_2, a_2^+).  Raises ReferenceDisagreement if the
    eigenvalues are not real pairs +-E to the working precision.
    """
    mixture, digits = make_mixture(m1, m2, g11, g22, g12), mp.dps
    with mp.workdps(3 * digits + 20):
        p, n1, n2 = (real(exact(v)) for v in (p, n1, n2))
        mass1, mass2, c1, c2 = real(mixture.m1), real(mixture.m2), real(mixture.g11) * n1, real(mixture.g22) * n2
        h = mp.sqrt(real(mixture.g12_squared) * n1 * n2)
        if g12 != "critical" and exact(g12) < 0:
            h = -h
        d1, d2 = p * p / (2 * mass1) + c1, p * p / (2 * mass2) + c2
        matrix = mp.matrix([[d1, c1, h, h], [-c1, -d1, -h, -h], [h, h, d2, c2], [-h, -h, -c2, -d2]])
        values = sorted(mp.eig(matrix, left=False, right=False), key=mp.re)
        tolerance = mp.mpf(10) ** (-digits) * abs(values[3])
        defects = [abs(mp.im(v)) for v in values] + [abs(values[0] + values[3]), abs(values[1] + values[2])]
        if not max(defects) < tolerance:
            raise ReferenceDisagreement("the eigenvalues are not real pairs", values)
        return mp.re(values[3]), mp.re(values[2])


def sound_velocities_squared(m1, m2, g11, g22, g12, n1, n2, digits=30):
    """(c_+^2, c_-^2): the limits of E_+^2/p^2 and E_-^2/p^2 as p -> 0, within 10^-(2 digits) c_+^2.

    E_pm of `bogoliubov_energies` at one small momentum.  For a_s + a_s^+ and a_s - a_s^+ the equations of motion say that
    E^2/p^2 are the eigenvalues of a symmetric matrix plus diag(p^2/4m_s^2), so by Weyl they exceed their limits by at most
    p^2/4m^2 of the lighter component, even where the branches touch.  A square smaller than the accuracy is returned as
    zero (g12 = "critical", or a component missing).  Arguments as in vacuum_energy.  Raises ValueError outside the domain.
    """
    masses, densities = (exact(m1), exact(m2)), (exact(n1), exact(n2))
    if min(densities) < 0 or sum(densities) == 0:
        raise ValueError("densities must be non-negative and not both zero")
    make_mixture(m1, m2, g11, g22, g12)
    # c_+^2 is at least the square of the sound velocity of each component alone.
    largest = max(exact(g) * n / m for g, n, m in zip((g11, g22), densities, masses, strict=True))
    with mp.workdps(4 * digits // 3 + 10):  # the energies are computed with three times as many digits
        p = 2 * real(min(masses)) * mp.sqrt(real(largest)) * mp.mpf(10) ** (-digits - 2)
        energies = bogoliubov_energies(p, m1, m2, g11, g22, g12, n1, n2)
    with mp.workdps(2 * digits + 10):
        squares = [(energy / p) ** 2 for energy in energies]
        return tuple(square if square > mp.mpf(10) ** (-2 * digits) * squares[0] else mp.zero for square in squares)


def _form_product(a, b):
    out = [0 * a[0] for _ in range(len(a) + len(b) - 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] = out[i + j] + x * y
    return out


def _form_sum(a, b):
    return [x + y for x, y in zip(a, b, strict=False)]


def _form_value(form, s, q):
    """The form where one of s and q is 1."""
    ordered, variable = (form, s) if q == 1 else (form[::-1], q)
    total = ordered[0]
    for coefficient in ordered[1:]:
        total = total * variable + coefficient
    return total


class _Integrand:
    """B(p) for densities that are jets along a straight line in the (n1, n2) plane; all numbers are mpfr."""

    def __init__(self, mixture, line1, line2, order):
        self.k1, self.k2 = 1 / (2 * _real(mixture.m1)), 1 / (2 * _real(mixture.m2))
        n1, n2 = (Jet.line(_real(value), _real(slope), order) for value, slope in (line1, line2))
        self.c1, self.c2 = _real(mixture.g11) * n1, _real(mixture.g22) * n2
        self.h_squared = _real(mixture.g12_squared) * n1 * n2
        self.excess = 4 * _real(mixture.determinant) * n1 * n2
        # T of the docstring; 2 m_12 = 1/(k1 + k2).
        self.born = (
            self.c1 * self.c1 * _real(mixture.m1)
            + self.c2 * self.c2 * _real(mixture.m2)
            + 2 * self.h_squared / (self.k1 + self.k2)
        )
        self._prepare_forms()

    def modes(self, p):
        """B(p) from E_+ and E_- separately; only the value, no derivative."""
        e1, e2 = self.k1 * p * p, self.k2 * p * p
        c1, c2, h_squared = self.c1.c[0], self.c2.c[0], self.h_squared.c[0]
        square1, square2 = e1 * (e1 + 2 * c1), e2 * (e2 + 2 * c2)
        split = gmpy2.sqrt((square1 - square2) ** 2 / 4 + 4 * e1 * e2 * h_squared)
        mean = (square1 + square2) / 2
        return Jet([gmpy2.sqrt(mean + split) + gmpy2.sqrt(mean - split) - e1 - e2 - c1 - c2])

    def _prepare_forms(self):
        """Forms (homogeneous in s and q, coefficients of s^(d-i) q^i) of which S and P are built.

        (s, q) = (p^2, 1) gives the quantities at finite p, (1, u^2) the same times u^(2d) in the tail.
        """
        k1, k2, c1, c2 = self.k1, self.k2, self.c1, self.c2
        zero = 0 * c1
        a1, a2 = [zero + k1, c1], [zero + k2, c2]  # e_s + c_s
        square1, square2 = [c1 * c1], [c2 * c2]
        self.a1a2 = _form_product(a1, a2)
        self.sum_a = _form_sum(a1, a2)
        self.product_squared = [zero + k1**2 * k2**2, 2 * k1 * k2 * (k1 * c2 + k2 * c1), k1 * k2 * self.excess]
        self.squares = [zero + k1**2 + k2**2, 2 * (k1 * c1 + k2 * c2)]
        # a1^2 a2^2 - P^2, which is divided by P + a1 a2.
        exchange = [4 * k1 * k2 * self.h_squared, zero, zero]
        overlap = [zero, zero, -(c1 * c1 * (c2 * c2))]
        self.lost = _form_sum(
            _form_sum(_form_product(square1, _form_product(a2, a2)), _form_product(square2, _form_product(a1, a1))),
            _form_sum(exchange, overlap),
        )
        self.squares_c = square1[0] + square2[0]

    def _rationalised(self, s, q):
        """(N, S + A) with A - S = N/(S + A), A = sum_s (e_s + c_s); S + A in the units of the form."""
        product = (s * s * _form_value(self.product_squared, s, q)).sqrt()
        total = (s * _form_value(self.squares, s, q) + 2 * product).sqrt()
        numerator = self.squares_c + 2 * _form_value(self.lost, s, q) / (product + _form_value(self.a1a2, s, q))
        return numerator, total + _form_value(self.sum_a, s, q)

    def symmetric(self, p):
        """B(p) from S and P, with S - A rationalised; carries the jets."""
        numerator, denominator = self._rationalised(p * p, 1)
        return -numerator / denominator

    def symmetric_tail(self, u):
        """(p^2 B, p^2 (B + T/p^2)) at p = 1/u, without the cancellation S - A."""
        numerator, denominator = self._rationalised(1, u * u)
        ratio = numerator / denominator
        return -ratio, self.born - ratio

    def scales(self):
        """Momenta at which B changes its behaviour: zeros of E_+ E_- and of E_+ + E_-, healing momenta."""
        k1, k2, c1, c2, excess = self.k1, self.k2, self.c1.c[0], self.c2.c[0], self.excess.c[0]
        cross = k1 * c2 + k2 * c1
        squares = [c1 / k1, c2 / k2, cross / (k1 * k2), (c1 * k1 + c2 * k2) / (k1 + k2) ** 2, excess / cross]
        return sorted(mp.sqrt(to_mpf(s)) for s in squares if s > 0)


def _ladder(scales, ratio, margin):
    """0, then a geometric ladder of steps <= ratio over all scales, ending `margin` above the largest."""
    low, high = scales[0] / 2, scales[-1] * margin
    steps = int(mp.ceil(mp.log(high / low) / mp.log(ratio)))
    return [mp.zero] + [low * (high / low) ** (mp.mpf(i) / steps) for i in range(steps + 1)]


def _dimension_weight(D, p):
    """(1/2) d^Dp/(2 pi)^D per dp, isotropic."""
    pi = gmpy2.const_pi()
    return {1: lambda: 1 / (2 * pi), 2: lambda: p / (4 * pi), 3: lambda: p * p / (4 * pi * pi)}[D]()


def _integral(D, integrand, kappa, digits, formulation, floors):
    """List of Taylor coefficients of E_B along the line; working precision set by the caller."""
    modes = formulation == "modes"
    ladder = [to_mpfr(p) for p in _ladder(integrand.scales(), 3 if modes else 4, 3 if modes else 2)]
    edge = ladder[-1]
    bracket = integrand.modes if modes else integrand.symmetric
    # In "modes" the D = 2 subtraction T/(p^2 + edge^2) acts at every p; in "symmetric"
    # it starts sharply at the edge.  Both leave -T ln(kappa/edge).
    born = integrand.born

    def inner(p):
        value = bracket(p)
        if D == 3:
            value = value + born / (p * p)
        elif D == 2 and modes:
            value = value + born / (p * p + edge * edge)
        return (value * _dimension_weight(D, p)).c

    def outer(u):
        p = 1 / u
        if modes:
            subtraction = {1: 0, 2: 1 / (p * p + edge * edge), 3: u * u}[D]
            value = (bracket(p) + born * subtraction) * (p * p)
        else:
            value = integrand.symmetric_tail(u)[0 if D == 1 else 1]
        return (value * _dimension_weight(D, p)).c  # dp = p^2 du

    parts = [integrate(inner, ladder, digits + 2, floors), integrate(outer, [0, 1 / edge], digits + 2, floors)]
    if D == 2:
        logarithm = mp.log(kappa / to_mpf(edge)) / (4 * mp.pi)
        parts.append([-to_mpf(coefficient) * logarithm for coefficient in born.c])
    return [mp.fsum(column) for column in zip(*parts, strict=False)]


def line_derivatives(D, mixture, line1, line2, order, kappa=None, digits=50, formulation="symmetric"):
    """E_B and its derivatives up to `order` in t along n_s = value_s + t slope_s.

    D           -- 1, 2 or 3
    mixture     -- from make_mixture
    line1/line2 -- pairs (value, slope) of the two densities
    kappa       -- momentum cutoff, required for D = 2 and refused otherwise
    digits      -- relative accuracy; for a quantity smaller than the natural scale
                   0.01 sum_s c_s (m_s c_s)^(D/2) (over (n1+n2)^k for the k-th derivative),
                   accuracy is measured against that scale

    Raises ValueError outside the domain and ReferenceDisagreement if quadratures disagree.
    """
    if D not in (1, 2, 3) or formulation not in FORMULATIONS:
        raise ValueError(f"D must be 1, 2 or 3 and the formulation one of {FORMULATIONS}")
    if (D == 2) != (kappa is not None):
        raise ValueError("kappa is required for D = 2, and only there")
    line1, line2 = (tuple(exact(v) for v in line) for line in (line1, line2))
    n1, n2 = line1[0], line2[0]
    if min(n1, n2) < 0 or n1 + n2 == 0:
        raise ValueError("densities must be non-negative and not both zero")
    if formulation == "modes" and order:
        raise ValueError('derivatives are available in the "symmetric" formulation only')
    if order == 2 and D < 3 and mixture.determinant and n1 * n2 == 0 and (line1[1] if n1 == 0 else line2[1]):
        raise ValueError("for g12^2 < g11 g22 and D < 3 the second derivative diverges where a component vanishes")
    with working(8 * digits + 120 if formulation == "modes" else 2 * digits + 60):
        integrand = _Integrand(mixture, line1, line2, order)
        cutoff = None
        if D == 2:
            cutoff = real(exact(kappa))
            if not cutoff > 0:
                raise ValueError("kappa must be positive")
        natural = (
            sum(
                to_mpf(c.c[0]) * to_mpf(c.c[0] / (2 * k)) ** (mp.mpf(D) / 2)
                for c, k in ((integrand.c1, integrand.k1), (integrand.c2, integrand.k2))
            )
            / 100
        )
        relative_slope = real((abs(line1[1]) + abs(line2[1])) / (n1 + n2))
        floors = [natural * relative_slope**k for k in range(order + 1)]
        taylor = _integral(D, integrand, cutoff, digits, formulation, floors)
        return Jet(taylor).derivatives()


def vacuum_energy(D, m1, m2, g11, g22, g12, n1, n2, kappa=None, digits=50, formulation="modes"):
    """E_B of Eq. (2), from its definition (module docstring).

    Masses, couplings (g12 may be "critical"), densities and kappa are int,
    Fraction, 'p/q', float or mpf, all taken exactly.  Returns an mpf good to
    `digits`.  Raises ValueError for g12^2 > g11 g22 and other impossible input,
    ReferenceDisagreement if the two node families disagree.
    """
    mixture = make_mixture(m1, m2, g11, g22, g12)
    return line_derivatives(D, mixture, (n1, 0), (n2, 0), 0, kappa, digits, formulation)[0]


def vacuum_energy_derivative(D, order1, order2, m1, m2, g11, g22, g12, n1, n2, kappa=None, digits=30):
    """d^(order1+order2) E_B / dn1^order1 dn2^order2 for a total order of 0, 1 or 2, couplings fixed.

    The mixed derivative is the polarisation of second derivatives along n1 + n2 and
    n1 - n2.  Where a density vanishes the result is the one-sided derivative.
    Arguments and errors as in vacuum_energy; a divergent derivative is a ValueError.
    """
    if min(order1, order2) < 0 or order1 + order2 > 2:
        raise ValueError("orders must be non-negative and at most 2 in total")
    mixture = make_mixture(m1, m2, g11, g22, g12)

    def along(slope1, slope2, order):
        return line_derivatives(D, mixture, (n1, slope1), (n2, slope2), order, kappa, digits + 2)[order]

    if order1 and order2:
        with mp.workdps(2 * digits):
            return (along(1, 1, 2) - along(1, -1, 2)) / 4
    return along(1 if order1 else 0, 1 if order2 else 0, order1 + order2)
