"""All that many documents tell together, from their records: a pure function, whatever the order they come in.

records | copies and roots, tellings, instruments | events (signings by their instrument) | series | moved editions
        | disagreements > the whole
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.merge.copies import Copy, CopyIndex, own_text
from dragoman.merge.disagreements import instrument_lists, of_bodies, of_events, of_series
from dragoman.merge.events import events_from, groups_of
from dragoman.merge.instruments import instrument_tellings_of, known_instruments
from dragoman.merge.judged import replayed
from dragoman.merge.moved import joins_of
from dragoman.merge.roots import roots
from dragoman.merge.series import series_of
from dragoman.merge.tellings import Telling, tellings_of, with_instruments, with_known_parties
from dragoman.spans import Span
from dragoman.types import ChainLink, Directness, Disagreement, Event, Judgement, KnownInstrument, Record, Series, Value

__all__ = ["Gathered", "copies_of", "gathered", "roots_of"]


@dataclass(frozen=True)
class Gathered:
    """Copies, events by first day, series by size, instruments by kind and period, disagreements.

    `tellings` are by report id. `unmet` are judgements that could not be replayed.
    """

    tellings: Mapping[str, Telling]
    copies: tuple[Copy, ...]
    events: tuple[Event, ...]
    series: tuple[Series, ...]
    instruments: tuple[KnownInstrument, ...]
    disagreements: tuple[Disagreement, ...]
    unmet: tuple[Judgement, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The events by their id."""
        return {event.event_id: event for event in self.events}

    def told(self, event: Event) -> tuple[Telling, ...]:
        """The tellings of an event, in order."""
        return tuple(self.tellings[key] for key in event.report_ids)


def gathered(records: Iterable[Record], judgements: Iterable[Judgement] = ()) -> Gathered:
    """The events, series, instruments and disagreements of some records; each document counts once.

    Judgements are replayed on them; one that was taken back leaves no trace.
    """
    held = {record.document.document_id: record for record in records}
    ordered = [held[key] for key in sorted(held)]
    copies = copies_of(ordered)
    root_of = roots_of(ordered, copies)
    instruments = known_instruments(i for record in ordered for i in instrument_tellings_of(record))
    told = with_known_parties(
        replace(t, root=root_of[t.document_id]) for record in ordered for t in tellings_of(record)
    )
    judged = replayed(judgements, with_instruments(told, instruments))
    by_key = {telling.key: telling for telling in judged.tellings}
    groups = groups_of(judged.tellings, judged.apart)
    events = events_from(groups, judged.joins, judged.apart)
    first = series_of(events, by_key)
    joins = joins_of(first, {event.event_id: event for event in events}, by_key)
    events = events_from(groups, (*judged.joins, *joins), judged.apart) if joins else events
    by_id = {event.event_id: event for event in events}
    series = series_of(events, by_key) if joins else first
    names = {one.instrument_id: one.name for one in instruments}
    encounters = [e for e in events if e.family == "encounter"]
    signings = [e for e in events if e.family == "sign"]
    disagreements = (
        *of_events(events, by_key),
        *instrument_lists(encounters, signings, by_key, names),
        *of_bodies(encounters, held, by_key),
        *of_series(series, by_id),
    )
    return Gathered(by_key, copies, events, series, instruments, disagreements, judged.unmet_in(events))


def copies_of(records: Iterable[Record]) -> tuple[Copy, ...]:
    """The copies among some documents, by their own words: without headlines, page furniture and quotations."""
    index = CopyIndex()
    for record in records:
        index.add(own_text(record.document, quoted=_quoted(record), chain=record.source_chain))
    return index.copies()


def _quoted(record: Record) -> Iterator[Span]:
    direct = (q for q in record.quotations if q.direct is not Directness.INDIRECT)
    return (e.span for quotation in direct for e in quotation.contents if e.span is not None)


def roots_of(records: Iterable[Record], copies: Iterable[Copy]) -> dict[str, str]:
    """The independent source that each document comes to, by document id."""
    chains = {record.document.document_id: _named_chain(record) for record in records}
    found = roots(chains, copies, chains)
    return {document: root.source for root in found for document in root.documents}


def _named_chain(record: Record) -> tuple[ChainLink, ...]:
    """The source chain with the usual names of those who are known, so that two spellings are one source."""
    usual = {
        name: actor.identity.value.name
        for actor in record.actors
        if isinstance(actor.identity, Value)
        for name in (actor.name, *actor.also)
    }
    return tuple(replace(link, name=usual.get(link.name, link.name)) for link in record.source_chain)
