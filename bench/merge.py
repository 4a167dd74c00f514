"""What one more document costs stories, at 1,000, 10,000 and 100,000 documents.

`python -m bench.merge NEWS.jsonl.gz [--base N] [--sizes N,N,N]` reads the first N items of a file of headlines (title,
lede, date) by the product, repeats them with other days until there are as many as asked for, and at each size adds the
same documents again, on days that follow, each asked for its story at once. It prints one line of JSON. Times are
processor time of the stories alone, reading and vectors left out; `ratio` is against the first size.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from dragoman.merge.stories import Stories, StoryItem, story_item, story_texts
from dragoman.models import Vectors
from dragoman.pipeline import safe_record_of
from dragoman.read import page_from_record
from dragoman.types import Record
from evals.files import json_lines

_SIZES = (1_000, 10_000, 100_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path, help="headlines, one JSON object a line")
    parser.add_argument("--base", type=int, default=1_000, metavar="N", help="items that are read (default: 1000)")
    parser.add_argument("--sizes", default=",".join(map(str, _SIZES)), help="documents stored, the least first")
    asked = parser.parse_args(arguments)
    print(json.dumps(measured(items_in(asked.news, asked.base), [int(size) for size in asked.sizes.split(",")])))


def items_in(path: Path, count: int) -> list[StoryItem]:
    """The first items of the file that can be read and are dated, in order of their days."""
    found: list[StoryItem] = []
    for number, row in enumerate(json_lines(path)):
        fields = {"title": row["title"], "text": row["lede"] or row["title"], "date": row["date"]}
        record = safe_record_of(page_from_record(fields, name=str(number)))
        if isinstance(record, Record):
            item = replace(_item(record), document_id=f"{number:06}")
            found += [item] if item.published else []
        if len(found) == count:
            break
    return sorted(found, key=lambda item: (item.published, item.document_id))


def _item(record: Record) -> StoryItem:
    return story_item(record, Vectors.load().of(story_texts(record)))


def measured(base: Sequence[StoryItem], sizes: Sequence[int]) -> dict[str, object]:
    """Milliseconds for one more document at each size, their ratios to the first, documents a second, peak memory."""
    stories, stream = Stories(), again(base)
    costs, total = dict[str, float](), 0.0
    for size in sizes:
        while len(stories) < size:
            total += _added(stories, next(stream))
        lap = [_added(stories, next(stream)) for _ in base]
        total += sum(lap)
        costs[str(size)] = 1_000 * sum(lap) / len(lap)
    first = costs[str(sizes[0])]
    counts = [len(story.document_ids) for story in stories.all()]
    return {
        "base": len(base),
        "base_days": len({item.published for item in base}),
        "ms_per_document": {size: round(cost, 3) for size, cost in costs.items()},
        "ratio": {size: round(cost / first, 3) for size, cost in costs.items()},
        "documents_per_s": round(len(stories) / total),
        "stories": len(counts),
        "largest": max(counts),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def again(base: Sequence[StoryItem]) -> Iterator[StoryItem]:
    """The items without end, each time on days that follow those before, with vectors and lists of their own."""
    days = [day for item in base if item.published for day in item.published]
    span, turn = (max(days) - min(days)).days + 1, 0
    while True:
        for item in base:
            yield _shifted(item, timedelta(days=span * turn), turn)
        turn += 1


def _shifted(item: StoryItem, by: timedelta, turn: int) -> StoryItem:
    assert item.published
    first, last = item.published
    return replace(
        item,
        document_id=f"{turn:04}:{item.document_id}",
        published=(first + by, last + by),
        vector=item.vector.copy(),
        title_vector=item.title_vector.copy(),
        terms=_own(item.terms),
        title_terms=_own(item.title_terms),
        names=_own(item.names),
        event_days=_later(item.event_days, by),
        said_days=_later(item.said_days, by),
    )


def _own(words: tuple[str, ...]) -> tuple[str, ...]:
    """The same words in a tuple that no other document holds: memory is to be counted."""
    return words[:1] + words[1:]


def _later(days: Sequence[date], by: timedelta) -> tuple[date, ...]:
    return tuple(day + by for day in days)


def _added(stories: Stories, item: StoryItem) -> float:
    """Seconds to take in a document and to say its story."""
    before = time.process_time()
    stories.add(item)
    stories.story(item.document_id)
    return time.process_time() - before


if __name__ == "__main__":
    main()
