"""The commands, as they are called: what they print, where, and with which status."""

from __future__ import annotations

import inspect
import io
import json
import sys
from pathlib import Path

import pytest

from dragoman import __version__, record_from_json
from dragoman.read import Bounds
from dragoman.serve import keeping, reading
from dragoman.serve.cli import app, run
from dragoman.serve.words import GLYPHS
from tests.serve.articles import VISIT

Captured = pytest.CaptureFixture[str]


def called(capsys: Captured, *arguments: str) -> tuple[int, str, str]:
    status = run(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def test_version(capsys: Captured) -> None:
    assert called(capsys, "--version") == (0, f"dragoman {__version__}\n", "")


@pytest.mark.parametrize("command", ["", *(c.callback.__name__ for c in app.registered_commands if c.callback)])
def test_help_has_examples_and_fits_80_columns(capsys: Captured, command: str) -> None:
    status, out, _ = called(capsys, *command.split(), "--help")
    assert status == 0
    assert ("Examples:" in out) == bool(command)
    options = out.partition("Examples:")[0]
    assert max(map(len, options.splitlines())) <= 80


def test_no_command_is_help_and_a_wrong_one_is_an_error(capsys: Captured) -> None:
    assert "Commands:" in "".join(called(capsys)[1:])
    status, out, err = called(capsys, "raed")
    assert (status, out) == (2, "")
    assert "raed" in err


def test_read_says_what_is_in_a_document(capsys: Captured, articles: Path) -> None:
    status, out, err = called(capsys, "read", str(articles / "a-visit.txt"))
    assert status == 0
    assert err == "1 document, 2 reports\n"
    assert out.startswith("Lavrov to visit Minsk\n")
    assert "published    2023-01-12, no zone given “12 January 2023”\n" in out
    assert "◈ announced   visit (CONSULT), news  r1\n      actor        Sergey Lavrov\n" in out
    assert "time         2023-01-19 “19 January”" in out
    assert "\x1b" not in out


def test_read_goes_on_after_an_error_and_says_so(capsys: Captured, articles: Path) -> None:
    status, out, err = called(capsys, "read", str(articles), str(articles / "missing.txt"))
    assert status == 1
    assert "Lavrov to visit Minsk" in out
    assert "Ministers met in Moscow" in out
    first, second, summary = err.splitlines()
    assert first.startswith(f"dragoman: {articles / 'b-broken.txt'}: ")
    assert second.startswith(f"dragoman: {articles / 'missing.txt'}: ")
    assert summary.endswith("2 not read")


def test_read_json_is_a_record_a_line(capsys: Captured, articles: Path) -> None:
    _, out, _ = called(capsys, "read", "--json", str(articles))
    names = [Path(record_from_json(line).document.name).name for line in out.splitlines()]
    assert names == ["a-visit.txt", "c-talks.txt"]


def test_read_evidence_marks_words_in_the_text(capsys: Captured, articles: Path) -> None:
    _, out, _ = called(capsys, "read", "--evidence", str(articles / "a-visit.txt"))
    text = out.partition("\n  Text\n")[2]
    assert "[Sergey Lavrov|r1 actor" in text
    assert "[19 January|r1 time]" in text


def test_read_zones_lists_them(capsys: Captured, articles: Path) -> None:
    _, out, _ = called(capsys, "read", "--zones", str(articles / "a-visit.txt"))
    assert "\n    headline     0..21       Lavrov to visit Minsk (" in out


def test_read_takes_standard_input_and_a_mapping(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps({"data": {"words": VISIT}, "body": "Nothing of the kind."})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    status, out, _ = called(capsys, "read", "-", "--mapping", "text=data.words")
    assert status == 0
    assert "recipient    Belarus “Minsk”" in out


@pytest.mark.parametrize("mapping", ["text", "=body", "words=body"])
def test_a_wrong_mapping_is_asked_for_wrongly(capsys: Captured, mapping: str) -> None:
    status, _, err = called(capsys, "read", "x.json", "--mapping", mapping)
    assert status == 2
    assert "--mapping" in err


def test_read_stops_at_the_limit_and_keeps_to_the_bounds(capsys: Captured, articles: Path) -> None:
    assert called(capsys, "read", str(articles), "--limit", "1")[2] == "1 document, 2 reports\n"
    status, _, err = called(capsys, "read", str(articles / "a-visit.txt"), "--max-bytes", "20")
    assert status == 1
    assert "more than 20 bytes" in err


def test_nothing_in_a_document_steers_the_terminal(capsys: Captured, tmp_path: Path) -> None:
    page = tmp_path / "x\x1b[2J.txt"
    page.write_text("[red]Markup[/red] in \u009b31m a headline\n\n\u202eThe rest of it is plain enough.", "utf-8")
    _, out, err = called(capsys, "read", "--evidence", str(page), str(tmp_path / "\x1b[31m.txt"))
    assert "[red]Markup[/red]" in out
    assert not [c for c in out + err if not c.isprintable() and c != "\n"]


def test_ingest_then_ask(capsys: Captured, articles: Path) -> None:
    status, out, err = called(capsys, "ingest", str(articles))
    assert (status, out) == (1, "")
    assert "2 new, " in err
    assert err.endswith("1 not read in dragoman.db\n")
    status, _, err = called(capsys, "ingest", str(articles / "a-visit.txt"))
    assert (status, err) == (0, "1 already there, 2 reports in dragoman.db\n")

    status, out, err = called(capsys, "reports", "--status", "announced", "--who", "lavrov")
    assert status == 0
    assert out.startswith("2023-01-19   ◈ announced   visit · Sergey Lavrov > Belarus · Minsk, BY")
    report_id = out.split()[-1]
    assert err == "1 report\n"

    status, out, _ = called(capsys, "show", report_id)
    assert status == 0
    assert "Reports (1)" in out
    assert "Quotations" not in out

    _, out, _ = called(capsys, "show", "--json", report_id)
    assert report_id in [report.report_id for report in record_from_json(out).reports]

    status, out, err = called(capsys, "search", "agreed", "point")
    assert "We have agreed on every point" in out
    assert err == "1 passage\n"

    status, out, err = called(capsys, "verify")
    assert (status, out) == (0, "")
    assert "all words are where the record says" in err


def test_ingest_knows_a_file_by_its_place_however_it_is_named(capsys: Captured, articles: Path) -> None:
    called(capsys, "ingest", str(articles / "a-visit.txt"))
    assert "1 already there" in called(capsys, "ingest", "articles/a-visit.txt")[2]
    (articles / "a-visit.txt").write_text(VISIT.replace("19 January", "18 January"), "utf-8")
    assert "1 changed since" in called(capsys, "ingest", "articles/a-visit.txt")[2]


def test_reports_by_day_and_as_json(capsys: Captured, articles: Path) -> None:
    called(capsys, "ingest", str(articles))
    _, out, _ = called(capsys, "reports", "--since", "2023-12", "--until", "2023", "--json")
    found = [json.loads(line)["found"] for line in out.splitlines()]
    assert found
    assert {item["title"] for item in found} == {"Ministers met in Moscow"}


@pytest.mark.parametrize(
    "option",
    [("--status", "held"), ("--mode", "dance"), ("--type", "DANCE"), ("--since", "soon"), ("--until", "2023-02-30")],
)
def test_a_value_that_cannot_be_is_asked_for_wrongly(capsys: Captured, option: tuple[str, str]) -> None:
    status, out, err = called(capsys, "reports", *option)
    assert (status, out) == (2, "")
    assert option[0] in err


def test_a_database_that_is_none_is_a_clear_error(capsys: Captured, articles: Path, tmp_path: Path) -> None:
    text = str(articles / "a-visit.txt")
    status, out, err = called(capsys, "verify", "--db", text)
    assert (status, out) == (1, "")
    assert err.startswith(f"dragoman: {text}: ")
    assert called(capsys, "reports", "--db", str(tmp_path / "none.db"))[0] == 1
    assert not (tmp_path / "none.db").exists()


def test_an_id_that_is_not_there_is_an_error(capsys: Captured, articles: Path) -> None:
    called(capsys, "ingest", str(articles))
    status, out, err = called(capsys, "show", "nothing-like-it")
    assert (status, out) == (1, "")
    assert "nothing-like-it" in err


def test_verify_lists_a_span_that_is_off(capsys: Captured, articles: Path, tmp_path: Path) -> None:
    import sqlite3

    called(capsys, "ingest", str(articles))
    with sqlite3.connect(tmp_path / "dragoman.db") as connection:
        connection.execute("UPDATE versions SET text = 'x' || text WHERE name LIKE '%a-visit.txt'")
    connection.close()
    status, out, err = called(capsys, "verify")
    assert status == 1
    assert "is not 'Sergey Lavrov'" in out
    assert "fault" in err


def test_demo_is_a_chronology(capsys: Captured) -> None:
    status, out, err = called(capsys, "demo")
    assert status == 0, err
    assert "\n2023-01-19\n" in out
    assert len([glyph for glyph in GLYPHS.values() if f"\n  {glyph} " in out]) >= 4
    assert "\nNext\n" in out
    days = [line[:10] for line in out.splitlines() if line[:4].isdigit() and line[4:5] == "-"]
    assert days == sorted(days)


def test_schema_is_json(capsys: Captured) -> None:
    assert json.loads(called(capsys, "schema")[1])["title"] == "dragoman/record-1"
    assert json.loads(called(capsys, "schema", "--of", "event")[1])["title"] == "dragoman/event-1"


def test_the_bounds_of_the_commands_are_those_of_the_library() -> None:
    library = Bounds()
    for command in (reading.read, keeping.ingest):
        defaults = {name: p.default for name, p in inspect.signature(command).parameters.items()}
        assert (defaults["max_bytes"], defaults["max_text"]) == (library.max_bytes, library.max_text)
