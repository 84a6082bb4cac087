"""A typed formula, plain or LaTeX, read against a list of symbols and functions.  It is never evaluated as code.

Recursive descent: sum, product, sign, power, atom.  Every number, exponent and depth is bounded before sympy sees it,
so that ``9**9**9**9`` is refused and not computed.  A product without a sign after a quotient, ``1/2x``, is refused
because it is read in two ways.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import sympy as sp

from . import special
from .formula_tokens import FormulaError, Token, is_latex, tokens

__all__ = ["FormulaError", "FUNCTIONS", "parse", "parse_parts"]

MAX_DEPTH = 40
MAX_EXPONENT = 64
MAX_POWER_OF_TEN = 99
MAX_BITS = 1024

_ONE_ARGUMENT = {
    "sqrt": sp.sqrt,
    "exp": sp.exp,
    "log": sp.log,
    "ln": sp.log,
    "abs": sp.Abs,
    **{name: getattr(sp, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{f"a{name}": getattr(sp, f"a{name}") for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{f"arc{name}": getattr(sp, f"a{name}") for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{f"ar{name}": getattr(sp, f"a{name}") for name in ("sinh", "cosh", "tanh")},
}
_CARLSON = {name: getattr(special, name) for name in ("carlson_rc", "carlson_rf", "carlson_rd")}
FUNCTIONS = {**_ONE_ARGUMENT, **_CARLSON}
_CONSTANTS = {"pi": sp.pi, "e": sp.E, "E": sp.E, "gamma": sp.EulerGamma, "EulerGamma": sp.EulerGamma}
_WORDS = {"+": "plus", "-": "minus"}


def parse(text: str, symbols: Iterable[sp.Symbol]) -> sp.Expr:
    """The expression that ``text`` means in these symbols.  Raises :class:`FormulaError`, one line, for anything else."""
    _, parts = parse_parts(text, symbols)
    if len(parts) != 1:
        raise FormulaError(f"{len(parts)} expressions separated by commas; type one")
    return parts[0]


def parse_parts(text: str, symbols: Iterable[sp.Symbol]) -> tuple[tuple, tuple]:
    """(left-hand sides, right-hand sides); the left are empty where no ``=`` is typed.  Commas separate components."""
    if not text.strip():
        raise FormulaError('nothing is typed; type a formula such as "sqrt(alpha)/2"')
    parser = _Parser(tokens(text), symbols, is_latex(text))
    return parser.relation()


class _Parser:
    def __init__(self, words: list[Token], symbols, latex: bool):
        self.words, self.latex, self.index, self.depth = words, latex, 0, 0
        self.names = {_plain(str(symbol)): symbol for symbol in symbols}

    # --- reading -------------------------------------------------------------------------------------------------------

    @property
    def next(self) -> Token:
        return self.words[self.index]

    def take(self) -> Token:
        word = self.next
        self.index += word.kind != "end"
        return word

    def at(self, *signs: str) -> bool:
        return self.next.kind == "sign" and self.next.text in signs

    def expect(self, sign: str) -> None:
        if not self.at(sign):
            raise FormulaError(f"{self.found()} where {sign!r} is needed")
        self.take()

    def found(self) -> str:
        word = self.next
        return "the formula ends" if word.kind == "end" else f"{word.text!r} stands at character {word.position + 1}"

    # --- grammar -------------------------------------------------------------------------------------------------------

    def relation(self) -> tuple[tuple, tuple]:
        left, right = (), self.components()
        if self.at("="):
            self.take()
            left, right = right, self.components()
        if self.next.kind != "end":
            raise FormulaError(f"{self.found()} where the formula should end")
        return left, right

    def components(self) -> tuple:
        start = self.index
        if self.at("(") and self._is_tuple():
            self.take()
            parts = self._list()
            self.expect(")")
            return parts
        self.index = start
        return self._list()

    def _is_tuple(self) -> bool:
        """Does the parenthesis that opens here hold a comma of its own and close at the end of its side?"""
        depth, comma = 0, False
        for number, word in enumerate(self.words[self.index :], self.index):
            if word.kind == "sign" and word.text in "([{":
                depth += 1
            elif word.kind == "sign" and word.text in ")]}":
                depth -= 1
                if depth == 0:
                    after = self.words[number + 1]
                    return comma and (after.kind == "end" or after.text == "=")
            comma |= depth == 1 and word.text == ","
        return False

    def _list(self) -> tuple:
        parts = [self.sum()]
        while self.at(","):
            self.take()
            parts.append(self.sum())
        return tuple(parts)

    def sum(self):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormulaError(f"parentheses are nested more than {MAX_DEPTH} deep")
        terms = [self.product()]
        while self.at("+", "-"):
            sign = self.take().text
            term = self.product()
            terms.append(term if sign == "+" else -term)
        self.depth -= 1
        return sp.Add(*terms)

    def product(self):
        factors, divided = [self.signed()], False
        while True:
            if self.at("*", "/"):
                divided = self.take().text == "/"
                factor = self.signed()
                if divided and factor == 0:
                    raise FormulaError("division by zero")
                factors.append(1 / factor if divided else factor)
            elif self._times():
                divided = False
                factors.append(self.signed())
            elif self._starts_atom():
                if divided:
                    raise FormulaError(f"{self.found()} after a quotient: type * or parentheses, a/(b*c) or a/b*c")
                if self.next.kind == "number":
                    raise FormulaError(f"{self.found()} after a factor; type * or + between them")
                factors.append(self.power())
            else:
                return sp.Mul(*factors)

    def _times(self) -> bool:
        if self.next.kind == "command" and self.next.text in ("cdot", "times"):
            self.take()
            return True
        return False

    def _starts_atom(self) -> bool:
        return self.next.kind in ("number", "name", "command") or self.at("(", "[", "{")

    def signed(self):
        negative = False
        while self.at("+", "-"):
            negative ^= self.take().text == "-"
        value = self.power()
        return -value if negative else value

    def power(self):
        base = self.atom()
        if not self.at("^", "**"):
            return base
        self.take()
        if self.latex and self.next.kind == "number" and len(self.next.text) > 1:
            raise FormulaError(f"x^{self.next.text} means x^{self.next.text[0]} times the rest; type x^{{{self.next.text}}}")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormulaError(f"powers are nested more than {MAX_DEPTH} deep")
        exponent = self.atom() if self.latex else self.signed()
        self.depth -= 1
        if self.at("^", "**") and self.latex:
            raise FormulaError(f"{self.found()}: type braces around the exponent")
        return _power(base, exponent)

    def atom(self):
        word = self.take()
        if word.kind == "number":
            return _number(word.text)
        if word.kind == "name":
            return self._named(word.text)
        if word.kind == "command":
            return self._command(word.text)
        closing = {"(": ")", "[": "]", "{": "}", "|": "|"}.get(word.text) if word.kind == "sign" else None
        if closing is None:
            self.index -= word.kind != "end"
            raise FormulaError(f"{self.found()} where a number, a name or ( is needed")
        inside = self.sum()
        self.expect(closing)
        return sp.Abs(inside) if closing == "|" else inside

    # --- names ---------------------------------------------------------------------------------------------------------

    def _command(self, name: str):
        if name in ("frac", "dfrac", "tfrac"):
            above, below = self._group(), self._group()
            if below == 0:
                raise FormulaError("division by zero")
            return above / below
        if name == "sqrt" and self.at("["):
            self.take()
            root = self.sum()
            self.expect("]")
            if not (root.is_Integer and 2 <= root <= MAX_EXPONENT):
                raise FormulaError(f"root {root}; type an integer between 2 and {MAX_EXPONENT}")
            return self._group() ** (1 / root)
        if name == "sqrt":
            return sp.sqrt(self._group())
        if name in ("lvert", "rvert", "vert"):
            raise FormulaError("type \\left| ... \\right| or abs(...) for an absolute value")
        return self._named(name)

    def _group(self):
        if self.latex and not self.at("{") and (self.next.kind in ("name", "command") or self.next.text.isdigit()):
            if len(self.next.text) > 1 and self.next.kind == "number":
                raise FormulaError(f"{self.found()}: type braces, \\frac{{1}}{{2}}")
            return self.atom()
        self.expect("{")
        inside = self.sum()
        self.expect("}")
        return inside

    def _named(self, name: str):
        if self.latex:
            name += self._subscript()
            name = self._with_next(name)
        plain = _plain(name)
        if plain in self.names:
            return self.names[plain]
        if name in FUNCTIONS:
            return self._call(name)
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        raise FormulaError(f"no symbol {name[:60]!r} here; {self._nearest(name[:60])}")

    def _with_next(self, name: str) -> str:
        """``\\delta g`` is one symbol where the list has it, with or without the subscript of the second letter."""
        if name != "delta" or self.next.kind != "name":
            return name
        start = self.index
        joined = f"{name}_{self.take().text}"
        joined += self._subscript()
        if _plain(joined) in self.names:
            return joined
        self.index = start
        return name

    def _subscript(self) -> str:
        if not self.at("_"):
            return ""
        self.take()
        if not self.at("{"):
            word = self.take()
            return "_" + _WORDS.get(word.text, word.text)
        self.take()
        inside = []
        while not self.at("}"):
            word = self.take()
            if word.kind == "end":
                raise FormulaError("a subscript is not closed; type }")
            inside.append(_WORDS.get(word.text, word.text))
        self.take()
        return "_" + "".join(inside)

    def _call(self, name: str):
        function = FUNCTIONS[name]
        exponent = None
        if self.at("^", "**") and name != "sqrt":
            self.take()
            exponent = self.signed() if self.at("-") else self.atom()
            if exponent == -1:
                raise FormulaError(f"{name}^-1 is read in two ways; type a{name}(...) or 1/{name}(...)")
        if self.at("(", "[", "{"):
            opening = self.take().text
            arguments = self._list()
            self.expect({"(": ")", "[": "]", "{": "}"}[opening])
        elif self.latex:
            arguments = (self.power(),)
        else:
            raise FormulaError(f"{name} needs parentheses; type {name}(...)")
        wanted = function.nargs.args[0] if name in _CARLSON else 1
        if len(arguments) != wanted:
            raise FormulaError(f"{name} takes {wanted} argument{'s' * (wanted != 1)}, {len(arguments)} are typed")
        value = function(*arguments)
        if value.has(sp.zoo, sp.nan, sp.oo):
            raise FormulaError(f"{name} has no finite value there")
        return value if exponent is None else _power(value, exponent)

    def _nearest(self, name: str) -> str:
        known = sorted(str(symbol) for symbol in self.names.values())
        near = difflib.get_close_matches(name, [*known, *FUNCTIONS, *_CONSTANTS], n=2, cutoff=0.5)
        if near:
            return f"did you mean {' or '.join(near)}?"
        return f"there are {', '.join(known)}" if known else "it holds numbers only"


def _plain(name: str) -> str:
    """The spelling by which names are compared: ``g_12`` and ``g12``, ``lambda`` and ``lambda_`` are the same."""
    return name.replace("_", "")


def _number(text: str):
    mantissa, _, exponent = text.lower().partition("e")
    if exponent and abs(int(exponent)) > MAX_POWER_OF_TEN:
        raise FormulaError(f"{text} is out of range; type powers of ten up to {MAX_POWER_OF_TEN}")
    return sp.Rational(mantissa) * sp.Integer(10) ** int(exponent or 0)


def _power(base, exponent):
    if base == sp.E:
        return sp.exp(exponent)
    if not exponent.is_Rational:
        raise FormulaError(f"exponent {str(exponent)[:40]}: type a number, or exp(... * log(...))")
    if abs(exponent.p) > MAX_EXPONENT or exponent.q > MAX_EXPONENT:
        raise FormulaError(f"exponent {str(exponent)[:40]}: type one between -{MAX_EXPONENT} and {MAX_EXPONENT}")
    if base == 0 and exponent <= 0:
        raise FormulaError("zero to a power that is not positive")
    _bounded(base)
    return _bounded(base**exponent)


def _bounded(value):
    """``value`` if its numbers and exponents are of a size that can be computed with."""
    for number in value.atoms(sp.Rational):
        if max(abs(number.p), number.q).bit_length() > MAX_BITS:
            raise FormulaError("a power gives a number of more than 300 digits; type a smaller one")
    for power in value.atoms(sp.Pow):
        if power.exp.is_Rational and abs(power.exp) > MAX_EXPONENT:
            raise FormulaError(f"powers of powers add up to more than {MAX_EXPONENT}; type smaller ones")
    return value
