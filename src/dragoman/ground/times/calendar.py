"""Intervals of the calendar: days, weeks, months, seasons, years, and steps between them. Weeks begin on Monday."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dragoman.types import Granularity, Interval

__all__ = [
    "century",
    "day",
    "decade",
    "half_month",
    "holiday",
    "month",
    "nth_weekday",
    "quarter",
    "season",
    "segment",
    "shifted_month",
    "twelve_months",
    "unit_around",
    "week",
    "year",
    "years",
]

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def _between(first: date, after: date, granularity: Granularity) -> Interval:
    return Interval(datetime.combine(first, time()), datetime.combine(after, time()), granularity)


def day(of: date) -> Interval:
    """One day."""
    return _between(of, of + timedelta(days=1), Granularity.DAY)


def holiday(year_: int, rule: dict[str, int]) -> Interval:
    """The day of a holiday in a year, by its rule of lexicon/times.yaml; a movable one by the date of Easter."""
    if "after" in rule:
        return day(_easter(year_) + timedelta(days=rule["after"]))
    if "after_orthodox" in rule:
        return day(_orthodox_easter(year_) + timedelta(days=rule["after_orthodox"]))
    if "day" in rule:
        return day(date(year_, rule["month"], rule["day"]))
    return day(_nth_weekday(year_, rule["month"], rule["weekday"], rule["nth"]) + timedelta(days=rule.get("plus", 0)))


def nth_weekday(of: Interval, weekday: int, number: int) -> Interval | None:
    """The n-th such day of the week of a month, its last for -1; None where the month has no fifth one."""
    assert of.first_day
    found = _nth_weekday(of.first_day.year, of.first_day.month, weekday, number)
    return day(found) if found.month == of.first_day.month else None


def _nth_weekday(year_: int, month_: int, weekday: int, nth: int) -> date:
    """The n-th such weekday of a month, counted from its end where `nth` is negative."""
    if nth < 0:
        last = date(*shifted_month(year_, month_, 1), 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7 - 7 * (nth + 1))
    first = date(year_, month_, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year_: int) -> date:
    """Easter Sunday in the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    golden, (century_, rest) = year_ % 19, divmod(year_, 100)
    leap, skipped = century_ // 4, century_ % 4
    moon = (19 * golden + century_ - leap - (century_ - (century_ + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    month_, day_ = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year_, month_, day_ + 1)


def _orthodox_easter(year_: int) -> date:
    """Easter Sunday in the Julian calendar (Meeus), as the Gregorian date of 1900 to 2099; `ValueError` outside."""
    if not 1900 <= year_ <= 2099:
        raise ValueError(f"not between 1900 and 2099: {year_}")
    moon = (19 * (year_ % 19) + 15) % 30
    sunday = (2 * (year_ % 4) + 4 * (year_ % 7) - moon + 34) % 7
    month_, day_ = divmod(moon + sunday + 114, 31)
    return date(year_, month_, day_ + 1) + timedelta(days=13)


def week(of: date) -> Interval:
    """The week from Monday to Sunday that holds a day (ISO 8601)."""
    monday = of - timedelta(days=of.weekday())
    return _between(monday, monday + timedelta(days=7), Granularity.WEEK)


def shifted_month(year_: int, month_: int, by: int) -> tuple[int, int]:
    """Year and month so many months on."""
    index = year_ * 12 + month_ - 1 + by
    return index // 12, index % 12 + 1


def _months(year_: int, month_: int, count: int, granularity: Granularity) -> Interval:
    return _between(date(year_, month_, 1), date(*shifted_month(year_, month_, count), 1), granularity)


def month(year_: int, month_: int) -> Interval:
    """One month."""
    return _months(year_, month_, 1, Granularity.MONTH)


def quarter(year_: int, number: int) -> Interval:
    """A quarter of a calendar year."""
    return _months(year_, number * 3 - 2, 3, Granularity.QUARTER)


def season(year_: int, name: str) -> Interval:
    """Three whole months, as meteorologists of the north part the year; a winter begins in December of `year_`."""
    return _months(year_, _SEASONS[name], 3, Granularity.SEASON)


def segment(year_: int, number: int, parts: int) -> Interval:
    """The n-th quarter (parts 4) or half (parts 2) of a year; a half is two quarters."""
    if parts == 4:
        return quarter(year_, number)
    return _months(year_, number * 6 - 5, 6, Granularity.QUARTER)


def half_month(of: Interval, number: int) -> Interval:
    """The first or second half of a month, parted after the 15th."""
    assert of.start
    middle = of.start + timedelta(days=15)
    return Interval(of.start, middle, Granularity.WEEK) if number == 1 else Interval(middle, of.end, Granularity.WEEK)


def year(number: int) -> Interval:
    """One year."""
    return years(number, number)


def twelve_months(year_: int, month_: int) -> Interval:
    """A year that begins with any month."""
    return _months(year_, month_, 12, Granularity.YEAR)


def years(first: int, last: int) -> Interval:
    """From the start of one year to the end of another."""
    return _between(date(first, 1, 1), date(last + 1, 1, 1), Granularity.YEAR)


def decade(start: int) -> Interval:
    """Ten years."""
    return _between(date(start, 1, 1), date(start + 10, 1, 1), Granularity.DECADE)


def century(number: int) -> Interval:
    """The n-th century, from the year ending in 01: the 20th is 1901 to 2000."""
    first = (number - 1) * 100 + 1
    return _between(date(first, 1, 1), date(first + 100, 1, 1), Granularity.CENTURY)


def unit_around(of: date, unit: str, by: int) -> Interval:
    """The unit of the calendar that holds a day, or the one `by` units on from it."""
    if unit == "day":
        return day(of + timedelta(days=by))
    if unit in ("week", "fortnight"):
        return week(of + timedelta(weeks=by * (2 if unit == "fortnight" else 1)))
    if unit == "month":
        return month(*shifted_month(of.year, of.month, by))
    if unit == "quarter":
        year_, month_ = shifted_month(of.year, of.month, 3 * by)
        return quarter(year_, (month_ + 2) // 3)
    if unit == "decade":
        return decade(of.year // 10 * 10 + 10 * by)
    if unit == "century":
        return century((of.year - 1) // 100 + 1 + by)
    return year(of.year + by)
