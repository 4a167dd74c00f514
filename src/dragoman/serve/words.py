"""Values in words, as screens show them. Pure: values in, plain strings out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from dragoman.ground.places import country_name
from dragoman.types import Absent, Granularity, Instrument, Interval, Modifier, Participant, Place, Status

__all__ = [
    "GLYPHS",
    "between",
    "interval_words",
    "names_of",
    "party_words",
    "place_words",
    "plural",
    "reason_words",
    "shortened",
    "status_words",
    "title_of",
]

GLYPHS = {
    Status.PROPOSED: "◇",
    Status.ANNOUNCED: "◈",
    Status.CONFIRMED: "◆",
    Status.UNDER_WAY: "◐",
    Status.OCCURRED: "●",
    Status.POSTPONED: "↷",
    Status.RESCHEDULED: "↻",
    Status.CANCELLED: "⊘",
    Status.DENIED: "✕",
    Status.REFUSED: "⊗",
    Status.UNKNOWN: "?",
    Status.OVERDUE: "⌛",
}

_FINE = frozenset({Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY})
_ABOUT = frozenset({Modifier.EARLY, Modifier.MID, Modifier.LATE, Modifier.ABOUT})


def status_words(status: Status) -> str:
    """Glyph and word: "◈ announced"."""
    return f"{GLYPHS[status]} {status.value}"


def interval_words(interval: Interval) -> str:
    """A time as finely as it was said: "2023-01-19", "2023-01-16 to 2023-02-01", "2023-01", "2023-12-15 10:00 UTC"."""
    if interval.start is None or interval.end is None:
        return _open(interval)
    words = _moments(interval) if interval.granularity in _FINE else _days(interval)
    about = f"{interval.modifier} " if interval.modifier in _ABOUT else ""
    return about + words


def _open(interval: Interval) -> str:
    zone = f" {interval.zone}" if interval.zone else ""
    if interval.start is not None:
        return f"from {interval.start:%Y-%m-%d}{zone} on"
    if interval.end is None:
        return "at any time"
    if interval.modifier == Modifier.BEFORE:
        return f"before {interval.end:%Y-%m-%d}{zone}"
    return f"until {interval.last_day}{zone}"


def _moments(interval: Interval) -> str:
    start, end = interval.start, interval.end
    assert start is not None
    assert end is not None
    zone = f" {interval.zone}" if interval.zone else ""
    if interval.granularity == Granularity.MINUTE and end - start <= timedelta(minutes=1):
        return f"{start:%Y-%m-%d %H:%M}{zone}"
    close = f"{end:%H:%M}" if interval.first_day == interval.last_day else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M} to {close}{zone}"


def _days(interval: Interval) -> str:
    first, last = interval.first_day, interval.last_day
    assert first is not None
    assert last is not None
    assert interval.end is not None
    if interval.granularity == Granularity.MONTH and first.day == 1 and interval.end.day == 1:
        return _range(f"{first:%Y-%m}", f"{last:%Y-%m}")
    if interval.granularity == Granularity.YEAR and first.timetuple().tm_yday == interval.end.timetuple().tm_yday == 1:
        return _range(f"{first:%Y}", f"{last:%Y}")
    return _range(f"{first}", f"{last}")


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def place_words(place: Place) -> str:
    """ "Minsk, BY"; a country is its name alone."""
    return f"{place.name}, {place.country}" if place.country and place.kind != "country" else place.name


def reason_words(absent: Absent) -> str:
    """Why there is no value: "ambiguous (two dates)"."""
    return f"{absent.reason.value} ({absent.detail})" if absent.detail else absent.reason.value


def names_of(participants: Iterable[Participant]) -> str:
    """ "Sergey Lavrov, Belarus", each name once."""
    return ", ".join(dict.fromkeys(p.name for p in participants))


def between(actor: Iterable[Participant], recipient: Iterable[Participant], others: Iterable[Participant]) -> str:
    """Who and with whom: "Sergey Lavrov > Belarus (with Vladimir Makei)"; "" when nobody is named."""
    sides = [names_of(side) for side in (actor, recipient)]
    words = f"{sides[0] or '?'} > {sides[1]}" if sides[1] else sides[0]
    beside = names_of(others)
    return f"{words} (with {beside})".strip() if beside else words


def title_of(instrument: Instrument) -> str:
    """What an instrument is called: its title, else the name the document gives it."""
    return instrument.name if isinstance(instrument.title, Absent) else instrument.title.value


def party_words(party: str) -> str:
    """A party of an event by its name: a country by its code, a body by its id, a person by the name."""
    if len(party) == 2 and party.isupper():
        return country_name(party)
    kind, _, name = party.partition(":")
    return name.replace("-", " ") if kind in ("organisation", "office") else (name or kind)


def plural(count: int, noun: str, several: str = "") -> str:
    """ "1 report", "212 reports"; `several` is a plural that is no s."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {several or noun + 's'}"


def shortened(words: str, *, to: int) -> str:
    """The words on one line, cut in the middle to that many code points, with an ellipsis."""
    line = " ".join(words.split())
    if len(line) <= to:
        return line
    head = (to - 3) * 2 // 3
    return f"{line[:head].rstrip()} … {line[len(line) - (to - 3 - head) :].lstrip()}"
