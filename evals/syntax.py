"""syntax: trees and parts of speech of Universal Dependencies, all words counted, marks too.

DATA is a CoNLL-U file, also gzipped. Words are given, and each sentence is read alone. `las` wants the whole relation,
`las_universal` only what stands before its colon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.models import Encoder
from evals.files import text_of
from evals.metrics import Scored, accuracy, rounded
from train.corpora.syntax import sentences

__all__ = ["score"]


@dataclass(frozen=True, slots=True)
class Tree:
    """Head (from 1, 0 for the root's), relation and part of speech of each word of a sentence."""

    heads: list[int]
    relations: list[str]
    parts_of_speech: list[str]


def score(path: Path) -> Scored:
    """Attachment scores and accuracy of the parts of speech over all words, and the tree of each sentence."""
    rows = list(sentences(text_of(path)))
    encoder = Encoder.load()
    said = [_said(encoder, [row[1] for row in sentence]) for sentence in rows]
    lines = [{"heads": t.heads, "relations": t.relations, "parts_of_speech": t.parts_of_speech} for t in said]
    return scores_of([tree_of(sentence) for sentence in rows], said), lines


def scores_of(true: Sequence[Tree], said: Sequence[Tree]) -> dict[str, Any]:
    """The scores of some sentences' trees."""
    heads, relations, parts = _flat(true)
    other_heads, other_relations, other_parts = _flat(said)
    universal, other_universal = _universal(relations), _universal(other_relations)
    return rounded(
        {
            "n": len(true),
            "words": len(heads),
            "uas": accuracy(heads, other_heads),
            "las": accuracy(_both(heads, relations), _both(other_heads, other_relations)),
            "las_universal": accuracy(_both(heads, universal), _both(other_heads, other_universal)),
            "part_of_speech_accuracy": accuracy(parts, other_parts),
        }
    )


def tree_of(rows: Sequence[Sequence[str]]) -> Tree:
    """The tree of a sentence's rows of CoNLL-U."""
    return Tree([int(row[6]) for row in rows], [row[7] for row in rows], [row[3] for row in rows])


def _said(encoder: Encoder, words: list[str]) -> Tree:
    reading = encoder.read([words])
    heads, relations = reading.tree(0)
    from_one = [0 if head == index else head + 1 for index, head in enumerate(heads)]
    return Tree(from_one, relations, reading.parts_of_speech)


def _flat(trees: Sequence[Tree]) -> tuple[list[int], list[str], list[str]]:
    return (
        [head for tree in trees for head in tree.heads],
        [relation for tree in trees for relation in tree.relations],
        [part for tree in trees for part in tree.parts_of_speech],
    )


def _universal(relations: Sequence[str]) -> list[str]:
    return [relation.partition(":")[0] for relation in relations]


def _both(heads: Sequence[int], relations: Sequence[str]) -> list[tuple[int, str]]:
    return list(zip(heads, relations, strict=True))
