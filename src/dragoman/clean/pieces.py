"""Pieces: what a zone will be, while it is not yet sure what kind of zone it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.spans import Span
from dragoman.types import ZoneKind

__all__ = ["ENDS", "Piece", "folded"]

ENDS = (".", "!", "?", "…", ";")
_WORD = re.compile(r"\w+")
_BULLETS = " \t•⦁▪●■►▶→>*-|(["
_CLOSING = "\"'”’»“)]* "
_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‟": '"',
        "‘": "'",
        "’": "'",
        "‛": "'",
        "`": "'",
        "–": "-",
        "—": "-",
        "‑": "-",
        "‐": "-",
        "−": "-",
        "―": "-",
    }
)


def folded(text: str) -> str:
    """The text in lower case with straight quotation marks and hyphens, as long as it was."""
    plain = text.translate(_PLAIN)
    lower = plain.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


@dataclass(frozen=True)
class Piece:
    """A paragraph, or a part of one that is something by itself. `kind` is None while it is not known."""

    span: Span
    text: str
    tag: str
    main: bool
    kind: ZoneKind | None = None
    by: str = ""
    repeats: Span | None = None

    @cached_property
    def folded(self) -> str:
        """Its text for comparing."""
        return folded(self.text)

    @cached_property
    def core(self) -> str:
        """Its text for comparing, without bullets and opening brackets."""
        return self.folded.lstrip(_BULLETS)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All its words, for comparing."""
        return frozenset(_WORD.findall(self.folded))

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(_CLOSING).endswith(ENDS)

    @property
    def heading(self) -> bool:
        """Whether it could be a heading: a short line that does not end as a statement does."""
        tail = self.text.rstrip(_CLOSING)
        return 0 < self.words <= 30 and len(self.text) <= 250 and not tail.endswith((".", ";", ":", ","))

    def as_(self, kind: ZoneKind, by: str, *, repeats: Span | None = None) -> Piece:
        """The same piece, known to be of a kind."""
        return replace(self, kind=kind, by=by, repeats=repeats)

    def part(self, start: int, end: int, kind: ZoneKind | None = None, by: str = "") -> Piece:
        """The part of its text from `start` to `end`, trimmed."""
        words = self.text[start:end]
        left = start + len(words) - len(words.lstrip())
        right = start + len(words.rstrip())
        span = Span(self.span.start + left, self.span.start + max(left, right))
        return Piece(span, self.text[left : max(left, right)], self.tag, self.main, kind, by)
