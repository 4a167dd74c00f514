"""What all documents tell together: what gathering costs, from nothing and for one document more.

`python -m bench.gathering NEWS.jsonl.gz [--base N] [--sizes N,N,N]` reads the first N items of a file of headlines,
by the product, repeats them with other days until there are as many as asked for, and at each size gathers
their gists twice: with nothing known before, and with one document more when all others were gathered before. It
prints one line of JSON. Times are processor time with gists read from JSON, and without the records' reading;
`ratio` is that of one document more against the first size.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.merge import Gathered, Gist, Memory, Telling, gathered_from, gist_from_json, gist_of, gist_to_json
from dragoman.pipeline import safe_record_of
from dragoman.read import page_from_record
from dragoman.types import Interval, Record, Value
from evals.files import json_lines

_SIZES = (1_000, 10_000, 100_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path, help="headlines, one JSON object a line")
    parser.add_argument("--base", type=int, default=1_000, metavar="N", help="items that are read (default: 1000)")
    parser.add_argument("--sizes", default=",".join(map(str, _SIZES)), help="documents, the least first")
    asked = parser.parse_args(arguments)
    print(json.dumps(measured(gists_in(asked.news, asked.base), [int(size) for size in asked.sizes.split(",")])))


def gists_in(path: Path, count: int) -> list[Gist]:
    """The gists of the first items of the file that can be read."""
    found: list[Gist] = []
    for number, row in enumerate(json_lines(path)):
        fields = {"title": row["title"], "text": row["lede"] or row["title"], "date": row["date"], "url": str(number)}
        record = safe_record_of(page_from_record(fields, name=str(number)))
        found += [gist_of(record)] if isinstance(record, Record) else []
        if len(found) == count:
            break
    return found


def measured(base: Sequence[Gist], sizes: Sequence[int]) -> dict[str, Any]:
    """Seconds at each size, from nothing and for one document more; reports, events, and the ratio."""
    days = [t.published for gist in base for t in gist.tellings if t.published]
    span = (max(days) - min(days)).days + 1
    rows = []
    for size in sizes:
        texts = [gist_to_json(gist) for gist in islice(again(base, span), size + 1)]
        last = next(n for n in range(size, -1, -1) if texts[n])  # one more that tells something
        extra, others = texts[last], [*texts[:last], *texts[last + 1 :]]
        from_nothing, whole = _timed(others, Memory())
        one_more, _ = _timed([*others, extra], whole.memory)
        rows.append((size, len(whole.tellings), len(whole.events), from_nothing, one_more))
    return {
        "base": len(base),
        "base_days": span,
        "reports": {str(size): reports for size, reports, *_ in rows},
        "events": {str(size): events for size, _, events, *_ in rows},
        "from_nothing_s": {str(row[0]): round(row[3], 2) for row in rows},
        "one_more_s": {str(row[0]): round(row[4], 2) for row in rows},
        "ratio": {str(row[0]): round(row[4] / rows[0][4], 1) for row in rows},
    }


def again(base: Sequence[Gist], span: int) -> Iterator[Gist]:
    """The gists without end, each time on days that follow those before."""
    turn = 0
    while True:
        yield from (_shifted(gist, timedelta(days=span * turn), f"{turn:04}:") for gist in base)
        turn += 1


def _shifted(gist: Gist, by: timedelta, turn: str) -> Gist:
    instruments = tuple(
        replace(i, document_id=turn + i.document_id, published=i.published and i.published + by)
        for i in gist.instruments
    )
    tellings = tuple(_later(telling, by, turn) for telling in gist.tellings)
    return replace(gist, document_id=turn + gist.document_id, tellings=tellings, instruments=instruments)


def _later(telling: Telling, by: timedelta, turn: str) -> Telling:
    report = telling.report
    time_ = replace(report.time, value=_moved(report.time.value, by)) if isinstance(report.time, Value) else report.time
    report = replace(report, report_id=turn + report.report_id, document_id=turn + report.document_id, time=time_)
    return replace(
        telling,
        report=report,
        document_id=turn + telling.document_id,
        published=telling.published and telling.published + by,
        due=telling.due and telling.due + by,
        root=turn + telling.root,
    )


def _moved(interval: Interval, by: timedelta) -> Interval:
    return replace(interval, start=interval.start and interval.start + by, end=interval.end and interval.end + by)


def _timed(texts: Sequence[str], before: Memory) -> tuple[float, Gathered]:
    """Seconds to read the gists and to gather them, and what came of it; no document is a copy of another."""
    begun = time.process_time()
    gists = [gist_from_json(text) for text in texts if text]
    digests = {
        gist.document_id: blake2b(text.encode(), digest_size=12).hexdigest()
        for gist, text in zip(gists, filter(None, texts), strict=True)
    }
    whole = gathered_from(
        gists,
        roots=lambda ids: {one: one for one in ids},
        record_of=lambda _: None,
        digests=digests,
        before=before,
    )
    return time.process_time() - begun, whole


if __name__ == "__main__":
    main()
