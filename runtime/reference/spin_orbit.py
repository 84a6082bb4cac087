"""A spin-orbit coupled condensate is the minimum of its energy; its sound and its gap are the normal modes of that minimum.

Source: carlini2021, Sec. II, from the Hamiltonian (12) and nothing further; hbar = 1, T = 0, uniform gas.
Energy per volume of a condensate with momentum k along x and spin direction (sin a, cos a) = (<sigma_x>, <sigma_z>),
the interaction energy being (g/2) n^2 + (g_ss/2) s_z^2, that is g11 = g22 = g + g_ss and g12 = g - g_ss:

    E/n = (k^2 - 2 k k0 cos a + k0^2)/(2m) - (Omega/2) sin a + g n/2 + g_ss n cos^2(a)/2.

The paper has g_ss = 0.  The minimum is unique up to (k, <sigma_z>) -> -(k, <sigma_z>): k = 0 (single minimum), or
k != 0 (plane wave; k > 0 is taken).  With g_ss > 0 and weak Omega stripes have less energy; they are not treated.

Fluctuations exp(i k x)[psi + u exp(i(q.r - w t)) + v exp(-i(q.r - w t))] obey

    w u = (h(k + q) - mu + V) u + W v,    -w v = (h(k - q) - mu + V) v + W u,

h the single-particle Hamiltonian, V_ab = delta_ab sum_c g_ac n_c + g_ab psi_a psi_b, W_ab = g_ab psi_a psi_b.  An
excitation of momentum q has u.u - v.v = 1.  It is reached by sum_i O_i exp(i q.r_i) with the amplitude
sqrt(N) sum_a O_a psi_a (u_a + v_a)/sqrt(n), for O = 1 or sigma_z.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from mpmath import mp

from .quadrature import ReferenceDisagreement
from .vacuum_energy import exact, real

AXES = ("x", "y")


@dataclass(frozen=True)
class SpinOrbitGas:
    """Constants of the gas: mass m, momentum transfer k0 (0: Rabi coupling), Raman coupling Omega, density n, couplings.

    Given as int, Fraction, 'p/q', float or mpf, taken exactly.  g (energy times volume) acts on the density,
    g_ss on the spin density.  Raises ValueError unless m, n, g > 0, Omega > 0, k0 >= 0 and -g < g_ss < g.
    """

    m: Fraction
    k0: Fraction
    Omega: Fraction
    n: Fraction
    g: Fraction
    g_ss: Fraction = Fraction(0)

    def __post_init__(self):
        for name in self.__dataclass_fields__:
            object.__setattr__(self, name, exact(getattr(self, name)))
        for name in ("m", "Omega", "n", "g"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be positive, got {getattr(self, name)}")
        if self.k0 < 0:
            raise ValueError(f"k0 must not be negative, got {self.k0}")
        if abs(self.g_ss) >= self.g:
            raise ValueError(f"g_ss must lie between -g and g, got {self.g_ss}")

    def numbers(self):
        """(m, k0, Omega, n, g, g_ss) at the present working precision."""
        return tuple(real(getattr(self, name)) for name in self.__dataclass_fields__)


@dataclass(frozen=True)
class GroundState:
    """momentum (along x), sigma_x, sigma_z (averages per particle), energy (per particle), chemical_potential."""

    momentum: mp.mpf
    sigma_x: mp.mpf
    sigma_z: mp.mpf
    energy: mp.mpf
    chemical_potential: mp.mpf


@dataclass(frozen=True)
class Mode:
    """One excitation of momentum q: frequency, amplitudes u and v with u.u - v.v = 1 (pairs), and per sqrt(N) the
    matrix elements `density`, `spin` of sum_i exp(i q.r_i) and sum_i sigma_z,i exp(i q.r_i) between it and the vacuum."""

    frequency: mp.mpf
    u: tuple
    v: tuple
    density: mp.mpf
    spin: mp.mpf


def _energy(gas, k, angle):
    """(value, gradient) of the energy per particle in (k, angle)."""
    m, k0, Omega, n, g, g_ss = gas.numbers()
    s, c = mp.sin(angle), mp.cos(angle)
    value = (k * k - 2 * k * k0 * c + k0 * k0) / (2 * m) - Omega * s / 2 + g * n / 2 + g_ss * n * c * c / 2
    return value, ((k - k0 * c) / m, k * k0 * s / m - Omega * c / 2 - g_ss * n * s * c)


def _bending(gas, k, angle):
    """Second derivatives (kk, k angle, angle angle) of the energy: they steer Newton's method."""
    m, k0, Omega, n, _, g_ss = gas.numbers()
    s, c = mp.sin(angle), mp.cos(angle)
    return 1 / m, k0 * s / m, k * k0 * c / m + Omega * s / 2 + g_ss * n * (s * s - c * c)


