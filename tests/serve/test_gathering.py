"""`events`, `event`, `series`, `instruments`, `disagreements`: what they print of two articles, as of a day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.serve.cli import run

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def database(articles: Path, capsys: Captured) -> str:
    run(["ingest", str(articles), "--db", "news.db"])
    capsys.readouterr()
    return "news.db"


def called(capsys: Captured, *arguments: str) -> tuple[int, str, str]:
    status = run(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def test_events_are_one_line_each_with_the_status_as_known(capsys: Captured, database: str) -> None:
    status, out, err = called(capsys, "events", "--db", database)
    assert status == 0
    assert err == f"{len(out.splitlines())} events\n"
    (overdue,) = (line for line in out.splitlines() if "⌛ overdue" in line)
    assert overdue.startswith("2023-01-19 ")
    _, lines, _ = called(capsys, "events", "--db", database, "--status", "overdue", "--json")
    assert [json.loads(line)["event"]["status"] for line in lines.splitlines()] == ["overdue"]
    _, out, _ = called(capsys, "events", "--db", database, "--as-known-on", "2023-01-15")
    assert "◈ announced" in out
    assert "overdue" not in out
    assert "2023-12-15" not in out


@pytest.mark.parametrize(
    ("options", "days"),
    [
        (["--status", "overdue", "--since", "2023-01-19", "--until", "2023-01"], ["2023-01-19"]),
        (["--who", "aleinik", "--where", "moscow"], ["2023-12-15"]),
        (["--who", "latvia"], []),
        (["--contested"], []),
        (["--several"], []),
    ],
)
def test_events_are_chosen(capsys: Captured, database: str, options: list[str], days: list[str]) -> None:
    _, out, _ = called(capsys, "events", "--db", database, *options)
    assert sorted({line.split()[0] for line in out.splitlines()}) == days


def test_an_event_is_shown_with_its_history_and_found_by_its_beginning(capsys: Captured, database: str) -> None:
    _, out, _ = called(capsys, "events", "--db", database, "--where", "moscow", "--json")
    event = json.loads(out.splitlines()[0])["event"]
    status, out, _ = called(capsys, "event", event["event_id"], "--db", database)
    assert status == 0
    assert "History" in out
    assert "“The foreign minister of Belarus, Sergei Aleinik, met Sergey Lavrov in Moscow on 15 December 2023.”" in out
    assert called(capsys, "event", event["report_ids"][0], "--db", database)[1] == out


def test_an_event_that_is_not_there_is_an_error(capsys: Captured, database: str) -> None:
    status, out, err = called(capsys, "event", "nothing", "--db", database)
    assert (status, out) == (1, "")
    assert "nothing" in err


def test_instruments_are_listed_with_their_stages(capsys: Captured, database: str) -> None:
    status, out, err = called(capsys, "instruments", "--db", database, "--kind", "plan")
    assert (status, err) == (0, "1 instrument\n")
    assert "plan of consultations for 2023 · plan · 2023" in out
    _, out, _ = called(capsys, "instruments", "--db", database, "--json")
    assert json.loads(out)["instrument"]["stages"][0]["stage"] == "expected"


@pytest.mark.parametrize(("command", "option"), [("instruments", "--kind"), ("actors", "--country")])
def test_what_there_is_none_of_is_an_error(capsys: Captured, database: str, command: str, option: str) -> None:
    status, out, err = called(capsys, command, option, "nonsense", "--db", database)
    assert (status, out) == (2, "")
    assert f"Invalid value for {option}: 'nonsense' is no" in " ".join(err.split())


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("ed41d8c-r1", "an event, see `dragoman event ed41d8c-r1`"),
        ("sed41d8c-r1", "a series, see `dragoman series`"),
        ("id41d8c-plan:1", "an instrument across documents, see `dragoman instruments`"),
    ],
)
def test_an_id_of_another_command_is_told_so(capsys: Captured, database: str, wanted: str, words: str) -> None:
    status, out, err = called(capsys, "show", wanted, "--db", database)
    assert (status, out, err) == (1, "", f"dragoman: {wanted}: not there; {words}\n")


def test_a_command_says_in_one_line_what_it_does(capsys: Captured) -> None:
    assert "..." not in called(capsys, "--help")[1].partition("Commands:")[2]


@pytest.mark.parametrize(("command", "words"), [("series", "0 series\n"), ("disagreements", "0 disagreements\n")])
def test_nothing_is_said_so(capsys: Captured, database: str, command: str, words: str) -> None:
    assert called(capsys, command, "--db", database) == (0, "", words)


def test_a_document_without_a_date_counts_but_not_as_of_a_day(capsys: Captured, articles: Path) -> None:
    met = "The foreign minister of Belarus, Sergei Aleinik, met Sergey Lavrov in Minsk on 7 June 2023."
    (articles / "june.txt").write_text(f"{met}\n", "utf-8")
    run(["ingest", str(articles), "--db", "news.db"])
    capsys.readouterr()
    assert "2023-06-07" in called(capsys, "events", "--db", "news.db")[1]
    _, out, err = called(capsys, "events", "--db", "news.db", "--as-known-on", "2025")
    assert "2023-06-07" not in out
    assert "1 document without a date of publication left out\n" in err
