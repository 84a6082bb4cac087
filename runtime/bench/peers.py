"""The peers of a kernel that integrates over a mode's momentum: the same preamble, another integrator.

Invariant: all peers evaluate the kernel's own text (parsed, executed on arrays of numpy or jax, or translated to C), so that
they differ in the integrator and in who compiles it, never in the formula; only the peer "lambdify + quad" uses the textbook
form, as a user would type it.
"""

from __future__ import annotations

import ast
import ctypes
import functools
import importlib.util
from collections.abc import Callable
from pathlib import Path

import numpy as np
from entrainment.derive.codegen import quadrature
from entrainment.derive.codegen.c_text import c_text
from entrainment.runtime.verify.kernel_texts import functions_used

from .machine import compiled

CHUNK = 512  # points at a time, so that 20 nodes of each stay in the cache


@functools.cache
def text_of(module: str) -> str:
    """The text of a module of `generated/`, as it was emitted from the plans (`entrainment regenerate --check`)."""
    import entrainment.generated as generated

    return (Path(generated.__file__).parent / f"{module}.py").read_text()


def in_c(module: str, name: str, flags: tuple[str, ...] | None = None) -> Callable:
    """run(arguments, out) of the kernel's C text.  Raises RuntimeError where it does not compile."""
    text = c_text(text_of(module), name)
    library = compiled(text) if flags is None else compiled(text, flags)

    def run(arguments, out):
        pointers = [ctypes.c_void_p(array.ctypes.data) for array in (*arguments, out)]
        library.run(ctypes.c_long(out.size), *pointers)

    return run


class OnArrays(ast.NodeTransformer):
    """Scalar Python to array Python: choices become `where`; the limits, for absent components, are left out."""

    def visit_IfExp(self, node):
        self.generic_visit(node)
        return self._call("where", node.test, node.body, node.orelse)

    def visit_Compare(self, node):
        values = [node.left, *node.comparators]
        links = [ast.Compare(left, [op], [right]) for left, op, right in zip(values, node.ops, values[1:], strict=False)]
        return links[0] if len(links) == 1 else self.visit(ast.BoolOp(ast.And(), links))

    def visit_BoolOp(self, node):
        self.generic_visit(node)
        word, result = "logical_and" if isinstance(node.op, ast.And) else "logical_or", node.values[0]
        for value in node.values[1:]:
            result = self._call(word, result, value)
        return result

    def visit_Call(self, node):
        self.generic_visit(node)
        word = {"max": "maximum", "min": "minimum"}.get(getattr(node.func, "id", ""))
        if word is None:
            return node
        result = node.args[0]
        for value in node.args[1:]:
            result = self._call(word, result, value)
        return result

    def visit_If(self, node):
        return None if len(node.body) == 1 and isinstance(node.body[0], ast.Return) and not node.orelse else node

    @staticmethod
    def _call(word, *arguments):
        return ast.Call(ast.Name(word, ast.Load()), list(arguments), [])


