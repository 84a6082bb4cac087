"""Kernels on arrays: envelopes at complex momenta with several results, and the sum over resonances.

A kernel of this kind is a gufunc around a private function with numpy's rules of division (a gufunc has none of its own).
The energies of the modes enter by names in a stable form, since the derived one cancels; that both are equal is checked at
random points whenever text is written.  The body of the sum is printed from the term of ``resonance_sums`` in real and
imaginary part.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import mpmath
import sympy as sp
from sympy.codegen.cfunctions import expm1

from .. import notation as s
from .. import quasiparticles as qp
from .. import resonance_sums as rs
from ..notation import E_d, E_s, T, V_aa, V_ab, V_bb, eps_a, eps_b, gap, m_a, m_b, n_a, n_b, p
from ..numeric import evaluate, relative_difference
from . import stable
from .emit import DO_NOT_EDIT
from .lines import WIDTH, assignment, call, statement_text, straight_line
from .plan import PlanError
from .printer import kernel_code

MODULE = "conductivity"
MODES = (p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab)
COMPLEX = {p, V_aa, V_bb, V_ab}

HEAD = f"""\
\"\"\"Conductivity: kernels on arrays, hbar = k_B = 1.

{DO_NOT_EDIT}
\"\"\"

import numpy as np
from numba import complex128, float64, guvectorize, njit
from numpy import cos, exp, expm1, sin, sqrt


