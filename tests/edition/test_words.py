"""Sentences on the pages: names and powers in the notation of the field, everything else untouched."""

import pytest
from entrainment.runtime.edition import words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("n_plus", "<math><msub><mi>n</mi><mtext>+</mtext></msub></math>"),
        ("(n1 + n)", "(<math><msub><mi>n</mi><mtext>1</mtext></msub></math> + n)"),
        ("a12 < a", "<math><msub><mi>a</mi><mtext>12</mtext></msub></math> &lt; a"),
        ("Lambda^+", "<math><mi>Λ</mi></math><sup>+</sup>"),
        ("D^-_ab", "D<sup>−</sup><sub>ab</sub>"),
        ("10^-4 G", "10<sup>−4</sup> G"),
        ("a^dagger", "a<sup>†</sup>"),
        ("d^2/dx^2", "d<sup>2</sup>/dx<sup>2</sup>"),
        ("of one (``same``) or n_plus", "of one (<code>same</code>) or <math><msub><mi>n</mi><mtext>+</mtext></msub></math>"),
    ],
)
def test_names_and_powers(text, shown):
    assert words.html(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "bubbles.small_parameter(D=3)",
        "enclosures.soft_energy_ball",
        "1e-68",
        "carlini2021:38",
        "lower_edge_3d",
        "a mixture",
        "Eqs. (A3), (B6)",
    ],
)
def test_what_is_no_name_of_the_field_is_left_alone(text):
    assert words.html(text) == text


def test_the_numbers_of_a_witness_stand_out():
    shown = words.witness("z = 2: printed -4.2, true 4.2")
    assert shown == "printed <b>-4.2</b>, true <b>4.2</b>; at z = 2"
    assert words.witness("printed 138, computed 20.84 Hz") == "printed <b>138</b>, computed <b>20.84</b> Hz"
    assert words.witness("no number") == "no number"
