"""Pairs of reports that may be of one event, with how alike they are: scored once, and remembered.

Reports are compared only with those of their family that have an instrument, or a party and a month, in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from dragoman.lexicon import load
from dragoman.merge.likeness import compare, days_of, score_of
from dragoman.merge.tellings import Telling

__all__ = ["Memory", "ScoredPair", "pairs_among", "remembered"]

_LONGEST = 14
"""Months that one report is looked up under; a time of years is compared through its first months only."""


class ScoredPair(NamedTuple):
    """Two report ids, the smaller first, and the sum of what was compared."""

    one: str
    other: str
    score: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Pairs as they were scored before, and of which reports: by report id a hash of all that the scores rest on.

    Between two reports that it has, a pair that is not among `pairs` is too unlike to matter.
    """

    signatures: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[ScoredPair, ...] = ()


def pairs_among(tellings: Iterable[Telling]) -> tuple[ScoredPair, ...]:
    """The pairs of some reports that are alike enough to matter, each once."""
    return remembered(tellings, {}, Memory()).pairs


def remembered(tellings: Iterable[Telling], digests: Mapping[str, str], before: Memory) -> Memory:
    """The pairs of some reports; only those that `before` does not have are scored.

    `digests` are hashes of the records by document id; a document without one is not remembered. What `before` has of
    reports that are not there any more, or are otherwise, is left out.
    """
    held = list(tellings)
    signatures = {t.key: _signature(t, digests[t.document_id]) for t in held if t.document_id in digests}
    known = {key for key, signature in signatures.items() if before.signatures.get(key) == signature}
    kept = tuple(pair for pair in before.pairs if pair.one in known and pair.other in known)
    new = (pair for pair in _new(held, known) if pair.score >= _least())
    return Memory(signatures, (*kept, *new))


def _least() -> float:
    """The score from which a pair matters: so near to the same that another may be ambiguous beside it."""
    merging = load("merging")
    return float(merging["same"] - merging["clear"])


def _signature(telling: Telling, digest: str) -> str:
    """A hash of the record and of what was added since: by other documents, and by what a person set right."""
    added = (
        digest,
        sorted(telling.about),
        telling.parties,
        telling.time,
        telling.place,
        telling.number,
        telling.report.status,
    )
    return blake2b(repr(added).encode(), digest_size=12).hexdigest()


def _new(tellings: Sequence[Telling], known: set[str]) -> Iterator[ScoredPair]:
    """The pairs with a report that is not known, each once."""
    blocks: dict[tuple[str, str, int], tuple[list[Telling], list[Telling]]] = defaultdict(lambda: ([], []))
    for telling in tellings:
        for block in _blocks(telling):
            blocks[block][telling.key in known].append(telling)
    seen: set[tuple[str, str]] = set()
    for new, old in blocks.values():
        for number, one in enumerate(new):
            for other in (*new[number + 1 :], *old):
                pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
                if pair not in seen:
                    seen.add(pair)
                    yield ScoredPair(*pair, score_of(compare(one, other)))


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
