"""Times counted from the moment of writing ("yesterday", "last week") or from another event ("the day before")."""

from __future__ import annotations

from dragoman.ground.times.absolute import month_day_at
from dragoman.ground.times.meaning import (
    Ago,
    Ahead,
    CalendarDay,
    ClosedRange,
    Deictic,
    Kind,
    Meaning,
    MonthOf,
    Part,
    Season,
    Shift,
    SoFar,
    WeekdayOf,
    Which,
    Window,
)
from dragoman.ground.times.phrases import (
    Count,
    Found,
    Tokens,
    about_at,
    count_at,
    is_dash,
    list_of,
    month_at,
    table,
    touching,
    unit_at,
    weekday_at,
)
from dragoman.types import Modifier

__all__ = ["UNITS_BESIDE", "night_of", "part_of_day", "relative_at"]

_WHICH = {
    "this": Which.THIS,
    "last": Which.LAST,
    "next": Which.NEXT,
    "coming": Which.COMING,
    "upcoming": Which.COMING,
}
_SHIFT = {Which.THIS: 0, Which.LAST: -1, Which.PAST: -1, Which.NEXT: 1, Which.COMING: 1}
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
_NEIGHBOUR = {"previous": -1, "preceding": -1, "following": 1, "next": 1, "ensuing": 1, "same": 0}
_CALENDAR_UNITS = ("week", "month", "quarter", "year", "decade", "century")


UNITS_BESIDE = "units beside an event"
"""The rule of "two days after the talks": by TimeML a length, whose other end is the event."""


def relative_at(t: Tokens, i: int) -> Found | None:
    """The time that begins here and is counted from something else, or None."""
    word = t[i].word
    if word in _DAYS:
        return _named_day(t, i)
    for rule in (
        _so_far,
        _eve,
        _day_beside,
        _neighbour,
        _that,
        _which,
        _window,
        _year_beside,
        _counted,
        _ahead,
        _weekday,
        _nth,
    ):
        found = rule(t, i)
        if found:
            return found
    return _weekend(t, i) or _units_ago(t, i)


def part_of_day(meaning: Meaning, word: str) -> Part:
    """The part of a day that a word names, by the lexicon's hours."""
    first, end = table("parts")[word]
    return Part(meaning, first, end, word)


def night_of(meaning: Meaning) -> Part:
    """The night that follows a day."""
    return part_of_day(meaning, "night")


def _named_day(t: Tokens, i: int) -> Found:
    day = Shift("day", _DAYS[t[i].word])
    if t[i].word == "tonight":
        return Found(i + 1, night_of(day), "tonight", Kind.TIME)
    return Found(i + 1, day, t[i].word)


def _so_far(t: Tokens, i: int) -> Found | None:
    """Earlier this month, later this year, later today, earlier in the week; "earlier that day" is the day itself."""
    if t[i].word not in ("earlier", "later"):
        return None
    ahead, at = t[i].word == "later", i + 1
    if t[at].word == "on":
        at += 1
    if t[at].word == "in" and t[at + 1].word == "the":
        unit = unit_at(t, at + 2)
        whole: Found | None = Found(at + 3, Shift(unit, 0), "") if unit in _CALENDAR_UNITS else None
    else:
        at += 1 if t[at].word == "in" else 0
        whole = _named_day(t, at) if t[at].word in _DAYS else _which(t, at) or _that(t, at) or _weekday(t, at)
    if not whole or isinstance(whole.meaning, ClosedRange):
        return None
    if isinstance(whole.meaning, Shift):
        return Found(whole.end, SoFar(whole.meaning, ahead), f"{t[i].word} in")
    return Found(whole.end, whole.meaning, whole.rule, whole.kind, deictic=whole.deictic)


def _eve(t: Tokens, i: int) -> Found | None:
    """On the eve (of something): the day before it."""
    if t[i].word == "on" and t[i + 1].word == "the" and t[i + 2].raw == "eve":
        return Found(i + 3, Deictic("day", -1), "on the eve", deictic=True)
    return None


