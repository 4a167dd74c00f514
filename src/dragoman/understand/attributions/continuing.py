"""Across lines: labels ("Quote from Ivanova:"), block quotations, and quotations that go on after their speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.spans import Span, trimmed
from dragoman.types import Attribution, Directness, MentionKind, ZoneKind
from dragoman.understand.attributions.contents import directness, piece, span_of
from dragoman.understand.attributions.line import Line
from dragoman.understand.attributions.speakers import Speaker, starting_at

__all__ = ["carried", "labelled", "wholly_quoted"]

_LABELS = (("quote", "from"), ("quotation", "from"), ("quote", "of"), ("quote",), ("quotation",), ("verbatim",))


def labelled(line: Line) -> Attribution | None:
    """The attribution of a line that begins with a label and a colon; None when it has none.

    "Quote from Ivanova: ..." and "Ivanova: "..."" are direct; "Ivanova: talks will go on" is how headlines
    write what somebody says, and indirect.
    """
    start = next((len(p) for p in _LABELS if tuple(line.lower(i) for i in range(len(p))) == p), 0)
    speaker = _label(line, start)
    end = speaker.end if speaker else start
    if line.lower(end) != ":" or end == 0:
        return None
    found = piece(line, end + 1, len(line.items))
    if found is None:
        return None
    direct = directness(line, [found])
    if not start and direct != Directness.DIRECT and not _headline_like(line, speaker):
        return None
    cue = Span(line.items[0].span.start, line.items[start - 1].span.end) if start else line.items[end].span
    return Attribution(
        (span_of(line, found),), direct, speaker.span if speaker else None, cue, (), "attributions:label"
    )


def _label(line: Line, start: int) -> Speaker | None:
    found = starting_at(line, start)
    return found if found is not None and not found.pronoun and line.lower(found.end) == ":" else None


def _headline_like(line: Line, speaker: Speaker | None) -> bool:
    if speaker is None or speaker.mention is None:
        return False
    if line.kind == ZoneKind.HEADLINE:
        return speaker.mention.kind in (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.ORGANISATION)
    return speaker.mention.kind in (MentionKind.PERSON, MentionKind.OFFICE)


def wholly_quoted(line: Line) -> bool:
    """Whether a line is one quotation and nothing else."""
    found = piece(line, 0, len(line.items))
    return found is not None and found[1] - found[0] == 1 and line.items[found[0]].quoted is not None


def carried(line: Line, before: Line | None, last: Sequence[Attribution], *, alone: bool) -> Attribution | None:
    """The attribution of a line that has no speaker of its own: a quotation or a block of one; None for any other.

    `last` are the attributions of the line before. Its speaker goes on when it ended in a direct quotation,
    or in a colon, or when this line is a block quotation. `alone` says that the line is a paragraph of its own.
    """
    block = line.kind == ZoneKind.QUOTATION
    if not (block or wholly_quoted(line)):
        return None
    speaker = _speaker_of(last)
    colon = before is not None and before.text[before.span.end - 1] == ":"
    if speaker is None or not (block or colon or (last and last[-1].direct != Directness.INDIRECT) or alone):
        return _unnamed(line) if block else None
    found = piece(line, 0, len(line.items))
    if found is None:
        return None
    content = span_of(line, found) if wholly_quoted(line) else trimmed(line.text, line.span)
    return Attribution((content,), Directness.DIRECT, speaker, None, last[-1].through, "attributions:continued")


def _unnamed(line: Line) -> Attribution:
    found = piece(line, 0, len(line.items)) if wholly_quoted(line) else None
    content = span_of(line, found) if found else trimmed(line.text, line.span)
    return Attribution((content,), Directness.DIRECT, by="attributions:block")


def _speaker_of(last: Sequence[Attribution]) -> Span | None:
    """The one speaker of the line before; None when there are several, or none."""
    spans = {a.speaker for a in last}
    return last[-1].speaker if last and (len(spans) == 1 or last[-1].direct != Directness.INDIRECT) else None


def joined(earlier: Attribution, later: Attribution) -> Attribution:
    """Two pieces of one saying as one attribution."""
    return replace(earlier, contents=earlier.contents + later.contents)
