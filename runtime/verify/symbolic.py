"""A proof that an expression is zero, or no answer at all: never a guess.

The expression is carried into a field of rational functions.  Every root of a polynomial factor, every logarithm of a
factor, every other function value and every constant such as pi becomes a generator; a root obeys ``r**N = factor``.
Only identities that hold for the declared signs are used (``sqrt(a b) = sqrt(a) sqrt(b)`` for ``a > 0``,
``log(a b) = log(a) + log(b)`` for ``a, b > 0``), and ``exp(-a) = 1/exp(a)``, ``i**2 = -1``.  If the numerator reduces to
zero the expression is zero wherever it is defined; if it does not, nothing is concluded.
"""

from __future__ import annotations

import sympy as sp
from sympy.polys.rings import PolyRing

TOO_LARGE = 4000  # operations; a proof of something larger is not attempted
READINGS = 8  # how often an expression is read again because a root of higher order turned up


def prove_zero(expr, conditions=()) -> bool:
    """True if ``expr`` is proved to vanish for all values that obey ``conditions`` (bounds such as ``alpha > 1``).

    False means "not proved".
    """
    expr = sp.sympify(expr).xreplace(shift_to_positive(conditions))
    if expr == 0:
        return True
    if expr.count_ops() > TOO_LARGE or expr.has(sp.Integral, sp.Derivative, sp.Sum, sp.Piecewise, sp.nan, sp.zoo, sp.oo):
        return False
    field = _Field()
    for _ in range(READINGS):
        field.stale = False
        image = field.image(expr)
        if not field.stale:
            return field.vanishes(image)
    return False


def shift_to_positive(conditions) -> dict:
    """Substitutions that build bounds into positivity: ``alpha > 1`` becomes ``alpha = 1 + t`` with ``t > 0``."""
    lower, upper = {}, {}
    for relation in conditions:
        if not isinstance(relation, sp.Rel) or isinstance(relation, sp.Eq | sp.Ne):
            continue
        low, high = relation.lts, relation.gts
        if low.is_Rational and high.is_Symbol:
            lower[high] = max(low, lower.get(high, low))
        elif low.is_Symbol and high.is_Rational:
            upper[low] = min(high, upper.get(low, high))
    shifts = {}
    for symbol in {*lower, *upper}:
        t = sp.Symbol(f"_t_{symbol}", positive=True)
        low = lower.get(symbol, sp.S.Zero if symbol.is_positive else None)
        high = upper.get(symbol)
        if high is None:
            shifts[symbol] = low + t
        elif low is not None and low < high:
            shifts[symbol] = (low + high * t) / (1 + t)
        else:
            shifts[symbol] = high - t
    return shifts


