"""Scores of partitions: which items were put together, against which belong together.

MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998) and CEAF with the entity measure (Luo 2005), whose mean F1
is the score of CoNLL-2012; and pairs. A partition gives each item the name of its cluster; both are over the same
items.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

__all__ = ["Agreement", "b_cubed", "ceaf_e", "conll_f1", "muc", "pairs"]

Partition = Mapping[Any, Hashable]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall as counts: how much of what was said is right, and of what is true was said."""

    right_said: float
    said: float
    right_true: float
    true: float

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 0 when nothing was."""
        return self.right_said / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The share of what is true that was said; 0 when nothing is."""
        return self.right_true / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            self.right_said + other.right_said,
            self.said + other.said,
            self.right_true + other.right_true,
            self.true + other.true,
        )


def conll_f1(true: Partition, said: Partition) -> float:
    """The mean of the F1 of MUC, B-cubed and CEAF-e."""
    return (muc(true, said).f1 + b_cubed(true, said).f1 + ceaf_e(true, said).f1) / 3


def muc(true: Partition, said: Partition) -> Agreement:
    """Links: a cluster of n items has n - 1; single items have none."""
    right_said, of_said = _links(said, true)
    right_true, of_true = _links(true, said)
    return Agreement(right_said, of_said, right_true, of_true)


def b_cubed(true: Partition, said: Partition) -> Agreement:
    """For each item the share of its cluster that belongs with it."""
    both = Counter((true[item], said[item]) for item in _items(true, said))
    of_true, of_said = Counter(true.values()), Counter(said.values())
    precise = sum(count * count / of_said[s] for (_, s), count in both.items())
    recalled = sum(count * count / of_true[t] for (t, _), count in both.items())
    return Agreement(precise, len(said), recalled, len(true))


def ceaf_e(true: Partition, said: Partition) -> Agreement:
    """Clusters matched one to one so that their likeness (twice the common items, by both sizes) is largest."""
    both = Counter((true[item], said[item]) for item in _items(true, said))
    of_true, of_said = Counter(true.values()), Counter(said.values())
    total = 0.0
    for rows, columns in _parts(both):
        likeness = np.array([[2 * both[t, s] / (of_true[t] + of_said[s]) for s in columns] for t in rows])
        total += float(likeness[linear_sum_assignment(-likeness)].sum())
    return Agreement(total, len(of_said), total, len(of_true))


def pairs(true: Partition, said: Partition) -> Agreement:
    """Pairs of items that are together."""
    both = Counter((true[item], said[item]) for item in _items(true, said))
    right = sum(map(_pairs, both.values()))
    said_pairs, true_pairs = (sum(map(_pairs, Counter(side.values()).values())) for side in (said, true))
    return Agreement(right, said_pairs, right, true_pairs)


def _items(true: Partition, said: Partition) -> list[Hashable]:
    if true.keys() != said.keys():
        raise ValueError("the two partitions are not over the same items")
    return list(true)


def _pairs(items: int) -> int:
    return items * (items - 1) // 2


def _links(of: Partition, against: Partition) -> tuple[float, float]:
    """How many links of one partition's clusters are kept in the other, and how many there are."""
    _items(of, against)
    members: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for item, cluster in of.items():
        members[cluster].append(item)
    kept = sum(len(items) - len({against[item] for item in items}) for items in members.values())
    return float(kept), float(sum(len(items) - 1 for items in members.values()))


def _parts(both: Mapping[tuple[Hashable, Hashable], int]) -> list[tuple[list[Hashable], list[Hashable]]]:
    """The clusters of both sides, apart where no item joins them: the matching is small in each part."""
    parent: dict[tuple[int, Hashable], tuple[int, Hashable]] = {}

    def root(node: tuple[int, Hashable]) -> tuple[int, Hashable]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for t, s in both:
        parent[root((0, t))] = root((1, s))
    found: dict[tuple[int, Hashable], tuple[list[Hashable], list[Hashable]]] = {}
    for node in list(parent):
        found.setdefault(root(node), ([], []))[node[0]].append(node[1])
    return list(found.values())
