"""The drag density is the zero-point energy lost in counterflow, and the response of one current to the other component's flow.

Source: carlini2021, Eqs. (27)-(38) and Table II, hbar = 1, T = 0, one loop (quadratic fluctuations).
With velocities v_s of the condensates, the energy density at fixed densities is

    E(v1, v2) = E(0) + m1 n1 v1^2/2 + m2 n2 v2^2/2 - rho_12 (v1 - v2)^2/2,

so that rho_12 (mass per volume) is the off-diagonal superfluid density, and the current of
component 1 is n1 v1 - (rho_12/m1)(v1 - v2).  For equal masses and densities this is Eq. (28) with
n_drag = rho_12/m.  The paper does not say what n_drag is for unequal masses; here it is
rho_12/sqrt(m1 m2), which is symmetric and agrees with Eq. (28).

"flow": fluctuations of momentum k on the moving condensates have the dynamical matrix of Eq. (1) of
naidon2021 plus the Doppler shifts k.v_s.  The determinant gives, with a shift x on component 1,

    ((w - x)^2 - eps_1^2)(w^2 - eps_2^2) = 4 e_1 e_2 h^2,    h^2 = g12^2 n1 n2.

The zero-point energy is half the sum of the two branches of positive norm, the positive roots.  The
quartic is a product of two quadratics, one for each sign; the factors are continued in x
order by order, which does not mind crossings of the branches.  Then

    rho_12 = -(d/dv)^2 (1/2) int d^Dk/(2 pi)^D (w_+ + w_-)(x = k.v).

"response": rho_12 = -(2/V) sum_n <0|P_1|n><n|P_2|0>/E_n along one axis, P_s the momentum of the
non-condensed particles of component s (for q -> 0 the condensate does not respond to a transverse
probe).  The states n are pairs of phonons (+, k), (-, -k); pairs of one branch drop out by parity.
<n|P_s|0> = k_x (u_s+ v_s- - u_s- v_s+), and P_1 + P_2 annihilates the vacuum (Galilean invariance).

Both integrands lose powers of k at either end; the working precision follows.
"""

import gmpy2
from mpmath import mp

from .mpfr import rational, to_mpfr, working
from .quadrature import ReferenceDisagreement, integrate
from .vacuum_energy import Mixture, exact, make_mixture, real

ROUTES = ("flow", "response")


def flow_energies(k, shift1, shift2, m1, m2, g11, g22, g12, n1, n2):
    """The two energies of positive norm at momentum k with Doppler shifts (k.v1, k.v2), larger first.

    Eigenvalues of the 4x4 matrix of the equations of motion of (a_1, a_1^+, a_2, a_2^+), at the present
    precision.  Raises ValueError if the flow is so fast that the energies are complex.
    """
    mixture, digits = make_mixture(m1, m2, g11, g22, g12), mp.dps
    with mp.workdps(3 * digits + 20):
        k, x1, x2, n1, n2 = (real(exact(v)) for v in (k, shift1, shift2, n1, n2))
        c1, c2, h = real(mixture.g11) * n1, real(mixture.g22) * n2, mp.sqrt(real(mixture.g12_squared) * n1 * n2)
        d1, d2 = k * k / (2 * real(mixture.m1)) + c1, k * k / (2 * real(mixture.m2)) + c2
        matrix = [[x1 + d1, c1, h, h], [-c1, x1 - d1, -h, -h], [h, h, x2 + d2, c2], [-h, -h, -c2, x2 - d2]]
        values, vectors = mp.eig(mp.matrix(matrix))
        tolerance = mp.mpf(10) ** (-digits) * max(abs(v) for v in values)
        upper = []
        for j, value in enumerate(values):
            u1, v1, u2, v2 = (abs(vectors[i, j]) ** 2 for i in range(4))
            if u1 + u2 > v1 + v2:
                upper.append(mp.re(value))
        if len(upper) != 2 or max(abs(mp.im(v)) for v in values) > tolerance:
            raise ValueError("shift1, shift2: counterflow this fast makes the fluctuations grow")
        return max(upper), min(upper)


