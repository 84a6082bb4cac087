"""From the body of a plan to lines of Python, and to the private functions that these call."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from . import quadrature, stable
from .lines import Block, Statement, assignment, call, statement_text, straight_line
from .plan import SPLIT, Branches, ClosedForm, KernelPlan, ModeIntegral, NearSpecial, PlanError, is_body
from .printer import kernel_code
from .series import horner_form, taylor

INTEGRAL = sp.Symbol("integral", real=True)
INLINED = '@njit(error_model="numpy", forceinline=True)'  # a loop over nodes becomes one of vectors


class BodyWriter:
    """Walks the body of one plan and collects lines, names in use and the cost."""

    def __init__(self, plan: KernelPlan, add_private: Callable[[str, str], None]):
        self.plan = plan
        self.add_private = add_private
        self.taken = {*map(str, plan.arguments), "soft", "hard", "integral", str(SPLIT)}
        self.names: list[tuple[sp.Symbol, sp.Expr]] = []
        self.done: set[sp.Symbol] = set()
        self.method = ""

    def body(self) -> list[str]:
        body = self._with_names(self.plan.body)
        lines = []
        for relation, value in self.plan.limits:
            lines += self._branch(relation, ClosedForm(sp.sympify(value)), "    ")[0]
        more, self.method = self._lines(body, "    ")
        return lines + more

    def _with_names(self, body):
        """``body`` with the plan's named sub-expressions replaced by their symbols."""
        for name, value in self.plan.names:
            for symbol, earlier in self.names:
                value = value.subs(earlier, symbol)
            symbol = sp.Symbol(name, **_signs(value))
            changed = body.map(lambda expr, value=value, symbol=symbol: expr.subs(value, symbol))
            if changed == body:
                raise PlanError(f"{name} = {value} does not occur in the body")
            body = changed
            self.names.append((symbol, value))
            self.taken.add(name)
        return body

    def _block(self, *results) -> Block:
        block = straight_line(results, self.taken, [pair for pair in self.names if pair[0] not in self.done])
        targets = {statement.target for statement in block.statements}
        self.done |= targets & {symbol for symbol, _ in self.names}
        self.taken |= set(map(str, targets))
        return block

    def _lines(self, body, indent: str) -> tuple[list[str], str]:
        """Lines that end in a return, and a phrase for the docstring."""
        if isinstance(body, ClosedForm):
            block = self._block(body.expr)
            return self._returning(block, indent), f"{_count(block.operations)}"
        if isinstance(body, NearSpecial):
            return self._near_special(body, indent)
        if isinstance(body, Branches):
            return self._branches(body, indent)
        return self._mode_integral(body, indent)

    def _returning(self, block: Block, indent: str) -> list[str]:
        lines = [line for statement in block.statements for line in statement_text(statement, indent)]
        return lines + assignment("return ", kernel_code(block.results[-1]), indent)

    def _branch(self, relation, body, indent: str) -> tuple[list[str], str]:
        test = self._block(relation)
        taken, done = set(self.taken), set(self.done)
        lines = [line for statement in test.statements for line in statement_text(statement, indent)]
        inside, method = self._lines(body, indent + "    ")
        self.taken, self.done = taken, done
        return [*lines, f"{indent}if {kernel_code(test.results[0])}:", *inside], method

    def _branches(self, body: Branches, indent: str) -> tuple[list[str], str]:
        if body.cases[-1][0] != True:  # noqa: E712  (sympy's true)
            raise PlanError("the condition of the last branch is True, so that every argument has a value")
        lines, methods = [], []
        for relation, case in body.cases:
            case = case if is_body(case) else ClosedForm(sp.sympify(case))
            more, method = self._lines(case, indent) if relation == True else self._branch(relation, case, indent)  # noqa: E712
            lines += more
            methods.append(method)
        return lines, f"{len(methods)} branches: {'; '.join(methods)}"

    def _near_special(self, body: NearSpecial, indent: str) -> tuple[list[str], str]:
        distance = sp.Symbol(f"d_{body.symbol}", real=True)
        known = body.coefficients
        coefficients = taylor(body.expr, body.symbol, body.at, body.order) if known is None else known
        here = self._block(body.symbol - body.at)
        lines = [line for statement in here.statements for line in statement_text(statement, indent)]
        lines += statement_text(Statement(distance, here.results[0]), indent)
        self.taken.add(str(distance))
        near = ClosedForm(horner_form(coefficients, distance))
        inside, _ = self._branch(sp.Abs(distance) < body.radius, near, indent)
        # Vector code computes both branches: the denominators of the one outside never vanish.
        away = sp.Symbol(f"away_{body.symbol}", real=True)
        self.taken.add(str(away))
        guarded = sp.Piecewise((distance, sp.Abs(distance) >= body.radius), (body.radius, True))
        guard = statement_text(Statement(away, guarded), indent)
        offset = body.symbol - body.at
        below = lambda node: node.is_Pow and node.exp.is_negative and node.has(offset)
        far = body.expr.replace(below, lambda node: node.xreplace({offset: away})).xreplace({offset: distance})
        outside, method = self._lines(ClosedForm(far), indent)
        taylor_part = f"Taylor polynomial of order {len(coefficients) - 1}"
        where = f"abs({body.symbol - body.at}) < {body.radius}"
        return [*lines, *inside, *guard, *outside], f"{method}; {taylor_part} where {where}"

    def _mode_integral(self, body: ModeIntegral, indent: str) -> tuple[list[str], str]:
        invariants: dict[sp.Expr, sp.Symbol] = {}
        inner = self._integrand(body, body.inner, f"_{body.name}_inner", invariants)
        same = body.inner == body.outer
        outer = inner if same else self._integrand(body, body.outer, f"_{body.name}_outer", invariants)
        named = [symbol for symbol, _ in self.names]
        needed = {*inner.parameters, *outer.parameters}
        parameters = [s for s in [*self.plan.arguments, *named, *invariants.values()] if s in needed]
        name = f"_{body.name}_integral"
        self.add_private("_tail_start", quadrature.TAIL_START)
        calls = [(f.name, list(map(str, f.parameters))) for f in (inner, outer)]
        self.add_private(name, quadrature.integral_text(name, list(map(str, parameters)), *calls))
        value = body.constant + body.prefactor * INTEGRAL
        outward = [symbol for symbol in parameters if symbol in named]
        block = self._block(body.soft, body.hard, *outward, *invariants, value)
        soft, hard, *rest = block.results[:-1]
        early, late = _ordered(block.statements, {SPLIT, INTEGRAL})
        lines = [line for statement in early for line in statement_text(statement, indent)]
        lines += assignment("hard = ", kernel_code(hard), indent)
        lines += assignment("soft = ", f"max({kernel_code(soft)}, 1e-{body.decades}*hard)", indent)
        passed = {symbol: symbol for symbol in parameters}
        for symbol, result in zip(invariants.values(), rest[len(outward) :], strict=True):
            if result.is_Symbol:
                passed[symbol] = result
            else:
                lines += statement_text(Statement(symbol, result), indent)
        if body.constant.has(SPLIT):
            lines += [f"{indent}{SPLIT} = _tail_start(soft, hard)"]
        head = "return " if value == INTEGRAL else f"{INTEGRAL} = "
        lines += call(head, name, ["soft", "hard", *(str(passed[s]) for s in parameters)], indent)
        if value != INTEGRAL:
            lines += [line for statement in late for line in statement_text(statement, indent)]
            lines += assignment("return ", kernel_code(block.results[-1]), indent)
        cost = max(inner.operations, outer.operations)
        panels = f"{quadrature.POINTS}-point Gauss-Legendre on 2 to {quadrature.most_panels(body.decades)} panels"
        return lines, f"{panels}, {_count(cost)} a node"

    def _integrand(self, body: ModeIntegral, expr, name: str, invariants: dict) -> _Integrand:
        """Emit f(p; parameters); what does not depend on p is a parameter, computed once by the kernel."""
        inside = [(symbol, value) for symbol, value in self.names if value.has(body.variable)]
        before = len(invariants)
        hoisted = _hoist(stable.rewrite(expr), body.variable, inside, invariants, self.taken)
        named = [(s, _hoist(stable.rewrite(v), body.variable, inside, invariants, self.taken)) for s, v in inside]
        self.taken |= {str(symbol) for symbol in list(invariants.values())[before:]}
        local = {str(symbol) for symbol, _ in inside}
        used = hoisted.free_symbols.union(*(value.free_symbols for _, value in named)) - {body.variable}
        outside = [*self.plan.arguments, *(symbol for symbol, _ in self.names), *invariants.values()]
        parameters = [symbol for symbol in outside if symbol in used and str(symbol) not in local]
        block = straight_line([hoisted], {str(s) for s in [body.variable, *parameters]} | local, named, passes=())
        head = [INLINED, *call("def ", name, list(map(str, [body.variable, *parameters])), "", ":")]
        self.add_private(name, "\n".join([*head, *self._returning(block, "    ")]) + "\n")
        return _Integrand(name, parameters, block.operations)


