"""Modes of a mixture dragged by fast oscillators: known frequencies, no drag at first, and then that of all places together."""

import pytest
from entrainment.runtime.reference import trapped_mixture
from entrainment.runtime.reference.trapped_mixture import TrappedMixture

BALANCED, UNEQUAL = (1.0, 1.0, 1.0, 1.0, 0.3), (1.0, 2.3, 1.4, 0.9, -0.2)


@pytest.mark.parametrize("D, known", [(1, (1, 6, 15)), (2, (1, 7, 17)), (3, (1, 8, 19))])
def test_sound_of_free_clouds(D, known):
    """omega^2 over that of the trap, 2 n^2 + 2 n + D n + 1 for l = 1; of the spin (g - g12)/(g + g12) times that."""
    squares, _ = trapped_mixture.modes(TrappedMixture(D, *BALANCED, 0.0, 1.0), 40.0, 300)
    both = sorted([*known, *(square * 0.7 / 1.3 for square in known)])[:5]
    assert squares[:5] / 2 == pytest.approx(both, rel=3e-5)


@pytest.mark.parametrize("D", (1, 2, 3))
@pytest.mark.parametrize("gas", (BALANCED, UNEQUAL))
def test_all_modes_together_drag_nothing(D, gas):
    """The double commutator of the components vanishes, and the first has its f-sum rule."""
    first, second = trapped_mixture.velocities(TrappedMixture(D, *gas, 0.06, 0.5), 40.0, 120, all_modes=True)
    assert abs(second) < 1e-12
    assert first == pytest.approx(1 / gas[0], rel=1e-4)


@pytest.mark.parametrize("gas", (BALANCED, UNEQUAL))
def test_modes_below_the_gap_drag_and_come_closer_as_it_grows(gas):
    """Without extrapolation the error goes like 1/W^2; the drag goes like the density, whose mean over a line is 4/5."""
    mixture = TrappedMixture(1, *gas, 0.06, 1.0)
    known = 0.06 * 4 / 5 / (gas[1] * mixture.densities[1]) / gas[0]
    off = [trapped_mixture.velocities(mixture, gap, 240)[1] / known - 1 for gap in (20.0, 40.0)]
    assert 3.5 < off[0] / off[1] < 4.5 and abs(off[1]) < 0.02
    assert trapped_mixture.fast_velocities(mixture)[1] == pytest.approx(known, rel=1e-6)


def test_momentum_is_conserved():
    """m1 N1 V1 + m2 N2 V2 is the force: the mass flux does not know the drag."""
    mixture = TrappedMixture(3, *UNEQUAL, 0.06, 0.5)
    first, second = trapped_mixture.fast_velocities(mixture)
    n1, n2 = mixture.densities
    assert mixture.m1 * n1 * first + mixture.m2 * n2 * second == pytest.approx(n1, rel=1e-7)


@pytest.mark.parametrize(
    "change, said",
    [
        ({"D": 4}, "D must be"),
        ({"m2": 0.0}, "masses positive"),
        ({"m1": float("nan")}, "masses positive"),
        ({"g12": 1.1}, "share their profile"),
        ({"power": -0.5}, "near the edge"),
        ({"drag": 0.7}, "rho_drag"),
        ({"drag": -0.1}, "rho_drag"),
        ({"drag": float("nan")}, "rho_drag"),
    ],
)
def test_mixtures_without_a_law_are_refused(change, said):
    right = dict(D=1, m1=1.0, m2=1.0, g11=1.0, g22=1.0, g12=0.3, drag=0.06, power=0.5)
    TrappedMixture(**right)
    with pytest.raises(ValueError, match=said):
        TrappedMixture(**right | change)
