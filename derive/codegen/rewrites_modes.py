"""Named rewritings of the roots of a quadratic: the same value from the same quantities, no difference of close numbers.

None of them knows what the quadratic stands for; what goes in comes from a derivation, what comes out is exact.  The
names that they introduce are symbols of the caller.  Source: Vieta's formulas, and (x - y)(x + y) = x^2 - y^2.
"""

from __future__ import annotations

import sympy as sp


def middle_and_root(roots) -> tuple[sp.Expr, sp.Expr]:
    """(h, r) of the roots h + r, h - r of a quadratic.  Raises ValueError where r is no square root or h holds one."""
    upper, lower = roots
    middle, root = sp.Add(upper, lower) / 2, sp.Add(upper, -lower) / 2
    if _holds_root(middle) or not _holds_root(root) or _holds_root(root**2):
        raise ValueError(f"{upper} and {lower} are not h + sqrt(...) and h - sqrt(...)")
    return middle, root


def _holds_root(expr) -> bool:
    return any(not power.exp.is_Integer for power in expr.atoms(sp.Pow))


def product_over(roots, known: sp.Expr) -> sp.Expr:
    """One root of a quadratic as the product of both over the ``known`` one (Vieta): h^2 - r^2, factored, over ``known``."""
    middle, root = middle_and_root(roots)
    return sp.factor(sp.expand(middle**2 - root**2)) / known


def completed_square(expr: sp.Expr, x: sp.Symbol, value: sp.Expr) -> sp.Expr:
    """``expr`` as x^2 and a rest, where ``x`` stands for ``value``: of a discriminant, the rest is what couples two levels."""
    return x**2 + sp.factor(sp.expand(expr - value**2))


def by_conjugate(x: sp.Expr, y: sp.Expr, difference_of_squares: sp.Expr) -> sp.Expr:
    """x - y as (x^2 - y^2)/(x + y), where x^2 - y^2 is known without cancellation."""
    return difference_of_squares / (x + y)


def conjugate_where_close(x: sp.Expr, y: sp.Expr, difference_of_squares: sp.Expr) -> sp.Expr:
    """x - y of positive x, y: as it stands where x > 2 y, which loses one bit at most, by the conjugate where they are close.

    For x far above y the difference keeps the digits of x, which a cancelling difference of squares need not have.
    """
    return sp.Piecewise((x - y, x > 2 * y), (by_conjugate(x, y, difference_of_squares), True))


def leading_factored(expr: sp.Expr, small) -> sp.Expr:
    """``expr`` as what is left where ``small`` symbols vanish, factored, and a rest: x^2 - y^2 + ... as (x - y)(x + y) + ..."""
    leading = sp.expand(expr).subs(dict.fromkeys(small, 0))
    return sp.factor(leading) + sp.expand(expr - leading)


def by_powers(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """A polynomial in ``x`` with every coefficient factored: differences of squares become products of differences."""
    prefactor, rest = sp.factor(expr).as_independent(x, as_Add=False)
    terms = sp.Poly(sp.expand(rest), x).all_terms()
    return prefactor * sp.Add(*(sp.factor(coefficient) * x**power for (power,), coefficient in terms))


def eliminated(expr: sp.Expr, unwanted, relations) -> sp.Expr:
    """``expr`` without the symbols ``unwanted``, which the ``relations`` (each zero) fix linearly; factored.

    Raises ValueError where they do not.
    """
    solutions = sp.linsolve(list(relations), list(unwanted))
    found = next(iter(solutions), None)
    if found is None or set(unwanted) & set().union(*(sp.sympify(value).free_symbols for value in found)):
        raise ValueError(f"{', '.join(map(str, unwanted))} is not fixed by {', '.join(map(str, relations))}")
    return sp.factor(expr.subs(dict(zip(unwanted, found, strict=True)), simultaneous=True))


def larger_and_smaller(root: sp.Symbol, x: sp.Symbol, rest: sp.Expr, larger: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """Values of root + |x| and root - |x| for root = sqrt(x^2 + rest): the second by the conjugate, rest over the first."""
    return root + sp.Abs(x), rest / larger


def cancelling_sign(expr: sp.Expr, root: sp.Symbol, x: sp.Symbol, larger: sp.Symbol, smaller: sp.Symbol) -> sp.Expr:
    """``expr`` with root + x and root - x by ``larger`` and ``smaller`` (see above), whichever it is at the sign of x."""
    up = sp.Ge(x, 0)
    either = {1: sp.Piecewise((larger, up), (smaller, True)), -1: sp.Piecewise((smaller, up), (larger, True))}

    def replaced(node):
        sign, relative = node.coeff(root), node.coeff(x)
        rest = node - sign * root - relative * x
        if sign**2 != 1 or relative**2 != 1 or rest.has(root, x):
            return node
        return rest + sign * either[int(sign * relative)]

    return expr.replace(lambda node: node.is_Add, replaced)
