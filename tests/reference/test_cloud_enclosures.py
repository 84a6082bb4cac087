"""Balls of averages over a cloud: the quadrature lies in them, known fractions too, and branch points are refused."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference import cloud_enclosures, thomas_fermi
from flint import arb

CASES = [(D, power, 1) for D in (1, 2, 3) for power in (1, Fraction(D, 2) - 1)] + [(3, Fraction(2, 3), Fraction(3, 2))]


@pytest.mark.parametrize("D, power, index", CASES)
def test_quadrature_lies_in_the_ball(D, power, index):
    ball = cloud_enclosures.mean_power_ball(D, power, index, digits=40)
    assert ball.rel_accuracy_bits() > 130
    assert abs(ball - arb(str(thomas_fermi.mean_power(D, power, index, digits=30)))) < 1e-14


def test_fractions_that_are_known():
    """<n> over the density at the centre is 4/(4 + D); the pushed density is 3/2 of it in every dimension."""
    for D in (1, 2, 3):
        assert cloud_enclosures.mean_power_ball(D, 1).overlaps(arb(4) / (4 + D))
        assert cloud_enclosures.pushed_over_mean_ball(D).overlaps(arb(3) / 2)


def test_a_branch_point_at_the_edge_is_refused():
    with pytest.raises(ValueError, match="branch point"):
        cloud_enclosures.mean_power_ball(3, Fraction(1, 3))
