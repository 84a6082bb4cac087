"""A Fermi liquid: the free gas does not drag, bounds of its Landau parameters, and the dilute gas of either sign."""

import numpy as np
import pytest
from entrainment.runtime import FermiLiquid
from entrainment.runtime.constants import hbar
from entrainment.runtime.errors import DomainError, ShapeError
from entrainment.runtime.units import a0, micrometre


def test_free_gas_does_not_drag():
    gas = FermiLiquid.dilute_natural(kf_a=0)
    assert float(gas.drag_density) == float(gas.fast_velocity_ratio) == 0
    assert float(gas.effective_mass) == float(gas.spin_current_ratio) == 1


def test_dilute_gas_of_the_text_drags_four_per_cent():
    gas = FermiLiquid.dilute_natural(kf_a=-0.5)
    assert 0.035 < float(gas.fast_velocity_ratio) < 0.045
    assert gas.warnings == () and FermiLiquid.dilute_natural(kf_a=-0.9).warnings


def test_currents_do_not_know_the_sign_of_the_scattering_length_but_the_compressibility_does():
    attractive, repulsive = (FermiLiquid.dilute_natural(kf_a=x) for x in (-0.3, 0.3))
    assert (attractive.F1, attractive.G1) == (repulsive.F1, repulsive.G1)
    assert attractive.parameters["F0"] < 0 < repulsive.parameters["F0"]
    assert attractive.parameters["G0"] > 0 > repulsive.parameters["G0"]


def test_drag_stays_between_zero_and_a_quarter():
    for F1, G1 in ((5.39, -0.55), (0.0, -2.999), (20.0, -2.9999), (-2.9, -2.95), (1.5, 1.5)):
        liquid = FermiLiquid.natural(F1=F1, G1=G1, n=2.0)
        assert 0 <= float(liquid.drag_density) < 2.0 / 4
        assert 0 <= float(liquid.fast_velocity_ratio) < 1


def test_spin_sum_rule_lacks_four_times_the_drag():
    """m_1 of the quasiparticles over that of the atoms is 1 - 4 n_drag/n (carlini2021:32, 43)."""
    liquid = FermiLiquid.natural(F1=2.0, G1=-1.0)
    assert float(liquid.spin_current_ratio) == pytest.approx(1 - 4 * float(liquid.drag_density), rel=1e-14)


def test_both_flows_carry_the_whole_momentum():
    """The flow of the density is that of bare atoms: lambda t q^2/2m of both together, for any parameters."""
    liquid = FermiLiquid.natural(F1=2.0, G1=-1.0, m=3.0)
    one, two = liquid.fast_flows(strength=0.5, q=0.2, t=0.7)
    assert one + two == pytest.approx(0.5 * 0.7 * 0.2**2 / (2 * 3.0), rel=1e-14)
    assert two / one == pytest.approx(float(liquid.fast_velocity_ratio), rel=1e-14)


def test_velocity_ratio_is_that_of_a_superfluid_with_the_same_drag():
    liquid = FermiLiquid.natural(F1=2.0, G1=-1.0)
    share = float(liquid.drag_density)
    assert float(liquid.fast_velocity_ratio) == pytest.approx(share / (0.5 - share), rel=1e-14)


def test_dilute_gas_in_SI():
    gas = FermiLiquid.dilute("6Li", n=1e18, a=-1500 * a0)
    assert gas.kf_a == pytest.approx((3 * np.pi**2 * 1e18) ** (1 / 3) * -1500 * a0)
    assert float(gas.fast_velocity_ratio) == float(FermiLiquid.dilute_natural(kf_a=gas.kf_a).fast_velocity_ratio)
    assert gas.drag_density.unit == "m^-3" and gas.effective_mass.unit == "kg"
    energy = hbar**2 / (gas.m * micrometre**2)
    there = gas.fast_flows(strength=1e-3 * energy, q=0.3 / micrometre, t=[hbar / energy, 2 * hbar / energy])
    here = FermiLiquid.dilute_natural(kf_a=gas.kf_a).fast_flows(strength=1e-3, q=0.3, t=[1, 2])
    np.testing.assert_allclose(there, here * energy / hbar, rtol=1e-12)
    assert np.shape(there) == (2, 2) and there.unit == "s^-1"


def test_liquid_helium_three_from_measured_parameters():
    """F_1 = 5.39, G_1 = -0.55 at zero pressure: m*/m = 2.8."""
    liquid = FermiLiquid.of("3He", n=1.635e28, F1=5.39, G1=-0.55)
    assert float(liquid.effective_mass) / liquid.m == pytest.approx(2.797, abs=1e-3)
    assert "n_drag/n" in repr(liquid) and "<table>" in liquid._repr_html_()


@pytest.mark.parametrize("wrong, named", [
    ({"G1": -3.0}, r"G1 > -3 \(carlini2021:text:no-spin-currents\)"),
    ({"G1": 1.1}, r"G1 <= F1 = 1 \(carlini2021:text:multipairs\)"),
    ({"F1": -3.0, "G1": -4.0}, "F1 > -3"), ({"F1": np.nan}, "F1 is finite"), ({"F0": -1.0}, "F0 > -1"), ({"G2": -5}, "G2 > -5"),
    ({"F3": 1.0}, "is one of F0"), ({"m": 0}, "m > 0"), ({"n": -1}, "n > 0"), ({"F1": "large"}, "real number")])
def test_a_liquid_that_makes_no_sense_is_refused(wrong, named):
    with pytest.raises(DomainError, match=named):
        FermiLiquid.natural(**{**dict(F1=1.0, G1=-1.0), **wrong})


def test_missing_parameters_bosons_and_strong_coupling_are_refused():
    with pytest.raises(DomainError, match="G1 = None violates is given"):
        FermiLiquid.natural(F1=1.0)
    with pytest.raises(DomainError, match="fermion"):
        FermiLiquid.of("87Rb", n=1e20, F1=1.0, G1=0.0)
    with pytest.raises(DomainError, match=r"\|kf_a\| <= 1"):
        FermiLiquid.dilute_natural(kf_a=1.5)
    with pytest.raises(DomainError, match="kf_a is finite"):
        FermiLiquid.dilute_natural(kf_a=np.nan)
    with pytest.raises(ShapeError, match="F1"):
        FermiLiquid.natural(F1=[1.0, 2.0], G1=0.0)
    with pytest.raises(DomainError, match="n > 0"):
        FermiLiquid.dilute("6Li", n=0, a=-100 * a0)
    for bad in (0, np.nan, -1):
        with pytest.raises(DomainError, match="t = "):
            FermiLiquid.natural(F1=1.0, G1=0.0).fast_flows(strength=1.0, q=1.0, t=bad)


def test_integer_parameters_are_numbers():
    liquid = FermiLiquid.natural(F1=1, G1=0)
    assert float(liquid.drag_density) == pytest.approx(1 / 16)
