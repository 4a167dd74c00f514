"""The whole that a database keeps is the one that its records give, however they came in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.demo import folder
from dragoman.errors import FullError
from dragoman.merge import anchor_of, gathered, gist_from_json, gist_of, gist_to_json
from dragoman.pipeline import record_of
from dragoman.read import read_pages
from dragoman.serve import whole as module
from dragoman.serve.whole import Whole, whole_of
from dragoman.store import open_store
from dragoman.types import JudgedField, Page, Record, Status, Verdict

PARTS = ("tellings", "events", "series", "instruments", "disagreements", "unmet")


@pytest.fixture(scope="module")
def read() -> tuple[tuple[Page, Record], ...]:
    """The demonstration coverage, read once."""
    pages = [page for page in read_pages([str(folder())]) if isinstance(page, Page)]
    return tuple((page, record_of(page)) for page in pages)


def assert_same(kept: Whole, pure: Whole, *, of_any: bool = False) -> None:
    assert kept.events or of_any
    for part in PARTS:
        mine, theirs = getattr(kept, part), getattr(pure, part)
        if part == "tellings":
            mine, theirs = dict(mine), dict(theirs)
        assert mine == theirs, part
    for event in pure.events:
        assert kept.told(event) == pure.told(event)
        assert kept.people(event) == pure.people(event)
        assert kept.due(event) == pure.due(event)
        assert kept.by_id[event.event_id] == event
        assert kept.called(event.event_id) == kept.called(f"e{event.report_ids[-1]}") == (event,)
        assert kept.series_with(event.event_id) == pure.series_with(event.event_id)
        assert kept.about(event.event_id) == pure.about(event.event_id)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_documents_in_any_order_and_any_batches_end_in_the_same_whole(
    read: tuple[tuple[Page, Record], ...], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(read))))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(read) - 1), min_size=1, max_size=4)))
    with open_store(tmp_path_factory.mktemp("whole") / "news.db") as store:
        for start, end in zip((0, *cuts), (*cuts, len(read)), strict=True):
            for number in order[start:end]:
                store.add(*read[number], locator=f"file:///{number}")
            now = whole_of(store)
            assert_same(now, gathered([read[number][1] for number in order[:end]]))
        assert_same(whole_of(store), gathered([record for _, record in read]))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_documents_read_otherwise_and_judgements_between_them_are_followed(
    read: tuple[tuple[Page, Record], ...], tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = Random(seed)
    with open_store(tmp_path_factory.mktemp("whole") / "news.db") as store:
        for _ in range(6):
            for number in chance.sample(range(len(read)), chance.choice([1, 3, 10])):
                page, record = read[number]
                kept = tuple(report for report in record.reports if chance.random() < 0.8)
                store.add(page, replace(record, reports=kept), locator=f"file:///{number}")
            if chance.random() < 0.5:
                told = [anchor_of(t.report) for t in whole_of(store).tellings.values()]
                if len(told) > 1:
                    store.judge(
                        chance.choice([Verdict.SAME, Verdict.DIFFERENT]), *chance.sample(told, 2), by="A. Reader"
                    )
            for judgement in store.judgements():
                if judgement.taken_back_at is None and chance.random() < 0.2:
                    store.take_back(judgement.judgement_id)
            assert_same(whole_of(store), gathered(store.records(), store.judgements()), of_any=True)


def test_what_has_not_changed_is_not_gathered_again(
    read: tuple[tuple[Page, Record], ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / "news.db") as store:
        for number, (page, record) in enumerate(read[:12]):
            store.add(page, record, locator=f"file:///{number}")
        first = whole_of(store)
        calls = counted(monkeypatch, "_renewed")
        for number, (page, record) in enumerate(read[:12]):
            store.add(page, record, locator=f"file:///{number}")
        assert_same(whole_of(store), first)
        assert calls == []
        store.add(*read[12], locator="file:///12")
        gists = counted(monkeypatch, "_gist_text")
        whole_of(store)
        assert (len(calls), len(gists)) == (1, 1)


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[Any]:
    """The calls of a function of the module from now on."""
    calls: list[Any] = []
    before: Callable[..., Any] = getattr(module, name)

    def called(*arguments: Any, **options: Any) -> Any:
        calls.append(arguments)
        return before(*arguments, **options)

    monkeypatch.setattr(module, name, called)
    return calls


def test_a_judgement_a_newer_version_and_another_reading_are_followed(
    read: tuple[tuple[Page, Record], ...], tmp_path: Path
) -> None:
    with open_store(tmp_path / "news.db") as store:
        for number, (page, record) in enumerate(read):
            store.add(page, record, locator=f"file:///{number}")
        before = whole_of(store)
        event = next(e for e in before.events if len(e.report_ids) > 1)
        made = store.judge(Verdict.WRONG, anchor_of(before.tellings[event.report_ids[0]].report), by="A. Reader")
        judged = whole_of(store)
        assert event.report_ids[0] not in judged.tellings
        assert_same(judged, gathered([record for _, record in read], store.judgements()))
        store.take_back(made.judgement_id)
        assert_same(whole_of(store), before)
        anchor = anchor_of(before.tellings[event.report_ids[1]].report)
        right = store.judge(Verdict.RIGHT, anchor, by="B. Reader", field=JudgedField.STATUS, value=Status.CANCELLED)
        kept = whole_of(store), whole_of(store)
        assert kept[0].tellings[anchor.found_id].replaced == {JudgedField.STATUS}
        for one in kept:
            assert_same(one, gathered([record for _, record in read], store.judgements()))
        store.take_back(right.judgement_id)

        number = next(n for n, (_, r) in enumerate(read) if r.document.document_id == event.document_ids[0])
        page, record = read[number]
        store.add(page, replace(record, reports=()), locator=f"file:///{number}")
        others = [r for n, (_, r) in enumerate(read) if n != number]
        assert_same(whole_of(store), gathered([*others, replace(record, reports=())]))


def test_as_known_on_a_day_only_what_was_published_by_then_is_gathered(
    read: tuple[tuple[Page, Record], ...], tmp_path: Path
) -> None:
    with open_store(tmp_path / "news.db") as store:
        for number, (page, record) in enumerate(read):
            store.add(page, record, locator=f"file:///{number}")
        days = sorted(t.published for t in whole_of(store).tellings.values() if t.published)
        day = days[len(days) // 2]
        known = list(store.records(until=day))
        assert_same(whole_of(store, day=day), gathered(known))
        assert len(known) < len(read)


def test_what_another_dragoman_kept_is_thrown_away(
    read: tuple[tuple[Page, Record], ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / "news.db") as store:
        for number, (page, record) in enumerate(read[:12]):
            store.add(page, record, locator=f"file:///{number}")
        whole_of(store)
        monkeypatch.setattr(module, "maker", lambda: "another")
        gists = counted(monkeypatch, "_gist_text")
        assert_same(whole_of(store), gathered([record for _, record in read[:12]]))
        assert len(gists) == 12


def test_while_another_process_writes_it_is_gathered_and_not_kept(
    read: tuple[tuple[Page, Record], ...], tmp_path: Path
) -> None:
    path = tmp_path / "news.db"
    with open_store(path, wait_s=0.1) as store:
        for number, (page, record) in enumerate(read[:12]):
            store.add(page, record, locator=f"file:///{number}")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert_same(whole_of(store), gathered([record for _, record in read[:12]]))
            other.execute("ROLLBACK")
        assert store.kept.all("event") == []


def test_of_two_that_gather_one_state_the_first_is_kept_and_what_comes_meanwhile_stays_to_be_done(
    read: tuple[tuple[Page, Record], ...], tmp_path: Path
) -> None:
    with open_store(tmp_path / "news.db") as store:
        for number, (page, record) in enumerate(read[:12]):
            store.add(page, record, locator=f"file:///{number}")
        with store.snapshot() as kept:
            before = kept.counts()
        first = whole_of(store)
        assert not store.keep([], [], of=before, anew=True)
        assert_same(whole_of(store), first)
        with store.snapshot() as kept:
            before = kept.counts()
            store.add(*read[12], locator="file:///12")
            assert kept.stale() == []
        assert store.keep([], [], of=before, anew=False)
        assert store.kept.stale() == [read[12][1].document.document_id]
        assert_same(whole_of(store), gathered([record for _, record in read[:13]]))


def test_where_the_disk_is_full_the_question_is_answered(
    read: tuple[tuple[Page, Record], ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise FullError("no space left", subject="news.db")

    with open_store(tmp_path / "news.db") as store:
        for number, (page, record) in enumerate(read[:12]):
            store.add(page, record, locator=f"file:///{number}")
        monkeypatch.setattr(store, "keep", full)
        assert_same(whole_of(store), gathered([record for _, record in read[:12]]))


def test_a_gist_comes_back_as_it_was_and_one_that_adds_nothing_is_no_text(
    read: tuple[tuple[Page, Record], ...],
) -> None:
    for _, record in read:
        gist = gist_of(record)
        text = gist_to_json(gist)
        assert gist_from_json(text) == gist if text else not (gist.tellings or gist.instruments)
