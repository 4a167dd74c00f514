"""Venues: the house or ground where an event is held ("at the Palace of Independence"), as the words have it.

A venue is no place of the gazetteer and is not looked up; town and country stand in the report's place. It is taken
from the trigger's own clause, after "at", "in" or "inside", the nearest one behind the trigger, else before it. What is
visited is a venue without these: "visited the headquarters", "a visit to the shrine".
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import NOT_STATED, Document, Field, Trigger, Value

__all__ = ["venue_of_trigger"]

_LONGEST = 400
"""Code points of a clause that are looked at, around the event's word."""


def venue_of_trigger(document: Document, trigger: Trigger) -> Field[str]:
    """The venue of an event without its article, with its words; "not stated" where the clause names none."""
    start = max(trigger.clause.start, min(trigger.span.start - _LONGEST // 2, trigger.clause.end - _LONGEST))
    clause = Span(start, min(trigger.clause.end, start + _LONGEST))
    found = [Span(*m.span("name")) for m in _pattern().finditer(document.text, clause.start, clause.end)]
    if trigger.mode == "visit":
        site = _site().match(document.text, trigger.span.end, clause.end)
        found += [Span(*site.span("name"))] if site else []
    apart = [span for span in found if not span.overlaps(trigger.span)]
    if not apart:
        return NOT_STATED
    at = trigger.span
    nearest = min(apart, key=lambda s: (s.start < at.start, abs(s.start - at.end)))
    return Value(nearest.of(document.text), (document.evidence(nearest, by="venue"),))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Aa]t|[Ii]n|[Ii]nside)\s+{_named()}")


@cache
def _site() -> re.Pattern[str]:
    """What is visited, right behind the verb, or behind "to" after whose visit it is."""
    return re.compile(rf"(?:(?:\s+(?:of|by|from)\s[^,.;:]{{1,80}}?)?\s+to)?\s+{_named()}")


@cache
def _named() -> str:
    """At most six words between the preposition and the noun: names, or words of the list."""
    data = load("venues")
    nouns = "|".join(map(re.escape, sorted(data["nouns"], key=len, reverse=True)))
    inner = "|".join(map(re.escape, sorted(data["inner"], key=len, reverse=True)))
    word = rf"(?:[A-Z][\w.'’&-]*|(?:{inner})|[a-z]+['’]s)"
    tail = r"(?:\s+of(?:\s+the)?(?:\s+[A-Z][\w'’-]*){1,3})?"
    name = rf"(?P<name>(?:{word}\s+){{0,6}}?(?i:{nouns})\b(?!['’]s){tail})"
    return rf"(?:(?:the|a|an|his|her|its|their)\s+)?{name}"
