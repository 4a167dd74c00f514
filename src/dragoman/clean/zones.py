"""The zones of a text: each paragraph, or part of one, and what it is.

lines | taken apart | by wording, shape and element | signed | headline | captions | related lists | sections | body | read once

There is no rule for any one publisher: elements, shapes and the phrases of the lexicon `clean` decide, in that
order of trust where a page has elements, and wording first where it has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman import lexicon
from dragoman.clean.context import captioned, headlined, listed, sectioned, signed
from dragoman.clean.pieces import Piece
from dragoman.clean.repeats import read_once
from dragoman.clean.shapes import SEPARATOR, kind_by_shape, kind_by_tag
from dragoman.clean.splits import pieces_of
from dragoman.clean.text import Flat
from dragoman.clean.wording import kind_of
from dragoman.types import Zone, ZoneKind

__all__ = ["pieces_in", "zones_from"]

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def pieces_in(flat: Flat, titles: Sequence[str], publishers: Sequence[str]) -> list[Piece]:
    """All pieces of a text in order, each with its kind; empty for an empty text."""
    pieces = [known(piece, titles) for piece in pieces_of(flat)]
    pieces = captioned(headlined(signed(pieces, publishers), titles))
    pieces = sectioned(listed(pieces))
    pieces = [p if p.kind is not None else p.as_(ZoneKind.BODY, "rest") for p in pieces]
    return _with_neighbours(read_once(pieces))


def zones_from(pieces: Sequence[Piece]) -> tuple[Zone, ...]:
    """The zones of pieces whose kind is known."""
    return tuple(Zone(p.kind, p.span, p.by, p.repeats) for p in pieces if p.kind is not None)


def known(piece: Piece, titles: Sequence[str]) -> Piece:
    """The piece with its kind, where it tells it by itself; a title and a heading of the page are left for later."""
    if piece.kind is not None or (piece.tag == "h1" and piece.main) or piece.text in titles:
        return piece
    found = _photo_label(piece) or kind_by_shape(piece)
    if found is None and piece.tag != "blockquote":
        found = kind_of(piece)
    found = found or kind_by_tag(piece)
    return piece.as_(*found) if found else piece


def _photo_label(piece: Piece) -> tuple[ZoneKind, str] | None:
    """A credit or a caption, for "Photo:" opens both: a name follows, or what is seen."""
    data = lexicon.load("clean")
    label = next((x for x in data["photo_labels"] if piece.core.startswith(x)), None)
    if label is None or piece.words > 80:
        return None
    said = piece.core[len(label) :].split()
    names = piece.text.split()[1:]
    told = len(said) > data["photo_credit_words"] or any(w[0].islower() and w not in _NAMING for w in names)
    return (ZoneKind.CAPTION if told else ZoneKind.CREDITS), f"wording: {label}"


_NAMING = frozenset(["of", "the", "and", "by", "for", "via", "de", "van", "von", "press", "service"])


def _with_neighbours(pieces: list[Piece]) -> list[Piece]:
    """Lines without words go with what stands before them, where nobody reads that."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if (
            piece.by == SEPARATOR
            and before is not None
            and before.kind in (ZoneKind.CREDITS, ZoneKind.CAPTION, ZoneKind.KEYWORDS)
        ):
            piece = piece.as_(before.kind, SEPARATOR)
        found.append(piece)
    return found
