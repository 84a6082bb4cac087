"""A derivation is its lines: each follows from the one before, a broken one is named, nothing is computed twice."""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import mixed_bubbles, scattering, vacuum_energy, window_edges
from entrainment.derive import notation as s
from entrainment.derive.domain import Domain
from entrainment.derive.records import REGISTRY, Claim, Derivation, Step
from entrainment.derive.rules import Differentiate, Rewrite

LINE = Domain(1, ((s.alpha, 0.5, 2),))
SQUARE = Step(Rewrite("(a + 1)^2", lambda e: sp.expand(e)), "binomial")
SLOPE = Step(Differentiate(s.alpha), "slope")
WRONG = Step(Rewrite("drops the 2", lambda e: e / 2), "")


def chain(*steps):
    return Derivation("square", (s.alpha + 1) ** 2, steps, LINE)


def test_each_line_starts_where_the_one_before_ended():
    for derivation in (scattering.bare_coupling(), mixed_bubbles.stiff_density()):
        lines = derivation.lines
        assert lines[0].before is derivation.start and lines[-1].after is derivation.result
        assert all(later.before is earlier.after for earlier, later in zip(lines, lines[1:], strict=False))


def test_every_line_says_what_it_does():
    for derivation in (scattering.bare_coupling(), vacuum_energy.mode_integral(3), window_edges.lower_edge(1)):
        assert all(line.rule for line in derivation.lines)
        assert [line.why for line in derivation.lines] == [step.why for step in derivation.steps]


def test_broken_line_is_named():
    points = LINE.sample(3, seed=1)
    number, residual = chain(SQUARE, WRONG, SLOPE).worst_line(points, 15)
    assert number == 2 and abs(residual - mpmath.mpf(1) / 2) < 1e-12


def test_sound_derivation_has_no_worst_line_above_rounding():
    _, residual = chain(SQUARE, SLOPE).worst_line(LINE.sample(3, seed=1), 15)
    assert residual < 1e-15


def test_residual_has_digits_to_spare_whatever_precision_is_set():
    line = chain(SQUARE, SLOPE).lines[1]
    with mpmath.workdps(5):
        assert line.residual({s.alpha: sp.Rational(4, 3)}, 30) < mpmath.mpf(10) ** -28


def test_derivation_without_steps_is_its_start():
    assert chain().result == (s.alpha + 1) ** 2 and chain().lines == ()


def test_longer_derivation_leaves_the_shorter_as_it_was():
    short = chain(SQUARE)
    narrow = LINE.where(s.alpha > 1)
    longer = short.then(SLOPE, domain=narrow)
    assert len(short.steps) == 1 and len(longer.steps) == 2
    assert short.domain is short.then(SLOPE).domain is LINE and longer.domain is narrow
    assert sp.expand(longer.result - 2 * s.alpha - 2) == 0


def test_chapters_are_registered_under_their_names():
    assert {"vacuum_energy.stable_form", "window_edges.lower_edge", "scattering.bare_coupling"} <= set(REGISTRY)
    assert REGISTRY["window_edges.lower_edge"](1) is window_edges.lower_edge(1)


def test_derivation_is_built_once_and_named_after_its_call():
    assert window_edges.lower_edge(1) is window_edges.lower_edge(D=1) is not window_edges.lower_edge(3)
    assert window_edges.lower_edge(1).name == "window_edges.lower_edge(D=1)"
    assert window_edges.lower_edge(1).summary.startswith("delta_g where the curvature")
    assert scattering.bare_coupling().name == "scattering.bare_coupling"


def test_wrong_argument_of_a_derivation_is_refused():
    with pytest.raises(TypeError):
        window_edges.lower_edge(side="left")


def test_claim_belongs_to_a_paper_and_an_equation():
    claim = Claim("naidon2021:text:eta", "small parameter", sp.Eq(s.eta, s.alpha), LINE)
    assert (claim.paper, claim.equation) == ("naidon2021", "text:eta")
