"""The grammar of times: what stands together as one time, from its part of the day to its range.

Written by hand, longest reading first, each rule with a bounded look ahead, so that reading is linear. What a
time expression is follows TimeML (Pustejovsky et al. 2003): the words without their preposition.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.ground.times.clock import MIDNIGHT, Reading, clock_at
from dragoman.ground.times.edges import edged_at
from dragoman.ground.times.lengths import length_at
from dragoman.ground.times.meaning import (
    Ago,
    CalendarDay,
    Clock,
    ClosedRange,
    Deictic,
    Holiday,
    Kind,
    Meaning,
    MonthOf,
    NthWeekday,
    Part,
    Segment,
    Shift,
    WeekdayOf,
    YearOf,
)
from dragoman.ground.times.modifiers import moved
from dragoman.ground.times.phrases import Found, Tokens, day_at, list_of, month_at, table, touching, year_of_at
from dragoman.ground.times.relative import part_of_day

__all__ = ["time_at"]

_DAYS = (CalendarDay, WeekdayOf, NthWeekday, Holiday)
_RANGED = (CalendarDay, WeekdayOf, MonthOf, YearOf, Segment, Clock, Shift, Part)
_LINKS = ("to", "until", "till", "through", "thru", "-")


def time_at(t: Tokens, i: int, *, cued: bool = False) -> Found | None:
    """The longest time that begins here, or None; `cued` where it is known that one does."""
    first = _timed_at(t, i, cued=cued)
    if first is None:
        return _listed_day(t, i) or length_at(t, i)
    length = length_at(t, i)
    if length and length.end > first.end:
        return length
    return _range_from(t, i, first) or first


def _range_from(t: Tokens, i: int, first: Found) -> Found | None:
    """From one time to another: "16 January to 1 February", "between March and May", "January 30 - February 2"."""
    link = t[first.end]
    between = t[i - 1].word == "between" and link.word == "and"
    if not (between or link.word in _LINKS) or not isinstance(first.meaning, _RANGED):
        return None
    if t[i - 1].word == "from" and moved(t, i - 1):
        return None
    apart = link.end != t[first.end + 1].start
    if link.word == "-" and apart and link.raw in "—―":
        return None
    at = first.end + 1
    at += 1 if t[at].word == "the" and t[at + 1].kind == "ordinal" else 0
    second = _timed_at(t, at, cued=True)
    if second is None or not _same_sort(first.meaning, second.meaning):
        return None
    kind = Kind.TIME if isinstance(first.meaning, Clock) else Kind.DATE
    meaning = ClosedRange(first.meaning, second.meaning)
    return Found(second.end, meaning, "from to", kind, cut=(first.end, at))


def _same_sort(first: Meaning, second: Meaning) -> bool:
    if _is_day(first) or _is_day(second):
        return _is_day(first) and _is_day(second)
    if isinstance(first, Shift) and isinstance(second, Shift):
        return first.unit == second.unit
    return type(first) is type(second)


def _listed_day(t: Tokens, i: int) -> Found | None:
    """The 18 of "18 and 25 January": a day whose month comes after the other days."""
    day = day_at(t, i)
    before = t[i - 1]
    if day is None or (before.kind not in ("mark", "") and before.word not in list_of("day_cues")):
        return None
    at = i + 1
    for _ in range(4):
        if t[at].word not in (",", "and", "or", "&"):
            return None
        at += 2 if t[at].word == "," and t[at + 1].word in ("and", "or") else 1
        if day_at(t, at) is None:
            return None
        month = month_at(t, at + 1)
        if month:
            year = year_of_at(t, month[1])[0]
            return Found(i + 1, CalendarDay(day, month[0], year), "day of a list")
        at += 1
    return None


def _timed_at(t: Tokens, i: int, *, cued: bool = False) -> Found | None:
    """A time with its part of the day or reading of the clock, or without, or None."""
    reading = clock_at(t, i)
    if reading:
        return _clock_first(t, i, reading, cued=cued)
    part = _part_first(t, i)
    if part:
        return part
    found = edged_at(t, i, cued=cued)
    return _with_time(t, found) if found else None


def _clock_first(t: Tokens, i: int, reading: Reading, *, cued: bool) -> Found | None:
    """10:00 GMT on Tuesday, 3 p.m. yesterday, 10:00 GMT 15.12.2023, at 20:16; bare digits need "at" or a day."""
    at = reading.end
    while t[at].word in (",", "on") and at < reading.end + 2:
        at += 1
    hour, rule = reading.hour, "clock"
    if [t[at + k].word for k in range(2)] == ["in", "the"] and t[at + 2].word in ("morning", "afternoon", "evening"):
        hour += 12 if t[at + 2].word != "morning" and hour < 12 else 0
        reading, at = Reading(at + 3, hour, reading.minute, reading.zone, True), at + 3
        at += 1 if t[at].word == "on" else 0
    day = edged_at(t, at)
    if day and isinstance(day.meaning, (*_DAYS, Shift, Deictic, Part)) and day.kind in (Kind.DATE, Kind.TIME):
        return _clock_on(replace(reading, hour=hour, end=day.end), day)
    if not (reading.sure or cued or t[i - 1].word in list_of("clock_cues")):
        return None
    return Found(reading.end, Clock(hour % 24, reading.minute, reading.zone), rule, Kind.TIME)


def _clock_on(reading: Reading, day: Found) -> Found:
    """A reading on its day. Midnight on Friday begins that day for some and ends it for others: it is the day alone."""
    of = day.meaning.of if isinstance(day.meaning, Part) else day.meaning
    if reading.hour == MIDNIGHT:
        return Found(reading.end, of, f"midnight, {day.rule}", deictic=day.deictic)
    clock = Clock(reading.hour, reading.minute, reading.zone, of)
    return Found(reading.end, clock, "clock and day", Kind.TIME, deictic=day.deictic)


def _part_first(t: Tokens, i: int) -> Found | None:
    """The evening of 5 May, the early hours of Thursday, the morning of the summit's second day is none."""
    at = i + 1 if t[i].word == "the" else i
    early = t[at].word in ("early", "late")
    at += 1 if early else 0
    hours = early and t[at].word == "hours"
    if not (hours or t[at].word in table("parts")) or t[at + 1].word not in ("of", "on"):
        return None
    day = edged_at(t, at + 2)
    if not day or not isinstance(day.meaning, (*_DAYS, Shift, Deictic)) or not _is_day(day.meaning):
        return None
    late = t[at - 1].word == "late"
    part = Part(day.meaning, 20, 24) if hours and late else Part(day.meaning, 0, 6) if hours else None
    meaning = part or part_of_day(day.meaning, t[at].word)
    return Found(day.end, meaning, "part of day", Kind.TIME, deictic=day.deictic)


def _is_day(meaning: Meaning) -> bool:
    """Whether a time is a day of the calendar, so that it has a morning."""
    return isinstance(meaning, _DAYS) or (isinstance(meaning, Shift | Deictic | Ago) and meaning.unit == "day")


def _with_time(t: Tokens, found: Found) -> Found:
    """Tuesday morning, yesterday at 10:00, 19 January, 3 p.m., Monday at noon."""
    if not _is_day(found.meaning) or found.kind is not Kind.DATE:
        return found
    at = found.end
    if t[at].word in table("parts") and t[at].word not in ("dawn", "dusk"):
        part = part_of_day(found.meaning, t[at].word)
        found = replace(found, end=at + 1, meaning=part, rule=f"{found.rule}, part of day", kind=Kind.TIME)
        at += 1
    while t[at].word in (",", "at", "around", "about") and at < found.end + 2:
        at += 1
    reading = clock_at(t, at)
    if not reading or not (reading.sure or at > found.end or touching(t[at], t[at + 1]) or found.rule != "weekday"):
        return found
    return _clock_on(reading, found)
