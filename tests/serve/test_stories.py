"""The stories that a database keeps are those that its records give, however they came in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.demo import folder
from dragoman.errors import FullError
from dragoman.merge.stories import Stories, mended, story_item, story_texts
from dragoman.models import Vectors
from dragoman.pipeline import record_of
from dragoman.read import read_pages
from dragoman.serve import stories as module
from dragoman.serve.stories import Told, stories_of
from dragoman.store import Store, open_store
from dragoman.store import store as store_module
from dragoman.types import Page, Record

Read = tuple[tuple[Page, Record], ...]


@pytest.fixture(scope="module")
def read() -> Read:
    """The demonstration coverage, read once."""
    pages = [page for page in read_pages([str(folder())]) if isinstance(page, Page)]
    return tuple((page, record_of(page)) for page in pages)


@pytest.fixture(autouse=True)
def vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text has its vector made once in all tests."""
    made: dict[str, np.ndarray] = _MADE
    of = Vectors.of

    def kept(self: Vectors, texts: list[str]) -> np.ndarray:
        for text in texts:
            if text not in made:
                made[text] = of(self, [text])[0]
        return np.array([made[text] for text in texts])

    monkeypatch.setattr(Vectors, "of", kept)


_MADE: dict[str, np.ndarray] = {}


def pure(records: list[Record]) -> Stories:
    return Stories(story_item(r, Vectors.load().of(story_texts(r))) for r in records)


def assert_same(kept: Told, whole: Stories) -> None:
    assert kept.all() == whole.all()
    for story in whole.all():
        for document_id in story.document_ids:
            mine, theirs = kept.explain(document_id), whole.explain(document_id)
            assert mine == theirs


def fill(store: Store, read: Read) -> None:
    for number, (page, record) in enumerate(read):
        store.add(page, record, locator=f"file:///{number}")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_documents_in_any_order_and_any_batches_end_in_the_same_stories(
    read: Read, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(read))))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(read) - 1), min_size=1, max_size=4)))
    with open_store(tmp_path_factory.mktemp("stories") / "news.db") as store:
        for start, end in zip((0, *cuts), (*cuts, len(read)), strict=True):
            for number in order[start:end]:
                store.add(*read[number], locator=f"file:///{number}")
            assert_same(stories_of(store), pure([read[number][1] for number in order[:end]]))


def test_in_small_batches_they_are_the_same(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_STORIES", 3)
    with open_store(tmp_path / "news.db") as store:
        fill(store, read)
        assert_same(stories_of(store), pure([record for _, record in read]))


def test_only_what_is_new_is_gathered(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(new: list[object], *others: object) -> object:
        asked.append(len(new))
        return mended(new, *others)  # type: ignore[arg-type]

    with open_store(tmp_path / "news.db") as store:
        fill(store, read[:-1])
        before = stories_of(store).all()
        monkeypatch.setattr(module, "mended", counted)
        assert stories_of(store).all() == before
        assert asked == []
        store.add(*read[-1], locator="file:///last")
        assert_same(stories_of(store), pure([record for _, record in read]))
        assert asked == [1]


def test_a_newer_version_and_another_reading_are_followed(read: Read, tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        fill(store, read)
        story = max(stories_of(store).all(), key=lambda s: len(s.document_ids))
        ids = [record.document.document_id for _, record in read]
        one, other = (ids.index(document_id) for document_id in story.document_ids[:2])
        changed = replace(read[one][1], reports=(), times=())
        store.add(read[one][0], changed, locator=f"file:///{one}")
        records = [changed if number == one else record for number, (_, record) in enumerate(read)]
        assert_same(stories_of(store), pure(records))
        with closing(sqlite3.connect(store.path)) as connection:  # one page takes the place of another
            held = "(SELECT id FROM versions WHERE document_id = ?)"
            connection.execute(f"DELETE FROM documents WHERE current_id = {held}", (ids[other],))
            connection.commit()
        left = [record for number, record in enumerate(records) if number != other]
        assert_same(stories_of(store), pure(left))


def test_what_another_dragoman_kept_is_thrown_away(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "news.db") as store:
        fill(store, read[:12])
        stories_of(store)
        with closing(sqlite3.connect(store.path)) as connection:
            connection.execute("UPDATE stories SET story_id = 'nonsense'")
            connection.commit()
        monkeypatch.setattr(module, "maker", lambda weights: "another")
        assert_same(stories_of(store), pure([record for _, record in read[:12]]))


def test_while_another_process_writes_they_are_gathered_and_not_kept(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path, wait_s=0.1) as store:
        fill(store, read[:12])
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert_same(stories_of(store), pure([record for _, record in read[:12]]))
            other.execute("ROLLBACK")
        assert store.stories() == ()


def test_where_the_disk_is_full_the_question_is_answered(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FullError("no space left", subject="news.db")

    with open_store(tmp_path / "news.db") as store:
        fill(store, read[:12])
        monkeypatch.setattr(store, "keep_new_stories", full)
        assert_same(stories_of(store), pure([record for _, record in read[:12]]))
