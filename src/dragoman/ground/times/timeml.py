"""A time as TIMEX3 writes it (TimeML 1.2.1, Pustejovsky et al. 2003): a type, and a value in the manner of ISO 8601.

What is not known is X in the value ("XXXX-05-19", "XXXX-WXX-2") or, where nothing at all can be written, no value.
"""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.ground.times.meaning import (
    Again,
    Ago,
    Ahead,
    BeforeEra,
    CalendarDay,
    Clock,
    ClosedRange,
    Deictic,
    FiscalYear,
    Holiday,
    Kind,
    Length,
    Meaning,
    MonthOf,
    Part,
    Repeat,
    Season,
    Segment,
    TimexWords,
    Vague,
    WeekdayOf,
    Window,
)
from dragoman.ground.times.phrases import table
from dragoman.ground.times.relative import UNITS_BESIDE
from dragoman.types import Granularity, Interval, Timex, Timex3, TimexType, value_of

__all__ = ["timex3s", "timex_value"]

_REFERENCES = {"back": "PAST_REF", "forward": "FUTURE_REF", "none": "PRESENT_REF"}
_LETTERS = {
    "minute": ("T", "M"),
    "hour": ("T", "H"),
    "day": ("", "D"),
    "weekend": ("", "WE"),
    "week": ("", "W"),
    "fortnight": ("", "W"),
    "month": ("", "M"),
    "quarter": ("", "Q"),
    "year": ("", "Y"),
    "decade": ("", "Y"),
    "century": ("", "Y"),
}
_MANY = {"decade": "DE", "century": "CE"}
_TIMES = {"fortnight": 2, "decade": 10, "century": 100}
_HALVES = {"minute": (30, "S"), "hour": (30, "M"), "day": (12, "H"), "year": (6, "M")}


def timex_value(words: TimexWords, timex: Timex) -> tuple[TimexType, str | None]:
    """The TIMEX3 type (DATE, TIME, DURATION, SET) and value of a time; the value is None where it cannot be written.

    A length has one without a date, and so has what comes again. A date that is not told keeps what its words say:
    19 May of no year is XXXX-05-19, a Tuesday of no week XXXX-WXX-2.
    """
    meaning, interval = words.meaning, value_of(timex.interval)
    match meaning:
        case Again() if interval is None:
            return TimexType.DURATION, _length(meaning.unit, 1)
        case Length():
            return TimexType.DURATION, _length(meaning.unit, meaning.count, half=meaning.half)
        case Window() if words.rule == "recent or coming":
            return TimexType.DATE, "FUTURE_REF" if meaning.ahead else "PAST_REF"
        case Deictic() if words.rule == UNITS_BESIDE:
            return TimexType.DURATION, _length(meaning.unit, None if meaning.count is None else abs(meaning.count))
        case BeforeEra():
            return TimexType.DATE, f"BC{meaning.number:04}"
        case FiscalYear():
            return TimexType.DATE, _year(meaning.number)
        case Window():
            return TimexType.DURATION, _length(meaning.unit, meaning.count)
        case Repeat():
            return TimexType.SET, _repeat(meaning)
        case Vague():
            return TimexType.DATE, _REFERENCES[meaning.where.value]
        case Ahead() if interval is None:
            return TimexType.DURATION, _length(meaning.unit, meaning.count)
        case Ago() if meaning.count is None:
            return TimexType.DATE, "PAST_REF"
    return _dated(words), _date(meaning, interval) if interval else _open(meaning)


def timex3s(words: TimexWords, timex: Timex) -> tuple[Timex3, ...]:
    """A time as the elements that TimeML makes of it: one, or one for each end of a range ("from May to July")."""
    if words.parts is None or not isinstance(words.meaning, ClosedRange):
        return (Timex3(words.span, *timex_value(words, timex)),)
    interval, type_ = value_of(timex.interval), _dated(words)
    ends = (words.meaning.first, words.meaning.last)
    values = (_end(meaning, interval, last=n > 0) for n, meaning in enumerate(ends))
    return tuple(Timex3(span, type_, value) for span, value in zip(words.parts, values, strict=True))


def _dated(words: TimexWords) -> TimexType:
    return TimexType.TIME if words.kind is Kind.TIME else TimexType.DATE


def _end(meaning: Meaning, whole: Interval | None, *, last: bool) -> str | None:
    """The value of the first or the last time of a range, from the interval of the whole."""
    if whole is None or whole.start is None or whole.end is None:
        return _open(meaning)
    fine = isinstance(meaning, Clock)
    step = timedelta(minutes=1) if fine and whole.granularity is Granularity.MINUTE else timedelta(hours=1)
    start = whole.end - step if last else whole.start
    return _date(meaning, Interval(start, start + step, whole.granularity))


