"""PLOVER's roots for a sentence with actor and recipient: PLV, and sentences of CAMEO's manual by quad class."""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from dragoman.models.labels import RELATIONS
from train.examples import Example, key_of

__all__ = ["FOLDS", "cameo", "fold_of", "marked", "plv", "plv_rows"]

FOLDS = 5
_WORD = re.compile(r"</?[st]>|\w+|[^\w\s]")
_QUADS = {  # the quad classes as PLV_train's own columns have them
    "1": ("AGREE", "CONSULT", "SUPPORT"),
    "2": ("AID", "COOPERATE", "YIELD"),
    "3": ("ACCUSE", "REJECT", "REQUEST", "THREATEN"),
    "4": ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"),
}


def plv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file of PLV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def fold_of(sentence: str) -> int:
    """The fold of a sentence for cross-validation; equal sentences lie in one fold."""
    return zlib.crc32(key_of([sentence]).encode()) % FOLDS


def plv(path: Path) -> Iterator[Example]:
    """One example a marked sentence; those without both marks are left out."""
    for row in plv_rows(path):
        words, marks = marked(row["marked_sentence"])
        if {1, 2} <= set(marks):
            yield Example(words, "plv", marks=marks, relation=(RELATIONS.index(row["gold_root"]),))


def marked(sentence: str) -> tuple[list[str], list[int]]:
    """Words and marks (1 actor, 2 recipient) of a sentence with <s>...</s> and <t>...</t>."""
    words: list[str] = []
    marks: list[int] = []
    now = 0
    for word in _WORD.findall(sentence):
        if word in ("<s>", "<t>"):
            now = 1 if word == "<s>" else 2
        elif word in ("</s>", "</t>"):
            now = 0
        else:
            words.append(word)
            marks.append(now)
    return words, marks


def cameo(classes: Path, names: Path) -> Iterator[Example]:
    """Sentences with a quad class and the spans of their actor (S) and recipient (T); class 0 is left out."""
    quads = {}
    for line in classes.read_text("utf-8").splitlines():
        sentence, _, quad = line.rpartition("\t")
        quads[key_of([sentence])] = quad
    for block in names.read_text("utf-8").split("\n\n"):
        rows = [line.split() for line in block.splitlines() if len(line.split()) == 2]
        words = [row[0] for row in rows]
        marks = [{"S": 1, "T": 2}.get(row[1][2:], 0) for row in rows]
        quad = quads.get(key_of(words), "0")
        if quad in _QUADS and {1, 2} <= set(marks):
            yield Example(words, "cameo", marks=marks, relation=tuple(RELATIONS.index(r) for r in _QUADS[quad]))
