"""Stretches of a place with its time, as lists of past meetings have them: "in Lima on 4 March, in Quito on ..."."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.types import MentionKind
from dragoman.understand.edges import is_calendar
from dragoman.understand.found import is_kind
from dragoman.understand.parse import Chunk, Parse

__all__ = ["Stretch", "stretch_at", "stretches_from", "time_end"]

_OPENERS = ("on", "in", "last", "this", "next", "early", "late")
_BETWEEN = (",", "and", "then")
_PLACED = ("in", "at", "on")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tokens from `first` to `end` (half-open) that name a place and then a time."""

    first: int
    place: Chunk
    end: int


def stretch_at(parse: Parse, at: int, *, ties: tuple[str, ...] = _PLACED, bare: bool = False) -> Stretch | None:
    """The stretch that begins at a token with one of these prepositions, or (`bare`) with the place itself."""
    if not bare and parse.lower(at) not in ties:
        return None
    chunk = parse.chunk(at) if bare else parse.chunk(at + 1)
    if chunk is None or not is_kind(chunk, MentionKind.PLACE):
        return None
    start = chunk.end + (parse.lower(chunk.end) == "again")
    end = time_end(parse, start)
    return Stretch(at, chunk, end) if end > start else None


def stretches_from(
    parse: Parse, at: int, *, ties: tuple[str, ...] = _PLACED, bare: bool = False
) -> tuple[Stretch, ...]:
    """Every stretch of a list that begins at a token, until something else follows."""
    found: list[Stretch] = []
    while at < len(parse.tokens):
        stretch = stretch_at(parse, at, ties=ties, bare=bare)
        end = stretch.end if stretch is not None else _unknown_end(parse, at)
        if end <= at:
            break
        found.extend([stretch] if stretch is not None else [])
        at = end
        while parse.lower(at) in _BETWEEN:
            at += 1
    return tuple(found)


def _unknown_end(parse: Parse, at: int) -> int:
    """The end of an item whose place nobody knows: "in Nowhereville on 3 May 2010"; the same index where it is none."""
    name = at + 1
    while name < len(parse.tokens) and parse.chunk(name) is None and parse.tokens[name].text[:1].isupper():
        name += 1
    end = time_end(parse, name)
    return (
        end
        if parse.lower(at) in _PLACED and name > at + 1 and end > name and not is_calendar(parse.lower(at + 1))
        else at
    )


def time_end(parse: Parse, index: int) -> int:
    """The token after a time that stands here ("on 4 March 2013", "in 2022"); the same index where none does."""
    if parse.lower(index) not in _OPENERS:
        return index
    at = index + 1
    while at < len(parse.tokens) and parse.chunk(at) is None and (is_calendar(parse.lower(at)) or _in_date(parse, at)):
        at += 1
    return at if at > index + 1 else index


def _in_date(parse: Parse, at: int) -> bool:
    """A comma, "of" or "and" inside a date: "May 14, 2010", "on 22 May of the same year", "on 21 and 22 May"."""
    before, lower, after = parse.lower(at - 1), parse.lower(at), parse.lower(at + 1)
    if lower == "and":
        return before.isdigit() and len(before) < 3 and after.isdigit() and parse.lower(at + 2).isalpha()
    year = lower == "," and after[:2] in ("19", "20") and len(after) == 4
    return year or lower == "same" or (lower in ("of", "the") and after in ("the", "same", "this", "that"))
