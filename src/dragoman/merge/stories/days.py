"""The index of stories: vectors in blocks by day, so that a document is held against those of the days around it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dragoman.merge.stories.item import SCALE

__all__ = ["Days"]

_FIRST = 16


class _Block:
    """The vectors of one day, int8, in an array that doubles when it is full."""

    def __init__(self, dimensions: int) -> None:
        self.rows: list[int] = []
        self._vectors = np.empty((_FIRST, dimensions), dtype=np.int8)

    def add(self, row: int, vector: NDArray[np.int8]) -> None:
        if len(self.rows) == len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.empty_like(self._vectors)])
        self._vectors[len(self.rows)] = vector
        self.rows.append(row)

    def near(self, vector: NDArray[np.float32], least: float) -> Iterator[int]:
        found = self._vectors[: len(self.rows)].astype(np.float32) @ vector
        return (self.rows[n] for n in np.flatnonzero(found >= least))


class Days:
    """Rows by the days on which they may have been published. The cost of a look is that of the days looked at."""

    def __init__(self) -> None:
        self._blocks: dict[int, _Block] = {}

    def add(self, row: int, published: tuple[date, date], vector: NDArray[np.int8]) -> None:
        """Keep a row under each of its days."""
        first, last = published
        for day in range(first.toordinal(), last.toordinal() + 1):
            if day not in self._blocks:
                self._blocks[day] = _Block(len(vector))
            self._blocks[day].add(row, vector)

    def near(self, published: tuple[date, date], vector: NDArray[np.int8], *, window: int, meaning: float) -> list[int]:
        """The rows published within `window` days whose cosine is at least `meaning`, each once, in order."""
        first, last = published
        wanted, least = vector.astype(np.float32), meaning * SCALE**2
        days = range(first.toordinal() - window, last.toordinal() + window + 1)
        blocks = (self._blocks[day] for day in days if day in self._blocks)
        return sorted({row for block in blocks for row in block.near(wanted, least)})
