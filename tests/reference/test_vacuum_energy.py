"""The vacuum energy obeys the symmetries and limits that its definition implies; both codings agree (naidon2021, Eqs. 1-2)."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference.quadrature import ReferenceDisagreement, integrate
from entrainment.runtime.reference.vacuum_energy import bogoliubov_energies, vacuum_energy, vacuum_energy_derivative
from mpmath import mp

DIGITS = 13
MIXTURE = {"m1": 1, "m2": "5/3", "g11": "7/5", "g22": "2/3", "g12": "4/5", "n1": "3/4", "n2": "9/7"}
DIMENSIONS = (1, 2, 3)


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(60):
        yield


def cutoff(D, kappa=1):
    return {"kappa": kappa} if D == 2 else {}


def assert_close(a, b, digits=DIGITS):
    assert abs(a - b) <= mp.mpf(10) ** (-digits) * max(abs(a), abs(b)), (a, b)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_two_formulations_agree(D):
    energies = [vacuum_energy(D, **MIXTURE, **cutoff(D), digits=DIGITS, formulation=f) for f in ("modes", "symmetric")]
    assert_close(*energies)


def test_energies_are_the_eigenvalues_of_the_equations_of_motion():
    for p in ("1/100", 1, 30):
        plus, minus = bogoliubov_energies(p, **MIXTURE)
        m1, m2, g11, g22, g12, n1, n2 = (mp.mpf(Fraction(v).numerator) / Fraction(v).denominator for v in MIXTURE.values())
        p = mp.mpf(Fraction(p).numerator) / Fraction(p).denominator
        e1, e2 = p * p / 2 / m1, p * p / 2 / m2
        s1, s2 = e1 * (e1 + 2 * g11 * n1), e2 * (e2 + 2 * g22 * n2)
        assert_close(plus**2 + minus**2, s1 + s2, 50)
        assert_close(plus**2 * minus**2, s1 * s2 - 4 * e1 * e2 * g12**2 * n1 * n2, 50)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_uncoupled_components_add(D):
    together = vacuum_energy(D, **{**MIXTURE, "g12": 0}, **cutoff(D), digits=DIGITS)
    alone = [vacuum_energy(D, **{**MIXTURE, "g12": 0, n: 0}, **cutoff(D), digits=DIGITS) for n in ("n1", "n2")]
    assert_close(together, sum(alone))


def test_one_component_in_three_dimensions_is_lee_huang_yang():
    # m = g = n = 1, p = 2 s: the single-mode integral, taken directly.
    def single_mode(s):
        return 2 * s * s * (2 * s * mp.sqrt(1 + s * s) - 2 * s * s - 1 + 1 / (4 * s * s)) / mp.pi**2

    with mp.workdps(90):
        direct = mp.quad(single_mode, [0, 1, 10, 100]) + mp.quad(
            lambda u: single_mode(1 / u) / u**2, [mp.mpf(10) ** -12, mp.mpf(1) / 100]
        )
    energy = vacuum_energy(3, 1, 1, 1, 1, "critical", 1, 0, digits=DIGITS)
    assert_close(energy, direct, 11)  # the direct tail stops at 1/p = 10^-12
    # The textbook number, 128/(15 sqrt(pi)) sqrt(n a^3) g n^2/2 with g = 4 pi a/m.
    a = 1 / (4 * mp.pi)
    assert_close(energy, 64 / (15 * mp.sqrt(mp.pi)) * mp.sqrt(a**3))


def test_one_component_in_one_dimension_is_lieb_liniger():
    # E/N = gamma/2 - (2/3 pi) gamma^(3/2) in units n^2/m, from Bogoliubov theory.
    assert_close(vacuum_energy(1, 1, 1, 1, 1, 0, 1, 0, digits=DIGITS), -2 / (3 * mp.pi))


@pytest.mark.parametrize("D", DIMENSIONS)
def test_names_of_the_components_do_not_matter(D):
    swapped = {"m1": "5/3", "m2": 1, "g11": "2/3", "g22": "7/5", "g12": "4/5", "n1": "9/7", "n2": "3/4"}
    assert_close(*[vacuum_energy(D, **mix, **cutoff(D), digits=DIGITS) for mix in (MIXTURE, swapped)])


@pytest.mark.parametrize("D", DIMENSIONS)
def test_change_of_units(D):
    # Lengths x 1/3, masses x 7 (hbar = 1): momenta x 3, energies x 9/7, n x 3^D, g n x 9/7.
    g, n, energy = Fraction(9, 7) / 3**D, 3**D, Fraction(9, 7) * 3**D
    factor = {"m1": 7, "m2": 7, "g11": g, "g22": g, "g12": g, "n1": n, "n2": n}
    scaled = {k: Fraction(v) * factor[k] for k, v in MIXTURE.items()}
    assert_close(
        vacuum_energy(D, **scaled, **cutoff(D, 3), digits=DIGITS),
        vacuum_energy(D, **MIXTURE, **cutoff(D), digits=DIGITS) * energy.numerator / energy.denominator,
    )


def test_cutoff_enters_through_the_second_born_tail():
    # kappa dE_B/dkappa = (kappa^2/4 pi) B(kappa), and kappa^2 B -> -sum_ss' 2 m_ss' (g_ss')^2 n_s n_s'.
    e1, e2 = (vacuum_energy(2, **MIXTURE, kappa=k, digits=DIGITS) for k in (1, 2))
    slope = (e2 - e1) / mp.log(2)
    kappa = mp.mpf(10) ** 12
    with mp.workdps(120):
        plus, minus = bogoliubov_energies(kappa, **MIXTURE)
        c1, c2 = mp.mpf(21) / 20, mp.mpf(6) / 7
        bracket = plus + minus - kappa**2 / 2 - kappa**2 * 3 / 10 - c1 - c2
        assert_close(slope, kappa**2 * bracket / (4 * mp.pi), 13)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_derivative_is_the_limit_of_differences(D):
    h = mp.mpf(10) ** -4
    for (order1, order2), steps in {(1, 0): (1, 0), (0, 2): (0, 1)}.items():
        n1, n2 = mp.mpf(1), mp.mpf(2)
        values = [
            vacuum_energy(D, 1, 5, 1, 2, "critical", n1 + j * h * steps[0], n2 + j * h * steps[1], **cutoff(D), digits=15)
            for j in (-1, 0, 1)
        ]
        difference = (
            (values[2] - values[0]) / (2 * h) if order1 + order2 == 1 else (values[2] - 2 * values[1] + values[0]) / h**2
        )
        assert_close(
            vacuum_energy_derivative(D, order1, order2, 1, 5, 1, 2, "critical", 1, 2, **cutoff(D), digits=10), difference, 6
        )


def test_one_sided_derivative_where_a_component_vanishes():
    h = mp.mpf(10) ** -4
    values = [vacuum_energy(1, 1, 5, 1, 2, "critical", 1, j * h, digits=16) for j in (0, 1, 2)]
    one_sided = (-3 * values[0] + 4 * values[1] - values[2]) / (2 * h)
    assert_close(vacuum_energy_derivative(1, 0, 1, 1, 5, 1, 2, "critical", 1, 0, digits=12), one_sided, 6)


def test_outside_the_domain():
    with pytest.raises(ValueError, match="unstable"):
        vacuum_energy(1, 1, 1, 1, 1, "1001/1000", 1, 1)
    with pytest.raises(ValueError, match="kappa"):
        vacuum_energy(2, 1, 1, 1, 1, 0, 1, 1)
    with pytest.raises(ValueError, match="diverges"):
        vacuum_energy_derivative(1, 0, 2, 1, 1, 1, 1, "1/2", 1, 0)


def test_a_missed_peak_is_not_returned():
    with pytest.raises(ReferenceDisagreement):
        integrate(lambda x: 1 / (mp.mpf(10) ** -12 + x * x), [-1, "0.3", 1], 15)
