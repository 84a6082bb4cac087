"""What may be planned and printed, and the errors that say why not."""

import ast
import math
import random

import mpmath
import pytest
import sympy as sp
from entrainment.derive import dimensions as dim
from entrainment.derive.codegen import bodies, quadrature
from entrainment.derive.codegen.emit import modules
from entrainment.derive.codegen.lines import CAP, WIDTH, assignment
from entrainment.derive.codegen.plan import Branches, ClosedForm, KernelPlan, NearSpecial, PlanError
from entrainment.derive.codegen.printer import CannotPrint, kernel_code
from entrainment.derive.codegen.series import NotRemovable, taylor
from entrainment.derive.notation import alpha, g, hbar, m, n_plus
from entrainment.derive.numeric import compile_mpmath, evaluate
from entrainment.derive.special import carlson_rc, carlson_rf

x, y = sp.symbols("x y", positive=True)


def planned(expr, arguments=(x, y), name="trial", D=None, **more):
    body = expr if isinstance(expr, (NearSpecial, Branches)) else ClosedForm(expr)
    settings = {"formula": getattr(body, "expr", x), "conditions": ()} | more
    return KernelPlan(name, "trial", "a trial", arguments, D=D, body=body, claims=(), derivation="none", **settings)


def text_of(*plans):
    return modules(plans)["trial"].text


@pytest.mark.parametrize(
    "expr, text",
    [
        (sp.Rational(8, 15) * x, "(8.0/15.0)*x"),
        (x / 2 + 3, "0.5*x + 3.0"),
        (1 / (x * y), "1.0/(x*y)"),
        (sp.Max(x, y), "max(x, y)"),
        (sp.Piecewise((x, x < 1), (y, True)), "(x if x < 1.0 else y)"),
        (carlson_rc(1, x), "_carlson_rc(1.0, x)"),
        (sp.Integer(10) ** 30 * x, "1e+30*x"),
    ],
)
def test_expressions_print_as_float64_python(expr, text):
    assert kernel_code(expr) == text


@pytest.mark.parametrize(
    "expr", [sp.zeta(x), sp.Function("f")(x), sp.Integral(x, (x, 0, y)), x + sp.I, sp.Dummy() + x, x**2, x**2.5, sp.zoo]
)
def test_what_has_no_text_is_refused(expr):
    with pytest.raises(CannotPrint):
        kernel_code(expr)


def test_unknown_function_names_kernel_and_function():
    with pytest.raises(PlanError, match="trial: no float64 text for zeta"):
        text_of(planned(sp.zeta(x) + y))


def test_complex_arguments_must_be_a_conjugate_pair():
    with pytest.raises(PlanError, match="conjugate pair"):
        text_of(planned(carlson_rf(x + sp.I * y, x + 2 * sp.I * y, 1)))


def test_free_symbol_that_is_no_argument():
    with pytest.raises(PlanError, match="y is not an argument"):
        planned(x + y, arguments=(x,))


def test_dimension_of_the_result_comes_from_the_formula_with_hbar():
    energy = g * n_plus + hbar**2 * n_plus ** sp.Rational(2, 3) / m
    assert planned(energy, (g, m, n_plus), D=3).result_dimension == dim.ENERGY
    with pytest.raises(PlanError, match="keep hbar"):
        planned(energy.subs(hbar, 1), (g, m, n_plus), D=3)
    assert planned(energy.subs(hbar, 1), (g, m, n_plus), D=3, result=dim.ENERGY).result_dimension == dim.ENERGY
    with pytest.raises(PlanError, match=r"dimension \[energy\], the plan says \[mass\]"):
        planned(energy, (g, m, n_plus), D=3, result=dim.MASS)


def test_docstring_gives_conditions_dimensions_and_claims():
    text = text_of(planned(sp.sqrt(g * n_plus / m) * alpha, (alpha, g, m, n_plus), D=3, conditions=(alpha > 1,)))
    assert "alpha > 1 [1], g > 0 [energy length^3], m > 0 [mass], n_plus > 0 [length^-3]  ->  [velocity]" in text


def test_limit_that_the_assumptions_exclude():
    with pytest.raises(PlanError, match="never applies"):
        planned(x, limits=((sp.Eq(x, 0), sp.S.Zero),))


def test_two_kernels_of_one_name():
    with pytest.raises(PlanError, match="two kernels are called trial"):
        text_of(planned(x), planned(y))


def test_last_branch_covers_everything():
    with pytest.raises(PlanError, match="last branch"):
        text_of(planned(Branches(((x < 1, x),))))


