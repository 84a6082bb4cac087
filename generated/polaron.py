"""Polaron: float64 kernels, hbar = 1.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from math import asinh, atan2, sqrt

from numba import float64, njit, vectorize


@njit(error_model="numpy")
def _carlson_rc(x, y):
    """R_C(x, y) for x >= 0, y > 0."""
    if x < y:
        return atan2(sqrt(y - x), sqrt(x))/sqrt(y - x)
    if x > y:
        return asinh(sqrt((x - y)/y))/sqrt(x - y)
    return 1.0/sqrt(x)


@njit(error_model="numpy")
def _rc_deficit(q):
    """(1 - R_C(1, 1 + q))/q for q > -1: the alternating series of 1/(2k + 3) near q = 0."""
    if abs(q) > 0.25:
        return (1.0 - _carlson_rc(1.0, 1.0 + q))/q
    total = 0.0
    for k in range(26, -1, -1):
        total = 1.0/(2*k + 3) - q*total
    return total


@vectorize([float64(float64, float64, float64, float64, float64)], cache=True)
def polaron_mass_share_1d(m1, m2, g11, g12, n1):
    """1 - m2/m2* of one impurity (2) in a condensate (1) in second order of g12, D = 1, any mass ratio.

    carlini2021:supplement:impurity-1d, derivation polaron.inverse_mass(D=1)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^1], g12 [energy length^1],
    n1 > 0 [length^-1]  ->  [1]; hbar = 1
    21 operations; measured accuracy: accuracy.json
    """
    c0 = 0.15915494309189535  # 1/(2*pi)
    t0 = m1 + m2
    t1 = 1.0/t0
    t2 = t1*(-m1 + m2)
    t3 = m1/g11
    return c0*t1*t3*(t2 - 4.0*_rc_deficit(t2)*(m2*m2)/(t0*t0) + 3.0)*(g12*g12)*sqrt(t3/n1)


@vectorize([float64(float64, float64, float64, float64, float64)], cache=True)
def polaron_mass_share_2d(m1, m2, g11, g12, n1):
    """1 - m2/m2* of one impurity (2) in a condensate (1) in second order of g12, D = 2, any mass ratio.

    carlini2021:supplement:impurity-2d, derivation polaron.inverse_mass(D=2)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^2], g12 [energy length^2],
    n1 > 0 [length^-2]  ->  [1]; hbar = 1
    9 operations; measured accuracy: accuracy.json
    """
    c0 = 0.15915494309189535  # 1/(2*pi)
    t0 = m1 + m2
    return c0*m2*(g12*g12)*(m1*m1)/(g11*(t0*t0))


@vectorize([float64(float64, float64, float64, float64, float64)], cache=True)
def polaron_mass_share_3d(m1, m2, g11, g12, n1):
    """1 - m2/m2* of one impurity (2) in a condensate (1) in second order of g12, D = 3, any mass ratio.

    carlini2021:supplement:impurity-3d, derivation polaron.inverse_mass(D=3)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^3], g12 [energy length^3],
    n1 > 0 [length^-3]  ->  [1]; hbar = 1
    3 branches: 73 operations; 31 operations; 29 operations; measured accuracy: accuracy.json
    """
    if abs(m1 - m2) < 0.25*m1:
        c0 = 0.27018982304623407  # 8/(3*pi**2)
        t0 = m1 + m2
        t1 = 1.0/t0
        t2 = t1*(-m1 + m2)
        return (
            c0*t1*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2
            *(t2*(t2*(t2*(t2*(t2*((1520.0/59163.0)*t2 - 456.0/16835.0) + 408.0/14245.0) - 1088.0/35805.0)
            + 320.0/9889.0) - 280.0/8091.0) + 728.0/19575.0) - 208.0/5175.0) + 176.0/4025.0) - 440.0/9177.0)
            + 120.0/2261.0) - 96.0/1615.0) + 224.0/3315.0) - 56.0/715.0) + 40.0/429.0) - 80.0/693.0)
            + 16.0/105.0) - 8.0/35.0) + 8.0/15.0)*(g12*g12)*(m1*m1)*(m2*m2)*sqrt(m1*n1/g11)/(t0*t0)
        )
    if 8.0*m2 < m1:
        c0 = 0.03377372788077926  # 1/(3*pi**2)
        t0 = m1 + m2
        t1 = 1.0/t0
        t2 = -m1 + m2
        t3 = t2*t2
        t4 = 2.0*t1
        return (
            c0*t1*(3.0*t1*t2 + (-t2*t4 + 3.0*t3/(t0*t0) + 3.0)*_carlson_rc(1.0, m2*t4) - 3.0)*(g12*g12)
            *(m1*m1)*(m2*m2)*sqrt(m1*n1/g11)/t3
        )
    c0 = 0.03377372788077926  # 1/(3*pi**2)
    t0 = m1 + m2
    t1 = 1.0/(t0*t0)
    t2 = -m1 + m2
    t3 = t2/t0
    return (
        c0*t1*(3.0*t3 - (3.0*t1*(t2*t2) - 2.0*t3 + 3.0)*_rc_deficit(t3) + 1.0)*(g12*g12)*(m1*m1)*(m2*m2)
        *sqrt(m1*n1/g11)/t2
    )
