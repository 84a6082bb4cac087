"""Drag needs coupled components and obeys Galilean invariance; flow and response agree (carlini2021, Sec. III)."""

from fractions import Fraction

import gmpy2
import pytest
from entrainment.runtime.reference import andreev_bashkin
from entrainment.runtime.reference.andreev_bashkin import (
    drag_density,
    flow_energies,
    mass_drag_density,
    two_phonon_energy,
    verified_drag_density,
)
from entrainment.runtime.reference.mpfr import to_mpf, working
from entrainment.runtime.reference.quadrature import ReferenceDisagreement
from mpmath import mp

DIGITS = 13
MIXTURE = {"m1": 1, "m2": "5/3", "g11": "7/5", "g22": "2/3", "g12": "4/5", "n1": "3/4", "n2": "9/7"}
BALANCED = {"m1": 1, "m2": 1, "g11": 1, "g22": 1, "n1": "1/2", "n2": "1/2"}
DIMENSIONS = (1, 2, 3)


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(50):
        yield


def assert_close(a, b, digits=DIGITS):
    assert abs(a - b) <= mp.mpf(10) ** (-digits) * max(abs(a), abs(b)), (a, b)


def exchanged(mixture):
    names = {"m1": "m2", "m2": "m1", "g11": "g22", "g22": "g11", "g12": "g12", "n1": "n2", "n2": "n1"}
    return {names[key]: value for key, value in mixture.items()}


@pytest.mark.parametrize("D", DIMENSIONS)
def test_flow_and_response_agree(D):
    assert verified_drag_density(D, **MIXTURE, digits=30) > 0


@pytest.mark.parametrize("D", DIMENSIONS)
def test_flow_and_response_agree_where_the_mixture_is_about_to_collapse(D):
    verified_drag_density(D, **{**MIXTURE, "g12": "critical"}, digits=DIGITS)


def test_flow_and_response_agree_for_a_vanishing_coupling_and_crossing_branches():
    crossing = {**MIXTURE, "g11": 3, "g22": "1/2", "g12": Fraction(1, 10**25)}
    verified_drag_density(3, **crossing, digits=DIGITS)


@pytest.mark.parametrize("absent", ["g12", "n1", "n2"])
def test_no_drag_without_coupling_or_partner(absent):
    assert mass_drag_density(3, **{**MIXTURE, absent: 0}) == 0


@pytest.mark.parametrize("D", DIMENSIONS)
def test_weak_drag_is_quadratic_in_g12_and_blind_to_its_sign(D):
    small = [mass_drag_density(D, **{**MIXTURE, "g12": g}, digits=DIGITS) for g in ("1/1000000", "-1/500000")]
    assert_close(small[1], 4 * small[0], 10)


@pytest.mark.parametrize("route", andreev_bashkin.ROUTES)
def test_the_drag_is_mutual(route):
    values = [mass_drag_density(2, **m, digits=DIGITS, route=route) for m in (MIXTURE, exchanged(MIXTURE))]
    assert_close(*values)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_healing_length_and_mass_set_the_units(D):
    # Lengths over 2: n 2^D, g 2^(2-D).  Masses times 3, couplings over 3.
    scaled = dict(MIXTURE)
    for name in ("g11", "g22", "g12"):
        scaled[name] = Fraction(MIXTURE[name]) * Fraction(2) ** (2 - D) / 3
    for name in ("n1", "n2"):
        scaled[name] = Fraction(MIXTURE[name]) * 2**D
    for name in ("m1", "m2"):
        scaled[name] = Fraction(MIXTURE[name]) * 3
    assert_close(mass_drag_density(D, **scaled, digits=DIGITS), 3 * 2**D * mass_drag_density(D, **MIXTURE, digits=DIGITS))
    assert_close(drag_density(D, **scaled, digits=DIGITS), 2**D * drag_density(D, **MIXTURE, digits=DIGITS))
    if D == 3:
        ratio = two_phonon_energy(D, **scaled, digits=DIGITS) / two_phonon_energy(D, **MIXTURE, digits=DIGITS)
        assert_close(ratio, mp.mpf(4) / 3)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_spin_sum_rule_of_hydrodynamics_is_positive_and_below_the_full_one(D):
    dilute = {**BALANCED, "g11": "1/10", "g22": "1/10", "g12": "1/20"}
    assert 0 < drag_density(D, **dilute, digits=DIGITS) < mp.mpf(1) / 4


