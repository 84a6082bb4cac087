"""What moves in a balanced mixture after one component, or both in or out of phase, were pushed by a standing wave.

Invariant: in the beginning the responses are the fast flows, and both flows together are those of free atoms: the drag
only passes momentum from one component to the other.
Source: carlini2021, Eqs. (29)-(37), zero temperature, uniform, equal masses and couplings, densities n/2.  Compressibility
and susceptibility are those of the mean field with the vacuum energy, as the text below Eq. (30) asks where n_drag != 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from entrainment.runtime import drag
from entrainment.runtime.errors import DomainError, broadcast, require
from entrainment.runtime.scales import Scales, answers, evaluate, require_phase
from entrainment.runtime.units import Result
from numpy.typing import NDArray

if TYPE_CHECKING:
    from entrainment.runtime.mixture import BoseMixture


@dataclass(frozen=True, eq=False)
class BalancedFlows:
    """A `BoseMixture` with m1 = m2 and g11 = g22 at the total density `n` [length^-D], half of it in each component.

    Built by `BoseMixture.balanced`. Answers broadcast over `n` and over what is asked. Raises DomainError for unequal masses
    or couplings, n <= 0, g12^2 > g11 g22, a spinodal (kappa_d or chi_s not positive), and n_drag >= n/4.
    """

    mixture: BoseMixture
    n: NDArray[np.float64]
    _drag: NDArray[np.float64] = field(init=False, repr=False)
    _inverse: dict[str, NDArray[np.float64]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        mixture, unit = self.mixture, self.mixture.unit
        for name, first, second in (("m2", mixture.m1, mixture.m2), ("g22", mixture.g11, mixture.g22)):
            if first != second:
                raise DomainError(name, second, f"{name} = {first!r}", unit(name), "carlini2021:28", "the mixture is balanced")
        n = require("n", self.n, "> 0", unit=unit("density"), claim="carlini2021:28")
        object.__setattr__(self, "n", n)
        drag_density = np.asarray(mixture.drag_density(n / 2, n / 2))
        require("1/4 - n_drag/n", 0.25 - drag_density / n, "> 0", claim="carlini2021:text:drag-below-a-quarter",
                advice="fluctuations are no small correction there")
        stiffness = np.asarray(mixture.stiffness_matrix(n / 2, n / 2))
        own, other = stiffness[..., 0, 0], stiffness[..., 0, 1]
        for name, inverse, claim in (("1/kappa_d", own + other, "carlini2021:29"), ("1/chi_s", own - other, "carlini2021:30")):
            require(name, inverse, "> 0", unit=unit("coupling"), claim=claim, advice="the mixture is not stable")
        object.__setattr__(self, "_drag", drag_density)
        object.__setattr__(self, "_inverse", {"density": own + other, "spin": own - other})

    @property
    def drag_density(self) -> Result:
        """n_drag of Eq. (28) [length^-D]."""
        return self._result(self._drag, "density", "carlini2021:28", "carlini2021:38")

    @property
    @answers
    def compressibility(self) -> Result:
        """kappa_d = 1/(d mu_1/dn_1 + d mu_1/dn_2) [1/(energy length^D)] (carlini2021:29)."""
        return self._result(1 / self._inverse["density"], "compressibility", "carlini2021:29")

    @property
    @answers
    def spin_susceptibility(self) -> Result:
        """chi_s = 1/(d mu_1/dn_1 - d mu_1/dn_2) [1/(energy length^D)] (carlini2021:30)."""
        return self._result(1 / self._inverse["spin"], "compressibility", "carlini2021:30")

    @property
    @answers
    def sound_velocities(self) -> Result:
        """(c_d, c_s) on the last axis [length/time] (carlini2021:35)."""
        m, n, n_drag, kappa, chi = self._reduced()
        pair = evaluate("mixture_density_sound", m, n, kappa), evaluate("mixture_spin_sound", m, n, n_drag, chi)
        value = np.stack(pair, axis=-1) * self._scales.speed
        return self._result(value, "speed", "carlini2021:35-density", "carlini2021:35-spin")

    @answers
    def density_response(self, *, strength: Any, q: Any, t: Any) -> Result:
        """<F> per atom, F = sum cos(q x), a time t [time] after -strength F [energy] was switched on (carlini2021:33).

        Raises DomainError unless strength, q [1/length], t > 0, and where the phase, beyond 1e13 rad, is lost in rounding;
        ShapeError.
        """
        (m, n, _, kappa, _), wave = self._asked(strength, q, t)
        require_phase("t", t, np.sqrt(n / (2 * m * kappa)) * wave[1] * wave[2], "carlini2021:33")
        return self._result(evaluate("mixture_density_response", *wave, m, n, kappa), "number", "carlini2021:33")

    @answers
    def spin_response(self, *, strength: Any, q: Any, t: Any) -> Result:
        """<F> per atom, F = sum +-cos(q x), plus for component 1, after -strength F was switched on (carlini2021:34).

        Arguments and errors as `density_response`.
        """
        (m, n, n_drag, _, chi), wave = self._asked(strength, q, t)
        require_phase("t", t, np.sqrt(n / (2 * m * chi)) * wave[1] * wave[2], "carlini2021:34")
        return self._result(evaluate("mixture_spin_response", *wave, m, n, n_drag, chi), "number", "carlini2021:34")

    @answers
    def fast_flows(self, *, strength: Any, q: Any, t: Any) -> Result:
        """(d<F(1)>/dt, d<F(2)>/dt) on the last axis [1/time], per atom of each, after -strength F(1), before a period of sound.

        carlini2021:36, 37.  Arguments and errors as `density_response`.
        """
        (m, n, n_drag, _, _), wave = self._asked(strength, q, t)
        pair = [evaluate(f"mixture_fast_flow_{i}", *wave, m, n, n_drag) for i in (1, 2)]
        rates = np.stack(pair, axis=-1) / self._scales.time
        return self._result(rates, "rate", "carlini2021:37", "carlini2021:36")

    @answers
    def periods(self, *, q: Any) -> Result:
        """(2 pi/(c_d q), 2 pi/(c_s q)) on the last axis [time]: fast means before both.  Raises DomainError unless q > 0."""
        q = require("q", q, "> 0", unit=self._scales.unit("wave number"), claim="carlini2021:36")
        return self._result(2 * np.pi / (np.asarray(self.sound_velocities) * q[..., None]), "time", "carlini2021:36")

    # -- plumbing ------------------------------------------------------------------------------------------------------

    def _given(self) -> tuple[Scales, int, dict[str, Any]]:
        scales, D, given = self.mixture._given()
        return scales, D, given | {"n": self.n}

    @property
    def _scales(self) -> Any:
        return drag.scales_of(self.mixture)

    def _reduced(self) -> tuple[Any, ...]:
        """(m, n, n_drag, kappa_d, chi_s) as the kernels see them."""
        D, scales = self.mixture.D, self._scales
        density, coupling = scales.density(D), scales.coupling(D)
        mobile = (coupling / self._inverse[channel] for channel in ("density", "spin"))
        return self.mixture.m1 / scales.mass, self.n / density, self._drag / density, *mobile

    def _asked(self, strength: Any, q: Any, t: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        scales, asked = self._scales, {"strength": ("energy", strength), "q": ("wave number", q), "t": ("time", t)}
        checked = {key: require(key, value, "> 0", unit=scales.unit(quantity), claim="carlini2021:1")
                   for key, (quantity, value) in asked.items()}
        m, *fields = self._reduced()
        names = ("n", "n_drag", "kappa_d", "chi_s")
        strength, q, t, *fields = broadcast(**checked, **dict(zip(names, fields, strict=True)))
        return (m, *fields), (strength / scales.energy, q * scales.length, t / scales.time)

    def _result(self, value: Any, quantity: str, *claims: str) -> Result:
        known = quantity in ("density", "compressibility", "speed")
        unit = self.mixture.unit(quantity) if known else self._scales.unit(quantity)
        return Result(np.asarray(value), unit, claims)
