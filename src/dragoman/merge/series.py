"""Series: recurring mechanisms, found by their wording and by the likeness of their events.

An event is an edition where a report says so: by a number, words of recurrence, "the next" or "joint" before a noun
of encounters, or the kind of body that meets. Editions of one family, of the same parties at the same posts, whose
kinds have a name in common, are one series. Two editions are two events, always.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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

__all__ = ["kinds_of", "series_of"]

_MECHANISM = re.compile(r"\b([A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?)\s+([A-Za-z][a-z]+)\b")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def series_of(
    events: Iterable[Event], tellings: Mapping[str, Telling], judged: Pairs = NONE_JUDGED
) -> tuple[Series, ...]:
    """The series among some events, those with most editions first; `tellings` are theirs by report id.

    One edition alone is a series where its reports say that it comes again. `judged` are pairs of report ids whose
    events are editions of one series or of two, because a person said so.
    """
    held = tuple(events)
    groups = _as_judged(_groups(held, tellings), held, tellings, judged)
    found = [group.series(judged) for group in groups if len(group.events) > 1 or group.recurs()]
    return tuple(sorted(found, key=lambda s: (-len(s.editions), s.series_id)))


def _groups(events: Iterable[Event], tellings: Mapping[str, Telling]) -> list[_Group]:
    """The editions that are of one series."""
    groups: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    found: list[_Group] = []
    plain: list[tuple[Event, list[Telling]]] = []
    for event in sorted(events, key=lambda e: (_first(e) or date.max, e.event_id)):
        told = [tellings[key] for key in event.report_ids]
        parties = parties_of(told)
        if event.family not in load("merging")["recurring"] or not parties:
            continue
        if not _is_edition(told):
            plain.append((event, told))
            continue
        fitting = [g for g in groups[event.family, parties[0]] if g.takes(event, told)]
        group = max(fitting, key=lambda g: g.likeness(event, told), default=None)
        if group is None:
            group = _Group(event.family, parties)
            found.append(group)
            for party in parties:
                groups[event.family, party].append(group)
        group.add(event, told)
    for event, told in plain:
        _add_plain(groups[event.family, parties_of(told)[0]], event, told)
    return found


def _as_judged(
    groups: list[_Group], events: Iterable[Event], tellings: Mapping[str, Telling], judged: Pairs
) -> list[_Group]:
    """The groups as a person left them; one that changed has the parties that most of its editions have."""
    if not judged:
        return groups
    kept = {_ids(group.events): group for group in groups}
    taken = {event_id for ids in kept for event_id in ids}
    wanted = {key for pair in judged.same for key in pair}
    more = [(event,) for event in events if event.event_id not in taken and wanted & set(event.report_ids)]
    made = regrouped([*(group.events for group in groups), *more], judged, lambda event: event.report_ids)
    found = [kept.get(_ids(members)) or _group_of(members, tellings) for members in made]
    return [group for group in found if len(group.events) > 1 or group.events[0].event_id in taken]


def _ids(events: Iterable[Event]) -> tuple[str, ...]:
    return tuple(event.event_id for event in events)


def _group_of(events: Sequence[Event], tellings: Mapping[str, Telling]) -> _Group:
    told = [[tellings[key] for key in event.report_ids] for event in events]
    parties = Counter(map(parties_of, told))
    group = _Group(events[0].family, max(parties, key=lambda p: (parties[p], p)))
    for event, of in zip(events, told, strict=True):
        group.add(event, of)
    return group


def _add_plain(groups: Sequence[_Group], event: Event, told: Sequence[Telling]) -> None:
    """Three or more of the same that meet without a word of their mechanism: an edition of the one they have."""
    if len(parties_of(told)) > 2 and event.family == "encounter":
        fitting = [g for g in groups if g.parties == parties_of(told) and g.takes(event, told)]
        if len(fitting) == 1:
            fitting[0].add(event, told)


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
        self.events: list[Event] = []
        self.tellings: list[Telling] = []
        self.kinds: Counter[str] = Counter()
        self.posts: dict[str, set[str]] = defaultdict(set)

    def takes(self, event: Event, told: Sequence[Telling]) -> bool:
        """Whether an event may be one more edition."""
        if event.family != self.family:
            return False
        parties = parties_of(told)
        own = set(kinds_of(told)) - {"summit"}  # anybody of several may hold a summit of his own
        alike = parties == self.parties or (len(parties) == 1 and bool(own) and set(parties) <= set(self.parties))
        if not alike:
            return False
        alone = len(self.parties) < 2 and not all(t.inside for t in (*self.tellings, *told))
        alone = alone and not _kinds_named(parties[0])  # a conference is told by its own name, "it" is that as well
        if alone and not _content_of(event.name) & {w for e in self.events for w in _content_of(e.name)}:
            return False
        if not _kinds_fit(set(kinds_of(told)), set(self.kinds)):
            return False
        said = [(name, _level(post)) for t in told for name, posts in t.parties for post in posts]
        return all(not self.posts[name] or post in self.posts[name] for name, post in said if name in self.posts)

    def likeness(self, event: Event, told: Sequence[Telling]) -> tuple[bool, int]:
        """How much speaks for an edition that fits: a document that tells of another one, kinds in common."""
        documents = {document for e in self.events for document in e.document_ids}
        return bool(documents & set(event.document_ids)), len(set(kinds_of(told)) & set(self.kinds))

    def add(self, event: Event, told: Sequence[Telling]) -> None:
        """Take an edition in."""
        self.events.append(event)
        self.tellings.extend(told)
        self.kinds.update(kinds_of(told))
        for telling in told:
            for name, posts in telling.parties:
                self.posts[name].update(map(_level, posts))

    def recurs(self) -> bool:
        """Whether a report says that it comes again."""
        return any(t.report.recurrence or (t.number or 0) > 1 for t in self.tellings)

    def series(self, judged: Pairs) -> Series:
        """The series as it is now."""
        self.events.sort(key=lambda e: (_first(e) or date.max, e.event_id))
        editions = tuple(_edition(event) for event in self.events)
        held = [e for e in editions if e.first and e.status in TOOK_PLACE]
        days = [e.first for e in held if e.first]
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        period = round(median(gaps)) if len(gaps) > 1 else None
        names = Counter(event.name for event in self.events)
        recurrences = claims(self.tellings, _recurrence)
        return Series(
            series_id=f"s{self.events[0].event_id}",
            family=self.family,
            kinds=tuple(kind for kind, _ in sorted(self.kinds.items(), key=lambda k: (-k[1], k[0]))),
            names=tuple(sorted(names, key=lambda n: (-names[n], n))),
            parties=self.parties,
            editions=editions,
            recurrences=recurrences,
            period=period,
            gaps=_long_gaps(held, period),
            next=_next(editions, period),
            judged=judged.deciders(key for event in self.events for key in event.report_ids),
        )


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
