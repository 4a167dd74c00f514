"""Values that a person gives on the command line: a time, a place, a number, a status."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import typer

from dragoman.serve.asking import day_of
from dragoman.serve.words import interval_words, place_words, plural, status_words
from dragoman.types import Granularity, Interval, JudgedField, JudgedValue, Place, Status

__all__ = ["value_given", "value_words"]

_OPTION = "--value"
_FINENESS = (Granularity.YEAR, Granularity.MONTH, Granularity.DAY)
_SOME = 5


def value_given(field: JudgedField, words: str) -> JudgedValue:
    """The value of a field that words say; raises `BadParameter` for words that say none, or more than one."""
    match field:
        case JudgedField.TIME:
            return _time(words)
        case JudgedField.PLACE:
            return _place(words)
        case JudgedField.NUMBER:
            return _number(words)
        case JudgedField.STATUS:
            return _status(words)


def value_words(value: JudgedValue) -> str:
    """A value in words."""
    match value:
        case Interval():
            return interval_words(value)
        case Place():
            return place_words(value)
        case Status():
            return status_words(value)
    return str(value)


def _time(words: str) -> Interval:
    """A year, month or day, or two of them with "/" between, both included."""
    ends = [part.strip() for part in words.split("/")]
    if len(ends) > 2:
        raise _refused(
            f"{words!r} has more than two ends; a time is 2023-01-19, 2023-01, 2023 or 2023-01-16/2023-02-01"
        )
    first, last = day_of(ends[0], _OPTION), day_of(ends[-1], _OPTION, last=True)
    assert first is not None
    assert last is not None
    if last < first:
        raise _refused(f"{words!r} runs backwards")
    fineness = _FINENESS[max(end.count("-") for end in ends)]
    return Interval(datetime.combine(first, time()), datetime.combine(last + timedelta(days=1), time()), fineness)


def _place(words: str) -> Place:
    from dragoman.ground.places.given import places_given

    found = places_given(words)
    if len(found) == 1:
        return found[0]
    if not found:
        raise _refused(f"{words!r} is no place of the gazetteer; try another spelling, or NAME, COUNTRY")
    some = "; ".join(f"{place_words(one)} ({one.kind}, {one.source_id})" for one in found[:_SOME])
    more = f" and {len(found) - _SOME} more" if len(found) > _SOME else ""
    name = words.partition(",")[0].strip()
    raise _refused(
        f"{words!r} may be {plural(len(found), 'place')}: {some}{more}. Say which by its country, or by its id:"
        f' --value "{name}, {found[0].source_id}"'
    )


def _number(words: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,2}", words.strip()):
        raise _refused(f"{words!r} is no number from 1 to 999")
    return int(words)


def _status(words: str) -> Status:
    known = [status.value for status in Status if status not in (Status.UNKNOWN, Status.OVERDUE)]
    if words not in known:
        derived = "; overdue follows from the time, unknown is what `judge wrong` leaves"
        raise _refused(f"{words!r} is none of {', '.join(known)}{derived}")
    return Status(words)


def _refused(message: str) -> typer.BadParameter:
    return typer.BadParameter(message, param_hint=_OPTION)
