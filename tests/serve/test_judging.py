"""`judge`, `judgements`: what a person decides is shown as theirs, and all is as before when it is taken back."""

from __future__ import annotations

import itertools
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
    (["right", "one"], 2, "right needs it: time, place, number, status, participants, instruments, speaker"),
    (
        ["wrong", "one", "--field", "time", "--value", "2023"],
        2,
        "goes with right, and with participants and instruments",
    ),
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


# --- who takes part, which instruments, who says it ----------------------------------------------


def told_of(capsys: Captured, report: str) -> str:
    return called(capsys, "event", report, "--db", "news.db")[1]


def who(shown: str) -> list[str]:
    """The lines of an event that say who takes part."""
    lines = shown.splitlines()
    first = next(number for number, line in enumerate(lines) if line.strip().startswith("who "))
    others = itertools.takewhile(lambda line: line.startswith("               "), lines[first + 1 :])
    return [" ".join(line.split()) for line in (lines[first], *others)]


def test_a_participant_is_added_in_a_role_replaced_and_taken_out(capsys: Captured, judge: Judge) -> None:
    report = on_day(capsys, "2023-06-07")["report_ids"][0]
    before = told_of(capsys, report)
    assert [line.split(" · ")[0] for line in who(before)] == ["who Belarus", "sergey lavrov"]
    status, out, _ = judge("wrong", report, "--field", "participants", "--value", "Lavrov")
    assert (status, "wrong participants Sergey Lavrov" in out) == (0, True)
    assert [line.split(" · ")[0] for line in who(told_of(capsys, report))] == ["who Belarus"]
    status, out, _ = judge("right", report, "--field", "participants", "--value", "recipient=Sergey Lavrov")
    assert (status, "right participants Sergey Lavrov as recipient" in out) == (0, True)
    assert [j["without_effect"] for j in listed(capsys, "judgements")] == ["judgement 2 on the same is later", ""]
    assert who(told_of(capsys, report)) == who(before)
    judge("right", report, "--field", "participants", "--value", "Lavrov>Sergei Aleinik")
    assert [line.split(" · ")[0] for line in who(told_of(capsys, report))] == ["who Belarus"]
    assert [j["without_effect"] for j in listed(capsys, "judgements")][1:] == ["", ""]
    for number in ("2", "3", "1"):
        judge("back", number)
    assert told_of(capsys, report) == before


def test_a_party_that_a_person_adds_is_shown_as_the_persons(capsys: Captured, judge: Judge, articles: Path) -> None:
    words = "Sergey Lavrov and Sergei Aleinik met in Riga on 9 June 2023. Poland said nothing."
    (articles / "riga.txt").write_text(f"{words}\n", "utf-8")
    run(["ingest", str(articles), "--db", "news.db"])
    capsys.readouterr()
    report = on_day(capsys, "2023-06-09")["report_ids"][0]
    before = everything(capsys)
    status, out, _ = judge("right", report, "--field", "participants", "--value", "other=Poland")
    assert (status, "right participants Poland as other" in out) == (0, True)
    (line,) = (line for line in who(told_of(capsys, report)) if "Poland" in line)
    assert "Poland · judged by A. Reader on " in line
    assert "source" not in line
    claim = next(c for c in on_day(capsys, "2023-06-09")["parties"] if c["value"] == "PL")
    assert (claim["report_ids"], claim["roots"], [by["judgement_id"] for by in claim["judged"]]) == ([], 0, [1])
    judge("back", "1")
    assert everything(capsys) == before


def test_a_report_is_about_another_instrument(capsys: Captured, judge: Judge) -> None:
    signing = next(e for e in listed(capsys, "events") if e["family"] == "sign")
    report, before = signing["report_ids"][0], everything(capsys)
    assert judge("wrong", report, "--field", "instruments", "--value", "plan")[0] == 0
    assert [j["without_effect"] for j in listed(capsys, "judgements")] == [""]
    judge("right", report, "--field", "instruments", "--value", "instrument:plan:1")
    assert [j["without_effect"] for j in listed(capsys, "judgements")] == ["judgement 2 on the same is later", ""]
    assert judge("back", "2")[0] == judge("back", "1")[0] == 0
    assert everything(capsys) == before


def test_who_says_a_quotation_is_judged_and_shown(capsys: Captured, judge: Judge) -> None:
    document = next(e for e in encounters(capsys) if e["times"][0]["value"]["start"].startswith("2023-12"))
    record = json.loads(called(capsys, "show", document["document_ids"][0], "--json", "--db", "news.db")[1])
    quotation = record["record"]["quotations"][0]["quotation_id"]
    before = called(capsys, "show", quotation, "--db", "news.db")
    status, out, _ = judge("right", quotation, "--field", "speaker", "--value", "Sergey  Lavrov")
    assert (status, out.startswith("1 "), "right speaker Sergey Lavrov" in out) == (0, True, True)
    assert "Sergey Lavrov (judged by A. Reader on " in called(capsys, "show", quotation, "--db", "news.db")[1]
    judge("wrong", quotation, "--field", "speaker")
    shown = called(capsys, "show", quotation, "--db", "news.db")[1]
    assert "judged by A. Reader on " in shown
    assert "not who says it" in shown
    assert [j["without_effect"] for j in listed(capsys, "judgements")] == ["judgement 2 on the same is later", ""]
    judge("back", "2")
    judge("back", "1")
    assert called(capsys, "show", quotation, "--db", "news.db") == before
    assert judge("right", quotation, "--field", "speaker")[0] == 0
    assert "(judged by A. Reader on " in called(capsys, "show", quotation, "--db", "news.db")[1]


def test_where_the_page_has_changed_it_is_listed_as_without_effect(
    capsys: Captured, judge: Judge, articles: Path
) -> None:
    december = on_day(capsys, "2023-12-15")
    report = next(key for key in december["report_ids"] if key.startswith(december["document_ids"][0]))
    judge("wrong", report, "--field", "participants", "--value", "Lavrov")
    record = json.loads(called(capsys, "show", december["document_ids"][0], "--json", "--db", "news.db")[1])["record"]
    judge("wrong", record["quotations"][0]["quotation_id"], "--field", "speaker")
    page = articles / "c-talks.txt"
    page.write_text(page.read_text("utf-8").replace("met Sergey Lavrov", "met no one but Sergey Lavrov"), "utf-8")
    run(["ingest", str(articles), "--db", "news.db"])
    capsys.readouterr()
    gone = "its words are not found any more, or are read otherwise"
    assert [j["without_effect"] for j in listed(capsys, "judgements")] == [gone, gone]


NOT_LINKED = [
    ("right", "participants", None, "participants needs it: which of them"),
    ("wrong", "participants", "actor=Lavrov", "wrong takes only who or what is not in it"),
    ("right", "participants", "Ruritania", "'Ruritania' is nobody and nothing of the document; it has"),
    ("right", "participants", "host=Lavrov", "'host' is none of actor, recipient, other"),
    ("right", "instruments", "plan", "'plan' is nobody and nothing of the document; it has none"),
    ("right", "speaker", "Lavrov", "a report, not a quotation: only these have a speaker"),
]


@pytest.mark.parametrize(("verdict", "field", "value", "message"), NOT_LINKED)
def test_who_or_what_is_not_there_is_refused(
    capsys: Captured, judge: Judge, verdict: str, field: str, value: str | None, message: str
) -> None:
    report = on_day(capsys, "2023-06-07")["report_ids"][0]
    status, out, err = judge(verdict, report, "--field", field, *(["--value", value] if value else []))
    assert (status > 0, out) == (True, "")
    assert message in " ".join(err.split())
