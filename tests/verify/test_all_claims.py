"""The ledger of all papers: every claim is decided, every planted error noticed, and what is not confirmed says why."""

import pytest
from entrainment.runtime.verify import catalogue

pytestmark = pytest.mark.slow


def of(ledger, *verdicts):
    return [row for row in ledger["rows"] if row["verdict"] in verdicts]


def test_every_claim_of_every_paper_has_its_row(ledger):
    claims = [claim.id for paper in catalogue.paper_names() for claim in catalogue.claims_of(paper)]
    assert [row["id"] for row in ledger["rows"]] == claims


def test_no_claim_is_undecided(ledger):
    assert {row["id"]: row["reason"] for row in of(ledger, "inconclusive")} == {}


def test_every_planted_error_is_noticed_and_no_kernel_is_stale(ledger):
    assert ledger["stale"] == []
    for kind, tally in ledger["mutants"].items():
        assert tally["total"] == tally["caught"] > 0, kind
    assert all(row["mutants"]["total"] == row["mutants"]["caught"] for row in ledger["rows"])


def test_a_correction_has_a_proof_and_a_condition_a_witness(ledger):
    for row in of(ledger, "corrected"):
        assert row["correction"] and (row["witness"] or row["reason"]), row["id"]
    for row in of(ledger, "conditional"):
        assert row["assumptions"] and row["witness"], row["id"]
    for row in of(ledger, "not-reproduced"):
        assert row["reason"] or row["witness"], row["id"]
    assert of(ledger, "corrected") and of(ledger, "conditional") and of(ledger, "not-reproduced")
