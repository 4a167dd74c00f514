"""What a judgement holds on to, something of a document: found again by its place and words.

Ids are numbered anew when a document is read by a newer version; the text of a version of a page stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.spans import Span
from dragoman.types import Actor, Anchor, Document, Instrument, Quotation, Record, Report

__all__ = ["Anchors", "actor_at", "anchor_of", "anchor_of_actor", "anchor_of_instrument", "anchor_of_quotation"]


def anchor_of(report: Report) -> Anchor:
    """What a report is found again by."""
    span = report.trigger.span
    return Anchor(report.report_id, report.document_id, span.start if span else None, report.trigger.exact, report.mode)


def anchor_of_instrument(instrument: Instrument, document_id: str) -> Anchor:
    """What an instrument of a document is found again by: where it is named first."""
    first = instrument.evidence[0] if instrument.evidence else None
    start = first.span.start if first and first.span else None
    return Anchor(
        instrument.instrument_id, document_id, start, first.exact if first else instrument.name, instrument.kind
    )


def anchor_of_quotation(quotation: Quotation, document_id: str) -> Anchor:
    """What a quotation is found again by: its first words, which are quoted."""
    first = quotation.contents[0]
    start = first.span.start if first.span else None
    return Anchor(quotation.quotation_id, document_id, start, first.exact, quotation.direct.value)


def anchor_of_actor(actor: Actor, document: Document) -> Anchor:
    """What an actor of a document is found again by: where it is named first."""
    first = min(actor.mentions) if actor.mentions else None
    words = first.of(document.text) if first else actor.name
    return Anchor(actor.actor_id, document.document_id, first.start if first else None, words, actor.kind.value)


class Anchors:
    """The keys of things by where they stand."""

    def __init__(self, held: Iterable[tuple[str, Anchor]]) -> None:
        self._places: dict[tuple[str, int | None, str], list[tuple[str, Anchor]]] = {}
        for key, anchor in held:
            self._places.setdefault(_place(anchor), []).append((key, anchor))

    def key_of(self, anchor: Anchor) -> str | None:
        """The key of what stands there and was read as the same, of several the one of its id; None for none."""
        here = [(key, one) for key, one in self._places.get(_place(anchor), ()) if one.mode == anchor.mode]
        same = [key for key, one in here if one.found_id == anchor.found_id] or [key for key, _ in here]
        return same[0] if len(same) == 1 else None


def actor_at(anchor: Anchor, records: Mapping[str, Record]) -> str | None:
    """The key of the actor that is named at the place of an anchor, by the same words; None where none is.

    `records` are those of the documents of the anchors, by id.
    """
    record = records.get(anchor.document_id)
    if record is None:
        return None
    found = [a for a in record.actors if a.kind.value == anchor.mode and _names(a.mentions, anchor, record.document)]
    return f"{anchor.document_id}/{found[0].actor_id}" if len(found) == 1 else None


def _names(mentions: Sequence[Span], anchor: Anchor, document: Document) -> bool:
    return any(span.start == anchor.start and span.of(document.text) == anchor.words for span in mentions)


def _place(anchor: Anchor) -> tuple[str, int | None, str]:
    return anchor.document_id, anchor.start, anchor.words
