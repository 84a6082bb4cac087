"""A ball returned here contains the conductivity of two condensates with the loop (11); nothing is estimated.

Source: aminov2024, Eqs. (2), (8), (11), hbar = k_B = 1, three dimensions, contact interactions, in ball arithmetic (Arb) from
the text, beside `conductivity`, which sums transitions numerically.  With z = omega + 2 i gamma,
C = 4 eps_a eps_b n_a n_b g_ab^2 and

    E_d, E_s = (S +- D)/2,   P = E_d E_s = sqrt(E_a^2 E_b^2 - C),   S^2, D^2 = E_a^2 + E_b^2 +- 2 P

P_d P_s (E_d +- E_s)^2/(E_d E_s) = C/(P x^2) with x = E_d -+ E_s, so that with B = n_B'(E_d) + n_B'(E_s)

    sigma_ij = (i/omega) (delta_ij n_i/m_i - 2 i gamma D_ij/z -+ L/(m_i m_j)),   - for i != j
    D_ij = -int dp p^4/(6 pi^2 m_i m_j) (P_id P_jd n_B'(E_d) + P_is P_js n_B'(E_s))
    L = int dp p^4/(24 pi^2) C/P {[2 D (n_d - n_s) - 2 i gamma z B]/D^2 (D^2 - z^2)
                                  - [2 S (n_d + n_s + 1) - 2 i gamma z B]/S^2 (S^2 - z^2)}

What is left without quasiparticles, the 1, is integrated to infinity with p = 1/u; thermal terms, by b(y) = y/(e^y - 1) with
which p = 0 is a regular point, to a large momentum, beyond which they are bounded: E_s >= p^2/2M as the interactions are
positive, |n_B'| <= T/E^2, |x -+ z| >= 2 gamma.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb, ctx

from .enclosures import EnclosureTooWide, _ball, _integral, _precision

PAIRS = ("aa", "ab", "bb")
ATTEMPTS = 3


class _Gas:
    """Balls of a mixture at the present precision; momenta enter as p^2 = s, energies over p."""

    def __init__(self, omega, gamma, T, mixture):
        self.omega, self.gamma, self.T = omega, gamma, T
        m_a, m_b, n_a, n_b, g_aa, g_bb, g_ab = mixture
        self.masses = {"a": m_a, "b": m_b}
        self.c = {"a": n_a * g_aa, "b": n_b * g_bb}
        self.mixing = n_a * n_b * g_ab**2 / (m_a * m_b)  # C/p^4
        self.z = acb(omega, 2 * gamma)

    def energies(self, p, analytic):
        """(e_a^2 - e_b^2, P/p^2, S/p, D/p) with E_i = p e_i."""
        s = p * p
        own = [s / (4 * m * m) + self.c[i] / m for i, m in self.masses.items()]
        product = (own[0] * own[1] - self.mixing).sqrt(analytic=analytic)
        total = (own[0] + own[1] + 2 * product).sqrt(analytic=analytic)
        a, b = self.masses.values()
        apart = s * (1 / (4 * a * a) - 1 / (4 * b * b)) + (self.c["a"] / a - self.c["b"] / b)  # a wide ball of s enters once
        split = (apart**2 + 4 * self.mixing).sqrt(analytic=analytic) / total
        return apart, product, total, split

    def vacuum(self, p, analytic):
        """The integrand of L without quasiparticles."""
        _, product, total, _ = self.energies(p, analytic)
        return -(p**5) * self.mixing / (12 * _pi2() * product * total * (p * p * total**2 - self.z**2))

    def vacuum_tail(self, u, analytic):
        """The same at p = 1/u, times 1/u^2."""
        s = u * u
        own = [1 / (4 * m * m) + s * self.c[i] / m for i, m in self.masses.items()]
        product = (own[0] * own[1] - self.mixing * s * s).sqrt(analytic=analytic)
        total = (own[0] + own[1] + 2 * product).sqrt(analytic=analytic)
        return -self.mixing / (12 * _pi2() * product * total * (total**2 - self.z**2 * s * s))

    def thermal(self, p, analytic, pair):
        """d chi_ij/dp of the quasiparticles that are there."""
        apart, product, total, split = self.energies(p, analytic)
        upper = (total + split) / 2
        levels = [upper, product / upper]  # E/p
        bose = [_bose(p * e / self.T) for e in levels]
        filled_d, filled_s = (self.T / e * b for e, b in zip(levels, bose, strict=True))  # p n_B
        slopes = [-self.T / e**2 * b * (b + p * e / self.T) for e, b in zip(levels, bose, strict=True)]  # p^2 n_B'
        share = (total * split + apart) / (2 * total * split)  # P_ad
        parts = {"a": (share, 1 - share), "b": (1 - share, share)}
        i, j = pair
        within = sum((x * y * slope for x, y, slope in zip(parts[i], parts[j], slopes, strict=True)), acb(0))
        within *= p**2 / (6 * _pi2()) * acb(0, 2 * self.gamma) / self.z
        both, between = slopes[0] + slopes[1], acb(0)
        for x, filled, sign in ((split, filled_d - filled_s, 1), (total, filled_d + filled_s, -1)):
            numerator = sign * (2 * p**2 * x * filled - acb(0, 2 * self.gamma) * self.z * both)
            between += self.mixing / (product * x * x) * numerator / ((p * x) ** 2 - self.z**2)
        between *= p**2 / (24 * _pi2())
        return (within + (1 if i == j else -1) * between) / (self.masses[i] * self.masses[j])

    def beyond(self, p, pair):
        """Bound of the thermal part of chi from ``p`` to infinity; p^2 >= 8 M T."""
        heavy, light = max(self.masses.values(), key=float), min(self.masses.values(), key=float)
        free = 1 - (-p * p / (2 * heavy * self.T)).exp()
        ratio = heavy / light * (1 + 4 * light * (self.c["a"] + self.c["b"]) / (p * p)).sqrt()
        within = 1 / (6 * _pi2() * self.T * free**2)
        between = 2 * ratio / (24 * _pi2() * self.gamma) * (2 / free + 2 * self.gamma / (self.T * free**2))
        gauss = p**3 * 2 * heavy * self.T * (-p * p / (2 * heavy * self.T)).exp()
        return (within + between) * gauss / (self.masses[pair[0]] * self.masses[pair[1]])

    def response(self, pair, digits):
        """Ball of chi_ij."""
        i, j = pair
        heavy = max(self.masses.values(), key=float)
        scale = float((heavy * (self.T + self.c["a"] + self.c["b"])).mid()) ** 0.5
        end = (2 * heavy * self.T * (digits + 12) * arb(10).log()).sqrt() + arb(scale)
        end = arb(float(end.mid()) * 1.01)
        options = {"rel_tol": arb(10) ** -(digits + 6), "abs_tol": arb(10) ** -(digits + 12)}
        chi = _integral(lambda p, analytic: self.thermal(p, analytic, pair), 0, end, **options)
        radius = arb(0, self.beyond(end, pair).abs_upper())
        chi += acb(radius, radius)
        edge = arb(scale)
        created = _integral(self.vacuum, 0, edge, **options) + _integral(self.vacuum_tail, 0, 1 / edge, **options)
        return chi + (1 if i == j else -1) * created / (self.masses[i] * self.masses[j])


def _bose(y):
    """b(y); around y = 0 by the series of (e^y - 1)/y, whose terms fall by more than four, with a bound of what is left out."""
    size = abs(y).abs_upper()
    if not size < 0.25 or y.rad() < 0.01 * abs(y).abs_lower():
        return y * (-y).exp() / -(-y).expm1()
    total, term, order = acb(0), acb(1), 1
    while not abs(term).abs_upper() < arb(2) ** -ctx.prec:
        total += term
        order += 1
        term *= y / order
    radius = arb(0, 2 * abs(term).abs_upper())
    return 1 / (total + acb(radius, radius))


def _pi2():
    return arb.pi() ** 2


def conductivity_ball(pair, omega, gamma, T, mixture, total=None, digits=50) -> acb:
    """Ball of sigma_ij, ``pair`` "aa", "ab" or "bb", particles/(force time length), its radius below 10^-digits |sigma_ij|.

    ``mixture``: m_a, m_b, n_a, n_b, g_aa, g_bb, g_ab with the densities of the condensates; ``total``: density n_i of all atoms
    of the component of "aa" or "bb".  Exact numbers (int, Fraction, decimal text); omega, gamma, T > 0.  Raises ValueError for
    impossible input (g_ab^2 >= g_aa g_bb too), EnclosureTooWide where the digits cannot be certified.
    """
    if pair not in PAIRS:
        raise ValueError(f"pair must be one of {PAIRS}")
    if (total is None) != (pair == "ab"):
        raise ValueError("the total density belongs to 'aa' and 'bb', and to these alone")
    numbers = [Fraction(value) for value in (omega, gamma, T, *mixture)]
    *positive, g_ab = numbers
    if min(positive) <= 0 or g_ab**2 >= positive[-1] * positive[-2]:
        raise ValueError("omega, gamma, T, masses, densities, g_aa, g_bb must be positive and g_ab^2 < g_aa g_bb")
    for attempt in range(ATTEMPTS):
        with _precision(int(3.33 * digits) + 60 << attempt, 10):
            omega, gamma, T, *system = map(_ball, numbers)
            own = arb(0) if total is None else _ball(Fraction(total)) / system["ab".index(pair[0])]
            sigma = acb(0, 1) / omega * (own + _Gas(omega, gamma, T, system).response(pair, digits + 3 * attempt))
            if sigma.rad() < arb(10) ** -digits * abs(sigma).abs_lower():
                return sigma
    raise EnclosureTooWide(sigma, digits)
