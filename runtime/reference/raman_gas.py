"""The definitions of ``spin_orbit`` and ``spin_orbit_response`` by the symbols of the claims, one function a quantity.

Source: carlini2021, Sec. II and Table I; hbar = 1.  Invariant: nothing is computed here, a claim's arguments are put in
the place of those of the gas.  f = cos(q x) for ``N`` atoms; responses are for a perturbation of strength ``lambda_``.
Arguments and errors are those of the functions that are called.
"""

from fractions import Fraction

from mpmath import mp

from .spin_orbit import SpinOrbitGas, bogoliubov_modes, effective_mass_ratio, ground_state, sound_velocity
from .spin_orbit_response import branch_moment, fast_slope, flow, leading, response, static_response, ultrafast_slope
from .vacuum_energy import exact, real

CHANNEL = {"density": "n", "spin": "sigma", "1": "1", "2": "2"}
POWER = {"strength": "strength", "m_1": "m1", "m_-1": "m-1"}


def _times(value, *factors, digits):
    """``value`` times exact numbers."""
    with mp.workdps(2 * digits + 20):
        return mp.fprod([value, *(real(exact(factor)) for factor in factors)])


def polarisation(m, k0, Omega_R, n, g, digits=50):
    """<sigma_x> of the condensate."""
    return ground_state(SpinOrbitGas(m, k0, Omega_R, n, g), digits).sigma_x


def inverse_mass(m, k0, Omega_R, n, g, digits=50):
    """m/m* along the beams."""
    return effective_mass_ratio(SpinOrbitGas(m, k0, Omega_R, n, g), digits)


def squared_sound(m, k0, Omega_R, n, g, digits=50):
    """c^2 along the beams."""
    velocity = sound_velocity(SpinOrbitGas(m, k0, Omega_R, n, g), digits=digits)
    return _times(velocity, velocity, digits=digits)


def branch_energy(branch, m, k0, Omega_R, n, g, q, digits=50):
    """Energy of the "low" or the "high" branch at q."""
    low, high = bogoliubov_modes(SpinOrbitGas(m, k0, Omega_R, n, g), q, digits=digits)
    return {"low": low, "high": high}[branch].frequency


def moment(power, channel, branch, m, k0, Omega_R, n, g, q, N, digits=50):
    """m_power of a channel, "density" or "spin", by one branch or by "both"."""
    gas = SpinOrbitGas(m, k0, Omega_R, n, g)
    return _times(branch_moment(gas, CHANNEL[channel], branch, power, q, digits=digits), N, digits=digits)


def long_wave(quantity, watched, driven, branch, m, k0, Omega_R, n, g, q, N, digits=50):
    """Leading power of q of "strength", "m_1" or "m_-1" of one branch for a pair of channels, or of its "energy"."""
    gas = SpinOrbitGas(m, k0, Omega_R, n, g)
    if quantity == "energy":
        exponent, coefficient = leading(gas, "energy", "n", branch, digits=digits)
        return _times(coefficient, *[q] * exponent, digits=digits)
    pair = CHANNEL[watched], CHANNEL[driven]
    exponent, coefficient = leading(gas, POWER[quantity], pair, branch, digits=digits)
    return _times(coefficient, N, *[q] * exponent, digits=digits)


def density_sum_rule(axis, m, k0, Omega_R, n, g, g_ss, q, digits=50):
    """m_1 of the density per atom along an axis, "x" or "y", by both branches; g_ss acts on the spin density."""
    gas = SpinOrbitGas(m, k0, Omega_R, n, g, g_ss)
    return branch_moment(gas, "n", "both", 1, q, axis, digits=digits)


def susceptibility(channel, m, k0, Omega_R, n, g, digits=50):
    """2 <F>/lambda per atom of a slow perturbation in the limit q -> 0."""
    return _times(static_response(SpinOrbitGas(m, k0, Omega_R, n, g), CHANNEL[channel], digits=digits), 2, digits=digits)


def slow_response(channel, m, k0, Omega_R, n, g, q, lambda_, t, digits=50):
    """<F> of a channel for long waves once the high branch has settled (Eq. (9)): q and 1/t are made small together."""
    gas, name, small = SpinOrbitGas(m, k0, Omega_R, n, g), CHANNEL[channel], Fraction(1, 10 ** (digits + 5))
    q, t = exact(q) * small, exact(t) / small
    low = response(gas, name, name, t, q, branch="low", digits=digits)
    settled = _times(branch_moment(gas, name, "high", -1, q, digits=digits), 2, digits=digits)
    with mp.workdps(2 * digits + 20):
        return _times(low + settled, lambda_, digits=digits)


def ramped(quantity, m, k0, Omega_R, n, g, q, lambda_, t, tau, digits=50):
    """<F(2)> per atom, "response", or its rate, "flow", while -lambda F(1) rises over a time tau, or after (Fig. 2)."""
    gas, asked = SpinOrbitGas(m, k0, Omega_R, n, g), {"response": response, "flow": flow}[quantity]
    return _times(asked(gas, "2", "1", t, q, ramp=tau, digits=digits), lambda_, digits=digits)


def fast_ratio(m, k0, Omega_R, n, g, pushed="1", digits=50):
    """V2/V1 (V1/V2 if component 2 is pushed) by the sound of a uniform gas, q -> 0."""
    gas, dragged = SpinOrbitGas(m, k0, Omega_R, n, g), {"1": "2", "2": "1"}[pushed]
    slopes = [fast_slope(gas, watched, pushed, digits=digits) for watched in (dragged, pushed)]
    with mp.workdps(2 * digits + 20):
        return slopes[0] / slopes[1]


def fast_flow(watched, m, k0, Omega_R, n, g, q, lambda_, t, digits=50):
    """d<F(watched)>/dt by the sound, to leading order in t and q; component 1 is pushed."""
    slope = fast_slope(SpinOrbitGas(m, k0, Omega_R, n, g), watched, "1", digits=digits)
    return _times(slope, q, q, lambda_, t, digits=digits)


def long_wave_flow(watched, m, k0, Omega_R, n, g, q, lambda_, t, digits=50):
    """d<F(watched)>/dt at any time by both branches; component 1 is pushed.  The sound is asked at q and 1/t made small."""
    gas, small = SpinOrbitGas(m, k0, Omega_R, n, g), Fraction(1, 10 ** (digits + 5))
    q, t = exact(q) * small, exact(t)
    low = flow(gas, watched, "1", t / small, q, branch="low", digits=digits)
    high = flow(gas, watched, "1", t, q, branch="high", digits=digits)
    with mp.workdps(2 * digits + 20):
        return _times(low / real(small) + high, lambda_, digits=digits)


def ultrafast_flow(watched, m, k0, Omega_R, n, g, q, lambda_, t, digits=50):
    """d<F(watched)>/dt to leading order in t; component 1 is pushed."""
    slope = ultrafast_slope(SpinOrbitGas(m, k0, Omega_R, n, g), watched, "1", q, digits=digits)
    return _times(slope, lambda_, t, digits=digits)
