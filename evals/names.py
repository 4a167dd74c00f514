"""names: names of persons, organisations, places and the rest, as CoNLL has them: exact spans with their type.

DATA is a CoNLL file (the word first, the tag last on a line), also of CrossNER, or one of WikiNEuRal (.conllu: number,
word, tag). The sentences of a -DOCSTART- document are read together. CrossNER's labels, and our kinds, become CoNLL's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.models import Encoder
from evals.metrics import Scored, rounded, span_counts, total
from train.corpora.names import documents

__all__ = ["score"]

TYPES = ("PER", "ORG", "LOC", "MISC")
KINDS = {
    "person": "PER",
    "organisation": "ORG",
    "place": "LOC",
    "people": "MISC",
    "event": "MISC",
    "instrument": "MISC",
    "work": "MISC",
    "office": "",
}
CROSSNER = {
    "person": "PER",
    "politician": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "location": "LOC",
    "country": "LOC",
    "event": "MISC",
    "election": "MISC",
    "misc": "MISC",
}


def score(path: Path) -> Scored:
    """F1 over all names, F1 of each type, and the labels said of each sentence."""
    found = list(documents(path, word=1 if path.suffix == ".conllu" else 0))
    encoder = Encoder.load()
    true = [translated(tags, CROSSNER) for document in found for _, tags in document]
    said = [labels for document in found for labels in _said(encoder, [words for words, _ in document])]
    return scores_of(true, said), [{"labels": labels} for labels in said]


def scores_of(true: Sequence[Sequence[str]], said: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The scores of sentences of BIO tags."""
    counts = span_counts(true, said)
    every = total(counts.values())
    scores = {"n": len(true), "f1": every.f1, "precision": every.precision, "recall": every.recall}
    return rounded(scores | {f"{label.lower()}_f1": counts[label].f1 for label in TYPES})


def translated(tags: Sequence[str], types: Mapping[str, str]) -> list[str]:
    """BIO tags with other labels: outside where the other one is "", as it was where there is no other."""
    parts = [tag.partition("-") for tag in tags]
    return [f"{mark}{dash}{types.get(label, label)}" if types.get(label, label) else "O" for mark, dash, label in parts]


def _said(encoder: Encoder, sentences: list[list[str]]) -> Iterator[list[str]]:
    reading = encoder.read(sentences)
    for start, end in reading.units:
        yield translated(reading.names[start:end], KINDS)
