"""CoNLL++ and CrossNER politics: names of persons, organisations, places and more; each tag is a set of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from train.examples import Example, allowed_kinds

__all__ = ["CONLL", "CROSSNER", "conll", "crossner", "documents"]

CONLL = {
    "PER": ("person",),
    "ORG": ("organisation",),
    "LOC": ("place",),
    "MISC": ("people", "event", "instrument", "work"),
    "O": ("office",),
}
CROSSNER = {
    "person": ("person",),
    "politician": ("person",),
    "organisation": ("organisation",),
    "politicalparty": ("organisation",),
    "location": ("place",),
    "country": ("place",),
    "event": ("event",),
    "election": ("event",),
    "misc": ("people", "instrument", "work", "event"),
    "O": ("office",),
}


def documents(path: Path, *, word: int = 0, tag: int = -1) -> Iterator[list[tuple[list[str], list[str]]]]:
    """Documents of a CoNLL file as lists of sentences (words, tags); a file without -DOCSTART- is one sentence each."""
    found: list[tuple[list[str], list[str]]] = []
    starts = "-DOCSTART-" in path.read_text("utf-8")[:200]
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split() for line in block.splitlines() if line.strip()]
        if rows and rows[0][0] == "-DOCSTART-":
            if found:
                yield found
            found, rows = [], rows[1:]
        if rows:
            found.append(([row[word] for row in rows], [row[tag] for row in rows]))
            if not starts:
                yield found
                found = []
    if found:
        yield found


def conll(path: Path) -> Iterator[Example]:
    """One example a document of Reuters news."""
    for document in documents(path):
        yield _example(document, "conllpp", CONLL)


def crossner(path: Path) -> Iterator[Example]:
    """One example a sentence of encyclopedia text on politics."""
    for document in documents(path):
        yield _example(document, "crossner", CROSSNER)


def _example(document: list[tuple[list[str], list[str]]], corpus: str, kinds: dict[str, tuple[str, ...]]) -> Example:
    words: list[str] = []
    ends: list[int] = []
    allowed: list[tuple[str, ...]] = []
    for mine, tags in document:
        words.extend(mine)
        ends.append(len(words) - 1)
        allowed.extend(allowed_kinds(tag, kinds) for tag in tags)
    return Example(words, corpus, ends=ends, names=allowed)
