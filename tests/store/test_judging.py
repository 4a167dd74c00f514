"""Judgements in the store: kept, listed, taken back, and what an older database gets."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from dragoman.errors import NotFoundError
from dragoman.store import open_store
from dragoman.types import (
    Anchor,
    Granularity,
    Interval,
    Judged,
    JudgedField,
    JudgedValue,
    Link,
    Place,
    Role,
    Status,
    Verdict,
)
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


VALUES: list[tuple[JudgedField, JudgedValue]] = [
    (JudgedField.TIME, Interval(datetime(2031, 3, 1), datetime(2031, 4, 1), Granularity.MONTH)),
    (JudgedField.PLACE, Place("Tartu", "city", "EE", 58.381, 26.722, "geonames:588335")),
    (JudgedField.NUMBER, 25),
    (JudgedField.STATUS, Status.UNDER_WAY),
    (JudgedField.PARTICIPANTS, Link(OTHER, Role.RECIPIENT)),
    (JudgedField.INSTRUMENTS, Link(OTHER, None, ONE)),
    (JudgedField.SPEAKER, "Jörg Ålund"),
]


@pytest.mark.parametrize(("field", "value"), VALUES)
def test_a_value_comes_back_as_it_was_given(tmp_path: Path, field: JudgedField, value: JudgedValue) -> None:
    with open_store(tmp_path / "news.db") as store:
        made = store.judge(Verdict.RIGHT, ONE, by="A. Reader", field=field, value=value)
        assert store.judgements() == (made,)
    assert (made.about, made.value) == (Judged.REPORT, value)
    assert type(made.value) is type(value)


@pytest.mark.parametrize("about", [Judged.SERIES, Judged.INSTRUMENT, Judged.ACTOR])
def test_what_is_judged_is_kept(tmp_path: Path, about: Judged) -> None:
    with open_store(tmp_path / "news.db") as store:
        store.judge(Verdict.SAME, ONE, OTHER, by="A. Reader", about=about)
        assert [j.about for j in store.judgements()] == [about]


BEFORE = """
CREATE TABLE judgements (
    id INTEGER NOT NULL, verdict TEXT NOT NULL, one_report TEXT NOT NULL, one_document TEXT NOT NULL,
    one_start INTEGER, one_words TEXT NOT NULL, one_mode TEXT NOT NULL, other_report TEXT, other_document TEXT,
    other_start INTEGER, other_words TEXT, other_mode TEXT, field TEXT, by TEXT NOT NULL, made_at TEXT NOT NULL,
    note TEXT NOT NULL, taken_back_at TEXT, PRIMARY KEY (id)
) STRICT;
INSERT INTO judgements VALUES
    (1, 'same', 'a-r1', 'a', 12, 'met', 'meeting', 'b-r1', 'b', NULL, 'talks', 'talks', NULL, 'A. Reader',
     '2031-07-01T09:30:00', 'one', NULL),
    (4, 'wrong', 'a-r1', 'a', 12, 'met', 'meeting', NULL, NULL, NULL, NULL, NULL, 'time', 'B. Reader',
     '2031-07-02T09:30:00', '', '2031-07-03T09:30:00');
UPDATE alembic_version SET version_num = '0003';
PRAGMA user_version = 3;
"""


def test_judgements_of_an_older_database_stay(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"{without_gathering()} DROP TABLE judgements; {BEFORE}")
    with open_store(path) as store:
        same, wrong = store.judgements()
        assert (same.judgement_id, same.verdict, same.about, same.one, same.other) == (
            1,
            Verdict.SAME,
            Judged.EVENT,
            ONE,
            OTHER,
        )
        assert (wrong.judgement_id, wrong.about, wrong.field, wrong.value) == (4, Judged.REPORT, JudgedField.TIME, None)
        assert wrong.taken_back_at == datetime(2031, 7, 3, 9, 30)
        assert store.judge(Verdict.RIGHT, ONE, by="A. Reader", field=JudgedField.NUMBER, value=2).judgement_id == 5


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
