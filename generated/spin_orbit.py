"""Spin orbit: float64 kernels, hbar = 1.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from math import sin, sqrt

from numba import float64, njit, vectorize


@njit(error_model="numpy")
def _sinc(x):
    """sin(x)/x, 1 at x = 0: no quotient 0/0 that vector code would compute and discard."""
    if abs(x) < 1e-300:
        x = 1e-300
    return sin(x)/x


@vectorize([float64(float64, float64)], cache=True)
def inverse_effective_mass(Omega_R, Omega_c):
    """m/m* along the Raman beams, single-minimum and plane-wave phase.

    carlini2021:text:effective-mass, carlini2021:text:effective-mass-plane-wave, derivation
    spin_orbit.effective_mass(phase='single minimum')

    Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [1]; hbar = 1
    2 branches: 2 operations; 6 operations; measured accuracy: accuracy.json
    """
    if Omega_R >= Omega_c:
        return (Omega_R - Omega_c)/Omega_R
    return -(Omega_R - Omega_c)*(Omega_R + Omega_c)/(Omega_c*Omega_c)


@vectorize([float64(float64, float64, float64, float64, float64)], cache=True)
def spin_orbit_sound(m, g, n, Omega_R, Omega_c):
    """velocity of sound along the Raman beams, single-minimum and plane-wave phase.

    carlini2021:text:sound, derivation spin_orbit.sound

    m > 0 [mass], g > 0 [energy length^3], n > 0 [length^-3], Omega_R > 0 [energy],
    Omega_c > 0 [energy]  ->  [velocity]; hbar = 1
    2 branches: 7 operations; 9 operations; measured accuracy: accuracy.json
    """
    if Omega_R >= Omega_c:
        return sqrt(g*n*abs(Omega_R - Omega_c)/(Omega_R*m))
    return sqrt(g*n*(Omega_R + Omega_c)*abs(Omega_R - Omega_c)/m)/Omega_c


@vectorize([float64(float64, float64)], cache=True)
def spin_susceptibility(Omega_R, Omega_c):
    """magnetic susceptibility d<sigma_z>/dh under -h sigma_z, single-minimum and plane-wave phase.

    carlini2021:22, derivation plane_wave.susceptibility

    Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [mass^-1 length^-2 time^2]; hbar = 1
    2 branches: 2 operations; 8 operations; measured accuracy: accuracy.json
    """
    if Omega_R >= Omega_c:
        return 2.0/(Omega_R - Omega_c)
    return -2.0*(Omega_R*Omega_R)/(Omega_c*(Omega_R - Omega_c)*(Omega_R + Omega_c))


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def spin_orbit_density_response(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """<F_n> per atom after -lambda F_n is switched on, F = sum cos(q x), single-minimum and plane-wave phase.

    carlini2021:21, carlini2021:supplement:plane-wave:density-response, derivation spin_orbit.density_response

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [1]; hbar = 1
    2 branches: 15 operations; 17 operations; measured accuracy: accuracy.json
    """
    if Omega_R >= Omega_c:
        t0 = sin(0.5*q*t*sqrt(g*n*abs(Omega_R - Omega_c)/(Omega_R*m)))
        return lambda_*(t0*t0)/(g*n)
    t0 = sin(0.5*q*t*sqrt(g*n*(Omega_R + Omega_c)*abs(Omega_R - Omega_c)/m)/Omega_c)
    return lambda_*(t0*t0)/(g*n)


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def spin_orbit_spin_response(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """<F_sigma> per atom after -lambda F_sigma is switched on, F = sum cos(q x), single-minimum and plane-wave phase.

    carlini2021:22, carlini2021:supplement:plane-wave:spin-response, derivation spin_orbit.spin_response

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [1]; hbar = 1
    2 branches: 23 operations; 41 operations; measured accuracy: accuracy.json
    """
    if Omega_R >= Omega_c:
        t0 = 1.0/Omega_R
        t1 = g*n*t0/m
        t2 = _sinc(0.5*q*t*sqrt(t1)*sqrt(Omega_R - Omega_c))
        return lambda_*t0*(0.5*Omega_c*t1*(q*q)*(t*t)*(t2*t2) + 1.0)
    Omega_c_squared = Omega_c*Omega_c
    Omega_R_squared = Omega_R*Omega_R
    t0 = 1.0/Omega_c
    t1 = lambda_*t0
    t2 = 1.0/m
    t3 = g*n
    t4 = Omega_R + Omega_c
    t5 = Omega_R - Omega_c
    t6 = _sinc(0.5*q*t*t0*sqrt(t2*t3*t4)*sqrt(-Omega_R + Omega_c))
    return (
        Omega_R_squared*t1/Omega_c_squared + 0.25*t1*t2*(Omega_c*(t4*t4)*(t5*t5)
        + 2.0*t3*(Omega_R_squared*Omega_R_squared))*(q*q)*(t*t)*(t6*t6)/(Omega_c_squared*Omega_c_squared)
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def spin_orbit_fast_flow_1(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(1)>/dt after a kick of component 1, F = sum cos(q x), single-minimum phase, fast.

    carlini2021:24, derivation spin_orbit.fast_flow(component=1)

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R >= Omega_c
    14 operations; measured accuracy: accuracy.json
    """
    return 0.25*lambda_*t*(Omega_R*(Omega_R - Omega_c) + 2.0*Omega_c*g*n)*(q*q)/(m*(Omega_R*Omega_R))


