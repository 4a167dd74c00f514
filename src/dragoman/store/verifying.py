"""Whether what is stored still holds together: every span, every row, the index and the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from dragoman.errors import SpanError
from dragoman.spans import Span
from dragoman.store.codec import from_json
from dragoman.store.rows import children_of, header_of
from dragoman.store.schema import CHILDREN, versions
from dragoman.store.words import evidence_in
from dragoman.types import Record

__all__ = ["Fault", "check_index", "faults_of_file", "faults_of_versions"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is off. `document_id` is "" when it is the file; `what` names the table, index or file."""

    document_id: str
    what: str
    message: str


def faults_of_file(connection: Connection) -> Iterator[Fault]:
    """What SQLite itself finds: damage, and rows that point nowhere."""
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if message != "ok":
            yield Fault("", "file", message)
    for table, row_id, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault("", table, f"row {row_id} points to a row of {parent} that is not there")


def check_index(connection: Connection) -> None:
    """Compare the index with all texts, in a transaction for writing; SQLite calls it damaged when they differ."""
    connection.exec_driver_sql("INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)")


def faults_of_versions(connection: Connection) -> Iterator[Fault]:
    """What is off in each page's text, record and rows; one page in memory at a time."""
    for version_id in connection.execute(select(versions.c.id).order_by(versions.c.id)).scalars().all():
        stored = connection.execute(select(versions).where(versions.c.id == version_id)).one()
        try:
            record = from_json(stored.record)
        except ValueError as error:
            yield Fault(stored.document_id, "record", f"is no record: {str(error).splitlines()[0]}")
            continue
        yield from _columns(stored, record)
        yield from _rows(connection, stored, record)
        yield from _spans(stored, record)


def _columns(stored: Row[Any], record: Record) -> Iterator[Fault]:
    for column, value in header_of(record).items():
        if stored._mapping[column] != value:
            yield Fault(stored.document_id, column, "is not what the record says")


def _rows(connection: Connection, stored: Row[Any], record: Record) -> Iterator[Fault]:
    expected = children_of(record)
    for table in CHILDREN:
        query = select(*list(table.c)[1:]).where(table.c.version_id == stored.id).order_by(table.c.number)
        rows = [tuple(row) for row in connection.execute(query)]
        if len(rows) != len(expected[table.name]):
            yield Fault(stored.document_id, table.name, f"{len(rows)} rows, the record has {len(expected[table.name])}")
            continue
        for row, wanted in zip(rows, expected[table.name], strict=True):
            if row != wanted:
                yield Fault(stored.document_id, table.name, f"row {row[0]} is not what the record says")


def _spans(stored: Row[Any], record: Record) -> Iterator[Fault]:
    """Spans against the text as it is stored, not as the record has it."""
    text, length = stored.text, len(stored.text)
    for owner, owner_id, field, evidence in evidence_in(record):
        where = f"{owner} {owner_id}, {field}"
        if evidence.document_id != stored.document_id:
            yield Fault(stored.document_id, "evidence", f"{where}: speaks of document {evidence.document_id}")
        if evidence.span is not None and _words(text, evidence.span) != evidence.exact:
            at = f"{evidence.span.start}..{evidence.span.end}"
            yield Fault(stored.document_id, "evidence", f"{where}: {at} is not {evidence.exact[:80]!r}")
    named = [("zones", z.span) for z in record.document.zones]
    named += [("zones", z.repeats) for z in record.document.zones if z.repeats]
    named += [("mentions", span) for actor in record.actors for span in actor.mentions]
    for what, span in named:
        if span.end > length:
            yield Fault(stored.document_id, what, f"{span.start}..{span.end} in a text of {length} code points")
    yield from _offsets(stored, record)


def _words(text: str, span: Span) -> str | None:
    try:
        return span.of(text)
    except SpanError:
        return None


def _offsets(stored: Row[Any], record: Record) -> Iterator[Fault]:
    """The map to the page must stay inside both texts."""
    for run in record.document.to_page.runs:
        if run.start + run.length > len(stored.text) or run.origin + run.length > len(stored.page_text):
            message = f"{run.start} or its origin {run.origin}, {run.length} long, lies outside"
            yield Fault(stored.document_id, "to_page", message)
            return
