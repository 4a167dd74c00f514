"""Fingerprints: some of the word runs of a text, chosen so that two texts that share a passage choose the same.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of every window of neighbouring runs the one of the lowest hash. Any
passage of RUN + window - 1 words has a fingerprint that depends on nothing outside it. What a wide window chooses a
narrow one chooses too, so short and long texts meet.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.merge.copies.words import Words

__all__ = ["RUN", "fingerprints", "runs_of"]

RUN = 5
"""Words in a run."""
SHORT = 120
"""A text of fewer words has the narrow window."""
NARROW = 4
WIDE = 12

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def runs_of(words: Words) -> NDArray[np.uint64]:
    """The hashes of all runs of RUN words, (n - RUN + 1,); empty for a shorter text."""
    count = len(words) - RUN + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    hashes = words.hashes.astype(np.uint64)
    found = np.zeros(count, np.uint64)
    for shift in range(RUN):
        found = found * _BASE + hashes[shift : shift + count]
    return _mixed(found)


def fingerprints(words: Words) -> NDArray[np.uint64]:
    """The fingerprints of a text, sorted, each once; empty where it has fewer than RUN words."""
    runs = runs_of(words)
    if not len(runs):
        return runs
    width = min(NARROW if len(words) < SHORT else WIDE, len(runs))
    windows = np.lib.stride_tricks.sliding_window_view(runs, width)
    return np.unique(windows.min(axis=1))


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The bits stirred (as in splitmix64), so that the lowest is any."""
    values = (values ^ (values >> np.uint64(30))) * _MIX
    return values ^ (values >> np.uint64(31))
