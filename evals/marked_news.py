"""Events marked in news that is not ours: the marks are kept here, the text stays where it lies.

A file has one article a line, as JSON: its url and its marked paragraphs, each with its number among the lines of the
article, the beginning of its SHA-256, and its events and roles as half-open code points. What the marks mean is in
`train/own/README.md`; names and attributions are not marked.

    python -m evals.marked_news NEWS.jsonl.gz MARKED.txt > OUT.jsonl

turns marked text into such lines: `# article: URL`, and for each paragraph `# NUMBER` and the text with inline marks
(`evals.markup`). It stops with an error where the text is not that of the article.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.markup import Event, Line, Mark, MarkupError, parse

__all__ = ["Article", "articles_of", "standing_off"]

_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the news, and its marked paragraphs in order."""

    row: dict[str, Any]
    lines: tuple[Line, ...]


def articles_of(marks: Path, news: Path) -> Iterator[Article]:
    """The marked articles of a file or folder of marks; ValueError where a paragraph is not the one that was marked."""
    rows = _rows(news)
    for path in sorted(marks.glob("*.jsonl")) if marks.is_dir() else [marks]:
        for held in map(json.loads, path.read_text("utf-8").splitlines()):
            row = rows.get(held["url"])
            if row is None:
                raise ValueError(f"{path.name}: {news} has no article {held['url']}")
            paragraphs = row["text"].split("\n")
            yield Article(row, tuple(_line(paragraphs[p["at"]].strip(), p, path) for p in held["paragraphs"]))


def _rows(news: Path) -> dict[str, dict[str, Any]]:
    """The articles by their url, the first where one comes twice."""
    found: dict[str, dict[str, Any]] = {}
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found.setdefault(row["url"], row)
    return found


def _line(text: str, held: dict[str, Any], path: Path) -> Line:
    if _hash(text) != held["sha"]:
        raise ValueError(f"{path.name}: a paragraph ({held['at']}) is not the one that was marked")
    events = tuple(Event(*event) for event in held["events"])
    return Line(text, events, tuple(Mark(*mark) for mark in held["roles"]))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def standing_off(news: Path, marked: Path) -> Iterator[str]:
    """Marked text as JSON lines, one an article; MarkupError where marks do not fit or the text is another."""
    rows = _rows(news)
    now: dict[str, Any] = {}
    number = ""
    for raw in marked.read_text("utf-8").splitlines():
        if raw.startswith("# article: "):
            if now.get("paragraphs"):
                yield json.dumps(now, ensure_ascii=False)
            now = {"url": raw.removeprefix("# article: ").split(" # ")[0], "paragraphs": []}
        elif raw.startswith("# "):
            number = raw[2:]
        elif raw.strip():
            line = parse(raw)
            if rows[now["url"]]["text"].split("\n")[int(number)].strip() != line.text:
                raise MarkupError(f"{marked.name}: paragraph {number} of {now['url']} has another text")
            events = [[e.start, e.end, e.type, e.mode, e.status, e.number] for e in line.events]
            roles = [[m.start, m.end, m.label, m.number] for m in line.marks]
            now["paragraphs"].append({"at": int(number), "sha": _hash(line.text), "events": events, "roles": roles})
    if now.get("paragraphs"):
        yield json.dumps(now, ensure_ascii=False)


if __name__ == "__main__":
    for out in standing_off(Path(sys.argv[1]), Path(sys.argv[2])):
        print(out)
