"""Fermi liquid: float64 kernels, hbar = 1.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from numba import float64, vectorize


@vectorize([float64(float64, float64)], cache=True)
def spin_current_ratio(F_1, G_1):
    """physical over bare spin current; also what low energies exhaust of the spin sum rule.

    carlini2021:41, carlini2021:43, derivation fermi_liquid.spin_current

    F_1 > -3 [1], G_1 > -3 [1]  ->  [1]; hbar = 1
    where G_1 <= F_1
    3 operations; measured accuracy: accuracy.json
    """
    return (G_1 + 3.0)/(F_1 + 3.0)


@vectorize([float64(float64, float64, float64)], cache=True)
def fermi_liquid_drag_density(F_1, G_1, n):
    """n_drag.   carlini2021:48, derivation fermi_liquid.drag_density

    F_1 > -3 [1], G_1 > -3 [1], n > 0 [length^-3]  ->  [length^-3]; hbar = 1
    where G_1 <= F_1
    5 operations; measured accuracy: accuracy.json
    """
    return 0.25*n*(F_1 - G_1)/(F_1 + 3.0)


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def fermi_liquid_fast_flow_2(lambda_, q, t, m, F_1, G_1):
    """d<F(2)>/dt after a kick of spin 1, F = sum cos(q x), before the first period of zero sound.

    carlini2021:45, derivation fermi_liquid.fast_flow(component=2)

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], F_1 > -3 [1],
    G_1 > -3 [1]  ->  [time^-1]; hbar = 1
    where G_1 <= F_1
    9 operations; measured accuracy: accuracy.json
    """
    return 0.25*lambda_*t*(F_1 - G_1)*(q*q)/(m*(F_1 + 3.0))


@vectorize([float64(float64, float64, float64, float64, float64, float64)], cache=True)
def fermi_liquid_fast_flow_1(lambda_, q, t, m, F_1, G_1):
    """d<F(1)>/dt after a kick of spin 1, F = sum cos(q x), before the first period of zero sound.

    carlini2021:46, derivation fermi_liquid.fast_flow(component=1)

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], F_1 > -3 [1],
    G_1 > -3 [1]  ->  [time^-1]; hbar = 1
    where G_1 <= F_1
    10 operations; measured accuracy: accuracy.json
    """
    return 0.25*lambda_*t*(1.0 + (G_1 + 3.0)/(F_1 + 3.0))*(q*q)/m


@vectorize([float64(float64, float64)], cache=True)
def fermi_liquid_velocity_ratio(F_1, G_1):
    """V2/V1 after a kick of spin 1.   carlini2021:47, derivation fermi_liquid.fast_flow(component=2)

    F_1 > -3 [1], G_1 > -3 [1]  ->  [1]; hbar = 1
    where G_1 <= F_1
    8 operations; measured accuracy: accuracy.json
    """
    t0 = 1.0/(F_1 + 3.0)
    return t0*(F_1 - G_1)/(t0*(G_1 + 3.0) + 1.0)


@vectorize([float64(float64)], cache=True)
def landau_F0(kf_a):
    """F_0 to second order of k_F a.

    carlini2021:supplement:F0, derivation landau_parameters.landau_parameter(channel='density', degree=0)

    kf_a [1]  ->  [1]
    4 operations; measured accuracy: accuracy.json
    """
    c0 = 10.772588722239782  # 4*log(2) + 8
    c1 = 9.42477796076938  # 3*pi
    c2 = 0.06754745576155852  # 2/(3*pi**2)
    return c2*kf_a*(c0*kf_a + c1)


@vectorize([float64(float64)], cache=True)
def landau_F1(kf_a):
    """F_1 to second order of k_F a.

    carlini2021:44-density, derivation landau_parameters.landau_parameter(channel='density', degree=1)

    kf_a [1]  ->  [1]
    2 operations; measured accuracy: accuracy.json
    """
    c0 = 0.6244676252263078  # 8*(-1 + 7*log(2))/(5*pi**2)
    return c0*(kf_a*kf_a)


@vectorize([float64(float64)], cache=True)
def landau_F2(kf_a):
    """F_2 to second order of k_F a.

    carlini2021:supplement:F2, derivation landau_parameters.landau_parameter(channel='density', degree=2)

    kf_a [1]  ->  [1]
    3 operations; measured accuracy: accuracy.json
    """
    c0 = 0.21451585315754512  # -4*(-43 + 46*log(2))/(21*pi**2)
    return -c0*(kf_a*kf_a)


@vectorize([float64(float64)], cache=True)
def landau_G0(kf_a):
    """G_0 to second order of k_F a.

    carlini2021:supplement:G0, derivation landau_parameters.landau_parameter(channel='spin', degree=0)

    kf_a [1]  ->  [1]
    5 operations; measured accuracy: accuracy.json
    """
    c0 = 1.2274112777602189  # -(-4 + 4*log(2))
    c1 = 9.42477796076938  # 3*pi
    c2 = 0.06754745576155852  # 2/(3*pi**2)
    return -c2*kf_a*(c0*kf_a + c1)


@vectorize([float64(float64)], cache=True)
def landau_G1(kf_a):
    """G_1 to second order of k_F a.

    carlini2021:44-spin, derivation landau_parameters.landau_parameter(channel='spin', degree=1)

    kf_a [1]  ->  [1]
    3 operations; measured accuracy: accuracy.json
    """
    c0 = 0.4365965760917735  # 8*(log(2) + 2)/(5*pi**2)
    return -c0*(kf_a*kf_a)


@vectorize([float64(float64)], cache=True)
def landau_G2(kf_a):
    """G_2 to second order of k_F a.

    carlini2021:supplement:G2, derivation landau_parameters.landau_parameter(channel='spin', degree=2)

    kf_a [1]  ->  [1]
    2 operations; measured accuracy: accuracy.json
    """
    c0 = 0.1855375303848285  # -4*(-11 + 2*log(2))/(21*pi**2)
    return c0*(kf_a*kf_a)


@vectorize([float64(float64)], cache=True)
def dilute_fermi_drag_fraction(kf_a):
    """n_drag/n, Landau parameters to second order of k_F a.

    carlini2021:text:four-per-cent, derivation landau_parameters.drag_fraction

    kf_a**2 <= 1 [1]  ->  [1]
    5 operations; measured accuracy: accuracy.json
    """
    c0 = 30.81624211135694  # -8 + 56*log(2)
    c1 = 148.04406601634037  # 15*pi**2
    c2 = 13.090354888959125  # 2*(1 + 8*log(2))
    kf_a_squared = kf_a*kf_a
    return c2*kf_a_squared/(c0*kf_a_squared + c1)


@vectorize([float64(float64)], cache=True)
def dilute_fermi_velocity_ratio(kf_a):
    """V2/V1 after a kick of spin 1, Landau parameters to second order of k_F a.

    carlini2021:text:four-per-cent, derivation landau_parameters.velocity_ratio

    kf_a**2 <= 1 [1]  ->  [1]
    5 operations; measured accuracy: accuracy.json
    """
    c0 = 1.5451774444795625  # -4 + 8*log(2)
    c1 = 49.34802200544679  # 5*pi**2
    c2 = 8.726903259306082  # 4*(1 + 8*log(2))/3
    kf_a_squared = kf_a*kf_a
    return c2*kf_a_squared/(c0*kf_a_squared + c1)
