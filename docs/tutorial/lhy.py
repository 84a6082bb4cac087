"""The Lee-Huang-Yang energy of a Bose gas

T. D. Lee, K. Huang and C. N. Yang, Phys. Rev. 106, 1135 (1957).
"""

import mpmath
import sympy as sp
from entrainment.derive import vacuum_energy
from entrainment.derive.codegen.plan import ClosedForm, KernelPlan
from entrainment.derive.domain import Domain
from entrainment.derive.notation import E_B, a, hbar, m, n
from entrainment.derive.records import Claim, Derivation, Reference, Step, derivation
from entrainment.derive.rules import substitute

GAS = Domain(3, ((hbar, 0.5, 2), (m, 0.2, 5), (n, 0.2, 5), (a, 0.001, 0.1)))
g = 4 * sp.pi * hbar**2 * a / m


@derivation
def beyond_mean_field() -> Derivation:
    """Zero-point energy of the phonons, with c^2 = g n/m and g = 4 pi hbar^2 a/m."""
    c = {vacuum_energy.c_sound: sp.sqrt(g * n / m)}
    return vacuum_energy.one_component(3).then(Step(substitute(c, sp.powsimp), "one branch, sound velocity c"), domain=GAS)


def zero_point_energy(a, m, n, digits):
    """(1/2) int d^3p/(2 pi)^3 [E - e - g n + (g n)^2/(2 e)] at hbar = 1, momenta in units of sqrt(2 m g n)."""
    with mpmath.workdps(4 * digits):
        a, m, n = (mpmath.mpf(x.numerator) / x.denominator for x in (a, m, n))
        mu = 4 * mpmath.pi * a * n / m
        f = lambda k: k**2 * (k * mpmath.sqrt(k**2 + 2) - k**2 - 1 + 1 / (2 * k**2))
        nodes = {"method": "gauss-legendre", "maxdegree": 10}
        integral = mpmath.quad(lambda t: f(t) + f(1 / t) / t**2, [0, mpmath.mpf(1) / 4, 1], **nodes)
        return mu * (2 * m * mu) ** mpmath.mpf("1.5") / (4 * mpmath.pi**2) * integral


CLAIMS = (
    Claim(
        id="lhy:1",
        title="energy density beyond mean field",
        printed=sp.Eq(E_B, g * n**2 / 2 * sp.Rational(128, 15) * sp.sqrt(n * a**3 / sp.pi), evaluate=False),
        domain=GAS,
        derivation=beyond_mean_field,
        reference=Reference("lhy:zero_point_energy", ("a", "m", "n")),
        kernels=("lhy_energy",),
    ),
)

form = beyond_mean_field().result
PLANS = (
    KernelPlan("lhy_energy", "lhy_gas", CLAIMS[0].title, (a, m, n), (), 3, ClosedForm(form), ("lhy:1",), "lhy", form),
)
