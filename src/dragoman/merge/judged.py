"""Judgements replayed: reports that are wrong or have another value, and things that are one or two, as a person said.

A judgement holds for what it was made of, found again by the document and the place of its words. Of two judgements on
the same the later counts. What cannot be replayed changes nothing, and is said with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dragoman.merge.anchors import Anchors, actor_at, anchor_of, anchor_of_instrument
from dragoman.merge.instruments import InstrumentTelling
from dragoman.merge.judged_pairs import Pair, Pairs, pairs_of, unmet
from dragoman.merge.tellings import Telling
from dragoman.types import (
    NOT_STATED,
    ONE_BY_ONE,
    Compared,
    Event,
    Field,
    Interval,
    Join,
    Judged,
    JudgedField,
    JudgedValue,
    Judgement,
    Place,
    Record,
    Series,
    Status,
    Value,
    Verdict,
)

__all__ = ["Replayed", "fields_of", "judged_actors", "judged_instruments", "replayed"]

T = TypeVar("T")

WEIGHT = 100.0
"""What a person's word weighs beside what was compared."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """Tellings without what was judged wrong, with the values that were judged right; which are of one event or series.

    The keys of the pairs are report ids. `lost` are judgements of reports that could not be replayed.
    """

    tellings: tuple[Telling, ...]
    events: Pairs
    series: Pairs
    lost: tuple[Judgement, ...]

    @property
    def apart(self) -> Mapping[Pair, Judgement]:
        """The reports that are kept in two events."""
        return self.events.apart

    @property
    def joins(self) -> tuple[Join, ...]:
        """Why the reports judged the same are of one event."""
        return tuple(
            Join(*pair, WEIGHT, (Compared("judgement", f"judged the same by {judgement.by}", WEIGHT),))
            for pair, judgement in sorted(self.events.same.items())
        )

    def unmet_in(self, events: Sequence[Event], series: Sequence[Series] = ()) -> tuple[Judgement, ...]:
        """All that changed nothing in the end, with the reason, in order."""
        told = {event.event_id: event.report_ids for event in events}
        editions = [[edition.event_id for edition in one.editions] for one in series]
        alone = sorted(told.keys() - {event_id for one in editions for event_id in one})
        mechanisms = [[key for e in one for key in told[e]] for one in (*editions, *([e] for e in alone))]
        found = (*self.lost, *self.events.unmet_among(told.values()), *self.series.unmet_among(mechanisms))
        return tuple(sorted(found, key=lambda j: j.judgement_id))


def replayed(judgements: Iterable[Judgement], tellings: Iterable[Telling]) -> Replayed:
    """The tellings as a person left them; judgements that were taken back count for nothing."""
    told = {telling.key: telling for telling in tellings}
    made = sorted((j for j in judgements if j.taken_back_at is None), key=lambda j: j.judgement_id)
    wanted = _documents(made)
    anchors = Anchors((key, anchor_of(t.report)) for key, t in told.items() if t.document_id in wanted)
    last, lost = _of_reports(made, anchors)
    wrong = {key: judgement for (key, field), judgement in last.items() if field is None}
    held = {key: telling for key, telling in told.items() if key not in wrong}
    for (key, field), judgement in last.items():
        if field is None:
            continue
        why = f"its report is judged wrong: {wrong[key].judgement_id}" if key in wrong else _off(told[key], judgement)
        if why:
            lost.append(unmet(judgement, why))
        else:
            held[key] = _with(held[key], field, judgement)

    def refused(one: str, other: str) -> str:
        if one in wrong or other in wrong:
            return f"a report of it is judged wrong: {wrong[one if one in wrong else other].judgement_id}"
        mine, theirs = sorted((told[one].family, told[other].family))
        return f"one is of {mine}, one of {theirs}" if mine != theirs else ""

    events, series = (pairs_of(made, about, anchors.key_of, refused) for about in (Judged.EVENT, Judged.SERIES))
    return Replayed(tuple(held.values()), events, series, tuple(lost))


def judged_instruments(judgements: Iterable[Judgement], tellings: Iterable[InstrumentTelling]) -> Pairs:
    """What was judged of instruments, by the keys of their tellings."""
    made = [j for j in judgements if j.about is Judged.INSTRUMENT]
    wanted = _documents(made)
    held = (t for t in tellings if t.document_id in wanted)
    anchors = Anchors((t.key, anchor_of_instrument(t.instrument, t.document_id)) for t in held)
    return pairs_of(made, Judged.INSTRUMENT, anchors.key_of)


def judged_actors(judgements: Iterable[Judgement], records: Mapping[str, Record]) -> Pairs:
    """What was judged of actors, by the keys of their sightings; `records` are those of the anchors, by document id."""
    return pairs_of(judgements, Judged.ACTOR, lambda anchor: actor_at(anchor, records))


def fields_of(telling: Telling) -> dict[JudgedField, JudgedValue]:
    """What can be judged of a report: the values that it has, in a fixed order."""
    status = None if telling.report.status is Status.UNKNOWN else telling.report.status
    held: dict[JudgedField, JudgedValue | None] = {
        JudgedField.TIME: telling.time,
        JudgedField.PLACE: telling.place,
        JudgedField.NUMBER: telling.number,
        JudgedField.STATUS: status,
    }
    return {field: value for field, value in held.items() if value is not None}


def _documents(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The documents that judgements hold on to."""
    return frozenset(anchor.document_id for j in judgements for anchor in (j.one, j.other) if anchor)


