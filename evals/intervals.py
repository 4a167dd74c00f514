"""intervals: the first and last day of dates whose words are given: GUM's resolved dates, through the product.

DATA is a folder or a tar archive of GUM's xml/*/*.xml: <date> with `when`, `from`, `to`, `notBefore`, `notAfter` (TEI).
Scored are dates with two ends in a year; others (open ends, months of no year, texts that were taken out) are not
counted. `exact` is the share with the right first and last day, `overlap` the mean of shared days over all days of
both; abstaining counts as 0 in both. The day of writing is the file's dateCreated. `part` is the name of the folder.

`raw_exact` and `raw_overlap` are of the product's TIMEX3 of the raw text, its own extents: what lies over a date's
words counts, from the first day of the first to the last of the last. `theirs` scores another tool's TIMEX3 (a file as
for `dates`) in this way, its values turned into days by `evals.timex_values`.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any
from xml.etree import ElementTree as ET

from dragoman.ground import ground
from dragoman.ground.times import read_timexes, timex3s
from dragoman.ground.times.calendar import day, month, year
from dragoman.models import Encoder
from dragoman.spans import Span, trimmed
from dragoman.types import Document, Interval, Timex, value_of
from dragoman.understand import understand
from evals.dates import Story, all_sentences, document_of, said_by
from evals.metrics import Scored, rounded
from evals.timex_values import Days, days_of_interval, days_of_value

__all__ = ["GivenDate", "Text", "days_of", "raw_in", "said_in", "score", "scores_of", "text_of", "texts_of"]

_CLOSE = frozenset(".,;:!?)]}%”’")
_OPEN = frozenset("([{“‘$£€#")


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date whose words are given: half-open range of code points, and its first and last day."""

    start: int
    end: int
    days: Days


@dataclass(frozen=True, slots=True)
class Text:
    """A text of GUM: its name, its words, its day of writing ("" for none), its dates."""

    name: str
    text: str
    created: str
    dates: tuple[GivenDate, ...]


def score(path: Path, part: str = "all", theirs: Path | None = None) -> Scored:
    """Exact share and mean overlap over all dates, and the days said of each."""
    texts = [t for t in texts_of(path, part) if t.dates]
    encoder = None if theirs else Encoder.load()
    raw = _raw_of(theirs, texts) if theirs else [raw_in(text, encoder) for text in texts]
    said = raw if theirs else [said_in(text, encoder) for text in texts]
    lines = [
        {"document": t.name, "start": d.start, "end": d.end, "days": [str(x) for x in own] if own else None}
        for t, days in zip(texts, said, strict=True)
        for d, own in zip(t.dates, days, strict=True)
    ]
    true = [d.days for t in texts for d in t.dates]
    scores, own = (scores_of(true, [one for days in of for one in days]) for of in (raw, said))
    if theirs:
        return scores, lines
    return {**own, "raw_exact": scores["exact"], "raw_overlap": scores["overlap"]}, lines


def _raw_of(theirs: Path, texts: Sequence[Text]) -> list[list[Days | None]]:
    """What another tool's times say of the dates of each text."""
    found = said_by(theirs, [t.name for t in texts])
    said = [[(Span(x.start, x.end), days_of_value(x.value)) for x in times] for times in found]
    return [_over(t.dates, times) for t, times in zip(texts, said, strict=True)]


def _over(dates: Sequence[GivenDate], said: Sequence[tuple[Span, Days | None]]) -> list[Days | None]:
    """For each date the days that lie over its words, from the first to the last of several."""
    told = [[days for at, days in said if days and at.overlaps(Span(d.start, d.end))] for d in dates]
    return [(min(d[0] for d in days), max(d[1] for d in days)) if days else None for days in told]


def scores_of(true: Sequence[Days], said: Sequence[Days | None]) -> dict[str, Any]:
    """The scores of some dates, from what is said of each."""
    pairs = list(zip(true, said, strict=True))
    told = [(a, b) for a, b in pairs if b is not None]
    n = max(1, len(pairs))
    return rounded(
        {
            "n": len(pairs),
            "exact": sum(a == b for a, b in told) / n,
            "overlap": sum(_overlap(a, b) for a, b in told) / n,
            "abstained": (len(pairs) - len(told)) / n,
            "exact_of_told": sum(a == b for a, b in told) / max(1, len(told)),
        }
    )


def _overlap(one: Days, other: Days) -> float:
    """Days of both over days of either."""
    shared = (min(one[1], other[1]) - max(one[0], other[0])).days + 1
    either = (one[1] - one[0]).days + (other[1] - other[0]).days + 2 - shared
    return shared / either if shared > 0 else 0.0


def said_in(text: Text, encoder: Encoder | None) -> list[Days | None]:
    """What the product says of each date, whose words are given; None where it abstains."""
    document = document_of(Story(text.name, text.text, text.created, ()))
    if document is None:
        return [None] * len(text.dates)
    spans = [document.to_page.from_origin(Span(d.start, d.end)) for d in text.dates]
    times = _times(document, encoder, sorted(s for s in spans if s))
    found = [(t.span, days_of_interval(value_of(t.interval))) for t in times]
    return [next((days for at, days in found if span and at.overlaps(span)), None) for span in spans]