def _length(unit: str, count: int | None, *, half: bool = False) -> str:
    """P3D, PT2H, PXY for several years, P2Y6M for two and a half; decades and centuries are counted in years."""
    time, letter = _LETTERS[unit]
    if count is None:
        return f"P{time}X{_MANY.get(unit, letter)}"
    times = _TIMES.get(unit, 1)
    number = count * times + (times // 2 if half else 0)
    if not half or times > 1:
        return f"P{time}{number}{letter}"
    more, small = _HALVES.get(unit, (0, ""))
    return f"P{time}{number}{letter}{more}{small}" if more else f"P{time}{count}.5{letter}"


def _repeat(of: Repeat) -> str | None:
    """P1D for daily, P2Y for every two years, XXXX-WXX-1 for each Monday."""
    return _length(of.unit, of.count) if of.of is None else _open(of.of)


def _open(meaning: Meaning) -> str | None:
    """What the words alone say of a date: its month and day, its day of the week, its season or hour."""
    match meaning:
        case CalendarDay(month=None):
            return f"XXXX-XX-{meaning.day:02}"
        case CalendarDay(swapped=False):
            return f"{_year(meaning.year.number)}-{meaning.month:02}-{meaning.day:02}"
        case MonthOf():
            return f"{_year(meaning.year.number)}-{meaning.month:02}"
        case Holiday() if "day" in table("holidays")[meaning.name]:
            rule = table("holidays")[meaning.name]
            return f"{_year(meaning.year.number)}-{rule['month']:02}-{rule['day']:02}"
        case WeekdayOf():
            return f"XXXX-WXX-{meaning.weekday + 1}"
        case Season():
            return f"{_year(meaning.year.number)}-{table('season_codes')[meaning.name]}"
        case Segment() if not isinstance(meaning.of, MonthOf):
            return f"{_year(meaning.of.number)}-{'Q' if meaning.parts == 4 else 'H'}{meaning.number}"
        case Part() if meaning.name:
            return f"{_open(meaning.of) or 'XXXX-XX-XX'}T{table('part_codes')[meaning.name]}"
        case Clock():
            day = _open(meaning.of) if meaning.of else None
            return f"{day or 'XXXX-XX-XX'}T{meaning.hour:02}:{meaning.minute or 0:02}"
        case _:
            return None


def _year(number: int | None) -> str:
    return "XXXX" if number is None else f"{number:04}"


def _date(meaning: Meaning, interval: Interval) -> str | None:
    """The value of an interval: as fine as its words."""
    if interval.start is None or interval.first_day is None:
        return None
    day = interval.first_day
    match meaning:
        case Clock():
            return f"{day}T{interval.start:%H:%M}"
        case Part():
            return f"{_day_of(interval, meaning)}T{_part_code(meaning)}"
        case Segment():
            return _segment(meaning, day)
        case Season():
            return f"{day.year:04}-{table('season_codes')[meaning.name]}"
        case ClosedRange(first=WeekdayOf(weekday=5), last=WeekdayOf(weekday=6)):
            return f"{_week(day)}-WE"
        case ClosedRange():
            return None
        case Deictic(unit="hour" | "minute") | Ago(unit="hour" | "minute"):
            return f"{day}T{interval.start:%H:%M}"
    return _by_granularity(interval.granularity, day)


def _day_of(interval: Interval, part: Part) -> date:
    """The day that a part of a day is counted from."""
    assert interval.start is not None
    return (interval.start - timedelta(hours=part.first_hour)).date()


def _part_code(part: Part) -> str:
    if part.name:
        return str(table("part_codes")[part.name])
    return "MO" if part.first_hour < 12 else "NI"


def _segment(of: Segment, day: date) -> str:
    if isinstance(of.of, MonthOf):
        return _month(day)
    return f"{day.year:04}-Q{of.number}" if of.parts == 4 else f"{day.year:04}-H{of.number}"


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _by_granularity(granularity: Granularity, day: date) -> str:
    """A day and all that has a notation of its own."""
    match granularity:
        case Granularity.WEEK:
            return _week(day)
        case Granularity.MONTH:
            return _month(day)
        case Granularity.QUARTER:
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case Granularity.YEAR:
            return f"{day.year:04}"
        case Granularity.DECADE:
            return f"{day.year // 10:03}"
        case Granularity.CENTURY:
            return f"{day.year // 100:02}"
        case Granularity.HOUR | Granularity.MINUTE | Granularity.PART_OF_DAY:
            return day.isoformat()
    return day.isoformat()
