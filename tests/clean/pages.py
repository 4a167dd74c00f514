"""Pages for the tests, made by hand from plain text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime

from dragoman.spans import Span
from dragoman.types import Block, Page, PageField


def page_of(
    text: str,
    *,
    url: str | None = None,
    fields: Mapping[str, str] | None = None,
    tags: Mapping[int, str] | None = None,
    fetched_at: datetime | None = None,
) -> Page:
    """A page of plain text: every line that is not empty is a block; `tags` names the elements of some."""
    named = tags or {}
    blocks = tuple(
        Block(span.of(text), span, named.get(i, "line"), main=named.get(i) not in ("nav", "footer", "aside"))
        for i, span in enumerate(lines_of(text))
    )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    items = tuple(PageField(name, str(value), f"json:{name}") for name, value in (fields or {}).items())
    return Page("test", url, fetched_at, "text/plain", "utf-8", digest, text, blocks, items)


def lines_of(text: str) -> Iterator[Span]:
    """The spans of all lines that are not empty."""
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + line.index(words)
            yield Span(start, start + len(words))
        at += len(line)
