"""Times counted from the moment of writing: "last week", "next spring", "two years ago", "the past three days"."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dragoman.ground.times import calendar
from dragoman.ground.times.candidates import Frame, choose, number_of, repeated, weekday_candidates
from dragoman.ground.times.meaning import (
    Ago,
    Ahead,
    Direction,
    Holiday,
    MonthOf,
    Season,
    Shift,
    WeekdayOf,
    Which,
    Window,
)
from dragoman.ground.times.phrases import table
from dragoman.types import Absent, Granularity, Interval, Reason

__all__ = ["ago", "ahead", "holiday", "season", "so_far", "weekday", "which_month", "window"]

_NO_ANCHOR = Absent(Reason.NO_ANCHOR, "no date to count from")
_HOW_MANY = Absent(Reason.NOT_STATED, "how many is not said")
_SUNDAY = Absent(Reason.AMBIGUOUS, "whether the week begins on Sunday or Monday")
_SAME_WEEK = Absent(Reason.AMBIGUOUS, "of this week, or of the one beside it")


def ago(of: Shift | Ago, frame: Frame) -> Interval | Absent:
    """The unit of the calendar so many before the present (`Ago`), or after it (`Shift`)."""
    if of.count is None:
        return _HOW_MANY
    if isinstance(of, Ago):
        return _steps(of.unit, -of.count, frame)
    return _SUNDAY if of.unit == "week" and _week_is_open(of.count, frame) else _steps(of.unit, of.count, frame)


def _week_is_open(count: int, frame: Frame) -> bool:
    """On a Sunday one week ends for some and begins for others; only what lies behind in "this week" is told."""
    sunday = frame.day is not None and frame.day.weekday() == 6
    return sunday and not (count == 0 and frame.direction is Direction.BACK)


def ahead(of: Ahead, frame: Frame) -> Interval | Absent:
    """The unit so many on; what happened "in two weeks" took two weeks, and has no date by that."""
    if of.count is None:
        return _HOW_MANY
    if not of.sure and frame.direction is not Direction.FORWARD:
        back = frame.direction is Direction.BACK
        return Absent(Reason.NOT_STATED if back else Reason.AMBIGUOUS, "it may be a length of time")
    return _steps(of.unit, of.count, frame)


def _steps(unit: str, count: int, frame: Frame) -> Interval | Absent:
    if unit in ("hour", "minute"):
        return _hours(count if unit == "hour" else 0, count if unit == "minute" else 0, frame)
    if unit == "weekend":
        return Absent(Reason.NOT_SUPPORTED, "weekends counted")
    if frame.day is None:
        return _NO_ANCHOR
    return calendar.unit_around(frame.day, unit, count)


def _hours(hours: int, minutes: int, frame: Frame) -> Interval | Absent:
    """The hour so many from the moment of writing, where that is known to the hour."""
    if frame.moment is None:
        return Absent(Reason.NO_ANCHOR, "no hour to count from")
    start = (frame.moment + timedelta(hours=hours, minutes=minutes)).replace(minute=0, second=0, microsecond=0)
    return Interval(start, start + timedelta(hours=1), Granularity.HOUR)


def window(of: Window, frame: Frame) -> Interval | Absent:
    """From so many units before the day of writing through that day, or from that day on."""
    if of.count is None:
        return _HOW_MANY
    if frame.day is None:
        return _NO_ANCHOR
    if of.unit in ("minute", "weekend", "quarter") or (of.unit == "hour" and of.count % 24):
        return Absent(Reason.NOT_SUPPORTED, f"a stretch of {of.unit}s")
    unit, count = ("day", of.count // 24) if of.unit == "hour" else (of.unit, of.count)
    edge = _stepped(frame.day, unit, count if of.ahead else -count)
    first, last = (frame.day, edge) if of.ahead else (edge, frame.day)
    return Interval(
        _midnight(first), _midnight(last) + timedelta(days=1), Granularity(unit if unit != "fortnight" else "week")
    )


def _midnight(of: date) -> datetime:
    return datetime.combine(of, time())


def _stepped(of: date, unit: str, count: int) -> date:
    """The day so many units on; the last of its month where the month is too short."""
    if unit in ("day", "week", "fortnight"):
        return of + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = calendar.shifted_month(of.year, of.month, months)
    last = calendar.month(year, month).last_day
    assert last
    return last.replace(day=min(of.day, last.day))


def so_far(whole: Interval | Absent, frame: Frame, *, ahead: bool) -> Interval | Absent:
    """The part of a time up to the end of the day of writing, or from its start; all of it when that lies elsewhere."""
    if isinstance(whole, Absent) or frame.day is None or whole.start is None or whole.end is None:
        return whole
    start, end = _midnight(frame.day), _midnight(frame.day) + timedelta(days=1)
    if not whole.start <= start < whole.end:
        return whole
    return Interval(start, whole.end, whole.granularity) if ahead else Interval(whole.start, end, whole.granularity)


def weekday(of: WeekdayOf, frame: Frame) -> Interval | Absent:
    """A day of the week. With no direction it is told only where the anchor falls on that very day."""
    if frame.day is None:
        return _NO_ANCHOR
    if of.week is not None:
        if _week_is_open(of.week, frame):
            return _SUNDAY
        monday = frame.day + timedelta(weeks=of.week) - timedelta(days=frame.day.weekday())
        return calendar.day(monday + timedelta(days=of.weekday))
    found = weekday_candidates(of, frame)
    if isinstance(found, Absent):
        return found
    today = frame.day.weekday() == of.weekday
    if of.which in (Which.BARE, Which.THIS):
        return _plain_weekday(of, found, frame, today=today)
    back = of.which in (Which.LAST, Which.PAST)
    one = _nearest(found, frame.day, back=back)
    sure = of.which in (Which.PAST, Which.COMING) or calendar.week(frame.day) != calendar.week(
        one.first_day or frame.day
    )
    return one if sure else _SAME_WEEK


def _plain_weekday(of: WeekdayOf, found: list[Interval], frame: Frame, *, today: bool) -> Interval | Absent:
    assert frame.day
    if frame.direction is Direction.NONE and not today:
        if of.which is Which.THIS:
            return weekday(WeekdayOf(of.weekday, week=0), frame)
        return Absent(Reason.AMBIGUOUS, "before or after the anchor")
    return choose(found, frame)


def _nearest(found: list[Interval], day: date, *, back: bool) -> Interval:
    """The nearest that lies wholly before the day, or wholly after it."""
    if back:
        return max(one for one in found if one.last_day and one.last_day < day)
    return min(one for one in found if one.first_day and one.first_day > day)


def which_month(of: MonthOf, frame: Frame) -> Interval | Absent:
    """Last May is the latest that is over, this May is this year's; next May is told where it lies in another year."""
    found = repeated(of, frame)
    if isinstance(found, Absent) or frame.day is None:
        return _NO_ANCHOR
    return _of_which(found, of.which, frame.day)


