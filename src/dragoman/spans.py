"""Spans and offset maps: the one module that does offset arithmetic.

A span is a half-open range ``[start, end)`` of Unicode code points, as Python slices count them. An
`OffsetMap` says which ranges of one text were copied from which ranges of another, so that any span of a
cleaned text can be shown in the page that it came from. Maps compose, and a map is made by the
`TextBuilder` that makes the text, never afterwards by comparing two texts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.errors import SpanError

__all__ = ["OffsetMap", "Run", "Span", "TextBuilder", "covering", "shared_out", "trimmed"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points. Raises `SpanError` when it is negative or runs backwards.

    >>> Span(7, 12).of("Hello, world")
    'world'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise SpanError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of this span; raises `SpanError` when the text is too short for it."""
        if self.end > len(text):
            raise SpanError(f"span {self.start}..{self.end} in a text of {len(text)} code points")
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same range, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return max(self.start, other.start) < min(self.end, other.end)


def covering(spans: Iterable[Span]) -> Span:
    """The smallest span around all of them; raises `SpanError` when there are none."""
    found = list(spans)
    if not found:
        raise SpanError("nothing to cover")
    return Span(min(s.start for s in found), max(s.end for s in found))


def shared_out(spans: Sequence[Span], items: Iterable[T], span_of: Callable[[T], Span]) -> list[list[T]]:
    """For each of the spans, the items that lie inside it, in the order given; in linear time where they are sorted.

    The spans are in order and apart from each other, as sentences are. An item that lies in none is left out.
    """
    shares: list[list[T]] = [[] for _ in spans]
    for item in items:
        span = span_of(item)
        number = bisect_right(spans, span.start, key=lambda s: s.start) - 1
        if number >= 0 and spans[number].contains(span):
            shares[number].append(item)
    return shares


def trimmed(text: str, span: Span, chars: str | None = None) -> Span:
    """The span without white space (or `chars`) at either end; empty, at its start, when nothing is left."""
    words = span.of(text)
    left = len(words) - len(words.lstrip(chars))
    kept = len(words.strip(chars))
    return Span(span.start + left, span.start + left + kept)


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """`length` code points that stand at `start` in the new text and at `origin` in the old one."""

    start: int
    origin: int
    length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Which ranges of a new text came from which ranges of an old one, in order of the new text.

    What no run covers was inserted. Runs never overlap in the new text.
    """

    runs: tuple[Run, ...]

    @staticmethod
    def identity(length: int) -> OffsetMap:
        """The map of a text to itself."""
        return OffsetMap((Run(0, 0, length),) if length else ())

    def to_origin(self, span: Span) -> Span | None:
        """The smallest range of the old text that holds all of the span that came from there.

        None when nothing of the span did. A span that ends in inserted text is cut to what was copied.
        """
        pieces = list(self._pieces(span))
        return covering(Span(p.origin, p.origin + p.length) for p in pieces) if pieces else None

    def from_origin(self, span: Span) -> Span | None:
        """The smallest range of the new text that holds all that was copied from the old span, or None."""
        found = []
        for run in self.runs:
            low, high = max(run.origin, span.start), min(run.origin + run.length, span.end)
            if low < high:
                found.append(Span(low, high).shifted(run.start - run.origin))
        return covering(found) if found else None

    def after(self, earlier: OffsetMap) -> OffsetMap:
        """The composed map: this one's old text is the new text of `earlier`."""
        runs = []
        for run in self.runs:
            for piece in earlier._pieces(Span(run.origin, run.origin + run.length)):
                runs.append(Run(run.start + piece.start - run.origin, piece.origin, piece.length))
        return OffsetMap(tuple(runs))

    def _pieces(self, span: Span) -> Iterator[Run]:
        """The parts of the runs that lie in a span of the new text."""
        first = max(0, bisect_right(self.runs, Run(span.start, 1 << 62, 0)) - 1)
        for run in self.runs[first:]:
            if run.start >= span.end:
                return
            low, high = max(run.start, span.start), min(run.start + run.length, span.end)
            if low < high:
                yield Run(low, run.origin + low - run.start, high - low)


@dataclass(slots=True)
class TextBuilder:
    """Writes a text out of pieces of an old one, and its offset map with it.

    >>> b = TextBuilder("a  b")
    >>> b.copy(Span(0, 1)); b.insert(" "); b.copy(Span(3, 4))
    >>> b.text(), b.offset_map().to_origin(Span(2, 3))
    ('a b', Span(start=3, end=4))
    """

    old: str
    _parts: list[str] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _length: int = 0

    def copy(self, span: Span) -> None:
        """Append a range of the old text."""
        words = span.of(self.old)
        last = self._runs[-1] if self._runs else None
        if last and last.start + last.length == self._length and last.origin + last.length == span.start:
            self._runs[-1] = Run(last.start, last.origin, last.length + len(words))
        elif words:
            self._runs.append(Run(self._length, span.start, len(words)))
        self._append(words)

    def replace(self, span: Span, words: str) -> None:
        """Append other words for a range of the old text: mapped code point by code point where the lengths agree."""
        if len(words) == len(span) and words:
            self._runs.append(Run(self._length, span.start, len(words)))
        self._append(words)

    def insert(self, words: str) -> None:
        """Append words that the old text does not have."""
        self._append(words)

    def text(self) -> str:
        """What has been written so far."""
        return "".join(self._parts)

    def offset_map(self) -> OffsetMap:
        """Where it came from."""
        return OffsetMap(tuple(self._runs))

    def __len__(self) -> int:
        return self._length

    def _append(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)
