"""Mixed bubbles: float64 kernels, hbar = 1.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from math import log, sqrt

from numba import float64, vectorize


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def lower_edge_1d(alpha, g, m, n_plus):
    """delta_g at the lower edge of the mixed-bubble window, D = 1, equal masses.

    naidon2021:16, derivation window_edges.lower_edge(D=1)

    alpha > 0 [1], g > 0 [energy length^1], m > 0 [mass], n_plus > 0 [length^-1]  ->  [energy length^1];
    hbar = 1
    15 operations; measured accuracy: accuracy.json
    """
    c0 = 0.07957747154594767  # 1/(4*pi)
    t0 = alpha - 1.0
    return -c0*g*(t0*t0)*sqrt(g*m/(alpha*n_plus))/sqrt(sqrt(alpha*alpha + 1.0))


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def upper_edge_1d(alpha, g, m, n_plus):
    """delta_g at the upper edge of the mixed-bubble window, D = 1, equal masses.

    naidon2021:17, derivation window_edges.upper_edge(D=1)

    alpha > 0 [1], g > 0 [energy length^1], m > 0 [mass], n_plus > 0 [length^-1]  ->  [energy length^1];
    hbar = 1
    24 operations; measured accuracy: accuracy.json
    """
    c0 = 0.07957747154594767  # 1/(4*pi)
    sqrt_alpha = sqrt(alpha)
    t0 = alpha - 1.0
    t1 = sqrt_alpha + 1.0
    return (
        -c0*g*((4.0/3.0)*sqrt_alpha + 8.0/3.0)*(t0*t0)*sqrt(g*m/(alpha*n_plus))
        /((t1*t1)*sqrt(sqrt(alpha*alpha + 1.0)))
    )


@vectorize([float64(float64, float64, float64, float64, float64)], cache=True)
def lower_edge_2d(alpha, g, m, n_plus, kappa):
    """delta_g at the lower edge of the mixed-bubble window, D = 2, equal masses.

    naidon2021:13, naidon2021:14, derivation window_edges.lower_edge(D=2)

    alpha > 0 [1], g > 0 [energy length^2], m > 0 [mass], n_plus > 0 [length^-2],
    kappa > 0 [length^-1]  ->  [energy length^2]; hbar = 1
    18 operations; measured accuracy: accuracy.json
    """
    c0 = 0.039788735772973836  # 1/(8*pi)
    t0 = m/alpha
    t1 = alpha - 1.0
    return c0*t0*(log(g*n_plus*t0*sqrt(alpha*alpha + 1.0)/(kappa*kappa)) + 2.0)*(g*g)*(t1*t1)


@vectorize([float64(float64, float64, float64, float64, float64)], cache=True)
def upper_edge_2d(alpha, g, m, n_plus, kappa):
    """delta_g at the upper edge of the mixed-bubble window, D = 2, equal masses.

    naidon2021:13, naidon2021:14, derivation window_edges.upper_edge(D=2)

    alpha > 0 [1], g > 0 [energy length^2], m > 0 [mass], n_plus > 0 [length^-2],
    kappa > 0 [length^-1]  ->  [energy length^2]; hbar = 1
    2 branches: 65 operations; 28 operations; measured accuracy: accuracy.json
    """
    if abs(alpha - 1.0) < 0.125:
        c0 = 0.039788735772973836  # 1/(8*pi)
        t0 = m/alpha
        t1 = alpha - 1.0
        return (
            c0*t0*(t1*(t1*(t1*(t1*(t1*(t1*(t1*(t1*(t1*(t1*(t1*(t1
            *(t1*(t1*(t1*(181.0/12240.0 - 1.0/144.0*alpha) - 1.0/112.0) + 2.0/195.0) - 1.0/84.0)
            + 2.0/143.0) - 1.0/60.0) + 2.0/99.0) - 0.025) + 2.0/63.0) - 1.0/24.0) + 2.0/35.0) - 1.0/12.0)
            + 2.0/15.0) - 0.25) + 2.0/3.0) + log(g*n_plus*t0*sqrt(alpha*alpha + 1.0)/(kappa*kappa)) + 2.0)
            *(g*g)*(t1*t1)
        )
    c0 = 0.039788735772973836  # 1/(8*pi)
    t0 = alpha - 1.0
    t1 = t0*t0
    t2 = m/alpha
    return (
        c0*t1*t2*(alpha*(alpha - 2.0)*log(alpha)/t1 + log(g*n_plus*t2*sqrt(alpha*alpha + 1.0)/(kappa*kappa))
        + 0.5*(3.0*alpha - 1.0)/t0)*(g*g)
    )


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def lower_edge_3d(alpha, g, m, n_plus):
    """delta_g at the lower edge of the mixed-bubble window, D = 3, equal masses.

    naidon2021:11, derivation window_edges.lower_edge(D=3)

    alpha > 0 [1], g > 0 [energy length^3], m > 0 [mass], n_plus > 0 [length^-3]  ->  [energy length^3];
    hbar = 1
    16 operations; measured accuracy: accuracy.json
    """
    c0 = 0.10132118364233778  # pi**(-2)
    t0 = m/alpha
    t1 = alpha - 1.0
    return c0*t0*(g*g)*(t1*t1)*sqrt(g*n_plus*t0)*sqrt(sqrt(alpha*alpha + 1.0))


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def upper_edge_3d(alpha, g, m, n_plus):
    """delta_g at the upper edge of the mixed-bubble window, D = 3, equal masses.

    naidon2021:12, derivation window_edges.upper_edge(D=3)

    alpha > 0 [1], g > 0 [energy length^3], m > 0 [mass], n_plus > 0 [length^-3]  ->  [energy length^3];
    hbar = 1
    32 operations; measured accuracy: accuracy.json
    """
    c0 = 0.10132118364233778  # pi**(-2)
    sqrt_alpha = sqrt(alpha)
    t0 = m/alpha
    t1 = alpha - 1.0
    t2 = sqrt_alpha + 1.0
    return (
        c0*t0*(0.8*alpha*sqrt_alpha + 1.6*alpha + (16.0/15.0)*sqrt_alpha + 8.0/15.0)*(g*g)*(t1*t1)
        *sqrt(g*n_plus*t0)*sqrt(sqrt(alpha*alpha + 1.0))/(t2*t2)
    )


@vectorize([float64(float64)], cache=True)
def window_parameter_2d(alpha):
    """upper end of the window in C, D = 2 (the lower end is 2).

    naidon2021:13, derivation window_edges.window_parameter(edge='upper')

    alpha > 0 [1]  ->  [1]
    11 operations; Taylor polynomial of order 16 where abs(alpha - 1) < 1/8; measured accuracy: accuracy.json
    """
    d_alpha = alpha - 1.0
    if abs(d_alpha) < 0.125:
        return (
            d_alpha*(d_alpha*(d_alpha*(d_alpha*(d_alpha*(d_alpha
            *(d_alpha*(d_alpha*(d_alpha*(d_alpha*(d_alpha*(d_alpha
            *(d_alpha*(d_alpha*(d_alpha*(2.0/255.0 - 1.0/144.0*d_alpha) - 1.0/112.0) + 2.0/195.0)
            - 1.0/84.0) + 2.0/143.0) - 1.0/60.0) + 2.0/99.0) - 0.025) + 2.0/63.0) - 1.0/24.0) + 2.0/35.0)
            - 1.0/12.0) + 2.0/15.0) - 0.25) + 2.0/3.0) + 2.0
        )
    away_alpha = (d_alpha if abs(d_alpha) >= 0.125 else 0.125)
    return alpha*(alpha - 2.0)*log(alpha)/(away_alpha*away_alpha) + 0.5*(3.0*alpha - 1.0)/away_alpha


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def delta_a_quasi_2d(C, alpha, a, l_perp, n_plus, beta):
    """delta_a/a of a quasi-two-dimensional mixture at window parameter C.

    naidon2021:15, derivation window_edges.quasi_two_dimensional

    C [1], alpha > 0 [1], a > 0 [length], l_perp > 0 [length], n_plus > 0 [length^-2], beta > 0 [1]  ->  [1];
    hbar = 1
    17 operations; measured accuracy: accuracy.json
    """
    c0 = 15.749609945722419  # 2*sqrt(2)*pi**(3/2)
    c1 = 0.19947114020071635  # sqrt(2)/(4*sqrt(pi))
    t0 = a/alpha
    t1 = alpha - 1.0
    return c1*t0*(C + log(c0*l_perp*n_plus*t0*sqrt(alpha*alpha + 1.0)/beta))*(t1*t1)/l_perp
