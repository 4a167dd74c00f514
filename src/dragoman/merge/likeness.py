"""What two reports have in common and what sets them apart, each with its weight: a decision can be replayed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache

from dragoman.lexicon import load
from dragoman.merge.tellings import Telling
from dragoman.types import TOOK_PLACE, Compared, Granularity, Interval, Place, Status

__all__ = ["APART", "compare", "days_of", "is_fine", "score_of"]

APART = -100.0
"""The weight of what no sum of likenesses outweighs."""

_FINE = (Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY, Granularity.DAY)
_SHORT = timedelta(days=5)
_SEASON = timedelta(days=100)
_FEW, _MUCH, _SOME = 3, 0.5, 0.25
_NOT_HELD = (Status.DENIED, Status.REFUSED)
_STEM = 5
"""Letters by which a name and its other forms are alike ("Ukraine", "Ukrainian")."""
_WORD = re.compile(r"[^\W\d_]+")
_VERY_SOON, _SOON, _LATER = timedelta(days=3), timedelta(days=10), timedelta(days=45)


def compare(one: Telling, other: Telling) -> tuple[Compared, ...]:
    """What was compared of two reports of one family, in a fixed order; the two may be swapped."""
    return tuple(
        Compared(what, outcome, weight_of(outcome)) for what, outcome in _outcomes(*sorted((one, other), key=_key))
    )


def score_of(compared: tuple[Compared, ...]) -> float:
    """The sum of the weights."""
    return round(sum(c.weight for c in compared), 3)


@cache
def weight_of(outcome: str) -> float:
    """The weight of an outcome, `APART` for what keeps two reports apart whatever else they share."""
    weight = load("merging")["weights"][outcome]
    return APART if weight == "apart" else float(weight)


def days_of(interval: Interval) -> tuple[date, date]:
    """First and last day; an open end is as far off as can be."""
    return interval.first_day or date.min, interval.last_day or date.max


def is_fine(interval: Interval) -> bool:
    """Whether a time is a day or a few, so that another day is another time."""
    first, last = days_of(interval)
    return interval.granularity in _FINE and last - first <= _SHORT


def _key(telling: Telling) -> str:
    return telling.key


def _outcomes(one: Telling, other: Telling) -> Iterator[tuple[str, str]]:
    time = _time(one, other)
    other_mode = one.report.mode != other.report.mode
    if other_mode:
        beside = time == "the day before or after"
        yield "mode", "another mode on another day" if beside else "another mode"
    if one.document_id == other.document_id and (other_mode or time in ("another time", "the day before or after")):
        yield "document", "one document tells both"
    if _is_over(one, other) or _is_over(other, one):
        yield "tense", "still to come when the other was over"
    if _held_and_not(one, other) or _held_and_not(other, one):
        yield "status", "took place, and did not"
    yield "parties", _parties(one, other)
    if one.visitors and other.visitors and not set(one.visitors) & set(other.visitors):
        yield "visitors", "other visitors"
    yield from (("post", outcome) for outcome in _posts(one, other))
    yield "time", time
    if one.about and other.about:
        yield "instrument", "same instrument" if one.about & other.about else "other instrument"
    place = _place(one.place, other.place)
    if place:
        yield "place", place
    if one.number is not None and other.number is not None:
        yield "number", "same number" if one.number == other.number else "other number"
    words = _words(one, other)
    if words:
        yield "words", words


def _parties(one: Telling, other: Telling) -> str:
    """How the parties fit; a person of no known country may be there for any of the other's.

    Nobody meets alone: there one party says less than where one is enough. A body that meets is all of its members.
    """
    mine, theirs = ({n for n in t.sides if not n.startswith("person:")} or set(t.sides) for t in (one, other))
    fewer = min(len(mine), len(theirs))
    alone = fewer == 1 and one.family in load("merging")["of two"]
    if mine == theirs and fewer and one.inside and other.inside:
        return "same parties"
    if not fewer:
        return "no party said"
    if mine == theirs and fewer == 1:
        return "one side alone, the same" if alone else "one party, the same"
    if mine == theirs:
        return "same parties"
    if mine <= theirs or theirs <= mine:
        return "one side alone among the other's" if alone else "parties of one among those of the other"
    return "no party in common"


def _posts(one: Telling, other: Telling) -> Iterator[str]:
    """For the parties that both have: whether they are there with the same people and posts."""
    mine, theirs = dict(one.parties), dict(other.parties)
    people = {country: {k for k, c in one.people if c == country} for country in mine}
    others = {country: {k for k, c in other.people if c == country} for country in theirs}
    shared = sorted(mine.keys() & theirs.keys())
    met = {key for key, _ in one.people} & {key for key, _ in other.people}
    if met:
        yield "same people" if len(met) > 1 else "one person in common"
    if len(met) == 1 and len(one.people) == len(other.people) == 2 and one.family in load("merging")["of two"]:
        yield "another counterpart"
    for country in shared:
        posts, theirs_too = set(mine[country]), set(theirs[country])
        strangers = people[country] and others[country] and not people[country] & others[country]
        if posts and theirs_too and not posts & theirs_too:
            yield "other posts"
        elif strangers:
            yield "other people in the same post"
        elif posts & theirs_too:
            yield "same post"


def _time(one: Telling, other: Telling) -> str:
    mine, theirs = one.time, other.time
    if mine is not None and theirs is not None:
        return _times(mine, theirs)
    if mine is None and theirs is None:
        return _published(one, other)
    dated, undated = (one, other) if mine is not None else (other, one)
    assert dated.time is not None
    return _told_near(dated.time, undated)


def _times(one: Interval, other: Interval) -> str:
    (first, last), (start, end) = days_of(one), days_of(other)
    if first <= end and start <= last:
        if not (is_fine(one) and is_fine(other)):
            wide = max(last - first, end - start) > _SEASON
            return "within the year" if wide else "within the time"
        return "same day" if (first, last) == (start, end) or first == last or start == end else "days in common"
    if not (is_fine(one) and is_fine(other)):
        return "another time"
    apart = start - last if start > last else first - end
    return "the day before or after" if apart <= timedelta(days=1) else "another day"


def _published(one: Telling, other: Telling) -> str:
    if one.published is None or other.published is None:
        return "no day to compare"
    days = abs(one.published - other.published)
    return "told months apart" if days > _LATER else _apart(days, one.family)


def _is_over(one: Telling, other: Telling) -> bool:
    """Whether one was over when the other was told as still to come, of some time that is no day."""
    if one.time is None or not is_fine(one.time) or one.expected or not other.expected or other.published is None:
        return False
    said_next = "next" in other.report.trigger.exact.casefold().split()
    over = days_of(one.time)[1] < other.published or (said_next and days_of(one.time)[1] == other.published)
    return over and (other.time is None or not is_fine(other.time))


def _held_and_not(one: Telling, other: Telling) -> bool:
    """Whether one says that it took place, and the other that it did not."""
    return one.report.status in TOOK_PLACE and other.report.status in _NOT_HELD


def _told_near(time: Interval, undated: Telling) -> str:
    """Whether a report without a time was published near the time of another, on the side that its tense allows."""
    if undated.published is None:
        return "no day to compare"
    first, last = days_of(time)
    day = undated.published
    ahead, behind = max(first - day, timedelta()), max(day - last, timedelta())
    if (behind and undated.expected) or (
        ahead > timedelta(days=1) and not undated.expected and undated.report.status in TOOK_PLACE
    ):
        return "told at another time"
    return _apart(ahead + behind, undated.family)


def _apart(days: timedelta, family: str) -> str:
    """How far apart in days; what goes on for weeks, as aid and accusations do, is one only within a few."""
    soon = _SOON if family in load("merging")["families"] else _VERY_SOON
    if days <= soon:
        return "told within ten days" if soon is _SOON else "told within three days"
    return "told within six weeks" if days <= _LATER else "told at another time"


def _words(one: Telling, other: Telling) -> str:
    """How much of what the shorter sentence says the other says too, beside who takes part."""
    who = {word[:_STEM] for t in (one, other) for _, name in t.names_of_people for word in _content(name)}
    mine, theirs = (
        frozenset(word for word in _content(t.report.sentence.exact) if word[:_STEM] not in who) for t in (one, other)
    )
    fewer = min(len(mine), len(theirs))
    if fewer < _FEW:
        return ""
    share = len(mine & theirs) / fewer
    if share >= _MUCH:
        return "much the same words"
    return "some of the same words" if share >= _SOME else "" if mine & theirs else "no words in common"


@lru_cache(maxsize=4096)
def _content(sentence: str) -> frozenset[str]:
    """The words of a sentence that not every other has, cut to their first letters."""
    words = (word for word in _WORD.findall(sentence.casefold()) if len(word) > 3)
    return frozenset(word[:7] for word in words if word not in _plain())


@cache
def _plain() -> frozenset[str]:
    return frozenset(load("merging")["plain"])


def _place(one: Place | None, other: Place | None) -> str:
    if one is None or other is None:
        return ""
    if one.country and other.country and one.country != other.country:
        return "other country"
    if one.source_id == other.source_id:
        return "same place" if one.kind != "country" else ""
    return "" if "country" in (one.kind, other.kind) or "region" in (one.kind, other.kind) else "other place"
