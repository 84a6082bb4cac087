"""The workloads at tiny sizes: what is fast is right, and every peer is what it says it is."""

import json

import numpy as np
import pytest
from entrainment.generated import kernel
from entrainment.runtime import cli, phases
from entrainment.runtime.bench import (
    audit,
    conductivity,
    drag,
    limits,
    machine,
    peers,
    phase_diagram,
    table,
    timing,
    vacuum_energy,
)
from entrainment.runtime.bench.records import OURS
from entrainment.runtime.diagram import diagram
from entrainment.runtime.errors import DomainError, ShapeError

PACE = timing.Pace(rounds=1, budget=0.01, size=60)
needs_c = pytest.mark.skipif(machine.compiler() is None, reason="no C compiler")


@needs_c
@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("vacuum_energy", "vacuum_energy_1d"),
        ("vacuum_energy", "vacuum_energy_3d"),
        ("threshold_energy", "vacuum_energy_threshold_3d"),
        ("polaron", "polaron_mass_share_3d"),
        ("mixed_bubbles", "window_parameter_2d"),
    ],
)
def test_the_c_text_of_a_kernel_is_that_kernel(module, name):
    rng = np.random.default_rng(1)
    count = len(kernel(name).types[0].split("->")[0])
    arguments = [rng.uniform(0.8, 1.2, 300) for _ in range(count)]
    if name.startswith("vacuum_energy_1d") or name.startswith("vacuum_energy_3d"):
        arguments[4] = 0.5 * arguments[4]
    out = np.full(300, np.nan)
    peers.in_c(module, name)(arguments, out)
    np.testing.assert_allclose(out, kernel(name)(*arguments), rtol=2e-13)
    peers.in_c(module, name)(arguments[::-1], out)
    assert not np.allclose(out, kernel(name)(*arguments), rtol=1e-10) or count == 1


@needs_c
def test_a_limit_costs_time_in_proportion():
    import time

    passes = limits.resonance_terms()

    def spent(terms):
        start = time.process_time()
        assert np.isfinite(passes(terms))
        return time.process_time() - start

    spent(10**5)
    small, large = min(spent(10**6) for _ in range(5)), min(spent(8 * 10**6) for _ in range(5))
    assert 5 < large / small < 12


@pytest.mark.parametrize("D", [1, 2, 3])
def test_peers_of_the_vacuum_energy_agree_with_the_balls(D):
    found = next(c for c in vacuum_energy.contests(PACE) if c.case == f"E_B, D = {D}")
    rows, _ = timing.measure(found, PACE)
    good = {row.peer for row in rows if row.seconds is not None and not row.missed}
    assert {OURS, vacuum_energy.TWO_THREADS, "numpy", "cfunc + quad", "quad_vec", "cubature"} <= good
    assert {row.peer for row in rows if row.missed} >= {"lambdify + quad"}  # the textbook integrand cancels


def test_a_kernel_that_is_off_in_the_twelfth_digit_would_miss(monkeypatch):
    true = kernel("vacuum_energy_3d")
    spoiled = lambda *at, out=None: np.multiply(true(*at), 1 + 1e-12, out=out)
    monkeypatch.setattr(vacuum_energy, "kernel", lambda name: spoiled)
    found = next(c for c in vacuum_energy.contests(PACE) if c.case == "E_B, D = 3")
    rows, goals = timing.measure(found, PACE)
    assert next(row for row in rows if row.peer == OURS).missed and goals[0].met is False


def test_sigma_over_real_momenta_is_that_of_mpmath():
    """K-K at 310 Hz, gamma/2 pi = 300 Hz: natural units, `reference.conductivity.conductivities(..., digits=13)`."""
    problem = conductivity.Problem("K-K", 300)
    omega = 2 * np.pi * 310.0 / problem.spectrum.system.scales.frequency
    found = problem.sigma(np.array([omega]), np.array([problem.response(omega)]))[0] / problem.spectrum._unit
    np.testing.assert_allclose(found, MPMATH, rtol=1e-12)


