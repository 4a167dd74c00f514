"""Events: reports of one occurrence, put together by what they share.

Reports are compared only with those of their family that have a party and a month in common. The likeliest pairs are
joined first; two groups are one where every pair of their reports may be, so that two editions never meet through a
third report. What says too little to stand alone ("the talks") joins the one event that it is like, and none where
another is nearly as like. The order of arrival changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from typing import TypeVar

from dragoman.lexicon import load
from dragoman.merge.likeness import APART, compare, days_of, is_fine, score_of
from dragoman.merge.tellings import Telling
from dragoman.types import Claim, Event, Interval, Join, JudgedBy, JudgedField, Status, StatusChange

__all__ = ["claims", "event_of", "events_from", "events_of", "groups_of"]

T = TypeVar("T", bound=Hashable)
_LONGEST = 14
"""Months that one report is looked up under; a time of years is compared through its first months only."""


Groups = list[tuple[list[Telling], list[Join]]]
"""The reports of each event in order, and why they are one."""


def events_of(
    tellings: Iterable[Telling], joined: Iterable[Join] = (), apart: Collection[tuple[str, str]] = ()
) -> tuple[Event, ...]:
    """The events of some reports, by their first day, then id: `events_from` of `groups_of`."""
    return events_from(groups_of(tellings, apart), joined, apart)


def events_from(
    groups: Groups, joined: Iterable[Join] = (), apart: Collection[tuple[str, str]] = ()
) -> tuple[Event, ...]:
    """The events of some groups of reports, by their first day, then id.

    `joined` are joins of two reports by a person, or found later, from the series: their events are one. `apart` are
    pairs of ids, the smaller first, that a person keeps in two events: no join brings them together.
    """
    held = dict(enumerate(groups))
    group_of = {telling.key: number for number, group in held.items() for telling in group[0]}
    for join in joined:
        mine, theirs = group_of[join.one], group_of[join.other]
        if mine != theirs and not _holds_pair(apart, [*held[mine][0], *held[theirs][0]]):
            told, joins = held.pop(theirs)
            group_of.update((telling.key, mine) for telling in told)
            held[mine] = (sorted([*held[mine][0], *told], key=_when), [*held[mine][1], *joins, join])
    found = [event_of(group, joins) for group, joins in held.values()]
    return tuple(sorted(found, key=lambda e: (_first(e), e.event_id)))


def _holds_pair(pairs: Collection[tuple[str, str]], tellings: Sequence[Telling]) -> bool:
    keys = {telling.key for telling in tellings}
    return any(one in keys and other in keys for one, other in pairs)


def groups_of(tellings: Iterable[Telling], apart: Collection[tuple[str, str]] = ()) -> Groups:
    """The reports of each event in order, and why they are one; `apart` are pairs of ids that are not."""
    by_key = {telling.key: telling for telling in tellings}
    board = _Board([by_key[key] for key in sorted(by_key)], apart)
    anchored = {key for key, telling in by_key.items() if _is_anchored(telling)}
    board.join([pair for pair in board.pairs if {pair.one, pair.other} <= anchored])
    board.attach([by_key[key] for key in sorted(by_key.keys() - anchored)], anchored)
    board.join([pair for pair in board.pairs if not {pair.one, pair.other} & anchored])
    return board.groups()


def _is_anchored(telling: Telling) -> bool:
    """Whether it says enough to stand for an event by itself: an instrument, two parties, or one and a day."""
    fine = telling.time is not None and is_fine(telling.time)
    return bool(telling.about) or len(telling.parties) > 1 or (fine and bool(telling.parties))


class _Board:
    """Reports while they are put together."""

    def __init__(self, tellings: Sequence[Telling], apart: Collection[tuple[str, str]]) -> None:
        self.by_key = {telling.key: telling for telling in tellings}
        held = (pair for pair in _pairs(tellings) if (pair.one, pair.other) not in apart)
        self.pairs = sorted(held, key=lambda p: (-p.score, p.one, p.other))
        self._sums = {(pair.one, pair.other): pair.score for pair in self.pairs} | dict.fromkeys(apart, APART)
        self._group = {key: [key] for key in self.by_key}
        self._joins: dict[int, list[Join]] = defaultdict(list)

    def join(self, pairs: Iterable[Join]) -> None:
        """Join the groups of each pair that is alike enough, in this order, where no two reports are apart."""
        for pair in pairs:
            if pair.score >= load("merging")["same"]:
                self._join(pair)

    def attach(self, tellings: Iterable[Telling], to: Collection[str]) -> None:
        """Join each report that says little to the one group that it is like, if no other is nearly as like."""
        wanted = {telling.key for telling in tellings}
        by_one: dict[str, list[Join]] = defaultdict(list)
        for pair in self.pairs:
            for mine, theirs in ((pair.one, pair.other), (pair.other, pair.one)):
                if mine in wanted and theirs in to:
                    by_one[mine].append(pair)
        for key in sorted(by_one):
            best: dict[int, Join] = {}
            for pair in by_one[key]:
                group = self._group[pair.other if pair.one == key else pair.one]
                best.setdefault(id(group), pair)
            ranked = sorted(best.values(), key=lambda p: (-p.score, p.one, p.other))
            second = ranked[1].score if len(ranked) > 1 else -1e9
            if ranked[0].score >= load("merging")["same"] and ranked[0].score - second >= load("merging")["clear"]:
                self._join(ranked[0])

    def groups(self) -> Groups:
        """The groups, each in order, with its joins in order."""
        unique = {id(group): group for group in self._group.values()}
        return [
            (
                sorted((self.by_key[key] for key in group), key=_when),
                sorted(self._joins.get(number, []), key=lambda j: (j.one, j.other)),
            )
            for number, group in unique.items()
        ]

    def _join(self, pair: Join) -> None:
        mine, theirs = self._group[pair.one], self._group[pair.other]
        if mine is theirs or not all(self._may_be_one(a, b) for a in mine for b in theirs):
            return
        held = self._joins.pop(id(mine), []) + self._joins.pop(id(theirs), [])
        mine.extend(theirs)
        self._joins[id(mine)] = [*held, pair]
        for key in theirs:
            self._group[key] = mine

    def _may_be_one(self, one: str, other: str) -> bool:
        """Whether two reports do not rule each other out; those that share no month are compared here first."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._sums:
            self._sums[pair] = score_of(compare(self.by_key[one], self.by_key[other]))
        return self._sums[pair] > float(load("merging")["never"])


