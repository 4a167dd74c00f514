"""Lists, searches and ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import NotFoundError
from dragoman.store import Store, open_store
from dragoman.store.fold import country_codes, folded
from dragoman.types import Absent, Instrument, Quotation, Reason, Report
from tests.store.records import story


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("asking") / "news.db") as opened:
        opened.add(*story(1), locator="file:///1")
        opened.add(*story(2, publisher="Zorja Agency"), locator="file:///2")
        yield opened


ID = story(1)[1].document.document_id
MEETING, ROUND = f"{ID}-r0", f"{ID}-r1"

CASES = [
    ({}, True, True),
    ({"status": "announced"}, True, False),
    ({"status": "occurred"}, False, True),
    ({"status": "overdue"}, False, False),
    ({"who": "Ålund"}, True, False),
    ({"who": "ALUND jorg"}, True, False),
    ({"who": "Zakharin"}, True, False),
    ({"who": "Захарин"}, True, False),
    ({"who": "zah"}, True, False),
    ({"who": "harin"}, False, False),
    ({"who": "alund zaharin"}, False, False),
    ({"who": "%"}, False, False),
    ({"who": "_"}, False, False),
    ({"who": "' OR 1=1 --"}, False, False),
    ({"who": ""}, False, False),
    ({"type": "CONSULT"}, True, True),
    ({"mode": "talk"}, False, True),
    ({"where": "vilnius"}, True, False),
    ({"where": "Lithuania"}, True, False),
    ({"where": "Republic of Belarus"}, False, True),
    ({"where": "BY"}, False, True),
    ({"where": "Atlantis"}, False, False),
    ({"part": "background"}, False, True),
    ({"since": date(2031, 3, 3)}, True, False),
    ({"since": date(2031, 3, 4)}, False, False),
    ({"until": date(2031, 3, 2)}, False, True),
    ({"since": date(2031, 3, 3), "until": date(2031, 3, 3)}, True, False),
    ({"since": date(2031, 2, 28), "until": date(2031, 2, 28)}, False, True),
    ({"until": date.max}, True, True),
    ({"since": date.min}, True, True),
    ({"publisher": "gazette"}, True, True),
    ({"publisher": "zorja"}, False, False),
]


@pytest.mark.parametrize(("wanted", "meeting", "round_"), CASES, ids=[str(case[0]) for case in CASES])
def test_reports_are_chosen(store: Store, wanted: dict[str, object], meeting: bool, round_: bool) -> None:
    found = {report.report_id for report, _ in store.reports(**wanted)}  # type: ignore[arg-type]
    assert (MEETING in found, ROUND in found) == (meeting, round_)


def test_reports_come_by_time_then_id_with_their_document(store: Store) -> None:
    other = story(2)[1].document.document_id
    first, second = sorted([ID, other])
    listed = list(store.reports())
    assert [r.report_id for r, _ in listed] == [f"{first}-r0", f"{second}-r0", f"{first}-r1", f"{second}-r1"]
    assert listed[0][0] == store.record(first).reports[0]
    over = next(h for _, h in listed if h.document_id == ID)
    assert (over.locator, over.publisher, over.title) == ("file:///1", "Norland Gazette", "Talks in Vilnius")
    assert over.published == story(1)[1].document.published
    assert len(list(store.reports(limit=3))) == 3


def test_a_report_without_time_counts_by_publication_and_without_both_by_nothing(tmp_path: Path) -> None:
    page, record = story(1)
    undated = Absent(Reason.UNDATED)
    document = replace(record.document, published=undated, datings=())
    with open_store(tmp_path / "news.db") as store:
        store.add(page, replace(record, document=document), locator="1")
        assert [r.report_id for r, _ in store.reports(since=date(1900, 1, 1))] == [MEETING]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("vilnius", ["Vilnius", "Vilnius"]),
        ("ALUND plan", ["Ålund", "plan", "Ålund"]),
        ('"vilnius" - *', ["Vilnius", "Vilnius"]),
        ("foreign-minister", ["Foreign Minister"]),
    ],
)
def test_search_marks_the_words(store: Store, query: str, words: list[str]) -> None:
    found = {passage.header.document_id: passage for passage in store.search(query)}
    passage = found[ID]
    text = story(1)[1].document.text
    assert passage.text == passage.span.of(text)
    marked = [span.of(text) for span in passage.words]
    assert marked == words[: len(marked)]
    assert marked
    assert all(passage.span.contains(span) for span in passage.words)


@pytest.mark.parametrize(
    "query", ["", "   ", "*", '"', "vilnius NOT talks NEAR(", "title:talks AND", "\0", "—", "x" * 9]
)
def test_search_has_no_syntax_and_no_crash(store: Store, query: str) -> None:
    assert list(store.search(query)) == []


def test_search_sees_current_versions_only(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        store.add(*story(111), locator="u")
        store.add(*story(222), locator="u")
        assert list(store.search("111")) == []
        assert len(list(store.search("222"))) == 1


def test_search_is_never_wrong_about_spans(tmp_path: Path) -> None:
    page, record = story(1)
    text = record.document.text + " \ufdd0dragoman\ufdd1 Vilnius"
    with open_store(tmp_path / "news.db") as store:
        store.add(page, replace(record, document=replace(record.document, text=text)), locator="u")
        (passage,) = store.search("vilnius")
        assert passage.words == ()
        assert passage.text == passage.span.of(text)


def test_ids_find_what_they_stand_for(store: Store) -> None:
    record = store.record(ID)
    assert store.find(ID).value == record
    assert store.find("file:///1").found_id == ID
    assert store.find(ID[:9]).value == record
    assert store.find(MEETING).value == record.reports[0]
    assert isinstance(store.find(f"{ID}-q0").value, Quotation)
    assert store.find(f"{ID}-q").kind == "quotation"
    assert isinstance(store.find(f"{ID}/instrument:plan:1").value, Instrument)
    assert store.find(f"{ID}/instr").record == record
    assert isinstance(store.report(MEETING), Report)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("d", "more than one"),
        (f"{ID}-r", "more than one"),
        ("instrument:plan:1", "more than one"),
        (f"{ID}-r7", f"near it: .*{ID}-r[01]"),
        ("nothing", "not there$"),
        ("", "not there"),
        ("/", "not there"),
        ("d%", "not there"),
    ],
)
def test_ids_that_stand_for_nothing_or_too_much(store: Store, wanted: str, message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        store.find(wanted)


def test_a_record_needs_its_whole_id(store: Store) -> None:
    with pytest.raises(NotFoundError, match=ID):
        store.record(ID[:9])
    with pytest.raises(NotFoundError, match="not a report"):
        store.report(f"{ID}-q0")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Лукашенко", ("lukashenko",)),
        ("Łódź", ("lodz",)),
        ("Straße", ("strasse",)),
        ("O’Neill-Smith", ("oneill", "smith")),
        ("Эрдоган Йылмаз", ("erdogan", "yylmaz")),
        ("王毅", ("王毅",)),
        ("...", ()),
    ],
)
def test_folding(name: str, words: tuple[str, ...]) -> None:
    assert folded(name) == words


def test_country_names() -> None:
    assert country_codes("russia") == ("RU",)
    assert country_codes("Minsk") == ()
    assert country_codes("") == ()
