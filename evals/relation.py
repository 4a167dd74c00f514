"""relation: what the marked actor does to the marked recipient, one of PLOVER's roots.

DATA is a file of PLV: tab-separated, with `marked_sentence` and `gold_root`. The part "dev" is the fold that training
leaves out. In a sentence without one of the marks, that side is all of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.models import Encoder
from evals.metrics import Scored, accuracy, macro_f1, rounded
from train.corpora.relations import fold_of, marked, plv_rows

__all__ = ["score"]


def score(path: Path, *, part: str = "all") -> Scored:
    """Macro F1 over the roots that occur, accuracy, and the root said of each sentence."""
    rows = [row for row in plv_rows(path) if part == "all" or _is_dev(row["marked_sentence"])]
    encoder = Encoder.load()
    said = [_said(encoder, row["marked_sentence"]) for row in rows]
    return scores_of([row["gold_root"] for row in rows], said), [{"label": label} for label in said]


def scores_of(true: Sequence[str], said: Sequence[str]) -> dict[str, Any]:
    """The scores of some sentences' roots."""
    return rounded({"n": len(true), "macro_f1": macro_f1(true, said), "accuracy": accuracy(true, said)})


def sides_of(marks: Sequence[int]) -> tuple[list[int], list[int]]:
    """The words of the actor and those of the recipient; all words for one that is not marked."""
    actor, recipient = ([i for i, mark in enumerate(marks) if mark == side] for side in (1, 2))
    every = list(range(len(marks)))
    return actor or every, recipient or every


def _is_dev(sentence: str) -> bool:
    words, _ = marked(sentence)
    return fold_of("".join(words)) == 0


def _said(encoder: Encoder, sentence: str) -> str:
    words, marks = marked(sentence)
    return encoder.read([words], marks).relation(*sides_of(marks))
