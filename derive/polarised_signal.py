"""What a gas in either phase shows of its two bands after a push on one component: responses and flows in time.

carlini2021 Eqs. (15), (16), (21)-(24) and Fig. 2, with the plane-wave phase, of which the paper says that the formalism
"can be easily extended" to it.  Every band answers as one state of the strength and energy of ``polarised_waves``.
Invariant: at first the flow is that of all double commutators; its low band alone is what ``plane_wave`` finds from the
locked wave, a derivation that does not know of bands.
"""

from __future__ import annotations

import sympy as sp

from . import notation as s
from .fast_drag import N
from .polarised_waves import BANDS, EQUILIBRIUM, WAVES, long_wave
from .raman_signal import FREQUENCY
from .raman_states import sigma_z
from .records import Derivation, Step, derivation
from .rules import Differentiate, substitute
from .sum_rules import (
    N2,
    imaginary_part,
    inverse_moment,
    m1_12,
    real_part,
    response_of_state,
    static_response,
    ultrafast_response,
)

STRENGTH = {band: sp.Symbol(f"strength_{band}", real=True) for band in BANDS}


def of_band(band: str) -> sp.Expr:
    """<F> per atom of a watched probe by one band; the products of its two matrix elements are real."""
    real = sp.expand(response_of_state().result.rewrite(sp.cos).expand(complex=True))
    return real.subs({real_part: STRENGTH[band], imaginary_part: 0, s.omega_n0: FREQUENCY[band]}, simultaneous=True)


def bands(watched: str, driven: str, phase: str) -> dict[sp.Symbol, sp.Expr]:
    """Strength and frequency of either band, and m_-1 of the high one, for two probes."""
    wave = lambda quantity, band: long_wave(quantity, watched, driven, band, phase).result
    values = {STRENGTH[band]: wave("strength", band) for band in BANDS}
    values |= {FREQUENCY[band]: wave("energy", band) / s.hbar for band in BANDS}
    settled = wave("m_-1", "high")
    return values | {inverse_moment: sp.S.Zero if settled.has(s.q) else settled}  # q -> 0 at fixed q t


@derivation
def slow_response(channel: str, phase: str) -> Derivation:
    """<F> per atom of the "density" or the "spin" under a push on itself, once the high band has settled."""
    return Derivation(
        "",
        of_band("low") + static_response().result,
        (Step(substitute(bands(channel, channel, phase) | {N2: N}, tidy=sp.factor), "both bands, long waves"),),
        WAVES[phase],
    )


def _atoms(component: int, phase: str) -> sp.Expr:
    """Number of atoms of a component."""
    return (N * (1 + {1: 1, 2: -1}[component] * sigma_z) / 2).subs(EQUILIBRIUM[phase])


def _velocity(response: sp.Expr, values: dict, phase: str) -> Derivation:
    """d/dt of a response with the values of its bands."""
    return Derivation(
        "",
        response,
        (
            Step(substitute(values, tidy=lambda e: sp.Add(*map(sp.factor, sp.Add.make_args(sp.expand(e))))), "long waves"),
            Step(Differentiate(s.t, tidy=_by_waves), "velocity of the response"),
        ),
        WAVES[phase],
    )


def _by_waves(expr: sp.Expr) -> sp.Expr:
    """The coefficient of every sine in factors."""
    return sp.collect(sp.expand(expr), sorted(expr.atoms(sp.sin), key=sp.default_sort_key), sp.factor)


@derivation
def flow(component: int, phase: str) -> Derivation:
    """d<F(i)>/dt under -lambda F(1), f = cos(q x), by both bands: long waves, any time."""
    values = bands(str(component), "1", phase) | {N2: _atoms(component, phase)}
    return _velocity(sp.Add(*map(of_band, BANDS)), values, phase)


@derivation
def fast_flow(component: int, phase: str) -> Derivation:
    """d<F(i)>/dt under -lambda F(1), f = cos(q x), by the low band before its first period."""
    low = long_wave("m_1", str(component), "1", "low", phase).result
    return _velocity(ultrafast_response().result, {m1_12: low, N2: _atoms(component, phase)}, phase)
