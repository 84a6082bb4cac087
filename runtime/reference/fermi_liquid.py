"""The Landau function of a dilute spin-1/2 Fermi gas is the second variation of its second-order energy.

Source: carlini2021, Sec. IV (Eqs. 41-48, its Ref. [23]), hbar = 1, D = 3, T = 0, equal populations.
With g = 4 pi a/m, a the s-wave scattering length (its own second order subtracted), per volume,

    E = sum e_p n_p + g sum n_1^up n_2^down - g^2 sum n_1^up n_2^down (n_3^up + n_4^down) P/(e_1 + e_2 - e_3 - e_4),

p_1 + p_2 = p_3 + p_4, principal values; the term with four occupations vanishes by symmetry.  On
the Fermi surface, with the angle theta between p and p', s = sin(theta/2), |p - p'| = Q = 2 s k_F,
|p + p'| = K = 2 k_F sqrt(1 - s^2), the second variations are

    f_upup = g^2 R(Q),    f_updown = g + g^2 [R(Q) - 2 C(K)],
    R = 2 sum_q n_q P/(e_{q+Q} - e_q),    C = sum_q n_q P/(2 e_F - e_q - e_{K-q}).

With N(0) = m k_F/pi^2 (m for m*: the difference is of third order) the symmetric and the
antisymmetric half-sums of N(0) f are F = sum_l F_l P_l(cos theta) and G = sum_l G_l P_l(cos theta).

R and C reduce to one principal value each: over z, the component of q along Q, and over
r = |q - K/2|.  "pole": the polynomial over the pole is divided out and leaves a logarithm.
"folded": logarithmic distance from the pole as variable, the two sides added before they are
integrated numerically.  The projection on P_l runs over s = tanh y, in which the edge s = 1 is
smooth.

Second definition of the drag: exactly as in `andreev_bashkin`, rho_12 is the response of the momentum of
one component to the flow of the other, through the states with two particles and two holes:

    rho_12 = 2 g^2 int d^3q/(2 pi)^3 (q^2/3) sum_{k,k'} 1/(w + w')^3,
    w = e_{k+q} - e_k, w' = e_{k'+q} - e_k',   n_k = n_k' = 1, n_{k+q} = n_{k'+q} = 0,

and n_drag = rho_12/m.  It must equal Eq. (48) at second order, (F_1 - G_1) n/12.
"""

from functools import cache

from mpmath import mp

from .quadrature import integrate
from .vacuum_energy import exact, real

FORMULATIONS = ("pole", "folded")
CHANNELS = ("F", "G")


def _principal_value(coefficients, pole, a, b):
    """P int_a^b polynomial(z)/(z - pole) dz; coefficients by falling powers, synthetic division."""
    quotient, value = [], mp.zero
    for coefficient in coefficients:
        value = value * pole + coefficient
        quotient.append(value)
    remainder = quotient.pop()
    total, size = remainder * mp.log(abs((b - pole) / (a - pole))), len(quotient)
    for i, coefficient in enumerate(quotient):
        power = size - i
        total += coefficient * (b**power - a**power) / power
    return total


def _pieces(a, b):
    """Break points from a to b at most 2 apart."""
    steps = max(1, int(mp.ceil((b - a) / 2)))
    return [a + (b - a) * mp.mpf(i) / steps for i in range(steps + 1)]


def _sine_cosine(s):
    """(s, c), s = sin(theta/2) and c = cos(theta/2); raises ValueError outside 0 < s < 1."""
    s = exact(s)
    if not 0 < s < 1:
        raise ValueError(f"s = sin(theta/2) must lie between 0 and 1, got {s}")
    return real(s), mp.sqrt(real(1 - s * s))


def _exchange_pole(s, c):
    """P int (1 - z^2)/(z + s) dz over -1 < z < 1."""
    return _principal_value([-1, 0, 1], -s, -mp.one, mp.one)


def _exchange_folded(s, c, digits, work):
    near, far = c * c / (1 + s), 1 + s  # distances of the two ends from the pole

    def both_sides(t):
        with mp.workdps(work):
            above, below = t - s, -t - s
            return (below**2 - above**2) / t

    def one_side(x):
        with mp.workdps(work):
            return 1 - (mp.exp(x) - s) ** 2

    return integrate(both_sides, [0, near], digits) + integrate(one_side, _pieces(mp.log(near), mp.log(far)), digits)


def _pair_pole(s, c):
    """P int r^2 w(r)/(s^2 - r^2) dr, w the fraction of the directions of q - K/2 that lie in the Fermi sphere.

    w = 1 for r < 1 - c, (1 + (s^2 - r^2)/2 c r)/2 for 1 - c < r < 1 + c.
    """
    low, high = s * s / (1 + c), 1 + c
    weights, total = ((mp.zero, low, mp.one), (low, high, mp.mpf(1) / 2)), mp.zero
    for a, b, weight in weights:
        # r^2/(s^2 - r^2) = -(r^2/2s) [1/(r - s) - 1/(r + s)]
        total -= weight / (2 * s) * (_principal_value([1, 0, 0], s, a, b) - _principal_value([1, 0, 0], -s, a, b))
    return total + (high**2 - low**2) / (8 * c)


