"""Events to groups that are one occurrence each, whatever order they come in, each group with what joined it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.merge.same_event.features import EventFeatures
from dragoman.merge.same_event.pairs import Model, Verdict, compare, likeness_between, model
from dragoman.merge.stories.partition import APART, partition

__all__ = ["EventGroup", "same_events"]

_LEAST = 0.02
"""The likeness below which two events count as not alike at all."""


@dataclass(frozen=True, slots=True)
class EventGroup:
    """Events that are one occurrence, sorted by id, and for each but one the comparison that ties it to the others.

    `together` is the mean likeness from which two groups were joined.
    """

    event_ids: tuple[str, ...]
    joins: tuple[Verdict, ...]
    together: float


def same_events(events: Sequence[EventFeatures], *, by: Model | None = None) -> tuple[EventGroup, ...]:
    """The groups, in order of their first id; an event that is like none is a group of its own.

    All pairs are compared: hand over the events of one topic. Two groups are joined while the mean likeness of their
    events is high enough, the likest first, and never where two events contradict each other in time or place.
    """
    by = by or model()
    by_id = {event.event_id: event for event in sorted(events, key=lambda e: e.event_id)}
    links: dict[tuple[str, str], float] = {}
    for one, other in combinations(by_id.values(), 2):
        likeness = likeness_between(one, other, by=by)
        if likeness >= _LEAST or likeness == APART:
            links[one.event_id, other.event_id] = likeness
    groups = partition(by_id, links, together=by.together)
    return tuple(EventGroup(tuple(ids), _joins(ids, by_id, links, by), by.together) for ids in groups)


def _joins(
    ids: Sequence[str], by_id: dict[str, EventFeatures], links: dict[tuple[str, str], float], by: Model
) -> tuple[Verdict, ...]:
    """The likest comparisons that hold a group together, one fewer than it has events."""
    pairs = sorted((-links.get(pair, 0.0), pair) for pair in combinations(sorted(ids), 2))
    tied = {event: event for event in ids}
    found = []
    for _, (one, other) in pairs:
        if tied[one] != tied[other]:
            old, new = tied[other], tied[one]
            tied = {event: new if of == old else of for event, of in tied.items()}
            found.append(compare(by_id[one], by_id[other], by=by))
    return tuple(sorted(found, key=lambda v: (v.one, v.other)))
