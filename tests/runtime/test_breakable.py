"""What is asked of the objects of carlini2021 is answered by finite numbers or refused in one line, without a warning."""

import pickle
import warnings
from fractions import Fraction

import numpy as np
import pytest
from entrainment.runtime import BoseMixture, FermiLiquid, Polaron, SpinOrbitGas
from entrainment.runtime.errors import DomainError, OutOfRange, ShapeError, UnknownSpecies, require, require_choice

NAN, INF = float("nan"), float("inf")
ODD = [
    0, -0.0, -1, 1, 2, NAN, INF, -INF, 5e-324, 1e-300, 1e-12, 1e12, 1e300, 1e308, 10**20, 10**400, 10**5000, True,
    None, "one", "1", 1j, 1 + 0j, np.float32(0.3), np.float16(0.3), np.int64(3), np.longdouble("1e4000"), Fraction(1, 2),
    [1, 2], [1, NAN], [1, -1], [], [[1], [2, 3]], np.array([1, 2], dtype=object), np.array([1, 2j]),
    np.array([], dtype=complex), np.ma.masked_array([1.0, 2.0], [0, 1]), np.datetime64("2020"), {}, (1,), b"1", len,
]  # fmt: skip
WAVE = dict(strength=0.1, q=0.2, t=0.3)
GAS, LIQUID = dict(m=1, k0=1, Omega=3.0, g=0.7, n=0.5, side=1), dict(m=1.0, n=1.0, F1=0.5, G1=-0.4)
IMPURITY = dict(m_impurity=1.0, m=1.0, g=1.0, g_impurity=0.1, D=3)
MIXTURE = dict(D=3, m1=1.0, m2=1.0, g11=0.01, g22=0.01, g12=0.004)
PUSHES = ("density_response", "spin_response", "fast_flows", "flows")


def asked(obj, names, **arguments):
    """Answers of the properties and methods ``names``."""
    for name in names:
        member = getattr(obj, name)
        yield member(**arguments) if callable(member) else member


def of_gas(**given):
    gas = SpinOrbitGas.natural(**given)
    yield from asked(gas, ("critical_coupling", "sigma_x", "sigma_z", "inverse_effective_mass", "sound_velocities"))
    yield from asked(gas, ("compressibility", "fast_velocity_ratio"))
    yield from asked(gas, PUSHES, **WAVE)
    yield gas.ultrafast_velocity_ratio(width=0.3)
    assert gas.phase is not None and repr(gas) and gas._repr_html_()


def of_liquid(**given):
    liquid = FermiLiquid.natural(**given)
    yield from asked(liquid, ("effective_mass", "spin_current_ratio", "drag_density", "fast_velocity_ratio"))
    yield liquid.fast_flows(**WAVE)
    assert repr(liquid)


def of_impurity(**given):
    polaron = Polaron.natural(**given)
    yield from asked(polaron, ("mass_share", "effective_mass", "fast_velocity_ratio"), n=0.5)
    yield polaron.mass_ratio
    assert repr(polaron) and polaron.warnings(0.5) is not None


def of_mixture(**given):
    mixture = BoseMixture.natural(**given)
    yield from asked(mixture, ("mass_drag_density", "drag_density", "effective_masses", "fast_velocity_ratio"), n1=0.5, n2=0.6)