@cache
def _minimum(gas, dps):
    """(k, angle) of least energy: Newton's method, damped where the energy does not bend upwards."""
    with mp.workdps(dps):
        m, k0, Omega, n, _, g_ss = gas.numbers()
        # The energy has a single minimum with cos(angle) >= 0: along k = k0 cos(angle) it is convex in cos^2.
        k, angle = k0 * mp.mpf("0.9"), mp.mpf("0.45")
        scale = Omega + k0 * k0 / m + abs(g_ss) * n
        (value, gradient), (a, b, d) = _energy(gas, k, angle), _bending(gas, k, angle)
        for _ in range(8 * dps):  # at the transition, where the minimum is quartic, a step gains a third
            shift = max(0, -(a * d - b * b) / a * 2 + scale / 1000) if a * d - b * b <= 0 else 0
            while True:
                determinant = a * (d + shift) - b * b
                step_k = (b * gradient[1] - (d + shift) * gradient[0]) / determinant
                step_angle = (b * gradient[0] - a * gradient[1]) / determinant
                trial = _energy(gas, k + step_k, angle + step_angle)
                if trial[0] <= value + scale * mp.mpf(10) ** (5 - dps):
                    break
                shift = 2 * shift + scale / 1000
                if shift > 10**6 * scale:
                    raise ArithmeticError("the energy does not fall against its gradient")
            k, angle = k + step_k, angle + step_angle
            (value, gradient), (a, b, d) = trial, _bending(gas, k, angle)
            if abs(step_angle) < mp.mpf(10) ** (-dps + 8):
                break
        else:
            raise ArithmeticError("Newton's method found no minimum")
        if (a * d - b * b) * m < scale * mp.mpf(10) ** (-dps / 4):
            raise ValueError("Omega: at the transition between plane wave and single minimum the energy does not bend")
        return k, angle


def ground_state(gas, digits=50):
    """The GroundState of a SpinOrbitGas, good to `digits`; for a plane wave the one with momentum > 0.

    Raises ValueError at the transition itself, where the minimum is quartic.
    """
    with mp.workdps(digits + 20):
        return present_ground_state(gas)


def present_ground_state(gas):
    """ground_state at the present working precision, without guard digits."""
    k, angle = _minimum(gas, mp.dps)
    _, _, _, n, g, g_ss = gas.numbers()
    energy, s, c = _energy(gas, k, angle)[0], mp.sin(angle), mp.cos(angle)
    return GroundState(k, s, c, energy, energy + g * n / 2 + g_ss * n * c * c / 2)


def _single_particle(gas, kx, ky):
    """h(k) of Eq. (12) as the real entries (11, 12, 22)."""
    m, k0, Omega, _, _, _ = gas.numbers()
    return ((kx - k0) ** 2 + ky * ky) / (2 * m), -Omega / 2, ((kx + k0) ** 2 + ky * ky) / (2 * m)


def _momenta(k, q, axis):
    """(kx, ky) of u and of v."""
    return ((k + q, 0), (k - q, 0)) if axis == "x" else ((k, q), (k, -q))