class ModeIntegralText:
    """A kernel with one integral over p, taken apart: preamble, integrand below and above the split, parameters."""

    def __init__(self, module: str, name: str, xp=np):
        tree = ast.parse(text_of(module))
        functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        calls = [n.func.id for n in ast.walk(functions[name]) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
        (self.integral_name,) = {called for called in calls if called.endswith("_integral")}
        integral = functions[self.integral_name]
        self.module, self.name, self.xp, self.callbacks = module, name, xp, []
        self.parameters = [a.arg for a in integral.args.args][2:]
        calls = [n for n in ast.walk(integral) if isinstance(n, ast.Call)]
        inside = [n for n in calls if getattr(n.func, "id", "").endswith(("_inner", "_outer"))]
        self.inner_call, self.outer_call = inside[0], inside[1]
        wanted = functions_used(text_of(module), name) - {self.integral_name}
        parts = []
        for function in (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in wanted):
            function.decorator_list = []
            parts.append(OnArrays().visit(function))
        words = "sqrt log exp where maximum minimum abs logical_and logical_or pi".split()
        self.space = {word: getattr(xp, word) for word in words}
        exec(compile(ast.fix_missing_locations(ast.Module(parts, [])), f"{name} on arrays", "exec"), self.space)
        self.tail_start = self.space["_tail_start"]

    def _places(self, call) -> list[int]:
        return [self.parameters.index(argument.id) for argument in call.args[1:]]

    def inner(self, p, k):
        """The integrand below the split at parameters `k`."""
        return self.space[self.inner_call.func.id](p, *[k[i] for i in self._places(self.inner_call)])

    def outer(self, p, k):
        return self.space[self.outer_call.func.id](p, *[k[i] for i in self._places(self.outer_call)])

    def value(self, arguments, integrator):
        """The kernel with `integrator(soft, hard, k)` in place of its own."""
        self.space[self.integral_name] = lambda soft, hard, *k: integrator(soft, hard, k)
        return self.space[self.name](*arguments)

    def compiled_integrands(self) -> list:
        """Inner and outer as C callbacks for scipy's quad, compiled by numba; x = (p, k...)."""
        import importlib

        import numba
        from scipy import LowLevelCallable

        home = importlib.import_module(f"entrainment.generated.{self.module}")
        found = []
        for call in (self.inner_call, self.outer_call):
            function = getattr(home, call.func.id)
            values = ", ".join(["x[0]", *(f"x[{i + 1}]" for i in self._places(call))])
            space = {"function": function}
            exec(f"def integrand(n, x):\n    return function({values})\n", space)
            signature = numba.float64(numba.int32, numba.types.CPointer(numba.float64))
            self.callbacks.append(numba.cfunc(signature)(space["integrand"]))  # must outlive the pointers to them
            found.append(LowLevelCallable(self.callbacks[-1].ctypes))
        return found


def gauss_legendre(text: ModeIntegralText, panels: int | None = None) -> Callable:
    """The kernel's own rule on arrays.  `panels`: that many for every point (jax, which knows no ragged arrays)."""
    tables = {name: np.array([float(digits) for digits in column])[:, None] for name, column in quadrature.tables().items()}
    xp = text.xp

    def summed(kind, unit, function, k):
        return (tables[f"{kind}WEIGHTS"] * unit * function(unit * tables[f"{kind}NODES"], k)).sum(0)

    def integrate(soft, hard, k):
        p_split = text.tail_start(soft, hard)
        wanted = panels_between(soft, p_split, xp)
        p_first = p_split * (1.0 * quadrature.RATIO) ** -wanted
        total = summed("_", p_first, text.inner, k) + summed("_TAIL_", p_split, text.outer, k)
        for number in range(int(wanted.max(initial=0)) if panels is None else panels):
            if panels is not None:
                p_low = p_first * quadrature.RATIO**number
                total = total + xp.where(number < wanted, summed("_PANEL_", p_low, text.inner, k), 0.0)
                continue
            at = wanted > number
            p_low = p_first[at] * quadrature.RATIO**number
            total[at] += summed("_PANEL_", p_low, text.inner, [v[at] if np.ndim(v) else v for v in k])
        return total

    return integrate


def panels_between(soft, p_split, xp=np):
    """How many panels of the fixed ratio lie between the first one, which ends at 2 soft or below, and the tail."""
    return xp.maximum(0, xp.ceil(xp.log(p_split / (2.0 * soft)) / np.log(quadrature.RATIO) - 1e-9)).astype(int)


def numpy_peer(text: ModeIntegralText) -> Callable:
    """run(arguments, out): the same algorithm on arrays, in chunks."""
    rule = gauss_legendre(text)

    def run(arguments, out):
        for start in range(0, out.size, CHUNK):
            part = slice(start, start + CHUNK)
            out[part] = text.value([a[part] for a in arguments], rule)

    return run


def quad_peer(text: ModeIntegralText, accuracy: float) -> Callable:
    """numba cfunc + quad, a point at a time."""
    from scipy.integrate import quad

    inner, outer = text.compiled_integrands()
    options = {"epsabs": 0.0, "epsrel": max(accuracy, 3e-14), "limit": 200}

    def integrate(soft, hard, k):
        total = np.empty(soft.size)
        columns = np.broadcast_arrays(*k, soft)[:-1]
        for i, split in enumerate(text.tail_start(soft, hard)):
            at = tuple(float(column[i]) for column in columns)
            total[i] = quad(inner, 0.0, split, args=at, **options)[0] + quad(outer, split, np.inf, args=at, **options)[0]
        return total

    return quietly(lambda arguments, out: out.__setitem__(slice(None), text.value(arguments, integrate)))


def quad_vec_peer(text: ModeIntegralText, accuracy: float) -> Callable:
    """scipy's quad_vec on all points at once, momenta and integrands in units that make the points comparable."""
    from scipy.integrate import quad_vec

    def integrate(soft, hard, k):
        split = text.tail_start(soft, hard)
        unit = np.abs(text.inner(split, k)) * split
        inner = lambda x: text.inner(split * x, k) * split / unit
        outer = lambda x: text.outer(split / x, k) * split / (x * x) / unit
        both = [quad_vec(f, 1e-300, 1.0, epsabs=0.0, epsrel=accuracy, norm="max")[0] for f in (inner, outer)]
        return (both[0] + both[1]) * unit

    return quietly(lambda arguments, out: out.__setitem__(slice(None), text.value(arguments, integrate)))


def tanhsinh_peer(text: ModeIntegralText, accuracy: float) -> Callable:
    """scipy's tanhsinh, elementwise; what it does not call a success is no answer."""
    from scipy.integrate import tanhsinh

    def integrate(soft, hard, k):
        split, k = text.tail_start(soft, hard), np.broadcast_arrays(*k, soft)[:-1]
        low = tanhsinh(lambda p, *k: text.inner(p, k), 0.0, split, args=tuple(k), rtol=accuracy)
        high = tanhsinh(lambda x, s, *k: text.outer(s / x, k) * s / (x * x), 0.0, 1.0, args=(split, *k), rtol=accuracy)
        return np.where(low.success & high.success, low.integral + high.integral, np.nan)

    return quietly(lambda arguments, out: out.__setitem__(slice(None), text.value(arguments, integrate)))


def cubature_peer(text: ModeIntegralText, accuracy: float) -> Callable:
    """scipy's cubature with one result a point."""
    from scipy.integrate import cubature

    def integrate(soft, hard, k):
        split = text.tail_start(soft, hard)
        inner = lambda x: text.inner(split * x, k) * split
        outer = lambda x: text.outer(split / x, k) * split / (x * x)
        return sum(cubature(f, [0.0], [1.0], rtol=accuracy, atol=0.0).estimate for f in (inner, outer))

    return quietly(lambda arguments, out: out.__setitem__(slice(None), text.value(arguments, integrate)))


def lambdify_peer(integral, symbols, accuracy: float) -> Callable:
    """What a user writes today: the textbook integrand by lambdify, scipy's quad over all momenta, a point at a time.

    `integral`: a sympy Integral over p from 0 to infinity; `symbols`: its other symbols in the order of the arguments.
    """
    import sympy as sp
    from scipy.integrate import quad

    variable = integral.variables[0]
    function = sp.lambdify((variable, *symbols), integral.function, modules="math")

    def run(arguments, out):
        for i in range(out.size):
            at = tuple(float(array[i]) for array in arguments)
            out[i] = quad(function, 0.0, np.inf, args=at, epsabs=0.0, epsrel=accuracy, limit=200)[0]

    return quietly(run)


def quietly(run: Callable) -> Callable:
    """The row says what a warning would: MISS, or nothing."""
    import warnings

    def quiet(units, out):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            run(units, out)

    return quiet


def jax_peer(module: str, name: str, arguments) -> Callable:
    """The same algorithm on arrays of jax, compiled by XLA for as many panels as these arguments need at most."""
    import jax

    jax.config.update("jax_enable_x64", True)
    text = ModeIntegralText(module, name, jax.numpy)
    plain, most = ModeIntegralText(module, name), []

    def count(soft, hard, k):
        most.append(int(panels_between(soft, plain.tail_start(soft, hard)).max()))
        return 0.0 * soft

    plain.value(arguments, count)
    function = jax.jit(lambda *at: text.value(at, gauss_legendre(text, max(most))))

    def run(arguments, out):
        for start in range(0, out.size, 64 * CHUNK):
            part = slice(start, start + 64 * CHUNK)
            out[part] = np.asarray(function(*(array[part] for array in arguments)))

    return run


def installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


