"""The phase diagram of mixed bubbles in reduced units, against brute force and against what the paper prints."""

from math import log, pi, sqrt

import numpy as np
import pytest
from entrainment.runtime import phases
from entrainment.runtime.errors import DomainError, MissingKernel, ShapeError, kernel
from entrainment.runtime.phases import Phase
from hypothesis import given, settings
from hypothesis import strategies as st

DIMENSIONS = (1, 2, 3)
MASS_RATIOS = (1.0, 5.0, 20.0, 0.2)


@pytest.fixture(scope="module", autouse=True)
def kernels_are_there():
    try:
        kernel("soft_energy_3d")
    except MissingKernel as missing:
        pytest.fail(str(missing), pytrace=False)


def touching_edges(x, omega):
    """Edges (x_left, x_right) of the lower convex hull that skip points of the curve."""
    hull = []
    for i in range(len(x)):
        while len(hull) > 1:
            (a, b), c = hull[-2:], i
            if (omega[b] - omega[a]) * (x[c] - x[a]) < (omega[c] - omega[a]) * (x[b] - x[a]):
                break
            hull.pop()
        hull.append(i)
    return [(x[a], x[b]) for a, b in zip(hull, hull[1:], strict=False) if b > a + 1]


def phase_of(edges):
    from_1, from_2 = any(a == 0 for a, _ in edges), any(b == 1 for _, b in edges)
    if edges == [(0, 1)]:
        return Phase.SEPARATED
    return [[Phase.MISCIBLE, Phase.BUBBLE_IN_2], [Phase.BUBBLE_IN_1, Phase.PINCH]][from_1][from_2]


def sample(D, z, size, seed):
    """Points (alpha, delta) of which half lie between the ends of the pinch, all of them off the phase boundaries."""
    rng = np.random.default_rng(seed)
    corners = phases.pinch_corners(D, z)
    ends = np.sort([corners.at_1.alpha, corners.at_2.alpha])
    wide = np.exp(rng.choice([-1, 1], size) * rng.uniform(0.2, 2.5, size))
    alpha = np.where(rng.random(size) < 0.5, rng.uniform(*ends, size), wide) if z != 1 else wide
    edges = phases.window(D, alpha, z)
    width = edges.upper - edges.lower
    delta = edges.lower + rng.uniform(-0.3, 1.3, size) * width
    off = np.min([abs(delta - edge) for edge in edges[:3]], axis=0) > 0.04 * width
    return alpha[off], delta[off]


@pytest.mark.parametrize("z", MASS_RATIOS)
@pytest.mark.parametrize("D", DIMENSIONS)
def test_phases_and_tangents_are_those_of_the_convex_hull(D, z):
    x = np.sin(np.linspace(0, pi / 2, 401)) ** 2
    alpha, delta = sample(D, z, 60, seed=17)
    found = phases.classify(D, alpha, z, delta)
    tangents = phases.tangent_points(D, alpha, z, delta)
    omega = phases.grand_potential(D, alpha[:, None], z, delta[:, None], x)
    for i in range(alpha.size):
        edges = touching_edges(x, omega[i])
        assert found[i] == phase_of(edges), f"alpha = {alpha[i]}, delta = {delta[i]}"
        ends = ((end, other) for a, b in edges if (a, b) != (0, 1) for end, other in ((a, b), (b, a)))
        touched = {end: other for end, other in ends if end in (0, 1)}
        for end, point in ((0, tangents.from_1[i]), (1, tangents.from_2[i])):
            assert np.isfinite(point) == (end in touched)
            assert end not in touched or point == pytest.approx(touched[end], abs=0.01)


@pytest.mark.parametrize("z", (1.0, 1.3, 5.0, 20.0, 150.0))
@pytest.mark.parametrize("D", DIMENSIONS)
def test_curvature_is_monotone_or_rises_to_one_maximum(D, z):
    x = np.sin(np.linspace(0, pi / 2, 201)) ** 2
    alpha = np.geomspace(1e-2, 1e2, 161)[:, None]
    curvature = kernel(f"soft_curvature_{D}d")(x, alpha, z)
    slope = np.diff(curvature, axis=1)
    rounding = 1e-11 * np.abs(curvature).max(axis=1, keepdims=True)
    falls, rises = slope < -rounding, slope > rounding
    fell_before = np.cumsum(falls, axis=1) > 0
    assert not np.any(rises & fell_before)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_equal_components_have_no_window(D):
    edges = phases.window(D, 1.0, 1.0)
    assert edges.lower == edges.upper == edges.split and edges.bath == 0
    threshold = float(edges.lower)
    assert threshold == pytest.approx(0, abs=1e-15)
    found = phases.classify(D, 1, 1, [threshold - 1e-9, threshold, threshold + 1e-9])
    assert found.tolist() == [Phase.MISCIBLE, Phase.MISCIBLE, Phase.SEPARATED]
    assert np.isnan(phases.tangent_points(D, 1, 1, [-1, 0, 1])).all()