def _pairs(tellings: Sequence[Telling]) -> Iterator[Join]:
    """The pairs that are worth comparing, each once, with what was compared."""
    blocks: dict[tuple[str, str, int], list[Telling]] = defaultdict(list)
    for telling in tellings:
        for block in _blocks(telling):
            blocks[block].append(telling)
    seen: set[tuple[str, str]] = set()
    for held in blocks.values():
        for one, other in combinations(held, 2):
            pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
            if pair in seen:
                continue
            seen.add(pair)
            compared = compare(one, other)
            yield Join(*pair, score_of(compared), compared)


def _blocks(telling: Telling) -> Iterator[tuple[str, str, int]]:
    """What a report is looked up under: its family, and an instrument, or one of its parties and a month."""
    for instrument in telling.about:
        yield telling.family, instrument, 0
    for party in telling.names:
        for month in _months(telling):
            yield telling.family, party, month


def _months(telling: Telling) -> tuple[int, ...]:
    """Months counted from year 0: those of its time, else the one of publication and those beside it."""
    if telling.time is not None:
        first, last = days_of(telling.time)
        if first == date.min:
            first = last
        if last == date.max:
            last = first
        return tuple(range(_month(first), _month(last) + 1))[:_LONGEST]
    if telling.published is None:
        return ()
    around = _month(telling.published)
    return (around - 1, around, around + 1)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def event_of(tellings: Sequence[Telling], joins: Sequence[Join]) -> Event:
    """The event of some reports, which are in order."""
    history = tuple(
        StatusChange(t.report.status, t.published, t.key, t.document_id, t.judged_by(JudgedField.STATUS))
        for t in sorted(tellings, key=_known)
    )
    return Event(
        event_id=f"e{tellings[0].key}",
        family=tellings[0].family,
        name=_name(tellings),
        status=_status(tellings),
        history=history,
        times=_times(tellings),
        places=claims(tellings, lambda t: [t.place] if t.place else [], JudgedField.PLACE),
        parties=claims(tellings, lambda t: t.names),
        numbers=claims(tellings, lambda t: [t.number] if t.number is not None else [], JudgedField.NUMBER),
        report_ids=tuple(t.key for t in tellings),
        document_ids=tuple(dict.fromkeys(t.document_id for t in tellings)),
        joins=tuple(joins),
    )


