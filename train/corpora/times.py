"""TimeBank and AQUAINT: events with tense and polarity, and time expressions; paragraphs are units."""

from __future__ import annotations

import re
import tarfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from dragoman.models.labels import TIME_TAGS
from train.examples import ANY, Example

__all__ = ["PARAGRAPH", "is_dev", "polarity_counts", "roots", "timebank", "words_of"]

PARAGRAPH = "\n\n"
_WORD = re.compile(r"\n\n|\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]")

_MOST_NEGATED = 0.2
"""The share of negated events above which a document's polarity is an artefact of its annotation and not used."""


def is_dev(name: str) -> bool:
    """Whether a document belongs to the fifth that is kept for development."""
    return zlib.crc32(Path(name).name.encode()) % 5 == 0


def timebank(path: Path, *, dev: bool) -> Iterator[Example]:
    """The paragraphs of the documents of one part, one example a document."""
    for name, root in roots(path):
        if is_dev(name) is dev:
            example = _document(root)
            if example.words:
                yield example


def roots(path: Path) -> Iterator[tuple[str, ET.Element]]:
    """The names and the XML of an archive's documents, by name."""
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".tml"):
                held = archive.extractfile(member)
                assert held is not None
                yield member.name, ET.fromstring(held.read())  # noqa: S314  published data, read locally


def polarity_counts(instances: Collection[ET.Element]) -> bool:
    """Whether a document's polarity is used: not where too many events are negated."""
    return sum(i.get("polarity") == "NEG" for i in instances) <= len(instances) * _MOST_NEGATED


def _document(root: ET.Element) -> Example:
    instances = {i.get("eventID"): i for i in root.iter("MAKEINSTANCE")}
    polar = polarity_counts(instances.values())
    words: list[str] = []
    ends: list[int] = []
    tags: dict[str, list[int]] = {"event": [], "future": [], "negated": [], "time": []}
    for word, index, inside in words_of(root):
        if word == PARAGRAPH:
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


def words_of(root: ET.Element) -> Iterator[tuple[str, int, dict[str, ET.Element]]]:
    """The words of a document, and `PARAGRAPH` at the ends of paragraphs.

    With each come its number within the stretch of text that it stands in, and the event or time, by tag, of which
    that stretch is the text.
    """
    text = root.find("TEXT")
    assert text is not None
    for stretch, inside in _stretches(text):
        for index, word in enumerate(_WORD.findall(stretch)):
            yield word, index, inside


def _stretches(element: ET.Element) -> Iterator[tuple[str, dict[str, ET.Element]]]:
    yield element.text or "", {}
    for child in element:
        if child.tag in ("EVENT", "TIMEX3"):
            yield "".join(child.itertext()), {child.tag: child}
        else:
            yield from _stretches(child)
        yield child.tail or "", {}


def _status(instance: ET.Element | None) -> tuple[int, int]:
    """Future and negated of an event: 1, 0, or `ANY` where tense does not say."""
    if instance is None:
        return ANY, ANY
    tense, modality = instance.get("tense"), instance.get("modality")
    future = {"FUTURE": 1, "PAST": 0, "PRESENT": 0}.get(tense or "", ANY)
    if modality and tense != "FUTURE":
        future = ANY
    return future, int(instance.get("polarity") == "NEG")
