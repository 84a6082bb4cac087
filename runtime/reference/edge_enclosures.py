"""A ball returned here contains the delta_g at which Omega'' or a tangent condition vanishes at an end of the interval (7).

Source: naidon2021, Eqs. (2), (5)-(8), the conditions stated before Eq. (11), and the parameter C of Eqs. (13) and (14);
hbar = g = m = n_+ = kappa = 1.  With x as in `soft_line`, (5) and (6) make both densities linear on (7): n_1 = N_1 (1 - x)
and n_2 = N_2 x.  Between them (2) has the energy delta_g n_1 n_2, so Omega = delta_g N_1 N_2 x (1 - x) + E_B up to a term
linear in x, which neither condition sees: both are linear in delta_g and are solved by one division.
"""

from fractions import Fraction

from flint import arb, ctx, fmpq

from .enclosures import EnclosureTooWide, soft_energy_ball

ENDS = {"left": 0, "right": 1}


def _ball(value):
    return arb(fmpq(value.numerator, value.denominator))


def _sharpened(evaluate, digits):
    """The balls evaluate(work), at a number of working digits that brings every relative radius below 10^-digits."""
    for work in (digits + 5, 2 * digits + 15, 4 * digits + 40):
        with ctx.workprec(int(3.33 * work) + 40):
            balls = evaluate(work)
            wide = [ball for ball in balls if not ball.rad() < abs(ball.mid()) * arb(10) ** (-digits)]
        if not wide:
            return balls
    raise EnclosureTooWide(wide[0], digits)


def _end(side, alpha):
    """x of the end; alpha as a Fraction; N_1 N_2, which (5) makes n_+^2 (alpha + 1/alpha)."""
    if side not in ENDS:
        raise ValueError(f'side must be "left" or "right", got {side!r}')
    alpha = Fraction(alpha)
    if alpha <= 0:
        raise ValueError("alpha must be positive")
    return ENDS[side], alpha, _ball(alpha + 1 / alpha)


def _curvature(D, side, alpha, z, work):
    x, alpha, product = _end(side, alpha)
    # d^2/dx^2 of x (1 - x) is -2 at both ends.
    return soft_energy_ball(D, x, alpha, z, derivative=2, digits=work) / (2 * product)


def _tangent(D, side, alpha, z, work):
    x, alpha, product = _end(side, alpha)
    slope = soft_energy_ball(D, x, alpha, z, derivative=1, digits=work)
    pure_1, pure_2 = (soft_energy_ball(D, end, alpha, z, digits=work) for end in (0, 1))
    # x (1 - x) has slope +1 at n_L and -1 at n_R, and no difference between the ends.
    return (slope - (pure_2 - pure_1)) / (product if side == "right" else -product)


def curvature_edge_ball(D, side, alpha, z, digits=30):
    """arb containing the delta_g at which Omega'' = 0 at n_L (side "left") or n_R (side "right").

    D is 1, 2 or 3; alpha and z are exact rationals (int, Fraction, 'p/q').  The relative radius is below 10^-digits.
    Raises ValueError outside the domain and EnclosureTooWide if the radius cannot be met (alpha = z = 1, where delta_g = 0).
    Condition for delta_g_min before Eq. (11), at either end.
    """
    return _sharpened(lambda work: [_curvature(D, side, alpha, z, work)], digits)[0]


def tangent_edge_ball(D, side, alpha, z, digits=30):
    """arb containing the delta_g at which the tangent from the other end touches Omega at n_R ("right") or n_L ("left").

    Condition for delta_g_max before Eq. (11), Omega'(end) = [Omega(n_R) - Omega(n_L)]/(n_R - n_L), at either end.
    Arguments, accuracy and errors as in curvature_edge_ball.
    """
    return _sharpened(lambda work: [_tangent(D, side, alpha, z, work)], digits)[0]


def edge_ratio_ball(D, alpha, digits=30):
    """arb containing delta_g_max/delta_g_min of Eqs. (12) and (17): tangent edge at n_R over curvature edge at n_L, z = 1.

    In D = 2 the two edges run with kappa, and this is their ratio at m g n_+ = kappa^2.  Accuracy and errors as in
    curvature_edge_ball; at alpha = 1 both edges vanish, which is a ValueError.
    """
    if Fraction(alpha) == 1:
        raise ValueError("alpha = 1: both edges vanish")

    def ratio(work):
        return [_tangent(D, "right", alpha, 1, work) / _curvature(D, "left", alpha, 1, work)]

    return _sharpened(ratio, digits)[0]


def window_parameters_ball(alpha, digits=30):
    """Two arb, containing the ends of the window (13) of C: the C that (14) gives to delta_g_min and delta_g_max, D = 2, z = 1.

    For alpha > 1 the bath is component 1: Omega'' = 0 at n_L, and the tangent from n_L touches at n_R.  For alpha < 1 the
    text exchanges 1 and 2, and with them the ends and alpha with 1/alpha in (14).  Accuracy and errors as in
    curvature_edge_ball; alpha = 1, where (14) does not define C, is a ValueError.
    """
    alpha = Fraction(alpha)
    if alpha == 1:
        raise ValueError("alpha = 1: Eq. (14) does not define C")
    bath, other = ("left", "right") if alpha > 1 else ("right", "left")
    asymmetry = max(alpha, 1 / alpha)

    def ends(work):
        unit = _ball((asymmetry - 1) ** 2 / asymmetry) / (8 * arb.pi())
        logarithm = _ball(1 + 1 / asymmetry**2).log() / 2
        edges = _curvature(2, bath, alpha, 1, work), _tangent(2, other, alpha, 1, work)
        return [edge / unit - logarithm for edge in edges]

    return tuple(_sharpened(ends, digits))
