"""news: events that a reader marks in paragraphs of real news, against the reports that the product makes of them.

DATA is a file of articles of real_news; the marks are in `evals/news/` (`evals.marked_news` says how): those of
`test.jsonl`, which nothing is tuned on, or with `--part dev` those of `dev.jsonl`, which thresholds are. The marked
paragraphs of an article are read as one document. An event is found where a report's trigger, or another telling that
the report keeps, shares a word with it; type and status are asked for where it is found, and a participant is found
where a side of the report shares a word with the phrase that was marked as that side.

A second reader marked the articles of the test, and some more, without having seen the first one's marks. `second` are
the scores against these, `readers_f1` is how far the two agree on which words tell of an event, `readers_type` how
often they give these one type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError
from dragoman.models import Encoder
from dragoman.pipeline import safe_record_of
from dragoman.read import page_from_record
from dragoman.spans import Span
from dragoman.types import Page, Record, Report
from evals.marked_news import Article, articles_of
from evals.markup import Event, Line, Mark
from evals.metrics import Counts, Scored, accuracy, rounded, total

__all__ = ["score"]

MARKS = Path(__file__).parent / "news"
_SIDES = ("actor", "recipient", "other")
TEST, SECOND = "test.jsonl", "second.jsonl"
AROUND = 100
_WORD = re.compile(r"\w+")
_EMPTY = frozenset(("the", "a", "an", "of", "and", "s", "his", "her", "its", "their", "with"))


@dataclass(frozen=True, slots=True)
class _Told:
    """A report in a paragraph, and the stretches that tell it, counted from the paragraph's start."""

    spans: tuple[Span, ...]
    report: Report


def score(data: Path, part: str = "all") -> Scored:
    """Precision and recall of events and of their sides, type and status where found; all events as lines."""
    if part == "dev":
        lines = _lines(MARKS / "dev.jsonl", data)
        return _scores(lines), lines
    lines, second = _lines(MARKS / TEST, data), _lines(MARKS / SECOND, data)
    return _scores(lines) | _agreement(data) | {"second": _scores(second)}, lines


def _lines(marks: Path, data: Path) -> list[dict[str, Any]]:
    """Each event and each report of the articles of a file of marks."""
    encoder = Encoder.load()
    lines: list[dict[str, Any]] = []
    for article in articles_of(marks, data):
        record = safe_record_of(_page(article), encoder=encoder)
        if isinstance(record, DragomanError):
            raise record
        for line, told in _paragraphs(article, record):
            lines += _compared(line, told, article.row["url"])
    return lines


def _agreement(data: Path) -> dict[str, Any]:
    """How far the two readers agree on the paragraphs that both have marked."""
    first, second = (
        {line.text: line for a in articles_of(MARKS / n, data) for line in a.lines} for n in (TEST, SECOND)
    )
    pairs = [(line.events, second[text].events) for text, line in first.items() if text in second]
    same = [(a, b) for mine, theirs in pairs for a in mine for b in theirs if a.start < b.end and b.start < a.end]
    firsts, seconds = (sum(len(pair[side]) for pair in pairs) for side in (0, 1))
    met = Counts(
        min(len({id(event) for event in side}) for side in zip(*same, strict=True)) if same else 0, firsts, seconds
    )
    one_type = accuracy([a.type for a, _ in same], [b.type for _, b in same])
    return rounded({"readers_f1": met.f1, "readers_type": one_type})


def _scores(lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    true = [line for line in lines if line["true"]]
    found = [line for line in true if line["said"]]
    events = Counts(len(found), len(true), sum(bool(line["said"]) for line in lines))
    sides = total(Counts(*line["sides"]) for line in found)
    return rounded(
        {
            "events": events.true,
            "reports": events.said,
            "precision": events.precision,
            "recall": events.recall,
            "f1": events.f1,
            "type": accuracy([line["true"][0] for line in found], [line["said"][0] for line in found]),
            "status": accuracy([line["true"][2] for line in found], [line["said"][2] for line in found]),
            "sides_precision": sides.precision,
            "sides_recall": sides.recall,
        }
    )


def _page(article: Article) -> Page:
    row = {key: article.row[key] for key in ("title", "date", "outlet", "url")}
    text = "\n\n".join(line.text for line in article.lines)
    return page_from_record(row | {"text": text}, name=article.row["url"])


def _paragraphs(article: Article, record: Record) -> Iterator[tuple[Line, list[_Told]]]:
    """Each marked paragraph that reading has left whole, with the reports told in it."""
    at = 0
    for line in article.lines:
        start = record.document.text.find(line.text, at)
        if start < 0:
            continue
        at = start + len(line.text)
        told = []
        for report in record.reports:
            spans = [e.span for e in (report.trigger, *report.also_at) if e.span and start <= e.span.start < at]
            if spans:
                told.append(_Told(tuple(Span(s.start - start, s.end - start) for s in spans), report))
        yield line, told


def _compared(line: Line, told: Sequence[_Told], url: str) -> Iterator[dict[str, Any]]:
    """Each true event with the report that tells it, then the reports that tell none."""
    used: set[int] = set()
    for event in line.events:
        mine = Span(event.start, event.end)
        same = [i for i, t in enumerate(told) if any(mine.overlaps(span) for span in t.spans)]
        best = next((i for i in same if told[i].report.type == event.type), same[0] if same else None)
        used.update(same)
        true = (event.type, event.mode, event.status.replace("-", " "))
        yield _row(line, url, true, told[best] if best is not None else None, event)
    for index, rest in enumerate(told):
        if index not in used:
            yield _row(line, url, None, rest, None)


def _row(
    line: Line, url: str, true: tuple[str, str, str] | None, told: _Told | None, event: Event | None
) -> dict[str, Any]:
    said = told.report if told else None
    span = Span(event.start, event.end) if event else told.spans[0] if told else Span(0, 0)
    before, after = line.text[max(0, span.start - AROUND) : span.start], line.text[span.end : span.end + AROUND]
    return {
        "url": url,
        "words": span.of(line.text),
        "true": true,
        "said": (said.type, said.mode, said.status.value) if said else None,
        "by": said.trigger.by if said else "",
        "sides": _sides(line, event, said) if event and said else None,
        "true_sides": [line.text[m.start : m.end] for m in _marked(line, event)] if event else [],
        "said_sides": [p.name for p in said.participants] if said else [],
        "text": f"{before}[{span.of(line.text)}]{after}",
    }


def _marked(line: Line, event: Event) -> tuple[Mark, ...]:
    return tuple(m for m in line.of(*_SIDES) if m.number == event.number)


def _sides(line: Line, event: Event, report: Report) -> tuple[int, int, int]:
    """How many participants of a report were marked, how many are marked, and how many the report has."""
    true = [_words(line.text[m.start : m.end]) for m in _marked(line, event)]
    said = [_words(f"{p.name} {p.evidence.exact}") for p in report.participants]
    right = sum(any(words & other for other in true) for words in said)
    found = sum(any(words & other for other in said) for words in true)
    return min(right, found), len(true), len(said)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)} - _EMPTY
