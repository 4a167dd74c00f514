"""GUM: texts with their entities, as Universal Dependencies with entity annotations; each sentence with its paragraph.

An entity's annotation is `(GRP-etype-infstat-salience-centering-minspan-link-identity`, its end `GRP)`, several of them
joined; the header of each file says the order. Identity is the title of an article of Wikipedia, where there is one.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["GumDocument", "GumMention", "documents_in"]

_ANNOTATION = re.compile(r"\(([^()|]+)\)|\(([^()|]+)|([^()|]+)\)")
_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_CREATED = re.compile(r"^# meta::dateCreated = (\d{4}(?:-\d\d){0,2})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GumMention:
    """A mention as half-open ranges of code points: `start`, `end` and those of its head.

    `group` is the entity within its document, `identity` the title of its article or "".
    """

    start: int
    end: int
    head_start: int
    head_end: int
    kind: str
    group: str
    identity: str


@dataclass(frozen=True, slots=True)
class GumDocument:
    """A text and its mentions in order. `created` is its date as the corpus gives it, or ""."""

    name: str
    text: str
    created: str
    mentions: tuple[GumMention, ...]


def documents_in(path: Path, *, part: str = "all") -> Iterator[GumDocument]:
    """The documents of an archive or a folder of .conllu files; `part` is "all" or the name of their folder."""
    for name, data in _files(path):
        if part in ("all", Path(name).parent.name):
            yield document_of(Path(name).stem, data)


def document_of(name: str, data: str) -> GumDocument:
    """One file as a document: paragraphs apart by an empty line, sentences by a blank."""
    created = _CREATED.search(data)
    text, tokens, mentions = "", list[tuple[int, int]](), list[GumMention]()
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    gap, joined = "", dict[str, bool]()
    for line in data.split("\n"):
        if line.startswith("# newpar") and text:
            gap = "\n\n"
        fields = line.split("\t")
        if not fields[0].isdigit():
            joined = _joined(fields) or joined if len(fields) > 1 else {}
            continue
        start = len(text) + len(gap)
        text += gap + fields[1]
        tokens.append((start, len(text)))
        gap = "" if joined.get(fields[0], "SpaceAfter=No" in fields[9]) else " "
        found = _ENTITY.search(fields[9])
        for alone, first, last in _ANNOTATION.findall(found.group(1) if found else ""):
            if last:
                index, annotation = opened[last].pop()
                mentions.append(_mention(annotation, tokens[index:]))
            elif alone:
                mentions.append(_mention(alone.split("-"), tokens[-1:]))
            else:
                opened.setdefault(first.split("-", 1)[0], []).append((len(tokens) - 1, first.split("-")))
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
    return GumDocument(name, text, created.group(1) if created else "", tuple(ordered))


def _joined(fields: list[str]) -> dict[str, bool]:
    """For each word of one that is written as several ("daughter's"), whether the next follows it without a blank."""
    first, dash, last = fields[0].partition("-")
    if not dash:
        return {}
    inner = {str(number): True for number in range(int(first), int(last))}
    return {**inner, last: "SpaceAfter=No" in fields[9]}


def _mention(annotation: list[str], tokens: list[tuple[int, int]]) -> GumMention:
    """A mention of some tokens; `minspan` counts from 1 which of them are its head.

    Of "Sydney, Australia" it names both; the head is the first that stand together.
    """
    group, kind, *_, minspan = annotation[:6]
    heads = {int(n) - 1 for n in minspan.split(",") if n.isdigit() and int(n) <= len(tokens)} or {len(tokens) - 1}
    first = last = min(heads)
    while last + 1 in heads:
        last += 1
    identity = "-".join(annotation[7:]).replace("%2D", "-")
    return GumMention(tokens[0][0], tokens[-1][1], tokens[first][0], tokens[last][1], kind, group, identity)


def _files(path: Path) -> Iterator[tuple[str, str]]:
    if path.is_dir():
        yield from ((str(f), f.read_text("utf-8")) for f in sorted(path.rglob("*.conllu")))
        return
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            held = archive.extractfile(member) if member.name.endswith(".conllu") else None
            if held:
                yield member.name, held.read().decode("utf-8")
