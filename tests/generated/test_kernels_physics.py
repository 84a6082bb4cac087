"""What the emitted kernels must obey whatever their formula: exchange, units, Euler's theorem, Maxwell relations.

hbar = 1: with masses in units mu and lengths in units b, energies are 1/(mu b^2), g ~ energy b^D, n ~ b^-D.
"""

import math

import numpy as np
import pytest
from entrainment.generated import kernel
from hypothesis import given, settings
from hypothesis import strategies as st

SPACE = (1, 2, 3)
few = settings(max_examples=12, deadline=None, derandomize=True)
scales = st.floats(0.2, 5)
mixtures = st.tuples(scales, scales, scales, scales, st.floats(-0.95, 0.95), scales, scales)
baths = st.tuples(st.floats(0.2, 5), scales, scales, scales)


def arguments(D, mixture, kappa=1.3):
    """(m1, m2, g11, g22, g12, n1, n2[, kappa]); g12 is drawn in units of sqrt(g11 g22)."""
    m1, m2, g11, g22, ratio, n1, n2 = mixture
    return (m1, m2, g11, g22, ratio * math.sqrt(g11 * g22), n1, n2) + ((kappa,) if D == 2 else ())


def exchanged(values):
    m1, m2, g11, g22, g12, n1, n2, *rest = values
    return (m2, m1, g22, g11, g12, n2, n1, *rest)


def moved(values, index, step):
    return tuple(v + step * (k == index) for k, v in enumerate(values))


def scale_of(D, values):
    """Zero-point energies of the components alone: what terms of either sign add up to."""
    m1, m2, g11, g22, _, n1, n2, *_ = values
    return sum((g * n) * (m * g * n) ** (D / 2) for m, g, n in ((m1, g11, n1), (m2, g22, n2)))


@few
@given(mixtures, st.sampled_from(SPACE))
def test_exchange_of_the_components_leaves_the_vacuum_energy(mixture, D):
    values = arguments(D, mixture)
    E = kernel(f"vacuum_energy_{D}d")
    assert abs(E(*values) - E(*exchanged(values))) < 1e-13 * scale_of(D, values)


@few
@given(mixtures, st.sampled_from(SPACE))
def test_sign_of_the_interspecies_coupling_does_not_matter(mixture, D):
    values = arguments(D, mixture)
    for name in (f"vacuum_energy_{D}d", f"vacuum_energy_{D}d_n1", f"vacuum_energy_{D}d_n1n2"):
        other = moved(values, 4, -2 * values[4])
        assert kernel(name)(*values) == pytest.approx(kernel(name)(*other), rel=1e-13)


@few
@given(mixtures, st.sampled_from(SPACE), st.sampled_from([0.25, 2.0, 8.0]), st.sampled_from([0.5, 4.0]))
def test_units_of_mass_and_length_may_be_chosen_freely(mixture, D, mu, b):
    m1, m2, g11, g22, g12, n1, n2, *kappa = arguments(D, mixture)
    energy, volume = 1 / (mu * b**2), b**D
    g = [c * energy * volume for c in (g11, g22, g12)]
    there = (m1 * mu, m2 * mu, *g, n1 / volume, n2 / volume, *[k / b for k in kappa])
    here = (m1, m2, g11, g22, g12, n1, n2, *kappa)
    units = {"": energy / volume, "_n1": energy, "_n1n1": energy * volume, "_n1n2": energy * volume}
    for suffix, unit in units.items():
        f = kernel(f"vacuum_energy_{D}d{suffix}")
        assert f(*there) / unit == pytest.approx(f(*here), rel=1e-11, abs=1e-12 * scale_of(D, here))


@few
@given(mixtures, st.sampled_from([1, 3]))
def test_energy_is_homogeneous_in_the_densities(mixture, D):
    """Euler: n1 dE/dn1 + n2 dE/dn2 = (1 + D/2) E; dE/dn2 is dE/dn1 of the exchanged mixture."""
    values = arguments(D, mixture)
    slope = kernel(f"vacuum_energy_{D}d_n1")
    euler = values[5] * slope(*values) + values[6] * slope(*exchanged(values))
    assert euler == pytest.approx((1 + D / 2) * kernel(f"vacuum_energy_{D}d")(*values), rel=1e-11)


