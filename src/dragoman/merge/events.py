"""Events: reports of one occurrence, put together by what they share.

The likeliest pairs are joined first; two groups are one where every pair of their reports may be, so that two editions
never meet through a third report. What says too little to stand alone ("the talks") joins the one event that it is
like, and none where another is nearly as like. The order of arrival changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from dragoman.lexicon import load
from dragoman.merge.compared import ScoredPair, pairs_among
from dragoman.merge.likeness import compare, days_of, is_fine, score_of
from dragoman.merge.tellings import Telling
from dragoman.types import (
    TOOK_PLACE,
    Claim,
    Event,
    Interval,
    Join,
    JudgedBy,
    JudgedField,
    Status,
    StatusChange,
)

__all__ = [
    "Groups",
    "Outside",
    "claims",
    "clearest",
    "event_of",
    "event_order",
    "events_of",
    "groups_of",
    "is_anchored",
    "joined_by",
    "likeliest",
    "may_be_one",
    "when_told",
]

T = TypeVar("T", bound=Hashable)

Outside = Mapping[str, Sequence[tuple[ScoredPair, Hashable]]]
"""By report id pairs with reports elsewhere, each with the group of the other."""

Groups = list[tuple[list[Telling], list[Join]]]
"""The reports of each event in order, and why they are one."""


def events_of(
    tellings: Iterable[Telling], joined: Iterable[Join] = (), apart: Collection[tuple[str, str]] = ()
) -> tuple[Event, ...]:
    """The events of some reports, by their first day: those of `groups_of`, joined."""
    groups = joined_by(joined, groups_of(tellings, apart), apart)
    return tuple(sorted((event_of(*group) for group in groups), key=event_order))


def event_order(event: Event) -> tuple[date, str]:
    """By the first day; undated events are last."""
    return _first(event), event.event_id


def joined_by(joined: Iterable[Join], groups: Groups, apart: Collection[tuple[str, str]]) -> Groups:
    """The groups, where those that hold the two reports of a join are one.

    The joins are a person's, or found later, from the series. `apart` are pairs of ids, the smaller first, that a
    person keeps in two events: no join brings them together.
    """
    held = dict(enumerate(groups))
    group_of = {telling.key: number for number, group in held.items() for telling in group[0]}
    for join in joined:
        mine, theirs = group_of[join.one], group_of[join.other]
        if mine != theirs and not _holds_pair(apart, [*held[mine][0], *held[theirs][0]]):
            told, joins = held.pop(theirs)
            group_of.update((telling.key, mine) for telling in told)
            held[mine] = (sorted([*held[mine][0], *told], key=when_told), [*held[mine][1], *joins, join])
    return list(held.values())


def _holds_pair(pairs: Collection[tuple[str, str]], tellings: Sequence[Telling]) -> bool:
    keys = {telling.key for telling in tellings}
    return any(one in keys and other in keys for one, other in pairs)


def groups_of(
    tellings: Iterable[Telling],
    apart: Collection[tuple[str, str]] = (),
    pairs: Iterable[ScoredPair] | None = None,
    outside: Outside = MappingProxyType({}),
) -> Groups:
    """The reports of each event in order, and why they are one; `apart` are pairs of ids that are not.

    `pairs` are those of `pairs_among`, where they are known. `outside` are pairs with reports that are not here, each
    with what tells the groups of these apart: nothing is joined by them, but what is nearly as like as another joins
    neither.
    """
    by_key = {telling.key: telling for telling in tellings}
    held = pairs_among(by_key.values()) if pairs is None else pairs
    ranked = sorted((p for p in held if p[:2] not in apart), key=likeliest)
    board = _Board(by_key, apart, ranked)
    anchored = {key for key, telling in by_key.items() if is_anchored(telling)}
    board.join([pair for pair in ranked if {pair.one, pair.other} <= anchored])
    board.attach(ranked, anchored, outside)
    board.join([pair for pair in ranked if not {pair.one, pair.other} & anchored])
    return board.groups()


def likeliest(pair: ScoredPair) -> tuple[float, str, str]:
    """The order in which pairs are joined."""
    return -pair.score, pair.one, pair.other


def clearest(pairs: Iterable[tuple[ScoredPair, Hashable]]) -> ScoredPair | None:
    """The pair by which a report that says little joins a group, of pairs with the groups of the others.

    None where it is like no group, or nearly as like another.
    """
    best: dict[Hashable, ScoredPair] = {}
    for pair, group in sorted(pairs, key=lambda p: likeliest(p[0])):
        best.setdefault(group, pair)
    ranked = list(best.values())
    second = ranked[1].score if len(ranked) > 1 else -1e9
    if not ranked or ranked[0].score < load("merging")["same"] or ranked[0].score - second < load("merging")["clear"]:
        return None
    return ranked[0]


def may_be_one(one: Telling, other: Telling, apart: Collection[tuple[str, str]]) -> bool:
    """Whether two reports do not rule each other out."""
    pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
    return pair not in apart and score_of(compare(one, other)) > float(load("merging")["never"])


def is_anchored(telling: Telling) -> bool:
    """Whether it says enough to stand for an event by itself: an instrument, two parties, or one and a day."""
    fine = telling.time is not None and is_fine(telling.time)
    return bool(telling.about) or len(telling.parties) > 1 or (fine and bool(telling.parties))


class _Board:
    """Reports while they are put together. Two groups of which some reports rule each other out stay so."""

    def __init__(
        self, by_key: Mapping[str, Telling], apart: Collection[tuple[str, str]], pairs: Iterable[ScoredPair]
    ) -> None:
        self.by_key = by_key
        self._apart = apart
        self._alike = {pair[:2] for pair in pairs if pair.score > load("merging")["never"]}
        self._group_of = dict(zip(by_key, range(len(by_key)), strict=True))
        self._members = {number: [key] for key, number in self._group_of.items()}
        self._others: dict[int, set[int]] = defaultdict(set)
        self._joins: dict[int, list[Join]] = defaultdict(list)
        self._days = {number: _bounds(by_key[key]) for key, number in self._group_of.items()}

    def join(self, pairs: Iterable[ScoredPair]) -> None:
        """Join the groups of each pair that is alike enough, in this order, where no two reports are apart."""
        for pair in pairs:
            if pair.score >= load("merging")["same"]:
                self._join(pair)

    def attach(self, pairs: Iterable[ScoredPair], to: Collection[str], outside: Outside) -> None:
        """Join each report that says little to the one group in `to` that it is like, if no other nearly is."""
        by_one: dict[str, list[tuple[ScoredPair, str]]] = defaultdict(list)
        for pair in pairs:
            for mine, theirs in ((pair.one, pair.other), (pair.other, pair.one)):
                if mine not in to and theirs in to:
                    by_one[mine].append((pair, theirs))
        for key in sorted(by_one.keys() | outside.keys()):
            inside = [(pair, self._group_of[theirs]) for pair, theirs in by_one[key]]
            found = clearest([*inside, *outside.get(key, ())])
            if found and {found.one, found.other} <= self.by_key.keys():
                self._join(found)

    def groups(self) -> Groups:
        """The groups, each in order, with its joins in order."""
        return [
            (
                sorted((self.by_key[key] for key in keys), key=when_told),
                sorted(self._joins.get(number, []), key=lambda j: (j.one, j.other)),
            )
            for number, keys in self._members.items()
        ]

    def _join(self, pair: ScoredPair) -> None:
        mine, theirs = self._group_of[pair.one], self._group_of[pair.other]
        if mine == theirs or theirs in self._others[mine]:
            return
        if self._have_other_days(mine, theirs) or not all(
            self._may_be_one(a, b) for a in self._members[mine] for b in self._members[theirs]
        ):
            self._others[mine].add(theirs)
            self._others[theirs].add(mine)
            return
        compared = compare(self.by_key[pair.one], self.by_key[pair.other])
        self._joins[mine] += [*self._joins.pop(theirs, []), Join(*pair, compared)]
        moved = self._members.pop(theirs)
        self._members[mine] += moved
        (latest, earliest), (other_latest, other_earliest) = self._days[mine], self._days.pop(theirs)
        self._days[mine] = max(latest, other_latest), min(earliest, other_earliest)
        self._group_of.update(dict.fromkeys(moved, mine))
        for other in self._others.pop(theirs, set()):
            self._others[other].discard(theirs)
            self._others[other].add(mine)
            self._others[mine].add(other)

    def _have_other_days(self, mine: int, theirs: int) -> bool:
        """Whether a report of one has another day than one of the other: what `_may_be_one` finds too, but at once."""
        (latest, earliest), (other_latest, other_earliest) = self._days[mine], self._days[theirs]
        return latest - other_earliest > 1 or other_latest - earliest > 1

    def _may_be_one(self, one: str, other: str) -> bool:
        """Whether two reports do not rule each other out; pairs that did not matter by themselves are compared here."""
        pair = (one, other) if one < other else (other, one)
        return pair in self._alike or may_be_one(self.by_key[one], self.by_key[other], self._apart)


def _bounds(telling: Telling) -> tuple[int, int]:
    """First and last day of a telling that has a day, as numbers; such that they exclude nothing where it has none."""
    if telling.time is None or not is_fine(telling.time):
        return -_FAR, _FAR
    first, last = days_of(telling.time)
    return first.toordinal(), last.toordinal()


_FAR = 10_000_000


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
        parties=_parties(tellings),
        numbers=claims(tellings, lambda t: [t.number] if t.number is not None else [], JudgedField.NUMBER),
        report_ids=tuple(t.key for t in tellings),
        document_ids=tuple(dict.fromkeys(t.document_id for t in tellings)),
        joins=tuple(joins),
        whys=claims(tellings, lambda t: [t.why] if t.why else []),
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


def _parties(tellings: Sequence[Telling]) -> tuple[Claim[str], ...]:
    """The parties; of one that a person says takes part, the report that he says it of gives nothing."""
    given: dict[tuple[str, str], list[JudgedBy]] = {}
    for telling in tellings:
        for party, by in telling.given:
            given.setdefault((party, telling.key), []).append(by)
    if not given:
        return claims(tellings, lambda t: t.names)
    found: list[Claim[str]] = []
    for claim in claims(tellings, lambda t: t.names):
        said = [t for t in tellings if t.key in claim.report_ids and (claim.value, t.key) not in given]
        judged = {by for key in claim.report_ids for by in given.get((claim.value, key), ())}
        found.append(Claim(claim.value, tuple(t.key for t in said), _sources(said), tuple(sorted(judged))))
    return tuple(sorted(found, key=_by_weight))


def _claim(value: T, of: Sequence[Telling], field: JudgedField | None) -> Claim[T]:
    said = [t for t in of if field not in t.replaced]
    judged = tuple(sorted(by for t in of if (by := t.judged_by(field))))
    return Claim(value, tuple(t.key for t in said), _sources(said), judged)


def _by_weight(claim: Claim[T]) -> tuple[bool, int, int, tuple[str, ...], tuple[JudgedBy, ...]]:
    return not claim.judged, -claim.roots, -len(claim.report_ids), claim.report_ids, claim.judged


def _times(tellings: Sequence[Telling]) -> tuple[Claim[Interval], ...]:
    """The times; after what a person judged finer ones first: a day says more than its month."""
    found: tuple[Claim[Interval], ...] = claims(tellings, lambda t: [t.time] if t.time else [], JudgedField.TIME)
    return tuple(sorted(found, key=lambda c: (not c.judged, not is_fine(c.value))))


def _status(tellings: Sequence[Telling]) -> Status:
    """The last that news says; what background says counts only where no news says any.

    What took place did so, unless more independent sources say otherwise from then on: a late report of a plan, or one
    that denies what many saw, changes nothing.
    """
    told = [t for t in tellings if t.report.status is not Status.UNKNOWN] or list(tellings)
    told = [t for t in told if t.is_news] or told
    held = [t for t in told if t.report.status in TOOK_PLACE]
    since = min((t.published or date.min for t in held), default=date.max)
    against = [t for t in told if t not in held and (t.published or date.min) >= since]
    if held and _sources(held) >= _sources(against):
        told = held
    return max(told, key=lambda t: (t.published or date.min, _rank(t.report.status), t.key)).report.status


def _sources(tellings: Iterable[Telling]) -> int:
    return len({t.root or t.origin for t in tellings})


def _rank(status: Status) -> int:
    """Which of two statuses that are known on one day is the later."""
    return _RANKS[status]


_RANKS = {status: rank for rank, status in enumerate(Status)}


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


def when_told(telling: Telling) -> tuple[date, str]:
    return telling.published or date.max, telling.key


def _known(telling: Telling) -> tuple[date, int, str]:
    return telling.published or date.max, _rank(telling.report.status), telling.key


def _first(event: Event) -> date:
    return days_of(event.times[0].value)[0] if event.times else date.max
