"""sigma of two flat clouds of dipoles is a current-current response in two dimensions; interactions depend on the momentum.

Source: aminov2024, Eqs. (2), (8), (11), (D3), (D4), (D5), hbar = k_B = 1, equal layers.

    sigma_ij = (i/omega) (delta_ij n_total/m + chi_ij)
    chi_ij = int d^2q/(2 pi)^2 q^2/(4 m^2) sum_{alpha beta s t} s t M_i M_j S(s E_alpha, t E_beta)

with modes from the rotation of `bogoliubov_modes`, currents M from `conductivity`, S of Eq. (11) from `loop_function`.
In a layer V(q) = V_0 - 2 pi d^2 q, the paper's model (D3); between the layers V_ab(q) = -2 pi d^2 q exp(-q L) I(q)^2 with the
profile of a cloud averaged numerically, I(q) = int f(z) exp(q z) dz, f(z) = (pi/2 w) cos(pi z/w) (`dipolar_bilayer`
evaluates the same average from overlaps).

The total density of a layer is an input of sigma_aa = sigma_bb: (A8) does not give it, as in two dimensions the atoms that
are not condensed add up to T int dq/q at small q, and at T = 0 the linear V(q) lets int dq/q at large q diverge.

"real" integrates over real q with break points at the resonances; "contour" goes below the real axis up to the maximum of
E_d - E_s and above it beyond, so that E_d - E_s has a negative imaginary part everywhere: no pole of the conversion is
crossed, and none of the creation while omega is below E_d + E_s at the maximum (else ValueError).
"""

from collections import namedtuple
from functools import cache
from itertools import product

from mpmath import mp

from .bogoliubov_modes import rotate, temperature
from .conductivity import current_elements, refined
from .loop_function import expanded_loop
from .quadrature import ReferenceDisagreement, gauss_legendre_nodes, integrate
from .vacuum_energy import exact, real

Layers = namedtuple("Layers", "m n V_0 d2 w L")
ROUTES = ("real", "contour")
PAIRS = ("aa", "ab", "bb")
SLOPE = "1/6"  # of the contour


def checked(layers):
    """The layers with every entry an mpf; ValueError unless all are positive and L > w."""
    found = Layers(*(real(exact(value)) for value in layers))
    if min(found) <= 0 or found.L <= found.w:
        raise ValueError("all of m, n, V_0, d2, w, L must be positive and L must exceed w")
    return found


@cache
def _profile(w, prec):
    """[(z, 2 f(z) weight)] of a rule for 2 int_0^{w/2} f(z) ... dz at the precision `prec`."""
    rule = gauss_legendre_nodes(5, prec)
    height = lambda node: mp.pi / 4 * mp.cos(mp.pi * node / 2)
    return [(w / 2 * node, 2 * weight * height(node)) for node, weight in rule if node > 0]


def spread(q, w):
    """I(q), the average of exp(q z) over the profile of a cloud; q may be complex, |q| w < 40."""
    return mp.fsum(weight * mp.cosh(q * z) for z, weight in _profile(w, mp.prec))


def modes(q, layers):
    """Modes at the wave number q (may be complex)."""
    within = layers.V_0 - 2 * mp.pi * layers.d2 * q
    between = -2 * mp.pi * layers.d2 * q * mp.exp(-q * layers.L) * spread(q, layers.w) ** 2
    return rotate(q, layers.m, layers.m, layers.n, layers.n, within, within, between)


def _density(pairs, q, layers, z, gamma, T):
    """d chi_ij/dq of the pairs."""
    found, totals, occupations = modes(q, layers), [mp.zero] * len(pairs), {}
    for alpha, beta in product(range(2), repeat=2):
        for s, t in product((1, -1), repeat=2):
            M = dict(zip("ab", current_elements(found, s, alpha, t, beta), strict=True))
            levels = s * found.energies[alpha], t * found.energies[beta]
            if alpha != beta or s == t:  # else M = u v - v u
                loop = s * t * expanded_loop(*levels, z, gamma, T, occupations)
                totals = [total + M[i] * M[j] * loop for total, (i, j) in zip(totals, pairs, strict=True)]
    return [q**3 / (8 * mp.pi * layers.m**2) * total for total in totals]


def _gaps(layers):
    def gap(sign):
        return lambda q: (lambda E: E[0] - sign * E[1])(modes(q, layers).energies)

    return gap(1), gap(-1)


