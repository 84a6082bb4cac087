"""A typed formula is equal, off by a named factor, equal under a named condition, or unequal at a point that is shown."""

import time

import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive.domain import Domain
from entrainment.derive.formula import FormulaError
from entrainment.runtime import cli
from entrainment.runtime.verify import catalogue, typed, typed_conditions

TRUE = (s.g11 * s.n1 + s.g22 * s.n2) * s.hbar / (s.m1 * s.m2 * sp.sqrt(s.alpha))
RANGES = tuple((symbol, 0.2, 5) for symbol in (s.m1, s.m2, s.g11, s.g22, s.n1, s.n2, s.alpha)) + ((s.delta, -2, 2),)


@pytest.fixture(autouse=True)
def toy(monkeypatch):
    """A form with every kind of symbol, which takes no time to derive."""
    goal = typed.Target("toy:1", (s.C,), (TRUE,), Domain(3, RANGES), tuple(x for x, _, _ in RANGES) + (s.hbar, s.C))
    monkeypatch.setattr(typed, "target", lambda name: goal)


def asked(text):
    return typed.check(text, "toy:1", 30)


@pytest.mark.parametrize(
    "text",
    [
        "hbar (n1 g11 + g22 n2)/(m1 m2 sqrt(alpha))",
        r"\hbar\frac{g_{11} n_1 + g_{22} n_2}{m_1 m_2 \sqrt{\alpha}}",
        "C = hbar*(g11*n1/m1 + g22*n2/m1)/m2/alpha^(1/2)",
    ],
)
def test_equal_in_any_notation_and_proved(text):
    answer = asked(text)
    assert answer.equal and "proved symbolically" in answer.text and "30 digits at 20 points" in answer.text


def test_hbar_may_be_left_out():
    answer = asked("(n1 g11 + g22 n2)/(m1 m2 sqrt(alpha))")
    assert answer.equal and "read with hbar = 1" in answer.text


@pytest.mark.parametrize(
    ("factor", "named"),
    [("2", "2"), ("-1", "-1"), ("4/(3 pi)", "4/(3*pi)"), ("sqrt(pi)/7", "sqrt(pi)/7"), ("e^gamma", "exp(EulerGamma)")],
)
def test_a_constant_factor_is_found_named_and_proved(factor, named):
    answer = asked(f"({factor})*hbar*(n1 g11 + g22 n2)/(m1 m2 sqrt(alpha))")
    assert answer.outcome == "factor"
    assert f"is {named} (proved symbolically)" in answer.text


@pytest.mark.parametrize("power", ["^2", "^(-1/2)"])
def test_a_power_of_hbar_is_no_constant_factor(power):
    assert asked(f"hbar{power} (n1 g11 + g22 n2)/(m1 m2 sqrt(alpha))").outcome == "unequal"


def test_a_factor_that_nobody_knows_is_given_as_a_number():
    answer = asked("log(3) hbar*(n1 g11 + g22 n2)/(m1 m2 sqrt(alpha))")
    assert answer.outcome == "factor" and "1.09861228866811" in answer.text and "not recognised" in answer.text


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("hbar (n1 g11 + g22 n2)/(m1^2 sqrt(alpha))", "m1 = m2"),
        ("hbar (n1 g11 + g22 n2)/(m1 m2)", "alpha = 1"),
        ("hbar (n1 g11 + g22 n2)/(m1 m2 sqrt(alpha)) * (1 + delta/|delta|)/2", "delta > 0"),
        ("hbar (n1 g11 + g22 n2)/(m1 m2 sqrt(alpha)) * (alpha - 1)/|alpha - 1|", "alpha > 1"),
    ],
)
def test_equal_under_a_condition(text, condition):
    answer = asked(text)
    assert answer.outcome == "condition"
    assert f"where {condition}" in answer.text and "otherwise unequal   at" in answer.text


def test_unequal_with_a_witness_and_the_dimension():
    answer = asked("hbar g11 n1/(m1 m2)^2 + hbar g22 n2/(m1 + m2)^2")
    assert answer.outcome == "unequal"
    assert "at alpha = " in answer.text and "typed" in answer.text and "true" in answer.text and "dimensions:" in answer.text


def test_what_has_no_real_value_is_unequal():
    assert "typed has no real value" in asked("hbar g11 n1 log(-alpha)").text
    assert "typed has no real value" in asked("exp(exp(exp(exp(exp(9 alpha)))))").text


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("{0} * (1 + alpha)^64 / (alpha^2 + 2 alpha + 1)^32", "equal"),
        ("2 * {0} * (1 + alpha + m1)^60 / ((1 + alpha)^2 + 2 m1 (1 + alpha) + m1^2)^30", "factor"),
        ("{0} + (m1 + m2 + n1 + n2 + alpha)^64", "unequal"),
        ("sin(exp(exp(alpha^64))) * {0}", "unequal"),
        ("*".join(["(1 + alpha + n1)^64"] * 90), "unequal"),
        ("cosh(cosh(cosh(cosh(9 m1))))", "unequal"),
    ],
    ids=range(6),
)
def test_what_is_costly_is_answered_all_the_same(text, outcome):
    start = time.process_time()
    assert asked(text.format("hbar (n1 g11 + g22 n2)/(m1 m2 sqrt(alpha))")).outcome == outcome
    assert time.process_time() - start < 10


