"""Pairs of reports that may be of one event, with how alike they are.

Reports are compared only with those of their family that have an instrument, or a party and a month, in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dragoman.lexicon import load
from dragoman.merge.likeness import compare, days_of, score_of
from dragoman.merge.tellings import Telling

__all__ = ["ScoredPair", "blocks_of", "pairs_among", "pairs_with"]

_LONGEST = 14
"""Months that one report is looked up under; a time of years is compared through its first months only."""


class ScoredPair(NamedTuple):
    """Two report ids, the smaller first, and the sum of what was compared."""

    one: str
    other: str
    score: float


def pairs_among(tellings: Iterable[Telling]) -> tuple[ScoredPair, ...]:
    """The pairs of some reports that are alike enough to matter, each once."""
    blocks: dict[str, list[Telling]] = defaultdict(list)
    found: list[ScoredPair] = []
    for telling in tellings:
        beside = {other.key: other for block in blocks_of(telling) for other in blocks[block]}
        found.extend(pairs_with(telling, beside.values()))
        for block in blocks_of(telling):
            blocks[block].append(telling)
    return tuple(found)


def pairs_with(telling: Telling, others: Iterable[Telling]) -> Iterator[ScoredPair]:
    """The pairs of a report with others, each given once, that are alike enough to matter."""
    for other in others:
        keys = (telling.key, other.key) if telling.key < other.key else (other.key, telling.key)
        pair = ScoredPair(*keys, score_of(compare(telling, other)))
        if pair.score >= _least():
            yield pair


def _least() -> float:
    """The score from which a pair matters: so near to the same that another may be ambiguous beside it."""
    merging = load("merging")
    return float(merging["same"] - merging["clear"])


def blocks_of(telling: Telling) -> Iterator[str]:
    """What a report is looked up under: its family, and an instrument, or one of its parties and a month."""
    for instrument in telling.about:
        yield f"{telling.family} {instrument}"
    for party in telling.names:
        for month in _months(telling):
            yield f"{telling.family} {party} {month}"


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