def _of_which(found: list[Interval], which: Which, day: date) -> Interval | Absent:
    if which is Which.THIS:
        return next(one for one in found if one.first_day and one.first_day.year == day.year)
    one = _nearest(found, day, back=which in (Which.LAST, Which.PAST))
    if which is Which.NEXT and one.first_day and one.first_day.year == day.year:
        return Absent(Reason.AMBIGUOUS, "of this year, or of the next")
    return one


def holiday(of: Holiday, frame: Frame) -> Interval | Absent:
    """The day of a holiday, in the year said or in the one that the direction picks."""
    rule, year = table("holidays")[of.name], number_of(of.year, frame)
    if isinstance(year, Absent):
        return year
    if year is not None:
        return calendar.holiday(year, rule)
    if frame.day is None:
        return _NO_ANCHOR if of.which is not Which.BARE else Absent(Reason.NO_YEAR)
    found = [calendar.holiday(y, rule) for y in range(frame.day.year - 2, frame.day.year + 3)]
    return choose(found, frame) if of.which is Which.BARE else _of_which(found, of.which, frame.day)


def season(of: Season, frame: Frame) -> Interval | Absent:
    """A season. A winter with one year is of two, and not told; this winter is the one that is on or comes next."""
    year = number_of(of.year, frame)
    if isinstance(year, Absent):
        return year
    if year is not None:
        sure = of.name != "winter" or of.to == year + 1
        return calendar.season(year, of.name) if sure else Absent(Reason.AMBIGUOUS, "the winter before or after")
    found = repeated(of, frame)
    if isinstance(found, Absent) or frame.day is None:
        return _NO_ANCHOR if of.which is not Which.BARE else Absent(Reason.NO_YEAR)
    if of.which is Which.BARE:
        return choose(found, frame)
    return _this_winter(found, frame.day) if _is_this_winter(of) else _of_which(found, of.which, frame.day)


def _is_this_winter(of: Season) -> bool:
    return of.name == "winter" and of.which is Which.THIS


def _this_winter(found: list[Interval], day: date) -> Interval | Absent:
    if 3 <= day.month <= 8:
        return Absent(Reason.AMBIGUOUS, "the winter past or to come")
    return next(one for one in found if one.last_day and one.last_day >= day)
