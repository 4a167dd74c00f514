"""Editions that a document dates otherwise than the others, told by their place in the series.

What was announced for a month or season and not held in it is the next edition that was; "the previous session" is the
one before, whatever day it is given. Both become one event with two times, so that the difference is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from dragoman.lexicon import load
from dragoman.merge.likeness import is_fine
from dragoman.merge.tellings import Telling
from dragoman.types import TOOK_PLACE, Compared, Edition, Event, Join, Series

__all__ = ["joins_of"]

_LATEST = timedelta(days=120)
"""So long after the announced time an edition is still the one that was announced."""

_PREVIOUS = frozenset(("previous", "last"))


def joins_of(
    series: Iterable[Series], events: Mapping[str, Event], tellings: Mapping[str, Telling]
) -> tuple[Join, ...]:
    """Pairs of reports, of two editions each, that are of one event; in the order of the series and editions."""
    found: list[Join] = []
    for one in series:
        dated = [e for e in one.editions if e.first]
        found.extend(_announced(dated, events, tellings))
        found.extend(_before(dated, events, tellings))
    return tuple(found)


def _announced(
    editions: Sequence[Edition], events: Mapping[str, Event], tellings: Mapping[str, Telling]
) -> Iterator[Join]:
    for edition in editions:
        told = [tellings[key] for key in events[edition.event_id].report_ids]
        if not all(t.expected and t.time and not is_fine(t.time) for t in told):
            continue
        held = [
            e
            for e in editions
            if e.status in TOOK_PLACE and e.first == e.last and _may_be_later(told, e, events[e.event_id])
        ]
        inside = [e for e in held if edition.first <= e.first <= edition.last]  # type: ignore[operator]
        after = [e for e in held if edition.last < e.first <= edition.last + _LATEST]  # type: ignore[operator]
        if len(inside) == 1:
            yield _join(edition, inside[0], events, "the only edition within the announced time")
        elif not inside and after and _is_short(edition):
            yield _join(edition, after[0], events, "the next edition after the announced time")


def _may_be_later(told: Sequence[Telling], edition: Edition, event: Event) -> bool:
    """Whether an edition was still to come for all who announced one, and no document tells both."""
    over = any(t.published and edition.last and edition.last < t.published for t in told)
    return not over and not {t.document_id for t in told} & set(event.document_ids)


def _is_short(edition: Edition) -> bool:
    """Whether the announced time is a month or a season: a year that passed without an edition had none."""
    assert edition.first is not None
    assert edition.last is not None
    return edition.last - edition.first < timedelta(days=100)


def _before(
    editions: Sequence[Edition], events: Mapping[str, Event], tellings: Mapping[str, Telling]
) -> Iterator[Join]:
    """ "The previous session was held on ..." where others have one nearer to the document's own."""
    for edition in editions:
        told = [tellings[key] for key in events[edition.event_id].report_ids]
        documents = {t.document_id for t in told}
        if len(documents) > 1 or not all(_PREVIOUS & set(t.report.trigger.exact.casefold().split()) for t in told):
            continue
        own = [e.first for e in editions if e is not edition and documents & set(events[e.event_id].document_ids)]
        later = [day for day in own if day and edition.first and day > edition.first]
        between = [e for e in editions if later and e.first and edition.first < e.first < min(later)]  # type: ignore[operator]
        if between and _day_of_year(between[-1]) == _day_of_year(edition):
            yield _join(edition, between[-1], events, "the edition before the document's own")


def _day_of_year(edition: Edition) -> tuple[int, int] | None:
    day: date | None = edition.first
    return (day.month, day.day) if day else None


def _join(one: Edition, other: Edition, events: Mapping[str, Event], outcome: str) -> Join:
    weight = float(load("merging")["weights"][outcome])
    keys = sorted((events[one.event_id].report_ids[0], events[other.event_id].report_ids[0]))
    return Join(keys[0], keys[1], weight, (Compared("series", outcome, weight),))