class _Field:
    """Generators met so far.  Root orders may grow while an expression is read; then it is read again."""

    def __init__(self):
        self.stale = False
        self.orders: dict = {}  # factor -> N, the generator is factor**(1/N)
        self.roots: dict = {}  # factor -> generator
        self.others: dict = {}  # canonical function value or constant -> generator
        self.squares: dict = {}  # generator of an absolute value or of i -> square

    def image(self, expr):
        """``expr`` as a rational function of symbols and generators."""
        if expr.is_Symbol and expr in self.roots:
            return self.roots[expr] ** self.orders[expr]
        if expr.is_Symbol or expr.is_Rational:
            return expr
        if expr.is_Float:
            return sp.Rational(expr)
        if expr is sp.I:
            generator = self._other(expr)
            self.squares[generator] = sp.S.NegativeOne
            return generator
        if expr.is_Add or expr.is_Mul:
            return expr.func(*[self.image(arg) for arg in expr.args])
        if expr.is_Pow and expr.exp.is_Integer:
            return self.image(expr.base) ** expr.exp
        if expr.is_Pow and expr.exp.is_Rational:
            return self._power(self._factored(expr.base), expr.exp)
        if isinstance(expr, sp.log):
            return self._logarithm(self._factored(expr.args[0]))
        if isinstance(expr, sp.Abs):
            return self._absolute(self._factored(expr.args[0]))
        arguments = [self._factored(arg) for arg in expr.args]
        if isinstance(expr, sp.exp) and arguments[0].could_extract_minus_sign():
            return 1 / self._other(sp.exp(-arguments[0]))
        return self._other(expr.func(*arguments) if arguments else expr)

    def _factored(self, expr):
        return sp.factor(self._reduce_roots(sp.together(self.image(expr))))

    def _power(self, base, exponent):
        result = sp.S.One
        rest = sp.S.One
        for factor, multiplicity in _factors(base):
            if factor.is_positive:
                result *= self._root(factor, multiplicity * exponent)
            elif factor.is_real and multiplicity % 2 == 0:
                size, power = self._absolute(factor), multiplicity * exponent
                result *= size**power if power.is_Integer else self._root(size, power)
            else:
                rest *= factor**multiplicity
        return result if rest == 1 else result * self._root(rest, exponent)

    def _root(self, factor, exponent):
        """factor**exponent through the generator factor**(1/N)."""
        if factor in self.roots.values():  # a root of a root
            (inner,) = [known for known, generator in self.roots.items() if generator == factor]
            return self._root(inner, exponent / self.orders[inner])
        if exponent.is_Integer and factor not in self.orders:
            return factor**exponent
        order = self.orders.get(factor, 1)
        needed = sp.ilcm(order, exponent.q)
        if needed != order:
            self.orders[factor] = needed
            self.stale = True
        if factor not in self.roots:
            # The principal root of something of unknown sign is only known to obey r**N = factor.
            self.roots[factor] = sp.Dummy(f"r{len(self.roots)}", positive=True if factor.is_positive else None)
        return self.roots[factor] ** (exponent * needed)

    def _logarithm(self, argument):
        total, rest = sp.S.Zero, sp.S.One
        for factor, multiplicity in _factors(argument):
            if factor.is_positive:
                total += multiplicity * self._log_of_factor(factor)
            else:
                rest *= factor**multiplicity
        return total if rest == 1 else total + self._other(sp.log(rest, evaluate=False))

    def _log_of_factor(self, factor):
        for known, generator in self.roots.items():
            if generator == factor:
                return self._log_of_factor(known) / self.orders[known]
        if factor in self.others.values():
            (value,) = [known for known, generator in self.others.items() if generator == factor]
            if value == sp.E:
                return sp.S.One
        return self._other(sp.log(factor, evaluate=False))

    def _absolute(self, argument):
        if argument.is_nonnegative:
            return argument
        if argument.is_nonpositive:
            return -argument
        if not argument.is_real:
            return self._other(sp.Abs(argument, evaluate=False))
        generator = self._other(sp.Abs(argument, evaluate=False))
        self.squares[generator] = argument**2
        return generator

    def _other(self, value):
        if value not in self.others:
            real = value.is_extended_real
            self.others[value] = sp.Dummy(f"f{len(self.others)}", positive=value.is_positive or None, real=real or None)
        return self.others[value]

    def _reduce_roots(self, expr):
        numerator, denominator = sp.fraction(sp.together(expr))
        return self._reduced(numerator) / self._reduced(denominator)

    def _relations(self) -> list[tuple]:
        """(generator, N, what its power N is)."""
        relations = [
            (generator, self.orders[factor], factor) for factor, generator in self.roots.items() if not factor.is_Symbol
        ]
        return relations + [(generator, 2, square) for generator, square in self.squares.items()]

    def _reduced(self, polynomial):
        """Remainder after r**N -> factor and |a|**2 -> a**2."""
        changed = True
        while changed:
            changed = False
            for generator, order, value in self._relations():
                if not polynomial.has(generator):
                    continue
                terms = sp.Poly(polynomial, generator).terms()
                if any(power >= order for (power,), _ in terms):
                    changed = True
                polynomial = sp.Add(*[c * value ** (power // order) * generator ** (power % order) for (power,), c in terms])
        return polynomial

    def vanishes(self, image) -> bool:
        numerator, denominator = sp.fraction(sp.together(image))
        return not self._remainder(numerator) and bool(self._remainder(denominator))

    def _remainder(self, polynomial):
        """As ``_reduced``, multiplied out, times powers of the denominators of the factors; these do not vanish."""
        relations = [(generator, order, *sp.fraction(sp.together(value))) for generator, order, value in self._relations()]
        symbols = polynomial.free_symbols.union(*(part.free_symbols for _, _, *parts in relations for part in parts))
        if not symbols:
            return sp.expand(polynomial)
        ring = PolyRing(sorted(symbols | {generator for generator, *_ in relations}, key=str), sp.QQ)
        element, changed = ring.from_expr(polynomial), True
        while changed:
            changed = False
            for generator, order, above, below in relations:
                at = ring.symbols.index(generator)
                parts: dict = {}
                for monomial, coefficient in element.terms():
                    often, left = divmod(monomial[at], order)
                    parts.setdefault(often, {})[(*monomial[:at], left, *monomial[at + 1 :])] = coefficient
                most = max(parts, default=0)
                if most:
                    changed = True
                    above, below = ring.from_expr(above), ring.from_expr(below)
                    element = sum(ring.from_dict(part) * above**n * below ** (most - n) for n, part in parts.items())
        return element


def _factors(expr):
    """(factor, multiplicity) pairs of a factored expression, integers split into primes."""
    for term in sp.Mul.make_args(expr):
        base, exponent = term.as_base_exp()
        if base.is_Rational and exponent.is_Integer:
            if base < 0:
                yield sp.S.NegativeOne, exponent
            for number, sign in ((abs(base.p), 1), (base.q, -1)):
                for prime, power in sp.factorint(number).items():
                    yield sp.Integer(prime), sign * power * exponent
        elif exponent.is_Integer:
            yield base, exponent
        else:
            yield term, sp.S.One
