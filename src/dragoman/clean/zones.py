"""The zones of a text: each paragraph, or part of one, and what it is.

lines | taken apart | by wording, shape, element | signed | headline | captions | related | sections | read once

There is no rule for any one publisher: elements, shapes and the phrases of the lexicon `clean` decide, in that
order of trust where a page has elements, and wording first where it has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.clean.context import captioned, headlined, listed, sectioned, signed
from dragoman.clean.pieces import Piece
from dragoman.clean.repeats import read_once
from dragoman.clean.shapes import SEPARATOR
from dragoman.clean.splits import pieces_of
from dragoman.clean.text import Flat
from dragoman.types import Zone, ZoneKind

__all__ = ["pieces_in", "zones_from"]


def pieces_in(flat: Flat, titles: Sequence[str], publishers: Sequence[str]) -> list[Piece]:
    """All pieces of a text in order, each with its kind; empty for an empty text."""
    pieces = captioned(headlined(signed(pieces_of(flat, titles), publishers), titles))
    pieces = sectioned(listed(pieces))
    pieces = [p if p.kind is not None else p.as_(ZoneKind.BODY, "rest") for p in pieces]
    return _with_neighbours(read_once(pieces))


def zones_from(pieces: Sequence[Piece]) -> tuple[Zone, ...]:
    """The zones of pieces whose kind is known."""
    return tuple(Zone(p.kind, p.span, p.by, p.repeats) for p in pieces if p.kind is not None)


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
