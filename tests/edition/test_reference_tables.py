"""The reference tables: exact inputs, fifty digits with a bound, and a reader in plain Python that others can copy."""

import ast
import csv
import importlib.util
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import mpmath
import pytest
from entrainment.generated import kernel
from entrainment.runtime import cli
from entrainment.runtime.edition import conductivity_values, tables
from entrainment.runtime.reference.bogoliubov_modes import Mixture
from entrainment.runtime.reference.conductivity import verified_conductivities
from entrainment.runtime.verify import catalogue

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAPERS = sorted(path.stem for path in FOLDER.glob("*.json"))


@pytest.fixture(scope="module")
def read():
    spec = importlib.util.spec_from_file_location("read", FOLDER / "read.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.read


def test_the_reader_is_twenty_lines_of_plain_python():
    text = (FOLDER / "read.py").read_text()
    code = text.split('"""', 2)[2]
    assert sum(bool(line.strip()) for line in code.splitlines()) <= 20
    imported = {a.name for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Import) for a in n.names}
    assert imported <= {"json", "sys"}


def test_there_are_tables():
    assert {"naidon2021", "carlini2021"} <= set(PAPERS)


@pytest.mark.parametrize("paper", PAPERS)
def test_values_have_their_digits_and_claims_exist(read, paper):
    known = {claim.id for claim in catalogue.claims_of(paper)}
    for claim, _, inputs, value, radius in read(FOLDER / f"{paper}.json"):
        assert claim in known
        assert all(isinstance(number, Fraction) for number in inputs.values())
        assert len(value.as_tuple().digits) >= 45
        assert 0 < radius <= abs(value) * Decimal("1e-45") or value == 0


@pytest.mark.parametrize("paper", PAPERS)
def test_csv_says_the_same(read, paper):
    with open(FOLDER / f"{paper}.csv", newline="") as file:
        lines = list(csv.DictReader(file))
    entries = list(read(FOLDER / f"{paper}.json"))
    assert len(lines) == len(entries)
    for line, (claim, quantity, inputs, value, _) in zip(lines, entries, strict=True):
        assert (line["claim"], line["quantity"], Decimal(line["value"])) == (claim, quantity, value)
        assert {k: Fraction(v) for k, _, v in (pair.partition("=") for pair in line["inputs"].split())} == inputs


def test_a_float64_code_agrees(read):
    """What the tables are for: the kernel of the lower edge, Eq. (11), against them."""
    for _, _, inputs, value, _ in read(FOLDER / "naidon2021.json", "naidon2021:11"):
        given = {name: float(inputs[name]) for name in ("alpha", "g", "m", "n_plus")}
        assert float(kernel("lower_edge_3d")(*given.values())) / given["g"] == pytest.approx(float(value), rel=2e-15)


@pytest.mark.parametrize("identifier", ["naidon2021:text:running-coupling", "naidon2021:17"])
def test_the_command_gives_these_values_again(read, identifier):
    claim = catalogue.claim(identifier)
    again = [(v.quantity, Decimal(v.value), Decimal(v.radius)) for v in tables.values_of(claim)]
    table = read(FOLDER / "naidon2021.json", identifier)
    assert again == [(quantity, value, radius) for _, quantity, _, value, radius in table]


def test_conductivities_are_what_both_routes_of_the_reference_give(read):
    """Fifteen digits by sums over transitions along two paths, beside the ball behind the table."""
    entries = [entry for entry in read(FOLDER / "aminov2024.json", conductivity_values.CLAIM) if "sigma_ab" in entry[1]]
    (_, _, inputs, real, _), (_, _, same, imaginary, _) = entries[4:6]  # K-K, near the resonance
    assert inputs == same and len(entries) == 16
    *rates, mixture = *(inputs[name] for name in conductivity_values.RATES), Mixture(*list(inputs.values())[3:])
    (found,) = verified_conductivities(("ab",), *rates, mixture, digits=15)
    with mpmath.workdps(30):
        assert abs(mpmath.mpc(str(real), str(imaginary)) - found) < mpmath.mpf(10) ** -15 * abs(found)


def test_a_form_that_is_not_its_definition_has_no_value(monkeypatch):
    claim = catalogue.claim("naidon2021:text:running-coupling")
    shifted = lambda form, point, digits: honest(form, point, digits) * 1.0000001
    honest = tables.balls.enclose
    monkeypatch.setattr(tables.balls, "enclose", shifted)
    with pytest.raises(tables.NotCertified, match="excludes"):
        tables.values_of(claim)


def test_check_tells_which_file_differs(tmp_path, capsys, monkeypatch):
    few = [catalogue.claim("naidon2021:text:running-coupling")]
    monkeypatch.setattr(catalogue, "paper_names", lambda: ("naidon2021",))
    monkeypatch.setattr(catalogue, "claims_of", lambda paper: few)
    folder = str(tmp_path / "reference")
    assert cli.main(["reference", "--check", "--to", folder]) == 1
    assert "naidon2021.json: differs" in capsys.readouterr().out
    assert cli.main(["reference", "--to", folder]) == 0
    assert cli.main(["reference", "--check", "--to", folder]) == 0
    assert "up to date" in capsys.readouterr().out
    (tmp_path / "reference" / "naidon2021.csv").write_text("spoiled")
    assert cli.main(["reference", "--check", "--to", folder]) == 1
    assert capsys.readouterr().out.strip().endswith("naidon2021.csv: differs")


@pytest.mark.slow
def test_all_tables_are_what_the_derivations_give(capsys):
    assert cli.main(["reference", "--check", "--to", str(FOLDER)]) == 0, capsys.readouterr().out
