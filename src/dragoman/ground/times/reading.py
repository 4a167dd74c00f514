"""The times of a document: each read by the day of publication, the verb it goes with, and what is told before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import takewhile

from dragoman import lexicon
from dragoman.ground.times import calendar
from dragoman.ground.times.find import find_timexes, timex_of
from dragoman.ground.times.meaning import (
    Again,
    Ago,
    Clock,
    ClosedRange,
    Deictic,
    Direction,
    Meaning,
    Part,
    TimexWords,
    WeekdayOf,
)
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
    Modifier,
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
_BESIDE = 12
_HISTORY, _MOST = 5, 0.8
_FAR = timedelta(days=120)
_BEFORE = "the time spoken of before"
_FIGURES = frozenset("$€£¥%")
_COMPARED = (Ago("year", 1), Deictic("year", -1))
_PUT_OFF = (Status.POSTPONED, Status.CANCELLED)
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
    skipped = _places_skipped(document, skip)
    words: list[TimexWords] = []
    timexes: list[Timex] = []
    places: list[_Place] = []
    triggers = shared_out(analysis.sentences, analysis.triggers, lambda t: t.clause)
    for sentence, own in zip(analysis.sentences, triggers, strict=True):
        looked = find_timexes(document.text, sentence) if given is None else _read(document, sentence, given)
        found = [w for w in looked if 1 not in skipped[w.span.start : w.span.end]]
        words += found
        tenses = tenses_of(document.text, sentence) if found else None
        for one in found:
            before = _spoken_of(document, one, sentence, timexes)
            look = _look(document, own, one, tenses)
            places.append(_Place(sentence, look.direction))
            timexes.append(_leaning(document, one, before) if before else _resolved(document, one, look))
    checked = [_without_foreign_year(document, t, timexes, n, places[n]) for n, t in enumerate(timexes)]
    told = _told_on(document, words, checked, places)
    return Occasions(tuple(words), _with_days(document, words, _of_one_week(document, words, told), places))


@dataclass(frozen=True, slots=True)
class _Place:
    """The sentence that a time stands in, and where its clause looks."""

    sentence: Span
    direction: Direction


def _told_on(
    document: Document, words: Sequence[TimexWords], timexes: Sequence[Timex], places: Sequence[_Place]
) -> tuple[Timex, ...]:
    """The times, with the year that a story has come to where a day or month has none.

    That is in one that tells of many years long before its own, and in a document without a date, where it is no such
    story within the paragraph only. What stands in brackets ("born in 1950") does not move the story on.
    In a text with a date, what lies ahead and days of the week are of its own time.
    """
    history = _is_history(document, timexes)
    dated = publication_day(document) is not None
    told: list[Timex] = []
    reached: Interval | None = None
    last = 0
    for one, timex, place in zip(words, timexes, places, strict=True):
        if not history and "\n" in document.text[last : timex.span.start]:
            reached = None
        last = timex.span.end
        open_ = isinstance(timex.interval, Absent) and timex.interval.reason in (Reason.NO_YEAR, Reason.NO_ANCHOR)
        own_week = dated and (place.direction is Direction.FORWARD or _is_of_week(one.meaning))
        tells = reached is not None and is_bare(one.meaning) and not own_week and (open_ or history)
        later = told_on(one, reached) if reached and tells else None
        told.append(_told(document, later) if later else timex)
        own = _interval(told[-1])
        if own is not None and (later or not timex.anchor) and not _in_brackets(document.text, timex.span.start):
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


def _lasts(one: Interval, day: Interval | None) -> bool:
    """Whether a time goes on beyond the day of publication."""
    return day is not None and day.start is not None and one.end is not None and one.end > day.start


def _spoken_of(document: Document, words: TimexWords, sentence: Span, timexes: Sequence[Timex]) -> Interval | None:
    """The quarter, week or year that "the quarter" speaks of again, or of which "a year ago" says the one before it.

    The latest of that unit before it; for a comparison, of its own sentence, and where that compares figures, of those
    close before it. None for any other time.
    """
    near, day = timexes[-_NEAR:], publication_day(document)
    if isinstance(words.meaning, Again):
        unit = words.meaning.unit
        told = [i for t in reversed(near) if t.anchor != _BEFORE and (i := _interval(t))]
        told = [i for i in told if i.granularity.value == unit and not _lies_ahead(i, day)]
        return next((i for i in told if not (words.meaning.ended and _lasts(i, day))), None)
    if words.meaning in _COMPARED:
        inside = [t for t in near if sentence.contains(t.span)]
        figures = not _FIGURES.isdisjoint(sentence.of(document.text))
        own = near if words.rule == "a year before" else inside or (near[-_BESIDE:] if figures else [])
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


def _of_one_week(document: Document, words: Sequence[TimexWords], timexes: Sequence[Timex]) -> tuple[Timex, ...]:
    """Days of the week that their clause leaves open, on the day of that name that the text tells of, if it is one.

    "Friday's figures" are those of the Friday on which something else happened. "He will look for a way around Friday's
    ruling" looks ahead and the ruling lies behind: a day that owns something is open where its verb has another.
    """
    owners = [document.text[w.span.end : w.span.end + 2] in ("'s", "’s") for w in words]
    told: dict[Meaning, set[Interval]] = {}
    for one, timex, owns in zip(words, timexes, owners, strict=True):
        interval = _interval(timex)
        if interval is not None and _is_weekday(one.meaning) and not owns:
            told.setdefault(one.meaning, set()).add(replace(interval, modifier=one.modifier))
    known = (told.get(w.meaning, set()) for w in words)
    return tuple(_on_the_day(*each) for each in zip(words, timexes, owners, known, strict=True))


def _on_the_day(words: TimexWords, timex: Timex, owns: bool, told: Collection[Interval]) -> Timex:
    open_ = isinstance(timex.interval, Absent) and timex.interval.reason is Reason.AMBIGUOUS
    days = {(i.start, i.end) for i in told}
    if len(days) != 1 or not _is_weekday(words.meaning) or not (open_ or owns):
        return timex
    found, own = replace(next(iter(told)), modifier=words.modifier), _interval(timex)
    if own is not None and (own.start, own.end) not in days:
        doubt = Absent(
            Reason.AMBIGUOUS, "its verb tells of one day, other sentences of another", timex.interval.evidence
        )
        return replace(timex, interval=doubt)
    if own is not None or not open_:
        return timex
    return replace(timex, interval=Value(found, timex.interval.evidence, "the day that other sentences tell of"))


def _is_weekday(meaning: Meaning) -> bool:
    """Whether a time is a day of the week and no more."""
    return isinstance(meaning, WeekdayOf) and is_bare(meaning)


def _is_of_week(meaning: Meaning) -> bool:
    """Whether a time is a day of the week, a part or hour of one, or a weekend."""
    match meaning:
        case WeekdayOf():
            return True
        case Part() | Clock() if meaning.of is not None:
            return _is_of_week(meaning.of)
        case ClosedRange():
            return _is_of_week(meaning.first)
    return False


def _with_days(
    document: Document, words: Sequence[TimexWords], timexes: Sequence[Timex], places: Sequence[_Place]
) -> tuple[Timex, ...]:
    """Readings of the clock without a day, on the day that their sentence tells of, or the one before it."""
    found: list[Timex] = []
    for number, (one, timex) in enumerate(zip(words, timexes, strict=True)):
        alone = isinstance(one.meaning, Clock) and one.meaning.of is None and isinstance(timex.interval, Absent)
        day = _day_for(document, timexes, places, number) if alone else None
        found.append(_leaning(document, one, day) if day else timex)
    return tuple(found)


def _day_for(document: Document, timexes: Sequence[Timex], places: Sequence[_Place], number: int) -> Interval | None:
    """The one day that the sentence of a time tells of; where it tells of none, that of the sentence before it."""
    near = range(max(0, number - _BESIDE), min(len(timexes), number + _BESIDE))
    own, at = places[number].sentence, timexes[number].span.start
    here = {d for n in near if places[n].sentence == own and (d := _day(timexes[n]))}
    if here:
        return next(iter(here)) if len(here) == 1 else None
    before = [n for n in near if n < number and "\n" not in document.text[timexes[n].span.end : at]]
    last = {d for n in before if places[n].sentence == places[before[-1]].sentence and (d := _day(timexes[n]))}
    return next(iter(last)) if len(last) == 1 else None


def _day(timex: Timex) -> Interval | None:
    """The day of a time that is no longer than one."""
    interval = _interval(timex)
    if interval is None or interval.first_day is None or interval.first_day != interval.last_day:
        return None
    return calendar.day(interval.first_day)


def _places_skipped(document: Document, skip: Sequence[Span]) -> bytearray:
    """A 1 for each code point that lies inside one of the spans."""
    marks = bytearray(len(document.text))
    for span in skip:
        marks[span.start : span.end] = b"\1" * len(span)
    return marks


def _without_foreign_year(
    document: Document, timex: Timex, timexes: Sequence[Timex], number: int, place: _Place
) -> Timex:
    """A day or month that would take its year from the publication, though the words speak of another year.

    "In 2014 he fled, and on 5 May ...": the day is of 2014, or it is not; that it is nowhere said makes it ambiguous.
    What will be is of no year that is past; a day of the week is asked within its sentence only.
    """
    if timex.rule not in _YEARLESS or isinstance(timex.interval, Absent):
        return timex
    before = reversed(timexes[max(0, number - _NEAR) : number])  # each has a code point of its own at least
    paragraph = document.text.rfind("\n", max(0, timex.span.start - _NEAR), timex.span.start)
    near = max(paragraph, timex.span.start - _NEAR)
    if timex.rule == "weekday":
        near = max(near, place.sentence.start)
    said = (t for t in before if not (t.anchor or t.deictic) and t.span.end > near)
    said = (t for t in said if t.rule != NAMED_YEAR or _is_beside(document, t, place))
    said = (t for t in said if not _is_since(t))
    year = next((_year(t.interval) for t in said if _year(t.interval)), None)
    day = publication_day(document)
    if year is None or year == _year(timex.interval) or (day and day.start and year == day.start.year):
        return timex
    if day and day.start and place.direction is Direction.FORWARD and year < day.start.year:
        return timex
    evidence = (document.evidence(timex.span, by=f"time:{timex.rule}"),)
    return replace(timex, interval=Absent(Reason.AMBIGUOUS, f"{year} is spoken of before it", evidence))


def _is_beside(document: Document, timex: Timex, place: _Place) -> bool:
    """Whether the year of a name is told in brackets of the same sentence ("it began (1774), and on 5 May ...")."""
    return place.sentence.contains(timex.span) and _in_brackets(document.text, timex.span.start)


def _is_since(timex: Timex) -> bool:
    """Whether a time is the one since when something has been so: what is told next is of now."""
    interval = _interval(timex)
    return interval is not None and interval.modifier is Modifier.SINCE


def _year(interval: Field[Interval]) -> int | None:
    known = interval.value if isinstance(interval, Value) else None
    return known.start.year if known and known.start else None


@dataclass(frozen=True, slots=True)
class _Look:
    """Where a time looks: by the status of its event, by its verb, and by what decides. `trigger` is its event.

    `sure`: the verb is its own, as it opens the clause or touches the verb.
    """

    told: Direction
    verb: Direction
    direction: Direction
    trigger: Trigger | None
    sure: bool


def _look(document: Document, triggers: Sequence[Trigger], words: TimexWords, tenses: Tenses | None) -> _Look:
    """The status of the event answers first, but for a time that another verb touches ("on Sunday issued")."""
    trigger = _nearest(triggers, words.span)
    of_act = trigger is not None and of_the_act(document.text, trigger, words.span)
    told = Direction.BACK if of_act else direction_of(trigger)
    verb = tenses.at(words.span) if tenses else Direction.NONE
    beside = tenses.beside(words.span) if tenses else None
    if beside and trigger and beside[0] is not Direction.NONE and not trigger.span.overlaps(beside[1]):
        told = beside[0]
    sure = tenses is not None and (beside is not None or tenses.opens(words.span))
    return _Look(told, verb, told if told is not Direction.NONE else verb, trigger, sure)


def _resolved(document: Document, words: TimexWords, look: _Look) -> Timex:
    timex = _resolved_towards(document, words, look.direction)
    own = _interval(timex)
    sure = look.sure and own is not None and own.granularity is not Granularity.QUARTER
    if look.direction is not look.told and not sure:
        timex = _nearer(document, timex, _resolved_towards(document, words, look.told))
    if look.told is Direction.FORWARD and look.verb is Direction.BACK:
        timex = _not_far_ahead(document, timex, _resolved_towards(document, words, Direction.BACK))
    if look.direction is Direction.FORWARD and look.trigger is not None and look.trigger.status in _PUT_OFF:
        timex = _near(document, words, timex)
    ambiguous = isinstance(timex.interval, Absent) and timex.interval.reason == Reason.AMBIGUOUS
    if ambiguous and look.trigger is not None and look.trigger.status == Status.UNDER_WAY:
        return _resolved_towards(document, words, Direction.FORWARD)  # "is meeting Xi on Thursday"
    return timex


def _nearer(document: Document, by_tense: Timex, alone: Timex) -> Timex:
    """The time as its verb's tense has it; the one that is told without it, where that is near and the other is far.

    "They said that they pay on 10 November", written in October, is not of the year before: the verb is another's.
    Of a quarter that is past only the one to come can be meant by its verb.
    """
    one, other, day = _interval(by_tense), _interval(alone), publication_day(document)
    if one is None or other is None or day is None or day.start is None or one.start is None or other.start is None:
        return alone if one is None else by_tense
    ended = one.granularity is Granularity.QUARTER and other.start > day.start
    return alone if abs(one.start - day.start) > _FAR and not ended else by_tense


def _not_far_ahead(document: Document, ahead: Timex, back: Timex) -> Timex:
    """The time ahead that a plan has, unless that is months off and the verb beside the time looks back.

    "In February he was in London, with plans to go on", written in June, is not of the next year.
    """
    one, day = _interval(ahead), publication_day(document)
    if _interval(back) is None or day is None or day.start is None:
        return ahead
    if one is None or one.start is None:
        return back
    return back if one.start - day.start > _FAR else ahead


def _near(document: Document, words: TimexWords, ahead: Timex) -> Timex:
    """The time ahead or, where that is months off, the last one, where it is not: "planned for March", put off in May.

    Where both are months off, nothing tells which is meant, and neither is said.
    """
    day, back = publication_day(document), _resolved_towards(document, words, Direction.BACK)
    one, other = _interval(ahead), _interval(back)
    if day is None or day.start is None or one is None or one.start is None or one.start - day.start <= _FAR:
        return ahead
    if other is not None and other.end is not None and day.start - other.end <= _FAR:
        return back
    return _resolved_towards(document, words, Direction.NONE)


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
