"""A kernel's text on trial: right text is accepted, each planted error is caught, and accuracy may only improve."""

import mpmath
import pytest
import sympy as sp
from entrainment.derive.codegen import helpers
from entrainment.derive.codegen.plan import KernelPlan, NearSpecial
from entrainment.runtime.verify import accuracy, kernel_trials, mutants, regimes, truth

z = sp.Symbol("z", positive=True)
EXPM1 = (sp.exp(z - 1) - 1) / (z - 1)
TEXT = """
from math import exp
from numba import float64, vectorize

@vectorize([float64(float64)], cache=True)
def toy(z):
    c0 = 0.31830988618379067  # 1/pi
    d = z - 1.0
    if abs(d) < 0.03125:
        return c0*(1.0 + d*(0.5 + d*(1.0/6.0 + d*(1.0/24.0 + d*(1.0/120.0 + d*(1.0/720.0 + d*(1.0/5040.0 + d/40320.0)))))))
    return c0*(exp(d) - 1.0)/d
"""


@pytest.fixture
def plan(monkeypatch):
    monkeypatch.setattr(kernel_trials, "committed", lambda: {"toy": {"worst_ulp": 60.0}})
    body = NearSpecial(EXPM1 / sp.pi, z, 1, sp.Rational(1, 32), 7)
    return KernelPlan("toy", "toys", "toy", (z,), (z > 0,), None, body, (), "toy", EXPM1 / sp.pi, ranges=((z, 0.1, 3),))


def test_every_error_in_a_kernel_is_caught_also_in_the_last_coefficient_of_its_series(plan):
    tally = kernel_trials.try_kernel(plan, TEXT)
    assert tally.survivors == [] and tally.caught == tally.planted > 30


def test_a_text_that_is_not_its_formula_is_refused(plan):
    with pytest.raises(ArithmeticError, match="toy"):
        kernel_trials.try_kernel(plan, TEXT.replace("1.0/720.0", "1.0/700.0"))


def test_samples_straddle_the_special_point_and_the_radius_of_the_series(plan):
    drawn = sorted(value for (value,) in truth.draw_arguments(plan, 200))
    assert 1.0 in drawn
    assert any(0 < abs(value - 1) < 1e-12 for value in drawn)
    assert any(abs(value - 1.03125) < 1e-9 for value in drawn) and any(abs(value - 0.96875) < 1e-9 for value in drawn)
    assert drawn == sorted(value for (value,) in truth.draw_arguments(plan, 200))


def test_an_error_is_counted_in_units_of_the_last_place():
    one = truth.Sample((), mpmath.mpf(1), mpmath.mpf(1))
    assert truth.error_in_ulp(1.0, one) == 0
    assert truth.error_in_ulp(1 + 2.0**-52, one) == 1
    assert truth.error_in_ulp(float("nan"), one) == float("inf")


def test_a_value_that_crosses_zero_is_measured_on_what_its_inputs_determine():
    near_root = truth.sensitivity(lambda point: (point[0] - 1) * point[1] ** 2, (1.0 + 2.0**-40, 3.0))
    assert abs(near_root - 9) < 1e-10


def test_accuracy_may_only_improve():
    old = {"a": {"worst_ulp": 10.0, "samples": 5}, "gone": {"worst_ulp": 1.0, "samples": 5}}
    better = {"a": {"worst_ulp": 4.0, "samples": 5}, "new": {"worst_ulp": 3.0, "samples": 5}}
    assert accuracy.compare_accuracy(old, better) == better
    noise = {"a": {"worst_ulp": 10.5, "samples": 5}}
    assert accuracy.compare_accuracy(old, noise)["a"]["worst_ulp"] == 10.0
    for worst in (11.5, float("inf"), float("nan")):
        with pytest.raises(accuracy.Worse, match="a: 10.0"):
            accuracy.compare_accuracy(old, {"a": {"worst_ulp": worst, "samples": 5}})


def test_where_an_integral_is_cut_is_not_spoiled_but_what_it_sums_is():
    source = "def f(a):\n    t = a*a\n    soft = 2.0*t\n    u = 3.0*a\n    p_split = u*soft\n    return p_split*0.0 + a*t\n"
    what = [mutant.what for mutant in mutants.of_source(source, {"f"}, skip=kernel_trials._steers)]
    assert any("a * a" in text for text in what)
    assert not any("line 3" in text or "line 4" in text or "line 5" in text for text in what)


def test_special_functions_in_the_text_are_tried_over_their_own_domain():
    source = "from math import log1p\ndef _log_ratio(q):\n    return log1p(q)/q if q != 0.0 else 1.0\n"
    tally = kernel_trials.try_helpers(source)
    assert tally.caught == tally.total > 0


def test_what_rounding_drops_is_tried_in_floats():
    source = "\n".join([helpers.PRODUCT_ERROR, helpers.DETERMINANT])
    tally = kernel_trials.try_helpers(source)
    assert tally.survivors == [] and tally.caught == tally.total > 20
    with pytest.raises(ArithmeticError, match="_determinant"):
        kernel_trials.try_helpers(source.replace("outer) - _product_error", "outer) + 0.0*_product_error"))


def test_each_regime_of_a_kernel_may_only_improve():
    old = {"a": {"worst_ulp": 10.0, "samples": 5, "regimes": {"elsewhere": 10.0, "z near 1": 2.0}}}
    new = {"a": {"worst_ulp": 9.0, "samples": 5, "regimes": {"elsewhere": 9.0, "z near 1": 2.1}}}
    assert accuracy.compare_accuracy(old, new)["a"] == {**new["a"], "regimes": {"elsewhere": 9.0, "z near 1": 2.0}}
    new["a"]["regimes"]["z near 1"] = 3.0
    with pytest.raises(accuracy.Worse, match="a, z near 1: 2.0 -> 3.0"):
        accuracy.compare_accuracy(old, new)
    first = accuracy.compare_accuracy({"a": {"worst_ulp": 1.0, "samples": 5}}, {"a": old["a"] | {"worst_ulp": 1.0}})
    assert first["a"]["regimes"] == old["a"]["regimes"]


def test_limits_and_neighbourhoods_are_regimes_of_their_own():
    edge = regimes.regime_of(accuracy.plan_named("tangent_edge_left_2d"))
    z = [str(symbol) for symbol in accuracy.plan_named("tangent_edge_left_2d").arguments].index("z")
    at = lambda value: edge(tuple(value if place == z else 0.37 for place in range(2)))
    assert at(1.0) == at(1.0 + 2.0**-40) == "z near 1" and at(3.0) == "elsewhere"
    threshold = regimes.regime_of(accuracy.plan_named("vacuum_energy_threshold_2d"))
    mixture = lambda m2, n: threshold((1.0, m2, 1.0, 1.0, n, n, 1.0))
    assert mixture(2.0, 0.0) == "Eq(n1, 0) & Eq(n2, 0)"
    assert [mixture(m2, 1.0) for m2 in (1.1, 1.5, 9.0, 0.1)] == [f"branch {k} of 4" for k in (1, 2, 3, 4)]


def test_what_is_committed_has_every_regime_of_the_kernel():
    table = accuracy.committed()
    for name in ("vacuum_energy_threshold_2d", "sound_velocity_plus"):
        regime = regimes.regime_of(plan := accuracy.plan_named(name))
        assert {regime(drawn) for drawn in truth.draw_arguments(plan)} <= set(table[name]["regimes"])
        assert max(table[name]["regimes"].values()) == table[name]["worst_ulp"]