def claims(
    tellings: Sequence[Telling], values_of: Callable[[Telling], Iterable[T]], field: JudgedField | None = None
) -> tuple[Claim[T], ...]:
    """Every value that reports give, with them and the number of independent sources.

    What a person judged to be the value of a `field` is first, then what most sources give. A report whose value was
    replaced gives none.
    """
    by: dict[T, list[Telling]] = {}
    for telling in tellings:
        for value in values_of(telling):
            by.setdefault(value, []).append(telling)
    return tuple(sorted((_claim(value, of, field) for value, of in by.items()), key=_by_weight))


def _claim(value: T, of: Sequence[Telling], field: JudgedField | None) -> Claim[T]:
    said = [t for t in of if field not in t.replaced]
    judged = tuple(sorted(by for t in of if (by := t.judged_by(field))))
    return Claim(value, tuple(t.key for t in said), len({t.root or t.origin for t in said}), judged)


def _by_weight(claim: Claim[T]) -> tuple[bool, int, int, tuple[str, ...], tuple[JudgedBy, ...]]:
    return not claim.judged, -claim.roots, -len(claim.report_ids), claim.report_ids, claim.judged


def _times(tellings: Sequence[Telling]) -> tuple[Claim[Interval], ...]:
    """The times; after what a person judged finer ones first: a day says more than its month."""
    found: tuple[Claim[Interval], ...] = claims(tellings, lambda t: [t.time] if t.time else [], JudgedField.TIME)
    return tuple(sorted(found, key=lambda c: (not c.judged, not is_fine(c.value))))


def _status(tellings: Sequence[Telling]) -> Status:
    """The last that news says; what background says counts only where no news says any."""
    told = [t for t in tellings if t.report.status is not Status.UNKNOWN] or list(tellings)
    told = [t for t in told if t.is_news] or told
    return max(told, key=lambda t: (t.published or date.min, _rank(t.report.status), t.key)).report.status


def _rank(status: Status) -> int:
    """Which of two statuses that are known on one day is the later."""
    return list(Status).index(status)


@cache
def _which() -> frozenset[str]:
    merging = load("merging")
    return frozenset((*merging["which"], *merging["ordinals"]))


def _name(tellings: Sequence[Telling]) -> str:
    """What most reports call it, by their own words without those that say which one it is; the longest on a tie."""
    named = Counter(_plain(t.report.trigger.exact) for t in tellings)
    named.pop("", None)
    if not named:
        return tellings[0].report.mode
    return max(named, key=lambda name: (named[name], len(name), name))


def _plain(words: str) -> str:
    kept = [w for w in words.split() if w.casefold() not in _which() and not w[:1].isdigit()]
    return " ".join(kept)


def _when(telling: Telling) -> tuple[date, str]:
    return telling.published or date.max, telling.key


def _known(telling: Telling) -> tuple[date, int, str]:
    return telling.published or date.max, _rank(telling.report.status), telling.key


def _first(event: Event) -> date:
    return days_of(event.times[0].value)[0] if event.times else date.max
