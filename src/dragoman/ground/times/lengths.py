"""How long and how often: durations, sets and vague words, read so that nobody takes them for dates."""

from __future__ import annotations

from dragoman.ground.times.meaning import Kind, Unread
from dragoman.ground.times.phrases import (
    Found,
    Tokens,
    count_at,
    is_dash,
    list_of,
    month_at,
    table,
    unit_at,
    weekday_at,
)
from dragoman.types import Reason

__all__ = ["AGE", "length_at"]

AGE = "age"
"""The rule of "44-year-old": read so that it is nothing else, and left out of what is found."""

_LENGTH = Unread(Reason.NOT_STATED, "a length of time, not when")
_SET = Unread(Reason.NOT_STATED, "something that comes again, not when")
_VAGUE = Unread(Reason.NOT_STATED, "vague")


def length_at(t: Tokens, i: int) -> Found | None:
    """The duration, set or vague word that begins here, or None."""
    word = t[i].word
    if word in list_of("set_words"):
        return Found(i + 1, _SET, "set", Kind.SET)
    if word in list_of("vague_words"):
        return Found(i + 1, _VAGUE, "vague", Kind.VAGUE)
    return _every(t, i) or _times_a(t, i) or _duration(t, i) or _bare_units(t, i)


def _every(t: Tokens, i: int) -> Found | None:
    """Every two years, each Monday, every spring, every day."""
    if t[i].word not in ("every", "each"):
        return None
    at = i + 2 if t[i + 1].word in ("other", "second") else i + 1
    count = count_at(t, at)
    at = count.end if count else at
    month, weekday = month_at(t, at), weekday_at(t, at)
    named = unit_at(t, at) or t[at].word in table("seasons") or t[at].word in table("parts")
    if not (month or weekday or named):
        return None
    return Found(month[1] if month else at + 1, _SET, "set", Kind.SET)


def _times_a(t: Tokens, i: int) -> Found | None:
    """Twice a week, three times a year, once a month."""
    at = i + 1 if t[i].word in ("once", "twice") else 0
    if not at and t[i + 1].word == "times" and count_at(t, i):
        at = i + 2
    if at and t[at].word in ("a", "per", "every", "each") and unit_at(t, at + 1):
        return Found(at + 2, _SET, "set", Kind.SET)
    return None


def _duration(t: Tokens, i: int) -> Found | None:
    """Three days, two-hour, a year and a half, 44-year-old."""
    count = count_at(t, i)
    if not count or (count.end == i + 1 and t[i].word in ("many", "some", "hundred", "recent")):
        return None
    at = count.end + 1 if is_dash(t[count.end]) else count.end
    unit = unit_at(t, at)
    if unit is None or (t[i].word in ("a", "an", "one") and t[at].word.endswith("s")):
        return None
    at += 1
    if t[at].word == "old" or (is_dash(t[at]) and t[at + 1].word == "old"):
        return Found(at + 1 if t[at].word == "old" else at + 2, _LENGTH, AGE, Kind.DURATION)
    if is_dash(t[at]) and t[at + 1].word == "long":
        at += 2
    elif [t[at + k].word for k in range(3)] == ["and", "a", "half"]:
        at += 3
    return Found(at, _LENGTH, "duration", Kind.DURATION)


def _bare_units(t: Tokens, i: int) -> Found | None:
    """For weeks, months of talks, decades-long."""
    unit = unit_at(t, i)
    if unit is None or unit in ("quarter", "minute", "weekend"):
        return None
    if is_dash(t[i + 1]) and t[i + 2].word == "long":
        return Found(i + 3, _LENGTH, "duration", Kind.DURATION)
    if t[i].word.endswith("s") and (t[i - 1].word in ("for", "after", "within", "in") or t[i + 1].word == "of"):
        return Found(i + 1, _LENGTH, "duration", Kind.DURATION)
    return None
