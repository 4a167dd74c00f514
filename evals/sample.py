"""sample: a fixed draw of articles to be read by a person, with what can be checked without one.

DATA is NDJSON (also gzipped) with one article a line. The score counts articles, errors, reports by status, spans
that are not their words, and reports from zones that are not read; `--predictions` writes the reports, one a line,
to be judged by hand. What was found so is in docs/quality.md.
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
from dragoman.types import READ_ZONES, Evidence, Record, Report, value_of

ARTICLES, SEED = 110, 90210
_KEPT = ("title", "text", "url", "date", "outlet", "authors")


def score(data: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Counts over the draw, and its reports as lines."""
    whole = gzip.decompress(data.read_bytes()) if data.suffix == ".gz" else data.read_bytes()
    articles = [json.loads(line) for line in whole.splitlines()]
    drawn = random.Random(SEED).sample(articles, min(ARTICLES, len(articles)))
    records = [_record(article, number) for number, article in enumerate(drawn, start=1)]
    read = [r for r in records if isinstance(r, Record)]
    reports = [(record, report) for record in read for report in record.reports]
    counts = {
        "n": len(drawn),
        "errors": len(records) - len(read),
        "reports": len(reports),
        "spans_not_their_words": sum(not _exact(record, e) for record, report in reports for e in _evidence(report)),
        "reports_from_other_zones": sum(not _read_zone(record, report) for record, report in reports),
        "statuses": dict(Counter(report.status.value for _, report in reports).most_common()),
    }
    return counts, [_line(record, report) for record, report in reports]


def _record(article: dict[str, Any], number: int) -> Record | DragomanError:
    kept = {name: article[name] for name in _KEPT if article.get(name)}
    return safe_record_of(page_from_record(kept, name=f"article {number}"))


def _evidence(report: Report) -> Iterator[Evidence]:
    yield from (report.trigger, report.sentence, *report.status_evidence, *report.also_at)
    yield from (p.evidence for p in report.participants)
    for field in (report.place, report.time, report.attributed_to):
        yield from field.evidence


def _exact(record: Record, evidence: Evidence) -> bool:
    return evidence.span is None or evidence.span.of(record.document.text) == evidence.exact


def _read_zone(record: Record, report: Report) -> bool:
    zone = record.document.zone_at(report.trigger.span.start) if report.trigger.span else None
    return zone is not None and zone.kind in READ_ZONES


def _line(record: Record, report: Report) -> dict[str, Any]:
    place, time = value_of(report.place), value_of(report.time)
    return {
        "document": record.document.name,
        "mode": report.mode,
        "status": report.status.value,
        "status_words": [e.exact for e in report.status_evidence],
        "words": report.trigger.exact,
        "actor": [p.name for p in report.actor],
        "recipient": [p.name for p in report.recipient],
        "place": place.name if place else None,
        "start": str(time.first_day) if time else None,
        "sentence": report.sentence.exact,
    }
