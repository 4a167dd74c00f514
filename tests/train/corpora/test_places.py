"""Sentences with a verb and its place."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from dragoman.models.labels import ROLES
from train.corpora.places import example_of, is_dev, place_words, rows_of
from train.examples import NOT_PLACE

WORDS = ["Two", "barges", "collided", "below", "the", "Old", "Bridge", "near", "Strelsau", "."]


def row(*spans: tuple[str, int, int]) -> dict[str, Any]:
    found = [{"label": label, "token_start": a, "token_end": b, "start": 0, "end": 0} for label, a, b in spans]
    return {"text": " ".join(WORDS), "tokens": [{"text": w, "id": i} for i, w in enumerate(WORDS)], "spans": found}


COLLIDED = row(("LOCATION", 5, 6), ("VERB", 2, 2), ("LOCATION", 8, 8))


def test_rows_without_a_verb_are_left_out(tmp_path: Path) -> None:
    rows = [COLLIDED, row(("LOCATION", 5, 6)), row(), {"text": "So .", "tokens": []}, {"text": "", "spans": None}]
    lines = "".join(json.dumps(r) + "\n" for r in rows)
    (tmp_path / "train.jsonl").write_text(lines, "utf-8")
    (tmp_path / "train.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    assert list(rows_of(tmp_path / "train.jsonl")) == list(rows_of(tmp_path / "train.jsonl.gz")) == [COLLIDED]


def test_the_ends_of_spans_are_included() -> None:
    assert place_words(COLLIDED) == (2, {5, 6, 8})


def test_a_verb_without_a_place_has_none() -> None:
    assert place_words(row(("VERB", 2, 2))) == (2, set())


def test_every_word_is_place_or_not() -> None:
    found = example_of(COLLIDED)
    place = ROLES.index("place")
    assert (found.corpus, found.words) == ("event_place", WORDS)
    assert found.roles == {2: [*[NOT_PLACE] * 5, place, place, NOT_PLACE, place, NOT_PLACE]}


def test_a_tenth_is_for_development_and_the_same_each_time() -> None:
    texts = [f"Barge number {number} is late ." for number in range(2000)]
    dev = [text for text in texts if is_dev(text)]
    assert 120 < len(dev) < 280
    assert dev == [text for text in texts if is_dev(text)]
