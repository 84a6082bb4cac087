"""The command: what is typed wrongly is answered in one line that says what to type; numbers come out as asked for."""

import contextlib
import functools
import os
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from entrainment.runtime import cli


def run(capsys, *arguments):
    code = cli.main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_help_loads_nothing_heavy():
    code = (
        "import sys\n"
        "from entrainment.runtime.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'sympy', 'numpy', 'numba', 'mpmath', 'flint', 'matplotlib'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "regenerate" in done.stdout and "evaluate" in done.stdout


def test_list_names_arguments_and_dimensions(capsys):
    code, out, _ = run(capsys, "list")
    assert code == 0
    assert "lower_edge_3d" in out and "n_plus [length^-3]" in out and "->" in out


def test_a_kernel_is_evaluated_in_float64(capsys):
    code, out, _ = run(capsys, "evaluate", "lower_edge_3d", "alpha=2", "g=1", "m=1", "n_plus=1")
    assert code == 0
    value = float(out.split()[0])
    assert value == pytest.approx(5**0.25 / (3.141592653589793**2 * 2**1.5), rel=1e-15)
    assert "[energy length^3]" in out


MODE = ["p=1", "m_a=1", "m_b=2", "n_a=1", "n_b=1", "V_aa=1", "V_bb=1", "V_ab=1/2"]


def test_kernels_with_several_results_are_listed(capsys):
    code, out, _ = run(capsys, "list")
    line = next(line for line in out.splitlines() if line.startswith("mode_energies"))
    assert code == 0 and line.endswith("->  upper [energy], lower [energy]") and "V_ab [energy length^3]" in line
    assert any(line.startswith("resonance_sum") and "frequencies [energy]" in line for line in out.splitlines())


def test_kernels_with_several_results_are_evaluated_in_float64_and_to_digits(capsys):
    """E_d^2 + E_s^2 = E_a^2 + E_b^2 = 5/4 + 9/16."""
    lines = [run(capsys, "evaluate", "mode_energies", *MODE, *digits)[1].splitlines() for digits in ([], ["--digits", "40"])]
    for found in lines:
        assert [line.split(" = ")[0] for line in found] == ["upper", "lower"]
        energies = [float(line.split()[2]) for line in found]
        assert sum(e * e for e in energies) == pytest.approx(29 / 16, rel=1e-15)
    assert "[energy]" in lines[0][0] and len(lines[1][0].split()[2]) > 40


def test_complex_envelopes_are_evaluated_at_real_arguments(capsys):
    code, out, _ = run(capsys, "evaluate", "creation_envelope_3d", *MODE, "T=1")
    squared = float(out.splitlines()[2].split()[2])
    _, energies, _ = run(capsys, "evaluate", "mode_energies", *MODE)
    assert code == 0 and "j" not in out
    assert squared == pytest.approx(sum(float(line.split()[2]) for line in energies.splitlines()) ** 2, rel=1e-15)


def test_the_sum_over_resonances_is_evaluated_at_one_node(capsys):
    """[a - i gamma B/z]/(Q - z^2) at z = 1 + 2 i."""
    code, out, _ = run(capsys, "evaluate", "resonance_sum", "a=3", "B=2", "Q=4", "frequencies=1", "gamma=1")
    z = 1 + 2j
    assert code == 0 and complex(out.split()[2]) == pytest.approx((3 - 2j / z) / (4 - z * z), rel=1e-15)


@pytest.mark.parametrize(
    ("changed", "answer"), [("V_ab=2", "V_ab**2 <= V_aa*V_bb"), ("V_aa=-1", "V_aa > 0"), ("p=0", "p > 0")]
)
def test_a_mixture_that_a_kernel_on_arrays_excludes_is_named(capsys, changed, answer):
    typed = [changed if word.startswith(changed.split("=")[0] + "=") else word for word in MODE]
    code, out, err = run(capsys, "evaluate", "mode_energies", *typed)
    assert code == 2 and not out and answer in err and "aminov2024:A3" in err


def test_a_claim_is_evaluated_to_certified_digits(capsys):
    code, out, _ = run(capsys, "evaluate", "naidon2021:12", "alpha=4", "--digits", "40")
    assert code == 0  # (4/15) (24 + 24 + 8 + 2)/9
    assert out.startswith("1.718518518518518518518518518518518518519") and "ball" in out


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["evaluate", "lower_edge_3"], "did you mean lower_edge_3d"),
        (["evaluate", "lower_edge_3d", "alpha=2"], "type: entrainment evaluate lower_edge_3d alpha=... g=... m=... n_plus=..."),
        (["evaluate", "lower_edge_3d", "alpha=2", "beta=1"], "no argument 'beta'"),
        (["evaluate", "lower_edge_3d", "alpha"], "'alpha' is not key=value"),
        (["evaluate", "lower_edge_3d", "alpha=two"], "number such as 2.7"),
        (["evaluate", "naidon2021:99", "alpha=2"], "no claim '99'"),
        (["verify", "naidon2012"], "did you mean naidon2021"),
        (["verify", "naidon2021:111"], "did you mean 11"),
        (["verify", "naidon2021", "--digits", "3"], "20 or more"),
        (["show", "naidon2021:111"], "did you mean 11"),
    ],
)
def test_a_wrong_word_is_answered_in_one_line(capsys, typed, answer):
    code, out, err = run(capsys, *typed)
    assert code == 2 and not out
    assert answer in err and err.count("\n") == 1


