"""How fast copies are found, beside the MinHash indexes of rensa and datasketch, and how much of them each finds.

`python -m bench.copies FOLDER` reads the articles and headlines of FOLDER (real_news: an `allsides_*.jsonl.gz` and an
`rss_world_*.jsonl.gz`) and prints one line of JSON. All figures are of processor time on one core. An index that is not
installed is left out.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.merge.copies import CopyIndex, OwnText
from dragoman.spans import Span
from dragoman.types import Granularity, Interval
from dragoman.understand.quotations import quoted_spans
from evals.copies import article_of
from evals.files import json_lines
from evals.planting import Article, plant

SIZES = (1_000, 10_000, 100_000)
MORE = 2_000
BATCH = 50
"""So many documents are added on top of each size, in batches that are timed."""
THRESHOLD = 0.8
PERMUTATIONS = 128

Find = Callable[[Sequence[OwnText]], set[tuple[str, str]]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=50, help="planted copies of each kind (default: 50)")
    asked = parser.parse_args(arguments)
    (articles,), (headlines,) = (sorted(asked.folder.glob(name)) for name in ("allsides_*.jsonl.gz", "rss_world_*.gz"))
    print(json.dumps({**beside_others(articles, asked.each), **growing(headlines)}))


def beside_others(data: Path, each: int) -> dict[str, Any]:
    """Documents a second and the share of planted copies found, of each index, on the same texts."""
    real = [article_of(line) for line in json_lines(data)]
    made, pairs = plant(real, seed=20, each=each)
    owns = [own_of(article) for article in made]
    true = {(min(p.one, p.other), max(p.one, p.other)) for p in pairs if p.copy}
    rates, recalls = {}, {}
    for name, find in {"ours": _ours, **_others()}.items():
        before = time.process_time()
        found = find(owns)
        rates[name] = round(len(owns) / (time.process_time() - before))
        recalls[name] = round(len(found & true) / len(true), 4)
    words = sum(len(article.text.split()) for article in made) / len(made)
    return {
        "documents": len(owns),
        "words_per_document": round(words),
        "documents_per_s": rates,
        "planted": len(true),
        "recall": recalls,
    }


def growing(data: Path) -> dict[str, Any]:
    """Milliseconds for one more lede by how many are there, the median of batches, and the last by the first.

    The indexes hold the latest so many before the same further ones, which each is handed in turn.
    """
    owns = list(islice(_ledes(data), SIZES[-1] + MORE))
    stored, more = owns[: SIZES[-1]], owns[SIZES[-1] :]
    indexes = {size: CopyIndex() for size in SIZES}
    for size, index in indexes.items():
        for own in stored[-size:]:
            index.add(own)
    times: dict[int, list[float]] = {size: [] for size in SIZES}
    for start in range(0, MORE, BATCH):
        for size, index in indexes.items():
            before = time.process_time()
            for own in more[start : start + BATCH]:
                index.add(own)
            times[size].append((time.process_time() - before) / BATCH * 1000)
    cost = {size: round(statistics.median(of), 4) for size, of in times.items()}
    return {"ms_for_one_more": cost, "ratio": round(cost[SIZES[-1]] / cost[SIZES[0]], 2)}


def own_of(article: Article) -> OwnText:
    """All words of an article but those in quotation marks; not cleaned, so that the index alone is timed."""
    published = _interval(datetime(article.day.year, article.day.month, article.day.day)) if article.day else None
    return OwnText(article.article_id, article.text, _spans(article.text), article.outlet, published)


def _ledes(data: Path) -> Iterator[OwnText]:
    for line in json_lines(data):
        text = f"{line['title']}\n\n{line['lede'] or ''}"
        lede = tuple(s for s in _spans(text) if s.start > len(line["title"]))
        published = _interval(datetime.fromisoformat(line["date"]).replace(tzinfo=None))
        yield OwnText(line["url"], text, lede or _spans(text), line["outlet"], published)


def _spans(text: str) -> tuple[Span, ...]:
    """What stands outside quotation marks, line by line."""
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    holes = [q.span for q in quoted_spans(text, (Span(0, len(text)),)) if q.depth == 0 and not q.short]
    found = []
    for line in lines:
        start = line.start
        for hole in holes:
            if hole.overlaps(Span(start, line.end)):
                found.append(Span(start, max(start, hole.start)))
                start = min(hole.end, line.end)
        found.append(Span(start, line.end))
    return tuple(span for span in found if len(span))


def _interval(start: datetime) -> Interval:
    return Interval(start, start + timedelta(days=1), Granularity.DAY)


# --- the indexes -----------------------------------------------------------------------------------


def _ours(owns: Sequence[OwnText]) -> set[tuple[str, str]]:
    index = CopyIndex()
    for own in owns:
        index.add(own)
    return {(copy.one, copy.other) for copy in index.copies()}


def _others() -> dict[str, Find]:
    found: dict[str, Find] = {}
    for name, make in (("rensa", _rensa), ("datasketch", _datasketch)):
        try:
            found[name] = make(importlib.import_module(name))
        except ImportError:
            continue
    return found


def _rensa(library: Any) -> Find:
    def find(owns: Sequence[OwnText]) -> set[tuple[str, str]]:
        index = library.RMinHashLSH(THRESHOLD, PERMUTATIONS, 16)
        made = []
        for number, own in enumerate(owns):
            sketch = library.RMinHash(PERMUTATIONS, 42)
            sketch.update(_shingles(own))
            made.append(sketch)
            index.insert(number, sketch)
        return _met(owns, ([n for n in index.query(s) if s.jaccard(made[n]) >= THRESHOLD] for s in made))

    return find


def _datasketch(library: Any) -> Find:
    def find(owns: Sequence[OwnText]) -> set[tuple[str, str]]:
        index = library.MinHashLSH(THRESHOLD, PERMUTATIONS)
        made = []
        for number, own in enumerate(owns):
            sketch = library.MinHash(PERMUTATIONS)
            sketch.update_batch([shingle.encode() for shingle in _shingles(own)])
            made.append(sketch)
            index.insert(number, sketch)
        return _met(owns, ([n for n in index.query(s) if s.jaccard(made[n]) >= THRESHOLD] for s in made))

    return find


def _met(owns: Sequence[OwnText], answers: Iterator[list[int]]) -> set[tuple[str, str]]:
    ids = [own.document_id for own in owns]
    return {
        (min(one, ids[n]), max(one, ids[n]))
        for one, met in zip(ids, answers, strict=True)
        for n in met
        if ids[n] != one
    }


def _shingles(own: OwnText) -> list[str]:
    """The runs of five words, as text: what a MinHash is made of."""
    words = [word for span in own.spans for word in re.findall(r"\w+", span.of(own.text).casefold())]
    return sorted({" ".join(run) for run in zip(*(words[shift:] for shift in range(5)), strict=False)})


if __name__ == "__main__":
    main()
