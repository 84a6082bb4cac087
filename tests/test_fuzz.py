"""Random mixtures and random words over the public surface: an answer that obeys the physics, or a refusal in words.

No crash, no silent NaN, no wrong branch; exchange, scaling and homogeneity hold for every mixture.
"""

import functools
import json
import math
from pathlib import Path

import numpy as np
import pytest
import sympy as sp
from entrainment import generated
from entrainment.runtime import BoseMixture, cli, phases
from entrainment.runtime.errors import DomainError, ShapeError
from hypothesis import assume, given, settings
from hypothesis import strategies as st

FEW, MANY = settings(max_examples=15, deadline=None), settings(max_examples=40, deadline=None)
KERNELS = json.loads((Path(generated.__file__).parent / "manifest.json").read_text())["kernels"]

size = st.floats(-1, 1).map(lambda x: 10.0**x)
cosine = st.floats(-0.999, 0.999)  # g12/sqrt(g11 g22)
anything = st.floats(allow_nan=True, allow_infinity=True) | st.sampled_from([0.0, -0.0, 1.0, -1.0, 5e-324, 1e308])
mixtures = st.tuples(size, size, size, size, cosine)


def mixture(m1, m2, g11, g22, c, D=3):
    kappa = 1.7 if D == 2 else None
    return BoseMixture.natural(m1=m1, m2=m2, g11=g11, g22=g22, g12=c * math.sqrt(g11 * g22), D=D, kappa=kappa)


def close(a, b, rel=1e-9):
    return np.allclose(np.asarray(a), np.asarray(b), rtol=rel, atol=0)


# --- physics -------------------------------------------------------------------------------------------------------------


@FEW
@given(mixtures, size, size, st.sampled_from([1, 2, 3]))
def test_exchanging_the_components_changes_nothing(parameters, n1, n2, D):
    m1, m2, g11, g22, c = parameters
    one, other = mixture(m1, m2, g11, g22, c, D), mixture(m2, m1, g22, g11, c, D)
    scale = abs(float(mixture(m1, m2, g11, g22, 0.0, D).vacuum_energy(n1, n2)))
    assert abs(float(one.vacuum_energy(n1, n2)) - float(other.vacuum_energy(n2, n1))) <= 1e-11 * max(scale, 1e-300) + 1e-300
    assert close(one.sound_velocities(n1, n2), other.sound_velocities(n2, n1), 1e-12)
    assert close(np.asarray(one.chemical_potentials(n1, n2))[::-1], other.chemical_potentials(n2, n1), 1e-8)


@FEW
@given(mixtures, size, size, size)
def test_the_vacuum_energy_scales_with_density_and_coupling(parameters, n1, n2, scale):
    m1, m2, g11, g22, c = parameters
    for D, power in ((3, 2.5), (1, 1.5)):
        energy = float(mixture(m1, m2, g11, g22, c, D).vacuum_energy(n1, n2))
        denser = float(mixture(m1, m2, g11, g22, c, D).vacuum_energy(scale * n1, scale * n2))
        stronger = float(mixture(m1, m2, scale * g11, scale * g22, c, D).vacuum_energy(n1, n2))
        heavier = float(mixture(scale * m1, scale * m2, g11, g22, c, D).vacuum_energy(n1, n2))
        assert close(denser, scale**power * energy, 1e-11) and close(stronger, scale**power * energy, 1e-11)
        assert close(heavier, scale ** (D / 2) * energy, 1e-11)


@FEW
@given(mixtures, size, size)
def test_the_sign_of_g12_does_not_matter_and_the_modes_obey_their_sum_rules(parameters, n1, n2):
    m1, m2, g11, g22, c = parameters
    here, mirrored = mixture(m1, m2, g11, g22, c), mixture(m1, m2, g11, g22, -c)
    assert close(here.vacuum_energy(n1, n2), mirrored.vacuum_energy(n1, n2), 1e-12)
    lower, upper = np.asarray(here.sound_velocities(n1, n2))
    assert 0 <= lower <= upper
    assert close(lower**2 + upper**2, g11 * n1 / m1 + g22 * n2 / m2, 1e-12)
    assert close((lower * upper) ** 2, (1 - c**2) * g11 * n1 * g22 * n2 / (m1 * m2), 1e-9)


