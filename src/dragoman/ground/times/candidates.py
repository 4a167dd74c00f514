"""The intervals that a time may be when its year, month or week is not said, and which of them it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dragoman.ground.times import calendar
from dragoman.ground.times.meaning import CalendarDay, Direction, MonthOf, Season, Segment, WeekdayOf, YearOf
from dragoman.types import Absent, Granularity, Interval, Reason

__all__ = ["Frame", "choose", "day_candidates", "month_candidates", "number_of", "repeated", "weekday_candidates"]

_TIMES_FURTHER = 3
_FAR, _NEAR_BEHIND, _NEAR_AHEAD = 270, 31, 60


@dataclass(frozen=True, slots=True)
class Frame:
    """What a time is counted from: the day of writing (and its moment), the direction, another event's time."""

    day: date | None
    moment: datetime | None
    direction: Direction
    reference: Interval | None


def _absent(reason: Reason, detail: str) -> Absent:
    return Absent(reason, detail)


def number_of(year: YearOf, frame: Frame) -> int | Absent | None:
    """The number of a year; None when the words give none, an `Absent` when it cannot be told."""
    if year.event is not None:
        return _event_year(year.event, frame)
    if year.shift is not None:
        return frame.day.year + year.shift if frame.day else _absent(Reason.NO_ANCHOR, "which year is the present one")
    if year.number is None or not year.short:
        return year.number
    if frame.day is None:
        return _absent(Reason.AMBIGUOUS, "the year has two digits")
    latest = frame.day.year + 20
    return latest - (latest - year.number) % 100


def _event_year(count: int, frame: Frame) -> int | Absent:
    """The year of the event spoken of, or so many from it."""
    first = frame.reference.first_day if frame.reference else None
    last = frame.reference.last_day if frame.reference else None
    if first is None or last is None:
        return _absent(Reason.NO_ANCHOR, "the year of another event, whose time is not known")
    return first.year + count if first.year == last.year else _absent(Reason.AMBIGUOUS, "the event lies in two years")


def _made(year: int, month: int, day: int, weekday: int | None) -> Interval | None:
    """The day, None where there is no such day or it falls on another weekday."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return None if weekday is not None and found.weekday() != weekday else calendar.day(found)


def day_candidates(of: CalendarDay, frame: Frame) -> list[Interval] | Absent:
    """The days that a day of a month may be: one when all is said, else one for each year or month near the anchor."""
    if of.month is None:
        return _days_of_months(of, frame)
    if _made(2000, of.month, of.day, None) is None:
        return _absent(Reason.IMPLAUSIBLE, "there is no such day")
    year = number_of(of.year, frame)
    if isinstance(year, Absent):
        return year
    if of.swapped:
        return _absent(Reason.AMBIGUOUS, "day and month may be either way round")
    if year is not None:
        one = _made(year, of.month, of.day, of.weekday)
        return [one] if one else _absent(Reason.IMPLAUSIBLE, "there is no such day, or on another weekday")
    if frame.day is None:
        return _absent(Reason.NO_YEAR, "")
    reach = 8 if (of.month, of.day) == (2, 29) else 1
    near = range(frame.day.year - reach, frame.day.year + reach + 1)
    made = (_made(y, of.month, of.day, of.weekday) for y in near)
    found = [day for day in made if day]
    return found or _absent(Reason.IMPLAUSIBLE, "on another weekday in the years around")


def _days_of_months(of: CalendarDay, frame: Frame) -> list[Interval] | Absent:
    if frame.day is None:
        return _absent(Reason.NO_ANCHOR, "no month given")
    months = (calendar.shifted_month(frame.day.year, frame.day.month, by) for by in (-2, -1, 0, 1, 2))
    made = (_made(y, m, of.day, of.weekday) for y, m in months)
    return [day for day in made if day] or _absent(Reason.IMPLAUSIBLE, "no such day in the months around")


def month_candidates(of: MonthOf, frame: Frame) -> list[Interval] | Absent:
    """The months that a month may be."""
    year = number_of(of.year, frame)
    if isinstance(year, Absent):
        return year
    if year is not None:
        return [calendar.month(year, of.month)]
    return repeated(of, frame)


def repeated(of: MonthOf | Segment | Season, frame: Frame) -> list[Interval] | Absent:
    """The month, season, quarter or half in each of the years near the anchor."""
    if frame.day is None:
        return _absent(Reason.NO_YEAR, "")
    years = range(frame.day.year - 2, frame.day.year + 3)
    if isinstance(of, MonthOf):
        return [calendar.month(y, of.month) for y in years]
    if isinstance(of, Season):
        return [calendar.season(y, of.name) for y in years]
    return [calendar.segment(y, of.number, of.parts) for y in years]


def weekday_candidates(of: WeekdayOf, frame: Frame) -> list[Interval] | Absent:
    """That day in each of the weeks near the anchor."""
    if frame.day is None:
        return _absent(Reason.NO_ANCHOR, "no date to count from")
    first = frame.day + timedelta(days=(of.weekday - frame.day.weekday()) % 7 - 14)
    return [calendar.day(first + timedelta(weeks=w)) for w in range(4)]


def _ends(of: Interval) -> tuple[date, date]:
    """First and last day; candidates are closed on both sides."""
    first, last = of.first_day, of.last_day
    assert first is not None
    assert last is not None
    return first, last


def _distance(of: Interval, day: date) -> int:
    """Days between a day and an interval; 0 inside it."""
    first, last = _ends(of)
    return max(0, (first - day).days, (day - last).days)


def choose(found: Iterable[Interval], frame: Frame) -> Interval | Absent:
    """The one of several intervals that the direction picks.

    Without direction the nearest, if the next is more than three times as far.
    """
    intervals = list(found)
    if len(intervals) == 1:
        return intervals[0]
    day = frame.day
    assert day is not None
    by_distance = sorted(intervals, key=lambda one: (_distance(one, day), one.start))
    if frame.direction is Direction.NONE:
        near, far = _distance(by_distance[0], day), _distance(by_distance[1], day)
        return (
            by_distance[0] if far > _TIMES_FURTHER * near else _absent(Reason.AMBIGUOUS, "before or after the anchor")
        )
    back = frame.direction is Direction.BACK
    fitting = [one for one in by_distance if _reaches(one, day, back=back)]
    if not fitting:
        return _absent(Reason.IMPLAUSIBLE, "none lies in that direction")
    if _contradicts(fitting[0], by_distance[0], day, back=back):
        return _absent(Reason.AMBIGUOUS, "its direction and its nearness to the anchor disagree")
    return fitting[0]


def _contradicts(picked: Interval, nearest: Interval, day: date, *, back: bool) -> bool:
    """Whether a direction picked what nobody would say without the year, so that it is itself in doubt.

    "Met on 19 January", written on the 12th, is not of the year before; "will meet on 5 January" is not of the
    next. But what "will be signed in December" may well be eleven months off.
    """
    if _distance(picked, day) <= _FAR:
        return False
    if back:
        return _distance(nearest, day) < _NEAR_AHEAD
    return picked.granularity is Granularity.DAY and _distance(nearest, day) < _NEAR_BEHIND


def _reaches(one: Interval, day: date, *, back: bool) -> bool:
    """Whether a part of it lies on or before the day (back), or on or after it."""
    first, last = _ends(one)
    return first <= day if back else last >= day
