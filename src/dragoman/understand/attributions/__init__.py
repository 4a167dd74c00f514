"""Attributions: who says what, with which words: by words of saying (lexicon/sayings.yaml), then by the encoder."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.spans import Span
from dragoman.types import Attribution, Document, Mention
from dragoman.understand.attributions.continuing import carried, joined, labelled
from dragoman.understand.attributions.cues import cue_kind
from dragoman.understand.attributions.frames import attributions_in
from dragoman.understand.attributions.heard import with_heard
from dragoman.understand.attributions.line import Line, lines
from dragoman.understand.heard import Heard

__all__ = ["cue_kind", "find_attributions"]

LONGEST = 300
"""A line of more words and names is no sentence: nothing is read from it (a quotation counts as one)."""


def find_attributions(
    document: Document, sentences: Sequence[Span], mentions: Sequence[Mention], heard: Heard | None = None
) -> tuple[Attribution, ...]:
    """Who says what in a document, in order of its lines; () when nobody says anything.

    The speaker is the span of a name, noun or pronoun, not resolved; None where nobody is named. Direct
    contents are without their marks, others whole clauses with any marked words inside. What stands inside
    a quotation is not searched for further sayings. A speaker that cannot be told gives no attribution,
    except for block quotations. The encoder adds, with `heard`, what no rule saw.
    """
    found = _by_rules(document, sentences, mentions)
    return with_heard(found, heard, mentions) if heard else found


def _by_rules(document: Document, sentences: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Attribution, ...]:
    found: list[Attribution] = []
    before: Line | None = None
    last: tuple[Attribution, ...] = ()
    for line in lines(document, sentences, mentions):
        if len(line.items) > LONGEST:
            before, last = line, ()
            continue
        label = labelled(line)
        own = (label,) if label else attributions_in(line)
        if own:
            found.extend(own)
            last = own
        else:
            last = _continued(line, before, last, found)
        before = line
    return tuple(found)


def _continued(
    line: Line, before: Line | None, last: tuple[Attribution, ...], found: list[Attribution]
) -> tuple[Attribution, ...]:
    """What a line without a speaker adds to the findings; the attributions that the next line may carry on."""
    same = before is not None and before.paragraph == line.paragraph
    more = carried(line, before, last, alone=not same)
    if more is None:
        return ()
    if same and found and last and found[-1] == last[-1] and more.speaker is not None:
        found[-1] = joined(found[-1], more)
    else:
        found.append(more)
    return (found[-1],)