def hessian(gas, q, axis):
    """((A, W), (W, B)) at the present precision: A u + W v and W u + B v are the right sides above; 2x2 mp.matrix each.

    Returns (A, W, B, spinor), spinor = psi/sqrt(n).
    """
    if axis not in AXES:
        raise ValueError(f"axis must be one of {AXES}, got {axis!r}")
    _, _, _, n, g, g_ss = gas.numbers()
    k, angle = _minimum(gas, mp.dps)
    mu = present_ground_state(gas).chemical_potential
    spinor = mp.cos(angle / 2), mp.sin(angle / 2)
    couplings = ((g + g_ss, g - g_ss), (g - g_ss, g + g_ss))
    W = mp.matrix(2, 2)
    for a in range(2):
        for b in range(2):
            W[a, b] = couplings[a][b] * n * spinor[a] * spinor[b]
    blocks = []
    for kx, ky in _momenta(k, q, axis):
        h11, h12, h22 = _single_particle(gas, kx, ky)
        block = mp.matrix([[h11 - mu, h12], [h12, h22 - mu]]) + W
        for a in range(2):
            block[a, a] += sum(couplings[a][c] * n * spinor[c] ** 2 for c in range(2))
        blocks.append(block)
    return blocks[0], W, blocks[1], spinor


@cache
def modes_at_precision(gas, q, axis, dps):
    """(low, high) for a Fraction q, computed with dps decimal places; see working_dps for how many survive."""
    with mp.workdps(dps):
        A, W, B, spinor = hessian(gas, real(q), axis)
        matrix = mp.matrix(4, 4)
        for a in range(2):
            for b in range(2):
                matrix[a, b], matrix[a, b + 2] = A[a, b], W[a, b]
                matrix[a + 2, b], matrix[a + 2, b + 2] = -W[a, b], -B[a, b]
        values, vectors = mp.eig(matrix)
        found = []
        for j, value in enumerate(values):
            column = [vectors[i, j] for i in range(4)]
            column = _made_real(column)
            norm = column[0] ** 2 + column[1] ** 2 - column[2] ** 2 - column[3] ** 2
            if norm > 0:
                found.append((mp.re(value), [x / mp.sqrt(norm) for x in column]))
        found.sort(key=lambda pair: pair[0])
        _check(matrix, values, found)
        modes = []
        for frequency, (u1, u2, v1, v2) in found:
            first, second = spinor[0] * (u1 + v1), spinor[1] * (u2 + v2)
            modes.append(Mode(frequency, (u1, u2), (v1, v2), first + second, first - second))
        return tuple(modes)


def _made_real(column):
    """A column without the phase that an eigenvector leaves open; its norm is still open."""
    phase = max(column, key=abs)
    return [mp.re(x / phase) for x in column]


def _check(matrix, values, found):
    """Two stable modes, each an eigenvector, symplectically orthonormal: else ValueError or ReferenceDisagreement."""
    if len(found) != 2 or found[0][0] <= 0:
        raise ValueError("q: the ground state is unstable against this momentum, or q vanishes")
    tolerance = mp.mpf(10) ** (-mp.dps / 3)
    (_, first), (_, second) = found
    overlap = sum(s * a * b for s, a, b in zip((1, 1, -1, -1), first, second, strict=True))
    if abs(overlap) > tolerance:
        raise ReferenceDisagreement("normal modes are not symplectically orthogonal", (overlap, mp.zero))
    size = max(abs(value) for value in values)
    for frequency, column in found:
        image = matrix * mp.matrix(column)
        residual = max(abs(image[i] - frequency * column[i]) for i in range(4))
        if residual > tolerance * size * max(abs(x) for x in column):
            raise ReferenceDisagreement("not an eigenvector", (residual, mp.zero))


def bogoliubov_modes(gas, q, axis="x", digits=50):
    """(low, high): the two Modes of momentum q along an axis, ordered by frequency, good to `digits`.

    q is signed and must not vanish.  Raises ValueError if the ground state is unstable,
    ReferenceDisagreement if the modes fail their equations or their normalisation.
    """
    q = exact(q)
    return modes_at_precision(gas, q, axis, working_dps(gas, q, digits))


