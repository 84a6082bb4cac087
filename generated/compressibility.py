"""Compressibility: float64 kernels, hbar = 1.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from math import ceil, exp, inf, log, sqrt

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


@njit(error_model="numpy")
def _curvature_1d_n1n1_inner(p, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12):
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


@njit(error_model="numpy")
def _curvature_1d_n1n1_integral(soft, hard, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split if hard <= 4.0*soft else 2.0*soft
    total = 0.0
    for i in range(20):
        x = _NODES[i]
        total += _WEIGHTS[i]*p_first*_curvature_1d_n1n1_inner(
            p_first*x, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
        )
        total += _WEIGHTS[i]*p_split/(x*x)*_curvature_1d_n1n1_inner(
            p_split/x, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
        )
    if p_first < p_split:
        length = log(p_split/p_first)
        panels = ceil(length/3.0)
        step = length/panels
        ratio = exp(step)
        for i in range(20):
            p = p_first*exp(step*_NODES[i])
            for _ in range(panels):
                total += _WEIGHTS[i]*step*p*_curvature_1d_n1n1_inner(
                    p, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
                )
                p *= ratio
    return total


@njit(error_model="numpy")
def _curvature_1d_n1n2_inner(
    p, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16
):
    c0 = 0.15915494309189535  # 1/(2*pi)
    p_squared = p*p
    t0 = 0.5*p_squared
    t1 = 4.0*k1 + 0.25*k2*(p_squared*p_squared) + k3*p_squared + k4*p_squared
    t2 = k5*t0
    t3 = k7*t0
    t4 = sqrt(t1)
    t5 = k0*p_squared*t4 + t2*(2.0*k6 + t2) + t3*(2.0*k8 + t3)
    t6 = 1.0/t4
    t7 = g22*p_squared + k14
    t8 = g11*p_squared + k11
    t9 = p_squared*t6
    t10 = 0.25*t9
    return (
        -c0*(-k15*p_squared*t6 + 0.125*k16*t7*t8*t9/t1 + (k12*t0 + k13*t10*t7)*(k10*t10*t8 + k9*t0)/t5)
        /sqrt(t5)
    )


@njit(error_model="numpy")
def _curvature_1d_n1n2_integral(
    soft, hard, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split if hard <= 4.0*soft else 2.0*soft
    total = 0.0
    for i in range(20):
        x = _NODES[i]
        total += _WEIGHTS[i]*p_first*_curvature_1d_n1n2_inner(
            p_first*x, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16
        )
        total += _WEIGHTS[i]*p_split/(x*x)*_curvature_1d_n1n2_inner(
            p_split/x, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16
        )
    if p_first < p_split:
        length = log(p_split/p_first)
        panels = ceil(length/3.0)
        step = length/panels
        ratio = exp(step)
        for i in range(20):
            p = p_first*exp(step*_NODES[i])
            for _ in range(panels):
                total += _WEIGHTS[i]*step*p*_curvature_1d_n1n2_inner(
                    p, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16
                )
                p *= ratio
    return total


@njit(error_model="numpy")
def _curvature_2d_n1n1_inner(p, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12):
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


@njit(error_model="numpy")
def _curvature_2d_n1n1_outer(
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


@njit(error_model="numpy")
def _curvature_2d_n1n1_integral(
    soft, hard, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19,
    k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split if hard <= 4.0*soft else 2.0*soft
    total = 0.0
    for i in range(20):
        x = _NODES[i]
        total += _WEIGHTS[i]*p_first*_curvature_2d_n1n1_inner(
            p_first*x, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
        )
        total += _WEIGHTS[i]*p_split/(x*x)*_curvature_2d_n1n1_outer(
            p_split/x, k0, k1, k2, k3, k4, k5, k6, k7, k8, k13, k14, k15, k16, k17, k18, k19, k20, k21, k22,
            k23, k24, k25, k26, k27, k28, k29, k30
        )
    if p_first < p_split:
        length = log(p_split/p_first)
        panels = ceil(length/3.0)
        step = length/panels
        ratio = exp(step)
        for i in range(20):
            p = p_first*exp(step*_NODES[i])
            for _ in range(panels):
                total += _WEIGHTS[i]*step*p*_curvature_2d_n1n1_inner(
                    p, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12
                )
                p *= ratio
    return total


@njit(error_model="numpy")
def _curvature_2d_n1n2_inner(
    p, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16
):
    c0 = 0.07957747154594767  # 1/(4*pi)
    p_squared = p*p
    t0 = 0.5*p_squared
    t1 = 4.0*k1 + 0.25*k2*(p_squared*p_squared) + k3*p_squared + k4*p_squared
    t2 = k5*t0
    t3 = k7*t0
    t4 = sqrt(t1)
    t5 = k0*p_squared*t4 + t2*(2.0*k6 + t2) + t3*(2.0*k8 + t3)
    t6 = 1.0/t4
    t7 = g22*p_squared + k14
    t8 = g11*p_squared + k11
    t9 = p_squared*t6
    t10 = 0.25*t9
    return (
        -c0*p*(-k15*p_squared*t6 + 0.125*k16*t7*t8*t9/t1 + (k12*t0 + k13*t10*t7)*(k10*t10*t8 + k9*t0)/t5)
        /sqrt(t5)
    )


@njit(error_model="numpy")
def _curvature_2d_n1n2_outer(
    p, k0, k1, k2, k3, k4, k5, k6, k7, k8, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29,
    k30, k31, k32, k33, k34, k35, k36, k37, k38, k39, k40
):
    p_squared = p*p
    t0 = p_squared*p_squared
    t1 = 4.0*k1 + k3*p_squared + k4*p_squared
    t2 = 0.25*t0
    t3 = k2*t2
    t4 = t1 + t3
    t5 = sqrt(t4)
    t6 = 1.0/t5
    t7 = 0.5*p_squared
    t8 = k5*t7
    t9 = k7*t7
    t10 = k0*p_squared*t5
    t11 = t10 + t8*(2.0*k6 + t8) + t9*(2.0*k8 + t9)
    t12 = sqrt(t11)
    t13 = 1.0/(0.5*t10 + t3)
    t14 = t1*t13
    t15 = 0.5*t0
    t16 = 0.125*p_squared*t0*t14
    t17 = k18*t15 - k19*t16
    t18 = t2*t6
    t19 = t17*t18
    t20 = k20*t15 - k21*t16
    t21 = t18*t20
    t22 = k2*t14*t15 + k23*p_squared + k24*p_squared
    t23 = t22*t22
    t24 = t12 + t8 + t9
    t25 = 1.0/(t24*t24)
    t26 = 1.0/t24
    t27 = 1.0/t4
    t28 = t17*t20*t27
    t29 = t23*t25
    t30 = t29*t6
    t31 = p_squared*t22*t26*t6
    return (
        -0.5*k17*t6*(k22*t17*t30 + k25*t20*t30 + k26*t28 - 0.25*k27*t0*t23*t25
        - k28*p_squared*t1*t13*t22*t23*t25*t26 - k28*p_squared*t22*t23*t25*t26
        - k29*t17*t20*t22*t26*t27/p_squared + 4.0*k30*t28*t29/t0 - 0.25*k31*p_squared*t0*t22*t26
        - 1.5*k32*t0*t1*t13*t23*t25 + k33*t17*t31 + k34*t20*t31 + k35*t19 + k36*t21 + 0.0625*k37*t14*(t0*t0)
        + k38*t14*t19 + k39*t14*t21 - 0.75*k40*p_squared*t0*t1*t13*t22*t26 + t14*t28)/(p*t11*t12)
    )


@njit(error_model="numpy")
def _curvature_2d_n1n2_integral(
    soft, hard, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18,
    k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31, k32, k33, k34, k35, k36, k37, k38, k39,
    k40
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split if hard <= 4.0*soft else 2.0*soft
    total = 0.0
    for i in range(20):
        x = _NODES[i]
        total += _WEIGHTS[i]*p_first*_curvature_2d_n1n2_inner(
            p_first*x, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16
        )
        total += _WEIGHTS[i]*p_split/(x*x)*_curvature_2d_n1n2_outer(
            p_split/x, k0, k1, k2, k3, k4, k5, k6, k7, k8, k17, k18, k19, k20, k21, k22, k23, k24, k25, k26,
            k27, k28, k29, k30, k31, k32, k33, k34, k35, k36, k37, k38, k39, k40
        )
    if p_first < p_split:
        length = log(p_split/p_first)
        panels = ceil(length/3.0)
        step = length/panels
        ratio = exp(step)
        for i in range(20):
            p = p_first*exp(step*_NODES[i])
            for _ in range(panels):
                total += _WEIGHTS[i]*step*p*_curvature_2d_n1n2_inner(
                    p, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16
                )
                p *= ratio
    return total


@njit(error_model="numpy")
def _curvature_3d_n1n1_inner(p, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13):
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


@njit(error_model="numpy")
def _curvature_3d_n1n1_outer(
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


@njit(error_model="numpy")
def _curvature_3d_n1n1_integral(
    soft, hard, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, k19,
    k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split if hard <= 4.0*soft else 2.0*soft
    total = 0.0
    for i in range(20):
        x = _NODES[i]
        total += _WEIGHTS[i]*p_first*_curvature_3d_n1n1_inner(
            p_first*x, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13
        )
        total += _WEIGHTS[i]*p_split/(x*x)*_curvature_3d_n1n1_outer(
            p_split/x, k0, k1, k2, k3, k4, k5, k6, k7, k8, k14, k15, k16, k17, k18, k19, k20, k21, k22, k23,
            k24, k25, k26, k27, k28, k29, k30, k31
        )
    if p_first < p_split:
        length = log(p_split/p_first)
        panels = ceil(length/3.0)
        step = length/panels
        ratio = exp(step)
        for i in range(20):
            p = p_first*exp(step*_NODES[i])
            for _ in range(panels):
                total += _WEIGHTS[i]*step*p*_curvature_3d_n1n1_inner(
                    p, g11, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13
                )
                p *= ratio
    return total


@njit(error_model="numpy")
def _curvature_3d_n1n2_inner(
    p, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17
):
    c0 = 0.025330295910584444  # 1/(4*pi**2)
    p_squared = p*p
    t0 = 0.5*p_squared
    t1 = k5*t0
    t2 = k7*t0
    t3 = 4.0*k1 + 0.25*k2*(p_squared*p_squared) + k3*p_squared + k4*p_squared
    t4 = sqrt(t3)
    t5 = k0*p_squared*t4 + t1*(2.0*k6 + t1) + t2*(2.0*k8 + t2)
    t6 = 1.0/t4
    t7 = g22*p_squared + k14
    t8 = g11*p_squared + k11
    t9 = p_squared*t6
    t10 = 0.25*t9
    return (
        c0*p_squared*(2.0*k17/(t1 + t2) - (-k15*p_squared*t6 + 0.125*k16*t7*t8*t9/t3
        + (k12*t0 + k13*t10*t7)*(k10*t10*t8 + k9*t0)/t5)/sqrt(t5))
    )


@njit(error_model="numpy")
def _curvature_3d_n1n2_outer(
    p, k0, k1, k2, k3, k4, k5, k6, k7, k8, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30,
    k31, k32, k33, k34, k35, k36, k37, k38, k39, k40, k41
):
    p_squared = p*p
    t0 = p_squared*p_squared
    t1 = 4.0*k1 + k3*p_squared + k4*p_squared
    t2 = 0.25*t0
    t3 = k2*t2
    t4 = t1 + t3
    t5 = sqrt(t4)
    t6 = 1.0/t5
    t7 = 0.5*p_squared
    t8 = k5*t7
    t9 = k7*t7
    t10 = k0*p_squared*t5
    t11 = t10 + t8*(2.0*k6 + t8) + t9*(2.0*k8 + t9)
    t12 = sqrt(t11)
    t13 = 1.0/(0.5*t10 + t3)
    t14 = t1*t13
    t15 = 0.5*t0
    t16 = 0.125*p_squared*t0*t14
    t17 = k19*t15 - k20*t16
    t18 = t2*t6
    t19 = t17*t18
    t20 = k21*t15 - k22*t16
    t21 = t18*t20
    t22 = k2*t14*t15 + k24*p_squared + k25*p_squared
    t23 = t22*t22
    t24 = t12 + t8 + t9
    t25 = 1.0/(t24*t24)
    t26 = 1.0/t24
    t27 = 1.0/t4
    t28 = t17*t20*t27
    t29 = t23*t25
    t30 = t29*t6
    t31 = p_squared*t22*t26*t6
    return (
        -0.5*k18*t6*(k23*t17*t30 + k26*t20*t30 + k27*t28 - 0.25*k28*t0*t23*t25
        - k29*p_squared*t1*t13*t22*t23*t25*t26 - k29*p_squared*t22*t23*t25*t26
        - k30*t17*t20*t22*t26*t27/p_squared + 4.0*k31*t28*t29/t0 - 0.25*k32*p_squared*t0*t22*t26
        - 1.5*k33*t0*t1*t13*t23*t25 + k34*t17*t31 + k35*t20*t31 + k36*t19 + k37*t21 + 0.0625*k38*t14*(t0*t0)
        + k39*t14*t19 + k40*t14*t21 - 0.75*k41*p_squared*t0*t1*t13*t22*t26 + t14*t28)/(t11*t12)
    )


@njit(error_model="numpy")
def _curvature_3d_n1n2_integral(
    soft, hard, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18,
    k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31, k32, k33, k34, k35, k36, k37, k38, k39,
    k40, k41
):
    """int_0^oo dp: 20-point Gauss-Legendre up to 2 soft, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split if hard <= 4.0*soft else 2.0*soft
    total = 0.0
    for i in range(20):
        x = _NODES[i]
        total += _WEIGHTS[i]*p_first*_curvature_3d_n1n2_inner(
            p_first*x, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16,
            k17
        )
        total += _WEIGHTS[i]*p_split/(x*x)*_curvature_3d_n1n2_outer(
            p_split/x, k0, k1, k2, k3, k4, k5, k6, k7, k8, k18, k19, k20, k21, k22, k23, k24, k25, k26, k27,
            k28, k29, k30, k31, k32, k33, k34, k35, k36, k37, k38, k39, k40, k41
        )
    if p_first < p_split:
        length = log(p_split/p_first)
        panels = ceil(length/3.0)
        step = length/panels
        ratio = exp(step)
        for i in range(20):
            p = p_first*exp(step*_NODES[i])
            for _ in range(panels):
                total += _WEIGHTS[i]*step*p*_curvature_3d_n1n2_inner(
                    p, g11, g22, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16,
                    k17
                )
                p *= ratio
    return total


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_1d_n1n1(m1, m2, g11, g22, g12, n1, n2):
    """d^2 E_B/dn1 dn1, D = 1.   naidon2021:2, derivation compressibility.vacuum_curvature(D=1, i=1, j=1)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^1], g22 > 0 [energy length^1], g12 [energy length^1],
    n1 >= 0 [length^-1], n2 >= 0 [length^-1]  ->  [energy length^1]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 8 panels, 44 operations a node; measured accuracy: accuracy.json
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
    g12_squared = g12*g12
    t9 = g11*g22
    t10 = -g12_squared + t9
    t11 = t7 - t8
    t12 = t10/(4.0*t7 + 4.0*t8 + sqrt(64.0*g12_squared*t6 + 16.0*(t11*t11)))
    t13 = 1.0/sqrt(t4)
    t14 = 4.0*m2*n2
    hard = 2.0*sqrt(t7 + t8)
    soft = (
        max(min(2.0*sqrt(t0*t1 + t2*t3)*min(m1, m2), (c0*sqrt(t12)*sqrt(t6)
        if t12*t6 > 0.03125*(4e-16*t7 + 4e-16*t8) else 2.0*sqrt(min(t7, t8)))), 1e-8*hard)
    )
    k1 = t10*t5
    k2 = t0*t2
    k3 = t1*t2
    k4 = t0*t3
    k9 = g11*t0
    k10 = t13*t2
    k11 = -g12_squared*t14 + t14*t9
    k12 = t13/(m2*m2)
    return _curvature_1d_n1n1_integral(
        soft, hard, g11, t13, k1, k2, k3, k4, t0, t1, t2, t3, k9, k10, k11, k12
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_1d_n1n2(m1, m2, g11, g22, g12, n1, n2):
    """d^2 E_B/dn1 dn2, D = 1.   naidon2021:2, derivation compressibility.vacuum_curvature(D=1, i=1, j=2)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^1], g22 > 0 [energy length^1], g12 [energy length^1],
    n1 >= 0 [length^-1], n2 >= 0 [length^-1]  ->  [energy length^1]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 8 panels, 54 operations a node; measured accuracy: accuracy.json
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
    g12_squared = g12*g12
    t9 = g11*g22
    t10 = -g12_squared + t9
    t11 = t7 - t8
    t12 = t10/(4.0*t7 + 4.0*t8 + sqrt(64.0*g12_squared*t6 + 16.0*(t11*t11)))
    t13 = 1.0/sqrt(t4)
    t14 = t0*t2
    t15 = 4.0*g12_squared
    t16 = m2*n2
    t17 = 4.0*t9
    t18 = m1*n1
    hard = 2.0*sqrt(t7 + t8)
    soft = (
        max(min(2.0*sqrt(t0*t1 + t2*t3)*min(m1, m2), (c0*sqrt(t12)*sqrt(t6)
        if t12*t6 > 0.03125*(4e-16*t7 + 4e-16*t8) else 2.0*sqrt(min(t7, t8)))), 1e-8*hard)
    )
    k1 = t10*t5
    k3 = t1*t2
    k4 = t0*t3
    k9 = g11*t0
    k10 = t13*t2
    k11 = -t15*t16 + t16*t17
    k12 = g22*t2
    k13 = t0*t13
    k14 = -t15*t18 + t17*t18
    k15 = t10*t13
    k16 = t13*t14
    return _curvature_1d_n1n2_integral(
        soft, hard, g11, g22, t13, k1, t14, k3, k4, t0, t1, t2, t3, k9, k10, k11, k12, k13, k14, k15, k16
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_2d_n1n1(m1, m2, g11, g22, g12, n1, n2, kappa):
    """d^2 E_B/dn1 dn1, D = 2.   naidon2021:2, derivation compressibility.vacuum_curvature(D=2, i=1, j=1)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^2], g22 > 0 [energy length^2], g12 [energy length^2],
    n1 >= 0 [length^-2], n2 >= 0 [length^-2], kappa > 0 [length^-1]  ->  [energy length^2]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 8 panels, 112 operations a node; measured accuracy: accuracy.json
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
    g12_squared = g12*g12
    t11 = g11*g22
    t12 = -g12_squared + t11
    t13 = 4.0*m1
    t14 = 4.0*m2
    t15 = -t10 + t9
    t16 = t12/(t1*t13 + t14*t4 + sqrt(64.0*g12_squared*t8 + 16.0*(t15*t15)))
    t17 = sqrt(t6)
    t18 = 1.0/t17
    t19 = t0*t3
    t20 = g11*t0
    t21 = t18*t3
    t22 = n2*t14
    m2_squared = m2*m2
    t23 = 1.0/m2_squared
    t24 = t18*t23
    c1 = 0.3183098861837907  # 1/pi
    m1_squared = m1*m1
    g11_squared = g11*g11
    t25 = g11_squared*t3
    t26 = 3.0*m2
    t27 = g11_squared*t0*t23
    t28 = 1.0/m1_squared
    t29 = m1 + m2
    t30 = t28*(t29*t29)
    t31 = g11*t29
    t32 = t23*t25
    c2 = 0.15915494309189535  # 1/(2*pi)
    hard = 2.0*sqrt(t10 + t9)
    soft = (
        max(min(2.0*sqrt(t2 + t5)*min(m1, m2), (c0*sqrt(t16)*sqrt(t8)
        if t16*t8 > 0.03125*(4e-16*t10 + 4e-16*t9) else 2.0*sqrt(min(t10, t9)))), 1e-8*hard)
    )
    k1 = t12*t7
    k3 = t1*t3
    k4 = t0*t4
    k11 = -g12_squared*t22 + t11*t22
    k13 = c1*t17
    k14 = n2*t12*t19
    k15 = t20*t23
    k16 = t19*(m1_squared + m2_squared + 3.0*t6)
    k17 = -(t13 + t14)
    k20 = g11*sqrt(m1*t3)
    k23 = t27*(2.0*m1 + t26)
    k24 = g11_squared*t30/(m2_squared*m2_squared)
    k25 = t21*t31
    k26 = t20*t24*t29*(m1 + 2.0*m2)
    k27 = t27*t29
    k28 = t18*t19*t31
    k29 = t28*t29*t32*(m1 + t26)
    k30 = t30*t32
    p_split = _tail_start(soft, hard)
    integral = _curvature_2d_n1n1_integral(
        soft, hard, g11, t18, k1, t19, k3, k4, t0, t1, t3, t4, t20, t21, k11, t24, k13, k14, k15, k16, k17,
        t2, t5, k20, t25, t6, k23, k24, k25, k26, k27, k28, k29, k30
    )
    return c2*g11_squared*m1*log(p_split/kappa) + integral


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_2d_n1n2(m1, m2, g11, g22, g12, n1, n2, kappa):
    """d^2 E_B/dn1 dn2, D = 2.   naidon2021:2, derivation compressibility.vacuum_curvature(D=2, i=1, j=2)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^2], g22 > 0 [energy length^2], g12 [energy length^2],
    n1 >= 0 [length^-2], n2 >= 0 [length^-2], kappa > 0 [length^-1]  ->  [energy length^2]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 8 panels, 154 operations a node; measured accuracy: accuracy.json
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
    t6 = m1*m2
    t7 = n1*n2
    t8 = t6*t7
    t9 = m1*t1
    t10 = m2*t4
    g12_squared = g12*g12
    t11 = g11*g22
    t12 = -g12_squared + t11
    t13 = 4.0*m1
    t14 = 4.0*m2
    t15 = -t10 + t9
    t16 = t12/(t1*t13 + t14*t4 + sqrt(64.0*g12_squared*t8 + 16.0*(t15*t15)))
    t17 = sqrt(t6)
    t18 = 1.0/t17
    t19 = t0*t3
    t20 = g11*t0
    t21 = t18*t3
    t22 = 4.0*g12_squared
    t23 = g22*t3
    t24 = t0*t18
    t25 = t18*t19
    c1 = 0.3183098861837907  # 1/pi
    t26 = t12*t19
    m1_squared = m1*m1
    t27 = 1.0/m1_squared
    m2_squared = m2*m2
    t28 = 1.0/m2_squared
    t29 = t20*t28
    t30 = m1 + m2
    t31 = g12_squared/t30
    t32 = t27*t30
    t33 = t28*t32
    t34 = g11*t30
    t35 = g22*t30
    hard = 2.0*sqrt(t10 + t9)
    soft = (
        max(min(2.0*sqrt(t2 + t5)*min(m1, m2), (c0*sqrt(t16)*sqrt(t8)
        if t16*t8 > 0.03125*(4e-16*t10 + 4e-16*t9) else 2.0*sqrt(min(t10, t9)))), 1e-8*hard)
    )
    k1 = t12*t7
    k3 = t1*t3
    k4 = t0*t4
    k11 = -m2*n2*t22 + n2*t11*t14
    k14 = -m1*n1*t22 + n1*t11*t13
    k15 = t12*t18
    k17 = c1*t17
    k18 = n1*t26
    k19 = t23*t27
    k20 = n2*t26
    k22 = g11*sqrt(m1*t3)
    k25 = g22*sqrt(m2*t0)
    k26 = t19*(m1_squared + m2_squared + 3.0*t6)
    k27 = t19*(t11 + t22)
    k29 = -(t13 + t14)
    k31 = t33*(g12_squared + t11)
    k32 = g12_squared*t19
    k33 = t21*t34
    k34 = t24*t35
    k35 = t18*t29*t30*(m1 + 2.0*m2)
    k36 = g22*t21*t32*(2.0*m1 + m2)
    k37 = t19*t27*t28*(-2.0*g12_squared + t11)*(t30*t30)
    k38 = t25*t34
    k39 = t25*t35
    k40 = g12_squared*t33
    p_split = _tail_start(soft, hard)
    integral = _curvature_2d_n1n2_integral(
        soft, hard, g11, g22, t18, k1, t19, k3, k4, t0, t1, t3, t4, t20, t21, k11, t23, t24, k14, k15, t25,
        k17, k18, k19, k20, t29, k22, t2, t5, k25, k26, k27, t31, k29, t6, k31, k32, k33, k34, k35, k36, k37,
        k38, k39, k40
    )
    return c1*t31*t6*log(p_split/kappa) + integral


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_3d_n1n1(m1, m2, g11, g22, g12, n1, n2):
    """d^2 E_B/dn1 dn1, D = 3.   naidon2021:2, derivation compressibility.vacuum_curvature(D=3, i=1, j=1)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^3], g22 > 0 [energy length^3], g12 [energy length^3],
    n1 >= 0 [length^-3], n2 >= 0 [length^-3]  ->  [energy length^3]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 8 panels, 111 operations a node; measured accuracy: accuracy.json
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
    g12_squared = g12*g12
    t11 = g11*g22
    t12 = -g12_squared + t11
    t13 = 4.0*m1
    t14 = 4.0*m2
    t15 = -t10 + t9
    t16 = t12/(t1*t13 + t14*t4 + sqrt(64.0*g12_squared*t8 + 16.0*(t15*t15)))
    t17 = sqrt(t6)
    t18 = 1.0/t17
    t19 = t0*t3
    t20 = g11*t0
    t21 = t18*t3
    t22 = n2*t14
    m2_squared = m2*m2
    t23 = 1.0/m2_squared
    t24 = t18*t23
    g11_squared = g11*g11
    c1 = 0.10132118364233778  # pi**(-2)
    m1_squared = m1*m1
    t25 = g11_squared*t3
    t26 = 3.0*m2
    t27 = g11_squared*t0*t23
    t28 = 1.0/m1_squared
    t29 = m1 + m2
    t30 = t28*(t29*t29)
    t31 = g11*t29
    t32 = t23*t25
    hard = 2.0*sqrt(t10 + t9)
    soft = (
        max(min(2.0*sqrt(t2 + t5)*min(m1, m2), (c0*sqrt(t16)*sqrt(t8)
        if t16*t8 > 0.03125*(4e-16*t10 + 4e-16*t9) else 2.0*sqrt(min(t10, t9)))), 1e-8*hard)
    )
    k1 = t12*t7
    k3 = t1*t3
    k4 = t0*t4
    k11 = -g12_squared*t22 + t11*t22
    k13 = g11_squared*m1
    k14 = c1*t17
    k15 = n2*t12*t19
    k16 = t20*t23
    k17 = t19*(m1_squared + m2_squared + 3.0*t6)
    k18 = -(t13 + t14)
    k21 = g11*sqrt(m1*t3)
    k24 = t27*(2.0*m1 + t26)
    k25 = g11_squared*t30/(m2_squared*m2_squared)
    k26 = t21*t31
    k27 = t20*t24*t29*(m1 + 2.0*m2)
    k28 = t27*t29
    k29 = t18*t19*t31
    k30 = t28*t29*t32*(m1 + t26)
    k31 = t30*t32
    return _curvature_3d_n1n1_integral(
        soft, hard, g11, t18, k1, t19, k3, k4, t0, t1, t3, t4, t20, t21, k11, t24, k13, k14, k15, k16, k17,
        k18, t2, t5, k21, t25, t6, k24, k25, k26, k27, k28, k29, k30, k31
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64)], cache=True)
def vacuum_energy_3d_n1n2(m1, m2, g11, g22, g12, n1, n2):
    """d^2 E_B/dn1 dn2, D = 3.   naidon2021:2, derivation compressibility.vacuum_curvature(D=3, i=1, j=2)

    m1 > 0 [mass], m2 > 0 [mass], g11 > 0 [energy length^3], g22 > 0 [energy length^3], g12 [energy length^3],
    n1 >= 0 [length^-3], n2 >= 0 [length^-3]  ->  [energy length^3]; hbar = 1
    where g12**2 <= g11*g22
    20-point Gauss-Legendre on 2 to 8 panels, 153 operations a node; measured accuracy: accuracy.json
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
    g12_squared = g12*g12
    t11 = g11*g22
    t12 = -g12_squared + t11
    t13 = 4.0*m1
    t14 = 4.0*m2
    t15 = -t10 + t9
    t16 = t12/(t1*t13 + t14*t4 + sqrt(64.0*g12_squared*t8 + 16.0*(t15*t15)))
    t17 = sqrt(t6)
    t18 = 1.0/t17
    t19 = t0*t3
    t20 = g11*t0
    t21 = t18*t3
    t22 = 4.0*g12_squared
    t23 = g22*t3
    t24 = t0*t18
    t25 = t18*t19
    c1 = 0.10132118364233778  # pi**(-2)
    t26 = t12*t19
    m1_squared = m1*m1
    t27 = 1.0/m1_squared
    m2_squared = m2*m2
    t28 = 1.0/m2_squared
    t29 = t20*t28
    t30 = m1 + m2
    t31 = t27*t30
    t32 = t28*t31
    t33 = g11*t30
    t34 = g22*t30
    hard = 2.0*sqrt(t10 + t9)
    soft = (
        max(min(2.0*sqrt(t2 + t5)*min(m1, m2), (c0*sqrt(t16)*sqrt(t8)
        if t16*t8 > 0.03125*(4e-16*t10 + 4e-16*t9) else 2.0*sqrt(min(t10, t9)))), 1e-8*hard)
    )
    k1 = t12*t7
    k3 = t1*t3
    k4 = t0*t4
    k11 = -m2*n2*t22 + n2*t11*t14
    k14 = -m1*n1*t22 + n1*t11*t13
    k15 = t12*t18
    k18 = c1*t17
    k19 = n1*t26
    k20 = t23*t27
    k21 = n2*t26
    k23 = g11*sqrt(m1*t3)
    k26 = g22*sqrt(m2*t0)
    k27 = t19*(m1_squared + m2_squared + 3.0*t6)
    k28 = t19*(t11 + t22)
    k29 = g12_squared/t30
    k30 = -(t13 + t14)
    k32 = t32*(g12_squared + t11)
    k33 = g12_squared*t19
    k34 = t21*t33
    k35 = t24*t34
    k36 = t18*t29*t30*(m1 + 2.0*m2)
    k37 = g22*t21*t31*(2.0*m1 + m2)
    k38 = t19*t27*t28*(-2.0*g12_squared + t11)*(t30*t30)
    k39 = t25*t33
    k40 = t25*t34
    k41 = g12_squared*t32
    return _curvature_3d_n1n2_integral(
        soft, hard, g11, g22, t18, k1, t19, k3, k4, t0, t1, t3, t4, t20, t21, k11, t23, t24, k14, k15, t25,
        g12_squared, k18, k19, k20, k21, t29, k23, t2, t5, k26, k27, k28, k29, k30, t6, k32, k33, k34, k35,
        k36, k37, k38, k39, k40, k41
    )
