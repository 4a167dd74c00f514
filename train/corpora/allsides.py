"""The corpus of AllSides' round-ups: articles of several outlets that editors put together, with the day of the page.

The day in the file is that of the round-up, one for all its articles; `day_of_page` is the day that an article's own
address gives. Nothing of the round-up but which articles are in it is handed on.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dragoman.errors import ReadError
from dragoman.merge.stories import StoryItem, story_item, story_texts
from dragoman.models import Vectors
from dragoman.pipeline import safe_record_of
from dragoman.read import page_from_record
from dragoman.types import Record
from evals.files import json_lines

__all__ = ["DEV_FROM", "RoundUpArticle", "articles_in", "items_of", "spread"]

DEV_FROM = date(2021, 7, 1)
"""The first day of the part "dev", which training leaves out."""

_ADDRESS = re.compile(r"/(20\d\d)[/-]?(\d\d)[/-]?(\d\d)(?!\d)")
_BEFORE, _AFTER = 4, 1


@dataclass(frozen=True, slots=True)
class RoundUpArticle:
    """An article: `document` names it, `story` its round-up, `day` is that of the round-up, `text` the lede."""

    document: str
    story: str
    day: date
    title: str
    text: str
    outlet: str
    url: str

    @property
    def day_of_page(self) -> date | None:
        """The day in its address; None without one, or where it is far from the round-up's."""
        found = _ADDRESS.search(self.url)
        try:
            day = date(*map(int, found.groups())) if found else None
        except ValueError:
            return None
        return day if day and -_BEFORE <= (day - self.day).days <= _AFTER else None


def articles_in(path: Path, *, part: str = "all") -> list[RoundUpArticle]:
    """The articles of a file in stream order; `part` is "all", "train" or "dev"."""
    found = [
        RoundUpArticle(
            f"{row['id']}:{side}",
            str(row["id"]),
            date.fromisoformat(row["date"][:10]),
            news["newsTitle"],
            "\n\n".join(" ".join(paragraph.split()) for paragraph in news["newBody"]),
            news["newsSource"],
            news["newsLink"],
        )
        for row in json_lines(path)
        for side, news in row["news"].items()
    ]
    kept = (a for a in found if part == "all" or (part == "dev") == (a.day >= DEV_FROM))
    return sorted(kept, key=lambda a: (a.day, a.document))


def items_of(articles: Sequence[RoundUpArticle]) -> dict[str, StoryItem | None]:
    """What the product makes of each article, by its name; None where it cannot be read."""
    return {article.document: _item(article) for article in articles}


def _item(article: RoundUpArticle) -> StoryItem | None:
    fields = {"title": article.title, "text": article.text, "date": article.day.isoformat(), "outlet": article.outlet}
    try:
        record = safe_record_of(page_from_record(fields, name=article.document))
    except ReadError:
        return None
    if not isinstance(record, Record):
        return None
    item = story_item(record, Vectors.load().of(story_texts(record)))
    return replace(item, document_id=article.document)


def spread(articles: Sequence[RoundUpArticle]) -> dict[str, date]:
    """The day that each article was published, by its name: of its address, or drawn from what addresses give.

    Drawn by a checksum of the name, so always alike: the round-up's day less as many days as some address has.
    """
    known = {a.document: a.day_of_page for a in articles}
    offsets = sorted((day - a.day).days for a in articles if (day := known[a.document]))
    drawn = {a.document: a.day + timedelta(offsets[zlib.crc32(a.document.encode()) % len(offsets)]) for a in articles}
    return {name: known[name] or drawn[name] for name in drawn}
