"""The window of couplings in which mixed bubbles exist, at one density, as the user sees it.

Invariant: edges leave as delta_g/g, and as lengths where the mixture was built from lengths; whatever the theory takes
as small and is not is said in `warnings`, never silently accepted.
Source: naidon2021, Eqs. (11)-(18) and Fig. 2, by way of `phases.window`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import pi, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np
from entrainment.runtime import constants, phases
from entrainment.runtime.display import Row, html_table
from entrainment.runtime.phases import Phase
from entrainment.runtime.units import Result
from numpy.typing import NDArray

if TYPE_CHECKING:
    from entrainment.runtime.mixture import BoseMixture

SMALL = 0.1
"""A quantity that the theory takes as small is reported in `warnings` from here on."""


@dataclass(frozen=True, repr=False)
class BubbleWindow:
    """The mixed-bubble window of `mixture` at the density `n_plus` [length^-D], and where the mixture stands in it.

    Miscible for delta_g/g <= `lower`, pure phases side by side for delta_g/g >= `upper` (both dimensionless);
    `bath` is the pure phase (1 or 2, 0 if the window is closed) with which the bubble coexists from `lower` to `split`;
    from `split` to `upper` it can coexist with either (pinch), split = upper where there is no pinch.
    """

    mixture: BoseMixture
    n_plus: float
    lower: float = field(init=False)
    split: float = field(init=False)
    upper: float = field(init=False)
    bath: int = field(init=False)

    def __post_init__(self) -> None:
        mixture = self.mixture
        edges = phases.window(mixture.D, mixture.alpha, mixture.z)
        for name in ("lower", "split", "upper"):
            object.__setattr__(self, name, float(mixture.delta_g_over_g(getattr(edges, name), self.n_plus)))
        object.__setattr__(self, "bath", int(edges.bath))

    def _edges(self) -> NDArray[np.float64]:
        return np.array([self.lower, self.split, self.upper])

    @property
    def delta_g(self) -> Result:
        """(lower, split, upper) as delta_g = g12 - sqrt(g11 g22) [energy length^D]."""
        return Result(self._edges() * self.mixture.g, self.mixture.unit("coupling"), self.claims)

    @property
    def delta_a(self) -> Result:
        """(lower, split, upper) as a12 - a12(threshold) [m]. Raises DomainError for a mixture without lengths."""
        return Result(self._edges() * self.mixture.a12_threshold, "m", self.claims)

    @property
    def a12(self) -> Result:
        """(lower, split, upper) as a12 [m]. Raises DomainError for a mixture without lengths."""
        return Result(np.asarray(self.delta_a) + self.mixture.a12_threshold, "m", self.claims)

    @property
    def phase(self) -> Phase:
        """What coexists for the mixture's own g12."""
        return self.mixture.phase(n_plus=self.n_plus)

    @property
    def eta(self) -> float:
        """The weak-interaction parameter, see `BoseMixture.eta`."""
        return self.mixture.eta(self.n_plus)

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims that give the edges."""
        if self.mixture.z != 1:  # printed as a figure only
            return ("naidon2021:fig2", "naidon2021:18") if self.mixture.D == 2 else ("naidon2021:fig2",)
        equations = {3: (11, 12), 2: (13, 14), 1: (16, 17)}[self.mixture.D]
        return tuple(f"naidon2021:{number}" for number in equations)

    @property
    def beyond_mean_field(self) -> float:
        """E_B over the mean-field energy in the pure phases, the larger of the two (naidon2021:3 for one component;
        in D = 2 the factor of its logarithm)."""
        mixture = self.mixture
        n1, n2 = self._pure_densities()
        mg = np.array([mixture.m1 * mixture.g11, mixture.m2 * mixture.g22]) / mixture.hbar / mixture.hbar
        n = np.array([n1, n2])
        ratio = {3: 16 / (15 * pi**2) * mg * np.sqrt(mg * n), 2: mg / (4 * pi), 1: 4 / (3 * pi) * np.sqrt(mg / n)}
        return float(np.max(ratio[mixture.D]))

    def _pure_densities(self) -> tuple[float, float]:
        """Densities of the pure phases at n_plus: the ends of the interval (naidon2021:7)."""
        root = self.n_plus * sqrt(self.mixture.alpha**2 + 1)
        return root, root / self.mixture.alpha

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the theory takes as small and is not, in words; empty if all is well."""
        mixture, found = self.mixture, []
        if self.beyond_mean_field > SMALL:
            found.append(f"E_B is {self.beyond_mean_field:.2g} of the mean-field energy (eta = {self.eta:.2g}): "
                         "the Bogoliubov expansion is not well converged")
        if (widest := max(abs(self.lower), abs(self.upper))) > SMALL:
            found.append(f"|delta_g|/g reaches {widest:.2g}: E_B at threshold is a rough approximation")
        if mixture.oscillator_length is not None and mixture.a is not None:
            found.extend(self._confinement_warnings(mixture.oscillator_length, mixture.a))
        return tuple(found)

    def _confinement_warnings(self, length: float, a: tuple[float, float, float]) -> list[str]:
        mixture, found = self.mixture, []
        n1, n2 = self._pure_densities()
        spacing = mixture.hbar**2 / length**2
        filling = max(mixture.m1 * mixture.g11 * n1, mixture.m2 * mixture.g22 * n2) / spacing
        if filling > SMALL:
            found.append(f"g n is {filling:.2g} of the transverse level spacing: the motion is not frozen")
        steepest = max(map(abs, a)) / length
        if mixture.D == 1 and steepest > min(abs(self.lower), abs(self.upper)):
            found.append(f"a/l = {steepest:.2g} exceeds |delta_g|/g of the window: the next order of the confinement "
                         "shifts its place")
        if mixture.D == 2 and mixture.m1 != mixture.m2:
            found.append(f"kappa of the pair 1-2 is the one of equal masses: for z = {mixture.z:.3g} the place of the "
                         f"window is uncertain by a fraction of a/l = {sqrt(a[0] * a[2]) / length:.2g}")
        return found

    def _rows(self) -> list[Row]:
        mixture, unit = self.mixture, self.mixture.unit("density")
        rows = [("n_plus", f"{self.n_plus:.6g} {unit}"), ("eta", f"{self.eta:.4g}"),
                ("delta_g/g", f"{self.lower:.6g} ... {self.upper:.6g}")]
        if mixture.a is not None:
            low, _, high = self.a12 / constants.a0
            threshold = mixture.a12_threshold / constants.a0
            rows.append(("a12", f"{low:.6g} a0 ... {high:.6g} a0 (threshold {threshold:.6g} a0)"))
        pinch = f", pinch from {self.split:.6g}" if self.split < self.upper else ""
        rows.append(("bubble", f"(1+2)|{self.bath}{pinch}" if self.bath else "none: the window is closed"))
        here = self.phase.label if mixture.g12 > 0 else "outside the theory, g12 <= 0"
        rows += [("this mixture", f"{mixture.delta_g / mixture.g:.6g}: {here}"), ("claims", ", ".join(self.claims))]
        return rows + [("warning", text) for text in self.warnings]

    def __repr__(self) -> str:
        rows = self._rows()
        return f"mixed bubbles in {self.mixture!r}\n" + "\n".join(f"  {name:<13}{text}" for name, text in rows)

    def _repr_html_(self) -> str:
        first, second = self.mixture.names
        return html_table(f"Mixed bubbles in {first} + {second}, D = {self.mixture.D}", self._rows())

    def _repr_latex_(self) -> str:
        return rf"${self.lower:.6g} < \delta g/g < {self.upper:.6g}$"

    def plot(self) -> Any:
        """Omega along the soft direction with its tangents, and the place in the window: a matplotlib figure."""
        mixture = self.mixture
        figure = phases.draw(mixture.D, mixture.alpha, mixture.z, mixture.reduced_delta(self.n_plus))
        figure.suptitle(f"{mixture.names[0]} + {mixture.names[1]}, D = {mixture.D}: {self.phase.label}")
        return figure