def _pair_folded(s, c, digits, work):
    low, edge = s * s / (1 + c), mp.log((1 + c) / s)

    def below(w):  # r = s tanh w
        with mp.workdps(work):
            return s * mp.tanh(w) ** 2

    def weighted(x):  # r = s exp(x), dr = r dx
        r = s * mp.exp(x)
        return r**3 * (1 + (s * s - r * r) / (2 * c * r)) / (2 * (s * s - r * r))

    def both_sides(x):
        with mp.workdps(work):
            return weighted(x) + weighted(-x)

    return integrate(below, _pieces(mp.zero, mp.atanh(low / s)), digits) + integrate(both_sides, _pieces(mp.zero, edge), digits)


def _exchange(s, c, digits, formulation):
    value = _exchange_pole(s, c) if formulation == "pole" else _exchange_folded(s, c, digits + 3, mp.dps)
    return value / (8 * mp.pi**2 * s)


def _pair(s, c, digits, formulation):
    value = _pair_pole(s, c) if formulation == "pole" else _pair_folded(s, c, digits + 3, mp.dps)
    return value / (2 * mp.pi**2)


def _landau_function(channel, s, c, digits, formulation):
    pair = _pair(s, c, digits, formulation)
    return 16 * (pair if channel == "G" else _exchange(s, c, digits, formulation) - pair)


def exchange_integral(s, digits=50, formulation="pole"):
    """R/(m k_F) at momentum transfer Q = 2 s k_F, 0 < s < 1; 1/(2 pi^2) for s -> 0.

    s is int, Fraction, 'p/q', float or mpf, taken exactly.  Raises ValueError for other s or an unknown
    formulation, ReferenceDisagreement if the node families disagree.
    """
    _check("F", formulation)
    with mp.workdps(3 * digits + 60):
        return _exchange(*_sine_cosine(s), digits, formulation)


def pair_integral(s, digits=50, formulation="pole"):
    """C/(m k_F) at total momentum K = 2 k_F sqrt(1 - s^2), 0 < s < 1.  Arguments and errors as in exchange_integral."""
    _check("F", formulation)
    with mp.workdps(3 * digits + 60):
        return _pair(*_sine_cosine(s), digits, formulation)


def second_order_landau_function(channel, s, digits=50, formulation="pole"):
    """Coefficient of (k_F a)^2 in F(theta) or G(theta) (channel "F" or "G"), s = sin(theta/2).

    Arguments and errors as in exchange_integral; an unknown channel is a ValueError.
    """
    _check(channel, formulation)
    with mp.workdps(3 * digits + 60):
        return _landau_function(channel, *_sine_cosine(s), digits, formulation)


def _check(channel, formulation):
    if channel not in CHANNELS:
        raise ValueError(f"channel must be one of {CHANNELS}, got {channel!r}")
    if formulation not in FORMULATIONS:
        raise ValueError(f"formulation must be one of {FORMULATIONS}, got {formulation!r}")


@cache
def second_order_landau_parameter(channel, l, digits=50, formulation="pole"):
    """Coefficient of (k_F a)^2 in F_l or G_l (channel "F" or "G"), l = 0, 1, 2, ..., to `digits` or 10^-(digits + 1).

    ((2l + 1)/2) int P_l(cos theta) F(theta) d cos theta.  Raises ValueError for an unknown channel or
    formulation and l < 0, ReferenceDisagreement if the node families disagree.
    """
    _check(channel, formulation)
    if not isinstance(l, int) or l < 0:
        raise ValueError(f"l must be a non-negative integer, got {l!r}")
    with mp.workdps(3 * digits + 60):

        def integrand(y):
            with mp.workdps(3 * digits + 60):
                s, c = mp.tanh(y), mp.sech(y)
                f = _landau_function(channel, s, c, digits + 5, formulation)
                return 2 * (2 * l + 1) * s * c * c * _legendre(l, 1 - 2 * s * s) * f

        return integrate(integrand, _edge_ladder(digits), digits + 2, mp.mpf(1) / 10)


def _edge_ladder(digits):
    """Break points in y up to where 1 - tanh y no longer counts."""
    end, ladder = (digits + 15) * mp.log(10) / 2, [mp.zero, mp.one]
    while 2 * ladder[-1] < end:
        ladder.append(2 * ladder[-1])
    return [*ladder, end]


def _legendre(l, x):
    previous, value = mp.zero, mp.one
    for j in range(l):
        previous, value = value, ((2 * j + 1) * x * value - j * previous) / (j + 1)
    return value


