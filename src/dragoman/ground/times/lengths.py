"""How long and how often: durations, sets and vague words, read so that nobody takes them for dates."""

from __future__ import annotations

from dragoman.ground.times.meaning import (
    Again,
    Direction,
    Kind,
    Length,
    MonthOf,
    Repeat,
    Season,
    Shift,
    Vague,
    WeekdayOf,
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
from dragoman.ground.times.relative import part_of_day

__all__ = ["AGE", "length_at"]

AGE = "age"
"""The rule of "44-year-old": read so that it is nothing else, and left out of what is found."""

_DETERMINERS = ("the", "its", "their", "his", "her", "our", "those", "these")


def length_at(t: Tokens, i: int) -> Found | None:
    """The duration, set or vague word that begins here, or None."""
    word = t[i].word
    if word in table("set_words"):
        unit, count = table("set_words")[word]
        return Found(i + 1, Repeat(unit, count), "set", Kind.SET)
    return _vague(t, i) or _the_unit(t, i) or _every(t, i) or _times_a(t, i) or _duration(t, i) or _bare_units(t, i)


def _vague(t: Tokens, i: int) -> Found | None:
    """Now, recently, these days, in the near future: the longest phrase of the lexicon that stands here."""
    for phrase, where in table("vague").get(t[i].word, ()):
        end = i + len(phrase)
        if all(t[i + k].word == word for k, word in enumerate(phrase)) and not _joined(t, i, end):
            soon_as = t[end].word in ("as", "after")
            return None if soon_as else Found(end, Vague(Direction(where)), "vague", Kind.VAGUE)
    return None


def _the_unit(t: Tokens, i: int) -> Found | None:
    """The year, the quarter, the latest fiscal year: the one spoken of before, or only how long."""
    at = i + 1
    while t[at].word in ("latest", "current", "fiscal", "full", "whole", "entire") and at < i + 3:
        at += 1
    if t[i].word != "the" or t[at].word not in ("year", "quarter", "week", "month"):
        return None
    if is_dash(t[at + 1]) or t[at + 1].word in ("of", "final", "finals"):
        return None
    ends = t[at + 1].word in ("ended", "ending", "to")  # "in the year ended 31 March"
    again = Again(t[at].word, ended=t[i + 1].word == "latest")
    return Found(at + 1, Length(t[at].word, 1) if ends else again, "the unit", Kind.DURATION)


def _joined(t: Tokens, first: int, end: int) -> bool:
    """Whether words are a part of a longer one: "now-defunct", "future-proof"."""
    after = is_dash(t[end]) and touching(t[end - 1], t[end])
    return after or (first > 0 and is_dash(t[first - 1]) and touching(t[first - 1], t[first]))


def _every(t: Tokens, i: int) -> Found | None:
    """Every two years, each Monday, every spring, every day."""
    if t[i].word not in ("every", "each"):
        return None
    other = t[i + 1].word in ("other", "second")
    at = i + 2 if other else i + 1
    count = count_at(t, at)
    at = count.end if count else at
    times = 2 if other else (count.value or 1) if count else 1
    unit, month, weekday = unit_at(t, at), month_at(t, at), weekday_at(t, at)
    if unit:
        return Found(at + 1, Repeat(unit, times), "set", Kind.SET)
    if month:
        return Found(month[1], Repeat(of=MonthOf(month[0])), "set", Kind.SET)
    if weekday:
        return _each_weekday(t, weekday)
    return _each_named(t, at)


def _each_weekday(t: Tokens, weekday: tuple[int, int]) -> Found:
    """Every Monday, and every Monday morning."""
    day, end = WeekdayOf(weekday[0]), weekday[1]
    if t[end].word in table("parts"):
        return Found(end + 1, Repeat(of=part_of_day(day, t[end].word)), "set", Kind.SET)
    return Found(end, Repeat(of=day), "set", Kind.SET)


def _each_named(t: Tokens, i: int) -> Found | None:
    """Every spring, every morning."""
    word = t[i].word
    if word in table("seasons"):
        return Found(i + 1, Repeat(of=Season(table("seasons")[word])), "set", Kind.SET)
    if word in table("parts"):
        return Found(i + 1, Repeat(of=part_of_day(Shift("day", 0), word)), "set", Kind.SET)
    return None


def _times_a(t: Tokens, i: int) -> Found | None:
    """Twice a week, three times a year, once a month; "per year" alone."""
    at = i + 1 if t[i].word in ("once", "twice") else 0
    if not at and t[i + 1].word == "times" and count_at(t, i):
        at = i + 2
    unit = unit_at(t, at + 1) if at and t[at].word in ("a", "per", "every", "each") else None
    return Found(at + 2, Repeat(unit), "set", Kind.SET) if unit else None


def _duration(t: Tokens, i: int) -> Found | None:
    """Three days, two-hour, more than a year and a half, 44-year-old, the first nine months."""
    at = about_at(t, i)
    if at > i and t[at].word in (*_DETERMINERS, "last", "past", "next"):
        return None  # "over the past two years" is a window
    owned = t[at].word in _DETERMINERS
    at += 1 if owned else 0
    counted = at + 1 if t[at].word in ("first", "last", "final", "full", "whole", "entire", "additional") else at
    count = _spread(t, count_at(t, counted)) if counted > at or at > i or not owned else None
    if owned and count is None:
        count = _spread(t, count_at(t, at))
    if not count or (count.end == i + 1 and t[i].word in ("many", "some", "hundred", "recent")):
        return None
    if owned and (t[counted].word in ("a", "an", "one", "recent") or is_dash(t[count.end])):
        return None
    return _of_units(t, i, count)


def _of_units(t: Tokens, i: int, count: Count) -> Found | None:
    """A duration from its count on: its unit, and what it is spoken of as ("-long", "and a half")."""
    at = count.end + 1 if is_dash(t[count.end]) else count.end
    at += 1 if t[at].word in list_of("before_units") else 0
    unit = unit_at(t, at)
    if unit is None or (t[count.end - 1].word in ("a", "an", "one") and t[at].word.endswith("s")):
        return None
    if unit == "quarter" and (is_dash(t[at - 1]) or t[at - 1].word in ("a", "an")):
        return None  # three-quarters, more than a quarter
    at += 1
    if is_dash(t[at]) and t[at + 1].word in ("earlier", "ago"):
        return None  # a year-earlier profit
    if t[at].word == "old" or (is_dash(t[at]) and t[at + 1].word == "old"):
        return Found(at + 1 if t[at].word == "old" else at + 2, Length(unit, count.value), AGE, Kind.DURATION)
    half = count.half
    if is_dash(t[at]) and t[at + 1].word == "long":
        at += 2
    elif [t[at + k].word for k in range(3)] == ["and", "a", "half"]:
        at, half = at + 3, True
    elif t[at].word == "or" and t[at + 1].word in ("so", "two", "more"):
        at += 2
    return Found(at, Length(unit, count.value, half), "duration", Kind.DURATION)


def _spread(t: Tokens, count: Count | None) -> Count | None:
    """The first number of two that a spread has ("two to three weeks", "five or six days"); "two and a half" is one."""
    if count is not None and [t[count.end + k].word for k in range(3)] == ["and", "a", "half"]:
        return Count(count.end + 3, count.value, half=True)
    if count is None or t[count.end].word not in ("to", "or", "-"):
        return count
    second = count_at(t, count.end + 1)
    if second is None or unit_at(t, second.end) is None or second.value is None or t[count.end + 1].word == "a":
        return count
    return Count(second.end, count.value)


def _bare_units(t: Tokens, i: int) -> Found | None:
    """For weeks, months of talks, decades-long."""
    unit = unit_at(t, i)
    if unit is None or unit in ("quarter", "minute", "weekend"):
        return None
    if is_dash(t[i + 1]) and t[i + 2].word == "long":
        return Found(i + 3, Length(unit, None if t[i].word.endswith("s") else 1), "duration", Kind.DURATION)
    if t[i].word.endswith("s") and (
        t[i - 1].word in list_of("length_cues") or t[i + 1].word in ("of", "before", "after")
    ):
        return Found(i + 1, Length(unit, None), "duration", Kind.DURATION)
    return None
