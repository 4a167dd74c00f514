"""Times counted from another event: "the day before", "two weeks later", "on the eve"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.ground.times import calendar
from dragoman.ground.times.candidates import Frame
from dragoman.ground.times.meaning import Again, Deictic
from dragoman.types import Absent, Granularity, Interval, Modifier, Reason

__all__ = ["again", "deictic"]


_FINE = (Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY, Granularity.DAY)
_NO_DAY = Absent(Reason.AMBIGUOUS, "the day of the event is not known")


def again(of: Again, frame: Frame) -> Interval | Absent:
    """The time spoken of before, where it is of that unit; else only a length of time is said."""
    if frame.reference is None or frame.reference.granularity.value != of.unit:
        return Absent(Reason.NO_ANCHOR, f"which {of.unit}, or how long")
    return replace(frame.reference, modifier=Modifier.NONE)


def deictic(of: Deictic, frame: Frame) -> Interval | Absent:
    """The time counted from the event spoken of; without one there is nothing to count from."""
    if of.count is None:
        return Absent(Reason.NOT_STATED, "how many is not said")
    if frame.reference is None or frame.reference.first_day is None or frame.reference.last_day is None:
        return Absent(Reason.NO_ANCHOR, "counted from another event, whose time is not known")
    first, last = frame.reference.first_day, frame.reference.last_day
    if of.weekday is not None:
        return calendar.day(_weekday_beside(first if of.count < 0 else last, of.weekday, of.count))
    if of.unit == "day":
        coarse = frame.reference.granularity not in _FINE
        return _NO_DAY if coarse else _day_beside(first, last, of.count)
    if of.unit == "year" and frame.reference.granularity is Granularity.QUARTER:
        return calendar.quarter(first.year + of.count, (first.month + 2) // 3)  # "up from a year earlier"
    if of.unit in ("hour", "minute", "weekend"):
        return Absent(Reason.NOT_SUPPORTED, f"{of.unit}s from another event")
    found = calendar.unit_around(first, of.unit, of.count)
    if found != calendar.unit_around(last, of.unit, of.count):
        return Absent(Reason.AMBIGUOUS, "the event lies in two of them")
    return found


def _day_beside(first: date, last: date, count: int) -> Interval | Absent:
    """Days before an event count from its first day, days after it from its last."""
    if (last - first).days > 27:
        return _NO_DAY
    if count == 0 and first != last:
        return Absent(Reason.AMBIGUOUS, "the event takes more than a day")
    return calendar.day((first if count < 0 else last) + timedelta(days=count))


def _weekday_beside(of: date, weekday: int, count: int) -> date:
    """The first such weekday after a day, or before it."""
    if count > 0:
        return of + timedelta(days=(weekday - of.weekday() - 1) % 7 + 1)
    return of - timedelta(days=(of.weekday() - weekday - 1) % 7 + 1)
