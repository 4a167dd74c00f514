"""Groups of reports, where some reports changed.

The reports of the groups that these were in are put together again by themselves. What came of it is that of all
reports together if no pair with a report elsewhere would have joined two groups in its turn: then the others, which
have not changed, were joined as before. Where one would have, its other group is put together again as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator

from dragoman.lexicon import load
from dragoman.merge.compared import ScoredPair, blocks_of, pairs_with
from dragoman.merge.events import Groups, clearest, groups_of, is_anchored, may_be_one
from dragoman.merge.renewing.shelf import Group, Shelf
from dragoman.merge.tellings import Telling
from dragoman.types import Join

__all__ = ["renewed_groups", "renewed_pairs"]

_Turn = tuple[Hashable, ...]
"""When a pair is joined: 0 and the likeliest first, 1 and reports that say little by their ids, 2 as 0."""

_ATTACHED: _Turn = (1,)
"""When all that say enough have been joined."""


def renewed_pairs(shelf: Shelf, gone: Iterable[str], now: Iterable[Telling]) -> set[str]:
    """Put the pairs of changed reports there, and take those of before away; whom they had been compared with.

    `gone` are the ids of reports that were there otherwise or are not there any more; `now` those that are new or
    otherwise, which stand on the shelf.
    """
    beside: set[str] = set()
    for key in gone:
        for id in shelf.ids("pair", key):
            beside.update(id.split())
            shelf.drop("pair", id)
    done: set[str] = set()
    for telling in now:
        done.add(telling.key)
        near = {one.key: one for block in blocks_of(telling) for one in shelf.find("telling", block)}
        for pair in pairs_with(telling, (one for key, one in near.items() if key not in done)):
            shelf.put("pair", f"{pair.one} {pair.other}", pair.score, keys=pair[:2])
    return beside


def renewed_groups(
    shelf: Shelf, changed: Collection[str], beside: Collection[str], apart: Collection[tuple[str, str]]
) -> tuple[set[str], list[Group]]:
    """The reports whose groups were made anew, with those that are gone, and the groups.

    `changed` are the ids of reports that are new, otherwise or gone, `beside` those that they were compared with.
    """
    old = {id for key in changed for id in shelf.ids("group", key)}
    while True:
        before: list[Group] = [shelf.get("group", id) for id in sorted(old)]
        keys = {*changed, *(key for group in before for key in group.reports)}
        local = _Local(shelf, {key for key in keys if shelf.get("telling", key)}, apart)
        more = local.joined_elsewhere(beside) - old
        if not more:
            break
        old |= more
    for id in old:
        shelf.drop("group", id)
    for group in local.made:
        shelf.put("group", group.reports[0], group, keys=group.reports)
    return keys, local.made


class _Local:
    """Some reports put together by themselves, beside all others as they were put together before."""

    def __init__(self, shelf: Shelf, keys: Collection[str], apart: Collection[tuple[str, str]]) -> None:
        self._shelf, self._apart = shelf, apart
        self._keys = keys
        self._anchored: dict[str, bool] = {}
        self._parts: dict[tuple[str, _Turn], frozenset[str]] = {}
        pairs = {id: None for key in sorted(keys) for id in shelf.ids("pair", key)}
        inside: list[ScoredPair] = []
        self._across: list[tuple[ScoredPair, str, str]] = []
        for pair in map(self._pair, pairs):
            if pair[:2] in apart:
                continue
            if pair.one in keys and pair.other in keys:
                inside.append(pair)
            else:
                mine, theirs = (pair.one, pair.other) if pair.one in keys else (pair.other, pair.one)
                self._across.append((pair, mine, theirs))
        outside: dict[str, list[tuple[ScoredPair, Hashable]]] = defaultdict(list)
        for pair, mine, theirs in self._across:
            if not self._is_anchored(mine) and self._is_anchored(theirs):
                outside[mine].append((pair, self._part(theirs, _ATTACHED)))
        groups: Groups = groups_of((self._telling(key) for key in sorted(keys)), apart, inside, outside)
        self.made = [Group(tuple(t.key for t in told), tuple(joins)) for told, joins in groups]
        self._made_of = {key: group for group in self.made for key in group.reports}

    def joined_elsewhere(self, beside: Collection[str]) -> set[str]:
        """The groups elsewhere that would not be as they are: they belong here."""
        found: set[str] = set()
        little = {key for key in beside if key not in self._keys and self._shelf.get("telling", key)}
        for pair, mine, theirs in self._across:
            anchored = [self._is_anchored(key) for key in (mine, theirs)]
            if anchored[0] != anchored[1]:
                little.add(theirs if anchored[0] else mine)
            elif pair.score >= load("merging")["same"] and self._would_join(pair, self._turn(pair)):
                found.add(self._id_of(theirs))
        for key in little:
            if not self._is_anchored(key):
                found.update(self._id_of(other) for other in self._attached_otherwise(key))
        return found

    def _attached_otherwise(self, key: str) -> Iterator[str]:
        """Reports elsewhere, where one that says little would join another group than it did, or none."""
        pairs = (self._pair(id) for id in self._shelf.ids("pair", key))
        known = [(p, p.other if p.one == key else p.one) for p in pairs if p[:2] not in self._apart]
        pair = clearest((p, self._part(theirs, _ATTACHED)) for p, theirs in known if self._is_anchored(theirs))
        joined = [join for join in self._group_of(key).joins if self._turn(join)[:2] == (1, key)]
        if pair is None or (joined and joined[0].one == pair.one and joined[0].other == pair.other):
            if pair is None and joined and key not in self._keys:
                yield key
            return
        here = [one for one in (pair.one, pair.other) if one in self._keys]
        if len(here) < 2 and (joined or self._would_join(pair, _ATTACHED)):
            yield from (one for one in (pair.one, pair.other) if one not in self._keys)
            if key not in self._keys:
                yield key

    def _would_join(self, pair: ScoredPair, turn: _Turn) -> bool:
        """Whether the groups of the two have no reports, when it is their turn, that rule each other out."""
        mine, theirs = ([self._telling(key) for key in self._part(key, turn)] for key in (pair.one, pair.other))
        return all(may_be_one(one, other, self._apart) for one in mine for other in theirs)

    def _part(self, key: str, turn: _Turn) -> frozenset[str]:
        """The reports that one has been joined with before a turn."""
        if (key, turn) not in self._parts:
            self._parts[key, turn] = self._part_of(key, turn)
        return self._parts[key, turn]

    def _part_of(self, key: str, turn: _Turn) -> frozenset[str]:
        part, before = {key}, [j for j in self._group_of(key).joins if self._turn(j) < turn]
        while more := {k for j in before if (j.one in part) != (j.other in part) for k in (j.one, j.other)} - part:
            part |= more
        return frozenset(part)

    def _turn(self, pair: ScoredPair | Join) -> _Turn:
        anchored = [key for key in (pair.one, pair.other) if self._is_anchored(key)]
        if len(anchored) == 1:
            return (1, pair.other if pair.one in anchored else pair.one)
        return (0 if anchored else 2, -pair.score, pair.one, pair.other)

    def _group_of(self, key: str) -> Group:
        if key in self._keys:
            return self._made_of[key]
        held: Group = self._shelf.get("group", self._id_of(key))
        return held

    def _id_of(self, key: str) -> str:
        return self._shelf.ids("group", key)[0]

    def _telling(self, key: str) -> Telling:
        held: Telling = self._shelf.get("telling", key)
        return held

    def _is_anchored(self, key: str) -> bool:
        if key not in self._anchored:
            self._anchored[key] = is_anchored(self._telling(key))
        return self._anchored[key]

    def _pair(self, id: str) -> ScoredPair:
        one, other = id.split()
        score: float = self._shelf.get("pair", id)
        return ScoredPair(one, other, score)