@dataclass(frozen=True)
class _Integrand:
    name: str
    parameters: list[sp.Symbol]
    operations: int


def _signs(value) -> dict[str, bool]:
    """The assumptions that a symbol takes over from the expression that it stands for."""
    return {key: True for key in ("positive", "nonnegative", "real") if getattr(value, f"is_{key}")}


def _hoist(expr, p, inside, invariants: dict, taken: set[str]):
    """``expr`` with its largest p-free parts replaced by symbols, which are collected in ``invariants``."""
    moving = {p, *(symbol for symbol, _ in inside)}

    def parameter(part):
        number, part = part.as_coeff_Mul(rational=True)
        if part.is_Atom or part.is_number:
            return number * part
        if part not in invariants:
            index = len(invariants)
            while f"k{index}" in taken:
                index += 1
            invariants[part] = sp.Symbol(f"k{index}", **_signs(part))
        return number * invariants[part]

    @functools.cache
    def walk(node):
        if not isinstance(node, sp.Expr) or node.is_Atom:
            return node if node.is_Atom else node.func(*map(walk, node.args))
        if not node.free_symbols & moving:
            return parameter(node)
        if node.is_Mul or node.is_Add:
            fixed, varying = node.as_independent(*moving, as_Add=node.is_Add)
            parts = node.func.make_args(varying)
            return node.func(parameter(fixed), *map(walk, parts))
        return node.func(*map(walk, node.args))

    return walk(expr)


def _ordered(statements: list[Statement], late_symbols: set) -> tuple[list[Statement], list[Statement]]:
    """Statements that do not, and that do, depend on ``late_symbols``."""
    late, dependent = [], set(late_symbols)
    for statement in statements:
        if statement.value.free_symbols & dependent:
            dependent.add(statement.target)
            late.append(statement)
    return [statement for statement in statements if statement not in late], late


def _count(operations: int) -> str:
    return "1 operation" if operations == 1 else f"{operations} operations"