def test_a_value_outside_the_domain_is_refused_by_name(capsys):
    values = ["m1=1", "m2=1", "g11=1", "g22=1", "g12=2", "n1=1", "n2=1"]
    code, _, err = run(capsys, "evaluate", "sound_velocity_minus", *values)
    assert code == 2 and "g12**2 <= g11*g22" in err


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["verfy"], "no command 'verfy'; did you mean verify?"),
        (["xyzzy"], "no command 'xyzzy'; type: entrainment --help"),
        ([], "COMMAND; type: entrainment --help"),
        (["verify", "--digit", "x"], "invalid int value: 'x'; type: entrainment verify --help"),
        (["evaluate"], "; type: entrainment evaluate --help"),
        (["check", "1"], "--against; type: entrainment check --help"),
        (["list", "--all"], "unrecognized arguments: --all; type: entrainment --help"),
    ],
)
def test_what_cannot_be_parsed_is_answered_in_one_line(capsys, typed, answer):
    with pytest.raises(SystemExit) as stopped:
        cli.main(typed)
    error = capsys.readouterr().err
    assert stopped.value.code == 2
    assert answer in error and error.count("\n") == 1


@pytest.mark.parametrize("alpha", ("-1", "0"))
def test_a_sign_that_a_kernel_excludes_is_named(capsys, alpha):
    code, out, err = run(capsys, "evaluate", "lower_edge_3d", f"alpha={alpha}", "g=1", "m=1", "n_plus=1")
    assert code == 2 and not out
    assert "alpha > 0" in err and "naidon2021:11" in err


def test_an_interrupted_run_ends_all_its_processes_and_leaves_no_file(tmp_path):
    command = [sys.executable, "-m", "entrainment.runtime.cli", "verify", "naidon2021", "--json", "ledger.json"]
    heed = functools.partial(signal.signal, signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    run = subprocess.Popen(
        command, cwd=tmp_path, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=heed,
    )
    try:
        wait_until(lambda: Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text())
        time.sleep(2)
        os.killpg(run.pid, signal.SIGINT)  # what a terminal does
        _, said = run.communicate(timeout=60)
        assert run.returncode in (130, -signal.SIGINT)  # the same to a shell; inside exec() Python ends by the signal
        assert "Traceback" not in said
        with pytest.raises(ProcessLookupError):
            os.killpg(run.pid, 0)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
    assert not list(tmp_path.iterdir())


def wait_until(condition, seconds=90):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.1)


@pytest.mark.parametrize("asked, said", [
    ("spin_susceptibility Omega_R=2 Omega_c=2", "no finite value there in double precision"),
    ("spin_susceptibility Omega_R=1e400 Omega_c=2", "Omega_R is beyond double precision; add --digits 30"),
    ("spin_susceptibility Omega_R=3 Omega_c=1e-400", "Omega_c is beyond double precision"),
    ("spin_susceptibility Omega_R=3 Omega_R=4 Omega_c=2", "Omega_R is given twice"),
    ("spin_susceptibility Omega_R=3 Omega_c=2 --digits 0", "0 digits; ask for 1 to"),
    ("spin_susceptibility Omega_R=3 Omega_c=2 --digits -5", "-5 digits; ask for 1 to"),
    ("dilute_fermi_velocity_ratio kf_a=10", "is meant for kf_a**2 <= 1"),
    ("mixture_fast_flow_1 lambda_=1e300 q=1e300 t=1 m=1 n=1 n_drag=0.1", "no finite value there"),
])  # fmt: skip
def test_what_cannot_be_evaluated_is_refused_in_one_line(asked, said, capsys):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert cli.main(["evaluate", *asked.split()]) == 2
    printed = capsys.readouterr()
    assert not printed.out and said in printed.err and printed.err.count("\n") == 1