def _summit(layers):
    """The wave number at which E_d - E_s is largest."""
    gap = _gaps(layers)[0]
    grid = [mp.mpf(k) / 20 / layers.L for k in range(1, 120)]
    k = max(range(len(grid)), key=lambda k: gap(grid[k]))
    step = mp.mpf(10) ** (-mp.dps // 3)
    slope = lambda q: (gap(q * (1 + step)) - gap(q * (1 - step))) / step
    return mp.findroot(slope, (grid[k - 1], grid[k + 1]), solver="anderson", tol=step)


def responses(pairs, omega, gamma, T, layers, digits=20, route="real"):
    """[chi_ij(omega + i0)] of the ``pairs`` of "aa", "ab", "bb", mpc, particles per (mass area); error 10^-digits |chi_ij|.

    Real omega > 0, gamma > 0, T > 0.  Raises ValueError for impossible input, ReferenceDisagreement if quadratures disagree.
    """
    if not pairs or not set(pairs) <= set(PAIRS):
        raise ValueError(f"pairs must be some of {PAIRS}")
    if route not in ROUTES:
        raise ValueError(f"route must be one of {ROUTES}")
    with mp.workdps(2 * digits + 30):
        layers, T = checked(layers), temperature(T)
        z, gamma = real(exact(omega)), real(exact(gamma))
        if min(z, gamma, T) <= 0:
            raise ValueError("omega, gamma and T must be positive")
        end = mp.log(10) * (digits + 12) / (2 * (layers.L - layers.w))  # chi' falls like V_ab^2
        summit = _summit(layers)
        density = lambda q: _density(pairs, q, layers, z, gamma, T)
        if route == "real":
            points = [mp.zero, *(summit * mp.mpf(2) ** k for k in range(-16, 12) if summit * mp.mpf(2) ** k < end), end]
            with mp.workdps(25):
                points = refined(points, _gaps(layers), z, 2 * gamma)
            legs = [(mp.zero, mp.one, points)]
        else:
            legs = _legs(layers, z, gamma, summit, end)
        # a part that nearly vanishes needs the accuracy of the whole only
        sizes = [abs(value * summit) / 100 for value in density(summit)]
        parts = [_along(density, *leg, digits + 2, sizes) for leg in legs]
        return [mp.fsum(column) for column in zip(*parts, strict=True)]


def _legs(layers, z, gamma, summit, end):
    """[(start, direction, break points)] of the contour."""
    gap, total = _gaps(layers)
    if z**2 + 4 * gamma**2 >= total(summit) ** 2:
        raise ValueError("contour: omega must be below E_d + E_s where E_d - E_s is largest")
    tilt = real(exact(SLOPE))
    near = [mp.mpf(3) ** -k for k in range(6, -1, -1)]
    down, up = mp.mpc(1, -tilt), mp.mpc(1, tilt)
    half = summit / 2
    far = [summit * 2**k for k in range(1, 12) if summit * 2**k < end]
    legs = [
        (mp.zero, down, [mp.zero, *(half * x for x in near)]),
        (half * down, up, [half * (1 - x) for x in reversed(near)] + [half]),
        (summit, up, [mp.zero, *(half * x for x in near)]),
        (summit + half * up, mp.one, [mp.zero, *far, end]),
    ]
    for start, direction, points in legs[:3]:
        for x in points:
            value = gap(start + direction * x) if start + direction * x != 0 else mp.zero
            if mp.im(value) > abs(value) * mp.mpf(10) ** -15:
                raise ValueError("contour: E_d - E_s is above the real axis")
    return legs


def _along(density, start, direction, points, digits, sizes):
    def parts(x):
        values = [direction * value for value in density(start + direction * x)]
        return [part(value) for value in values for part in (mp.re, mp.im)]

    found = integrate(parts, points, digits, [size for size in sizes for _ in range(2)])
    return [mp.mpc(*pair) for pair in zip(found[::2], found[1::2], strict=True)]


def conductivity(omega, gamma, T, layers, digits=20, route="real"):
    """sigma_ab of Eq. (2), mpc; particles/(force time), hbar = 1.  Arguments and errors as in `responses`."""
    return conductivities(("ab",), omega, gamma, T, layers, None, digits, route)[0]


def conductivities(pairs, omega, gamma, T, layers, total, digits=20, route="real"):
    """[sigma_ij] of Eq. (2) of the ``pairs``, mpc; ``total``: atoms per area of a layer, not below the condensate.

    ``total`` may be None for "ab" alone.  Arguments and errors as in `responses`; the error of sigma_aa is that of chi_aa.
    """
    found = responses(pairs, omega, gamma, T, layers, digits, route)
    with mp.workdps(2 * digits + 30):
        layers = checked(layers)
        if total is None and set(pairs) != {"ab"}:
            raise ValueError("sigma_aa and sigma_bb need the total density of a layer")
        if total is not None and real(exact(total)) < layers.n:
            raise ValueError("the total density must not be below that of the condensate")
        own = {pair: mp.zero if pair == "ab" else real(exact(total)) / layers.m for pair in pairs}
        return [1j / real(exact(omega)) * (own[pair] + chi) for pair, chi in zip(pairs, found, strict=True)]


def verified_conductivity(omega, gamma, T, layers, digits=20):
    """conductivity on which both routes agree to `digits`; raises ReferenceDisagreement if they do not."""
    first, second = (conductivity(omega, gamma, T, layers, digits, route) for route in ROUTES)
    if not abs(first - second) <= abs(first) * mp.mpf(10) ** (-digits):
        raise ReferenceDisagreement("real axis and contour disagree", (first, second))
    return second
