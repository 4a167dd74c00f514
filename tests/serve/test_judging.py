"""`judge`, `judgements`: two events become one, one becomes two, and all is as before when it is taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.serve.cli import run
from tests.serve.test_gathering import called

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def database(articles: Path, capsys: Captured) -> str:
    met = "The foreign minister of Belarus, Sergei Aleinik, met Sergey Lavrov in Minsk on 7 June 2023."
    (articles / "june.txt").write_text(f"{met}\n", "utf-8")
    run(["ingest", str(articles), "--db", "news.db"])
    capsys.readouterr()
    return "news.db"


def encounters(capsys: Captured, database: str) -> list[dict[str, Any]]:
    _, out, _ = called(capsys, "events", "--db", database, "--json")
    found = [json.loads(line)["event"] for line in out.splitlines()]
    return [event for event in found if event["family"] == "encounter"]


def test_two_events_are_judged_one_shown_as_one_and_restored(capsys: Captured, database: str) -> None:
    before = encounters(capsys, database)
    one, other = (event["event_id"] for event in before[:2])
    status, out, err = called(
        capsys, "judge", "same", one, other, "--db", database, "--by", "A. Reader", "--note", "one"
    )
    assert status == 0
    assert out.startswith("1 ")
    assert "A. Reader" in out
    assert err.endswith("noted; `dragoman judge back 1` takes it back\n")
    assert len(encounters(capsys, database)) == len(before) - 1
    shown = [called(capsys, "event", name, "--db", database)[1] for name in (one, other)]
    assert shown[0] == shown[1]
    assert "judged the same by A. Reader" in shown[0]
    assert called(capsys, "judge", "back", "1", "--db", database)[0] == 0
    assert encounters(capsys, database) == before
    _, out, err = called(capsys, "judgements", "--db", database)
    assert "taken back" in out
    assert err == "1 judgement\n"


def test_a_wrong_report_is_left_out(capsys: Captured, database: str) -> None:
    before = encounters(capsys, database)
    alone = next(event for event in before if len(event["report_ids"]) == 1)
    report = alone["report_ids"][0]
    assert called(capsys, "judge", "wrong", report, "--db", database)[0] == 0
    assert [e["event_id"] for e in encounters(capsys, database)] == [e["event_id"] for e in before if e is not alone]
    _, out, _ = called(capsys, "judgements", "--db", database, "--json")
    held = json.loads(out)["judgement"]
    assert (held["verdict"], held["one"]["report_id"], held["other"]) == ("wrong", report, None)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["same", "one"], 2, "same takes 2 ids, not 1"),
        (["wrong", "one", "other"], 2, "wrong takes 1 id, not 2"),
        (["same", "one", "other", "--field", "time"], 2, "goes with wrong alone"),
        (["back", "one"], 2, "the number of a judgement"),
        (["back", "7"], 1, "7: no judgement that holds"),
        (["same", "one", "other"], 1, "one: no event"),
        (["wrong", "one"], 1, "one: no report of an event"),
    ],
)
def test_what_cannot_be_judged_is_an_error(
    capsys: Captured, database: str, arguments: list[str], status: int, message: str
) -> None:
    found, out, err = called(capsys, "judge", *arguments, "--db", database)
    assert (found, out) == (status, "")
    assert message in " ".join(err.split())


def test_an_event_is_not_itself(capsys: Captured, database: str) -> None:
    one = encounters(capsys, database)[0]["event_id"]
    status, _, err = called(capsys, "judge", "same", one, one, "--db", database)
    assert status == 2
    assert "both are the same report" in err
