"""Instruments across documents: one where kind and period, or kind and title, are the same and no party speaks against.

What a document names without a period is the one that another calls by the same words ("memorandum on safety"), or,
where it has no words of its own ("a resolution"), the one of its kind that documents of the same days speak of. Where
two would do it stands alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dragoman.lexicon import load
from dragoman.merge.judged_pairs import NONE_JUDGED, Pairs, regrouped
from dragoman.merge.likeness import days_of
from dragoman.types import Instrument, Interval, KnownInstrument, Record, Stage, StageChange, value_of

__all__ = [
    "InstrumentTelling",
    "before",
    "fits",
    "instrument_order",
    "instrument_tellings_of",
    "instruments_from",
    "keys_of",
    "keys_seen",
    "keys_sought",
    "known_instruments",
    "turn_of",
]

_WORD = re.compile(r"[^\W_]+")
_NEAR, _MONTHS = 10, 120
"""Days between documents that speak of "a resolution", and of one by the same words."""


@dataclass(frozen=True)
class InstrumentTelling:
    """An instrument as one document has it; `published` is the day of publication, None without one."""

    instrument: Instrument
    document_id: str
    published: date | None

    @property
    def key(self) -> str:
        """The id of the document, and of the instrument in it."""
        return f"{self.document_id}/{self.instrument.instrument_id}"

    @property
    def period(self) -> Interval | None:
        """The years it is for; None where that is not said."""
        return value_of(self.instrument.period)

    @property
    def parties(self) -> frozenset[str]:
        """Whose it is; none where that is not said."""
        parties = value_of(self.instrument.parties)
        return frozenset(parties) if parties else frozenset()

    @cached_property
    def about(self) -> frozenset[str]:
        """The words of its title, or of what the document calls it, without those that any of its kind has."""
        words = _WORD.findall((value_of(self.instrument.title) or self.instrument.name).casefold())
        return frozenset(words) - frozenset(load("merging")["any instrument"]) - {self.instrument.kind}


def instrument_tellings_of(record: Record) -> tuple[InstrumentTelling, ...]:
    """The instruments of one record, in its order."""
    interval = value_of(record.document.published)
    published = interval.one_day if interval else None
    return tuple(InstrumentTelling(i, record.document.document_id, published) for i in record.instruments)


def known_instruments(
    tellings: Iterable[InstrumentTelling], judged: Pairs = NONE_JUDGED
) -> tuple[KnownInstrument, ...]:
    """The instruments, by kind and period, then by the day they were first known; `judged` are pairs of their keys."""
    groups: list[list[InstrumentTelling]] = []
    looked_up: dict[str, dict[int, None]] = defaultdict(dict)
    for telling in sorted(tellings, key=turn_of):
        near = dict.fromkeys(number for key in keys_sought(telling) for number in looked_up[key])
        fitting = [number for number in near if fits(groups[number], telling)]
        if len(fitting) == 1:
            number = fitting[0]
            groups[number].append(telling)
        else:
            number = len(groups)
            groups.append([telling])
        for key in keys_of(telling):
            looked_up[key][number] = None
    found = instruments_from(groups, judged)
    dated: dict[str, list[KnownInstrument]] = defaultdict(list)
    for one in found:
        if one.period:
            dated[one.kind].append(one)
    return tuple(replace(one, follows=before(one, dated[one.kind])) for one in found)


def instruments_from(groups: Iterable[Sequence[InstrumentTelling]], judged: Pairs) -> tuple[KnownInstrument, ...]:
    """The instruments of some groups, as a person left them, in order; without what each follows."""
    left = regrouped(groups, judged, lambda t: [t.key])
    return tuple(sorted((_known(group, judged) for group in left), key=instrument_order))


def fits(group: Sequence[InstrumentTelling], telling: InstrumentTelling) -> bool:
    """Whether a telling may be of the instrument of a group."""
    return _may_join(group, telling) and _SORTS[_sort_of(telling)](group, telling)


def turn_of(telling: InstrumentTelling) -> tuple[int, date, str, str]:
    """When a telling is given its group: first those with a period, then those with words, each by their days."""
    published = telling.published or date.max
    return _sort_of(telling), published, telling.document_id, telling.instrument.instrument_id


def keys_of(telling: InstrumentTelling) -> Iterator[str]:
    """What a telling is found under by those that come after it."""
    for sort in range(len(_SORTS)):
        yield from _keys(telling, sort, around=0)


def keys_sought(telling: InstrumentTelling) -> Iterator[str]:
    """What a telling looks for others under, so that all groups that it may join are found."""
    return _keys(telling, _sort_of(telling), around=1)


def keys_seen(telling: InstrumentTelling) -> Iterator[tuple[int, str]]:
    """What those are found under that look for this one, with the first part of the turn of these."""
    return ((sort, key) for sort in range(len(_SORTS)) for key in _keys(telling, sort, around=1))


def _keys(telling: InstrumentTelling, sort: int, *, around: int) -> Iterator[str]:
    """Keys of one sort, with so many stretches of days beside the one that it lies in."""
    kind, day = telling.instrument.kind, telling.published
    if sort == 0 and telling.period:
        yield f"{kind}: {' '.join(map(str, days_of(telling.period)))}"
    elif sort == 1 and day:
        yield from (f"{kind}: {word} {near}" for word in telling.about for near in _stretches(day, _MONTHS, around))
    elif sort == 2 and day:
        yield from (f"{kind}: {near}" for near in _stretches(day, _NEAR, around))


def _stretches(day: date, days: int, around: int) -> range:
    """The stretch of so many days that a day lies in, and so many beside it on either side."""
    own = day.toordinal() // days
    return range(own - around, own + around + 1)


def _sort_of(telling: InstrumentTelling) -> int:
    """By what a telling says which instrument it means: the number of one of `_SORTS`."""
    return 0 if telling.period else 1 if telling.about else 2


def _may_join(group: Sequence[InstrumentTelling], telling: InstrumentTelling) -> bool:
    """Whether kind and parties are the same, and its document does not name another one there."""
    theirs = frozenset(p for t in group for p in t.parties)
    fit = not telling.parties or not theirs or telling.parties <= theirs or theirs <= telling.parties
    other = any(t.document_id == telling.document_id for t in group)
    return group[0].instrument.kind == telling.instrument.kind and fit and not other


def _by_period(group: Sequence[InstrumentTelling], telling: InstrumentTelling) -> bool:
    return _days(telling.period) in {_days(t.period) for t in group if t.period}


def _by_words(group: Sequence[InstrumentTelling], telling: InstrumentTelling) -> bool:
    """Whether the words of one are among those of another that was told within months of it."""
    alike = [t for t in group if t.about and (t.about <= telling.about or telling.about <= t.about)]
    return _within(alike, telling, _MONTHS)


def _by_days(group: Sequence[InstrumentTelling], telling: InstrumentTelling) -> bool:
    return _within(group, telling, _NEAR)


_SORTS = (_by_period, _by_words, _by_days)


def _within(group: Sequence[InstrumentTelling], telling: InstrumentTelling, days: int) -> bool:
    told = [t.published for t in group if t.published]
    return telling.published is not None and any(abs((day - telling.published).days) <= days for day in told)


def _known(group: Sequence[InstrumentTelling], judged: Pairs) -> KnownInstrument:
    ordered = sorted(group, key=lambda t: (t.published or date.max, t.document_id, t.instrument.instrument_id))
    names = Counter(t.instrument.name for t in ordered)
    parties = Counter(tuple(sorted(t.parties)) for t in ordered if t.parties)
    first = ordered[0]
    return KnownInstrument(
        instrument_id=f"i{first.document_id}-{first.instrument.instrument_id.removeprefix('instrument:')}",
        kind=first.instrument.kind,
        name=max(names, key=lambda n: (names[n], len(n), n)),
        names=tuple(sorted(names, key=lambda n: (-names[n], n))),
        parties=max(parties, key=lambda p: (parties[p], len(p), p)) if parties else (),
        period=next((t.period for t in ordered if t.period), None),
        stage=max((t.instrument.stage for t in ordered), key=_rank),
        stages=tuple(
            StageChange(t.instrument.stage, t.published, t.document_id, t.instrument.instrument_id) for t in ordered
        ),
        document_ids=tuple(dict.fromkeys(t.document_id for t in ordered)),
        follows=None,
        judged=judged.deciders(t.key for t in group),
    )


def before(one: KnownInstrument, dated: Sequence[KnownInstrument]) -> str | None:
    """The last of its parties, among those of its kind, whose period ends before its own begins."""
    if one.period is None:
        return None
    start = days_of(one.period)[0]
    earlier = [
        (days_of(other.period)[1], other.instrument_id)
        for other in dated
        if other.period and days_of(other.period)[1] < start
        if not one.parties or not other.parties or one.parties == other.parties
    ]
    return max(earlier)[1] if earlier else None


def _rank(stage: Stage) -> int:
    """How far a stage is; what is not said is the least."""
    return -1 if stage is Stage.UNKNOWN else list(Stage).index(stage)


def _days(period: Interval | None) -> tuple[date, date] | None:
    return days_of(period) if period else None


def instrument_order(one: KnownInstrument) -> tuple[str, date, date, str]:
    start = days_of(one.period)[0] if one.period else date.max
    return one.kind, start, one.stages[0].known_on or date.max, one.instrument_id
