"""Judgements replayed: reports that are of one event, or of two, or wrong, because a person said so.

A judgement holds for the reports it was made of, found again by their document and the place of their words. Of two
judgements on the same reports the later counts. What cannot be replayed changes nothing, and is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.merge.tellings import Telling
from dragoman.types import NOT_STATED, Anchor, Compared, Event, Join, JudgedField, Judgement, Report, Verdict

__all__ = ["Judged", "anchor_of", "replayed"]

WEIGHT = 100.0
"""What a person's word weighs beside what was compared."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Tellings without what was judged wrong, pairs of ids judged the same, and those that are kept apart.

    In a pair the smaller id is first. `unmet` are judgements whose reports are not there, or are not of one family.
    """

    tellings: tuple[Telling, ...]
    same: Mapping[tuple[str, str], Judgement]
    apart: frozenset[tuple[str, str]]
    unmet: tuple[Judgement, ...]

    @property
    def joins(self) -> tuple[Join, ...]:
        """Why the reports judged the same are of one event."""
        return tuple(
            Join(*pair, WEIGHT, (Compared("judgement", f"judged the same by {judgement.by}", WEIGHT),))
            for pair, judgement in self.same.items()
        )

    def unmet_in(self, events: Iterable[Event]) -> tuple[Judgement, ...]:
        """All that changed nothing, those judged the same that another judgement keeps apart among them."""
        event_of = {key: event.event_id for event in events for key in event.report_ids}
        parted = (j for (one, other), j in self.same.items() if event_of[one] != event_of[other])
        return tuple(sorted((*self.unmet, *parted), key=lambda j: j.judgement_id))


def anchor_of(report: Report) -> Anchor:
    """What a report is found again by."""
    start = report.trigger.span.start if report.trigger.span else None
    return Anchor(report.report_id, report.document_id, start, report.trigger.exact, report.mode)


def replayed(judgements: Iterable[Judgement], tellings: Iterable[Telling]) -> Judged:
    """The tellings as a person left them; those that were taken back count for nothing."""
    held = {telling.key: telling for telling in tellings}
    places: dict[tuple[str, int | None, str], list[Telling]] = {}
    for telling in held.values():
        places.setdefault(_place(anchor_of(telling.report)), []).append(telling)
    same: dict[tuple[str, str], Judgement] = {}
    apart: set[tuple[str, str]] = set()
    unmet: list[Judgement] = []
    for judgement in sorted(judgements, key=lambda j: j.judgement_id):
        if judgement.taken_back_at is not None:
            continue
        found = [_found(anchor, places) for anchor in (judgement.one, judgement.other) if anchor]
        keys = sorted(telling.key for telling in found if telling)
        if len(keys) < len(found) or len({t.family for t in found if t}) > 1:
            unmet.append(judgement)
        elif judgement.verdict is Verdict.WRONG:
            _set_right(held, keys[0], judgement.field)
        else:
            pair = (keys[0], keys[1])
            same.pop(pair, None)
            apart.discard(pair)
            if judgement.verdict is Verdict.SAME:
                same[pair] = judgement
            else:
                apart.add(pair)
    kept = {pair: same[pair] for pair in sorted(same) if held.keys() >= set(pair)}
    lost = (judgement for pair, judgement in same.items() if pair not in kept)
    return Judged(tuple(held.values()), kept, frozenset(apart), (*unmet, *lost))


def _place(anchor: Anchor) -> tuple[str, int | None, str]:
    return anchor.document_id, anchor.start, anchor.words


def _found(anchor: Anchor, places: Mapping[tuple[str, int | None, str], Sequence[Telling]]) -> Telling | None:
    """The report of an anchor: at its words the one of its id, else of its mode; None where neither is there."""
    here = places.get(_place(anchor), ())
    same = [t for t in here if t.key == anchor.report_id and t.report.mode == anchor.mode]
    same = same or [t for t in here if t.report.mode == anchor.mode]
    return same[0] if len(same) == 1 else None


def _set_right(held: dict[str, Telling], key: str, field: JudgedField | None) -> None:
    """Take out a report that is wrong, or its field."""
    telling = held.get(key)
    if telling is None:
        return
    match field:
        case None:
            del held[key]
        case JudgedField.TIME:
            held[key] = replace(telling, report=replace(telling.report, time=NOT_STATED), due=None)
        case JudgedField.PLACE:
            held[key] = replace(telling, report=replace(telling.report, place=NOT_STATED))
        case JudgedField.NUMBER:
            held[key] = replace(telling, number=None)
