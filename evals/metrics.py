"""The arithmetic of scores, once for all scorers. A share of nothing is 0."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dragoman.models.decode import spans_of

__all__ = [
    "Counts",
    "Scored",
    "accuracy",
    "compared",
    "counts_of",
    "macro_f1",
    "mean_error",
    "pearson",
    "rounded",
    "span_counts",
    "total",
]

Scored = tuple[dict[str, Any], list[dict[str, Any]]]
"""What a scorer gives: its scores, and the lines of its predictions."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things were right, how many there are in truth, and how many were said."""

    right: int = 0
    true: int = 0
    said: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.true + other.true, self.said + other.said)

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return _share(self.right, self.said)

    @property
    def recall(self) -> float:
        """The share of what there is that was said."""
        return _share(self.right, self.true)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.right, self.true + self.said)


def compared(true: Collection[Hashable], said: Collection[Hashable]) -> Counts:
    """The counts of two sets of things."""
    wanted, given = set(true), set(said)
    return Counts(len(wanted & given), len(wanted), len(given))


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of some counts: scores of it are micro-averaged."""
    return sum(counts, Counts())


def counts_of(true: Sequence[str], said: Sequence[str], label: str) -> Counts:
    """The counts of one label among items that have one label each; both are in the order of the items."""
    pairs = list(zip(true, said, strict=True))
    return Counts(pairs.count((label, label)), list(true).count(label), list(said).count(label))


def span_counts(true: Iterable[Sequence[str]], said: Iterable[Sequence[str]]) -> defaultdict[str, Counts]:
    """The counts of exact spans by their label, over rows of BIO tags (conlleval's rules); none for any other label."""
    found: defaultdict[str, Counts] = defaultdict(Counts)
    for mine, theirs in zip(true, said, strict=True):
        if len(mine) != len(theirs):
            raise ValueError(f"{len(mine)} tags and {len(theirs)} for the same words")
        wanted, given = set(spans_of(mine)), set(spans_of(theirs))
        for label in {label for _, _, label in wanted | given}:
            found[label] += compared(*({s for s in side if s[2] == label} for side in (wanted, given)))
    return found


def accuracy(true: Sequence[Hashable], said: Sequence[Hashable]) -> float:
    """The share of items with the right label."""
    return _share(sum(a == b for a, b in zip(true, said, strict=True)), len(true))


def macro_f1(true: Sequence[str], said: Sequence[str]) -> float:
    """The mean of the F1 of each label that occurs in truth."""
    labels = sorted(set(true))
    return _share(sum(counts_of(true, said, label).f1 for label in labels), len(labels))


def pearson(true: Sequence[float], said: Sequence[float]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    a, b = (np.asarray(side, dtype=np.float64) for side in (true, said))
    if len(a) != len(b):
        raise ValueError(f"{len(a)} numbers and {len(b)} for the same items")
    if not len(a) or np.ptp(a) == 0 or np.ptp(b) == 0:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def mean_error(true: Sequence[float], said: Sequence[float]) -> float:
    """The mean absolute error."""
    return _share(sum(abs(a - b) for a, b in zip(true, said, strict=True)), len(true))


def rounded(scores: Mapping[str, Any]) -> dict[str, Any]:
    """The scores as they are printed: four places."""
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in scores.items()}


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
