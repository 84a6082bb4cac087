"""Conductivity: kernels on arrays, hbar = k_B = 1.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from numba import complex128, float64, guvectorize, njit, uintp
from numpy import cos, exp, expm1, sin, sqrt


@njit(error_model="numpy")
def _aligned_root(square, direction):
    """The root of ``square`` that makes the smaller angle with ``direction``."""
    root = sqrt(square)
    return -root if root.real*direction.real + root.imag*direction.imag < 0.0 else root


@njit(error_model="numpy")
def _complex_expm1(z):
    """exp(z) - 1, both parts without cancellation."""
    half = sin(0.5*z.imag)
    return complex(expm1(z.real)*cos(z.imag) - 2.0*half*half, exp(z.real)*sin(z.imag))


@njit(error_model="numpy")
def _conversion_envelope_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T):
    t0 = 1.0/T
    p_squared = p*p
    t1 = 0.5*p_squared
    eps_a = t1/m_a
    eps_b = t1/m_b
    t2 = V_aa*n_a
    dressed_a = eps_a + 2.0*t2
    t3 = V_bb*n_b
    dressed_b = eps_b + 2.0*t3
    mean = 0.5*dressed_a*eps_a + 0.5*dressed_b*eps_b
    t4 = n_a*n_b*(V_ab*V_ab)
    t5 = 4.0*t4
    t6 = eps_a*eps_b
    half_difference = eps_a*t2 - eps_b*t3 + 0.5*(eps_a - eps_b)*(eps_a + eps_b)
    splitting = _aligned_root(t5*t6 + half_difference*half_difference, mean)
    E_d = sqrt(mean + splitting)
    t7 = E_d*t0
    t8 = -t7
    t9 = _complex_expm1(t8)
    t10 = -exp(t8)/t9
    t11 = 1.0/E_d
    E_s = t1*t11*sqrt(dressed_a*dressed_b - t5)/(sqrt(m_a)*sqrt(m_b))
    t12 = E_s*t0
    t13 = -t12
    t14 = _complex_expm1(t13)
    t15 = exp(t13)/t14
    c0 = 0.03377372788077926  # 1/(3*pi**2)
    t16 = c0*t11*t4*t6*(p_squared*p_squared)/E_s
    gap = 2.0*splitting/(E_d + E_s)
    result_0 = -t15*t16*(t10 + 1.0)*_complex_expm1(-gap*t0)/gap
    result_1 = -t0*t16*(t10 - t15 + exp(-2.0*t7)/(t9*t9) + exp(-2.0*t12)/(t14*t14))
    result_2 = gap*gap
    return result_0, result_1, result_2


@njit(error_model="numpy")
def _creation_envelope_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T):
    p_squared = p*p
    t0 = 0.5*p_squared
    eps_a = t0/m_a
    eps_b = t0/m_b
    t1 = V_aa*n_a
    dressed_a = eps_a + 2.0*t1
    t2 = V_bb*n_b
    dressed_b = eps_b + 2.0*t2
    mean = 0.5*dressed_a*eps_a + 0.5*dressed_b*eps_b
    t3 = n_a*n_b*(V_ab*V_ab)
    t4 = 4.0*t3
    t5 = eps_a*eps_b
    half_difference = eps_a*t1 - eps_b*t2 + 0.5*(eps_a - eps_b)*(eps_a + eps_b)
    splitting = _aligned_root(t4*t5 + half_difference*half_difference, mean)
    E_d = sqrt(mean + splitting)
    t6 = 1.0/E_d
    E_s = t0*t6*sqrt(dressed_a*dressed_b - t4)/(sqrt(m_a)*sqrt(m_b))
    t7 = E_d + E_s
    t8 = 1.0/T
    t9 = E_d*t8
    t10 = -t9
    t11 = _complex_expm1(t10)
    t12 = exp(t10)/t11
    t13 = E_s*t8
    t14 = -t13
    t15 = _complex_expm1(t14)
    t16 = exp(t14)/t15
    c0 = 0.03377372788077926  # 1/(3*pi**2)
    t17 = c0*t3*t5*t6*(p_squared*p_squared)/E_s
    result_0 = t17*(t12 + t16 - 1.0)/t7
    result_1 = t17*t8*(-t12 - t16 + exp(-2.0*t9)/(t11*t11) + exp(-2.0*t13)/(t15*t15))
    result_2 = t7*t7
    return result_0, result_1, result_2


@njit(error_model="numpy")
def _drude_density_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T):
    t0 = V_aa*n_a
    t1 = V_bb*n_b
    p_squared = p*p
    t2 = 0.5*p_squared
    eps_a = t2/m_a
    eps_b = t2/m_b
    half_difference = eps_a*t0 - eps_b*t1 + 0.5*(eps_a - eps_b)*(eps_a + eps_b)
    t3 = half_difference >= 0.0
    t4 = 4.0*n_a*n_b*(V_ab*V_ab)
    t5 = eps_a*eps_b*t4
    splitting = sqrt(t5 + half_difference*half_difference)
    t6 = 0.5/splitting
    larger = splitting + abs(half_difference)
    smaller = t5/larger
    t7 = t6*(larger if t3 else smaller)
    P_ad = t7
    P_ad_squared = P_ad*P_ad
    t8 = 1.0/T
    dressed_a = eps_a + 2.0*t0
    dressed_b = eps_b + 2.0*t1
    mean = 0.5*dressed_a*eps_a + 0.5*dressed_b*eps_b
    E_d = sqrt(mean + splitting)
    t9 = E_d*t8
    t10 = -t9
    t11 = expm1(t10)
    t12 = exp(-2.0*t9)/(t11*t11)
    t13 = exp(t10)/t11
    t14 = t6*(smaller if t3 else larger)
    P_as = t14
    P_as_squared = P_as*P_as
    E_s = t2*sqrt(dressed_a*dressed_b - t4)/(E_d*sqrt(m_a)*sqrt(m_b))
    t15 = E_s*t8
    t16 = -t15
    t17 = expm1(t16)
    t18 = exp(-2.0*t15)/(t17*t17)
    t19 = exp(t16)/t17
    c0 = 0.01688686394038963  # 1/(6*pi**2)
    t20 = c0*t8*(p_squared*p_squared)
    P_bd = t14
    t21 = P_ad*P_bd
    P_bs = t7
    t22 = P_as*P_bs
    P_bd_squared = P_bd*P_bd
    P_bs_squared = P_bs*P_bs
    result_0 = t20*(P_ad_squared*t12 - P_ad_squared*t13 + P_as_squared*t18 - P_as_squared*t19)
    result_1 = t20*(t12*t21 - t13*t21 + t18*t22 - t19*t22)
    result_2 = t20*(P_bd_squared*t12 - P_bd_squared*t13 + P_bs_squared*t18 - P_bs_squared*t19)
    return result_0, result_1, result_2


@njit(error_model="numpy")
def _conversion_envelope_2d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T):
    t0 = 1.0/T
    p_squared = p*p
    t1 = 0.5*p_squared
    eps_a = t1/m_a
    eps_b = t1/m_b
    t2 = V_aa*n_a
    dressed_a = eps_a + 2.0*t2
    t3 = V_bb*n_b
    dressed_b = eps_b + 2.0*t3
    mean = 0.5*dressed_a*eps_a + 0.5*dressed_b*eps_b
    t4 = n_a*n_b*(V_ab*V_ab)
    t5 = 4.0*t4
    t6 = eps_a*eps_b
    half_difference = eps_a*t2 - eps_b*t3 + 0.5*(eps_a - eps_b)*(eps_a + eps_b)
    splitting = _aligned_root(t5*t6 + half_difference*half_difference, mean)
    E_d = sqrt(mean + splitting)
    t7 = E_d*t0
    t8 = -t7
    t9 = _complex_expm1(t8)
    t10 = -exp(t8)/t9
    t11 = 1.0/E_d
    E_s = t1*t11*sqrt(dressed_a*dressed_b - t5)/(sqrt(m_a)*sqrt(m_b))
    t12 = E_s*t0
    t13 = -t12
    t14 = _complex_expm1(t13)
    t15 = exp(t13)/t14
    c0 = 0.15915494309189535  # 1/(2*pi)
    t16 = c0*p*p_squared*t11*t4*t6/E_s
    gap = 2.0*splitting/(E_d + E_s)
    result_0 = -t15*t16*(t10 + 1.0)*_complex_expm1(-gap*t0)/gap
    result_1 = -t0*t16*(t10 - t15 + exp(-2.0*t7)/(t9*t9) + exp(-2.0*t12)/(t14*t14))
    result_2 = gap*gap
    return result_0, result_1, result_2


@njit(error_model="numpy")
def _creation_envelope_2d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T):
    p_squared = p*p
    t0 = 0.5*p_squared
    eps_a = t0/m_a
    eps_b = t0/m_b
    t1 = V_aa*n_a
    dressed_a = eps_a + 2.0*t1
    t2 = V_bb*n_b
    dressed_b = eps_b + 2.0*t2
    mean = 0.5*dressed_a*eps_a + 0.5*dressed_b*eps_b
    t3 = n_a*n_b*(V_ab*V_ab)
    t4 = 4.0*t3
    t5 = eps_a*eps_b
    half_difference = eps_a*t1 - eps_b*t2 + 0.5*(eps_a - eps_b)*(eps_a + eps_b)
    splitting = _aligned_root(t4*t5 + half_difference*half_difference, mean)
    E_d = sqrt(mean + splitting)
    t6 = 1.0/E_d
    E_s = t0*t6*sqrt(dressed_a*dressed_b - t4)/(sqrt(m_a)*sqrt(m_b))
    t7 = E_d + E_s
    t8 = 1.0/T
    t9 = E_d*t8
    t10 = -t9
    t11 = _complex_expm1(t10)
    t12 = exp(t10)/t11
    t13 = E_s*t8
    t14 = -t13
    t15 = _complex_expm1(t14)
    t16 = exp(t14)/t15
    c0 = 0.15915494309189535  # 1/(2*pi)
    t17 = c0*p*p_squared*t3*t5*t6/E_s
    result_0 = t17*(t12 + t16 - 1.0)/t7
    result_1 = t17*t8*(-t12 - t16 + exp(-2.0*t9)/(t11*t11) + exp(-2.0*t13)/(t15*t15))
    result_2 = t7*t7
    return result_0, result_1, result_2


@njit(error_model="numpy")
def _drude_density_2d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T):
    t0 = V_aa*n_a
    t1 = V_bb*n_b
    p_squared = p*p
    t2 = 0.5*p_squared
    eps_a = t2/m_a
    eps_b = t2/m_b
    half_difference = eps_a*t0 - eps_b*t1 + 0.5*(eps_a - eps_b)*(eps_a + eps_b)
    t3 = half_difference >= 0.0
    t4 = 4.0*n_a*n_b*(V_ab*V_ab)
    t5 = eps_a*eps_b*t4
    splitting = sqrt(t5 + half_difference*half_difference)
    t6 = 0.5/splitting
    larger = splitting + abs(half_difference)
    smaller = t5/larger
    t7 = t6*(larger if t3 else smaller)
    P_ad = t7
    P_ad_squared = P_ad*P_ad
    t8 = 1.0/T
    dressed_a = eps_a + 2.0*t0
    dressed_b = eps_b + 2.0*t1
    mean = 0.5*dressed_a*eps_a + 0.5*dressed_b*eps_b
    E_d = sqrt(mean + splitting)
    t9 = E_d*t8
    t10 = -t9
    t11 = expm1(t10)
    t12 = exp(-2.0*t9)/(t11*t11)
    t13 = exp(t10)/t11
    t14 = t6*(smaller if t3 else larger)
    P_as = t14
    P_as_squared = P_as*P_as
    E_s = t2*sqrt(dressed_a*dressed_b - t4)/(E_d*sqrt(m_a)*sqrt(m_b))
    t15 = E_s*t8
    t16 = -t15
    t17 = expm1(t16)
    t18 = exp(-2.0*t15)/(t17*t17)
    t19 = exp(t16)/t17
    c0 = 0.07957747154594767  # 1/(4*pi)
    t20 = c0*p*p_squared*t8
    P_bd = t14
    t21 = P_ad*P_bd
    P_bs = t7
    t22 = P_as*P_bs
    P_bd_squared = P_bd*P_bd
    P_bs_squared = P_bs*P_bs
    result_0 = t20*(P_ad_squared*t12 - P_ad_squared*t13 + P_as_squared*t18 - P_as_squared*t19)
    result_1 = t20*(t12*t21 - t13*t21 + t18*t22 - t19*t22)
    result_2 = t20*(P_bd_squared*t12 - P_bd_squared*t13 + P_bs_squared*t18 - P_bs_squared*t19)
    return result_0, result_1, result_2


@njit(error_model="numpy")
def _depletion_density_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T):
    p_squared = p*p
    t0 = 0.5*p_squared
    eps_b = t0/m_b
    t1 = -eps_b
    eps_a = t0/m_a
    t2 = (eps_a + eps_b)*(eps_a + t1)
    t3 = V_aa*n_a
    dressed_a = eps_a + 2.0*t3
    t4 = V_bb*n_b
    dressed_b = eps_b + 2.0*t4
    mean = 0.5*dressed_a*eps_a + 0.5*dressed_b*eps_b
    V_ab_squared = V_ab*V_ab
    t5 = 4.0*V_ab_squared*n_a*n_b
    t6 = eps_a*eps_b*t5
    half_difference = eps_a*t3 - eps_b*t4 + 0.5*t2
    splitting = sqrt(t6 + half_difference*half_difference)
    E_d = sqrt(mean + splitting)
    t7 = 1.0/(E_d + eps_a)
    t8 = 2.0*eps_a
    t9 = V_aa*V_bb - V_ab_squared
    t10 = 2.0*eps_b
    t11 = n_b*t10
    t12 = n_a*t8
    t13 = 1.0/E_d
    E_s = t0*t13*sqrt(dressed_a*dressed_b - t5)/(sqrt(m_a)*sqrt(m_b))
    t14 = half_difference >= 0.0
    larger = splitting + abs(half_difference)
    smaller = t6/larger
    t15 = (smaller if t14 else larger)
    excess_ad = t7*(t15 + t3*t8)
    excess_as = (E_s - eps_a if E_s > t8 else t12*t7*(-V_aa*t2 + t11*t9)/(excess_ad*(E_s + eps_a)))
    excess_as_squared = excess_as*excess_as
    excess_ad_squared = excess_ad*excess_ad
    t16 = 4.0*(eps_a*eps_a)
    t17 = 0.5/splitting
    t18 = t15*t17
    P_as = t18
    t19 = E_d*P_as
    t20 = 1.0/T
    t21 = -E_s*t20
    t22 = exp(t21)/expm1(t21)
    t23 = t19*t22
    t24 = 2.0*t22
    t25 = (larger if t14 else smaller)
    t26 = t17*t25
    P_ad = t26
    t27 = E_s*P_ad
    t28 = -E_d*t20
    t29 = exp(t28)/expm1(t28)
    t30 = t27*t29
    t31 = 2.0*t29
    t32 = 4.0*eps_a
    c0 = 0.012665147955292222  # 1/(8*pi**2)
    t33 = c0*p_squared*t13/E_s
    t34 = 1.0/(E_d + eps_b)
    excess_bd = t34*(t10*t4 + t25)
    excess_bs = (E_s + t1 if E_s > t10 else t11*t34*(V_bb*t2 + t12*t9)/(excess_bd*(E_s + eps_b)))
    excess_bs_squared = excess_bs*excess_bs
    excess_bd_squared = excess_bd*excess_bd
    t35 = 4.0*(eps_b*eps_b)
    P_bs = t26
    t36 = E_d*P_bs
    t37 = t22*t36
    P_bd = t18
    t38 = E_s*P_bd
    t39 = t29*t38
    t40 = 4.0*eps_b
    result_0 = (
        -t33*(-E_d*P_as*excess_as_squared - E_s*P_ad*excess_ad_squared + excess_ad*t30*t32
        + excess_ad_squared*t27*t31 + excess_as*t23*t32 + excess_as_squared*t19*t24 + t16*t23 + t16*t30)/eps_a
    )
    result_1 = (
        -t33*(-E_d*P_bs*excess_bs_squared - E_s*P_bd*excess_bd_squared + excess_bd*t39*t40
        + excess_bd_squared*t31*t38 + excess_bs*t37*t40 + excess_bs_squared*t24*t36 + t35*t37 + t35*t39)/eps_b
    )
    return result_0, result_1


@njit(error_model="numpy")
def _mode_energies(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab):
    t0 = 0.5*(p*p)
    eps_a = t0/m_a
    eps_b = t0/m_b
    t1 = V_aa*n_a
    dressed_a = eps_a + 2.0*t1
    t2 = V_bb*n_b
    dressed_b = eps_b + 2.0*t2
    mean = 0.5*dressed_a*eps_a + 0.5*dressed_b*eps_b
    t3 = 4.0*n_a*n_b*(V_ab*V_ab)
    half_difference = eps_a*t1 - eps_b*t2 + 0.5*(eps_a - eps_b)*(eps_a + eps_b)
    splitting = sqrt(eps_a*eps_b*t3 + half_difference*half_difference)
    E_d = sqrt(mean + splitting)
    E_s = t0*sqrt(dressed_a*dressed_b - t3)/(E_d*sqrt(m_a)*sqrt(m_b))
    result_0 = E_d
    result_1 = E_s
    return result_0, result_1


@njit(error_model="numpy", fastmath={"reassoc"}, forceinline=True)
def _resonance_sum(a, B, Q, frequencies, gamma, total, a_step, B_step, Q_step):
    last = frequencies.shape[0] - 1
    for start in range(0, last + 1, 4):
        omega = frequencies[min(start + 0, last)]
        omega_squared = omega*omega
        gamma_squared = gamma*gamma
        t0 = 4.0*gamma_squared
        t1 = gamma*omega
        t2 = 1.0/(omega_squared + t0)
        w_re0 = omega_squared - t0
        w_im0 = 4.0*t1
        s_re0 = -2.0*gamma_squared*t2
        s_im0 = -t1*t2
        x_re0 = 0.0
        x_im0 = 0.0
        omega = frequencies[min(start + 1, last)]
        omega_squared = omega*omega
        gamma_squared = gamma*gamma
        t0 = 4.0*gamma_squared
        t1 = gamma*omega
        t2 = 1.0/(omega_squared + t0)
        w_re1 = omega_squared - t0
        w_im1 = 4.0*t1
        s_re1 = -2.0*gamma_squared*t2
        s_im1 = -t1*t2
        x_re1 = 0.0
        x_im1 = 0.0
        omega = frequencies[min(start + 2, last)]
        omega_squared = omega*omega
        gamma_squared = gamma*gamma
        t0 = 4.0*gamma_squared
        t1 = gamma*omega
        t2 = 1.0/(omega_squared + t0)
        w_re2 = omega_squared - t0
        w_im2 = 4.0*t1
        s_re2 = -2.0*gamma_squared*t2
        s_im2 = -t1*t2
        x_re2 = 0.0
        x_im2 = 0.0
        omega = frequencies[min(start + 3, last)]
        omega_squared = omega*omega
        gamma_squared = gamma*gamma
        t0 = 4.0*gamma_squared
        t1 = gamma*omega
        t2 = 1.0/(omega_squared + t0)
        w_re3 = omega_squared - t0
        w_im3 = 4.0*t1
        s_re3 = -2.0*gamma_squared*t2
        s_im3 = -t1*t2
        x_re3 = 0.0
        x_im3 = 0.0
        for k in range(a.shape[0]):
            a_re = a[uintp(k*a_step)].real
            a_im = a[uintp(k*a_step)].imag
            B_re = B[uintp(k*B_step)].real
            B_im = B[uintp(k*B_step)].imag
            Q_re = Q[uintp(k*Q_step)].real
            Q_im = Q[uintp(k*Q_step)].imag
            n_re = -B_im*s_im0 + B_re*s_re0 + a_re
            n_im = B_im*s_re0 + B_re*s_im0 + a_im
            d_re = Q_re - w_re0
            d_im = Q_im - w_im0
            inverse = 1.0/(d_re*d_re + d_im*d_im)
            x_re0 += (n_re*d_re + n_im*d_im)*inverse
            x_im0 += (n_im*d_re - n_re*d_im)*inverse
            n_re = -B_im*s_im1 + B_re*s_re1 + a_re
            n_im = B_im*s_re1 + B_re*s_im1 + a_im
            d_re = Q_re - w_re1
            d_im = Q_im - w_im1
            inverse = 1.0/(d_re*d_re + d_im*d_im)
            x_re1 += (n_re*d_re + n_im*d_im)*inverse
            x_im1 += (n_im*d_re - n_re*d_im)*inverse
            n_re = -B_im*s_im2 + B_re*s_re2 + a_re
            n_im = B_im*s_re2 + B_re*s_im2 + a_im
            d_re = Q_re - w_re2
            d_im = Q_im - w_im2
            inverse = 1.0/(d_re*d_re + d_im*d_im)
            x_re2 += (n_re*d_re + n_im*d_im)*inverse
            x_im2 += (n_im*d_re - n_re*d_im)*inverse
            n_re = -B_im*s_im3 + B_re*s_re3 + a_re
            n_im = B_im*s_re3 + B_re*s_im3 + a_im
            d_re = Q_re - w_re3
            d_im = Q_im - w_im3
            inverse = 1.0/(d_re*d_re + d_im*d_im)
            x_re3 += (n_re*d_re + n_im*d_im)*inverse
            x_im3 += (n_im*d_re - n_re*d_im)*inverse
        total[min(start + 0, last)] = complex(x_re0, x_im0)
        total[min(start + 1, last)] = complex(x_re1, x_im1)
        total[min(start + 2, last)] = complex(x_re2, x_im2)
        total[min(start + 3, last)] = complex(x_re3, x_im3)


@njit(error_model="numpy")
def _conductivities(omega, gamma, response, n_a, n_b, m_a, m_b, drude_aa, drude_ab, drude_bb):
    response_re = response.real
    response_im = response.imag
    t0 = 1.0/omega
    t1 = t0/(m_a*m_a)
    t2 = 4.0*(gamma*gamma)
    t3 = 1.0/(t2 + omega*omega)
    t4 = drude_aa*t3
    t5 = 2.0*gamma
    t6 = t0/m_a
    t7 = t0*t2
    t8 = 1.0/m_b
    t9 = t6*t8
    t10 = t3*t5
    t11 = t3*t7
    t12 = t0/(m_b*m_b)
    result_0 = complex(-response_im*t1 + t4*t5, n_a*t6 + response_re*t1 - t4*t7)
    result_1 = complex(drude_ab*t10 + response_im*t9, -(drude_ab*t11 + response_re*t9))
    result_2 = complex(drude_bb*t10 - response_im*t12, -drude_bb*t11 + n_b*t0*t8 + response_re*t12)
    return result_0, result_1, result_2


@guvectorize(
    [(complex128, float64, float64, float64, float64, complex128, complex128, complex128, float64,
        complex128[:], complex128[:], complex128[:])],
    "(),(),(),(),(),(),(),(),()->(),(),()",
    nopython=True,
    cache=True,
)
def conversion_envelope_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, a, B, Q):
    """envelopes a, B and squared resonance Q of the conversion of quasiparticles, D = 3; per wave number, hbar =
    1.   aminov2024:14-convert, aminov2024:B6-convert, derivation resonance_sums.envelopes(kind='convert',
    D=3)

    complex p with |arg p| < pi/5, interactions at p; T > 0.
    """
    a[0], B[0], Q[0] = (
        _conversion_envelope_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T)
    )


@guvectorize(
    [(complex128, float64, float64, float64, float64, complex128, complex128, complex128, float64,
        complex128[:], complex128[:], complex128[:])],
    "(),(),(),(),(),(),(),(),()->(),(),()",
    nopython=True,
    cache=True,
)
def creation_envelope_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, a, B, Q):
    """envelopes a, B and squared resonance Q of the creation of quasiparticles, D = 3; per wave number, hbar =
    1.   aminov2024:14-create, aminov2024:B6-create, derivation resonance_sums.envelopes(kind='create',
    D=3)

    complex p with |arg p| < pi/5, interactions at p; T > 0.
    """
    a[0], B[0], Q[0] = (
        _creation_envelope_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T)
    )


@guvectorize(
    [(float64, float64, float64, float64, float64, float64, float64, float64, float64, float64[:], float64[:],
        float64[:])],
    "(),(),(),(),(),(),(),(),()->(),(),()",
    nopython=True,
    cache=True,
)
def drude_density_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, aa, ab, bb):
    """m_i m_j times the Drude weight of the pairs aa, ab, bb, D = 3; per wave number, hbar = 1.
    aminov2024:13-aa, aminov2024:13-ab, derivation resonance_sums.drude_density(D=3)

    real p > 0; T > 0.
    """
    aa[0], ab[0], bb[0] = (
        _drude_density_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T)
    )


@guvectorize(
    [(complex128, float64, float64, float64, float64, complex128, complex128, complex128, float64,
        complex128[:], complex128[:], complex128[:])],
    "(),(),(),(),(),(),(),(),()->(),(),()",
    nopython=True,
    cache=True,
)
def conversion_envelope_2d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, a, B, Q):
    """envelopes a, B and squared resonance Q of the conversion of quasiparticles, D = 2; per wave number, hbar =
    1.   aminov2024:14-convert, derivation resonance_sums.envelopes(kind='convert', D=2)

    complex p with |arg p| < pi/5, interactions at p; T > 0.
    """
    a[0], B[0], Q[0] = (
        _conversion_envelope_2d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T)
    )


@guvectorize(
    [(complex128, float64, float64, float64, float64, complex128, complex128, complex128, float64,
        complex128[:], complex128[:], complex128[:])],
    "(),(),(),(),(),(),(),(),()->(),(),()",
    nopython=True,
    cache=True,
)
def creation_envelope_2d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, a, B, Q):
    """envelopes a, B and squared resonance Q of the creation of quasiparticles, D = 2; per wave number, hbar =
    1.   aminov2024:14-create, derivation resonance_sums.envelopes(kind='create', D=2)

    complex p with |arg p| < pi/5, interactions at p; T > 0.
    """
    a[0], B[0], Q[0] = (
        _creation_envelope_2d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T)
    )


@guvectorize(
    [(float64, float64, float64, float64, float64, float64, float64, float64, float64, float64[:], float64[:],
        float64[:])],
    "(),(),(),(),(),(),(),(),()->(),(),()",
    nopython=True,
    cache=True,
)
def drude_density_2d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, aa, ab, bb):
    """m_i m_j times the Drude weight of the pairs aa, ab, bb, D = 2; per wave number, hbar = 1.
    aminov2024:13-aa, aminov2024:13-ab, derivation resonance_sums.drude_density(D=2)

    real p > 0; T > 0.
    """
    aa[0], ab[0], bb[0] = (
        _drude_density_2d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T)
    )


@guvectorize(
    [(float64, float64, float64, float64, float64, float64, float64, float64, float64, float64[:],
        float64[:])],
    "(),(),(),(),(),(),(),(),()->(),()",
    nopython=True,
    cache=True,
)
def depletion_density_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, a, b):
    """densities of atoms a and b that are not condensed, D = 3; per wave number, hbar = 1.   aminov2024:A8,
    derivation resonance_sums.depletion_density(D=3)

    real p > 0; T > 0.
    """
    a[0], b[0] = (
        _depletion_density_3d(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T)
    )


@guvectorize(
    [(float64, float64, float64, float64, float64, float64, float64, float64, float64[:], float64[:])],
    "(),(),(),(),(),(),(),()->(),()",
    nopython=True,
    cache=True,
)
def mode_energies(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, upper, lower):
    """energies E_d and E_s of the quasiparticles; per wave number, hbar = 1.   aminov2024:A3, derivation
    quasiparticles.squared_energies

    real p > 0.
    """
    upper[0], lower[0] = (
        _mode_energies(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab)
    )


@guvectorize(
    [(complex128[::1], complex128[::1], complex128[::1], float64[:], float64, complex128[:])],
    "(k),(k),(k),(w),()->(w)",
    nopython=True,
    cache=True,
)
def resonance_sum(a, B, Q, frequencies, gamma, total):
    """Lambda at omega + 2 i gamma: sum over nodes of [a - i (gamma/z) B]/(Q - z^2).   aminov2024:14-convert,
    derivation resonance_sums.envelopes

    a, B, Q (k,), frequencies (w,), gamma ()  ->  (w,); hbar = 1; the cost does not depend on gamma.
    """
    a_step, B_step, Q_step = a.strides[0]//16, B.strides[0]//16, Q.strides[0]//16
    if a_step == 1 and B_step == 1 and Q_step == 1:
        _resonance_sum(a, B, Q, frequencies, gamma, total, 1, 1, 1)
    else:
        _resonance_sum(a, B, Q, frequencies, gamma, total, a_step, B_step, Q_step)


@guvectorize(
    [(float64, float64, complex128, float64, float64, float64, float64, float64, float64, float64,
    complex128[:], complex128[:], complex128[:])],
    "(),(),(),(),(),(),(),(),(),()->(),(),()",
    nopython=True,
    cache=True,
)
def conductivities(omega, gamma, response, n_a, n_b, m_a, m_b, drude_aa, drude_ab, drude_bb, aa, ab, bb):
    """sigma of the pairs aa, ab, bb from Lambda(omega + 2 i gamma), D = 3; hbar = 1.
    aminov2024:12-same, aminov2024:12-cross, derivation conductivity.by_processes

    n_a, n_b are total densities; omega > 0, gamma >= 0.
    """
    aa[0], ab[0], bb[0] = _conductivities(
        omega, gamma, response, n_a, n_b, m_a, m_b, drude_aa, drude_ab, drude_bb
    )
