"""Judgements replayed on records: who takes part in a report, what instruments it is about, who says something.

    records, judgements > reports and quotations found again > records as a person left them, and what changed nothing

These need what a document says of an actor, so they come before all that is gathered from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.merge.anchors import Anchors, actor_at, anchor_of, anchor_of_instrument, anchor_of_quotation
from dragoman.merge.gists import Gist, gist_of
from dragoman.merge.judged_pairs import unmet
from dragoman.merge.tellings import Telling
from dragoman.types import (
    Absent,
    Actor,
    Anchor,
    Document,
    Judged,
    JudgedBy,
    JudgedField,
    Judgement,
    Link,
    Participant,
    Quotation,
    Reason,
    Record,
    Report,
    Role,
    Value,
    Verdict,
    value_of,
)

__all__ = ["Edited", "edited_gist", "judged_record", "judged_records"]

_SIDES = {Role.ACTOR: "actor", Role.RECIPIENT: "recipient", Role.OTHER: "others"}
_LOST = "its words are not found any more, or are read otherwise"


@dataclass(frozen=True, slots=True)
class Edited:
    """The records of which something was judged, by document id, as a person left them.

    `given` has by report id who decided that somebody takes part in it; `lost` are judgements that changed nothing.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    given: Mapping[str, tuple[JudgedBy, ...]] = field(default_factory=dict)
    lost: tuple[Judgement, ...] = ()


def judged_records(
    judgements: Iterable[Judgement], record_of: Callable[[str], Record | None], fields: frozenset[JudgedField]
) -> Edited:
    """The records of which some of these fields were judged; `record_of` gives None for what is not there any more."""
    made = sorted((j for j in judgements if j.taken_back_at is None), key=lambda j: j.judgement_id)
    by_document: dict[str, list[Judgement]] = {}
    for judgement in made:
        if judgement.field in fields:
            by_document.setdefault(judgement.one.document_id, []).append(judgement)
    records: dict[str, Record] = {}
    given: dict[str, tuple[JudgedBy, ...]] = {}
    lost: list[Judgement] = []
    for document_id, of in sorted(by_document.items()):
        record = record_of(document_id)
        if record is None:
            lost.extend(unmet(judgement, _LOST) for judgement in of)
            continue
        found = _Replay(record, [j for j in made if j.one.document_id == document_id and j.field is None])
        found.take(of)
        records[document_id] = found.record
        given |= {key: tuple(sorted(set(by))) for key, by in found.given.items()}
        lost.extend(found.lost)
    return Edited(records, given, tuple(lost))


def judged_record(judgements: Iterable[Judgement], record: Record) -> Record:
    """One record as a person left it."""
    found = judged_records(judgements, {record.document.document_id: record}.get, frozenset(JudgedField))
    return found.records.get(record.document.document_id, record)


def edited_gist(read: Gist, edited: Edited) -> Gist:
    """The gist of a document, as a person left it where he judged something of it."""
    record = edited.records.get(read.document_id)
    if record is None:
        return read
    before = {telling.key: set(telling.names) for telling in read.tellings}
    gist = gist_of(record)
    return replace(gist, tellings=tuple(_given(t, before[t.key], edited) for t in gist.tellings))


def _given(telling: Telling, before: set[str], edited: Edited) -> Telling:
    by = edited.given.get(telling.key, ())
    return replace(telling, given=tuple((name, one) for name in telling.names if name not in before for one in by))


