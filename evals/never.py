"""What must not be in a record: the sentences of an expected file's `never` list, as checks.

Each check knows a form of sentence, not a document. A sentence that no check knows is counted as not checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from dragoman import lexicon
from dragoman.types import Record, Report, Status, Value, ZoneKind
from evals.cells import RIGHT, WRONG, Cell, Names, folded, occurrences, value


def cell(sentence: str, record: Record) -> Cell | None:
    """The cell of one sentence: right when the record holds nothing of the kind, else wrong with what it holds.

    None for a sentence that no check knows.
    """
    for pattern, check in _CHECKS:
        match = re.fullmatch(pattern, sentence)
        if match:
            found = check(record, *match.groups())
            return Cell(f"never.{sentence}", "nothing", found, WRONG if found else RIGHT)
    return None


def _in_zones(record: Record, kinds: str) -> str:
    """Reports whose words lie in one of some zones."""
    names = [k.strip() for k in re.split(r",|\bor\b", kinds) if k.strip()]
    zones = record.document.zones_of(*(ZoneKind(n) for n in names))
    return _first(
        r for r in record.reports
        if any(z.span.overlaps(e.span) for z in zones for e in (r.trigger, *r.also_at) if e.span)
    )  # fmt: skip


def _occurred_from(record: Record, first: str) -> str:
    """Reports that say "occurred" of something dated from a day on."""
    day = date.fromisoformat(first)
    return _first(
        r for r in record.reports
        if r.status == Status.OCCURRED and isinstance(r.time, Value) and (r.time.value.first_day or date.min) >= day
    )  # fmt: skip


def _start_in_year(record: Record, year: str, what: str, day: str, month: str) -> str:
    """Reports of a day and month that were given a year that is not theirs."""
    wrong = date(int(year), _MONTHS.index(month) + 1, int(day))
    return _first(r for r in record.reports if isinstance(r.time, Value) and r.time.value.first_day == wrong)


def _two_starts(record: Record, *groups: str) -> str:
    return _start_in_year(record, *groups[:4]) or _start_in_year(record, *groups[4:])


def _two_people(record: Record, one: str, other: str) -> str:
    """Two actors where there is one person under two spellings."""
    names = Names(record)
    found = [
        a for a in record.actors
        if any(folded(n).split()[-1] in (folded(one), folded(other)) or _last(n) in (one.lower(), other.lower())
               for n in names.forms(a))
    ]  # fmt: skip
    return " and ".join(a.name for a in found) if len(found) > 1 else ""


def _last(name: str) -> str:
    return name.lower().split()[-1]


def _from_words(record: Record, words: str) -> str:
    """Reports whose words overlap some words, or actors who are named in them alone."""
    spans = occurrences(record.document.text, words)
    actors = [
        a.name for a in record.actors if all(any(s.overlaps(m) for s in spans) for m in a.mentions) and a.mentions
    ]
    reports = [r for r in record.reports if r.trigger.span and any(s.overlaps(r.trigger.span) for s in spans)]
    return ", ".join(actors) or _first(reports)


def _placed_in(record: Record, place: str) -> str:
    return _first(
        r for r in record.reports if isinstance(r.place, Value) and folded(r.place.value.name) == folded(place)
    )


def _reported_twice(record: Record) -> str:
    """Two reports of one type and mode with one set of participants, one time and one instrument."""
    seen: set[object] = set()
    for report in record.reports:
        key = (
            report.type, report.mode, frozenset(p.actor_id for p in report.participants), value(report.time),
            report.instruments, report.part,
        )  # fmt: skip
        if key in seen:
            return _first([report])
        seen.add(key)
    return ""


def _as_actor(record: Record, name: str) -> str:
    return _first(r for r in record.reports if any(folded(p.name) == folded(name) for p in r.participants))


def _with_status(record: Record, one: str, other: str | None) -> str:
    """Reports with one of two statuses."""
    return _first(r for r in record.reports if r.status.value in (one, other))


def _status_of(record: Record, status: str, noun: str, when: str) -> str:
    """Reports of an event noun, of a day or a year, with a status."""
    return _first(
        r for r in record.reports
        if r.status.value == status and r.mode in _modes(noun) and isinstance(r.time, Value)
        and _says(r.time.value.first_day, when)
    )  # fmt: skip


def _says(day: date | None, when: str) -> bool:
    if day is None:
        return False
    return when in (str(day.year), day.isoformat(), f"{day.day} {_MONTHS[day.month - 1]}")


def _start_in(record: Record, one: str, other: str | None, noun: str | None) -> str:
    """Reports, of an event noun if one is named, that start in one of two years."""
    years = {int(y) for y in (one, other) if y}
    return _first(
        r for r in record.reports
        if isinstance(r.time, Value) and r.time.value.first_day and r.time.value.first_day.year in years
        and (noun is None or r.mode in _modes(noun))
    )  # fmt: skip


def _modes(noun: str) -> tuple[str, ...]:
    found = [m for m, entry in lexicon.load("triggers").items() if noun in entry["nouns"] or noun == m]
    return ("meeting", "talks") if {"meeting", "talks"} & set(found) else tuple(found)


def _as_topic(record: Record, name: str) -> str:
    return next((t.value for t in record.topics if folded(t.value) == folded(name)), "")


def _signing(record: Record, kind: str) -> str:
    """Signings of an instrument of a kind."""
    ids = {i.instrument_id for i in record.instruments if i.kind == kind}
    return _first(r for r in record.reports if r.mode == "sign" and ids & set(r.instruments))


def _first(reports: Iterable[Report]) -> str:
    """The first of some reports in words, "" when there is none."""
    for report in reports:
        return f"{report.mode} {report.status.value}: {report.sentence.exact[:80]!r}"
    return ""


_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"]  # fmt: skip
_CHECKS: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"a report whose words lie in an? ([a-z, ]+) zone", _in_zones),
    (r"a status occurred for anything dated (\S+) or later", _occurred_from),
    (
        r"a start in (\d{4}) for the ([a-z ]+) of (\d+) (\w+), or in (\d{4}) for the ([a-z ]+) of (\d+) (\w+)",
        _two_starts,
    ),
    (r"a start in (\d{4}) for the ([a-z ]+) of (\d+) (\w+)", _start_in_year),
    (r"a start in (\d{4})(?: or (\d{4}))?(?: for an? ([a-z ]+))?", _start_in),
    (r"(\S+) and (\S+) as two people", _two_people),
    (r'an actor, place or event from "([^"]+)"', _from_words),
    (r"an event placed in (.+)", _placed_in),
    (r"one occurrence reported twice because the text stands there twice", _reported_twice),
    (r"(.+) as an actor in an event", _as_actor),
    (r"(.+) as a topic", _as_topic),
    (r"a signing of an? (\w+)", _signing),
    (r"a status (\w+)(?: or (\w+))?", _with_status),
    (r"a status (\w+) for the (\w+) of (\d{4}|\d{4}-\d\d-\d\d|\d+ \w+)", _status_of),
)
