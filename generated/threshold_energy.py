"""Threshold energy: float64 kernels, hbar = 1.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from math import atanh, log, log1p, sqrt

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
def _carlson_rf_series(e2, e3):
    """R_F near equal arguments, from the elementary symmetric functions of their distances to the mean."""
    return (
        1.0
        + e2*(-1.0/10.0 + e2*(1.0/24.0 - (5.0/208.0)*e2))
        + e3*(1.0/14.0 + (3.0/104.0)*e3 + e2*(-3.0/44.0 + e2/16.0))
    )


@njit(error_model="numpy")
def _carlson_rf_pair(a, b, z):
    """R_F(a + i b, a - i b, z) for z >= 0, and a > 0 or b != 0."""
    while True:
        modulus = sqrt(a*a + b*b)
        real_root = sqrt(0.5*(modulus + a)) if a >= 0.0 else abs(b)*sqrt(0.5/(modulus - a))
        shift = modulus + 2.0*real_root*sqrt(z)
        a = 0.5*real_root*(real_root + sqrt(z))
        b = 0.25*b
        z = 0.25*(z + shift)
        mean = (2.0*a + z)/3.0
        if not max(abs(mean - a), abs(b), abs(mean - z)) > 0.007*mean:
            break
    a = (mean - a)/mean
    b = b/mean
    z = -2.0*a
    product = a*a + b*b
    return _carlson_rf_series(product - z*z, product*z)/sqrt(mean)


@njit(error_model="numpy")
def _carlson_rd_series(product, z):
    """R_D near equal arguments, from the product of the first two distances and the third."""
    e2 = product - 6.0*z*z
    e3 = (3.0*product - 8.0*z*z)*z
    e4 = 3.0*(product - z*z)*z*z
    e5 = product*z*z*z
    return (
        1.0
        + e2*(-3.0/14.0 + e2*(9.0/88.0 - e2/16.0))
        + e3*(1.0/6.0 + (3.0/40.0)*e3 + e2*(-9.0/52.0 + (45.0/272.0)*e2))
        + e4*(-3.0/22.0 + (3.0/20.0)*e2 - (9.0/68.0)*e3)
        + e5*(3.0/26.0 - (9.0/68.0)*e2)
    )


@njit(error_model="numpy")
def _carlson_rd_pair(a, b, z):
    """R_D(a + i b, a - i b, z) for z > 0, and a > 0 or b != 0."""
    total = 0.0
    scale = 1.0
    while True:
        modulus = sqrt(a*a + b*b)
        real_root = sqrt(0.5*(modulus + a)) if a >= 0.0 else abs(b)*sqrt(0.5/(modulus - a))
        shift = modulus + 2.0*real_root*sqrt(z)
        total += scale/(sqrt(z)*(z + shift))
        scale *= 0.25
        a = 0.5*real_root*(real_root + sqrt(z))
        b = 0.25*b
        z = 0.25*(z + shift)
        mean = 0.2*(2.0*a + 3.0*z)
        if not max(abs(mean - a), abs(b), abs(mean - z)) > 0.005*mean:
            break
    a = (mean - a)/mean
    b = b/mean
    return 3.0*total + scale*_carlson_rd_series(a*a + b*b, -2.0*a/3.0)/(mean*sqrt(mean))


@njit(error_model="numpy", forceinline=True)
def _coupling_2d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7):
    p_squared = p*p
    t0 = p_squared*p_squared
    t1 = p_squared*sqrt(k1*(0.25*k1*t0 + k2*p_squared + k3*p_squared))
    t2 = 0.5*p_squared
    t3 = k5*t2
    t4 = 2.0*k4 + t3
    t5 = k7*t2
    t6 = 2.0*k6 + t5
    t7 = 0.5*p
    return (
        -k0*t0*t7/((0.5*t1 + t2*sqrt(k1*t4*t6))*(t7*sqrt(2.0*k5*t4) + t7*sqrt(2.0*k7*t6)
        + sqrt(t1 + t3*t4 + t5*t6)))
    )


@njit(error_model="numpy", forceinline=True)
def _coupling_2d_outer(p, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11):
    p_squared = p*p
    t0 = k5*p_squared
    t1 = k7*p_squared
    t2 = 0.5*t0
    t3 = 0.5*t1
    t4 = t2 + t3
    t5 = p_squared*p_squared
    t6 = k1*t5
    t7 = 0.25*t6
    t8 = k2*p_squared + k3*p_squared
    t9 = p_squared*sqrt(k1*(t7 + t8))
    t10 = 0.5*t9
    t11 = 2.0*k4 + t2
    t12 = 2.0*k6 + t3
    t13 = 0.5*p_squared*sqrt(k1*t11*t12) + t10
    t14 = 0.5*p
    t15 = t14*sqrt(2.0*k5*t11)
    t16 = t14*sqrt(2.0*k7*t12)
    t17 = sqrt(t11*t2 + t12*t3 + t9)
    t18 = 1.0/(t16 + t3)
    t19 = k10*p_squared
    t20 = t19/(t15 + t2)
    t21 = t8/(t10 + t7)
    t22 = k11*p_squared
    return (
        k8*t14*(t13*(t18*t22 + t20 + (t19 + 0.5*t21*t6 + t22)/(t17 + t4))
        + (t0 + t1)*(0.5*k9*t18*t5 + t16*t20 + t21*t7))/(t13*t4*(t15 + t16 + t17))
    )


@njit(error_model="numpy")
def _tail_start(soft, hard):
    """Momentum from which an integral over all momenta is done in 1/p."""
    return sqrt(soft*hard) if hard <= 4.0*soft else 0.5*hard


@njit(error_model="numpy", fastmath={"reassoc"})
def _coupling_2d_integral(soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_coupling_2d_inner(p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7)
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_coupling_2d_outer(
            p_split*_TAIL_NODES[i], k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_coupling_2d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _coupling_3d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10):
    p_squared = p*p
    t0 = k1*p_squared
    t1 = k2*p_squared
    t2 = 0.5*t0
    t3 = 0.5*t1
    t4 = t2 + t3
    t5 = p_squared*p_squared
    t6 = k3*t5
    t7 = 0.25*t6
    t8 = 0.5*p_squared
    t9 = k4*p_squared + k5*p_squared
    t10 = p_squared*sqrt(k3*(t7 + t9))
    t11 = 0.5*t10
    t12 = 2.0*k6 + t2
    t13 = 2.0*k7 + t3
    t14 = t11 + t8*sqrt(k3*t12*t13)
    t15 = 0.5*p
    t16 = t15*sqrt(2.0*k1*t12)
    t17 = t15*sqrt(2.0*k2*t13)
    t18 = sqrt(t10 + t12*t2 + t13*t3)
    t19 = 1.0/(t17 + t3)
    t20 = k9*p_squared
    t21 = t20/(t16 + t2)
    t22 = t9/(t11 + t7)
    t23 = k10*p_squared
    return (
        k0*t8*(t14*(t19*t23 + t21 + (t20 + 0.5*t22*t6 + t23)/(t18 + t4))
        + (t0 + t1)*(0.5*k8*t19*t5 + t17*t21 + t22*t7))/(t14*t4*(t16 + t17 + t18))
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _coupling_3d_integral(soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_coupling_3d_inner(
            p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_coupling_3d_inner(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_coupling_3d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10
            )
        p_low *= 16.0
    return total


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_threshold_1d(m1, m2, g11, g22, n1, n2):
    """E_B at the miscibility threshold g12^2 = g11 g22, D = 1, closed form.

    naidon2021:supplement:threshold-1d, derivation threshold_energy.in_mixture(D=1)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^1], g22 > 0 [energy length^1], n1 >= 0 [length^-1],
    n2 >= 0 [length^-1]  ->  [energy length^-1]; hbar = 1
    67 operations; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    c0 = 0.0049735919716217296  # 1/(64*pi)
    t0 = m1 + m2
    t1 = g11*m1*n1
    t2 = g22*m2*n2
    t3 = 4.0*t1 + 4.0*t2
    t4 = -m1 + m2
    t5 = t4*t4
    t6 = 1.0/(t0*t0)
    t7 = t5*t6
    t8 = 1.0/t0
    t9 = t1 - t2
    t10 = t1 + t2
    t11 = 1.0/t10
    t12 = t11*t4*t8*t9
    t13 = sqrt(2.0*t12 + t7 + 1.0)
    t14 = t12 + 1.0
    t15 = sqrt(t7 - t7*(t9*t9)/(t10*t10))
    t16 = _carlson_rf_pair(t14, t15, 1.0)
    t17 = _carlson_rd_pair(t14, t15, 1.0)
    return (
        -c0*t0*t3*(-2.0/3.0*t11*t4*t8*t9*(-2.0*t13 + (2.0/3.0)*t17*t7) + (4.0/9.0)*t12*t17 + (4.0/3.0)*t13
        - 4.0/3.0*t16*t5*t6 + (4.0/3.0)*t16)*sqrt(t3)/(m1*m2)
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_threshold_2d(m1, m2, g11, g22, n1, n2, kappa):
    """E_B at the miscibility threshold g12^2 = g11 g22, D = 2, closed form.

    naidon2021:supplement:threshold-2d, derivation threshold_energy.in_mixture(D=2)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^2], g22 > 0 [energy length^2], n1 >= 0 [length^-2],
    n2 >= 0 [length^-2], kappa > 0 [length^-1]  ->  [energy length^-2]; hbar = 1
    4 branches: 20-point Gauss-Legendre on 2 to 9 panels, 76 operations a node; 79 operations; 129 operations;
    129 operations; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    if abs(m1 - m2)/(m1 + m2) < 0.0625:
        t0 = g11*n1
        t1 = m1*t0
        t2 = g22*n2
        t3 = m2*t2
        t4 = 1.0/m1
        t5 = t0*t4
        t6 = 1.0/m2
        t7 = t2*t6
        t8 = t4*t6
        t9 = t2*t8
        c0 = 0.3183098861837907  # 1/pi
        t10 = c0*t0
        c1 = 0.019894367886486918  # 1/(16*pi)
        hard = 2.0*sqrt(t1 + t3)
        soft = max(min(2.0*sqrt(min(t1, t3)), 2.0*sqrt(t5 + t7)*min(m1, m2)), 1e-8*hard)
        k0 = t10*t9
        k2 = t0*t6
        k3 = t2*t4
        k8 = t10*t2
        p_split = _tail_start(soft, hard)
        integral = _coupling_2d_integral(soft, hard, k0, t8, k2, k3, t0, t4, t2, t6, k8, t9, t5, t7)
        return (
            c0*t1*t3*log(p_split/kappa)/(m1 + m2) + integral + (c1*m1*(1.0 - 4.0*log(kappa/sqrt(t1)))
            *(g11*g11)*(n1*n1) if n1 > 0.0 else 0.0) + (c1*m2*(1.0 - 4.0*log(kappa/sqrt(t3)))*(g22*g22)
            *(n2*n2) if n2 > 0.0 else 0.0)
        )
    if abs(m1 - m2)/(m1 + m2) < 1.0/3.0:
        c0 = 0.6931471805599453  # log(2)
        c1 = 0.0012433979929054324  # 1/(256*pi)
        t0 = m1 + m2
        t1 = g11*m1*n1
        t2 = g22*m2*n2
        t3 = 4.0*t1 + 4.0*t2
        t4 = -m1 + m2
        t5 = t4*t4
        t6 = 1.0/(t0*t0)
        t7 = t5*t6
        t8 = 0.25*t7
        t9 = t4/t0
        t10 = t1 + t2
        t11 = t1 - t2
        t12 = t11/t10
        t13 = t12*t9
        t14 = (t11*t11)/(t10*t10)
        t15 = sqrt(2.0*t13 + t7 + 1.0)
        t16 = atanh(t9/(t15 + 1.0))
        t17 = t0/t4
        t18 = 2.0*t16
        t19 = log1p(t13 + t15)
        t20 = t12*t18
        t21 = c0 - t19
        t22 = 0.5*t7
        t23 = t13*t21
        return (
            c1*t0*(-c0 - 0.5*t12*t17*(-t15 + t20 + 1.0) - 0.5*t13*(-t13 + t15 + t23) + t13 - t14*t8
            + t16*t17 - t18*t9 + t19 - t20 + t21*t22 - t23 + t8
            - (t13 + t14*t22 - 0.5*t5*t6 + 1.0)*log(4.0*(kappa*kappa)/t3))*(t3*t3)/(m1*m2)
        )
    if m1 < m2:
        c0 = 0.0012433979929054324  # 1/(256*pi)
        t0 = m1 + m2
        t1 = g11*n1
        t2 = m1*t1
        t3 = g22*m2*n2
        t4 = 4.0*t2 + 4.0*t3
        m1_squared = m1*m1
        t5 = t0*t0
        t6 = 1.0/t0
        t7 = m1*t6
        t8 = 1.0/t5
        t9 = -m1 + m2
        t10 = 4.0*m1_squared*t8 + 4.0*t1*t7*t9/(t2 + t3)
        t11 = t10*t10
        t12 = t9*t9
        t13 = t12*t8
        t14 = 2.0*t7
        t15 = 2.0 - t14
        t16 = 1.0/t12
        t17 = t15*t16
        t18 = t0*t17
        t19 = m1*t18
        t20 = t13 + 1.0
        t21 = 0.5*sqrt(t10)
        t22 = t19*t21
        t23 = 0.125*t11
        t24 = t6*t9
        t25 = 3.0*t24
        t26 = t15*t15
        t27 = 1.0/t9
        t28 = t27*t5
        t29 = 0.25*m1*t16
        t30 = t27*(t13 + t15)
        t31 = t13 + t14
        return (
            c0*t0*(0.25*t10*t19*(t13 - 2.0) + t10*t22 + 0.0625*t11
            + 0.125*t19*(t13 - (t12*t12)/(t5*t5) + 4.0) - t20*t22
            - (-0.25*m1*t15*t6*(t13 - 5.0) + 0.5*t10*t15*t7 + t23)*log(4.0*(kappa*kappa)/t4)
            + (-m1_squared*t10*t18*t30 + 2.0*t17*t27*t6*(t20 + t25)*(m1_squared*m1_squared)
            + t18*t23*t28*t31)*log(t21 + t7) - (-0.5*m1*t10*t16*t26*t27*t31*t5 + t11*t29*t30*t5
            + t28*t29*(t20 - t25)*(t26*t26))*log(t21 + 0.5*t24 + 0.5))*(t4*t4)/(m1*m2)
        )
    c0 = 0.0012433979929054324  # 1/(256*pi)
    t0 = m1 + m2
    t1 = g11*m1*n1
    t2 = g22*n2
    t3 = m2*t2
    t4 = 4.0*t1 + 4.0*t3
    m2_squared = m2*m2
    t5 = t0*t0
    t6 = 1.0/t0
    t7 = m2*t6
    t8 = 1.0/t5
    t9 = m1 - m2
    t10 = 4.0*m2_squared*t8 + 4.0*t2*t7*t9/(t1 + t3)
    t11 = t10*t10
    t12 = t9*t9
    t13 = t12*t8
    t14 = 2.0*t7
    t15 = 2.0 - t14
    t16 = 1.0/t12
    t17 = t15*t16
    t18 = t0*t17
    t19 = m2*t18
    t20 = t13 + 1.0
    t21 = 0.5*sqrt(t10)
    t22 = t19*t21
    t23 = 0.125*t11
    t24 = t6*t9
    t25 = 3.0*t24
    t26 = t15*t15
    t27 = 1.0/t9
    t28 = t27*t5
    t29 = 0.25*m2*t16
    t30 = t27*(t13 + t15)
    t31 = t13 + t14
    return (
        c0*t0*(0.25*t10*t19*(t13 - 2.0) + t10*t22 + 0.0625*t11 + 0.125*t19*(t13 - (t12*t12)/(t5*t5) + 4.0)
        - t20*t22 - (-0.25*m2*t15*t6*(t13 - 5.0) + 0.5*t10*t15*t7 + t23)*log(4.0*(kappa*kappa)/t4)
        + (-m2_squared*t10*t18*t30 + 2.0*t17*t27*t6*(t20 + t25)*(m2_squared*m2_squared) + t18*t23*t28*t31)
        *log(t21 + t7) - (-0.5*m2*t10*t16*t26*t27*t31*t5 + t11*t29*t30*t5 + t28*t29*(t20 - t25)*(t26*t26))
        *log(t21 + 0.5*t24 + 0.5))*(t4*t4)/(m1*m2)
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_threshold_3d(m1, m2, g11, g22, n1, n2):
    """E_B at the miscibility threshold g12^2 = g11 g22, D = 3, closed form.

    naidon2021:supplement:threshold-3d, derivation threshold_energy.in_mixture(D=3)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^3], g22 > 0 [energy length^3], n1 >= 0 [length^-3],
    n2 >= 0 [length^-3]  ->  [energy length^-3]; hbar = 1
    2 branches: 20-point Gauss-Legendre on 2 to 9 panels, 76 operations a node; 83 operations; measured
    accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    if abs(m1 - m2)/(m1 + m2) < 0.0625:
        t0 = g11*n1
        t1 = m1*t0
        t2 = g22*n2
        t3 = m2*t2
        t4 = 1.0/m1
        t5 = t0*t4
        t6 = 1.0/m2
        t7 = t2*t6
        c0 = 0.10132118364233778  # pi**(-2)
        t8 = t4*t6
        c1 = 0.054037964609246814  # 8/(15*pi**2)
        hard = 2.0*sqrt(t1 + t3)
        soft = max(min(2.0*sqrt(min(t1, t3)), 2.0*sqrt(t5 + t7)*min(m1, m2)), 1e-8*hard)
        k0 = c0*t0*t2
        k4 = t0*t6
        k5 = t2*t4
        k8 = t2*t8
        integral = _coupling_3d_integral(soft, hard, k0, t4, t6, t8, k4, k5, t0, t2, k8, t5, t7)
        return c1*m1*(g11*g11)*(n1*n1)*sqrt(t1) + c1*m2*(g22*g22)*(n2*n2)*sqrt(t3) + integral
    c0 = 0.00019789293680144097  # 1/(512*pi**2)
    t0 = m1 + m2
    t1 = g11*m1*n1
    t2 = g22*m2*n2
    t3 = 4.0*t1 + 4.0*t2
    t4 = -m1 + m2
    t5 = (t4*t4)/(t0*t0)
    t6 = t1 + t2
    t7 = t1 - t2
    t8 = t7/t6
    t9 = t4*t8/t0
    t10 = sqrt(t5 + 2.0*t9 + 1.0)
    t11 = t9 + 1.0
    t12 = sqrt(t5 - t5*(t7*t7)/(t6*t6))
    t13 = _carlson_rd_pair(t11, t12, 1.0)
    t14 = _carlson_rf_pair(t11, t12, 1.0)
    t15 = (8.0/3.0)*t14
    t16 = (2.0/3.0)*t5
    t17 = -2.0*t10 + t13*t16
    t18 = (4.0/3.0)*t9
    t19 = t17*t18
    return (
        c0*t0*((4.0/15.0)*t0*t8*(-t10 + t13*t18 + t14)/t4 + (28.0/15.0)*t10 + (8.0/9.0)*t13*t9
        - 4.0/15.0*t13 - t15*t5 + t15 + 0.4*t17*t5 - t19 - 0.4*t9*((2.0/3.0)*t10 + t14*t16 + t19))*(t3*t3)
        *sqrt(t3)/(m1*m2)
    )
