"""Fingerprints: some of the word runs of a text, chosen so that two texts that share a passage choose the same.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of every window of neighbouring runs the one of the lowest hash. Any
passage of RUN + window - 1 words has a fingerprint that depends on nothing outside it. What a wide window chooses a
narrow one chooses too, so short and long texts meet.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.merge.copies.words import Words

__all__ = ["RUN", "Fingerprints", "fingerprints", "repeated", "runs_of"]

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


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The m fingerprints of a text, in its order: `places` (m,) are their first words, `hashes` (m,) what they are."""

    places: NDArray[np.int32]
    hashes: NDArray[np.uint64]

    @property
    def kinds(self) -> frozenset[int]:
        """The hashes, each once."""
        return frozenset(self.hashes.tolist())


def fingerprints(words: Words) -> Fingerprints:
    """The fingerprints of a text; none where it has fewer than RUN words."""
    runs = runs_of(words)
    width = min(NARROW if len(words) < SHORT else WIDE, len(runs))
    if not width:
        return Fingerprints(np.zeros(0, np.int32), runs)
    lowest = np.lib.stride_tricks.sliding_window_view(runs, width).argmin(axis=1)
    places = np.unique(lowest + np.arange(len(lowest))).astype(np.int32)
    return Fingerprints(places, runs[places])


def repeated(size: int, chosen: Fingerprints, boilerplate: Container[int]) -> NDArray[np.bool_]:
    """Which of so many words (n,) stand in boilerplate: in runs whose hashes it has, and between two that are near.

    Near is the wide window: a long text has no fingerprints between, and a short one has some that long ones lack.
    """
    found = np.zeros(size, bool)
    before = -WIDE - 1
    for place, kind in zip(chosen.places.tolist(), chosen.hashes.tolist(), strict=True):
        if kind in boilerplate:
            found[before if place - before <= WIDE else place : place + RUN] = True
            before = place
    return found


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The bits stirred (as in splitmix64), so that the lowest is any."""
    values = (values ^ (values >> np.uint64(30))) * _MIX
    return values ^ (values >> np.uint64(31))
