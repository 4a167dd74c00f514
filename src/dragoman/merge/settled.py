"""Events and series from groups of reports: with independent roots, and with editions that were moved put together.

    groups | rows of events of one series > each row by itself, joined where an edition was moved > events, series

A row is settled from its own events alone, so that one that nothing changes in need not be settled again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from dragoman.merge.events import Groups, event_of, event_order, joined_by
from dragoman.merge.judged import Replayed
from dragoman.merge.moved import joins_of
from dragoman.merge.series import Row, rows_of, series_from, series_order, signs_of
from dragoman.merge.tellings import Telling
from dragoman.types import Event, Series

__all__ = ["RootsOf", "Settled", "settled_groups", "settled_of", "settled_row", "with_roots"]

RootsOf = Callable[[Sequence[str]], Mapping[str, str]]
"""For the ids of the documents that tell one event, the independent source that each comes to."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Events and series in their order, and the tellings of the events by report id, each with its root."""

    events: tuple[Event, ...]
    series: tuple[Series, ...]
    tellings: Mapping[str, Telling]


def settled_of(groups: Groups, judged: Replayed, roots: RootsOf) -> Settled:
    """The events and series of groups of reports that have their roots; no report is in two groups."""
    by_id = {f"e{group[0][0].key}": group for group in groups}
    rows = rows_of((signs_of(event_of(*group), group[0]) for group in groups), judged.series)
    found = [settled_row(row, [by_id[key] for key in row.event_ids], judged, roots) for row in rows]
    in_rows = {event_id for row in rows for event_id in row.event_ids}
    found.append(settled_groups([group for key, group in by_id.items() if key not in in_rows]))
    return Settled(
        tuple(sorted((e for one in found for e in one.events), key=event_order)),
        tuple(sorted((s for one in found for s in one.series), key=series_order)),
        dict(chain.from_iterable(one.tellings.items() for one in found)),
    )


def settled_row(row: Row, groups: Groups, judged: Replayed, roots: RootsOf) -> Settled:
    """The events of one row and its series; an edition that documents date otherwise is one event with the other."""
    before = settled_groups(groups)
    series = _series_of(row, before, judged)
    joins = joins_of(series, {event.event_id: event for event in before.events}, before.tellings)
    if not joins:
        return replace(before, series=series)
    after = settled_groups(with_roots(joined_by(joins, groups, judged.apart), roots))
    return replace(after, series=_series_of(row, after, judged))


def settled_groups(groups: Groups) -> Settled:
    """The events of groups as they are, and no series."""
    tellings = {telling.key: telling for told, _ in groups for telling in told}
    return Settled(tuple(event_of(*group) for group in groups), (), tellings)


def _series_of(row: Row, settled: Settled, judged: Replayed) -> tuple[Series, ...]:
    found = series_from(row, settled.events, settled.tellings, judged.series)
    return (found,) if found else ()


def with_roots(groups: Groups, roots: RootsOf) -> Groups:
    """The groups, each telling with the independent source that it comes to among the documents of its event."""
    return [(_rooted(told, roots), joins) for told, joins in groups]


def _rooted(told: Sequence[Telling], roots: RootsOf) -> list[Telling]:
    documents = sorted({telling.document_id for telling in told})
    if len(documents) < 2:
        return list(told)
    root_of = roots(documents)
    return [replace(telling, root=root_of[telling.document_id]) for telling in told]
