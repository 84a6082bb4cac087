"""The conductivities are current-current responses: sums over the amplitudes of the quasiparticles, numerically.

Source: aminov2024, Eqs. (1)-(7), (10), (11), hbar = k_B = 1, three dimensions, contact interactions.

    sigma_ij(omega) = (i/omega) [delta_ij n_i/m_i + chi_ij(omega)],
    j_i = sum_p (p/m_i) a_ip^+ a_ip   (q = 0, transverse: the condensate carries no current).

With a_ip = sum_alpha u_i_alpha B_alpha,p + v_i_alpha B_alpha,-p^+, numerically (`bogoliubov_modes`), and Wick's
theorem for damped quasiparticles,

    chi_ij = int d^3p/(2 pi)^3 p^2/(6 m_i m_j) sum_{alpha beta s t} s t M_i M_j S(s E_alpha, t E_beta),
    M_i = u^s_i_alpha u^t_i_beta - u^-s_i_alpha u^-t_i_beta,    u^+ = u, u^- = v,

with S from `loop_function`: loop = "expanded" is its tangent approximation (11), the paper's choice,
"exact" is (10).  n_a and n_b of a Mixture are condensate densities; n_i in the diamagnetic term is the
total density, condensate plus (A8).

"real" integrates over real p, with break points where E_d -+ E_s crosses omega and at multiples of the width
2 gamma.  "contour" turns p by an angle into the lower half plane, away from the poles of the retarded function; it
is refused if a pole lies between.  gamma = 0 at finite omega is possible on the contour only.

With (10) at fixed gamma > 0 the diagonal chi diverges linearly at large p (a Lorentzian has weight
gamma/(pi E) at negative energies, so that every level is occupied): sigma_aa and sigma_bb exist for loop = "expanded" only.
"""

from functools import partial
from itertools import product

from mpmath import mp

from .bogoliubov_modes import (
    checked,
    half_line,
    ladder,
    noncondensed_density,
    occupation,
    rotate,
    temperature,
    thermal_scales,
)
from .loop_function import Halves, expanded_loop, residue_loop
from .quadrature import ReferenceDisagreement
from .vacuum_energy import exact, real

PAIRS = ("aa", "ab", "bb")
ROUTES = ("real", "contour")
LOOPS = ("expanded", "exact")
ANGLES = ("1/4", "1/8", "1/16", "1/32")


def _checked(T, gamma):
    gamma = real(exact(gamma))
    if gamma < 0:
        raise ValueError("gamma must not be negative")
    return temperature(T), gamma


def _indices(pair):
    if pair not in PAIRS:
        raise ValueError(f"pair must be one of {PAIRS}, got {pair!r}")
    return tuple("ab".index(name) for name in pair)


def current_elements(modes, s, alpha, t, beta):
    """[M_a, M_b]: the amplitudes with which the currents (over p/m_i) turn level s E_alpha into t E_beta."""
    out = []
    for u, v in zip(modes.u, modes.v, strict=True):
        first, second = (u[alpha], v[alpha])[::s], (u[beta], v[beta])[::t]
        out.append(first[0] * second[0] - first[1] * second[1])
    return out


def _loop(name, z, gamma, T):
    """S(E1, E2) at one momentum, sharing Bose functions or digammas between calls."""
    if name == "exact" and gamma > 0:
        halves = Halves(T)
        return lambda E1, E2: residue_loop(E1, E2, z, gamma, T, halves)
    occupations = {}
    return lambda E1, E2: expanded_loop(E1, E2, z, gamma, T, occupations)


