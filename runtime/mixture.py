"""A two-component Bose mixture in the user's words, and its mixed bubbles.

Invariant: what enters and leaves carries the units of its constructor (SI for `of`, hbar = 1 for `natural`); kernels
see only numbers of order one with hbar = 1; a question without an answer raises DomainError instead of giving nan.
Source: naidon2021. Close to the threshold delta_g = g12 - sqrt(g11 g22) is of order eta and E_B is taken at threshold;
couplings from scattering lengths as in `species`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt
from typing import Any, NamedTuple

import numpy as np
from entrainment.runtime import constants, drag, phases
from entrainment.runtime.bubble_window import BubbleWindow
from entrainment.runtime.display import Row, Rows
from entrainment.runtime.errors import DomainError, broadcast, kernel, require, require_dimension
from entrainment.runtime.mixture_flows import BalancedFlows
from entrainment.runtime.phases import Phase
from entrainment.runtime.scales import Scales, answers
from entrainment.runtime.species import (
    Species,
    boson,
    common_oscillator_length,
    couplings,
    quasi_2d_cutoff,
    scattering_length,
)
from entrainment.runtime.units import Result, micrometre
from numpy.typing import NDArray


class Bubble(NamedTuple):
    """A mixed bubble: `bath` (1 or 2, the pure phase around it), its densities n1, n2, and x (0: pure 1, 1: pure 2)."""

    bath: int
    n1: Result
    n2: Result
    x: float


@dataclass(frozen=True, repr=False)
class BoseMixture(Rows):
    """Two Bose gases with contact interactions in D dimensions at zero temperature (naidon2021:1).

    Build with `of` (species and scattering lengths, SI) or `natural` (hbar = 1). Densities are per length^D;
    m1, m2, g11, g22 > 0. Components 1 and 2 keep the order in which they were given.
    """

    D: int
    m1: float
    m2: float
    g11: float
    g22: float
    g12: float
    kappa: float | None = None
    names: tuple[str, str] = ("1", "2")
    hbar: float = 1.0
    a: tuple[float, float, float] | None = None
    oscillator_length: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "D", require_dimension(self.D))
        positive = ["m1", "m2", "g11", "g22", *(["kappa"] if self.D == 2 and self.kappa is not None else [])]
        for name in (*positive, "g12"):
            condition = "is finite" if name == "g12" else "> 0"
            value, unit = getattr(self, name), self.unit(name)
            checked = require(name, value, condition, unit=unit, claim="naidon2021:1", scalar=True)
            object.__setattr__(self, name, float(checked))
        if self.D == 2 and self.kappa is None:
            raise DomainError("kappa", None, "kappa > 0", claim="naidon2021:3", advice="couplings run with it in D = 2")
        if self.D != 2 and self.kappa is not None:
            raise DomainError("kappa", self.kappa, "is absent", claim="naidon2021:3", advice="only D = 2 has a cutoff")

    @classmethod
    def natural(cls, *, m1: float, m2: float, g11: float, g22: float, g12: float, D: int = 3,
                kappa: float | None = None) -> BoseMixture:
        """A mixture in natural units, hbar = 1. kappa [1/length] is needed in D = 2 and only there.

        Raises DomainError unless m1, m2, g11, g22, kappa > 0 and all are finite.
        """
        return cls(D, m1, m2, g11, g22, g12, kappa)

    @classmethod
    def of(cls, first: str | Species, second: str | Species, *, a11: float, a12: float, a22: float, D: int = 3,
           oscillator_length: Any = None, trap_frequency: Any = None) -> BoseMixture:
        """The mixture of two species with three-dimensional scattering lengths a_ij [m].

        D = 1, 2: give the transverse confinement as `oscillator_length` [m] or as `trap_frequency` [rad/s], one number
        or a pair (component 1, component 2). Both components must have the same length sqrt(hbar/(m omega)), to 1e-3:
        the mapping is derived for that case. Different masses then need different frequencies.
        For m1 != m2 in D = 2 the vertical motion of a pair 1-2 does not separate, and kappa for that pair is the one of
        equal masses: an error of g12 in the order of the window, which `warnings` of the window report.

        Raises UnknownSpecies; DomainError for a fermion, a11 or a22 <= 0, unequal oscillator lengths, |a_ij| > 0.3 l,
        or |a_ij| > 0.1 mm (a number in other units).
        """
        D, one, two = require_dimension(D), boson(first), boson(second)
        a = (scattering_length("a11", a11, "> 0", "naidon2021:1"), scattering_length("a12", a12, "is finite", "naidon2021:1"),
             scattering_length("a22", a22, "> 0", "naidon2021:1"))
        length = common_oscillator_length(D, one, two, oscillator_length, trap_frequency)
        g11, g12, g22 = couplings(D, one, two, a, length)
        kappa = quasi_2d_cutoff(length) if D == 2 and length is not None else None
        names = (one.name, two.name)
        return cls(D, one.mass, two.mass, g11, g22, g12, kappa, names, constants.hbar, a, length)

    # -- reduced parameters ------------------------------------------------------------------------------------------

    @property
    def alpha(self) -> float:
        """sqrt(g22/g11) (naidon2021:5)."""
        return sqrt(self.g22 / self.g11)

    @property
    def z(self) -> float:
        """m2/m1."""
        return self.m2 / self.m1

    @property
    def g(self) -> float:
        """sqrt(g11 g22) [energy length^D]."""
        return sqrt(self.g11) * sqrt(self.g22)

    @property
    def delta_g(self) -> float:
        """g12 - sqrt(g11 g22) [energy length^D]: negative in the miscible mean field (naidon2021:8)."""
        return self.g12 - self.g

    def n_plus(self, n1: Any, n2: Any) -> Result:
        """The stiff combination of the densities (naidon2021:5), the same in coexisting phases. [length^-D]"""
        n1, n2 = self._densities(n1, n2)
        return self._result((n1 + self.alpha * n2) / sqrt(self.alpha**2 + 1), "density", "naidon2021:5")

    def eta(self, n_plus: float) -> float:
        """The weak-interaction parameter at n_plus: sqrt(m^3 g^3 n_plus)/hbar^3, m g/hbar^2, sqrt(m g/n_plus)/hbar for
        D = 3, 2, 1 with m = sqrt(m1 m2) (naidon2021, text below Eq. (4))."""
        n_plus = self._n_plus(n_plus)
        _, mg = self._scales()
        return {3: mg * sqrt(mg * n_plus), 2: mg, 1: sqrt(mg / n_plus)}[self.D]

    # -- thermodynamics ----------------------------------------------------------------------------------------------

    def sound_velocities(self, n1: Any, n2: Any) -> Result:
        """Bogoliubov sound velocities (c_-, c_+) on the last axis [length/time], naidon2021:4 for any masses.

        c^2 are the eigenvalues of g_ij sqrt(n_i n_j/(m_i m_j)). Raises DomainError for negative densities or
        g12^2 > g11 g22 (imaginary c_-).
        """
        n1, n2 = self._densities(n1, n2)
        speed = self.hbar / (self._scales()[0]["length"] * self._scales()[0]["mass"])
        lower, upper = (self._kernel(f"sound_velocity_{branch}", n1, n2) for branch in ("minus", "plus"))
        return self._result(np.stack([lower, upper], axis=-1) * speed, "speed", "naidon2021:4")

    def vacuum_energy(self, n1: Any, n2: Any) -> Result:
        """Energy density E_B of the Bogoliubov vacuum [energy length^-D] (naidon2021:2, 3 and its Supplement).

        Broadcasts. Raises DomainError for negative densities or g12^2 > g11 g22 (E_B is complex).
        """
        scale, _ = self._scales()
        n1, n2 = self._densities(n1, n2)
        value = self._energy_kernel("", n1, n2) * scale["energy density"]
        return self._result(value, "energy density", "naidon2021:2", "naidon2021:3")

    def chemical_potentials(self, n1: Any, n2: Any) -> Result:
        """(mu_1, mu_2) on the last axis [energy]: mean field and the derivative of E_B (naidon2021:2).

        Raises DomainError as `vacuum_energy`.
        """
        n1, n2 = self._densities(n1, n2)
        energy = self._scales()[0]["energy"]
        mu1 = self.g11 * n1 + self.g12 * n2 + self._energy_kernel("_n1", n1, n2) * energy
        mu2 = self.g12 * n1 + self.g22 * n2 + self._energy_kernel("_n1", n1, n2, exchange=True) * energy
        return self._result(np.stack([mu1, mu2], axis=-1), "energy", "naidon2021:2")

    def stiffness_matrix(self, n1: Any, n2: Any) -> Result:
        """d mu_i/d n_j on the last two axes [energy length^D]; the mixture is locally stable where it is positive
        definite. Raises DomainError as `vacuum_energy`, also where it diverges (a vanishing density in D = 1, 2)."""
        n1, n2 = self._densities(n1, n2)
        coupling = self._scales()[0]["coupling"]
        diagonal_1 = self.g11 + self._energy_kernel("_n1n1", n1, n2) * coupling
        diagonal_2 = self.g22 + self._energy_kernel("_n1n1", n1, n2, exchange=True) * coupling
        mixed = self.g12 + self._energy_kernel("_n1n2", n1, n2) * coupling
        matrix = np.stack([np.stack([diagonal_1, mixed], axis=-1), np.stack([mixed, diagonal_2], axis=-1)], axis=-2)
        return self._result(matrix, "coupling", "naidon2021:2")

    def compressibility_matrix(self, n1: Any, n2: Any) -> Result:
        """d n_i/d mu_j on the last two axes, the inverse of `stiffness_matrix`. Raises DomainError as that, and where
        the mixture is on its spinodal (singular stiffness)."""
        stiffness = np.asarray(self.stiffness_matrix(n1, n2))
        determinant = np.linalg.det(stiffness / self.g)
        require("det(d mu_i/d n_j)/g^2", determinant, "!= 0", claim="naidon2021:2")
        return self._result(np.linalg.inv(stiffness / self.g) / self.g, "compressibility", "naidon2021:2")

    # -- entrainment -------------------------------------------------------------------------------------------------

    def mass_drag_density(self, n1: Any, n2: Any) -> Result:
        """rho_drag [mass length^-D]: -rho_drag (v1 - v2)^2/2 is the energy that counterflow gains from the zero-point motion.

        carlini2021:38 and supplement, any masses, couplings and densities. Broadcasts. Raises DomainError for negative
        densities or g12^2 > g11 g22.
        """
        return drag.mass_drag_density(self, *self._densities(n1, n2))

    def drag_density(self, n1: Any, n2: Any) -> Result:
        """n_drag = rho_drag/sqrt(m1 m2) [length^-D], for equal masses that of carlini2021:28. As `mass_drag_density`."""
        return drag.drag_density(self, *self._densities(n1, n2))

    def effective_masses(self, n1: Any, n2: Any) -> Result:
        """(m1*, m2*) on the last axis [mass], m_i* = m_i/(1 - rho_drag/(m_i n_i)) (carlini2021:51).

        Raises DomainError as `mass_drag_density`, for an absent component, and where rho_drag >= m_i n_i.
        """
        return drag.effective_masses(self, *self._densities(n1, n2))

    def fast_velocity_ratio(self, n1: Any, n2: Any) -> Result:
        """V2/V1 of a uniform mixture after component 1 alone was kicked, before a period of sound (carlini2021:39, 55).

        Arguments and errors as `effective_masses`.
        """
        return drag.fast_velocity_ratio(self, *self._densities(n1, n2))

    @answers
    def balanced(self, n: Any) -> BalancedFlows:
        """Sound, responses in time, fast flows at the total density n [length^-D], half in each component (carlini2021:33-37).

        Raises DomainError unless m1 = m2, g11 = g22, n > 0, and the mixture is stable with n_drag < n/4.
        """
        return BalancedFlows(self, n)

    # -- mixed bubbles -----------------------------------------------------------------------------------------------

    def bubble_window(self, *, n_plus: float) -> BubbleWindow:
        """Where mixed bubbles exist at the density n_plus [length^-D], as a `BubbleWindow` (naidon2021:11-18).

        The window is the same for every g12: read `phase` there for the mixture's own. Raises DomainError unless
        n_plus > 0.
        """
        return BubbleWindow(self, self._n_plus(n_plus))

    def phase(self, *, n_plus: float, delta_a: float | None = None) -> Phase:
        """What coexists at n_plus [length^-D] for the mixture's own a12 or for a12 = a12(threshold) + delta_a [m].

        Raises DomainError unless n_plus > 0 and g12 > 0, or for delta_a on a mixture without scattering lengths.
        """
        return Phase(int(phases.classify(self.D, self.alpha, self.z, self.reduced_delta(n_plus, delta_a))))

    def bubble_composition(self, *, n_plus: float, delta_a: float | None = None) -> tuple[Bubble, ...]:
        """The mixed bubbles at n_plus: one `Bubble` in `(1+2)|1` or `(1+2)|2`, two in the pinch.

        Arguments as `phase`. Raises DomainError outside the window (miscible, or pure 1 beside pure 2).
        """
        n_plus, delta = self._n_plus(n_plus), self.reduced_delta(n_plus, delta_a)
        phase = self.phase(n_plus=n_plus, delta_a=delta_a)
        if phase in (Phase.MISCIBLE, Phase.SEPARATED):
            edges = self.bubble_window(n_plus=n_plus)
            raise DomainError("delta_g/g", f"{float(self.delta_g_over_g(delta, n_plus)):.6g}",
                              f"{edges.lower:.6g} < delta_g/g < {edges.upper:.6g}",
                              claim="naidon2021:fig2", advice=f"the mixture is {phase.label}")
        root = sqrt(self.alpha**2 + 1)
        touching = phases.tangent_points(self.D, self.alpha, self.z, delta)
        return tuple(
            Bubble(bath, self._result((1 - x) * n_plus * root, "density", "naidon2021:5"),
                   self._result(x * n_plus * root / self.alpha, "density", "naidon2021:5"), x)
            for bath, x in ((1, float(touching.from_1)), (2, float(touching.from_2))) if np.isfinite(x))

    def plot(self, *, n_plus: float) -> Any:
        """Draw Omega along the soft direction and the place of this mixture in the window; returns the figure."""
        return self.bubble_window(n_plus=n_plus).plot()

    def reduced_delta(self, n_plus: float, delta_a: float | None = None) -> float:
        """delta of the module `phases`: (delta_g/g)/eta, or R of naidon2021:18 in D = 2. Arguments as `phase`."""
        n_plus = self._n_plus(n_plus)
        if delta_a is None:
            ratio = self.delta_g / self.g
        else:
            ratio = float(require("delta_a", delta_a, unit="m", scalar=True)) / self.a12_threshold
        if ratio <= -1:
            raise DomainError("g12", (1 + ratio) * self.g, "g12 > 0", self.unit("g12"), "naidon2021:8",
                              "bubbles exist near g12 = +sqrt(g11 g22)")
        return ratio / self.eta(n_plus) - self._running(n_plus)

    @property
    def a12_threshold(self) -> float:
        """a12 at the mean-field threshold g12 = sqrt(g11 g22) [m]; 2 sqrt(a11 a22)/(sqrt(z) + 1/sqrt(z)).

        Raises DomainError for a mixture built without scattering lengths.
        """
        if self.a is None:
            raise DomainError("a12", None, "is given", advice="this mixture was built from couplings: use delta_g")
        return 2 * sqrt(self.a[0] * self.a[2]) / (sqrt(self.z) + 1 / sqrt(self.z))

    def delta_g_over_g(self, delta: Any, n_plus: float) -> NDArray[np.float64]:
        """delta_g/g from delta of the module `phases` at n_plus [length^-D]: the inverse of `reduced_delta`."""
        return self.eta(n_plus) * (np.asarray(delta) + self._running(n_plus))

    def unit(self, quantity: str) -> str:
        """Name of the unit in which the mixture takes and gives `quantity`: "density", "coupling", "m1", "g12"..."""
        D, aliases = self.D, {"m1": "mass", "m2": "mass", "kappa": "wave number"}
        if self.a is None:
            return "(hbar = 1)"
        return {"mass": "kg", "mass density": f"kg m^-{D}", "number": "1", "wave number": "m^-1", "density": f"m^-{D}",
                "speed": "m/s", "energy": "J", "energy density": f"J m^-{D}", "coupling": f"J m^{D}",
                "compressibility": f"J^-1 m^-{D}",
                }[aliases.get(quantity, "coupling" if quantity.startswith("g") else quantity)]

    def _running(self, n_plus: float) -> float:
        """The logarithm that R subtracts from delta_g/(g eta) in D = 2 (naidon2021:18), zero otherwise."""
        if self.kappa is None:
            return 0.0
        s = sqrt(self.z)
        weight = 1 / (self.alpha * s) + self.alpha * s - 4 / (s + 1 / s)
        return weight / (8 * pi) * np.log(self.eta(n_plus) * n_plus / self.kappa**2)

    # -- plumbing ----------------------------------------------------------------------------------------------------

    def _scales(self) -> tuple[dict[str, float], float]:
        """Units of the numbers that the kernels see, in the units of the user; and m g/hbar^2 [length^(D-2)]."""
        if self.a is None:
            length = mass = 1.0
        else:
            length, mass = micrometre, sqrt(self.m1) * sqrt(self.m2)
        energy = (self.hbar / length) ** 2 / mass
        scale = {"length": length, "mass": mass, "energy": energy, "density": length**-self.D,
                 "energy density": energy * length**-self.D, "coupling": energy * length**self.D}
        mg = sqrt(self.m1 / mass * self.m2 / mass) * (self.g / scale["coupling"]) * length ** (self.D - 2)
        return scale, mg

    def _energy_kernel(self, derivative: str, n1: Any, n2: Any, exchange: bool = False) -> NDArray[np.float64]:
        """E_B or a derivative of it in reduced units; `exchange` swaps the components: d/dn1 becomes d/dn2."""
        cutoff = () if self.kappa is None else (self.kappa * self._scales()[0]["length"],)
        return self._kernel(f"vacuum_energy_{self.D}d{derivative}", n1, n2, *cutoff, exchange=exchange)

    def _kernel(self, name: str, n1: Any, n2: Any, *cutoff: float, exchange: bool = False) -> NDArray[np.float64]:
        """The kernel `name` at reduced arguments. Raises DomainError where it is complex or diverges, ArithmeticError
        where it fails: only the second derivatives of E_B diverge on the domain."""
        self._require_stable()
        scale, _ = self._scales()
        one = (self.m1 / scale["mass"], self.g11 / scale["coupling"], n1 / scale["density"])
        two = (self.m2 / scale["mass"], self.g22 / scale["coupling"], n2 / scale["density"])
        (ma, gaa, na), (mb, gbb, nb) = (two, one) if exchange else (one, two)
        with np.errstate(all="ignore"):  # what is not finite is refused below, with its place
            value = np.asarray(kernel(name)(ma, mb, gaa, gbb, self.g12 / scale["coupling"], na, nb, *cutoff))
        bad = ~np.isfinite(value)
        if bad.any():
            where = tuple(np.argwhere(bad)[0])
            densities = (float(n1[where]), float(n2[where]))
            if not name.endswith(("_n1n1", "_n1n2")):
                raise ArithmeticError(f"the kernel {name} fails: {value[where]} at (n1, n2) = {densities}")
            raise DomainError("(n1, n2)", densities, "n1 > 0 and n2 > 0", self.unit("density"), "naidon2021:3",
                              f"{name} diverges there")
        return value

    def _densities(self, n1: Any, n2: Any) -> tuple[NDArray[np.float64], ...]:
        unit = self.unit("density")
        return broadcast(n1=require("n1", n1, ">= 0", unit=unit, claim="naidon2021:7"),
                         n2=require("n2", n2, ">= 0", unit=unit, claim="naidon2021:7"))

    def _n_plus(self, n_plus: Any) -> float:
        unit = self.unit("density")
        return float(require("n_plus", n_plus, "> 0", unit=unit, claim="naidon2021:10", scalar=True))

    def _require_stable(self) -> None:
        if abs(self.g12) > self.g:
            raise DomainError("g12", self.g12, f"g12**2 <= g11 g22, |g12| <= {self.g!r}", self.unit("g12"),
                              "naidon2021:4", "E_B is complex there; bubble_window and phase work on both sides")

    def _given(self) -> tuple[Scales, int, dict[str, Any]]:
        return drag.scales_of(self), self.D, {name: getattr(self, name) for name in ("m1", "m2", "g11", "g22", "g12")}

    def _result(self, value: Any, quantity: str, *claims: str) -> Result:
        return Result(np.asarray(value), self.unit(quantity), claims)

    def _parameters(self) -> list[tuple[str, str, str]]:
        """(plain name, TeX name, value) of everything that defines the mixture, as shown to the reader."""
        rows = [("D", "D", str(self.D))]
        if self.a is not None:
            pairs = zip((11, 12, 22), self.a, strict=True)
            rows += [(f"a{ij}", f"a_{{{ij}}}", f"{a / constants.a0:.6g} a0") for ij, a in pairs]
            if self.oscillator_length is not None:
                rows.append(("l", "l", f"{self.oscillator_length / micrometre:.6g} um"))
        else:
            given = ("m1", "m2", "g11", "g12", "g22")
            rows += [(n, f"{n[0]}_{{{n[1:]}}}", f"{getattr(self, n):.6g}") for n in given]
            if self.kappa is not None:
                rows.append(("kappa", r"\kappa", f"{self.kappa:.6g}"))
        return [*rows, ("alpha", r"\alpha", f"{self.alpha:.6g}"), ("z", "z", f"{self.z:.6g}"),
                ("delta_g/g", r"\delta g/g", f"{self.delta_g / self.g:.4g}")]

    @property
    def _caption(self) -> str:
        return " + ".join(self.names)

    def _rows(self) -> list[Row]:
        return [(name, value) for name, _, value in self._parameters()]

    def _repr_latex_(self) -> str:
        return "$" + r",\; ".join(f"{tex} = " + v.replace(" a0", r"\,a_0").replace(" um", r"\,\mu\mathrm{m}")
                                  for _, tex, v in self._parameters()) + "$"
