"""A time is shown for what is right: contests with peers that are wrong, silent, slow or faster than us."""

import json

import numpy as np
import pytest
from entrainment.runtime.bench import records, table, timing
from entrainment.runtime.bench.records import OURS, Contest, Peer, Reach

PACE = timing.Pace(rounds=3, budget=0.02, size=400)
X = np.linspace(1, 2, 400)


def right(count, out):
    np.sqrt(X[:count], out=out)


def wrong(count, out):
    out[:] = np.sqrt(X[:count]) * (1 + 1e-9)


def silent(count, out):
    """The quickest of all: it leaves the buffer as it is."""


def partial(count, out):
    right(count, out)
    out[-1] = np.nan


def slow(count, out):
    for i in range(count):
        out[i] = sum(np.sqrt(X[i]) for _ in range(200)) / 200


def contest(*peers, **changes):
    stated = {
        "workload": "T", "case": "roots", "unit": "point", "size": X.size, "accuracy": 1e-12,
        "truth": {0: 1.0, 1: float(np.sqrt(X[1]))}, "error": lambda found, true: abs(found / true - 1),
        "peers": (Peer(OURS, right), *peers),
    }  # fmt: skip
    return Contest(**(stated | changes))


def row(rows, name):
    return next(r for r in rows if r.peer == name)


def test_a_wrong_peer_shows_miss_and_no_time():
    rows, _ = timing.measure(contest(Peer("wrong", wrong)), PACE)
    assert row(rows, "wrong").missed and row(rows, "wrong").error == pytest.approx(1e-9, rel=1e-3)
    text = table.block(rows)
    (line,) = [line for line in text.splitlines() if "wrong" in line]
    assert "MISS" in line and " ns" not in line and " us" not in line
    (line,) = [line for line in text.splitlines() if OURS in line]
    assert "MISS" not in line and ("ns" in line or "us" in line)


@pytest.mark.parametrize("peer", [silent, partial])
def test_what_a_peer_does_not_write_it_does_not_know(peer):
    rows, _ = timing.measure(contest(Peer("lazy", peer)), PACE)
    assert row(rows, "lazy").missed and "MISS" in table.row_text(row(rows, "lazy"))


def test_an_integer_buffer_is_poisoned_as_well():
    found = contest(
        Peer("lazy", silent), dtype=np.int8, truth={0: 3}, accuracy=0.0, error=lambda found, true: float(found != true),
        peers=(Peer(OURS, lambda count, out: out.fill(3)), Peer("lazy", silent)),
    )  # fmt: skip
    rows, _ = timing.measure(found, PACE)
    assert row(rows, "lazy").missed and not row(rows, OURS).missed


def test_a_slow_peer_does_fewer_units_and_is_judged_on_them():
    rows, goals = timing.measure(contest(Peer("slow", slow), reaches=(Reach("slow", at_least=10),)), PACE)
    slow_row = row(rows, "slow")
    assert 2 <= slow_row.count < X.size and slow_row.ratio > 10 and slow_row.checked == 2
    assert [goal.met for goal in goals] == [True, True]


def test_goals_tell_what_was_reached():
    ours = records.Row("T", "c", OURS, "point", 1.0, 1.0, error=0.0, accuracy=1e-9)
    half = records.Row("T", "c", "half", "point", 0.5, 0.5, error=0.0, accuracy=1e-9)
    bad = records.Row("T", "c", "bad", "point", 9.0, 9.0, error=1.0, accuracy=1e-9)
    reaches = (
        Reach("half", at_most=2.1), Reach("half", at_most=1.9), Reach("half", gain=1.8), Reach("half", gain=2.2),
        Reach("bad", at_least=2), Reach("nobody", at_least=2),
    )  # fmt: skip
    goals = records.goals_of(contest(reaches=reaches), [ours, half, bad])
    assert [goal.met for goal in goals] == [True, True, False, True, False, None, None]
    assert "misses" in goals[5].note
    goals = records.goals_of(contest(reaches=reaches[:1]), [records.Row("T", "c", OURS, error=1.0, accuracy=1e-9), half])
    assert goals[0].met is False


def test_a_limit_has_a_time_and_is_not_judged():
    rows, _ = timing.measure(contest(Peer("limit", silent, limit=True)), PACE)
    assert not row(rows, "limit").missed and row(rows, "limit").seconds is not None


def test_the_report_is_json_with_its_toolchain():
    report = records.Report({"cc": "none"})
    report.add(*timing.measure(contest(Peer("wrong", wrong), absent=(("jax", "not installed"),)), PACE))
    read = json.loads(json.dumps(report.to_json()))
    assert read["toolchain"] == {"cc": "none"} and [r["missed"] for r in read["rows"]] == [False, True, False]
    assert "not installed" in table.text(report) and "1 of 1 goals reached" in table.text(report)
