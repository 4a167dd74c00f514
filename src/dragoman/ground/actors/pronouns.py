"""Pronouns: who "he" and "she" are, where one person is far likelier than all others.

The people named shortly before are ranked by where and how they are named (after Lappin and Leass 1994: recency,
subject, parallel, repetition), with weights that `python -m train pronouns` fits to GUM. Nobody is said where no
share reaches `sure`: a wrong "he" looks as right as a right one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from dragoman.ground.actors.people import Person
from dragoman.lexicon import load
from dragoman.types import Attribution, Directness, Mention, MentionKind

__all__ = ["Candidate", "candidates_of", "choice", "opens", "pronoun_persons"]

GENDERS = {"he": "m", "she": "f"}
REACH = 900
"""Code points before a pronoun in which the person is named."""

FURTHEST = 3
"""Sentences before its own."""

JOINED = re.compile(r"\s+and\s+(?:the\s+)?")
BREAK = re.compile(r"[.!?][\"”'’)]*\s+(?=[A-Z\"“'‘(])|\n")
OWNER = re.compile(r"['’]s?\b")
COMMA = re.compile(r",|\bwho\b|\band\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pronoun may mean, and what speaks for and against it, as numbers by name."""

    person: Person
    features: Mapping[str, float]


def pronoun_persons(
    text: str,
    mentions: tuple[Mention, ...],
    order: list[tuple[Mention, Person]],
    attributions: Sequence[Attribution] = (),
) -> list[tuple[Mention, Person]]:
    """The pronouns that resolve, with their people.

    One that begins what somebody is said to say, and is no quotation ("Lavrov said he would"), is who says it. One
    that is joined to somebody ("he and Lukashenko, the president") is a peer of that person. In quotation marks
    a pronoun never resolves, as the words are somebody else's.
    """
    found = []
    order = sorted(order, key=_start)
    genders = {id(p): p.gender for p in {id(p): p for _, p in order}.values()}
    for mention in mentions:
        if mention.kind is not MentionKind.PRONOUN or mention.name not in GENDERS or _quoted(text, mention.span.start):
            continue
        person = _speaker(text, mention, order, genders, attributions)
        person = person or _referent(candidates_of(text, mention, order, genders), text, mention, order)
        if person:
            found.append((mention, person))
            insort(order, (mention, person), key=_start)
            genders[id(person)] = GENDERS[mention.name]  # who was "she" once is not "he" later
    return found


def candidates_of(
    text: str, mention: Mention, order: list[tuple[Mention, Person]], genders: Mapping[int, str]
) -> list[Candidate]:
    """The people named before a pronoun, last named first, but those known to be of the other gender.

    `order` has the mentions of people by their start, pronouns that are resolved among them; `genders` are by the id
    of the person.
    """
    at, gender = mention.span.start, GENDERS[mention.name]
    starts = _sentences(text, at)
    reach = order[bisect_left(order, starts[-1], key=_start) : bisect_left(order, at, key=_start)]
    named: dict[int, list[Mention]] = {}
    people: dict[int, Person] = {}
    for one, person in reversed(reach):
        if genders[id(person)] in (gender, ""):
            named.setdefault(id(person), []).append(one)
            people[id(person)] = person
    return [
        Candidate(people[key], _features(text, mention, of, starts, rank, genders[key], len(named)))
        for rank, (key, of) in enumerate(named.items())
    ]