def working_dps(gas, q, digits):
    """Decimal places of the eigenvalue problem: sound comes from a double zero and loses powers of kinetic to other energy."""
    kinetic, other = q * q / (2 * gas.m), gas.Omega + gas.g * gas.n + gas.k0**2 / gas.m
    with mp.workdps(15):
        lost = mp.log10(1 + real(other) / real(kinetic)) if q else mp.zero
    return 3 * digits + 3 * int(mp.ceil(lost)) + 40


def sound_velocity(gas, axis="x", sign=1, digits=50):
    """lim w/|q| of the lower branch for q -> 0 along sign times the axis, to `digits` (q = 10^-(digits + 5)); an mpf."""
    q = sign * Fraction(1, 10 ** (digits + 5))
    with mp.workdps(3 * digits + 40):
        modes = {step: modes_at_precision(gas, step, axis, working_dps(gas, step, digits)) for step in (q, q / 2)}
        values = [low.frequency / real(abs(step)) for step, (low, _) in modes.items()]
        if not abs(values[0] - values[1]) <= abs(values[1]) * mp.mpf(10) ** (-digits):
            raise ReferenceDisagreement("sound velocity not reached", values)
        return values[1]


def _band(gas, k):
    """Eigenvalues and eigenvectors of h(k) along x."""
    h11, h12, h22 = _single_particle(gas, k, 0)
    return mp.eigsy(mp.matrix([[h11, h12], [h12, h22]]))


def _band_slope(gas, k):
    """d/dk of the lower eigenvalue, by Hellmann and Feynman."""
    m, k0, _, _, _, _ = gas.numbers()
    _, q = _band(gas, k)
    return (q[0, 0] ** 2 * (k - k0) + q[1, 0] ** 2 * (k + k0)) / m


def _root_near(slope, guess, k0, digits):
    """The root of ``slope`` next to ``guess``, on the scale of k0."""
    width = (k0 + abs(guess)) / 10**6 + mp.mpf(10) ** -12
    return mp.findroot(slope, (guess - width, guess + width * mp.mpf("1.1")), tol=mp.mpf(10) ** (-3 * digits))


def effective_mass_ratio(gas, digits=50):
    """m/m* along x: m times the bending of the lower single-particle energy at its minimum, an mpf.

    The minimum is found on the lower eigenvalue of h(k) itself; the bending is
    1/m + 2 |<1|dh/dk|0>|^2/(E_0 - E_1), and must be the change of the slope, else ReferenceDisagreement.  Interactions do
    not enter: the same for any g_ss.
    """
    with mp.workdps(2 * digits + 30):
        free = SpinOrbitGas(gas.m, gas.k0, gas.Omega, gas.n, gas.g)
        m, k0, _, _, _, _ = free.numbers()
        k = _root_near(lambda k: _band_slope(free, k), _minimum(free, mp.dps)[0], k0, digits)
        (lower, upper), q = _band(free, k)
        crossed = (q[0, 0] * q[0, 1] * (k - k0) + q[1, 0] * q[1, 1] * (k + k0)) / m
        ratio = m * (1 / m + 2 * crossed**2 / (lower - upper))
        bend = _change_of_slope(free, k, digits)
        if not abs(ratio - m * bend) <= (1 + abs(ratio)) * mp.mpf(10) ** (-digits):
            raise ReferenceDisagreement("second-order perturbation and the slopes beside the minimum differ", (ratio, m * bend))
        return ratio


def _change_of_slope(gas, k, digits):
    """d^2/dk^2 of the lower eigenvalue, by a symmetric difference."""
    with mp.workdps(4 * digits + 30):
        m, k0, Omega, _, _, _ = gas.numbers()
        step = (k0 + mp.sqrt(m * Omega)) * mp.mpf(10) ** (-digits)
        return (_band_slope(gas, k + step) - _band_slope(gas, k - step)) / (2 * step)
