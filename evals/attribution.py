"""attribution: sources, cues and contents of given words, as exact spans.

DATA is JSON lines, also gzipped: `tokens` and `labels` (BIO), and `id` where there is one. Rows of one `id` that follow
each other are read together, as paragraphs of one article; a row without is read alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from dragoman.models import Encoder
from evals.files import json_lines
from evals.metrics import Scored, rounded, span_counts

__all__ = ["score"]

PARTS = ("source", "cue", "content")


def score(path: Path) -> Scored:
    """F1, precision and recall of each part over all rows, and the labels said of each row."""
    rows = list(json_lines(path))
    encoder = Encoder.load()
    said = [labels for document in documents_of(rows) for labels in _said(encoder, document)]
    return scores_of([row["labels"] for row in rows], said), [{"labels": labels} for labels in said]


def scores_of(true: Sequence[Sequence[str]], said: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The scores of rows of BIO tags."""
    counts = span_counts(true, said)
    scores: dict[str, Any] = {"n": len(true)}
    for part in PARTS:
        found = counts[part]
        scores |= {f"{part}_f1": found.f1, f"{part}_precision": found.precision, f"{part}_recall": found.recall}
    return rounded(scores)


def documents_of(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[list[str]]]:
    """The words of the rows, those of one document together."""
    for _, group in groupby(enumerate(rows), key=_document):
        yield [list(row["tokens"]) for _, row in group]


def _document(numbered: tuple[int, Mapping[str, Any]]) -> tuple[str, Any]:
    number, row = numbered
    return ("id", row["id"]) if "id" in row else ("row", number)


def _said(encoder: Encoder, document: list[list[str]]) -> Iterator[list[str]]:
    reading = encoder.read(document)
    for start, end in reading.units:
        yield reading.attribution[start:end]
