"""Rigorous balls of the edges of the mixed-bubble region, from the enclosed energy and its derivatives at both pure ends.

Source: naidon2021, the conditions stated before Eq. (11).  Along the fraction x of the interval (7) the mean-field part
of Eq. (8) is delta_g (alpha + 1/alpha) n_plus^2 x (1 - x) up to linear terms; it is put in here as the difference of
n1 n2 between its ends and its middle, not expanded.  g = m = n_plus = kappa = 1, so that the edges are the reduced ones.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, ctx

from .enclosures import soft_energy_ball

_GUARD = 40  # bits beyond the target, against the subtraction of energies


def _at(digits: int, evaluate):
    """Run ``evaluate(digits + guard)`` with flint's working precision raised to match."""
    before = ctx.prec
    ctx.prec = int(3.33 * digits) + 2 * _GUARD
    try:
        return evaluate(digits + _GUARD // 3)
    finally:
        ctx.prec = before


def _bend(alpha) -> arb:
    """Minus one half of d^2/dx^2 of n1 n2 along the interval: the coefficient of -delta_g x^2."""
    alpha = Fraction(alpha)
    ratio = arb(alpha.numerator) / alpha.denominator
    return ratio + 1 / ratio


def curvature_edge_ball(D, side, alpha, z, digits=30):
    """arb containing delta_g at which Omega'' vanishes at n_L ("left") or n_R ("right")."""
    x = {"left": 0, "right": 1}[side]
    return _at(digits, lambda more: soft_energy_ball(D, x, alpha, z, derivative=2, digits=more) / (2 * _bend(alpha)))


def tangent_edge_ball(D, side, alpha, z, digits=30):
    """arb containing delta_g at which the tangent from the other end touches at n_R ("right") or n_L ("left")."""
    x = {"left": 0, "right": 1}[side]

    def evaluate(more):
        left, right = (soft_energy_ball(D, end, alpha, z, digits=more) for end in (0, 1))
        slope = soft_energy_ball(D, x, alpha, z, derivative=1, digits=more)
        return (slope - (right - left)) * (1 if side == "right" else -1) / _bend(alpha)

    return _at(digits, evaluate)


def edge_ratio_ball(D, alpha, digits=30):
    """arb containing the upper edge over the lower edge at equal masses, pure 1 being the bath."""
    return _at(
        digits, lambda more: tangent_edge_ball(D, "right", alpha, 1, more) / curvature_edge_ball(D, "left", alpha, 1, more)
    )
