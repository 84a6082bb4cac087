"""Balls of the conductivities contain the values of two numerical formulations, are small, or are refused."""

import json
from pathlib import Path

import pytest
from entrainment.runtime.reference.bogoliubov_modes import Mixture
from entrainment.runtime.reference.conductivity_enclosures import conductivity_ball
from entrainment.runtime.reference.enclosures import EnclosureTooWide
from flint import acb, arb

ENTRIES = json.loads(Path(__file__).with_name("conductivities.json").read_text())
KNOWN = [entry for entry in ENTRIES if "mixture" in entry]
RATES = ("omega", "gamma", "T")


def ball(entry, pair, digits, **changes):
    inputs = {name: entry[name] for name in RATES} | changes
    mixture = Mixture(**entry["mixture"])
    total = None if pair == "ab" else entry["mixture"][f"n_{pair[0]}"]
    return conductivity_ball(pair, *inputs.values(), mixture, total, digits)


@pytest.mark.parametrize("entry", KNOWN[:8], ids=lambda e: f"{e['system']}-{e['omega']}")
def test_certified_values_lie_in_the_balls(entry):
    found, value = ball(entry, "ab", 20), entry["sigma"]["ab"]
    size = abs(acb(arb(value[0]), arb(value[1])))
    for part, text in zip((found.real, found.imag), value, strict=True):
        assert abs(part - arb(text)).abs_lower() < 3e-20 * size
    assert found.rad() < 1e-20 * size.abs_lower()


@pytest.mark.parametrize("pair", ["aa", "bb"])
def test_dissipation_within_a_component_does_not_know_the_total_density(pair):
    entry = KNOWN[3]
    found, value = ball(entry, pair, 18), arb(entry["sigma"][pair][0])
    assert abs(found.real - value).abs_lower() < 1e-19 * abs(found).abs_lower()


def test_more_digits_lie_within_fewer():
    few, many = (ball(KNOWN[3], "ab", digits) for digits in (10, 50))
    assert few.contains(many) and many.rad() < 1e-50 * abs(many).abs_lower()


def test_digits_that_cannot_be_certified_are_refused():
    entry = KNOWN[2] | {"mixture": KNOWN[2]["mixture"] | {"g_ab": "1e-60"}}
    with pytest.raises(EnclosureTooWide):
        ball(entry, "ab", 3)


def test_impossible_input_is_refused():
    inputs = [KNOWN[0][name] for name in RATES]
    mixture = Mixture(**KNOWN[0]["mixture"])
    with pytest.raises(ValueError, match="must be positive"):
        conductivity_ball("ab", "1", "0", "1", mixture)
    with pytest.raises(ValueError, match="must be positive"):
        conductivity_ball("ab", *inputs, mixture._replace(g_ab=mixture.g_aa))
    with pytest.raises(ValueError, match="total density belongs"):
        conductivity_ball("aa", *inputs, mixture)
    with pytest.raises(ValueError, match="pair must be"):
        conductivity_ball("ba", *inputs, mixture)
