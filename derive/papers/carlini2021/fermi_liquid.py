"""Sec. IV, Eqs. (40)-(48): a normal Fermi liquid."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from sympy import Eq, Gt, Lt, Rational, log, pi

from ... import fast_drag, fermi_liquid, landau_parameters, landau_waves
from ... import notation as s
from ...domain import Domain
from ...fast_drag import average_drag
from ...fermi_liquid import F1, G1, LIQUID
from ...landau_parameters import kf_a
from ...notation import grad_f2_n, hbar, lambda_, m, n, n_drag, q, t
from ...records import Claim, Reference

velocity_ratio = sp.Symbol("velocity_ratio", real=True)  # V2/V1
current_ratio = sp.Symbol("current_ratio", real=True)  # physical over bare current
_WAVE = fermi_liquid.fast_flow(1).domain
_DIPOLE = replace(fast_drag.BALANCED, ranges=(*fast_drag.BALANCED.ranges, (average_drag, 0.001, 0.2)))



def _parameter(equation: str, name: str, channel: str, printed) -> Claim:
    return Claim(
        id=f"carlini2021:{equation}",
        title=f"Landau parameter {name} of a weakly interacting gas",
        printed=Eq(sp.Symbol(name), printed, evaluate=False),
        domain=Domain(3, ((kf_a, -1, -0.01),)),
        derivation=lambda: landau_parameters.landau_parameter(channel),
        reference=Reference("fermi_liquid.landau_parameter", ("kf_a",), (("channel", name[0]), ("l", 1))),
        kernels=(f"landau_{name[0]}1",),
    )

def _supplied(channel: str, letter: str, degree: int) -> Claim:
    return Claim(
        id=f"carlini2021:supplement:{letter}{degree}",
        title=f"Landau parameter {letter}_{degree} of a weakly interacting gas",
        printed=None,
        domain=Domain(3, ((kf_a, -1, -0.01),)),
        kind="supplied",
        derivation=lambda: landau_parameters.landau_parameter(channel, degree),
        reference=Reference("fermi_liquid.landau_parameter", ("kf_a",), (("channel", letter), ("l", degree))),
        kernels=(f"landau_{letter}{degree}",),
    )


def _states(quantity: str, channel: str) -> Claim:
    """Imaginary frequencies against the states of the real axis, by quadrature and by balls."""
    asked = ("F_0", "F_1", "G_0", "G_1", "m", "k_F", "q", "N"), (("quantity", quantity), ("channel", channel))
    fewer = {} if quantity == "strength" else {"points": 6}  # the balls of what is closed stand beside it
    return Claim(
        id=f"carlini2021:supplement:liquid-{channel}:{quantity}",
        title=f"{quantity} of the low-energy states of a Fermi liquid, {channel} channel (Table II)",
        printed=None,
        domain=landau_waves.WAVES,
        kind="supplied",
        derivation=lambda: landau_waves.long_wave(quantity, channel),
        reference=Reference("landau_spectrum.long_wave", *asked, **fewer),
        enclosure=Reference("landau_enclosures.long_wave_ball", *asked),
    )


FERMI_LIQUID = (
    Claim(
        id="carlini2021:40",
        title="continuity of the density: the flux is the bare current",
        printed=Eq(s.j_n, n * s.grad_Phi / m, evaluate=False),
        domain=LIQUID,
        derivation=fermi_liquid.density_flux,
    ),
    Claim(
        id="carlini2021:41",
        title="continuity of the spin density: physical over bare current",
        printed=Eq(current_ratio, (1 + G1 / 3) / (1 + F1 / 3), evaluate=False),
        domain=LIQUID,
        derivation=fermi_liquid.spin_current,
        kernels=("spin_current_ratio",),
    ),
    Claim(
        id="carlini2021:42",
        title="energy-weighted moment of the density in Landau theory",
        printed=Eq(s.m1_moment, hbar**2 / (2 * m) * grad_f2_n, evaluate=False),
        domain=LIQUID,
        derivation=lambda: fermi_liquid.channel_moment("density"),
    ),
    Claim(
        id="carlini2021:43",
        title="energy-weighted moment of the spin density in Landau theory",
        printed=Eq(s.m1_moment, hbar**2 / (2 * m) * (1 + G1 / 3) / (1 + F1 / 3) * grad_f2_n, evaluate=False),
        domain=LIQUID,
        derivation=lambda: fermi_liquid.channel_moment("spin"),
    ),
    _parameter("44-density", "F_1", "density", Rational(8, 5) / pi**2 * (7 * log(2) - 1) * kf_a**2),
    _parameter("44-spin", "G_1", "spin", -Rational(8, 5) / pi**2 * (2 + log(2)) * kf_a**2),
    Claim(
        id="carlini2021:45",
        title="fast flow of the spin that is not perturbed",
        printed=Eq(s.flow2, lambda_ * t / 4 * q**2 / m * ((F1 - G1) / 3) / (1 + F1 / 3), evaluate=False),
        domain=_WAVE,
        derivation=lambda: fermi_liquid.fast_flow(2),
        kernels=("fermi_liquid_fast_flow_2",),
    ),
    Claim(
        id="carlini2021:46",
        title="fast flow of the perturbed spin",
        printed=Eq(s.flow1, lambda_ * t / 4 * q**2 / m * (2 + (F1 + G1) / 3) / (1 + F1 / 3), evaluate=False),
        domain=_WAVE,
        derivation=lambda: fermi_liquid.fast_flow(1),
        kernels=("fermi_liquid_fast_flow_1",),
    ),
    Claim(
        id="carlini2021:47",
        title="velocity of the dragged spin over that of the kicked one",
        printed=Eq(velocity_ratio, average_drag / (Rational(1, 2) - average_drag), evaluate=False),
        domain=_DIPOLE,
        derivation=fast_drag.dipole_ratio,
        kernels=("fermi_liquid_velocity_ratio", "balanced_velocity_ratio"),
    ),
    Claim(
        id="carlini2021:48",
        title="drag density of a Fermi liquid",
        printed=Eq(n_drag, (F1 - G1) / (3 + F1) * n / 4, evaluate=False),
        domain=LIQUID,
        derivation=fermi_liquid.drag_density,
        kernels=("fermi_liquid_drag_density",),
    ),
    Claim(
        id="carlini2021:text:four-per-cent",
        title="V2/V1 of a dilute gas at k_F a = -0.5",
        printed=("about 4%", 0.04, 1),
        domain=Domain(None, ((n, 0.1, 10),), given=((kf_a, -Rational(1, 2)),)),
        kind="number",
        derivation=landau_parameters.velocity_ratio,
        reference=Reference("fermi_liquid.velocity_ratio", ("kf_a",)),
        quote="choosing k_F a = -0.5, one predicts an effect of about 4% for the ratio V_2/V_1",
        kernels=("dilute_fermi_drag_fraction", "dilute_fermi_velocity_ratio"),
    ),
    Claim(
        id="carlini2021:text:no-spin-currents",
        title="stability against spin currents, and the same as a bound on the drag",
        printed=(Gt(G1, -3, evaluate=False), Lt(n_drag, n / 4, evaluate=False)),
        domain=LIQUID,
        kind="statement",
        quote="stability criterion against the spontaneous formation of spin currents, is G_1 > -3, i.e., n_drag < n/4",
    ),
    Claim(
        id="carlini2021:text:multipairs",
        title="positive multipair contribution, and the same as a bound on the drag",
        printed=(Lt(G1, F1, evaluate=False), Gt(n_drag, 0, evaluate=False)),
        domain=LIQUID,
        kind="statement",
        quote="This imposes the condition G_1 < F_1, i.e., n_drag > 0 and is equivalent to requiring that the multipair"
        " contribution to the full f-sum rule be positive",
    ),
    *[
        Claim(
            id=f"carlini2021:supplement:liquid-spectrum-{channel}",
            title=f"m_1 of zero sound and particle-hole pairs together, {channel} channel",
            printed=None,
            domain=LIQUID,
            kind="supplied",
            derivation=lambda channel=channel: fermi_liquid.channel_moment(channel),
            reference=Reference(
                "landau_spectrum.low_moment", ("F_1", "G_1", "m", "grad_f2_n"), (("channel", channel),), points=6
            ),
        )
        for channel in ("density", "spin")
    ],
    *[_states(quantity, channel) for channel in landau_waves.PARAMETERS for quantity in ("m_1", "m_-1", "strength")],
    *[_supplied(channel, letter, l) for l in (0, 2) for channel, letter in (("density", "F"), ("spin", "G"))],
)
