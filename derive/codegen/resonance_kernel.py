"""The sum over resonances as text: the term of ``resonance_sums`` in real and imaginary part, for a few frequencies at once.

What a frequency or a node enters alone is computed once for it; a node is loaded once for all of these frequencies, whose
sums stay in the registers, over several nodes at once since their order is free.  Rows of nodes may have any stride, a
negative one too (an index without a sign is not taken from the end); where they are contiguous, which decides whether the
loop becomes one of vectors, the steps are numbers.
"""

from __future__ import annotations

import re
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
    """sum_k of the resonant term over nodes, for a row of frequencies, ``lanes`` of them at a time."""

    name: str = "resonance_sum"
    module = MODULE
    title: str = "Lambda at omega + 2 i gamma: sum over nodes of [a - i (gamma/z) B]/(Q - z^2), D = 3"
    claims: tuple[str, ...] = ("aminov2024:14-convert", "aminov2024:14-create")
    derivations: tuple[str, ...] = ("resonance_sums.envelopes",)
    lanes: int = 4
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
        per_row = straight_line([w_re, w_im, s_re, s_im], {"omega", "gamma"}, (), passes=(stable.powers,))
        row = [line for statement in per_row.statements for line in statement_text(statement, " " * 8)]
        row += [
            f"        {name} = {kernel_code(value)}"
            for name, value in zip(("w_re", "w_im", "s_re", "s_im"), per_row.results, strict=True)
        ]
        term = [line for statement in per_term.statements for line in statement_text(statement, " " * 12)]
        term += [
            f"            {name} = {kernel_code(value)}"
            for name, value in zip(("n_re", "n_im", "d_re", "d_im"), per_term.results, strict=True)
        ]
        term += [
            "            inverse = 1.0/(d_re*d_re + d_im*d_im)",
            "            x_re += (n_re*d_re + n_im*d_im)*inverse",
            "            x_im += (n_im*d_re - n_re*d_im)*inverse",
        ]
        in_lane = lambda line, lane: re.sub(r"\b([wsx]_(?:re|im))\b", rf"\g<1>{lane}", line)
        lines = [
            '@njit(error_model="numpy", fastmath={"reassoc"}, forceinline=True)',
            f"def _{self.name}(a, B, Q, frequencies, gamma, total, a_step, B_step, Q_step):",
            "    last = frequencies.shape[0] - 1",
            f"    for start in range(0, last + 1, {self.lanes}):",
        ]
        for lane in range(self.lanes):
            lines += [f"        omega = frequencies[min(start + {lane}, last)]", *(in_lane(line, lane) for line in row)]
            lines += [f"        x_re{lane} = 0.0", f"        x_im{lane} = 0.0"]
        lines += ["        for k in range(a.shape[0]):"]
        lines += [f"            {x}_{part[:2]} = {x}[uintp(k*{x}_step)].{part}" for x in "aBQ" for part in ("real", "imag")]
        lines += [in_lane(line, lane) for lane in range(self.lanes) for line in term]
        lines += [f"        total[min(start + {lane}, last)] = complex(x_re{lane}, x_im{lane})" for lane in range(self.lanes)]
        add_private(f"_{self.name}", "\n".join(lines) + "\n")
        return textwrap.dedent(f'''\
            @guvectorize(
                [(complex128[::1], complex128[::1], complex128[::1], float64[:], float64, complex128[:])],
                "(k),(k),(k),(w),()->(w)",
                nopython=True,
                cache=True,
            )
            def {self.name}(a, B, Q, frequencies, gamma, total):
                """Lambda at omega + 2 i gamma: sum over nodes of [a - i (gamma/z) B]/(Q - z^2).   {self.claims[0]},
                derivation {self.derivations[0]}

                a, B, Q (k,), frequencies (w,), gamma ()  ->  (w,); hbar = 1; the cost does not depend on gamma.
                """
                a_step, B_step, Q_step = a.strides[0]//16, B.strides[0]//16, Q.strides[0]//16
                if a_step == 1 and B_step == 1 and Q_step == 1:
                    _{self.name}(a, B, Q, frequencies, gamma, total, 1, 1, 1)
                else:
                    _{self.name}(a, B, Q, frequencies, gamma, total, a_step, B_step, Q_step)
            ''')
