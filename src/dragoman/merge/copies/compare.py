"""Two documents compared: which words they share, how much of each that is, and which is the origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import numpy as np

from dragoman.merge.copies.fingerprints import RUN, runs_of
from dragoman.merge.copies.own import OwnText
from dragoman.merge.copies.words import Words, words_of
from dragoman.spans import Span
from dragoman.types import Interval

__all__ = ["Copy", "bare_name", "compare"]

LEAST_SHARE = 0.3
"""Of the shorter document, so much must be shared,"""
ENOUGH_WORDS = 20
"""so many words in all, for names and set phrases of one story make shorter ones alike,"""
MOST = 0.8
LEAST_WORDS = 10
"""or most of a text that has hardly more, and never fewer than these."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Two documents that share text; `one` is the id that comes first in the alphabet.

    `containment` is the share of the shorter document's own words that the longer one has too; `share_of_one` and
    `share_of_other` are those of each, in [0, 1]. `spans` are the shared runs of words, longest possible, in the
    order of `one`: half-open ranges of either text. `words` is how many words they hold. `origin` is the id of the
    document that the other one comes from, None where that cannot be said; `why` says what it rests on.
    """

    one: str
    other: str
    containment: float
    share_of_one: float
    share_of_other: float
    words: int
    spans: tuple[tuple[Span, Span], ...]
    origin: str | None
    why: str


def compare(one: OwnText, other: OwnText, *, words: tuple[Words, Words] | None = None) -> Copy | None:
    """How two documents are copies, or None where they are not: too little shared, or too little text to say.

    `words` are those to compare, in the same order, where some of the own text is left out.
    """
    if one.document_id > other.document_id:
        return compare(other, one, words=(words[1], words[0]) if words else None)
    left, right = words or (words_of(one), words_of(other))
    runs = runs_of(left).tolist(), runs_of(right).tolist()
    hits = _hits(*runs)
    if _covered(hits) < _needed(left, right):
        return None
    shared = tuple(_shared(left, right, *runs, hits))
    held = [_count(len(w), [(s[i], s[2]) for s in shared]) for i, w in enumerate((left, right))]
    shares = held[0] / len(left), held[1] / len(right)
    shorter = 0 if len(left) <= len(right) else 1
    if held[shorter] < _needed(left, right):
        return None
    spans = tuple(piece for s in shared for piece in _cut(left, right, *s))
    origin, why = _origin(one, other)
    return Copy(one.document_id, other.document_id, shares[shorter], *shares, held[shorter], spans, origin, why)


def _needed(left: Words, right: Words) -> float:
    shorter = min(len(left), len(right))
    return max(LEAST_WORDS, LEAST_SHARE * shorter, min(ENOUGH_WORDS, MOST * shorter))


def _hits(runs: list[int], others: list[int]) -> list[int]:
    """The words at which runs begin that the other text has too."""
    known = set(others)
    return [place for place, run in enumerate(runs) if run in known]


def _covered(hits: list[int]) -> int:
    """How many words lie in runs that begin at these: at most so many are shared."""
    return sum(min(RUN, after - hit) for hit, after in pairwise([*hits, hits[-1] + RUN])) if hits else 0


def _shared(
    left: Words, right: Words, left_runs: list[int], right_runs: list[int], hits: list[int]
) -> Iterator[tuple[int, int, int]]:
    """Shared runs as first word, first word of the other, length: at each word the longest that begins there."""
    places: dict[int, list[int]] = {run: [] for run in (left_runs[hit] for hit in hits)}
    for place, run in enumerate(right_runs):
        if run in places:
            places[run].append(place)
    a, b = left.hashes.tolist(), right.hashes.tolist()
    done = 0
    for at in hits:
        if at >= done:
            length, place = max((_length(a, b, at, p), -p) for p in places[left_runs[at]])
            yield at, -place, length
            done = at + length


def _length(a: list[int], b: list[int], at: int, place: int) -> int:
    length = RUN
    while at + length < len(a) and place + length < len(b) and a[at + length] == b[place + length]:
        length += 1
    return length


def _count(size: int, ranges: list[tuple[int, int]]) -> int:
    """How many of so many words lie in ranges of first word and length, which may overlap."""
    held = np.zeros(size, bool)
    for first, length in ranges:
        held[first : first + length] = True
    return int(held.sum())


def _cut(left: Words, right: Words, at: int, place: int, length: int) -> Iterator[tuple[Span, Span]]:
    """A shared run as spans: cut where either text has something between two words that was left out."""
    sides = ((left, at), (right, place))
    first = 0
    for number in range(1, length + 1):
        if number == length or any(w.parts[n + number] != w.parts[n + number - 1] for w, n in sides):
            yield left.span(at + first, at + number - 1), right.span(place + first, place + number - 1)
            first = number


# --- which is the origin ---------------------------------------------------------------------------


def _origin(one: OwnText, other: OwnText) -> tuple[str | None, str]:
    """By who credits whom, else by who was earlier; where both credit the same third, that is said too."""
    credit = _credits(one, other), _credits(other, one)
    if credit[0] != credit[1]:
        citing, cited = (one, other) if credit[0] else (other, one)
        return cited.document_id, f"{citing.publisher or citing.document_id} credits {cited.publisher}"
    common = _common(one, other)
    first, why = _earlier(one, other)
    return first, f"{why}; both credit {common}" if common else why


def _credits(one: OwnText, other: OwnText) -> bool:
    return other.publisher is not None and bare_name(other.publisher) in {bare_name(name) for name in one.credits}


def _common(one: OwnText, other: OwnText) -> str | None:
    known = {bare_name(name) for name in other.credits}
    return next((name for name in one.credits if bare_name(name) in known), None)


def bare_name(name: str) -> str:
    """The name of a source for comparison: letters and digits in small letters, without an article."""
    return re.sub(r"\W+", "", name.casefold().removeprefix("the "))


def _earlier(one: OwnText, other: OwnText) -> tuple[str | None, str]:
    if one.published is None or other.published is None:
        return None, "undated"
    for first, last in ((one, other), (other, one)):
        if first.published and last.published and before(first.published, last.published):
            return first.document_id, f"published earlier: {_said(first.published)} before {_said(last.published)}"
    return None, "published at the same time, as far as it is said"


def before(one: Interval, other: Interval) -> bool:
    """Whether a time ends before the other starts; zones count where both are known."""
    if one.end is None or other.start is None:
        return False
    mine, theirs = _offset(one.zone), _offset(other.zone)
    if mine is not None and theirs is not None:
        return one.end - mine <= other.start - theirs
    return one.end <= other.start


def _offset(zone: str | None) -> timedelta | None:
    """What a zone is ahead of UTC; None where it is not known."""
    if zone in ("UTC", "Z"):
        return timedelta()
    match = re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone or "")
    if match is None:
        return None
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return ahead if match[1] == "+" else -ahead


def _said(published: Interval) -> str:
    start = published.start or published.end
    assert start is not None
    return start.isoformat(" ", "minutes") if (start.hour, start.minute) != (0, 0) else start.date().isoformat()
