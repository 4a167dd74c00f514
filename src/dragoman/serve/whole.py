"""The whole: what all documents of a database tell together, kept there, and brought up to date when something changed.

    records > gists (kept) | those that changed, with what is on the shelf (kept) > the shelf | what a command wants

What is kept is what `merge.gathered` makes of the records, and is thrown away where another Dragoman or other word
lists made it. As known on an earlier day the whole is gathered from the gists, and not kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter

import dragoman.merge
from dragoman._version import __version__
from dragoman.errors import FullError, LockedError
from dragoman.merge import (
    Gist,
    Telling,
    copies_of,
    gathered,
    gathered_from,
    gist_from_json,
    gist_of,
    gist_to_json,
    roots_of,
)
from dragoman.merge.renewing import KINDS, Shelf, Shown, renew, rooted
from dragoman.store import EVENTS, Kept, KeptRow, Store
from dragoman.store.codec import data_sha256
from dragoman.types import Disagreement, Event, Judgement, KnownInstrument, Record, Series

__all__ = ["Steps", "Whole", "maker", "rows_of", "shelf_of", "whole_of"]

Steps = Callable[[Iterable[Any]], Iterator[Any]]
"""What shows progress: the same things, counted as they go by."""


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

    def called(self, wanted: str) -> tuple[Event, ...]:
        """The event of an id or of one of its reports, else those whose ids begin so."""

    def series_with(self, event_id: str) -> tuple[Series, ...]:
        """The series of which an event is an edition; none where it is of none."""

    def about(self, id: str) -> tuple[Disagreement, ...]:
        """The disagreements about an event or series, by its id."""

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
        kept = False
        while not kept:
            for _ in steps(store.keep_new_gists(EVENTS, _gist_text, made)):
                pass
            kept = day is not None or _renewed(store)
    except (LockedError, FullError):
        return gathered(steps(store.records(until=day)), store.judgements())
    if day is None:
        return _Kept(store)
    gists = [gist_from_json(one.gist) for one in store.gists(EVENTS, until=day)]
    return gathered_from(gists, store.judgements(), roots=lambda ids: _roots(store, ids), record_of=store.record)


def _renewed(store: Store) -> bool:
    """Bring what is kept up to date; false where others wrote meanwhile, so that it is to be done again."""
    with store.snapshot() as kept:
        if kept.lacks_gists():
            return False
        counts, stale = kept.counts(), kept.stale()
        anew = "" in stale
        shelf = Shelf() if anew else shelf_of(kept)
        documents = kept.documents() if anew else stale
        renew(
            shelf,
            documents,
            lambda one: _gist(kept, one),
            kept.judgements(),
            roots=lambda ids: _roots(store, ids),
            record_of=store.record,
        )
    return store.keep(*rows_of(shelf), of=counts, anew=anew)


def _gist(kept: Kept, document_id: str) -> Gist | None:
    text = kept.gist(document_id)
    return gist_from_json(text) if text else None


def _roots(store: Store, document_ids: Sequence[str]) -> Mapping[str, str]:
    """The independent sources of some documents, by the texts of their records."""
    records = [store.record(one) for one in document_ids]
    return roots_of(records, copies_of(records))


def shelf_of(kept: Kept) -> Shelf:
    """A shelf over what a database keeps."""
    return Shelf(_Source(kept))


def rows_of(shelf: Shelf) -> tuple[list[KeptRow], list[tuple[str, str]]]:
    """What was put on a shelf, as rows, and the kinds and ids of what was dropped."""
    rows = [
        KeptRow(kind, id, _adapter(kind).dump_json(one.thing).decode("utf-8"), one.place, one.keys)
        for (kind, id), one in shelf.changed.items()
        if one
    ]
    return rows, [key for key, one in shelf.changed.items() if one is None]


class _Source:
    """What a database keeps, for a shelf."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def read(self, kind: str, id: str) -> Any:
        text = self._kept.content(kind, id)
        return None if text is None else _adapter(kind).validate_json(text)

    def found(self, kind: str, key: str) -> Iterable[tuple[str, Callable[[], Any]]]:
        adapter = _adapter(kind)
        return ((id, partial(adapter.validate_json, text)) for id, text in self._kept.found(kind, key))

    def ids(self, kind: str, key: str) -> Iterable[str]:
        return self._kept.ids(kind, key)

    def all(self, kind: str) -> Iterable[tuple[str, str, Any]]:
        return ((row.place, row.id, _adapter(kind).validate_json(row.content)) for row in self._kept.all(kind))

    def beginning(self, kind: str, begins: str) -> Iterable[str]:
        return self._kept.beginning(kind, begins)


class _Kept:
    """The whole that a database keeps."""

    def __init__(self, store: Store) -> None:
        self._shelf = shelf_of(store.kept)
        self.tellings: Mapping[str, Telling] = _Tellings(self._shelf)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return tuple(one.event for one in self._shown.values())

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        return _Events(self._shelf)

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
        return self._one(event).people

    def due(self, event: Event) -> date | None:
        return self._one(event).due

    def called(self, wanted: str) -> tuple[Event, ...]:
        by_report = self._shelf.ids("event", wanted.removeprefix("e"))
        exact = [wanted] if self._shelf.get("event", wanted) else by_report
        return tuple(self.by_id[id] for id in exact or self._shelf.beginning("event", wanted))

    def series_with(self, event_id: str) -> tuple[Series, ...]:
        return tuple(self._shelf.find("series", event_id))

    def about(self, id: str) -> tuple[Disagreement, ...]:
        return tuple(self._shelf.find("disagreement", id))

    def _one(self, event: Event) -> Shown:
        return self._shown[event.event_id] if "_shown" in self.__dict__ else self._shelf.get("event", event.event_id)

    @cached_property
    def _shown(self) -> Mapping[str, Shown]:
        """All events in order."""
        return dict(self._shelf.all("event"))

    def _all(self, kind: str) -> Iterator[Any]:
        return (thing for _, thing in self._shelf.all(kind))


class _Events(Mapping[str, Event]):
    """The events that a database keeps, each read when it is asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, key: str) -> Event:
        held: Shown | None = self._shelf.get("event", key)
        if held is None:
            raise KeyError(key)
        return held.event

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.beginning("event", ""))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Tellings(Mapping[str, Telling]):
    """The tellings that a database keeps, each read when it is asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, key: str) -> Telling:
        telling = rooted(self._shelf, key)
        if telling is None:
            raise KeyError(key)
        return telling

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.beginning("telling", ""))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind])


def _gist_text(record: Record) -> str:
    return gist_to_json(gist_of(record))


@cache
def maker(weights: str = "") -> str:
    """What makes what is kept: the version, the word lists, the code that merges, and the version of some weights."""
    digest = hashlib.sha256(f"{__version__} {data_sha256()} {weights}".encode())
    for file in sorted(Path(dragoman.merge.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
