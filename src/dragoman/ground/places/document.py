"""The places of a document's mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from dragoman.ground.places.resolve import Resolution, rank_places
from dragoman.spans import Span
from dragoman.types import Document, Mention, MentionKind, Value

__all__ = ["publisher_of", "resolve_places"]


def resolve_places(document: Document, mentions: Sequence[Mention]) -> Mapping[Span, Resolution]:
    """What each mention of a place means, by its span; of one document, all its mentions are to be given at once."""
    names = {m.span: m.name for m in mentions if m.kind is MentionKind.PLACE}
    return rank_places(document.text, names, publisher=publisher_of(document))


def publisher_of(document: Document) -> str:
    """The host of a document's URL, else its publisher's name, else ""."""
    return _host(document.url or "") or (document.publisher.value if isinstance(document.publisher, Value) else "")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # "http://[x"
        return ""
