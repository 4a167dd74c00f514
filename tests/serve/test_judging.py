"""`judge`, `judgements`: what a person decides is shown as theirs, and all is as before when it is taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.serve.cli import run
from tests.serve.test_gathering import called

Captured = pytest.CaptureFixture[str]
Judge = Callable[..., tuple[int, str, str]]


@pytest.fixture
def database(articles: Path, capsys: Captured) -> str:
    met = "The foreign minister of Belarus, Sergei Aleinik, met Sergey Lavrov in Minsk on 7 June 2023."
    (articles / "june.txt").write_text(f"{met}\n", "utf-8")
    run(["ingest", str(articles), "--db", "news.db"])
    capsys.readouterr()
    return "news.db"


@pytest.fixture
def judge(capsys: Captured, database: str) -> Judge:
    """The command, by A. Reader."""

    def judged(*arguments: str) -> tuple[int, str, str]:
        return called(capsys, "judge", *arguments, "--db", database, "--by", "A. Reader")

    return judged


def listed(capsys: Captured, command: str, *options: str) -> list[dict[str, Any]]:
    _, out, _ = called(capsys, command, "--db", "news.db", "--json", *options)
    return [next(v for k, v in json.loads(line).items() if isinstance(v, dict)) for line in out.splitlines()]


def encounters(capsys: Captured) -> list[dict[str, Any]]:
    return [event for event in listed(capsys, "events") if event["family"] == "encounter"]


def everything(capsys: Captured) -> list[str]:
    """All that the commands across documents print, as JSON and as lines."""
    commands = ("events", "series", "instruments", "disagreements", "actors", "places")
    asked = [(command, "--db", "news.db", *more) for command in commands for more in ((), ("--json",))]
    return ["\n".join(called(capsys, *arguments)[1:]) for arguments in asked]


def on_day(capsys: Captured, day: str) -> dict[str, Any]:
    return next(e for e in encounters(capsys) if e["times"] and e["times"][0]["value"]["start"].startswith(day))


def test_two_events_are_judged_one_shown_as_one_and_restored(capsys: Captured, judge: Judge) -> None:
    before = encounters(capsys)
    one, other = (event["event_id"] for event in before[:2])
    status, out, err = judge("same", one, other, "--note", "one")
    assert status == 0
    assert out.startswith("1 ")
    assert "same event" in out
    assert "A. Reader" in out
    assert err.endswith("noted; `dragoman judge back 1` takes it back\n")
    assert len(encounters(capsys)) == len(before) - 1
    shown = [called(capsys, "event", name, "--db", "news.db")[1] for name in (one, other)]
    assert shown[0] == shown[1]
    assert "judged the same by A. Reader" in shown[0]
    assert called(capsys, "judge", "back", "1", "--db", "news.db")[0] == 0
    assert encounters(capsys) == before
    _, out, err = called(capsys, "judgements", "--db", "news.db")
    assert "taken back" in out
    assert err == "1 judgement\n"


def test_a_wrong_report_is_left_out(capsys: Captured, judge: Judge) -> None:
    before = encounters(capsys)
    alone = next(event for event in before if len(event["report_ids"]) == 1)
    report = alone["report_ids"][0]
    assert judge("wrong", report)[0] == 0
    assert [e["event_id"] for e in encounters(capsys)] == [e["event_id"] for e in before if e is not alone]
    (held,) = listed(capsys, "judgements")
    assert (held["verdict"], held["about"], held["one"]["found_id"], held["other"]) == ("wrong", "report", report, None)


VALUES = [
    ("time", "2023-06-08", "when         2023-06-08 · judged by A. Reader on "),
    ("time", "2023-06-05/2023-06-08", "when         2023-06-05 to 2023-06-08 · judged by A. Reader on "),
    ("time", "2023-06", "when         2023-06 · judged by A. Reader on "),
    ("place", "Brest, France", "where        Brest, FR · judged by A. Reader on "),
    ("number", "25", "number       25 · judged by A. Reader on "),
    ("status", "cancelled", "status       ⊘ cancelled"),
]


@pytest.mark.parametrize(("field", "value", "shown"), VALUES)
def test_a_corrected_value_is_shown_as_a_persons(
    capsys: Captured, judge: Judge, field: str, value: str, shown: str
) -> None:
    event = on_day(capsys, "2023-06-07")
    status, out, _ = judge("right", event["report_ids"][0], "--field", field, "--value", value)
    assert status == 0
    assert f"right {field} " in out
    _, out, _ = called(capsys, "event", event["report_ids"][0], "--db", "news.db")
    (line,) = (line for line in out.splitlines() if line.strip().startswith(shown))
    assert "source" not in line
    assert "judged by A. Reader on " in out
    assert ("not by the words of" in out) is (field == "status")
    assert "2023-06-07 · 1 document" not in out or field != "time"


def test_a_value_confirmed_is_the_documents_and_a_persons(capsys: Captured, judge: Judge) -> None:
    event = on_day(capsys, "2023-06-07")
    assert judge("right", event["report_ids"][0], "--field", "time")[0] == 0
    (claim,) = on_day(capsys, "2023-06-07")["times"]
    assert (claim["report_ids"], claim["roots"]) == (event["report_ids"], 1)
    assert [by["by"] for by in claim["judged"]] == ["A. Reader"]


def test_actors_are_judged_by_identity_and_by_document(capsys: Captured, judge: Judge) -> None:
    people = listed(capsys, "actors", "--kind", "person")
    lavrov, aleinik = sorted(people, key=lambda a: a["name"], reverse=True)
    status, out, _ = judge("same", lavrov["actor_id"], aleinik["actor_id"])
    assert status == 0
    assert "same actor" in out
    (one,) = listed(capsys, "actors", "--who", "lavrov")
    assert {*lavrov["names"], *aleinik["names"]} == {*one["names"]}
    assert [by["judgement_id"] for by in one["judged"]] == [1]
    assert [one] == listed(capsys, "actors", "--who", "aleinik")
    assert "judged       by A. Reader on " in called(capsys, "actors", "--who", "lavrov", "--db", "news.db")[1]
    judge("back", "1")
    part = next(s for o in aleinik["offices"] for s in o["said_by"])["document_id"]
    status, out, _ = judge("different", f"{part}/person:sergei-aleinik", aleinik["actor_id"])
    assert status == 0
    apart = listed(capsys, "actors", "--who", "aleinik")
    assert sorted(a["documents"] for a in apart) == [1, aleinik["documents"] - 1]
    assert [a["identity"] for a in apart if a["documents"] == 1 and a["actor_id"] != aleinik["actor_id"]] == [None]


def test_instruments_and_series_are_judged_by_their_ids(capsys: Captured, judge: Judge) -> None:
    (plan,) = listed(capsys, "instruments")
    first, second = (event["event_id"] for event in encounters(capsys)[:2])
    judge("right", on_day(capsys, "2023-06-07")["report_ids"][0], "--field", "number", "--value", "3")
    (row,) = listed(capsys, "series")
    other = next(one for one in (first, second) if one not in [e["event_id"] for e in row["editions"]])
    status, out, _ = judge("same", row["series_id"], other)
    assert (status, "same series" in out) == (0, True)
    (row,) = listed(capsys, "series")
    assert other in [e["event_id"] for e in row["editions"]]
    assert "judged       by A. Reader on " in called(capsys, "series", "--db", "news.db")[1]
    status, _, err = judge("same", plan["instrument_id"], first)
    assert status == 2
    assert "never one thing: event and instrument" in " ".join(err.split())


def test_all_is_as_before_to_the_byte_when_everything_is_taken_back(capsys: Captured, judge: Judge) -> None:
    before = everything(capsys)
    june, december = on_day(capsys, "2023-06-07"), on_day(capsys, "2023-12-15")
    report = june["report_ids"][0]
    people = [actor["actor_id"] for actor in listed(capsys, "actors", "--kind", "person")]
    made = [
        ("right", report, "--field", "time", "--value", "2023-06-09"),
        ("right", report, "--field", "place", "--value", "Brest, BY"),
        ("right", report, "--field", "number", "--value", "7"),
        ("right", report, "--field", "status", "--value", "postponed"),
        ("wrong", december["report_ids"][0], "--field", "place"),
        ("same", june["event_id"], december["event_id"]),
        ("same", *people),
        ("wrong", december["report_ids"][-1]),
    ]
    for arguments in made:
        assert judge(*arguments)[0] == 0
    assert everything(capsys) != before
    for number in (3, 1, 8, 2, 7, 5, 4, 6):
        assert judge("back", str(number))[0] == 0
    assert everything(capsys) == before


def test_what_changes_nothing_is_listed_with_the_reason(capsys: Captured, judge: Judge) -> None:
    june, december = on_day(capsys, "2023-06-07"), on_day(capsys, "2023-12-15")
    judge("different", june["event_id"], december["event_id"])
    judge("same", december["event_id"], june["event_id"])
    judge("right", june["report_ids"][0], "--field", "time")
    judge("wrong", june["report_ids"][0])
    _, out, _ = called(capsys, "judgements", "--db", "news.db")
    assert [line.partition("changes nothing: ")[2] for line in out.splitlines()] == [
        "a report of it is judged wrong: 4",
        "a report of it is judged wrong: 4",
        "its report is judged wrong: 4",
        "",
    ]
    assert "3 judgements without effect; see `dragoman judgements`" in called(capsys, "events", "--db", "news.db")[2]
    judge("back", "4")
    assert [j["without_effect"] for j in listed(capsys, "judgements")] == [
        "judgement 2 on the same is later",
        "",
        "",
        "",
    ]


WRONGLY = [
    (["same", "one"], 2, "same takes 2 ids, not 1"),
    (["wrong", "one", "other"], 2, "wrong takes 1 id, not 2"),
    (["same", "one", "other", "--field", "time"], 2, "goes with wrong and right alone"),
    (["right", "one"], 2, "right needs it: time, place, number or status"),
    (["wrong", "one", "--field", "time", "--value", "2023"], 2, "goes with right alone"),
    (["wrong", "one", "--field", "colour"], 2, "--field': 'colour' is not one of"),
    (["back", "one"], 2, "the number of a judgement"),
    (["back", "7"], 1, "7: no judgement that holds"),
    (["same", "one", "other"], 1, "one: no event, report, series, instrument or actor"),
    (["wrong", "one"], 1, "one: not there"),
    (["wrong", "ed1-r1"], 1, "wrong takes one report; this is an event, see `dragoman event ed1-r1`"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONGLY)
def test_what_cannot_be_judged_is_an_error(judge: Judge, arguments: list[str], status: int, message: str) -> None:
    found, out, err = judge(*arguments)
    assert (found, out) == (status, "")
    assert message in " ".join(err.split())


NO_VALUES = [
    ("time", "soon", "'soon' is no day, month or year"),
    ("time", "2023-06-08/2023-06-05", "runs backwards"),
    ("time", "2023/2024/2025", "more than two ends"),
    ("place", "Nowhereville", "'Nowhereville' is no place of the gazetteer; try another spelling, or NAME, COUNTRY"),
    ("place", "Springfield", 'Say which by its country, or by its id: --value "Springfield, geonames:'),
    ("number", "0", "'0' is no number from 1 to 999"),
    ("status", "overdue", "overdue follows from the time"),
]


@pytest.mark.parametrize(("field", "value", "message"), NO_VALUES)
def test_a_value_that_is_none_or_several_is_an_error(
    capsys: Captured, judge: Judge, field: str, value: str, message: str
) -> None:
    report = on_day(capsys, "2023-06-07")["report_ids"][0]
    status, out, err = judge("right", report, "--field", field, "--value", value)
    assert (status, out) == (2, "")
    assert message in " ".join(err.split())


@pytest.mark.parametrize("decision", ["right", "wrong"])
def test_a_field_that_a_report_lacks_is_an_error_that_says_what_it_has(
    capsys: Captured, judge: Judge, decision: str
) -> None:
    report = on_day(capsys, "2023-06-07")["report_ids"][0]
    status, _, err = judge(decision, report, "--field", "number")
    assert status == 2
    assert f"{report} has no number; it has time 2023-06-07, place Minsk, BY, status ● occurred" in " ".join(
        err.split()
    )
    assert called(capsys, "judgements", "--db", "news.db")[2] == "0 judgements\n"


def test_an_event_is_not_itself(capsys: Captured, judge: Judge) -> None:
    one = encounters(capsys)[0]["event_id"]
    status, _, err = judge("same", one, one)
    assert status == 2
    assert "both are the same" in err


def test_a_document_is_no_report(capsys: Captured, judge: Judge) -> None:
    document = encounters(capsys)[0]["document_ids"][0]
    status, _, err = judge("wrong", document)
    assert (status, err) == (1, f"dragoman: {document}: a document, not a report\n")
