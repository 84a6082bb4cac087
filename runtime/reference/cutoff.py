"""What momenta between two cutoffs add to a current response with Lorentzian levels: it grows, or it converges.

Source: aminov2024, Eqs. (8), (10), hbar = k_B = 1, three dimensions.  The integrand is that of `conductivity`, the loop
the exact one of `loop_function`; nothing is asymptotic here.  With constant damping E^2 S(E, E) -> gamma/pi, so that
chi_aa grows by 2 gamma/(3 pi^3) a wave number whatever the mass, while chi_ab converges.
"""

from mpmath import mp

from .bogoliubov_modes import checked, temperature
from .conductivity import transitions
from .loop_function import Halves, residue_loop
from .quadrature import integrate
from .vacuum_energy import exact, real


def added_response(pair, low, high, omega, gamma, T, mixture, digits=12):
    """What low < p < high adds to chi of `pair` ("aa", "ab", "bb") with the loop (10), mpc; gamma > 0, T >= 0.

    For momenta far above those of the mixture: the integrand has no break points.  Error 10^-digits of the whole.
    """
    with mp.workdps(4 * digits + 30):
        low, high, omega, gamma = (real(exact(value)) for value in (low, high, omega, gamma))
        T = temperature(T)
        if not 0 < low < high or gamma <= 0:
            raise ValueError("0 < low < high and gamma > 0 are needed")

        def parts(p):
            halves = Halves(T)
            terms = transitions(p, checked(mixture), [pair])
            value = mp.fsum(weight * residue_loop(E1, E2, omega, gamma, T, halves) for (weight,), E1, E2 in terms)
            return [mp.re(value), mp.im(value)]

        size = abs(mp.mpc(*parts(low))) * low
        return mp.mpc(*integrate(parts, [low, (low + high) / 2, high], digits, [size, size]))
