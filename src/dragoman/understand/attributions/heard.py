"""Attributions as the encoder reads them: each cue with the source and the contents that it is linked to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.spans import Span
from dragoman.types import Attribution, Directness, Mention, MentionKind
from dragoman.understand.attributions.cues import cue_kind
from dragoman.understand.heard import Heard

__all__ = ["heard_attributions", "with_heard"]

_OPEN, _CLOSE = "\"'“‘„«``", "\"'”’»''"
_MARKED = re.compile(r"[“”\"«»„]|``|''")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)

_SAYS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.OFFICE, MentionKind.PLACE, MentionKind.PRONOUN)


def with_heard(found: Sequence[Attribution], heard: Heard, mentions: Sequence[Mention]) -> tuple[Attribution, ...]:
    """What rules found and, where none of its words is in a content of theirs, what the encoder reads, by content."""
    taken = sorted(content for attribution in found for content in attribution.contents)
    starts = [content.start for content in taken]
    reach = max((len(content) for content in taken), default=0)

    def free(span: Span) -> bool:
        first, last = bisect_left(starts, span.start - reach), bisect_left(starts, span.end)
        return not any(content.overlaps(span) for content in taken[first:last])

    added = [a for a in heard_attributions(heard, mentions) if all(free(content) for content in a.contents)]
    return tuple(sorted((*found, *added), key=lambda a: (a.extent.start, a.extent.end)))


_ENDS = (".", "!", "?")
LEAST_LINK = 0.3
"""A link to a cue of a smaller probability is none: the source or content belongs to no cue in sight."""


@dataclass(slots=True)
class _Saying:
    cue: tuple[int, int]
    sources: list[tuple[int, int]] = field(default_factory=list)
    contents: list[tuple[int, int]] = field(default_factory=list)


def heard_attributions(heard: Heard, mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """The attributions in order of their cues; a cue without content, or a content without cue, is none."""
    for saying in _sayings(heard):
        contents = tuple(_content(heard, piece) for piece in saying.contents)
        source = min(saying.sources, key=lambda s: abs(s[0] - saying.cue[0]), default=None)
        direct = _directness([marked for _, marked in contents], heard.text, [span for span, _ in contents])
        cue = heard.span_of(*saying.cue)
        yield Attribution(
            contents=tuple(span for span, _ in contents),
            direct=direct,
            speaker=speaker_in(heard.text, heard.span_of(*source), mentions) if source else None,
            cue=cue,
            by="encoder",
            spoken=_is_spoken(direct, cue.of(heard.text), known=source is not None),
        )


def _is_spoken(direct: Directness, cue: str, *, known: bool) -> bool:
    """Whether it is in marks, or somebody who is told says it by a word of saying, not of thought."""
    return known and (direct is not Directness.INDIRECT or cue_kind(cue) not in (None, "think"))


def _sayings(heard: Heard) -> Iterator[_Saying]:
    found = list(heard.sayings())
    cues = [start for label, start, _ in found if label == "cue"]
    sayings = {start: _Saying((start, end)) for label, start, end in found if label == "cue"}
    for label, start, end in found:
        link = heard.reading.cue_of(start, cues) if label != "cue" else None
        if link is not None and link[1] >= LEAST_LINK:
            (sayings[link[0]].sources if label == "source" else sayings[link[0]].contents).append((start, end))
    sources = [(start, end) for label, start, end in found if label == "source"]
    for _, saying in sorted(sayings.items()):
        if saying.contents:
            if not saying.sources:
                saying.sources = _subject_before(heard, saying.cue[0], sources)
            yield saying


def _subject_before(heard: Heard, cue: int, sources: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The last source before a cue in its sentence, as the subject of "... , accusing her of" or "and added that"."""
    at = bisect_right(sources, cue, key=lambda source: source[1])
    if not at or heard.reading.unit_at(sources[at - 1][0]) != heard.reading.unit_at(cue):
        return []
    start, end = sources[at - 1]
    return [] if any(word in _ENDS for word in heard.reading.words[end:cue]) else [(start, end)]


def _content(heard: Heard, piece: tuple[int, int]) -> tuple[Span, bool]:
    """The span of a content, without the marks around it and commas at its ends, and whether marks stood around it."""
    span = heard.span_of(*piece)
    words = span.of(heard.text)
    inner = words.strip(" ,;")
    bare = inner.strip("\"“”„«»`' ,‘’")
    marked = len(inner) > 1 and inner[0] in _OPEN and (inner[-1] in _CLOSE or inner[-1] in ".!?,")
    kept = bare if marked and bare and not _MARKED.search(bare) else inner or words
    start = span.start + words.index(kept)
    return Span(start, start + len(kept)), marked and kept == bare


def _directness(marked: Sequence[bool], text: str, spans: Sequence[Span]) -> Directness:
    if all(marked):
        return Directness.DIRECT
    if any(marked) or any(_MARKED.search(span.of(text)) for span in spans):
        return Directness.PART
    return Directness.INDIRECT


def speaker_in(text: str, source: Span, mentions: Sequence[Mention]) -> Span:
    """Who in the words of a source says it: the one person, else the mention that the words are, else the words."""
    inside = [m for m in mentions if source.contains(m.span) and m.kind in _SAYS]
    people = [m for m in inside if m.kind is MentionKind.PERSON]
    if len(people) == 1:
        return people[0].span
    article = _ARTICLE.match(text, source.start, source.end)
    bare = Span(article.end(), source.end) if article else source
    whole = [m for m in inside if len(m.extent) >= 0.8 * len(bare)]
    return max(whole, key=lambda m: len(m.span)).span if whole else bare
