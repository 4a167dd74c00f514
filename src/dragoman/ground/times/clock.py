"""Readings of the clock, alone or with their day: "10:00 GMT", "3 p.m. (1200 GMT) on Tuesday", "Tuesday at noon"."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.ground.times.phrases import Tokens, table, touching

__all__ = ["MIDNIGHT", "Reading", "clock_at"]

MIDNIGHT = 24
"""The hour of the word "midnight", of which nobody can tell whether it begins or ends its day."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading and the token after it. `sure` is false for bare digits such as "20:16", which may be a score."""

    end: int
    hour: int
    minute: int | None
    zone: str | None
    sure: bool


def clock_at(t: Tokens, i: int) -> Reading | None:
    """The reading of the clock that begins here, with its zone, or None."""
    reading = _digits(t, i) or _hour(t, i) or _military(t, i) or _word(t, i)
    return _with_second_zone(t, reading) if reading else None


def _digits(t: Tokens, i: int) -> Reading | None:
    """10:00, 3:30 p.m., and 3.30 p.m. with a full stop."""
    raw, kind = t[i].raw, t[i].kind
    after = t[i + 1].word
    if kind == "other" and raw.count(".") == 1 and after in ("am", "pm"):
        raw = raw.replace(".", ":")
    elif kind != "clock":
        return None
    hour, _, rest = raw.partition(":")
    if not (hour.isascii() and len(hour) <= 2 and len(rest) in (2, 5) and int(rest[:2]) < 60):
        return None
    return _finished(t, i + 1, int(hour), int(rest[:2]))


def _hour(t: Tokens, i: int) -> Reading | None:
    """3 p.m., 10 o'clock, eleven o'clock, and "between 3 and 4 p.m." only at its second hour."""
    hour = t[i].value if t[i].kind == "number" else table("numbers").get(t[i].word, -1)
    if not 1 <= hour <= 12 or t[i].word in ("a", "an"):
        return None
    if t[i + 1].word in ("am", "pm"):
        return _finished(t, i + 1, hour, None)
    if t[i + 1].word == "o" and t[i + 2].word in ("'", "’") and t[i + 3].word == "clock":
        return Reading(i + 4, hour, None, None, True)
    return None


def _military(t: Tokens, i: int) -> Reading | None:
    """1200 GMT, 1800 hours."""
    token = t[i]
    if token.kind != "number" or len(token.word) != 4 or token.value // 100 > 23 or token.value % 100 > 59:
        return None
    zone, end = _zone(t, i + 1)
    hours = (
        token.word[0] in "012" and t[i + 1].word in ("hours", "hrs") and t[i - 1].word in ("at", "by", "from", "until")
    )
    if hours:
        zone, end = _zone(t, i + 2)
    elif end == i + 1:
        return None
    return Reading(end, token.value // 100, token.value % 100, zone, True)


def _word(t: Tokens, i: int) -> Reading | None:
    """Noon, midday and midnight."""
    hour = {"noon": 12, "midday": 12, "midnight": MIDNIGHT}.get(t[i].word)
    if hour is None:
        return None
    zone, end = _zone(t, i + 1)
    return Reading(end, hour, None, zone, True)


def _finished(t: Tokens, i: int, hour: int, minute: int | None) -> Reading | None:
    """The reading with half of the day and zone read; None when there is no such hour."""
    half = t[i].word if t[i].word in ("am", "pm") else ""
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour, i = hour % 12 + (12 if half == "pm" else 0), i + 1
    zone, end = _zone(t, i)
    return Reading(end, hour, minute, zone, bool(half) or end > i) if hour < 24 else None


def _zone(t: Tokens, i: int) -> tuple[str | None, int]:
    """The zone named here and the token after it; no offset where the name does not settle one."""
    at = i + 1 if t[i].word == "hours" and t[i + 1].word in table("zones") else i
    zone = table("zones").get(t[at].word) if t[at].raw.isupper() else None
    if zone is not None:
        return _offset(t, at + 1, zone)
    if t[i].word in table("place_zones") and t[i + 1].word in ("time", "standard"):
        return table("place_zones")[t[i].word] or None, i + 2 if t[i + 1].word == "time" else i + 3
    return None, i


def _offset(t: Tokens, i: int, zone: str) -> tuple[str | None, int]:
    """GMT+3: the zone with what is added to it."""
    if zone == "UTC" and t[i].word in ("+", "-") and t[i + 1].kind == "number" and touching(t[i], t[i + 1]):
        hours = t[i + 1].value
        if touching(t[i - 1], t[i]) and 0 <= hours <= 14:
            return f"{t[i].word}{hours:02}:00" if hours else "UTC", i + 2
    return zone or None, i


def _with_second_zone(t: Tokens, reading: Reading) -> Reading:
    """3 p.m. (1200 GMT): the difference of the two gives the offset of the first."""
    if t[reading.end].word != "(":
        return reading
    other = _digits(t, reading.end + 1) or _hour(t, reading.end + 1) or _military(t, reading.end + 1)
    if not other or t[other.end].word != ")" or other.zone is None:
        return reading
    if reading.zone is not None or other.zone != "UTC":
        return Reading(other.end + 1, reading.hour, reading.minute, reading.zone, True)
    minutes = (reading.hour - other.hour) * 60 + (reading.minute or 0) - (other.minute or 0)
    minutes = (minutes + 12 * 60) % (24 * 60) - 12 * 60
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"
    return Reading(other.end + 1, reading.hour, reading.minute, zone, True)
