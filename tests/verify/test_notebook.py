"""Claims, derivations and ledgers show themselves in a notebook."""

from entrainment.runtime.verify import catalogue, ledger


def test_a_claim_shows_what_is_printed():
    assert catalogue.claim("carlini2021:48")._repr_latex_().startswith(r"$\displaystyle n_{drag} = ")
    assert catalogue.claim("naidon2021:1")._repr_latex_() is None


def test_a_derivation_shows_every_step_with_its_reason():
    derivation = catalogue.claim("carlini2021:48").derivation()
    told = derivation._repr_markdown_()
    assert told.count(r"$\displaystyle") == len(derivation.lines) + 1
    for line in derivation.lines:
        assert line.rule in told and line.why in told


def test_a_ledger_shows_its_table():
    shown = ledger.verify_claims([catalogue.claim("carlini2021:48")], 20)._repr_html_()
    assert shown.startswith("<pre>carlini2021") and "confirmed" in shown and shown.endswith("</pre>")
