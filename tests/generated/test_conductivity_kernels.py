"""What the kernels on arrays must obey whatever their formula: exchange, sums over the components, limits, reflection.

aminov2024 (13), (14), (A3), (A8).
"""

import numpy as np
import pytest
from entrainment.generated import kernel

rng = np.random.default_rng(14)
MANY = 200
SIZES = 10.0 ** rng.uniform(-1, 1, (8, MANY))
GAS = [*SIZES[:7], rng.uniform(-1, 1, MANY) * np.sqrt(SIZES[5] * SIZES[6])]  # p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab
T = SIZES[7]
ENVELOPES = [f"{word}_envelope_{D}d" for word in ("conversion", "creation") for D in (2, 3)]
TURNED = [GAS[0] * np.exp(0.5j * rng.uniform(-1, 1, MANY)), *GAS[1:]]


def close(found, expected, rel=1e-12):
    return np.allclose(found, expected, rtol=rel, atol=0)


def exchanged(gas):
    p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab = gas
    return p, m_b, m_a, n_b, n_a, V_bb, V_aa, V_ab


@pytest.mark.parametrize("name", ENVELOPES)
def test_envelopes_do_not_know_which_component_is_called_a(name):
    for one, other in zip(kernel(name)(*TURNED, T), kernel(name)(*exchanged(TURNED), T), strict=True):
        assert close(one, other, 1e-10)


@pytest.mark.parametrize("name, order", [("drude_density_2d", (2, 1, 0)), ("drude_density_3d", (2, 1, 0)),
                                         ("depletion_density_3d", (1, 0))])  # fmt: skip
def test_exchange_of_the_components_exchanges_the_results(name, order):
    found, other = kernel(name)(*GAS, T), kernel(name)(*exchanged(GAS), T)
    assert all(close(found[i], other[j], 1e-10) for i, j in enumerate(order))


@pytest.mark.parametrize("name", [*ENVELOPES, "drude_density_3d", "depletion_density_3d"])
def test_the_sign_of_the_interaction_between_the_components_does_not_matter(name):
    gas = TURNED if "envelope" in name else GAS
    assert all(
        np.array_equal(x, y) for x, y in zip(kernel(name)(*gas, T), kernel(name)(*gas[:7], -gas[7], T), strict=True)
    )


@pytest.mark.parametrize("name", ENVELOPES)
def test_envelopes_are_real_functions_continued(name):
    """f(conj p) = conj f(p)."""
    above = kernel(name)(*TURNED, T)
    below = kernel(name)(TURNED[0].conj(), *TURNED[1:], T)
    assert all(close(x, y.conj()) for x, y in zip(above, below, strict=True))
    assert all(np.all(x.imag == 0) for x in kernel(name)(*GAS, T))


@pytest.mark.parametrize("word", ["conversion", "creation"])
def test_dimensions_of_space_differ_by_the_measure_alone(word):
    """p^2/(2 pi^2)/3 against p/(2 pi)/2."""
    three, two = (kernel(f"{word}_envelope_{D}d")(*TURNED, T) for D in (3, 2))
    factor = 2 * TURNED[0] / (3 * np.pi)
    assert close(three[0], factor * two[0]) and close(three[1], factor * two[1]) and close(three[2], two[2])


def test_resonances_lie_at_the_difference_and_at_the_sum_of_the_energies():
    upper, lower = kernel("mode_energies")(*GAS)
    assert close(kernel("conversion_envelope_3d")(*GAS, T)[2], (upper - lower) ** 2, 1e-9)
    assert close(kernel("creation_envelope_3d")(*GAS, T)[2], (upper + lower) ** 2)


def test_the_squared_energies_have_the_trace_and_the_determinant_of_the_coupled_components():
    p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab = GAS
    upper, lower = kernel("mode_energies")(*GAS)
    eps_a, eps_b = p * p / (2 * m_a), p * p / (2 * m_b)
    levels = eps_a * (eps_a + 2 * n_a * V_aa), eps_b * (eps_b + 2 * n_b * V_bb)
    assert close(upper**2 + lower**2, sum(levels))
    assert close(upper**2 * lower**2, levels[0] * levels[1] - 4 * eps_a * eps_b * n_a * n_b * V_ab**2, 1e-9)


@pytest.mark.parametrize("D", [2, 3])
def test_all_components_together_carry_the_normal_density_of_landau(D):
    """P_ad + P_bd = 1: aa + 2 ab + bb is hbar^2 p^2/D sum over branches of -dn/dE, whatever the weights."""
    upper, lower = kernel("mode_energies")(*GAS)
    aa, ab, bb = kernel(f"drude_density_{D}d")(*GAS, T)
    p = GAS[0]
    measure = {2: p / (2 * np.pi), 3: p**2 / (2 * np.pi**2)}[D]
    slopes = sum(np.exp(-E / T) / np.expm1(-E / T) ** 2 / T for E in (upper, lower))
    assert close(aa + 2 * ab + bb, measure * p**2 / D * slopes, 1e-11)


