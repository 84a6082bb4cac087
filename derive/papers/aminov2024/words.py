"""What the words of the text ask for: relations between named pure numbers, the same for every claim.

A check computes the numbers.  What a word asks for was fixed before anything was computed, but for `>~`, which came later,
as did the use of `~` for the amplitude ratios:

    "equal to", "close to", "almost constant": within a tenth;      a power law: an exponent within a quarter;
    a ~ b: the same order of magnitude, |log10(a/b)| < 1/2;         a << b, "much lower": log10(a/b) < -1/2;
    a >~ b: a > b or the same order, log10(a/b) > -1/2;
    a limit at omega << gamma: from gamma/10 to gamma/100 the value changes by less than 1 %.

Drude regime: omega = Delta/10.  Delta is Eq. (16), T a third of the lower critical temperature, densities are Table I's.
"""

from __future__ import annotations

from sympy import Abs, Gt, Lt, Rational, Symbol, log, sqrt

from ...domain import Domain
from ...notation import m_a, m_b
from ...records import Claim

PERCENT, TENTH, QUARTER = Rational(1, 100), Rational(1, 10), Rational(1, 4)
HALF_ORDER = sqrt(10)  # half an order of magnitude
_ANY = Domain(3, ((m_a, 0.1, 5), (m_b, 0.1, 5)))


def number(name: str) -> Symbol:
    """A pure number that the check of a claim computes."""
    return Symbol(name, real=True)


def above(name: str, bound=0):
    return Gt(number(name), bound, evaluate=False)


def below(name: str, bound):
    return Lt(number(name), bound, evaluate=False)


def close(name: str, value=1):
    return Lt(Abs(number(name) / value - 1), TENTH, evaluate=False)


def exponent(name: str, value):
    return Lt(Abs(number(name) - value), QUARTER, evaluate=False)


def same_order(name: str, value=1):
    return Lt(Abs(log(number(name) / value, 10)), Rational(1, 2), evaluate=False)


def small(name: str):
    return Lt(number(name), 1 / HALF_ORDER, evaluate=False)


def not_smaller(name: str):
    """a >~ b, for the number a/b."""
    return Gt(number(name), 1 / HALF_ORDER, evaluate=False)


def large(name: str):
    return Gt(number(name), HALF_ORDER, evaluate=False)


def limit(name: str):
    """The relative change of a number from gamma/10 to gamma/100."""
    return Lt(number(name), PERCENT, evaluate=False)


def claim(slug: str, title: str, printed: tuple, quote: str) -> Claim:
    return Claim(f"aminov2024:{slug}", title, printed, _ANY, kind="statement", quote=quote)
