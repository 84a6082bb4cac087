"""Sums along a path equal the integral on the real axis, for every z; what lies between path and axis is noticed."""

import numpy as np
import pytest
from entrainment.runtime.errors import DomainError
from entrainment.runtime.momentum_contour import Path, Turn, tabulate
from scipy.integrate import quad


def sound(p):
    """int dp p^4 exp(-p)/(p^2 - z^2): Q grows."""
    return p**4 * np.exp(-p), 0 * p, p * p


def hill(p):
    """Q has a maximum, like E_d - E_s of dipoles."""
    return p**4 * np.exp(-p), 0 * p, (p / (1 + p * p / 4)) ** 2


def direct(integrand, z):
    """The integral over real momenta by an adaptive rule."""

    def summand(p, part):
        a, _, Q = integrand(np.complex128(p))
        return getattr(a / (Q - z * z), part)

    parts = [quad(summand, 0, 60, args=(part,), limit=2000, epsabs=1e-12, epsrel=1e-12)[0] for part in ("real", "imag")]
    return complex(*parts)


@pytest.mark.parametrize("gamma", [0.3, 0.05])
@pytest.mark.parametrize("integrand", [sound, hill])
def test_sum_equals_the_integral(integrand, gamma):
    table = tabulate(integrand, 2.0, 1e-13, gamma)
    for omega in (0.1, 0.7, 0.99, 3.0):
        value = direct(integrand, omega + 2j * gamma)
        assert table.nodes.sum(np.array([omega]), gamma)[0] == pytest.approx(value, rel=1e-8)


def test_error_is_measured_and_small():
    table = tabulate(sound, 2.0, 1e-12)
    finer = tabulate(sound, 2.0, 1e-14)
    omega = np.geomspace(1e-3, 1e2, 500)
    assert np.abs(table.nodes.sum(omega, 0.0) - finer.nodes.sum(omega, 0.0)).max() <= table.error + finer.error <= 2e-12


@pytest.mark.parametrize("gamma", [0.0, 0.3])
def test_the_error_falls_at_large_frequencies_and_the_bound_with_it(gamma):
    """z^2 times the difference of two sums is analytic in the upper half plane, too: far above all resonances it decides."""
    table, finer = tabulate(sound, 2.0, 1e-9), tabulate(sound, 2.0, 1e-14)
    omega = np.geomspace(0.1, 1e4, 400)
    bound = table.bound(np.hypot(omega, 2 * gamma))
    apart = np.abs(table.nodes.sum(omega, gamma) - finer.nodes.sum(omega, gamma))
    assert (apart <= bound + finer.error).all()
    assert bound[-1] < 1e-5 * table.error


def test_a_singularity_between_path_and_axis_is_noticed():
    """A pole of the envelope at p = 1 - 0.03 i, closer to the axis than any path."""
    with pytest.raises(DomainError, match="modes that do not meet next to the real axis"):
        tabulate(lambda p: (p**4 * np.exp(-p) / ((p - 1) ** 2 + 1e-3), 0 * p, p * p), 1.0, 1e-12)


def test_a_path_crosses_the_axis_at_its_turn():
    p, _ = Path(1.0, 0.3, (Turn(0.5, 0.01),)).nodes(0.02)
    angle = np.angle(p)
    assert (angle[np.abs(p) < np.exp(0.4)] < 0).all() and (angle[np.abs(p) > np.exp(0.6)] > 0).all()
