"""Wording: words of an outlet's own that take sides, as wording, not as a judgement of who is right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from dragoman import lexicon
from dragoman.spans import Span, covering
from dragoman.types import Document, Wording
from dragoman.understand.noun_phrase import QUOTES, is_word
from dragoman.understand.phrasebook import Phrasebook
from dragoman.understand.tokens import Token, tokenize

__all__ = ["find_wordings"]

_ADJECTIVE = re.compile(r"(?:al|ic|ive|ary|ian|ean|ese|ish|ous|ist)$|-")

_MARKS = QUOTES | {"'", "‘", "’", "`"}

LONGEST = 4
"""So many words at most are taken on either side of a word that judges."""

_Found = tuple[int, int, str]


@cache
def _lexicon() -> dict[str, Any]:
    data: dict[str, Any] = lexicon.load("wording")
    return data


@cache
def _book(name: str) -> Phrasebook[str]:
    return Phrasebook((phrase, about) for about, phrases in sorted(_lexicon()[name].items()) for phrase in phrases)


@cache
def _against(name: str) -> Phrasebook[str]:
    return Phrasebook((phrase, "bloc") for phrase in _lexicon()["against"][name])


def find_wordings(
    document: Document, sentences: tuple[Span, ...], quoted: tuple[Span, ...] = ()
) -> tuple[Wording, ...]:
    """The outlet's own words that take sides, in order, the headline's too; empty when there are none.

    Words that touch a span of `quoted` (direct quotations, or all that is said by others) are not the
    outlet's own, and left out.
    """
    held = sorted(quoted)
    starts = [q.start for q in held]
    ends = _furthest(held)
    found = []
    for sentence in sentences:
        for wording in _in_sentence(tokenize(document.text, sentence)):
            before = bisect_right(starts, wording.span.end - 1)
            if not before or ends[before - 1] <= wording.span.start:
                found.append(wording)
    return tuple(found)


def _furthest(spans: Sequence[Span]) -> list[int]:
    """How far the first n spans reach, for each n."""
    ends: list[int] = []
    for span in spans:
        ends.append(max(span.end, ends[-1] if ends else 0))
    return ends


def _in_sentence(tokens: Sequence[Token]) -> Iterator[Wording]:
    index = 0
    while index < len(tokens):
        found = _opposition(tokens, index) or _phrase(tokens, index) or _before(tokens, index) or _noun(tokens, index)
        if found and (not found[0] or tokens[found[0] - 1].text not in _MARKS):
            yield Wording(covering(t.span for t in tokens[found[0] : found[1]]), found[2])
        index = max(index + 1, found[1] if found else 0)


def _opposition(tokens: Sequence[Token], index: int) -> _Found | None:
    """A verb of opposition with a bloc for its object: "countering the West"."""
    verb = _against("verbs").at(tokens, index)
    plot = _plotted(tokens, index)
    if not verb and not plot:
        return None
    at = index + verb[0] if verb else plot
    at += int(at < len(tokens) and tokens[at].lower == "the")
    target = _against("objects").at(tokens, at) if at < len(tokens) else None
    if not target or (tokens[at].lower == "west" and tokens[at].text == "west"):
        return None
    end = at + target[0]
    named = tokens[at].lower == "west" and end < len(tokens) and tokens[end].text[0].isupper()
    return None if named else (index, end, "bloc")  # "confront West Ham" names somebody else


_PLOTS = frozenset(("plot", "plots", "plotted", "plotting", "conspire", "conspires", "conspired", "conspiring"))


def _plotted(tokens: Sequence[Token], index: int) -> int:
    """The word behind "against" in "plot a common line against the West"; 0 where nobody plots."""
    if tokens[index].lower not in _PLOTS:
        return 0
    for at in range(index + 1, min(index + 7, len(tokens) - 1)):
        if tokens[at].lower == "against":
            return at + 1
    return 0


def _phrase(tokens: Sequence[Token], index: int) -> _Found | None:
    match = _book("phrase").at(tokens, index)
    if not match or _inside_name(tokens, index):
        return None
    return index, index + match[0], match[1]


def _inside_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether capitals before and at a word make it part of a name ("Islamic State terrorism")."""
    return index > 0 and tokens[index].text[0].isupper() and tokens[index - 1].text[0].isupper()


def _before(tokens: Sequence[Token], index: int) -> _Found | None:
    """A word that judges the noun behind it, with that noun."""
    match = _book("before").at(tokens, index)
    if not match:
        return None
    end = index + match[0]
    only = _lexicon()["before_only"].get(tokens[index].lower)
    while end < len(tokens) and end - index <= LONGEST and _continues(tokens, end):
        end += 1
    while end > index + match[0] and tokens[end - 1].lower.endswith("ed"):
        end -= 1
    nouns = {t.lower for t in tokens[index + match[0] : end]}
    if only is not None and nouns.isdisjoint(only):
        return None
    return (index, end, match[1]) if nouns else None


def _continues(tokens: Sequence[Token], index: int) -> bool:
    """Whether a judged phrase goes on: not past a verb in -ing, but past the "'s" of a name in capitals."""
    token = tokens[index]
    if token.lower == "'s":
        return index + 1 < len(tokens) and tokens[index + 1].text[0].isupper()
    return is_word(token) and not (token.text[0].islower() and token.lower.endswith("ing"))


def _noun(tokens: Sequence[Token], index: int) -> _Found | None:
    """A noun that judges, with the words before it that say whose it is."""
    match = _book("noun").at(tokens, index)
    if not match:
        return None
    word, end = tokens[index].lower, index + match[0]
    first = _modified_from(tokens, index)
    modifiers = {t.lower for t in tokens[max(0, min(first, index - 2)) : index]}
    behind = tokens[end].lower if end < len(tokens) else ""
    if modifiers & set(_lexicon()["plain"].get(word, ())) or behind in _lexicon()["plain_after"].get(word, ()):
        return None
    if word in _lexicon()["owned"] and not _owned(tokens, first, index, end):
        return None
    return first, end, match[1]


def _modified_from(tokens: Sequence[Token], index: int) -> int:
    """Where the names and the possessive before a noun begin: "Kyiv regime", "Moscow's puppets"."""
    first = index
    while first > 0 and index - first < LONGEST and tokens[first - 1].text not in QUOTES:
        token = tokens[first - 1]
        names = token.text[0].isupper() or _ADJECTIVE.search(token.lower)
        if token.lower != "'s" and not (is_word(token) and names):
            break
        first -= 1
    while first < index and tokens[first].lower == "'s":
        first += 1
    return first


def _owned(tokens: Sequence[Token], first: int, index: int, end: int) -> bool:
    before = range(first, index)
    verb = tokens[end].lower if end < len(tokens) else ""
    if index == 1 and tokens[0].lower == "the" and (verb.endswith("ed") or verb in ("said", "has", "had", "told")):
        return True  # "The strongman answered": it stands for somebody's name
    named = any(tokens[k].lower == "'s" or (tokens[k].text[0].isupper() and k > 0) for k in before)
    end += int(end < len(tokens) and tokens[end].lower == "of")
    return named or (end < len(tokens) and tokens[end].text[0].isupper())
