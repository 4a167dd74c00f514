"""Every piece of evidence in a record, with whose it is: what `verify` checks and SQL can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.types import (
    Absent,
    ChainLink,
    Dating,
    Document,
    Evidence,
    Instrument,
    Participant,
    Quotation,
    Record,
    Report,
    Value,
)

__all__ = ["Owned", "evidence_in"]


class Owned(NamedTuple):
    """Evidence and whose it is: the kind and id of its owner, and the field."""

    owner: str
    owner_id: str
    field: str
    evidence: Evidence


def evidence_in(record: Record) -> Iterator[Owned]:
    """All evidence of a record, in a fixed order; what stands in two places comes twice."""
    document = record.document
    yield from _fields("document", document.document_id, _of_document(document))
    yield from _fields("record", document.document_id, _of_record(record))
    for actor in record.actors:
        yield from _fields("actor", actor.actor_id, [("office", actor.office), ("identity", actor.identity)])
    for place in record.places:
        yield from _fields("place", place.name, [("place", place.place)])
    for number, timex in enumerate(record.times):
        yield from _fields("time", str(number), [("interval", timex.interval)])
    for report in record.reports:
        yield from _fields("report", report.report_id, _of_report(report))
    for quotation in record.quotations:
        yield from _fields("quotation", quotation.quotation_id, _of_quotation(quotation))
    for instrument in record.instruments:
        yield from _fields("instrument", instrument.instrument_id, _of_instrument(instrument))


def _of_document(document: Document) -> list[tuple[str, object]]:
    names = ("title", "publisher", "published", "datings", "language", "authors", "live")
    return [(name, getattr(document, name)) for name in names]


def _of_record(record: Record) -> list[tuple[str, object]]:
    return [(name, getattr(record, name)) for name in ("source_chain", "topics", "wording", "skipped")]


def _of_report(report: Report) -> list[tuple[str, object]]:
    names = (
        *("trigger", "sentence", "status_evidence", "actor", "recipient", "others", "place", "venue", "why", "time"),
        *("attributed_to", "topics", "recurrence", "also_at"),
    )
    return [(name, getattr(report, name)) for name in names]


def _of_quotation(quotation: Quotation) -> list[tuple[str, object]]:
    return [(name, getattr(quotation, name)) for name in ("speaker", "contents", "cue", "said")]


def _of_instrument(instrument: Instrument) -> list[tuple[str, object]]:
    names = ("title", "parties", "period", "stage_evidence", "evidence")
    return [(name, getattr(instrument, name)) for name in names]


def _fields(owner: str, owner_id: str, fields: Iterable[tuple[str, object]]) -> Iterator[Owned]:
    for name, held in fields:
        for evidence in _inside(held):
            yield Owned(owner, owner_id, name, evidence)


def _inside(held: object) -> Iterator[Evidence]:
    """The evidence that a field holds, however it holds it."""
    match held:
        case Evidence():
            yield held
        case Value() | Absent():
            yield from held.evidence
        case Participant() | Dating():
            yield held.evidence
        case ChainLink():
            yield held.evidence
            yield from _inside(held.cue)
        case tuple():
            for part in held:
                yield from _inside(part)
        case _:
            assert held is None, f"no evidence can be found in {type(held).__name__}"
