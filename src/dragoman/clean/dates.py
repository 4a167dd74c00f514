"""Dates and times of day as pages and agencies write them: what they may mean, with nothing filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from dragoman import lexicon
from dragoman.spans import Span, covering
from dragoman.types import Granularity, Interval

__all__ = ["EARLIEST", "LATEST", "LONGEST", "Clock", "Day", "Moment", "moment_in"]

LONGEST = 200  # code points of a line that a date is looked for in
EARLIEST, LATEST = 1800, 2100  # years that news can be of


@dataclass(frozen=True, slots=True)
class Day:
    """A date as written: all its readings as (year, month, day), with 0 for what is not said.

    No reading is left when it is no date at all, such as 31.02.2023; two are for 03/04/2023.
    """

    span: Span
    readings: tuple[tuple[int, int, int], ...]
    note: str = ""

    @property
    def yearless(self) -> bool:
        """Whether its year is not said."""
        return bool(self.readings) and self.readings[0][0] == 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written, with its zone."""

    span: Span
    hour: int
    minute: int | None
    zone: str | None = None
    note: str = ""
    since: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, and a time of day where one stands with it."""

    span: Span
    day: Day
    clock: Clock | None
    weekday: int | None

    def interval(self, reading: tuple[int, int, int]) -> Interval:
        """The interval of one reading, as fine as it was said."""
        year, month, day = reading
        if not day:
            end = datetime(year + month // 12, month % 12 + 1, 1)
            return Interval(datetime(year, month, 1), end, Granularity.MONTH)
        start = datetime(year, month, day)
        if self.clock is None:
            return Interval(start, start + timedelta(days=1), Granularity.DAY)
        start += timedelta(hours=self.clock.hour, minutes=self.clock.minute or 0)
        fine = self.clock.minute is not None
        length = timedelta(minutes=1) if fine else timedelta(hours=1)
        return Interval(
            start,
            start + length,
            Granularity.MINUTE if fine else Granularity.HOUR,
            zone=self.clock.zone if year >= self.clock.since else None,
        )


@dataclass(frozen=True, slots=True)
class Patterns:
    """The forms of dates, times and zones, with the month and zone names of the lexicon `clean_dates`."""

    days: tuple[tuple[str, re.Pattern[str]], ...]
    clock: re.Pattern[str]
    zone: re.Pattern[str]
    weekday: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The compiled patterns."""
    data = lexicon.load("clean_dates")
    month = "(?P<month>" + _any(data["months"]) + ")"
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>\d{4})"
    nth = r"(?:st|nd|rd|th)?"
    forms = (
        ("ymd", rf"(?<!\d){year}-(?P<m>\d{{1,2}})-{day}(?!\d)"),
        ("ymd", rf"(?<!\d){year}[./](?P<m>\d{{1,2}})[./]{day}(?!\d)"),
        ("ymd", r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<m>[01]\d)(?P<day>[0-3]\d)(?=T\d|$)"),
        ("numbers", r"(?<![\d.])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2})(?![\d])"),
        ("named", rf"(?<!\d){day}{nth}(?: of)?[ -]?{month}\b\.?,?(?:[ -]{year}(?![\d:]))?"),
        ("named", rf"\b{month}\b\.? {day}{nth}(?![\d:])(?:,? {year}(?![\d:]))?"),
        ("named", rf"\b{month}\b\.?,? {year}(?![\d:])"),
    )
    names = "|".join(re.escape(z) for z in sorted((*data["zones"], *data["zones_unclear"]), key=len, reverse=True))
    return Patterns(
        days=tuple((name, re.compile(form, re.IGNORECASE)) for name, form in forms),
        clock=re.compile(
            r"(?<![\d:.,+])(?P<h>[0-2]?\d)(?:(?::|h)(?P<mi>[0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?|\.(?P<dot>[0-5]\d)(?=\s?[ap]\.?m\b))?"
            r"(?P<half>\s?[ap]\.?m\b\.?)?(?![\d:])|(?<![\d:.,])(?P<four>[0-2]\d[0-5]\d)(?=\s?(?:GMT|UTC|hrs|hours)\b)",
            re.IGNORECASE,
        ),
        zone=re.compile(
            rf"(?:(?:UTC|GMT)\s?(?P<shift>[+\-−]\d{{1,2}}(?::?\d{{2}})?)|(?P<offset>[+\-−]\d{{2}}:?\d{{2}})|(?P<name>{names}))(?![\w])",
        ),
        weekday=re.compile(rf"\b({_any(data['weekdays'])})\b", re.IGNORECASE),
    )


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=lambda n: (-len(n), n)))