@pytest.mark.parametrize("D", DIMENSIONS)
def test_exchange_of_the_components_mirrors_the_diagram(D):
    alpha, delta = sample(D, 5.0, 200, seed=3)
    mirrored = phases.classify(D, 1 / alpha, 1 / 5.0, delta)
    exchange = np.array([Phase.MISCIBLE, Phase.BUBBLE_IN_2, Phase.BUBBLE_IN_1, Phase.PINCH, Phase.SEPARATED])
    np.testing.assert_array_equal(mirrored, exchange[phases.classify(D, alpha, 5.0, delta)])
    here, there = phases.tangent_points(D, alpha, 5.0, delta), phases.tangent_points(D, 1 / alpha, 1 / 5.0, delta)
    np.testing.assert_allclose(here.from_1, 1 - there.from_2, rtol=1e-6, atol=1e-6)


def printed_window(D, alpha):
    """naidon2021, Eqs. (11)-(14), (16), (17) in reduced units; equal masses, alpha > 1."""
    if D == 3:
        lower = (alpha - 1) ** 2 * (alpha**2 + 1) ** 0.25 / (pi**2 * alpha**1.5)
        return lower, 4 / 15 * (3 * alpha**1.5 + 6 * alpha + 4 * sqrt(alpha) + 2) / (sqrt(alpha) + 1) ** 2 * lower
    if D == 2:
        C = 0.5 + alpha / (alpha - 1) + (alpha - 2) * alpha * log(alpha) / (alpha - 1) ** 2
        return tuple((alpha - 1) ** 2 / (8 * pi * alpha) * (c + log(sqrt(alpha**2 + 1) / alpha)) for c in (2, C))
    lower = -((alpha - 1) ** 2) / (4 * pi * sqrt(alpha) * (alpha**2 + 1) ** 0.25)
    return lower, 4 * (sqrt(alpha) + 2) / (3 * (sqrt(alpha) + 1) ** 2) * lower


@pytest.mark.parametrize("alpha", (1.2, 2.7, 12.0))
@pytest.mark.parametrize("D", DIMENSIONS)
def test_window_of_equal_masses_is_the_printed_one(D, alpha):
    edges = phases.window(D, alpha, 1.0)
    assert (float(edges.lower), float(edges.upper)) == pytest.approx(printed_window(D, alpha), rel=1e-10)
    assert edges.bath == 1 and edges.split == edges.upper and np.isnan(edges.x_triple)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_the_bubble_changes_from_pure_1_to_pure_2_across_the_window(D):
    edges = phases.window(D, 2.7, 1.0)
    r = np.array([1e-6, 0.2, 0.5, 0.8, 1 - 1e-6])
    x = phases.tangent_points(D, 2.7, 1.0, edges.lower + r * (edges.upper - edges.lower)).from_1
    assert np.all(np.diff(x) > 0) and x[0] < 1e-4 and x[-1] > 1 - 1e-4


@pytest.mark.parametrize("D", DIMENSIONS)
def test_a_tangent_touches_and_lies_below(D):
    alpha, delta = sample(D, 20.0, 200, seed=5)
    x = np.linspace(0, 1, 201)
    omega = phases.grand_potential(D, alpha[:, None], 20.0, delta[:, None], x)
    for end, point in zip((0.0, 1.0), phases.tangent_points(D, alpha, 20.0, delta), strict=True):
        there = np.isfinite(point)
        p = point[there, None]
        line = phases.grand_potential(D, alpha[there, None], 20.0, delta[there, None], p) * (x - end) / (p - end)
        assert np.all(omega[there] >= line - 1e-13 * np.abs(omega[there]).max(axis=1, keepdims=True))