class _Fluctuations:
    """Quadratic fluctuations at one momentum: e_s, eps_s^2, the exchange, and the branches."""

    def __init__(self, mixture, n1, n2):
        self.mixture, self.n1, self.n2 = mixture, n1, n2
        self.rationals = Mixture(*map(rational, mixture)), rational(n1), rational(n2)

    def at(self, k):
        """(e, eps_squared, mixing) at an mpfr k: lists over the components, and mixing = 4 e_1 e_2 h^2."""
        mixture, n1, n2 = self.rationals
        e = [k * k / (2 * m) for m in (mixture.m1, mixture.m2)]
        c = [mixture.g11 * n1, mixture.g22 * n2]
        squares = [a * (a + 2 * b) for a, b in zip(e, c, strict=True)]
        return e, squares, 4 * e[0] * e[1] * mixture.g12_squared * n1 * n2

    def scales(self):
        """Momenta at which the branches change their behaviour, increasing."""
        mixture, n1, n2 = self.mixture, real(self.n1), real(self.n2)
        x1, x2 = real(mixture.m1 * mixture.g11) * n1, real(mixture.m2 * mixture.g22) * n2
        gap = real(mixture.determinant * mixture.m1 * mixture.m2) * n1 * n2
        return sorted(mp.sqrt(s) for s in (4 * x1, 4 * x2, 4 * (x1 + x2), 4 * gap / (x1 + x2)) if s > 0)

    def lost_bits(self):
        """Bits that a difference of second order in the exchange loses."""
        mixture = self.mixture
        return max(0, -mp.mag(real(mixture.g12_squared / (mixture.g11 * mixture.g22))))


def _lift(source, product, total):
    """(A, B), each linear in w, with A B_0 + A_0 B = source, where A_0, B_0 = w^2 -+ total w + product."""
    r0, r1, r2, r3 = source
    sums = r0 / product, r3
    differences = (r1 - product * r3) / total, (r2 - r0 / product) / total
    return tuple(tuple((s + sign * d) / 2 for s, d in zip(sums, differences, strict=True)) for sign in (1, -1))


def _flow(e, squares, mixing):
    """-(second Taylor coefficient in the shift of component 1) of the sum of the positive roots."""
    product = gmpy2.sqrt(squares[0] * squares[1] - mixing)
    total = gmpy2.sqrt(squares[0] + squares[1] + 2 * product)
    # Coefficients of x and x^2 of the quartic, in rising powers of w.
    first, second = (0, 2 * squares[1], 0, -2), (-squares[1], 0, 1, 0)
    a, b = _lift(first, product, total)
    crossed = (a[0] * b[0], 0, a[1] * b[1], 0)  # its coefficient of w does not enter a[1] below
    a, _ = _lift([s - c for s, c in zip(second, crossed, strict=True)], product, total)
    return a[1]  # the quadratic factor is w^2 - (w_+ + w_-) w + w_+ w_-


def _momentum_elements(e, squares, mixing):
    """(<n|P_1|0>/k_x, <n|P_2|0>/k_x, E_n) of the pair of phonons."""
    half, split = (squares[0] - squares[1]) / 2, gmpy2.sqrt((squares[0] - squares[1]) ** 2 / 4 + mixing)
    larger = gmpy2.sqrt((1 + abs(half) / split) / 2)
    smaller = gmpy2.sqrt(mixing) / (2 * split * larger)
    cosine, sine = (larger, smaller) if half >= 0 else (smaller, larger)
    mean = (squares[0] + squares[1]) / 2
    energies = gmpy2.sqrt(mean + split), gmpy2.sqrt(mean - split)
    elements = []
    for kinetic, (plus, minus) in zip(e, ((cosine, -sine), (sine, cosine)), strict=True):
        u, v = [], []
        for rotation, energy in zip((plus, minus), energies, strict=True):
            density, phase = rotation * gmpy2.sqrt(kinetic / energy), rotation * gmpy2.sqrt(energy / kinetic)  # u + v, u - v
            u.append((density + phase) / 2)
            v.append((density - phase) / 2)
        elements.append(u[0] * v[1] - u[1] * v[0])
    return elements[0], elements[1], energies[0] + energies[1]


def _response(e, squares, mixing, power=1):
    """-2 <0|P_1|n><n|P_2|0>/(k_x^2 E_n^power); raises ReferenceDisagreement unless P_1 + P_2 gives zero."""
    first, second, energy = _momentum_elements(e, squares, mixing)
    if not abs(first + second) <= abs(first) * gmpy2.exp2(-gmpy2.get_context().precision / 3):
        raise ReferenceDisagreement("P_1 + P_2 does not annihilate the vacuum", (first, -second))
    return -2 * first * second / energy**power


def _momentum_integral(D, fluctuations, integrands, digits, ratio):
    """[int d^Dk/(2 pi)^D (k^2/D) f] for every f(e, squares, mixing) in integrands; pieces grow by at most `ratio`."""
    with working(2 * digits + 40):
        scales = fluctuations.scales()
        low, high = scales[0] / 2, ratio * scales[-1] / 2
        steps = int(mp.ceil(mp.log(high / low, ratio)))
        ladder = [mp.zero] + [low * (high / low) ** (mp.mpf(i) / steps) for i in range(steps + 1)]
        bits = mp.prec + fluctuations.lost_bits() + 9 * mp.mag(high / low)

        def inner(k):
            # Up to nine powers of k or 1/k cancel; get_exp and mp.mag are binary exponents.
            with gmpy2.context(precision=bits + 9 * (abs(gmpy2.get_exp(k) - mp.mag(low)) + 1)):
                state = fluctuations.at(k)
                pi = gmpy2.const_pi()
                measure = {1: 1 / pi, 2: 1 / (2 * pi), 3: 1 / (2 * pi**2)}[D]
                return [measure * f(*state) * k ** (D + 1) / D for f in integrands]

        def outer(u):
            return [value / (u * u) for value in inner(1 / u)]

        parts = [integrate(inner, list(map(to_mpfr, ladder)), digits + 2)]
        parts.append(integrate(outer, list(map(to_mpfr, (mp.zero, 1 / high))), digits + 2))
        return [mp.fsum(column) for column in zip(*parts, strict=True)]


