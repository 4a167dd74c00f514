"""Contents: what is said, as spans, and whether it stands in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.spans import Span, trimmed
from dragoman.types import Directness
from dragoman.understand.attributions.line import Item, Line

__all__ = ["Piece", "directness", "piece", "span_of"]

Piece = tuple[int, int]
"""A range of items of a line, half-open."""

_NAMING = frozenset({"as", "called", "so-called", "titled", "entitled", "named", "dubbed", "known", "headlined"})
_TRAILING = " \t\n\xa0,.;:—–-"


def piece(line: Line, first: int, end: int) -> Piece | None:
    """The range without marks and joining words at its ends; None when no word or quotation is left."""
    while first < end and line.items[first].plain and _is_edge(line.items[first]):
        first += 1
    while end > first and line.items[end - 1].plain and not line.items[end - 1].text[-1].isalnum():
        if line.items[end - 1].text in ("%", ")", "]", "$", "€", "'") or line.items[end - 1].text.endswith("."):
            break
        end -= 1
    return (first, end) if first < end else None


def _is_edge(item: Item) -> bool:
    return not item.text[0].isalnum() and item.text not in ("$", "€", "£", "(", "[", "#", "@")


def span_of(line: Line, found: Piece) -> Span:
    """The span of a piece; of a quotation alone, what stands inside its marks."""
    first, last = line.items[found[0]], line.items[found[1] - 1]
    if found[1] - found[0] == 1 and first.quoted is not None:
        inner = trimmed(line.text, first.quoted.inner)
        cut = trimmed(line.text, Span(inner.start, inner.end), ",")
        return trimmed(line.text, Span(inner.start, max(inner.start + 1, cut.end)))
    span = Span(first.span.start, last.span.end)
    if last.plain and last.text == "." and span.end == line.span.end:
        return trimmed(line.text, Span(span.start, span.end - 1), None)
    return span


def directness(line: Line, pieces: Sequence[Piece]) -> Directness:
    """Direct when all pieces are quotations, part when one holds words in marks, else indirect.

    Words in marks that only name something ("as "states parties to the Treaty"", "entitled "..."") are nobody's
    saying: they make no part quotation.
    """
    items = [line.items[start:end] for start, end in pieces]
    if all(len(row) == 1 and row[0].quoted is not None for row in items):
        return Directness.DIRECT
    for start, end in pieces:
        if any(line.items[i].quoted is not None and not _names(line, i) for i in range(start, end)):
            return Directness.PART
    return Directness.INDIRECT


def _names(line: Line, index: int) -> bool:
    """Whether a quotation is a name or term: it follows a word of naming and has a capital inside."""
    quoted = line.items[index].quoted
    assert quoted is not None
    inner = quoted.inner.of(line.text).split()
    return line.lower(index - 1) in _NAMING and any(w[0].isupper() for w in inner)
