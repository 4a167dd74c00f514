"""reading: a fixed draw of articles with their times, places and actors, to be judged by a person.

DATA is NDJSON (also gzipped) with one article a line. The score counts what is given and what is left open, by kind;
`--predictions` writes each value as a line: the article, its day, the kind of value, its words, what was said of it or
the reason why nothing was, and the text around its first words. What was found so is in docs/quality.md.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError
from dragoman.pipeline import safe_record_of
from dragoman.read import page_from_record
from dragoman.spans import Span
from dragoman.types import Absent, ActorKind, Interval, Place, Record, Value, value_of

__all__ = ["score"]

ARTICLES, SEED = 100, 271126
AROUND = 110
"""Code points on each side of the words."""

_KEPT = ("title", "text", "url", "date", "outlet", "authors")
Line = dict[str, Any]


def score(data: Path) -> tuple[dict[str, Any], list[Line]]:
    """Counts over the draw, and its values as lines."""
    whole = gzip.decompress(data.read_bytes()) if data.suffix == ".gz" else data.read_bytes()
    articles = [json.loads(line) for line in whole.splitlines()]
    drawn = random.Random(SEED).sample(articles, min(ARTICLES, len(articles)))
    lines: list[Line] = []
    errors = undated = 0
    for number, article in enumerate(drawn, start=1):
        kept = {name: article[name] for name in _KEPT if article.get(name)}
        record = safe_record_of(page_from_record(kept, name=str(number)))
        if isinstance(record, DragomanError):
            errors += 1
            continue
        undated += value_of(record.document.published) is None
        lines += _lines(record)
    given = Counter(f"{line['kind']}{'' if line['given'] else ', open'}" for line in lines)
    return {"n": len(drawn), "errors": errors, "undated": undated, **dict(sorted(given.items()))}, lines


def _lines(record: Record) -> Iterator[Line]:
    for report in record.reports:
        trigger = report.trigger.span or Span(0, 0)
        yield _line(record, "time of a report", trigger, _said(report.time))
        yield _line(record, "place of a report", trigger, _said(report.place))
    for timex in record.times:
        yield _line(record, "time in the text", timex.span, _said(timex.interval))
    for place in record.places:
        yield _line(record, "place in the text", place.mentions[0], _said(place.place))
    for actor in record.actors:
        if not actor.mentions:
            continue
        office = value_of(actor.office)
        if actor.kind is ActorKind.PERSON:
            yield _line(record, "person", actor.mentions[0], _said(actor.identity))
            if office:
                yield _line(record, "office", actor.mentions[0], (f"{actor.name}: {office.words}", ""))
        elif actor.kind is not ActorKind.OFFICE:
            yield _line(record, actor.kind.value, actor.mentions[0], _said(actor.identity))


def _said(field: Any) -> tuple[str, str]:
    """What a field says in words, "" where it is open, and the reason or the note."""
    if isinstance(field, Absent):
        return "", f"{field.reason.value}: {field.detail}"
    assert isinstance(field, Value)
    value = field.value
    if isinstance(value, Interval):
        return f"{value.start} / {value.end} {value.modifier.value}", field.note
    if isinstance(value, Place):
        return f"{value.name} ({value.kind}, {value.country})", field.note
    return getattr(value, "name", str(value)), field.note


def _line(record: Record, kind: str, span: Span, said: tuple[str, str]) -> Line:
    text, published = record.document.text, value_of(record.document.published)
    before = text[max(0, span.start - AROUND) : span.start]
    return {
        "document": record.document.name,
        "published": str(published.start)[:10] if published else None,
        "kind": kind,
        "words": span.of(text),
        "given": said[0],
        "why": said[1],
        "around": f"{before}[{span.of(text)}]{text[span.end : span.end + AROUND]}".replace("\n", " "),
    }
