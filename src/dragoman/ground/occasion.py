"""When and where an event was, from its clause: times with their anchor, event-relative times, the finest place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from dragoman.ground.places import Resolution
from dragoman.ground.times import NAMED_YEAR, distance, of_the_act, publication_day
from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import (
    NOT_STATED,
    Absent,
    Document,
    Evidence,
    Field,
    Interval,
    Mention,
    MentionKind,
    Modifier,
    Place,
    Reason,
    Role,
    Status,
    Timex,
    Trigger,
    Value,
    ZoneKind,
)

__all__ = ["place_of_trigger", "time_of_trigger"]

_RELATIVE = re.compile(
    r"\b(?:(?:after|following|at the end of|upon|on the heels of)\s+(?:the|their|this|these)\s+([a-z]+)"
    r"|(?:once|when|as soon as)\s+(?:the|their|this|these)\s+([a-z]+)\s+"
    r"(?:is|are|has|have)\s+(?:over|ended|finished|closed))"
)


def _start(timex: Timex) -> int:
    return timex.span.start


def time_of_trigger(
    document: Document,
    trigger: Trigger,
    timexes: Sequence[Timex],
    *,
    sentence: Span,
    event_time: Callable[[str], Field[Interval]],
) -> Field[Interval]:
    """When the event was, by the times of its clause: joined from-to, the nearest time, or a time after an event.

    `event_time` answers for an event noun of the document ("meeting"). Absent with the reason when the clause
    has no time or its time cannot be resolved.
    """
    first, last = (bisect_left(timexes, at, key=_start) for at in (trigger.clause.start, trigger.clause.end))
    inside = [t for t in timexes[first:last] if trigger.clause.contains(t.span) and t.rule != NAMED_YEAR]
    inside = [t for t in inside if not of_the_act(document.text, trigger, t.span)]
    inside = [t for t in inside if not _of_what_it_is_about(document.text, trigger, t.span)]
    inside = [t for t in inside if not _is_too_long(trigger, t)]
    related = _after_event(document, trigger, sentence, event_time)
    known = [t for t in inside if isinstance(t.interval, Value)]
    fitting = [
        t for t in known if isinstance(t.interval, Value) and not _is_too_late(document, trigger, t.interval.value)
    ]
    if fitting:
        nearest = min(fitting, key=lambda t: distance(trigger.span, t.span))
        return _joined(document, nearest, fitting)
    if related is not None:
        return related
    if known:
        return Absent(
            Reason.IMPLAUSIBLE, "it has happened, and the time is after publication", known[0].interval.evidence
        )
    return inside[0].interval if inside and isinstance(inside[0].interval, Absent) else NOT_STATED


def _of_what_it_is_about(text: str, trigger: Trigger, time: Span) -> bool:
    """Whether a time is that of something else, which the event is about or follows.

    "Blamed Norland for an attack last week", "consultations about next week's visit", "since the invasion in 2003".
    """
    if time.start < trigger.span.end:
        return False
    between = text[trigger.span.end : time.start].lower()
    if "first" in trigger.span.of(text).lower().split() and between.split()[-1:] == ["since"]:
        return True  # "the first summit since 2015"
    if text[time.end : time.end + 2] in ("'s", "’s"):
        return bool(_ABOUT.search(between))
    return bool(_happened().search(between))


@cache
def _happened() -> re.Pattern[str]:
    """What has happened, right before a time: "for the second attack", "since the invasion in"."""
    nouns = "|".join(load("times")["happened"])
    return re.compile(
        r"\b(?:for|over|about|after|since|following|before|of|on|despite|in response to|behind)"
        rf"\s+(?:[\w’'-]+\s+){{0,6}}(?:{nouns})\s+(?:(?:in|on|of|back in)\s+)?$"
    )


_ABOUT = re.compile(r"\b(?:about|over|on|of|for|before|after|since|following|ahead of|regarding)\s+(?:the\s+)?$")


def _is_too_long(trigger: Trigger, timex: Timex) -> bool:
    """Whether a time is longer than anybody meets: "over the next decade", in the sentence of a summit."""
    if not trigger.reciprocal or trigger.type != "CONSULT" or isinstance(timex.interval, Absent):
        return False
    start, end = timex.interval.value.start, timex.interval.value.end
    return start is not None and end is not None and end - start > _LONGEST


_LONGEST = timedelta(days=400)


def _is_too_late(document: Document, trigger: Trigger, time: Interval) -> bool:
    """Whether a time begins after publication and the words say that the event has happened."""
    day = publication_day(document)
    ended = day.end if day else None
    return bool(trigger.status is Status.OCCURRED and ended and time.start and time.start >= ended)


def _joined(document: Document, timex: Timex, others: Sequence[Timex]) -> Field[Interval]:
    """From-to over two times of a clause ("start on 16 January and last until 1 February"), else the time itself."""
    assert isinstance(timex.interval, Value)
    own = timex.interval.value
    for other in others:
        later = other.interval.value if isinstance(other.interval, Value) else own
        if other.span.start > timex.span.start and later.modifier == Modifier.UNTIL and _opens(own, later):
            joined = Interval(own.start, later.end, own.granularity, zone=own.zone)
            return Value(joined, (*_evidence(document, timex), *_evidence(document, other)), timex.interval.note)
    return Value(own, _evidence(document, timex), timex.interval.note)


def _opens(own: Interval, later: Interval) -> bool:
    return own.start is not None and later.end is not None and own.start < later.end and own.modifier != Modifier.UNTIL


def _evidence(document: Document, timex: Timex) -> tuple[Evidence, ...]:
    return (document.evidence(timex.span, by=f"time:{timex.rule}"),)


def _after_event(
    document: Document, trigger: Trigger, sentence: Span, event_time: Callable[[str], Field[Interval]]
) -> Field[Interval] | None:
    """ "Following the meeting, ... will be signed": after the time of that meeting, if the document gives it."""
    reach = Span(sentence.start, max(sentence.start, trigger.clause.end))
    for match in _RELATIVE.finditer(reach.of(document.text).lower()):
        found = event_time(match.group(1) or match.group(2))
        span = Span(match.start(), match.end()).shifted(reach.start)
        if isinstance(found, Value) and found.value.start is not None and not span.overlaps(trigger.span):
            if _is_too_late(document, trigger, found.value):
                continue  # what has happened did not follow what is still to come
            after = Interval(found.value.start, None, found.value.granularity, Modifier.AFTER, found.value.zone)
            evidence = (document.evidence(span, by="time:after-event"), *found.evidence)
            return Value(after, evidence, "counted from the event that it follows")
    return None


def place_of_trigger(
    document: Document, trigger: Trigger, mentions: Sequence[Mention], places: Mapping[Span, Resolution]
) -> Field[Place]:
    """Where the event was: the finest of its place arguments, as `places` resolves them.

    Absent with the reason when there is none.
    """
    best: Field[Place] = NOT_STATED
    spans = {a.span for a in trigger.arguments if a.role == Role.PLACE}
    for mention in (m for m in mentions if m.span in spans and m.kind == MentionKind.PLACE):
        zone = document.zone_at(mention.span.start)
        if zone is not None and zone.kind == ZoneKind.CAPTION:
            continue  # a caption says where a picture was taken, not where the event is
        found = places[mention.span].place()
        evidence = (document.evidence(mention.span, by="place"),)
        placed: Field[Place] = (
            replace(found, evidence=evidence) if isinstance(found, Absent) else Value(found, evidence)
        )
        if _finer(placed, best):
            best = placed
    return best


def _finer(one: Field[Place], other: Field[Place]) -> bool:
    if not isinstance(one, Value) or not isinstance(other, Value):
        return isinstance(one, Value) or not isinstance(other, Value)
    return one.value.kind != "country" and other.value.kind == "country"