"""

ALIGNED = '''\
@njit(error_model="numpy")
def _aligned_root(square, direction):
    """The root of ``square`` that makes the smaller angle with ``direction``."""
    root = sqrt(square)
    return -root if root.real*direction.real + root.imag*direction.imag < 0.0 else root
'''

COMPLEX_EXPM1 = '''\
@njit(error_model="numpy")
def _complex_expm1(z):
    """exp(z) - 1, both parts without cancellation."""
    half = sin(0.5*z.imag)
    return complex(expm1(z.real)*cos(z.imag) - 2.0*half*half, exp(z.real)*sin(z.imag))
'''

_dressed_a, _dressed_b, _mean, _root = sp.symbols("dressed_a dressed_b mean splitting", positive=True)
_half = sp.Symbol("half_difference", real=True)


class complex_expm1(sp.Function):
    """exp(z) - 1 of a complex number."""

    nargs = 1


class aligned_root(sp.Function):
    """The root of the first argument in the direction of the second."""

    nargs = 2
    is_commutative = True
    is_positive = True


def _mode_names(at_real_momenta: bool) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    """Temporaries from the arguments to E_d, E_s and their gap, without a difference of nearly equal numbers."""
    coupling = rs.coupling_squared
    root = sp.sqrt(_half**2 + coupling) if at_real_momenta else aligned_root(_half**2 + coupling, _mean)
    alone = p**2 / 2 / sp.sqrt(m_a * m_b)
    return (
        (eps_a, p**2 / (2 * m_a)),
        (eps_b, p**2 / (2 * m_b)),
        (_dressed_a, eps_a + 2 * n_a * V_aa),
        (_dressed_b, eps_b + 2 * n_b * V_bb),
        (_half, (eps_a * _dressed_a - eps_b * _dressed_b) / 2),
        (_mean, (eps_a * _dressed_a + eps_b * _dressed_b) / 2),
        (_root, root),
        (E_d, sp.sqrt(_mean + _root)),
        (E_s, alone * sp.sqrt(_dressed_a * _dressed_b - 4 * n_a * n_b * V_ab**2) / E_d),
        (gap, 2 * _root / (E_d + E_s)),
    )


_larger, _smaller = sp.symbols("larger smaller", positive=True)


def _weight_names() -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    """The weights and E - eps of real modes; ``larger`` and ``smaller`` are splitting +- |half_difference|."""
    up = sp.Ge(_half, 0)
    choose = lambda first, second: sp.Piecewise((first, up), (second, True))
    share = {"ad": choose(_larger, _smaller), "as": choose(_smaller, _larger)}
    share |= {"bs": share["ad"], "bd": share["as"]}
    shift = {"ad": choose(_smaller, _larger), "as": -choose(_larger, _smaller)}  # E^2 - E_i^2
    shift |= {"bd": -shift["as"], "bs": -shift["ad"]}
    energy, kinetic = {"d": E_d, "s": E_s}, {"a": eps_a, "b": eps_b}
    interaction = {"a": 2 * n_a * V_aa, "b": 2 * n_b * V_bb}
    names = [(_larger, _root + sp.Abs(_half)), (_smaller, rs.coupling_squared / _larger)]
    names += [(qp.P[key], share[key] / (2 * _root)) for key in ("ad", "as", "bd", "bs")]
    for key, symbol in rs.EXCESS.items():
        i, branch = key
        names.append((symbol, (kinetic[i] * interaction[i] + shift[key]) / (energy[branch] + kinetic[i])))
    return tuple(names)


@dataclass(frozen=True)
class ArrayKernel:
    """A gufunc with scalar core arguments and the results ``outputs`` of the derivations ``forms``."""

    name: str
    title: str
    arguments: tuple[sp.Symbol, ...]
    outputs: tuple[str, ...]
    forms: Callable[[], tuple[sp.Expr, ...]] = field(repr=False)
    derivations: tuple[str, ...]
    claims: tuple[str, ...]
    real: bool

    module = MODULE

    @property
    def results(self) -> tuple[sp.Expr, ...]:
        """The formulas, hbar = 1."""
        return tuple(sp.sympify(form).xreplace({s.hbar: sp.S.One}) for form in self.forms())

    def text(self, add_private: Callable[[str, str], None]) -> str:
        """The kernel; what it calls is added.  Raises PlanError where the stable names are not what was derived."""
        names = _mode_names(self.real) + (_weight_names() if self.real else ())
        _check_names(names)
        if not self.real:
            add_private("_aligned_root", ALIGNED)
            add_private("_complex_expm1", COMPLEX_EXPM1)
        taken = {str(symbol) for symbol in self.arguments} | {str(symbol) for symbol, _ in names}
        used = _needed(names, self.results)
        block = straight_line(
            [_without_cancellation(result, self.real) for result in self.results], taken, used, passes=(stable.powers,)
        )
        arguments = list(map(str, self.arguments))
        lines = ['@njit(error_model="numpy")', *call("def ", f"_{self.name}", arguments, "", ":")]
        for statement in block.statements:
            lines += statement_text(statement)
        for number, result in enumerate(block.results):
            lines += assignment(f"result_{number} = ", kernel_code(result), "    ")
        lines.append("    return " + ", ".join(f"result_{n}" for n in range(len(block.results))))
        add_private(f"_{self.name}", "\n".join(lines) + "\n")
        kinds = ["complex128" if symbol in COMPLEX and not self.real else "float64" for symbol in self.arguments]
        out = "float64" if self.real else "complex128"
        core = f"{','.join(['()'] * len(kinds))}->{','.join(['()'] * len(self.outputs))}"
        signature = ", ".join([*kinds, *[f"{out}[:]"] * len(self.outputs)])
        head = ["@guvectorize(", *_wrapped(f"[({signature})],"), f'    "{core}",', "    nopython=True,", "    cache=True,", ")"]
        results = ", ".join(f"{name}[0]" for name in self.outputs)
        body = [*call("def ", self.name, [*arguments, *self.outputs], "", ":"), *self._docstring(), f"    {results} = ("]
        return "\n".join([*head, *body, *_wrapped(f"_{self.name}({', '.join(arguments)})", 8), "    )"]) + "\n"

    def _docstring(self) -> list[str]:
        source = ", ".join([*self.claims, *(f"derivation {name}" for name in self.derivations)])
        kind = "real p > 0" if self.real else "complex p with |arg p| < pi/5, interactions at p"
        text = f"{self.title}; per wave number, hbar = 1.   {source}"
        return ['    """' + textwrap.fill(text, WIDTH - 4, subsequent_indent="    "), "", f"    {kind}; T > 0.", '    """']


def _without_cancellation(expr, real: bool):
    """1 - exp(u) and exp(u) - 1 by expm1."""
    u, function = sp.Wild("u"), expm1 if real else complex_expm1
    return expr.replace(1 - sp.exp(u), -function(u)).replace(sp.exp(u) - 1, function(u))


def _wrapped(text: str, indent: int = 4) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 4))


def _needed(names, results) -> tuple:
    """The names that the results use, directly or through others."""
    wanted = set().union(*(result.free_symbols for result in results))
    kept = []
    for symbol, value in reversed(names):
        if symbol in wanted:
            kept.append((symbol, value))
            wanted |= value.free_symbols
    return tuple(reversed(kept))


def _check_names(names) -> None:
    """The stable names against the derivations of the chapter, at random points, 25 digits."""
    squares = qp.squared_energies().result
    shares = dict(zip(qp.P.values(), qp.weights().result, strict=True))
    for point in rs.envelopes("convert", 3).domain.sample(8, seed=7):
        values = {symbol: point[symbol] for symbol in (*MODES[1:], p, s.hbar) if symbol in point}
        values = dict(point)
        values[p] = sp.sqrt(2 * point[m_a] * point[eps_a])  # hbar = 1, and the mass of b follows
        values[m_b], values[s.hbar] = values[p] ** 2 / (2 * point[eps_b]), sp.S.One
        with mpmath.workdps(60):
            placed = {k: mpmath.mpf(sp.N(v, 60)._mpf_ if hasattr(sp.N(v, 60), "_mpf_") else v) for k, v in values.items()}
            for symbol, value in names:
                placed[symbol] = evaluate(value.replace(aligned_root, lambda x, _: sp.sqrt(x)), placed, 50)
            expected = [(placed[E_d] ** 2, squares[0]), (placed[E_s] ** 2, squares[1]), (placed[gap], E_d - E_s)]
            expected += [(placed[w], share) for w, share in shares.items() if w in placed and w in dict(names)]
            kinetic = {"a": eps_a, "b": eps_b}
            expected += [
                (placed[x], {"d": E_d, "s": E_s}[key[1]] - kinetic[key[0]]) for key, x in rs.EXCESS.items() if x in dict(names)
            ]
            placed |= {
                s.E_a: mpmath.sqrt(placed[eps_a] * placed[_dressed_a]),
                s.E_b: mpmath.sqrt(placed[eps_b] * placed[_dressed_b]),
            }
            for found, form in expected:
                if relative_difference(found, evaluate(form, placed, 50)) > mpmath.mpf(10) ** -25:
                    raise PlanError(f"conductivity: the stable form of {form} is not what was derived")


@dataclass(frozen=True)
class ResonanceSum:
    """sum_k of the resonant term over nodes, for a row of frequencies: blocks of frequencies stay in the registers."""

    name: str = "resonance_sum"
    module = MODULE
    claims: tuple[str, ...] = ("aminov2024:14",)
    derivations: tuple[str, ...] = ("resonance_sums.envelopes",)
    block: int = 64

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


def array_kernels() -> Iterator[ArrayKernel | ResonanceSum]:
    """The kernels in the order of emission."""
    for D in (3, 2):
        for kind, word in (("convert", "conversion"), ("create", "creation")):
            yield ArrayKernel(
                f"{word}_envelope_{D}d",
                f"envelopes a, B and squared resonance Q of the {word} of quasiparticles, D = {D}",
                (*MODES, T),
                ("a", "B", "Q"),
                lambda kind=kind, D=D: tuple(rs.envelopes(kind, D).result),
                (f"resonance_sums.envelopes(kind={kind!r}, D={D})",),
                ("aminov2024:14", "aminov2024:B6"),
                False,
            )
        yield ArrayKernel(
            f"drude_density_{D}d",
            f"m_i m_j times the Drude weight of the pairs aa, ab, bb, D = {D}",
            (*MODES, T),
            ("aa", "ab", "bb"),
            lambda D=D: tuple(rs.drude_density(*pair, D).result for pair in ("aa", "ab", "bb")),
            (f"resonance_sums.drude_density(D={D})",),
            ("aminov2024:13",),
            True,
        )
    yield ArrayKernel(
        "depletion_density_3d",
        "densities of atoms a and b that are not condensed, D = 3",
        (*MODES, T),
        ("a", "b"),
        lambda: tuple(rs.depletion_density(component, 3).result for component in "ab"),
        ("resonance_sums.depletion_density(D=3)",),
        ("aminov2024:A8",),
        True,
    )
    yield ArrayKernel(
        "mode_energies",
        "energies E_d and E_s of the quasiparticles",
        MODES,
        ("upper", "lower"),
        lambda: (E_d, E_s),
        ("quasiparticles.squared_energies",),
        ("aminov2024:A3",),
        True,
    )
    yield ResonanceSum()


def module_text(kernels) -> tuple[str, dict[str, str]]:
    """(text of the module, text of each kernel by name).  Raises PlanError."""
    private: dict[str, str] = {}
    public: dict[str, str] = {}

    def add(name: str, text: str) -> None:
        if private.setdefault(name, text) != text:
            raise PlanError(f"{MODULE}: two private functions are called {name}")

    for kernel in kernels:
        public[kernel.name] = kernel.text(add)
    return HEAD + "\n\n".join([*private.values(), *public.values()]), public
