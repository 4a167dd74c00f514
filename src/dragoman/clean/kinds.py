"""What a paragraph is by itself: its wording, its shape, and the element that held it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman import lexicon
from dragoman.clean.pieces import Piece
from dragoman.clean.shapes import kind_by_shape, kind_by_tag
from dragoman.clean.wording import kind_of
from dragoman.types import ZoneKind

__all__ = ["known"]


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
