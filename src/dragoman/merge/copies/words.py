"""The words of an own text as numbers, with their places: alike whatever their case, quotation marks and spacing."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.merge.copies.own import OwnText
from dragoman.spans import Span

__all__ = ["Words", "words_of"]

_WORD = re.compile(r"\w+")
_END = re.compile(r"\n|[.!?…]+[\"'”’»)\]]*\s")


@dataclass(frozen=True, slots=True)
class Words:
    """n words of a document, in order: `hashes`, `starts` and `ends` are arrays (n,) of 32 bits.

    `starts` and `ends` are code points of the text. `pieces` (n,) numbers the sentence or line of each word, `parts`
    (n,) the span of the own text that it lies in, both from 0.
    """

    hashes: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    pieces: NDArray[np.uint32]
    parts: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, first: int, last: int) -> Span:
        """The range of the text from one word to another."""
        return Span(int(self.starts[first]), int(self.ends[last]))

    def follows(self, number: int) -> bool:
        """Whether only marks and spaces stand between a word of this number and the one before it."""
        piece, before = int(self.pieces[number]), int(self.pieces[number - 1])
        return piece - before <= 1 and bool(self.parts[number] == self.parts[number - 1])

    def piece_hashes(self, *, least: int) -> dict[int, bytes]:
        """The number and the words' hashes, as bytes, of each piece of at least so many words."""
        bounds = [*np.flatnonzero(np.diff(self.pieces.astype(np.int64), prepend=-1)).tolist(), len(self)]
        return {
            int(self.pieces[low]): self.hashes[low:high].tobytes()
            for low, high in pairwise(bounds)
            if high - low >= least
        }

    def without(self, pieces: Sequence[int]) -> Words:
        """The words that stand in none of these pieces."""
        if not pieces:
            return self
        kept = ~np.isin(self.pieces, pieces)
        return Words(*(c[kept] for c in (self.hashes, self.starts, self.ends, self.pieces, self.parts)))


def words_of(own: OwnText) -> Words:
    """The words of an own text: runs of letters and digits, in small letters, so that "don’t" and "don't" are alike."""
    columns: tuple[list[int], ...] = ([], [], [], [], [])
    hashes, starts, ends, pieces, parts = columns
    piece = 0
    for part, span in enumerate(own.spans):
        low = span.start
        for high in [*(m.end() for m in _END.finditer(own.text, span.start, span.end)), span.end]:
            for match in _WORD.finditer(own.text, low, high):
                hashes.append(zlib.crc32(match[0].casefold().encode("utf-8", "surrogatepass")))
                starts.append(match.start())
                ends.append(match.end())
                pieces.append(piece)
                parts.append(part)
            low = high
            piece += 1
    return Words(*(np.array(column, np.uint32) for column in columns))