@FEW
@given(mixtures, size, size)
def test_euler_and_symmetry_of_the_second_derivatives(parameters, n1, n2):
    here = mixture(*parameters)
    energy = float(here.vacuum_energy(n1, n2))
    mu = np.asarray(here.chemical_potentials(n1, n2))
    mean_field = np.array([here.g11 * n1 + here.g12 * n2, here.g12 * n1 + here.g22 * n2])
    beyond = (mu - mean_field) @ [n1, n2]
    assert abs(beyond - 2.5 * energy) <= 1e-10 * (np.abs(mu) @ [n1, n2])
    stiffness = np.asarray(here.stiffness_matrix(n1, n2))
    assert stiffness[0, 1] == stiffness[1, 0] and np.isfinite(stiffness).all()


@FEW
@given(size, size, st.sampled_from([1, 2, 3]))
def test_the_window_is_the_same_from_either_side(alpha, z, D):
    assume(abs(alpha - 1) > 1e-3)
    here, there = phases.window(D, alpha, z), phases.window(D, 1 / alpha, 1 / z)
    assert np.isfinite([here.lower, here.split, here.upper]).all() and here.lower <= here.split <= here.upper
    assert close([here.lower, here.upper], [there.lower, there.upper], 1e-7)
    assert int(here.bath) + int(there.bath) in (0, 3)


# --- robustness ----------------------------------------------------------------------------------------------------------


@functools.cache
def conditions(name):
    """(argument -> symbol, relations) of a kernel, read once."""
    symbols = {argument: sp.Symbol(argument) for argument, _ in KERNELS[name]["arguments"]}
    return symbols, [sp.sympify(text, locals=symbols) for text in KERNELS[name]["conditions"]]


@pytest.mark.parametrize("name", sorted(KERNELS))
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_no_kernel_crashes_and_none_is_silent_inside_its_domain(name, data):
    symbols, relations = conditions(name)
    names = list(symbols)
    wild = [data.draw(anything) for _ in names]
    with np.errstate(all="ignore"):
        assert np.ndim(generated.kernel(name)(*wild)) == 0
    point = {argument: data.draw(size) for argument in names}
    if "x" in point:
        point["x"] = min(point["x"] / 10, 1.0)
    inside = {symbols[key]: sp.Rational(value) for key, value in point.items()}
    if all(relation.subs(inside) == True for relation in relations):  # noqa: E712
        assert not math.isnan(float(generated.kernel(name)(*point.values())))


@MANY
@given(st.lists(anything, min_size=5, max_size=5), anything, anything, st.sampled_from([1, 2, 3]))
def test_a_mixture_answers_or_names_what_is_wrong(values, n1, n2, D):
    m1, m2, g11, g22, g12 = values
    try:
        here = BoseMixture.natural(m1=m1, m2=m2, g11=g11, g22=g22, g12=g12, D=D, kappa=1.0 if D == 2 else None)
        answers = [here.vacuum_energy(n1, n2), here.sound_velocities(n1, n2)]
    except (DomainError, ShapeError, ArithmeticError) as error:
        assert str(error)
    else:
        assert not np.isnan(np.concatenate([np.ravel(answer) for answer in answers])).any()


WORDS = ["list", "evaluate", "show", "check", "figure", "lower_edge_3d", "naidon2021:12", "carlini2021:48", "--digits",
         "--against", "alpha=2", "alpha=", "=", "g=1/0", "30", "-1", "x", "", "é", "../..", "m=1e999", "docs", "--ledger"]


#: What takes minutes when it is well typed; random text is made of the words of this package too.
LONG = {"accuracy", "bench", "docs", "figure", "reference", "regenerate", "show", "verify"}


@MANY
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=5))
def test_whatever_is_typed_ends_with_an_exit_code(words):
    assume(not LONG & set(words) and words[:1] != ["list"])
    try:
        assert cli.main(words) in (0, 1, 2)
    except SystemExit as stopped:
        assert stopped.code in (0, 2)
