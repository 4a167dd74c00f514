"""All that many documents tell together, from their records: a pure function, whatever the order they come in.

records > gists | instruments | pairs > events (signings by their instrument), with independent roots | series
        | moved editions | disagreements > the whole
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from dragoman.merge.compared import Memory, remembered
from dragoman.merge.copies import Copy, CopyIndex, own_text
from dragoman.merge.disagreements import instrument_lists, of_bodies, of_events, of_series
from dragoman.merge.events import Groups, events_from, groups_of, joined_by
from dragoman.merge.gists import Gist, gist_of
from dragoman.merge.instruments import known_instruments
from dragoman.merge.judged import judged_instruments, replayed
from dragoman.merge.judged_records import Edited, judged_records
from dragoman.merge.moved import joins_of
from dragoman.merge.roots import roots_of
from dragoman.merge.series import series_of
from dragoman.merge.tellings import Telling, with_instruments, with_known_parties
from dragoman.spans import Span
from dragoman.types import ONE_BY_ONE, Directness, Disagreement, Event, Judgement, KnownInstrument, Record, Series

__all__ = ["Gathered", "RootsOf", "copies_of", "gathered", "gathered_from"]

RootsOf = Callable[[Sequence[str]], Mapping[str, str]]
"""For the ids of the documents that tell one event, the independent source that each comes to."""


@dataclass(frozen=True)
class Gathered:
    """Events by first day, series by size, instruments by kind and period, disagreements.

    `tellings` are by report id. `unmet` are judgements that changed nothing, with the reason. `memory` spares the next
    gathering what was compared in this one.
    """

    tellings: Mapping[str, Telling]
    events: tuple[Event, ...]
    series: tuple[Series, ...]
    instruments: tuple[KnownInstrument, ...]
    disagreements: tuple[Disagreement, ...]
    unmet: tuple[Judgement, ...] = ()
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The events by their id."""
        return {event.event_id: event for event in self.events}

    def told(self, event: Event) -> tuple[Telling, ...]:
        """The tellings of an event, in order."""
        return tuple(self.tellings[key] for key in event.report_ids)

    def people(self, event: Event) -> tuple[str, ...]:
        """Who takes part in it, by the names that its reports have, each once."""
        return tuple(dict.fromkeys(p.name for t in self.told(event) for p in t.report.participants))

    def due(self, event: Event) -> date | None:
        """The last day by which it was to be; None where no report says."""
        return max((t.due for t in self.told(event) if t.due), default=None)


def gathered(records: Iterable[Record], judgements: Iterable[Judgement] = ()) -> Gathered:
    """The events, series, instruments and disagreements of some records; each document counts once.

    Judgements are replayed on them, but those of actors; one that was taken back leaves no trace.
    """
    held = {record.document.document_id: record for record in records}

    def roots(document_ids: Sequence[str]) -> Mapping[str, str]:
        told = [held[key] for key in document_ids]
        return roots_of(told, copies_of(told))

    return gathered_from(map(gist_of, held.values()), judgements, roots=roots, record_of=held.get)


def gathered_from(
    gists: Iterable[Gist],
    judgements: Iterable[Judgement] = (),
    *,
    roots: RootsOf,
    record_of: Callable[[str], Record | None],
    digests: Mapping[str, str] | None = None,
    before: Memory | None = None,
) -> Gathered:
    """`gathered` from the gists of the records, each document once.

    `record_of` gives the record of a document of which a person judged who takes part, or which instruments. `digests`
    are hashes of the gists by document id, and `before` is the memory of another gathering: what both know is not
    compared again.
    """
    made = tuple(judgements)
    read = {gist.document_id: gist for gist in gists}
    edited = judged_records(made, lambda key: record_of(key) if key in read else None, ONE_BY_ONE)
    ordered = [_edited(read[key], edited) for key in sorted(read)]
    digests = {key: digest for key, digest in (digests or {}).items() if key not in edited.records}
    named = [i for gist in ordered for i in gist.instruments]
    of_instruments = judged_instruments(made, named)
    instruments = known_instruments(named, of_instruments)
    told = with_known_parties(t for gist in ordered for t in gist.tellings)
    roots = _asked_once(roots)
    judged = replayed(made, with_instruments(told, instruments))
    memory = remembered(judged.tellings, digests, before or Memory())
    groups = joined_by(judged.joins, groups_of(judged.tellings, judged.apart, memory.pairs), judged.apart)
    groups = _with_roots(groups, roots)
    by_key = _by_key(groups, judged.tellings)
    events = events_from(groups)
    series = series_of(events, by_key, judged.series)
    moved = joins_of(series, {event.event_id: event for event in events}, by_key)
    if moved:
        groups = _with_roots(joined_by(moved, groups, judged.apart), roots)
        by_key = _by_key(groups, judged.tellings)
        events = events_from(groups, events)
        series = series_of(events, by_key, judged.series)
    encounters = [e for e in events if e.family == "encounter"]
    signings = [e for e in events if e.family == "sign"]
    disagreements = (
        *of_events(events, by_key),
        *instrument_lists(encounters, signings, by_key, {one.instrument_id: one.name for one in instruments}),
        *of_bodies(encounters, {gist.document_id: gist.bodies for gist in ordered}, by_key),
        *of_series(series, {event.event_id: event for event in events}),
    )
    apart = of_instruments.unmet_among([f"{s.document_id}/{s.instrument_id}" for s in i.stages] for i in instruments)
    unmet = sorted((*judged.unmet_in(events, series), *apart, *edited.lost), key=lambda j: j.judgement_id)
    return Gathered(by_key, events, series, instruments, disagreements, tuple(unmet), memory)


def _edited(read: Gist, edited: Edited) -> Gist:
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


def _by_key(groups: Groups, order: Iterable[Telling]) -> dict[str, Telling]:
    """The tellings by report id, in the order of their documents."""
    held = {telling.key: telling for told, _ in groups for telling in told}
    return {telling.key: held[telling.key] for telling in order}


def _asked_once(roots: RootsOf) -> RootsOf:
    """The same answers; what was asked before an edition was moved is not looked for again."""
    asked: dict[tuple[str, ...], Mapping[str, str]] = {}

    def answer(document_ids: Sequence[str]) -> Mapping[str, str]:
        key = tuple(document_ids)
        if key not in asked:
            asked[key] = roots(document_ids)
        return asked[key]

    return answer


def _with_roots(groups: Groups, roots: RootsOf) -> Groups:
    """The groups, each telling with the independent source that it comes to among the documents of its event."""
    return [(_rooted(told, roots), joins) for told, joins in groups]


def _rooted(told: Sequence[Telling], roots: RootsOf) -> list[Telling]:
    documents = sorted({telling.document_id for telling in told})
    if len(documents) < 2:
        return list(told)
    root_of = roots(documents)
    return [replace(telling, root=root_of[telling.document_id]) for telling in told]


def copies_of(records: Iterable[Record]) -> tuple[Copy, ...]:
    """The copies among some documents, by their own words: without headlines, page furniture and quotations."""
    index = CopyIndex()
    for record in records:
        index.add(own_text(record.document, quoted=_quoted(record), chain=record.source_chain))
    return index.copies()


def _quoted(record: Record) -> Iterator[Span]:
    direct = (q for q in record.quotations if q.direct is not Directness.INDIRECT)
    return (e.span for quotation in direct for e in quotation.contents if e.span is not None)
