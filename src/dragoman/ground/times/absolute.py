"""Dates by the calendar: days, months, seasons, quarters, years, decades and centuries, in the usual orders."""

from __future__ import annotations

from dragoman.ground.times.holidays import holiday_at
from dragoman.ground.times.meaning import (
    CalendarDay,
    Century,
    Clock,
    ClosedRange,
    Decade,
    Kind,
    MonthOf,
    NthWeekday,
    YearOf,
)
from dragoman.ground.times.parts_of_year import season_at, segment_at
from dragoman.ground.times.phrases import (
    Found,
    Tokens,
    day_at,
    is_dash,
    list_of,
    month_at,
    table,
    touching,
    weekday_at,
    year_at,
    year_of_at,
)
from dragoman.ground.times.years import years_at

__all__ = ["absolute_at", "day_range_at", "month_alone_at", "month_day_at"]


def absolute_at(t: Tokens, i: int, *, cued: bool) -> Found | None:
    """The date by the calendar that begins here, or None. `cued` says that a time is expected here."""
    token = t[i]
    if token.kind == "iso":
        return _iso(t, i)
    if token.kind == "numeric":
        return _numeric(t, i)
    for rule in (
        holiday_at,
        _weekday_date,
        _nth_weekday,
        day_range_at,
        _day_month,
        month_day_at,
        _decade,
        _century,
        segment_at,
        season_at,
    ):
        found = rule(t, i)
        if found:
            return found
    return month_alone_at(t, i, cued=cued) or years_at(t, i, cued=cued)


def _iso(t: Tokens, i: int) -> Found:
    """ISO 8601 in its extended form."""
    raw = t[i].raw
    day = CalendarDay(int(raw[8:10]), int(raw[5:7]), YearOf(number=int(raw[:4])))
    if len(raw) == 10:
        return Found(i + 1, day, "iso date")
    tail = raw[16:].lstrip(":0123456789.")
    zone = "UTC" if tail == "Z" else f"{tail[:3]}:{tail[-2:]}" if tail else None
    return Found(i + 1, Clock(int(raw[11:13]), int(raw[14:16]), zone, day), "iso time", Kind.TIME)


def _numeric(t: Tokens, i: int) -> Found | None:
    """19.01.2023 is day first; with slashes either order is in use, so a day above 12 has to settle it."""
    raw = t[i].raw
    mark = next(c for c in raw if not c.isdigit())
    first, second, year = (int(piece) for piece in raw.split(mark))
    short = len(raw.rsplit(mark, 1)[1]) == 2
    if min(first, second) < 1 or min(first, second) > 12 or max(first, second) > 31 or (short and mark == "-"):
        return None
    if short and mark == "." and second > 12:
        return None
    swapped = mark != "."
    if swapped and second > 12:
        first, second, swapped = second, first, False
    if first > 12 or first == second:
        swapped = False
    return Found(i + 1, CalendarDay(first, second, YearOf(number=year, short=short), swapped=swapped), "numeric date")


def _weekday_date(t: Tokens, i: int) -> Found | None:
    """A weekday with its date: "Tuesday, 17 January", "Thurs. Jan. 19, 2023", "this Friday, 20 January"."""
    i += 1 if t[i].word in ("this", "last", "next") else 0
    weekday = weekday_at(t, i, short=True)
    if not weekday:
        return None
    at = weekday[1] + 1 if t[weekday[1]].word == "," else weekday[1]
    found = _day_month(t, at) or month_day_at(t, at)
    if not found or not isinstance(found.meaning, CalendarDay):
        return None
    day = found.meaning
    return Found(found.end, CalendarDay(day.day, day.month, day.year, weekday[0]), f"weekday, {found.rule}")


def _nth_weekday(t: Tokens, i: int) -> Found | None:
    """The first Monday of March 2022, the last Friday in May."""
    at = i + 1 if t[i].word == "the" else i
    last = -1 if t[at].word == "last" else 0
    number = last or (t[at].value if t[at].kind == "ordinal" else table("ordinals").get(t[at].word, 0))
    weekday = weekday_at(t, at + 1)
    if not weekday or not -1 <= number <= 5 or number == 0 or t[weekday[1]].word not in ("of", "in"):
        return None
    month = month_alone_at(t, weekday[1] + 1, cued=True)
    if not month or not isinstance(month.meaning, MonthOf):
        return None
    return Found(month.end, NthWeekday(number, weekday[0], month.meaning), "weekday of a month")


