"""Factuality: scores on the scale of the folder; events and negation in news alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from train.corpora.factuality import factuality
from train.examples import ANY, Example

ROW = {
    "text": "Borduria did not sign but may join .",
    "targets": [
        {"span1": [3, 4], "label": -2.5, "span_text": "sign"},
        {"span1": [6, 7], "label": 0.5, "span_text": "join"},
        {"span1": [40, 41], "label": 3, "span_text": "beyond"},
    ],
    "file_idx": 1,
    "idx": 0,
}
OTHER = {"text": "They met .", "targets": [{"span1": [1, 2], "label": 2, "span_text": "met"}]}


def read(folder: Path, name: str) -> list[Example]:
    (folder / name).mkdir()
    path = folder / name / "train.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in (ROW, OTHER)), "utf-8")
    return list(factuality(path))


@pytest.mark.parametrize(
    ("name", "scale"), [("UW", "news"), ("RP", "news"), ("UDS_IH2", "crowd"), ("CB", "crowd"), ("MV2", "crowd")]
)
def test_the_scale_is_that_of_the_folder(tmp_path: Path, name: str, scale: str) -> None:
    first, second = read(tmp_path, name)
    assert first.words == ["Borduria", "did", "not", "sign", "but", "may", "join", "."]
    assert (first.corpus, first.scores) == (name, {scale: {3: -2.5, 6: 0.5}})  # what lies beyond the words is left out
    assert second.scores == {scale: {1: 2.0}}


def test_news_say_what_is_an_event_and_what_is_clearly_negated(tmp_path: Path) -> None:
    first, second = read(tmp_path, "UW")
    assert first.tags == {"event": [0, 0, 0, 1, 0, 0, 1, 0], "negated": [ANY, ANY, ANY, 1, ANY, ANY, ANY, ANY]}
    assert second.tags == {"event": [0, 1, 0], "negated": [ANY, 0, ANY]}


def test_others_do_not(tmp_path: Path) -> None:
    assert [example.tags for example in read(tmp_path, "UDS_IH2")] == [{}, {}]
