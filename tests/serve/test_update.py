"""`dragoman update`: what is asked, how often, and what is left when something goes wrong. Nothing goes out."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from urllib3 import HTTPResponse
from urllib3.exceptions import NewConnectionError

from dragoman.errors import DragomanError, FetchError, FullError, LexiconError, StoreError
from dragoman.ground.offices import HolderTable, encoded, holders_of
from dragoman.serve.cli import run
from dragoman.serve.update import fetch_holders, table_with, write_table
from dragoman.serve.wikidata import ENDPOINT, QUESTIONS, Service
from dragoman.types import Absent, Office

TODAY = date(2031, 5, 6)
EMPTY = HolderTable(encoded(()))


def row(name: str, office: str, start: str, end: str = "", *, code: str = "", place: str = "Nowhere") -> dict[str, Any]:
    cells = {"person": "http://www.wikidata.org/entity/Q1", "name": name, "officeName": office, "placeName": place}
    cells |= {"statement": f"s-{name}", "start": f"{start}T00:00:00Z", "startPrecision": "11"}
    cells |= {"code": code} if code else {}
    cells |= {"end": f"{end}T00:00:00Z", "endPrecision": "10"} if end else {}
    return {key: {"type": "literal", "value": value} for key, value in cells.items()}


@dataclass
class FakePool:
    """Answers each question with its rows, a page at a time; `troubles` come first."""

    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    troubles: list[Exception | int | bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def request(self, method: str, url: str, **options: Any) -> HTTPResponse:
        from urllib.parse import parse_qs, urlsplit

        assert (method, url.partition("?")[0]) == ("GET", ENDPOINT)
        assert options["headers"]["User-Agent"].startswith("dragoman/")
        query = parse_qs(urlsplit(url).query)["query"][0]
        self.asked.append(query)
        if self.troubles:
            return self._trouble(self.troubles.pop(0))
        question = next(q for q, pattern in QUESTIONS.items() if pattern in query)
        size, after = (int(query.split(word)[1].split()[0]) for word in ("LIMIT ", "OFFSET "))
        rows = self.answers.get(question, [])[after : after + size]
        return HTTPResponse(json.dumps({"results": {"bindings": rows}}).encode(), status=200)

    def _trouble(self, trouble: Exception | int | bytes) -> HTTPResponse:
        if isinstance(trouble, Exception):
            raise trouble
        return HTTPResponse(trouble, status=200) if isinstance(trouble, bytes) else HTTPResponse(b"", status=trouble)


ANSWERS = {
    "heads of state": [row("Ada Brink", "President of Latvia", "2030-01-01", code="LV")],
    "foreign ministers": [
        row("Bo Lund", "Minister of Foreign Affairs", "2028-01-01", "2030-03-01", code="LV"),
        row("Cy Dahl", "Minister of Foreign Affairs", "2030-03-02", code="LV"),
        row("Di Holt", "Deputy Minister of Foreign Affairs", "2030-03-02", code="LV"),
        row("Ed Frost", "Secretary of State of the United States", "2029-02-01", code="US"),
        row("Future Person", "Minister of Foreign Affairs", "2032-01-01", code="EE"),
    ],
    "heads of international organisations": [
        row("Fay Moss", "Secretary General of NATO", "2029-01-01", place="NATO"),
        row("Gil Nord", "Keeper of the Keys", "2029-01-01", place="NATO"),
    ],
}


def service(pool: FakePool, waits: list[float] | None = None) -> Service:
    return Service(pool, wait=(waits if waits is not None else []).append, note=lambda words: None)


def names_on(table: HolderTable, office: Office, day: date) -> list[str]:
    found = holders_of(office, day, table=table)
    return [] if isinstance(found, Absent) else [h.name for h in found]


def test_answers_become_a_table() -> None:
    table = HolderTable(encoded(fetch_holders(service(FakePool(ANSWERS)), today=TODAY, size=100)))
    assert len(table) == 5
    minister = Office("Minister of Foreign Affairs", None, "LV")
    assert names_on(table, Office("President", None, "LV"), TODAY) == ["Ada Brink"]
    assert names_on(table, minister, TODAY) == ["Cy Dahl"]
    assert names_on(table, minister, date(2029, 1, 1)) == ["Bo Lund"]
    assert names_on(table, minister, date(2031, 5, 7)) == []
    assert names_on(table, Office("Secretary of State", None, "US"), TODAY) == ["Ed Frost"]
    assert names_on(table, Office("Secretary-General", "NATO"), TODAY) == ["Fay Moss"]


def test_pages_are_asked_for_one_after_another() -> None:
    pool = FakePool(ANSWERS)
    paged = fetch_holders(service(pool), today=TODAY, size=2)
    assert paged == fetch_holders(service(FakePool(ANSWERS)), today=TODAY, size=100)
    asked = [query for query in pool.asked if QUESTIONS["foreign ministers"] in query]
    assert [query.rpartition("OFFSET ")[2] for query in asked] == ["0", "2", "4"]


def test_a_busy_service_is_asked_again_later_each_time() -> None:
    waits: list[float] = []
    pool = FakePool(ANSWERS, troubles=[503, 429, NewConnectionError(None, "down")])  # type: ignore[arg-type]
    assert len(fetch_holders(service(pool, waits), today=TODAY, size=100)) == 5
    assert waits == [2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("troubles", "said"),
    [
        ([NewConnectionError(None, "down")] * 9, "NewConnectionError"),  # type: ignore[arg-type]
        ([503] * 9, "status 503"),
        ([400], "status 400"),
        ([b"<html>"], "no table"),
        ([b'{"results": {"bindings": [7]}}'], "no table"),
    ],
)
def test_what_goes_wrong_is_said(troubles: list[Any], said: str) -> None:
    with pytest.raises(FetchError, match=said):
        fetch_holders(service(FakePool(troubles=list(troubles))), today=TODAY, size=100)


def test_a_file_is_read_besides_the_shipped_table(tmp_path: Path) -> None:
    path = tmp_path / "holders.json"
    write_table(fetch_holders(service(FakePool(ANSWERS)), today=TODAY, size=100), path)
    table = table_with(path)
    assert names_on(table, Office("Minister of Foreign Affairs", None, "LV"), TODAY) == ["Cy Dahl"]
    assert names_on(table, Office("Minister of Foreign Affairs", None, "BY"), date(2023, 1, 12)) == ["Sergei Aleinik"]
    assert table_with(None, shipped=lambda: EMPTY) is EMPTY


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "holders.json"
    with pytest.raises(StoreError):
        table_with(path)
    path.write_text("{", "utf-8")
    with pytest.raises(StoreError):
        table_with(path)
    path.write_text("{}", "utf-8")
    with pytest.raises(LexiconError):
        table_with(path)


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def forbidden(*_: object) -> None:
    raise OSError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize(("trouble", "kind"), [(full, FullError), (forbidden, StoreError)])
def test_a_write_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Callable[..., None], kind: type[DragomanError]
) -> None:
    path = tmp_path / "holders.json"
    path.write_text("before", "utf-8")
    monkeypatch.setattr(os, "fsync", trouble)
    with pytest.raises(kind):
        write_table(fetch_holders(service(FakePool(ANSWERS)), today=TODAY, size=100), path)
    assert [p.name for p in tmp_path.iterdir()] == ["holders.json"]
    assert path.read_text("utf-8") == "before"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        write_table((), tmp_path / "nowhere" / "holders.json")


def test_a_dry_run_asks_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["update", "--dry-run", "--to", str(tmp_path / "holders.json")]) == 0
    out, err = capsys.readouterr()
    assert ENDPOINT in out
    assert all(pattern in out for pattern in QUESTIONS.values())
    assert "nothing was asked" in err
    assert list(tmp_path.iterdir()) == []
