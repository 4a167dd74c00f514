"""The numbers by which stories are told apart: weights of words from headlines, weights of comparisons from round-ups.

Needs scikit-learn, which is never needed to use them. All articles of a round-up carry one day, its own. Weights
learned from those days would say that a day between two articles means two stories, which no other news bears out; so
each article is given the day that its address has, or a day drawn from what addresses have (`spread`).

`--cross` scores stretches of ten days by what the others taught, weights and threshold both: on the days given, on
the days of the pages, and, to compare, learned from the days given.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from dragoman.lexicon import load
from dragoman.merge.stories import Comparison, Rules, Stories, StoryItem, compare
from dragoman.merge.stories.compare import FEATURES, days_between, meaning_of, rules_of, weighed
from dragoman.merge.stories.item import words_of
from evals.clusters import b_cubed, pairs
from evals.files import json_lines
from train.corpora.allsides import RoundUpArticle, articles_in, items_of, spread

__all__ = ["cross", "fit"]

TARGET = Path("src/dragoman/data")
ROUND_UPS = "stories_allsides/2021-04_to_07.jsonl"
HEADLINES = "real_news/rss_world_2023-10_to_12.jsonl.gz"
SEEN = 20
"""Headlines that a word must be in to have a weight of its own."""

LOOKED_AT = 600
FIXED = {"least": 0.02, "meaning": 0.3, "window": 5}
TOGETHER = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65)
FOLD_DAYS = 10


@dataclass(frozen=True, slots=True)
class Set:
    """Items with the story of each, by name."""

    items: tuple[StoryItem, ...]
    stories: Mapping[str, str]

    def without(self, names: Iterable[str]) -> Set:
        """All but these."""
        out = set(names)
        return Set(tuple(i for i in self.items if i.document_id not in out), self.stories)

    def scores(self, by: Rules) -> dict[str, float]:
        """How well the rules tell the stories apart."""
        found = Stories(self.items, by=by)
        said = {i.document_id: _story(found, i.document_id) for i in self.items}
        true = {name: self.stories[name] for name in said}
        together = pairs(true, said)
        return {
            "pair_f1": round(together.f1, 4),
            "pair_precision": round(together.precision, 4),
            "pair_recall": round(together.recall, 4),
            "b3_f1": round(b_cubed(true, said).f1, 4),
        }


def _story(found: Stories, name: str) -> str:
    story = found.story(name)
    assert story
    return story.story_id


def fit(data: Path, *, target: Path = TARGET) -> str:
    """Weigh the words, fit to the part "train", and write both tables; what was written, in words."""
    words = word_weights(data / HEADLINES)
    _write(target / "story_words.json", words)
    load.cache_clear()
    articles = articles_in(data / ROUND_UPS, part="train")
    given = _set(articles)
    weights, bias = fitted(_dated(given, spread(articles)), words)
    together = _best(given, weights, bias, words)
    source = "AllSides round-ups before July 2021, by python -m train stories"
    _write(target / "story_pairs.json", {"source": source, **_numbers(weights, bias, together)})
    return f"{len(given.items)} articles, weights {weights}, bias {bias}, together at {together}"


def cross(data: Path) -> dict[str, dict[str, float]]:
    """Scores of stretches of days, each by what the others taught."""
    articles = articles_in(data / ROUND_UPS)
    words = load("story_words")
    given = _set(articles)
    pages = _dated(given, spread(articles))
    return {
        "days_given": _crossed(pages, given, words),
        "days_of_pages": _crossed(pages, pages, words),
        "learned_from_days_given": _crossed(given, given, words),
        "learned_from_days_given_scored_on_days_of_pages": _crossed(given, pages, words),
    }


def _crossed(taught: Set, scored: Set, words: Mapping[str, Any]) -> dict[str, float]:
    """Scores over all stretches together: what each puts together, pairs and items counted over all of them."""
    folds = _folds(scored)
    said, true = dict[str, str](), dict[str, str]()
    for names in folds:
        weights, bias = fitted(taught.without(names), words)
        together = _best(scored.without(names), weights, bias, words)
        by = rules_of(_numbers(weights, bias, together), words)
        found = Stories(scored.items, by=by)
        said |= {name: _story(found, name) for name in names}
        true |= {name: scored.stories[name] for name in names}
    right = pairs(true, said)
    return {
        "pair_f1": round(right.f1, 4),
        "pair_precision": round(right.precision, 4),
        "pair_recall": round(right.recall, 4),
        "b3_f1": round(b_cubed(true, said).f1, 4),
    }


def _folds(of: Set) -> list[set[str]]:
    """The names of stretches of ten days, no story in two of them."""
    first = dict[str, date]()
    for item in of.items:
        day = item.published[0] if item.published else date.max
        story = of.stories[item.document_id]
        first[story] = min(day, first.get(story, day))
    start = min(first.values())
    by_fold: dict[int, set[str]] = {}
    for item in of.items:
        fold = (first[of.stories[item.document_id]] - start).days // FOLD_DAYS
        by_fold.setdefault(fold, set()).add(item.document_id)
    return [by_fold[fold] for fold in sorted(by_fold)]


def fitted(taught: Set, words: Mapping[str, Any]) -> tuple[dict[str, float], float]:
    """Logistic weights and bias from all pairs that would be compared."""
    compared = _comparisons(taught.items, rules_of(_numbers(dict.fromkeys(FEATURES, 0.0), 0.0, 0.5), words))
    x = np.array([c.features for c in compared])
    y = np.array([taught.stories[c.one] == taught.stories[c.other] for c in compared])
    model = LogisticRegression(C=10.0, max_iter=5000).fit(x, y)
    weights = {name: round(float(w), 3) for name, w in zip(FEATURES, model.coef_[0], strict=True)}
    return weights, round(float(model.intercept_[0]), 3)


def _comparisons(items: Sequence[StoryItem], by: Rules) -> list[Comparison]:
    ready = [weighed(item, by) for item in items if item.published]
    near = (
        (a, b)
        for n, a in enumerate(ready)
        for b in ready[n + 1 :]
        if days_between(a.item, b.item) <= by.window and meaning_of(a, b) >= by.meaning
    )
    return [c for c in (compare(a, b, by=by) for a, b in near) if not c.apart]


def _best(of: Set, weights: Mapping[str, float], bias: float, words: Mapping[str, Any]) -> float:
    """The threshold where pair F1 is best, the mean of it and its neighbours: single scores jump by chance."""
    tried = [of.scores(rules_of(_numbers(weights, bias, t), words))["pair_f1"] for t in TOGETHER]
    means = [sum(tried[n - 1 : n + 2]) / 3 for n in range(1, len(tried) - 1)]
    return TOGETHER[1 + means.index(max(means))]


def _numbers(weights: Mapping[str, float], bias: float, together: float) -> dict[str, Any]:
    return {"weights": dict(weights), "bias": bias, "together": together, **FIXED}


def _set(articles: Sequence[RoundUpArticle]) -> Set:
    items = tuple(item for item in items_of(articles).values() if item)
    return Set(items, {a.document: a.story for a in articles})


def _dated(of: Set, days: Mapping[str, date]) -> Set:
    """The same on other days of publication."""
    dated = ((item, days[item.document_id]) for item in of.items)
    return Set(tuple(replace(item, published=(day, day)) for item, day in dated), of.stories)


def word_weights(path: Path) -> dict[str, Any]:
    """The weights of the words of headlines and ledes, and of all others."""
    counted, documents = Counter[str](), 0
    for row in json_lines(path):
        counted.update(set(words_of(f"{row['title']} {(row['lede'] or '')[:LOOKED_AT]}")))
        documents += 1
    by_weight: dict[int, list[str]] = {}
    for word in sorted(word for word, count in counted.items() if count >= SEEN):
        by_weight.setdefault(round(10 * math.log(documents / counted[word])), []).append(word)
    return {
        "source": f"{documents} headlines and ledes of 45 outlets, October to December 2023; python -m train stories",
        "unknown": round(10 * math.log(documents / SEEN)),
        "words": {str(weight): " ".join(by_weight[weight]) for weight in sorted(by_weight)},
    }


def _write(path: Path, table: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", "utf-8")
