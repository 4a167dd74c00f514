"""Linked documents to groups: average linkage, in an order that only the links decide."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

__all__ = ["APART", "partition"]

APART = float("-inf")
"""The likeness of two that are never together: no mean with it in it is ever high enough."""


def partition(members: Iterable[str], links: Mapping[tuple[str, str], float], *, together: float) -> list[list[str]]:
    """The groups of the members, each sorted, in order of their first.

    Two groups with the highest mean likeness over all pairs are joined first, until no mean reaches `together`; pairs
    without a link count 0. Of equal means, the one whose first members come first. The result depends on the set of
    members and links alone. `links` are between members, each once, in either order.
    """
    names = sorted(members)
    number = {name: n for n, name in enumerate(names)}
    groups = {n: [n] for n in range(len(names))}
    sums: dict[int, dict[int, float]] = {n: {} for n in groups}
    for (one, two), likeness in links.items():
        sums[number[one]][number[two]] = sums[number[two]][number[one]] = likeness
    waiting = [(-value, n, m) for n in sums for m, value in sums[n].items() if n < m and value >= together]
    heapq.heapify(waiting)
    while waiting:
        mean, n, m = heapq.heappop(waiting)
        if n not in groups or m not in groups or -mean != _mean(n, m, groups, sums):
            continue
        _join(n, m, groups, sums)
        for other in sums[n]:
            if (new := _mean(n, other, groups, sums)) >= together:
                heapq.heappush(waiting, (-new, min(n, other), max(n, other)))
    return [[names[n] for n in sorted(group)] for _, group in sorted(groups.items())]


def _mean(n: int, m: int, groups: Mapping[int, list[int]], sums: Mapping[int, Mapping[int, float]]) -> float:
    return sums[n].get(m, 0.0) / (len(groups[n]) * len(groups[m]))


def _join(n: int, m: int, groups: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> None:
    """Put group m into group n, its lower number, with the sums of their links."""
    groups[n] += groups.pop(m)
    for other, value in sums.pop(m).items():
        sums[other].pop(m, None)
        if other != n:
            sums[n][other] = sums[other][n] = sums[n].get(other, 0.0) + value
    sums[n].pop(m, None)