def test_a_common_flow_shifts_both_branches_by_k_v():
    at_rest, moving = (flow_energies(2, x, x, **MIXTURE) for x in (0, "1/7"))
    for a, b in zip(at_rest, moving, strict=True):
        assert_close(b - a, mp.mpf(1) / 7, 30)


@pytest.mark.parametrize("moving", [0, 1])
@pytest.mark.parametrize("k", ["1/10", 1, 12])
def test_counterflow_bends_the_zero_point_energy_as_second_order_perturbation_theory_says(k, moving):
    mixture, n1, n2 = andreev_bashkin.make_mixture(*list(MIXTURE.values())[:5]), *(Fraction(MIXTURE[n]) for n in ("n1", "n2"))
    step = Fraction(1, 10**8)
    shifts = [(step, 0), (-step, 0), (0, 0)] if moving == 0 else [(0, step), (0, -step), (0, 0)]
    ahead, behind, rest = (sum(flow_energies(k, *shift, **MIXTURE)) for shift in shifts)
    curvature = (ahead + behind - 2 * rest) * 10**16
    with working(mp.dps):
        state = andreev_bashkin._Fluctuations(mixture, n1, n2).at(gmpy2.mpfr(Fraction(k)))
        for route in (andreev_bashkin._flow, andreev_bashkin._response):
            assert_close(-curvature / 2, to_mpf(route(*state)), 10)


def test_weak_drag_in_three_dimensions_is_half_of_what_is_printed():
    # Eq. (38) prints n_drag = 1/(2 sqrt 2) n (a12/a)^2 sqrt(n a^3); n = g = m = 1.
    value = drag_density(3, **BALANCED, g12="1/1000000", digits=DIGITS) * 10**12 * (4 * mp.pi) ** 1.5
    assert_close(value, 4 / (9 * mp.sqrt(2 * mp.pi)), 10)
    assert abs(value * 2 * mp.sqrt(2) - mp.mpf("0.5015")) < mp.mpf("1e-4")


def test_two_phonons_of_a_weakly_coupled_balanced_mixture_cost_several_chemical_potentials():
    # Both branches are sqrt(e(e + 1)): int e (e + 1)^(-5/2) de over (1/2) int e^(1/2) (e + 1)^(-3) de.
    assert_close(two_phonon_energy(3, **BALANCED, g12="1/1000000", digits=DIGITS), 64 / (3 * mp.pi), 10)


def test_impossible_input_is_named():
    for wrong, name in (
        ({"n1": -1}, "n1"),
        ({"m1": 0}, "masses"),
        ({"g12": 5}, "g12"),
        ({"D": 4}, "D"),
        ({"route": "x"}, "route"),
    ):
        with pytest.raises(ValueError, match=name):
            mass_drag_density(**{"D": 3, **MIXTURE, **wrong})
    with pytest.raises(ValueError, match="g12"):
        two_phonon_energy(1, **{**MIXTURE, "g12": "critical"})
    with pytest.raises(ValueError, match="shift1"):
        flow_energies(1, "19/10", 0, **MIXTURE)


def test_a_wrong_matrix_element_is_caught(monkeypatch):
    truth = andreev_bashkin._momentum_elements
    monkeypatch.setattr(andreev_bashkin, "_momentum_elements", lambda *s: (2 * truth(*s)[0], *truth(*s)[1:]))
    with pytest.raises(ReferenceDisagreement):
        mass_drag_density(3, **MIXTURE, digits=DIGITS, route="response")
