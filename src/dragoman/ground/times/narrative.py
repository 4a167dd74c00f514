"""Times of a story: what a day, weekday or month lacks, it has from the time that the story has come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.ground.times.calendar import shifted_month
from dragoman.ground.times.meaning import (
    CalendarDay,
    Clock,
    ClosedRange,
    Holiday,
    Meaning,
    MonthOf,
    Part,
    Season,
    Segment,
    TimexWords,
    WeekdayOf,
    Which,
    YearOf,
)
from dragoman.types import Granularity, Interval

__all__ = ["is_bare", "told_on"]


def is_bare(meaning: Meaning) -> bool:
    """Whether a time names a part of a year, month or week, and none of these in any way."""
    match meaning:
        case CalendarDay():
            return not meaning.year.said and not meaning.swapped
        case MonthOf() | Season() | Holiday():
            return meaning.which is Which.BARE and not meaning.year.said
        case WeekdayOf():
            return meaning.which is Which.BARE and meaning.week is None
        case Segment():
            return not meaning.of.said if isinstance(meaning.of, YearOf) else is_bare(meaning.of)
        case ClosedRange():
            return is_bare(meaning.first) and is_bare(meaning.last)
        case Clock() | Part():
            return meaning.of is not None and is_bare(meaning.of)
    return False


def told_on(words: TimexWords, reached: Interval) -> TimexWords | None:
    """Bare words with the year of the time that a story has come to, or with the next where their month is past there.

    A day without a month is of that month or the next, a weekday the first from that day on. None where the time that
    is reached is too wide for it.
    """
    first, last = reached.first_day, reached.last_day
    if first is None or last is None or first.year != last.year:
        return None
    meaning = _told(words.meaning, first, last, wide=reached.granularity is Granularity.YEAR)
    return replace(words, meaning=meaning) if meaning else None


def _told(meaning: Meaning, first: date, last: date, *, wide: bool) -> Meaning | None:
    """The meaning from the days that the story has come to; `wide` where they are a year of which no part is known."""
    match meaning:
        case CalendarDay(month=None):
            return _in_month(meaning, first, last)
        case WeekdayOf():
            return _in_week(meaning, first) if first == last else None
        case ClosedRange():
            head = _told(meaning.first, first, last, wide=wide)
            tail = _told(meaning.last, first, last, wide=wide)
            return replace(meaning, first=head, last=tail) if head and tail else None
        case Clock() | Part() if meaning.of is not None:
            of = _told(meaning.of, first, last, wide=wide)
            return replace(meaning, of=of) if of else None
    return _with_year(meaning, first.year if wide or _month(meaning) >= first.month else first.year + 1)


def _in_month(of: CalendarDay, first: date, last: date) -> CalendarDay | None:
    """The 18th: of the month reached, or of the next one where it is past there."""
    if (first.year, first.month) != (last.year, last.month):
        return None
    past = first == last and of.day < first.day
    year, month = shifted_month(first.year, first.month, int(past))
    return replace(of, month=month, year=YearOf(number=year))


def _in_week(of: WeekdayOf, day: date) -> CalendarDay:
    """Tuesday: the day reached, or the first such day after it."""
    found = day + timedelta(days=(of.weekday - day.weekday()) % 7)
    return CalendarDay(found.day, found.month, YearOf(number=found.year))


def _month(meaning: Meaning) -> int:
    """The month that a time without a year begins in; 12 where that differs from year to year."""
    match meaning:
        case CalendarDay() | MonthOf():
            return meaning.month or 12
        case Segment() if isinstance(meaning.of, YearOf):
            return (meaning.number - 1) * 12 // meaning.parts + 1
        case Segment():
            return _month(meaning.of)
    return 12


def _with_year(meaning: Meaning, year: int) -> Meaning:
    number = YearOf(number=year)
    match meaning:
        case CalendarDay() | MonthOf() | Season() | Holiday():
            return replace(meaning, year=number)
        case Segment():
            return replace(meaning, of=replace(meaning.of, year=number) if isinstance(meaning.of, MonthOf) else number)
    return meaning
