"""Edges of the mixed-bubble region: Omega'' vanishes at an end of (7), or the tangent from the other end touches there.

Source: naidon2021, Eqs. (5)-(8), (10), (18) and the conditions stated before
Eq. (11), hbar = 1; parametrisation and conventions as in `soft_line`.  Phases
(convex hull of Omega), tangent compositions and the triple coexistence live in
`convex_hull` and are offered here too.
"""

from collections import namedtuple
from functools import lru_cache

from mpmath import mp

from .convex_hull import convex_hull_phase, tangent_composition, triple_coexistence
from .soft_line import SoftLine, curvature_functional, tangent_functional
from .vacuum_energy import exact, real

__all__ = [
    "soft_energy",
    "grand_potential",
    "curvature_edge",
    "tangent_edge",
    "edge_ratio",
    "window_parameters",
    "reduced",
    "unreduced",
    "pinch_corners",
    "convex_hull_phase",
    "tangent_composition",
    "triple_coexistence",
]

GrandPotential = namedtuple("GrandPotential", "leading correction")


def soft_energy(D, x, alpha, z, g=1, m=1, n_plus=1, kappa=None, derivative=0, digits=30):
    """E_B at g12 = sqrt(g11 g22), or its 1st or 2nd x-derivative, at the fraction x of the interval (7)."""
    return SoftLine(D, alpha, z, g, m, n_plus, kappa, digits).energy(x)[derivative]


def grand_potential(D, n_minus, delta_g, mu_minus, alpha, z, g=1, m=1, n_plus=1, mu_plus=None, kappa=None, digits=30):
    """The two lines of (8) as (leading, correction); mu_plus defaults to Eq. (10).

    Raises ValueError for n_minus outside the interval (7).
    """
    line = SoftLine(D, alpha, z, g, m, n_plus, kappa, digits)
    with mp.workdps(line.work):
        delta_g, mu_minus, n_minus = (real(exact(v)) for v in (delta_g, mu_minus, n_minus))
        strength = line.g * (line.alpha + 1 / line.alpha)
        mu_plus = strength * line.n_plus if mu_plus is None else real(exact(mu_plus))
        x = (n_minus - line.n_left) / (line.n_right - line.n_left)
        end = mp.mpf(round(x))
        if abs(x - end) < mp.mpf(10) ** (-digits):
            x = end  # the ends of (7) are irrational in general; a rounded end is meant as the end
        leading = strength * line.n_plus**2 / 2 - mu_plus * line.n_plus
        return GrandPotential(leading, line.omega(x, delta_g)[0] - mu_minus * n_minus)


@lru_cache(maxsize=256)
def _line(D, alpha, z, g, m, n_plus, kappa, digits):
    """One line for all edges of a mixture: it remembers the energies at its ends."""
    return SoftLine(D, alpha, z, g, m, n_plus, kappa, digits)


def curvature_edge(D, side, alpha, z, g=1, m=1, n_plus=1, kappa=None, digits=30):
    """delta_g at which Omega'' vanishes at n_L ("left") or n_R ("right")."""
    return _line(D, alpha, z, g, m, n_plus, kappa, digits).vanishing(curvature_functional(side))


def tangent_edge(D, side, alpha, z, g=1, m=1, n_plus=1, kappa=None, digits=30):
    """delta_g at which the tangent drawn from the other end touches at n_R ("right") or n_L ("left")."""
    return _line(D, alpha, z, g, m, n_plus, kappa, digits).vanishing(tangent_functional(side))


def _guard_digits(alpha):
    """Both edges of equal masses vanish as (alpha - 1)^2, which an accuracy measured against E_B must make up for."""
    asymmetry = abs(mp.log(real(exact(alpha))))
    if asymmetry == 0:
        raise ValueError("alpha = 1: both edges of equal masses vanish")
    return 8 + 2 * max(0, int(mp.ceil(-mp.log10(asymmetry))))


def edge_ratio(D, alpha, digits=30):
    """delta_g_max/delta_g_min of Eqs. (12) and (17): tangent edge at n_R over curvature edge at n_L, equal masses.

    In D = 2 the two edges run with kappa, and this is their ratio at m g n_+ = kappa^2.  Raises ValueError at alpha = 1.
    """
    work = digits + _guard_digits(alpha)
    with mp.workdps(work + 5):
        return tangent_edge(D, "right", alpha, 1, digits=work) / curvature_edge(D, "left", alpha, 1, digits=work)


