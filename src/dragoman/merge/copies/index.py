"""An index of documents that finds the copies of each one that is added, at a cost that does not grow with it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from dragoman.merge.copies.compare import Copy, compare
from dragoman.merge.copies.fingerprints import fingerprints
from dragoman.merge.copies.own import OwnText
from dragoman.merge.copies.words import Words, words_of

__all__ = ["CopyIndex"]

_Pair = tuple[int, int]

COMPARED = 16
"""Of the documents that have a fingerprint, so many are compared with all others that have it."""
LEAST_FINGERPRINTS = 0.08
"""Of the fingerprints of the document with fewer, so many must be shared before words are compared, and one at least."""
LEAST_PIECE = 4
"""Words of a sentence or line that may be a publisher's boilerplate."""
REPEATED = 4
LONG_DAYS = 7
"""A publisher's piece is boilerplate in so many documents over more days than a story has versions in ..."""
ALWAYS_REPEATED = 20
"""... or in so many, whatever their days."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document of the index; `pieces` are the keys of publisher and sentence, by the number of the sentence."""

    own: OwnText
    words: Words
    fingerprints: frozenset[int]
    pieces: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Compared:
    """What a pair came to when these pieces of either were left out."""

    left_out: tuple[tuple[int, ...], ...]
    copy: Copy | None


@dataclass(slots=True)
class _Postings:
    """Which documents have a key. Most keys are of one document only: those cost one entry."""

    _single: dict[int, int] = field(default_factory=dict)
    _several: dict[int, list[int]] = field(default_factory=dict)

    def of(self, key: int) -> list[int]:
        """The documents, sorted."""
        several = self._several.get(key)
        if several is not None:
            return several
        single = self._single.get(key)
        return [] if single is None else [single]

    def add(self, key: int, document: int) -> int:
        """Add a document to those of a key; its place among them."""
        single = self._single.setdefault(key, document)
        if single == document and key not in self._several:
            return 0
        several = self._several.setdefault(key, [single])
        place = bisect_left(several, document)
        several.insert(place, document)
        return place


class CopyIndex:
    """The documents added so far and the copies among them, the same whatever the order of adding.

    Two documents are compared when they share enough fingerprints. A fingerprint that more than COMPARED documents
    have, such as one of a story that everybody prints or of a footer, counts only between any document and COMPARED of
    them (those of the lowest hashes of their ids, so that no order matters): each copy of such a story is found, but
    with some of the others only. What a publisher repeats is not compared.
    """

    def __init__(self) -> None:
        self._documents: dict[int, _Kept] = {}
        self._fingerprints = _Postings()
        self._pieces = _Postings()
        self._pairs: dict[_Pair, _Compared | None] = {}

    def __len__(self) -> int:
        return len(self._documents)

    def add(self, own: OwnText) -> tuple[Copy, ...]:
        """Add a document; its copies among those added before, by id. One that is there already is not added again.

        What is added later may still show that a sentence is boilerplate: `copies` has the last word.
        """
        key = _key(own.document_id.encode())
        if key in self._documents:
            return ()
        kept = self._documents[key] = _kept(own)
        for piece in sorted(set(kept.pieces.values())):
            self._pieces.add(piece, key)
        met = [_pair(key, other) for other, shared in self._met(key, kept).items() if self._enough(key, other, shared)]
        self._pairs.update(dict.fromkeys(met))
        return self._copies(met)

    def copies(self) -> tuple[Copy, ...]:
        """All copies among the documents, by their ids."""
        self._pairs = {pair: done for pair, done in self._pairs.items() if self._enough(*pair, self._shared(*pair))}
        return self._copies(self._pairs)

    def _met(self, key: int, kept: _Kept) -> Counter[int]:
        """Puts the fingerprints of a document in, and says how many that count it shares with which others."""
        met: Counter[int] = Counter()
        for fingerprint in kept.fingerprints:
            place = self._fingerprints.add(fingerprint, key)
            holders = self._fingerprints.of(fingerprint)
            met.update(holders if place < COMPARED else holders[:COMPARED])
        del met[key]
        return met

    def _shared(self, one: int, other: int) -> int:
        """How many fingerprints of two documents count between them."""
        common = self._documents[one].fingerprints & self._documents[other].fingerprints
        least = min(one, other)
        return sum(1 for f in common if bisect_left(self._fingerprints.of(f), least) < COMPARED)

    def _enough(self, one: int, other: int, shared: int) -> bool:
        fewer = min(len(self._documents[one].fingerprints), len(self._documents[other].fingerprints))
        return shared >= max(1, LEAST_FINGERPRINTS * fewer)

    def _copies(self, pairs: Iterable[_Pair]) -> tuple[Copy, ...]:
        boilerplate: dict[int, tuple[int, ...]] = {}
        found = []
        for pair in pairs:
            left_out = tuple(boilerplate.setdefault(key, self._boilerplate(key)) for key in pair)
            done = self._pairs[pair]
            if done is None or done.left_out != left_out:
                done = self._pairs[pair] = self._compared(pair, left_out)
            if done.copy is not None:
                found.append(done.copy)
        return tuple(sorted(found, key=lambda c: (c.one, c.other)))

    def _compared(self, pair: _Pair, left_out: tuple[tuple[int, ...], ...]) -> _Compared:
        one, other = (self._documents[key] for key in pair)
        words = one.words.without(left_out[0]), other.words.without(left_out[1])
        return _Compared(left_out, compare(one.own, other.own, words=words))

    def _boilerplate(self, key: int) -> tuple[int, ...]:
        """The numbers of a document's pieces that its publisher repeats."""
        pieces = self._documents[key].pieces
        return tuple(number for number, piece in pieces.items() if self._is_boilerplate(self._pieces.of(piece)))

    def _is_boilerplate(self, holders: list[int]) -> bool:
        if len(holders) >= ALWAYS_REPEATED:
            return True
        days = [day for day in (_day(self._documents[h].own) for h in holders) if day]
        return len(days) >= REPEATED and (max(days) - min(days)).days >= LONG_DAYS


def _kept(own: OwnText) -> _Kept:
    words = words_of(own)
    pieces = words.piece_hashes(least=LEAST_PIECE) if own.publisher else {}
    publisher = (own.publisher or "").encode()
    keys = {number: _key(publisher + b"\0" + hashes) for number, hashes in pieces.items()}
    return _Kept(own, words, frozenset(fingerprints(words).tolist()), keys)


def _key(name: bytes) -> int:
    """A name as 64 bits."""
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big")


def _pair(one: int, other: int) -> _Pair:
    return min(one, other), max(one, other)


def _day(own: OwnText) -> date | None:
    return own.published.first_day if own.published else None
