"""Soft line: float64 kernels, hbar = 1.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from math import asinh, atan2, log, log1p, sqrt

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
def _log_ratio(q):
    """log(1 + q)/q for q > -1, 1 at q = 0."""
    return log1p(q)/q if q != 0.0 else 1.0


@njit(error_model="numpy")
def _rc_second_deficit(y):
    """V of R_C(1, y) = 1 - q/3 + q**2*V, q = y - 1, y > 0: the alternating series of 1/(2k + 5) near y = 1."""
    q = y - 1.0
    if abs(q) > 0.25:
        return (1.0/3.0 - (1.0 - _carlson_rc(1.0, y))/q)/q
    total = 0.0
    for k in range(26, -1, -1):
        total = 1.0/(2*k + 5) - q*total
    return total


@njit(error_model="numpy")
def _log_second_deficit(y):
    """M of log(y) = q - q**2*M, q = y - 1, y > 0: log(y) = 2*artanh(t), t = q/(y + 1), term by term where t is small."""
    q = y - 1.0
    t = q/(y + 1.0)
    if abs(t) > 0.4:
        return (q - log(y))/(q*q)
    total = 0.0
    for k in range(20, -1, -1):
        total = 1.0/(2*k + 3) + t*t*total
    return (1.0 - 2.0*t*total/(y + 1.0))/(y + 1.0)


@njit(error_model="numpy", forceinline=True)
def _soft_energy_1d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    p_squared = p*p
    t0 = p_squared*p_squared
    t1 = p_squared*sqrt(k1*p_squared + k2*p_squared + 0.25*t0)
    t2 = 0.5*p_squared
    t3 = k6*t2
    t4 = 2.0*k5 + t3
    t5 = sqrt(t4)
    t6 = k4*p_squared
    t7 = 0.5*t6
    t8 = 2.0*k3 + t7
    t9 = 0.5*p
    return -k0*t0/((0.5*t1 + t2*t5*sqrt(t8))*(k7*t9*sqrt(4.0*k3 + t6) + k8*t5*t9 + sqrt(t1 + t3*t4 + t7*t8)))


@njit(error_model="numpy")
def _tail_start(soft, hard):
    """Momentum from which an integral over all momenta is done in 1/p."""
    return sqrt(soft*hard) if hard <= 4.0*soft else 0.5*hard


@njit(error_model="numpy", fastmath={"reassoc"})
def _soft_energy_1d_integral(soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_soft_energy_1d_inner(
            p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_soft_energy_1d_inner(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_soft_energy_1d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _soft_slope_1d_inner(
    p, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18
):
    p_squared = p*p
    t0 = 0.5*p
    t1 = k7*t0
    t2 = 0.5*p_squared
    t3 = k4*p_squared
    t4 = 0.5*t3
    t5 = 2.0*k3 + t4
    t6 = p_squared*p_squared
    t7 = k6*t2
    t8 = 2.0*k5 + t7
    t9 = sqrt(k1*p_squared + k2*p_squared + 0.25*t6)
    t10 = p_squared*t9
    t11 = sqrt(t10 + t4*t5 + t7*t8)
    t12 = sqrt(t8)
    t13 = k8*t0*t12 + t1*sqrt(4.0*k3 + t3) + t11
    t14 = 1.0/t13
    t15 = t12*t2
    t16 = 0.5*t10 + t15*sqrt(t5)
    t17 = 1.0/t16
    t18 = t17*t6
    t19 = 1.0/t5
    t20 = 1.0/t12
    t21 = t2*(k12*t2 - k13*t2)/t9
    return (
        -(-k0*t14*t17*t6 - k10*t14*t6*(-0.5*k18*p_squared*t20*sqrt(k17*t5) + t15*sqrt(k17*t19) + t21)
        /(t16*t16) - k10*t18*(-0.5*k16*p*t20 + t1*sqrt(k15*t19) + (k11*t2 - k14*t2 + t21)/t11)/(t13*t13)
        + k9*t14*t18)
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _soft_slope_1d_integral(
    soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_soft_slope_1d_inner(
            p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17,
            k18
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_soft_slope_1d_inner(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16,
            k17, k18
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_soft_slope_1d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15,
                k16, k17, k18
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _soft_curvature_1d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    c0 = 0.15915494309189535  # 1/(2*pi)
    p_squared = p*p
    t0 = 0.5*p_squared
    t1 = p_squared*p_squared
    t2 = 0.25*t1
    t3 = k0*p_squared + k1*p_squared + t2
    t4 = k2*t0
    t5 = k4*t0
    t6 = sqrt(t3)
    t7 = p_squared*t6 + t4*(2.0*k3 + t4) + t5*(2.0*k5 + t5)
    t8 = 1.0/t6
    t9 = -k6*t0 + k7*t2*t8
    return -c0*(0.125*k8*p_squared*t1*t8/t3 + (t9*t9)/t7)/sqrt(t7)


@njit(error_model="numpy", fastmath={"reassoc"})
def _soft_curvature_1d_integral(soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_soft_curvature_1d_inner(
            p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_soft_curvature_1d_inner(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_soft_curvature_1d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _soft_energy_2d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    p_squared = p*p
    t0 = p_squared*p_squared
    t1 = p_squared*sqrt(k1*p_squared + k2*p_squared + 0.25*t0)
    t2 = 0.5*p_squared
    t3 = k6*t2
    t4 = 2.0*k5 + t3
    t5 = sqrt(t4)
    t6 = k4*p_squared
    t7 = 0.5*t6
    t8 = 2.0*k3 + t7
    t9 = 0.5*p
    return (
        -k0*t0*t9/((0.5*t1 + t2*t5*sqrt(t8))*(k7*t9*sqrt(4.0*k3 + t6) + k8*t5*t9 + sqrt(t1 + t3*t4 + t7*t8)))
    )


@njit(error_model="numpy", forceinline=True)
def _soft_energy_2d_outer(p, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12):
    p_squared = p*p
    t0 = k4*p_squared
    t1 = k6*p_squared
    t2 = 0.5*t0
    t3 = 0.5*t1
    t4 = t2 + t3
    t5 = p_squared*p_squared
    t6 = 0.25*t5
    t7 = 2.0*k3 + t2
    t8 = k1*p_squared + k2*p_squared
    t9 = p_squared*sqrt(t6 + t8)
    t10 = 0.5*t9
    t11 = 2.0*k5 + t3
    t12 = 0.5*sqrt(t11)
    t13 = p_squared*t12*sqrt(t7) + t10
    t14 = 0.5*p
    t15 = k7*t14*sqrt(4.0*k3 + t0)
    t16 = k8*p*t12
    t17 = sqrt(t11*t3 + t2*t7 + t9)
    t18 = 1.0/(t15 + t2)
    t19 = 0.5*t5
    t20 = 1.0/(t16 + t3)
    t21 = t8/(t10 + t6)
    t22 = k11*p_squared
    t23 = k12*p_squared
    return (
        k0*t14*(t13*(t18*t22 + t20*t23 + (t19*t21 + t22 + t23)/(t17 + t4))
        + (t0 + t1)*(k3*t18*t19 + k9*p_squared*t14*t20*sqrt(k10*t7) + t21*t6))/(t13*t4*(t15 + t16 + t17))
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _soft_energy_2d_integral(soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_soft_energy_2d_inner(
            p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_soft_energy_2d_outer(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_soft_energy_2d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _soft_slope_2d_inner(
    p, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18
):
    p_squared = p*p
    t0 = p_squared*p_squared
    t1 = k4*p_squared
    t2 = 0.5*t1
    t3 = 2.0*k3 + t2
    t4 = 0.5*p_squared
    t5 = k6*t4
    t6 = 2.0*k5 + t5
    t7 = sqrt(t6)
    t8 = t4*t7
    t9 = sqrt(k1*p_squared + k2*p_squared + 0.25*t0)
    t10 = p_squared*t9
    t11 = 0.5*t10 + t8*sqrt(t3)
    t12 = 1.0/t11
    t13 = 0.5*p
    t14 = k7*t13
    t15 = sqrt(t10 + t2*t3 + t5*t6)
    t16 = k8*t13*t7 + t14*sqrt(4.0*k3 + t1) + t15
    t17 = 1.0/t16
    t18 = t0*t12*t13
    t19 = 1.0/t3
    t20 = 1.0/t7
    t21 = t4*(k12*t4 - k13*t4)/t9
    return (
        -(-0.5*k0*p*t0*t12*t17 - k10*t0*t13*t17*(-0.5*k18*p_squared*t20*sqrt(k17*t3) + t21
        + t8*sqrt(k17*t19))/(t11*t11) - k10*t18*(-0.5*k16*p*t20 + t14*sqrt(k15*t19)
        + (k11*t4 - k14*t4 + t21)/t15)/(t16*t16) + k9*t17*t18)
    )


@njit(error_model="numpy", forceinline=True)
def _soft_slope_2d_outer(
    p, z, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19, k20, k21,
    k22, k23, k24, k25, k26, k27, k28
):
    p_squared = p*p
    t0 = k4*p_squared
    t1 = k6*p_squared
    t2 = t0 + t1
    t3 = 0.5*p
    t4 = k7*t3
    t5 = 0.5*t0
    t6 = t4*sqrt(4.0*k3 + t0)
    t7 = t5 + t6
    t8 = 1.0/t7
    t9 = p_squared*p_squared
    t10 = 0.5*t9
    t11 = t10*t8
    t12 = 2.0*k3 + t5
    t13 = 0.5*t1
    t14 = 2.0*k5 + t13
    t15 = sqrt(t14)
    t16 = 0.5*t15
    t17 = k8*p*t16
    t18 = t13 + t17
    t19 = 1.0/t18
    t20 = p_squared*t19*t3
    t21 = t20*sqrt(k15*t12)
    t22 = 0.25*t9
    t23 = k1*p_squared + k2*p_squared
    t24 = sqrt(t22 + t23)
    t25 = p_squared*t24
    t26 = 0.5*t25
    t27 = p_squared*t16
    t28 = t26 + t27*sqrt(t12)
    t29 = t22 + t26
    t30 = 1.0/t29
    t31 = t23*t30
    t32 = k20*p_squared
    t33 = k21*p_squared
    t34 = t10*t31 + t32 + t33
    t35 = sqrt(t12*t5 + t13*t14 + t25)
    t36 = t13 + t5
    t37 = t35 + t36
    t38 = 1.0/t37
    t39 = t19*t33 + t32*t8 + t34*t38
    t40 = 1.0/t28
    t41 = t17 + t35 + t6
    t42 = 1.0/t41
    t43 = 1.0/t36
    t44 = t3*t40*t42*t43
    t45 = t2*(k19*t21 + k3*t11 + t22*t31) + t28*t39
    t46 = t44*t45
    t47 = 1.0/t12
    t48 = 1.0/t15
    t49 = 0.5*p_squared
    t50 = k12*p_squared
    t51 = k13*p_squared
    t52 = (0.5*t50 - 0.5*t51)/t24
    t53 = t49*t52
    t54 = -k18*t48*t49*sqrt(k17*t12) + t27*sqrt(k17*t47) + t53
    t55 = k10*t3*t43*t45
    t56 = k11*p_squared
    t57 = k14*p_squared
    t58 = (t53 + 0.5*t56 - 0.5*t57)/t35
    t59 = t30*(t50 - t51)
    t60 = sqrt(2.0*t47)
    t61 = t60/(t7*t7)
    t62 = 1.0/(t18*t18)
    t63 = p_squared*t23*t52/(t29*t29)
    return (
        -k0*t46 + k10*t44*(t2*(k22*t11 - k23*t21 + k24*t10*t48*t62*sqrt(t12*z) - k25*p*t22*t61 + k26*t20*t60
        + t22*t59 - 0.125*t63*t9) + t28*(-k27*p_squared*t3*t61 + k28*p_squared*t3*t48*t62 - t19*t57
        - t34*t58/(t37*t37) + t38*(t10*t59 - t22*t63 + t56 - t57) + t56*t8) + t39*t54) + k9*t46
        - t40*t55*(-0.5*k16*p*t48 + t4*sqrt(k15*t47) + t58)/(t41*t41) - t42*t54*t55/(t28*t28)
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _soft_slope_2d_integral(
    soft, hard, z, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19,
    k20, k21, k22, k23, k24, k25, k26, k27, k28
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_soft_slope_2d_inner(
            p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17,
            k18
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_soft_slope_2d_outer(
            p_split*_TAIL_NODES[i], z, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15,
            k16, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_soft_slope_2d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15,
                k16, k17, k18
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _soft_curvature_2d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7, k8):
    c0 = 0.07957747154594767  # 1/(4*pi)
    p_squared = p*p
    t0 = 0.5*p_squared
    t1 = p_squared*p_squared
    t2 = 0.25*t1
    t3 = k0*p_squared + k1*p_squared + t2
    t4 = k2*t0
    t5 = k4*t0
    t6 = sqrt(t3)
    t7 = p_squared*t6 + t4*(2.0*k3 + t4) + t5*(2.0*k5 + t5)
    t8 = 1.0/t6
    t9 = -k6*t0 + k7*t2*t8
    return -c0*p*(0.125*k8*p_squared*t1*t8/t3 + (t9*t9)/t7)/sqrt(t7)


@njit(error_model="numpy", forceinline=True)
def _soft_curvature_2d_outer(
    p, k0, k1, k2, k3, k4, k5, k7, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19, k20, k21, k22, k23
):
    c0 = 0.15915494309189535  # 1/(2*pi)
    p_squared = p*p
    t0 = p_squared*p_squared
    t1 = 0.25*t0
    t2 = k0*p_squared + k1*p_squared
    t3 = t1 + t2
    t4 = sqrt(t3)
    t5 = 1.0/t4
    t6 = 0.5*p_squared
    t7 = k2*t6
    t8 = k4*t6
    t9 = p_squared*t4
    t10 = t7*(2.0*k3 + t7) + t8*(2.0*k5 + t8) + t9
    t11 = sqrt(t10)
    t12 = t1 + 0.5*t9
    t13 = t2/t12
    t14 = t0*t0
    t15 = 0.0625*t14
    t16 = t13*t15
    t17 = -k10*t6 + k9*t6
    t18 = t17*t5
    t19 = 0.125*t14*t18
    t20 = (t2*t2)/(t12*t12)
    t21 = t20*(t17*t17)/t3
    t22 = t0*t13
    t23 = 0.5*t22
    t24 = t11 + t7 + t8
    t25 = k11*p_squared + k12*p_squared + t23
    t26 = (t25*t25)/(t24*t24)
    t27 = t1*t26
    t28 = t25/t24
    t29 = p_squared*t28
    t30 = t28*t6
    t31 = k18*t26*t30
    return (
        c0*t5*(-k13*t15*t21 + k14*t27 + k15*t16 + k16*t19*t20 + 0.75*k17*t22*t26 - k19*t1*t21*t29
        + k20*t13*t19 + 0.125*k21*t0*t29 + 0.375*k22*t22*t29 + k23*t18*t22*t30 + k7*t18*t23*t26 + t13*t31
        - t16*t21 - t21*t27 + t31)/(p*t10*t11)
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _soft_curvature_2d_integral(
    soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19, k20,
    k21, k22, k23
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_soft_curvature_2d_inner(
            p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_soft_curvature_2d_outer(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k7, k9, k10, k11, k12, k13, k14, k15, k16, k17,
            k18, k19, k20, k21, k22, k23
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_soft_curvature_2d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _soft_energy_3d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12):
    p_squared = p*p
    t0 = k1*p_squared
    t1 = k2*p_squared
    t2 = 0.5*t0
    t3 = 0.5*t1
    t4 = t2 + t3
    t5 = p_squared*p_squared
    t6 = 0.25*t5
    t7 = 2.0*k5 + t2
    t8 = k3*p_squared + k4*p_squared
    t9 = p_squared*sqrt(t6 + t8)
    t10 = 0.5*t9
    t11 = 2.0*k6 + t3
    t12 = 0.5*sqrt(t11)
    t13 = p_squared*t12*sqrt(t7) + t10
    t14 = 0.5*p
    t15 = k7*t14*sqrt(4.0*k5 + t0)
    t16 = k8*p*t12
    t17 = sqrt(t11*t3 + t2*t7 + t9)
    t18 = 1.0/(t15 + t2)
    t19 = 0.5*t5
    t20 = 1.0/(t16 + t3)
    t21 = t8/(t10 + t6)
    t22 = k11*p_squared
    t23 = k12*p_squared
    return (
        0.5*k0*p_squared*(t13*(t18*t22 + t20*t23 + (t19*t21 + t22 + t23)/(t17 + t4))
        + (t0 + t1)*(k5*t18*t19 + k9*p_squared*t14*t20*sqrt(k10*t7) + t21*t6))/(t13*t4*(t15 + t16 + t17))
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _soft_energy_3d_integral(soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_soft_energy_3d_inner(
            p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_soft_energy_3d_inner(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_soft_energy_3d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _soft_slope_3d_inner(
    p, z, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19, k20, k21,
    k22, k23, k24, k25, k26, k27, k28
):
    p_squared = p*p
    t0 = k1*p_squared
    t1 = k2*p_squared
    t2 = t0 + t1
    t3 = 0.5*p
    t4 = k7*t3
    t5 = 0.5*t0
    t6 = t4*sqrt(4.0*k5 + t0)
    t7 = t5 + t6
    t8 = 1.0/t7
    t9 = p_squared*p_squared
    t10 = 0.5*t9
    t11 = t10*t8
    t12 = 2.0*k5 + t5
    t13 = 0.5*t1
    t14 = 2.0*k6 + t13
    t15 = sqrt(t14)
    t16 = 0.5*t15
    t17 = k8*p*t16
    t18 = t13 + t17
    t19 = 1.0/t18
    t20 = p_squared*t3
    t21 = t19*t20
    t22 = t21*sqrt(k10*t12)
    t23 = 0.25*t9
    t24 = k3*p_squared + k4*p_squared
    t25 = sqrt(t23 + t24)
    t26 = p_squared*t25
    t27 = 0.5*t26
    t28 = p_squared*t16
    t29 = t27 + t28*sqrt(t12)
    t30 = t23 + t27
    t31 = 1.0/t30
    t32 = t24*t31
    t33 = k11*p_squared
    t34 = k12*p_squared
    t35 = t10*t32 + t33 + t34
    t36 = sqrt(t12*t5 + t13*t14 + t26)
    t37 = t13 + t5
    t38 = t36 + t37
    t39 = 1.0/t38
    t40 = t19*t34 + t33*t8 + t35*t39
    t41 = 1.0/t29
    t42 = t17 + t36 + t6
    t43 = 1.0/t42
    t44 = 1.0/t37
    t45 = 0.5*p_squared
    t46 = t41*t43*t44*t45
    t47 = t2*(k5*t11 + k9*t22 + t23*t32) + t29*t40
    t48 = t46*t47
    t49 = 1.0/t12
    t50 = 1.0/t15
    t51 = k16*p_squared
    t52 = k17*p_squared
    t53 = (0.5*t51 - 0.5*t52)/t25
    t54 = t45*t53
    t55 = -k27*t45*t50*sqrt(k26*t12) + t28*sqrt(k26*t49) + t54
    t56 = k14*t44*t45*t47
    t57 = k22*p_squared
    t58 = k23*p_squared
    t59 = (t54 + 0.5*t57 - 0.5*t58)/t36
    t60 = t31*(t51 - t52)
    t61 = sqrt(2.0*t49)
    t62 = t61/(t7*t7)
    t63 = 1.0/(t18*t18)
    t64 = p_squared*t24*t53/(t30*t30)
    return (
        k0*t48 - k13*t48 + k14*t46*(t2*(k15*t11 - k18*t22 + k19*t10*t50*t63*sqrt(t12*z) - k20*p*t23*t62
        + k21*t21*t61 + t23*t60 - 0.125*t64*t9) + t29*(-k24*t20*t62 + k25*p_squared*t3*t50*t63 - t19*t58
        - t35*t59/(t38*t38) + t39*(t10*t60 - t23*t64 + t57 - t58) + t57*t8) + t40*t55)
        - t41*t56*(-0.5*k28*p*t50 + t4*sqrt(k10*t49) + t59)/(t42*t42) - t43*t55*t56/(t29*t29)
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _soft_slope_3d_integral(
    soft, hard, z, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19,
    k20, k21, k22, k23, k24, k25, k26, k27, k28
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_soft_slope_3d_inner(
            p_first*_NODES[i], z, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16,
            k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_soft_slope_3d_inner(
            p_split*_TAIL_NODES[i], z, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15,
            k16, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_soft_slope_3d_inner(
                p_low*_PANEL_NODES[i], z, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14,
                k15, k16, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _soft_curvature_3d_inner(p, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11):
    c0 = 0.025330295910584444  # 1/(4*pi**2)
    p_squared = p*p
    t0 = 2.0/p_squared
    t1 = 0.5*p_squared
    t2 = k2*t1
    t3 = k4*t1
    t4 = p_squared*p_squared
    t5 = 0.25*t4
    t6 = k0*p_squared + k1*p_squared + t5
    t7 = sqrt(t6)
    t8 = p_squared*t7 + t2*(2.0*k3 + t2) + t3*(2.0*k5 + t3)
    t9 = 1.0/t7
    t10 = -k6*t1 + k7*t5*t9
    return (
        c0*p_squared*(k10*t0 + k11*t0 - 4.0*k9/(t2 + t3) - (0.125*k8*p_squared*t4*t9/t6 + (t10*t10)/t8)
        /sqrt(t8))
    )


@njit(error_model="numpy", forceinline=True)
def _soft_curvature_3d_outer(
    p, k0, k1, k2, k3, k4, k5, k7, k12, k13, k14, k15, k16, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26
):
    c0 = 0.05066059182116889  # 1/(2*pi**2)
    p_squared = p*p
    t0 = p_squared*p_squared
    t1 = 0.25*t0
    t2 = k0*p_squared + k1*p_squared
    t3 = t1 + t2
    t4 = sqrt(t3)
    t5 = 1.0/t4
    t6 = 0.5*p_squared
    t7 = k2*t6
    t8 = k4*t6
    t9 = p_squared*t4
    t10 = t7*(2.0*k3 + t7) + t8*(2.0*k5 + t8) + t9
    t11 = sqrt(t10)
    t12 = t1 + 0.5*t9
    t13 = t2/t12
    t14 = t0*t0
    t15 = 0.0625*t14
    t16 = t13*t15
    t17 = k12*t6 - k13*t6
    t18 = t17*t5
    t19 = 0.125*t14*t18
    t20 = (t2*t2)/(t12*t12)
    t21 = t20*(t17*t17)/t3
    t22 = t0*t13
    t23 = 0.5*t22
    t24 = t11 + t7 + t8
    t25 = k14*p_squared + k15*p_squared + t23
    t26 = (t25*t25)/(t24*t24)
    t27 = t1*t26
    t28 = t25/t24
    t29 = p_squared*t28
    t30 = t28*t6
    t31 = k21*t26*t30
    return (
        c0*t5*(-k16*t15*t21 + k17*t27 + k18*t16 + k19*t19*t20 + 0.75*k20*t22*t26 - k22*t1*t21*t29
        + k23*t13*t19 + 0.125*k24*t0*t29 + 0.375*k25*t22*t29 + k26*t18*t22*t30 + k7*t18*t23*t26 + t13*t31
        - t16*t21 - t21*t27 + t31)/(t10*t11)
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _soft_curvature_3d_integral(
    soft, hard, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19, k20,
    k21, k22, k23, k24, k25, k26
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_soft_curvature_3d_inner(
            p_first*_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_soft_curvature_3d_outer(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k7, k12, k13, k14, k15, k16, k17, k18, k19, k20,
            k21, k22, k23, k24, k25, k26
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_soft_curvature_3d_inner(
                p_low*_PANEL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11
            )
        p_low *= 16.0
    return total


@vectorize([float64(float64, float64, float64)], cache=True)
def soft_energy_1d(x, alpha, z):
    """energy of E_B along the soft line at threshold, in units of g n_plus^2 eta, D = 1.

    naidon2021:8, derivation soft_line.energy(D=1)

    x <= 1 [1], alpha > 0 [1], z > 0 [1]  ->  [1]
    20-point Gauss-Legendre on 2 to 9 panels, 42 operations a node; measured accuracy: accuracy.json
    """
    t0 = alpha*alpha + 1.0
    t1 = sqrt(t0*z)
    t2 = t1*x
    t3 = sqrt(t0/z)
    t4 = 1.0 - x
    t5 = t4/alpha
    t6 = t3*t5
    sqrt_z = sqrt(z)
    t7 = 1.0/sqrt_z
    c0 = 0.3183098861837907  # 1/pi
    t8 = sqrt(t0)
    t9 = t8*x
    t10 = t5*t8
    t11 = sqrt(sqrt_z)
    t12 = 1.0/t11
    c1 = 1.4142135623730951  # sqrt(2)
    c2 = 0.2122065907891938  # 2/(3*pi)
    t13 = c2*sqrt(t8)
    hard = 2.0*sqrt(t2 + t6)
    soft = max(min(2.0*sqrt(min(t2, t6)), 2.0*sqrt(t1*t5 + t3*x)*min(sqrt_z, t7)), 1e-8*hard)
    k0 = c0*t0*t5*x
    k8 = c1*t11
    integral = _soft_energy_1d_integral(soft, hard, k0, t2, t6, t9, t7, t10, sqrt_z, t12, k8)
    return -(-integral + t10*t12*t13*sqrt(t4)/sqrt(alpha) + t11*t13*t9*sqrt(x))


@vectorize([float64(float64, float64, float64)], cache=True)
def soft_slope_1d(x, alpha, z):
    """slope of E_B along the soft line at threshold, in units of g n_plus^2 eta, D = 1.

    naidon2021:8, derivation soft_line.slope(D=1)

    x <= 1 [1], alpha > 0 [1], z > 0 [1]  ->  [1]
    20-point Gauss-Legendre on 2 to 9 panels, 90 operations a node; measured accuracy: accuracy.json
    """
    alpha_squared = alpha*alpha
    t0 = alpha_squared + 1.0
    t1 = sqrt(t0*z)
    t2 = t1*x
    t3 = 1.0 - x
    t4 = sqrt(t0/z)
    t5 = 1.0/alpha
    t6 = t4*t5
    t7 = t3*t6
    sqrt_z = sqrt(z)
    t8 = 1.0/sqrt_z
    t9 = t1*t5
    c0 = 0.3183098861837907  # 1/pi
    t10 = c0*t0
    t11 = t10*x
    t12 = sqrt(t0)
    t13 = t3*t5
    t14 = sqrt(sqrt_z)
    t15 = 1.0/t14
    c1 = 1.4142135623730951  # sqrt(2)
    t16 = c0*t12*sqrt(t12)
    hard = 2.0*sqrt(t2 + t7)
    soft = max(min(2.0*sqrt(min(t2, t7)), 2.0*sqrt(t3*t9 + t4*x)*min(sqrt_z, t8)), 1e-8*hard)
    k0 = t11*t5
    k3 = t12*x
    k5 = t12*t13
    k8 = c1*t14
    k9 = t10*t13
    k10 = t11*t13
    k15 = 2.0*alpha_squared + 2.0
    k16 = t14*t5*sqrt(2.0*t0)
    integral = _soft_slope_1d_integral(
        soft, hard, k0, t2, t7, k3, t8, k5, sqrt_z, t15, k8, k9, k10, t4, t1, t6, t9, k15, k16, t0, t5
    )
    return integral - t14*t16*sqrt(x) + t15*t16*t5*sqrt(t3)/sqrt(alpha)


@vectorize([float64(float64, float64, float64)], cache=True)
def soft_curvature_1d(x, alpha, z):
    """curvature of E_B along the soft line at threshold, in units of g n_plus^2 eta, D = 1.

    naidon2021:8, derivation soft_line.curvature(D=1)

    x <= 1 [1], alpha > 0 [1], z > 0 [1]  ->  [1]
    20-point Gauss-Legendre on 2 to 9 panels, 37 operations a node; measured accuracy: accuracy.json
    """
    sqrt_z = sqrt(z)
    t0 = 1.0/sqrt_z
    alpha_squared = alpha*alpha
    t1 = alpha_squared + 1.0
    t2 = t1/z
    t3 = sqrt(t2)
    t4 = sqrt(t1*z)
    t5 = 1.0/alpha
    t6 = t5*(1.0 - x)
    t7 = t4*x
    t8 = t3*t6
    t9 = sqrt(t1)
    t10 = t3*t5
    t11 = alpha*z - 1.0
    hard = 2.0*sqrt(t7 + t8)
    soft = max(2.0*sqrt(t3*x + t4*t6)*min(sqrt_z, t0), 1e-8*hard)
    k3 = t9*x
    k5 = t6*t9
    k6 = t10*(-alpha + z)
    k7 = t10*t11
    k8 = t2*(t11*t11)/alpha_squared
    return _soft_curvature_1d_integral(soft, hard, t7, t8, t0, k3, sqrt_z, k5, k6, k7, k8)


@vectorize([float64(float64, float64)], cache=True)
def curvature_edge_left_1d(alpha, z):
    """delta_g/(g eta) at the curvature zero at pure 1, D = 1, any masses.

    naidon2021:supplement:curvature-left-1d, derivation soft_line.curvature_edge(D=1, side='left')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    2 branches: 56 operations; 35 operations; measured accuracy: accuracy.json
    """
    if max(abs(alpha - 1.0), abs(z - 1.0)) < 0.5:
        c0 = 0.013262911924324612  # 1/(24*pi)
        t0 = z + 1.0
        t1 = 1.0/t0
        t2 = z - 1.0
        t3 = 4.0*z
        t4 = z - 4.0
        t5 = 6.0*z*_rc_second_deficit(2.0*t1*z)
        z_squared = z*z
        return (
            -c0*t1*(t2*(t0*t2*(t3 + 9.0) + t2*t4*t5) + (alpha - 1.0)
            *(t0*(alpha*(z*(z*(t3 + 11.0) + 6.0) + 3.0) + t3*z_squared - 26.0*z - 5.0*z_squared + 3.0)
            + t5*(alpha*z + t4)*(t2*t2)))/((t0*t0)*sqrt(alpha)*sqrt(sqrt(z))*sqrt(sqrt(alpha*alpha + 1.0)))
        )
    c0 = 0.039788735772973836  # 1/(8*pi)
    t0 = z + 1.0
    alpha_squared = alpha*alpha
    t1 = z - 1.0
    t2 = alpha*z
    return (
        c0*(-t0*(2.0*alpha_squared*(z*z) + alpha_squared + z*(alpha*(alpha - 8.0) + 2.0) + 2.0)
        + 2.0*t1*t2*(t2 - 4.0)*_rc_deficit(t1/t0))/((t0*t0)*sqrt(alpha)*sqrt(sqrt(z))
        *sqrt(sqrt(alpha_squared + 1.0)))
    )


@vectorize([float64(float64, float64)], cache=True)
def curvature_edge_right_1d(alpha, z):
    """delta_g/(g eta) at the curvature zero at pure 2, D = 1, any masses.

    naidon2021:supplement:curvature-right-1d, derivation soft_line.curvature_edge(D=1, side='right')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    2 branches: 50 operations; 38 operations; measured accuracy: accuracy.json
    """
    if max(abs(alpha - 1.0), abs(z - 1.0)) < 0.5:
        c0 = 0.013262911924324612  # 1/(24*pi)
        sqrt_z = sqrt(z)
        t0 = z + 1.0
        t1 = 1.0/t0
        t2 = t0*t0
        t3 = z - 1.0
        t4 = _rc_second_deficit(2.0*t1)
        return (
            -c0*t1*(t3*(t0*t3*(9.0*z + 4.0) - 6.0*t3*t4*(4.0*z - 1.0))
            + (alpha - 1.0)*(2.0*t0*z*(3.0*alpha*t2 - 10.0*z + 3.0*(z*z) - 5.0) - 24.0*t4*z*(t3*t3)))
            /(alpha*sqrt_z*t2*sqrt(sqrt_z)*sqrt(sqrt(alpha*alpha + 1.0)))
        )
    c0 = 0.039788735772973836  # 1/(8*pi)
    sqrt_z = sqrt(z)
    t0 = z + 1.0
    alpha_squared = alpha*alpha
    t1 = z - 1.0
    return (
        -c0*(t0*(z*(alpha*(2.0*alpha - 8.0) + 1.0) + (2.0*alpha_squared + 1.0)*(z*z) + 2.0)
        - 2.0*t1*(4.0*alpha*z - 1.0)*_rc_deficit(-t1/t0))/(alpha*sqrt_z*(t0*t0)*sqrt(sqrt_z)
        *sqrt(sqrt(alpha_squared + 1.0)))
    )


@vectorize([float64(float64, float64)], cache=True)
def tangent_edge_left_1d(alpha, z):
    """delta_g/(g eta) at the tangent from pure 2 touching at pure 1, D = 1, any masses.

    naidon2021:supplement:tangent-left-1d, derivation soft_line.tangent_edge(D=1, side='left')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    2 branches: 56 operations; 34 operations; measured accuracy: accuracy.json
    """
    if max(abs(alpha - 1.0), abs(z - 1.0)) < 0.5:
        c0 = 0.1061032953945969  # 1/(3*pi)
        sqrt_alpha = sqrt(alpha)
        t0 = z + 1.0
        t1 = 1.0/t0
        sqrt_z = sqrt(z)
        t2 = t0*t0
        t3 = z - 1.0
        t4 = sqrt_z + 1.0
        t5 = 2.0*z
        t6 = 6.0*z*_rc_second_deficit(t1*t5)
        t7 = 4.0*sqrt_z
        t8 = sqrt_z*t5
        t9 = t3/t4
        t10 = sqrt_alpha + 1.0
        t11 = t5 - t7 - t8 + z*z + 1.0
        return (
            -c0*t1*(t9*(t0*t9*(t0 + t7 + t8) - t3*t4*t6) + (alpha - 1.0)
            *(2.0*sqrt_z*t0*(alpha*t2 + sqrt_alpha*t11 + t11) - t10*t6*(t3*t3))/t10)
            /(sqrt_alpha*t2*sqrt(sqrt_z)*sqrt(sqrt(alpha*alpha + 1.0)))
        )
    c0 = 0.1061032953945969  # 1/(3*pi)
    t0 = z + 1.0
    t1 = z - 1.0
    t2 = 6.0*alpha
    t3 = alpha*z
    t4 = 2.0*sqrt(t3)
    return (
        -c0*(t0*(alpha*t4 + t3*t4 + z*(1.0 - t2) + 1.0) + t1*t2*z*_rc_deficit(t1/t0))
        /((t0*t0)*sqrt(alpha)*sqrt(sqrt(z))*sqrt(sqrt(alpha*alpha + 1.0)))
    )


@vectorize([float64(float64, float64)], cache=True)
def tangent_edge_right_1d(alpha, z):
    """delta_g/(g eta) at the tangent from pure 1 touching at pure 2, D = 1, any masses.

    naidon2021:supplement:tangent-right-1d, derivation soft_line.tangent_edge(D=1, side='right')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    2 branches: 53 operations; 33 operations; measured accuracy: accuracy.json
    """
    if max(abs(alpha - 1.0), abs(z - 1.0)) < 0.5:
        c0 = 0.1061032953945969  # 1/(3*pi)
        sqrt_alpha = sqrt(alpha)
        t0 = z + 1.0
        t1 = 1.0/t0
        sqrt_z = sqrt(z)
        t2 = t0*t0
        t3 = z - 1.0
        t4 = 6.0*sqrt_z*_rc_second_deficit(2.0*t1)
        t5 = sqrt_z + 1.0
        t6 = t3/t5
        return (
            -c0*t1*(t6*(t0*t6*(sqrt_z*z + sqrt_z + 4.0*z + 2.0) - t3*t4*t5)
            + (alpha - 1.0)*(sqrt_z*t0*(alpha*t2 + sqrt_alpha*t2 - 6.0*z + z*z - 3.0) - t4*(t3*t3))
            /(sqrt_alpha + 1.0))/(sqrt_alpha*t2*sqrt(sqrt_z)*sqrt(sqrt(alpha*alpha + 1.0)))
        )
    c0 = 0.1061032953945969  # 1/(3*pi)
    t0 = z + 1.0
    t1 = z - 1.0
    t2 = alpha*z
    t3 = sqrt(t2)
    return (
        -c0*(t0*(t2*t3 + t3*(alpha - 6.0) + 2.0*z + 2.0) - 6.0*t1*t3*_rc_deficit(-t1/t0))
        /((t0*t0)*sqrt(alpha)*sqrt(sqrt(z))*sqrt(sqrt(alpha*alpha + 1.0)))
    )


@vectorize([float64(float64, float64, float64)], cache=True)
def soft_energy_2d(x, alpha, z):
    """energy of E_B along the soft line at threshold, in units of g n_plus^2 eta, D = 2.

    naidon2021:8, derivation soft_line.energy(D=2)

    x <= 1 [1], alpha > 0 [1], z > 0 [1]  ->  [1]
    20-point Gauss-Legendre on 2 to 9 panels, 78 operations a node; measured accuracy: accuracy.json
    """
    alpha_squared = alpha*alpha
    t0 = alpha_squared + 1.0
    t1 = sqrt(t0*z)
    t2 = t1*x
    t3 = sqrt(t0/z)
    t4 = 1.0 - x
    t5 = 1.0/alpha
    t6 = t4*t5
    t7 = t3*t6
    sqrt_z = sqrt(z)
    t8 = 1.0/sqrt_z
    t9 = t3*x
    t10 = t1*t6
    c0 = 0.3183098861837907  # 1/pi
    t11 = c0*t0*t6*x
    t12 = sqrt(t0)
    t13 = t12*x
    t14 = t12*t4
    t15 = sqrt(sqrt_z)
    t16 = 1.0/t15
    c1 = 1.4142135623730951  # sqrt(2)
    t17 = 1.0/sqrt(t12)
    c2 = 0.019894367886486918  # 1/(16*pi)
    t18 = c2*t0
    hard = 2.0*sqrt(t2 + t7)
    soft = max(min(2.0*sqrt(min(t2, t7)), 2.0*sqrt(t10 + t9)*min(sqrt_z, t8)), 1e-8*hard)
    k5 = t14*t5
    k8 = c1*t15
    k9 = t15*t6
    k10 = 2.0*alpha_squared + 2.0
    p_split = _tail_start(soft, hard)
    integral = _soft_energy_2d_integral(
        soft, hard, t11, t2, t7, t13, t8, k5, sqrt_z, t16, k8, k9, k10, t9, t10
    )
    return (
        integral + t11*log(p_split)/(sqrt_z + t8) + (sqrt_z*t18*(1.0 - 4.0*log(t16*t17/sqrt(x)))*(x*x)
        if t13*t5 > 0.0 else 0.0) + (t18*t8*(1.0 - 4.0*log(t15*t17*sqrt(alpha)/sqrt(t4)))*(t4*t4)
        /alpha_squared if t14 > 0.0 else 0.0)
    )


@vectorize([float64(float64, float64, float64)], cache=True)
def soft_slope_2d(x, alpha, z):
    """slope of E_B along the soft line at threshold, in units of g n_plus^2 eta, D = 2.

    naidon2021:8, derivation soft_line.slope(D=2)

    x <= 1 [1], alpha > 0 [1], z > 0 [1]  ->  [1]
    20-point Gauss-Legendre on 2 to 9 panels, 198 operations a node; measured accuracy: accuracy.json
    """
    alpha_squared = alpha*alpha
    t0 = alpha_squared + 1.0
    t1 = sqrt(t0*z)
    t2 = t1*x
    t3 = 1.0 - x
    t4 = 1.0/alpha
    t5 = sqrt(t0/z)
    t6 = t4*t5
    t7 = t3*t6
    sqrt_z = sqrt(z)
    t8 = 1.0/sqrt_z
    t9 = t5*x
    t10 = t1*t4
    t11 = t10*t3
    t12 = t0*x
    c0 = 0.3183098861837907  # 1/pi
    t13 = c0*t4
    t14 = t12*t13
    t15 = sqrt(t0)
    t16 = t15*x
    t17 = t15*t3
    t18 = sqrt(sqrt_z)
    t19 = 1.0/t18
    c1 = 1.4142135623730951  # sqrt(2)
    t20 = c1*t18
    t21 = t0*t3
    t22 = t13*t21
    t23 = t18*t4
    t24 = t23*t3
    t25 = 1.0/alpha_squared
    t26 = t21*t25
    t27 = t12*t19
    c2 = 0.039788735772973836  # 1/(8*pi)
    c3 = 0.019894367886486918  # 1/(16*pi)
    t29 = c2*sqrt_z*t12
    t30 = 1.0/sqrt(t15)
    hard = 2.0*sqrt(t2 + t7)
    soft = max(min(2.0*sqrt(min(t2, t7)), 2.0*sqrt(t11 + t9)*min(sqrt_z, t8)), 1e-8*hard)
    k5 = t17*t4
    k10 = t22*x
    k15 = 2.0*alpha_squared + 2.0
    k16 = t23*sqrt(2.0*t0)
    k26 = t0*t24
    k27 = t27*t8
    k28 = sqrt_z*t20*t26
    p_split = _tail_start(soft, hard)
    integral = _soft_slope_2d_integral(
        soft, hard, z, t14, t2, t7, t16, t8, k5, sqrt_z, t19, t20, t22, k10, t5, t1, t6, t10, k15, k16, t0,
        t4, t24, t9, t11, t15, t23, t26, t27, k26, k27, k28
    )
    t28 = log(p_split)/(sqrt_z + t8)
    return (
        integral - t14*t28 + t22*t28 + (t29*(1.0 - 4.0*log(t19*t30/sqrt(x))) + t29 if t16*t4 > 0.0 else 0.0)
        + (-c2*t26*t8 + c3*t0*t25*t8*(1.0 - 4.0*log(t18*t30*sqrt(alpha)/sqrt(t3)))*(2.0*x - 2.0)
        if t17 > 0.0 else 0.0)
    )


@vectorize([float64(float64, float64, float64)], cache=True)
def soft_curvature_2d(x, alpha, z):
    """curvature of E_B along the soft line at threshold, in units of g n_plus^2 eta, D = 2.

    naidon2021:8, derivation soft_line.curvature(D=2)

    x <= 1 [1], alpha > 0 [1], z > 0 [1]  ->  [1]
    20-point Gauss-Legendre on 2 to 9 panels, 107 operations a node; measured accuracy: accuracy.json
    """
    sqrt_z = sqrt(z)
    t0 = 1.0/sqrt_z
    t1 = 1.0/z
    alpha_squared = alpha*alpha
    t2 = alpha_squared + 1.0
    t3 = t1*t2
    t4 = sqrt(t3)
    t5 = t4*x
    t6 = sqrt(t2*z)
    t7 = 1.0/alpha
    t8 = 1.0 - x
    t9 = t7*t8
    t10 = t6*t9
    t11 = t6*x
    t12 = t4*t7
    t13 = t12*t8
    t14 = sqrt(t2)
    t15 = alpha*z
    t16 = t15 - 1.0
    t17 = t16*t16
    t18 = 1.0/alpha_squared
    t19 = t18*t3
    z_squared = z*z
    t20 = alpha_squared*z_squared
    t21 = 3.0*z
    t22 = alpha_squared*t21 + t21
    t23 = z + 1.0
    t24 = t18*t2
    t25 = t12*t23
    t26 = alpha_squared*z
    t27 = -4.0*t15 + t23
    t28 = t20 + t26 + t27
    t29 = t19*t28
    t30 = t0*t24/t23
    t31 = t0*t23
    c0 = 0.15915494309189535  # 1/(2*pi)
    hard = 2.0*sqrt(t11 + t13)
    soft = max(2.0*sqrt(t10 + t5)*min(sqrt_z, t0), 1e-8*hard)
    k3 = t14*x
    k5 = t14*t9
    k6 = t12*(-alpha + z)
    k7 = t12*t16
    k8 = t17*t19
    k13 = t1*(z*(z + 3.0) + 1.0)
    k14 = t19*(-10.0*t15 + 2.0*t20 + t22 + 2.0)
    k15 = t17*t24*(t23*t23)/z_squared
    k16 = t25*(alpha - 1.0)
    k18 = t28*t30
    k20 = t1*t25*(alpha*z_squared + 2.0*t15 - 2.0*z - 1.0)
    k21 = t19*t31*(-8.0*t15 + t20 + t22 + 1.0)
    k22 = t29*t31
    k23 = t1*t14*t16*t23*t7
    p_split = _tail_start(soft, hard)
    integral = _soft_curvature_2d_integral(
        soft, hard, t11, t13, t0, k3, sqrt_z, k5, k6, k7, k8, t6, t12, t5, t10, k13, k14, k15, k16, t29, k18,
        t31, k20, k21, k22, k23
    )
    return c0*t30*(t23*t26 + t27)*log(p_split) + integral


@vectorize([float64(float64, float64)], cache=True)
def curvature_edge_left_2d(alpha, z):
    """R of Eq. (18) at the curvature zero at pure 1, D = 2, any masses.

    naidon2021:supplement:curvature-left-2d, derivation soft_line.curvature_edge(D=2, side='left')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    2 branches: 56 operations; 45 operations; measured accuracy: accuracy.json
    """
    if abs(z - 1.0) < 0.5:
        c0 = 0.019894367886486918  # 1/(16*pi)
        t0 = z + 1.0
        t1 = 1.0/t0
        t2 = t0*t0
        t3 = z - 1.0
        t4 = 3.0*z
        t5 = 2.0*z
        t6 = 4.0*z
        t7 = t6*_log_second_deficit(t1*t5)
        alpha_squared = alpha*alpha
        t8 = t2*log((alpha_squared + 1.0)/(alpha_squared*z))
        t9 = alpha*t0
        t10 = t9 + z - 3.0
        return (
            c0*t1*(t3*(2.0*t0*(z*(t4 - 3.0) - 2.0) + t3*t8 - t7*(z*(z - 4.0) - 1.0))
            + (alpha - 1.0)*(t0*t10*t5*(t4 + 1.0) + t10*t8*z - t3*t7*(t3*t9 - t6 + z*z - 1.0)))
            /(alpha*t2*sqrt(z))
        )
    c0 = 0.019894367886486918  # 1/(16*pi)
    sqrt_z = sqrt(z)
    t0 = z + 1.0
    t1 = 1.0/t0
    t2 = sqrt(sqrt_z)
    t3 = z - 1.0
    alpha_squared = alpha*alpha
    t4 = log((alpha_squared + 1.0)/(alpha_squared*z))
    t5 = 2.0*z
    t6 = 4.0*log(t1*t5)
    return (
        c0*t1*(-4.0*alpha*z*(t3*t4 + t5 + t6*z - 2.0) + alpha_squared*t3*z*(t0*t4 + t0*t6 + t5 + 6.0)
        + t0*t3*(t4 + 4.0))/(alpha*sqrt_z*(sqrt_z + 1.0)*(t2 - 1.0)*(t2 + 1.0))
    )


@vectorize([float64(float64, float64)], cache=True)
def curvature_edge_right_2d(alpha, z):
    """R of Eq. (18) at the curvature zero at pure 2, D = 2, any masses.

    naidon2021:supplement:curvature-right-2d, derivation soft_line.curvature_edge(D=2, side='right')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    2 branches: 51 operations; 38 operations; measured accuracy: accuracy.json
    """
    if abs(z - 1.0) < 0.5:
        c0 = 0.019894367886486918  # 1/(16*pi)
        t0 = z + 1.0
        t1 = 1.0/t0
        t2 = t0*t0
        t3 = z - 1.0
        t4 = t2*log(z*(alpha*alpha + 1.0))
        t5 = _log_second_deficit(2.0*t1)
        t6 = 16.0*z
        z_squared = z*z
        return (
            c0*t1*(t3*(2.0*t0*(z*(2.0*z + 3.0) - 3.0) + t3*t4 - t5*(t6 + 4.0*z_squared - 4.0))
            + (alpha - 1.0)*(4.0*t0*z*(alpha*t2 + z_squared - 5.0) - t3*t5*t6 + t4*z*(alpha*t0 + z - 3.0)))
            /(alpha*t2*sqrt(z))
        )
    c0 = 0.019894367886486918  # 1/(16*pi)
    t0 = z + 1.0
    t1 = 1.0/t0
    t2 = t0*t0
    alpha_squared = alpha*alpha
    t3 = log(z*(alpha_squared + 1.0))
    t4 = z - 1.0
    t5 = 4.0*_log_second_deficit(2.0*t1)
    t6 = 2.0*t0*(z + 3.0) + t2*t3
    return (
        c0*t1*(-4.0*alpha*z*(t4*t5 + t6) + alpha_squared*t0*t2*z*(t3 + 4.0) + t0*(-t5*(t4*t4) + t6))
        /(alpha*t2*sqrt(z))
    )


@vectorize([float64(float64, float64)], cache=True)
def tangent_edge_left_2d(alpha, z):
    """R of Eq. (18) at the tangent from pure 2 touching at pure 1, D = 2, any masses.

    naidon2021:supplement:tangent-left-2d, derivation soft_line.tangent_edge(D=2, side='left')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    54 operations; measured accuracy: accuracy.json
    """
    c0 = 0.3183098861837907  # 1/pi
    c1 = 0.019894367886486918  # 1/(16*pi)
    sqrt_z = sqrt(z)
    t0 = z + 1.0
    t1 = 1.0/t0
    alpha_squared = alpha*alpha
    t2 = log1p(alpha_squared)
    t3 = alpha_squared*z
    t4 = log(alpha)
    t5 = 2.0*t4
    t6 = log(z)
    t7 = t6*z
    t8 = t2*z
    t9 = alpha_squared*(z*z)
    t10 = 4.0*alpha
    return (
        -c0*sqrt_z*z*_log_ratio(t1*(z - 1.0))/(t0*t0) + c1*t1
        *(8.0*alpha*t4*z + alpha_squared*t8 + t10*t7 - t10*t8 + t2*t9 + t2 + t3*t6 + t3 - t5*z - t5 + t6*t9
        - t6 - t7 + t8 + t9 + 3.0*z + 3.0)/(alpha*sqrt_z)
    )


@vectorize([float64(float64, float64)], cache=True)
def tangent_edge_right_2d(alpha, z):
    """R of Eq. (18) at the tangent from pure 1 touching at pure 2, D = 2, any masses.

    naidon2021:supplement:tangent-right-2d, derivation soft_line.tangent_edge(D=2, side='right')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    50 operations; measured accuracy: accuracy.json
    """
    c0 = 0.3183098861837907  # 1/pi
    c1 = 0.019894367886486918  # 1/(16*pi)
    sqrt_z = sqrt(z)
    t0 = z + 1.0
    t1 = 1.0/t0
    t2 = log(z)
    t3 = 2.0*log(alpha)
    alpha_squared = alpha*alpha
    t4 = log1p(alpha_squared)
    t5 = t4*z
    t6 = t2*z
    t7 = 3.0*alpha_squared
    z_squared = z*z
    t8 = alpha_squared*z_squared
    t9 = 4.0*alpha
    return (
        -c0*sqrt_z*_log_ratio(-t1*(z - 1.0))/(t0*t0) + c1*t1
        *(alpha_squared*t5 + alpha_squared*t6 + t0 + t2*t8 - t2 - t3*z - t3 + t4*t8 + t4 - t5*t9 + t5
        - t6*t9 - t6 + t7*z + t7*z_squared)/(alpha*sqrt_z)
    )


@vectorize([float64(float64, float64, float64)], cache=True)
def soft_energy_3d(x, alpha, z):
    """energy of E_B along the soft line at threshold, in units of g n_plus^2 eta, D = 3.

    naidon2021:8, derivation soft_line.energy(D=3)

    x <= 1 [1], alpha > 0 [1], z > 0 [1]  ->  [1]
    20-point Gauss-Legendre on 2 to 9 panels, 79 operations a node; measured accuracy: accuracy.json
    """
    alpha_squared = alpha*alpha
    t0 = alpha_squared + 1.0
    t1 = sqrt(t0*z)
    t2 = t1*x
    t3 = sqrt(t0/z)
    t4 = 1.0 - x
    t5 = t4/alpha
    t6 = t3*t5
    sqrt_z = sqrt(z)
    t7 = 1.0/sqrt_z
    t8 = t3*x
    t9 = t1*t5
    c0 = 0.10132118364233778  # pi**(-2)
    t10 = sqrt(t0)
    t11 = sqrt(sqrt_z)
    t12 = 1.0/t11
    c1 = 1.4142135623730951  # sqrt(2)
    c2 = 0.054037964609246814  # 8/(15*pi**2)
    t13 = c2*t0*sqrt(t10)
    hard = 2.0*sqrt(t2 + t6)
    soft = max(min(2.0*sqrt(min(t2, t6)), 2.0*sqrt(t8 + t9)*min(sqrt_z, t7)), 1e-8*hard)
    k0 = c0*t0*t5*x
    k5 = t10*x
    k6 = t10*t5
    k8 = c1*t11
    k9 = t11*t5
    k10 = 2.0*alpha_squared + 2.0
    integral = _soft_energy_3d_integral(soft, hard, k0, t7, sqrt_z, t2, t6, k5, k6, t12, k8, k9, k10, t8, t9)
    return integral + sqrt_z*t11*t13*(x*x)*sqrt(x) + t12*t13*t7*(t4*t4)*sqrt(t4)/(alpha_squared*sqrt(alpha))


@vectorize([float64(float64, float64, float64)], cache=True)
def soft_slope_3d(x, alpha, z):
    """slope of E_B along the soft line at threshold, in units of g n_plus^2 eta, D = 3.

    naidon2021:8, derivation soft_line.slope(D=3)

    x <= 1 [1], alpha > 0 [1], z > 0 [1]  ->  [1]
    20-point Gauss-Legendre on 2 to 9 panels, 197 operations a node; measured accuracy: accuracy.json
    """
    alpha_squared = alpha*alpha
    t0 = alpha_squared + 1.0
    t1 = sqrt(t0*z)
    t2 = t1*x
    t3 = 1.0 - x
    t4 = 1.0/alpha
    t5 = sqrt(t0/z)
    t6 = t4*t5
    t7 = t3*t6
    sqrt_z = sqrt(z)
    t8 = 1.0/sqrt_z
    t9 = t5*x
    t10 = t1*t4
    t11 = t10*t3
    c0 = 0.10132118364233778  # pi**(-2)
    t12 = t3*t4
    t13 = c0*t12
    t14 = sqrt(t0)
    t15 = sqrt(sqrt_z)
    t16 = 1.0/t15
    c1 = 1.4142135623730951  # sqrt(2)
    t17 = c1*t15
    t18 = t15*t4
    t19 = t18*t3
    t20 = t0*x
    t21 = t0*t3/alpha_squared
    t22 = t16*t20
    c2 = 0.13509491152311703  # 4/(3*pi**2)
    t23 = c2*sqrt(t14)
    hard = 2.0*sqrt(t2 + t7)
    soft = max(min(2.0*sqrt(min(t2, t7)), 2.0*sqrt(t11 + t9)*min(sqrt_z, t8)), 1e-8*hard)
    k0 = t0*t13
    k5 = t14*x
    k6 = t12*t14
    k10 = 2.0*alpha_squared + 2.0
    k13 = c0*t20*t4
    k14 = t13*t20
    k21 = t0*t19
    k24 = t22*t8
    k25 = sqrt_z*t17*t21
    k28 = t18*sqrt(2.0*t0)
    integral = _soft_slope_3d_integral(
        soft, hard, z, k0, t8, sqrt_z, t2, t7, k5, k6, t16, t17, t19, k10, t9, t11, k13, k14, t14, t1, t6,
        t18, t21, t22, k21, t5, t10, k24, k25, t0, t4, k28
    )
    return integral + sqrt_z*t15*t20*t23*sqrt(x) - t16*t21*t23*t8*sqrt(t3)/sqrt(alpha)


@vectorize([float64(float64, float64, float64)], cache=True)
def soft_curvature_3d(x, alpha, z):
    """curvature of E_B along the soft line at threshold, in units of g n_plus^2 eta, D = 3.

    naidon2021:8, derivation soft_line.curvature(D=3)

    x <= 1 [1], alpha > 0 [1], z > 0 [1]  ->  [1]
    20-point Gauss-Legendre on 2 to 9 panels, 106 operations a node; measured accuracy: accuracy.json
    """
    sqrt_z = sqrt(z)
    t0 = 1.0/sqrt_z
    t1 = 1.0/z
    alpha_squared = alpha*alpha
    t2 = alpha_squared + 1.0
    t3 = t1*t2
    t4 = sqrt(t3)
    t5 = t4*x
    t6 = sqrt(t2*z)
    t7 = 1.0/alpha
    t8 = 1.0 - x
    t9 = t7*t8
    t10 = t6*t9
    t11 = t6*x
    t12 = t4*t7
    t13 = t12*t8
    t14 = sqrt(t2)
    t15 = alpha*z
    t16 = t15 - 1.0
    t17 = t16*t16
    t18 = 1.0/alpha_squared
    t19 = t18*t3
    t20 = t18*t2
    t21 = t0*t20
    z_squared = z*z
    t22 = alpha_squared*z_squared
    t23 = 3.0*z
    t24 = alpha_squared*t23 + t23
    t25 = z + 1.0
    t26 = t12*t25
    t27 = alpha_squared*z - 4.0*t15 + t22 + t25
    t28 = t19*t27
    t29 = t0*t25
    hard = 2.0*sqrt(t11 + t13)
    soft = max(2.0*sqrt(t10 + t5)*min(sqrt_z, t0), 1e-8*hard)
    k3 = t14*x
    k5 = t14*t9
    k6 = t12*(-alpha + z)
    k7 = t12*t16
    k8 = t17*t19
    k9 = t2*t7
    k10 = sqrt_z*t2
    k16 = t1*(z*(z + 3.0) + 1.0)
    k17 = t19*(-10.0*t15 + 2.0*t22 + t24 + 2.0)
    k18 = t17*t20*(t25*t25)/z_squared
    k19 = t26*(alpha - 1.0)
    k21 = t21*t27/t25
    k23 = t1*t26*(alpha*z_squared + 2.0*t15 - 2.0*z - 1.0)
    k24 = t19*t29*(-8.0*t15 + t22 + t24 + 1.0)
    k25 = t28*t29
    k26 = t1*t14*t16*t25*t7
    return _soft_curvature_3d_integral(
        soft, hard, t11, t13, t0, k3, sqrt_z, k5, k6, k7, k8, k9, k10, t21, t6, t12, t5, t10, k16, k17, k18,
        k19, t28, k21, t29, k23, k24, k25, k26
    )


@vectorize([float64(float64, float64)], cache=True)
def curvature_edge_left_3d(alpha, z):
    """delta_g/(g eta) at the curvature zero at pure 1, D = 3, any masses.

    naidon2021:supplement:curvature-left-3d, derivation soft_line.curvature_edge(D=3, side='left')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    2 branches: 60 operations; 47 operations; measured accuracy: accuracy.json
    """
    if max(abs(alpha - 1.0), abs(z - 1.0)) < 0.5:
        c0 = 0.025330295910584444  # 1/(4*pi**2)
        sqrt_z = sqrt(z)
        t0 = z + 1.0
        t1 = z - 1.0
        t2 = z + 2.0
        z_squared = z*z
        t3 = 6.0*z_squared*_rc_second_deficit(2.0*z/t0)
        t4 = 4.0*z
        t5 = z_squared - 2.0
        t6 = t0*t0
        return (
            c0*(t1*(-t0*t2*(t2 - 4.0*z_squared) + t3*(z*(z - 4.0) - 2.0))
            + (alpha - 1.0)*(-t0*z*(-alpha*z*(z*(t4 + 15.0) + 13.0) - 4.0*z*z_squared + 23.0*z + z_squared
            + 12.0) + t1*t3*(alpha*t5 - t4 + t5)))*sqrt(sqrt(alpha*alpha + 1.0))
            /(alpha*sqrt_z*(t6*t6)*sqrt(alpha)*sqrt(sqrt_z))
        )
    c0 = 0.025330295910584444  # 1/(4*pi**2)
    sqrt_z = sqrt(z)
    alpha_squared = alpha*alpha
    t0 = z + 1.0
    t1 = t0*t0
    z_squared = z*z
    t2 = 4.0*z
    return (
        c0*(6.0*alpha*z_squared*(z - 1.0)*(alpha*(z_squared - 2.0) - t2)*_rc_second_deficit(2.0*z/t0)
        + t0*(-alpha*t2*(z*(t2 + 9.0) + 3.0) + alpha_squared*z_squared*(z*(t2 + 15.0) + 13.0) + 4.0*t0*t1))
        *sqrt(sqrt(alpha_squared + 1.0))/(alpha*sqrt_z*(t1*t1)*sqrt(alpha)*sqrt(sqrt_z))
    )


@vectorize([float64(float64, float64)], cache=True)
def curvature_edge_right_3d(alpha, z):
    """delta_g/(g eta) at the curvature zero at pure 2, D = 3, any masses.

    naidon2021:supplement:curvature-right-3d, derivation soft_line.curvature_edge(D=3, side='right')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    2 branches: 49 operations; 43 operations; measured accuracy: accuracy.json
    """
    if max(abs(alpha - 1.0), abs(z - 1.0)) < 0.5:
        c0 = 0.025330295910584444  # 1/(4*pi**2)
        t0 = z + 1.0
        t1 = t0*t0
        t2 = z - 1.0
        z_squared = z*z
        t3 = _rc_second_deficit(2.0/t0)
        return (
            c0*(t2*(t0*(2.0*z + 1.0)*(z + 2.0*z_squared - 4.0) + t3*(z*(12.0*z + 24.0) - 6.0))
            + (alpha - 1.0)*(4.0*t0*z*(alpha*t0*t1 + z*z_squared - 6.0*z - 3.0) + 24.0*t2*t3*z))
            *sqrt(sqrt(alpha*alpha + 1.0))/(alpha*(t1*t1)*sqrt(sqrt(z)))
        )
    c0 = 0.025330295910584444  # 1/(4*pi**2)
    t0 = z + 1.0
    t1 = 1.0/t0
    alpha_squared = alpha*alpha
    z_squared = z*z
    t2 = 4.0*alpha
    return (
        c0*t1*(t0*(4.0*alpha_squared*z*z_squared + t2*z_squared*(2.0*alpha - 3.0)
        + z*(alpha*(t2 - 24.0) + 9.0) + 6.0) + (24.0*alpha*z + 12.0*z_squared - 6.0)
        *_rc_deficit(-t1*(z - 1.0)))*sqrt(sqrt(alpha_squared + 1.0))/(alpha*(t0*t0)*sqrt(sqrt(z)))
    )


@vectorize([float64(float64, float64)], cache=True)
def tangent_edge_left_3d(alpha, z):
    """delta_g/(g eta) at the tangent from pure 2 touching at pure 1, D = 3, any masses.

    naidon2021:supplement:tangent-left-3d, derivation soft_line.tangent_edge(D=3, side='left')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    2 branches: 87 operations; 47 operations; measured accuracy: accuracy.json
    """
    if max(abs(alpha - 1.0), abs(z - 1.0)) < 0.5:
        c0 = 0.013509491152311703  # 2/(15*pi**2)
        sqrt_alpha = sqrt(alpha)
        sqrt_z = sqrt(z)
        alpha_squared = alpha*alpha
        t0 = z + 1.0
        t1 = t0*t0
        t2 = z - 1.0
        t3 = sqrt_z + 1.0
        z_squared = z*z
        t4 = z*z_squared
        t5 = 30.0*t4*_rc_second_deficit(2.0*z/t0)
        t6 = 4.0*sqrt_z
        t7 = t4*t6
        t8 = sqrt_alpha + 1.0
        t9 = 12.0*sqrt_z
        t10 = t6 + t7 + t9*z + t9*z_squared - 45.0*z - 20.0*z_squared - 15.0
        t11 = alpha*t0*t1
        return (
            c0*(t2*(t0*(-13.0*sqrt_z*z + 2.0*sqrt_z*z_squared - 6.0*sqrt_z + 16.0*t4 + t7 - 9.0*z
            + 14.0*z_squared + 4.0*(z_squared*z_squared) - 6.0) - t3*t5)/t3
            + (alpha - 1.0)*(t0*z*(alpha_squared*t0*t1*t6 + sqrt_alpha*t10 + t10 + t11*t6
            + 4.0*t11*sqrt(alpha*z)) - t2*t5*t8)/t8)*sqrt(sqrt(alpha_squared + 1.0))
            /(alpha*sqrt_alpha*sqrt_z*(t1*t1)*sqrt(sqrt_z))
        )
    c0 = 0.013509491152311703  # 2/(15*pi**2)
    sqrt_z = sqrt(z)
    t0 = z + 1.0
    t1 = 1.0/t0
    alpha_squared = alpha*alpha
    z_squared = z*z
    t2 = alpha*z
    t3 = 5.0*alpha
    t4 = alpha_squared*sqrt(t2)
    t5 = 4.0*t4*z
    return (
        c0*t1*(t0*(8.0*t4*z_squared + t5*z_squared + t5 - 3.0*z*(t3 - 4.0) - 6.0*z_squared*(t3 - 1.0) + 6.0)
        + 30.0*t2*z_squared*_rc_deficit(t1*(z - 1.0)))*sqrt(sqrt(alpha_squared + 1.0))
        /(alpha*sqrt_z*(t0*t0)*sqrt(alpha)*sqrt(sqrt_z))
    )


@vectorize([float64(float64, float64)], cache=True)
def tangent_edge_right_3d(alpha, z):
    """delta_g/(g eta) at the tangent from pure 1 touching at pure 2, D = 3, any masses.

    naidon2021:supplement:tangent-right-3d, derivation soft_line.tangent_edge(D=3, side='right')

    alpha > 0 [1], z > 0 [1]  ->  [1]
    2 branches: 85 operations; 49 operations; measured accuracy: accuracy.json
    """
    if max(abs(alpha - 1.0), abs(z - 1.0)) < 0.5:
        c0 = 0.013509491152311703  # 2/(15*pi**2)
        sqrt_alpha = sqrt(alpha)
        sqrt_z = sqrt(z)
        alpha_squared = alpha*alpha
        t0 = z + 1.0
        t1 = t0*t0
        t2 = z - 1.0
        t3 = sqrt_z + 1.0
        t4 = sqrt_z*z
        t5 = 30.0*t4*_rc_second_deficit(2.0/t0)
        z_squared = z*z
        t6 = sqrt_alpha + 1.0
        t7 = 6.0*z
        t8 = 6.0*t0*t1
        t9 = z*(z*(t7 + 3.0) - 27.0) - 14.0
        return (
            c0*(t2*(-t0*(-6.0*sqrt_z*z*z_squared - 13.0*sqrt_z*z_squared + 4.0*sqrt_z + 2.0*t4
            - 9.0*z*z_squared + 16.0*z + 14.0*z_squared - 6.0*(z_squared*z_squared) + 4.0) + t3*t5)/t3
            + (alpha - 1.0)*(t0*t4*(alpha*sqrt_alpha*t8 + alpha*t9 + alpha_squared*t8 + sqrt_alpha*t9
            + t7*z_squared - 27.0*z + 3.0*z_squared - 14.0) + t2*t5*(alpha + t6))/t6)
            *sqrt(sqrt(alpha_squared + 1.0))/(alpha*sqrt_alpha*sqrt_z*(t1*t1)*sqrt(sqrt_z))
        )
    c0 = 0.013509491152311703  # 2/(15*pi**2)
    sqrt_z = sqrt(z)
    t0 = z + 1.0
    t1 = 1.0/t0
    alpha_squared = alpha*alpha
    t2 = alpha*z
    t3 = sqrt(t2)
    t4 = t2*t3
    z_squared = z*z
    t5 = t3*z_squared
    return (
        c0*t1*(t0*(3.0*alpha*t5*(4.0*alpha - 5.0) + 6.0*alpha_squared*t5*z + 6.0*t4*(alpha - 5.0) + 8.0*z
        + 4.0*z_squared + 4.0) + 30.0*t4*_rc_deficit(-t1*(z - 1.0)))*sqrt(sqrt(alpha_squared + 1.0))
        /(alpha*sqrt_z*(t0*t0)*sqrt(alpha)*sqrt(sqrt_z))
    )
