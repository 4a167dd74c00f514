"""Whether a page says that it goes on while one reads it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman import lexicon
from dragoman.clean.pieces import Piece
from dragoman.clean.wording import phrase_in
from dragoman.spans import Span
from dragoman.types import Evidence, Value, ZoneKind

__all__ = ["live_of"]

_ASIDE = frozenset((ZoneKind.HEADLINE, ZoneKind.NOTE, ZoneKind.PROMO, ZoneKind.CAPTION))
_TOP = 3  # body paragraphs that are looked at


def live_of(document_id: str, text: str, pieces: Sequence[Piece]) -> Value[bool] | None:
    """True with the words that say so; None where no words do."""
    data = lexicon.load("clean")
    evidence, bodies = [], 0
    for piece in pieces:
        bodies += piece.kind is ZoneKind.BODY
        if not (piece.main and (piece.kind in _ASIDE or (piece.kind is ZoneKind.BODY and bodies <= _TOP))):
            continue
        phrase = next((p for p in data["live"] if phrase_in(p, piece.folded)), None)
        if phrase and not any(p in piece.folded for p in data["live_not"]):
            at = piece.span.start + piece.folded.find(phrase)
            span = Span(at, at + len(phrase))
            evidence.append(Evidence(document_id, span, span.of(text), f"wording: {phrase}"))
    return Value(True, tuple(evidence)) if evidence else None
