"""Kernels on arrays: envelopes at complex momenta with several results; the sum over resonances stands beside them.

A kernel of this kind is a gufunc around a private function with numpy's rules of division (a gufunc has none of its own).
The energies and weights of the modes enter by the names of ``mode_names``, since the derived forms cancel; that both are
equal is checked at random points whenever text is written.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import sympy as sp
from sympy.codegen.cfunctions import expm1

from .. import dimensions as dim
from .. import notation
from .. import resonance_sums as rs
from ..notation import E_d, E_s, T, V_aa, V_ab, V_bb, m_a, m_b, n_a, n_b, p
from . import mode_names, stable
from .lines import WIDTH, assignment, call, statement_text, straight_line
from .loading import DO_NOT_EDIT
from .plan import PlanError
from .printer import kernel_code
from .resonance_kernel import MODULE, ResonanceSum
from .response_kernel import ConductivitiesOfResponse

MODES = (p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab)
COMPLEX = {p, V_aa, V_bb, V_ab}

HEAD = f"""\
\"\"\"Conductivity: kernels on arrays, hbar = k_B = 1.

{DO_NOT_EDIT}
\"\"\"

from numba import complex128, float64, guvectorize, njit, uintp
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


class complex_expm1(sp.Function):
    """exp(z) - 1 of a complex number."""

    nargs = 1


@dataclass(frozen=True)
class ArrayKernel:
    """A gufunc with scalar core arguments and the results ``outputs`` of the derivations ``forms``.

    ``D``: dimension of space, which fixes the dimensions of arguments and results.
    """

    name: str
    title: str
    D: int
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
        return tuple(sp.sympify(form).xreplace({notation.hbar: sp.S.One}) for form in self.forms())

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """(name, dimension) of the arguments."""
        known = notation.dimensions(self.D)
        return tuple((str(symbol), str(known[symbol])) for symbol in self.arguments)

    @property
    def found(self) -> tuple[tuple[str, str], ...]:
        """(name, dimension) of the results.  Raises DimensionError where a form is inhomogeneous."""
        known = notation.dimensions(self.D) | dict.fromkeys(rs.EXCESS.values(), dim.ENERGY)
        pairs = zip(self.outputs, self.forms(), strict=True)
        return tuple((name, str(dim.dimension_of(form, known))) for name, form in pairs)

    @property
    def conditions(self) -> tuple[str, ...]:
        """Where accuracy is promised, at real momenta: both components and their mixture are stable."""
        positive = [symbol for symbol in self.arguments if symbol != V_ab]
        return (*(f"{symbol} > 0" for symbol in positive), str(V_ab**2 <= V_aa * V_bb))

    def text(self, add_private: Callable[[str, str], None]) -> str:
        """The kernel; what it calls is added.  Raises PlanError where the stable names are not what was derived."""
        names = mode_names.energies(self.real) + (mode_names.weights() if self.real else ())
        mode_names.check(names)
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
        where = f"{kind}; T > 0" if T in self.arguments else kind
        return ['    """' + textwrap.fill(text, WIDTH - 4, subsequent_indent="    "), "", f"    {where}.", '    """']


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


def array_kernels() -> Iterator[ArrayKernel | ResonanceSum | ConductivitiesOfResponse]:
    """The kernels in the order of emission."""
    for D in (3, 2):
        for kind, word in (("convert", "conversion"), ("create", "creation")):
            yield ArrayKernel(
                f"{word}_envelope_{D}d",
                f"envelopes a, B and squared resonance Q of the {word} of quasiparticles, D = {D}",
                D,
                (*MODES, T),
                ("a", "B", "Q"),
                lambda kind=kind, D=D: tuple(rs.envelopes(kind, D).result),
                (f"resonance_sums.envelopes(kind={kind!r}, D={D})",),
                (f"aminov2024:14-{kind}", *([f"aminov2024:B6-{kind}"] if D == 3 else [])),
                False,
            )
        yield ArrayKernel(
            f"drude_density_{D}d",
            f"m_i m_j times the Drude weight of the pairs aa, ab, bb, D = {D}",
            D,
            (*MODES, T),
            ("aa", "ab", "bb"),
            lambda D=D: tuple(rs.drude_density(*pair, D).result for pair in ("aa", "ab", "bb")),
            (f"resonance_sums.drude_density(D={D})",),
            ("aminov2024:13-aa", "aminov2024:13-ab"),
            True,
        )
    yield ArrayKernel(
        "depletion_density_3d",
        "densities of atoms a and b that are not condensed, D = 3",
        3,
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
        3,
        MODES,
        ("upper", "lower"),
        lambda: (E_d, E_s),
        ("quasiparticles.squared_energies",),
        ("aminov2024:A3",),
        True,
    )
    yield ResonanceSum()
    yield ConductivitiesOfResponse()


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
