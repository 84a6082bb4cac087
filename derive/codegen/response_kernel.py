"""The conductivities of all pairs from the response between the branches, in real arithmetic and without cancellation.

``conductivity.by_processes`` with the response of both processes in one complex number.  The Drude peak minus its share of
the pole at zero is one fraction for each part: where gamma -> 0 the two terms would cancel.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from .. import dimensions as dim
from .. import notation as s
from ..conductivity import by_processes
from ..notation import D_0, Lambda_minus, Lambda_plus, gamma, m_a, m_b, m_i, m_j, n_a, n_b, n_i, omega
from . import stable
from .lines import assignment, statement_text, straight_line
from .plan import PlanError
from .printer import kernel_code
from .resonance_kernel import MODULE

RESPONSE = sp.Symbol("response")
DRUDE = dict(zip(("aa", "ab", "bb"), sp.symbols("drude_aa drude_ab drude_bb", real=True), strict=True))
PAIRS = {"aa": (m_a, m_a, n_a), "ab": (m_a, m_b, None), "bb": (m_b, m_b, n_b)}


@dataclass(frozen=True)
class ConductivitiesOfResponse:
    """sigma_aa, sigma_ab, sigma_bb at one frequency from Lambda(omega + 2 i gamma), Drude weights, densities and masses."""

    name: str = "conductivities"
    module = MODULE
    title: str = "sigma of the pairs aa, ab, bb from Lambda(omega + 2 i gamma), D = 3"
    claims: tuple[str, ...] = ("aminov2024:12-same", "aminov2024:12-cross")
    derivations: tuple[str, ...] = ("conductivity.by_processes",)
    outputs: tuple[str, ...] = tuple(PAIRS)
    real = False

    arguments = (omega, gamma, RESPONSE, n_a, n_b, m_a, m_b, *DRUDE.values())
    conditions = ("omega > 0", "gamma >= 0", "m_a > 0", "m_b > 0")

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """(name, dimension) of the arguments."""
        known = self._dimensions()
        return tuple((str(symbol), str(known[symbol])) for symbol in self.arguments)

    @property
    def found(self) -> tuple[tuple[str, str], ...]:
        """(name, dimension) of the results."""
        known = self._dimensions()
        return tuple((name, str(dim.dimension_of(form, known))) for name, form in zip(self.outputs, self.results, strict=True))

    @staticmethod
    def _dimensions() -> dict:
        known = s.dimensions(3)
        return known | {RESPONSE: known[Lambda_plus]} | dict.fromkeys(DRUDE.values(), known[D_0])

    @property
    def results(self) -> tuple[sp.Expr, ...]:
        """The formulas as derived."""
        return tuple(_of_pair(pair) for pair in PAIRS)

    def text(self, add_private: Callable[[str, str], None]) -> str:
        """The kernel; what it calls is added.  Raises PlanError where the parts are not what was derived."""
        parts = [part for result in self.results for part in parts_of(result)]
        block = straight_line(parts, {str(symbol) for symbol in self.arguments}, (), passes=(stable.powers,))
        names = [str(symbol) for symbol in self.arguments]
        lines = ['@njit(error_model="numpy")', f"def _{self.name}({', '.join(names)}):"]
        lines += ["    response_re = response.real", "    response_im = response.imag"]
        for statement in block.statements:
            lines += statement_text(statement)
        for number, pair in enumerate(zip(block.results[::2], block.results[1::2], strict=True)):
            lines += assignment(f"result_{number} = ", f"complex({', '.join(map(kernel_code, pair))})", "    ")
        lines.append(f"    return {', '.join(f'result_{n}' for n in range(len(PAIRS)))}")
        add_private(f"_{self.name}", "\n".join(lines) + "\n")
        kinds = ", ".join("complex128" if symbol == RESPONSE else "float64" for symbol in self.arguments)
        core = f"{','.join(['()'] * len(names))}->{','.join(['()'] * len(self.outputs))}"
        rows = textwrap.wrap(f"[({kinds}, {', '.join(['complex128[:]'] * len(self.outputs))})],", 100)
        head = ["@guvectorize(", *(f"    {row}" for row in rows)]
        head += [f'    "{core}",', "    nopython=True,", "    cache=True,", ")"]
        body = [
            f"def {self.name}({', '.join([*names, *self.outputs])}):",
            f'    """{self.title}; hbar = 1.',
            f"    {', '.join(self.claims)}, derivation {self.derivations[0]}",
            "",
            "    n_a, n_b are total densities; omega > 0, gamma >= 0.",
            '    """',
            f"    {', '.join(f'{name}[0]' for name in self.outputs)} = _{self.name}(",
            f"        {', '.join(names)}",
            "    )",
        ]
        return "\n".join([*head, *body]) + "\n"


def _of_pair(pair: str) -> sp.Expr:
    """by_processes of this pair; Lambda^+ + Lambda^- is the response."""
    first, second, density = PAIRS[pair]
    form = by_processes(density is not None).result
    merged = sp.expand(form.xreplace({Lambda_minus: RESPONSE - Lambda_plus}))
    if merged.has(Lambda_plus):
        raise PlanError("conversion and creation do not enter by their sum alone")
    return merged.xreplace({m_i: first, m_j: second, n_i: density, D_0: DRUDE[pair]})


def parts_of(result: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Real and imaginary part, each coefficient of a weight one fraction.  Raises PlanError where they are not ``result``."""
    real = sp.symbols("response_re response_im", real=True)
    expanded = sp.expand(result.xreplace({RESPONSE: real[0] + sp.I * real[1]}))
    linear = (*real, n_a, n_b, *DRUDE.values())
    parts = tuple(
        sp.Add(*(sp.factor(sp.together(part.coeff(weight))) * weight for weight in linear))
        for part in map(sp.expand, expanded.as_real_imag())
    )
    if sp.simplify(parts[0] + sp.I * parts[1] - expanded) != 0:
        raise PlanError("the parts are not linear in the weights")
    return parts
