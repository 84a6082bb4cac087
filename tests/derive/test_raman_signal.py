"""Fig. 2 of carlini2021 by strengths and frequencies: steps add up to ramps, ramps go over into each other."""

import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive import plane_wave_sound, raman_signal
from entrainment.derive.numeric import evaluate

POINT = raman_signal.STAGES["step"].sample(1, seed=3)[0]


def signal(stage, t, tau):
    return evaluate(raman_signal.signal(stage).result, POINT | {s.t: t, s.tau: tau}, 25)


def test_signal_is_continuous_where_the_ramp_ends():
    tau = sp.Rational(7, 5)
    assert abs(signal("during", tau, tau) - signal("after", tau, tau)) < 1e-22


def test_a_short_ramp_is_a_step():
    t = sp.Rational(6, 5)
    assert abs(signal("after", t, sp.Rational(1, 10**8)) - signal("step", t, sp.S.One)) < 1e-7


def test_nothing_flows_at_first():
    assert signal("step", sp.S.Zero, sp.S.One) == 0


def test_a_ramp_damps_a_branch_like_its_inverse_frequency_and_duration():
    t = sp.Symbol("later", positive=True)
    after = raman_signal.signal("after").result
    high = after.subs({symbol: 0 for key, symbol in raman_signal.STRENGTH.items() if key != ("spin", "high")})
    step = raman_signal.signal("step").result.coeff(raman_signal.STRENGTH["spin", "high"])
    size = abs(evaluate(step.subs(sp.sin(raman_signal.FREQUENCY["high"] * s.t), 1), POINT, 20))
    whole = raman_signal.STRENGTH["spin", "high"]
    for tau in (5, 17, 40):
        for later in range(1, 8):
            value = evaluate(high.subs(s.t, t), POINT | {t: tau + sp.Rational(later, 3), s.tau: tau}, 20)
            bound = 2 * size * POINT[whole] / (POINT[raman_signal.FREQUENCY["high"]] * tau)
            assert abs(value) <= bound * (1 + sp.Rational(1, 10**12))


@pytest.mark.parametrize("wave", (s.delta_n * s.grad_Phi, s.delta_n * plane_wave_sound.grad_perp))
def test_plane_waves_at_rest_do_not_mix_density_and_flow(wave):
    """Sound along the beams has one velocity in both directions."""
    energy = sp.expand(plane_wave_sound.wave_energy().result)
    assert energy.coeff(wave) == 0
