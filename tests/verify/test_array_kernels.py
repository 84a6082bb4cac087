"""Kernels on arrays on trial: true values at real and complex momenta, accuracy result by result, planted errors."""

import cmath
import math

import mpmath
import numpy as np
import pytest
from entrainment.runtime.reference import ac_response
from entrainment.runtime.verify import accuracy, array_trials, array_truth, catalogue, typed

ENERGIES, SUM, DRUDE = (accuracy.plan_named(name) for name in ("mode_energies", "resonance_sum", "drude_density_3d"))
SOURCE = (accuracy.folder() / "conductivity.py").read_text()


@pytest.fixture(scope="module")
def samples():
    return array_truth.true_samples(ENERGIES, 40)


def names_of(kernel, sample):
    return dict(zip((name for name, _ in kernel.inputs), sample.arguments, strict=True))


def test_every_kernel_is_measured():
    assert accuracy.unmeasured() == []
    for name in ("conversion_envelope_2d", "depletion_density_3d", "mode_energies", "resonance_sum"):
        entry, plan = accuracy.committed()[name], accuracy.plan_named(name)
        assert sorted(entry["outputs"]) == sorted(output for output, _ in plan.found)
        assert entry["worst_ulp"] == max(entry["outputs"].values()) < 10


def test_true_energies_are_those_of_the_definition(samples):
    """Eigenvalues of the numerical equations of motion, which no closed form enters."""
    for sample in samples[:6]:
        given = names_of(ENERGIES, sample)
        squares = ac_response.squared_energies(**{k: mpmath.mpf(v) for k, v in given.items()}, digits=25)
        with mpmath.workdps(30):
            for square, value in zip(squares, sample.values, strict=True):
                assert abs(square - value**2) < mpmath.mpf(10) ** -20 * abs(square)


def test_samples_straddle_equal_components_weak_coupling_and_the_threshold(samples):
    given = [names_of(ENERGIES, sample) for sample in array_truth.true_samples(ENERGIES, 160)]
    asymmetry = [abs(x["m_a"] / x["m_b"] - 1) for x in given]
    mixing = [x["V_ab"] ** 2 / (x["V_aa"] * x["V_bb"]) for x in given]
    assert 0.0 in asymmetry and any(0 < a < 1e-6 for a in asymmetry) and any(a > 0.1 for a in asymmetry)
    assert min(mixing) < 1e-10 and 0 < min(1 - x for x in mixing if x < 1) < 1e-6
    assert array_truth.true_samples(ENERGIES, 3) == samples[:3]


def test_complex_momenta_lie_in_the_sector_and_interactions_have_phases():
    kernel = accuracy.plan_named("creation_envelope_2d")
    given = [names_of(kernel, sample) for sample in array_truth.true_samples(kernel, 24)]
    angles = [abs(cmath.phase(x["p"])) for x in given]
    assert max(angles) > 0.5 * math.pi / 5 and max(angles) <= math.pi / 5 and min(angles) == 0
    assert any(abs(cmath.phase(x["V_ab"] ** 2)) > 0.05 for x in given) and any(x["V_aa"].imag == 0 for x in given)


def test_an_envelope_at_complex_momenta_is_continued_from_real_ones():
    """Cauchy: the mean over a circle of momenta is the value in the middle."""
    kernel = accuracy.plan_named("conversion_envelope_3d")
    function = array_truth.derived(kernel)
    with mpmath.workdps(30):
        rest = [mpmath.mpf(x) for x in ("1", "1.7", "0.8", "1.1", "1", "1.3", "-0.4", "0.9")]
        circle = [function([1 + mpmath.expjpi(mpmath.mpf(k) / 64) / 4, *rest]) for k in range(128)]
        middle = function([mpmath.mpf(1), *rest])
        for number, value in enumerate(middle):
            assert abs(mpmath.fsum(x[number] for x in circle) / 128 - value) < 1e-12 * abs(value)


def test_an_error_is_counted_on_the_modulus_and_on_what_inputs_determine():
    assert array_truth.error_in_ulp(3 + 4j, mpmath.mpc(3, 4), mpmath.mpf(5)) == 0
    assert array_truth.error_in_ulp(3 + 4j + 2.0**-50 * 1j, mpmath.mpc(3, 4), mpmath.mpf(5)) == 1
    assert array_truth.error_in_ulp(complex(math.nan, 0), mpmath.mpc(3, 4), mpmath.mpf(5)) == math.inf
    drawn = array_truth.sample(lambda x: (x[0] - x[1],), (1.0 + 2.0**-30, 1.0))
    assert abs(drawn.scales[0] - 2) < 1e-8 and abs(drawn.values[0] - mpmath.mpf(2) ** -30) < 1e-20


