"""A toy chapter with a known truth: the energy of a constant force, int_0^1 2 alpha^(3/2) m t dt = alpha^(3/2) m."""

import json
import sys
import types
from pathlib import Path

import mpmath
import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive.domain import Domain
from entrainment.derive.records import Claim, Derivation, Reference, Step
from entrainment.derive.rules import Rewrite

LEDGER = Path(__file__).resolve().parents[2] / "build" / "ledger.json"
DOMAIN = Domain(3, ((s.alpha, 0.1, 10), (s.m, 0.2, 5)), constraints=(sp.Ne(s.alpha, 1),))
TRUE = s.m * (s.alpha - 1) ** 2 / s.alpha ** sp.Rational(3, 2)


def derivation(result=TRUE, start=None):
    """One line: a form with a square root becomes a power."""
    start = s.m * (s.alpha**2 - 2 * s.alpha + 1) / (s.alpha * sp.sqrt(s.alpha)) if start is None else start
    step = Step(Rewrite("complete the square", lambda _: result), "a square")
    return lambda: Derivation("toy", start, (step,), DOMAIN)


def claim(printed, kind="equation", **changes):
    given = {
        "id": "toy:1",
        "title": "a toy",
        "printed": sp.Eq(s.m1, printed, evaluate=False) if kind == "equation" else printed,
        "domain": DOMAIN,
        "kind": kind,
        "derivation": derivation(),
        "reference": Reference("toy.energy", ("alpha", "m")),
    }
    return Claim(**(given | changes))


@pytest.fixture(autouse=True)
def toy_reference(monkeypatch):
    """The definition: m times the integral of d/dt (t - 1)**2 over 1...alpha, over alpha**(3/2)."""
    module = types.ModuleType("toy")

    def energy(alpha, m, digits, factor=1):
        with mpmath.workdps(digits + 20):
            alpha, m = (mpmath.mpf(v.numerator) / v.denominator for v in (alpha, m))
            return factor * m * mpmath.quad(lambda t: 2 * (t - 1), [1, alpha]) / (alpha * mpmath.sqrt(alpha))

    module.energy = energy
    monkeypatch.setitem(sys.modules, "entrainment.runtime.reference.toy", module)
    return module


@pytest.fixture(scope="session")
def ledger():
    """The ledger of all papers, as `make docs` computed it."""
    if not LEDGER.exists():
        pytest.fail("there is no build/ledger.json; type: make docs", pytrace=False)
    return json.loads(LEDGER.read_text())


@pytest.fixture(scope="session")
def verdicts(ledger):
    return {row["id"]: row["verdict"] for row in ledger["rows"]}
