"""Temporaries between the arguments of a kernel and the energies and weights of the modes, computed from ``quasiparticles``.

Declared here are names only.  Their values are what the chapter derives (kinetic energies, symmetric matrix, squared
energies, weights), brought by the rewritings of ``rewrites_modes`` to a form without a difference of nearly equal
numbers: E_s^2 = E_d^2 E_s^2/E_d^2, E_d - E_s and E - eps by the conjugate, the discriminant as the square of half the
difference of the two levels plus their coupling.  What is derived at real momenta holds at complex ones by continuation:
a positive symbol stands for the root that is continued.
"""

from __future__ import annotations

import functools

import mpmath
import sympy as sp

from .. import notation as s
from .. import quasiparticles as qp
from .. import resonance_sums as rs
from ..notation import E_a, E_b, E_d, E_s, V_aa, V_bb, eps_a, eps_b, gap
from ..numeric import evaluate, relative_difference
from . import rewrites_modes as rewrites
from .plan import PlanError

Names = tuple[tuple[sp.Symbol, sp.Expr], ...]

dressed = {i: sp.Symbol(f"dressed_{i}", positive=True) for i in "ab"}  # a level of the symmetric matrix over its eps
mean, splitting = sp.symbols("mean splitting", positive=True)
half = sp.Symbol("half_difference", real=True)
larger, smaller = sp.symbols("larger smaller", positive=True)  # splitting +- |half_difference|


class aligned_root(sp.Function):
    """The root of the first argument in the direction of the second."""

    nargs = 2
    is_commutative = True
    is_positive = True


#: The squared energies by the names: E_d^2 = mean + splitting, E_s^2 = mean - splitting.
_SQUARES = {E_d: mean + splitting, E_s: mean - splitting}
_LEVEL = {"a": E_a**2, "b": E_b**2}
_level = {i: sp.Symbol(f"level_{i}") for i in "ab"}


@functools.cache
def as_derived() -> Names:
    """The same energies and weights as they stand in the chapter, hbar = 1, each by those before it."""
    given = dict(qp.RANGED.given)
    alone, squares = qp.isolated_energies().result, qp.squared_energies().result
    return (
        *((eps, given[eps].subs(s.hbar, 1)) for eps in (eps_a, eps_b)),
        *zip((E_a, E_b), alone, strict=True),
        *((energy, sp.sqrt(square)) for energy, square in zip((E_d, E_s), squares, strict=True)),
        (gap, E_d - E_s),
        *zip(qp.P.values(), qp.weights().result, strict=True),
        *((symbol, qp.ENERGY[name[1]] - qp.KINETIC[name[0]]) for name, symbol in rs.EXCESS.items()),
    )


def _levels() -> dict[str, sp.Expr]:
    """Diagonal of the symmetric matrix: the squared energies of the components by themselves."""
    H = qp.symmetric_matrix().result
    return {"a": H[0, 0], "b": H[1, 1]}


def _discriminant(difference: sp.Expr) -> sp.Expr:
    """The square of half the difference of the two levels, by its name, and what couples them."""
    _, root = rewrites.middle_and_root(qp.squared_energies().result)
    return rewrites.completed_square(root**2, half, difference)


def energies(at_real_momenta: bool) -> Names:
    """From the arguments to E_d, E_s and their gap."""
    levels, squares, kinetic = _levels(), qp.squared_energies().result, as_derived()[:2]
    over_kinetic = {i: sp.cancel(levels[i] / eps) for i, eps in qp.KINETIC.items()}
    relations = [dressed[i] - over_kinetic[i] for i in "ab"]
    named = lambda expr: rewrites.eliminated(sp.expand(expr), (V_aa, V_bb), relations)
    middle, _ = rewrites.middle_and_root(squares)
    difference = (levels["a"] - levels["b"]) / 2
    discriminant = _discriminant(difference)
    # sqrt(eps_a eps_b) is taken out of the root of the product and is a power of the momentum
    product = sp.sqrt(named(rewrites.product_over(squares, sp.S.One)))
    return (
        *kinetic,
        *((dressed[i], over_kinetic[i]) for i in "ab"),
        (half, rewrites.leading_factored(difference, (V_aa, V_bb))),
        (mean, sp.expand(named(middle))),
        (splitting, sp.sqrt(discriminant) if at_real_momenta else aligned_root(discriminant, mean)),
        (E_d, sp.sqrt(_SQUARES[E_d])),
        (E_s, product.subs({sp.sqrt(eps): sp.sqrt(value) for eps, value in kinetic}) / E_d),
        (gap, rewrites.by_conjugate(E_d, E_s, _SQUARES[E_d] - _SQUARES[E_s])),
    )


def weights() -> Names:
    """The weights P and E - eps, by E_d, E_s and the splitting at real momenta."""
    levels = _levels()
    coupling = _discriminant((levels["a"] - levels["b"]) / 2) - half**2
    relations = (mean - (_level["a"] + _level["b"]) / 2, half - (_level["a"] - _level["b"]) / 2)
    safe = lambda expr: rewrites.cancelling_sign(expr, splitting, half, larger, smaller)
    names = [*zip((larger, smaller), rewrites.larger_and_smaller(splitting, half, coupling, larger), strict=True)]
    by_names = {square: _level[i] for i, square in _LEVEL.items()} | {E**2: square for E, square in _SQUARES.items()}
    for symbol, share in zip(qp.P.values(), qp.weights().result, strict=True):
        names.append((symbol, safe(rewrites.eliminated(share.subs(by_names), _level.values(), relations))))
    return (*names, *_excesses(levels, relations, safe))


def _excesses(levels, relations, safe):
    """E - eps of the branches.  E_d^2 - eps^2 adds up; E_s^2 - eps^2 is the product of both over it."""
    for i, eps in qp.KINETIC.items():
        other = _level["b" if i == "a" else "a"]
        beyond = sp.expand(rewrites.eliminated(_SQUARES[E_d], (mean, other), relations) - _level[i])
        above = sp.factor(sp.expand(levels[i] - eps**2)) + safe(beyond)
        shifted = [square - eps**2 for square in qp.squared_energies().result]
        product = rewrites.by_powers(rewrites.product_over(shifted, sp.S.One), {"a": s.n_b, "b": s.n_a}[i])
        yield rs.EXCESS[i + "d"], rewrites.by_conjugate(E_d, eps, above)
        yield rs.EXCESS[i + "s"], rewrites.conjugate_where_close(E_s, eps, product / (rs.EXCESS[i + "d"] * (E_d + eps)))


def check(names: Names, digits: int = 25) -> None:
    """Every named energy and weight against what is derived, at random points.  Raises PlanError."""
    for point in qp.RANGED.sample(8, seed=7):
        found, expected = (_values(chain, point, digits) for chain in (names, as_derived()))
        for symbol in found.keys() & expected.keys():
            if relative_difference(found[symbol], expected[symbol]) > mpmath.mpf(10) ** -digits:
                raise PlanError(f"conductivity: the stable form of {symbol} is not what was derived")


def _values(names: Names, point: dict, digits: int) -> dict:
    """Numbers of ``names``, each by those before it."""
    arguments = (s.p, s.m_a, s.m_b, s.n_a, s.n_b, V_aa, V_bb, s.V_ab)
    values = {symbol: point[symbol] for symbol in arguments}
    for symbol, value in names:
        values[symbol] = evaluate(value.replace(aligned_root, lambda square, _: sp.sqrt(square)), values, 2 * digits)
    return values
