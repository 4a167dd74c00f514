"""The words of an own text as numbers, with their places: alike whatever their case, quotation marks and spacing."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.merge.copies.own import OwnText
from dragoman.spans import Span

__all__ = ["Words", "words_of"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """n words of a document, in order: `hashes`, `starts` and `ends` are arrays (n,) of 32 bits.

    `starts` and `ends` are code points of the text. `parts` (n,) numbers the stretch of own text that a word lies in.
    """

    hashes: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    parts: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, first: int, last: int) -> Span:
        """The range of the text from one word to another."""
        return Span(int(self.starts[first]), int(self.ends[last]))

    def without(self, dropped: NDArray[np.bool_]) -> Words:
        """The words that are not dropped (n,); what stood on either side of some lies in two stretches."""
        kept = ~dropped
        parts = (self.parts + np.cumsum(dropped, dtype=np.uint32))[kept]
        return Words(self.hashes[kept], self.starts[kept], self.ends[kept], parts)


def words_of(own: OwnText) -> Words:
    """The words of an own text: runs of letters and digits, in small letters, so that "don’t" and "don't" are alike."""
    columns: tuple[list[int], ...] = ([], [], [], [])
    hashes, starts, ends, parts = columns
    for part, span in enumerate(own.spans):
        for match in _WORD.finditer(own.text, span.start, span.end):
            hashes.append(zlib.crc32(match[0].casefold().encode("utf-8", "surrogatepass")))
            starts.append(match.start())
            ends.append(match.end())
            parts.append(part)
    return Words(*(np.array(column, np.uint32) for column in columns))