class _Replay:
    """One record, changed by judgements."""

    def __init__(self, record: Record, whole: Sequence[Judgement]) -> None:
        """`whole` are judgements of whole reports of it."""
        document_id = record.document.document_id
        self.record = record
        self.given: dict[str, list[JudgedBy]] = {}
        self.lost: list[Judgement] = []
        self._reports = Anchors((r.report_id, anchor_of(r)) for r in record.reports)
        self._quotations = Anchors((q.quotation_id, anchor_of_quotation(q, document_id)) for q in record.quotations)
        self._instruments = Anchors((i.instrument_id, anchor_of_instrument(i, document_id)) for i in record.instruments)
        wrong = (j for j in whole if j.verdict is Verdict.WRONG and j.about is Judged.REPORT)
        self._wrong = {self._reports.key_of(j.one): j.judgement_id for j in wrong}

    def take(self, judgements: Iterable[Judgement]) -> None:
        """Replay judgements in their order, of those on the same the last; note why the others change nothing."""
        last: dict[tuple[str, JudgedField | None, str], Judgement] = {}
        for judgement in judgements:
            key, subject = self._key(judgement), self._subject(judgement)
            why = "whom or what it names is not found any more" if subject is None else ""
            why = why if key else _LOST
            why = f"its report is judged wrong: {self._wrong[key]}" if key in self._wrong else why
            if why:
                self.lost.append(unmet(judgement, why))
                continue
            held = (key or "", judgement.field, subject or "")
            if held in last:
                self.lost.append(unmet(last[held], f"judgement {judgement.judgement_id} on the same is later"))
            last[held] = judgement
        for (key, _, subject), judgement in sorted(last.items(), key=lambda one: one[1].judgement_id):
            why = self._changed(judgement, key, subject)
            if why:
                self.lost.append(unmet(judgement, why))
            elif judgement.field is JudgedField.PARTICIPANTS and judgement.verdict is Verdict.RIGHT:
                self.given.setdefault(key, []).append(judgement.judged_by)

    def _key(self, judgement: Judgement) -> str | None:
        anchors = self._quotations if judgement.field is JudgedField.SPEAKER else self._reports
        return anchors.key_of(judgement.one)

    def _subject(self, judgement: Judgement) -> str | None:
        """The id of the actor or instrument that a judgement is about; "" for a speaker, None where it is gone."""
        return self._id(judgement.value.to) if isinstance(judgement.value, Link) else ""

    def _id(self, anchor: Anchor) -> str | None:
        document_id = self.record.document.document_id
        if anchor.document_id != document_id:
            return None
        by_key = actor_at(anchor, {document_id: self.record})
        return by_key.removeprefix(f"{document_id}/") if by_key else self._instruments.key_of(anchor)

    def _changed(self, judgement: Judgement, key: str, subject: str) -> str:
        """Change the record; why it cannot be, "" where it can."""
        if judgement.field is JudgedField.SPEAKER:
            quotation = next(q for q in self.record.quotations if q.quotation_id == key)
            said = _spoken(quotation, judgement)
            return said if isinstance(said, str) else self._put_quotation(said)
        report = next(r for r in self.record.reports if r.report_id == key)
        link = judgement.value
        assert isinstance(link, Link)
        instead = self._id(link.instead_of) if link.instead_of else ""
        if instead is None:
            return "whom or what it replaces is not found any more"
        if judgement.field is JudgedField.PARTICIPANTS:
            actor = next(a for a in self.record.actors if a.actor_id == subject)
            taken = _part_taken(report, judgement, actor, instead, self.record.document)
        else:
            taken = _about(report, judgement, subject, instead)
        return taken if isinstance(taken, str) else self._put_report(taken)

    def _put_report(self, changed: Report) -> str:
        reports = tuple(changed if r.report_id == changed.report_id else r for r in self.record.reports)
        self.record = replace(self.record, reports=reports)
        return ""

    def _put_quotation(self, changed: Quotation) -> str:
        held = tuple(changed if q.quotation_id == changed.quotation_id else q for q in self.record.quotations)
        self.record = replace(self.record, quotations=held)
        return ""


def _spoken(quotation: Quotation, judgement: Judgement) -> Quotation | str:
    """A quotation with the speaker that a person gives, or none."""
    name, now, note = str(judgement.value or ""), value_of(quotation.speaker) or "", judgement.judged_by.words
    if judgement.verdict is Verdict.WRONG:
        nobody = Absent(Reason.NOT_STATED, f"{name}, {note}: not who says it")
        return replace(quotation, speaker=nobody) if now == name else "its quotation has another speaker now"
    if now == name and isinstance(quotation.speaker, Value):  # as it was read: the words stay
        return replace(quotation, speaker=replace(quotation.speaker, note=note))
    return replace(quotation, speaker=Value(name, (), note))


def _part_taken(report: Report, judgement: Judgement, actor: Actor, instead: str, document: Document) -> Report | str:
    """A report with, or without, an actor among those who take part in it."""
    sides = {role: [*getattr(report, name)] for role, name in _SIDES.items()}
    held = {p.actor_id for side in sides.values() for p in side}
    if judgement.verdict is Verdict.WRONG:
        if actor.actor_id not in held:
            return "its report does not have it among the participants any more"
        return _with_sides(report, {role: _without(side, actor.actor_id) for role, side in sides.items()})
    link = judgement.value
    assert isinstance(link, Link)
    if instead and instead not in held:
        return "its report does not have the one that is replaced among the participants any more"
    if not instead and link.role is None:
        return report if actor.actor_id in held else "its report does not have it among the participants any more"
    if link.role and any(p.actor_id == actor.actor_id for p in sides[link.role]):
        return report
    first = document.evidence(min(actor.mentions), by=judgement.judged_by.words)
    new = Participant(actor.actor_id, actor.name, first)
    sides = {role: _without(side, actor.actor_id) for role, side in sides.items()}
    if instead:
        sides = {role: [new if p.actor_id == instead else p for p in side] for role, side in sides.items()}
    elif link.role:
        sides[link.role].append(new)
    return _with_sides(report, sides)


def _without(side: Sequence[Participant], actor_id: str) -> list[Participant]:
    return [participant for participant in side if participant.actor_id != actor_id]


def _with_sides(report: Report, sides: Mapping[Role, Sequence[Participant]]) -> Report:
    actor, recipient, others = (tuple(sides[role]) for role in _SIDES)
    return replace(report, actor=actor, recipient=recipient, others=others)


def _about(report: Report, judgement: Judgement, instrument_id: str, instead: str) -> Report | str:
    """A report with, or without, an instrument among those that it is about."""
    held = report.instruments
    if judgement.verdict is Verdict.WRONG:
        left = tuple(i for i in held if i != instrument_id)
        return replace(report, instruments=left) if left != held else "its report is not about it any more"
    if instead and instead not in held:
        return "its report is not about the one that is replaced any more"
    others = tuple(i for i in held if i not in (instrument_id, instead))
    return report if instrument_id in held and not instead else replace(report, instruments=(*others, instrument_id))
