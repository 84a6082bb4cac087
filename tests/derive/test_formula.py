"""What is typed is read as mathematics or refused in one line; it is never run, and nothing large is computed."""

import time

import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive.formula import MAX_DEPTH, FormulaError, parse, parse_parts
from hypothesis import given, settings
from hypothesis import strategies as st

SYMBOLS = (s.alpha, s.delta, s.delta_g, s.delta_g_min, s.g, s.g12, s.hbar, s.lambda_, s.m, s.n_plus, s.x)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("m*g12**2*sqrt(n_plus)/2", s.m * s.g12**2 * sp.sqrt(s.n_plus) / 2),
        ("1/2 * m g_12^2 sqrt(n_plus)", s.m * s.g12**2 * sp.sqrt(s.n_plus) / 2),
        (r"\frac{1}{2} m g_{12}^2 \sqrt{n_+}", s.m * s.g12**2 * sp.sqrt(s.n_plus) / 2),
        (r"\frac12m", None),
        (r"\frac1 2 m", s.m / 2),
        (r"\delta g_{\min}/g", s.delta_g_min / s.g),
        (r"\delta g/g", s.delta_g / s.g),
        (r"\delta \, x", s.delta * s.x),
        (r"2\left(1+\alpha\right)", 2 * (1 + s.alpha)),
        (r"\sqrt[3]{x}", sp.cbrt(s.x)),
        (r"\ln\frac{\alpha}{x}", sp.log(s.alpha / s.x)),
        (r"\sinh^{2}\alpha", sp.sinh(s.alpha) ** 2),
        (r"e^{-\gamma}", sp.exp(-sp.EulerGamma)),
        (r"\operatorname{arcsinh}(x)\cdot\pi", sp.asinh(s.x) * sp.pi),
        ("-x^2", -(s.x**2)),
        ("2^-3^2", sp.Rational(1, 512)),
        ("x^2/3", s.x**2 / 3),
        ("alpha/x*m", s.alpha * s.m / s.x),
        ("0.1e2 x", 10 * s.x),
        ("|x - 2|", sp.Abs(s.x - 2)),
        ("lambda", s.lambda_),
        ("ħ·π", s.hbar * sp.pi),
        ("carlson_rc(1, x)", None),
    ],
)
def test_plain_and_latex_mean_the_same(typed, meant):
    if meant is None:
        if "carlson" in typed:
            assert parse(typed, SYMBOLS).func.__name__ == "carlson_rc"
        else:
            with pytest.raises(FormulaError, match="braces"):
                parse(typed, SYMBOLS)
    else:
        assert parse(typed, SYMBOLS) == meant


def test_components_are_separated_by_commas():
    assert parse_parts("(alpha, 2)", SYMBOLS) == ((), (s.alpha, 2))
    assert parse_parts("delta_g/g = (x, m)", SYMBOLS) == ((s.delta_g / s.g,), (s.x, s.m))
    assert parse_parts("(1 + x)(1 + m)", SYMBOLS) == ((), ((1 + s.x) * (1 + s.m),))


HOSTILE = {
    "__import__('os').system('true')": "no meaning",
    "().__class__.__bases__": "no meaning",
    "x.__class__": "no meaning",
    "lambda: 0": "no meaning",
    "lambda x: x": "no meaning",
    "exec(x)": "no symbol 'exec'",
    "eval": "no symbol",
    "Symbol(x)": "no symbol",
    "x if m else g": "no symbol 'if'",
    "[m for m in g]": "no symbol 'for'",
    "9**9**9**9": "exponent",
    "9^9^9^9^9^9^9^9": "exponent",
    "((((9^64)^64)^64)^64)": "300 digits",
    "((x^60)^60)^60": "powers of powers",
    "(x*(x^60))^60": "powers of powers",
    "1e999999999": "out of range",
    "7" * 300: "a number of 300 characters",
    "x^x": "exponent x",
    "x^(1/99)": "exponent 1/99",
    "(" * 5000: "5000 characters",
    "(" * 1000: "nested",
    "[" * 900 + "]" * 900: "nested",
    "-" * 3000: "ends",
    "x^" * 1500 + "x": "nested",
    r"\frac{" * 500: "nested",
    r"\input{/etc/passwd}": "no symbol",
    r"\sqrt{": "ends",
    r"x_{": "not closed",
    "x)": "should end",
    "(x": r"'\)' is needed",
    "x +": "ends",
    "": "nothing is typed",
    "\x00": "no meaning",
    "x = m = g": "should end",
    "1/0": "division by zero",
    "x/(m-m)": "division by zero",
    r"\frac{1}{x-x}": "division by zero",
    "0^-1": "zero to a power",
    "log(0)": "no finite value",
    "sqrt x": "parentheses",
    "1/2x": "after a quotient",
    r"x^{2}^{3}": "braces",
    r"x^12\alpha": "times the rest",
    "sin^-1(x)": "two ways",
    "log^(-1) x": "two ways",
    "sqrt(x, m)": "takes 1 argument",
    "2 3": "type \\* or \\+",
    "alfa": "did you mean alpha",
    "n_plsu": "did you mean n_plus",
}


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda text: text[:30])
def test_what_is_not_mathematics_is_refused_at_once(typed):
    start = time.process_time()
    with pytest.raises(FormulaError, match=HOSTILE[typed]) as refused:
        parse(typed, SYMBOLS)
    assert time.process_time() - start < 1
    assert "\n" not in str(refused.value) and len(str(refused.value)) < 300


def test_depth_is_allowed_up_to_the_bound():
    deep = MAX_DEPTH - 1
    assert parse("(" * deep + "x" + ")" * deep, SYMBOLS) == s.x


ALPHABET = st.text("xmg12_^*+-/().,{}|= \\eE", max_size=40) | st.text(max_size=20)
PIECES = [*"xmg+-*/^(){}[]_,=|", "12", r"\frac", r"\sqrt", "sqrt", "log", r"\alpha", "e", " "]
WORDS = st.lists(st.sampled_from(PIECES), max_size=14)


@settings(max_examples=300, deadline=None)
@given(ALPHABET | WORDS.map("".join))
def test_any_text_is_read_or_refused(text):
    try:
        parts = parse(text, SYMBOLS)
    except FormulaError as error:
        assert "\n" not in str(error)
    else:
        assert parts.free_symbols <= set(SYMBOLS)