def test_the_sum_over_nodes_is_that_of_its_terms():
    sample = array_truth.true_samples(SUM, 2)[1]
    a, B, Q, frequencies, gamma = sample.arguments
    for omega, value in zip(frequencies, sample.values, strict=True):
        z = omega + 2j * gamma
        expected = sum((x - 1j * gamma / z * y) / (q - z * z) for x, y, q in zip(a, B, Q, strict=True))
        assert abs(expected - complex(value)) < 1e-6 * sum(abs(x / (q - z * z)) for x, q in zip(a, Q, strict=True))


@pytest.mark.parametrize("kernel", [ENERGIES, SUM, DRUDE], ids=lambda kernel: kernel.name)
def test_every_error_in_a_text_is_caught(kernel):
    tally = array_trials.try_kernel(kernel, SOURCE)
    assert tally.survivors == [] and tally.caught == tally.planted > 40


def test_a_text_that_is_not_its_derivation_is_refused():
    spoiled = SOURCE.replace("4.0*n_a*n_b", "4.5*n_a*n_b")
    assert spoiled != SOURCE
    with pytest.raises(ArithmeticError, match="mode_energies"):
        array_trials.try_kernel(ENERGIES, spoiled)


def test_a_kernel_that_was_not_measured_is_refused(monkeypatch):
    monkeypatch.setattr(array_trials, "committed", dict)
    with pytest.raises(LookupError, match="measure it first"):
        array_trials.try_kernel(ENERGIES, SOURCE)


def test_a_form_that_cancels_is_seen_in_the_accuracy(samples):
    """The text with E_s from mean - splitting, as it is derived: exact, and useless in float64."""
    def naive(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab):
        eps_a, eps_b = p * p / (2 * m_a), p * p / (2 * m_b)
        level_a, level_b = eps_a * (eps_a + 2 * n_a * V_aa), eps_b * (eps_b + 2 * n_b * V_bb)
        splitting = np.sqrt((level_a - level_b) ** 2 / 4 + 4 * eps_a * eps_b * n_a * n_b * V_ab**2)
        middle = (level_a + level_b) / 2
        return np.sqrt(middle + splitting), np.sqrt(middle - splitting)

    worst = array_truth.measured(ENERGIES, naive, samples)
    assert worst["lower"][0] > 1e6
    stable = array_truth.measured(ENERGIES, accuracy.kernel_of(ENERGIES), samples)
    assert stable["lower"][0] < 4 and stable["upper"][0] < 4


def test_no_result_of_a_kernel_on_arrays_may_worsen():
    old = {"k": {"worst_ulp": 9.0, "samples": 5, "outputs": {"a": 2.0, "Q": 9.0}}}
    assert accuracy.compare_accuracy(old, old) == old
    worse = {"k": {"worst_ulp": 9.0, "samples": 5, "outputs": {"a": 4.0, "Q": 9.0}}}
    with pytest.raises(accuracy.Worse, match="k, a: 2.0 -> 4.0"):
        accuracy.compare_accuracy(old, worse)


def test_the_entry_names_every_result(samples):
    found = accuracy.as_entry(accuracy.measure(ENERGIES, samples))
    assert set(found["outputs"]) == {"upper", "lower"} and found["samples"] == 40


def test_claims_carry_the_kernels():
    carried = {kernel for claim in catalogue.claims_of("aminov2024") for kernel in claim.kernels}
    assert carried == {plan.name for plan in accuracy.plans_of("conductivity")}
    for plan in accuracy.plans_of("conductivity"):
        assert all(plan.name in catalogue.claim(name).kernels for name in plan.claims)


def test_an_equation_that_is_judged_in_parts_is_found_by_its_number():
    assert [c.equation for c in catalogue.claims_named("aminov2024", "14")] == ["14-convert", "14-create"]
    assert [c.equation for c in catalogue.claims_named("aminov2024", "A3")] == ["A3"]
    with pytest.raises(catalogue.UnknownName):
        catalogue.claims_named("aminov2024", "99")


@pytest.mark.parametrize(
    ("text", "name", "outcome"),
    [
        ("E_d, E_s", "mode_energies", "equal"),
        ("sqrt(E_d^2), E_a E_b/E_d", "mode_energies", "condition"),
        ("E_d/2, E_s/2", "mode_energies", "factor"),
    ],
)
def test_a_typed_formula_is_compared_with_a_kernel_on_arrays(text, name, outcome):
    assert typed.check(text, name, 30).outcome == outcome


def test_a_sum_over_rows_has_no_form_to_type():
    with pytest.raises(catalogue.UnknownName, match="a sum over rows"):
        typed.target("resonance_sum")
