"""The own text of a document: its news without headline, notes around it and quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.spans import Span
from dragoman.types import ChainLink, Document, Interval, ZoneKind, value_of

__all__ = ["OwnText", "own_text"]

OWN_ZONES = (ZoneKind.BODY, ZoneKind.BACKGROUND)
"""Zones that are compared. A headline is often new, a quotation is somebody else's, the rest is the page's."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """A document as it is compared: `spans` are the ranges of `text` that are its own words, in order and apart.

    `credits` are the names that it has its news from, without its publisher. `published` and `publisher` are None
    where they are not known.
    """

    document_id: str
    text: str
    spans: tuple[Span, ...]
    publisher: str | None = None
    published: Interval | None = None
    credits: tuple[str, ...] = ()


def own_text(document: Document, *, quoted: Iterable[Span] = (), chain: Sequence[ChainLink] = ()) -> OwnText:
    """The own text of a document.

    `quoted` are ranges in quotation marks, `chain` its source chain. Without a body there are no spans, and the
    document is nobody's copy.
    """
    holes = sorted(quoted)
    spans = tuple(piece for zone in document.zones_of(*OWN_ZONES) for piece in _without(zone.span, holes))
    publisher = value_of(document.publisher)
    names = tuple(link.name for link in chain if link.name != publisher)
    return OwnText(document.document_id, document.text, spans, publisher, value_of(document.published), names)


def _without(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """The parts of a span between holes, which are sorted and may overlap."""
    start = span.start
    for hole in holes:
        if hole.overlaps(Span(start, span.end)):
            if start < hole.start:
                yield Span(start, hole.start)
            start = min(max(start, hole.end), span.end)
    if start < span.end:
        yield Span(start, span.end)
