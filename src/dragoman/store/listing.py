"""Reports out of the tables: chosen by column, in the order of what they tell, each from its record's JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, bindparam, case, exists, func, or_, select

from dragoman.store.fold import country_codes, fits
from dragoman.store.schema import documents, participants, reports, versions
from dragoman.types import Field, Interval, Report

__all__ = ["Filter", "Header", "header", "list_reports"]

_KEPT = 64
"""Documents kept in memory: the reports of one document mostly lie close to each other."""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands over a report or a passage: the document it is from. `locator` is the first place it was found at."""

    document_id: str
    locator: str
    name: str
    title: str | None
    publisher: str | None
    published: Field[Interval]
    language: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which reports; None lets all through. The words are those of `Store.reports`."""

    status: str | None = None
    who: str | None = None
    type: str | None = None
    mode: str | None = None
    where: str | None = None
    since: date | None = None
    until: date | None = None
    part: str | None = None
    publisher: str | None = None


def list_reports(connection: Connection, chosen: Filter, *, limit: int | None) -> Iterator[tuple[Report, Header]]:
    """The reports of current versions that pass, by time of the event, then of publication, then id."""
    order = (reports.c.time_start.is_(None), reports.c.time_start, versions.c.published_start.is_(None))
    keys = connection.execute(
        select(reports.c.version_id, reports.c.number)
        .join(versions, versions.c.id == reports.c.version_id)
        .where(exists().where(documents.c.current_id == versions.c.id), *_conditions(chosen))
        .order_by(*order, versions.c.published_start, versions.c.document_id, reports.c.number)
        .limit(limit)
    ).all()
    loaded: dict[int, tuple[Header, tuple[Report, ...]]] = {}
    for version_id, number in keys:
        if version_id not in loaded:
            if len(loaded) >= _KEPT:
                loaded.clear()
            loaded[version_id] = (header(connection, version_id), _reports_of(connection, version_id))
        over, told = loaded[version_id]
        yield told[number], over


def header(connection: Connection, version_id: int) -> Header:
    """The header of one version."""
    row = connection.execute(_HEADER, {"version_id": version_id}).one()
    return Header(
        document_id=row.document_id,
        locator=row.locator or row.name,
        name=row.name,
        title=row.title,
        publisher=row.publisher,
        published=_times().validate_json(row.published),
        language=row.language,
    )


def _reports_of(connection: Connection, version_id: int) -> tuple[Report, ...]:
    return _many_reports().validate_json(connection.execute(_REPORTS, {"version_id": version_id}).scalar_one())


_LOCATOR = select(documents.c.locator).where(documents.c.current_id == versions.c.id).order_by(documents.c.id).limit(1)
_HEADER = select(
    *(versions.c[name] for name in ("document_id", "name", "title", "publisher", "language")),
    _LOCATOR.scalar_subquery().label("locator"),
    func.json_extract(versions.c.record, "$.document.published").label("published"),
).where(versions.c.id == bindparam("version_id"))
_REPORTS = select(func.json_extract(versions.c.record, "$.reports")).where(versions.c.id == bindparam("version_id"))


@cache
def _times() -> TypeAdapter[Field[Interval]]:
    return TypeAdapter(Field[Interval])


@cache
def _many_reports() -> TypeAdapter[tuple[Report, ...]]:
    return TypeAdapter(tuple[Report, ...])


def _conditions(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    for name in ("status", "type", "mode", "part"):
        value = getattr(chosen, name)
        if value is not None:
            yield reports.c[name] == str(value)
    if chosen.who is not None:
        yield _with(chosen.who)
    if chosen.where is not None:
        named = fits(reports.c.place_folded, chosen.where)
        yield or_(named, reports.c.place_country.in_(country_codes(chosen.where)))
    if chosen.publisher is not None:
        yield fits(versions.c.publisher_folded, chosen.publisher)
    yield from _between(chosen.since, chosen.until)


def _with(who: str) -> ColumnElement[bool]:
    """Whether somebody of that name takes part."""
    same = (participants.c.version_id == reports.c.version_id, participants.c.report_number == reports.c.number)
    return exists().where(*same, fits(participants.c.folded, who))


def _between(since: date | None, until: date | None) -> Iterator[ColumnElement[bool]]:
    """Whether the event may lie in these days, both included.

    The day of publication stands in where a report has no time; what has neither is left out.
    """
    if since is None and until is None:
        return
    timed = reports.c.time_absent.is_(None)
    start = case((timed, reports.c.time_start), else_=versions.c.published_start)
    end = case((timed, reports.c.time_end), else_=versions.c.published_end)
    yield or_(start.is_not(None), end.is_not(None))
    if since is not None:
        yield or_(end.is_(None), end > _midnight(since))
    if until is not None and until < date.max:
        yield or_(start.is_(None), start < _midnight(until + timedelta(days=1)))


def _midnight(day: date) -> str:
    return datetime.combine(day, time.min).isoformat()
