"""One page and its record into the tables, within a transaction of the caller."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.dialects import sqlite

from dragoman.store.codec import to_json
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


def add(connection: Connection, page: Page, record: Record, *, locator: str, made: Made) -> Outcome:
    """Write what is not there yet.

    A page that this place had before is SAME even when another one is current: which of two is the later cannot be
    seen from a file, and adding the same folder twice must not change anything.
    """
    known = connection.execute(select(versions).where(versions.c.document_id == record.document.document_id)).first()
    place = connection.execute(select(documents).where(documents.c.locator == locator)).first()
    if known is None:
        version_id = _insert(connection, page, record, made)
        return _placed(connection, locator, place, version_id, page)
    changed = _reread(connection, known, page, record, made)
    if _had(connection, place, known.id):
        return Outcome.REREAD if changed else Outcome.SAME
    outcome = _placed(connection, locator, place, known.id, page)
    return Outcome.COPY if outcome is Outcome.NEW else outcome


def _insert(connection: Connection, page: Page, record: Record, made: Made) -> int:
    values = _columns(page, record, made)
    fetched_at = page.fetched_at.isoformat() if page.fetched_at else None
    result = connection.execute(insert(versions).values(**values, fetched_at=fetched_at))
    version_id = result.lastrowid
    _insert_children(connection, version_id, record)
    return version_id


def _columns(page: Page, record: Record, made: Made) -> dict[str, Any]:
    """The columns of a version, all but the time of the fetch."""
    about_page = {"media_type": page.media_type, "encoding": page.encoding, "page_sha256": page.sha256}
    return header_of(record) | about_page | made._asdict() | {"page_text": page.text, "record": to_json(record)}


def _insert_children(connection: Connection, version_id: int, record: Record) -> None:
    statements = _statements()
    for table, rows in children_of(record).items():
        if rows:
            connection.exec_driver_sql(statements[table], [(version_id, *row) for row in rows])


@cache
def _statements() -> dict[str, str]:
    """For each table of children its INSERT; compiled once, since most of the time goes into these."""
    return {table.name: str(insert(table).compile(dialect=sqlite.dialect())) for table in CHILDREN}


def _reread(connection: Connection, known: Row[Any], page: Page, record: Record, made: Made) -> bool:
    """Whether the record of a known page had to be replaced. It keeps the name under which it was first read."""
    record = replace(record, document=replace(record.document, name=known.name))
    values = _columns(page, record, made)
    if all(known._mapping[column] == value for column, value in values.items()):
        return False
    connection.execute(update(versions).where(versions.c.id == known.id).values(**values))
    for table in CHILDREN:
        connection.execute(table.delete().where(table.c.version_id == known.id))
    _insert_children(connection, known.id, record)
    return True


def _had(connection: Connection, place: Row[Any] | None, version_id: int) -> bool:
    if place is None:
        return False
    where = (history.c.place_id == place.id, history.c.version_id == version_id)
    return connection.execute(select(history.c.number).where(*where)).first() is not None


def _placed(connection: Connection, locator: str, place: Row[Any] | None, version_id: int, page: Page) -> Outcome:
    """Note that a place has this version, and make it the current one unless it was fetched before that."""
    if place is None:
        result = connection.execute(insert(documents).values(locator=locator, current_id=version_id))
        place_id = result.lastrowid
    else:
        place_id = place.id
        if not _is_earlier(connection, page.fetched_at, place.current_id):
            connection.execute(update(documents).where(documents.c.id == place_id).values(current_id=version_id))
    number = select(func.count() + 1).where(history.c.place_id == place_id).scalar_subquery()
    connection.execute(insert(history).values(place_id=place_id, version_id=version_id, number=number))
    return Outcome.NEW if place is None else Outcome.VERSION


def _is_earlier(connection: Connection, fetched_at: datetime | None, current_id: int) -> bool:
    current = connection.execute(select(versions.c.fetched_at).where(versions.c.id == current_id)).scalar_one()
    if fetched_at is None or current is None:
        return False
    before = datetime.fromisoformat(current)
    return (before.tzinfo is None) == (fetched_at.tzinfo is None) and fetched_at < before
