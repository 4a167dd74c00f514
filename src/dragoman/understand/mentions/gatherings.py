"""Conferences and forums that have a name of their own: "the Ukraine Recovery Conference", "the Berlin Conference"."""

from __future__ import annotations

from dragoman.lexicon import load
from dragoman.types import Mention, MentionKind
from dragoman.understand.mentions.line import Line
from dragoman.understand.mentions.phrases import Tag
from dragoman.understand.mentions.words import listed

_CITIES = (Tag.CAPITAL, Tag.CITY)
_INSIDE = (*_CITIES, Tag.COUNTRY, Tag.REGION, Tag.ADJECTIVE)


def name_gatherings(line: Line, mentions: list[Mention]) -> None:
    """Capitalised words up to the noun of a gathering; the place that the name begins with is no place then.

    Not where only states and bodies stand before the noun ("the EU-Africa Forum"): these are the sides that meet. A
    line in which every word is capitalised says nothing.
    """
    heads = load("names")["gatherings"]
    for at, word in enumerate(line.words):
        if _is_numbered(line, at):
            line.take(at, at + 2)
            span = line.span(at, at + 2)
            name = span.of(line.text).upper()
            mentions.append(Mention(span, MentionKind.ORGANISATION, name, None, by="numbered"))
        if word.text not in heads or line.titled or at in line.inside or at in line.taken:
            continue
        first = _begin(line, at)
        if first < at and _says_which(line, first, at):
            span = line.span(first, at + 1)
            line.take(first, at + 1)
            name = " ".join(span.of(line.text).split())
            mentions.append(Mention(span, MentionKind.ORGANISATION, name, None, by="head word"))


def _is_numbered(line: Line, at: int) -> bool:
    """Whether a mechanism that has its number in its name stands here: "COP28"."""
    if line.word(at) not in load("merging")["numbered"] or not line.words[at].capital or not line.free(at, at + 2):
        return False
    return line.word(at + 1).isdigit() and line.words[at + 1].glued


def _begin(line: Line, at: int) -> int:
    """The first word of the name that ends at the noun."""
    first = at
    while first > 0:
        word, found = line.words[first - 1], line.inside.get(first - 1)
        usable = word.capital or (word.text == "-" and first > 1 and line.words[first - 2].capital)
        known = found is None or found.phrase.tag in _INSIDE
        if not usable or not known or word.possessive or first - 1 in line.taken or listed(word.text, "never"):
            break
        first = found.first if found else first - 1
    return first + 1 if first == 0 and first not in line.inside and line.word(0) in _ARTICLES else first


_ARTICLES = ("the", "a", "an", "this", "that", "its", "their")


def _says_which(line: Line, first: int, at: int) -> bool:
    """Whether the words before the noun are a name: begin with a city, or have a word that not any gathering has."""
    generic = load("names")["of any gathering"]
    own = [line.words[k].text for k in range(first, at) if k not in line.inside and line.words[k].capital]
    city = line.inside.get(first)
    called_after = city is not None and city.phrase.tag in _CITIES and line.word(city.last) != "-"
    return called_after or any(word not in generic for word in own)
