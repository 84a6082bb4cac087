"""Compressibility: float64 kernels, hbar = 1.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from math import inf, log, sqrt

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
def _curvature_1d_n1_inner(p, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12):
    c0 = 0.15915494309189535  # 1/(2*pi)
    p_squared = p*p
    t0 = 0.5*p_squared
    t1 = 4.0*k1 + 0.25*k2*(p_squared*p_squared) + k3*p_squared + k4*p_squared
    t2 = k5*t0
    t3 = k7*t0
    t4 = sqrt(t1)
    t5 = k0*p_squared*t4 + t2*(2.0*k6 + t2) + t3*(2.0*k8 + t3)
    t6 = g11*p_squared + k11
    t7 = p_squared/t4
    t8 = 0.25*k10*t6*t7 + k9*t0
    return -c0*(0.125*k12*t7*(t6*t6)/t1 + (t8*t8)/t5)/sqrt(t5)


@njit(error_model="numpy")
def _tail_start(soft, hard):
    """Momentum from which an integral over all momenta is done in 1/p."""
    return sqrt(soft*hard) if hard <= 4.0*soft else 0.5*hard


@njit(error_model="numpy", fastmath={"reassoc"})
def _curvature_1d_n1_integral(soft, hard, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_curvature_1d_n1_inner(
            p_first*_NODES[i], g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_curvature_1d_n1_inner(
            p_split*_TAIL_NODES[i], g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_curvature_1d_n1_inner(
                p_low*_PANEL_NODES[i], g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _coupling_1d_n1_n2_inner(
    p, g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18,
    k19
):
    p_squared = p*p
    t0 = k2*p_squared
    t1 = 2.0*k1 + 0.5*t0
    t2 = k4*p_squared
    t3 = 2.0*k3 + 0.5*t2
    t4 = sqrt(t1*t3)
    t5 = 4.0*k5 + 0.25*k6*(p_squared*p_squared) + k7*p_squared + k8*p_squared
    t6 = sqrt(t5)
    t7 = t4 + t6
    t8 = 1.0/t7
    t9 = 0.25*k2*(4.0*k1 + t0) + 0.25*k4*(4.0*k3 + t2) + k9*t6
    t10 = 2.0*k2
    t11 = 2.0*k4
    t12 = sqrt(t9)
    t13 = 2.0*t12 + sqrt(t1*t10) + sqrt(t11*t3)
    t14 = 1.0/t13
    t15 = 4.0*k10 + k11*p_squared
    t16 = 1.0/t6
    t17 = t15*t16
    t18 = 1.0/t1
    t19 = 2.0*g11
    t20 = t17 + t19*sqrt(t18*t3)
    t21 = 1.0/t3
    t22 = 2.0*g22
    t23 = 4.0*k13 + k14*p_squared
    t24 = t16*t23
    t25 = t22*sqrt(t1*t21) + t24
    t26 = t23/t5
    t27 = 2.0*k16
    t28 = 2.0*k12 + k9*t17
    t29 = 1.0/t12
    t30 = t19*sqrt(t10*t18) + t28*t29
    t31 = 2.0*k15 + k9*t24
    t32 = t22*sqrt(t11*t21) + t29*t31
    t33 = k16*t8
    return (
        -k0*p*t14*t8*(0.5*k16*t14*t29*(-2.0*k9*t16*(k19 - t15*t26) + t28*t31/t9)
        - k16*t8*(8.0*k17*t16 + 4.0*k18/t4 - t17*t26) - 2.0*n1*t14*t30 - 2.0*n1*t20*t8 - 2.0*n2*t14*t32
        - 2.0*n2*t25*t8 + t14*t20*t32*t33 + t14*t25*t30*t33 + t20*t25*t27/(t7*t7) + t27*t30*t32/(t13*t13)
        + 4.0)
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _coupling_1d_n1_n2_integral(
    soft, hard, g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16,
    k17, k18, k19
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_coupling_1d_n1_n2_inner(
            p_first*_NODES[i], g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13,
            k14, k15, k16, k17, k18, k19
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_coupling_1d_n1_n2_inner(
            p_split*_TAIL_NODES[i], g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12,
            k13, k14, k15, k16, k17, k18, k19
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_coupling_1d_n1_n2_inner(
                p_low*_PANEL_NODES[i], g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11,
                k12, k13, k14, k15, k16, k17, k18, k19
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _curvature_2d_n1_inner(p, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12):
    c0 = 0.07957747154594767  # 1/(4*pi)
    p_squared = p*p
    t0 = 0.5*p_squared
    t1 = 4.0*k1 + 0.25*k2*(p_squared*p_squared) + k3*p_squared + k4*p_squared
    t2 = k5*t0
    t3 = k7*t0
    t4 = sqrt(t1)
    t5 = k0*p_squared*t4 + t2*(2.0*k6 + t2) + t3*(2.0*k8 + t3)
    t6 = g11*p_squared + k11
    t7 = p_squared/t4
    t8 = 0.25*k10*t6*t7 + k9*t0
    return -c0*p*(0.125*k12*t7*(t6*t6)/t1 + (t8*t8)/t5)/sqrt(t5)


@njit(error_model="numpy", forceinline=True)
def _curvature_2d_n1_outer(
    p, k0, k1, k2, k3, k4, k5, k6, k7, k8, k13, k14, k15, k16, k17, k18, k19, k20, k21, k22, k23, k24, k25,
    k26, k27, k28, k29, k30
):
    p_squared = p*p
    t0 = p_squared*p_squared
    t1 = k2*t0
    t2 = 0.25*t1
    t3 = 4.0*k1 + k3*p_squared + k4*p_squared
    t4 = t2 + t3
    t5 = sqrt(t4)
    t6 = 1.0/t5
    t7 = 0.5*p_squared
    t8 = k5*t7
    t9 = k7*t7
    t10 = k0*p_squared*t5
    t11 = t10 + t8*(2.0*k6 + t8) + t9*(2.0*k8 + t9)
    t12 = sqrt(t11)
    t13 = t3/(0.5*t10 + t2)
    t14 = 0.125*p_squared*t0
    t15 = 0.5*t0
    t16 = k14*t15 - k15*t13*t14
    t17 = (t16*t16)/t4
    t18 = t16*t6
    t19 = t15*t18
    t20 = t12 + t8 + t9
    t21 = k18*p_squared + k19*p_squared + 0.5*t1*t13
    t22 = (t21*t21)/(t20*t20)
    t23 = t0*t22
    t24 = t21/t20
    t25 = p_squared*t24
    t26 = 2.0*t18
    t27 = k21*t22*t24*t7
    return (
        0.5*k13*t6*(-k16*t17 + k17*t17*t24/p_squared - k20*t22*t26 - 4.0*k22*t17*t22/t0 + 0.25*k23*t23
        + 0.0625*k24*t13*(t0*t0) - k25*t25*t26 - k26*t19 + 0.75*k27*t13*t23 - k28*t13*t19 + k29*t14*t24
        + 0.375*k30*t0*t13*t25 - t13*t17 + t13*t27 + t27)/(p*t11*t12)
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _curvature_2d_n1_integral(
    soft, hard, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19,
    k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_curvature_2d_n1_inner(
            p_first*_NODES[i], g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_curvature_2d_n1_outer(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k13, k14, k15, k16, k17, k18, k19,
            k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_curvature_2d_n1_inner(
                p_low*_PANEL_NODES[i], g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _coupling_2d_n1_n2_inner(
    p, g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18,
    k19
):
    p_squared = p*p
    t0 = k2*p_squared
    t1 = 2.0*k1 + 0.5*t0
    t2 = k4*p_squared
    t3 = 2.0*k3 + 0.5*t2
    t4 = sqrt(t1*t3)
    t5 = 4.0*k5 + 0.25*k6*(p_squared*p_squared) + k7*p_squared + k8*p_squared
    t6 = sqrt(t5)
    t7 = t4 + t6
    t8 = 1.0/t7
    t9 = 0.25*k2*(4.0*k1 + t0) + 0.25*k4*(4.0*k3 + t2) + k9*t6
    t10 = 2.0*k2
    t11 = 2.0*k4
    t12 = sqrt(t9)
    t13 = 2.0*t12 + sqrt(t1*t10) + sqrt(t11*t3)
    t14 = 1.0/t13
    t15 = 4.0*k10 + k11*p_squared
    t16 = 1.0/t6
    t17 = t15*t16
    t18 = 1.0/t1
    t19 = 2.0*g11
    t20 = t17 + t19*sqrt(t18*t3)
    t21 = 1.0/t3
    t22 = 2.0*g22
    t23 = 4.0*k13 + k14*p_squared
    t24 = t16*t23
    t25 = t22*sqrt(t1*t21) + t24
    t26 = t23/t5
    t27 = 2.0*k12 + k9*t17
    t28 = 1.0/t12
    t29 = t19*sqrt(t10*t18) + t27*t28
    t30 = 2.0*k15 + k9*t24
    t31 = t22*sqrt(t11*t21) + t28*t30
    t32 = 0.5*k16
    return (
        -k0*p_squared*t14*t8*(0.25*k16*t14*t28*(-2.0*k9*t16*(k19 - t15*t26) + t27*t30/t9)
        + k16*t20*t25/(t7*t7) + k16*t29*t31/(t13*t13) - 0.5*k16*t8*(8.0*k17*t16 + 4.0*k18/t4 - t17*t26)
        - n1*t14*t29 - n1*t20*t8 - n2*t14*t31 - n2*t25*t8 + t14*t20*t31*t32*t8 + t14*t25*t29*t32*t8 + 2.0)
    )


@njit(error_model="numpy", forceinline=True)
def _coupling_2d_n1_n2_outer(
    p, g11, g22, n1, n2, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19,
    k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31, k32, k33, k34, k35, k36, k37, k38
):
    p_squared = p*p
    t0 = k7*p_squared
    t1 = k8*p_squared
    t2 = 4.0*k5 + t0 + t1
    t3 = k2*p_squared
    t4 = 2.0*k1 + 0.5*t3
    t5 = k4*p_squared
    t6 = 2.0*k3 + 0.5*t5
    t7 = t4*t6
    t8 = k6*(p_squared*p_squared)
    t9 = t2 + 0.25*t8
    t10 = sqrt(t9)
    t11 = sqrt(t7)
    t12 = t10 + t11
    t13 = 1.0/t12
    t14 = k2*(4.0*k1 + t3)
    t15 = k4*(4.0*k3 + t5)
    t16 = k9*t10
    t17 = 2.0*k2
    t18 = sqrt(t17*t4)
    t19 = 2.0*k4
    t20 = sqrt(t19*t6)
    t21 = 0.25*t14 + 0.25*t15 + t16
    t22 = sqrt(t21)
    t23 = 2.0*t22
    t24 = t18 + t20 + t23
    t25 = 1.0/t24
    t26 = k6*p_squared + 2.0*t16
    t27 = 1.0/t26
    t28 = t2*t27
    t29 = k4*p
    t30 = t20 + t29
    t31 = 1.0/t30
    t32 = k25*t31
    t33 = k2*p
    t34 = t18 + t33
    t35 = 1.0/t34
    t36 = t20*t35
    t37 = k38*p*(k1*t36 + k4*t28 + p*t32)
    t38 = t23 + t29 + t33
    t39 = 1.0/t38
    t40 = k6*t27
    t41 = 2.0*t2
    t42 = k22 + t40*t41
    t43 = t39*t42
    t44 = k9*t12
    t45 = k24*t35 + t32 + t43
    t46 = t44*t45
    t47 = 4.0*k10 + k11*p_squared
    t48 = 1.0/t10
    t49 = 1.0/t4
    t50 = t49*t6
    t51 = 2.0*g11
    t52 = t47*t48
    t53 = t51*sqrt(t50) + t52
    t54 = t37 + t46
    t55 = 2.0*n1
    t56 = t54*t55
    t57 = 4.0*k13 + k14*p_squared
    t58 = 1.0/t6
    t59 = 2.0*g22
    t60 = t48*t57
    t61 = t59*sqrt(t4*t58) + t60
    t62 = t13*t61
    t63 = 2.0*n2
    t64 = t54*t63
    t65 = t57/t9
    t66 = t52*t65
    t67 = 8.0*k17*t48 + 4.0*k18/t11 - t66
    t68 = k16*t13
    t69 = 2.0*k16*t54
    t70 = 2.0*k12
    t71 = k9*t52 + t70
    t72 = 1.0/t22
    t73 = t71*t72
    t74 = sqrt(t17*t49)
    t75 = t51*t74 + t73
    t76 = t25*t75
    t77 = 2.0*k15
    t78 = k9*t60 + t77
    t79 = t72*t78
    t80 = sqrt(t19*t58)
    t81 = t59*t80 + t79
    t82 = t25*t81
    t83 = k16*t76
    t84 = t53*t68
    t85 = 2.0*k9
    t86 = t48*t85*(k19 - t47*t65)
    t87 = 1.0/t21
    t88 = t71*t78
    t89 = 0.5*k16
    t90 = 1.0/(t34*t34)
    t91 = 1.0/(t26*t26)
    t92 = t2*t91
    t93 = k9*t45
    t94 = t40*t47
    t95 = k21*t52
    t96 = t41*t91
    t97 = k12 + 2.0*t94 - t95*t96
    t98 = t42/(t38*t38)
    t99 = 2.0*k23*t90
    t100 = 2.0*t39
    t101 = -t100*t97 - t35*t70 + t73*t98 + t74*t99
    t102 = k26*p
    t103 = t101*t44 + t102*(-k12*t36 + t92*t95 - t94 + t99*sqrt(k6*t50)) - t53*t93
    t104 = t35*t80
    t105 = t40*t57
    t106 = k21*t60
    t107 = k15 + 2.0*t105 - t106*t96
    t108 = t80/(t30*t30)
    t109 = 2.0*k27*t108 - t100*t107 - t31*t77 + t79*t98
    t110 = t102*(k28*p*t31 + k29*t104 - k30*p*t108 + t105 - t106*t92) - t109*t44 + t61*t93
    t111 = k16*t103
    t112 = 8.0*k32
    t113 = k21*t66
    t114 = 16.0*k37*t47/(16.0*k5 + 4.0*t0 + 4.0*t1 + t8)
    t115 = 4.0*t39
    return (
        k20*t13*t25*(-t103*t55 + t110*t63 - t110*t83 - t110*t84 + t111*t62 + t111*t82 - t13*t53*t56
        + t25*t54*t72*t89*(-t86 + t87*t88) + 4.0*t37 + 4.0*t46 + t53*t61*t69/(t12*t12) + t54*t62*t83
        - t54*t67*t68 + t54*t82*t84 - t56*t76 - t62*t64 - t64*t82 + t69*t75*t81/(t24*t24)
        - t89*(-k31*p*(-4.0*k21*t47*t48*t57*t91 + 2.0*k33*t104 - 4.0*k34*t90/sqrt(k35*t7)
        - 8.0*k36*t2*t48*t91 + t112*t27 + t113*t92 + t114*t28*t57*t91) + t101*t61*t85 + t109*t53*t85
        + t39*t44*(t107*t115*t73 + t115*t79*t97 - 8.0*t27*(-4.0*k21*t27*t47*t48*t57 - 8.0*k36*t2*t27*t48
        + t112 + t113*t28 + t114*t57*t92) - t43*t71*t79*t87 + t43*t72*t86
        - 16.0*t88*t98/(t14 + t15 + 4.0*t16)) - 2.0*t67*t93))/p
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _coupling_2d_n1_n2_integral(
    soft, hard, g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16,
    k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31, k32, k33, k34, k35, k36, k37,
    k38
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_coupling_2d_n1_n2_inner(
            p_first*_NODES[i], g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13,
            k14, k15, k16, k17, k18, k19
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_coupling_2d_n1_n2_outer(
            p_split*_TAIL_NODES[i], g11, g22, n1, n2, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13,
            k14, k15, k16, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31, k32,
            k33, k34, k35, k36, k37, k38
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_coupling_2d_n1_n2_inner(
                p_low*_PANEL_NODES[i], g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11,
                k12, k13, k14, k15, k16, k17, k18, k19
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _curvature_3d_n1_inner(p, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13):
    c0 = 0.025330295910584444  # 1/(4*pi**2)
    p_squared = p*p
    t0 = 0.5*p_squared
    t1 = 4.0*k1 + 0.25*k2*(p_squared*p_squared) + k3*p_squared + k4*p_squared
    t2 = k5*t0
    t3 = k7*t0
    t4 = sqrt(t1)
    t5 = k0*p_squared*t4 + t2*(2.0*k6 + t2) + t3*(2.0*k8 + t3)
    t6 = g11*p_squared + k11
    t7 = p_squared/t4
    t8 = 0.25*k10*t6*t7 + k9*t0
    return c0*p_squared*(2.0*k13/p_squared - (0.125*k12*t7*(t6*t6)/t1 + (t8*t8)/t5)/sqrt(t5))


@njit(error_model="numpy", forceinline=True)
def _curvature_3d_n1_outer(
    p, k0, k1, k2, k3, k4, k5, k6, k7, k8, k14, k15, k16, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26,
    k27, k28, k29, k30, k31
):
    p_squared = p*p
    t0 = p_squared*p_squared
    t1 = k2*t0
    t2 = 0.25*t1
    t3 = 4.0*k1 + k3*p_squared + k4*p_squared
    t4 = t2 + t3
    t5 = sqrt(t4)
    t6 = 1.0/t5
    t7 = 0.5*p_squared
    t8 = k5*t7
    t9 = k7*t7
    t10 = k0*p_squared*t5
    t11 = t10 + t8*(2.0*k6 + t8) + t9*(2.0*k8 + t9)
    t12 = sqrt(t11)
    t13 = t3/(0.5*t10 + t2)
    t14 = 0.125*p_squared*t0
    t15 = 0.5*t0
    t16 = k15*t15 - k16*t13*t14
    t17 = (t16*t16)/t4
    t18 = t16*t6
    t19 = t15*t18
    t20 = t12 + t8 + t9
    t21 = k19*p_squared + k20*p_squared + 0.5*t1*t13
    t22 = (t21*t21)/(t20*t20)
    t23 = t0*t22
    t24 = t21/t20
    t25 = p_squared*t24
    t26 = 2.0*t18
    t27 = k22*t22*t24*t7
    return (
        0.5*k14*t6*(-k17*t17 + k18*t17*t24/p_squared - k21*t22*t26 - 4.0*k23*t17*t22/t0 + 0.25*k24*t23
        + 0.0625*k25*t13*(t0*t0) - k26*t25*t26 - k27*t19 + 0.75*k28*t13*t23 - k29*t13*t19 + k30*t14*t24
        + 0.375*k31*t0*t13*t25 - t13*t17 + t13*t27 + t27)/(t11*t12)
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _curvature_3d_n1_integral(
    soft, hard, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19,
    k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_curvature_3d_n1_inner(
            p_first*_NODES[i], g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_curvature_3d_n1_outer(
            p_split*_TAIL_NODES[i], k0, k1, k2, k3, k4, k5, k6, k7, k8, k14, k15, k16, k17, k18, k19, k20,
            k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_curvature_3d_n1_inner(
                p_low*_PANEL_NODES[i], g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13
            )
        p_low *= 16.0
    return total


@njit(error_model="numpy", forceinline=True)
def _coupling_3d_n1_n2_inner(
    p, g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18,
    k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31, k32, k33, k34, k35, k36, k37
):
    p_squared = p*p
    t0 = k7*p_squared
    t1 = k8*p_squared
    t2 = 4.0*k5 + t0 + t1
    t3 = k2*p_squared
    t4 = 2.0*k1 + 0.5*t3
    t5 = k4*p_squared
    t6 = 2.0*k3 + 0.5*t5
    t7 = t4*t6
    t8 = k6*(p_squared*p_squared)
    t9 = t2 + 0.25*t8
    t10 = sqrt(t9)
    t11 = sqrt(t7)
    t12 = t10 + t11
    t13 = 1.0/t12
    t14 = k2*(4.0*k1 + t3)
    t15 = k4*(4.0*k3 + t5)
    t16 = k9*t10
    t17 = 2.0*k2
    t18 = sqrt(t17*t4)
    t19 = 2.0*k4
    t20 = sqrt(t19*t6)
    t21 = 0.25*t14 + 0.25*t15 + t16
    t22 = sqrt(t21)
    t23 = 2.0*t22
    t24 = t18 + t20 + t23
    t25 = 1.0/t24
    t26 = k6*p_squared + 2.0*t16
    t27 = 1.0/t26
    t28 = t2*t27
    t29 = k4*p
    t30 = t20 + t29
    t31 = 1.0/t30
    t32 = k17*t31
    t33 = k2*p
    t34 = t18 + t33
    t35 = 1.0/t34
    t36 = t20*t35
    t37 = k37*p*(k1*t36 + k4*t28 + p*t32)
    t38 = t23 + t29 + t33
    t39 = 1.0/t38
    t40 = k6*t27
    t41 = 2.0*t2
    t42 = k14 + t40*t41
    t43 = t39*t42
    t44 = k9*t12
    t45 = k16*t35 + t32 + t43
    t46 = t44*t45
    t47 = 4.0*k11 + k12*p_squared
    t48 = 1.0/t10
    t49 = 1.0/t4
    t50 = t49*t6
    t51 = 2.0*g11
    t52 = t47*t48
    t53 = t51*sqrt(t50) + t52
    t54 = t37 + t46
    t55 = 2.0*n1
    t56 = t54*t55
    t57 = 4.0*k19 + k20*p_squared
    t58 = 1.0/t6
    t59 = 2.0*g22
    t60 = t48*t57
    t61 = t59*sqrt(t4*t58) + t60
    t62 = t13*t61
    t63 = 2.0*n2
    t64 = t54*t63
    t65 = t57/t9
    t66 = t52*t65
    t67 = 8.0*k27*t48 + 4.0*k28/t11 - t66
    t68 = k26*t13
    t69 = 2.0*k26*t54
    t70 = 2.0*k10
    t71 = k9*t52 + t70
    t72 = 1.0/t22
    t73 = t71*t72
    t74 = sqrt(t17*t49)
    t75 = t51*t74 + t73
    t76 = t25*t75
    t77 = 2.0*k21
    t78 = k9*t60 + t77
    t79 = t72*t78
    t80 = sqrt(t19*t58)
    t81 = t59*t80 + t79
    t82 = t25*t81
    t83 = k26*t76
    t84 = t53*t68
    t85 = 2.0*k9
    t86 = t48*t85*(k36 - t47*t65)
    t87 = 1.0/t21
    t88 = t71*t78
    t89 = 0.5*k26
    t90 = 1.0/(t34*t34)
    t91 = 1.0/(t26*t26)
    t92 = t2*t91
    t93 = k9*t45
    t94 = t40*t47
    t95 = k13*t52
    t96 = t41*t91
    t97 = k10 + 2.0*t94 - t95*t96
    t98 = t42/(t38*t38)
    t99 = 2.0*k15*t90
    t100 = 2.0*t39
    t101 = -t100*t97 - t35*t70 + t73*t98 + t74*t99
    t102 = k18*p
    t103 = t101*t44 + t102*(-k10*t36 + t92*t95 - t94 + t99*sqrt(k6*t50)) - t53*t93
    t104 = t35*t80
    t105 = t40*t57
    t106 = k13*t60
    t107 = k21 + 2.0*t105 - t106*t96
    t108 = t80/(t30*t30)
    t109 = 2.0*k22*t108 - t100*t107 - t31*t77 + t79*t98
    t110 = t102*(k23*p*t31 + k24*t104 - k25*p*t108 + t105 - t106*t92) - t109*t44 + t61*t93
    t111 = k26*t103
    t112 = 8.0*k30
    t113 = k13*t66
    t114 = 16.0*k35*t47/(16.0*k5 + 4.0*t0 + 4.0*t1 + t8)
    t115 = 4.0*t39
    return (
        k0*t13*t25*(-t103*t55 + t110*t63 - t110*t83 - t110*t84 + t111*t62 + t111*t82 - t13*t53*t56
        + t25*t54*t72*t89*(-t86 + t87*t88) + 4.0*t37 + 4.0*t46 + t53*t61*t69/(t12*t12) + t54*t62*t83
        - t54*t67*t68 + t54*t82*t84 - t56*t76 - t62*t64 - t64*t82 + t69*t75*t81/(t24*t24)
        - t89*(-k29*p*(-4.0*k13*t47*t48*t57*t91 + 2.0*k31*t104 - 4.0*k32*t90/sqrt(k33*t7)
        - 8.0*k34*t2*t48*t91 + t112*t27 + t113*t92 + t114*t28*t57*t91) + t101*t61*t85 + t109*t53*t85
        + t39*t44*(t107*t115*t73 + t115*t79*t97 - 8.0*t27*(-4.0*k13*t27*t47*t48*t57 - 8.0*k34*t2*t27*t48
        + t112 + t113*t28 + t114*t57*t92) - t43*t71*t79*t87 + t43*t72*t86
        - 16.0*t88*t98/(t14 + t15 + 4.0*t16)) - 2.0*t67*t93))
    )


@njit(error_model="numpy", fastmath={"reassoc"})
def _coupling_3d_n1_n2_integral(
    soft, hard, g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16,
    k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31, k32, k33, k34, k35, k36, k37
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= 0.0625
    total = 0.0
    for i in range(20):
        total += _WEIGHTS[i]*p_first*_coupling_3d_n1_n2_inner(
            p_first*_NODES[i], g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13,
            k14, k15, k16, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31, k32,
            k33, k34, k35, k36, k37
        )
    for i in range(20):
        total += _TAIL_WEIGHTS[i]*p_split*_coupling_3d_n1_n2_inner(
            p_split*_TAIL_NODES[i], g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12,
            k13, k14, k15, k16, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31,
            k32, k33, k34, k35, k36, k37
        )
    p_low = p_first
    while p_low < p_split:
        for i in range(20):
            total += _PANEL_WEIGHTS[i]*p_low*_coupling_3d_n1_n2_inner(
                p_low*_PANEL_NODES[i], g11, g22, n1, n2, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11,
                k12, k13, k14, k15, k16, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30,
                k31, k32, k33, k34, k35, k36, k37
            )
        p_low *= 16.0
    return total


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_1d_n1n1(m1, m2, g11, g22, g12, n1, n2):
    """d^2 E_B/dn1 dn1, D = 1.   naidon2021:2, derivation compressibility.vacuum_curvature(D=1, i=1, j=1)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^1], g22 > 0 [energy length^1], g12 [energy length^1],
    n1 >= 0 [length^-1], n2 >= 0 [length^-1]  ->  [energy length^1]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 9 panels, 44 operations a node; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return -inf
    if n1 == 0.0 and g12*g12 < g11*g22:
        return -inf
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
    t10 = 4.0*t8
    g12_squared = g12*g12
    t11 = t7 - t8
    t12 = t9/(t10 + 4.0*t7 + sqrt(64.0*g12_squared*t6 + 16.0*(t11*t11)))
    t13 = 1.0/sqrt(t4)
    hard = 2.0*sqrt(t7 + t8)
    soft = (
        max(min(2.0*sqrt(t0*t1 + t2*t3)*min(m1, m2), (c0*sqrt(t12)*sqrt(t6)
        if t12*t6 > 0.03125*(4e-16*t7 + 4e-16*t8) else 2.0*sqrt(min(t7, t8)))), 1e-8*hard)
    )
    k1 = t5*t9
    k2 = t0*t2
    k3 = t1*t2
    k4 = t0*t3
    k9 = g11*t0
    k10 = t13*t2
    k11 = g11*t10 - 4.0*g12_squared*m2*n2
    k12 = t13/(m2*m2)
    return _curvature_1d_n1_integral(soft, hard, g11, t13, k1, k2, k3, k4, t0, t1, t2, t3, k9, k10, k11, k12)


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_1d_n1n2(m1, m2, g11, g22, g12, n1, n2):
    """d^2 E_B/dn1 dn2, D = 1.   naidon2021:2, derivation compressibility.vacuum_curvature(D=1, i=1, j=2)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^1], g22 > 0 [energy length^1], g12 [energy length^1],
    n1 >= 0 [length^-1], n2 >= 0 [length^-1]  ->  [energy length^1]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 9 panels, 148 operations a node; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return -inf
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
    c1 = 0.3183098861837907  # 1/pi
    t12 = 1.0/sqrt(t4)
    t13 = n2*t9
    t14 = g11*g22
    hard = 2.0*sqrt(t7 + t8)
    soft = (
        max(min(2.0*sqrt(t0*t1 + t2*t3)*min(m1, m2), (c0*sqrt(t11)*sqrt(t6)
        if t11*t6 > 0.03125*(4e-16*t7 + 4e-16*t8) else 2.0*sqrt(min(t7, t8)))), 1e-8*hard)
    )
    k0 = c1*g12_squared*t12
    k5 = n1*t13
    k6 = t0*t2
    k7 = t1*t2
    k8 = t0*t3
    k11 = g11*t2
    k12 = g11*t0
    k13 = n1*t9
    k14 = g22*t0
    k15 = g22*t2
    k19 = -8.0*g12_squared + 8.0*t14
    return _coupling_1d_n1_n2_integral(
        soft, hard, g11, g22, n1, n2, k0, t1, t0, t3, t2, k5, k6, k7, k8, t12, t13, k11, k12, k13, k14, k15,
        t5, t9, t14, k19
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_2d_n1n1(m1, m2, g11, g22, g12, n1, n2, kappa):
    """d^2 E_B/dn1 dn1, D = 2.   naidon2021:2, derivation compressibility.vacuum_curvature(D=2, i=1, j=1)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^2], g22 > 0 [energy length^2], g12 [energy length^2],
    n1 >= 0 [length^-2], n2 >= 0 [length^-2], kappa > 0 [length^-1]  ->  [energy length^2]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 9 panels, 112 operations a node; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return -inf
    if n1 == 0.0 and g12*g12 < g11*g22:
        return -inf
    c0 = 5.656854249492381  # 4*sqrt(2)
    t0 = 1.0/m1
    t1 = g11*n1
    t2 = t0*t1
    t3 = 1.0/m2
    t4 = g22*n2
    t5 = t3*t4
    t6 = m1*m2
    t7 = n1*n2
    t8 = t6*t7
    t9 = m1*t1
    t10 = m2*t4
    t11 = _determinant(g11, g22, g12)
    t12 = 4.0*m1
    t13 = 4.0*m2
    t14 = t13*t4
    g12_squared = g12*g12
    t15 = -t10 + t9
    t16 = t11/(t1*t12 + t14 + sqrt(64.0*g12_squared*t8 + 16.0*(t15*t15)))
    t17 = sqrt(t6)
    t18 = 1.0/t17
    t19 = t0*t3
    t20 = g11*t0
    t21 = t18*t3
    m2_squared = m2*m2
    t22 = 1.0/m2_squared
    t23 = t18*t22
    c1 = 0.3183098861837907  # 1/pi
    m1_squared = m1*m1
    g11_squared = g11*g11
    t24 = g11_squared*t3
    t25 = 3.0*m2
    t26 = g11_squared*t0*t22
    t27 = 1.0/m1_squared
    t28 = m1 + m2
    t29 = t27*(t28*t28)
    t30 = g11*t28
    t31 = t22*t24
    c2 = 0.15915494309189535  # 1/(2*pi)
    hard = 2.0*sqrt(t10 + t9)
    soft = (
        max(min(2.0*sqrt(t2 + t5)*min(m1, m2), (c0*sqrt(t16)*sqrt(t8)
        if t16*t8 > 0.03125*(4e-16*t10 + 4e-16*t9) else 2.0*sqrt(min(t10, t9)))), 1e-8*hard)
    )
    k1 = t11*t7
    k3 = t1*t3
    k4 = t0*t4
    k11 = g11*t14 - g12_squared*n2*t13
    k13 = c1*t17
    k14 = n2*t11*t19
    k15 = t20*t22
    k16 = t19*(m1_squared + m2_squared + 3.0*t6)
    k17 = -(t12 + t13)
    k20 = g11*sqrt(m1*t3)
    k23 = t26*(2.0*m1 + t25)
    k24 = g11_squared*t29/(m2_squared*m2_squared)
    k25 = t21*t30
    k26 = t20*t23*t28*(m1 + 2.0*m2)
    k27 = t26*t28
    k28 = t18*t19*t30
    k29 = t27*t28*t31*(m1 + t25)
    k30 = t29*t31
    p_split = _tail_start(soft, hard)
    integral = _curvature_2d_n1_integral(
        soft, hard, g11, t18, k1, t19, k3, k4, t0, t1, t3, t4, t20, t21, k11, t23, k13, k14, k15, k16, k17,
        t2, t5, k20, t24, t6, k23, k24, k25, k26, k27, k28, k29, k30
    )
    return c2*g11_squared*m1*log(p_split/kappa) + integral


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_2d_n1n2(m1, m2, g11, g22, g12, n1, n2, kappa):
    """d^2 E_B/dn1 dn2, D = 2.   naidon2021:2, derivation compressibility.vacuum_curvature(D=2, i=1, j=2)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^2], g22 > 0 [energy length^2], g12 [energy length^2],
    n1 >= 0 [length^-2], n2 >= 0 [length^-2], kappa > 0 [length^-1]  ->  [energy length^2]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 9 panels, 364 operations a node; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return -inf
    c0 = 5.656854249492381  # 4*sqrt(2)
    t0 = 1.0/m1
    t1 = g11*n1
    t2 = t0*t1
    t3 = 1.0/m2
    t4 = g22*n2
    t5 = t3*t4
    t6 = t2 + t5
    t7 = m1*m2
    t8 = n1*n2
    t9 = t7*t8
    t10 = m1*t1
    t11 = m2*t4
    t12 = _determinant(g11, g22, g12)
    g12_squared = g12*g12
    t13 = t10 - t11
    t14 = t12/(4.0*t10 + 4.0*t11 + sqrt(64.0*g12_squared*t9 + 16.0*(t13*t13)))
    t15 = sqrt(t7)
    t16 = 1.0/t15
    c1 = 0.3183098861837907  # 1/pi
    t17 = c1*g12_squared
    t18 = n2*t12
    t19 = t0*t3
    t20 = g11*t0
    t21 = g22*t0
    t22 = g11*g22
    t23 = t0 + t3
    t24 = t16*t19
    t25 = n1*(g11*g11)
    t26 = n2*(g22*g22)
    hard = 2.0*sqrt(t10 + t11)
    soft = (
        max(min(2.0*sqrt(t6)*min(m1, m2), (c0*sqrt(t14)*sqrt(t9) if t14*t9 > 0.03125*(4e-16*t10 + 4e-16*t11)
        else 2.0*sqrt(min(t10, t11)))), 1e-8*hard)
    )
    k0 = t16*t17
    k5 = n1*t18
    k7 = t1*t3
    k8 = t0*t4
    k11 = g11*t3
    k13 = n1*t12
    k15 = g22*t3
    k19 = -8.0*g12_squared + 8.0*t22
    k20 = t15*t17/t23
    k23 = t0*t25
    k26 = 2.0*t0 + 2.0*t3
    k27 = t26*t3
    k28 = g22*t19
    k29 = t1*t21
    k30 = t19*t26
    k31 = 4.0*t0 + 4.0*t3
    k32 = t12*t19
    k33 = g22*t20
    k34 = t21*t25
    k36 = t12*t24
    k37 = 1.0/((m1*m1)*(m2*m2))
    k38 = t0*t23
    p_split = _tail_start(soft, hard)
    integral = _coupling_2d_n1_n2_integral(
        soft, hard, g11, g22, n1, n2, k0, t1, t0, t4, t3, k5, t19, k7, k8, t16, t18, k11, t20, k13, t21, k15,
        t8, t12, t22, k19, k20, t24, t6, k23, t2, t5, k26, k27, k28, k29, k30, k31, k32, k33, k34, t7, k36,
        k37, k38
    )
    return integral + t17*t7*log(p_split/kappa)/(m1 + m2)


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_3d_n1n1(m1, m2, g11, g22, g12, n1, n2):
    """d^2 E_B/dn1 dn1, D = 3.   naidon2021:2, derivation compressibility.vacuum_curvature(D=3, i=1, j=1)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^3], g22 > 0 [energy length^3], g12 [energy length^3],
    n1 >= 0 [length^-3], n2 >= 0 [length^-3]  ->  [energy length^3]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 9 panels, 111 operations a node; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    c0 = 5.656854249492381  # 4*sqrt(2)
    t0 = 1.0/m1
    t1 = g11*n1
    t2 = t0*t1
    t3 = 1.0/m2
    t4 = g22*n2
    t5 = t3*t4
    t6 = m1*m2
    t7 = n1*n2
    t8 = t6*t7
    t9 = m1*t1
    t10 = m2*t4
    t11 = _determinant(g11, g22, g12)
    t12 = 4.0*m1
    t13 = 4.0*m2
    t14 = t13*t4
    g12_squared = g12*g12
    t15 = -t10 + t9
    t16 = t11/(t1*t12 + t14 + sqrt(64.0*g12_squared*t8 + 16.0*(t15*t15)))
    t17 = sqrt(t6)
    t18 = 1.0/t17
    t19 = t0*t3
    t20 = g11*t0
    t21 = t18*t3
    m2_squared = m2*m2
    t22 = 1.0/m2_squared
    t23 = t18*t22
    g11_squared = g11*g11
    c1 = 0.10132118364233778  # pi**(-2)
    m1_squared = m1*m1
    t24 = g11_squared*t3
    t25 = 3.0*m2
    t26 = g11_squared*t0*t22
    t27 = 1.0/m1_squared
    t28 = m1 + m2
    t29 = t27*(t28*t28)
    t30 = g11*t28
    t31 = t22*t24
    hard = 2.0*sqrt(t10 + t9)
    soft = (
        max(min(2.0*sqrt(t2 + t5)*min(m1, m2), (c0*sqrt(t16)*sqrt(t8)
        if t16*t8 > 0.03125*(4e-16*t10 + 4e-16*t9) else 2.0*sqrt(min(t10, t9)))), 1e-8*hard)
    )
    k1 = t11*t7
    k3 = t1*t3
    k4 = t0*t4
    k11 = g11*t14 - g12_squared*n2*t13
    k13 = g11_squared*m1
    k14 = c1*t17
    k15 = n2*t11*t19
    k16 = t20*t22
    k17 = t19*(m1_squared + m2_squared + 3.0*t6)
    k18 = -(t12 + t13)
    k21 = g11*sqrt(m1*t3)
    k24 = t26*(2.0*m1 + t25)
    k25 = g11_squared*t29/(m2_squared*m2_squared)
    k26 = t21*t30
    k27 = t20*t23*t28*(m1 + 2.0*m2)
    k28 = t26*t28
    k29 = t18*t19*t30
    k30 = t27*t28*t31*(m1 + t25)
    k31 = t29*t31
    return _curvature_3d_n1_integral(
        soft, hard, g11, t18, k1, t19, k3, k4, t0, t1, t3, t4, t20, t21, k11, t23, k13, k14, k15, k16, k17,
        k18, t2, t5, k21, t24, t6, k24, k25, k26, k27, k28, k29, k30, k31
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_3d_n1n2(m1, m2, g11, g22, g12, n1, n2):
    """d^2 E_B/dn1 dn2, D = 3.   naidon2021:2, derivation compressibility.vacuum_curvature(D=3, i=1, j=2)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^3], g22 > 0 [energy length^3], g12 [energy length^3],
    n1 >= 0 [length^-3], n2 >= 0 [length^-3]  ->  [energy length^3]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 9 panels, 363 operations a node; measured accuracy: accuracy.json
    """
    if n1 == 0.0 and n2 == 0.0:
        return 0.0
    c0 = 5.656854249492381  # 4*sqrt(2)
    t0 = 1.0/m1
    t1 = g11*n1
    t2 = t0*t1
    t3 = 1.0/m2
    t4 = g22*n2
    t5 = t3*t4
    t6 = t2 + t5
    t7 = m1*m2
    t8 = n1*n2
    t9 = t7*t8
    t10 = m1*t1
    t11 = m2*t4
    t12 = _determinant(g11, g22, g12)
    g12_squared = g12*g12
    t13 = t10 - t11
    t14 = t12/(4.0*t10 + 4.0*t11 + sqrt(64.0*g12_squared*t9 + 16.0*(t13*t13)))
    c1 = 0.10132118364233778  # pi**(-2)
    t15 = sqrt(t7)
    t16 = t0 + t3
    t17 = n2*t12
    t18 = t0*t3
    t19 = 1.0/t15
    t20 = g11*t0
    t21 = t18*t19
    t22 = n1*(g11*g11)
    t23 = g22*t0
    t24 = n2*(g22*g22)
    t25 = g11*g22
    hard = 2.0*sqrt(t10 + t11)
    soft = (
        max(min(2.0*sqrt(t6)*min(m1, m2), (c0*sqrt(t14)*sqrt(t9) if t14*t9 > 0.03125*(4e-16*t10 + 4e-16*t11)
        else 2.0*sqrt(min(t10, t11)))), 1e-8*hard)
    )
    k0 = c1*g12_squared*t15/t16
    k5 = n1*t17
    k7 = t1*t3
    k8 = t0*t4
    k12 = g11*t3
    k15 = t0*t22
    k18 = 2.0*t0 + 2.0*t3
    k19 = n1*t12
    k21 = g22*t3
    k22 = t24*t3
    k23 = g22*t18
    k24 = t1*t23
    k25 = t18*t24
    k29 = 4.0*t0 + 4.0*t3
    k30 = t12*t18
    k31 = g22*t20
    k32 = t22*t23
    k34 = t12*t21
    k35 = 1.0/((m1*m1)*(m2*m2))
    k36 = -8.0*g12_squared + 8.0*t25
    k37 = t0*t16
    return _coupling_3d_n1_n2_integral(
        soft, hard, g11, g22, n1, n2, k0, t1, t0, t4, t3, k5, t18, k7, k8, t19, t20, t17, k12, t21, t6, k15,
        t2, t5, k18, k19, t23, k21, k22, k23, k24, k25, t8, t12, t25, k29, k30, k31, k32, t7, k34, k35, k36,
        k37
    )
