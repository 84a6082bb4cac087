"""Andreev bashkin: float64 kernels, hbar = 1.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from math import asinh, atan2, sin, sqrt

import numpy as np
from numba import float64, njit, vectorize

_NODES = np.array([
    0.0034357004074525376, 0.018014036361043104, 0.043882785874337047, 0.080441514088890588,
    0.12683404676992460, 0.18197315963674249, 0.24456649902458645, 0.31314695564229022,
    0.38610707442917746, 0.46173673943325133, 0.53826326056674867, 0.61389292557082254,
    0.68685304435770978, 0.75543350097541355, 0.81802684036325751, 0.87316595323007540,
    0.91955848591110941, 0.95611721412566295, 0.98198596363895690, 0.99656429959254746,
])
_WEIGHTS = np.array([
    0.0088070035695760592, 0.020300714900193471, 0.031336024167054532, 0.041638370788352374,
    0.050965059908620218, 0.059097265980759209, 0.065844319224588313, 0.071048054659191026,
    0.074586493236301873, 0.076376693565362925, 0.076376693565362925, 0.074586493236301873,
    0.071048054659191026, 0.065844319224588313, 0.059097265980759209, 0.050965059908620218,
    0.041638370788352374, 0.031336024167054532, 0.020300714900193471, 0.0088070035695760592,
])
_TAIL_NODES = np.array([
    291.06146677715364, 55.512267209729053, 22.787978932413378, 12.431392065730715,
    7.8843183314491862, 5.4953159136007463, 4.0888674613585128, 3.1933888609867452,
    2.5899551347988243, 2.1657362618089003, 1.8578269654649642, 1.6289485647194247,
    1.4559155094596986, 1.3237432529915643, 1.2224537761571912, 1.1452576641367330,
    1.0874784098253285, 1.0458968683190861, 1.0183444947566137, 1.0034475451396937,
])
_TAIL_WEIGHTS = np.array([
    746.10096133879723, 62.558922803396214, 16.272546154870188, 6.4347733643636605,
    3.1681142905567424, 1.7846486088533557, 1.1008404481664358, 0.72452905019651277,
    0.50031632139760622, 0.35823827883959171, 0.26361576431834076, 0.19791327777845893,
    0.15059984889778777, 0.11537875035834330, 0.088314554479244329, 0.066846543028407916,
    0.049241924191227564, 0.034278484957374692, 0.021052359222760122, 0.0088678333305144859,
])
_PANEL_NODES = np.array([
    1.0095712988912737, 1.0512138184390520, 1.1293801215592931, 1.2498596121947606,
    1.4214232347633926, 1.6562180668253195, 1.9700960876814601, 2.3826843198819073,
    2.9168845744169388, 3.5973809844984411, 4.4476801509058884, 5.4853044718775916,
    6.7151153287452726, 8.1214312845166157, 9.6605636180923946, 11.256323668202405,
    12.801437732597750, 14.167063590520254, 15.220500072723938, 15.848311077752942,
])
_PANEL_WEIGHTS = np.array([
    0.024651912652582001, 0.059168130262998232, 0.098122698920947623, 0.14429138935387012,
    0.20085442387209700, 0.27137532699080757, 0.35965919899601131, 0.46935791971741066,
    0.60320493358531404, 0.76178556743801145, 0.94184590460134815, 1.1343481839062978,
    1.3227906588643641, 1.4826421354543971, 1.5829066614401481, 1.5905765081087801,
    1.4778757695194285, 1.2308615042447039, 0.85669396194597095, 0.38698721012451141,
])


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


@njit(error_model="numpy")
def _product_error(a, b, product):
    """a*b - product without rounding, where product is a*b rounded: the halves of Dekker, Numer. Math. 18, 224 (1971)."""
    shifted = 134217729.0*a
    a_high = shifted - (shifted - a)
    shifted = 134217729.0*b
    b_high = shifted - (shifted - b)
    a_low = a - a_high
    b_low = b - b_high
    return a_low*b_low - (product - a_high*b_high - a_low*b_high - a_high*b_low)


@njit(error_model="numpy")
def _determinant(a, d, b):
    """a*d - b*b to one rounding; zero where it is negative by no more than the rounding of b = sqrt(a*d)."""
    outer = a*d
    inner = b*b
    value = (outer - inner) + (_product_error(a, d, outer) - _product_error(b, b, inner))
    return 0.0 if -4.5e-16*inner <= value < 0.0 else value


@njit(error_model="numpy", forceinline=True)
def _drag_1d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    p_squared = p*p
    t0 = sqrt(4.0*k1 + 0.25*k2*(p_squared*p_squared) + k3*p_squared + k4*p_squared)
    t1 = 0.5*k5
    t2 = 0.5*k7
    t3 = k0*t0 + t1*(2.0*k6 + p_squared*t1) + t2*(2.0*k8 + p_squared*t2)
    return p/(t0*t3*sqrt(t3))


@njit(error_model="numpy")
def _tail_start(soft, hard):
    """Momentum from which an integral over all momenta is done in 1/p."""
    return sqrt(soft*hard) if hard <= 4.0*soft else 0.5*hard


@njit(error_model="numpy", fastmath={"reassoc"})
def _drag_1d_integral(soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_drag_1d_inner(p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8)
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_drag_1d_inner(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_drag_1d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _drag_2d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    p_squared = p*p
    t0 = sqrt(4.0*k1 + 0.25*k2*(p_squared*p_squared) + k3*p_squared + k4*p_squared)
    t1 = 0.5*k5
    t2 = 0.5*k7
    t3 = k0*t0 + t1*(2.0*k6 + p_squared*t1) + t2*(2.0*k8 + p_squared*t2)
    return p_squared/(t0*t3*sqrt(t3))


@njit(error_model="numpy", fastmath={"reassoc"})
def _drag_2d_integral(soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_drag_2d_inner(p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8)
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_drag_2d_inner(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_drag_2d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _drag_3d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    p_squared = p*p
    t0 = sqrt(4.0*k1 + 0.25*k2*(p_squared*p_squared) + k3*p_squared + k4*p_squared)
    t1 = 0.5*k5
    t2 = 0.5*k7
    t3 = k0*t0 + t1*(2.0*k6 + p_squared*t1) + t2*(2.0*k8 + p_squared*t2)
    return p*p_squared/(t0*t3*sqrt(t3))


@njit(error_model="numpy", fastmath={"reassoc"})
def _drag_3d_integral(soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_drag_3d_inner(p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8)
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_drag_3d_inner(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_drag_3d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
            )
        p_low *= 16.0
    return total


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def mass_drag_density_1d(m1, m2, g11, g22, g12, n1, n2):
    """rho_drag, D = 1, any masses and couplings.

    carlini2021:supplement:integral-1d, derivation moving_condensates.drag_integral(D=1)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^1], g22 > 0 [energy length^1], g12 [energy length^1],
    n1 >= 0 [length^-1], n2 >= 0 [length^-1]  ->  [mass length^-1]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 16 panels, 28 operations a node; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    c0 = 5.656854249492381  # 4*sqrt(2)
    t0 = 1.0/m1
    t1 = g11*n1
    t2 = 1.0/m2
    t3 = g22*n2
    t4 = m1*m2
    t5 = n1*n2
    t6 = t4*t5
    t7 = m1*t1
    t8 = m2*t3
    t9 = _determinant(g11, g22, g12)
    g12_squared = g12*g12
    t10 = t7 - t8
    t11 = t9/(4.0*t7 + 4.0*t8 + sqrt(64.0*g12_squared*t6 + 16.0*(t10*t10)))
    t12 = 1.0/sqrt(t4)
    c1 = 0.3183098861837907  # 1/pi
    hard = 2.0*sqrt(t7 + t8)
    soft = (
        max(min(2.0*sqrt(t0*t1 + t2*t3)*min(m1, m2), (c0*sqrt(t11)*sqrt(t6)
        if t11*t6 > 0.03125*(4e-34*t7 + 4e-34*t8) else 2.0*sqrt(min(t7, t8)))), 1e-17*hard)
    )
    k1 = t5*t9
    k2 = t0*t2
    k3 = t1*t2
    k4 = t0*t3
    integral = _drag_1d_integral(soft, hard, t12, k1, k2, k3, k4, t0, t1, t2, t3)
    return c1*g12_squared*integral*t12*t5


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def mass_drag_density_equal_masses_1d(m, g11, g22, g12, n1, n2):
    """rho_drag, D = 1, m1 = m2 = m, closed form.

    carlini2021:supplement:equal-masses-1d, derivation andreev_bashkin.equal_masses(D=1)

    m > 0 [mass], g11 > 0 [energy length^1], g22 > 0 [energy length^1], g12 [energy length^1],
    n1 >= 0 [length^-1], n2 >= 0 [length^-1]  ->  [mass length^-1]; hbar = 1
    where g12**2 <= g11*g22
    19 operations; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    c0 = 0.2122065907891938  # 2/(3*pi)
    t0 = n1*n2
    t1 = g11*n1 + g22*n2 + 2.0*sqrt(t0)*sqrt(_determinant(g11, g22, g12))
    return c0*m*t0*(g12*g12)*sqrt(m)/(t1*sqrt(t1))


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def drag_density_balanced_1d(m, g, g12, n):
    """n_drag, D = 1, equal masses, equal couplings, densities n/2.

    carlini2021:supplement:balanced-1d, derivation andreev_bashkin.symmetric_gases(D=1)

    m > 0 [mass], g > 0 [energy length^1], g12 [energy length^1], n > 0 [length^-1]  ->  [length^-1]; hbar = 1
    where g12**2 <= g**2
    13 operations; measured accuracy: accuracy.json
    """
    c0 = 0.15005271935951767  # sqrt(2)/(3*pi)
    t0 = sqrt(g - g12) + sqrt(g + g12)
    return c0*(g12*g12)*sqrt(m*n)/(t0*(t0*t0))


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def mass_drag_density_2d(m1, m2, g11, g22, g12, n1, n2):
    """rho_drag, D = 2, any masses and couplings.

    carlini2021:supplement:integral-2d, derivation moving_condensates.drag_integral(D=2)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^2], g22 > 0 [energy length^2], g12 [energy length^2],
    n1 >= 0 [length^-2], n2 >= 0 [length^-2]  ->  [mass length^-2]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 10 panels, 28 operations a node; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    c0 = 5.656854249492381  # 4*sqrt(2)
    t0 = 1.0/m1
    t1 = g11*n1
    t2 = 1.0/m2
    t3 = g22*n2
    t4 = m1*m2
    t5 = n1*n2
    t6 = t4*t5
    t7 = m1*t1
    t8 = m2*t3
    t9 = _determinant(g11, g22, g12)
    g12_squared = g12*g12
    t10 = t7 - t8
    t11 = t9/(4.0*t7 + 4.0*t8 + sqrt(64.0*g12_squared*t6 + 16.0*(t10*t10)))
    t12 = 1.0/sqrt(t4)
    c1 = 0.07957747154594767  # 1/(4*pi)
    hard = 2.0*sqrt(t7 + t8)
    soft = (
        max(min(2.0*sqrt(t0*t1 + t2*t3)*min(m1, m2), (c0*sqrt(t11)*sqrt(t6)
        if t11*t6 > 0.03125*(4e-20*t7 + 4e-20*t8) else 2.0*sqrt(min(t7, t8)))), 1e-10*hard)
    )
    k1 = t5*t9
    k2 = t0*t2
    k3 = t1*t2
    k4 = t0*t3
    integral = _drag_2d_integral(soft, hard, t12, k1, k2, k3, k4, t0, t1, t2, t3)
    return c1*g12_squared*integral*t12*t5


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def mass_drag_density_equal_masses_2d(m, g11, g22, g12, n1, n2):
    """rho_drag, D = 2, m1 = m2 = m, closed form.

    carlini2021:supplement:equal-masses-2d, derivation andreev_bashkin.equal_masses(D=2)

    m > 0 [mass], g11 > 0 [energy length^2], g22 > 0 [energy length^2], g12 [energy length^2],
    n1 >= 0 [length^-2], n2 >= 0 [length^-2]  ->  [mass length^-2]; hbar = 1
    where g12**2 <= g11*g22
    2 branches: 28 operations; 27 operations; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    t0 = g11*n1
    t1 = g22*n2
    t2 = t0 + t1
    t3 = t0 - t1
    if (4.0*n1*n2*(g12*g12) + t3*t3)/(t2*t2) < 0.5:
        c0 = 0.039788735772973836  # 1/(8*pi)
        g12_squared = g12*g12
        t4 = g11*n1
        t5 = g22*n2
        t6 = t4 + t5
        t7 = 1.0/(t6*t6)
        t8 = 4.0*n1*n2
        t9 = t4 - t5
        return (
            -c0*g12_squared*n1*n2*(t7*t8*_determinant(g11, g22, g12)
            *_rc_deficit(-t7*(g12_squared*t8 + t9*t9)) - 1.0)*(m*m)/t6
        )
    c0 = 0.039788735772973836  # 1/(8*pi)
    g12_squared = g12*g12
    t4 = n1*n2
    t5 = 4.0*t4
    t6 = g11*n1
    t7 = g22*n2
    t8 = t6 + t7
    t9 = _determinant(g11, g22, g12)/(t8*t8)
    t10 = t5*t9
    t11 = t6 - t7
    return (
        -c0*g12_squared*t4*t8*(t10*(_carlson_rc(1.0, t10) if t4*t9 > 0.0 else 0.0) - 1.0)*(m*m)
        /(g12_squared*t5 + t11*t11)
    )


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def drag_density_balanced_2d(m, g, g12, n):
    """n_drag, D = 2, equal masses, equal couplings, densities n/2.

    carlini2021:supplement:balanced-2d, derivation andreev_bashkin.symmetric_gases(D=2)

    m > 0 [mass], g > 0 [energy length^2], g12 [energy length^2], n > 0 [length^-2]  ->  [length^-2]; hbar = 1
    where g12**2 <= g**2
    2 branches: 16 operations; 14 operations; measured accuracy: accuracy.json
    """
    if (g12*g12)/(g*g) < 0.5:
        c0 = 0.009947183943243459  # 1/(32*pi)
        g_squared = g*g
        t0 = (g12*g12)/g_squared
        return -c0*m*n*t0*(-g_squared + (g - g12)*(g + g12)*_rc_deficit(-t0))/g
    c0 = 0.009947183943243459  # 1/(32*pi)
    g_squared = g*g
    t0 = (g - g12)*(g + g12)
    t1 = t0/g_squared
    return -c0*m*n*(-g_squared + t0*(_carlson_rc(1.0, t1) if t1 > 0.0 else 0.0))/g


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def mass_drag_density_3d(m1, m2, g11, g22, g12, n1, n2):
    """rho_drag, D = 3, any masses and couplings.

    carlini2021:supplement:integral-3d, derivation moving_condensates.drag_integral(D=3)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^3], g22 > 0 [energy length^3], g12 [energy length^3],
    n1 >= 0 [length^-3], n2 >= 0 [length^-3]  ->  [mass length^-3]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 9 panels, 29 operations a node; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    c0 = 5.656854249492381  # 4*sqrt(2)
    t0 = 1.0/m1
    t1 = g11*n1
    t2 = 1.0/m2
    t3 = g22*n2
    t4 = m1*m2
    t5 = n1*n2
    t6 = t4*t5
    t7 = m1*t1
    t8 = m2*t3
    t9 = _determinant(g11, g22, g12)
    g12_squared = g12*g12
    t10 = t7 - t8
    t11 = t9/(4.0*t7 + 4.0*t8 + sqrt(64.0*g12_squared*t6 + 16.0*(t10*t10)))
    t12 = 1.0/sqrt(t4)
    c1 = 0.01688686394038963  # 1/(6*pi**2)
    hard = 2.0*sqrt(t7 + t8)
    soft = (
        max(min(2.0*sqrt(t0*t1 + t2*t3)*min(m1, m2), (c0*sqrt(t11)*sqrt(t6)
        if t11*t6 > 0.03125*(4e-16*t7 + 4e-16*t8) else 2.0*sqrt(min(t7, t8)))), 1e-8*hard)
    )
    k1 = t5*t9
    k2 = t0*t2
    k3 = t1*t2
    k4 = t0*t3
    integral = _drag_3d_integral(soft, hard, t12, k1, k2, k3, k4, t0, t1, t2, t3)
    return c1*g12_squared*integral*t12*t5


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def mass_drag_density_equal_masses_3d(m, g11, g22, g12, n1, n2):
    """rho_drag, D = 3, m1 = m2 = m, closed form.

    carlini2021:supplement:equal-masses-3d, derivation andreev_bashkin.equal_masses(D=3)

    m > 0 [mass], g11 > 0 [energy length^3], g22 > 0 [energy length^3], g12 [energy length^3],
    n1 >= 0 [length^-3], n2 >= 0 [length^-3]  ->  [mass length^-3]; hbar = 1
    where g12**2 <= g11*g22
    23 operations; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    c0 = 0.018012654869748936  # 8/(45*pi**2)
    t0 = n1*n2
    t1 = sqrt(t0)*sqrt(_determinant(g11, g22, g12))
    t2 = g11*n1 + g22*n2
    t3 = 2.0*t1 + t2
    return c0*t0*(3.0*t1 + t2)*(g12*g12)*(m*m)*sqrt(m)/(t3*sqrt(t3))


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def drag_density_balanced_3d(m, g, g12, n):
    """n_drag, D = 3, equal masses, equal couplings, densities n/2.

    carlini2021:supplement:balanced-3d, derivation andreev_bashkin.symmetric_gases(D=3)

    m > 0 [mass], g > 0 [energy length^3], g12 [energy length^3], n > 0 [length^-3]  ->  [length^-3]; hbar = 1
    where g12**2 <= g**2
    19 operations; measured accuracy: accuracy.json
    """
    c0 = 0.006368435202786181  # 2*sqrt(2)/(45*pi**2)
    t0 = sqrt(g + g12)
    t1 = sqrt(g - g12)
    t2 = t0 + t1
    t3 = m*n
    return c0*t3*(2.0*g + 3.0*t0*t1)*(g12*g12)*sqrt(t3)/(t2*(t2*t2))


@vectorize([float64(float64, float64, float64)], cache=True)
def drag_density_dilute(a, a12, n):
    """n_drag of a balanced mixture by its scattering lengths, D = 3, equal masses.

    carlini2021:38, derivation andreev_bashkin.dilute_gases

    a > 0 [length], a12 > 0 [length], n > 0 [length^-3]  ->  [length^-3]; hbar = 1
    where a12 <= a
    18 operations; measured accuracy: accuracy.json
    """
    c0 = 0.2836922882854632  # 16*sqrt(2)/(45*sqrt(pi))
    t0 = sqrt(a + a12)
    t1 = sqrt(a - a12)
    t2 = t0 + t1
    return c0*n*(2.0*a + 3.0*t0*t1)*(a12*a12)*sqrt(n)/(t2*(t2*t2))


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def mixture_density_response(lambda_, q, t, m, n, kappa_d):
    """<F> per atom after -lambda F of the density is switched on, F = sum cos(q x).

    carlini2021:33, derivation fast_drag.response(channel='density')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], n > 0 [length^-3],
    kappa_d > 0 [mass^-1 length^-5 time^2]  ->  [1]; hbar = 1
    12 operations; measured accuracy: accuracy.json
    """
    c0 = 0.3535533905932738  # sqrt(2)/4
    t0 = sin(c0*q*t*sqrt(n/(kappa_d*m)))
    return 2.0*kappa_d*lambda_*(t0*t0)/n


@vectorize([float64(float64, float64, float64)], cache=True)
def mixture_density_sound(m, n, kappa_d):
    """velocity of density sound of a balanced mixture.

    carlini2021:35-density, derivation fast_drag.sound(channel='density')

    m > 0 [mass], n > 0 [length^-3], kappa_d > 0 [mass^-1 length^-5 time^2]  ->  [velocity]; hbar = 1
    4 operations; measured accuracy: accuracy.json
    """
    c0 = 0.7071067811865476  # sqrt(2)/2
    return c0*sqrt(n/(kappa_d*m))


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def mixture_spin_response(lambda_, q, t, m, n, n_drag, chi_s):
    """<F> per atom after -lambda F of the spin is switched on, F = sum cos(q x).

    carlini2021:34, derivation fast_drag.response(channel='spin')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], n > 0 [length^-3],
    n_drag >= 0 [length^-3], chi_s > 0 [mass^-1 length^-5 time^2]  ->  [1]; hbar = 1
    where 4*n_drag < n
    15 operations; measured accuracy: accuracy.json
    """
    c0 = 0.3535533905932738  # sqrt(2)/4
    t0 = sin(c0*q*t*sqrt(n - 4.0*n_drag)/sqrt(chi_s*m))
    return 2.0*chi_s*lambda_*(t0*t0)/n


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def mixture_spin_sound(m, n, n_drag, chi_s):
    """velocity of spin sound of a balanced mixture.

    carlini2021:35-spin, derivation fast_drag.sound(channel='spin')

    m > 0 [mass], n > 0 [length^-3], n_drag >= 0 [length^-3],
    chi_s > 0 [mass^-1 length^-5 time^2]  ->  [velocity]; hbar = 1
    where 4*n_drag < n
    7 operations; measured accuracy: accuracy.json
    """
    c0 = 0.7071067811865476  # sqrt(2)/2
    return c0*sqrt(n - 4.0*n_drag)/sqrt(chi_s*m)


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def mixture_fast_flow_2(lambda_, q, t, m, n, n_drag):
    """d<F(2)>/dt after a kick of component 1, F = sum cos(q x), before a period of sound.

    carlini2021:36, derivation fast_drag.fast_flow(component=2)

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], n > 0 [length^-3],
    n_drag >= 0 [length^-3]  ->  [time^-1]; hbar = 1
    where 4*n_drag < n
    6 operations; measured accuracy: accuracy.json
    """
    return lambda_*n_drag*t*(q*q)/(m*n)


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def mixture_fast_flow_1(lambda_, q, t, m, n, n_drag):
    """d<F(1)>/dt after a kick of component 1, F = sum cos(q x), before a period of sound.

    carlini2021:37, derivation fast_drag.fast_flow(component=1)

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], n > 0 [length^-3],
    n_drag >= 0 [length^-3]  ->  [time^-1]; hbar = 1
    where 4*n_drag < n
    9 operations; measured accuracy: accuracy.json
    """
    return 0.5*lambda_*t*(n - 2.0*n_drag)*(q*q)/(m*n)


@vectorize([float64(float64)], cache=True)
def balanced_velocity_ratio(drag_fraction):
    """V2/V1 after a kick of component 1 by the fraction <n_drag/n>, balanced mixture.

    carlini2021:39, carlini2021:47, derivation fast_drag.dipole_ratio

    drag_fraction >= 0 [1]  ->  [1]
    where drag_fraction < 1/4
    4 operations; measured accuracy: accuracy.json
    """
    t0 = 2.0*drag_fraction
    return -t0/(t0 - 1.0)


@vectorize([float64(float64, float64, float64, float64, float64)], cache=True)
def fast_velocity_ratio(m1, m2, n1, n2, rho_drag):
    """V2/V1 after a kick of component 1, any masses.   carlini2021:55, derivation polaron.velocity_ratio

    m1 > 0 [mass], m2 > 0 [mass], n1 > 0 [length^-3], n2 > 0 [length^-3],
    rho_drag >= 0 [mass length^-3]  ->  [1]; hbar = 1
    where rho_drag < m1*n1, rho_drag < m2*n2
    6 operations; measured accuracy: accuracy.json
    """
    t0 = m1*n1
    return rho_drag*t0/(m2*n2*(-rho_drag + t0))
