"""The days that a TIMEX3 value says, so that a tool which gives values can be set beside one that gives intervals."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.ground.times import calendar
from dragoman.ground.times.phrases import table
from dragoman.types import Interval

__all__ = ["Days", "days_of_interval", "days_of_value"]

Days = tuple[date, date]
"""A first and a last day."""

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?|-W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|-(?P<part>[QH])(?P<number>[1-4])|-(?P<season>SP|SU|FA|WI))?|(?P<decade>\d{3})|(?P<century>\d\d)"
)
_PARTS = {"Q": 4, "H": 2}


def days_of_value(value: str | None) -> Days | None:
    """The first and last day of "1998", "1998-05", "1998-05-03T10:00", "1998-W12", "1998-Q2", "1998-SU", "199", "19".

    A century is counted as the product counts it. None for a length, a set, what has an X in it, and no value at all.
    """
    found = _VALUE.fullmatch(value or "")
    try:
        return _days(found.groupdict()) if found else None
    except ValueError:
        return None


def _days(of: dict[str, str]) -> Days | None:
    if of["decade"]:
        return days_of_interval(calendar.decade(int(of["decade"]) * 10))
    if of["century"]:
        return days_of_interval(calendar.century(int(of["century"]) + 1))
    year = int(of["year"])
    if of["day"]:
        return days_of_interval(calendar.day(date(year, int(of["month"]), int(of["day"]))))
    if of["month"]:
        return days_of_interval(calendar.month(year, int(of["month"])))
    if of["week"]:
        monday = date.fromisocalendar(year, int(of["week"]), 1)
        return monday + timedelta(days=5 if of["weekend"] else 0), monday + timedelta(days=6)
    if of["part"]:
        return days_of_interval(calendar.segment(year, int(of["number"]), _PARTS[of["part"]]))
    if of["season"]:
        name = next(name for name, code in table("season_codes").items() if code == of["season"])
        return days_of_interval(calendar.season(year, name))
    return days_of_interval(calendar.year(year))


def days_of_interval(interval: Interval | None) -> Days | None:
    """The first and last day of an interval; None where one is open."""
    if interval is None or interval.first_day is None or interval.last_day is None:
        return None
    return interval.first_day, interval.last_day
