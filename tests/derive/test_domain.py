"""A domain gives exact points that obey its constraints, the same for the same seed, or says that it is empty."""

import math

import pytest
import sympy as sp
from entrainment.derive import bogoliubov, mixed_bubbles, soft_line, vacuum_energy
from entrainment.derive import notation as s
from entrainment.derive.domain import Domain, EmptyDomain

DOMAINS = {
    "stable mixture": bogoliubov.MIXTURE,
    "equal masses": vacuum_energy.equal_mass_mixture(2),
    "threshold": vacuum_energy.threshold_mixture(3),
    "window": mixed_bubbles.window(2),
    "soft line": soft_line.soft_line(1, "right"),
}


@pytest.fixture(params=DOMAINS.values(), ids=DOMAINS)
def domain(request):
    return request.param


def test_sampling_is_reproducible(domain):
    point = domain.sample(1, seed=7)
    assert point == domain.sample(1, seed=7) != domain.sample(1, seed=8)


def test_points_are_exact_and_obey_every_constraint(domain):
    for point in domain.sample(2, seed=1):
        assert all(point[symbol].is_Rational for symbol in domain.symbols)
        assert all(bool(relation.subs(point)) for relation in domain.constraints)


def test_points_stay_in_their_ranges(domain):
    for point in domain.sample(2, seed=2):
        assert all(low * 0.9999 <= point[symbol] <= high * 1.0001 for symbol, low, high in domain.ranges)


def test_tied_symbols_follow_their_expressions(domain):
    for point in domain.sample(1, seed=3):
        assert all(sp.simplify(point[symbol] - expr.subs(point)) == 0 for symbol, expr in domain.given)


def test_couplings_at_threshold_are_critical():
    for point in vacuum_energy.threshold_mixture(3).sample(5, seed=4):
        assert sp.simplify(point[s.g12] ** 2 - point[s.g11] * point[s.g22]) == 0


def test_stable_mixtures_of_both_signs_of_g12_are_drawn():
    signs = {point[s.g12] > 0 for point in bogoliubov.MIXTURE.sample(20, seed=5)}
    assert signs == {True, False}


def test_window_is_sampled_on_both_sides_of_equal_couplings_with_both_components_present():
    points = mixed_bubbles.window(1).sample(6, seed=6)
    alphas = [point[s.alpha] for point in points]
    assert min(alphas) < 1 < max(alphas)
    assert all(point[n].evalf() > 0 for point in points for n in (s.n1, s.n2))


def test_positive_quantities_are_drawn_evenly_per_decade():
    decades = [math.log10(point[s.m]) for point in Domain(1, ((s.m, 1e-3, 1e3),)).sample(400, seed=8)]
    assert abs(sum(decades) / 400) < 0.3
    assert 0.1 < sum(decade < -2 for decade in decades) / 400 < 0.24  # one decade in six


def test_domain_that_contradicts_itself_is_an_error():
    nowhere = bogoliubov.MIXTURE.where(s.g12**2 > s.g11 * s.g22)
    with pytest.raises(EmptyDomain, match="0 of 1 points"):
        Domain(3, nowhere.ranges, nowhere.constraints, tries=50).sample(1, seed=9)


def test_narrowing_keeps_what_held_before():
    narrow = bogoliubov.MIXTURE.where(s.g12 > 0)
    assert all(p[s.g12] > 0 and p[s.g12] ** 2 <= p[s.g11] * p[s.g22] for p in narrow.sample(10, seed=10))
    assert narrow.contains({s.g11: 4, s.g22: 1, s.g12: 1})
    assert not narrow.contains({s.g11: 4, s.g22: 1, s.g12: -1})
    assert not narrow.contains({s.g11: 4, s.g22: 1, s.g12: 3})
