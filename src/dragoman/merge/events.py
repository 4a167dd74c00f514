"""Events: reports of one occurrence, put together by what they share.

Reports are compared only with those of their family that have a party and a month in common. The likeliest pairs are
joined first; two groups are one where every pair of their reports may be, so that two editions never meet through a
third report. What may be of two events by nearly the same sum is of neither. The order of arrival changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from typing import TypeVar

from dragoman.lexicon import load
from dragoman.merge.likeness import compare, days_of, is_fine, score_of
from dragoman.merge.tellings import Telling
from dragoman.types import Claim, Compared, Event, Interval, Join, Status, StatusChange

__all__ = ["claims", "event_of", "events_of", "groups_of"]

T = TypeVar("T", bound=Hashable)
_LONGEST = 14
"""Months that one report is looked up under; a time of years is compared through its first months only."""


def events_of(tellings: Iterable[Telling], joined: Iterable[Join] = ()) -> tuple[Event, ...]:
    """The events of some reports, by their first day, then id.

    `joined` are joins of two reports that were found later, from the series: their events are one.
    """
    groups = groups_of(tellings)
    for join in joined:
        mine, theirs = (next(g for g in groups if any(t.key == key for t in g[0])) for key in (join.one, join.other))
        if mine is not theirs:
            groups.remove(theirs)
            groups[groups.index(mine)] = (sorted([*mine[0], *theirs[0]], key=_when), [*mine[1], *theirs[1], join])
    found = [event_of(group, joins) for group, joins in groups]
    return tuple(sorted(found, key=lambda e: (_first(e), e.event_id)))


def groups_of(tellings: Iterable[Telling]) -> list[tuple[list[Telling], list[Join]]]:
    """The reports of each event in order, and why they are one."""
    by_key = {telling.key: telling for telling in tellings}
    order = sorted(by_key)
    scored = [(score, one, other, compared) for one, other, score, compared in _pairs([by_key[key] for key in order])]
    sums = {(one, other): score for score, one, other, _ in scored}
    group_of = {key: [key] for key in order}
    joins: dict[int, list[Join]] = defaultdict(list)
    for score, one, other, compared in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        mine, theirs = group_of[one], group_of[other]
        if score < load("merging")["same"] or mine is theirs:
            continue
        if not all(_may_be_one(sums, by_key[a], by_key[b]) for a in mine for b in theirs):
            continue
        held = joins.pop(id(mine), []) + joins.pop(id(theirs), [])
        mine.extend(theirs)
        joins[id(mine)] = [*held, Join(one, other, score, compared)]
        for key in theirs:
            group_of[key] = mine
    unique = {id(group): group for group in group_of.values()}
    return [
        (
            sorted((by_key[key] for key in group), key=_when),
            sorted(joins.get(number, []), key=lambda j: (j.one, j.other)),
        )
        for number, group in unique.items()
    ]


def _may_be_one(sums: dict[tuple[str, str], float], one: Telling, other: Telling) -> bool:
    """Whether two reports do not rule each other out; those that share no month are compared here first."""
    pair = (min(one.key, other.key), max(one.key, other.key))
    if pair not in sums:
        sums[pair] = score_of(compare(one, other))
    return sums[pair] > float(load("merging")["never"])


def _pairs(tellings: Sequence[Telling]) -> Iterator[tuple[str, str, float, tuple[Compared, ...]]]:
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
            yield *pair, score_of(compared), compared


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
        StatusChange(t.report.status, t.published, t.key, t.document_id) for t in sorted(tellings, key=_known)
    )
    return Event(
        event_id=f"e{tellings[0].key}",
        family=tellings[0].family,
        name=_name(tellings),
        status=_status(tellings),
        history=history,
        times=_times(tellings),
        places=claims(tellings, lambda t: [t.place] if t.place else []),
        parties=claims(tellings, lambda t: t.names),
        numbers=claims(tellings, lambda t: [t.number] if t.number is not None else []),
        report_ids=tuple(t.key for t in tellings),
        document_ids=tuple(dict.fromkeys(t.document_id for t in tellings)),
        joins=tuple(joins),
    )


def claims(tellings: Sequence[Telling], values_of: Callable[[Telling], Iterable[T]]) -> tuple[Claim[T], ...]:
    """Every value that reports give, with them and the number of their origins; the one most origins give first."""
    by: dict[T, list[Telling]] = {}
    for telling in tellings:
        for value in values_of(telling):
            by.setdefault(value, []).append(telling)
    found = [Claim(v, tuple(t.key for t in of), len({t.origin for t in of})) for v, of in by.items()]
    return tuple(sorted(found, key=lambda c: (-c.roots, -len(c.report_ids), c.report_ids)))


def _times(tellings: Sequence[Telling]) -> tuple[Claim[Interval], ...]:
    """The times, finer ones first: a day says more than its month."""
    found: tuple[Claim[Interval], ...] = claims(tellings, lambda t: [t.time] if t.time else [])
    return tuple(sorted(found, key=lambda c: not is_fine(c.value)))


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
