"""The flow of the component that is not pushed, d<F(2)>/dt, from both branches of a Raman-coupled gas, f = cos(q x).

carlini2021 Fig. 2: -lambda F(1) is switched on at once, or by a linear ramp of duration tau.  Every branch contributes to
the density and to the spin as one state of its strength and frequency.  Invariant: the slope at the very first is the sum
rule (15), whatever the branches are; what the low branch does in the beginning is the hydrodynamic law (23).
"""

from __future__ import annotations

import sympy as sp

from . import notation as s
from .domain import Domain
from .fast_drag import N, channels, response_n, response_s
from .raman_branches import energy, strength
from .records import Derivation, Step, derivation
from .rules import Differentiate, substitute
from .sum_rules import N2, imaginary_part, ramped_response, real_part, response_of_state

BANDS, CHANNELS = ("low", "high"), {"density": response_n, "spin": response_s}
FREQUENCY = {band: sp.Symbol(f"omega_{band}", positive=True) for band in BANDS}
STRENGTH = {(c, band): sp.Symbol(f"strength_{c}_{band}", positive=True) for c in CHANNELS for band in BANDS}

_RANGES = (
    (s.hbar, 0.5, 2),
    (s.lambda_, 0.1, 2),
    (N, 1, 9),
    *[(symbol, 0.1, 3) for symbol in (*FREQUENCY.values(), *STRENGTH.values())],
)
STAGES = {
    "step": Domain(3, (*_RANGES, (s.t, 0.1, 5))),
    "during": Domain(3, (*_RANGES, (s.t, 0.1, 5), (s.tau, 0.1, 20)), (s.t < s.tau,)),
    "after": Domain(3, (*_RANGES, (s.t, 0.1, 20), (s.tau, 0.1, 5)), (s.t > s.tau,)),
}


def of_state(stage: str, channel: str, band: str) -> sp.Expr:
    """Response of a channel per atom by one branch; its matrix element is real."""
    whole = response_of_state().result if stage == "step" else ramped_response(stage).result
    real = sp.expand(whole.rewrite(sp.cos).expand(complex=True))
    values = {real_part: STRENGTH[channel, band], imaginary_part: 0, s.omega_n0: FREQUENCY[band], N2: N}
    return real.subs(values, simultaneous=True)


@derivation
def signal(stage: str) -> Derivation:
    """d<F(2)>/dt under -lambda F(1): "step", "during" the ramp or "after" it, by strengths and frequencies."""
    waves = {wave: sp.Add(*[of_state(stage, c, band) for band in BANDS]) for c, wave in CHANNELS.items()}
    return Derivation(
        "",
        channels().result[1],
        (
            Step(substitute(waves, tidy=lambda e: e), "both branches respond in either channel"),
            Step(Differentiate(s.t, tidy=sp.expand), "velocity of the response"),
        ),
        STAGES[stage],
    )


def branches() -> dict[sp.Symbol, sp.Expr]:
    """Strengths and frequencies of the single-minimum phase at any q."""
    frequencies = {FREQUENCY[band]: energy(band).result / s.hbar for band in BANDS}
    return frequencies | {symbol: strength(*key).result for key, symbol in STRENGTH.items()}