def raw_in(text: Text, encoder: Encoder | None) -> list[Days | None]:
    """What the product says of each date when it looks for times itself."""
    document = document_of(Story(text.name, text.text, text.created, ()))
    if document is None:
        return [None] * len(text.dates)
    given = [(d, document.to_page.from_origin(Span(d.start, d.end))) for d in text.dates]
    said = [(x.span, days_of_value(x.value)) for t in _times(document, encoder, None) for x in t.timex3]
    return [_over([replace(d, start=s.start, end=s.end)], said)[0] if s else None for d, s in given]


def _times(document: Document, encoder: Encoder | None, given: list[Span] | None) -> list[Timex]:
    """The times of a document in order, written as TIMEX3 too."""
    analysis = understand(document, encoder)
    analysis = replace(analysis, sentences=all_sentences(document, analysis))
    occasions = read_timexes(document, analysis, given=given)
    leaning = {t.span: t for t in ground(document, analysis).times if t.deictic}
    pairs = ((w, leaning.get(t.span, t)) for w, t in zip(occasions.words, occasions.timexes, strict=True))
    return [replace(t, timex3=timex3s(w, t)) for w, t in pairs]


def texts_of(path: Path, part: str = "all") -> list[Text]:
    """The texts of a folder or an archive, in order of their paths."""
    kept = (f for f in _files(path) if part in ("all", f[0].parent.name))
    return [text_of(name.stem, data) for name, data in sorted(kept)]


def _files(path: Path) -> Iterator[tuple[PurePath, bytes]]:
    if path.is_dir():
        yield from ((p.relative_to(path.parent), p.read_bytes()) for p in path.rglob("*.xml"))
        return
    with tarfile.open(path) as archive:
        for member in archive:
            held = archive.extractfile(member) if member.name.endswith(".xml") else None
            if held is not None:
                yield PurePath(member.name), held.read()


def text_of(name: str, data: bytes) -> Text:
    """A file of GUM: paragraphs apart by an empty line, words by a blank, marks close to their words."""
    root = ET.fromstring(data)
    parts: list[str] = []
    dates: list[tuple[int, int, Mapping[str, str]]] = []
    _walk(root, 0, parts, dates)
    text = "".join(parts)
    known = [(trimmed(text, Span(a, b)), days_of(e)) for a, b, e in dates if text[a:b].strip("_ ")]
    given = tuple(GivenDate(span.start, span.end, days) for span, days in known if days)
    return Text(name, text, root.get("dateCreated", ""), given)


_BLOCKS = frozenset({"p", "head", "item", "caption", "sp", "list", "figure", "cell", "row", "quote"})


def _walk(element: ET.Element, at: int, parts: list[str], dates: list[tuple[int, int, Mapping[str, str]]]) -> int:
    """Append an element's words and its dates, from a place in the text on; where it ends."""
    if element.tag in _BLOCKS and parts:
        parts.append("\n\n")
        at += 2
    end = at + _write(element.text, parts)
    for child in element:
        end = _walk(child, end, parts, dates)
        end += _write(child.tail, parts)
    if element.tag == "date" and end > at:
        dates.append((at, end, element.attrib))
    return end


def _write(rows: str | None, parts: list[str]) -> int:
    """Append the first column of some rows of tokens; how many code points that is."""
    length = 0
    for row in (rows or "").split("\n"):
        word, tab, _ = row.partition("\t")
        if not tab:
            continue
        last = parts[-1][-1:] if parts else "\n"
        close = word[:1] in _CLOSE or word[:1] == "'" or word == "n't"
        parts.append(word if close or last in _OPEN or last == "\n" else f" {word}")
        length += len(parts[-1])
    return length


def days_of(attributes: Mapping[str, str]) -> Days | None:
    """The first and last day that TEI's attributes say; None for an open end, no year, or another calendar."""
    when = attributes.get("when")
    first = when or attributes.get("from") or attributes.get("notBefore") or ""
    last = when or attributes.get("to") or attributes.get("notAfter") or ""
    start, end = _named(first), _named(last)
    if start is None or end is None or start.first_day is None or end.last_day is None:
        return None
    return (start.first_day, end.last_day) if start.first_day <= end.last_day else None


def _named(value: str) -> Interval | None:
    """The interval of "1818", "1818-03", "1818-03-05"; None for anything else."""
    pieces = value.partition("T")[0].split("-")
    if not all(p.isdecimal() for p in pieces) or len(pieces[0]) != 4:
        return None
    try:
        match [int(p) for p in pieces]:
            case [y]:
                return year(y)
            case [y, m]:
                return month(y, m)
            case [y, m, d]:
                return day(date(y, m, d))
    except ValueError:
        pass
    return None
