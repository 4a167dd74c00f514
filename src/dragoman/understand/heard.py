"""What the encoder says of a document: its words with their spans, and names, sayings and events among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dragoman.models import Encoder, Reading
from dragoman.models.decode import spans_of
from dragoman.models.labels import NAME_TAGS
from dragoman.spans import Span
from dragoman.understand.tokens import tokenize

__all__ = ["HEADS", "Heard", "HeardName", "hear"]

HEADS = (
    *("names", "attribution", "link_query", "link_key", "type", "mode", "status"),
    *("role_query", "role_key", "role_word"),
)
"""The encoder's heads that a document is read with."""
_CAPITALISED = ("person", "organisation", "place")


@dataclass(frozen=True, slots=True)
class HeardName:
    """A name that the encoder reads: its span, its kind (`models.labels.KINDS`), the mean probability of its tags."""

    span: Span
    kind: str
    score: float


@dataclass(frozen=True)
class Heard:
    """A document as the encoder reads it. `words` has the span of each word of `reading`, in order of the text."""

    text: str
    reading: Reading
    words: tuple[Span, ...]

    def range_of(self, span: Span) -> tuple[int, int]:
        """The half-open range of words that begin in a span."""
        return (
            bisect_left(self.words, span.start, key=lambda w: w.start),
            bisect_left(self.words, span.end, key=lambda w: w.start),
        )

    def span_of(self, first: int, end: int) -> Span:
        """The span from the first of some words to the last."""
        return Span(self.words[first].start, self.words[end - 1].end)

    @cached_property
    def names(self) -> tuple[HeardName, ...]:
        """The names, in order of the text."""
        shares = np.exp(self.reading.name_scores)
        shares /= shares.sum(1, keepdims=True)
        tags = self.reading.names
        found = []
        for start, last, kind in spans_of(tags):
            end = self._name_end(start, last) if kind in _CAPITALISED else last
            columns = [NAME_TAGS.index(tag) for tag in tags[start:end]]
            score = float(np.mean(shares[np.arange(start, end), columns]))
            found.append(HeardName(self.span_of(start, end), kind, score))
        return tuple(found)

    def _name_end(self, start: int, end: int) -> int:
        """Where a name ends without small words behind it ("the Eastern Partnership of")."""
        while end - 1 > start and self.words[end - 1].of(self.text)[0].islower():
            end -= 1
        return end

    def sayings(self) -> Iterator[tuple[str, int, int]]:
        """Sources, cues and contents as half-open ranges of words, unit by unit."""
        tags = self.reading.attribution
        for first, last in self.reading.units:
            yield from ((label, first + a, first + b) for a, b, label in spans_of(tags[first:last]))


def hear(encoder: Encoder, text: str, sentences: Sequence[Span]) -> Heard:
    """A text read by the encoder; sentences that follow each other in one paragraph are one unit."""
    units: list[list[Span]] = []
    before: Span | None = None
    for sentence in sentences:
        words = [token.span for token in tokenize(text, sentence)]
        if before is not None and "\n" not in text[before.end : sentence.start] and before.end <= sentence.start:
            units[-1].extend(words)
        else:
            units.append(words)
        before = sentence
    reading = encoder.read([[span.of(text) for span in unit] for unit in units], heads=HEADS)
    return Heard(text, reading, tuple(span for unit in units for span in unit))
