"""Reference values of the conductivities: the mixtures of Table I in rounded natural units, near their resonance and below.

aminov2024 (12) is the sum of (8) with the loop (11) over all momenta; it has no closed form.  Invariant: real and imaginary
part are those of an Arb ball of the definition, whose radius is below fifty digits of |sigma|.  hbar = k_B = 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..reference.bogoliubov_modes import Mixture
from ..reference.conductivity_enclosures import PAIRS, conductivity_ball

CLAIM = "aminov2024:text:momentum-integration"
RATES = ("omega", "gamma", "T")
UNIT = "mass^-1 length^-3 time"

#: m_a, m_b; total densities; g_aa, g_bb, g_ab; (omega, gamma, T, densities of the condensates) of two signals.
MIXTURES = {
    "Rb-Rb": (
        ("1", "1"),
        ("3.9047", "3.9047"),
        ("0.12805", "0.12805", "0.12165"),
        (("1.0041", "0.027826", "1.807", "3.6005", "3.6005"), ("0.085797", "0.00023188", "2.5463", "3.3812", "3.3812")),
    ),
    "Na-Na": (
        ("1", "1"),
        ("6.8711", "6.8711"),
        ("0.072769", "0.072769", "0.067476"),
        (("0.99401", "0.022983", "4.31", "5.6718", "5.6718"), ("0.086186", "0.00017237", "3.2325", "6.1161", "6.1161")),
    ),
    "K-K": (
        ("1", "1"),
        ("14.938", "14.938"),
        ("0.015449", "0.051496", "-0.025748"),
        (("1.0992", "0.044998", "4.822", "13.391", "13.633"), ("0.14785", "0.00064283", "6.6302", "12.393", "12.741")),
    ),
    "Yb-Cs": (
        ("1.144", "0.87412"),
        ("2.2357", "0.42809"),
        ("0.32938", "0.61581", "-0.27159"),
        (("0.44937", "0.0077477", "0.79642", "2.1428", "0.36018"), ("0.031507", "0.0001033", "0.62422", "2.1666", "0.38196")),
    ),
}


def balls(digits: int) -> Iterator[tuple[str, str, dict[str, Fraction], object]]:
    """(mixture, pair, exact inputs by name, ball of sigma) of every entry."""
    for name, (masses, totals, couplings, signals) in MIXTURES.items():
        for *rates, n_a, n_b in signals:
            mixture = Mixture(*map(Fraction, (*masses, n_a, n_b, *couplings)))
            for pair in PAIRS:
                total = None if pair == "ab" else Fraction(totals["ab".index(pair[0])])
                inputs = dict(zip(RATES, map(Fraction, rates), strict=True))
                ball = conductivity_ball(pair, *inputs.values(), mixture, total, digits)
                whole = {} if total is None else {"n_i": total}
                yield name, pair, inputs | mixture._asdict() | whole, ball
