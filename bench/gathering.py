"""What all documents tell together: what it costs to bring what is kept up to date by one document more.

`python -m bench.gathering NEWS.jsonl.gz [--base N] [--sizes N,N,N]` reads the first N items of a file of headlines,
by the product, and repeats them with other days until there are as many as asked for. At each size it gathers their
gists into a database, then more of them, one at a time: forty, of the same headlines at each size, half of them of the
middle of the days, which come late, and half of the last. It prints one line of JSON. Times are processor time, with
what is read from the database and written to it, and without the records' reading; `ratio` is that of one document
more against the first size.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from dragoman.merge import Gist, Telling, gist_of
from dragoman.merge.renewing import Shelf, renew
from dragoman.pipeline import safe_record_of
from dragoman.read import page_from_record
from dragoman.serve.whole import rows_of, shelf_of
from dragoman.store import Store, open_store
from dragoman.types import Interval, Record, Value
from evals.files import json_lines

_SIZES = (1_000, 10_000, 100_000)
_MORE = 20
"""So many documents are added one by one, of the middle and of the end each."""


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
    """At each size reports, events, seconds from nothing, and the median and the most of one document more."""
    days = [t.published for gist in base for t in gist.tellings if t.published]
    span = (max(days) - min(days)).days + 1
    told = [n for n, gist in enumerate(base) if gist.tellings]  # one more is one that tells something
    late, last = told[len(told) // 2 :][:_MORE], told[-_MORE:]
    rows = {}
    for size in sizes:
        turns = max(size // len(base), 1)
        more = [n + len(base) * (turns // 2) for n in late] + [n + len(base) * (turns - 1) for n in last]
        rows[str(size)] = _at(list(islice(again(base, span), size)), more)
    first = next(iter(rows.values()))
    return {
        "base": len(base),
        "base_days": span,
        "sizes": rows,
        "ratio": {size: round(row["one_more_ms"] / first["one_more_ms"], 2) for size, row in rows.items()},
    }


def _at(gists: Sequence[Gist], numbers: Sequence[int]) -> dict[str, float]:
    more = {gists[n].document_id: gists[n] for n in numbers if n < len(gists)}
    others = {gist.document_id: gist for gist in gists if gist.document_id not in more}
    with TemporaryDirectory() as folder, open_store(Path(folder) / "news.db") as store:
        from_nothing = _renewed(store, others, list(others), anew=True)
        laps = [_renewed(store, others | more, [one]) for one in more]
        counts = {kind: len(store.kept.all(kind)) for kind in ("telling", "event")}
    return {
        "reports": counts["telling"],
        "events": counts["event"],
        "from_nothing_s": round(from_nothing, 2),
        "one_more_ms": round(1_000 * median(laps), 1),
        "one_more_most_ms": round(1_000 * max(laps), 1),
    }


def _renewed(store: Store, gists: Mapping[str, Gist], document_ids: Sequence[str], *, anew: bool = False) -> float:
    """Seconds to bring what is kept up to date; no document is a copy of another."""
    begun = time.process_time()
    with store.snapshot() as kept:
        counts = kept.counts()
        shelf = Shelf() if anew else shelf_of(kept)
        renew(shelf, document_ids, gists.get, roots=lambda ids: {one: one for one in ids}, record_of=lambda _: None)
    store.keep(*rows_of(shelf), of=counts, anew=anew)
    return time.process_time() - begun


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


if __name__ == "__main__":
    main()