def test_too_many_statements():
    terms = sum(sp.sin(k * x) * sp.cos(sp.sin(k * x)) for k in range(CAP + 5))
    with pytest.raises(PlanError, match="fit into one function"):
        text_of(planned(terms))


def test_long_lines_wrap_and_parse():
    expr = sum(sp.sqrt(x + k * y) / (k + x) for k in range(1, 30))
    text = text_of(planned(expr))
    assert max(map(len, text.splitlines())) <= WIDTH
    ast.parse(text)
    assert assignment("t = ", "a + b") == ["    t = a + b"]


@pytest.mark.parametrize("sign", [1, -1])
def test_denominator_that_is_a_square_keeps_its_parentheses(sign):
    assert "x/(y*y)" in text_of(planned(sign * x / y**2))
    assert "x*y/(t0*t0)" in text_of(planned(1 - sign * x * y / (x + y) ** 2))


def random_expression(rng, depth):
    """A sum, product, quotient, power, root or function of smaller ones, of either sign."""
    if depth == 0:
        return rng.choice([x, y, x + 1, sp.Rational(rng.randint(1, 9), rng.randint(1, 9)), sp.pi])
    a, b = (random_expression(rng, depth - 1) for _ in range(2))
    power = sp.Rational(rng.choice([-8, -4, -3, -2, -1, 1, 2, 3, 4, 6, 8, 12]), rng.choice([1, 2, 4]))
    choices = [a + b, a - 2 * b, -a * b, a / b, a + sp.Abs(b) ** power, a * sp.Abs(b) ** power, sp.atan(a) * b]
    choices += [a - b * sp.Abs(a) ** power, sp.Piecewise((a, x < y), (b, True)), sp.Max(a, b), sp.log(1 + a**2) - b]
    return rng.choice(choices)


def test_text_of_random_expressions_has_their_value():
    rng = random.Random(5)
    point = {"x": 0.8125, "y": 1.390625}
    compared = 0
    while compared < 100:
        expr = random_expression(rng, rng.choice([1, 2, 3]))
        if expr.has(sp.zoo, sp.nan) or expr.is_number:
            continue
        exact = compile_mpmath(expr)
        with mpmath.workdps(40):
            value = exact[0](*(mpmath.mpf(point[name]) for name in exact[1]))
        if not 1e-6 < abs(value) < 1e6:
            continue
        lines = ["def f(x, y):", *bodies.BodyWriter(planned(expr), lambda name, text: None).body()]
        space = {name: getattr(math, name) for name in ("sqrt", "pi", "atan", "log", "log1p", "atanh")}
        exec("\n".join(lines), space)
        assert math.isclose(space["f"](**point), value, rel_tol=1e-10), expr
        compared += 1


def test_emitted_module_imports_numba_numpy_and_math_only():
    nodes = ast.walk(ast.parse(text_of(planned(carlson_rc(x, y)))))
    assert {node.module for node in nodes if isinstance(node, ast.ImportFrom)} == {"math", "numba"}


def test_taylor_series_needs_a_removable_point():
    assert taylor(sp.sin(x) / x, x, 0, 4) == (1, 0, -sp.Rational(1, 6), 0, sp.Rational(1, 120))
    assert taylor((x**2 - y**2) * sp.log(x / y) / (x - y) ** 2, x, y, 2) == (2, 0, 1 / (6 * y**2))
    with pytest.raises(NotRemovable):
        taylor(1 / (x - 1), x, 1, 3)
    with pytest.raises(NotRemovable):
        taylor(sp.sqrt(x - 1), x, 1, 3)


def test_taylor_polynomial_of_carlson_rc_where_its_arguments_meet():
    expr = carlson_rc(y**2, x**2) / sp.sqrt(x + y)
    coefficients = taylor(expr, x, y, 12)
    for step in (sp.Rational(1, 100), -sp.Rational(1, 100)):
        point = {x: 3 + step, y: 3}
        polynomial = sum(c * step**k for k, c in enumerate(coefficients))
        assert abs(evaluate(polynomial, point) / evaluate(expr, point) - 1) < 1e-30


def test_nodes_integrate_polynomials_of_degree_39():
    nodes, weights = ([mpmath.mpf(v) for v in column] for column in quadrature.gauss_legendre())
    for degree in range(40):
        value = sum(w * t**degree for t, w in zip(nodes, weights, strict=True))
        assert abs(value * (degree + 1) - 1) < 1e-14