def transitions(p, system, pairs, share="all"):
    """[(weights, E1, E2)]: d chi/dp = sum of weight S(E1, E2), a weight for each of pairs; share as in current_responses."""
    modes, masses = rotate(p, *system), system[:2]
    indices = [_indices(pair) for pair in pairs]
    measures = [p**4 / (12 * mp.pi**2 * masses[i] * masses[j]) for i, j in indices]
    out = []
    for alpha, beta in product(range(2), repeat=2):
        if alpha != beta if share == "intra" else alpha == beta and share != "all":
            continue
        for s, t in product((1, -1), repeat=2):
            if alpha == beta and s != t:
                continue  # M = u v - v u
            if share == ("create" if s == t else "convert"):
                continue
            M = current_elements(modes, s, alpha, t, beta)
            weights = [s * t * M[i] * M[j] * measure for (i, j), measure in zip(indices, measures, strict=True)]
            out.append((weights, s * modes.energies[alpha], t * modes.energies[beta]))
    return out


def current_responses(pairs, omega, gamma, T, mixture, digits=20, loop="expanded", route="real", share="all"):
    """[chi_ij(omega + i0)] for each of pairs, mpc; particles per (mass volume).

    omega may be complex with Im omega >= 0; gamma >= 0, T >= 0; at gamma = 0 a real omega > 0 needs
    route = "contour", and omega = 0 means omega -> 0 before q -> 0.  loop and route as in the module
    docstring; share is "all", or "intra"/"inter" for transitions inside a branch/between branches ("convert", "create").
    Error of each part 10^-digits, relative to that part or to the integral of its modulus, whichever is larger.
    Raises ValueError for impossible input, ReferenceDisagreement if quadratures disagree.
    """
    if loop not in LOOPS or route not in ROUTES:
        raise ValueError(f"loop must be one of {LOOPS} and route one of {ROUTES}")
    with mp.workdps(2 * digits + 30):
        T, gamma = _checked(T, gamma)
        z = mp.mpc(omega) if isinstance(omega, (complex, mp.mpc)) else real(exact(omega))
        if mp.im(z) < 0:
            raise ValueError("Im omega must not be negative")
        if loop == "exact" and list(pairs) != ["ab"]:
            raise ValueError("loop: with the exact loop function at fixed gamma the diagonal response diverges")
        if loop == "exact" and gamma == 0:
            raise ValueError("gamma must be positive for the exact loop function")
        if gamma == 0 and z != 0 and mp.im(z) == 0 and route == "real":
            raise ValueError('gamma = 0: the poles lie on the real axis; use route = "contour"')
        system = checked(mixture)
        # The tangent loop knows gamma only through z + 2 i gamma; a Lorentzian, through the level at E = gamma.
        energies = [abs(z) + 2 * gamma] + ([gamma] if loop == "exact" else [])
        points = ladder(thermal_scales(system, T, digits, *energies))
        turn = mp.one
        if route == "real":
            points = refined(points, _gaps(system), mp.re(z), 2 * gamma + mp.im(z))
        else:
            turn = mp.expj(-_angle(system, z + 2j * gamma, points))

        def density(x):
            S, totals = _loop(loop, z, gamma, T), [mp.mpc(0)] * len(pairs)
            for weights, E1, E2 in transitions(turn * x, checked(mixture), pairs, share):
                value = turn * S(E1, E2)
                totals = [total + weight * value for total, weight in zip(totals, weights, strict=True)]
            return [part(total) for total in totals for part in (mp.re, mp.im)]

        parts = half_line(density, points, digits, _sizes(density, points))
        return [mp.mpc(*parts[k : k + 2]) for k in range(0, len(parts), 2)]


def current_response(pair, omega, gamma, T, mixture, digits=20, loop="expanded", route="real", share="all"):
    """chi_ij of one pair, as current_responses."""
    return current_responses([pair], omega, gamma, T, mixture, digits, loop, route, share)[0]


def _sizes(density, points):
    """Roughly the integral of |chi'| for each part: one that vanishes identically cannot have relative accuracy."""
    pieces = list(zip(points, points[1:], strict=False))
    samples = [[abs(part) * (b - a) for part in density((a + b) / 2)] for a, b in pieces]
    columns = [mp.fsum(column) / 10 for column in zip(*samples, strict=True)]
    return [max(columns[k - k % 2 : k - k % 2 + 2]) for k in range(len(columns))]


