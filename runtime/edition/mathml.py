"""Formulas as MathML Core, which browsers show without a script.

Every element that is written is one of MathML Core; a part for which there is no notation is shown as the text that
sympy prints, never dropped.  Names are those of `derive.notation`: ``g12`` has a subscript, ``delta_g`` is one symbol.
"""

from __future__ import annotations

from html import escape

import sympy as sp
from sympy.printing.precedence import PRECEDENCE, precedence

ELEMENTS = frozenset("math mrow mi mn mo mtext mfrac msqrt mroot msub msup msubsup mtable mtr mtd".split())
LARGEST = 260  # operations beyond which a formula is shown as text

GREEK = dict(
    zip(
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega".split(),
        "αβγδεζηθικλμνξπρστφχψω",
        strict=True,
    )
) | {"Omega": "Ω", "Phi": "Φ", "Gamma": "Γ", "Delta": "Δ", "Lambda": "Λ", "Theta": "Θ", "hbar": "ħ", "eps": "ε"}
_SUBSCRIPT = {"plus": "+", "minus": "−", "perp": "⊥", "star": "∗", "inf": "∞"}
_INTEGRALS = {
    "grad_f2_n": "∫|∇f|²n", "grad_f2_drag": "∫|∇f|²n_drag", "grad_f2_n1": "∫|∇f|²n₁", "grad_f2_n2": "∫|∇f|²n₂",
    "grad_f2_rho": "∫|∇f|²ρ_drag", "f2_n": "∫f²n", "mean_x2": "⟨x²⟩", "kf_a": "k_F a",
}  # fmt: skip
_FUNCTIONS = {
    "log": "ln", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arsinh", "acosh": "arcosh",
    "atanh": "artanh", "carlson_rc": "R_C", "carlson_rf": "R_F", "carlson_rd": "R_D", "rc_deficit": "W", "log_ratio": "L",
    "arc_deficit": "V",
}  # fmt: skip
_CONSTANTS = {sp.pi: "π", sp.E: "e", sp.I: "i", sp.EulerGamma: "γ", sp.oo: "∞", sp.Catalan: "G"}
_RELATIONS = {sp.Eq: "=", sp.Ne: "≠", sp.Lt: "<", sp.Le: "≤", sp.Gt: ">", sp.Ge: "≥"}
_ADD, _MUL, _POW = PRECEDENCE["Add"], PRECEDENCE["Mul"], PRECEDENCE["Pow"]


def math(form, display: bool = True) -> str:
    """A ``math`` element for an expression, relation or tuple; text in ``code`` where it is too long to be read."""
    if isinstance(form, tuple | list) and all(isinstance(part, sp.Basic) for part in form):
        form = sp.Tuple(*form) if len(form) != 1 else form[0]
    if isinstance(form, sp.MatrixBase):
        form = form.as_immutable()
    if not isinstance(form, sp.Basic):
        return f"<code>{escape(str(form))}</code>"
    if sp.count_ops(form) > LARGEST:
        return f"<code>{escape(str(form))}</code>"
    style = ' display="block"' if display else ""
    return f"<math{style}>{_show(form)}</math>"


def symbol(name: str) -> str:
    """A name of the field: ``n_plus``, ``delta_g_min``, ``lambda_``, ``m1_star``."""
    if name in _INTEGRALS:
        return f"<mrow><mo>(</mo><mtext>{_INTEGRALS[name]}</mtext><mo>)</mo></mrow>"
    base, *marks = name.strip("_").split("_")
    if marks and all(len(word) > 3 and word.isalpha() and word not in GREEK for word in (base, *marks)):
        return f"<mtext>{escape(' '.join((base, *marks)))}</mtext>"
    prefix = ""
    if base == "delta" and marks and marks[0] not in _SUBSCRIPT:
        prefix, (base, *marks) = "<mi>δ</mi>", marks
    if base == "grad" and marks and marks[0] in GREEK:
        prefix, (base, *marks) = "<mo>∇</mo>", marks
    letters = base.rstrip("0123456789")
    if letters and letters != base:
        marks.insert(0, base[len(letters) :])
        base = letters
    shown = _identifier(GREEK.get(base, base))
    if marks:
        text = ",".join(_SUBSCRIPT.get(mark, GREEK.get(mark, mark)) for mark in marks)
        shown = f"<msub>{shown}<mtext>{escape(text)}</mtext></msub>"
    return f"<mrow>{prefix}{shown}</mrow>" if prefix else shown


def _identifier(text: str) -> str:
    return f"<mi>{escape(text)}</mi>"


def _operator(text: str) -> str:
    return f"<mo>{escape(text)}</mo>"


def _row(*parts: str) -> str:
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"


def _fenced(inside: str, opening: str = "(", closing: str = ")") -> str:
    return f"<mrow>{_operator(opening)}{inside}{_operator(closing)}</mrow>"


def _show(form) -> str:
    if form in _CONSTANTS:
        return _identifier(_CONSTANTS[form])
    for kind, show in _BY_KIND:
        if isinstance(form, kind):
            return show(form)
    return f"<mtext>{escape(str(form))}</mtext>"


def _in_parentheses(form, level: int, strict: bool = True) -> str:
    rank = precedence(form)
    return _fenced(_show(form)) if rank < level or (strict and rank == level) else _show(form)


def _integer(form) -> str:
    return f"<mn>{form}</mn>" if form >= 0 else f"<mrow><mo>−</mo><mn>{-form}</mn></mrow>"


def _rational(form) -> str:
    size = f"<mfrac><mn>{abs(form.p)}</mn><mn>{form.q}</mn></mfrac>"
    return size if form > 0 else f"<mrow><mo>−</mo>{size}</mrow>"


