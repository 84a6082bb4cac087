"""The sound of a trapped gas with coherent coupling, mode by mode, in one, two and three dimensions.

Source: carlini2021, Eqs. (17)-(20) and (26); hbar = 1, single-minimum phase, Thomas-Fermi density n h, h = 1 - x^2 - rho^2 in
units of the radii of a harmonic trap.  Elimination of the spin leaves, for -lambda sum x and -lambda sum x sigma_z,

    d^2 Phi/dt^2 = -K Phi - (2 g k0 lambda/m Omega) w,    d^2 dn/dt^2 = -K dn - (lambda n/m) A dh/dx,
    K = -(g n/m) (A d/dx h d/dx + across),    w = n d(x h)/dx,    A = m/m* = 1 - 2 k0^2/(m Omega),

and <F_sigma> grows by (2 k0/m Omega) int (-w) Phi.  K maps polynomials of a degree into themselves, and both sources are
polynomials: the modes are found without truncation.  A push moves V1 + V2 and V1 - V2 by the sums of strength times energy
over these modes.  Inverse sums are known, since x^2/2 A and rho^2 aspect^2/2 are at rest under d(x h)/dx and its like across,
and must agree.
"""

from fractions import Fraction

from mpmath import mp

from .quadrature import ReferenceDisagreement
from .vacuum_energy import exact, real

ASPECT = Fraction(2, 3)  # radius across over radius along: the shape of the trap changes the modes, not the ratio
DEGREE = 4
SPIN_WAVE = {(0, 0): 1, (2, 0): -3, (0, 1): -1}  # d(x h)/dx by powers of x and rho^2


def moment(D, i, j):
    """The mean of x^i rho^(2 j) over the unit ball in D dimensions; zero for odd i."""
    if i % 2 or D == 1 and j:
        return mp.zero
    if D == 1:
        return mp.one / (i + 1)
    angles = mp.beta(mp.mpf(i + 1) / 2, j + mp.mpf(D - 1) / 2) / mp.beta(mp.mpf(1) / 2, mp.mpf(D - 1) / 2)
    return D * angles / (i + 2 * j + D)


def _within_cloud(D, i, j):
    """The mean of h x^i rho^(2 j) over the unit ball."""
    return moment(D, i, j) - moment(D, i + 2, j) - moment(D, i, j + 1)


def _basis(D, parity):
    powers = [(i, j) for i in range(parity, DEGREE + 1, 2) for j in range(DEGREE // 2 + 1) if i + 2 * j <= DEGREE]
    return [(i, j) for i, j in powers if D > 1 or not j]


def modes(D, inverse_mass, parity, aspect=ASPECT):
    """(m omega^2/(g n), coefficients) of the modes of K even (0) or odd (1) in x, lengths in units of the radius along x.

    Coefficients are those of x^i rho^(2 j) in the order of the basis; phi^2 has the mean 1 over the unit ball.
    """
    basis = _basis(D, parity)
    size, across = len(basis), 1 / real(exact(aspect)) ** 2
    mass, stiffness = mp.matrix(size), mp.matrix(size)
    for row, (i, j) in enumerate(basis):
        for column, (k, l) in enumerate(basis):
            mass[row, column] = moment(D, i + k, j + l)
            along = i * k * _within_cloud(D, i + k - 2, j + l) if i and k else mp.zero
            aside = 4 * j * l * _within_cloud(D, i + k, j + l - 1) if j and l else mp.zero
            stiffness[row, column] = inverse_mass * along + across * aside
    lower = mp.cholesky(mass)
    inverse = lower**-1
    squares, vectors = mp.eigsy(inverse * stiffness * inverse.T)
    shapes = inverse.T * vectors
    return basis, [(squares[n], [shapes[row, n] for row in range(size)]) for n in range(size)]


def _overlaps(D, found, source):
    """[(omega^2, mean of phi times the source)] of the modes that oscillate."""
    basis, listed = found
    pairs = []
    for square, shape in listed:
        terms = [(c * s, i + k, j + l) for c, (i, j) in zip(shape, basis, strict=True) for (k, l), s in source.items()]
        overlap = mp.fsum(c * moment(D, i, j) for c, i, j in terms)
        if square > mp.mpf(10) ** (-mp.dps // 2):
            pairs.append((square, overlap))
    return pairs


def _statically(D, found, inverse_mass, aspect, digits):
    """Raises ReferenceDisagreement unless two waves at rest, along and across, are the inverse sums over the modes."""
    side = D - 1  # d(rho h)/drho over the directions across
    cases = [(SPIN_WAVE, _within_cloud(D, 2, 0) / inverse_mass)]
    if side:
        wave = {(0, 0): side, (2, 0): -side, (0, 1): -side - 2}
        cases.append((wave, _within_cloud(D, 0, 1) * real(exact(aspect)) ** 2))
    for source, known in cases:
        static = mp.fsum(overlap**2 / square for square, overlap in _overlaps(D, found, source))
        if not abs(static - known) <= known * mp.mpf(10) ** (-digits):
            raise ReferenceDisagreement("the modes miss a wave at rest", (static, known))


def fast_ratio(D, m, k0, Omega_R, g, n, aspect=ASPECT, digits=50):
    """V2/V1 after a push of component 1 along x, by the modes of sound.  Arguments and errors as fast_flows."""
    density, spin = fast_flows(D, m, k0, Omega_R, g, n, aspect, digits)
    with mp.workdps(2 * digits + 30):
        return (density - spin) / (density + spin)


def fast_flows(D, m, k0, Omega_R, g, n, aspect=ASPECT, digits=50):
    """Rates per atom of <x> and <x sigma_z>, each pushed alone, over lambda t; n is the density at the centre.

    Raises ValueError outside the single-minimum phase, ReferenceDisagreement if a wave at rest is missed.
    """
    m, k0, Omega, g, n = (exact(value) for value in (m, k0, Omega_R, g, n))
    if m * Omega <= 2 * k0**2:
        raise ValueError("Omega must exceed 2 k0^2/m")
    with mp.workdps(2 * digits + 30):
        A, unit = 1 - 2 * real(k0) ** 2 / real(m * Omega), real(g * n / m)
        atoms = mp.mpf(2) / (D + 2)  # the mean of h
        odd = modes(D, A, 1, aspect)
        push, probe = _overlaps(D, odd, {(1, 0): 2 * A}), _overlaps(D, odd, {(1, 0): 1})  # dh/dx = -2 x
        density = mp.fsum(a * b for (_, a), (_, b) in zip(push, probe, strict=True)) / real(m) / atoms
        even = modes(D, A, 0, aspect)
        _statically(D, even, A, aspect, digits)
        waves = _overlaps(D, even, SPIN_WAVE)
        coupling = 2 * real(k0) / real(m * Omega)
        spin = coupling**2 * real(m) * unit * mp.fsum(overlap**2 for _, overlap in waves) / atoms
        return density, spin
