"""All that many documents tell together, from their records: a pure function, whatever the order they come in.

records | tellings, instruments | events (signings by their instrument) | series | moved editions | disagreements > the whole
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.merge.disagreements import instrument_lists, of_bodies, of_events, of_series
from dragoman.merge.events import events_of
from dragoman.merge.instruments import instrument_tellings_of, known_instruments
from dragoman.merge.moved import joins_of
from dragoman.merge.series import series_of
from dragoman.merge.tellings import Telling, tellings_of, with_instruments
from dragoman.types import Disagreement, Event, KnownInstrument, Record, Series

__all__ = ["Gathered", "gathered"]


@dataclass(frozen=True)
class Gathered:
    """Events by first day, series by size, instruments by kind and period, disagreements; the tellings by report id."""

    tellings: Mapping[str, Telling]
    events: tuple[Event, ...]
    series: tuple[Series, ...]
    instruments: tuple[KnownInstrument, ...]
    disagreements: tuple[Disagreement, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The events by their id."""
        return {event.event_id: event for event in self.events}

    def told(self, event: Event) -> tuple[Telling, ...]:
        """The tellings of an event, in order."""
        return tuple(self.tellings[key] for key in event.report_ids)


def gathered(records: Iterable[Record]) -> Gathered:
    """The events, series, instruments and disagreements of some records; each document counts once."""
    held = {record.document.document_id: record for record in records}
    ordered = [held[key] for key in sorted(held)]
    instruments = known_instruments(i for record in ordered for i in instrument_tellings_of(record))
    tellings = with_instruments((t for record in ordered for t in tellings_of(record)), instruments)
    by_key = {telling.key: telling for telling in tellings}
    events = events_of(tellings)
    first = series_of(events, by_key)
    joins = joins_of(first, {event.event_id: event for event in events}, by_key)
    events = events_of(tellings, joins) if joins else events
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
    return Gathered(by_key, events, series, instruments, disagreements)
