"""dates: which words say a time, and which time: TempEval-3's task on TimeML files, raw text in, through the product.

DATA is a folder with .tml files at any depth, or a tar archive of them. Scored are the TIMEX3 of TEXT. Found and true
times pair when they share a character, each with one at most, the same extent first. relaxed_f1 counts pairs, strict_f1
those of the same extent, value_f1 those of the same `value`, which is what TempEval-3's tool gives (relaxed F1 times
the share of pairs whose value is right). Abstaining is a time found without a value.

`theirs` is a file of what another tool found in the same documents, a JSON line for each time: the document's file
name, `start` and `end` in code points of TEXT, `type` and `value`, as `--predictions` writes them. Then that is scored
instead of the product; plans/time.md has how to make one.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import Any
from xml.etree import ElementTree as ET

from dragoman.clean import clean
from dragoman.errors import ReadError
from dragoman.ground import ground
from dragoman.ground.times import read_timexes, timex3s
from dragoman.models import Encoder
from dragoman.read import page_from_bytes
from dragoman.spans import Span
from dragoman.types import NOT_STATED, Analysis, Document, Evidence, Field, Granularity, Interval, Value
from dragoman.understand import understand
from dragoman.understand.sentences import split_span
from evals.attribution_document import file_positions, in_file
from evals.metrics import Counts, Scored, rounded
from train.corpora.times import is_dev

__all__ = [
    "Story",
    "TimeSaid",
    "all_sentences",
    "day_of",
    "document_of",
    "said_by",
    "said_in",
    "score",
    "scores_of",
    "stories_of",
]


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """A time in a text: half-open range of code points, TIMEX3 type and value; no value where none is said."""

    start: int
    end: int
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """A document of TimeML: its name, the text of TEXT, the value of its creation time ("" for none), its times."""

    name: str
    text: str
    created: str
    times: tuple[TimeSaid, ...]


def score(path: Path, part: str = "all", theirs: Path | None = None) -> Scored:
    """Relaxed, strict and value F1 over all documents, and each time found."""
    stories = [s for s in stories_of(path) if part == "all" or is_dev(s.name)]
    said = said_by(theirs, [s.name for s in stories]) if theirs else _said_by_product(stories)
    lines = [
        {"document": story.name, "start": t.start, "end": t.end, "type": t.type, "value": t.value}
        for story, times in zip(stories, said, strict=True)
        for t in times
    ]
    return scores_of(stories, said), lines


def _said_by_product(stories: Sequence[Story]) -> list[list[TimeSaid]]:
    encoder = Encoder.load()
    return [said_in(story, encoder) for story in stories]


def said_by(path: Path, names: Sequence[str]) -> list[list[TimeSaid]]:
    """What a file of JSON lines says of some documents, by their names, each in order of its text."""
    found: dict[str, list[TimeSaid]] = {name: [] for name in names}
    for line in path.read_text("utf-8").splitlines():
        told = json.loads(line)
        time = TimeSaid(told["start"], told["end"], told.get("type", ""), told["value"])
        found.get(told["document"], []).append(time)
    return [sorted(found[name], key=lambda t: (t.start, t.end)) for name in names]


def scores_of(stories: Sequence[Story], said: Sequence[Sequence[TimeSaid]]) -> dict[str, Any]:
    """The scores of some documents, from the times that are said to be in each."""
    pairs = [pair for story, times in zip(stories, said, strict=True) for pair in matched(story.times, times)]
    true, given = sum(len(s.times) for s in stories), sum(len(times) for times in said)
    relaxed = Counts(len(pairs), true, given)
    strict = Counts(sum((a.start, a.end) == (b.start, b.end) for a, b in pairs), true, given)
    value = Counts(sum(a.value == b.value for a, b in pairs), true, given)
    return rounded(
        {
            "n": true,
            "documents": len(stories),
            "relaxed_f1": relaxed.f1,
            "strict_f1": strict.f1,
            "value_f1": value.f1,
            "precision": relaxed.precision,
            "recall": relaxed.recall,
            "type_accuracy": sum(a.type == b.type for a, b in pairs) / len(pairs) if pairs else 0.0,
            "abstained": sum(b.value is None for _, b in pairs) / len(pairs) if pairs else 0.0,
        }
    )


def matched(true: Sequence[TimeSaid], said: Sequence[TimeSaid]) -> list[tuple[TimeSaid, TimeSaid]]:
    """The true times with the one found that each pairs with: the same extent first, else in order of the text."""
    extents = {(t.start, t.end): t for t in said}
    pairs = {t: extents[t.start, t.end] for t in true if (t.start, t.end) in extents}
    taken = set(pairs.values())
    for one in true:
        near = (t for t in said if t not in taken and t.start < one.end and one.start < t.end)
        other = next(near, None) if one not in pairs else None
        if other is not None:
            pairs[one] = other
            taken.add(other)
    return list(pairs.items())


def stories_of(path: Path) -> list[Story]:
    """The documents of a folder or an archive, in order of their paths."""
    return [story_of(name.name, data) for name, data in sorted(_files(path))]


def _files(path: Path) -> Iterator[tuple[PurePath, bytes]]:
    if path.is_dir():
        yield from ((p.relative_to(path), p.read_bytes()) for p in path.rglob("*.tml"))
        return
    with tarfile.open(path) as archive:
        for member in archive:
            held = archive.extractfile(member) if member.name.endswith(".tml") else None
            if held is not None:
                yield PurePath(member.name), held.read()


def story_of(name: str, data: bytes) -> Story:
    """A TimeML file read; one without TEXT has no text. Raises `ParseError` where it is no XML."""
    root = ET.fromstring(data)
    parts: list[str] = []
    times: list[TimeSaid] = []
    body = root.find("TEXT")
    if body is not None:
        _walk(body, 0, parts, times)
    return Story(name, "".join(parts), _created(root), tuple(times))


def _created(root: ET.Element) -> str:
    """The value of the creation time, in DCT or marked as such; "" for none."""
    marked = (t for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME")
    created = root.find("DCT/TIMEX3")
    if created is None:
        created = next(marked, None)
    return created.get("value", "") if created is not None else ""


def _walk(element: ET.Element, at: int, parts: list[str], times: list[TimeSaid]) -> int:
    """Append an element's text and its times, from a place in the text on; where it ends.

    A TIMEX3 without words stands for the length of others, and is none.
    """
    end = at + len(element.text or "")
    parts.append(element.text or "")
    for child in element:
        end = _walk(child, end, parts, times) + len(child.tail or "")
        parts.append(child.tail or "")
    if element.tag == "TIMEX3" and end > at:
        times.append(TimeSaid(at, end, element.get("type", ""), element.get("value", "")))
    return end


def said_in(story: Story, encoder: Encoder | None) -> list[TimeSaid]:
    """The times that the product finds in a document, in order; none in one that it cannot read."""
    document = document_of(story)
    if document is None:
        return []
    places = file_positions(story.text, page_from_bytes(story.text.encode("utf-8"), name="article.txt").text)
    analysis = understand(document, encoder)
    found = {t.span: t for t in ground(document, analysis).times}
    occasions = read_timexes(document, replace(analysis, sentences=all_sentences(document, analysis)))
    said = []
    for words, timex in zip(occasions.words, occasions.timexes, strict=True):
        for one in timex3s(words, found.get(timex.span, timex)):
            ((start, end),) = in_file(document, places, [one.span])
            said.append(TimeSaid(start, end, one.type, one.value))
    return said


def all_sentences(document: Document, analysis: Analysis) -> tuple[Span, ...]:
    """The sentences that the product reads, and those of the zones that give no reports: datelines, credits."""
    read = [z.span for z in document.zones if any(z.span.contains(s) for s in analysis.sentences)]
    others = (z.span for z in document.zones if z.span not in read)
    return tuple(sorted((*analysis.sentences, *(s for span in others for s in split_span(document.text, span)))))


def document_of(story: Story) -> Document | None:
    """A story as the product reads a plain text that was published then; None where it has no words."""
    try:
        page = page_from_bytes(story.text.encode("utf-8"), name="article.txt")
    except ReadError:
        return None
    document = clean(page)
    language = Value("en", ()) if document.text else document.language
    return replace(document, published=_published(document.document_id, story.created), language=language)


def day_of(created: str) -> datetime | None:
    """The day of a creation time: "1998-02-13", "1998-02-13T10:00:00", "19980213"; a month or less is none."""
    digits = "".join(c for c in created.partition("T")[0] if c.isdigit())
    try:
        return datetime.strptime(digits, "%Y%m%d")
    except ValueError:
        return None


def _published(document_id: str, created: str) -> Field[Interval]:
    """The interval of a creation time's day."""
    day = day_of(created)
    if day is None:
        return NOT_STATED
    evidence = (Evidence(document_id, None, created, "timeml:DCT"),)
    return Value(Interval(day, day + timedelta(days=1), Granularity.DAY), evidence)