@vectorize([float64(float64, float64, float64, float64, float64)], cache=True)
def spin_orbit_ultrafast_flow_1(lambda_, q, t, m, Omega_R):
    """d<F(1)>/dt after a kick of component 1, F = sum cos(q x), single-minimum phase, ultrafast.

    carlini2021:16, derivation raman_sum_rules.ultrafast_flow(component=1)

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], Omega_R > 0 [energy]  ->  [time^-1];
    hbar = 1
    7 operations; measured accuracy: accuracy.json
    """
    return 0.5*lambda_*t*(Omega_R*m + q*q)/m


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def spin_orbit_fast_flow_2(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(2)>/dt after a kick of component 1, F = sum cos(q x), single-minimum phase, fast.

    carlini2021:23, derivation spin_orbit.fast_flow(component=2)

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R >= Omega_c
    15 operations; measured accuracy: accuracy.json
    """
    return -0.25*lambda_*t*(-Omega_R*(Omega_R - Omega_c) + 2.0*Omega_c*g*n)*(q*q)/(m*(Omega_R*Omega_R))


@vectorize([float64(float64, float64, float64, float64, float64)], cache=True)
def spin_orbit_ultrafast_flow_2(lambda_, q, t, m, Omega_R):
    """d<F(2)>/dt after a kick of component 1, F = sum cos(q x), single-minimum phase, ultrafast.

    carlini2021:15, derivation raman_sum_rules.ultrafast_flow(component=2)

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], Omega_R > 0 [energy]  ->  [time^-1];
    hbar = 1
    4 operations; measured accuracy: accuracy.json
    """
    return -0.5*Omega_R*lambda_*t


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def spin_orbit_flow_1(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(1)>/dt after a push on component 1, F = sum cos(q x), single-minimum phase, both bands.

    carlini2021:supplement:single-minimum:flow-1, derivation polarised_signal.flow(component=1, phase='single
    minimum')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R >= Omega_c
    29 operations; measured accuracy: accuracy.json
    """
    t0 = 1.0/m
    t1 = g*n
    t2 = Omega_R - Omega_c
    return (
        0.25*lambda_*t*t0*(Omega_R*t2 + 2.0*Omega_c*t1)*_sinc(q*t*sqrt(t2)*sqrt(t0*t1/Omega_R))*(q*q)
        /(Omega_R*Omega_R) + 0.5*lambda_*sin(Omega_R*t)
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def plane_wave_fast_flow_1_majority(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(1)>/dt after a push on component 1, F = sum cos(q x), plane-wave phase, component 1 in the majority, fast.

    carlini2021:supplement:plane-wave:fast-flow-1, derivation polarised_signal.fast_flow(component=1,
    phase='plane wave')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R <= Omega_c
    29 operations; measured accuracy: accuracy.json
    """
    t0 = 1.0/Omega_c
    t1 = Omega_R + Omega_c
    t2 = -Omega_R + Omega_c
    t3 = t0*sqrt(t1)*sqrt(t2) + 1.0
    Omega_R_squared = Omega_R*Omega_R
    Omega_c_squared = Omega_c*Omega_c
    return (
        0.25*lambda_*t*t0*t3*(2.0*g*n*(Omega_R_squared*Omega_R_squared)
        /((Omega_c_squared*Omega_c_squared)*(t3*t3)) + t0*t1*t2)*(q*q)/m
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def plane_wave_flow_1_majority(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(1)>/dt after a push on component 1, F = sum cos(q x), plane-wave phase, component 1 in the majority, both bands.

    carlini2021:supplement:plane-wave:flow-1, derivation polarised_signal.flow(component=1, phase='plane
    wave')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R <= Omega_c
    46 operations; measured accuracy: accuracy.json
    """
    Omega_R_squared = Omega_R*Omega_R
    Omega_c_squared = Omega_c*Omega_c
    t0 = Omega_R + Omega_c
    t1 = 1.0/Omega_c
    t2 = -Omega_R + Omega_c
    t3 = t1*sqrt(t2)
    t4 = t3*sqrt(t0) + 1.0
    t5 = 1.0/m
    t6 = g*n
    return (
        0.5*Omega_R_squared*lambda_*sin(Omega_c*t)/(Omega_c_squared*t4)
        + 0.25*lambda_*t*t1*t4*t5*(t0*t1*t2 + 2.0*t6*(Omega_R_squared*Omega_R_squared)
        /((Omega_c_squared*Omega_c_squared)*(t4*t4)))*_sinc(q*t*t3*sqrt(t0*t5*t6))*(q*q)
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def plane_wave_fast_flow_1_minority(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(1)>/dt after a push on component 1, F = sum cos(q x), plane-wave phase, component 1 in the minority, fast.

    carlini2021:supplement:plane-wave:fast-flow-1, derivation polarised_signal.fast_flow(component=1,
    phase='plane wave')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R <= Omega_c
    27 operations; measured accuracy: accuracy.json
    """
    t0 = 1.0/Omega_c
    t1 = Omega_R + Omega_c
    t2 = -Omega_R + Omega_c
    t3 = t0*sqrt(t1)*sqrt(t2) + 1.0
    return 0.25*lambda_*t*t0*(2.0*g*n*(t3*t3) + t0*t1*t2)*(Omega_R*Omega_R)*(q*q)/(m*t3*(Omega_c*Omega_c))


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def plane_wave_flow_1_minority(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(1)>/dt after a push on component 1, F = sum cos(q x), plane-wave phase, component 1 in the minority, both bands.

    carlini2021:supplement:plane-wave:flow-1, derivation polarised_signal.flow(component=1, phase='plane
    wave')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R <= Omega_c
    42 operations; measured accuracy: accuracy.json
    """
    t0 = Omega_R + Omega_c
    t1 = 1.0/Omega_c
    t2 = -Omega_R + Omega_c
    t3 = t1*sqrt(t2)
    t4 = t3*sqrt(t0) + 1.0
    t5 = 1.0/m
    t6 = g*n
    return (
        0.25*lambda_*t*t1*t5*(t0*t1*t2 + 2.0*t6*(t4*t4))*_sinc(q*t*t3*sqrt(t0*t5*t6))*(Omega_R*Omega_R)*(q*q)
        /(t4*(Omega_c*Omega_c)) + 0.5*lambda_*t4*sin(Omega_c*t)
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def spin_orbit_flow_2(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(2)>/dt after a push on component 1, F = sum cos(q x), single-minimum phase, both bands.

    carlini2021:supplement:single-minimum:flow-2, derivation polarised_signal.flow(component=2, phase='single
    minimum')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R >= Omega_c
    29 operations; measured accuracy: accuracy.json
    """
    t0 = 1.0/m
    t1 = g*n
    t2 = Omega_R - Omega_c
    return (
        -(0.25*lambda_*t*t0*(-Omega_R*t2 + 2.0*Omega_c*t1)*_sinc(q*t*sqrt(t2)*sqrt(t0*t1/Omega_R))*(q*q)
        /(Omega_R*Omega_R) + 0.5*lambda_*sin(Omega_R*t))
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def plane_wave_fast_flow_2_majority(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(2)>/dt after a push on component 1, F = sum cos(q x), plane-wave phase, component 1 in the majority, fast.

    carlini2021:supplement:plane-wave:fast-flow-2, derivation polarised_signal.fast_flow(component=2,
    phase='plane wave')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R <= Omega_c
    25 operations; measured accuracy: accuracy.json
    """
    t0 = 1.0/Omega_c
    t1 = Omega_R + Omega_c
    t2 = -Omega_R + Omega_c
    return (
        0.25*lambda_*t*t0*(t0*sqrt(t1)*sqrt(t2) + 1.0)*(-2.0*g*n*(Omega_R*Omega_R)/(Omega_c*Omega_c)
        + t0*t1*t2)*(q*q)/m
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def plane_wave_flow_2_majority(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(2)>/dt after a push on component 1, F = sum cos(q x), plane-wave phase, component 1 in the majority, both bands.

    carlini2021:supplement:plane-wave:flow-2, derivation polarised_signal.flow(component=2, phase='plane
    wave')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R <= Omega_c
    39 operations; measured accuracy: accuracy.json
    """
    t0 = Omega_R + Omega_c
    t1 = 1.0/Omega_c
    t2 = -Omega_R + Omega_c
    t3 = t1*sqrt(t2)
    t4 = lambda_*(t3*sqrt(t0) + 1.0)
    t5 = 1.0/m
    t6 = g*n
    return (
        0.25*t*t1*t4*t5*(t0*t1*t2 - 2.0*t6*(Omega_R*Omega_R)/(Omega_c*Omega_c))*_sinc(q*t*t3*sqrt(t0*t5*t6))
        *(q*q) - 0.5*t4*sin(Omega_c*t)
    )


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def plane_wave_fast_flow_2_minority(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(2)>/dt after a push on component 1, F = sum cos(q x), plane-wave phase, component 1 in the minority, fast.

    carlini2021:supplement:plane-wave:fast-flow-2, derivation polarised_signal.fast_flow(component=2,
    phase='plane wave')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R <= Omega_c
    26 operations; measured accuracy: accuracy.json
    """
    t0 = 1.0/Omega_c
    t1 = Omega_R + Omega_c
    t2 = -Omega_R + Omega_c
    t3 = (Omega_R*Omega_R)/(Omega_c*Omega_c)
    return 0.25*lambda_*t*t0*t3*(-2.0*g*n*t3 + t0*t1*t2)*(q*q)/(m*(t0*sqrt(t1)*sqrt(t2) + 1.0))


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def plane_wave_flow_2_minority(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """d<F(2)>/dt after a push on component 1, F = sum cos(q x), plane-wave phase, component 1 in the minority, both bands.

    carlini2021:supplement:plane-wave:flow-2, derivation polarised_signal.flow(component=2, phase='plane
    wave')

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [time^-1]; hbar = 1
    where Omega_R <= Omega_c
    40 operations; measured accuracy: accuracy.json
    """
    t0 = Omega_R + Omega_c
    t1 = 1.0/Omega_c
    t2 = -Omega_R + Omega_c
    t3 = t1*sqrt(t2)
    t4 = (Omega_R*Omega_R)/(Omega_c*Omega_c)
    t5 = lambda_*t4/(t3*sqrt(t0) + 1.0)
    t6 = 1.0/m
    t7 = g*n
    return 0.25*t*t1*t5*t6*(t0*t1*t2 - 2.0*t4*t7)*_sinc(q*t*t3*sqrt(t0*t6*t7))*(q*q) - 0.5*t5*sin(Omega_c*t)


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def spin_orbit_fast_ratio(g, n, Omega_R, Omega_c):
    """V2/V1 of a uniform gas after a kick of component 1, fast, single-minimum phase.

    carlini2021:26, derivation spin_orbit.fast_ratio

    g > 0 [energy length^3], n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [1]; hbar = 1
    where Omega_R >= Omega_c
    9 operations; measured accuracy: accuracy.json
    """
    t0 = 2.0*Omega_c*g*n
    t1 = Omega_R*(Omega_R - Omega_c)
    return -(t0 - t1)/(t0 + t1)


@vectorize([float64(float64, float64, float64)], cache=True)
def spin_orbit_ultrafast_ratio(m, Omega_R, mean_x2):
    """V2/V1 after a kick f = x of component 1, ultrafast, single-minimum phase.

    carlini2021:25, derivation raman_sum_rules.ultrafast_ratio

    m > 0 [mass], Omega_R > 0 [energy], mean_x2 > 0 [length^2]  ->  [1]; hbar = 1
    5 operations; measured accuracy: accuracy.json
    """
    t0 = Omega_R*m*mean_x2
    return -t0/(t0 + 1.0)


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def plane_wave_fast_ratio_majority(g, n, Omega_R, Omega_c):
    """V2/V1 of a uniform gas after a kick of component 1, the majority, fast, plane-wave phase.

    carlini2021:26, derivation plane_wave.in_plane_wave(ratio='fast')

    g > 0 [energy length^3], n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [1]; hbar = 1
    where Omega_R <= Omega_c
    25 operations; measured accuracy: accuracy.json
    """
    Omega_c_squared = Omega_c*Omega_c
    Omega_R_squared = Omega_R*Omega_R
    t0 = 2.0*g*n
    t1 = 1.0/Omega_c
    t2 = Omega_R + Omega_c
    t3 = -Omega_R + Omega_c
    t4 = t1*t2*t3
    t5 = t1*sqrt(t2)*sqrt(t3) + 1.0
    return (
        (-Omega_R_squared*t0/Omega_c_squared + t4)/(t0*(Omega_R_squared*Omega_R_squared)
        /((Omega_c_squared*Omega_c_squared)*(t5*t5)) + t4)
    )


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def plane_wave_ultrafast_ratio_majority(m, Omega_R, Omega_c, mean_x2):
    """V2/V1 after a kick f = x of component 1, the majority, ultrafast, plane-wave phase.

    carlini2021:25, derivation plane_wave.in_plane_wave(ratio='ultrafast')

    m > 0 [mass], Omega_R > 0 [energy], Omega_c > 0 [energy], mean_x2 > 0 [length^2]  ->  [1]; hbar = 1
    where Omega_R <= Omega_c
    18 operations; measured accuracy: accuracy.json
    """
    t0 = 1.0/Omega_c
    t1 = t0*sqrt(-Omega_R + Omega_c)*sqrt(Omega_R + Omega_c) + 1.0
    t2 = m*mean_x2
    return -Omega_c*t1*t2/(t0*t2*(Omega_R*Omega_R)/t1 + 1.0)


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def plane_wave_fast_ratio_minority(g, n, Omega_R, Omega_c):
    """V2/V1 of a uniform gas after a kick of component 1, the minority, fast, plane-wave phase.

    carlini2021:26, derivation plane_wave.in_plane_wave(ratio='fast')

    g > 0 [energy length^3], n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [1]; hbar = 1
    where Omega_R <= Omega_c
    21 operations; measured accuracy: accuracy.json
    """
    t0 = 2.0*g*n
    t1 = 1.0/Omega_c
    t2 = Omega_R + Omega_c
    t3 = -Omega_R + Omega_c
    t4 = t1*t2*t3
    t5 = t1*sqrt(t2)*sqrt(t3) + 1.0
    return (-t0*(Omega_R*Omega_R)/(Omega_c*Omega_c) + t4)/(t0*(t5*t5) + t4)


@vectorize([float64(float64, float64, float64, float64)], cache=True)
def plane_wave_ultrafast_ratio_minority(m, Omega_R, Omega_c, mean_x2):
    """V2/V1 after a kick f = x of component 1, the minority, ultrafast, plane-wave phase.

    carlini2021:25, derivation plane_wave.in_plane_wave(ratio='ultrafast')

    m > 0 [mass], Omega_R > 0 [energy], Omega_c > 0 [energy], mean_x2 > 0 [length^2]  ->  [1]; hbar = 1
    where Omega_R <= Omega_c
    18 operations; measured accuracy: accuracy.json
    """
    t0 = 1.0/Omega_c
    t1 = t0*sqrt(-Omega_R + Omega_c)*sqrt(Omega_R + Omega_c) + 1.0
    t2 = m*mean_x2
    return -t0*t2*(Omega_R*Omega_R)/(t1*(Omega_c*t1*t2 + 1.0))
