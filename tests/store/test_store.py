"""Adding, and adding again: what is written, what comes back, what is counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.store import Outcome, Store, open_store
from dragoman.store.adding import Made
from dragoman.types import Evidence, Status, Value
from tests.store.records import story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


def dump(path: Path) -> list[str]:
    """The whole content, but for the runs."""
    connection = sqlite3.connect(path)
    try:
        return [line for line in connection.iterdump() if 'INTO "run' not in line]
    finally:
        connection.close()


def fail_in_batch(store: Store, number: int) -> None:
    """Add a story, and fail before the batch ends."""
    with store.batch():
        store.add(*story(number), locator=str(number))
        raise KeyError("of the caller")


def fail_in_run(store: Store) -> None:
    """Add one story, and fail with a second in a batch."""
    with store.run():
        store.add(*story(1), locator="1")
        fail_in_batch(store, 2)


def test_a_record_comes_back_as_it_was(store: Store) -> None:
    page, record = story(url="https://norland.example/talks")
    assert store.add(page, record, locator="https://norland.example/talks") is Outcome.NEW
    assert store.record(record.document.document_id) == record


def test_adding_again_changes_nothing(path: Path, store: Store) -> None:
    stories = [story(n) for n in range(5)]
    for n, (page, record) in enumerate(stories):
        store.add(page, record, locator=f"file:///{n}")
    before, counts = dump(path), store.counts()
    for n, (page, record) in enumerate(stories):
        assert store.add(page, record, locator=f"file:///{n}") is Outcome.SAME
    assert dump(path) == before
    assert store.counts() == counts


def test_a_changed_page_is_a_new_version_of_its_document(store: Store) -> None:
    old, new = story(1, url="https://norland.example/a"), story(2, url="https://norland.example/a")
    store.add(*old, locator="https://norland.example/a")
    assert store.add(*new, locator="https://norland.example/a") is Outcome.VERSION
    counts = store.counts()
    assert (counts["documents"], counts["versions"]) == (1, 2)
    assert [h.document_id for h in store.documents()] == [new[1].document.document_id]
    assert {r.document_id for r, _ in store.reports()} == {new[1].document.document_id}
    assert store.record(old[1].document.document_id) == old[1]


def test_two_versions_in_one_folder_settle(path: Path, store: Store) -> None:
    both = [story(1, url="https://norland.example/a"), story(2, url="https://norland.example/a")]
    first = [store.add(*each, locator="https://norland.example/a") for each in both]
    before = dump(path)
    second = [store.add(*each, locator="https://norland.example/a") for each in both]
    assert first == [Outcome.NEW, Outcome.VERSION]
    assert second == [Outcome.SAME, Outcome.SAME]
    assert dump(path) == before


def test_a_page_fetched_earlier_does_not_become_the_current_one(store: Store) -> None:
    late = story(1, fetched_at=datetime(2031, 3, 2, tzinfo=UTC))
    early = story(2, fetched_at=datetime(2031, 3, 1, tzinfo=UTC))
    store.add(*late, locator="u")
    assert store.add(*early, locator="u") is Outcome.VERSION
    assert [h.document_id for h in store.documents()] == [late[1].document.document_id]


def test_the_same_bytes_elsewhere_are_a_copy(path: Path, store: Store) -> None:
    page, record = story(1, name="one.txt")
    other_page, other = story(1, name="two.txt")
    store.add(page, record, locator="file:///one.txt")
    assert store.add(other_page, other, locator="file:///two.txt") is Outcome.COPY
    assert store.add(other_page, other, locator="file:///two.txt") is Outcome.SAME
    assert store.counts()["versions"] == 1
    assert len(list(store.reports())) == 2
    assert store.record(record.document.document_id) == record


def test_another_reading_of_a_page_replaces_its_record(store: Store) -> None:
    page, record = story(1)
    store.add(page, record, locator="u")
    other = replace(record, reports=(replace(record.reports[0], status=Status.CONFIRMED),), topics=())
    assert store.add(page, other, locator="u") is Outcome.REREAD
    assert store.record(record.document.document_id) == other
    assert store.counts()["reports"] == 1
    assert list(store.verify()) == []
    assert store.add(page, other, locator="u") is Outcome.SAME


def test_a_newer_dragoman_reads_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, record = story(1)
    with open_store(path) as store:
        store.add(page, record, locator="u")
        monkeypatch.setattr("dragoman.store.store.__version__", "99.0")
        assert store.add(page, record, locator="u") is Outcome.REREAD
        assert store.add(page, record, locator="u") is Outcome.SAME


def test_a_batch_is_one_commit(path: Path, store: Store) -> None:
    with store.batch():
        store.add(*story(1), locator="1")
        with open_store(path) as other:
            assert list(other.documents()) == []
        assert len(list(store.documents())) == 1
    with open_store(path) as other:
        assert len(list(other.documents())) == 1


def test_an_error_takes_the_batch_back(store: Store) -> None:
    with pytest.raises(KeyError):
        fail_in_batch(store, 1)
    assert store.counts()["documents"] == 0
    assert store.add(*story(1), locator="1") is Outcome.NEW


def test_a_batch_in_a_batch_is_an_error(store: Store) -> None:
    with store.batch():
        with pytest.raises(StoreError, match="a batch within a batch"), store.batch():
            pass
        store.add(*story(1), locator="1")
    assert store.counts()["documents"] == 1


def test_text_that_is_no_text_costs_only_its_own_page(store: Store) -> None:
    page, record = story(1)
    half = replace(record, topics=(Value("\ud800", (Evidence(record.document.document_id, None, "\ud800", "t"),)),))
    with store.batch():
        store.add(*story(2), locator="2")
        with pytest.raises(StoreError, match="surrogate"):
            store.add(page, half, locator="1")
        with pytest.raises(StoreError, match="surrogate"):
            store.add(replace(page, text="\ud800"), record, locator="1")
        store.add(*story(3), locator="3")
    assert [h.locator for h in store.documents()] == ["2", "3"]
    assert list(store.verify()) == []


def test_a_run_counts_what_was_committed(store: Store) -> None:
    with store.run() as run:
        store.add(*story(1), locator="1")
        store.add(*story(1), locator="1")
        with store.batch():
            store.add(*story(2), locator="2")
            run.error("bad\udcff.txt", "bytes that are no text")
    (info,) = store.runs()
    assert info.counts == {"new": 2, "same": 1}
    assert info.errors == (("bad\\udcff.txt", "bytes that are no text"),)
    assert info.finished is not None
    assert info.finished >= info.started


def test_a_run_that_an_error_leaves_has_no_end(store: Store) -> None:
    with pytest.raises(KeyError):
        fail_in_run(store)
    (info,) = store.runs()
    assert info.finished is None
    assert info.counts == {"new": 1}


def test_what_made_a_record_is_kept(path: Path, store: Store) -> None:
    store.add(*story(1), locator="1")
    connection = sqlite3.connect(path)
    made = Made(*connection.execute("SELECT dragoman, data_sha256 FROM versions").fetchone())
    connection.close()
    assert made.dragoman.count(".") == 2
    assert len(made.data_sha256) == 64
