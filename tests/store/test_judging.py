"""Judgements in the store: kept, listed, taken back, and what an older database gets."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dragoman.errors import NotFoundError
from dragoman.store import open_store
from dragoman.types import Anchor, JudgedField, Verdict
from tests.store.records import without_gathering

ONE = Anchor("a-r1", "a", 12, "met", "meeting")
OTHER = Anchor("b-r1", "b", None, "talks", "talks")


def test_judgements_are_kept_as_they_were_made(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        made = [
            store.judge(Verdict.SAME, ONE, OTHER, by="A. Reader", note="two names"),
            store.judge(Verdict.WRONG, ONE, by="B. Reader", field=JudgedField.TIME),
        ]
    with open_store(tmp_path / "news.db") as store:
        assert list(store.judgements()) == made
    assert [(j.one, j.other, j.field, j.by, j.note) for j in made] == [
        (ONE, OTHER, None, "A. Reader", "two names"),
        (ONE, None, JudgedField.TIME, "B. Reader", ""),
    ]


def test_one_taken_back_stays_and_cannot_be_taken_back_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        made = store.judge(Verdict.WRONG, ONE, by="A. Reader")
        back = store.take_back(made.judgement_id)
        assert back.taken_back_at is not None
        assert store.judgements() == (back,)
        for number in (made.judgement_id, 99):
            with pytest.raises(NotFoundError, match="no judgement that holds"):
                store.take_back(number)


def test_a_database_without_judgements_gets_the_table(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            without_gathering()
            + "DROP TABLE judgements; UPDATE alembic_version SET version_num = '0002'; PRAGMA user_version = 2;"
        )
    with open_store(path) as store:
        assert store.judgements() == ()
        store.judge(Verdict.WRONG, ONE, by="A. Reader")
        assert len(store.judgements()) == 1
