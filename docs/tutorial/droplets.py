"""Quantum mechanical stabilization of a collapsing Bose-Bose mixture

D. S. Petrov, Phys. Rev. Lett. 115, 155302 (2015).  Zero-point energy of unequal masses, at any coupling g12.
"""

import mpmath
from entrainment.derive import vacuum_energy
from entrainment.derive.records import Claim, Reference


def zero_point_energy(m1, m2, g11, g22, g12, n1, n2, digits):
    """(8/15 pi^2) m1^(3/2) (g11 n1)^(5/2) f(m2/m1, g12^2/(g11 g22), g22 n2/(g11 n1)), f = (15/32) int k^2 F dk."""
    with mpmath.workdps(4 * digits + 20):
        m1, m2, g11, g22, g12, n1, n2 = (mpmath.mpf(v.numerator) / v.denominator for v in (m1, m2, g11, g22, g12, n1, n2))
        z, u, x = m2 / m1, g12**2 / (g11 * g22), g22 * n2 / (g11 * n1)

        def k2F(k):
            first, second = k**2 + k**4 / 4, x * k**2 / z + k**4 / (4 * z**2)
            mean, root = (first + second) / 2, mpmath.sqrt((first - second) ** 2 / 4 + u * x * k**4 / z)
            lower = (first * second - u * x * k**4 / z) / (mean + root)
            tail = (1 + x**2 * z + 4 * u * x * z / (1 + z)) / k**2
            return k**2 * (mpmath.sqrt(mean + root) + mpmath.sqrt(lower) - (1 + z) / (2 * z) * k**2 - 1 - x + tail)

        soft = mpmath.sqrt(x * (1 - u) / (1 + x)) / 8  # below this momentum the lower branch is sound
        panels = [0, *(soft * 4**j for j in range(12) if soft * 4**j < 1), 1]
        nodes = {"method": "gauss-legendre", "maxdegree": 9}
        inner = mpmath.quad(k2F, panels, **nodes)
        outer = mpmath.quad(lambda t: k2F(1 / t) / t**2, [0, *(mpmath.mpf(4) ** -j for j in range(5, -1, -1))], **nodes)
        return 8 / (15 * mpmath.pi**2) * m1**1.5 * (g11 * n1) ** 2.5 * mpmath.mpf(15) / 32 * (inner + outer)


CLAIMS = (
    Claim(
        id="droplets:f",
        title="zero-point energy of a droplet, any masses, any g12",
        printed=None,
        domain=vacuum_energy.mixture(3),
        kind="supplied",
        derivation=lambda: vacuum_energy.stable_form(3),
        reference=Reference("droplets:zero_point_energy", ("m1", "m2", "g11", "g22", "g12", "n1", "n2")),
        kernels=("vacuum_energy_3d",),
    ),
)
