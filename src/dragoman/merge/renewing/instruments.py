"""Instruments, where the documents that name them changed.

Each telling in its turn joins the one group that it fits, of those that come before it. So one is looked at again only
where a group that it sees was changed by one that comes before it, and changes others only if it joins another now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from heapq import heappop, heappush

from dragoman.merge.instruments import (
    InstrumentTelling,
    before,
    fits,
    instrument_order,
    instruments_from,
    keys_of,
    keys_seen,
    keys_sought,
    turn_of,
)
from dragoman.merge.judged_pairs import Pairs
from dragoman.merge.renewing.shelf import Named, Shelf
from dragoman.types import KnownInstrument

__all__ = ["instrument_of", "renewed_instruments"]


def renewed_instruments(
    shelf: Shelf, document_ids: Iterable[str], now: Iterable[InstrumentTelling], of_judged: Iterable[str], judged: Pairs
) -> set[str]:
    """The documents whose instruments are others now, or have another name.

    `document_ids` are those that changed, `now` are their tellings; `judged` are pairs of keys of tellings, `of_judged`
    the keys of all tellings of the documents that these are of.
    """
    turns = _Turns(shelf)
    for document_id in document_ids:
        for key in shelf.ids("named", f"in {document_id}"):
            turns.take_out(key)
    for telling in now:
        turns.put_in(telling)
    turns.settle()
    founders = turns.founders
    if not founders:
        return set()
    for key in of_judged:
        held: Named | None = shelf.get("named", key)
        founders |= {held.founder} if held else set()
    old = {one.instrument_id: one for f in founders for one in shelf.find("instrument", f"from {f}")}
    groups = [sorted(group, key=_turn) for founder in founders if (group := turns.group(founder))]
    groups.sort(key=lambda group: group[0].turn)
    made = instruments_from(([held.telling for held in group] for group in groups), judged)
    new = {one.instrument_id: one for one in made}
    for key in old.keys() - new.keys():
        shelf.drop("instrument", key)
    for one in made:
        _put(shelf, one)
    _follow(shelf, {one.kind for one in (*old.values(), *made) if one.period})
    said, says = _said(old.values()), _said(new.values())
    return {key.partition("/")[0] for key in said.keys() | says.keys() if said.get(key) != says.get(key)}


def instrument_of(shelf: Shelf, key: str) -> KnownInstrument | None:
    """The instrument that a telling is of, by its key; None for a telling that is not there."""
    held: Named | None = shelf.get("named", key)
    found = shelf.find("instrument", f"from {held.founder}") if held else ()
    return next((one for one in found if key in _keys_in(one)), None)


def _keys_in(one: KnownInstrument) -> set[str]:
    return {f"{stage.document_id}/{stage.instrument_id}" for stage in one.stages}


def _said(instruments: Iterable[KnownInstrument]) -> dict[str, tuple[str, str]]:
    """Of which instrument each telling is, and its name, by the key of the telling."""
    return {key: (one.instrument_id, one.name) for one in instruments for key in _keys_in(one)}


def _follow(shelf: Shelf, kinds: Iterable[str]) -> None:
    """Of some kinds, what each instrument with a period follows."""
    for kind in kinds:
        dated = sorted(shelf.find("instrument", f"dated {kind}"), key=instrument_order)
        for one in dated:
            follows = before(one, dated)
            if follows != one.follows:
                _put(shelf, replace(one, follows=follows))


def _put(shelf: Shelf, one: KnownInstrument) -> None:
    named = (shelf.get("named", key) for key in _keys_in(one))
    keys = {f"from {held.founder}" for held in named if held} | ({f"dated {one.kind}"} if one.period else set())
    *first, key = instrument_order(one)
    place = "\t".join((*map(str, first), key))
    shelf.put("instrument", one.instrument_id, one, keys=keys, place=place)


_Turn = tuple[int, date, str, str]


def _turn(one: Named) -> _Turn:
    return one.turn


class _Turns:
    """Tellings that are to be looked at again, in their turns. `founders` are those of the groups that changed."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._waiting: list[tuple[_Turn, str]] = []
        self._wait_already: set[tuple[_Turn, str]] = set()
        self.founders: set[str] = set()

    def take_out(self, key: str) -> None:
        """Without a telling; those that may have seen it are to be looked at again."""
        self._look_again(self._shelf.get("named", key))
        self._shelf.drop("named", key)

    def put_in(self, telling: InstrumentTelling) -> None:
        """With a telling that has no group yet."""
        self._wait(self._put(Named(telling, "", turn_of(telling))))

    def settle(self) -> None:
        """Give each that waits its group, and let those wait that this may change."""
        while self._waiting:
            turn, key = heappop(self._waiting)
            self._wait_already.discard((turn, key))
            held: Named | None = self._shelf.get("named", key)
            if held is None or held.turn != turn:  # gone, or another by now
                continue
            founder = self._founder(held)
            if founder != held.founder:
                if held.founder:
                    self._look_again(held)
                self._look_again(self._put(replace(held, founder=founder)))

    def group(self, founder: str) -> list[Named]:
        """The tellings of a group; none where it is not there any more."""
        return self._shelf.find("named", f"of {founder}")

    def _founder(self, one: Named) -> str:
        """The first of the one group that a telling fits; itself where none or several would do it."""
        near: list[Named] = [held for key in keys_sought(one.telling) for held in self._shelf.find("named", key)]
        founders = dict.fromkeys(held.founder for held in near if held.turn < one.turn)
        groups = {f: [held.telling for held in self.group(f) if held.turn < one.turn] for f in founders}
        fitting = [founder for founder, group in groups.items() if fits(group, one.telling)]
        return fitting[0] if len(fitting) == 1 else one.telling.key

    def _look_again(self, one: Named) -> None:
        """Let those wait that may join another group because a telling is in its group, or was.

        These are who see it, who are of its document, and, where it alone has a party or begins the group, who see any
        of the group or are of it.
        """
        self.founders.add(one.founder)
        group = self.group(one.founder)
        others = {party for held in group if held.turn < one.turn for party in held.telling.parties}
        own = one.telling.key == one.founder or not one.telling.parties <= others
        seen = {key for held in ((*group, one) if own else (one,)) for key in keys_seen(held.telling)}
        for sort, key in seen:
            for held in self._shelf.find("named", key):
                if held.turn[0] == sort:
                    self._wait(held, after=one)
        for held in (*self._shelf.find("named", f"in {one.telling.document_id}"), *(group if own else ())):
            self._wait(held, after=one)

    def _wait(self, one: Named, after: Named | None = None) -> None:
        waiting = (one.turn, one.telling.key)
        if waiting not in self._wait_already and (after is None or after.turn < one.turn):
            self._wait_already.add(waiting)
            heappush(self._waiting, waiting)

    def _put(self, one: Named) -> Named:
        telling = one.telling
        keys = (*keys_of(telling), f"of {one.founder}", f"in {telling.document_id}")
        self._shelf.put("named", telling.key, one, keys=keys)
        return one
