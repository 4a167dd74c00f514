"""Pronouns: who "he" and "she" are, where only one person can be meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort

from dragoman.ground.actors.people import Person
from dragoman.types import Mention, MentionKind

GENDERS = {"he": "m", "she": "f"}
REACH = 600
JOINED = re.compile(r"\s+and\s+(?:the\s+)?")
BREAK = re.compile(r"[.!?][\"”'’)]*\s+(?=[A-Z\"“'‘(])|\n")


def pronoun_persons(
    text: str, mentions: tuple[Mention, ...], order: list[tuple[Mention, Person]]
) -> list[tuple[Mention, Person]]:
    """The pronouns that resolve, with their people: the only one of that gender in this sentence or the one before.

    Of several candidates it is the peer of somebody joined to the pronoun, else nobody; in quotation marks a
    pronoun never resolves, as the words are somebody else's.
    """
    found = []
    order = sorted(order, key=_start)
    genders = {id(p): p.gender for p in {id(p): p for _, p in order}.values()}
    for mention in mentions:
        gender = GENDERS.get(mention.name) if mention.kind is MentionKind.PRONOUN else None
        gender = None if _quoted(text, mention.span.start) else gender
        person = _referent(text, mention, gender, order, genders) if gender else None
        if person:
            found.append((mention, person))
            insort(order, (mention, person), key=_start)
    return found


def _referent(
    text: str, mention: Mention, gender: str, order: list[tuple[Mention, Person]], genders: dict[int, str]
) -> Person | None:
    start = max(0, mention.span.start - REACH)
    breaks = [m.end() for m in BREAK.finditer(text, start, mention.span.start)]
    own = breaks[-1] if breaks else start
    before = breaks[-2] if len(breaks) > 1 else start
    for low, high in ((own, mention.span.start), (before, own)):
        reach = order[bisect_left(order, low, key=_start) : bisect_left(order, high, key=_start)]
        near = [(m, p) for m, p in reach if genders[id(p)] in (gender, "")]
        people = {id(p): p for _, p in near}
        if len(people) == 1:
            person = next(iter(people.values()))
            return person if genders[id(person)] == gender else None
        if people:
            return _peer(text, mention, near, order)
    return None


def _peer(
    text: str, mention: Mention, near: list[tuple[Mention, Person]], order: list[tuple[Mention, Person]]
) -> Person | None:
    """ "He and Lukashenko, the president": of several, the one with the same title as the person joined to it."""
    after = bisect_right(order, mention.span.start, key=_start)
    joined = order[after] if after < len(order) else None
    if joined is None or not JOINED.fullmatch(text, mention.span.end, joined[0].extent.start):
        return None
    titles = {office.title for office, _ in joined[1].offices}
    peers = {id(p): p for _, p in near if titles & {office.title for office, _ in p.offices}}
    return next(iter(peers.values())) if len(peers) == 1 else None


def _start(pair: tuple[Mention, Person]) -> int:
    return pair[0].span.start


def _quoted(text: str, at: int) -> bool:
    """Whether a place lies inside quotation marks, counted from the start of its paragraph."""
    low = max(0, at - 2000)
    before = text[max(text.rfind("\n", low, at), low) : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
