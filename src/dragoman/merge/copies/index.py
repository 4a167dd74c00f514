"""An index of documents that finds the copies of each one that is added, at a cost that does not grow with it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from dragoman.merge.copies.compare import Copy, compare
from dragoman.merge.copies.fingerprints import Fingerprints, fingerprints, repeated
from dragoman.merge.copies.own import OwnText
from dragoman.merge.copies.words import Words, words_of

__all__ = ["CopyIndex"]

_Pair = tuple[int, int]

COMPARED = 16
"""Of the documents that have a fingerprint, so many are compared with all others that have it."""
LEAST_FINGERPRINTS = 0.1
"""Of the fingerprints of the document with fewer, so many must be shared before words are compared,"""
FEW = 5
"""and two at least; one is enough where there are fewer than these."""
REPEATED = 4
LONG_DAYS = 7
"""A passage is a publisher's boilerplate in so many documents over more days than a story has versions in,"""
ALWAYS_REPEATED = 12
"""or in so many, whatever their days."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document of the index."""

    own: OwnText
    words: Words
    fingerprints: Fingerprints


@dataclass(frozen=True, slots=True)
class _Compared:
    """What a pair came to when these fingerprints of either were boilerplate."""

    boilerplate: tuple[frozenset[int], frozenset[int]]
    copy: Copy | None


@dataclass(slots=True)
class _Postings:
    """Which documents have a key. Most keys are of one document only: those cost one entry."""

    _single: dict[int, int] = field(default_factory=dict)
    _several: dict[int, list[int]] = field(default_factory=dict)

    def of(self, key: int) -> list[int]:
        """The documents, sorted, of a key that several have."""
        return self._several[key]

    def add(self, key: int, document: int) -> list[int]:
        """Add a document to those of a key, which it has not; all of them then, sorted."""
        single = self._single.setdefault(key, document)
        if single == document:
            return [document]
        several = self._several.setdefault(key, [single])
        insort(several, document)
        return several


class _Repeats:
    """How often and on which days publishers have a fingerprint; only of those that REPEATED documents have."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, str], tuple[int, int, int, int]] = {}

    def note(self, kind: int, owns: Iterable[OwnText]) -> None:
        """Documents that have it, each told once."""
        for own in owns:
            if own.publisher is not None:
                count, dated, first, last = self._seen.get((kind, own.publisher), (0, 0, date.max.toordinal(), 0))
                day = own.published.first_day if own.published else None
                number = day.toordinal() if day else None
                if number is not None:
                    dated, first, last = dated + 1, min(first, number), max(last, number)
                self._seen[kind, own.publisher] = (count + 1, dated, first, last)

    def are(self, kind: int, own: OwnText) -> bool:
        """Whether it is boilerplate of the publisher of a document; more documents never take that back."""
        if own.publisher is None:
            return False
        count, dated, first, last = self._seen.get((kind, own.publisher), (0, 0, 0, 0))
        return count >= ALWAYS_REPEATED or (dated >= REPEATED and last - first >= LONG_DAYS)


class CopyIndex:
    """The documents added so far and the copies among them, the same whatever the order of adding.

    Two documents are compared when they share enough fingerprints. A fingerprint that more than COMPARED documents
    have, such as one of a story that everybody prints or of a footer, counts only between any document and COMPARED of
    them (those of the lowest hashes of their ids, so that no order matters): each copy of such a story is found, but
    with some of the others only. What a publisher repeats is not compared.
    """

    def __init__(self) -> None:
        self._documents: dict[int, _Kept] = {}
        self._postings = _Postings()
        self._repeats = _Repeats()
        self._pairs: dict[_Pair, _Compared | None] = {}

    def __len__(self) -> int:
        return len(self._documents)

    def add(self, own: OwnText) -> tuple[Copy, ...]:
        """Add a document; its copies among those added before, by id. One that is there already is not added again.

        What is added later may still show that a passage is boilerplate: `copies` has the last word.
        """
        key = int.from_bytes(blake2b(own.document_id.encode(), digest_size=8).digest(), "big")
        if key in self._documents:
            return ()
        words = words_of(own)
        self._documents[key] = _Kept(own, words, fingerprints(words))
        met = self._met(key)
        pairs = [(min(key, other), max(key, other)) for other in met if self._enough(key, other, met[other])]
        self._pairs.update(dict.fromkeys(pairs))
        return self._copies(pairs)

    def copies(self) -> tuple[Copy, ...]:
        """All copies among the documents, by their ids."""
        self._pairs = {pair: done for pair, done in self._pairs.items() if self._enough(*pair, self._shared(*pair))}
        return self._copies(self._pairs)

    def _met(self, key: int) -> Counter[int]:
        """Puts the fingerprints of a document in, and says how many that count it shares with which others."""
        met: Counter[int] = Counter()
        kept = self._documents[key]
        for kind in kept.fingerprints.kinds:
            holders = self._postings.add(kind, key)
            if len(holders) == 1:
                continue
            if len(holders) >= REPEATED:
                new = holders if len(holders) == REPEATED else [key]
                self._repeats.note(kind, (self._documents[holder].own for holder in new))
            if not self._repeats.are(kind, kept.own):
                met.update(holders if bisect_left(holders, key) < COMPARED else holders[:COMPARED])
        del met[key]
        return met

    def _shared(self, one: int, other: int) -> int:
        """How many fingerprints of two documents count between them; `one` is the smaller key."""
        left, right = self._documents[one], self._documents[other]
        return sum(
            bisect_left(self._postings.of(kind), one) < COMPARED
            for kind in left.fingerprints.kinds & right.fingerprints.kinds
            if not self._repeats.are(kind, left.own) and not self._repeats.are(kind, right.own)
        )

    def _enough(self, one: int, other: int, shared: int) -> bool:
        fewer = min(len(self._documents[key].fingerprints.hashes) for key in (one, other))
        return shared >= max(LEAST_FINGERPRINTS * fewer, 2 if fewer >= FEW else 1)

    def _copies(self, pairs: Iterable[_Pair]) -> tuple[Copy, ...]:
        boilerplate: dict[int, frozenset[int]] = {}
        found = []
        for pair in pairs:
            for key in pair:
                if key not in boilerplate:
                    boilerplate[key] = self._boilerplate(key)
            left_out = boilerplate[pair[0]], boilerplate[pair[1]]
            done = self._pairs[pair]
            if done is None or done.boilerplate != left_out:
                done = self._pairs[pair] = self._compared(pair, left_out)
            if done.copy is not None:
                found.append(done.copy)
        return tuple(sorted(found, key=lambda c: (c.one, c.other)))

    def _compared(self, pair: _Pair, left_out: tuple[frozenset[int], frozenset[int]]) -> _Compared:
        one, other = (self._documents[key] for key in pair)
        words = _without(one, left_out[0]), _without(other, left_out[1])
        return _Compared(left_out, compare(one.own, other.own, words=words))

    def _boilerplate(self, key: int) -> frozenset[int]:
        """The fingerprints of a document that its publisher repeats."""
        kept = self._documents[key]
        return frozenset(kind for kind in kept.fingerprints.kinds if self._repeats.are(kind, kept.own))


def _without(kept: _Kept, boilerplate: frozenset[int]) -> Words:
    """The words of a document without boilerplate."""
    if not boilerplate:
        return kept.words
    return kept.words.without(repeated(len(kept.words), kept.fingerprints, boilerplate))
