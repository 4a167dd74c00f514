"""Labels drawn by their probability, and the texts that have them."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from itertools import product
from math import exp
from pathlib import Path

import numpy as np
import pytest

from train.corpora.news import drawn_tags, news
from train.examples import ANY


def test_tags_are_drawn_as_often_as_they_are_probable() -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(3, 5)).astype(np.float32)
    steps = rng.normal(size=(5, 5)).astype(np.float32)

    def is_allowed(tags: tuple[int, ...]) -> bool:
        return all(t not in (2, 4) or (i > 0 and tags[i - 1] in (t - 1, t)) for i, t in enumerate(tags))

    weights = {
        tags: exp(sum(scores[i, t] for i, t in enumerate(tags)) + sum(steps[a, b] for a, b in zip(tags, tags[1:])))
        for tags in product(range(5), repeat=3)
        if is_allowed(tags)
    }
    times = 20_000
    drawn = Counter(tuple(drawn_tags(scores, ((0, 3),), steps, rng)) for _ in range(times))
    assert set(drawn) <= set(weights)
    for tags, weight in weights.items():
        share = weight / sum(weights.values())
        assert drawn[tags] / times == pytest.approx(share, abs=4 * (share / times) ** 0.5 + 1e-4)


def test_a_text_has_the_labels_of_its_teacher(tmp_path: Path) -> None:
    row = {
        "units": [["Oslo", "waits", "."], ["So", "?"]],
        "names": [5, 0, 0, 0, 0],
        "attribution": [0, 0, 0, 1, 0],
        "type": [0, 2, 0, 0, 0],
        "triggers": [1],
        "mode": [4],
        "status": [3],
    }
    path = tmp_path / "taught.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps(row) + "\n")
    (example,) = news(path)
    assert (example.words, example.ends) == (["Oslo", "waits", ".", "So", "?"], [2, 4])
    assert example.tags["attribution_taught"] == [0, 0, 0, 1, 0]
    assert example.tags["status_taught"] == [ANY, 3, ANY, ANY, ANY]


def test_without_labels_it_says_how_they_are_made(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="python -m train teach"):
        list(news(tmp_path / "taught.jsonl.gz"))
