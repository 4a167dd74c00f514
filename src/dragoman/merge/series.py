"""Series: recurring mechanisms, found by their wording and by the likeness of their events.

An event is an edition where a report says so: by a number, words of recurrence, "the next" or "joint" before a noun
of encounters, or the kind of body that meets. Editions of one family, of the same parties at the same posts, whose
kinds have a name in common, are one series. Two editions are two events, always.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from statistics import median

from dragoman.lexicon import load
from dragoman.merge.events import claims
from dragoman.merge.judged_pairs import NONE_JUDGED, Pairs, regrouped
from dragoman.merge.likeness import days_of
from dragoman.merge.tellings import Telling
from dragoman.types import CALLED_OFF, TO_COME, TOOK_PLACE, Edition, Event, Expectation, Series, Status

__all__ = ["Row", "Signs", "kinds_of", "rows_of", "series_from", "series_of", "series_order", "signs_of"]

_MECHANISM = re.compile(r"\b([A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?)\s+([A-Za-z][a-z]+)\b")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Signs:
    """What decides of which series an event is: small enough to be kept beside it.

    `first` is its first day, None where no time is said; `documents` and `reports` are ids, in order. `kinds` are those
    that its reports name, with how many do; `posts` has for each party those that it is there with. `inside` says that
    all its reports are of a body's own summit, `recurs` that one says that it comes again, `is_edition` that one says
    that it is one of a row.
    """

    event_id: str
    family: str
    first: date | None
    name: str
    documents: tuple[str, ...]
    reports: tuple[str, ...]
    parties: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...]
    posts: tuple[tuple[str, tuple[str, ...]], ...]
    inside: bool
    recurs: bool
    is_edition: bool

    @property
    def counts(self) -> bool:
        """Whether it may be of a series, or decide what another event is of."""
        of_several = len(self.parties) > 2 and self.family == "encounter"
        recurring = self.family in load("merging")["recurring"] and bool(self.parties)
        return recurring and (self.is_edition or of_several)

    @property
    def joins_others(self) -> bool:
        """Whether it is told with one party and may be of a series of several: anybody may hold a summit of his own."""
        return len(self.parties) == 1 and any(kind != "summit" for kind, _ in self.kinds)


@dataclass(frozen=True, slots=True)
class Row:
    """The events of one series, by their ids, in order of their days; `parties` are those that meet."""

    family: str
    parties: tuple[str, ...]
    event_ids: tuple[str, ...]


def series_of(
    events: Iterable[Event], tellings: Mapping[str, Telling], judged: Pairs = NONE_JUDGED
) -> tuple[Series, ...]:
    """The series among some events, those with most editions first; `tellings` are theirs by report id.

    One edition alone is a series where its reports say that it comes again. `judged` are pairs of report ids whose
    events are editions of one series or of two, because a person said so.
    """
    held = {event.event_id: event for event in events}
    rows = rows_of((signs_of(event, [tellings[key] for key in event.report_ids]) for event in held.values()), judged)
    found = (series_from(row, [held[key] for key in row.event_ids], tellings, judged) for row in rows)
    return tuple(sorted((one for one in found if one), key=series_order))


def series_order(one: Series) -> tuple[int, str]:
    """Those with most editions first."""
    return -len(one.editions), one.series_id


def signs_of(event: Event, told: Sequence[Telling]) -> Signs:
    """What an event and its reports say of the series that it may be of."""
    posts: dict[str, set[str]] = defaultdict(set)
    for telling in told:
        for name, held in telling.parties:
            posts[name].update(map(_level, held))
    return Signs(
        event.event_id,
        event.family,
        _first(event),
        event.name,
        event.document_ids,
        event.report_ids,
        parties_of(told),
        tuple(sorted(kinds_of(told).items())),
        tuple((name, tuple(sorted(held))) for name, held in sorted(posts.items())),
        all(t.inside for t in told),
        _recurs(told),
        _is_edition(told),
    )


def rows_of(signs: Iterable[Signs], judged: Pairs = NONE_JUDGED) -> tuple[Row, ...]:
    """The events that are of one series, for each; one alone is a row too, if it is said to be an edition.

    Only events with a party in common meet in one row, or by what was judged.
    """
    held = sorted(signs, key=_day_and_id)
    groups: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    found: list[_Group] = []
    for one in (s for s in held if s.counts and s.is_edition):
        fitting = [g for g in groups[one.family, one.parties[0]] if g.takes(one)]
        group = max(fitting, key=lambda g: g.likeness(one), default=None)
        if group is None:
            group = _Group(one.family, one.parties)
            found.append(group)
            for party in one.parties:
                groups[one.family, party].append(group)
        group.add(one)
    for one in (s for s in held if s.counts and not s.is_edition):
        _add_plain(groups[one.family, one.parties[0]], one)
    return tuple(group.row() for group in _as_judged(found, held, judged))


def series_from(
    row: Row, events: Iterable[Event], tellings: Mapping[str, Telling], judged: Pairs = NONE_JUDGED
) -> Series | None:
    """The series of a row, from its events as they are now; None for one alone that nobody says comes again."""
    held = sorted(events, key=lambda e: (_first(e) or date.max, e.event_id))
    told = [tellings[key] for event in held for key in event.report_ids]
    if len(held) < 2 and not _recurs(told):
        return None
    editions = tuple(_edition(event) for event in held)
    took_place = [e for e in editions if e.first and e.status in TOOK_PLACE]
    days = [e.first for e in took_place if e.first]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    period = round(median(gaps)) if len(gaps) > 1 else None
    names = Counter(event.name for event in held)
    return Series(
        series_id=f"s{held[0].event_id}",
        family=row.family,
        kinds=tuple(kind for kind, _ in sorted(kinds_of(told).items(), key=lambda k: (-k[1], k[0]))),
        names=tuple(sorted(names, key=lambda n: (-names[n], n))),
        parties=row.parties,
        editions=editions,
        recurrences=claims(told, _recurrence),
        period=period,
        gaps=_long_gaps(took_place, period),
        next=_next(editions, period),
        judged=judged.deciders(key for event in held for key in event.report_ids),
    )


def _recurs(told: Iterable[Telling]) -> bool:
    """Whether a report says that it comes again."""
    return any(t.report.recurrence or (t.number or 0) > 1 for t in told)


def _day_and_id(signs: Signs) -> tuple[date, str]:
    return signs.first or date.max, signs.event_id


def _as_judged(groups: list[_Group], signs: Iterable[Signs], judged: Pairs) -> list[_Group]:
    """The groups as a person left them; one that changed has the parties that most of its editions have."""
    if not judged:
        return groups
    kept = {_ids(group.held): group for group in groups}
    taken = {event_id for ids in kept for event_id in ids}
    wanted = {key for pair in judged.same for key in pair}
    more = [(one,) for one in signs if one.event_id not in taken and wanted & set(one.reports)]
    made = regrouped([*(group.held for group in groups), *more], judged, lambda one: one.reports)
    found = [kept.get(_ids(members)) or _group_of(members) for members in made]
    return [group for group in found if len(group.held) > 1 or group.held[0].event_id in taken]


def _ids(signs: Iterable[Signs]) -> tuple[str, ...]:
    return tuple(one.event_id for one in signs)


def _group_of(signs: Sequence[Signs]) -> _Group:
    parties = Counter(one.parties for one in signs)
    group = _Group(signs[0].family, max(parties, key=lambda p: (parties[p], p)))
    for one in signs:
        group.add(one)
    return group


def _add_plain(groups: Sequence[_Group], one: Signs) -> None:
    """Three or more of the same that meet without a word of their mechanism: an edition of the one they have."""
    fitting = [g for g in groups if g.parties == one.parties and g.takes(one)]
    if len(fitting) == 1:
        fitting[0].add(one)


def kinds_of(tellings: Iterable[Telling]) -> Counter[str]:
    """The kinds of encounter that the words around some reports name, by how many reports do."""
    return Counter(kind for t in tellings for kind in _kinds(t))


def parties_of(tellings: Iterable[Telling]) -> tuple[str, ...]:
    """The parties that most reports with several name; all that are named where none has several."""
    named = list(tellings)
    several = Counter(t.sides for t in named if len(t.sides) > 1)
    if several:
        return max(several, key=lambda names: (several[names], names))
    return tuple(sorted({name for t in named for name in t.sides}))


class _Group:
    """A series while its editions are gathered."""

    def __init__(self, family: str, parties: tuple[str, ...]) -> None:
        self.family, self.parties = family, parties
        self.held: list[Signs] = []
        self.kinds: set[str] = set()
        self.posts: dict[str, set[str]] = defaultdict(set)
        self._words: set[str] = set()
        self._documents: set[str] = set()
        self._inside = True

    def takes(self, one: Signs) -> bool:
        """Whether an event may be one more edition."""
        if one.family != self.family:
            return False
        kinds = {kind for kind, _ in one.kinds}
        if one.parties != self.parties and not (one.joins_others and set(one.parties) <= set(self.parties)):
            return False
        alone = len(self.parties) < 2 and not (self._inside and one.inside)
        alone = alone and not any(
            map(_kinds_named, one.parties)
        )  # a conference is told by its own name, "it" is that as well
        if alone and not _content_of(one.name) & self._words:
            return False
        if not _kinds_fit(kinds, self.kinds):
            return False
        return all(set(posts) <= self.posts[name] for name, posts in one.posts if self.posts.get(name))

    def likeness(self, one: Signs) -> tuple[bool, int]:
        """How much speaks for an edition that fits: a document that tells of another one, kinds in common."""
        return bool(self._documents & set(one.documents)), len({kind for kind, _ in one.kinds} & self.kinds)

    def add(self, one: Signs) -> None:
        """Take an edition in."""
        self.held.append(one)
        self.kinds.update(kind for kind, _ in one.kinds)
        self._words |= _content_of(one.name)
        self._documents.update(one.documents)
        self._inside = self._inside and one.inside
        for name, posts in one.posts:
            self.posts[name].update(posts)

    def row(self) -> Row:
        """The events that it has now."""
        return Row(self.family, self.parties, _ids(sorted(self.held, key=_day_and_id)))


def _proper(kind: str) -> str:
    """The proper name of a mechanism: "the Lublin Triangle" is "the Lublin format"."""
    name, _, noun = kind.rpartition(" ")
    return name if name and noun in _nouns() else kind


def _kinds_fit(mine: set[str], theirs: set[str]) -> bool:
    """Whether two sets of kinds may be of one mechanism: any meets in sessions or rounds, so that these say little."""
    plain = set(load("merging")["any meets in"])
    mine, theirs = ({_proper(kind) for kind in kinds} for kinds in (mine, theirs))
    if mine - plain and theirs - plain:
        return bool((mine - plain) & (theirs - plain))
    return not mine or not theirs or bool(mine & theirs) or not (mine & plain and theirs & plain)


def _recurrence(telling: Telling) -> list[str]:
    """How often it comes, as a report says; a number ("25th") says which it is, not how often."""
    said = telling.report.recurrence
    return [said.value] if said and not said.value[:1].isdigit() else []


def _level(post: str) -> str:
    """The post, with heads of state and of government as one: a mechanism outlives a change of constitution."""
    return "leader" if post in ("head of state", "head of government") else post


def _edition(event: Event) -> Edition:
    first, last = days_of(event.times[0].value) if event.times else (None, None)
    numbers = tuple(sorted({claim.value for claim in event.numbers}))
    return Edition(event.event_id, first, last, event.status, numbers)


def _long_gaps(held: Sequence[Edition], period: int | None) -> tuple[tuple[str, str], ...]:
    if period is None:
        return ()
    apart = [(one, other, (other.first - one.first).days) for one, other in pairwise(held) if one.first and other.first]
    return tuple((one.event_id, other.event_id) for one, other, days in apart if days > 1.5 * period)


def _next(editions: Sequence[Edition], period: int | None) -> Expectation | None:
    """The edition that is announced after the last that was held, else the days at which the rhythm expects one."""
    held = [e for e in editions if e.first and e.status in TOOK_PLACE]
    last = held[-1].first if held else None
    ahead = [e for e in editions if e.first and e.last and e.status in TO_COME and (last is None or e.first > last)]
    if ahead:
        first, end = ahead[0].first, ahead[0].last
        assert first is not None
        assert end is not None
        return Expectation(ahead[0].event_id, first, end, "announced")
    if last is None or period is None:
        return None
    spread = timedelta(days=max(1, period // 6))
    due = last + timedelta(days=period)
    return Expectation(None, due - spread, due + spread, f"from the rhythm: one in {period} days, the last on {last}")


def _is_edition(told: Sequence[Telling]) -> bool:
    """Whether reports say that their event is one of a row.

    The kind alone does not say so of a summit of two, which may be any meeting, nor of what is told once without a day,
    which cannot be placed among others.
    """
    merging = load("merging")
    if any(t.report.recurrence or (t.number or 0) > 1 or t.bodies for t in told):
        return True
    if any(set(_words(t.report.trigger.exact)) & set(merging["serial"]) for t in told):
        return True
    kinds, parties = set(kinds_of(told)), parties_of(told)
    of_two = kinds == {"summit"} and len(parties) == 2 and not any(":" in name for name in parties)
    once = not any(t.time for t in told) and len({t.document_id for t in told}) == 1 and not _is_off(told)
    return not of_two and not once and any(kind in merging["formal"] or " " in kind for kind in kinds)


def _is_off(told: Iterable[Telling]) -> bool:
    return any(t.report.status in (*CALLED_OFF, Status.POSTPONED, Status.RESCHEDULED) for t in told)


def _kinds(telling: Telling) -> frozenset[str]:
    """The kinds that its own words and its bodies name, and those of its sentence that only bodies have."""
    named = (name.partition(":") for name in telling.names)
    bodies = (*telling.bodies, *(name for kind, _, name in named if kind == "organisation"))
    return _kinds_in(telling.report.trigger.exact, telling.report.sentence.exact, bodies)


@lru_cache(maxsize=65536)
def _kinds_in(words: str, sentence: str, bodies: tuple[str, ...]) -> frozenset[str]:
    own = _kinds_named(words)
    around = _kinds_named(sentence) & {"board"}
    return own.union(around, *map(_kinds_named, bodies), mechanisms_in(sentence))


def _kinds_named(text: str) -> frozenset[str]:
    return frozenset(_by_noun()[word] for word in _words(text) if word in _by_noun())


def mechanisms_in(text: str) -> set[str]:
    """The names of mechanisms in a text, in small letters: "lublin triangle"."""
    return {f"{proper} {noun}".casefold() for proper, noun in _MECHANISM.findall(text) if noun.casefold() in _nouns()}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(load("merging")["mechanisms"])


def _content_of(name: str) -> frozenset[str]:
    """The words of a name beside the nouns that any encounter has."""
    return frozenset(_words(name)) - _by_noun().keys() - frozenset(load("merging")["plain"])


@cache
def _by_noun() -> dict[str, str]:
    return {noun: kind for kind, nouns in load("merging")["kinds"].items() for noun in nouns}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _first(event: Event) -> date | None:
    return days_of(event.times[0].value)[0] if event.times else None
