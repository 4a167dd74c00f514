"""Bylines: who wrote a document, by the line that says so."""

from __future__ import annotations

import re
from functools import cache

from dragoman import lexicon
from dragoman.clean.pieces import Piece
from dragoman.spans import Span

__all__ = ["is_byline", "names_in"]

_OPENING = re.compile(
    r"(?:(?:written|words|story|text|analysis|opinion|report|reporting|reported) by|by|authors?:)\s*:?\s+",
    re.IGNORECASE,
)
_SMALL = frozenset(
    ("and", "&", "in", "for", "of", "with", "the", "at", "from", "staff", "writer", "reporter", "correspondent")
)
_SMALL |= frozenset(("editor", "de", "van", "von", "der", "del", "la", "bin", "al", "el"))
_NAME_END = re.compile(
    r",? (?:in|for|at|from|with|of)\b|[|/•·;(]|"
    r", (?=[^,]{0,60}\b(?:[A-Z]{2,}|[Cc]orrespondent|[Ee]ditor|[Rr]eporter|[Ww]riter|Press|News|Agency|Times|Staff)\b)"
)
_UNNAMED = re.compile(
    r"(?:our|an?|the)\s+(?:[\w-]+\s+){0,3}(?:correspondents?|reporters?|newsroom|desk|bureau|staff)(?:\s+in\s+[A-Z]\w+)?\.?"
)
_JOIN = re.compile(r",? and | & |, ")


def is_byline(piece: Piece) -> bool:
    """Whether a line is a byline: "By" and names, each with its capital, and no sentence."""
    opening = _OPENING.match(piece.text)
    if opening is None or piece.words > 18:
        return False
    if _UNNAMED.fullmatch(piece.text, opening.end()):
        return True
    words = piece.text[opening.end() :].split()
    if not words or not words[0][0].isupper() or words[0].lower().strip(".,:") in _not_names():
        return False
    plain = [w for w in words if not _named(w)]
    if plain and "," in piece.text and len(plain) <= 4 and any(w.strip(".,;:").lower() in _roles() for w in words):
        plain, words = [], [w for w in words if _named(w)]
    return len(words) - len(plain) >= min(2, len(words)) and not piece.text.rstrip().endswith(("?", "!")) and not plain


def _named(word: str) -> bool:
    bare = word.strip(".,;:|()/&•·-–—'\"")
    return not bare or bare[0].isupper() or bare.lower() in _SMALL or "@" in bare


@cache
def _not_names() -> frozenset[str]:
    return frozenset(lexicon.load("clean")["not_bylines"])


@cache
def _roles() -> frozenset[str]:
    return frozenset(lexicon.load("clean")["byline_roles"])


def names_in(piece: Piece) -> tuple[Span, ...]:
    """The spans of the names in a byline, in the document's text; empty when it is none."""
    opening = _OPENING.match(piece.text)
    if opening is None:
        return ()
    end = _NAME_END.search(piece.text, opening.end())
    found, at, stop = [], opening.end(), end.start() if end else len(piece.text)
    joins = list(_JOIN.finditer(piece.text, at, stop))
    last = next((i for i, j in enumerate(joins) if j.group() != ", "), None)
    if last is None or last + 1 < len(joins):  # "Jane Roe, Andes Wire", "Jane Roe and John Doe, Andes Wire"
        cut = 0 if last is None else last + 1
        stop, joins = (joins[cut].start(), joins[:cut]) if len(joins) > cut else (stop, joins)
    for join in [*joins, None]:
        until = join.start() if join else stop
        part = piece.part(at, until)
        if 1 < part.words <= 4 and part.text[0].isupper() and not any(c.isdigit() for c in part.text):
            found.append(Span(part.span.start, part.span.start + len(part.text.rstrip(" .,"))))
        at = join.end() if join else stop
    return tuple(found)
