"""A shelf: things of some kinds by id, found by keys too, over a source that has them from before.

What is put or dropped is held here until somebody writes it to the source; the source itself is only read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from dragoman.merge.instruments import InstrumentTelling
from dragoman.merge.series import Row, Signs
from dragoman.merge.tellings import Telling
from dragoman.types import Disagreement, Event, Join, Judgement, KnownInstrument, Series

__all__ = ["KINDS", "First", "Group", "Name", "Named", "Said", "Shelf", "Shelved", "Shown", "Source"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of the countries of people and bodies, and whose it asks for; bodies among its topics."""

    gives: tuple[tuple[str, str], ...]
    asks: tuple[str, ...]
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A person or body by name, with the countries that documents give it, and how often."""

    given: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument as one document has it, the first telling of its group, and the turn in which it was given that."""

    telling: InstrumentTelling
    founder: str
    turn: tuple[int, date, str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """The reports that were put together by what they share, in order, and why."""

    reports: tuple[str, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class First:
    """An event that may be of a series, before editions are moved."""

    signs: Signs
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An event with what a list of events is chosen by: who takes part, and the day by which it was to be."""

    event: Event
    people: tuple[str, ...]
    due: date | None


KINDS: Mapping[str, Any] = {
    "said": Said,
    "name": Name,
    "named": Named,
    "instrument": KnownInstrument,
    "telling": Telling,
    "pair": float,
    "root": str,
    "roots": dict[str, str],
    "group": Group,
    "first": First,
    "row": Row,
    "event": Shown,
    "series": Series,
    "disagreement": Disagreement,
    "unmet": Judgement,
}
"""What stands on a shelf, by the name of its kind."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A thing with the keys that it is found by; `place` sorts the things of a kind."""

    thing: Any
    keys: frozenset[str] = frozenset()
    place: str = ""


class Source(Protocol):
    """What a shelf reads."""

    def read(self, kind: str, id: str) -> Any:
        """The thing of an id, None for none."""

    def ids(self, kind: str, key: str) -> Iterable[str]:
        """The ids of the things that are found by a key."""

    def found(self, kind: str, key: str) -> Iterable[tuple[str, Callable[[], Any]]]:
        """The ids of the things that are found by a key, and what reads each."""

    def all(self, kind: str) -> Iterable[tuple[str, str, Any]]:
        """The place, id and thing of all of a kind."""

    def beginning(self, kind: str, begins: str) -> Iterable[str]:
        """The ids that begin so."""


class Shelf:
    """Things by kind and id. What was changed is in `changed`: None where it was dropped."""

    def __init__(self, source: Source | None = None) -> None:
        self._source = source
        self.changed: dict[tuple[str, str], Shelved | None] = {}
        self._ids: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._read: dict[tuple[str, str], Any] = {}

    def get(self, kind: str, id: str) -> Any:
        """The thing of an id, None for none."""
        if (kind, id) in self.changed:
            held = self.changed[kind, id]
            return held.thing if held else None
        if self._source is None:
            return None
        if (kind, id) not in self._read:
            self._read[kind, id] = self._source.read(kind, id)
        return self._read[kind, id]

    def ids(self, kind: str, key: str) -> list[str]:
        """The ids of the things that are found by a key, in order."""
        before = self._source.ids(kind, key) if self._source else ()
        return sorted({*(id for id in before if (kind, id) not in self.changed), *self._ids.get((kind, key), ())})

    def find(self, kind: str, key: str) -> list[Any]:
        """The things that are found by a key, by their ids."""
        for id, read in self._source.found(kind, key) if self._source else ():
            if (kind, id) not in self.changed and (kind, id) not in self._read:
                self._read[kind, id] = read()
        return [self.get(kind, id) for id in self.ids(kind, key)]

    def all(self, kind: str) -> Iterator[tuple[str, Any]]:
        """The ids and things of a kind, by their places."""
        before = self._source.all(kind) if self._source else ()
        held = [(place, id, thing) for place, id, thing in before if (kind, id) not in self.changed]
        held += [(one.place, id, one.thing) for (of, id), one in self.changed.items() if of == kind and one]
        return ((id, thing) for _, id, thing in sorted(held, key=lambda one: one[:2]))

    def beginning(self, kind: str, begins: str) -> list[str]:
        """The ids of a kind that begin so, in order."""
        before = self._source.beginning(kind, begins) if self._source else ()
        held = {id for id in before if (kind, id) not in self.changed}
        return sorted(
            held | {id for (of, id), one in self.changed.items() if of == kind and one and id.startswith(begins)}
        )

    def put(self, kind: str, id: str, thing: Any, *, keys: Iterable[str] = (), place: str = "") -> None:
        """Put a thing there, in the place of what had its id."""
        self.drop(kind, id)
        one = Shelved(thing, frozenset(keys), place)
        self.changed[kind, id] = one
        for key in one.keys:
            self._ids[kind, key].add(id)

    def drop(self, kind: str, id: str) -> None:
        """Take a thing away, if it is there."""
        held = self.changed.get((kind, id))
        for key in held.keys if held else ():
            self._ids[kind, key].discard(id)
        self.changed[kind, id] = None
