"""All that many documents tell together, from their records: a pure function, whatever the order they come in.

records > gists | instruments | pairs > events (signings by their instrument), with independent roots | series
        | moved editions | disagreements > the whole
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dragoman.merge.copies import Copy, CopyIndex, own_text
from dragoman.merge.disagreements import disagreements_of, of_series, signings_of
from dragoman.merge.events import groups_of, joined_by
from dragoman.merge.gists import Gist, gist_of
from dragoman.merge.instruments import known_instruments
from dragoman.merge.judged import judged_instruments, replayed
from dragoman.merge.judged_records import edited_gist, judged_records
from dragoman.merge.roots import roots_of
from dragoman.merge.settled import RootsOf, settled_of, with_roots
from dragoman.merge.tellings import Telling, with_instruments, with_known_parties
from dragoman.spans import Span
from dragoman.types import ONE_BY_ONE, Directness, Disagreement, Event, Judgement, KnownInstrument, Record, Series

__all__ = ["Gathered", "copies_of", "gathered", "gathered_from"]


@dataclass(frozen=True)
class Gathered:
    """Events by first day, series by size, instruments by kind and period, disagreements.

    `tellings` are by report id. `unmet` are judgements that changed nothing, with the reason.
    """

    tellings: Mapping[str, Telling]
    events: tuple[Event, ...]
    series: tuple[Series, ...]
    instruments: tuple[KnownInstrument, ...]
    disagreements: tuple[Disagreement, ...]
    unmet: tuple[Judgement, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The events by their id."""
        return {event.event_id: event for event in self.events}

    def called(self, wanted: str) -> tuple[Event, ...]:
        """The event of an id or of one of its reports, else those whose ids begin so."""
        report = wanted.removeprefix("e")
        found = [e for e in self.events if e.event_id == wanted] or [e for e in self.events if report in e.report_ids]
        return tuple(found or (e for e in self.events if e.event_id.startswith(wanted)))

    def series_with(self, event_id: str) -> tuple[Series, ...]:
        """The series of which an event is an edition; none where it is of none."""
        return tuple(s for s in self.series if any(e.event_id == event_id for e in s.editions))

    def about(self, id: str) -> tuple[Disagreement, ...]:
        """The disagreements about an event or series, by its id."""
        return tuple(d for d in self.disagreements if d.about == id)

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
) -> Gathered:
    """`gathered` from the gists of the records, each document once.

    `record_of` gives the record of a document of which a person judged who takes part, or which instruments.
    """
    made = tuple(judgements)
    read = {gist.document_id: gist for gist in gists}
    edited = judged_records(made, lambda key: record_of(key) if key in read else None, ONE_BY_ONE)
    ordered = [edited_gist(read[key], edited) for key in sorted(read)]
    named = [i for gist in ordered for i in gist.instruments]
    of_instruments = judged_instruments(made, named)
    instruments = known_instruments(named, of_instruments)
    told = with_known_parties(t for gist in ordered for t in gist.tellings)
    judged = replayed(made, with_instruments(told, instruments))
    groups = joined_by(judged.joins, groups_of(judged.tellings, judged.apart), judged.apart)
    settled = settled_of(with_roots(groups, roots), judged, roots)
    by_key = {telling.key: settled.tellings[telling.key] for telling in judged.tellings}
    bodies = {gist.document_id: gist.bodies for gist in ordered}
    names = {one.instrument_id: one.name for one in instruments}
    signed = signings_of(by_key.values())
    disagreements = (
        *(d for event in settled.events for d in disagreements_of(event, by_key, bodies, signed, names)),
        *of_series(settled.series, {event.event_id: event for event in settled.events}),
    )
    apart = of_instruments.unmet_among([f"{s.document_id}/{s.instrument_id}" for s in i.stages] for i in instruments)
    unmet = sorted(
        (*judged.unmet_in(settled.events, settled.series), *apart, *edited.lost), key=lambda j: j.judgement_id
    )
    return Gathered(by_key, settled.events, settled.series, instruments, disagreements, tuple(unmet))


def copies_of(records: Iterable[Record]) -> tuple[Copy, ...]:
    """The copies among some documents, by their own words: without headlines, page furniture and quotations."""
    index = CopyIndex()
    for record in records:
        index.add(own_text(record.document, quoted=_quoted(record), chain=record.source_chain))
    return index.copies()


def _quoted(record: Record) -> Iterator[Span]:
    direct = (q for q in record.quotations if q.direct is not Directness.INDIRECT)
    return (e.span for quotation in direct for e in quotation.contents if e.span is not None)
