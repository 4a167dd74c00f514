"""Vectors of sentences and documents: the sentence encoder that ours began as, untouched, for likeness in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.models.reading import Floats
from dragoman.models.session import SHIPPED, checked, session

__all__ = ["LONGEST_TEXT", "Vectors"]

LONGEST_TEXT = 254
"""Pieces of a text that its vector is made of; what goes on after them is not looked at."""


class Vectors:
    """The sentence encoder. The vector of a text does not depend on what other texts are asked for with it."""

    def __init__(self, folder: Path = SHIPPED, *, threads: int = 1) -> None:
        """Load and check the weights in `folder`; `WeightsError` when one is missing or not that of its manifest."""
        self.version = checked(folder, ("vectors.onnx", "tokenizer.json"))
        self._session = session(folder / "vectors.onnx", threads=threads)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST_TEXT + 2)

    @staticmethod
    @cache
    def load(*, threads: int = 1) -> Vectors:
        """The sentence encoder that the package ships, loaded once."""
        return Vectors(threads=threads)

    def of(self, texts: Sequence[str]) -> Floats:
        """Vectors (texts, 384) of length 1, so that their product is the cosine; no texts give shape (0, 384)."""
        found = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in enumerate(texts):
            pieces = np.array(self._tokenizer.encode(text).ids, dtype=np.int64)
            found[row] = self.run(pieces)
        return found

    def run(self, pieces: NDArray[np.int64]) -> Floats:
        """One pass over the pieces of a text, both marks included: its vector (384,)."""
        vector: Floats = self._session.run(None, {"pieces": pieces[None]})[0]
        return vector
