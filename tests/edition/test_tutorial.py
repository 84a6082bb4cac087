"""A formula of one's own, in a file outside this repository: claim, derivation, kernel, definition, verdict."""

import shutil
from pathlib import Path

import pytest
from entrainment.runtime import cli
from entrainment.runtime.verify import accuracy, catalogue, ledger, own

from .pages_read import Page

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial"


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    folder = tmp_path_factory.mktemp("somewhere")
    for path in TUTORIAL.glob("*.py"):
        shutil.copy(path, folder)
    return folder


@pytest.mark.parametrize("path", sorted(TUTORIAL.glob("*.py")), ids=lambda path: path.stem)
def test_less_than_sixty_lines(path):
    assert sum(bool(line.strip()) for line in path.read_text().splitlines()) < 60


def test_one_component_from_claim_to_verdict(outside, capsys):
    path = str(outside / "lhy.py")
    assert cli.main(["verify", path, "--digits", "20"]) == 1
    assert "is not written yet; type: entrainment regenerate" in capsys.readouterr().out
    assert cli.main(["regenerate", path]) == 0
    assert cli.main(["regenerate", path, "--check"]) == 0
    capsys.readouterr()
    assert cli.main(["verify", path, "--digits", "20"]) == 0
    told = capsys.readouterr().out
    assert "confirmed  symbolic · 24 digits × 20" in told and "lhy_energy" in told and "7 of 7 planted" in told
    assert (outside / "lhy_kernels" / "lhy_gas.py").exists()
    assert cli.main(["check", "64/15*sqrt(n a^3/pi)*4 pi hbar^2 a n^2/m", "--against", f"{path}:1"]) == 0
    assert cli.main(["check", "64/15*sqrt(n a^3/pi)*2 pi hbar^2 a n^2/m", "--against", f"{path}:1"]) == 1
    assert "is 1/2 (proved" in capsys.readouterr().out
    kernel = own.kernel("lhy_energy")
    pi = 3.141592653589793
    assert float(kernel(1e-3, 1.0, 1.0)) == pytest.approx(4e-3 * pi / 2 * 128 / 15 * (1e-9 / pi) ** 0.5)


def test_the_ledger_of_a_paper_of_one_s_own_becomes_pages(outside, tmp_path, capsys):
    path, ledger_file, pages = str(outside / "lhy.py"), tmp_path / "ledger.json", tmp_path / "pages"
    assert cli.main(["verify", path, "--digits", "20", "--json", str(ledger_file)]) == 0
    assert cli.main(["docs", path, "--ledger", str(ledger_file), "--to", str(pages)]) == 0
    front = (pages / "index.html").read_text()
    assert "The Lee-Huang-Yang energy of a Bose gas" in front and "1 claims of 1 papers" not in front
    page = Page((pages / "lhy" / "1.html").read_text())
    assert not page.faults and {"math", "svg", "table"} <= page.tags
    capsys.readouterr()
    kernels = own.kernel_folder(catalogue.module_of(path))
    kernels.rename(outside / "away")
    answer = cli.main(["docs", path, "--ledger", str(ledger_file), "--to", str(pages)])
    (outside / "away").rename(kernels)
    assert answer == 2 and "type: entrainment regenerate" in capsys.readouterr().err


def test_stale_kernels_fail_the_run(outside, capsys):
    path, emitted = str(outside / "lhy.py"), outside / "lhy_kernels" / "lhy_gas.py"
    text = emitted.read_text()
    emitted.write_text(text.replace("lhy_energy", "lhy_enrgy"))
    found = ledger.verify_own(path, "1", 20)
    emitted.write_text(text)
    assert found.stale and not found.ok


@pytest.mark.slow
def test_droplets_of_unequal_masses(outside, capsys):
    assert cli.main(["verify", str(outside / "droplets.py"), "--digits", "20"]) == 0
    told = capsys.readouterr().out
    assert "confirmed  24 digits × 20  vacuum_energy_3d" in told


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("x = 1\n", "no CLAIMS"),
        ("raise RuntimeError('broken')\n", "RuntimeError: broken"),
        ("CLAIMS = (1,)\n", "no CLAIMS"),
        (
            "from entrainment.derive.records import Claim\nfrom entrainment.derive.domain import Domain\n"
            "CLAIMS = (Claim('other:1', 't', None, Domain(3, ())),)\n",
            "does not begin with",
        ),
    ],
)
def test_a_file_that_is_no_paper_is_answered_in_one_line(tmp_path, capsys, text, answer):
    path = tmp_path / "not_a_paper.py"
    path.write_text(text)
    assert cli.main(["verify", str(path)]) == 2
    error = capsys.readouterr().err
    assert answer in error and error.count("\n") == 1


def test_a_name_that_is_taken_is_refused(tmp_path, capsys):
    (tmp_path / "json.py").write_text("")
    assert cli.main(["verify", str(tmp_path / "json.py")]) == 2
    assert "give the file another name" in capsys.readouterr().err
    assert cli.main(["verify", str(tmp_path / "gone.py")]) == 2
    assert "there is no file" in capsys.readouterr().err


def test_an_installed_package_offers_a_paper(monkeypatch, outside):
    module = catalogue.module_of(str(outside / "lhy.py"))

    class Point:
        @staticmethod
        def load():
            return module

    monkeypatch.setattr(own, "offered", lambda: {"lhy": Point})
    monkeypatch.setattr(own, "_loaded", {})
    assert catalogue.is_own("lhy") and catalogue.module_of("lhy") is module
    assert accuracy.plan_named("lhy_energy").module == "lhy_gas"
    assert not catalogue.is_own("naidon2021")
    with pytest.raises(catalogue.UnknownName, match="did you mean lhy"):
        catalogue.module_of("lhyy")
