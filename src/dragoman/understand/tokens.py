"""Tokens: words, numbers, abbreviations and marks of a stretch of text, each with its span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman import lexicon
from dragoman.spans import Span

__all__ = ["Token", "tokenize"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark: its span in the text, its words, and these in small letters with plain apostrophes."""

    span: Span
    text: str
    lower: str


# No part can match in two ways, and every repetition that could be tried again is bounded: linear on any input.
_SHAPES = (
    r"(?P<short>{short})"
    r"|(?P<letters>[^\W\d_](?:\.[^\W\d_]){{1,7}}(?!\w)(?:\.-\w+|\.)?)"  # U.S., a.m., U.S.-led
    r"|(?P<initial>[^\W\d_]\.(?=[ \xa0]?[A-ZÀ-ÖØ-Þ][\w.]))"  # J. R. Smith
    r"|(?P<number>\d+(?:[.,:/]\d+)*(?:[-–]\d+(?:[.,:/]\d+)*)*(?:-?[^\W\d_]+(?:-[^\W_]+)*)?%?)"  # 2,000; 19.01.2023
    r"|(?P<word>[^\W_]\w*(?:[-‐‑'’ʼ&]\w+)*)"  # Sergei, third-party, O'Brien
    r"|(?P<clitic>(?<=[\w.)])['’ʼ](?:s|re|ve|ll|d|m)(?!\w))"  # behind a name or "U.S."
    r"|(?P<dots>\.{{2,}}|…)"
    r"|(?P<mark>``|''|--+|[^\w\s]|_)"
)
_CLITIC = re.compile(r"(?:n['’ʼ]t|['’ʼ](?:s|re|ve|ll|d|m))$", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    """The pattern with the short forms that keep their full stop in one token."""
    words = lexicon.load("sentences")
    small = "|".join(re.escape(w) for w in words["small"] + words["perhaps_small"])
    large = "|".join(re.escape(w) for w in words["titles"] + words["calendar"] + words["perhaps"])
    numbered = "|".join(re.escape(w) for w in words["numbered"])
    return re.compile(
        _SHAPES.format(
            short=rf"(?i:{small})\.|(?=[A-Z])(?i:{large})\.|(?i:{numbered})\.(?=[ \xa0]?\d)",
        )
    )


@lru_cache(maxsize=4096)  # every reader of a sentence asks for the same tokens
def tokenize(text: str, span: Span) -> tuple[Token, ...]:
    """The tokens of a span of a text, in order; empty when it holds white space only.

    A possessive or contracted ending is a token of its own ("Sputnik" + "'s", "did" + "n't"), a hyphenated
    word is one token, a short form keeps its full stop ("U.S.", "Mr.", "J."), every mark stands alone.
    """
    return tuple(_tokens(text, span))


def _tokens(text: str, span: Span) -> Iterator[Token]:
    for match in _pattern().finditer(text, span.start, span.end):
        start, end = match.span()
        if match.lastgroup != "word":
            yield _token(text, start, end)
            continue
        clitic = None if match.group().isalnum() else _CLITIC.search(text, max(start, end - 3), end)
        if clitic and clitic.start() > start:
            yield _token(text, start, clitic.start())
            start = clitic.start()
        yield _token(text, start, end)


def _token(text: str, start: int, end: int) -> Token:
    words = text[start:end]
    lower = words.lower()
    return Token(Span(start, end), words, lower if lower.isascii() else lower.replace("’", "'").replace("ʼ", "'"))
