"""Where paragraphs stand in a text that has the same words with other white space and other forms of characters.

Both sides are compared without white space and format characters, each code point in its compatibility
decomposition (NFKD), so that every place maps back to a code point of the text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.spans import Span

__all__ = ["Squeezed", "aligned", "squeezed"]

_PIECE = re.compile(r"[!-~]+|[^!-~]")
_SEARCH_LIMIT = 300_000_000
_ANCHOR, _STRETCH, _TRIES = 24, 1.5, 20


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without white space, and for each of its code points the place in the text that it came from."""

    text: str
    places: Sequence[int]

    def parts_at(self, place: int) -> bool:
        """Whether a code point of the old text ends before this place of this one."""
        return not 0 < place < len(self.text) or self.places[place - 1] != self.places[place]

    def origin(self, start: int, end: int) -> Span:
        """The range of the old text behind a non-empty range of this one."""
        return Span(self.places[start], self.places[end - 1] + 1)


def squeezed(text: str) -> Squeezed:
    """The text as it is compared."""
    parts: list[str] = []
    places = array("L")
    for piece in _PIECE.finditer(text):
        words, start = piece.group(), piece.start()
        if words[0] <= "~" and words[0] > " ":
            places.extend(range(start, piece.end()))
        else:
            words = _compared(words)
            places.extend([start] * len(words))
        parts.append(words)
    return Squeezed("".join(parts), places)


def aligned(paragraphs: Sequence[str], text: Squeezed) -> list[Span | None]:
    """For each paragraph its range of the text, None where it has none.

    Paragraphs are looked for in order, then anywhere; one whose middle differs is found by its first and last
    24 characters. The search stops when it has read 300 million characters: what is left is not aligned.
    """
    search = _Search(text)
    return [search.find(squeezed(paragraph).text) for paragraph in paragraphs]


@lru_cache(maxsize=65_536)
def _compared(char: str) -> str:
    if char.isspace() or unicodedata.category(char) in ("Cf", "Cc"):
        return ""
    return "".join(c for c in unicodedata.normalize("NFKD", char) if not c.isspace())


@dataclass(slots=True)
class _Search:
    within: Squeezed
    cursor: int = 0
    read: int = 0

    def find(self, words: str) -> Span | None:
        if not words:
            return None
        found = self._exactly(words) or self._by_ends(words)
        if found is None:
            return None
        if found[1] - found[0] >= _ANCHOR:
            self.cursor = found[1]
        return self.within.origin(*found)

    def _exactly(self, words: str) -> tuple[int, int] | None:
        end = len(self.within.text)
        found = self._whole(words, self.cursor, end)
        if found is None and self.cursor:
            found = self._whole(words, 0, min(self.cursor + len(words), end))
        return found

    def _whole(self, words: str, start: int, end: int) -> tuple[int, int] | None:
        """The first place that is made of whole code points: the "e" of a decomposed "é" is no "e"."""
        for _ in range(_TRIES):
            start = self._seek(words, start, end)
            if start < 0 or (self.within.parts_at(start) and self.within.parts_at(start + len(words))):
                break
            start += 1
        else:
            return None
        return (start, start + len(words)) if start >= 0 else None

    def _by_ends(self, words: str) -> tuple[int, int] | None:
        if len(words) < 3 * _ANCHOR:
            return None
        start = self._seek(words[:_ANCHOR], self.cursor, len(self.within.text))
        limit = start + int(_STRETCH * len(words))
        end = self._seek(words[-_ANCHOR:], start + _ANCHOR, limit) if start >= 0 else -1
        return (start, end + _ANCHOR) if end >= 0 else None

    def _seek(self, words: str, start: int, end: int) -> int:
        if self.read > _SEARCH_LIMIT:
            return -1
        at = self.within.text.find(words, start, end)
        self.read += (at if at >= 0 else end) - start
        return at
