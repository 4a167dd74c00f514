"""From what the words say to an interval, or the reason why not: nothing is ever filled in by habit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from dragoman.ground.times import calendar
from dragoman.ground.times.candidates import (
    Frame,
    choose,
    day_candidates,
    month_candidates,
    number_of,
    repeated,
    weekday_candidates,
)
from dragoman.ground.times.from_event import again, deictic
from dragoman.ground.times.from_now import ago, ahead, holiday, season, so_far, weekday, which_month, window
from dragoman.ground.times.meaning import (
    Again,
    Ago,
    Ahead,
    BeforeEra,
    CalendarDay,
    Century,
    Clock,
    ClosedRange,
    Decade,
    Deictic,
    Direction,
    FiscalYear,
    Holiday,
    Length,
    Meaning,
    MonthOf,
    NthWeekday,
    Part,
    Repeat,
    Season,
    Segment,
    Shift,
    SoFar,
    TimexWords,
    Unread,
    Vague,
    WeekdayOf,
    WeekHolding,
    Which,
    Window,
    YearOf,
)
from dragoman.types import Absent, Evidence, Field, Granularity, Interval, Modifier, Reason, Timex, Value

__all__ = ["resolve"]

_BY = "times"


def resolve(
    words: TimexWords,
    *,
    text: str,
    anchor: Interval | None,
    anchor_name: str,
    direction: Direction,
    reference: Interval | None = None,
    document_id: str = "",
) -> Timex:
    """The time expression with its interval, or with the reason why it has none.

    `anchor` is when the document was published and `anchor_name` says so in words; `direction` is where the
    clause puts the time, `reference` the time of the event spoken of before it. An anchor wider than a day counts
    where all its days give the same interval. The interval is the time named; what its modifier adds (until,
    since, late) is not cut out of it: UNTIL reaches to its end, SINCE from its start, BEFORE ends at its start.
    """
    evidence = (Evidence(document_id, words.span, words.span.of(text), f"{_BY}:{words.rule}"),)
    alone = _read(words.meaning, Frame(None, None, direction, None))
    if isinstance(alone, Interval) or alone.reason in (Reason.NOT_STATED, Reason.NOT_SUPPORTED):
        found, name = alone, ""
    else:
        found, name = _from_anchor(words.meaning, anchor, direction, reference), anchor_name
    if isinstance(words.meaning, Clock) and isinstance(found, Absent) and reference:
        found = _from_anchor(words.meaning, anchor, direction, reference)
    if words.deictic:
        name = "the event spoken of" if isinstance(found, Interval) else ""
    field = _field(found, words.modifier, evidence, name)
    return Timex(words.span, field, words.rule, name if anchor or words.deictic else "", words.deictic)


def _field(found: Interval | Absent, modifier: Modifier, evidence: tuple[Evidence, ...], name: str) -> Field[Interval]:
    if isinstance(found, Absent):
        return Absent(found.reason, found.detail, evidence)
    return Value(replace(found, modifier=modifier), evidence, f"counted from {name}" if name else "")


def _from_anchor(
    meaning: Meaning, anchor: Interval | None, direction: Direction, reference: Interval | None
) -> Interval | Absent:
    """The interval as every day of the anchor gives it."""
    if anchor is None or anchor.first_day is None or anchor.last_day is None:
        return _read(meaning, Frame(None, None, direction, reference))
    fine = anchor.granularity in (Granularity.MINUTE, Granularity.HOUR)
    found = _read(meaning, Frame(anchor.first_day, anchor.start if fine else None, direction, reference))
    if anchor.first_day != anchor.last_day:
        other = _read(meaning, Frame(anchor.last_day, None, direction, reference))
        if found != other:
            return Absent(Reason.AMBIGUOUS, f"the anchor is a {anchor.granularity}")
    return found


def _read(meaning: Meaning, frame: Frame) -> Interval | Absent:
    """The interval of a meaning in its frame; a date outside of the years 1 to 9999 is implausible."""
    try:
        return _interval(meaning, frame)
    except (ValueError, OverflowError):
        return Absent(Reason.IMPLAUSIBLE, "outside of the calendar, or it runs backwards")


def _interval(meaning: Meaning, frame: Frame) -> Interval | Absent:
    match meaning:
        case Unread():
            return Absent(meaning.reason, meaning.detail)
        case Again():
            return again(meaning, frame)
        case Length():
            return Absent(Reason.NOT_STATED, "a length of time, not when")
        case Repeat():
            return Absent(Reason.NOT_STATED, "something that comes again, not when")
        case Vague():
            return Absent(Reason.NOT_STATED, "vague")
        case YearOf():
            return _year(meaning, frame)
        case Shift() | Ago():
            return ago(meaning, frame)
        case Ahead():
            return ahead(meaning, frame)
        case Window():
            return window(meaning, frame)
        case Deictic():
            return deictic(meaning, frame)
        case SoFar():
            return so_far(_interval(meaning.of, frame), frame, ahead=meaning.ahead)
        case WeekHolding():
            found = _interval(meaning.day, frame)
            return calendar.week(found.first_day) if isinstance(found, Interval) and found.first_day else found
        case NthWeekday():
            return _nth_weekday(meaning, frame)
        case Part():
            return _part(meaning, frame)
        case Clock():
            return _clock(meaning, frame)
        case ClosedRange():
            return _range(meaning, frame)
        case Holiday():
            return holiday(meaning, frame)
        case BeforeEra():
            return Absent(Reason.NOT_SUPPORTED, "before the common era")
        case FiscalYear():
            return _fiscal(meaning)
        case Decade():
            return _decade(meaning)
        case Century():
            return calendar.century(meaning.number)
        case _:
            return _of_calendar(meaning, frame)


def _of_calendar(meaning: CalendarDay | MonthOf | WeekdayOf | Season | Segment, frame: Frame) -> Interval | Absent:
    """A time with a name of its own in the calendar, which comes again every month, week or year."""
    match meaning:
        case WeekdayOf():
            return weekday(meaning, frame)
        case MonthOf() if meaning.which is not Which.BARE:
            return which_month(meaning, frame)
        case Season():
            return season(meaning, frame)
        case _:
            found = _candidates(meaning, frame)
            return found if isinstance(found, Absent) else choose(found, frame)


def _candidates(meaning: Meaning, frame: Frame) -> list[Interval] | Absent:
    """All that a time may be, before its direction is asked."""
    match meaning:
        case CalendarDay():
            return day_candidates(meaning, frame)
        case MonthOf() if meaning.which is Which.BARE:
            return month_candidates(meaning, frame)
        case WeekdayOf() if _comes_again(meaning, frame):
            return weekday_candidates(meaning, frame)
        case Segment():
            return _segment(meaning, frame)
    found = _interval(meaning, frame)
    return found if isinstance(found, Absent) else [found]


def _comes_again(of: WeekdayOf, frame: Frame) -> bool:
    """Whether the direction has to pick the week."""
    this = of.which is Which.THIS and frame.direction is not Direction.NONE
    return of.week is None and (of.which is Which.BARE or this)


def _year(of: YearOf, frame: Frame) -> Interval | Absent:
    number = number_of(of, frame)
    if isinstance(number, Absent):
        return number
    return Absent(Reason.NO_YEAR) if number is None else calendar.year(number)


def _fiscal(of: FiscalYear) -> Interval | Absent:
    """Twelve months from the month that it begins with."""
    if of.month is None:
        return Absent(Reason.NOT_SUPPORTED, f"the fiscal year {of.number}: of whom is not known")
    first = of.number - 1 if of.ends and of.month > 1 else of.number
    return calendar.twelve_months(first, of.month)


def _decade(of: Decade) -> Interval | Absent:
    """The fifties are of the twentieth century; the twenties and thirties may be of the next."""
    if of.start >= 100:
        return calendar.decade(of.start)
    if of.start < 40:
        return Absent(Reason.AMBIGUOUS, "of which century")
    return calendar.decade(1900 + of.start)


def _segment(of: Segment, frame: Frame) -> list[Interval] | Absent:
    if isinstance(of.of, MonthOf):
        month = _of_calendar(of.of, frame)
        return month if isinstance(month, Absent) else [calendar.half_month(month, of.number)]
    year = number_of(of.of, frame)
    if isinstance(year, Absent):
        return year
    return repeated(of, frame) if year is None else [calendar.segment(year, of.number, of.parts)]


def _nth_weekday(of: NthWeekday, frame: Frame) -> Interval | Absent:
    month = _of_calendar(of.of, frame)
    if isinstance(month, Absent):
        return month
    return calendar.nth_weekday(month, of.weekday, of.number) or Absent(Reason.IMPLAUSIBLE, "it has no fifth one")


def _part(of: Part, frame: Frame) -> Interval | Absent:
    day = _one_day(_interval(of.of, frame))
    if isinstance(day, Absent):
        return day
    start, end = day + timedelta(hours=of.first_hour), day + timedelta(hours=of.end_hour)
    return Interval(start, end, Granularity.PART_OF_DAY)


def _one_day(of: Interval | Absent) -> datetime | Absent:
    """The midnight that a day begins with; a longer time has no morning."""
    if isinstance(of, Absent):
        return of
    if of.first_day is None or of.first_day != of.last_day:
        return Absent(Reason.AMBIGUOUS, "on which day")
    return datetime.combine(of.first_day, time())


def _clock(of: Clock, frame: Frame) -> Interval | Absent:
    """The minute or hour; without a day of its own it is on the day of the event spoken of, if that is known."""
    if of.of is None and frame.reference is None:
        return Absent(Reason.NOT_STATED, "the hour without its day")
    day = _one_day(frame.reference if of.of is None and frame.reference else _interval(of.of or of, frame))
    if isinstance(day, Absent):
        return day
    start = day + timedelta(hours=of.hour, minutes=of.minute or 0)
    if of.minute is None:
        return Interval(start, start + timedelta(hours=1), Granularity.HOUR, zone=of.zone)
    return Interval(start, start + timedelta(minutes=1), Granularity.MINUTE, zone=of.zone)


def _range(of: ClosedRange, frame: Frame) -> Interval | Absent:
    """From the first through the last: each first with the nearest last after it, and the direction picks."""
    head, tail = _with_day(of.first, of.last), _with_day(of.last, of.first)
    if isinstance(tail, WeekdayOf) and not isinstance(head, WeekdayOf):
        return _range_to_weekday(head, tail, frame)
    firsts, lasts = _candidates(head, frame), _candidates(tail, frame)
    if isinstance(firsts, Absent) and not isinstance(lasts, Absent) and len(lasts) == 1:
        firsts = _candidates(head, replace(frame, day=lasts[0].first_day))
    elif isinstance(lasts, Absent) and not isinstance(firsts, Absent) and len(firsts) == 1:
        lasts = _candidates(tail, replace(frame, day=firsts[0].first_day))
    if isinstance(firsts, Absent):
        return firsts
    if isinstance(lasts, Absent):
        return lasts
    pairs = [pair for pair in _pairs(firsts, lasts) if pair]
    return choose(pairs, frame) if pairs else Absent(Reason.IMPLAUSIBLE, "it ends before it begins")


def _range_to_weekday(head: Meaning, tail: WeekdayOf, frame: Frame) -> Interval | Absent:
    """ "From 14 September to Thursday": a weekday is near the writing, wherever the other end lies."""
    first, last = _interval(head, frame), _interval(tail, frame)
    if isinstance(first, Absent) or isinstance(last, Absent):
        return first if isinstance(first, Absent) else last
    return next(iter(_pairs([first], [last])), Absent(Reason.IMPLAUSIBLE, "it ends before it begins"))


def _with_day(one: Meaning, other: Meaning) -> Meaning:
    """A reading of the clock with the day of the other: "from 10:00 to noon on Tuesday"."""
    if isinstance(one, Clock) and one.of is None and isinstance(other, Clock) and other.of is not None:
        return replace(one, of=other.of, zone=one.zone or other.zone)
    return one


def _pairs(firsts: list[Interval], lasts: list[Interval]) -> list[Interval]:
    """Each last with the nearest first before it, as one interval."""
    found = []
    for last in lasts:
        before = [f for f in firsts if f.start and last.start and f.start <= last.start]
        if before:
            first = max(before, key=lambda one: one.start or datetime.min)
            found.append(Interval(first.start, last.end, last.granularity, zone=first.zone or last.zone))
    best: dict[datetime | None, Interval] = {}
    for pair in found:
        best.setdefault(pair.start, pair)
    return list(best.values())
