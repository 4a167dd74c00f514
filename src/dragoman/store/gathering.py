"""What is gathered from all current documents, kept: gists, what was compared, and the whole that came of it.

All of it can be made again, and is thrown away where another Dragoman made it. The store does not know what a gist or
an event is: it keeps texts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, exists, insert, select, update

from dragoman.store.cast import current, midnight_after
from dragoman.store.codec import from_json
from dragoman.store.judging import list_judgements
from dragoman.store.schema import documents, gathering, gists, makers, shelved, shelved_keys, stale, stories, versions
from dragoman.types import Judgement, Record

__all__ = [
    "EVENTS",
    "Counts",
    "Kept",
    "KeptGist",
    "KeptRow",
    "change",
    "counts",
    "document_at",
    "empty_shelf",
    "forget_others",
    "forget_version",
    "is_fresh",
    "keep_new_gists",
    "keep_shelved",
    "list_gists",
    "list_stale",
]

EVENTS = "events"
"""The purpose of the gists that events are gathered from."""


@dataclass(frozen=True, slots=True)
class KeptGist:
    """The gist of a current document as text."""

    document_id: str
    gist: str


class Counts(NamedTuple):
    """How often documents or judgements have changed, and how often what was gathered was kept."""

    changes: int
    kept: int


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One thing that was gathered: `kind` and `id` say which, `content` is JSON, `place` sorts, `keys` find it too."""

    kind: str
    id: str
    content: str
    place: str = ""
    keys: frozenset[str] = frozenset()


class Kept:
    """What was gathered, to be read thing by thing; `reading` opens a connection, or lends one that sees one state."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def content(self, kind: str, id: str) -> str | None:
        """What stands there as JSON; None for nothing."""
        found = self._rows("SELECT content FROM shelved WHERE kind = ? AND id = ?", kind, id)
        return found[0][0] if found else None

    def ids(self, kind: str, key: str) -> list[str]:
        """The ids of a kind that are found by a key."""
        return [row[0] for row in self._rows("SELECT id FROM shelved_keys WHERE kind = ? AND key = ?", kind, key)]

    def found(self, kind: str, key: str) -> list[tuple[str, str]]:
        """The ids of a kind that are found by a key, with what stands there."""
        query = "SELECT id, content FROM shelved_keys JOIN shelved USING (kind, id) WHERE kind = ? AND key = ?"
        return [(row[0], row[1]) for row in self._rows(query, kind, key)]

    def beginning(self, kind: str, begins: str) -> list[str]:
        """The ids of a kind that begin so."""
        query = "SELECT id FROM shelved WHERE kind = ? AND id >= ? AND id < ?"
        return [row[0] for row in self._rows(query, kind, begins, begins + "\U0010ffff")]

    def all(self, kind: str) -> list[KeptRow]:
        """All of a kind, by their places; without the keys that they are found by."""
        query = "SELECT id, content, place FROM shelved WHERE kind = ? ORDER BY place, id"
        return [KeptRow(kind, *row) for row in self._rows(query, kind)]

    def gist(self, document_id: str) -> str:
        """The gist for `EVENTS` of a current document; "" for one that is not current, has none, or adds nothing."""
        query = select(gists.c.gist).join(versions, versions.c.id == gists.c.version_id)
        query = query.where(versions.c.document_id == document_id, gists.c.purpose == EVENTS, current())
        with self._reading() as connection:
            return connection.execute(query).scalar_one_or_none() or ""

    def lacks_gists(self) -> bool:
        """Whether a current document that changed has no gist for `EVENTS`."""
        with self._reading() as connection:
            return connection.execute(_lacking(connection, EVENTS).limit(1)).first() is not None

    def documents(self) -> list[str]:
        """The current documents whose gists for `EVENTS` add something."""
        with self._reading() as connection:
            return [one.document_id for one in list_gists(connection, EVENTS, until=None)]

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, those that were taken back too, the first first."""
        with self._reading() as connection:
            return list_judgements(connection)

    def stale(self) -> list[str]:
        """The documents that changed since the whole was gathered; "" stands for all."""
        with self._reading() as connection:
            return list_stale(connection)

    def counts(self) -> Counts:
        """How often documents or judgements have changed, and what was gathered was kept."""
        with self._reading() as connection:
            return counts(connection)

    def _rows(self, query: str, *values: str) -> list[Any]:
        """Rows by the driver itself: there are many short questions, and most time would be spent around them."""
        with self._reading() as connection, closing(connection.connection.cursor()) as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall())


def change(connection: Connection, document_ids: Iterable[str] = ("",)) -> None:
    """Note that some documents have changed or were judged, or all of them: what was gathered is not the whole."""
    connection.execute(update(gathering).values(changes=gathering.c.changes + 1))
    note = "INSERT OR REPLACE INTO stale SELECT ?, changes FROM gathering"
    _many(connection, note, [(document_id,) for document_id in document_ids])


def counts(connection: Connection) -> Counts:
    """How often documents or judgements have changed, and what was gathered was kept."""
    row = connection.execute(select(gathering)).one()
    return Counts(row.changes, row.kept)