def _day_beside(t: Tokens, i: int) -> Found | None:
    """The day before yesterday; the day before, the week after, the night before (something)."""
    if t[i].word != "the" or t[i + 2].word not in ("before", "after"):
        return None
    sign = -1 if t[i + 2].word == "before" else 1
    if t[i + 1].word == "day" and t[i + 3].word in ("yesterday", "tomorrow"):
        return Found(i + 4, Shift("day", sign + _DAYS[t[i + 3].word]), f"the day {t[i + 2].word} {t[i + 3].word}")
    if t[i + 1].word in ("day", "week", "month", "year"):
        return Found(i + 3, Deictic(t[i + 1].word, sign), "beside an event", deictic=True)
    if t[i + 1].word in table("parts"):
        part = part_of_day(Deictic("day", sign), t[i + 1].word)
        return Found(i + 3, part, "beside an event", Kind.TIME, deictic=True)
    return None


def _neighbour(t: Tokens, i: int) -> Found | None:
    """The same day, the following week, the previous year, the next morning, the following Monday."""
    at = i + 1 if t[i].word in ("the", "that", "this") else i
    at += 1 if t[at].word == "very" else 0
    if t[at].word not in _NEIGHBOUR or (at == i and t[at].word != "next"):
        return None
    count, name = _NEIGHBOUR[t[at].word], t[at + 1].word
    weekday = weekday_at(t, at + 1)
    if t[at].word == "next" and (t[i].word == "this" or not (name in ("day", "morning") or (weekday and at > i))):
        return None
    if t[at].word == "same" and name == "date":
        return Found(at + 2, Deictic("day", 0), "the same date", deictic=True)
    if name in ("day", "week", "month", "year", "quarter", "decade"):
        return Found(at + 2, Deictic(name, count), "beside an event", deictic=True)
    if name in table("parts"):
        return Found(at + 2, part_of_day(Deictic("day", count), name), "beside an event", Kind.TIME, deictic=True)
    if weekday and count:
        return Found(weekday[1], Deictic("day", count, weekday[0]), "beside an event", deictic=True)
    return None


def _that(t: Tokens, i: int) -> Found | None:
    """That day, that week, that evening: the one of the event spoken of."""
    if t[i].word != "that":
        return None
    name = t[i + 1].word
    if name in ("day", "week", "month", "year"):
        return Found(i + 2, Deictic(name, 0), "that", deictic=True)
    if name in table("parts"):
        return Found(i + 2, part_of_day(Deictic("day", 0), name), "that", Kind.TIME, deictic=True)
    return None


def _which(t: Tokens, i: int) -> Found | None:
    """This year, last week, next Monday, last spring, this coming Sunday, last night, this morning."""
    at, which = _which_word(t, i)
    if which is None or t[i - 1].word in ("his", "her", "their", "our", "my", "your"):
        return None
    name = t[at].word
    if which is Which.LAST and t[i - 1].word == "the" and (t[at + 1].word in ("of", "in") or name in table("units")):
        return None
    month, weekday = month_at(t, at), weekday_at(t, at)
    if month and month_day_at(t, at):
        return None
    if month and t[at].capital:
        return Found(month[1], MonthOf(month[0], which=which), f"{which} month")
    if weekday:
        return Found(weekday[1], WeekdayOf(weekday[0], which), f"{which} weekday")
    if name in table("seasons") and not (name == "fall" and t[at - 1].word == "coming"):
        return Found(at + 1, Season(table("seasons")[name], which=which), f"{which} season")
    return _which_unit(t, at, which)