def test_uncoupled_and_cold_the_depletion_is_that_of_one_condensate():
    p, m_a, _, n_a, _, V_aa, _, _ = GAS
    eps = p * p / (2 * m_a)
    energy = np.sqrt(eps * (eps + 2 * n_a * V_aa))
    quantum = (n_a * V_aa) ** 2 / (2 * energy * (energy + eps + n_a * V_aa))
    found, _ = kernel("depletion_density_3d")(*GAS[:7], 1e-9 * GAS[7], 1e-4 * energy)
    assert close(found, p**2 / (2 * np.pi**2) * quantum, 1e-9)


def test_identical_uncoupled_components_are_close_to_the_limit():
    """V_ab -> 0 at equal components: the weights stay 1/2, the gap falls with V_ab."""
    p, m, _, n, _, V, _, _ = GAS
    for small in (1e-4, 1e-8):
        upper, lower = kernel("mode_energies")(p, m, m, n, n, V, V, small * V)
        gap = np.sqrt(kernel("conversion_envelope_3d")(p, m, m, n, n, V, V, small * V, T)[2].real)
        assert close(gap * (upper + lower), 4 * p * p / (2 * m) * n * small * V, 1e-11)
        aa, ab, bb = kernel("drude_density_3d")(p, m, m, n, n, V, V, small * V, T)
        assert close(aa, ab) and close(aa, bb)


def test_kernels_broadcast():
    scalars = [float(x[0]) for x in GAS]
    found = kernel("drude_density_3d")(GAS[0][:3, None], *scalars[1:], T[None, :4])
    assert all(part.shape == (3, 4) for part in found)
    assert found[1][2, 3] == kernel("drude_density_3d")(GAS[0][2], *scalars[1:], T[3])[1]


# --- the sum over resonances ----------------------------------------------------------------------------------------------

NODES = [rng.normal(size=7) + 1j * rng.normal(size=7) for _ in range(3)]


@pytest.mark.parametrize("count", [1, 63, 64, 65, 200])
def test_the_sum_is_that_of_its_terms_in_every_block(count):
    a, B, Q = NODES
    omega, gamma = rng.uniform(-3, 3, count), 0.3
    z = (omega + 2j * gamma)[:, None]
    expected = ((a - 1j * gamma / z * B) / (Q - z * z)).sum(axis=1)
    assert close(kernel("resonance_sum")(a, B, Q, omega, gamma), expected)


def test_without_damping_the_slopes_do_not_count():
    a, B, Q = NODES
    omega = rng.uniform(-3, 3, 5)
    assert close(kernel("resonance_sum")(a, B, Q, omega, 0.0), kernel("resonance_sum")(a, 0 * B, Q, omega, 0.0))
    assert close(kernel("resonance_sum")(a, B, Q, omega, 0.0), kernel("resonance_sum")(a, B, Q, -omega, 0.0))


def test_negative_frequencies_of_real_envelopes_are_the_complex_conjugate():
    a, B, Q = (x.real + 0j for x in NODES)
    omega = rng.uniform(0.1, 3, 9)
    sum_at = lambda w: kernel("resonance_sum")(a, B, Q, w, 0.4)
    assert close(sum_at(-omega), sum_at(omega).conj())


OMEGA, RESPONSE = rng.uniform(0.1, 3, 40), rng.normal(size=40) + 1j * rng.normal(size=40)
DENSITIES, MASSES, DRUDE = (1.3, 0.7), (0.9, 1.6), (0.21, -0.05, 0.11)


@pytest.mark.parametrize("gamma", [0.0, 1e-9, 0.3, 1e6])
def test_conductivities_are_those_of_the_printed_formula(gamma):
    """aminov2024 (12), with sigma_ij of either component and of both."""
    (n_a, n_b), (m_a, m_b) = DENSITIES, MASSES
    found = kernel("conductivities")(OMEGA, gamma, RESPONSE, *DENSITIES, *MASSES, *DRUDE)
    rows = ((-1, n_a / m_a, m_a * m_a), (1, 0.0, m_a * m_b), (-1, n_b / m_b, m_b * m_b))
    for sigma, drude, (sign, own, mass) in zip(found, DRUDE, rows, strict=True):
        bracket = own - drude - sign * RESPONSE / mass
        assert close(sigma, 1j / OMEGA * bracket + 1j * drude / (OMEGA + 2j * gamma), 1e-9)


def test_weak_damping_leaves_the_digits_of_the_drude_peak():
    """Re sigma = 2 gamma D^0/omega^2 where nothing else absorbs; as a difference of two poles it would be lost."""
    found = kernel("conductivities")(OMEGA, 1e-12, 0j, *DENSITIES, *MASSES, *DRUDE)
    assert all(close(sigma.real, 2e-12 * drude / OMEGA**2) for sigma, drude in zip(found, DRUDE, strict=True))


def test_exchanging_the_components_exchanges_their_conductivities():
    found = kernel("conductivities")(OMEGA, 0.2, RESPONSE, *DENSITIES, *MASSES, *DRUDE)
    other = kernel("conductivities")(OMEGA, 0.2, RESPONSE, *DENSITIES[::-1], *MASSES[::-1], *DRUDE[::-1])
    assert all(close(one, two) for one, two in zip(found, other[::-1], strict=True))
