"""The whole: what all documents of a database tell together, gathered once and kept there until something changes.

    records > gists (kept) | gathering, with what was compared before (kept) > the whole (kept) | what a command wants

What is kept is what `merge.gathered` makes of the records, and is thrown away where another Dragoman or other word
lists made it. As known on an earlier day the whole is gathered from the gists, and not kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter

import dragoman.merge
from dragoman._version import __version__
from dragoman.errors import FullError, LockedError
from dragoman.merge import (
    Gathered,
    Memory,
    ScoredPair,
    Telling,
    copies_of,
    gathered,
    gathered_from,
    gist_from_json,
    gist_of,
    gist_to_json,
    roots_of,
)
from dragoman.store import EVENTS, KeptRow, Store
from dragoman.store.codec import data_sha256
from dragoman.types import Disagreement, Event, Judgement, KnownInstrument, Record, Series

__all__ = ["Steps", "Whole", "maker", "whole_of"]

Steps = Callable[[Iterable[Any]], Iterator[Any]]
"""What shows progress: the same things, counted as they go by."""

_KINDS: dict[str, type] = {
    "event": Event,
    "telling": Telling,
    "series": Series,
    "instrument": KnownInstrument,
    "disagreement": Disagreement,
    "unmet": Judgement,
}


class Whole(Protocol):
    """What `merge.Gathered` has, and a database that keeps it; read from there when it is asked for."""

    @property
    def tellings(self) -> Mapping[str, Telling]:
        """By report id."""

    @property
    def events(self) -> tuple[Event, ...]:
        """By first day."""

    @property
    def by_id(self) -> Mapping[str, Event]:
        """The events by their id."""

    @property
    def series(self) -> tuple[Series, ...]:
        """Those with most editions first."""

    @property
    def instruments(self) -> tuple[KnownInstrument, ...]:
        """By kind and period."""

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Event by event."""

    @property
    def unmet(self) -> tuple[Judgement, ...]:
        """Judgements that could not be replayed."""

    def told(self, event: Event) -> tuple[Telling, ...]:
        """The tellings of an event, in order."""

    def people(self, event: Event) -> tuple[str, ...]:
        """Who takes part in it, by the names that its reports have."""

    def due(self, event: Event) -> date | None:
        """The last day by which it was to be; None where no report says."""


def whole_of(store: Store, *, day: date | None = None, steps: Steps = iter) -> Whole:
    """What the current documents tell together, or those published up to a day; judgements hold on every day.

    What is kept is brought up to date first; while another process writes to the database, or where its disk is full,
    it is gathered and not kept. Use it while the store is open.
    """
    made = maker()
    try:
        if day is None and store.is_fresh(made):
            return _Kept(store)
        for _ in steps(store.keep_new_gists(EVENTS, _gist_text, made)):
            pass
        changes = store.changes()
        whole, roots = _gathered(store, day)
        if day is None:
            store.keep_whole(
                _rows(whole), memory=(whole.memory.signatures, whole.memory.pairs), roots=roots.asked, of=changes
            )
    except (LockedError, FullError):
        return gathered(steps(store.records(until=day)), store.judgements())
    return whole


def _gathered(store: Store, day: date | None) -> tuple[Gathered, _Roots]:
    kept = list(store.gists(EVENTS, until=day))
    digests = {one.document_id: one.digest for one in kept}
    roots = _Roots(store, digests)
    signatures, pairs = store.memory()
    before = Memory(signatures, tuple(ScoredPair(*pair) for pair in pairs))
    gists = (gist_from_json(one.gist) for one in kept)
    judged = store.judgements()
    return gathered_from(gists, judged, roots=roots, record_of=store.record, digests=digests, before=before), roots


class _Roots:
    """The independent sources of the documents of an event; those that were asked for before are not looked for again.

    `asked` has the answers of now, as JSON by a hash of the documents.
    """

    def __init__(self, store: Store, digests: Mapping[str, str]) -> None:
        self._store, self._digests = store, digests
        self._known = store.roots()
        self.asked: dict[str, str] = {}

    def __call__(self, document_ids: Sequence[str]) -> Mapping[str, str]:
        said = " ".join(f"{one}:{self._digests[one]}" for one in document_ids)
        key = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
        text = self.asked.get(key) or self._known.get(key)
        if text is None:
            records = [self._store.record(one) for one in document_ids]
            text = json.dumps(roots_of(records, copies_of(records)))
        self.asked[key] = text
        found: dict[str, str] = json.loads(text)
        return found


class _Kept:
    """The whole that a database keeps."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.tellings: Mapping[str, Telling] = _Tellings(store)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return tuple(_adapter("event").validate_json(row.content) for row in self._events.values())

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        return {event.event_id: event for event in self.events}

    @cached_property
    def series(self) -> tuple[Series, ...]:
        return tuple(self._all("series"))

    @cached_property
    def instruments(self) -> tuple[KnownInstrument, ...]:
        return tuple(self._all("instrument"))

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        return tuple(self._all("disagreement"))

    @cached_property
    def unmet(self) -> tuple[Judgement, ...]:
        return tuple(self._all("unmet"))

    def told(self, event: Event) -> tuple[Telling, ...]:
        return tuple(self.tellings[key] for key in event.report_ids)

    def people(self, event: Event) -> tuple[str, ...]:
        names: list[str] = json.loads(self._events[event.event_id].names)
        return tuple(names)

    def due(self, event: Event) -> date | None:
        day = self._events[event.event_id].due
        return date.fromisoformat(day) if day else None

    @cached_property
    def _events(self) -> Mapping[str, KeptRow]:
        """The rows of the events by their id, in order, with the names and the day that are kept beside each."""
        return {row.id: row for row in self._store.whole("event")}

    def _all(self, kind: str) -> Iterator[Any]:
        return (_adapter(kind).validate_json(row.content) for row in self._store.whole(kind))


class _Tellings(Mapping[str, Telling]):
    """The tellings that a database keeps, each read when it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, Telling] = {}

    def __getitem__(self, key: str) -> Telling:
        if key not in self._read:
            row = next(self._store.whole("telling", id=key), None)
            if row is None:
                raise KeyError(key)
            self._read[key] = _adapter("telling").validate_json(row.content)
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return (row.id for row in self._store.whole("telling"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _rows(whole: Gathered) -> Iterator[KeptRow]:
    """The whole as rows: each kind in its order."""
    for event in whole.events:
        due = whole.due(event)
        names = json.dumps(whole.people(event), ensure_ascii=False)
        yield _row("event", event.event_id, event, names, due.isoformat() if due else None)
    yield from (_row("telling", key, telling) for key, telling in whole.tellings.items())
    yield from (_row("series", one.series_id, one) for one in whole.series)
    yield from (_row("instrument", one.instrument_id, one) for one in whole.instruments)
    yield from (_row("disagreement", one.about, one) for one in whole.disagreements)
    yield from (_row("unmet", str(one.judgement_id), one) for one in whole.unmet)


def _row(kind: str, id: str, one: object, names: str = "", due: str | None = None) -> KeptRow:
    return KeptRow(kind, id, _adapter(kind).dump_json(one).decode("utf-8"), names, due)


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_KINDS[kind])


def _gist_text(record: Record) -> str:
    return gist_to_json(gist_of(record))


@cache
def maker(weights: str = "") -> str:
    """What makes what is kept: the version, the word lists, the code that merges, and the version of some weights."""
    digest = hashlib.sha256(f"{__version__} {data_sha256()} {weights}".encode())
    for file in sorted(Path(dragoman.merge.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