def _which_word(t: Tokens, i: int) -> tuple[int, Which | None]:
    """The "this" or "last" here and the token after it; "this coming" is next, "this past" is last."""
    word = t[i].word
    if word in ("this", "the") and t[i + 1].word in ("coming", "upcoming", "past"):
        if word == "the" and t[i + 1].word == "past":
            return i, None
        return i + 2, Which.PAST if t[i + 1].word == "past" else Which.COMING
    if word in ("the", "its") and t[i + 1].word in ("current", "present"):
        return i + 2, Which.THIS
    return i + 1, _WHICH.get(word)


def _which_unit(t: Tokens, i: int, which: Which) -> Found | None:
    name, shift = t[i].word, _SHIFT[which]
    if name in _CALENDAR_UNITS and not (name == "quarter" and t[i + 1].word in ("final", "finals", "-")):
        return Found(i + 1, Shift(name, shift), f"{which} {name}")
    if name == "weekend":
        days = ClosedRange(WeekdayOf(5, which), WeekdayOf(6, which))
        return Found(i + 1, days, f"{which} weekend")
    if name in table("parts") and (which is Which.THIS or (which is Which.LAST and name in ("night", "evening"))):
        return Found(i + 1, part_of_day(Shift("day", shift), name), f"{which} {name}", Kind.TIME)
    return None


def _window(t: Tokens, i: int) -> Found | None:
    """The past two weeks, the next three days, the last 24 hours, the past year, recent days, coming weeks."""
    at = i + 1 if t[i].word in ("the", "these") else i
    word = t[at].word
    if word in ("recent", "coming", "past") and t[at + 1].word.endswith("s") and unit_at(t, at + 1):
        return Found(at + 2, Window(str(unit_at(t, at + 1)), None, word == "coming"), "recent or coming", Kind.DURATION)
    if word not in ("past", "last", "next", "coming"):
        return None
    count = count_at(t, at + 1)
    unit = unit_at(t, count.end) if count else None
    if count and unit:
        return Found(count.end + 1, Window(unit, count.value, word in ("next", "coming")), "window", Kind.DURATION)
    unit = unit_at(t, at + 1)
    if at == i or unit not in ("hour", "day", "week", "month", "year", "decade") or t[at + 2].word == "of":
        return None
    if word == "last" and (unit == "day" or t[i - 1].word not in ("in", "over", "during", "within", "for", "of")):
        return None
    return Found(at + 2, Window(unit, 1, word in ("next", "coming")), "window", Kind.DURATION)


def _counted(t: Tokens, i: int) -> Found | None:
    """Two days ago, about a year ago, three weeks later, a day earlier, two days after (something)."""
    at = about_at(t, i)
    count = count_at(t, at)
    if not count:
        return None
    count = _and_half(t, count)
    unit = unit_at(t, count.end)
    if unit is None:
        return None
    end = count.end + 1
    if t[end].word == "or" and t[end + 1].word in ("so", "two", "more"):
        count, end = Count(count.end, None), end + 2
    found = _counted_from(t, end, unit, count.value)
    if found and at > i:
        return Found(found.end, found.meaning, found.rule, found.kind, Modifier.ABOUT, found.deictic)
    return found


def _units_ago(t: Tokens, i: int) -> Found | None:
    """Days ago, weeks later: how many is not said."""
    unit = unit_at(t, i)
    if unit is None or not t[i].word.endswith("s") or t[i + 1].word not in ("ago", "later", "earlier"):
        return None
    return _counted_from(t, i + 1, unit, None)


def _counted_from(t: Tokens, i: int, unit: str, count: int | None) -> Found | None:
    """What follows a number of units: "ago", "from now", "later", "before"."""
    word = t[i].word
    if word == "ago":
        return Found(i + 1, Ago(unit, count), "ago")
    if word == "hence" or (word == "from" and t[i + 1].word in ("now", "today")):
        return Found(i + 1 if word == "hence" else i + 2, Ahead(unit, count, sure=True), "from now")
    if word not in ("earlier", "later", "before", "after"):
        return None
    if word in ("before", "after") and (t[i + 1].word.endswith("ing") or unit in ("minute", "hour")):
        return None
    sign = -1 if word in ("earlier", "before") else 1
    moved = Deictic(unit, None if count is None else sign * count)
    if word in ("before", "after"):
        return Found(i, moved, UNITS_BESIDE, deictic=True)
    return Found(i + 1, moved, "units from an event", deictic=True)


