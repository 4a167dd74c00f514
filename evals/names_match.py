"""names_match: whether two forms of a person's name are one person's, as `dragoman.ground` decides it.

DATA is JSON lines {"one", "other", "same", "why"} (`evals/cases/names_match.jsonl`). What the product leaves unclear
counts as not the same, and is counted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.ground.actors.names_match import NameMatch, same_name
from evals.files import json_lines
from evals.metrics import Scored, accuracy, counts_of, rounded

__all__ = ["score"]


def score(path: Path) -> Scored:
    """Accuracy over all pairs, precision, recall and F1 of "same", and how many were left unclear."""
    pairs = list(json_lines(path))
    found = [same_name(pair["one"], pair["other"]) for pair in pairs]
    for pair, match in zip(pairs, found, strict=True):
        if pair["same"] != (match.verdict == "same"):
            print(f"{pair['one']} | {pair['other']} ({pair['why']}): {match.verdict}, {match.reasons}", file=sys.stderr)
    said = [match.verdict == "same" for match in found]
    return scores_of([pair["same"] for pair in pairs], found), [{"same": same} for same in said]


def scores_of(true: Sequence[bool], found: Sequence[NameMatch]) -> dict[str, Any]:
    """The scores of pairs that are the same or not, in their order."""
    said = [match.verdict == "same" for match in found]
    words = {True: "same", False: "different"}
    counts = counts_of([words[same] for same in true], [words[same] for same in said], "same")
    scores = {"n": len(true), "accuracy": accuracy(true, said), "precision": counts.precision}
    scores |= {"recall": counts.recall, "f1": counts.f1}
    return rounded(scores | {"unclear": sum(match.verdict == "unclear" for match in found)})