def _features(
    text: str, mention: Mention, named: list[Mention], starts: list[int], rank: int, gender: str, rivals: int
) -> dict[str, float]:
    """What is known of a candidate, from its mentions, the last first."""
    last = named[0]
    away = next(n for n, start in enumerate(starts) if start <= last.span.start)
    opening = last.extent.start - starts[away]
    between = text[last.extent.end : mention.span.start]
    return {
        "bias": 1.0,
        "gender": float(bool(gender)),
        "same sentence": float(away == 0),
        "sentence before": float(away == 1),
        "far": float(away > 1),
        "last named": float(rank == 0),
        "last but one": float(rank == 1),
        "only one": float(rivals == 1),
        "rivals": float(min(rivals - 1, 4)),
        "opens its sentence": float(opening < 4),
        "early in its sentence": float(opening < 40),
        "both open": float(opening < 40 and mention.span.start - starts[0] < 4),
        "pronoun before": float(last.kind is MentionKind.PRONOUN),
        "often": float(min(len(named) - 1, 3)),
        "owner": float(bool(OWNER.match(text, last.span.end))),
        "has an office": float(last.office is not None),
        "possessive": float(away == 0 and mention.by.endswith("possessive")),
        "possessive, last": float(away == 0 and rank == 0 and mention.by.endswith("possessive")),
        "same clause": float(away == 0 and not COMMA.search(between)),
        "paragraph between": float("\n" in between),
    }


def opens(text: str, said: Attribution, at: int) -> bool:
    """Whether what stands at a place begins what somebody named before it is said to say, not in quotation marks."""
    content = said.contents[0]
    if said.direct is not Directness.INDIRECT or said.speaker is None or said.speaker.end > at or content.start > at:
        return False
    before = text[content.start : at].strip()
    return before in ("", "that") or (at < content.end and before.endswith("and that"))


def _speaker(
    text: str,
    mention: Mention,
    order: list[tuple[Mention, Person]],
    genders: Mapping[int, str],
    attributions: Sequence[Attribution],
) -> Person | None:
    """Who says what a pronoun begins, where that is named before it."""
    at = mention.span.start
    for said in attributions:
        if not opens(text, said, at):
            continue
        assert said.speaker is not None
        named = (person for one, person in order if one.span.overlaps(said.speaker))
        return next((p for p in named if genders[id(p)] in (GENDERS[mention.name], "")), None)
    return None


def _referent(
    candidates: list[Candidate], text: str, mention: Mention, order: list[tuple[Mention, Person]]
) -> Person | None:
    after = bisect_right(order, mention.span.start, key=_start)
    joined = order[after] if after < len(order) else None
    if joined and JOINED.fullmatch(text, mention.span.end, joined[0].extent.start):
        return _peer(joined[1], candidates)
    data = load("pronouns")
    chosen = choice(candidates, data["weights"], data["sure"])
    return None if chosen is None else candidates[chosen].person


def choice(candidates: Sequence[Candidate], weights: Mapping[str, float], sure: float) -> int | None:
    """The number of the likeliest candidate, the first of equals; None where its share is below `sure`."""
    totals = [sum(weights[name] * value for name, value in c.features.items()) for c in candidates]
    best = max(range(len(totals)), key=lambda n: (totals[n], -n), default=None)
    return best if best is not None and 1 / (1 + exp(-totals[best])) >= sure else None


def _peer(joined: Person, candidates: list[Candidate]) -> Person | None:
    """Of the candidates the one with a title of the person that is joined to the pronoun; the only one without."""
    others = [c.person for c in candidates if c.person is not joined]
    titles = {office.title for office, _ in joined.offices}
    peers = [p for p in others if titles & {office.title for office, _ in p.offices}] or others
    return peers[0] if len(peers) == 1 else None


def _sentences(text: str, at: int) -> list[int]:
    """Where the sentence of a place begins, and the sentences before it within reach, the own first."""
    low = max(0, at - REACH)
    breaks = [m.end() for m in BREAK.finditer(text, low, at)]
    return [*reversed(breaks), low][: FURTHEST + 1]


def _start(pair: tuple[Mention, Person]) -> int:
    return pair[0].span.start


def _quoted(text: str, at: int) -> bool:
    """Whether a place lies inside quotation marks, counted from the start of its paragraph."""
    low = max(0, at - 2000)
    before = text[max(text.rfind("\n", low, at), low) : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
