"""status: which of the given events lie ahead, and which are said not to be.

DATA is JSON lines: `tokens`, and `events` with `start` and `end` (half-open, in tokens), `time` (FUTURE or another) and
`polarity` (NEG or another). An event is what the surest of its words is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.models import Encoder
from evals.files import json_lines
from evals.metrics import Scored, counts_of, rounded

__all__ = ["score"]

_SURE = 0.5


def score(path: Path) -> Scored:
    """F1 of FUTURE and of NEG over all events, and the two probabilities of each event."""
    rows = list(json_lines(path))
    encoder = Encoder.load()
    lines = [line for row in rows for line in _said(encoder, row)]
    return scores_of([event for row in rows for event in row["events"]], lines), lines


def scores_of(events: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    """The scores of some events, from the probabilities that are said of each."""
    future = counts_of([e["time"] for e in events], ["FUTURE" if s["future"] >= _SURE else "" for s in said], "FUTURE")
    negated = counts_of([e["polarity"] for e in events], ["NEG" if s["negated"] >= _SURE else "" for s in said], "NEG")
    return rounded(
        {
            "n": len(events),
            "future_f1": future.f1,
            "negated_f1": negated.f1,
            "future_precision": future.precision,
            "future_recall": future.recall,
            "negated_precision": negated.precision,
            "negated_recall": negated.recall,
        }
    )


def _said(encoder: Encoder, row: Mapping[str, Any]) -> Iterator[dict[str, float]]:
    reading = encoder.read([row["tokens"]])
    for event in row["events"]:
        words = range(event["start"], max(event["end"], event["start"] + 1))
        yield {"future": max(map(reading.is_future, words)), "negated": max(map(reading.is_negated, words))}
