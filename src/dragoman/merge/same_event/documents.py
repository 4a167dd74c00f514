"""Documents that tell of one occurrence, without days to go by: two editions of one thing are two topics.

Two earthquakes are told apart by who, where, which figures and which days, and by which other documents speak alike.
Where documents are dated, `dragoman.merge.stories` is the better judge, and takes them one at a time.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dragoman.lexicon import load
from dragoman.merge.same_event.features import Floats
from dragoman.merge.same_event.pairs import Model, model_of
from dragoman.merge.stories import likeness_of, partition

__all__ = [
    "BAGS",
    "DOCUMENT_FEATURES",
    "DOCUMENT_TEXTS",
    "DocumentFeatures",
    "document_values",
    "topics_of",
    "topics_of_likeness",
]

DOCUMENT_TEXTS = ("title", "lead", "text")
"""The texts of a document that have a vector, in the order of the rows of `DocumentFeatures.vectors`."""

BAGS = ("words", "lead_words", "title_words", "names", "people", "organisations", "places", "numbers", "times")
"""What is counted of a document, in order: words that say something, lower case; the last words of all names; names
of people, organisations and places; figures; the words of times that say a day."""

_CAN_DIFFER = ("people", "organisations", "places", "numbers", "times")

DOCUMENT_FEATURES = (*DOCUMENT_TEXTS, *BAGS, *(f"other_{bag}" for bag in _CAN_DIFFER))
"""What is compared: cosines of vectors and of weighted bags; `other_` is 1 where two bags have something, and share
nothing."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class DocumentFeatures:
    """A document ready to be compared: `vectors` of `DOCUMENT_TEXTS`, rows of length 1; how often what of `BAGS`."""

    document_id: str
    vectors: Floats
    bags: tuple[Mapping[str, int], ...]


@cache
def document_model() -> Model:
    """The shipped model; `LexiconError` where the installation lacks it."""
    return model_of(load("event_pairs")["documents"])


def topics_of(documents: Sequence[DocumentFeatures], *, by: Model | None = None) -> list[list[str]]:
    """The ids of the documents of each topic, sorted, in order of their first.

    All pairs are compared, and how much a word counts depends on all documents handed over; their order changes
    nothing.
    """
    by = by or document_model()
    ordered = sorted(documents, key=lambda d: d.document_id)
    weights = [by.weights[name] for name in DOCUMENT_FEATURES]
    likeness = np.eye(len(ordered))
    for (one, other), values in document_values(ordered).items():
        total = by.bias + math.fsum(w * v for w, v in zip(weights, values, strict=True))
        likeness[one, other] = likeness[other, one] = likeness_of(total)
    return topics_of_likeness([d.document_id for d in ordered], likeness, together=by.together)


def topics_of_likeness(ids: Sequence[str], likeness: Matrix, *, together: float) -> list[list[str]]:
    """Topics from the likeness of each pair, shape (documents, documents), 1 on the diagonal.

    To the likeness of two is added how far they are like the same documents, and half of the sum taken: one that has
    little in common with another may have it with the rest of its topic.
    """
    squared = likeness**2
    rows = squared / np.linalg.norm(squared, axis=1, keepdims=True)
    mean = np.round((likeness + rows @ rows.T) / 2, 4)
    links = {(ids[a], ids[b]): float(mean[a, b]) for a, b in combinations(range(len(ids)), 2)}
    return partition(ids, links, together=together)


def document_values(documents: Sequence[DocumentFeatures]) -> dict[tuple[int, int], tuple[float, ...]]:
    """The values of `DOCUMENT_FEATURES` for each pair of documents, by their indices, to three places."""
    bags = _weighed(documents)
    return {
        (a, b): _values(documents[a], documents[b], bags[a], bags[b]) for a, b in combinations(range(len(documents)), 2)
    }


Bags = Sequence[Mapping[str, float]]


def _values(one: DocumentFeatures, other: DocumentFeatures, mine: Bags, theirs: Bags) -> tuple[float, ...]:
    shared = {name: _cosine(a, b) for name, a, b in zip(BAGS, mine, theirs, strict=True)}
    differ = (
        bool(a) and bool(b) and not shared[name]
        for name, a, b in zip(BAGS, mine, theirs, strict=True)
        if name in _CAN_DIFFER
    )
    values = (*(one.vectors * other.vectors).sum(1).tolist(), *shared.values(), *differ)
    return tuple(round(float(value), 3) for value in values)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(weight * longer[word] for word, weight in shorter.items() if word in longer)


def _weighed(documents: Sequence[DocumentFeatures]) -> list[Bags]:
    """The bags with weights: a word counts more the fewer of the documents have it. The squares of a bag sum to 1."""
    having = [Counter(word for d in documents for word in d.bags[number]) for number in range(len(BAGS))]
    return [[_bag(d.bags[n], having[n], len(documents)) for n in range(len(BAGS))] for d in documents]


def _bag(counts: Mapping[str, int], having: Mapping[str, int], documents: int) -> dict[str, float]:
    weights = {w: (1 + math.log(counts[w])) * math.log((documents + 1) / having[w]) for w in sorted(counts)}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}
