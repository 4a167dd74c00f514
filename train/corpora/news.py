"""News that nobody labelled, with labels by the network that is shipped: a teacher for the next one.

`python -m train teach` writes the labels, `fit` reads them. Each label is drawn by its probability, not the likeliest
taken: what the teacher is not sure of teaches little. After born-again networks (Furlanello and others, 2018).
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.models import Encoder, Reading
from dragoman.models.decode import bio_steps
from dragoman.models.labels import NAME_TAGS, TYPES
from dragoman.spans import Span
from dragoman.understand.tokens import tokenize
from train.examples import ANY, Example

__all__ = ["TAUGHT", "drawn_tags", "news", "teach"]

TAUGHT = Path(".cache/taught.jsonl.gz")
"""Where the labels are kept."""

_SEED = 20261127
_ARTICLES = ("allsides_foreign_policy_fulltext.jsonl.gz", 1_000_000)
_HEADLINES = ("rss_diplomacy_2022-09_to_2023-12.jsonl.gz", 300_000)
_HEADS = ("names", "attribution", "type", "mode", "status")

Floats = NDArray[np.float32]


def teach(data: Path, path: Path = TAUGHT) -> None:
    """Label a fixed draw of news, so many words of articles and of headlines with their ledes, and write it to `path`."""
    rng = np.random.default_rng(_SEED)
    path.parent.mkdir(parents=True, exist_ok=True)
    encoder = Encoder.load()
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=3) as out:
        for name, most in (_ARTICLES, _HEADLINES):
            held, told = 0, 0
            for units in _texts(data / "real_news" / name):
                reading = encoder.read(units, heads=_HEADS)
                row = {"units": units, **_labels(reading, rng)}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                held += len(reading.words)
                if held - told > 50_000:
                    told = held
                    print(f"{name}: {held:,} of {most:,} words", file=sys.stderr, flush=True)
                if held > most:
                    break


def news(path: Path = TAUGHT) -> Iterator[Example]:
    """One example a text: paragraphs as units, the teacher's labels under their heads' names with `_taught` behind."""
    if not path.exists():
        raise SystemExit(f"{path} is not there: python -m train teach makes it, or leave it out: --without news")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            words = [word for unit in row["units"] for word in unit]
            ends = (np.cumsum([len(unit) for unit in row["units"]]) - 1).tolist()
            tags = {f"{head}_taught": row[head] for head in ("names", "attribution", "type")}
            for head in ("mode", "status"):
                tags[f"{head}_taught"] = [ANY] * len(words)
                for index, label in zip(row["triggers"], row[head], strict=True):
                    tags[f"{head}_taught"][index] = label
            yield Example(words, "news", ends=ends, tags=tags)


def _texts(path: Path) -> Iterator[list[list[str]]]:
    """The texts of a file in a fixed random order, as lists of paragraphs of words."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(_SEED).shuffle(rows)  # noqa: S311  a draw of texts
    for row in rows:
        body = row["text"] if "text" in row else f"{row['title']}\n{row['lede']}"
        units = [[t.text for t in tokenize(part, Span(0, len(part)))] for part in body.split("\n")]
        units = [unit for unit in units if unit]
        if units:
            yield units


def _labels(reading: Reading, rng: np.random.Generator) -> dict[str, list[int]]:
    steps = reading.tables["attribution_steps"]
    scores = reading.heads
    types = _drawn(scores["type"], rng)
    triggers = [index for index, kind in enumerate(types) if TYPES[kind] != "O"]
    return {
        "names": drawn_tags(scores["names"], reading.units, np.zeros((len(NAME_TAGS),) * 2, np.float32), rng),
        "attribution": drawn_tags(scores["attribution"], reading.units, steps, rng),
        "type": types,
        "triggers": triggers,
        "mode": _drawn(scores["mode"][triggers], rng),
        "status": _drawn(scores["status"][triggers], rng),
    }


def _drawn(scores: Floats, rng: np.random.Generator) -> list[int]:
    """A column for each row (N, columns), drawn by its probability: the largest score with Gumbel's noise."""
    found: list[int] = (scores + rng.gumbel(size=scores.shape)).argmax(1).tolist() if len(scores) else []
    return found


def drawn_tags(
    scores: Floats, units: tuple[tuple[int, int], ...], steps: Floats, rng: np.random.Generator
) -> list[int]:
    """A sequence of BIO tags for each unit, drawn by its probability in the random field of `scores` and `steps`.

    Forward over the words with sums of all ways, then back from the last word, each tag drawn by its share given the
    one behind it.
    """
    table = steps + bio_steps(scores.shape[1])
    found: list[int] = []
    for start, end in units:
        ways = scores[start:end].astype(np.float64)
        ways[0, 2::2] += table[0, 2]  # no inside at the start
        for index in range(1, len(ways)):
            reach = ways[index - 1][:, None] + table
            top = reach.max(0)
            ways[index] += top + np.log(np.exp(reach - top).sum(0))
        tags = [int((ways[-1] + rng.gumbel(size=ways.shape[1])).argmax())]
        for index in range(len(ways) - 2, -1, -1):
            tags.append(int((ways[index] + table[:, tags[-1]] + rng.gumbel(size=ways.shape[1])).argmax()))
        found.extend(tags[::-1])
    return found
