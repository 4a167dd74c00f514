"""Sentences with a verb and the words of its place."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.models.labels import ROLES
from evals.files import json_lines
from train.examples import NOT_PLACE, Example

__all__ = ["example_of", "is_dev", "place_words", "rows_of"]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped or plain JSONL file that have a verb."""
    for row in json_lines(path):
        if any(s["label"] == "VERB" for s in row.get("spans") or ()):
            yield row


def is_dev(text: str) -> bool:
    """Whether a sentence belongs to the tenth that is not trained on."""
    return zlib.crc32(text.encode()) % 10 == 0


def place_words(row: dict[str, Any]) -> tuple[int, set[int]]:
    """The index of the verb's first word, and those of the words of its places."""
    verb = next(s["token_start"] for s in row["spans"] if s["label"] == "VERB")
    places = {
        index for s in row["spans"] if s["label"] != "VERB" for index in range(s["token_start"], s["token_end"] + 1)
    }
    return verb, places


def example_of(row: dict[str, Any]) -> Example:
    """A record as an example: the role of every word to the verb, place or not."""
    verb, places = place_words(row)
    roles = [ROLES.index("place") if i in places else NOT_PLACE for i in range(len(row["tokens"]))]
    return Example([t["text"] for t in row["tokens"]], "event_place", roles={verb: roles})