def test_both_sides_vanishing_is_no_agreement():
    assert asked("0").outcome == "unequal"
    assert asked("0*m1 + 1").outcome == "unequal"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("C", "has no value here"),
        ("alpha = 2", "left-hand side of toy:1 is C"),
        ("1, 2", "has 1 components, 2 are typed"),
        ("m3", "did you mean"),
    ],
)
def test_a_formula_that_cannot_be_compared_says_what_to_type(text, answer):
    with pytest.raises(FormulaError, match=answer):
        asked(text)


def test_the_command(capsys, monkeypatch):
    assert cli.main(["check", "-hbar*(g11*n1+g22*n2)/(m1*m2*sqrt(alpha))", "--against", "toy:1"]) == 1
    assert "is -1 (proved" in capsys.readouterr().out
    assert cli.main(["check", "9**9**9**9", "--against", "toy:1"]) == 2
    assert "exponent" in capsys.readouterr().err
    monkeypatch.undo()
    assert cli.main(["check", "1", "--against", "lower_edge_3"]) == 2
    assert "did you mean lower_edge_3d" in capsys.readouterr().err
    assert cli.main(["check", "1", "--against", "naidon2021:1"]) == 2
    assert "has no form to compare with" in capsys.readouterr().err
    formula = r"\left(\frac{n_1}{\sqrt\alpha} + \sqrt\alpha\, n_2\right)/\sqrt{\alpha + 1/\alpha}"
    assert cli.main(["check", formula, "--against", "naidon2021:5"]) == 0
    assert "equal to naidon2021:5" in capsys.readouterr().out


INTEGRAL = sp.Integral(s.m1 * s.alpha * sp.exp(-s.alpha * s.n1), (s.n1, 0, sp.oo))  # m1


@pytest.fixture
def integral(monkeypatch):
    """A kernel that is an integral, and its definition, which counts how often it is asked and to how many digits."""
    asked_for = []

    def definition(point, digits):
        asked_for.append(digits)
        return [typed.balls.enclose(s.m1, point, digits)]

    goal = typed.Target("toy:2", (), (INTEGRAL,), Domain(3, RANGES), tuple(x for x, _, _ in RANGES), definition)
    monkeypatch.setattr(typed, "target", lambda name: goal)
    return asked_for


@pytest.mark.parametrize(
    ("text", "outcome", "said"),
    [
        ("m1", "equal", "to 25 digits at 4 points"),
        ("3 m1", "factor", "is 3 (to 25 digits"),
        ("m2", "condition", "where m1 = m2"),
        ("m1 + alpha", "unequal", "unequal to toy:2"),
    ],
)
def test_an_integral_is_compared_by_its_definition_at_fewer_points(integral, text, outcome, said):
    answer = typed.check(text, "toy:2", 50)
    assert answer.outcome == outcome and said in answer.text
    assert max(integral) == 25 and len(integral) <= 40


def test_the_edge_of_miscibility_is_reached_at_rational_points():
    point = {s.g11: sp.Integer(2), s.g22: sp.Rational(1, 3), s.g12: sp.Integer(-5)}
    moved = typed_conditions.moved(point, typed_conditions.CRITICAL)
    assert all(value.is_Rational for value in moved.values()) and moved[s.g12] == sp.sqrt(moved[s.g11] * moved[s.g22])


def test_the_search_for_a_condition_has_an_end(integral, monkeypatch):
    monkeypatch.setattr(typed, "PATIENCE", 0.0)
    answer = typed.check("m2", "toy:2", 50)
    assert answer.outcome == "unequal" and "a condition was looked for during 0 s only" in answer.text


def test_progress_is_told(integral):
    told = []
    typed.check("m2", "toy:2", 50, lambda done, total, text: told.append((done, total, text)))
    assert told[0] == (0, 4, "points of toy:2") and any("m1 = m2" in text for _, _, text in told)
    assert all(0 <= done < total for done, total, _ in told)


def test_targets_are_claims_with_a_form_and_kernels(monkeypatch):
    monkeypatch.undo()
    claim = typed.target("carlini2021:48")
    assert claim.left == (s.n_drag,) and {"F_1", "G_1", "n"} <= set(map(str, claim.symbols))
    with pytest.raises(catalogue.UnknownName, match="did you mean"):
        typed.target("carlini2021:488")