@few
@given(mixtures)
def test_logarithm_of_the_cutoff_counts_the_pairs(mixture):
    """E(e kappa) - E(kappa) = -T/(4 pi), T = sum (g n)^2 2 m_r."""
    values = arguments(2, mixture)
    m1, m2, g11, g22, g12, n1, n2, kappa = values
    T = m1 * (g11 * n1) ** 2 + m2 * (g22 * n2) ** 2 + 4 * g12**2 * n1 * n2 * m1 * m2 / (m1 + m2)
    E = kernel("vacuum_energy_2d")
    flow = E(*values[:-1], math.e * kappa) - E(*values)
    assert flow == pytest.approx(-T / (4 * math.pi), rel=1e-9, abs=1e-13 * scale_of(2, values))


@few
@given(mixtures, st.sampled_from(SPACE))
def test_chemical_potentials_and_compressibilities_are_slopes_of_the_energy(mixture, D):
    """Central differences in n1 of E and of dE/dn1, in n2 of dE/dn1 (Maxwell: d^2E/dn1 dn2)."""
    values = arguments(D, mixture)
    for index, slope, curve in ((5, "", "_n1"), (5, "_n1", "_n1n1"), (6, "_n1", "_n1n2")):
        f, h = kernel(f"vacuum_energy_{D}d{slope}"), 1e-4 * values[index]
        four = [f(*moved(values, index, k * h)) for k in (-2, -1, 1, 2)]
        difference = (four[0] - 8 * four[1] + 8 * four[2] - four[3]) / (12 * h)
        size = max(map(abs, four)) / values[index]
        assert kernel(f"vacuum_energy_{D}d{curve}")(*values) == pytest.approx(difference, rel=1e-7, abs=1e-9 * size)


@few
@given(mixtures, st.sampled_from(SPACE))
def test_uncoupled_components_add_up(mixture, D):
    values = moved(arguments(D, mixture), 4, -arguments(D, mixture)[4])
    E = kernel(f"vacuum_energy_{D}d")
    alone = [E(*moved(values, index, -values[index])) for index in (5, 6)]
    assert E(*values) == pytest.approx(sum(alone), rel=1e-13, abs=1e-14 * scale_of(D, values))
    assert abs(kernel(f"vacuum_energy_{D}d_n1n2")(*values)) < 1e-14 * scale_of(D, values) / (values[5] * values[6])


@few
@given(mixtures)
def test_energy_is_positive_in_three_dimensions_and_negative_in_one(mixture):
    assert kernel("vacuum_energy_3d")(*arguments(3, mixture)) > 0 > kernel("vacuum_energy_1d")(*arguments(1, mixture))


@few
@given(mixtures)
def test_squared_sound_velocities_have_the_sum_and_product_of_the_coupling_matrix(mixture):
    values = m1, m2, g11, g22, g12, n1, n2 = arguments(3, mixture)
    plus, minus = (kernel(f"sound_velocity_{branch}")(*values) for branch in ("plus", "minus"))
    assert plus**2 + minus**2 == pytest.approx(g11 * n1 / m1 + g22 * n2 / m2, rel=1e-14)
    assert (plus * minus) ** 2 == pytest.approx((g11 * g22 - g12**2) * n1 * n2 / (m1 * m2), rel=1e-13)


@few
@given(mixtures, st.sampled_from(SPACE))
def test_closed_form_at_threshold_is_the_limit_of_the_integral(mixture, D):
    m1, m2, g11, g22, _, n1, n2, *kappa = values = arguments(D, mixture)
    critical = math.sqrt(g11 * g22) * (1 - 1e-12)
    closed = kernel(f"vacuum_energy_threshold_{D}d")(m1, m2, g11, g22, n1, n2, *kappa)
    whole = kernel(f"vacuum_energy_{D}d")(m1, m2, g11, g22, critical, n1, n2, *kappa)
    assert closed == pytest.approx(whole, rel=1e-7, abs=1e-8 * scale_of(D, values))


