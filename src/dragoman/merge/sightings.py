"""The actors of one record as sightings, as the store gives them out of its tables."""

from __future__ import annotations

from dragoman.types import BY_TABLE, Record, Sighting, Value, value_of

__all__ = ["sightings_of"]


def sightings_of(record: Record) -> tuple[Sighting, ...]:
    """The actors of a record, in its order."""
    document = record.document
    interval = value_of(document.published)
    published = interval.one_day if interval else None
    found = []
    for actor in record.actors:
        evidence = actor.office.evidence if isinstance(actor.office, Value) else ()
        said = next((e.exact for e in evidence if e.span is not None and e.by != BY_TABLE), "")
        found.append(
            Sighting(
                document_id=document.document_id,
                publisher=value_of(document.publisher),
                published=published,
                kind=actor.kind,
                name=actor.name,
                country=actor.country,
                identity=value_of(actor.identity),
                office=value_of(actor.office),
                words=said,
                mentions=len(actor.mentions),
                actor_id=actor.actor_id,
            )
        )
    return tuple(found)
