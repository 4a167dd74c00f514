"""Factuality of event words, -3 (certainly did not happen) to +3 (certainly happened): UW, UDS-IH2, CB, MV2, RP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from train.examples import ANY, Example

__all__ = ["factuality"]

_SCALES = {"UW": "news", "UDS_IH2": "crowd", "CB": "crowd", "MV2": "crowd", "RP": "news"}


def factuality(path: Path) -> Iterator[Example]:
    """One example a sentence; the scale is that of the folder. Clearly negative words of news are negated."""
    corpus = path.parent.name
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            words = row["text"].split()
            scores = {t["span1"][0]: float(t["label"]) for t in row["targets"] if t["span1"][0] < len(words)}
            example = Example(words, corpus, scores={_SCALES[corpus]: scores})
            if corpus == "UW":
                example.tags["event"] = [int(i in scores) for i in range(len(words))]
                negated = {i: int(score <= -1.5) for i, score in scores.items() if abs(score) >= 1.5}
                example.tags["negated"] = [negated.get(i, ANY) for i in range(len(words))]
            yield example
