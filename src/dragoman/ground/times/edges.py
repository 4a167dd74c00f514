"""Which part of a time: "early January", "the end of the month", "mid-2024", "early on Tuesday"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.ground.times.absolute import absolute_at
from dragoman.ground.times.meaning import CalendarDay, Deictic, Kind, Segment, Shift, WeekHolding, YearOf
from dragoman.ground.times.phrases import Found, Tokens, is_dash, unit_at
from dragoman.ground.times.relative import relative_at
from dragoman.types import Modifier

__all__ = ["edged_at", "point_at"]

_EDGES = {"early": Modifier.EARLY, "mid": Modifier.MID, "late": Modifier.LATE, "middle": Modifier.MID}
_ENDS = {
    "end": Modifier.LATE,
    "close": Modifier.LATE,
    "beginning": Modifier.EARLY,
    "start": Modifier.EARLY,
    "middle": Modifier.MID,
}


def point_at(t: Tokens, i: int, *, cued: bool = False) -> Found | None:
    """The longer of the readings by the calendar and from the present that begin here, or None."""
    absolute, relative = absolute_at(t, i, cued=cued), relative_at(t, i)
    if absolute and relative:
        return absolute if absolute.end >= relative.end else relative
    return absolute or relative


def edged_at(t: Tokens, i: int, *, cued: bool = False) -> Found | None:
    """A time with the part of it that is meant, or the time alone, or None."""
    found = _end_of(t, i) or _edge(t, i) or _year_end(t, i) or _week_of(t, i)
    return found or point_at(t, i, cued=cued)


def _week_of(t: Tokens, i: int) -> Found | None:
    """The week of 6 March: the one that the day lies in."""
    at = i + 1 if t[i].word == "the" else i
    if t[at].word != "week" or t[at + 1].word != "of":
        return None
    day = point_at(t, at + 2)
    if not day or not isinstance(day.meaning, CalendarDay):
        return None
    return Found(day.end, WeekHolding(day.meaning), "week of a day")


def _edge(t: Tokens, i: int) -> Found | None:
    """Early January, late 2023, mid-November, late on the 18th, the early 1990s, early next year."""
    the = t[i].word == "the" and t[i + 1].word in ("early", "mid", "late") and not is_dash(t[i + 2])
    at = i + 1 if the else i
    edge = _EDGES.get(t[at].word)
    if edge is None:
        return None
    at += 1
    while t[at].word in ("-", "on", "in") and at < i + 4:
        at += 1
    found = _the_unit(t, at) if t[at - 1].word == "in" else None
    found = found or point_at(t, at, cued=True)
    return replace(found, modifier=edge) if found and found.rule not in ("quarter", "weekend") else None


def _end_of(t: Tokens, i: int) -> Found | None:
    """The end of 2024, the start of next week, end of May, the end of the month, the rest of the year."""
    at = i + 1 if t[i].word == "the" else i
    edge = _ENDS.get(t[at].word)
    if edge is None or t[at + 1].word != "of":
        return None
    found = _the_unit(t, at + 2) or point_at(t, at + 2, cued=True)
    return replace(found, modifier=edge, edge=edge is not Modifier.MID) if found else None


def _the_unit(t: Tokens, i: int) -> Found | None:
    """The month, the year, this week: the present one, where its end or start is spoken of."""
    unit = unit_at(t, i + 1)
    if t[i].word != "the" or unit not in ("day", "week", "month", "quarter", "year", "decade", "century"):
        return None
    if t[i + 2].word == "of":
        return None
    if unit == "day":
        return Found(i + 2, Deictic("day", 0), "the day", deictic=True)
    return Found(i + 2, Shift(unit, 0), f"this {unit}")


def _year_end(t: Tokens, i: int) -> Found | None:
    """Year-end, the year's end, mid-year; first half of the year without "of"."""
    if t[i].word == "mid" and t[i + 1].word == "-" and t[i + 2].word == "year":
        return Found(i + 3, YearOf(shift=0), "this year", modifier=Modifier.MID)
    at = i + 1 if t[i].word == "the" else i
    if t[at].word == "year" and t[at + 1].word in ("-", "'s", "end"):
        at += 2 if t[at + 1].word != "end" else 1
        if t[at].word == "end":
            return Found(at + 1, Shift("year", 0), "this year", modifier=Modifier.LATE)
    return _owned_segment(t, i)


def _owned_segment(t: Tokens, i: int) -> Found | None:
    """This year's third quarter, next year's first half."""
    shift = {"this": 0, "last": -1, "next": 1}.get(t[i].word)
    if shift is None or t[i + 1].word != "year" or t[i + 2].kind != "owner":
        return None
    found = absolute_at(t, i + 3, cued=False)
    if not found or not isinstance(found.meaning, Segment) or found.rule != "quarter":
        return None
    return Found(found.end, replace(found.meaning, of=YearOf(shift=shift)), "part of year", Kind.DATE)
