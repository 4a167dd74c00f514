"""Quotation marks: which stretches of a text stand in them, whatever their kind, nested and over paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dragoman.spans import Span
from dragoman.understand.sentences import paragraphs

__all__ = ["Quoted", "quoted_spans"]

SHORT = 3
"""A quotation of so few words is a title, a term or a scare quote as often as somebody's words."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in quotation marks.

    `span` has the marks, `inner` has not. `depth` is 0 for the outermost. `short` marks one to three words.
    `continues` is true where the paragraph ends without a closing mark and the next one opens with the same
    mark again: the quotation goes on there.
    """

    span: Span
    inner: Span
    depth: int
    short: bool
    continues: bool = False


# How a mark is closed. Where one mark serves as both, what stands beside it decides.
_CLOSED_BY = {
    "“": ("”", '"'),
    "„": ("“", "”"),
    "«": ("»",),
    "‹": ("›",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    "``": ("''",),
    "''": ("''",),
    '"': ('"', "”"),
    "'": ("'", "’"),
    "＂": ("＂",),
    "「": ("」",),
}
_SIMPLE = frozenset("\"'’")
_MARK = re.compile("[“”„«»‹›‘’‚`'\"＂「」]")
_BEFORE_OPENING = frozenset("([{—–-/:\"'“‘«„…,")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…\"'”’»")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark in the text, with what it may be."""

    start: int
    end: int
    words: str
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Reader:
    """The marks that are open in a paragraph, and the quotations found so far."""

    text: str
    found: list[Quoted] = field(default_factory=list)
    stack: list[_Mark] = field(default_factory=list)

    def take(self, mark: _Mark) -> None:
        """Close what this mark closes, else open what it opens; a mark that does neither is ignored."""
        partner = self._partner(mark) if mark.closes else None
        if partner is not None:
            opening = self.stack[partner]
            del self.stack[partner:]
            self._found(opening, mark.start, mark.end, len(self.stack))
        elif mark.opens:
            self.stack = [m for m in self.stack if m.words != mark.words]  # one that was never closed
            self.stack.append(mark)

    def _partner(self, mark: _Mark) -> int | None:
        for index in range(len(self.stack) - 1, -1, -1):
            if mark.words in _CLOSED_BY[self.stack[index].words]:
                return index
        return None

    def _found(self, opening: _Mark, end: int, mark_end: int, depth: int, continues: bool = False) -> None:
        inner = Span(opening.end, end)
        words = len(self.text[inner.start : min(inner.end, inner.start + 200)].split())
        if words:
            self.found.append(Quoted(Span(opening.start, mark_end), inner, depth, words <= SHORT, continues))

    def end_paragraph(self, end: int, following: str) -> None:
        """Give up what is still open, unless the next paragraph opens with the same mark."""
        if self.stack and self.stack[0].words not in ("'", "’") and following.startswith(self.stack[0].words):
            self._found(self.stack[0], end, end, 0, continues=True)
        self.stack = []


def quoted_spans(text: str, zone_spans: tuple[Span, ...]) -> tuple[Quoted, ...]:
    """What stands in quotation marks in these stretches of a text, in order, outer before inner; () when nothing does.

    Apostrophes, years ("'90s") and inches are no marks. A mark that is never closed gives nothing, unless
    the next paragraph opens again with it (the custom for quotations of several paragraphs).
    """
    lines = [line for span in zone_spans for line in paragraphs(text, span)]
    reader = _Reader(text)
    for index, line in enumerate(lines):
        for mark in _marks(text, line):
            reader.take(mark)
        following = lines[index + 1] if index + 1 < len(lines) else None
        reader.end_paragraph(line.end, text[following.start : following.start + 2] if following else "")
    return tuple(sorted(reader.found, key=lambda q: (q.span.start, -q.span.end)))


def _marks(text: str, line: Span) -> list[_Mark]:
    """The marks of a paragraph, each with what it may be by its form and its neighbours."""
    found = []
    skip = 0
    single = _SingleMarks(text, line)
    for match in _MARK.finditer(text, line.start, line.end):
        position = match.start()
        if position < skip:
            continue
        words = text[position : position + 2] if text[position : position + 2] in ("``", "''") else text[position]
        skip = position + len(words)
        mark = _mark(text, line, Span(position, skip), words, single)
        if mark is not None:
            found.append(mark)
    return found


@dataclass(slots=True)
class _SingleMarks:
    """Whether single marks close something in the rest of a line, looked up once each."""

    text: str
    line: Span
    last: int = -1

    def closes_later(self, position: int) -> bool:
        """Whether a single mark that can only close stands after this position, before another one opens."""
        if self.last < position:
            self.last = self._next(position + 1)
        return self.last < self.line.end

    def _next(self, position: int) -> int:
        for index in range(position, self.line.end):
            if self.text[index] in "'’" and _ends_word(self.text, self.line, index, index + 1):
                return index
            if self.text[index] in "'‘" and _begins_word(self.text, self.line, index, index + 1):
                break
        return self.line.end + len(self.text)


def _mark(text: str, line: Span, span: Span, words: str, single: _SingleMarks) -> _Mark | None:
    start, end = span.start, span.end
    begins, ends = _begins_word(text, line, start, end), _ends_word(text, line, start, end)
    if words in ("'", "’"):
        return _apostrophe_or_mark(text, line, start, words, single)
    if words == "`":
        return None
    if words in ('"', "＂", "''"):
        free = begins == ends  # neither side says: whatever fits
        return _Mark(start, end, words, begins or free, ends or free)
    if words in ("“", "‘"):
        return _Mark(start, end, words, True, not begins)
    return _Mark(start, end, words, words in _CLOSED_BY, words not in _CLOSED_BY)


def _apostrophe_or_mark(text: str, line: Span, start: int, words: str, single: _SingleMarks) -> _Mark | None:
    """A single mark beside a space: None when it is an apostrophe."""
    begins, ends = _begins_word(text, line, start, start + 1), _ends_word(text, line, start, start + 1)
    if begins and words == "'" and not text[start + 1 : start + 2].isdigit():
        return _Mark(start, start + 1, words, True, False)
    if not ends:
        return None
    possessive = (
        text[start - 1] in "sSzx" and text[start + 1 : start + 2] == " " and text[start + 2 : start + 3].islower()
    )
    if possessive and single.closes_later(start):
        return None
    return _Mark(start, start + 1, words, False, True)


def _begins_word(text: str, line: Span, start: int, end: int) -> bool:
    """Whether a mark stands before a word, after a space or an opening mark."""
    before = text[start - 1] if start > line.start else " "
    after = text[end] if end < line.end else " "
    return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and after not in ".,;:!?)"


def _ends_word(text: str, line: Span, start: int, end: int) -> bool:
    """Whether a mark stands after a word or a full stop, before a space or a mark."""
    before = text[start - 1] if start > line.start else " "
    after = text[end] if end < line.end else " "
    return not before.isspace() and before not in "([" and (after.isspace() or after in _AFTER_CLOSING)