def moment_in(text: str) -> Moment | None:
    """The first date of a short text with the time of day, zone and weekday beside it; None without a date.

    Spans are ranges of `text`. Texts of more than `LONGEST` code points are not looked at.
    """
    if len(text) > LONGEST:
        return None
    day = first_day(text)
    if day is None:
        return None
    clock = clock_in(text, day.span)
    spans = [day.span] + ([clock.span] if clock else [])
    weekday = patterns().weekday.search(text)
    if weekday:
        spans.append(Span(*weekday.span()))
    number = lexicon.load("clean_dates")["weekdays"][weekday[1].lower()] if weekday else None
    return Moment(covering(spans), day, clock, number)


def first_day(text: str) -> Day | None:
    """The first date of a text; of two forms that begin together, the longer."""
    best: tuple[int, int, str, re.Match[str]] | None = None
    for name, pattern in patterns().days:
        match = pattern.search(text)
        if match and (best is None or (match.start(), -match.end()) < best[:2]):
            best = (match.start(), -match.end(), name, match)
    return _day(best[2], best[3]) if best else None


def _day(form: str, match: re.Match[str]) -> Day:
    found = match.groupdict()
    span = Span(match.start(), match.start() + len(match.group().rstrip(" ,.")))
    if form == "numbers":
        return _numbers(span, int(found["a"]), int(found["b"]), found["c"], found["sep"])
    if form == "ymd":
        reading = (int(found["year"]), int(found["m"]), int(found["day"]))
    else:
        month = lexicon.load("clean_dates")["months"][found["month"].lower()]
        reading = (int(found.get("year") or 0), month, int(found.get("day") or 0))
    return Day(span, (reading,) if possible(reading) else ())


def _numbers(span: Span, a: int, b: int, c: str, separator: str) -> Day:
    """Day and month in numbers: by points the day comes first, by strokes and hyphens custom differs."""
    year, note = int(c), ""
    if len(c) == 2:
        year, note = 2000 + year, f"two-digit year read as {2000 + year}"
    readings = [r for r in ((year, b, a), (year, a, b)) if possible(r)]
    if separator == "." and possible((year, b, a)):
        readings = readings[:1]
    return Day(span, tuple(dict.fromkeys(readings)), note)


def possible(reading: tuple[int, int, int]) -> bool:
    """Whether the calendar has this day; a day without a year counts as of a leap year."""
    year, month, day = reading
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return not year or EARLIEST <= year <= LATEST


def clock_in(text: str, apart: Span) -> Clock | None:
    """The first time of day outside of a date, with the zone that follows it; None when there is none."""
    for match in patterns().clock.finditer(text):
        span = Span(*match.span())
        four, half = match["four"], (match["half"] or "").lower().replace(".", "").strip()
        if (span.overlaps(apart) and not _joined(text, span, apart)) or not (four or match["mi"] or half):
            continue
        hour, minute = _hours(match, half)
        if hour > 23:
            continue
        zone = _zone(text, span.end)
        end = zone[0] if zone else span.start + len(match.group().rstrip())
        return Clock(Span(span.start, end), hour, minute, *(zone[1:] if zone else ()))
    return None


def _joined(text: str, clock: Span, day: Span) -> bool:
    return clock.start >= day.end


def _hours(match: re.Match[str], half: str) -> tuple[int, int | None]:
    if match["four"]:
        return int(match["four"][:2]), int(match["four"][2:])
    minutes = match["mi"] or match["dot"]
    hour = int(match["h"])
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour, int(minutes) if minutes else None


def _zone(text: str, at: int) -> tuple[int, str | None, str, int] | None:
    """Where the zone after a time of day ends, the zone, a note on its name, and its first year."""
    data = lexicon.load("clean_dates")
    start = at
    while start < len(text) and text[start] in " ([,":
        start += 1
    match = patterns().zone.match(text, start) or patterns().zone.match(text.upper(), start)
    if text[at : at + 1] == "Z":
        return at + 1, "UTC", "", 0
    if match is None:
        return None
    end = match.end() + (text[match.end() : match.end() + 1] in (")", "]"))
    shift = match["shift"] or match["offset"]
    if shift:
        return end, offset(shift), "", 0
    zone = data["zones"].get(match["name"])
    note = "" if zone else f"the zone name {match['name']} has several meanings"
    return end, zone, note, data["zones_since"].get(match["name"], 0)


def offset(words: str) -> str:
    """An offset as "+03:00"; "UTC" for none.

    >>> offset("+3"), offset("-0530"), offset("+00:00")
    ('+03:00', '-05:30', 'UTC')
    """
    digits = words[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    sign = "+" if words[0] == "+" else "-"
    return "UTC" if not int(hours) and not int(minutes) else f"{sign}{int(hours):02}:{minutes}"
