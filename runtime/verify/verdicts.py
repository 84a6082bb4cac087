"""From checks to a verdict.  The order is fixed: dimensions, derivation, definition, printed form, readings.

An equation is ``confirmed`` or ``conditional`` only if its derived form stands on evidence of its own; it is
``corrected`` only if, beyond that, the definition or the dimensions speak against the printed form.
"""

from __future__ import annotations

import mpmath
import sympy as sp
from entrainment.derive.domain import EmptyDomain
from entrainment.derive.records import Claim

from . import checks, statements
from .checks import check_dimensions, compare_forms
from .evidence import Evidence, Row


def judge(claim: Claim, digits: int) -> tuple[Row, checks.Definition | None]:
    """The row of ``claim`` (without kernels and mutants) and the values of its definition, for the mutants.

    Raises nothing: a check that breaks leaves the row ``inconclusive`` with the reason.
    """
    row = Row(claim.paper, claim.id, claim.title, kernels=list(claim.kernels))
    try:
        return row, _BY_KIND[claim.kind](claim, row, digits)
    except EmptyDomain as error:
        row.reason = f"empty domain: {error}"
    except (ArithmeticError, ValueError, LookupError, TypeError, AttributeError, NotImplementedError, ImportError) as error:
        row.reason = f"{type(error).__name__}: {error}"
    row.verdict = "inconclusive"
    return row, None


def _definition(claim, row, digits):
    formula = isinstance(claim.printed, sp.Basic | tuple)  # a Hamiltonian is printed as a sentence
    if formula and not row.add(check_dimensions(claim.printed, claim.domain)):
        row.reason = row.evidence[-1].text
        return None
    row.verdict = "definition"
    return None


def _equation(claim, row, digits):
    claim.domain.sample(1, checks.SEED)
    dimensions_ok = row.add(check_dimensions(claim.printed, claim.domain))
    if claim.derivation is None:
        row.reason = "no derivation"
        return None
    derivation = claim.derivation()
    derived = derivation.result
    if not row.add(checks.replay(derivation)):
        row.reason = row.evidence[-1].text
        return None
    definition, supported = _support(claim, row, derived, digits)
    if not supported:
        return definition
    if not derivation.steps and definition is None and claim.enclosure is None:
        row.reason = "the derivation has no step and no definition stands beside it"
        return definition
    _compare(claim, row, derived, dimensions_ok, definition is not None or claim.enclosure is not None, digits)
    return definition


def _support(claim, row, derived, digits):
    """The derived form against its definition and enclosure; (definition values, nothing spoke against it)."""
    definition = None
    if claim.reference:
        definition = checks.definition_values(claim.reference, claim.domain, digits)
        if not row.add(definition.compare(derived)):
            row.reason = f"derived form: {row.evidence[-1].text}"
            return definition, False
    if claim.enclosure:
        evidence, exponent = checks.check_enclosure(claim.enclosure, derived, claim.domain, digits)
        row.ball = exponent
        if not row.add(evidence):
            row.reason = f"derived form: {evidence.text}"
            return definition, False
    _summarise(row)
    return definition, True


def _compare(claim, row, derived, dimensions_ok, independent, digits):
    printed = claim.printed.rhs
    whole = compare_forms(printed, derived, claim.domain, digits)
    if whole.equal and dimensions_ok:
        _accept(row, whole, "confirmed", independent, (printed, derived, claim.domain))
        return
    row.witness = whole.witness or row.evidence[0].text
    for reading in claim.readings:
        read = sp.sympify(claim.printed).subs(dict(reading.substitute), simultaneous=True)
        domain = claim.domain.where(*reading.where)
        if not check_dimensions(read, domain).ok:
            continue
        if whole.where and not reading.substitute and domain.contains(whole.where):
            continue  # the printed form fails inside the narrower domain too
        narrowed = compare_forms(read.rhs, derived, domain, digits)
        if narrowed.equal:
            row.assumptions.append(reading.assumption)
            _accept(row, narrowed, "conditional", independent, (read.rhs, derived, domain))
            return
    derived_dimensions = check_dimensions(sp.Eq(claim.printed.lhs, derived, evaluate=False), claim.domain)
    if not derived_dimensions.ok:
        row.reason = f"derived form: {derived_dimensions.text}"
    elif not (independent or not dimensions_ok):
        row.reason = f"printed and derived differ and no definition decides between them; {row.witness}"
    else:
        row.verdict = "corrected"
        row.correction = str(derived)
        if not dimensions_ok:
            row.reason = row.evidence[0].text


def _accept(row, comparison, verdict, independent, compared):
    """A verdict in favour of the printed form needs a proof: symbolic, or a definition that agrees at every point.

    Where no integral is enclosed, the balls of the two forms ``compared`` must overlap, if they have any.
    """
    if comparison.proved:
        text = f"printed - derived = 0, and to {comparison.digits} digits at {comparison.points} points"
        row.add(Evidence(True, text, "symbolic", comparison.points, comparison.digits))
    elif independent:
        text = f"printed = derived to {comparison.digits} digits at {comparison.points} points"
        row.add(Evidence(True, text, "points", comparison.points, comparison.digits))
    else:
        row.reason = "equal at all points, but neither proved nor compared with a definition"
        return
    if not row.ball and not _enclosed(row, compared, comparison.digits):
        row.reason = row.evidence[-1].text
        return
    row.verdict = verdict
    _summarise(row)


