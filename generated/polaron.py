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


@vectorize([float64(float64, float64, float64, float64, float64)], cache=True)
def polaron_mass_share_1d(m1, m2, g11, g12, n1):
    """1 - m2/m2* of one impurity (2) in a condensate (1) in second order of g12, D = 1, any mass ratio.

    carlini2021:supplement:impurity-1d, derivation polaron.inverse_mass(D=1)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^1], g12 [energy length^1],
    n1 > 0 [length^-1]  ->  [1]; hbar = 1
    2 branches: 96 operations; 28 operations; measured accuracy: accuracy.json
    """
    if abs(m1 - m2)/(m1 + m2) < 0.25:
        c0 = 5.092958178940651  # 16/pi
        t0 = m1 + m2
        t1 = 1.0/t0
        t2 = t1*(-m1 + m2)
        t3 = m1/g11
        return (
            c0*t1*t3*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2
            *(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2
            *(t2*((378.0/55.0)*t2 - 351.0/53.0) + 325.0/51.0) - 300.0/49.0) + 276.0/47.0) - 253.0/45.0)
            + 231.0/43.0) - 210.0/41.0) + 190.0/39.0) - 171.0/37.0) + 153.0/35.0) - 136.0/33.0)
            + 120.0/31.0) - 105.0/29.0) + 91.0/27.0) - 3.12) + 66.0/23.0) - 55.0/21.0) + 45.0/19.0)
            - 36.0/17.0) + 28.0/15.0) - 21.0/13.0) + 15.0/11.0) - 10.0/9.0) + 6.0/7.0) - 0.6) + 1.0/3.0)
            *(g12*g12)*(m2*m2)*sqrt(t3/n1)/(t0*t0)
        )
    c0 = 5.092958178940651  # 16/pi
    t0 = m1 + m2
    t1 = 1.0/t0
    t2 = t0*t0
    m2_squared = m2*m2
    t3 = 1.0/(-m1 + m2)
    t4 = m1/g11
    return (
        c0*m2_squared*t1*t4*(-0.0625*m1*t2*t3/m2_squared + 0.125*t0*t3*_carlson_rc(1.0, 2.0*m2*t1))*(g12*g12)
        *sqrt(t4/n1)/t2
    )


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
    2 branches: 97 operations; 37 operations; measured accuracy: accuracy.json
    """
    if abs(m1 - m2)/(m1 + m2) < 0.25:
        c0 = 0.27018982304623407  # 8/(3*pi**2)
        t0 = m1 + m2
        t1 = 1.0/t0
        t2 = t1*(-m1 + m2)
        return (
            c0*t1*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2
            *(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*(t2*((1008.0/55385.0)*t2 - 936.0/49555.0)
            + 2600.0/132447.0) - 800.0/39151.0) + 736.0/34545.0) - 2024.0/90945.0) + 616.0/26445.0)
            - 560.0/22919.0) + 1520.0/59163.0) - 456.0/16835.0) + 408.0/14245.0) - 1088.0/35805.0)
            + 320.0/9889.0) - 280.0/8091.0) + 728.0/19575.0) - 208.0/5175.0) + 176.0/4025.0) - 440.0/9177.0)
            + 120.0/2261.0) - 96.0/1615.0) + 224.0/3315.0) - 56.0/715.0) + 40.0/429.0) - 80.0/693.0)
            + 16.0/105.0) - 8.0/35.0) + 8.0/15.0)*(g12*g12)*(m1*m1)*(m2*m2)*sqrt(m1*n1/g11)/(t0*t0)
        )
    c0 = 0.27018982304623407  # 8/(3*pi**2)
    t0 = m1 + m2
    t1 = 1.0/t0
    t2 = t0*t0
    t3 = 1.0/t2
    t4 = -m1 + m2
    t5 = t4*t4
    t6 = 1.0/t5
    t7 = 2.0*t1
    return (
        c0*t1*t3*(-0.75*m1*t0*t6 + 0.125*t2*t6*(3.0*t3*t5 - t4*t7 + 3.0)*_carlson_rc(1.0, m2*t7))*(g12*g12)
        *(m1*m1)*(m2*m2)*sqrt(m1*n1/g11)
    )