def _day_month(t: Tokens, i: int) -> Found | None:
    """19 January, the 19th of January 2023, 19th Jan; "19-January-2023" too."""
    at = i + 1 if t[i].word == "the" and t[i + 1].kind == "ordinal" else i
    day = day_at(t, at)
    if day is None:
        return None
    at += 1
    if t[at].word in ("of", "-"):
        at += 1
    if t[at].word == "day" and t[at + 1].word == "of":
        at += 2
    month = month_at(t, at)
    if not month:
        return _foreign_day(t, i, day)
    year, end = _year_after_day(t, month[1])
    return Found(end, CalendarDay(day, month[0], year), "day month" + (" year" if year.said else ""))


def _foreign_day(t: Tokens, i: int, day: int) -> Found | None:
    """12 janvier 2023, 15. Dezember 2023, 12 de enero de 2023, 12 января 2023."""
    at = i + 2 if t[i + 1].word in (".", "de", "er") else i + 1
    month = table("foreign_months").get(t[at].word) or (table("months").get(t[at].word) if at > i + 1 else None)
    if month is None:
        return None
    end = at + 1
    year = year_at(t, end + 1 if t[end].word in ("de", ".", ",", "del") else end, earliest=1000)
    if year is not None:
        end += 2 if t[end].word in ("de", ".", ",", "del") else 1
    elif t[i + 1].word == "." and not table("foreign_months").get(t[at].word):
        return None
    return Found(end, CalendarDay(day, month, YearOf(number=year)), "day month" + (" year" if year else ""))


def month_day_at(t: Tokens, i: int) -> Found | None:
    """January 19, January 19th, 2023, Jan. 19; None also where the number is more than a day ("May 2023")."""
    month = month_at(t, i)
    if not month:
        return None
    at = month[1] + 1 if t[month[1]].word == "the" and t[month[1] + 1].kind == "ordinal" else month[1]
    day = day_at(t, at)
    if day is None or _is_more_than_day(t, at):
        return None
    year, end = _year_after_day(t, at + 1)
    return Found(end, CalendarDay(day, month[0], year), "month day" + (" year" if year.said else ""))


def _is_more_than_day(t: Tokens, i: int) -> bool:
    """ "May 19 countries", "March 10 per cent", "May 5-year plans": the number belongs to what follows."""
    after = t[i + 1]
    if after.word in ("%", "°") and touching(t[i], after):
        return True
    if is_dash(after) and touching(t[i], after) and t[i + 2].kind == "word" and not t[i + 2].capital:
        return True
    shy = t[i - 1].word in list_of("shy_months") and t[i].kind == "number"
    return shy and after.word in list_of("counted") and after.word != "or"


def _year_after_day(t: Tokens, i: int) -> tuple[YearOf, int]:
    """The year after day and month. After a comma only a number: "on 5 May, this year's ..." begins something new."""
    year, end = year_of_at(t, i)
    if t[i].word == "," and year.number is None:
        year, end = YearOf(), i
    return (year if year.said else _shared_year(t, i)), end


def _shared_year(t: Tokens, i: int) -> YearOf:
    """The year that the next of two times gives both: "in May and June 1981", "on 18 January and 5 March 2021"."""
    if t[i].word not in ("and", "or", "&") or month_at(t, i - 2 if t[i - 1].word == "." else i - 1) is None:
        return YearOf()
    at = i + 2 if day_at(t, i + 1) else i + 1
    month = month_at(t, at)
    if not month:
        return YearOf()
    number = year_of_at(t, month[1] + 1 if day_at(t, month[1]) else month[1])[0].number
    first = month_at(t, i - 2 if t[i - 1].word == "." else i - 1)
    assert first is not None
    return YearOf() if number is None else YearOf(number=number if first[0] <= month[0] else number - 1)


def day_range_at(t: Tokens, i: int) -> Found | None:
    """Two days of one month: "18-19 January", "3 to 7 May", "18 and 19 January", "Jan. 18-19, 2023"."""
    return _days_before_month(t, i) or _days_after_month(t, i)


