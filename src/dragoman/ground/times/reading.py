"""The times of a document: each read by the day of publication, the verb it goes with, and what is told before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import takewhile

from dragoman import lexicon
from dragoman.ground.times.find import find_timexes, timex_of
from dragoman.ground.times.meaning import Again, Ago, Deictic, Direction, TimexWords
from dragoman.ground.times.narrative import is_bare, told_on
from dragoman.ground.times.resolve import resolve
from dragoman.ground.times.tense import Tenses, tenses_of
from dragoman.ground.times.years import NAMED_YEAR
from dragoman.spans import Span, shared_out
from dragoman.types import (
    TO_COME,
    Absent,
    Analysis,
    Document,
    Field,
    Granularity,
    Interval,
    Reason,
    Status,
    Timex,
    Trigger,
    Value,
    value_of,
)

__all__ = ["Occasions", "direction_of", "distance", "of_the_act", "publication_day", "read_timexes"]

_BACK = (Status.OCCURRED,)
_YEARLESS = frozenset({"day month", "month day", "month", "days of a month", "weekday", "months", "weekdays", "day"})
_NEAR = 160
_HISTORY, _MOST = 5, 0.8
_FAR = timedelta(days=120)
_BEFORE = "the time spoken of before"
_COMPARED = (Ago("year", 1), Deictic("year", -1))
_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_RIGHT_AFTER = re.compile(r"\s*(?:(?:on|in|at|late|early|earlier)\s+)*", re.IGNORECASE)


def publication_day(document: Document) -> Interval | None:
    """The day of publication, or the month or year where no day is known; None when the document is undated."""
    published = document.published
    if isinstance(published, Absent) or published.value.start is None:
        return None
    if published.value.first_day != published.value.last_day:
        return published.value
    start = published.value.start.replace(hour=0, minute=0, second=0, microsecond=0)
    return Interval(start, start + timedelta(days=1), Granularity.DAY, zone=published.value.zone)


def direction_of(trigger: Trigger | None) -> Direction:
    """Where a time without a year or week lies, by the status of its event."""
    if trigger is None:
        return Direction.NONE
    if trigger.status in _BACK:
        return Direction.BACK
    return Direction.FORWARD if trigger.status in TO_COME else Direction.NONE


@dataclass(frozen=True, slots=True)
class Occasions:
    """The times of one document: `words` as found, `timexes` as read so far, index by index."""

    words: tuple[TimexWords, ...]
    timexes: tuple[Timex, ...]


def read_timexes(
    document: Document, analysis: Analysis, *, skip: Sequence[Span] = (), given: Sequence[Span] | None = None
) -> Occasions:
    """Every time expression of the sentences, resolved from the day of publication.

    Times inside `skip` (the periods of instruments) are left out. Deictic ones stay open until the event that
    they lean on is known. `given` are words known to be times, in order: then these are read, and none is looked for.
    """
    skipped, day = _places_skipped(document, skip), publication_day(document)
    words: list[TimexWords] = []
    timexes: list[Timex] = []
    triggers = shared_out(analysis.sentences, analysis.triggers, lambda t: t.clause)
    for sentence, own in zip(analysis.sentences, triggers, strict=True):
        looked = find_timexes(document.text, sentence) if given is None else _read(document, sentence, given)
        found = [w for w in looked if 1 not in skipped[w.span.start : w.span.end]]
        words += found
        tenses = tenses_of(document.text, sentence) if found else None
        for one in found:
            before = _spoken_of(one, sentence, timexes, day)
            timexes.append(_leaning(document, one, before) if before else _resolved(document, own, one, tenses))
    checked = [_without_foreign_year(document, t, timexes, n) for n, t in enumerate(timexes)]
    return Occasions(tuple(words), _told_on(document, words, checked))


def _told_on(document: Document, words: Sequence[TimexWords], timexes: Sequence[Timex]) -> tuple[Timex, ...]:
    """The times, with the year that a story has come to where a day or month has none.

    That is in one that tells of many years long before its own, and in a document without a date, where it is no such
    story within the paragraph only. What stands in brackets ("born in 1950") does not move the story on.
    """
    history = _is_history(document, timexes)
    told: list[Timex] = []
    reached: Interval | None = None
    last = 0
    for one, timex in zip(words, timexes, strict=True):
        if not history and "\n" in document.text[last : timex.span.start]:
            reached = None
        last = timex.span.end
        open_ = isinstance(timex.interval, Absent) and timex.interval.reason in (Reason.NO_YEAR, Reason.NO_ANCHOR)
        dated = told_on(one, reached) if reached and is_bare(one.meaning) and (open_ or history) else None
        told.append(_told(document, dated) if dated else timex)
        own = _interval(told[-1])
        if own is not None and (dated or not timex.anchor) and not _in_brackets(document.text, timex.span.start):
            reached = own
    return tuple(told)


def _told(document: Document, words: TimexWords) -> Timex:
    timex = _leaning(document, words, None)
    known = timex.interval
    noted = replace(known, note=f"the year is that of {_BEFORE}") if isinstance(known, Value) else known
    return replace(timex, anchor=_BEFORE, interval=noted)


def _in_brackets(text: str, at: int) -> bool:
    return text.rfind("(", max(0, at - 60), at) > text.rfind(")", max(0, at - 60), at)


def _is_history(document: Document, timexes: Sequence[Timex]) -> bool:
    """Whether nearly all years that a document names lie more than a year before its own; of an undated one, any do."""
    day = publication_day(document)
    said = [year for t in timexes if not t.anchor and (year := _year(t.interval))]
    if day is None or day.start is None:
        return len(said) >= _HISTORY
    past = sum(year < day.start.year - 1 for year in said)
    return past >= max(_HISTORY, _MOST * len(said))


def _read(document: Document, sentence: Span, given: Sequence[Span]) -> list[TimexWords]:
    """The times of a sentence that are given, as far as they can be read."""
    inside = given[bisect_left(given, sentence.start, key=lambda s: s.start) :]
    own = takewhile(lambda s: s.start < sentence.end, inside)
    return [words for span in own if (words := timex_of(document.text, sentence, span)) is not None]


def _lies_ahead(one: Interval, day: Interval | None) -> bool:
    return day is not None and day.start is not None and one.start is not None and one.start > day.start


def _spoken_of(words: TimexWords, sentence: Span, timexes: Sequence[Timex], day: Interval | None) -> Interval | None:
    """The quarter, week or year that "the quarter" speaks of again, or of which "a year ago" says the one before it.

    The latest of that unit before it; for a comparison, of its own sentence. None for any other time.
    """
    near = timexes[-_NEAR:]
    if isinstance(words.meaning, Again):
        unit = words.meaning.unit
        told = [i for t in reversed(near) if t.anchor != _BEFORE and (i := _interval(t))]
        return next((i for i in told if i.granularity.value == unit and not _lies_ahead(i, day)), None)
    if words.meaning in _COMPARED:
        own = near if words.rule == "a year before" else [t for t in near if sentence.contains(t.span)]
        told = [i for t in reversed(own) if t.anchor != _BEFORE and (i := _interval(t))]
        last = next((i for i in told if i.granularity in (Granularity.QUARTER, Granularity.YEAR)), None)
        return last if last and last.granularity is Granularity.QUARTER else None
    return None


def _interval(timex: Timex) -> Interval | None:
    return value_of(timex.interval)


def _leaning(document: Document, words: TimexWords, reference: Interval | None) -> Timex:
    """A time counted from the one spoken of before."""
    if words.meaning in _COMPARED:
        words = replace(words, meaning=Deictic("year", -1), deictic=False)
    return resolve(
        words,
        text=document.text,
        anchor=publication_day(document),
        anchor_name=_BEFORE,
        direction=Direction.NONE,
        reference=reference,
        document_id=document.document_id,
    )


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
    paragraph = document.text.rfind("\n", max(0, timex.span.start - _NEAR), timex.span.start)
    near = max(paragraph, timex.span.start - _NEAR)
    said = (t for t in before if not (t.anchor or t.deictic or t.rule == NAMED_YEAR) and t.span.end > near)
    year = next((_year(t.interval) for t in said if _year(t.interval)), None)
    day = publication_day(document)
    if year is None or year == _year(timex.interval) or (day and day.start and year == day.start.year):
        return timex
    evidence = (document.evidence(timex.span, by=f"time:{timex.rule}"),)
    return replace(timex, interval=Absent(Reason.AMBIGUOUS, f"{year} is spoken of before it", evidence))


def _year(interval: Field[Interval]) -> int | None:
    known = interval.value if isinstance(interval, Value) else None
    return known.start.year if known and known.start else None


def _resolved(document: Document, triggers: Sequence[Trigger], words: TimexWords, tenses: Tenses | None) -> Timex:
    trigger = _nearest(triggers, words.span)
    of_act = trigger is not None and of_the_act(document.text, trigger, words.span)
    told = Direction.BACK if of_act else direction_of(trigger)
    direction = told if told is not Direction.NONE or tenses is None else tenses.at(words.span)
    timex = _resolved_towards(document, words, direction)
    if direction is not told:
        timex = _nearer(document, timex, _resolved_towards(document, words, told))
    if told is Direction.FORWARD and tenses is not None and tenses.at(words.span) is Direction.BACK:
        timex = _not_far_ahead(document, timex, _resolved_towards(document, words, Direction.BACK))
    ambiguous = isinstance(timex.interval, Absent) and timex.interval.reason == Reason.AMBIGUOUS
    if ambiguous and trigger is not None and trigger.status == Status.UNDER_WAY:
        return _resolved_towards(document, words, Direction.FORWARD)  # "is meeting Xi on Thursday"
    return timex


def _nearer(document: Document, by_tense: Timex, alone: Timex) -> Timex:
    """The time as its verb's tense has it; the one that is told without it, where that is near and the other is far.

    "They said that they pay on 10 November", written in October, is not of the year before: the verb is another's.
    """
    one, other, day = _interval(by_tense), _interval(alone), publication_day(document)
    if one is None or other is None or day is None or day.start is None or one.start is None:
        return alone if one is None else by_tense
    return alone if abs(one.start - day.start) > _FAR else by_tense


def _not_far_ahead(document: Document, ahead: Timex, back: Timex) -> Timex:
    """The time ahead that a plan has, unless that is months off and the verb beside the time looks back.

    "In February he was in London, with plans to go on", written in June, is not of the next year.
    """
    one, day = _interval(ahead), publication_day(document)
    if one is None or one.start is None or day is None or day.start is None or _interval(back) is None:
        return ahead
    return back if one.start - day.start > _FAR else ahead


def of_the_act(text: str, trigger: Trigger, time: Span) -> bool:
    """Whether a time is that of the proposing, announcing or cancelling of an event, and not of the event.

    "On Thursday he proposed a meeting", "he offered on Monday to hold talks": it stands before the verb of the act or
    right after it, before the event. In "cancelled this year's meeting" the time is the event's.
    """
    if text[time.end : time.end + 2] in ("'s", "’s"):
        return False
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
    return min(around, key=lambda t: distance(t.span, span), default=None)


def distance(one: Span, other: Span) -> int:
    """Code points between two spans; 0 where they touch or overlap."""
    return max(other.start - one.end, one.start - other.end, 0)
