"""Universal Dependencies: part of speech and tree of each sentence, EWT and GUM."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

from dragoman.models.labels import DEPENDENCIES, PARTS_OF_SPEECH
from evals.files import text_of
from train.examples import Example

__all__ = ["ewt", "gum", "sentences"]


def sentences(text: str) -> Iterator[list[list[str]]]:
    """The rows of each sentence of a CoNLL-U text, ranges and empty nodes left out."""
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            yield rows


def ewt(path: Path) -> Iterator[Example]:
    """One example a sentence."""
    yield from (_example(rows, "ewt") for rows in sentences(text_of(path)))


def gum(path: Path, part: str) -> Iterator[Example]:
    """One example a sentence of the files of a part, "train" or "dev"."""
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            parts = (*Path(member.name).parts, member.name.split("-")[-1][:-7])
            if member.name.endswith(".conllu") and part in parts:
                held = archive.extractfile(member)
                assert held is not None
                yield from (_example(rows, "gum") for rows in sentences(held.read().decode("utf-8")))


def _example(rows: list[list[str]], corpus: str) -> Example:
    heads = [int(row[6]) - 1 if row[6] != "0" else index for index, row in enumerate(rows)]
    return Example(
        [row[1] for row in rows],
        corpus,
        tags={"part_of_speech": [PARTS_OF_SPEECH.index(row[3]) for row in rows]},
        heads=heads,
        dependencies=[DEPENDENCIES.index(row[7]) for row in rows],
    )
