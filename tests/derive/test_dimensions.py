"""Every sum adds like to like; a wrong power of hbar is refused before any number is computed.

[g] = energy length^D, [n] = length^-D, [E_B] = energy length^-D, [p] = [kappa] = 1/length.
"""

import pytest
import sympy as sp
from entrainment.derive import bogoliubov, mixed_bubbles, scattering, soft_line, vacuum_energy, window_edges
from entrainment.derive import dimensions as dim
from entrainment.derive import notation as s
from entrainment.derive.dimensions import DimensionError, dimension_of

SPACE = (1, 2, 3)


def energy_density(D):
    return dim.ENERGY * dim.LENGTH**-D


@pytest.mark.parametrize("D", SPACE)
@pytest.mark.parametrize("chain", [vacuum_energy.mode_integral, vacuum_energy.stable_form])
def test_vacuum_energy_is_an_energy_density(D, chain):
    assert dimension_of(chain(D).result, s.dimensions(D)) == energy_density(D)


def lower_edge(D):
    """The lower edge; in D = 2 with the logarithm of the cutoff in one piece, Eq. (14)."""
    if D != 2:
        return window_edges.lower_edge(D).result
    prefactor, logarithm = window_edges.window_logarithm()
    return s.g * prefactor * (window_edges.window_parameter("lower").result + logarithm)


@pytest.mark.parametrize("D", SPACE)
def test_edges_of_the_window_are_coupling_constants(D):
    assert dimension_of(lower_edge(D), s.dimensions(D)) == dim.ENERGY * dim.LENGTH**D


@pytest.mark.parametrize("D", SPACE)
def test_squared_quasiparticle_energies_are_energies_squared(D):
    assert dimension_of(bogoliubov.squared_energies().result, s.dimensions(D)) == dim.ENERGY**2


def test_sound_velocities_squared_are_velocities_squared():
    assert dimension_of(vacuum_energy.sound_velocities().result, s.dimensions(3)) == dim.VELOCITY**2


@pytest.mark.parametrize("D", SPACE)
@pytest.mark.parametrize("power", [-1, sp.Rational(1, 2)])
def test_edge_with_a_wrong_power_of_hbar_is_refused(D, power):
    edge = lower_edge(D)
    dimension_of(sp.Eq(s.delta_g, edge), s.dimensions(D))
    with pytest.raises(DimensionError, match="delta_g"):
        dimension_of(sp.Eq(s.delta_g, edge * s.hbar**power), s.dimensions(D))


@pytest.mark.parametrize("D", SPACE)
def test_small_parameter_is_a_pure_number(D):
    assert dimension_of(mixed_bubbles.reduced_unit(D), s.dimensions(D)) == dim.NUMBER


def test_reduced_edges_are_pure_numbers():
    assert dimension_of(soft_line.tangent_edge(1, "left").result, s.dimensions(1)) == dim.NUMBER


def test_bare_coupling_in_two_dimensions_runs_inside_a_logarithm_of_a_pure_number():
    lengths = {scattering.node: dim.LENGTH}
    g = scattering.bare_coupling().result
    assert dimension_of(g, s.dimensions(2) | lengths) == dim.ENERGY * dim.LENGTH**2
    with pytest.raises(DimensionError, match="pure number"):
        dimension_of(g, s.dimensions(2))  # the length a taken for a number


def test_momentum_integral_brings_the_dimension_of_its_measure():
    integral = sp.Integral(s.g * s.n1, (s.p, 0, s.kappa))
    assert dimension_of(integral, s.dimensions(1)) == dim.ENERGY / dim.LENGTH
    with pytest.raises(DimensionError):
        dimension_of(sp.Integral(s.g, (s.p, 0, s.m)), s.dimensions(1))


@pytest.mark.parametrize(
    "nonsense",
    [s.n1 + s.p, sp.log(s.m1), sp.exp(s.g11), sp.Eq(s.m1, s.n1), sp.Min(s.m1, s.p), s.p**s.alpha, 2**s.p],
    ids=str,
)
def test_inhomogeneous_expression_is_named(nonsense):
    with pytest.raises(DimensionError):
        dimension_of(nonsense, s.dimensions(3))


def test_zero_and_infinity_are_of_any_dimension():
    whole = sp.Integral(s.p, (s.p, 0, sp.oo))
    assert dimension_of(whole, s.dimensions(3)) == dim.WAVENUMBER**2
    assert dimension_of(sp.Piecewise((s.m1, s.alpha > 1), (0, True)), s.dimensions(3)) == dim.MASS


def test_complex_parts_have_the_dimension_of_the_whole():
    pole = s.E_d / (s.hbar * s.omega + 2 * sp.I * s.hbar * s.gamma)
    for part in (sp.re, sp.im, sp.conjugate):
        assert dimension_of(s.T * part(sp.I * s.E_d, evaluate=False), s.dimensions(3)) == dim.ENERGY**2
    assert dimension_of(pole, s.dimensions(3)) == dim.NUMBER


def test_dimensions_multiply_and_read_as_physics():
    assert dim.ACTION / dim.TIME == dim.ENERGY
    assert dim.MOMENTUM**2 / dim.MASS == dim.ENERGY
    coupling, density = dim.ENERGY * dim.LENGTH**3, dim.LENGTH**-2
    names = [str(d) for d in (dim.NUMBER, dim.ENERGY, dim.VELOCITY, dim.MASS, coupling, density)]
    assert names == ["1", "energy", "velocity", "mass", "energy length^3", "length^-2"]
