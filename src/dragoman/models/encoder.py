"""The encoder: words in, the scores of all heads out, by onnxruntime on the processor.

One window is run at a time. The scale of 8-bit activations is taken from what is run, so a text that is run alone gives
the same whatever else is read; and nothing is padded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from dragoman.models.inputs import LONGEST, Window, encode, pieces_of, windows_of
from dragoman.models.reading import Floats, Reading
from dragoman.models.session import SHIPPED, checked, session

__all__ = ["Encoder"]


class Encoder:
    """The shipped network. Safe to use from several threads; `threads` is for one pass (1 to leave cores to others)."""

    def __init__(self, folder: Path = SHIPPED, *, threads: int = 1) -> None:
        """Load and check the weights in `folder`; `WeightsError` when one is missing or not that of its manifest."""
        self.version = checked(folder, ("encoder.onnx", "tables.npz", "tokenizer.json"))
        self._session = session(folder / "encoder.onnx", threads=threads)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        with np.load(folder / "tables.npz") as tables:
            self._tables: dict[str, Floats] = {name: tables[name] for name in tables.files}
        self._outputs = [output.name for output in self._session.get_outputs()]

    @staticmethod
    @cache
    def load(*, threads: int = 1) -> Encoder:
        """The encoder with the weights that the package ships, loaded once."""
        return Encoder(threads=threads)

    def read(
        self,
        units: Sequence[Sequence[str]],
        marks: Sequence[int] | None = None,
        *,
        heads: Sequence[str] | None = None,
    ) -> Reading:
        """What the heads say of the words of some units (sentences or paragraphs) that follow each other in one text.

        `heads` are the names of those that are asked, all when left out: what is not asked costs no time and no memory.
        `marks` has one number a word over all units (1 actor, 2 recipient) where a relation is asked for. Units are
        read together as far as they fit into a window of 200 pieces of the vocabulary. No words give an empty reading.
        """
        words = [word for unit in units for word in unit]
        bounds = _bounds([len(unit) for unit in units])
        sizes = [[len(pieces_of(self._tokenizer, word)) for word in unit] for unit in units]
        windows = tuple(windows_of(units, sizes, longest=LONGEST))
        stops = {end - 1 for _, end in bounds}
        asked = self._outputs if heads is None else list(heads)
        found: dict[str, Floats] = {} if windows else {name: np.zeros((0, 1), np.float32) for name in asked}
        for start, end in windows:
            ends = [index - start for index in range(start, end) if index in stops]
            window = self.window(words[start:end], ends, marks[start:end] if marks else None)
            for name, scores in zip(asked, self.run(window, asked), strict=True):
                if name not in found:  # filled in place: a long text must not stand in memory twice
                    found[name] = np.empty((len(words), scores.shape[1]), np.float32)
                found[name][start:end] = scores
        return Reading(tuple(words), bounds, windows, found, self._tables)

    def window(self, words: Sequence[str], ends: Sequence[int] = (), marks: Sequence[int] | None = None) -> Window:
        """Words as the network reads them in one pass; `ends` are the indices of the last words of units."""
        return encode(self._tokenizer, words, ends=ends, marks=marks)

    def run(self, window: Window, heads: Sequence[str] | None = None) -> list[Floats]:
        """One pass: the scores (words, columns) of each head asked, in their order; of all when none is named."""
        fed = {name: getattr(window, name)[None] for name in ("pieces", "casing", "marks")}
        out: list[Floats] = self._session.run(list(heads or self._outputs), {**fed, "first": window.first})
        return out


def _bounds(lengths: Sequence[int]) -> tuple[tuple[int, int], ...]:
    found, start = [], 0
    for length in lengths:
        found.append((start, start + length))
        start += length
    return tuple(found)
