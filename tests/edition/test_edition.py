"""The edition: made from the ledger, whole, valid, without script, without a dead link, and never half-written."""

import json

import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.runtime import cli
from entrainment.runtime.edition import build, claims, mathml, pages, plots, words
from entrainment.runtime.verify import catalogue

from .pages_read import Page, dead_links


@pytest.fixture(scope="module")
def documents(edition):
    folder, files = edition
    return {path: Page((folder / path).read_text()) for path in files if path.suffix == ".html"}


def test_every_claim_has_a_page_and_every_paper_its_own(documents, small_ledger):
    names = {str(path) for path in documents}
    assert {"index.html", "naidon2021/index.html", "carlini2021/index.html", "naidon2021/text-eta-3d.html"} <= names
    assert len(names) == 3 + len(small_ledger["rows"])


def test_html_is_well_formed_and_ids_are_unique(documents):
    for path, page in documents.items():
        assert not page.faults, (path, page.faults[:3])
        assert len(page.ids) == len(set(page.ids)), path


def test_no_script_and_nothing_from_the_network(documents):
    for path, page in documents.items():
        assert not page.tags & {"script", "iframe", "object", "embed", "form"}, path
        assert not [name for _, given in page.elements for name in given if name.startswith("on")], path
        assert not [link for link in page.links if "//" in link], path


def test_pages_are_made_for_telephones_and_readers(documents):
    for path, page in documents.items():
        metas = [given for tag, given in page.elements if tag == "meta"]
        assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in metas, path
        assert ("html", {"lang": "en"}) in page.elements and {"title", "h1", "main"} <= page.tags, path
        assert all(given.get("alt") for tag, given in page.elements if tag == "img"), path
        wide = {"table"}
        boxes = [given for tag, given in page.elements if tag == "div" and given.get("class") == "wide"]
        assert len(boxes) >= sum(tag in wide for tag, _ in page.elements), path


def test_no_link_is_dead(edition):
    folder, _ = edition
    assert dead_links(folder) == []


def test_a_dead_link_would_be_found(tmp_path):
    links = "".join(f'<a href="{address}">x</a>' for address in ("gone.html", "#here", "#there"))
    (tmp_path / "index.html").write_text(f'<p id="here">{links}</p>')
    assert dead_links(tmp_path) == [("index.html", "gone.html"), ("index.html", "#there")]


def test_formulas_are_mathml_core(documents):
    known = mathml.ELEMENTS
    for path, page in documents.items():
        assert not {tag for tag in page.tags if tag.startswith("m") and tag not in known | {"meta", "main"}}, path
    assert "math" in documents[next(p for p in documents if p.name == "text-running-coupling.html")].tags


def test_the_front_page_counts_and_corrects(edition, small_ledger):
    folder, _ = edition
    text = (folder / "index.html").read_text()
    assert text.count('<span class="verdict corrected">') == 2 + 2  # the sentence, the head of the row, two corrections
    assert "8 claims of 2 papers: 2 <span" in text
    assert "as a letter to the authors" in text and "Conditions that the texts leave out" in text
    letter = (folder / "carlini2021" / "corrections.txt").read_text()
    assert "printed   locking = -f_value*lambda_\n" in letter and "correct   locking = -f_value*lambda_*n\n" in letter
    assert "Phys. Rev. A 104, 023301" in letter and "How it follows (spin_orbit.spin_drive):" in letter
    assert "Dear authors," in letter and "1 of 3 statements hold as printed" in " ".join(letter.split())
    assert "entrainment show carlini2021:text:spin-drive" in letter and max(map(len, letter.splitlines())) <= 100


def test_steps_have_their_reasons_and_values_fifty_digits(edition):
    folder, _ = edition
    text = (folder / "naidon2021" / "text-running-coupling.html").read_text()
    claim = catalogue.claim("naidon2021:text:running-coupling")
    for line in claim.derivation().lines:
        assert words.html(line.why) in text
    table = json.loads((folder / "reference" / "naidon2021.json").read_text())
    assert all(len(value["value"].partition("e")[0].replace(".", "").strip("-0")) >= 48 for value in table["values"])


