"""Editions that a document dates otherwise than the others, told by their place in the series.

What was announced for a month or season and not held in it is the next edition that was; "the previous session" is the
one before, whatever day it is given. Both become one event with two times, so that the difference is seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations, pairwise

from dragoman.lexicon import load
from dragoman.merge.likeness import is_fine
from dragoman.merge.tellings import Telling
from dragoman.types import TOOK_PLACE, Compared, Edition, Event, Join, Series, Status

__all__ = ["joins_of"]

_LATEST = timedelta(days=120)
"""So long after the announced time an edition is still the one that was announced."""

_DAYS = timedelta(days=3)
_MONTH = timedelta(days=31)
_LATEST_PUT_OFF = timedelta(days=400)
"""So long after, where a report says that it was put off."""
_WEEKS = timedelta(days=20)
"""So long a conference that is called by its number lasts at most."""
_PUT_OFF = (Status.POSTPONED, Status.RESCHEDULED)

_PREVIOUS = frozenset(("previous", "last"))


def joins_of(
    series: Iterable[Series], events: Mapping[str, Event], tellings: Mapping[str, Telling]
) -> tuple[Join, ...]:
    """Pairs of reports, of two editions each, that are of one event; in the order of the series and editions."""
    found: list[Join] = []
    for one in series:
        dated = [e for e in one.editions if e.first]
        found.extend(_same_number(one.editions, events, tellings))
        found.extend(_same_days(dated, events, tellings))
        found.extend(_misdated(dated, events))
        found.extend(_announced(dated, events, tellings))
        found.extend(_of_one_name(dated, events, tellings))
        found.extend(_before(dated, events, tellings))
    return tuple(found)


def _same_days(
    editions: Sequence[Edition], events: Mapping[str, Event], tellings: Mapping[str, Telling]
) -> Iterator[Join]:
    """No mechanism meets twice on a day, whatever it is called, nor a summit or session twice within days.

    A document that tells both, two cities, or two numbers say that it does.
    """
    held = [e for e in editions if e.first == e.last]
    for one, other in pairwise(held):
        if one.first == other.first:
            yield _join(one, other, events, "two editions of one day")
        elif _is_near(one, other, events) and not _is_bilateral(one, other, events, tellings):
            yield _join(one, other, events, "editions within days of each other")


def _is_near(one: Edition, other: Edition, events: Mapping[str, Event]) -> bool:
    """Whether two editions may be days of one: nothing but the day tells them apart."""
    mine, theirs = events[one.event_id], events[other.event_id]
    near = one.last is not None and other.first is not None and other.first - one.last <= _DAYS
    if not near or mine.family != "encounter" or not _number_fits(one, other):
        return False
    cities = [{c.value.source_id for c in e.places if c.value.kind != "country"} for e in (mine, theirs)]
    return set(mine.document_ids).isdisjoint(theirs.document_ids) and (not all(cities) or bool(cities[0] & cities[1]))


def _is_bilateral(one: Edition, other: Edition, events: Mapping[str, Event], tellings: Mapping[str, Telling]) -> bool:
    """Whether it is of two states: these may meet twice in a week."""
    told = [tellings[key] for e in (one, other) for key in events[e.event_id].report_ids]
    sides = {name for t in told for name in t.sides}
    return len(sides) < 3 and not any(t.inside for t in told) and not any(":" in name for name in sides)


def _same_number(
    editions: Sequence[Edition], events: Mapping[str, Event], tellings: Mapping[str, Telling]
) -> Iterator[Join]:
    """A numbered edition is one event, however often it is put off; held twice under one number it is two.

    Not where the number is in its name: the days of "COP28" are days of one.
    """
    told = {e.event_id: [tellings[key] for key in events[e.event_id].report_ids] for e in editions if e.numbers}
    waiting = {id for id, held in told.items() if all(map(_waits, held))}
    named = {id for id, held in told.items() if any(map(_is_of_its_number, held))}
    by_number: dict[int, list[tuple[int, Edition]]] = defaultdict(list)
    for place, edition in enumerate(editions):
        if len(edition.numbers) == 1:
            by_number[edition.numbers[0]].append((place, edition))
    found = []
    for held in by_number.values():
        for (place, one), (behind, other) in combinations(held, 2):
            ids = {one.event_id, other.event_id}
            after = abs(other.first - one.last) if one.last and other.first else None
            same = after is not None and after <= _WEEKS and not named.isdisjoint(ids)
            if (same or not waiting.isdisjoint(ids)) and not (after and after > _LATEST_PUT_OFF):
                found.append((place, behind, one, other))
    for _, _, one, other in sorted(found, key=lambda pair: pair[:2]):
        yield _join(one, other, events, "one number")


def _is_of_its_number(telling: Telling) -> bool:
    """Whether it is called by its number, as "COP28" is: one conference on each of its days."""
    names = {f"organisation:{name}" for name in load("merging")["numbered"]}
    return telling.number is not None and not names.isdisjoint(telling.names)


def _waits(telling: Telling) -> bool:
    return telling.expected or telling.report.status in _PUT_OFF


def _misdated(editions: Sequence[Edition], events: Mapping[str, Event]) -> Iterator[Join]:
    """Two editions in one city within a month, told by other documents, in a series that is rarer by far."""
    held = [e for e in editions if e.status in TOOK_PLACE and e.first == e.last and e.first]
    days = [e.first for e in held if e.first]
    gaps = [later - earlier for earlier, later in pairwise(days)]
    for (one, other), gap in zip(pairwise(held), gaps, strict=True):
        rest = [g for g in gaps if g is not gap]
        rare = len(rest) > 1 and min(rest) > 3 * gap
        mine, theirs = events[one.event_id], events[other.event_id]
        cities = {c.value.source_id for c in mine.places} & {c.value.source_id for c in theirs.places}
        apart = set(mine.document_ids).isdisjoint(theirs.document_ids)
        if timedelta() < gap <= _MONTH and rare and cities and apart:
            yield _join(one, other, events, "one city within a month of a rare series")


def _announced(
    editions: Sequence[Edition], events: Mapping[str, Event], tellings: Mapping[str, Telling]
) -> Iterator[Join]:
    for edition in editions:
        told = [tellings[key] for key in events[edition.event_id].report_ids]
        put_off = any(t.report.status in _PUT_OFF for t in told)
        if not all((t.expected or t.report.status in _PUT_OFF) and not (t.time and is_fine(t.time)) for t in told):
            continue
        held = [
            e
            for e in editions
            if e.status in TOOK_PLACE
            and e.first == e.last
            and _number_fits(edition, e)
            and _may_be_later(told, e, events[e.event_id])
        ]
        inside = [e for e in held if edition.first <= e.first <= edition.last]  # type: ignore[operator]
        latest = _LATEST_PUT_OFF if put_off else _LATEST
        after = [e for e in held if edition.last < e.first <= edition.last + latest]  # type: ignore[operator]
        if len(inside) == 1:
            yield _join(edition, inside[0], events, "the only edition within the announced time")
        elif not inside and after and _is_short(edition):
            yield _join(edition, after[0], events, "the next edition after the announced time")


def _of_one_name(
    editions: Sequence[Edition], events: Mapping[str, Event], tellings: Mapping[str, Telling]
) -> Iterator[Join]:
    """A conference with a name of its own that was put off is the next one under that name, even in one document."""
    off = False
    for one, other in pairwise(editions):
        mine, theirs = ([tellings[key] for key in events[e.event_id].report_ids] for e in (one, other))
        off = all(map(_waits, mine)) and (off or any(t.report.status in _PUT_OFF for t in mine))
        sides = {t.sides for t in (*mine, *theirs)}
        named = len(sides) == 1 and all(len(s) == 1 and s[0].startswith("organisation:") for s in sides)
        near = one.last and other.first and other.first <= one.last + _LATEST_PUT_OFF
        if off and named and near:
            yield _join(one, other, events, "the next edition after the announced time")


def _may_be_later(told: Sequence[Telling], edition: Edition, event: Event) -> bool:
    """Whether an edition was still to come for all who announced one, and no document tells both."""
    over = any(t.published and edition.last and edition.last < t.published for t in told)
    return not over and not {t.document_id for t in told} & set(event.document_ids)


def _number_fits(one: Edition, other: Edition) -> bool:
    return not one.numbers or not other.numbers or bool(set(one.numbers) & set(other.numbers))


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
        if len({t.root or t.document_id for t in told}) > 1 or not all(map(_says_before, told)):
            continue
        own = [e.first for e in editions if e is not edition and documents & set(events[e.event_id].document_ids)]
        later = [day for day in own if day and edition.first and day > edition.first]
        held = [e for e in editions if e.status in TOOK_PLACE and later and e.first]
        between = [e for e in held if edition.first < e.first < min(later)]  # type: ignore[operator]
        if between and _same_season(between[-1], edition):
            yield _join(edition, between[-1], events, "the edition before the document's own")


def _says_before(telling: Telling) -> bool:
    """ "The previous session", "before that it had met": the one before another that its document tells of."""
    before = telling.report.sentence.exact.casefold().startswith("before that")
    return before or bool(_PREVIOUS & set(telling.report.trigger.exact.casefold().split()))


def _same_season(one: Edition, other: Edition) -> bool:
    """Whether two editions are on one day of the year, or one in the month that the other is told for."""
    if one.first is None or other.first is None or one.first.month != other.first.month:
        return False
    return one.first.day == other.first.day or other.first != other.last


def _join(one: Edition, other: Edition, events: Mapping[str, Event], outcome: str) -> Join:
    weight = float(load("merging")["weights"][outcome])
    keys = sorted((events[one.event_id].report_ids[0], events[other.event_id].report_ids[0]))
    return Join(keys[0], keys[1], weight, (Compared("series", outcome, weight),))
