"""factuality: whether event words in sentences happened, -3 (certainly not) to +3 (certainly).

DATA is a file of JSON lines as in factuality/UW: `text`, its words apart, and `targets` with `span1` (of words) and
`label`. In a folder of UDS the scale is that of its readers (crowd), in any other that of news (UW).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.models import Encoder
from evals.files import json_lines
from evals.metrics import Scored, mean_error, pearson, rounded

__all__ = ["score"]


def score(path: Path) -> Scored:
    """Correlation and mean error, and the score of each target, on the scale of the data."""
    rows = list(json_lines(path))
    encoder = Encoder.load()
    crowd = is_crowd(path)
    said = [value for row in rows for value in _said(encoder, row, crowd=crowd)]
    true = [float(target["label"]) for row in rows for target in row["targets"]]
    return scores_of(true, said), [{"score": value} for value in said]


def is_crowd(path: Path) -> bool:
    """Whether a file's labels are on the scale of UDS, as its folder's name tells."""
    return "UDS" in path.resolve().parent.name


def scores_of(true: Sequence[float], said: Sequence[float]) -> dict[str, Any]:
    """The scores of some targets, from what is said of each."""
    return rounded({"n": len(true), "r": pearson(true, said), "mae": mean_error(true, said)})


def _said(encoder: Encoder, row: Mapping[str, Any], *, crowd: bool) -> Iterator[float]:
    words = row["text"].split()
    reading = encoder.read([words])
    score = reading.crowd_factuality if crowd else reading.factuality
    yield from (score(min(target["span1"][0], len(words) - 1)) for target in row["targets"])
