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
    """<F_n> per atom after -lambda F_n is switched on, F = sum cos(q x), single-minimum phase.

    carlini2021:21, derivation spin_orbit.density_response

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [1]; hbar = 1
    where Omega_R >= Omega_c
    15 operations; measured accuracy: accuracy.json
    """
    t0 = sin(0.5*q*t*sqrt(g*n/(Omega_R*m))*sqrt(Omega_R - Omega_c))
    return lambda_*(t0*t0)/(g*n)


@vectorize([float64(float64, float64, float64, float64, float64, float64, float64, float64)], cache=True)
def spin_orbit_spin_response(lambda_, q, t, m, g, n, Omega_R, Omega_c):
    """<F_sigma> per atom after -lambda F_sigma is switched on, F = sum cos(q x), single-minimum phase.

    carlini2021:22, derivation spin_orbit.spin_response

    lambda_ > 0 [energy], q > 0 [length^-1], t > 0 [time], m > 0 [mass], g > 0 [energy length^3],
    n > 0 [length^-3], Omega_R > 0 [energy], Omega_c > 0 [energy]  ->  [1]; hbar = 1
    where Omega_R >= Omega_c
    23 operations; measured accuracy: accuracy.json
    """
    t0 = 1.0/Omega_R
    t1 = g*n*t0/m
    t2 = _sinc(0.5*q*t*sqrt(t1)*sqrt(Omega_R - Omega_c))
    return lambda_*t0*(0.5*Omega_c*t1*(q*q)*(t*t)*(t2*t2) + 1.0)


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
