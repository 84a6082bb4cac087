"""The rigorous ball contains the drag density found by quadrature (carlini2021, Secs. III and V)."""

import pytest
from entrainment.runtime.reference import andreev_bashkin, drag_enclosures, polaron
from entrainment.runtime.reference.enclosures import EVALUATIONS, EnclosureTooWide
from flint import arb, ctx
from mpmath import mp

DIGITS = 15
MIXTURES = {
    "generic": (1, "5/3", "7/5", "2/3", "3/5", "3/4", "9/7"),
    "critical": (1, "5/3", "7/5", "2/3", "critical", "3/4", "9/7"),
    "repulsive or attractive alike": (2, 2, 1, 1, "-1/2", 1, 1),
    "strongly unequal": ("1/10", 10, 1, 2, "1/3", 1, "1/20"),
}


def assert_contains(ball, value):
    ctx.prec = 200
    try:
        text = arb(mp.nstr(value, 40))
        assert (text + arb(0, 1) * abs(text) * arb(10) ** (-DIGITS)).overlaps(ball), (ball, value)
        assert ball.rad() <= abs(ball.mid()) * arb(10) ** (-DIGITS)
    finally:
        ctx.prec = 53


@pytest.mark.parametrize("D", (1, 2, 3))
@pytest.mark.parametrize("name", MIXTURES)
def test_ball_contains_both_routes(name, D):
    ball = drag_enclosures.mass_drag_ball(D, *MIXTURES[name], digits=DIGITS)
    for route in andreev_bashkin.ROUTES:
        assert_contains(ball, andreev_bashkin.mass_drag_density(D, *MIXTURES[name], digits=DIGITS, route=route))


@pytest.mark.parametrize("D", (1, 2, 3))
def test_ball_of_the_pair_energy(D):
    mixture = MIXTURES["generic"]
    value = andreev_bashkin.two_phonon_energy(D, *mixture, digits=DIGITS)
    assert_contains(drag_enclosures.pair_energy_ball(D, *mixture, digits=DIGITS), value)


@pytest.mark.parametrize("D", (1, 2, 3))
def test_ball_of_one_impurity(D):
    case = ("2/3", 1, "3/2", "4/5", "1/3")
    value = polaron.drag_velocity_ratio(D, *case, digits=DIGITS)
    assert_contains(drag_enclosures.impurity_ball(D, *case, digits=DIGITS), value)


def test_weak_coupling_is_approached_from_above_like_the_square_of_the_coupling():
    """rho/g12^2 grows with g12^2; at g12^2 = 1e-24 both balls differ by less than 1e-20 of themselves."""
    m1, m2, g11, g22, _, n1, n2 = MIXTURES["generic"]
    limit = drag_enclosures.weak_coupling_ball(3, m1, m2, g11, g22, n1, n2, digits=40)
    near = drag_enclosures.mass_drag_ball(3, m1, m2, g11, g22, "1/1000000000000", n1, n2, digits=40)
    ctx.prec = 300
    try:
        excess = near * arb(10) ** 24 / limit - 1
        assert excess > 0 and excess < arb(10) ** -20
    finally:
        ctx.prec = 53


@pytest.mark.parametrize("wrong", ({"g12": 0}, {"g12": 2}, {"n1": 0}, {"m2": -1}))
def test_values_outside_the_domain_are_named(wrong):
    given = dict(zip(("m1", "m2", "g11", "g22", "g12", "n1", "n2"), MIXTURES["generic"], strict=True)) | wrong
    with pytest.raises(ValueError, match=next(iter(wrong))):
        drag_enclosures.mass_drag_ball(3, **given)


def test_pairs_of_a_soft_one_dimensional_mixture_have_no_mean_energy():
    with pytest.raises(ValueError, match="diverges"):
        drag_enclosures.pair_energy_ball(1, *MIXTURES["critical"])


def test_an_integral_with_a_pole_is_given_up_soon():
    """The strength of two phonons behind that refusal, dk/k at k = 0: refused too, and in a bounded number of evaluations."""
    modes = drag_enclosures._Modes(1, (arb(1), arb(2)), (arb(1), arb(1)), None)
    asked, inner = [], modes.inner
    modes.inner = lambda *arguments: asked.append(arguments) or inner(*arguments)
    with pytest.raises(EnclosureTooWide):
        modes.integral(1, 8)
    assert len(asked) < 2 * EVALUATIONS * ctx.prec
    assert modes.integral(0, 8).is_finite()


@pytest.mark.parametrize("a12", ("1/1000", "1/2", "1"))
def test_ball_of_a_dilute_gas_contains_the_quadrature_and_does_not_depend_on_the_mass(a12):
    """Eq. (38): g = 4 pi a/m; at a12 = a the threshold is met exactly."""
    balls = [drag_enclosures.dilute_drag_ball(m, 1, a12, "1/100", digits=DIGITS) for m in (1, "7/3")]
    assert balls[0].overlaps(balls[1])
    with mp.workdps(60):
        g = 4 * mp.pi
        g12 = "critical" if a12 == "1" else g * mp.mpf(1) / (1000 if a12 == "1/1000" else 2)
        half = mp.mpf(1) / 200
        value = andreev_bashkin.mass_drag_density(3, 1, 1, g, g, g12, half, half, digits=DIGITS)
    assert_contains(balls[0], value)
    with pytest.raises(ValueError, match="a12 <= a"):
        drag_enclosures.dilute_drag_ball(1, 1, 2, 1)