@pytest.mark.parametrize("D", SPACE)
@pytest.mark.parametrize("kind", ["curvature", "tangent"])
def test_exchange_inverts_alpha_and_z_and_turns_left_into_right(D, kind):
    alpha, z = np.array([0.3, 0.9, 2.7, 5.0])[:, None], np.array([0.2, 0.99, 1.0, 7.0])
    left, right = (kernel(f"{kind}_edge_{side}_{D}d") for side in ("left", "right"))
    assert left(alpha, z) == pytest.approx(right(1 / alpha, 1 / z), rel=1e-9)


@pytest.mark.parametrize("D", SPACE)
@pytest.mark.parametrize("side, x", [("left", 0.0), ("right", 1.0)])
def test_curvature_edge_is_half_the_curvature_of_the_energy_at_its_end(D, side, x):
    alpha, z = np.array([0.3, 0.9, 2.7])[:, None], np.array([0.2, 1.0, 7.0])
    bend = kernel(f"soft_curvature_{D}d")(x, alpha, z)
    assert 2 * (alpha + 1 / alpha) * kernel(f"curvature_edge_{side}_{D}d")(alpha, z) == pytest.approx(bend, rel=1e-10)


@pytest.mark.parametrize("D", SPACE)
@pytest.mark.parametrize("side, x", [("left", 0.0), ("right", 1.0)])
def test_tangent_edge_draws_the_chord_of_the_energy(D, side, x):
    """-+delta (alpha + 1/alpha) + e'(end) = e(1) - e(0), with e(0) and e(1) towards which the line tends."""
    alpha, z = np.array([0.3, 2.7])[:, None], np.array([0.2, 1.0, 7.0])
    energy, slope = kernel(f"soft_energy_{D}d"), kernel(f"soft_slope_{D}d")(x, alpha, z)
    chord = energy(1.0, alpha, z) - energy(0.0, alpha, z)
    delta = kernel(f"tangent_edge_{side}_{D}d")(alpha, z) * (alpha + 1 / alpha)
    assert (slope - chord if side == "right" else chord - slope) == pytest.approx(delta, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("D", SPACE)
def test_slope_and_curvature_along_the_soft_line_are_derivatives_of_the_energy(D):
    x, h = np.array([0.2, 0.5, 0.8]), 1e-3
    for f, g in (("energy", "slope"), ("slope", "curvature")):
        e = [kernel(f"soft_{f}_{D}d")(x + k * h, 2.7, 0.3) for k in (-2, -1, 1, 2)]
        difference = (e[0] - 8 * e[1] + 8 * e[2] - e[3]) / (12 * h)
        assert kernel(f"soft_{g}_{D}d")(x, 2.7, 0.3) == pytest.approx(difference, rel=1e-7)


@few
@given(baths, st.sampled_from(SPACE))
def test_edges_at_equal_masses_are_those_of_the_soft_line(bath, D):
    """delta_g = g eta delta; in D = 2 the cutoff is taken at hbar kappa = sqrt(m g n_plus), where R needs no logarithm."""
    alpha, g, m, n_plus = bath
    eta = {1: math.sqrt(m * g / n_plus), 2: m * g, 3: math.sqrt((m * g) ** 3 * n_plus)}[D]
    cutoff = (math.sqrt(m * g * n_plus),) if D == 2 else ()
    for letter, soft in (("lower", "curvature_edge_left"), ("upper", "tangent_edge_right")):
        delta_g = kernel(f"{letter}_edge_{D}d")(alpha, g, m, n_plus, *cutoff)
        assert delta_g / (g * eta) == pytest.approx(kernel(f"{soft}_{D}d")(alpha, 1.0), rel=1e-8, abs=1e-13)


@pytest.mark.parametrize("D", SPACE)
def test_window_closes_for_equal_couplings(D):
    rest = (1.0, 1.0, 1.0) + ((1.0,) if D == 2 else ())
    assert kernel(f"lower_edge_{D}d")(1.0, *rest) == kernel(f"upper_edge_{D}d")(1.0, *rest) == 0


def test_window_parameter_opens_at_two_and_is_five_halves_at_alpha_two():
    assert kernel("window_parameter_2d")(1.0) == 2
    assert kernel("window_parameter_2d")(2.0) == pytest.approx(2.5, rel=1e-15)
    assert (np.diff(kernel("window_parameter_2d")(np.linspace(1, 8, 50))) > 0).all()
