"""Certified digits where a closed form is 0/0: the limit, by the definition or by the form that the kernel has there."""

from fractions import Fraction

import pytest
import sympy as sp
from entrainment.runtime.reference import drag_enclosures
from entrainment.runtime.verify import accuracy, catalogue, evaluation

EQUAL = {name: Fraction(value) for name, value in dict(m1=2, m2=2, g11=1, g12="1/3", n1=1).items()}


def answer(name, values, digits=30):
    form = evaluation.closed_form(catalogue.claim(name)) if ":" in name else evaluation.kernel_form(accuracy.plan_named(name))
    return evaluation.digits_of(form, {key: Fraction(value) for key, value in values.items()}, digits)


@pytest.mark.parametrize("D", (1, 2, 3))
def test_an_impurity_as_heavy_as_the_atoms(D):
    text = answer(f"polaron_mass_share_{D}d", EQUAL)
    ball = drag_enclosures.impurity_ball(D, 2, 2, 1, 1, "1/3", digits=35)
    assert text.split()[0] == ball.str(30, radius=False)
    assert ("0/0" in text) == (D != 2)
    assert answer(f"carlini2021:supplement:impurity-{D}d", EQUAL).split()[0] == text.split()[0]


@pytest.mark.parametrize("D", (1, 2, 3))
def test_balanced_drag_without_coupling_and_at_the_threshold(D):
    balanced = dict(m=1, g=1, n=1)
    assert answer(f"drag_density_balanced_{D}d", {**balanced, "g12": 0}).split()[0] == "0"
    ball = drag_enclosures.drag_ball(D, 1, 1, 1, 1, "critical", "1/2", "1/2", digits=35)
    assert answer(f"drag_density_balanced_{D}d", {**balanced, "g12": 1}).split()[0] == ball.str(30, radius=False)


def test_beside_a_special_point_the_closed_form_itself_answers():
    beside = {**EQUAL, "m2": 2 + Fraction(1, 10**12)}
    text = answer("polaron_mass_share_3d", beside)
    assert "limit" not in text and text[:12] == answer("polaron_mass_share_3d", EQUAL)[:12]


def test_a_form_without_a_limit_is_refused():
    form = evaluation.kernel_form(accuracy.plan_named("polaron_mass_share_3d"))
    bare = evaluation.Form(form.name, form.parts, form.arguments, form.conditions)
    with pytest.raises(evaluation.OutsideDomain, match="no value there"):
        evaluation.digits_of(bare, EQUAL, 30)


def digits_in(text):
    return len(text.split()[0].partition("e")[0].strip("-").replace(".", "").lstrip("0"))


@pytest.mark.parametrize("kernel, values", [
    *[(f"vacuum_energy_threshold_{D}d", dict(m1=1, m2=1, g11=1, g22=2, n1=1, n2=1, **({"kappa": 1} if D == 2 else {})))
      for D in (1, 2, 3)],
    *[(f"drag_density_balanced_{D}d", dict(m=1, g=1, n=1, g12="1/100000000000000000000")) for D in (1, 2, 3)],
    ("spin_orbit_sound", dict(m=1, g=1, n="2/3", Omega_R=2, Omega_c="2.0000000000000000000000000000000000001")),
    ("spin_orbit_spin_response", dict(lambda_=1, q=1, t=1, m=1, g=1, n="2/3", Omega_R=2, Omega_c=2)),
    ("plane_wave_flow_2_majority", dict(lambda_=1, q=1, t=1, m=1, g=1, n="2/3", Omega_R=2, Omega_c=2)),
    ("spin_orbit_flow_1", dict(lambda_=1, q=1, t=1, m=1, g=1, n="2/3", Omega_R=2, Omega_c=2)),
])  # fmt: skip
def test_all_the_digits_on_and_beside_removable_points(kernel, values):
    """Equal masses, weak coupling, the transition: real numbers with every digit that was asked for."""
    short, long = (answer(kernel, values, digits) for digits in (25, 40))
    assert digits_in(short) == 25 and digits_in(long) == 40 and "j" not in short
    assert abs(Fraction(short.split()[0]) / Fraction(long.split()[0]) - 1) < Fraction(1, 10**23)


def test_a_ball_around_zero_that_is_not_small_has_no_digits():
    from flint import arb

    assert evaluation.has_digits(arb(0), 30) and not evaluation.has_digits(arb(0, 1e-20), 30)
    assert evaluation.has_digits(arb(1, 1e-40), 30) and not evaluation.has_digits(arb(1, 1e-20), 30)


@pytest.mark.parametrize("values", [dict(g12=0, n1=1, n2=1), dict(g12="1/3", n1=0, n2=1), dict(g12="1/3", n1=1, n2=0)])
def test_drag_without_partner_or_coupling_is_zero_where_the_closed_form_is_undefined(values):
    """Equal velocities of sound, or one that vanishes; the branch of the kernel is the closed form in other words."""
    text = answer("mass_drag_density_equal_masses_2d", dict(m=1, g11=1, g22=1, **values))
    assert text.split()[0] == "0" and "limit" in text


def test_a_branch_that_is_not_the_closed_form_is_not_taken():
    x = sp.Symbol("x", positive=True)
    assert evaluation._same_beside((x**2 - 1) / (x - 1), x + 1, {x: sp.Integer(1)})
    assert not evaluation._same_beside(x + 1 + (x - 1) ** 11, x + 1, {x: sp.Integer(1)})


def test_strength_of_a_fermi_liquid_is_certified_up_to_the_edge_of_stability():
    """Without interactions 3/8 N q/k_F; F_0 -> oo, a classical liquid: sqrt(m_1 m_-1)."""
    name, rest = "carlini2021:supplement:liquid-density:strength", dict(k_F=1, q=1, N=1)
    assert answer(name, dict(F_0=0, F_1=0, **rest)).startswith("0.375000000000000000000000000000 ")
    stiff = Fraction(answer(name, dict(F_0=10**12, F_1=0, **rest)).split()[0])
    assert stiff**2 * 16 * 10**12 / 3 == pytest.approx(1, rel=1e-6)
    assert "certified by a ball" in answer(name, dict(F_0="-0.999999999", F_1=10**6, **rest), 50)
    for wrong in (dict(F_0=-1, F_1=0), dict(F_0=0, F_1=-3)):
        with pytest.raises(evaluation.OutsideDomain, match="is meant for F_"):
            answer(name, wrong | rest)


def test_what_is_said_in_words_has_the_domain_of_its_derivation():
    unstable = dict(g11=1, g12=2, g22=1, m1=1, m2=1, n1=1, n2=1)
    with pytest.raises(evaluation.OutsideDomain, match=r"meant for g12\*\*2"):
        answer("carlini2021:table2:spin-high:energy", unstable)