def _year_beside(t: Tokens, i: int) -> Found | None:
    """Year-earlier, the year-ago quarter, a year-ago period."""
    at = i + 1 if t[i].word == "the" else i
    if t[at].word != "year" or not is_dash(t[at + 1]) or t[at + 2].word not in ("ago", "earlier"):
        return None
    end = at + 3
    end += 1 if t[end].word in table("ordinals") else 0
    end = end + 1 if t[end].word in ("quarter", "period") else at + 3
    return Found(end, Deictic("year", -1), "a year before", deictic=True)


def _and_half(t: Tokens, count: Count) -> Count:
    """Two and a half: no whole number of units, so the count is as good as unsaid."""
    if [t[count.end + k].word for k in range(3)] == ["and", "a", "half"]:
        return Count(count.end + 3, None)
    return count


def _ahead(t: Tokens, i: int) -> Found | None:
    """In two weeks, in three days' time. May be a duration too ("built in two weeks"): the clause's direction tells."""
    if t[i].word != "in" or t[i - 1].word in ("once", "twice", "times", "time", "first", "only"):
        return None
    count = count_at(t, about_at(t, i + 1))
    unit = unit_at(t, count.end) if count else None
    if not count or unit is None or count.value is None:
        return None
    end = count.end + 1
    owned = t[end].word in ("'", "’", "'s") and t[end + 1].word == "time"
    if not owned and (_ranks(t, i) or t[end].word in ("of", "or", "and")):
        return None
    return Found(end + 2 if owned else end, Ahead(unit, count.value, sure=owned), "in units")


def _ranks(t: Tokens, i: int) -> bool:
    """Whether something is the first or greatest of its kind "in two years": that looks back, whatever the tense."""
    words = {t[k].word for k in range(max(0, i - 6), i)}
    return bool(words & list_of("ranks"))


def _weekday(t: Tokens, i: int) -> Found | None:
    """Tuesday; Tuesday last week, Monday of next week."""
    weekday = weekday_at(t, i)
    if not weekday:
        return None
    at = weekday[1] + 1 if t[weekday[1]].word == "of" else weekday[1]
    which = _WHICH.get(t[at].word)
    if which and t[at + 1].word == "week":
        return Found(at + 2, WeekdayOf(weekday[0], week=_SHIFT[which]), "weekday of a week")
    return Found(weekday[1], WeekdayOf(weekday[0]), "weekday")


def _nth(t: Tokens, i: int) -> Found | None:
    """On the 18th: a day of a month that is not named, before nothing that it could number."""
    if t[i].word != "the" or t[i + 1].kind != "ordinal" or not 1 <= t[i + 1].value <= 31:
        return None
    if t[i - 1].word not in ("on", "by", "until", "till", "since", "from", "of", "before", "after"):
        return None
    after = t[i + 2]
    if after.kind == "word" and after.word not in list_of("after_day"):
        return None
    if t[i + 2].word == "of" and t[i + 3].word == "this" and t[i + 4].word == "month":
        return Found(i + 5, CalendarDay(t[i + 1].value), "day of the month")
    if after.word == "of" or (after.word == "-" and touching(t[i + 1], after)):
        return None
    return Found(i + 2, CalendarDay(t[i + 1].value), "day of the month")


def _weekend(t: Tokens, i: int) -> Found | None:
    """The weekend, over the weekend."""
    if t[i].word == "the" and t[i + 1].word == "weekend" and t[i + 2].word != "of":
        return Found(i + 2, ClosedRange(WeekdayOf(5), WeekdayOf(6)), "weekend")
    return None
