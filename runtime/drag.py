"""What one condensate drags of another: drag density, effective masses and velocities after a kick.

Invariant: 0 <= rho_drag < m_i n_i, or the answer is refused: beyond, quadratic fluctuations are no small correction.
Source: carlini2021 Secs. III and V at zero temperature, for any masses; closed forms where the masses are equal.  Nothing is
lost next to the threshold g12^2 = g11 g22.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from entrainment.runtime.errors import DomainError
from entrainment.runtime.scales import Scales, answers, evaluate
from entrainment.runtime.units import Result, micrometre
from numpy.typing import NDArray

if TYPE_CHECKING:
    from entrainment.runtime.mixture import BoseMixture

_CLAIM = "carlini2021:38"


@answers
def mass_drag_density(mixture: BoseMixture, n1: NDArray, n2: NDArray) -> Result:
    """rho_drag [mass length^-D] at the densities n1, n2 (checked, of one shape). Raises DomainError for g12^2 > g11 g22."""
    if abs(mixture.g12) > mixture.g:
        raise DomainError("g12", mixture.g12, f"g12**2 <= g11 g22, |g12| <= {mixture.g!r}", mixture.unit("g12"), _CLAIM,
                          "the sound of lower velocity is unstable beyond")
    D, scales = mixture.D, scales_of(mixture)
    coupling, density = scales.coupling(D), scales.density(D)
    couplings = [g / coupling for g in (mixture.g11, mixture.g22, mixture.g12)]
    densities = n1 / density, n2 / density
    m1, m2 = mixture.m1 / scales.mass, mixture.m2 / scales.mass
    if m1 == m2:
        value = evaluate(f"mass_drag_density_equal_masses_{D}d", m1, *couplings, *densities)
    else:
        value = evaluate(f"mass_drag_density_{D}d", m1, m2, *couplings, *densities)
    claims = (_CLAIM, f"carlini2021:supplement:{'equal-masses' if m1 == m2 else 'integral'}-{D}d")
    return Result(value * scales.mass * density, mixture.unit("mass density"), claims)


@answers
def drag_density(mixture: BoseMixture, n1: NDArray, n2: NDArray) -> Result:
    """n_drag = rho_drag/sqrt(m1 m2) [length^-D]. Errors as `mass_drag_density`."""
    rho = mass_drag_density(mixture, n1, n2)
    value = np.asarray(rho) / (np.sqrt(mixture.m1) * np.sqrt(mixture.m2))
    return Result(value, mixture.unit("density"), rho.claims)


@answers
def effective_masses(mixture: BoseMixture, n1: NDArray, n2: NDArray) -> Result:
    """(m1*, m2*) on the last axis. Raises DomainError as `_shares`."""
    stars = [m / (1 - share) for m, share in zip((mixture.m1, mixture.m2), _shares(mixture, n1, n2), strict=True)]
    return Result(np.stack(stars, axis=-1), mixture.unit("mass"), ("carlini2021:51", _CLAIM))


@answers
def fast_velocity_ratio(mixture: BoseMixture, n1: NDArray, n2: NDArray) -> Result:
    """V2/V1 after a kick of component 1. Raises DomainError as `_shares`."""
    _, rho_over_2 = _shares(mixture, n1, n2)
    ratio = mixture.m2 / mixture.m1
    value = evaluate("fast_velocity_ratio", 1.0, ratio, n1 / n2, np.ones_like(n2), rho_over_2 * ratio)
    return Result(value, mixture.unit("number"), ("carlini2021:39", "carlini2021:55"))


def _shares(mixture: BoseMixture, n1: NDArray, n2: NDArray) -> list[NDArray]:
    """1 - m_i/m_i* = rho_drag/(m_i n_i), i = 1, 2. Raises DomainError for an absent component and for a share of one."""
    rho, found = np.asarray(mass_drag_density(mixture, n1, n2)), []
    for name, m, n in (("1", mixture.m1, n1), ("2", mixture.m2, n2)):
        if (n == 0).any():
            raise DomainError(f"n{name}", 0.0, f"n{name} > 0", mixture.unit("density"), "carlini2021:51",
                              "an absent component has neither mass nor velocity")
        share = rho / (m * n)
        if (share >= 1).any():
            raise DomainError(f"rho_drag/(m{name} n{name})", float(np.max(share)), "rho_drag < m_i n_i", "",
                              "carlini2021:text:drag-below-a-quarter", "fluctuations are no small correction there")
        found.append(share)
    return found


def scales_of(mixture: BoseMixture) -> Scales:
    """The units in which the kernels see a mixture."""
    if mixture.a is None:
        return Scales()
    return Scales(np.sqrt(mixture.m1) * np.sqrt(mixture.m2), micrometre, mixture.hbar)
