"""How much of anything reading takes before it says no."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Bounds"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits on one page; what is over them becomes a `TooLargeError` (or a `FetchError`, for time and redirects).

    `max_bytes` counts one file, one response or one line of NDJSON, after decompression; `max_text` the code
    points of a page's text, `max_blocks` its paragraphs and lines; `max_tags` and `max_depth` the elements of an HTML
    page and how deep they nest.
    `seconds` is for one URL as a whole, redirects and retries included.
    """

    max_bytes: int = 20_000_000
    max_text: int = 400_000
    max_blocks: int = 20_000
    max_tags: int = 50_000
    max_depth: int = 500
    max_redirects: int = 5
    seconds: float = 30.0
