"""Two documents compared: whether they tell of the same happening, with every number that says so."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.lexicon import load
from dragoman.merge.stories.item import SCALE, StoryItem

__all__ = ["FEATURES", "Comparison", "Rules", "Weighed", "compare", "days_between", "meaning_of", "rules", "weighed"]

FEATURES = ("meaning", "titles", "title", "rare", "rare_same_day", "days", "same_day", "other_day")
"""What is compared.

- meaning: the cosine of the vectors; titles: that of the titles' alone, 0 where one has none.
- title: how much of each title, by weight, the other document has among its words; the mean of both.
- rare: the three rarest words that both have, summed, in hundredths of the weight; rare_same_day: the same where both
  share a day, else 0.
- days: days between the publications.
- same_day, other_day: 1 where both speak of days, and share one, or none.
"""

_TITLE_WORDS = 3
"""Words that a title must have beside its number to be told from another of its series."""


@dataclass(frozen=True)
class Rules:
    """The numbers by which stories are told apart; fitted by `train/stories.py`.

    `weights` are those of `FEATURES`, `bias` what is added: a logistic model. `together` is the mean likeness at which
    two groups are one story; `least` the likeness below which a pair counts as 0; `meaning` the cosine below which a
    pair is not compared; `window` the days between publications above which it is not. `words` has the weight of
    common words, ten times the natural logarithm of how many documents there are to one that has it; `unknown` that
    of all others.
    """

    weights: Mapping[str, float]
    bias: float
    together: float
    least: float
    meaning: float
    window: int
    words: Mapping[str, int]
    unknown: int

    @cached_property
    def in_order(self) -> tuple[float, ...]:
        """The weights of `FEATURES`, in their order."""
        return tuple(self.weights[name] for name in FEATURES)

    def weight(self, word: str) -> int:
        """The weight of a folded word."""
        return self.words.get(word, self.unknown)


@cache
def rules() -> Rules:
    """The shipped rules; `LexiconError` where the installation lacks them."""
    return rules_of(load("story_pairs"), load("story_words"))


def rules_of(pairs: Mapping[str, Any], words: Mapping[str, Any]) -> Rules:
    """The rules of the two tables."""
    by_word = {word: int(weight) for weight, of in words["words"].items() for word in of.split()}
    numbers = {name: pairs[name] for name in ("bias", "together", "least", "meaning", "window")}
    return Rules(weights=pairs["weights"], words=by_word, unknown=words["unknown"], **numbers)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An item ready to be compared with many.

    `terms` are the weights of its words, those of its names among them; `title` the squares of the weights of the words
    of its title; `plain` and `numbers` its words without and with figures alone. `vector` and `title_vector` are
    float32, where products are exact too.
    """

    item: StoryItem
    terms: Mapping[str, int]
    title: Mapping[str, int]
    plain: frozenset[str]
    numbers: frozenset[str]
    vector: NDArray[np.float32]
    title_vector: NDArray[np.float32]


def weighed(item: StoryItem, by: Rules) -> Weighed:
    """An item with its weights."""
    names = (word for name in item.names for word in name.split())
    terms = {term: by.weight(term) for term in (*item.title_terms, *item.terms, *names)}
    title = {term: terms[term] ** 2 for term in item.title_terms}
    numbers = frozenset(term for term in title if term.isdecimal())
    vectors = (item.vector.astype(np.float32), item.title_vector.astype(np.float32))
    return Weighed(item, terms, title, frozenset(title) - numbers, numbers, *vectors)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents compared, `one` before `other` by id.

    `features` are the values of `FEATURES`, `weights` theirs and `bias` what is added. `apart` says that the two are
    never of one story, whatever else is alike: both report events, on days of which none is the same; or they are two
    numbers of a series ("What we know, day 12", and "day 13" a day later).
    """

    one: str
    other: str
    features: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    apart: bool

    @property
    def parts(self) -> tuple[tuple[str, float, float], ...]:
        """Each feature with its value and what it adds to the score."""
        each = zip(FEATURES, self.features, self.weights, strict=True)
        return tuple((name, value, round(value * weight, 4)) for name, value, weight in each)

    @property
    def likeness(self) -> float:
        """How likely the two are of one story, in [0, 1], to four places; what `apart` says is not in it."""
        total = self.bias + sum(map(mul, self.features, self.weights))
        return likeness_of(total)

    def is_link(self, together: float) -> bool:
        """Whether the two alone would be one story: what brings documents into one component."""
        return not self.apart and self.likeness >= together


def likeness_of(total: float) -> float:
    """The logistic, to four places."""
    return round(1 / (1 + math.exp(-max(-60.0, min(60.0, total)))), 4)


def compare(one: Weighed, other: Weighed, *, by: Rules) -> Comparison:
    """The comparison of two dated documents; the same whichever is given first."""
    a, b = (one, other) if one.item.document_id < other.item.document_id else (other, one)
    days = days_between(a.item, b.item)
    shared, others = _shared(a.item.said_days, b.item.said_days), _others(a.item.said_days, b.item.said_days)
    rare = _rare(a, b)
    words = (meaning_of(a, b), _titles(a, b), _title(a, b), rare, rare if shared else 0.0)
    values = (*words, days, shared, others)
    features = tuple([round(float(value), 4) for value in values])
    apart = _others(a.item.event_days, b.item.event_days) or (days > 0 and _numbered(a, b))
    return Comparison(a.item.document_id, b.item.document_id, features, by.in_order, by.bias, apart)


def meaning_of(one: Weighed, other: Weighed) -> float:
    """The cosine of two vectors."""
    return float(one.vector @ other.vector) / SCALE**2


def days_between(one: StoryItem, other: StoryItem) -> int:
    """Days between two publications, 0 where they may be of one day; `ValueError` when one is undated."""
    (first, last), (other_first, other_last) = _dated(one), _dated(other)
    return max(0, (other_first - last).days, (first - other_last).days)


def _dated(item: StoryItem) -> tuple[date, date]:
    if item.published is None:
        raise ValueError(f"{item.document_id} is undated: nothing to compare")
    return item.published


def _shared(one: Sequence[date], other: Sequence[date]) -> bool:
    return any(day in other for day in one)


def _others(one: Sequence[date], other: Sequence[date]) -> bool:
    """Whether both say days, and none is the same."""
    return bool(one and other) and not _shared(one, other)


def _numbered(one: Weighed, other: Weighed) -> bool:
    """Whether two titles are the same but for their numbers."""
    both = one.numbers and other.numbers and one.numbers != other.numbers
    return bool(both) and len(one.plain) >= _TITLE_WORDS and one.plain == other.plain


def _titles(one: Weighed, other: Weighed) -> float:
    return float(one.title_vector @ other.title_vector) / SCALE**2


def _title(one: Weighed, other: Weighed) -> float:
    return (_found(one, other) + _found(other, one)) / 2


def _found(one: Weighed, other: Weighed) -> float:
    held = other.terms
    return sum([square for term, square in one.title.items() if term in held]) / (sum(one.title.values()) or 1)


def _rare(one: Weighed, other: Weighed) -> float:
    weights = one.terms
    rarest = sorted([weights[term] for term in weights.keys() & other.terms.keys()], reverse=True)
    return sum(rarest[:3]) / 100
