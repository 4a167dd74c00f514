"""PolNeAR: sources, cues and contents of news on politics, one example an article, paragraphs as units."""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from dragoman.models.labels import ATTRIBUTION_TAGS
from train.examples import Example

__all__ = ["attributions_of", "polnear"]


def polnear(folder: Path) -> Iterator[Example]:
    """The articles of `train` or `dev`: BIO tags of its instances, links from the annotation of the text."""
    links = {name: attributions_of(text) for name, text in _annotations(folder / "text_and_attributions.tar.gz")}
    with gzip.open(folder / "instances.jsonl.gz", "rt", encoding="utf-8") as lines:
        for name, rows in groupby(map(json.loads, lines), key=lambda row: row["id"]):
            yield _article(list(rows), links.get(name, []))


def attributions_of(annotation: str) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of one annotation file: Source, Cue and Content, each a list of ranges of code points."""
    spans: dict[str, list[tuple[int, int]]] = {}
    found = []
    for line in annotation.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            spans[name] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", rest.split("\t")[0])]
        elif name.startswith("E"):
            parts: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
            for label, span in re.findall(r"(Source|Cue|Content)\d*:(T\d+)", rest):
                parts[label].extend(spans.get(span, []))
            found.append(parts)
    return found


def _annotations(path: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(path) as archive:
        for member in archive:
            if member.name.endswith(".ann"):
                held = archive.extractfile(member)
                assert held is not None
                yield Path(member.name).stem, held.read().decode("utf-8")


def _article(rows: list[dict[str, Any]], attributions: list[dict[str, list[tuple[int, int]]]]) -> Example:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tags: list[int] = []
    for row in rows:
        words.extend(row["tokens"])
        starts.extend(start for start, _ in row["offsets"])
        tags.extend(ATTRIBUTION_TAGS.index(label) for label in row["labels"])
        ends.append(len(words) - 1)
    links = [
        (word_at(starts, start), word_at(starts, parts["Cue"][0][0]))
        for parts in attributions
        if parts["Cue"]
        for label in ("Source", "Content")
        for start, _ in parts[label]
    ]
    return Example(words, "polnear", ends=ends, tags={"attribution": tags}, links=links)


def word_at(starts: list[int], position: int) -> int:
    """The index of the word that holds a code point, or the one before it."""
    return max(0, bisect_right(starts, position) - 1)
