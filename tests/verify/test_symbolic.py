"""Identities that must be proved, and near misses that must not."""

import pytest
import sympy as sp
from entrainment.derive.special import carlson_rc
from entrainment.runtime.verify.statements import positive_by_coefficients
from entrainment.runtime.verify.symbolic import prove_zero

a, b, m, g = sp.symbols("alpha b m g", positive=True)
y = sp.Symbol("y", real=True)
half, quarter = sp.Rational(1, 2), sp.Rational(1, 4)

TRUE = [
    sp.sqrt(a + 1 / a) - sp.sqrt(a**2 + 1) / sp.sqrt(a),
    (a - 1) ** 2 / (sp.sqrt(a) + 1) ** 2 - (sp.sqrt(a) - 1) ** 2,
    (m**3 * g**3 * b) ** half / m - g ** sp.Rational(3, 2) * sp.sqrt(m * b),
    sp.sqrt(a + 2 * sp.sqrt(a) + 1) - sp.sqrt(a) - 1,
    sp.sqrt((a**2 + 1) ** half) - (a**2 + 1) ** quarter,
    1 / (sp.sqrt(2) - 1) - sp.sqrt(2) - 1,
    sp.sqrt(sp.pi) * sp.sqrt(2 * sp.pi) - sp.sqrt(2) * sp.pi,
    sp.log(a**3 * b / sp.sqrt(a + 1)) - 3 * sp.log(a) - sp.log(b) + sp.log(a + 1) / 2,
    sp.log(4) - 2 * sp.log(2),
    sp.sqrt(y**2 - 2 * y + 1) - sp.Abs(y - 1),
    sp.sqrt(y - 1) ** 2 - (y - 1),
    carlson_rc(1, (a + 1) ** 2) - carlson_rc(1, a**2 + 2 * a + 1),
]
NOT_TRUE = [
    sp.sqrt(y**2) - y,
    sp.sqrt((y - 1) ** 2) - (y - 1),
    1 / sp.sqrt(y - 1) - sp.sqrt(1 / (y - 1)),
    sp.sqrt(a + 1) - sp.sqrt(a) - 1,
    sp.log(a + b) - sp.log(a) - sp.log(b),
    carlson_rc(1, a) - carlson_rc(a, 1),
    sp.sqrt(y) * sp.sqrt(y - 1) - sp.sqrt(y * (y - 1)),
    a - a * (1 + sp.Rational(1, 10**40)),
    1 / (a + sp.I * b) - (a - sp.I * b) / (a**2 - b**2),
    1 / (sp.exp(-a) - 1) + 1 / (sp.exp(a) - 1),
    (1 + sp.sqrt((y - 1) / (y + 2))) ** 2 - 1 - 2 * sp.sqrt((y - 1) / (y + 2)) - (y - 1) / (y + 3),
]

_ratio = (y - 1) / (y + 2)
TRUE += [
    (1 + sp.sqrt(_ratio)) ** 2 - 1 - 2 * sp.sqrt(_ratio) - _ratio,
    (sp.sqrt(a) + sp.sqrt(b)) ** 6 - (a + b + 2 * sp.sqrt(a * b)) ** 3,
    1 / (a + sp.I * b) - (a - sp.I * b) / (a**2 + b**2),
    1 / (sp.exp(-a) - 1) + 1 + 1 / (sp.exp(a) - 1),
]


@pytest.mark.parametrize("identity", TRUE, ids=str)
def test_identity_is_proved(identity):
    assert prove_zero(identity)


@pytest.mark.parametrize("identity", NOT_TRUE, ids=str)
def test_near_miss_is_not_proved(identity):
    assert not prove_zero(identity)


def test_a_bound_decides_the_sign_of_a_root():
    root = sp.sqrt((a - 1) ** 2)
    assert prove_zero(root - (a - 1), [a > 1]) and not prove_zero(root - (a - 1), [a < 1])
    assert prove_zero(root - (1 - a), [a < 1])


def test_positivity_by_coefficients():
    assert positive_by_coefficients(a**2 - a + sp.Rational(1, 4) + 1 / sp.sqrt(a), [a > 1])
    assert not positive_by_coefficients(a - 2, [a > 1])
    assert not positive_by_coefficients(-a - 1)
