"""factuality: whether event words in sentences happened, -3 (certainly not) to +3 (certainly).

DATA is a file of JSON lines as in factuality/UW: `text`, its words apart, and `targets` with `span1` (of words) and
`label`. `r` and `mae` are of the scale of news (UW), `crowd_r` and `crowd_mae` of that of UDS-IH2.
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
    """Correlation and mean error on both scales, and the score (of news) of each target."""
    rows = list(json_lines(path))
    encoder = Encoder.load()
    said = [pair for row in rows for pair in _said(encoder, row)]
    true = [float(target["label"]) for row in rows for target in row["targets"]]
    news, crowd = [a for a, _ in said], [b for _, b in said]
    return scores_of(true, news, crowd), [{"score": value} for value in news]


def scores_of(true: Sequence[float], news: Sequence[float], crowd: Sequence[float]) -> dict[str, Any]:
    """The scores of some targets, from what is said of each on the two scales."""
    return rounded(
        {
            "n": len(true),
            "r": pearson(true, news),
            "mae": mean_error(true, news),
            "crowd_r": pearson(true, crowd),
            "crowd_mae": mean_error(true, crowd),
        }
    )


def _said(encoder: Encoder, row: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    words = row["text"].split()
    reading = encoder.read([words])
    for target in row["targets"]:
        word = min(target["span1"][0], len(words) - 1)
        yield reading.factuality(word), reading.crowd_factuality(word)
