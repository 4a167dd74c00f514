"""TimeBank and AQUAINT: events with tense and polarity, and time expressions; paragraphs are units."""

from __future__ import annotations

import re
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from dragoman.models.labels import TIME_TAGS
from train.examples import ANY, Example

__all__ = ["is_dev", "timebank"]

_PARAGRAPH = "\n\n"
_WORD = re.compile(r"\n\n|\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]")

_MOST_NEGATED = 0.2
"""The share of negated events above which a document's polarity is an artefact of its annotation and not used."""


def is_dev(name: str) -> bool:
    """Whether a document belongs to the fifth that is kept for development."""
    return zlib.crc32(Path(name).name.encode()) % 5 == 0


def timebank(path: Path, *, dev: bool) -> Iterator[Example]:
    """The paragraphs of the documents of one part, one example a document."""
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".tml") and is_dev(member.name) is dev:
                held = archive.extractfile(member)
                assert held is not None
                example = _document(ET.fromstring(held.read()))  # noqa: S314  published data, read locally
                if example.words:
                    yield example


def _document(root: ET.Element) -> Example:
    instances = {i.get("eventID"): i for i in root.iter("MAKEINSTANCE")}
    denied = sum(i.get("polarity") == "NEG" for i in instances.values())
    polar = denied <= len(instances) * _MOST_NEGATED
    words: list[str] = []
    ends: list[int] = []
    tags: dict[str, list[int]] = {"event": [], "future": [], "negated": [], "time": []}
    text = root.find("TEXT")
    assert text is not None
    for words_before, _, inside in _pieces(text):
        for index, word in enumerate(_WORD.findall(words_before)):
            if word == _PARAGRAPH:
                ends.extend([len(words) - 1] if words else [])
                continue
            words.append(word)
            event = inside.get("EVENT")
            tags["event"].append(int(event is not None))
            future, negated = _status(instances.get(event.get("eid"))) if event is not None else (ANY, ANY)
            tags["future"].append(future)
            tags["negated"].append(negated if polar else ANY)
            time = "TIMEX3" in inside
            tags["time"].append((TIME_TAGS.index("I-time") if index else TIME_TAGS.index("B-time")) if time else 0)
    return Example(words, "timebank", ends=sorted({*ends, len(words) - 1}) if words else [], tags=tags)


def _pieces(element: ET.Element) -> Iterator[tuple[str, bool, dict[str, ET.Element]]]:
    yield element.text or "", False, {}
    for child in element:
        if child.tag in ("EVENT", "TIMEX3"):
            yield "".join(child.itertext()), True, {child.tag: child}
        else:
            yield from _pieces(child)
        yield child.tail or "", False, {}


def _status(instance: ET.Element | None) -> tuple[int, int]:
    """Future and negated of an event: 1, 0, or `ANY` where tense does not say."""
    if instance is None:
        return ANY, ANY
    tense, modality = instance.get("tense"), instance.get("modality")
    future = {"FUTURE": 1, "PAST": 0, "PRESENT": 0}.get(tense or "", ANY)
    if modality and tense != "FUTURE":
        future = ANY
    return future, int(instance.get("polarity") == "NEG")