def _sum(form) -> str:
    shown = []
    for number, term in enumerate(form.as_ordered_terms()):
        negative = term.could_extract_minus_sign()
        if number or negative:
            shown.append(_operator("−" if negative else "+"))
        shown.append(_in_parentheses(-term if negative else term, _ADD))
    return _row(*shown)


def _product(form) -> str:
    if form.could_extract_minus_sign():
        return _row(_operator("−"), _in_parentheses(-form, _ADD))
    above, below = _sides(form)
    if below:
        return f"<mfrac>{_factors(above)}{_factors(below)}</mfrac>"
    return _factors(above)


def _sides(form) -> tuple[list, list]:
    """Factors above and below the line."""
    above, below = [], []
    for factor in form.as_ordered_factors():
        base, exponent = factor.as_base_exp()
        if factor.is_Rational:
            above += [sp.Integer(factor.p)] if factor.p != 1 else []
            below += [sp.Integer(factor.q)] if factor.q != 1 else []
        elif exponent.is_Rational and exponent < 0 and base != sp.E:
            below.append(base**-exponent)
        else:
            above.append(factor)
    return above, below


def _factors(factors: list) -> str:
    if len(factors) == 1:
        return _show(factors[0])
    shown, previous = [], None
    for factor in factors:
        if previous is not None:
            digits = factor.is_Integer or (factor.is_Pow and factor.base.is_Integer and factor.exp.is_Integer)
            shown.append(_operator("·" if digits else "\u2062"))
        shown.append(_in_parentheses(factor, _MUL, strict=False))
        previous = factor
    return _row(*shown) if shown else "<mn>1</mn>"


def _power(form) -> str:
    base, exponent = form.as_base_exp()
    if base == sp.E:
        return f"<msup><mi>e</mi>{_row(_show(exponent))}</msup>"
    if exponent.is_Rational and exponent < 0:
        return f"<mfrac><mn>1</mn>{_show(base**-exponent)}</mfrac>"
    if exponent == sp.Rational(1, 2):
        return f"<msqrt>{_show(base)}</msqrt>"
    if exponent.is_Rational and exponent.p == 1:
        return f"<mroot>{_show(base)}<mn>{exponent.q}</mn></mroot>"
    if exponent.is_Rational and exponent.q != 1:
        raised = f"<mrow><mn>{exponent.p}</mn><mo>/</mo><mn>{exponent.q}</mn></mrow>"
    else:
        raised = _show(exponent)
    if base.is_Function and not isinstance(base, sp.Abs):
        return f"<msup>{_fenced(_show(base))}{raised}</msup>"
    return f"<msup>{_in_parentheses(base, _POW)}{raised}</msup>"


def _list(forms) -> str:
    return _operator(",").join(map(_show, forms))


def _function(form) -> str:
    name = form.func.__name__
    known = _FUNCTIONS.get(name)
    shown = symbol(known or name) if not known or "_" in known else _identifier(known)
    return _row(shown, _operator("\u2061"), _fenced(_list(form.args)))


def _relation(form) -> str:
    return _row(_show(form.lhs), _operator(_RELATIONS[form.func]), _show(form.rhs))


def _integral(form) -> str:
    inside = _in_parentheses(form.function, _MUL, strict=False)
    for variable, *ends in form.limits:
        sign = _operator("∫")
        if len(ends) == 2:
            sign = f"<msubsup>{sign}{_show(ends[0])}{_show(ends[1])}</msubsup>"
        inside = _row(sign, inside, _operator("\u2009"), _identifier("d"), _show(variable))
    return inside


def _derivative(form) -> str:
    order = sum(count for _, count in form.variable_count)
    raised = lambda what, count: f"<msup>{what}<mn>{count}</mn></msup>" if count != 1 else what
    below = _row(*[_row(_identifier("∂"), raised(_show(v), count)) for v, count in form.variable_count])
    return _row(f"<mfrac>{raised(_identifier('∂'), order)}{below}</mfrac>", _in_parentheses(form.expr, _MUL))


def _cases(form) -> str:
    rows = []
    for value, condition in form.args:
        when = "<mtext>otherwise</mtext>" if condition == True else _row("<mtext>where </mtext>", _show(condition))  # noqa: E712
        rows.append(f"<mtr><mtd>{_show(value)}</mtd><mtd>{when}</mtd></mtr>")
    return _row(_operator("{"), f"<mtable>{''.join(rows)}</mtable>")


def _matrix(form) -> str:
    cells = lambda row: "".join(f"<mtd>{_show(form[row, column])}</mtd>" for column in range(form.cols))
    return _fenced(f"<mtable>{''.join(f'<mtr>{cells(row)}</mtr>' for row in range(form.rows))}</mtable>")


def _joined(word: str):
    return lambda form: f"<mtext> {word} </mtext>".join(_show(arg) for arg in form.args).join(("<mrow>", "</mrow>"))


_BY_KIND = (
    (sp.Symbol, lambda form: symbol(form.name)),
    (sp.Integer, _integer),
    (sp.Rational, _rational),
    (sp.Float, lambda form: f"<mn>{form.round(6)}</mn>"),
    (sp.Add, _sum),
    (sp.Mul, _product),
    ((sp.Pow, sp.exp), _power),
    (sp.Rel, _relation),
    (sp.Tuple, lambda form: _fenced(_list(form.args))),
    (sp.Abs, lambda form: _fenced(_show(form.args[0]), "|", "|")),
    ((sp.Min, sp.Max), lambda form: _row(_identifier(form.func.__name__.lower()), _fenced(_list(form.args)))),
    (sp.Integral, _integral),
    (sp.Derivative, _derivative),
    (sp.Piecewise, _cases),
    (sp.MatrixBase, _matrix),
    (sp.And, _joined("and")),
    (sp.Or, _joined("or")),
    (sp.Function, _function),
)
