"""The sum over resonances as text: the term of ``resonance_sums`` in real and imaginary part, in blocks of frequencies.

What a frequency or a node enters alone is computed once for it; a block of frequencies stays in the registers.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from .. import dimensions as dim
from .. import resonance_sums as rs
from . import stable
from .lines import statement_text, straight_line
from .printer import kernel_code

MODULE = "conductivity"
NODE = dim.MASS / dim.LENGTH**3  # what a wave number adds to Lambda, times the width of the node


@dataclass(frozen=True)
class ResonanceSum:
    """sum_k of the resonant term over nodes, for a row of frequencies: blocks of frequencies stay in the registers."""

    name: str = "resonance_sum"
    module = MODULE
    title: str = "Lambda at omega + 2 i gamma: sum over nodes of [a - i (gamma/z) B]/(Q - z^2), D = 3"
    claims: tuple[str, ...] = ("aminov2024:14-convert", "aminov2024:14-create")
    derivations: tuple[str, ...] = ("resonance_sums.envelopes",)
    block: int = 64
    real = False

    #: Rows of nodes and of frequencies, (name, dimension): a and B are envelopes times the width of a node.
    inputs = (
        *((name, str(NODE * dim.ENERGY**2)) for name in ("a", "B")),
        *(("Q", str(dim.ENERGY**2)), ("frequencies", str(dim.ENERGY)), ("gamma", str(dim.ENERGY))),
    )
    found = (("total", str(NODE)),)
    conditions = ("gamma >= 0",)

    @property
    def results(self) -> tuple[sp.Expr, ...]:
        """The term, in parts: real and imaginary part of numerator, denominator."""
        return self._parts()[2]

    def _parts(self):
        w, g = sp.symbols("omega gamma", real=True)
        a, B, Q = (sp.symbols(f"{x}_re {x}_im", real=True) for x in "aBQ")
        z_squared, share = sp.symbols("w_re w_im", real=True), sp.symbols("s_re s_im", real=True)
        compose = lambda pair: pair[0] + sp.I * pair[1]
        z = w + 2 * sp.I * g
        term = rs.resonant_term(compose(a), compose(B), compose(Q), compose(share), compose(z_squared))
        numerator, denominator = (sp.expand(part).as_real_imag() for part in sp.fraction(sp.together(term)))
        per_frequency = (*sp.expand(z**2).as_real_imag(), *map(sp.factor, rs.share_of_slopes(g, z).as_real_imag()))
        return per_frequency, (numerator, denominator), (*numerator, *denominator)

    def text(self, add_private: Callable[[str, str], None]) -> str:
        (w_re, w_im, s_re, s_im), (numerator, denominator), _ = self._parts()
        per_term = straight_line([*numerator, *denominator], set(), (), passes=())
        n_re, n_im, d_re, d_im = map(kernel_code, per_term.results)
        per_row = straight_line([w_re, w_im, s_re, s_im], {"omega", "gamma"}, (), passes=(stable.powers,))
        row = [line for statement in per_row.statements for line in statement_text(statement, " " * 12)]
        targets = ("w_re[j]", "w_im[j]", "s_re[j]", "s_im[j]")
        row += [f"            {target} = {kernel_code(value)}" for target, value in zip(targets, per_row.results, strict=True)]
        indexed = lambda text: (
            text.replace("w_re", "w_re[j]").replace("w_im", "w_im[j]").replace("s_re", "s_re[j]").replace("s_im", "s_im[j]")
        )
        term = [line for statement in per_term.statements for line in statement_text(statement, " " * 16)]
        term += [
            f"                {name} = {value}"
            for name, value in zip(("n_re", "n_im", "d_re", "d_im"), (n_re, n_im, d_re, d_im), strict=True)
        ]
        term = [indexed(line) for line in term]
        tables = ", ".join(["w_re", "w_im", "s_re", "s_im", "x_re", "x_im"])
        lines = [
            '@njit(error_model="numpy")',
            f"def _{self.name}(a, B, Q, frequencies, gamma, total):",
            f"    {tables} = np.empty((6, {self.block}))",
            f"    for start in range(0, frequencies.shape[0], {self.block}):",
            f"        count = min({self.block}, frequencies.shape[0] - start)",
            "        for j in range(count):",
            "            omega = frequencies[start + j]",
            *row,
            "            x_re[j] = 0.0",
            "            x_im[j] = 0.0",
            "        for k in range(a.shape[0]):",
            *(f"            {x}_{part[:2]} = {x}[k].{part}" for x in "aBQ" for part in ("real", "imag")),
            "            for j in range(count):",
            *term,
            "                inverse = 1.0/(d_re*d_re + d_im*d_im)",
            "                x_re[j] += (n_re*d_re + n_im*d_im)*inverse",
            "                x_im[j] += (n_im*d_re - n_re*d_im)*inverse",
            "        for j in range(count):",
            "            total[start + j] = complex(x_re[j], x_im[j])",
        ]
        add_private(f"_{self.name}", "\n".join(lines) + "\n")
        return textwrap.dedent(f'''\
            @guvectorize(
                [(complex128[::1], complex128[::1], complex128[::1], float64[::1], float64, complex128[::1])],
                "(k),(k),(k),(w),()->(w)",
                nopython=True,
                cache=True,
            )
            def {self.name}(a, B, Q, frequencies, gamma, total):
                """Lambda at omega + 2 i gamma: sum over nodes of [a - i (gamma/z) B]/(Q - z^2).   {self.claims[0]},
                derivation {self.derivations[0]}

                a, B, Q (k,), frequencies (w,), gamma ()  ->  (w,); hbar = 1; the cost does not depend on gamma.
                """
                _{self.name}(a, B, Q, frequencies, gamma, total)
            ''')