def answered_or_refused(ask):
    """Finite answers or one line; anything else fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            for answer in ask():
                assert np.isfinite(np.asarray(answer, dtype=float)).all()
        except (DomainError, ShapeError, UnknownSpecies) as refused:
            assert "\n" not in str(refused) and 10 < len(str(refused)) < 400


BUILT = [(of_gas, GAS), (of_gas, GAS | {"Omega": 1.2}), (of_gas, GAS | {"Omega": 2.0, "side": -1}), (of_liquid, LIQUID),
         (of_impurity, IMPURITY), (of_mixture, MIXTURE), (of_mixture, MIXTURE | {"m2": 2.0})]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
@pytest.mark.parametrize("build, right", BUILT)
def test_an_object(build, right, odd):
    for name in right:
        answered_or_refused(lambda name=name: build(**right | {name: odd}))


BALANCED = BoseMixture.natural(**MIXTURE).balanced(n=0.5)
METHODS = [(SpinOrbitGas.natural(**GAS | {"Omega": Omega}), name, WAVE) for Omega in (3.0, 2.0, 1.2) for name in PUSHES]
METHODS += [(SpinOrbitGas.natural(**GAS), "fast_times", {"q": 1})]
METHODS += [(SpinOrbitGas.natural(**GAS), "ultrafast_velocity_ratio", {"width": 1})]
METHODS += [(FermiLiquid.natural(**LIQUID), "fast_flows", WAVE), (BALANCED, "periods", {"q": 1})]
METHODS += [(BALANCED, name, WAVE) for name in PUSHES[:3]]
METHODS += [(Polaron.natural(**IMPURITY), name, {"n": 1}) for name in ("mass_share", "effective_mass", "fast_velocity_ratio")]
METHODS += [(BoseMixture.natural(**MIXTURE), name, {"n1": 1, "n2": 2}) for name in ("drag_density", "effective_masses")]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
@pytest.mark.parametrize("D, name", [(1, "oscillator_length"), (2, "trap_frequency"), (3, "a"), (3, "impurity"), (3, "D")])
def test_an_impurity_by_species(D, name, odd):
    given = dict(impurity="40K", bath="87Rb", a_impurity=-1e-9, a=5e-9, D=D)
    answered_or_refused(lambda: [Polaron.of(**given | {name: odd}).mass_share(10.0 ** (7 * D))])


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
@pytest.mark.parametrize("name", ("atom", "k0", "Omega", "a", "n", "side"))
def test_a_gas_by_species(name, odd):
    given = dict(atom="87Rb", k0=8e6, Omega=2e5, a=5e-9, n=1e20)

    def ask():
        gas = SpinOrbitGas.of(**given | {name: odd})
        yield from asked(gas, ("sound_velocities", "fast_velocity_ratio", "compressibility"))
        yield gas.flows(strength=1e-32, q=1e4, t=1e-5)

    answered_or_refused(ask)


@pytest.mark.parametrize("obj, method, right", METHODS, ids=lambda part: part if isinstance(part, str) else "")
def test_what_is_asked_of_an_object(obj, method, right):
    for odd in ODD:
        for name in right:
            answered_or_refused(lambda name=name, odd=odd: [getattr(obj, method)(**right | {name: odd})])


@pytest.mark.parametrize("ask, name", [
    (lambda: SpinOrbitGas.natural(**GAS | {"n": 1e-320}).compressibility, "n"),
    (lambda: SpinOrbitGas.natural(**GAS | {"k0": 1e200}), "k0"),
    (lambda: SpinOrbitGas.natural(**GAS).fast_times(q=1e-320), "q"),
    (lambda: SpinOrbitGas.natural(**GAS).fast_flows(strength=1e300, q=1e10, t=1), "strength"),
    (lambda: FermiLiquid.natural(**LIQUID).fast_flows(strength=1, q=1e200, t=1), "q"),
    (lambda: Polaron.natural(**IMPURITY | {"m": 1e-320}).mass_ratio, "m"),
    (lambda: BALANCED.periods(q=1e-320), "q"),
])
def test_what_leaves_double_precision_is_named_with_what_to_type(ask, name):
    with pytest.raises(OutOfRange, match="type a value nearer to 1|2 k0") as refused:
        ask()
    assert refused.value.argument == name and isinstance(refused.value, DomainError)
    back = pickle.loads(pickle.dumps(refused.value))
    assert type(back) is OutOfRange and str(back) == str(refused.value)


def test_the_unit_of_a_species_decides_what_is_far_away():
    """In SI every number is far from one: named is what is far from the atom's own scale."""
    gas = SpinOrbitGas.of("87Rb", k0=8e6, Omega=2e5, a=5e-9, n=1e-290)
    with pytest.raises(OutOfRange, match="^n = "):
        _ = gas.compressibility


@pytest.mark.parametrize("ask", [
    lambda t: SpinOrbitGas.natural(**GAS).density_response(strength=1, q=1, t=t),
    lambda t: SpinOrbitGas.natural(**GAS).spin_response(strength=1, q=1, t=t),
    lambda t: SpinOrbitGas.natural(**GAS).flows(strength=1, q=1e-9, t=t),
    lambda t: BALANCED.density_response(strength=1, q=10, t=t),
    lambda t: BALANCED.spin_response(strength=1, q=10, t=t),
])
def test_an_oscillation_whose_phase_is_lost_is_refused(ask):
    assert np.isfinite(np.asarray(ask([1.0, 1e10]))).all()
    with pytest.raises(DomainError, match=r"^t = 1e\+16 violates phase < 1e\+13.*type a smaller t"):
        ask([1.0, 1e16])


def test_degeneracies_have_their_values():
    at = SpinOrbitGas.natural(**GAS | {"Omega": 2.0})
    assert float(at.fast_velocity_ratio) == -1 and float(at.inverse_effective_mass) == 0 and at.phase == "single minimum"
    assert float(SpinOrbitGas.natural(**GAS | {"k0": 0}).fast_velocity_ratio) == 1
    assert float(SpinOrbitGas.natural(**GAS | {"k0": 1e-200}).fast_velocity_ratio) == 1  # Omega_c underflows
    assert float(FermiLiquid.natural(F1=0.5, G1=0.5).drag_density) == 0
    for wrong in ({"F1": 0.5, "G1": -3}, {"F1": -3, "G1": -3}, {"F0": -1, "F1": 0.5, "G1": 0}):
        with pytest.raises(DomainError, match="violates"):
            FermiLiquid.natural(**wrong)
    free, bound = (BoseMixture.natural(**MIXTURE | {"g12": g12}) for g12 in (0.0, -0.01))
    assert float(free.drag_density(1, 1)) == 0
    same = BoseMixture.natural(**MIXTURE | {"g12": 0.01}).drag_density(1, 1)
    assert float(bound.drag_density(1, 1)) == float(same) > 0


def test_large_integers_and_fractions_are_numbers_and_masks_are_none():
    assert require("n", 10**20) == 1e20 and require("n", [Fraction(1, 2), 3]).tolist() == [0.5, 3.0]
    for wrong in (np.ma.masked_array([1.0, 2.0], [0, 1]), [[1], [2, 3]], [True, 10**20], 10**20 * 1j):
        with pytest.raises(DomainError, match="real number"):
            require("n", wrong)
    with pytest.raises(DomainError, match="n is finite"):
        require("n", 10**400)
    assert require("n", np.ma.masked_array([1.0, 2.0], [0, 0])).tolist() == [1, 2]


def test_a_choice_is_one_of_the_integers_offered():
    for value in (1, 1.0, np.int64(1), np.array(1), Fraction(1)):
        assert require_choice("side", value, (1, -1)) == 1
    for wrong in (True, 0, 1 + 0j, "1", None, np.array([1]), [1], NAN, 10**400):
        with pytest.raises(DomainError, match=r"side in \{1, -1\}"):
            require_choice("side", wrong, (1, -1))
