"""The how-tos run, and say what they say."""

import io
import re
import runpy
from contextlib import redirect_stdout
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "howto"


def told(name):
    """What a script prints, run as a user runs it."""
    out = io.StringIO()
    with redirect_stdout(out):
        runpy.run_path(str(FOLDER / f"{name}.py"), run_name="__main__")
    return out.getvalue()


def number_after(words, text):
    return float(re.search(re.escape(words) + r"\s*(-?[\d.]+(?:e[+-]?\d+)?)", text)[1])


def test_there_are_six_and_each_says_what_it_does():
    scripts = sorted(FOLDER.glob("*.py"))
    assert len(scripts) == 6
    for path in scripts:
        text = path.read_text()
        assert text.startswith('"""') and len(text.splitlines()) < 45


def test_is_my_mixture_in_the_bubble_window():
    text = told("bubble_window")
    lower, upper = map(float, re.search(r"for ([\d.]+) a0 < a12 < ([\d.]+) a0", text).groups())
    assert 174 < lower < upper < 185 and "outside (miscible)" in text
    assert "warning: E_B is" in text and "floats in pure 1" in text


def test_coefficients_for_a_gross_pitaevskii_solver():
    text = told("gross_pitaevskii")
    assert "no gaps: True" in text
    assert number_after("/(n^5/2 g^5/2) =", text) == pytest.approx(0.0540379646, rel=1e-9)
    assert number_after("/E_LHY =", text) == pytest.approx(2.5, rel=1e-8)


def test_predict_a_drag_experiment():
    text = told("drag_experiment")
    fraction, ratio = number_after("n_drag/n =", text), number_after("after the kick =", text)
    assert ratio == pytest.approx(fraction / (0.5 - fraction), rel=1e-3)
    assert number_after("carlini2021:38: n_drag/n =", text) == pytest.approx(fraction, rel=0.15)


def test_check_a_papers_formula():
    text = told("check_formula")
    assert text.count("equal to") == 4 and text.count("unequal to") == 2
    assert "what is typed is 4 (proved symbolically) times carlini2021:48" in text


def test_fifty_digits():
    text = told("fifty_digits")
    assert "certified by a ball" in text
    digits = re.findall(r"\b\d\.\d{40,}", text)
    assert len(digits) == 2 and all(len(number) >= 50 for number in digits)
    assert abs(number_after("off by", text)) < 1e-15


@pytest.mark.slow
def test_a_sweep_on_many_machines():
    pytest.importorskip("distributed")
    text = told("sweep_on_many_machines")
    assert number_after("lowest E_B for each n1:", text) < number_after("to", text.split("n1:")[1])
