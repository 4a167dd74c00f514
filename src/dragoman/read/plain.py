"""Plain text to blocks: a line is a block, unless the text is wrapped by hand; then a paragraph is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.spans import Span, covering, trimmed
from dragoman.types import Block

__all__ = ["blocks_of_text"]

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_NEW_PARAGRAPH = re.compile(r"[-*•–—·▪]\s|\d{1,3}[.)]\s|\s{2,}|\t")
_NARROWEST, _WIDEST = 45, 100
_FULL_SHARE, _MID_SENTENCE_SHARE, _FEWEST = 0.75, 0.5, 3


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """The non-empty lines of a text, each a block with tag "line", in order; none for an empty text.

    In a hard-wrapped text the lines of a paragraph are one block, whose span covers its line breaks.
    """
    groups = _groups(text)
    width = _wrapped_at(text, groups)
    spans = (span for group in groups for span in (_joined(text, group, width) if width else group))
    return tuple(Block(span.of(text), span, "line") for span in spans)


def _groups(text: str) -> list[list[Span]]:
    """Runs of lines with no empty line between them."""
    groups: list[list[Span]] = []
    end = 0
    for found in _LINE.finditer(text):
        line = trimmed(text, Span(*found.span()))
        if not len(line):
            continue
        breaks = text[end : found.start()].replace("\r\n", "\n")
        if not groups or sum(not c.isspace() or c in "\n\r\v\f\x85\u2028\u2029" for c in breaks) > 1:
            groups.append([])
        groups[-1].append(line)
        end = line.end
    return groups


def _wrapped_at(text: str, groups: Sequence[Sequence[Span]]) -> int | None:
    """The width that a text is wrapped at; None when it is not.

    A line is full when the next line's first word would not have fitted on it. In a wrapped text nearly every line
    with a successor is full, and most of the full ones end in mid-sentence.
    """
    pairs = [pair for group in groups for pair in pairwise(group) if " " in pair[0].of(text)]
    width = max((len(line) for line, _ in pairs), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [line for line, after in pairs if _is_full(text, line, after, width)]
    mid_sentence = [line for line in full if text[line.end - 1] not in '.!?:;"”»']
    wrapped = len(full) >= max(_FEWEST, _FULL_SHARE * len(pairs))
    return width if wrapped and len(mid_sentence) >= _MID_SENTENCE_SHARE * len(full) else None


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    first_word = after.of(text).split(maxsplit=1)[0]
    return len(line) + 1 + len(first_word) > width


def _joined(text: str, group: Sequence[Span], width: int) -> Iterator[Span]:
    lines = [group[0]]
    for before, line in pairwise(group):
        indent = text[before.end : line.start].lstrip("\r\n")
        if not _is_full(text, before, line, width) or _NEW_PARAGRAPH.match(indent + line.of(text)):
            yield covering(lines)
            lines = []
        lines.append(line)
    yield covering(lines)
