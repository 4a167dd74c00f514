"""The text of a page with its white space in order, and the map back to the page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dragoman.spans import OffsetMap, Span, TextBuilder, trimmed
from dragoman.types import Block, Page

__all__ = ["BREAK", "Flat", "Line", "flattened"]

BREAK = "\n\n"

# Written into a text by layout and by software, and never read: soft hyphens, zero-width and direction marks,
# byte order marks, control characters, and half a surrogate pair, which no file could hold.
_DROPPED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"
)
_SPACES = r"\s\x1c-\x1f"
_UNEVEN = re.compile(rf"[^\S ][{_SPACES}{_DROPPED}]*| [{_SPACES}{_DROPPED}]+|[{_DROPPED}][{_SPACES}{_DROPPED}]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One block as it stands in the cleaned text."""

    span: Span
    tag: str
    main: bool


@dataclass(frozen=True, slots=True)
class Flat:
    """The cleaned text of a page: one line for each block that has words."""

    text: str
    to_page: OffsetMap
    lines: tuple[Line, ...]


def flattened(page: Page) -> Flat:
    """All blocks of a page in order, each on a line of its own, with one blank line between them.

    White space of every kind becomes one space, invisible characters are dropped. What came from the page's
    text is mapped to it; a block that could not be aligned stands there unmapped. Empty for an empty page.
    """
    builder = TextBuilder(page.text)
    lines: list[Line] = []
    for block in page.blocks:
        start = len(builder) + (len(BREAK) if lines else 0)
        if _write(builder, page, block, BREAK if lines else ""):
            lines.append(Line(Span(start, len(builder)), block.tag, block.main))
    return Flat(builder.text(), builder.offset_map(), tuple(lines))


def _write(builder: TextBuilder, page: Page, block: Block, before: str) -> bool:
    """Append a block; False, and nothing is written, when it has no visible character."""
    if block.span is not None and _same(block.text, block.span.of(page.text)):
        return _even(builder, block.span, before)
    apart = TextBuilder(block.text)
    if not _even(apart, Span(0, len(block.text)), ""):
        return False
    builder.insert(before + apart.text())
    return True


def _same(left: str, right: str) -> bool:
    """Whether two texts differ in white space and compatible forms alone."""
    return left == right or _squeezed(left) == _squeezed(right)


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _even(builder: TextBuilder, span: Span, before: str) -> bool:
    """Copy a span with its white space evened out; False when it has no visible character."""
    old = builder.old
    span = trimmed(old, span)
    position, pending, written = span.start, "", False
    for match in _UNEVEN.finditer(old, span.start, span.end):
        if match.start() > position:
            _copy(builder, Span(position, match.start()), pending if written else before)
            pending, written = "", True
        pending = pending or _space(match.group())
        position = match.end()
    if position < span.end:
        _copy(builder, Span(position, span.end), pending if written else before)
        written = True
    return written


def _copy(builder: TextBuilder, span: Span, before: str) -> None:
    """Copy a span after a space or a break; a space right before it in the old text is taken from there."""
    gap = Span(span.start - 1, span.start) if span.start else None
    if before == " " and gap is not None and gap.of(builder.old).isspace():
        builder.replace(gap, " ")
    else:
        builder.insert(before)
    builder.copy(span)


def _space(run: str) -> str:
    return " " if any(c.isspace() for c in run) else ""
