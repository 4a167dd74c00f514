"""A record as rows: a pure function of the record, so that `verify` can make them again and compare."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from dragoman.store.fold import folded_words
from dragoman.store.words import evidence_in
from dragoman.types import (
    BY_TABLE,
    Absent,
    Field,
    Identity,
    Interval,
    NamedPlace,
    Office,
    Place,
    Record,
    Report,
    Value,
    value_of,
)

__all__ = ["Row", "children_of", "header_of"]


Row: TypeAlias = tuple[Any, ...]


def header_of(record: Record) -> dict[str, Any]:
    """The columns of `versions` that come from the record."""
    document = record.document
    publisher = value_of(document.publisher)
    start, end, zone = _bounds(value_of(document.published))
    return {
        "document_id": document.document_id,
        "name": document.name,
        "url": document.url,
        "text": document.text,
        "title": value_of(document.title),
        "publisher": publisher,
        "publisher_folded": folded_words([publisher] if publisher else []),
        "published_start": start,
        "published_end": end,
        "published_zone": zone,
        "language": value_of(document.language),
    }


def children_of(record: Record) -> dict[str, list[Row]]:
    """For each table of `schema.CHILDREN` its rows, without `version_id`, numbered from 0 in their second column."""
    found = {
        "zones": _zones(record),
        "actors": _actors(record),
        "mentions": [(a.actor_id, s.start, s.end) for a in record.actors for s in a.mentions],
        "places": [_named_place(place) for place in record.places],
        "reports": [_report(report) for report in record.reports],
        "participants": _participants(record),
        "instruments": _instruments(record),
        "quotations": _quotations(record),
        "evidence": _evidence(record),
    }
    return {table: [(number, *row) for number, row in enumerate(rows)] for table, rows in found.items()}


def _zones(record: Record) -> list[Row]:
    rows: list[Row] = []
    for zone in record.document.zones:
        copied = (zone.repeats.start, zone.repeats.end) if zone.repeats else (None, None)
        rows.append((str(zone.kind), zone.span.start, zone.span.end, zone.by, *copied))
    return rows


def _actors(record: Record) -> list[Row]:
    rows: list[Row] = []
    for actor in record.actors:
        named = (actor.actor_id, str(actor.kind), actor.name, folded_words((actor.name, *actor.also)), actor.country)
        rows.append((*named, *_identity(actor.identity), *_office(actor.office), len(actor.mentions)))
    return rows


def _identity(field: Field[Identity]) -> Row:
    identity = value_of(field)
    return (identity.identity_id, identity.name) if identity else (None, None)


def _office(field: Field[Office]) -> Row:
    """With the words of the document that say it; none for an office that only the table gives."""
    if isinstance(field, Absent):
        return (None, None, None, None)
    office = field.value
    said = next((e.exact for e in field.evidence if e.span is not None and e.by != BY_TABLE), None)
    return (office.title, office.organisation, office.country, said)


def _named_place(named: NamedPlace) -> Row:
    placed = _place(named.place)
    kind = named.place.value.kind if isinstance(named.place, Value) else None
    return (named.name, folded_words([named.name]), placed[0], kind, *placed[2:], len(named.mentions))


def _report(report: Report) -> Row:
    return (
        *(report.report_id, report.type, report.mode, str(report.part), str(report.status)),
        *_time(report.time),
        *_place(report.place),
        value_of(report.attributed_to),
    )


def _time(time: Field[Interval]) -> Row:
    if isinstance(time, Absent):
        return (None, None, None, None, None, str(time.reason))
    start, end, zone = _bounds(time.value)
    return (start, end, str(time.value.granularity), str(time.value.modifier), zone, None)


def _place(field: Field[Place]) -> Row:
    if isinstance(field, Absent):
        return (None, "", None, None, None, None, str(field.reason))
    place = field.value
    where = (place.country, place.latitude, place.longitude, place.source_id)
    return (place.name, folded_words([place.name]), *where, None)


def _participants(record: Record) -> list[Row]:
    names = {actor.actor_id: (actor.name, *actor.also) for actor in record.actors}
    rows: list[Row] = []
    for number, report in enumerate(record.reports):
        for role, taking_part in (("actor", report.actor), ("recipient", report.recipient), ("other", report.others)):
            for one in taking_part:
                words = folded_words((one.name, *names.get(one.actor_id, ())))
                rows.append((number, role, one.actor_id, one.name, words))
    return rows


def _instruments(record: Record) -> list[Row]:
    rows: list[Row] = []
    for each in record.instruments:
        start, end, _ = _bounds(value_of(each.period))
        named = (each.instrument_id, each.kind, each.name, value_of(each.title))
        rows.append((*named, str(each.stage), start, end))
    return rows


def _quotations(record: Record) -> list[Row]:
    rows: list[Row] = []
    for each in record.quotations:
        start, end, _ = _bounds(value_of(each.said))
        rows.append((each.quotation_id, value_of(each.speaker), str(each.direct), start, end))
    return rows


def _evidence(record: Record) -> list[Row]:
    rows: list[Row] = []
    for owner, owner_id, field, evidence in evidence_in(record):
        start, end = (evidence.span.start, evidence.span.end) if evidence.span else (None, None)
        rows.append((owner, owner_id, field, start, end, evidence.exact, evidence.by))
    return rows


def _bounds(interval: Interval | None) -> tuple[str | None, str | None, str | None]:
    """Start, end and zone as text."""
    return (None, None, None) if interval is None else (_iso(interval.start), _iso(interval.end), interval.zone)


def _iso(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
