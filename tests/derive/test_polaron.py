"""An impurity in a condensate is heavier than its bare mass, and what it gains is what the condensate drags.

carlini2021 Sec. V: rho_drag = m2 n2 (1 - m2/m2*) = m1 n1 (1 - m1/m1*).
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive import polaron, two_fluids
from entrainment.derive.numeric import evaluate
from entrainment.derive.vacuum_energy import q_mass

SPACE = (1, 2, 3)
HALF = sp.Rational(1, 2)
BATH = {s.hbar: 1, s.m1: sp.Rational(7, 3), s.m2: HALF, s.g11: 2, s.g12: 3 * HALF, s.n1: HALF}


def gain(D, **changes):
    return evaluate(polaron.inverse_mass(D).result, BATH | {getattr(s, k): value for k, value in changes.items()}, 30)


@pytest.mark.parametrize("D", SPACE)
@pytest.mark.parametrize("mass", (sp.Rational(1, 50), sp.Rational(9, 4), sp.Integer(300)))
def test_impurity_grows_heavier(D, mass):
    assert gain(D, m2=mass) > 0


@pytest.mark.parametrize("D", SPACE)
def test_second_order_in_the_coupling_of_the_impurity(D):
    with mpmath.workdps(40):
        assert abs(gain(D, g12=3 * BATH[s.g12]) / gain(D) - 9) < 1e-25
        assert abs(gain(D, g12=-BATH[s.g12]) / gain(D) - 1) < 1e-25


@pytest.mark.parametrize("D", SPACE)
def test_impurity_that_is_infinitely_heavy_gains_a_finite_mass(D):
    """m2 (1 - m2/m2*) tends to a constant: the condensate that follows the impurity."""
    followed = [gain(D, m2=sp.Integer(10) ** k) * 10**k for k in (8, 10)]
    assert abs(followed[0] / followed[1] - 1) < 1e-6


def test_two_dimensions_need_no_transcendental_function():
    """In D = 2 the integral over v is rational in q."""
    closed = polaron.inverse_mass(2).lines[-2].after
    assert not closed.atoms(sp.Function) and closed.has(q_mass)


def test_equal_masses_in_three_dimensions_give_the_known_coefficient():
    """m*/m = 1 + 64/(45 sqrt(pi)) (a12/a)^2 sqrt(n a^3), Astrakharchik and Pitaevskii 2004."""
    a, a12, n = sp.Rational(1, 100), sp.Rational(1, 50), sp.Integer(1)
    scale = 4 * sp.pi
    near = 1 + sp.Rational(1, 10**9)
    found = gain(3, m1=1, m2=near, g11=scale * a, g12=scale * a12, n1=n)
    expected = evaluate(64 / (45 * sp.sqrt(sp.pi)) * a12**2 / a**2 * sp.sqrt(n * a**3), {}, 20)
    assert abs(found / expected - 1) < 1e-7


def test_the_dressed_masses_stand_for_the_same_drag():
    stars = dict(polaron.DRESSED.given)
    for component in (1, 2):
        assert sp.simplify(polaron.drag_of_dressed(component).result.subs(stars) - s.rho_drag) == 0


def test_mass_flux_does_not_know_the_drag():
    assert not two_fluids.mass_flux().result.has(s.rho_drag)
