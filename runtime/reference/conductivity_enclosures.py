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

What is left without quasiparticles, the 1, is integrated to infinity with p = 1/u; thermal terms from a small to a large
momentum, beyond which they are bounded: E_s >= p^2/2M as the interactions are positive, |n_B'| <= T/E^2, |x -+ z| >= 2 gamma.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb

from .enclosures import EnclosureTooWide, _ball, _precision

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
        """(e_a^2, e_b^2, P/p^2, S/p, D/p) with E_i = p e_i."""
        s = p * p
        own = [s / (4 * m * m) + self.c[i] / m for i, m in self.masses.items()]
        product = (own[0] * own[1] - self.mixing).sqrt(analytic=analytic)
        total = (own[0] + own[1] + 2 * product).sqrt(analytic=analytic)
        split = ((own[0] - own[1]) ** 2 + 4 * self.mixing).sqrt(analytic=analytic) / total
        return (*own, product, total, split)

    def vacuum(self, p, analytic):
        """The integrand of L without quasiparticles."""
        _, _, product, total, _ = self.energies(p, analytic)
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
        e_a, e_b, product, total, split = self.energies(p, analytic)
        upper = (total + split) / 2
        levels = [p * upper, p * product / upper]
        boltzmann = [(-E / self.T).exp() for E in levels]
        n_d, n_s = (x / (1 - x) for x in boltzmann)
        slopes = [-x / (self.T * (1 - x) ** 2) for x in boltzmann]
        share = (total * split + e_a - e_b) / (2 * total * split)  # P_ad
        parts = {"a": (share, 1 - share), "b": (1 - share, share)}
        i, j = pair
        within = sum((x * y * slope for x, y, slope in zip(parts[i], parts[j], slopes, strict=True)), acb(0))
        within *= p**4 / (6 * _pi2()) * acb(0, 2 * self.gamma) / self.z
        both, between = slopes[0] + slopes[1], acb(0)
        for x, filled, sign in ((split, n_d - n_s, 1), (total, n_d + n_s, -1)):
            numerator = sign * (2 * p * x * filled - acb(0, 2 * self.gamma) * self.z * both)
            between += self.mixing / (product * x * x) * numerator / ((p * x) ** 2 - self.z**2)
        between *= p**4 / (24 * _pi2())
        return (within + (1 if i == j else -1) * between) / (self.masses[i] * self.masses[j])

    def below(self, p, pair):
        """Bound of the thermal part of chi from 0 to ``p``."""
        *_, product, total, split = self.energies(acb(arb(0).union(p)), False)
        upper = ((total + split) / 2).real
        low, high = (product.real / upper).abs_lower(), upper.abs_upper()
        if not low > 0:
            raise EnclosureTooWide(low, 0)
        within = p**3 / 3 * self.T / (6 * _pi2() * low**2)
        term = p**4 / 2 * self.T / low + p**3 / 3 * 2 * self.gamma * self.T / low**2
        return (within + 2 * high / low / (24 * _pi2() * self.gamma) * term) / (self.masses[pair[0]] * self.masses[pair[1]])

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
        start = arb(scale) * arb(10) ** -((digits + 12) // 3 + 1)
        end = (2 * heavy * self.T * (digits + 12) * arb(10).log()).sqrt() + arb(scale)
        end = arb(float(end.mid()) * 1.01)
        options = {"rel_tol": arb(10) ** -(digits + 6), "abs_tol": arb(10) ** -(digits + 12)}
        chi = acb(0)
        ladder = [start]
        while float(ladder[-1]) < float(end) / 4:
            ladder.append(ladder[-1] * 4)
        for low, high in zip(ladder, [*ladder[1:], end], strict=True):
            chi += acb.integral(lambda p, analytic: self.thermal(p, analytic, pair), low, high, **options)
        for bound in (self.below(start, pair), self.beyond(end, pair)):
            radius = arb(0, bound.abs_upper())
            chi += acb(radius, radius)
        edge = arb(scale)
        created = acb.integral(self.vacuum, 0, edge, **options) + acb.integral(self.vacuum_tail, 0, 1 / edge, **options)
        return chi + (1 if i == j else -1) * created / (self.masses[i] * self.masses[j])


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
