"""Who and where: the actors and places of all current documents, out of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, or_, select

from dragoman.store.codec import from_json
from dragoman.store.fold import country_codes, fits
from dragoman.store.schema import actors, documents, places, versions
from dragoman.types import ActorKind, Identity, Office, Place, Record, Sighting

__all__ = [
    "PlaceCount",
    "count_undated",
    "current",
    "list_places",
    "list_records",
    "midnight_after",
    "sightings",
]


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place and how often it is named. `place` is None for a name that was not resolved, and `absent` says why."""

    name: str
    place: Place | None
    absent: str
    documents: int
    mentions: int


def sightings(
    connection: Connection, *, who: str | None, kind: str | None, country: str | None, until: date | None
) -> Iterator[Sighting]:
    """The actors of current documents, by publication, then document; see `Store.sightings`."""
    query = select(actors, *(versions.c[n] for n in ("document_id", "publisher", "published_start", "published_end")))
    query = query.join(versions, versions.c.id == actors.c.version_id).where(current())
    if who is not None:
        query = query.where(_named(who))
    if kind is not None:
        query = query.where(actors.c.kind == kind)
    if country is not None:
        query = query.where(actors.c.country.in_(country_codes(country)))
    if until is not None:
        query = query.where(versions.c.published_start < midnight_after(until))
    order = (versions.c.published_start.is_(None), versions.c.published_start, versions.c.document_id, actors.c.number)
    for row in connection.execute(query.order_by(*order)):
        yield _sighting(row)


def list_places(connection: Connection, *, where: str | None, limit: int | None) -> Iterator[PlaceCount]:
    """Places by the number of documents that name them; see `Store.places`."""
    same = (places.c.source, places.c.absent, func.coalesce(places.c.place, places.c.name))
    name = same[-1].label("shown")
    columns = ("place", "kind", "country", "latitude", "longitude", "source", "absent")
    count = func.count(places.c.version_id.distinct())
    query: Select[tuple[object, ...]] = (
        select(
            name, *(places.c[n] for n in columns), count.label("documents"), func.sum(places.c.mentions).label("said")
        )
        .join(versions, versions.c.id == places.c.version_id)
        .where(current())
        .group_by(*same)
        .order_by(count.desc(), name)
        .limit(limit)
    )
    if where is not None:
        query = query.where(or_(fits(places.c.folded, where), places.c.country.in_(country_codes(where))))
    for row in connection.execute(query):
        yield _place_count(row)


def list_records(connection: Connection, *, until: date | None) -> Iterator[Record]:
    """The records of current documents, by document id; see `Store.records`."""
    query = select(versions.c.id).where(current()).order_by(versions.c.document_id)
    if until is not None:
        query = query.where(versions.c.published_start < midnight_after(until))
    for version_id in connection.execute(query).scalars().all():
        stored = select(versions.c.record).where(versions.c.id == version_id)
        yield from_json(connection.execute(stored).scalar_one())


def count_undated(connection: Connection) -> int:
    """The number of current documents without a time of publication."""
    query = select(func.count()).select_from(versions).where(current(), versions.c.published_start.is_(None))
    return int(connection.execute(query).scalar_one())


def midnight_after(day: date) -> str:
    """The end of a day as the tables have it."""
    return datetime.combine(day + timedelta(days=1), time()).isoformat()


def current() -> ColumnElement[bool]:
    """Whether a version is the current one of a document."""
    return exists().where(documents.c.current_id == versions.c.id)


def _named(who: str) -> ColumnElement[bool]:
    """Actors that are called so, and those of the same identity under another name."""
    same = select(actors.c.identity).where(fits(actors.c.folded, who), actors.c.identity.is_not(None))
    return or_(fits(actors.c.folded, who), actors.c.identity.in_(same))


def _sighting(row: Row[tuple[object, ...]]) -> Sighting:
    identity = Identity(row.identity, row.identity_name) if row.identity else None
    office = Office(row.office, row.office_organisation, row.office_country) if row.office else None
    return Sighting(
        document_id=row.document_id,
        publisher=row.publisher,
        published=_day(row.published_start, row.published_end),
        kind=ActorKind(row.kind),
        name=row.name,
        country=row.country,
        identity=identity,
        office=office,
        words=row.office_words or "",
        mentions=row.mentions,
        actor_id=row.actor_id,
    )


def _day(start: str | None, end: str | None) -> date | None:
    """The one day of an interval; None for a longer one, or an open one."""
    if start is None or end is None:
        return None
    first, last = datetime.fromisoformat(start), datetime.fromisoformat(end) - timedelta(microseconds=1)
    return first.date() if first.date() == last.date() else None


def _place_count(row: Row[tuple[object, ...]]) -> PlaceCount:
    place = None
    if row.place is not None:
        place = Place(row.place, row.kind, row.country, row.latitude, row.longitude, row.source)
    return PlaceCount(row.shown, place, row.absent or "", row.documents, row.said)
