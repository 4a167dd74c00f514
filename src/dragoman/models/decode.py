"""Scores to tags and trees: the best sequence of BIO tags, spans of tags, the best tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_tags", "bio_steps", "spans_of", "tree_of"]

_NEVER = np.float32(-1e4)


def best_tags(
    scores: NDArray[np.float32], units: Sequence[tuple[int, int]], steps: NDArray[np.float32] | None = None
) -> list[int]:
    """The best tag of each word, unit by unit, an inside only after its begin or inside (Viterbi).

    `scores` has shape (N, tags) in BIO order: outside, begin and inside of each label. `steps[a, b]` is added for going
    from a to b; without it all steps that BIO allows are alike.
    """
    table = bio_steps(scores.shape[1]) if steps is None else steps + bio_steps(scores.shape[1])
    found: list[int] = []
    for start, end in units:
        if end > start:
            found.extend(_best(scores[start:end], table))
    return found


def bio_steps(count: int) -> NDArray[np.float32]:
    """Zero where BIO allows a step from one tag to another, else a large negative number."""
    table = np.zeros((count, count), dtype=np.float32)
    for inside in range(2, count, 2):
        table[:, inside] = _NEVER
        table[inside - 1 : inside + 1, inside] = 0
    return table


def _best(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> list[int]:
    now = scores[0].copy()
    now[2::2] += _NEVER
    back = np.empty((len(scores), scores.shape[1]), dtype=np.int32)
    for index in range(1, len(scores)):
        reach = now[:, None] + steps
        back[index] = reach.argmax(0)
        now = reach.max(0) + scores[index]
    tags = [int(now.argmax())]
    for index in range(len(scores) - 1, 0, -1):
        tags.append(int(back[index, tags[-1]]))
    return tags[::-1]


def spans_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Half-open ranges of words with their label, from BIO tags; an inside without its begin begins one (conlleval).

    >>> list(spans_of(["B-cue", "O", "I-source", "I-source", "B-source"]))
    [(0, 1, 'cue'), (2, 4, 'source'), (4, 5, 'source')]
    """
    start, label = 0, ""
    for index, tag in enumerate((*tags, "O")):
        if label and tag != f"I-{label}":
            yield start, index, label
            label = ""
        if tag != "O" and not label:
            start, label = index, tag[2:]


def tree_of(queries: NDArray[np.float32], keys: NDArray[np.float32]) -> list[int]:
    """The head of each of N words, its own index for the one root: the best tree over the arcs' scores.

    `queries` are of words as dependents, `keys` of words as heads, both (N, D); a word's score for itself is that of
    being the root. Greedy where that is a tree already, else Chu-Liu and Edmonds.
    """
    scores = (queries @ keys.T).astype(np.float64)
    count = len(scores)
    full = np.full((count + 1, count + 1), -np.inf)  # 0 is above the root; full[head, word]
    full[1:, 1:] = scores.T
    full[0, 1:] = np.diag(scores)
    np.fill_diagonal(full, -np.inf)
    heads = _one_root(full)
    return [index if head == 0 else head - 1 for index, head in enumerate(heads[1:].tolist())]


def _one_root(full: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best tree with one root, which is always among those of the best tree with any number of roots.

    Proof: say a best tree with one root hangs from a word that lies under the root r of the other. The heads of r and
    all below it can be exchanged between the two, and both stay trees; as the other cannot get better by it, the one
    with one root cannot get worse, and now hangs from r.
    """
    heads = _edmonds(full)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) <= 1:
        return heads
    best, best_score = heads, -np.inf
    for root in roots.tolist():
        one = full.copy()
        one[0, 1:] = -np.inf
        one[0, root] = full[0, root]
        tried = _edmonds(one)
        score = sum(one[tried[i], i] for i in range(1, len(tried)))
        if score > best_score:
            best, best_score = tried, score
    return best


def _edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    heads: NDArray[np.int64] = scores.argmax(0)
    heads[0] = 0
    cycle = np.array(_cycle(heads), dtype=np.int64)
    if not len(cycle):
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    held = scores[heads[cycle], cycle]
    size = len(outside) + 1
    smaller = np.full((size, size), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(outside, cycle)] - held
    enter = into.argmax(1)
    smaller[:-1, -1] = into.max(1)
    out_of = scores[np.ix_(cycle, outside)]
    leave = out_of.argmax(0)
    smaller[-1, :-1] = out_of.max(0)
    smaller[:, 0] = -np.inf
    above = _edmonds(smaller)
    result = heads.copy()
    for index, node in enumerate(outside.tolist()):
        if node:
            result[node] = cycle[leave[index]] if above[index] == size - 1 else outside[above[index]]
    broken = cycle[enter[above[-1]]]
    result[broken] = outside[above[-1]]
    return result


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    """A cycle of nodes that does not go through 0, or none."""
    colour = [0] * len(heads)
    colour[0] = -1
    for start in range(1, len(heads)):
        path, node = [], start
        while colour[node] == 0:
            colour[node] = start
            path.append(node)
            node = int(heads[node])
        if colour[node] == start and node in path:
            return path[path.index(node) :]
        for seen in path:
            colour[seen] = -1
    return []