def list_stale(connection: Connection) -> list[str]:
    """The documents that changed since the whole was gathered; "" stands for all."""
    return list(connection.execute(select(stale.c.document_id)).scalars())


def document_at(connection: Connection, locator: str) -> str | None:
    """The current document of a place; None for none."""
    query = "SELECT document_id FROM versions WHERE id = (SELECT current_id FROM documents WHERE locator = ?)"
    row = connection.exec_driver_sql(query, (locator,)).first()
    return row[0] if row else None


def is_fresh(connection: Connection, made: str) -> bool:
    """Whether the whole that is kept is of all that is there now, of gists that were `made` so."""
    return not connection.execute(select(stale).limit(1)).first() and _maker(connection, EVENTS) == made


def forget_others(connection: Connection, purpose: str, made: str) -> None:
    """Take out the gists of a purpose that were made otherwise, and what came of those of events."""
    if _maker(connection, purpose) == made:
        return
    connection.execute(delete(gists).where(gists.c.purpose == purpose))
    if purpose == EVENTS:
        change(connection)
        empty_shelf(connection)
    connection.execute(insert(makers).prefix_with("OR REPLACE"), {"purpose": purpose, "made": made})


def empty_shelf(connection: Connection) -> None:
    """Take out all that was gathered."""
    for table in (shelved, shelved_keys):
        connection.execute(delete(table))


def _maker(connection: Connection, purpose: str) -> str | None:
    return connection.execute(select(makers.c.made).where(makers.c.purpose == purpose)).scalar_one_or_none()


def forget_version(connection: Connection, version_id: int) -> None:
    """Take out the gists of a version that was read anew, and the stories that may change by it."""
    connection.execute(delete(gists).where(gists.c.version_id == version_id))
    component_id = select(stories.c.component_id).where(stories.c.version_id == version_id).scalar_subquery()
    connection.execute(delete(stories).where(stories.c.component_id == component_id))


def keep_new_gists(connection: Connection, purpose: str, gist_of: Callable[[Record], str], *, limit: int) -> int:
    """Make gists for a purpose of current versions that have none, at most so many; how many were made."""
    made = []
    for version_id in connection.execute(_lacking(connection, purpose).limit(limit)).scalars().all():
        text = connection.execute(select(versions.c.record).where(versions.c.id == version_id)).scalar_one()
        made.append({"version_id": version_id, "purpose": purpose, "gist": gist_of(from_json(text))})
    if made:
        connection.execute(insert(gists), made)
    return len(made)


def _lacking(connection: Connection, purpose: str) -> Select[tuple[int]]:
    """Current versions that have no gist for a purpose; those for `EVENTS` are there of all that did not change."""
    has = exists().where(gists.c.version_id == documents.c.current_id, gists.c.purpose == purpose)
    lacking = select(documents.c.current_id).where(documents.c.current_id.is_not(None), ~has)
    if purpose != EVENTS or "" in list_stale(connection):
        return lacking
    stale_ids = select(versions.c.id).where(versions.c.document_id.in_(select(stale.c.document_id)))
    return lacking.where(documents.c.current_id.in_(stale_ids))


def list_gists(connection: Connection, purpose: str, *, until: date | None) -> Iterator[KeptGist]:
    """The gists of current versions for a purpose that add something, by document id."""
    query = select(versions.c.document_id, gists.c.gist)
    query = query.join(versions, versions.c.id == gists.c.version_id).where(
        gists.c.purpose == purpose, gists.c.gist != "", current()
    )
    query = query.order_by(versions.c.document_id)
    if until is not None:
        query = query.where(versions.c.published_start < midnight_after(until))
    for row in connection.execute(query):
        yield KeptGist(row.document_id, row.gist)


def keep_shelved(
    connection: Connection, kept: Iterable[KeptRow], gone: Iterable[tuple[str, str]], *, of: Counts, anew: bool
) -> bool:
    """Put some rows there, in the place of what had their ids, and take others out, of all with `anew`.

    What was stale when the counts were `of` is so no more. Where another kept something since then nothing is done.
    """
    if counts(connection).kept != of.kept:
        return False
    if anew:
        empty_shelf(connection)
    rows = list(kept)
    out = [*gone, *((row.kind, row.id) for row in rows)]
    _many(connection, "DELETE FROM shelved_keys WHERE kind = ? AND id = ?", out)
    _many(connection, "DELETE FROM shelved WHERE kind = ? AND id = ?", out)
    _many(connection, "INSERT INTO shelved VALUES (?, ?, ?, ?)", [(r.kind, r.id, r.place, r.content) for r in rows])
    keys = sorted((row.kind, key, row.id) for row in rows for key in row.keys)
    _many(connection, "INSERT INTO shelved_keys VALUES (?, ?, ?)", keys)
    connection.execute(delete(stale).where(stale.c.since <= of.changes))
    connection.execute(update(gathering).values(kept=gathering.c.kept + 1))
    return True


def _many(connection: Connection, statement: str, rows: Collection[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))
