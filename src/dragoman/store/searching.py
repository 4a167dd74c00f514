"""Full text search: the query is words, never syntax."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from dragoman.spans import Span
from dragoman.store.listing import Header, header

__all__ = ["Passage", "search"]

_MARK = "\ufdd0dragoman\ufdd1"
"""Noncharacters of Unicode around a word: a text that holds just this gets no spans, never wrong ones."""

_AROUND = 90
_MOST_WORDS = 32

_BEST = text(
    "SELECT text_index.rowid FROM text_index JOIN versions ON versions.id = text_index.rowid"
    " WHERE text_index MATCH :words AND EXISTS (SELECT 1 FROM documents WHERE current_id = versions.id)"
    " ORDER BY bm25(text_index), versions.document_id LIMIT :most"
)
_MARKED = text(
    "SELECT versions.text, highlight(text_index, 1, :mark, :mark)"
    " FROM text_index JOIN versions ON versions.id = text_index.rowid"
    " WHERE text_index MATCH :words AND text_index.rowid = :version_id"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document with words of the query.

    `text` is the document's text at `span`; `words` are the spans of the query's words within it, in the document.
    For words of the title alone the passage is the beginning of the text and `words` is empty.
    """

    header: Header
    text: str
    span: Span
    words: tuple[Span, ...]


def search(connection: Connection, query: str, *, limit: int) -> Iterator[Passage]:
    """Passages of the current versions that hold all words of the query, the best first; none for no words."""
    words = _as_words(query)
    if not words:
        return
    best = connection.execute(_BEST, {"words": words, "most": limit}).scalars().all()
    for version_id in best:
        values = {"words": words, "mark": _MARK, "version_id": version_id}
        whole, marked = connection.execute(_MARKED, values).one()
        yield _passage(header(connection, version_id), whole, _spans(whole, marked))


def _as_words(query: str) -> str:
    """The query in FTS5's language: every word quoted, so that nothing in it is an operator."""
    words = unicodedata.normalize("NFC", query.replace("\0", " ").replace('"', " ")).split()
    kept = [word for word in words if any(c.isalnum() for c in word)]
    return " ".join(f'"{word}"' for word in kept[:_MOST_WORDS])


def _spans(whole: str, marked: str) -> tuple[Span, ...]:
    pieces = marked.split(_MARK)
    if "".join(pieces) != whole:
        return ()
    spans, at = [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append(Span(at, at + len(piece)))
        at += len(piece)
    return tuple(spans)


def _passage(over: Header, whole: str, words: tuple[Span, ...]) -> Passage:
    first = _densest(whole, words) if words else Span(0, 0)
    span = Span(_left(whole, first.start - _AROUND), _right(whole, first.end + _AROUND))
    inside = tuple(w for w in words if span.contains(w))
    return Passage(over, span.of(whole), span, inside)


def _densest(whole: str, words: tuple[Span, ...]) -> Span:
    """The first of the words at which most different letters of the query stand together within one passage."""
    best, most, first = words[0], -1, 0
    for last, word in enumerate(words):
        while word.end - words[first].start > _AROUND or last - first >= _MOST_WORDS:
            first += 1
        weight = sum(map(len, {w.of(whole).lower() for w in words[first : last + 1]}))
        if weight > most:
            best, most = words[first], weight
    return best


def _left(whole: str, at: int) -> int:
    """The beginning of a word near `at`, not before it."""
    if at <= 0:
        return 0
    space = whole.find(" ", at, at + 30)
    return at if space < 0 else space + 1


def _right(whole: str, at: int) -> int:
    """The end of a word near `at`, not after it."""
    if at >= len(whole):
        return len(whole)
    space = whole.rfind(" ", at - 30, at)
    return at if space < 0 else space
