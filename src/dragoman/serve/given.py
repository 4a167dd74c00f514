"""Values that a person gives on the command line: a time, a place, a number, a status, a name, who takes part."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import typer

from dragoman.serve.asking import day_of
from dragoman.serve.words import interval_words, place_words, plural, status_words
from dragoman.types import (
    Anchor,
    Granularity,
    Interval,
    JudgedField,
    JudgedValue,
    Link,
    Place,
    Record,
    Report,
    Role,
    Status,
    Verdict,
)

__all__ = ["link_given", "value_given", "value_words"]

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
        case JudgedField.SPEAKER:
            return _speaker(words)
    raise ValueError(f"{field} needs its record")


def link_given(field: JudgedField, verdict: Verdict, words: str, record: Record, report: Report) -> Link:
    """The actor or instrument of a document that words name, to be in a report or not.

    "NAME", "ROLE=NAME" for somebody in a role, "NAME>OTHER" for another in the place of one. Raises `BadParameter` for
    a name that nothing or more than one thing in the document has, and for words that do not fit the verdict.
    """
    anchors = _actors(record) if field is JudgedField.PARTICIPANTS else _instruments(record)
    before, _, after = words.partition(">")
    role_name, _, name = before.rpartition("=")
    if verdict is Verdict.WRONG:
        if role_name or after:
            raise _refused(f"wrong takes only who or what is not in it, not {words!r}")
        return Link(_one(anchors, name))
    if after:
        return Link(_one(anchors, after), None, _one(anchors, before))
    to = _one(anchors, name)
    if field is JudgedField.INSTRUMENTS:
        return Link(to)
    if not role_name:
        if all(p.actor_id != to.found_id for p in report.participants):
            raise _refused(f"{name!r} is not in it; say as what: {', '.join(f'{r}={name}' for r in _ROLES)}")
        return Link(to)
    if role_name.strip() not in _ROLES:
        raise _refused(f"{role_name.strip()!r} is none of {', '.join(_ROLES)}")
    return Link(to, Role(role_name.strip()))


_ROLES = (Role.ACTOR.value, Role.RECIPIENT.value, Role.OTHER.value)


def _actors(record: Record) -> dict[str, tuple[Anchor, tuple[str, ...]]]:
    """The anchors of the actors by id, each with the names that find it."""
    from dragoman.merge import anchor_of_actor

    held = (a for a in record.actors if a.mentions)
    return {a.actor_id: (anchor_of_actor(a, record.document), (a.name, *a.also)) for a in held}


def _instruments(record: Record) -> dict[str, tuple[Anchor, tuple[str, ...]]]:
    from dragoman.merge import anchor_of_instrument

    key = record.document.document_id
    return {i.instrument_id: (anchor_of_instrument(i, key), (i.name,)) for i in record.instruments}


def _one(anchors: dict[str, tuple[Anchor, tuple[str, ...]]], words: str) -> Anchor:
    """The one of this id, of this name, or with all these words in a name."""
    wanted = " ".join(words.casefold().split())
    by_id = [anchor for key, (anchor, _) in anchors.items() if key.casefold() == wanted]
    named = [anchor for anchor, names in anchors.values() if wanted in (name.casefold() for name in names)]
    within = [anchor for anchor, names in anchors.values() if any(_begin(wanted, name) for name in names)]
    found = by_id or named or within
    if len(found) != 1 or not wanted:
        some = ", ".join(f"{names[0]} ({key})" for key, (_, names) in anchors.items()) or "none"
        why = "is nobody and nothing of the document" if not found else "may be more than one"
        raise _refused(f"{' '.join(words.split())!r} {why}; it has {some}")
    return found[0]


def _begin(words: str, name: str) -> bool:
    """Whether every word begins a word of a name."""
    parts = name.casefold().split()
    return all(any(part.startswith(word) for part in parts) for word in words.split())


def value_words(value: JudgedValue) -> str:
    """A value in words."""
    match value:
        case Interval():
            return interval_words(value)
        case Place():
            return place_words(value)
        case Status():
            return status_words(value)
        case Link(to, role, instead):
            as_what = f" as {role}" if role else ""
            return f"{to.words}{as_what}" + (f" instead of {instead.words}" if instead else "")
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


def _speaker(words: str) -> str:
    if not words.strip():
        raise _refused("a speaker has a name")
    return " ".join(words.split())


def _refused(message: str) -> typer.BadParameter:
    return typer.BadParameter(message, param_hint=_OPTION)
