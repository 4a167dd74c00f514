"""A page cleaned: text in order | zones | what the document says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dragoman.clean.bylines import names_in
from dragoman.clean.context import bare
from dragoman.clean.language import language_of
from dragoman.clean.live import live_of
from dragoman.clean.pieces import Piece
from dragoman.clean.publication import published_of
from dragoman.clean.publisher import publisher_of
from dragoman.clean.text import flattened
from dragoman.clean.zones import pieces_in, zones_from
from dragoman.types import NOT_STATED, Document, Evidence, Field, Page, Value, ZoneKind

__all__ = ["clean"]


def clean(page: Page) -> Document:
    """The document of a page: its text in zones, and its title, publisher, time of publication, language and authors.

    Nothing is filled in: what neither text nor metadata say is `Absent` with the reason. A page without words gives a
    document without text and zones. The zones hold all words of the text and never overlap; cleaning the text again
    gives the same text. Does not read the disk, apart from shipped word lists, and knows no clock.
    """
    document_id = "d" + hashlib.sha256(f"{page.url or ''}\n{page.sha256}".encode()).hexdigest()[:16]
    flat = flattened(page)
    pieces = pieces_in(flat, [f.value for f in page.values("title")], [f.value for f in page.values("publisher")])
    published, datings = published_of(page, document_id, pieces)
    return Document(
        document_id=document_id,
        name=page.name,
        url=page.url,
        text=flat.text,
        zones=zones_from(pieces),
        to_page=flat.to_page,
        title=_title(page, document_id, pieces),
        publisher=publisher_of(page, document_id, flat.text, pieces),
        published=published,
        datings=datings,
        language=language_of(page, document_id, flat.text, pieces),
        authors=_authors(page, document_id, flat.text, pieces),
        live=live_of(document_id, flat.text, pieces),
    )


def _title(page: Page, document_id: str, pieces: Sequence[Piece]) -> Field[str]:
    """The headline; the title of the metadata, where the text has none or another."""
    top = next((i for i, p in enumerate(pieces) if p.kind is ZoneKind.BODY and p.ends), len(pieces))
    headline = next((p for p in pieces[:top] if p.kind is ZoneKind.HEADLINE), None)
    stated = next((f for f in page.values("title") if f.value.strip()), None)
    inside = () if headline is None else (Evidence(document_id, headline.span, headline.text, headline.by),)
    if stated is None:
        return Value(inside[0].exact, inside) if inside else NOT_STATED
    outside = Evidence(document_id, None, stated.value, stated.source)
    if headline is not None and _is_title(headline.text, stated.value):
        return Value(headline.text, (*inside, outside))
    return Value(" ".join(stated.value.split()), (outside,))


def _is_title(headline: str, title: str) -> bool:
    """Whether a title is the headline, alone or with what the page adds behind it or, past a mark, before it."""
    if bare(title).startswith(bare(headline)):
        return True
    marks = (mark for mark in (": ", " | ", " - ", " – ", " — ") if mark in title)
    return any(bare(title.partition(mark)[2]) == bare(headline) for mark in marks)


def _authors(page: Page, document_id: str, text: str, pieces: Sequence[Piece]) -> tuple[Value[str], ...]:
    """All authors by name: those of the bylines, then those that only the metadata has."""
    found: dict[str, Value[str]] = {}
    for piece in pieces:
        for span in names_in(piece) if piece.kind is ZoneKind.CREDITS else ():
            name = span.of(text)
            found.setdefault(bare(name), Value(name, (Evidence(document_id, span, name, "byline"),)))
    for item in page.values("author"):
        name = " ".join(item.value.split())
        if name and bare(name):
            found.setdefault(bare(name), Value(name, (Evidence(document_id, None, item.value, item.source),)))
    return tuple(found.values())