def test_an_interrupted_run_leaves_the_old_edition_whole(tmp_path, small_ledger, monkeypatch):
    target = tmp_path / "pages"
    target.mkdir()
    (target / "index.html").write_text("old")

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "_figures", stopped)
    with pytest.raises(KeyboardInterrupt):
        build.build(small_ledger, target)
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]
    assert (target / "index.html").read_text() == "old"


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (None, "type: entrainment verify --json"),
        ("[1]", "is not a ledger"),
        ('{"rows": []}', "no rows"),
        ('{"rows": [{"paper": "naidon2021", "id": "naidon2021:gone"}]}', "claims that are gone, naidon2021:gone"),
        ('{"rows": [{"paper": "my_own", "id": "my_own:1"}]}', "type: entrainment docs my_own.py --ledger"),
    ],
)
def test_a_ledger_that_is_none_is_answered_in_one_line(tmp_path, capsys, content, answer):
    path = tmp_path / "ledger.json"
    if content is not None:
        path.write_text(content)
    assert cli.main(["docs", "--ledger", str(path), "--to", str(tmp_path / "pages")]) == 2
    error = capsys.readouterr().err
    assert answer in error and error.count("\n") == 1
    assert not (tmp_path / "pages").exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("g12", "<msub><mi>g</mi><mtext>12</mtext></msub>"),
        ("n_plus", "<msub><mi>n</mi><mtext>+</mtext></msub>"),
        ("lambda_", "<mi>λ</mi>"),
        ("delta_g", "<mrow><mi>δ</mi><mi>g</mi></mrow>"),
        ("velocity_ratio", "<mtext>velocity ratio</mtext>"),
    ],
)
def test_names_look_as_in_the_field(name, shown):
    assert mathml.symbol(name) == shown


def test_formulas_keep_their_structure():
    shown = mathml.math(sp.Eq(s.delta_g / s.g, -sp.sqrt(s.alpha) * (s.x - 1) ** 2 / (2 * sp.pi), evaluate=False))
    assert "<mo>−</mo><mfrac>" in shown and "<msqrt><mi>α</mi></msqrt>" in shown
    assert "<msup><mrow><mo>(</mo>" in shown and "<mn>2</mn><mo>\u2062</mo><mi>π</mi>" in shown
    assert mathml.math(sp.Integral(s.x, (s.p, 0, sp.oo))).count("∫") == 1
    assert mathml.math(sp.Matrix([[1, s.x], [0, 1]])).count("<mtr>") == 2
    assert mathml.math("a < b") == "<code>a &lt; b</code>"
    assert mathml.math((s.x + 1) ** 2 * sum(s.alpha**k for k in range(200))).startswith("<code>")


def test_a_plot_shows_the_worst_error():
    drawn = plots._drawn("kernel", [(-3.2, 0.5), (4.0, 7.25)])
    assert drawn.count("<circle") == 2 and "at most 7.25" in drawn and not Page(drawn).faults


def test_a_kernel_with_several_results_has_its_call_its_accuracy_and_its_plot():
    claim = catalogue.claim("aminov2024:A3")
    text = "".join(claims._kernels(claim, {"worst_ulp": {"mode_energies": 1.5}}))
    assert "mode_energies(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab)" in text
    assert "1.5 units in the last place at worst" in text and text.count("<circle") >= 20


def test_where_a_paper_was_published():
    assert pages.source("naidon2021") == "P. Naidon and D. S. Petrov, Phys. Rev. Lett. 126, 115301 (2021)."


def test_a_figure_opens_and_names_the_claim_that_judges_it():
    judged, plain = pages._figure("fig1a.svg", True), pages._figure("tableI.svg", False)
    assert '<a href="fig1a.html">Fig. 1a</a>' in judged and '<a href="figures/fig1a.svg"><img' in judged
    assert 'alt="Table I, recomputed"' in plain and "judged" not in plain
