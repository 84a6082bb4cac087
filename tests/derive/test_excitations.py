"""Sound takes the whole f-sum rule of the density; pairs of phonons take from the spin what the drag does not leave."""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import excitations, fast_drag
from entrainment.derive import notation as s
from entrainment.derive.numeric import evaluate
from entrainment.runtime.reference.andreev_bashkin import two_phonon_energy


@pytest.mark.parametrize("channel", ("density", "spin"))
def test_sound_has_the_hydrodynamic_moment(channel):
    wave = {s.grad_f2_n: excitations.N * s.q**2 / 2, s.grad_f2_drag: excitations.N * s.q**2 / 2 * s.n_drag / s.n}
    whole = fast_drag.channel_moment(channel).result.subs(wave)
    assert sp.simplify(excitations.sound("m_1", channel).result - whole) == 0


@pytest.mark.parametrize("states", ("sound density", "sound spin", "spin_pairs", "density_pairs"))
def test_strength_times_energy_is_the_moment(states):
    name, *channel = states.split()
    found = {q: getattr(excitations, name)(q, *channel).result for q in excitations.QUANTITIES}
    assert sp.simplify(found["strength"] * found["energy"] / found["m_1"]) == 1


def test_spin_and_density_channels_have_the_same_f_sum_rule():
    spin = excitations.sound("m_1", "spin").result + excitations.spin_pairs("m_1").result
    assert sp.simplify(spin - excitations.sound("m_1", "density").result) == 0


def test_pairs_of_a_weakly_coupled_mixture_are_fourteen_times_the_chemical_potential():
    """g12 -> 0: int de e (e + 2 mu)^(-5/2) over int de e^(1/2) (e + 2 mu)^(-3)/2 is 128 mu/3 pi."""
    energy = two_phonon_energy(3, 1, 1, 1, 1, "1/10000", "1/2", "1/2", digits=12)
    assert abs(energy / 0.5 - 128 / (3 * mpmath.pi)) < 1e-6


def test_pair_of_two_atoms_at_rest_has_no_amplitude():
    """Without interactions T excites no pair: the strength vanishes with m c^2."""
    amplitude = excitations.density_pairs("m_1").lines[0].after
    assert amplitude.subs(excitations.rest, 0) == 0
    assert evaluate(amplitude, {excitations.rest: 1, excitations.epsilon: 2}, 20) < 0