def _checked(D, m1, m2, g11, g22, g12, n1, n2):
    if D not in (1, 2, 3):
        raise ValueError(f"D must be 1, 2 or 3, got {D!r}")
    mixture, n1, n2 = make_mixture(m1, m2, g11, g22, g12), exact(n1), exact(n2)
    if min(n1, n2) < 0:
        raise ValueError("n1 and n2 must not be negative")
    return mixture, _Fluctuations(mixture, n1, n2), not mixture.g12_squared * n1 * n2


def mass_drag_density(D, m1, m2, g11, g22, g12, n1, n2, digits=50, route="flow"):
    """rho_12 of the module docstring, mass per D-dimensional volume, an mpf good to `digits`.

    Masses, couplings (g12 may be "critical" for g12^2 = g11 g22) and densities are int, Fraction,
    'p/q', float or mpf, taken exactly.  route is "flow" or "response".  Raises ValueError for
    impossible input, ReferenceDisagreement if quadratures or Galilean invariance disagree.
    """
    if route not in ROUTES:
        raise ValueError(f"route must be one of {ROUTES}, got {route!r}")
    _, fluctuations, uncoupled = _checked(D, m1, m2, g11, g22, g12, n1, n2)
    if uncoupled:
        return mp.zero
    integrand, ratio = {"flow": (_flow, 4), "response": (_response, 3)}[route]
    return _momentum_integral(D, fluctuations, [integrand], digits, ratio)[0]


def drag_density(D, m1, m2, g11, g22, g12, n1, n2, digits=50, route="flow"):
    """n_drag = rho_12/sqrt(m1 m2), particles per volume; for equal masses that of Eqs. (28), (32), (35)-(39).

    Arguments and errors as in mass_drag_density.
    """
    rho = mass_drag_density(D, m1, m2, g11, g22, g12, n1, n2, digits, route)
    with mp.workdps(2 * digits + 20):
        return rho / mp.sqrt(real(exact(m1) * exact(m2)))


def verified_drag_density(D, m1, m2, g11, g22, g12, n1, n2, digits=50):
    """drag_density on which both routes agree to `digits`; raises ReferenceDisagreement if they do not."""
    values = [drag_density(D, m1, m2, g11, g22, g12, n1, n2, digits, route) for route in ROUTES]
    if not abs(values[0] - values[1]) <= abs(values[0]) * mp.mpf(10) ** (-digits):
        raise ReferenceDisagreement("flow and response disagree", values)
    return values[0]


def two_phonon_energy(D, m1, m2, g11, g22, g12, n1, n2, digits=50):
    """Mean energy of the high-energy states of Table II: m_1/m_0 of their strength in the spin channel.

    m_p = sum_n |<n|F|0>|^2 E_n^p over pairs of phonons, for F = sum_k cos(q x_k) on component 1 minus the
    same on component 2, to leading order q^2.  By continuity E_n <n|F|0> is q times the current, that is
    q k_x M (1/m1 + 1/m2) with M the matrix element of P_1; hence the ratio is

        int k^2 M^2/E_n / int k^2 M^2/E_n^2,   E_n = E_+ + E_-,

    the same for F(1), F(2) and F_sigma.  m_1 is what Eq. (32) lacks to the full sum rule.
    Arguments and errors as in mass_drag_density; with g12 n1 n2 = 0 there is no strength, and with
    D = 1 and g12^2 = g11 g22 m_0 diverges at small k: ValueError.
    """
    mixture, fluctuations, uncoupled = _checked(D, m1, m2, g11, g22, g12, n1, n2)
    if uncoupled:
        raise ValueError("g12, n1 and n2 must not vanish: there is no strength in two phonons")
    if D == 1 and not mixture.determinant:
        raise ValueError("g12: for D = 1 and g12^2 = g11 g22 the strength of two phonons diverges")
    integrands = [_response, lambda *state: _response(*state, power=2)]
    with mp.workdps(2 * digits + 20):
        first, zeroth = _momentum_integral(D, fluctuations, integrands, digits, 3)
        return first / zeroth
