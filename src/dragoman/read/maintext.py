"""The main text of a page as trafilatura has it: paragraphs, headings, list items, quotations, in order."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

__all__ = ["main_paragraphs"]

_HOLDERS = frozenset({"p", "head", "item", "quote", "cell", "ab", "code"})
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def main_paragraphs(html: str) -> list[str]:
    """The pieces of the main text; empty when trafilatura finds none or cannot read the page."""
    import trafilatura  # slow to import, and plain text and JSON do without

    found = trafilatura.bare_extraction(html, include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    return [piece for piece in _pieces(body) if piece] if body is not None else []


def _pieces(body: Any) -> Iterator[str]:
    parents = {p for e in body.iter(*_HOLDERS) for p in e.iterancestors(*_HOLDERS)}
    for element in body.iter(*_HOLDERS):
        if element in parents:
            own = [element.text, *(child.tail for child in element)]
            yield " ".join(words for words in own if words and words.strip())
        else:
            yield "".join(element.itertext()).strip()
