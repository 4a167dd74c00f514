"""event_place: the words of the place where what a verb says happens.

DATA is JSON lines, also gzipped: `text`, `tokens` and `spans` (by tokens, ends included), one of them the VERB, the
others its places; rows without a verb are left out. The part "dev" is the tenth that training leaves out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.models import Encoder
from evals.metrics import Scored, compared, rounded, total
from train.corpora.places import is_dev, place_words, rows_of

__all__ = ["score"]


def score(path: Path, *, part: str = "all") -> Scored:
    """Precision, recall and F1 over words, and the indices of the place words said of each sentence."""
    rows = [row for row in rows_of(path) if part == "all" or is_dev(row["text"])]
    encoder = Encoder.load()
    said = [_said(encoder, row) for row in rows]
    true = [place_words(row)[1] for row in rows]
    return scores_of(true, said), [{"places": sorted(words)} for words in said]


def scores_of(true: Sequence[set[int]], said: Sequence[set[int]]) -> dict[str, Any]:
    """The scores of some sentences' place words."""
    counts = total(compared(mine, theirs) for mine, theirs in zip(true, said, strict=True))
    return rounded({"n": len(true), "precision": counts.precision, "recall": counts.recall, "f1": counts.f1})


def _said(encoder: Encoder, row: Mapping[str, Any]) -> set[int]:
    verb, _ = place_words(dict(row))
    reading = encoder.read([[token["text"] for token in row["tokens"]]])
    return {index for index, role in enumerate(reading.roles(verb)) if role == "place"}
