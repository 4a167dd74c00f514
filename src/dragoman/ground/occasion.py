"""When and where an event was, from its clause: times with their anchor, event-relative times, the finest place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dragoman import lexicon
from dragoman.ground.places import resolve_place
from dragoman.ground.times import Direction, TimexWords, find_timexes, resolve
from dragoman.spans import Span, shared_out
from dragoman.types import (
    NOT_STATED,
    Absent,
    Analysis,
    Document,
    Evidence,
    Field,
    Granularity,
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

__all__ = ["Occasions", "direction_of", "publication_day", "read_timexes", "time_of_trigger"]

_BACK = (Status.OCCURRED,)
_FORWARD = (Status.ANNOUNCED, Status.CONFIRMED, Status.PROPOSED, Status.RESCHEDULED)
_YEARLESS = frozenset({"day month", "month day", "month", "days of a month", "weekday", "months", "weekdays", "day"})
_NEAR = 160
_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_RIGHT_AFTER = re.compile(r"\s*(?:(?:on|in|at|late|early|earlier)\s+)*", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:(?:after|following|at the end of|upon|on the heels of)\s+(?:the|their|this|these)\s+([a-z]+)"
    r"|(?:once|when|as soon as)\s+(?:the|their|this|these)\s+([a-z]+)\s+"
    r"(?:is|are|has|have)\s+(?:over|ended|finished|closed))"
)


def publication_day(document: Document) -> Interval | None:
    """The day of publication; None when the document is undated."""
    published = document.published
    if isinstance(published, Absent) or published.value.start is None:
        return None
    start = published.value.start.replace(hour=0, minute=0, second=0, microsecond=0)
    return Interval(start, start + timedelta(days=1), Granularity.DAY, zone=published.value.zone)


def direction_of(trigger: Trigger | None) -> Direction:
    """Where a time without a year or week lies, by the status of its event."""
    if trigger is None:
        return Direction.NONE
    if trigger.status in _BACK:
        return Direction.BACK
    return Direction.FORWARD if trigger.status in _FORWARD else Direction.NONE


@dataclass(frozen=True, slots=True)
class Occasions:
    """The times of one document: `words` as found, `timexes` as read so far, index by index."""

    words: tuple[TimexWords, ...]
    timexes: tuple[Timex, ...]


def read_timexes(document: Document, analysis: Analysis, *, skip: Sequence[Span] = ()) -> Occasions:
    """Every time expression of the sentences, resolved from the day of publication.

    Times inside `skip` (the periods of instruments) are left out. Deictic ones stay open until the event that
    they lean on is known.
    """
    skipped = _places_skipped(document, skip)
    words: list[TimexWords] = []
    timexes: list[Timex] = []
    triggers = shared_out(analysis.sentences, analysis.triggers, lambda t: t.clause)
    for sentence, own in zip(analysis.sentences, triggers, strict=True):
        found = [w for w in find_timexes(document.text, sentence) if 1 not in skipped[w.span.start : w.span.end]]
        words += found
        timexes += (_resolved(document, own, w) for w in found)
    checked = (_without_foreign_year(document, t, timexes, n) for n, t in enumerate(timexes))
    return Occasions(tuple(words), tuple(checked))


def _places_skipped(document: Document, skip: Sequence[Span]) -> bytearray:
    """A 1 for each code point that lies inside one of the spans."""
    marks = bytearray(len(document.text))
    for span in skip:
        marks[span.start : span.end] = b"\1" * len(span)
    return marks


def _without_foreign_year(document: Document, timex: Timex, timexes: Sequence[Timex], number: int) -> Timex:
    """A day or month that would take its year from the publication, though the words speak of another year.

    "In 2014 he fled, and on 5 May ...": the day is of 2014, or it is not; that it is nowhere said makes it ambiguous.
    """
    if timex.rule not in _YEARLESS or isinstance(timex.interval, Absent):
        return timex
    before = reversed(timexes[max(0, number - _NEAR) : number])  # each has a code point of its own at least
    paragraph = document.text.rfind("\n", 0, timex.span.start)
    near = max(paragraph, timex.span.start - _NEAR)
    said = (t for t in before if not t.anchor and not t.deictic and t.span.end > near)
    year = next((_year(t.interval) for t in said if _year(t.interval)), None)
    day = publication_day(document)
    if year is None or year == _year(timex.interval) or (day and day.start and year == day.start.year):
        return timex
    evidence = (document.evidence(timex.span, by=f"time:{timex.rule}"),)
    return replace(timex, interval=Absent(Reason.AMBIGUOUS, f"{year} is spoken of before it", evidence))


def _year(interval: Field[Interval]) -> int | None:
    known = interval.value if isinstance(interval, Value) else None
    return known.start.year if known and known.start else None


def _resolved(document: Document, triggers: Sequence[Trigger], words: TimexWords) -> Timex:
    trigger = _nearest(triggers, words.span)
    of_act = trigger is not None and _of_the_act(document.text, trigger, words.span)
    timex = _resolved_towards(document, words, Direction.BACK if of_act else direction_of(trigger))
    ambiguous = isinstance(timex.interval, Absent) and timex.interval.reason == Reason.AMBIGUOUS
    if ambiguous and trigger is not None and trigger.status == Status.UNDER_WAY:
        return _resolved_towards(document, words, Direction.FORWARD)  # "is meeting Xi on Thursday"
    return timex


def _of_the_act(text: str, trigger: Trigger, time: Span) -> bool:
    """Whether a time is that of the proposing, announcing or cancelling of an event, and not of the event.

    "On Thursday he proposed a meeting", "he offered on Monday to hold talks": it stands before the verb of the act or
    right after it, before the event.
    """
    acts = frozenset(lexicon.load("status")["acts"])
    for words in trigger.status_words:
        if words.end > trigger.span.start and words != trigger.span:
            continue
        told = words.of(text).lower().split()
        if acts.isdisjoint(told) or not _PASSIVE.isdisjoint(told):
            continue
        between = text[words.end : time.start] if time.start >= words.end else ""
        if time.end <= words.start or (time.start >= words.end and _RIGHT_AFTER.fullmatch(between)):
            return time.end <= trigger.span.start
    return False


def _resolved_towards(document: Document, words: TimexWords, direction: Direction) -> Timex:
    anchor = publication_day(document)
    return resolve(
        words,
        text=document.text,
        anchor=anchor,
        anchor_name=f"publication {anchor.first_day}" if anchor else "",
        direction=direction,
        document_id=document.document_id,
    )


def _nearest(triggers: Sequence[Trigger], span: Span) -> Trigger | None:
    """The trigger in whose clause a time lies, the nearest of several; None when there is none."""
    around = [t for t in triggers if t.clause.contains(span)]
    return min(around, key=lambda t: _distance(t.span, span), default=None)


def _distance(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


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
    inside = [t for t in timexes[first:last] if trigger.clause.contains(t.span)]
    inside = [t for t in inside if not _of_the_act(document.text, trigger, t.span)]
    related = _after_event(document, trigger, sentence, event_time)
    known = [t for t in inside if isinstance(t.interval, Value)]
    if known:
        nearest = min(known, key=lambda t: _distance(trigger.span, t.span))
        return _joined(document, nearest, known)
    if related is not None:
        return related
    return inside[0].interval if inside and isinstance(inside[0].interval, Absent) else NOT_STATED


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
            day = publication_day(document)
            if trigger.status in _BACK and day and day.end and found.value.start >= day.end:
                continue  # what has happened did not follow what is still to come
            after = Interval(found.value.start, None, found.value.granularity, Modifier.AFTER, found.value.zone)
            evidence = (document.evidence(span, by="time:after-event"), *found.evidence)
            return Value(after, evidence, "counted from the event that it follows")
    return None


def place_of_trigger(
    document: Document, trigger: Trigger, mentions: Sequence[Mention], countries: tuple[str, ...]
) -> Field[Place]:
    """Where the event was: the finest of its place arguments; Absent with the reason when there is none."""
    best: Field[Place] = NOT_STATED
    spans = {a.span for a in trigger.arguments if a.role == Role.PLACE}
    for mention in (m for m in mentions if m.span in spans and m.kind == MentionKind.PLACE):
        zone = document.zone_at(mention.span.start)
        if zone is not None and zone.kind == ZoneKind.CAPTION:
            continue  # a caption says where a picture was taken, not where the event is
        found = resolve_place(mention.name, context_countries=countries)
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
