"""One page and its record into the tables, within a transaction of the caller."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.expression import ClauseElement

from dragoman.store.codec import from_json, to_json
from dragoman.store.gathering import forget_version
from dragoman.store.rows import children_of, header_of
from dragoman.store.schema import CHILDREN, documents, history, versions
from dragoman.types import Page, Record

__all__ = ["Made", "Outcome", "add"]


class Outcome(StrEnum):
    """What adding a page came to."""

    NEW = "new"
    """The first page from this place."""

    SAME = "same"
    """Known, and read alike: nothing was written."""

    VERSION = "version"
    """The page at this place has changed: its new version is the current one."""

    REREAD = "reread"
    """A known page read otherwise (a newer Dragoman, other word lists or options): its record was replaced."""

    COPY = "copy"
    """The very bytes of a known page, from another place: only the place was noted."""


class Made(NamedTuple):
    """What made a record: the version of Dragoman and the hash of its word lists."""

    dragoman: str
    data_sha256: str


def _sql(statement: ClauseElement) -> str:
    """SQLite's SQL, with a question mark for each parameter: most of the time of a short statement is its making."""
    return str(statement.compile(dialect=sqlite.dialect()))


_COLUMNS = tuple(column.name for column in versions.c)
_INSERTS = {table.name: _sql(insert(table)) for table in (versions, documents, history, *CHILDREN)}
_KNOWN = _sql(select(versions).where(versions.c.document_id == bindparam("document_id")))
_PLACE = _sql(
    select(documents.c.id, documents.c.current_id, versions.c.fetched_at)
    .join(versions, versions.c.id == documents.c.current_id)
    .where(documents.c.locator == bindparam("locator"))
)
_HAD = _sql(
    select(history.c.number).where(
        history.c.place_id == bindparam("place_id"), history.c.version_id == bindparam("version_id")
    )
)
_HAS = _sql(select(func.count()).select_from(history).where(history.c.place_id == bindparam("place_id")))


def add(connection: Connection, page: Page, record: Record, *, locator: str, made: Made) -> Outcome:
    """Write what is not there yet.

    A page that this place had before is SAME even when another one is current: which of two is the later cannot be
    seen from a file, and adding the same folder twice must not change anything.
    """
    known = connection.exec_driver_sql(_KNOWN, (record.document.document_id,)).first()
    place = connection.exec_driver_sql(_PLACE, (locator,)).first()
    if known is None:
        version_id = _insert(connection, page, record, made)
        return _placed(connection, locator, place, version_id, page)
    changed = _reread(connection, known, page, record, made)
    if place is not None and connection.exec_driver_sql(_HAD, (place.id, known.id)).first() is not None:
        return Outcome.REREAD if changed else Outcome.SAME
    outcome = _placed(connection, locator, place, known.id, page)
    return Outcome.COPY if outcome is Outcome.NEW else outcome


def _insert(connection: Connection, page: Page, record: Record, made: Made) -> int:
    fetched_at = page.fetched_at.isoformat() if page.fetched_at else None
    values = _values(page, record, made) | {"id": None, "fetched_at": fetched_at}
    row = tuple(values[column] for column in _COLUMNS)
    version_id = connection.exec_driver_sql(_INSERTS["versions"], row).lastrowid
    _insert_children(connection, version_id, record)
    return version_id


def _values(page: Page, record: Record, made: Made) -> dict[str, Any]:
    """The columns of a version, all but its number and the time of the fetch."""
    about_page = {"media_type": page.media_type, "encoding": page.encoding, "page_sha256": page.sha256}
    return header_of(record) | about_page | made._asdict() | {"page_text": page.text, "record": to_json(record)}


def _insert_children(connection: Connection, version_id: int, record: Record) -> None:
    for table, rows in children_of(record).items():
        if rows:
            connection.exec_driver_sql(_INSERTS[table], [(version_id, *row) for row in rows])


def _reread(connection: Connection, known: Row[Any], page: Page, record: Record, made: Made) -> bool:
    """Whether the record of a known page had to be replaced. It keeps the name under which it was first read."""
    record = replace(record, document=replace(record.document, name=known.name))
    values = _values(page, record, made)
    if all(known._mapping[column] == value for column, value in values.items()):
        return False
    connection.execute(update(versions).where(versions.c.id == known.id).values(**values))
    for table in CHILDREN:
        connection.execute(table.delete().where(table.c.version_id == known.id))
    _insert_children(connection, known.id, record)
    forget_version(connection, known.id)
    return True


def refill(connection: Connection) -> None:
    """All rows again from the records, after a migration has changed their tables; one record in memory at a time."""
    ids = connection.execute(select(versions.c.id).order_by(versions.c.id)).scalars().all()
    for table in CHILDREN:
        connection.execute(table.delete())
    for version_id in ids:
        stored = connection.execute(select(versions.c.record).where(versions.c.id == version_id)).scalar_one()
        _insert_children(connection, version_id, from_json(stored))


def _placed(connection: Connection, locator: str, place: Row[Any] | None, version_id: int, page: Page) -> Outcome:
    """Note that a place has this version, and make it the current one unless it was fetched before that."""
    if place is None:
        place_id = connection.exec_driver_sql(_INSERTS["documents"], (None, locator, version_id)).lastrowid
        connection.exec_driver_sql(_INSERTS["history"], (place_id, version_id, 1))
        return Outcome.NEW
    if not _is_earlier(page.fetched_at, place.fetched_at):
        connection.execute(update(documents).where(documents.c.id == place.id).values(current_id=version_id))
    number = connection.exec_driver_sql(_HAS, (place.id,)).scalar_one() + 1
    connection.exec_driver_sql(_INSERTS["history"], (place.id, version_id, number))
    return Outcome.VERSION


def _is_earlier(fetched_at: datetime | None, current: str | None) -> bool:
    if fetched_at is None or current is None:
        return False
    before = datetime.fromisoformat(current)
    return (before.tzinfo is None) == (fetched_at.tzinfo is None) and fetched_at < before