def _enclosed(row, compared, digits) -> bool:
    """False if a ball of the printed form excludes the derived one."""
    try:
        evidence, row.ball = checks.enclose_difference(*compared, digits)
    except checks.balls.NotEnclosable:
        return True
    return row.add(evidence)


def _summarise(row):
    """Methods that prove, in a fixed order, and the digits and points of the strongest numerical comparison."""
    order = ("symbolic", "quadrature", "enclosure")
    found = [evidence for evidence in row.evidence if evidence.ok and evidence.method not in ("dimensions", "replay", "points")]
    row.proof = [method for method in order if any(evidence.method == method for evidence in found)]
    row.proof += [e.method for e in found if e.method not in order]
    numerical = [evidence for evidence in found if evidence.method == "quadrature"] or found
    if numerical:
        row.digits, row.points = numerical[0].digits, numerical[0].points


def _number(claim, row, digits):
    """A quoted number: does the computed value round to what is printed?"""
    text, value, printed_digits = claim.printed
    if claim.derivation is None and claim.reference is None:
        row.reason = "nothing computes the quoted number"
        return None
    (point,) = checks.draw(claim.domain, 1, checks.SEED)
    values = []
    if claim.derivation:
        derivation = claim.derivation()
        if derivation.steps and not row.add(checks.replay(derivation)):
            row.reason = row.evidence[-1].text
            return None
        values.append(checks.number(checks.tie(sp.sympify(derivation.result), claim.domain), point, digits))
    if claim.reference:
        function = checks.resolve(claim.reference.name)
        answer = function(**checks.bind(claim.reference, point, digits), digits=digits)
        over = checks.number(sp.sympify(claim.reference.over), point, digits + 5)
        with mpmath.workdps(digits + 20):  # a quotient is rounded to the precision in force
            values.append(answer / over)
    if len(values) == 2 and not checks.relative_difference(*values) <= mpmath.mpf(10) ** (5 - digits):
        row.reason = f"derived {mpmath.nstr(values[0], 15)}, {claim.reference.name} {mpmath.nstr(values[1], 15)}"
        return None
    computed = values[0]
    ok = rounds_to(computed, value, printed_digits)
    row.add(Evidence(ok, f"computed {mpmath.nstr(computed, 10)}", "arithmetic", 1, digits))
    row.verdict = "confirmed" if ok else "not-reproduced"
    row.digits, row.points = digits, 1
    row.proof = ["arithmetic"] if ok else []
    if not ok:
        row.reason = f"printed {text}, computed {mpmath.nstr(computed, printed_digits + 4)}"
        row.witness = row.reason
    return None


def rounds_to(computed, printed, significant: int) -> bool:
    """True if ``computed`` lies within half a unit of the last of the ``significant`` digits of ``printed``."""
    with mpmath.workdps(60):
        value = mpmath.mpf(str(sp.Rational(str(printed)).p)) / mpmath.mpf(int(sp.Rational(str(printed)).q))
        if value == 0:
            return abs(computed) <= mpmath.mpf(10) ** -significant / 2
        unit = mpmath.mpf(10) ** (int(mpmath.floor(mpmath.log10(abs(value)))) - significant + 1)
        return abs(computed - value) <= unit / 2


def _statement(claim, row, digits):
    relations = [
        r for r in (claim.printed if isinstance(claim.printed, tuple) else (claim.printed,)) if isinstance(r, sp.Basic)
    ]
    if relations and not row.add(check_dimensions(tuple(relations), claim.domain)):
        row.reason = row.evidence[-1].text
        return None
    check = statements.check_of(claim)
    if check is None:
        row.reason = "no check is written for this statement"
        return None
    evidence = check(claim, digits)
    row.add(evidence)
    row.digits, row.points, row.witness, row.mutants = evidence.digits, evidence.points, evidence.witness, evidence.planted
    if evidence.ok:
        row.proof = [evidence.method]
        row.verdict = "conditional" if evidence.assumption else "confirmed"
        row.assumptions = [evidence.assumption] if evidence.assumption else []
        if evidence.assumption and not evidence.witness:
            row.verdict, row.reason = "inconclusive", "the assumption was not shown to be needed"
    elif evidence.correction:
        row.verdict, row.correction, row.proof = "corrected", evidence.correction, [evidence.method]
    else:
        row.verdict, row.reason = "not-reproduced", evidence.text
    return None


def _supplied(claim, row, digits):
    """Nothing is printed: the derived form stands on its replayed steps and on the definition, at least one way."""
    derivation = claim.derivation()
    if not row.add(checks.replay(derivation)):
        row.reason = row.evidence[-1].text
        return None
    definition, supported = _support(claim, row, derivation.result, digits)
    if supported and (claim.reference or claim.enclosure):
        row.verdict = "confirmed"
    return definition


_BY_KIND = {"supplied": _supplied, "definition": _definition, "equation": _equation, "number": _number, "statement": _statement}