@pytest.mark.parametrize("z", (1.3, 5.0, 20.0))
@pytest.mark.parametrize("D", DIMENSIONS)
def test_the_pinch_is_a_triangle_between_its_corners(D, z):
    corners = phases.pinch_corners(D, z)
    bottom, left, right = corners.bottom, *sorted([corners.at_1, corners.at_2])
    assert left.alpha < bottom.alpha < right.alpha < 1
    at_bottom = phases.window(D, bottom.alpha, z)
    assert at_bottom.lower == pytest.approx(at_bottom.split, rel=1e-9)
    inside = np.linspace(left.alpha, right.alpha, 12)[1:-1]
    line = phases.triple_line(D, inside, z)
    assert np.all((line.x > 0) & (line.x < 1))
    # omega has a double root where the chord touches
    touched = phases.grand_potential(D, inside, z, line.delta, line.x)
    np.testing.assert_allclose(touched, 0, atol=1e-12)
    beyond = np.array([0.98 * left.alpha, 1.02 * right.alpha])
    assert np.isnan(phases.triple_line(D, beyond, z).x).all()
    # at its ends the triple line merges into the edge of the one-sided window
    assert phases.window(D, corners.at_2.alpha, z).upper == pytest.approx(float(corners.at_2.delta), rel=1e-6)
    assert phases.window(D, corners.at_1.alpha, z).upper == pytest.approx(float(corners.at_1.delta), rel=1e-6)


def test_pinch_closes_for_equal_masses():
    for D in DIMENSIONS:
        for corner in phases.pinch_corners(D, [1.0, 1.0]):
            np.testing.assert_array_equal(corner.alpha, [1, 1])
            np.testing.assert_allclose(corner.delta, 0, atol=1e-15)


def test_pinch_becomes_more_probable_with_decreasing_dimension():
    width = [float(np.log(c.at_2.alpha / c.at_1.alpha)) for c in (phases.pinch_corners(D, 20.0) for D in (3, 2, 1))]
    assert 0 < width[0] < width[1] < width[2]


@settings(max_examples=60, deadline=None)
@given(D=st.sampled_from(DIMENSIONS), log_alpha=st.floats(-5, 5), log_z=st.floats(-5, 5), delta=st.floats(-1e3, 1e3))
def test_every_point_has_a_phase_and_its_tangents(D, log_alpha, log_z, delta):
    alpha, z = np.exp(log_alpha), np.exp(log_z)
    phase = int(phases.classify(D, alpha, z, delta))
    edges = phases.window(D, alpha, z)
    assert edges.lower <= edges.split <= edges.upper
    has_1, has_2 = np.isfinite(phases.tangent_points(D, alpha, z, delta))
    assert has_1 == (phase in (Phase.BUBBLE_IN_1, Phase.PINCH)) and has_2 == (phase in (Phase.BUBBLE_IN_2, Phase.PINCH))


def test_an_almost_closed_window_is_still_classified():
    nearly_one = 1 + np.array([-1e-6, -1e-9, -1e-13, 1e-15, 1e-12, 1e-8, 1e-5])
    alpha, z = nearly_one[:, None, None], nearly_one[:, None]
    delta = np.concatenate([-np.geomspace(1e-20, 1e-8, 9), [0], np.geomspace(1e-20, 1e-8, 9)])
    for D in DIMENSIONS:
        found = phases.classify(D, alpha, z, delta)
        has_1 = np.isfinite(phases.tangent_points(D, alpha, z, delta).from_1)
        np.testing.assert_array_equal(has_1, (found == Phase.BUBBLE_IN_1) | (found == Phase.PINCH))
        phases.pinch_corners(D, nearly_one)


def test_arrays_broadcast_and_empty_arrays_stay_empty():
    assert phases.classify(3, np.ones((4, 1)) * 2, [1, 5, 20], 0.01).shape == (4, 3)
    assert phases.classify(3, [], 1, 0).shape == (0,)
    assert phases.tangent_points(2, [], [], []).from_2.shape == (0,)


def test_what_is_outside_the_domain_is_refused():
    with pytest.raises(DomainError, match=r"alpha\[1\] = -1\.0 violates alpha > 0"):
        phases.window(3, [1, -1], 1)
    with pytest.raises(DomainError, match="delta is finite"):
        phases.classify(3, 2, 1, np.nan)
    with pytest.raises(DomainError, match="D in"):
        phases.classify(4, 2, 1, 0)
    with pytest.raises(ShapeError, match="alpha has shape .* z has shape"):
        phases.window(3, [1, 2], [1, 2, 3])


def test_the_phase_diagram_draws_itself():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    corner = phases.pinch_corners(1, 20.0).bottom
    delta = 0.5 * (phases.window(1, corner.alpha, 20.0).split + phases.window(1, corner.alpha, 20.0).upper)
    curve, bar = phases.draw(1, float(corner.alpha), 20.0, float(delta)).axes
    assert len(curve.lines) == 3  # Omega and two tangents
    assert bar.get_ylabel() == r"$(\delta g/g)/\eta$"