def landau_parameter(channel, l, kf_a, digits=50):
    """F_l or G_l to second order in k_F a; the first order, pm 2 k_F a/pi, is in l = 0 alone.

    kf_a is int, Fraction, 'p/q', float or mpf, taken exactly.  Errors as in second_order_landau_parameter.
    """
    second = second_order_landau_parameter(channel, l, digits)
    with mp.workdps(2 * digits + 40):
        x = real(exact(kf_a))
        first = 0 if l else (1 if channel == "F" else -1) * 2 * x / mp.pi
        return first + second * x * x


def effective_mass_ratio(kf_a, digits=50):
    """m*/m = 1 + F_1/3, F_1 to second order.  Arguments and errors as in landau_parameter."""
    with mp.workdps(2 * digits + 40):
        return 1 + landau_parameter("F", 1, kf_a, digits) / 3


def _current_parameters(kf_a, digits):
    f1, g1 = (landau_parameter(channel, 1, kf_a, digits) for channel in CHANNELS)
    if g1 <= -3:
        raise ValueError(f"kf_a: G_1 = {mp.nstr(g1, 8)} is not above -3, second order is useless at kf_a = {kf_a}")
    return f1, g1


def drag_fraction(kf_a, digits=50):
    """n_drag/n of Eq. (48), (F_1 - G_1)/(4 (3 + F_1)), with F_1 and G_1 to second order and the quotient kept as it stands.

    Arguments and errors as in landau_parameter; ValueError where G_1 <= -3, spin currents forming by themselves.
    """
    with mp.workdps(2 * digits + 40):
        f1, g1 = _current_parameters(kf_a, digits)
        return (f1 - g1) / (4 * (3 + f1))


def spin_sum_rule_fraction(kf_a, digits=50):
    """(1 + G_1/3)/(1 + F_1/3) of Eq. (43), the part of the spin sum rule that low energies exhaust.

    Arguments and errors as in landau_parameter; ValueError where G_1 <= -3, spin currents forming by themselves.
    """
    with mp.workdps(2 * digits + 40):
        f1, g1 = _current_parameters(kf_a, digits)
        return (1 + g1 / 3) / (1 + f1 / 3)


def velocity_ratio(kf_a, digits=50):
    """V_2/V_1 of Eq. (47) for a uniform gas.  Arguments and errors as in drag_fraction."""
    with mp.workdps(2 * digits + 40):
        drag = drag_fraction(kf_a, digits)
        return drag / (mp.mpf(1) / 2 - drag)


def second_order_drag_fraction(digits=50):
    """Coefficient of (k_F a)^2 in n_drag/n from the response of the currents (second definition of the module docstring).

    Raises ReferenceDisagreement if the node families disagree.
    """
    with mp.workdps(3 * digits + 60):
        ladder = _edge_ladder(digits)

        def at(y):
            # Both sides of q = 2 k_F: q = 2 tanh y and q = 2 coth y.
            with mp.workdps(3 * digits + 60), mp.extraprec(12 * abs(mp.mag(y))):
                s = mp.tanh(y)
                step = 2 * (1 - s * s)
                return 2 * s * step * _pair_sum(2 * s) + 2 * step / s**3 * _pair_sum(2 / s)

        return integrate(at, ladder, digits + 2) / (8 * mp.pi**2)


def _pair_sum(q):
    """int int A(u) A(u') 2/(u + u')^3 du du' at momentum transfer q, k_F = 1.

    w = q u/m, u = k.q/q + q/2; pi A(u) is the area of the slice of the Fermi sphere whose states q takes out of it: 2 q u
    for u < 1 - q/2 (only if q < 2), 1 - (u - q/2)^2 for |1 - q/2| < u < 1 + q/2.  With J the jumps of A and
    its derivatives, integration by parts leaves sum J_bj J_b'j' (-1)^(j + j') K(b + b'), K the antiderivative of
    order j + j' + 2 of 2/w^3, that is w^d (ln w - 1 - 1/2 - ... - 1/d)/d! with d = j + j' - 1.
    """
    gap, top = abs(1 - q / 2), 1 + q / 2
    slope = 2 * q if q < 2 else mp.zero
    jumps = [
        (gap, 1, q - 2 * gap - slope),
        (gap, 2, -mp.mpf(2)),
        (top, 1, 2 * top - q),
        (top, 2, mp.mpf(2)),
        (mp.zero, 1, slope),
    ]
    harmonic, total = (0, 1, mp.mpf(3) / 2, mp.mpf(11) / 6), mp.zero
    for b, i, jump in jumps:
        for other, j, its_jump in jumps:
            w = b + other
            if jump and its_jump and w:
                degree = i + j - 1
                antiderivative = w**degree * (mp.log(w) - harmonic[degree]) / mp.factorial(degree)
                total += (-1) ** (i + j) * jump * its_jump * antiderivative
    return total