def _gaps(system):
    """The functions E_d - E_s and E_d + E_s of p."""

    def gap(sign):
        return lambda p: (lambda E: E[0] - sign * E[1])(rotate(p, *system).energies)

    return gap(1), gap(-1)


def refined(points, gaps, omega, width):
    """points plus those around each momentum where one of gaps is |omega|, at growing multiples of the width there."""
    extra, omega = set(points), abs(omega)
    for gap in gaps:
        for a, b in zip(points[1:], points[2:], strict=False):
            grid = [a + (b - a) * i / 8 for i in range(9)]
            for low, high in zip(grid, grid[1:], strict=False):
                if (gap(low) - omega) * (gap(high) - omega) < 0:
                    centre = mp.findroot(lambda p, gap=gap: gap(p) - omega, (low, high), solver="anderson", tol=1e-20)
                    slope = abs((gap(centre * (1 + mp.mpf("1e-9"))) - gap(centre)) / (centre * mp.mpf("1e-9")))
                    step = width / slope
                    extra.add(centre)
                    while step < centre / 2:
                        extra |= {centre - step, centre + step}
                        step = 3 * step
    kept = sorted(extra)
    smallest = min([points[1]] + [abs(b - a) for a, b in zip(points, points[1:], strict=False)])
    return [a for a, b in zip(kept, [*kept[1:], mp.inf], strict=True) if b - a > min(smallest, width) * mp.mpf("1e-6")]


def _angle(system, z, points):
    """The first of ANGLES between which and the real axis no E_alpha +- E_beta = +-z lies (argument principle)."""
    # At gamma = 0 the retarded poles sit just above or below the real axis.
    z = mp.mpc(mp.re(z), max(mp.im(z), abs(z) / 10**6))
    with mp.workdps(20):
        for text in ANGLES:
            angle = real(exact(text))
            conditions = (partial(_pole_condition, sign=sign, system=system, z=z) for sign in (1, -1))
            if all(_winding(f, angle, points[1] / 100, 30 * points[-1]) == 0 for f in conditions):
                return angle
    raise ValueError("contour: a pole lies between the real axis and every contour tried")


def _pole_condition(p, sign, system, z):
    """(E_d - sign E_s)^2 - z^2, free of the branch point E_d = E_s, over the larger of its terms."""
    first, second = rotate(p, *system).energies
    return ((first - sign * second) ** 2 - z * z) / (abs(first) ** 2 + abs(second) ** 2 + abs(z) ** 2)


def _winding(f, angle, low, high):
    """Zeros of f in low < |p| < high, -angle < arg p < 0."""
    start, end = mp.log(low), mp.log(high)

    def path(s):
        if s < 1:  # along the ray, outwards
            return mp.exp(start + s * (end - start)) * mp.expj(-angle)
        if s < 2:
            return mp.exp(end) * mp.expj(-angle * (2 - s))
        if s < 3:
            return mp.exp(end + (s - 2) * (start - end))
        return mp.exp(start) * mp.expj(-angle * (s - 3))

    def turns(a, fa, b, fb):
        step = mp.arg(fb / fa)
        if abs(step) < 0.5 or b - a < mp.mpf(10) ** -15:
            return step
        middle = (a + b) / 2
        fm = f(path(middle))
        return turns(a, fa, middle, fm) + turns(middle, fm, b, fb)

    knots = [mp.mpf(i) / 40 for i in range(161)]
    values = [f(path(s)) for s in knots]
    total = mp.fsum(turns(*ab) for ab in zip(knots, values, knots[1:], values[1:], strict=False))
    return int(mp.nint(total / (2 * mp.pi)))


def total_density(component, T, mixture, digits=20):
    """n_i = condensate plus (A8) of component "a" or "b"."""
    i = "ab".index(component)
    with mp.workdps(2 * digits + 30):
        return checked(mixture)[2 + i] + noncondensed_density(mixture, T, digits)[i]