def window_parameters(alpha, digits=30):
    """(lower, upper) end of the window (13) of C: the C that (14) gives to delta_g_min and delta_g_max, D = 2, equal masses.

    For alpha > 1 the bath is component 1: Omega'' = 0 at n_L, and the tangent from n_L touches at n_R.  For alpha < 1 the
    text exchanges 1 and 2, and with them the ends and alpha with 1/alpha in (14).  Raises ValueError at alpha = 1.
    """
    work = digits + _guard_digits(alpha)
    bath, other = ("left", "right") if exact(alpha) > 1 else ("right", "left")
    edges = curvature_edge(2, bath, alpha, 1, digits=work), tangent_edge(2, other, alpha, 1, digits=work)
    with mp.workdps(work + 5):
        asymmetry = real(max(exact(alpha), 1 / exact(alpha)))
        unit = (asymmetry - 1) ** 2 / (8 * mp.pi * asymmetry)
        logarithm = mp.log(mp.sqrt(asymmetry**2 + 1) / asymmetry)
        return tuple(edge / unit - logarithm for edge in edges)


def reduced(D, delta_g, alpha, z, g=1, m=1, n_plus=1, kappa=None, digits=30):
    """(delta_g/g)/eta with eta_3 = sqrt(m^3 g^3 n_+), eta_1 = sqrt(m g/n_+); in D = 2 the R of (18), n_+ in the logarithm."""
    return SoftLine(D, alpha, z, g, m, n_plus, kappa, digits).reduced(delta_g)


def unreduced(D, delta, alpha, z, g=1, m=1, n_plus=1, kappa=None, digits=30):
    """delta_g from the reduced coupling; inverse of `reduced`."""
    return SoftLine(D, alpha, z, g, m, n_plus, kappa, digits).unreduced(delta)


def _corner_value(D, alpha, z, kind, digits):
    """Relative difference of the two edges that meet in a corner, and the reduced coupling of the first."""
    first, second = {
        "curvatures": (curvature_functional("left"), curvature_functional("right")),
        "right": (tangent_functional("right"), curvature_functional("right")),
        "left": (tangent_functional("left"), curvature_functional("left")),
    }[kind]
    line = _corner_line(D, alpha, z, digits)
    a, b = line.vanishing(first), line.vanishing(second)
    with mp.workdps(line.work):
        return a - b, line.reduced(a)


@lru_cache(maxsize=256)
def _corner_line(D, alpha, z, digits):
    return SoftLine(D, alpha, z, digits=digits)


def pinch_corners(D, z, digits=30):
    """The corners of the pinch region at mass ratio z, as {"curvatures" | "right" | "left": (alpha, reduced delta)}.

    "curvatures": the two curvature edges cross; "right" ("left"): tangent and curvature
    edge of that side cross.  Searches alpha between z^-3 and z^(1/2).  Raises ValueError
    if a corner is missing or not unique there (z = 1 in particular).
    """
    z = exact(z)
    if z <= 0 or z == 1:
        raise ValueError("the pinch region needs z > 0 and z != 1")
    corners = {}
    with mp.workdps(2 * digits + 20):
        log_z = mp.log(real(z))
        grid = [mp.mpf(i) / 8 for i in range(-24, 5)]

        for kind in ("curvatures", "right", "left"):

            def value(s, precision, kind=kind):
                return _corner_value(D, mp.exp(s * log_z), z, kind, precision)[0]

            samples = [value(s, 8) for s in grid]
            brackets = [(a, b) for a, b, u, v in zip(grid, grid[1:], samples, samples[1:], strict=False) if u * v < 0]
            if len(brackets) != 1:
                raise ValueError(f"{len(brackets)} candidates for the corner {kind!r} at z = {z}, D = {D}")
            s = _secant(value, brackets[0], digits)
            alpha = mp.exp(s * log_z)
            corners[kind] = (alpha, _corner_value(D, alpha, z, kind, digits + 4)[1])
    return corners


def _secant(value, bracket, digits):
    """Root of value(s, precision): bisected at low accuracy, then secant steps at full accuracy, kept in the bracket."""
    low, high = bracket
    sign = value(low, 8) > 0
    for _ in range(6):
        middle = (low + high) / 2
        low, high = (middle, high) if (value(middle, 8) > 0) == sign else (low, middle)
    previous, present = low, high
    f_previous, f_present = value(previous, digits + 4), value(present, digits + 4)
    for _ in range(20):
        step = -f_present * (present - previous) / (f_present - f_previous)
        previous, f_previous, present = present, f_present, present + step
        if not bracket[0] <= present <= bracket[1]:
            raise ArithmeticError("the secant left its bracket")
        if abs(step) < mp.mpf(10) ** (-digits - 2) * abs(present):
            return present
        f_present = value(present, digits + 4)
        if f_present == f_previous:
            break
    raise ArithmeticError("the secant did not converge")
