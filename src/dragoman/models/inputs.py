"""Words to what the encoder reads: pieces of the vocabulary, casing, marks, and the first piece of each word.

A window is a run of words that is read in one pass. Long texts become several windows, cut after a unit (a paragraph or
sentence), else after a full stop, a comma, or any word.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

__all__ = ["CASINGS", "LONGEST", "Window", "casing_of", "encode", "quoted_words", "windows_of"]

LONGEST = 200
"""Pieces of a window at most, the two marks at its ends left out."""

CASINGS = 16
"""Eight casings of a word, each outside quotation marks and inside them."""

_BEGIN, _END, _UNKNOWN = 101, 102, 100
_SHAPES = 8
_OPENS, _CLOSES, _EITHER = frozenset(("“", "„", "«", "``")), frozenset(("”", "»", "''")), '"'


@dataclass(frozen=True, slots=True)
class Window:
    """What one pass reads: int64 arrays of T pieces, and for each of N words the index of its first piece."""

    pieces: NDArray[np.int64]
    casing: NDArray[np.int64]
    marks: NDArray[np.int64]
    first: NDArray[np.int64]


def casing_of(word: str) -> int:
    """The casing of a word, 0 to 7: mark, small, Capitalised, ALL CAPITALS, one capital, mIxed, with digits, digits."""
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return 6 if letters else 7
    if not letters:
        return 0
    if all(c.islower() for c in letters):
        return 1
    if len(letters) == 1:
        return 4
    if all(c.isupper() for c in letters):
        return 3
    return 2 if letters[0].isupper() and all(c.islower() for c in letters[1:]) else 5


def quoted_words(words: Sequence[str], ends: Container[int] = ()) -> list[bool]:
    """Whether each word stands between quotation marks, the marks themselves included; each unit begins outside.

    Single marks are not looked at: most are apostrophes. A quotation that a unit does not close ends with it, as
    newspapers open one again in each paragraph.
    """
    found, inside = [], False
    for index, word in enumerate(words):
        was = inside
        if word in _OPENS or (word == _EITHER and not was):
            inside = True
        elif word in _CLOSES or word == _EITHER:
            inside = False
        found.append(was or inside)
        inside = inside and index not in ends
    return found


def windows_of(
    units: Sequence[Sequence[str]], sizes: Sequence[Sequence[int]], *, longest: int = LONGEST
) -> Iterator[tuple[int, int]]:
    """Half-open ranges over the words of all units together, each of at most `longest` pieces or of one longer word.

    `sizes` has the number of pieces of each word. Units stay whole where they fit; each counts one piece for its end.

    >>> list(windows_of([["Oslo", "waits", "."], ["So", "does", "Bern", "."]], [[1, 1, 1], [1, 1, 1, 1]], longest=8))
    [(0, 3), (3, 7)]
    """
    start = at = held = 0
    for words, counts in zip(units, sizes, strict=True):
        for end in _parts(words, counts, longest):
            needs = sum(counts[end[0] : end[1]]) + 1
            if held and held + needs > longest:
                yield start, at
                start, held = at, 0
            held += needs
            at += end[1] - end[0]
    if at > start:
        yield start, at


def _parts(words: Sequence[str], counts: Sequence[int], longest: int) -> Iterator[tuple[int, int]]:
    """The parts of a unit that fit: cut after the last full stop of its second half, else comma, else anywhere."""
    start, left = 0, sum(counts)
    while left + 1 > longest:
        end, held = start, 1
        while held + counts[end] <= longest:
            held += counts[end]
            end += 1
        end = max(end, start + 1)  # a single word that is longer is a part of its own
        back = range(end - 1, start + (end - start) // 2, -1)
        cut = next((i for marks in (".!?", ",;:") for i in back if words[i] in marks), end - 1)
        yield start, cut + 1
        left -= sum(counts[start : cut + 1])
        start = cut + 1
    if start < len(words):
        yield start, len(words)


def encode(
    tokenizer: Tokenizer, words: Sequence[str], *, ends: Iterable[int] = (), marks: Sequence[int] | None = None
) -> Window:
    """The window of some words; `ends` are the indices of words after which a unit ends, `marks` one number a word."""
    stops = set(ends)
    quoted = quoted_words(words, stops)
    pieces, casing, marked, first = [_BEGIN], [0], [0], []
    for index, word in enumerate(words):
        mine = pieces_of(tokenizer, word)
        first.append(len(pieces))
        pieces.extend(mine)
        casing.extend([casing_of(word) + _SHAPES * quoted[index]] * len(mine))
        marked.extend([marks[index] if marks else 0] * len(mine))
        if index in stops and index + 1 < len(words):
            pieces.append(_END)
            casing.append(0)
            marked.append(0)
    return Window(*(np.array(a, dtype=np.int64) for a in ([*pieces, _END], [*casing, 0], [*marked, 0], first)))


def pieces_of(tokenizer: Tokenizer, word: str) -> tuple[int, ...]:
    """The pieces of one word, at most 12; the unknown piece for one that has none."""
    return _pieces(tokenizer, word)


@lru_cache(maxsize=65536)
def _pieces(tokenizer: Tokenizer, word: str) -> tuple[int, ...]:
    return tuple(tokenizer.encode(word, add_special_tokens=False).ids[:12]) or (_UNKNOWN,)