MPMATH = (
    complex(0.507084271723384, 6.509528745024561),
    complex(-0.00106244364578211, 0.007075171177674506),
    complex(0.4029247776511683, 6.711127765809495),
)


@pytest.mark.parametrize("name", ["Rb-Rb", "Cr-Cr"])
def test_the_spectrum_and_its_sums_meet_the_truth(name):
    problem = conductivity.Problem(name, 1)
    truth, omega = problem.truth(), problem.omega[: conductivity.JUDGED]
    ours = np.empty((omega.size, len(problem.pairs)), dtype=complex)
    conductivity._ours(problem).run(omega.size, ours)
    by_numpy = problem.sigma(omega, conductivity.numpy_sums(problem)(omega))
    for unit, true in truth.items():
        assert conductivity.relative(ours[unit], true) < 1e-10
        assert conductivity.relative(by_numpy[unit], true) < 1e-10
        assert conductivity.relative(ours[unit] * (1 + 1e-9j), true) > 1e-10


@pytest.mark.parametrize("D", [1, 2, 3])
@pytest.mark.parametrize("z", [1.0, 2.0])
def test_the_diagram_on_a_grid_is_the_phase_of_each_point(D, z):
    alpha, delta = phase_diagram.grid(D, z, 40)
    edges = phases.window(D, alpha, z)
    delta = np.sort(np.concatenate([delta, edges.lower[:3], edges.split[10:13], edges.upper[20:23]]))  # on the lines as well
    found = diagram(D, alpha, z, delta)
    assert found.dtype == np.int8 and (found == phases.classify(D, alpha[:, None], z, delta[None, :])).all()
    assert len(np.unique(found)) >= 4


def test_a_grid_that_is_none_is_refused():
    with pytest.raises(DomainError, match=r"delta\[2\] = 0.5"):
        diagram(3, [1.0, 2.0], 1.0, [0.1, 0.7, 0.5])
    with pytest.raises(ShapeError, match="alpha has shape"):
        diagram(3, 1.0, 1.0, [0.1])
    with pytest.raises(ShapeError, match="z has shape"):
        diagram(3, [1.0, 2.0], [[1.0], [2.0]], [0.1])


def test_drag_at_a_temperature_is_cold_drag_where_it_is_cold():
    arguments = drag.gases(5)
    cold = kernel("mass_drag_density_3d")(*arguments)
    np.testing.assert_allclose(drag.warm_drag(arguments, np.full(5, 1e-3)), cold, rtol=1e-5)
    assert (drag.warm_drag(arguments, np.full(5, 1.0)) != cold).all()


def test_the_audit_names_the_rows_that_miss(monkeypatch):
    rows, goals = audit.rows(PACE, lambda text: None)
    assert all(row.missed for row in rows) and {goal.case for goal in goals} == {"closed forms", "integrals"}
    assert audit.is_integral("vacuum_energy_3d") and not audit.is_integral("lower_edge_3d")
    monkeypatch.setattr(audit, "CLOSED", 0.1)
    assert len(audit.rows(PACE, lambda text: None)[0]) > len(rows)


def test_the_command_prints_the_table_and_writes_the_json(tmp_path, capsys):
    assert cli.main(["bench", "accuracy", "--quick", "--json", str(tmp_path / "bench.json")]) == 0
    assert "goals reached" in capsys.readouterr().out
    read = json.loads((tmp_path / "bench.json").read_text())
    assert read["goals"] and "numba" in read["toolchain"]


@pytest.mark.parametrize(
    ("typed", "answer"), [(["W9"], "no workload 'W9'"), (["accuracy", "--json", "/nowhere/x.json"], "no folder")]
)
def test_what_is_typed_wrongly_is_answered(typed, answer, capsys):
    assert cli.main(["bench", *typed]) == 2
    assert answer in capsys.readouterr().err


def test_times_are_printed_with_three_digits():
    assert [table.time_text(s) for s in (2.0, 0.0123, 4.56e-5, 7.89e-8)] == ["2 s", "12.3 ms", "45.6 us", "78.9 ns"]