def _of_reports(
    made: Iterable[Judgement], anchors: Anchors
) -> tuple[dict[tuple[str, JudgedField | None], Judgement], list[Judgement]]:
    """What was judged last of each report and field, and what is lost; what `judged_records` replays is neither."""
    last: dict[tuple[str, JudgedField | None], Judgement] = {}
    lost: list[Judgement] = []
    for judgement in (j for j in made if j.about is Judged.REPORT and j.field not in ONE_BY_ONE):
        key = anchors.key_of(judgement.one)
        if key is None:
            lost.append(unmet(judgement, "its words are not found any more, or are read otherwise"))
            continue
        earlier = last.get((key, judgement.field))
        if earlier:
            lost.append(unmet(earlier, f"judgement {judgement.judgement_id} on the same is later"))
        last[key, judgement.field] = judgement
    return last, lost


def _off(telling: Telling, judgement: Judgement) -> str:
    """Why a field cannot be judged wrong: what was read then is not there."""
    if judgement.verdict is not Verdict.WRONG or judgement.field is None:
        return ""
    now = fields_of(telling).get(judgement.field)
    if now is None:
        return f"its report has no {judgement.field} any more"
    if judgement.value is not None and not _is_same(now, judgement.value):
        return f"its report is read with another {judgement.field} now"
    return ""


def _with(telling: Telling, field: JudgedField, judgement: Judgement) -> Telling:
    """The telling with what a person said of one field, and who it was."""
    value = judgement.value if judgement.verdict is Verdict.RIGHT else None
    read = fields_of(telling).get(field)
    noted = replace(telling, judged=(*telling.judged, (field, judgement.judged_by)))
    if value is not None and read is not None and _is_same(read, value):
        return noted
    noted = replace(noted, replaced=telling.replaced | {field})
    report, note = telling.report, judgement.judged_by.words
    match field:
        case JudgedField.TIME:
            time = _only(value, Interval)
            return replace(noted, report=replace(report, time=_said(time, note)), due=time.last_day if time else None)
        case JudgedField.PLACE:
            return replace(noted, report=replace(report, place=_said(_only(value, Place), note)))
        case JudgedField.NUMBER:
            return replace(noted, number=_only(value, int))
        case JudgedField.STATUS:
            return replace(noted, report=replace(report, status=_only(value, Status) or Status.UNKNOWN))
    raise ValueError(f"{field} is of a record, not of a telling")


def _said(value: T | None, note: str) -> Field[T]:
    """A value that no document gives: without words of one, and with who said it."""
    return NOT_STATED if value is None else Value(value, (), note)


def _only(value: JudgedValue | None, kind: type[T]) -> T | None:
    return value if isinstance(value, kind) else None


def _is_same(one: JudgedValue, other: JudgedValue) -> bool:
    """Whether two values are one: of times the days, of places the row of the gazetteer."""
    if isinstance(one, Interval) and isinstance(other, Interval):
        return (one.first_day, one.last_day) == (other.first_day, other.last_day)
    if isinstance(one, Place) and isinstance(other, Place):
        return one.source_id == other.source_id and bool(one.source_id or one.name == other.name)
    return one == other