def _second_day(t: Tokens, i: int, first: int) -> int | None:
    """The second day after a link at `i`. After "and" it must be the very next: 18 and 25 January are two times."""
    second = day_at(t, i + 1)
    if second is None or t[i].word not in ("-", "/", "to", "and", "&", "until", "till", "through"):
        return None
    adjacent = second == first + 1
    return second if second > first and (adjacent or t[i].word not in ("and", "&", "/")) else None


def _days_before_month(t: Tokens, i: int) -> Found | None:
    at = i + 1 if t[i].word == "the" and t[i + 1].kind == "ordinal" else i
    first = day_at(t, at)
    if first is None:
        return None
    gap = 1 if t[at + 2].word == "the" else 0
    between = t[i - 1].word == "between" and t[at + 1].word == "and"
    second = day_at(t, at + 2 + gap) if gap or between else _second_day(t, at + 1, first)
    of = 1 if t[at + 3 + gap].word == "of" else 0
    month = month_at(t, at + 3 + gap + of)
    if second is None or second <= first or not month:
        return None
    year, end = _year_after_day(t, month[1])
    return _days(first, second, month[0], year, end, (at + 1, at + 2 + gap))


def _days_after_month(t: Tokens, i: int) -> Found | None:
    month = month_at(t, i)
    first = day_at(t, month[1]) if month else None
    if not month or first is None:
        return None
    second = _second_day(t, month[1] + 1, first)
    if second is None or month_at(t, month[1] + 3) or _is_more_than_day(t, month[1] + 2):
        return None
    year, end = _year_after_day(t, month[1] + 3)
    return _days(first, second, month[0], year, end, (month[1] + 1, month[1] + 2))


def _days(first: int, second: int, month: int, year: YearOf, end: int, cut: tuple[int, int]) -> Found:
    days = ClosedRange(CalendarDay(first, month, year), CalendarDay(second, month, year))
    return Found(end, days, "days of a month" + (" year" if year.said else ""), cut=cut)


def month_alone_at(t: Tokens, i: int, *, cued: bool) -> Found | None:
    """A month, with or without a year: "November 2022", "January of this year", "in May"."""
    month = month_at(t, i)
    if not month:
        return None
    year, end = year_of_at(t, month[1])
    if t[month[1]].word == "," and year.number is None:
        year, end = YearOf(), month[1]
    if year.said:
        return Found(end, MonthOf(month[0], year), "month year")
    planned = t[i - 1].word == "for" and t[i - 2].word in list_of("plans")  # "planned for June"
    if t[i].word in list_of("shy_months") and not (cued or planned or t[i - 1].word in list_of("month_cues")):
        return None
    if not t[i].capital or (t[i].word in list_of("shy_months") and t[i + 1].kind == "owner"):
        return None
    return Found(i + 1, MonthOf(month[0], _shared_year(t, month[1])), "month")


def _decade(t: Tokens, i: int) -> Found | None:
    """The 1990s, the 90s, the nineties; "in his mid-60s" is an age."""
    if any(t[k].word in ("his", "her", "their", "my", "your", "its") for k in range(max(0, i - 3), i)):
        return None
    i += 1 if t[i].word == "the" else 0
    if t[i].kind == "decade":
        start = int("".join(c for c in t[i].raw if c.isdigit()))
        if start < 100 and t[i - 1].word not in ("the", "early", "mid", "late", "-", "'", "‘", "’"):
            return None
        return Found(i + 1, Decade(start), "decade")
    start = table("decade_words").get(t[i].word, 0)
    if not start or t[i - 1].word not in ("the", "early", "mid", "late", "-"):
        return None
    return Found(i + 1, Decade(start), "decade")


def _century(t: Tokens, i: int) -> Found | None:
    """The 20th century, the nineteenth century."""
    i += 1 if t[i].word == "the" else 0
    number = t[i].value if t[i].kind == "ordinal" else table("ordinals").get(t[i].word)
    at = i + 2 if is_dash(t[i + 1]) else i + 1
    if number is None or t[at].word != "century":
        return None
    return Found(at + 1, Century(number), "century")
