"""Quotations: attributions with the speaker looked up, and when it was said."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from dragoman.ground.reports import Names
from dragoman.ground.times import Occasions
from dragoman.spans import Span
from dragoman.types import (
    NOT_STATED,
    Absent,
    Analysis,
    Attribution,
    Field,
    Interval,
    Quotation,
    Reason,
    Timex,
    Value,
)

__all__ = ["build_quotations", "speaker_name"]


_OUTLETS = ("", "agency", "news agency", "newspaper", "daily", "channel", "television channel", "broadcaster", "portal",
            "'s press service", "’s press service", "'s press office", "’s press office")  # fmt: skip


def speaker_name(names: Names, attribution: Attribution) -> Field[str]:
    """The name of who says it; the words themselves for a nameless speaker ("officials"); a reason for nobody."""
    if attribution.speaker is None:
        return NOT_STATED
    evidence = (names.document.evidence(attribution.speaker, by=f"attribution:{attribution.by}"),)
    actor = names.actor(attribution.speaker)
    if actor is not None:
        return Value(actor.name, evidence)
    inside = [m for m in names.within(attribution.speaker) if names.actor(m.span)]
    rest = (
        attribution.speaker.of(names.document.text)[inside[0].span.end - attribution.speaker.start :] if inside else ""
    )
    if len(inside) == 1 and rest.lower().strip() in _OUTLETS:
        found = names.actor(inside[0].span)
        assert found is not None
        return Value(found.name, evidence)
    words = _with_article(names.document.text, attribution.speaker)
    if words.lower() in ("he", "she", "they", "it", "who", "i", "we"):
        return Absent(Reason.AMBIGUOUS, f"nobody is told for {words!r}", evidence)
    return Value(" ".join(words.split()), evidence, "not named")


_ARTICLE = re.compile(r"(?:\ba|\ban|\banother|\bthe other|\bone)\s+$", re.IGNORECASE)


def _with_article(text: str, speaker: Span) -> str:
    """The words of a nameless speaker, with the article that says that it is nobody named before."""
    before = _ARTICLE.search(text, max(0, speaker.start - 12), speaker.start)
    return text[before.start() : speaker.end] if before else speaker.of(text)


def build_quotations(names: Names, analysis: Analysis, occasions: Occasions) -> tuple[Quotation, ...]:
    """All that was said as quotations, in order of the text."""
    ordered = sorted(analysis.said, key=lambda a: (a.extent.start, a.extent.end))
    return tuple(_quotation(names, analysis, occasions, a, n) for n, a in enumerate(ordered, start=1))


def _quotation(
    names: Names, analysis: Analysis, occasions: Occasions, attribution: Attribution, number: int
) -> Quotation:
    document = names.document
    by = f"attribution:{attribution.by}"
    return Quotation(
        quotation_id=f"{document.document_id}-q{number}",
        speaker=speaker_name(names, attribution),
        direct=attribution.direct,
        contents=tuple(document.evidence(c, by=by) for c in attribution.contents),
        cue=document.evidence(attribution.cue, by=by) if attribution.cue else None,
        said=_said(names, analysis, occasions, attribution),
        through=tuple(speaker.of(document.text) for speaker in attribution.through),
    )


def _said(names: Names, analysis: Analysis, occasions: Occasions, attribution: Attribution) -> Field[Interval]:
    """When it was said: the time in the sentence of the cue that lies outside what is said."""
    if attribution.cue is None:
        return NOT_STATED
    number = bisect_right(analysis.sentences, attribution.cue.start, key=lambda s: s.start) - 1
    sentence = analysis.sentences[number] if number >= 0 else attribution.cue
    if number < 0 or not sentence.contains(attribution.cue):
        return NOT_STATED
    first, last = (bisect_left(occasions.timexes, at, key=_start) for at in (sentence.start, sentence.end))
    outside = [
        t
        for t in occasions.timexes[first:last]
        if sentence.contains(t.span) and not any(c.overlaps(t.span) for c in attribution.contents)
    ]
    nearest = min(outside, key=lambda t: _gap(t.span, attribution.cue), default=None)
    if nearest is None:
        return NOT_STATED
    if isinstance(nearest.interval, Absent):
        return nearest.interval
    evidence = (names.document.evidence(nearest.span, by=f"time:{nearest.rule}"),)
    return Value(nearest.interval.value, evidence, nearest.interval.note)


def _start(timex: Timex) -> int:
    return timex.span.start


def _gap(one: Span, other: Span | None) -> int:
    assert other is not None
    return max(other.start - one.end, one.start - other.end, 0)