def _diamagnetic(pair, T, mixture, digits):
    i, j = _indices(pair)
    return total_density(pair[0], T, mixture, digits) / checked(mixture)[i] if i == j else mp.zero


def conductivities(pairs, omega, gamma, T, mixture, digits=20, loop="expanded", route="real"):
    """[sigma_ij(omega)] of Eq. (2) for each of pairs ("aa", "ab", "bb"), mpc; particles/(force time area) with hbar = 1.

    Arguments and errors as in current_responses, omega != 0.
    """
    if omega == 0:
        raise ValueError("omega must not vanish: the superfluid part diverges")
    responses = current_responses(pairs, omega, gamma, T, mixture, digits, loop, route)
    with mp.workdps(2 * digits + 30):
        z = omega if isinstance(omega, (complex, mp.mpc)) else real(exact(omega))
        return [1j / z * (_diamagnetic(pair, T, mixture, digits) + chi) for pair, chi in zip(pairs, responses, strict=True)]


def conductivity(pair, omega, gamma, T, mixture, digits=20, loop="expanded", route="real"):
    """sigma_ij of one pair, as conductivities."""
    return conductivities([pair], omega, gamma, T, mixture, digits, loop, route)[0]


def verified_conductivities(pairs, omega, gamma, T, mixture, digits=20, loop="expanded"):
    """conductivities on which both routes agree to `digits` of |sigma|; raises ReferenceDisagreement if they do not."""
    first, second = (conductivities(pairs, omega, gamma, T, mixture, digits, loop, route) for route in ROUTES)
    if not all(abs(x - y) <= abs(x) * mp.mpf(10) ** (-digits) for x, y in zip(first, second, strict=True)):
        raise ReferenceDisagreement("real axis and contour disagree", (first, second))
    return second


def superfluid_weight(pair, gamma, T, mixture, digits=20, loop="expanded", route="real"):
    """lim omega Im sigma_ij(omega), omega -> 0 (the paper's D^s_ij is pi times this); particles/mass/volume."""
    chi = current_response(pair, 0, gamma, T, mixture, digits, loop, route)
    with mp.workdps(2 * digits + 30):
        return _diamagnetic(pair, T, mixture, digits) + mp.re(chi)


def drude_weight(pair, T, mixture, digits=20):
    """D^0_ij: minus the static response of transitions inside a branch, gamma = 0 (the paper's D^n_ij is pi times this)."""
    return -mp.re(current_response(pair, 0, 0, T, mixture, digits, share="intra"))


def drag_density(mixture, T=0, digits=20, route="real"):
    """rho_dr of Eq. (6) at gamma = 0, mass per volume."""
    with mp.workdps(2 * digits + 30):
        system = checked(mixture)
        return system.m_a * system.m_b * superfluid_weight("ab", 0, T, mixture, digits, route=route)


def normal_density(mixture, T, gamma=0, digits=20):
    """Total normal mass density: sum_ij m_i m_j times minus the static response."""
    with mp.workdps(2 * digits + 30):
        m_a, m_b = checked(mixture)[:2]
        aa, ab, bb = (-mp.re(chi) for chi in current_responses(PAIRS, 0, gamma, T, mixture, digits))
        return m_a**2 * aa + 2 * m_a * m_b * ab + m_b**2 * bb


def landau_density(mixture, T, digits=20):
    """Landau's normal mass density of the gas of quasiparticles, -sum_alpha int d^3p/(2 pi)^3 (p^2/3) n_B'(E_alpha)."""
    with mp.workdps(2 * digits + 30):
        T = temperature(T)

        def density(p):
            return [-sum(occupation(E, T)[1] for E in rotate(p, *checked(mixture)).energies) * p**4 / (6 * mp.pi**2)]

        return half_line(density, ladder(thermal_scales(checked(mixture), T, digits)), digits)[0]
