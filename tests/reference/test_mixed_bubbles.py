"""Edges, hull and symmetries of the mixed-bubble region, by convexity of Omega alone (naidon2021, Eqs. 5-10, 18, Fig. 2)."""

import pytest
from entrainment.runtime.reference.convex_hull import UnnamedPhase
from entrainment.runtime.reference.mixed_bubbles import (
    convex_hull_phase,
    curvature_edge,
    grand_potential,
    reduced,
    soft_energy,
    tangent_composition,
    tangent_edge,
    unreduced,
)
from entrainment.runtime.reference.soft_line import SoftLine
from mpmath import mp

DIGITS = 7
DIMENSIONS = (1, 2, 3)


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(40):
        yield


def assert_close(a, b, digits=DIGITS, scale=0):
    assert abs(a - b) <= mp.mpf(10) ** (-digits) * max(abs(a), abs(b), scale), (a, b)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_no_bubbles_in_the_symmetric_mixture(D):
    for side in ("left", "right"):
        for edge in (curvature_edge, tangent_edge):
            assert_close(edge(D, side, 1, 1, digits=DIGITS), 0, scale=1)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_exchange_of_the_components(D):
    for edge in (curvature_edge, tangent_edge):
        assert_close(edge(D, "left", "13/10", 5, digits=DIGITS), edge(D, "right", "10/13", "1/5", digits=DIGITS))


@pytest.mark.parametrize("D", DIMENSIONS)
def test_reduced_coupling_does_not_depend_on_units_or_cutoff(D):
    units = {"g": "3/7", "m": 5, "n_plus": "2/3", "digits": DIGITS, **({"kappa": 11} if D == 2 else {})}
    edge = reduced(D, tangent_edge(D, "left", "1/2", 5, **units), "1/2", 5, **units)
    plain = reduced(D, tangent_edge(D, "left", "1/2", 5, digits=DIGITS), "1/2", 5)
    assert_close(edge, plain)
    assert_close(reduced(D, unreduced(D, "1/9", 2, 3, **units), 2, 3, **units), mp.mpf(1) / 9)


def test_second_line_of_the_grand_potential_is_the_excess_over_the_paraboloid():
    # delta_g n1 n2 + E_B - mu_- n_- with n1, n2 found from the rotation.
    alpha, delta_g, mu_minus, n_minus = mp.mpf(2), mp.mpf(1) / 7, mp.mpf(1) / 3, -mp.mpf(1) / 2
    norm = mp.sqrt(alpha + 1 / alpha)
    n1 = (1 / mp.sqrt(alpha) - mp.sqrt(alpha) * n_minus) / norm
    n2 = (mp.sqrt(alpha) + n_minus / mp.sqrt(alpha)) / norm
    x = (n_minus + alpha) / (alpha + 1 / alpha)
    expected = delta_g * n1 * n2 + soft_energy(1, x, 2, 3, digits=DIGITS) - mu_minus * n_minus
    value = grand_potential(1, n_minus, delta_g, mu_minus, 2, 3, digits=DIGITS)
    assert_close(value.correction, expected)
    assert_close(value.leading, n1**2 / 4 + n2**2 + n1 * n2 - norm**2)


def test_hull_against_the_edges():
    # alpha = 2.7 in one dimension, the scenario of Fig. 1(b).
    case = ("27/10", 1)
    low = reduced(1, curvature_edge(1, "left", *case, digits=DIGITS), *case)
    high = reduced(1, tangent_edge(1, "right", *case, digits=DIGITS), *case)
    for r, name in ((-0.001, "miscible"), (0.5, "(1+2)|1"), (1.001, "1|2")):
        phase = convex_hull_phase(1, low + (high - low) * r, *case, digits=DIGITS)
        assert phase.name == name
    delta = low + (high - low) / 2
    x = tangent_composition(1, delta, *case, pure=1, digits=DIGITS)
    assert_close(x, convex_hull_phase(1, delta, *case, digits=DIGITS).compositions[0])
    # The common tangent, point by point.
    line = SoftLine(1, *case, digits=DIGITS)
    start, touch = line.omega(0, line.unreduced(delta)), line.omega(x, line.unreduced(delta))
    assert_close(touch[0] - start[0], x * touch[1])
    with pytest.raises(UnnamedPhase):
        tangent_composition(1, delta, *case, pure=2, digits=DIGITS)
