"""Ids, whole or begun, to what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import Column, ColumnElement, Connection, select

from dragoman.errors import NotFoundError
from dragoman.store.codec import from_json
from dragoman.store.schema import documents, instruments, quotations, reports, versions
from dragoman.types import Instrument, Quotation, Record, Report

__all__ = ["Found", "find", "record_of"]

_MOST = 6


@dataclass(frozen=True, slots=True)
class Found:
    """What an id stands for: `kind` is document, report, quotation or instrument, `value` the thing in its record."""

    kind: str
    found_id: str
    value: Record | Report | Quotation | Instrument
    record: Record


def record_of(connection: Connection, document_id: str) -> Record:
    """The record as it was stored; raises `NotFoundError`."""
    stored = select(versions.c.record).where(versions.c.document_id == document_id)
    text = connection.execute(stored).scalar_one_or_none()
    if text is None:
        raise _not_found(connection, document_id)
    return from_json(text)


def find(connection: Connection, wanted: str) -> Found:
    """What a whole id, a locator, or the beginning of just one id stands for.

    An id that holds only within its document, such as an instrument's, may follow that document's id and a slash.
    Raises `NotFoundError`, with ids that are near, when nothing or more than one thing fits.
    """
    matches = _at_locator(connection, wanted) or _matches(connection, wanted)
    if not matches:
        raise _not_found(connection, wanted)
    if len(matches) > 1:
        some = ", ".join(_shown(match) for match in matches[: _MOST - 1])
        more = ", ..." if len(matches) >= _MOST else ""
        raise NotFoundError(f"stands for more than one thing: {some}{more}", subject=wanted)
    return _loaded(connection, matches[0])


_Match = tuple[str, str, str]
"""Kind, id, and the id of the document."""

_KINDS = (("report", reports.c.report_id), ("quotation", quotations.c.quotation_id))
_LOCAL = (*_KINDS, ("instrument", instruments.c.instrument_id))


def _at_locator(connection: Connection, wanted: str) -> list[_Match]:
    current = select(versions.c.document_id).join(documents, documents.c.current_id == versions.c.id)
    found = connection.execute(current.where(documents.c.locator == wanted)).scalar_one_or_none()
    return [("document", found, found)] if found else []


def _matches(connection: Connection, wanted: str) -> list[_Match]:
    """All whole matches, else the documents that begin so, else whatever else does; at most `_MOST`."""
    whole = [*_documents(connection, versions.c.document_id == wanted)]
    whole += [m for kind, column in _LOCAL for m in _within(connection, kind, column, column == wanted)]
    if whole or not wanted:
        return whole[:_MOST]
    begun = [*_documents(connection, _begins(versions.c.document_id, wanted))]
    begun = begun or [m for kind, column in _LOCAL for m in _within(connection, kind, column, _begins(column, wanted))]
    return (begun or [*_in_document(connection, wanted)])[:_MOST]


def _in_document(connection: Connection, wanted: str) -> Iterator[_Match]:
    """DOCUMENT/ID, both of which may be begun only."""
    document, slash, local = wanted.partition("/")
    if slash and document and local:
        of_document = _begins(versions.c.document_id, document)
        for kind, column in _LOCAL:
            whole = [*_within(connection, kind, column, (column == local) & of_document)]
            yield from whole or _within(connection, kind, column, _begins(column, local) & of_document)


def _documents(connection: Connection, where: ColumnElement[bool]) -> Iterator[_Match]:
    for found in connection.execute(select(versions.c.document_id).where(where).limit(_MOST)).scalars():
        yield ("document", found, found)


def _within(connection: Connection, kind: str, column: Column[str], where: ColumnElement[bool]) -> Iterator[_Match]:
    joined = select(column, versions.c.document_id).join(versions, versions.c.id == column.table.c.version_id)
    for found, document_id in connection.execute(joined.where(where).order_by(column).limit(_MOST)):
        yield (kind, found, document_id)


def _begins(column: ColumnElement[str], wanted: str) -> ColumnElement[bool]:
    return (column >= wanted) & (column < wanted + "\U0010ffff")


def _shown(match: _Match) -> str:
    _, found_id, document_id = match
    return found_id if found_id.startswith(document_id) else f"{document_id}/{found_id}"


def _loaded(connection: Connection, match: _Match) -> Found:
    kind, found_id, document_id = match
    record = record_of(connection, document_id)
    held: dict[str, Record | Report | Quotation | Instrument] = {}
    match kind:
        case "report":
            held = {each.report_id: each for each in record.reports}
        case "quotation":
            held = {each.quotation_id: each for each in record.quotations}
        case "instrument":
            held = {each.instrument_id: each for each in record.instruments}
        case _:
            held = {document_id: record}
    return Found(kind, found_id, held[found_id], record)


def _not_found(connection: Connection, wanted: str) -> NotFoundError:
    """The error, with the ids that begin alike and differ least."""
    start = wanted[:3]
    columns = [versions.c.document_id, *(column for _, column in _LOCAL)]
    alike = [
        found
        for column in columns
        for found in connection.execute(select(column).where(_begins(column, start)).limit(500)).scalars()
    ]
    near = get_close_matches(wanted[:100], dict.fromkeys(alike), n=3)
    return NotFoundError("not there" + (f"; near it: {', '.join(near)}" if near else ""), subject=wanted)
