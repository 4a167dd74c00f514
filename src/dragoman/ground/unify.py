"""One report for one occurrence: what a document tells twice (headline and lead, a noun that points back) is joined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from dragoman import lexicon
from dragoman.ground.places import country_name
from dragoman.ground.reports import places_agree
from dragoman.types import (
    TOOK_PLACE,
    Absent,
    Field,
    Interval,
    Modifier,
    Part,
    Participant,
    Place,
    Report,
    Status,
    Trigger,
    Value,
    ZoneKind,
)

__all__ = ["headline_starts", "is_another", "unify_reports"]

_STRENGTH = (
    Status.UNKNOWN,
    Status.PROPOSED,
    Status.ANNOUNCED,
    Status.CONFIRMED,
    Status.UNDER_WAY,
    Status.OCCURRED,
    Status.DENIED,
    Status.REFUSED,
    Status.RESCHEDULED,
    Status.POSTPONED,
    Status.CANCELLED,
)
_TO_COME = (Status.ANNOUNCED, Status.CONFIRMED, Status.PROPOSED)
_NEVER = (Status.DENIED, Status.REFUSED)
_NOT = (Status.DENIED, Status.REFUSED, Status.CANCELLED, Status.POSTPONED)
_CALLED_OFF = (Status.CANCELLED, Status.POSTPONED, Status.RESCHEDULED)
_ENCOUNTERS = ("meeting", "talks")
_NEAR = 3
_ALIKE = ({"meeting", "talks"},)
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\b")
_MOST = 500  # reports that are looked back to: no article tells of so many


def unify_reports(
    found: Sequence[tuple[Trigger, Report]],
    *,
    headline_starts: frozenset[int] = frozenset(),
    countries: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Report, ...]:
    """The reports without repetition, in order of the text.

    A definite noun without participants is joined to the event of its mode told before, or dropped. A report
    from a headline (its sentence starts at one of `headline_starts`) is joined to the body's and read with the
    body's status. `countries` has the country of each actor: two countries may stand for those who act for them.
    """
    kept: list[tuple[Trigger, Report]] = []
    for trigger, told in found:
        index = _counted(told, kept) if trigger.by == "count" else _told_before(trigger, told, kept, countries)
        report = told if index is not None else _other_edition(trigger, told, kept, countries)
        if trigger.by == "it" and report.participants:
            index = _told_so_before(trigger, report, kept, countries)
        if index is not None:
            earlier = kept[index]
            headline = earlier[1].sentence.span is not None and earlier[1].sentence.span.start in headline_starts
            kept[index] = (earlier[0], _joined(earlier[1], report, headline=headline))
        elif _stands_alone(trigger, report):
            kept.append((trigger, report))
    return tuple(report for _, report in kept)


def _counted(report: Report, kept: Sequence[tuple[Trigger, Report]]) -> int | None:
    """The index of the event that "it was their third meeting" is said of: the last told, right before; else None."""
    near = range(len(kept) - 1, max(-1, len(kept) - 1 - _NEAR), -1)
    index = next((k for k in near if kept[k][1].mode in _ENCOUNTERS), None)
    if index is None:
        return None
    earlier = kept[index][1]
    fits = not report.participants or _ids(report.participants) & _ids(earlier.participants)
    return index if fits and earlier.status not in _NEVER else None


def _other_edition(
    trigger: Trigger, report: Report, kept: Sequence[tuple[Trigger, Report]], countries: Mapping[str, str]
) -> Report:
    """ "The next session", "such a meeting was never planned": of the kind told before, by the same participants.

    People are there for their countries: who will come to the next one, or was at the last, is not said.
    """
    if trigger.by == "count":
        return _of_last(report, kept)
    if trigger.by == "it":
        return _said_of_it(report, kept)
    other = (
        is_another(report)
        or _number_of(report)
        or trigger.by in _POINTING
        or (trigger.by == "noun" and report.status in _NOT)
        or (trigger.definite and _was_planned(report))
    )
    if report.participants or not trigger.reciprocal or not other:
        return report
    modes = _ENCOUNTERS if trigger.by == "one" else (report.mode,)
    alike = [r for t, r in kept if r.mode in modes and (len(r.participants) > 1 or _is_of_body(t, r))]
    if report.status not in _NOT:
        alike = [r for r in alike if r.status not in _NEVER]
    words = _noun_words(report)
    if trigger.by in ("pointing", "body"):
        word = _kind_word(trigger, report)
        alike = alike[-1:] if word == "it" else [r for r in alike if _has_word(r, word)]
    elif trigger.by == "one":
        alike = alike[-1:] if not _is_the_one(report) or _right_after(report, kept) else []
    earlier = max(reversed(alike), key=lambda r: (len(words & _noun_words(r)), _sits(words, r)), default=None)
    same_sides = len({frozenset(_ids(r.participants)) for r in alike}) == 1
    if earlier is None or not (same_sides or words & _noun_words(earlier) or _sits(words, earlier)):
        return report
    if report.status in _NOT:
        planned = earlier.status in _TO_COME and not is_another(report)
        if not _times_agree(report.time, earlier.time):
            return replace(report, actor=_states(earlier.actor, countries), others=_states(earlier.others, countries))
        return replace(
            report,
            actor=earlier.actor,
            others=earlier.others,
            time=earlier.time if planned and isinstance(report.time, Absent) else report.time,
            place=earlier.place if planned and isinstance(report.place, Absent) else report.place,
        )
    return replace(report, actor=_states(earlier.actor, countries), others=_states(earlier.others, countries))


def _is_the_one(report: Report) -> bool:
    """ "The one in Busan in May 2023": of what was told in this sentence or the one before, and of nothing else."""
    return report.trigger.exact.split()[0].casefold() == "one"


def _right_after(report: Report, kept: Sequence[tuple[Trigger, Report]]) -> bool:
    """Whether the last that was told is a meeting, in this sentence or in the one before."""
    before = [r for t, r in kept if t.span.end <= _start(report)]
    own, last = report.sentence.span, before[-1].sentence.span if before else None
    if own is None or last is None or before[-1].mode not in _ENCOUNTERS:
        return False
    return own == last or 0 <= own.start - last.end < _NEXT


def _said_of_it(report: Report, kept: Sequence[tuple[Trigger, Report]]) -> Report:
    """ "It will be held in Vilnius": the event that a noun tells in the sentence right before, or before in this one.

    Nothing where another thing that is held stands there ("an exhibition").
    """
    before = [(t, r) for t, r in kept if t.span.end <= _start(report)]
    trigger, earlier = max(before, key=lambda pair: pair[0].span.end, default=(None, None))
    if trigger is None or earlier is None or trigger.by != "noun" or not earlier.participants:
        return report
    own, last = report.sentence.span, earlier.sentence.span
    near = own is not None and last is not None and (own == last or 0 <= own.start - last.end < _NEXT)
    others = frozenset(lexicon.load("grammar")["other_happenings"])
    if not near or others & set(_LETTERS.findall(earlier.sentence.exact.casefold())):
        return report
    if earlier.trigger.exact.endswith("s"):
        return report  # "talks" are no "it"
    planned = report.status in _NOT and earlier.status in _TO_COME and isinstance(report.time, Absent)
    return replace(
        report,
        type=earlier.type,
        mode=earlier.mode,
        actor=earlier.actor,
        recipient=earlier.recipient,
        others=earlier.others,
        time=earlier.time if planned else report.time,
        place=earlier.place if planned and isinstance(report.place, Absent) else report.place,
    )


_NEXT = 2
"""So many code points lie between two sentences of one paragraph at most."""
_LETTERS = re.compile(r"[a-z]+")


def _start(report: Report) -> int:
    return report.trigger.span.start if report.trigger.span else 0


def _told_so_before(
    trigger: Trigger, report: Report, kept: Sequence[tuple[Trigger, Report]], countries: Mapping[str, str]
) -> int | None:
    """The index of the same occurrence told with the same status; what became of a plan is told beside it."""
    index = _told_before(trigger, report, kept, countries)
    return index if index is not None and kept[index][1].status is report.status else None


def _was_planned(report: Report) -> bool:
    """ "The summit had been announced for Nairobi": a plan from before what was told."""
    planned = any(e.exact.casefold().startswith("had been") for e in report.status_evidence)
    return planned and report.status in _TO_COME


def _of_last(report: Report, kept: Sequence[tuple[Trigger, Report]]) -> Report:
    """ "It was the third meeting of the ministers", after what they did there: when and where that was."""
    last = kept[-1][1] if kept else None
    if last is None or last.status is not report.status or not _ids(report.participants) & _ids(last.participants):
        return report
    time = last.time if isinstance(report.time, Absent) else report.time
    return replace(report, time=time, place=last.place if isinstance(report.place, Absent) else report.place)


_POINTING = ("pointing", "body", "one")
"""How triggers are found that name nobody and point back to what was told: "the next round", "the council met"."""


def _is_of_body(trigger: Trigger, report: Report) -> bool:
    return trigger.by != "body" and any(p.actor_id.startswith("organisation:") for p in report.participants)


def _kind_word(trigger: Trigger, report: Report) -> str:
    """The noun that points back: "round" itself, "council" before "met"."""
    if trigger.by != "body" or report.sentence.span is None or report.trigger.span is None:
        return report.trigger.exact.split()[-1].casefold()
    before = report.sentence.exact[: report.trigger.span.start - report.sentence.span.start].casefold().split()
    bodies = [w for w in before if w in lexicon.load("triggers")["meeting"]["bodies"]]
    return "it" if "it" in before[-3:] else bodies[-1] if bodies else ""


def _has_word(report: Report, word: str) -> bool:
    said = report.sentence.exact if word == "round" else report.trigger.exact
    names = " ".join((said, *(p.name for p in report.participants))).casefold()
    return bool(word) and word.rstrip("s") in {w.rstrip("s") for w in names.split()}


def _states(side: tuple[Participant, ...], countries: Mapping[str, str]) -> tuple[Participant, ...]:
    """The countries of people, each once; who has none, and what is no person, as it is."""
    found: dict[str, Participant] = {}
    for one in side:
        code = countries.get(one.actor_id) if one.actor_id.startswith("person:") else None
        state = Participant(f"country:{code}", country_name(code), one.evidence) if code else one
        found.setdefault(state.actor_id, state)
    return tuple(found.values())


def _sits(words: set[str], report: Report) -> bool:
    """Whether an earlier event is a body's, and these words name one that only bodies have: "the session"."""
    return "session" in words and any(p.actor_id.startswith("organisation:") for p in report.participants)


def _noun_words(report: Report) -> set[str]:
    """The words of an event's name: "joint", "session"."""
    return set(report.trigger.exact.lower().split())


def is_another(report: Report) -> bool:
    """Whether the words say that it is not the event told before ("next", "last", "such a")."""
    return any(w in lexicon.load("grammar")["another"] for w in report.trigger.exact.lower().split()[:-1])


def _number_of(report: Report) -> int | None:
    """Which of a row it is, by its own words: 60 of "60th round"."""
    ordinals = lexicon.load("recurrence")["ordinals"]
    for word in report.trigger.exact.lower().split():
        match = _ORDINAL.match(word)
        if match or word in ordinals:
            return int(match.group(1) if match else ordinals[word])
    return None


def _other_number(report: Report, earlier: Report) -> bool:
    return _number_of(report) is not None and _number_of(report) != (_number_of(earlier) or _number_of(report))


def _stands_alone(trigger: Trigger, report: Report) -> bool:
    """Whether a report says enough to be one: participants, or for a signing its instrument."""
    if trigger.mode == "sign":
        return bool(report.instruments) or bool(report.participants)
    if trigger.mode == "visit":
        somewhere = isinstance(report.place, Value) or isinstance(report.venue, Value)
        return bool(report.actor) and (bool(report.recipient) or somewhere)
    placed = isinstance(report.place, Value) and isinstance(report.time, Value)
    if trigger.by == "it":
        return bool(report.participants)
    if trigger.by == "phrase" and (report.status is Status.UNKNOWN or not placed):
        return len(report.participants) > 1 and report.status is not Status.UNKNOWN
    if trigger.by in _POINTING:
        return bool(report.participants) and (len(report.participants) > 1 or _dated(report))
    been = trigger.by == "verb" and report.status in TOOK_PLACE  # "the leaders last met in Lima in 2019"
    if trigger.reciprocal and placed and (been or trigger.by in ("noun", "phrase")):
        return True
    if trigger.reciprocal:
        enough = len(report.participants) > 1 or _dated(report) or report.status in _CALLED_OFF or _stays_away(report)
        return bool(report.participants) and (not trigger.definite or enough)
    return bool(report.actor) or bool(report.recipient)


def _stays_away(report: Report) -> bool:
    """ "Mutua did not attend the meeting"."""
    return report.status in _NEVER and any("attend" in e.exact.casefold() for e in report.status_evidence)


def _dated(report: Report) -> bool:
    return isinstance(report.time, Value) or isinstance(report.place, Value)


def _told_before(
    trigger: Trigger, report: Report, kept: Sequence[tuple[Trigger, Report]], countries: Mapping[str, str]
) -> int | None:
    """The index of the report of the same occurrence, the latest first; None when there is none."""
    for index in range(len(kept) - 1, max(0, len(kept) - _MOST) - 1, -1):
        if _same(trigger, report, kept[index][1], countries):
            return index
    return None


def _same(trigger: Trigger, report: Report, earlier: Report, countries: Mapping[str, str]) -> bool:
    if not _modes_agree(report, earlier, trigger) or not places_agree(report.place, earlier.place):
        return False
    if not _times_agree(report.time, earlier.time) or not _statuses_agree(report, earlier):
        return False
    if trigger.by == "phrase" and earlier.status in TOOK_PLACE and report.status in _TO_COME:
        return False  # "began talks that will culminate in the summit in Hiroshima in May"
    if set(report.instruments) != set(earlier.instruments) or _other_number(report, earlier):
        return False
    mine, theirs = _ids(report.participants), _ids(earlier.participants)
    if report.sentence == earlier.sentence and {report.mode, earlier.mode} <= set(_ENCOUNTERS):
        ours, yours = _without_states(mine, theirs, countries), _without_states(theirs, mine, countries)
        both = max(len(mine - ours), len(theirs - yours)) > 1
        if both and ours and yours and (ours <= yours or yours <= ours):
            return True  # "X met Y at a session of the two ministries": they are there for them
    one_sentence = report.sentence == earlier.sentence and (mine <= theirs or theirs <= mine)
    if is_another(report) and not one_sentence and not _dated_alike(report, earlier):
        return False
    if report.mode == "sign" and report.instruments and not (report.participants and earlier.participants):
        return True
    if trigger.by == "phrase" and not report.participants and not _dated(earlier):
        return False  # "the meeting held in Lima on 22 March" need not be one that has neither day nor place
    if not report.participants:
        negative = {report.status, earlier.status} & {Status.DENIED, Status.REFUSED}
        return trigger.definite and report.part == earlier.part and (not negative or report.status == earlier.status)
    if not earlier.participants and not _dated_alike(report, earlier):
        return False  # who met there then is not said: another may have met since
    if _of_two_and_all(report, earlier):
        return False
    return _sides_agree(report, earlier) or _for_their_countries(report, earlier, countries)


def _of_two_and_all(report: Report, earlier: Report) -> bool:
    """Whether one is of pairs and the other of all of them: "bilateral meetings with X and Y", "the summit"."""
    pairs = [not _BILATERAL.isdisjoint(_noun_words(r)) for r in (report, earlier)]
    several = len(_ids(report.participants) | _ids(earlier.participants)) > 2
    return several and pairs[0] != pairs[1]


_BILATERAL = frozenset({"bilateral", "bilaterals", "one-on-one"})


def _without_states(mine: set[str], theirs: set[str], countries: Mapping[str, str]) -> set[str]:
    """Participants without the countries that people of either side are there for."""
    people = {countries.get(one) for one in mine | theirs if one.startswith("person:")}
    return {one for one in mine if one.removeprefix("country:") not in people}


def _dated_alike(report: Report, earlier: Report) -> bool:
    """Whether both have a time and it is the same."""
    both = isinstance(report.time, Value) and isinstance(earlier.time, Value)
    return both and _times_agree(report.time, earlier.time)


def _modes_agree(report: Report, earlier: Report, trigger: Trigger) -> bool:
    if report.mode == earlier.mode:
        return True
    both = {report.mode, earlier.mode}
    return both in _ALIKE and trigger.definite and not report.participants


def _sides_agree(report: Report, earlier: Report) -> bool:
    """The same actor for what one side does; for what is done together one side is in both, and no third."""
    mine, theirs = _ids(report.participants), _ids(earlier.participants)
    if report.type == "CONSULT" and report.mode == "visit":
        return _ids(report.actor) == _ids(earlier.actor) and _compatible(report.recipient, earlier.recipient)
    if report.recipient or earlier.recipient:
        return _ids(report.actor) == _ids(earlier.actor) and _compatible(report.recipient, earlier.recipient)
    return mine <= theirs or theirs <= mine


def _for_their_countries(report: Report, earlier: Report, countries: Mapping[str, str]) -> bool:
    """Whether one names two countries and the other just those who act for them ("Belarus, Russia sign ...")."""
    if report.mode != "sign" or not report.instruments:
        return False
    sides = [_ids(report.participants), _ids(earlier.participants)]
    for states, people in (sides, sides[::-1]):
        codes = {s.removeprefix("country:") for s in states if s.startswith("country:")}
        if len(codes) == len(states) == 2 and codes == {countries.get(p) for p in people}:
            return True
    return False


def _compatible(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    mine, theirs = _ids(one), _ids(other)
    return not mine or not theirs or bool(mine & theirs)


def _ids(side: Sequence[Participant]) -> set[str]:
    return {p.actor_id for p in side}


def _times_agree(one: Field[Interval], other: Field[Interval]) -> bool:
    """Whether two times can be the same: one unknown, or overlapping."""
    if isinstance(one, Absent) or isinstance(other, Absent):
        return True
    (a_start, a_end), (b_start, b_end) = _bounds(one.value), _bounds(other.value)
    starts_before = a_start is None or b_end is None or a_start < b_end
    ends_after = a_end is None or b_start is None or b_start < a_end
    return starts_before and ends_after


def _bounds(interval: Interval) -> tuple[datetime | None, datetime | None]:
    """From when to when an interval may reach: "until 2 April" from any time, "since 2 April" to any."""
    start = None if interval.modifier == Modifier.UNTIL else interval.start
    return start, None if interval.modifier in (Modifier.SINCE, Modifier.AFTER) else interval.end


def _statuses_agree(report: Report, earlier: Report) -> bool:
    """What has happened and what is to come are two things, unless they are dated alike."""
    if (report.status in _NEVER) != (earlier.status in _NEVER) and report.participants:
        return False  # what one says will be or was, another denies
    if {report.status, earlier.status} == {Status.CANCELLED, Status.POSTPONED}:
        return False  # the headline says the one, the text the other: both are kept
    if earlier.status is Status.OCCURRED and report.status in (Status.CANCELLED, Status.POSTPONED):
        return False  # what has been was not put off: another edition was
    done, to_come = {report.status, earlier.status} & TOOK_PLACE, {report.status, earlier.status} & set(_TO_COME)
    if not (done and to_come):
        return True
    return isinstance(report.time, Value) and isinstance(earlier.time, Value) and report.part == earlier.part


def _joined(earlier: Report, report: Report, *, headline: bool) -> Report:
    """The earlier report with what the later one adds; a headline yields its words to the body."""
    first, second = (report, earlier) if headline and report.participants else (earlier, report)
    stronger = max((first, second), key=lambda r: _STRENGTH.index(r.status))
    if headline and report.status != Status.UNKNOWN:
        stronger = report
    return replace(
        first,
        report_id=earlier.report_id,
        status=stronger.status,
        status_evidence=stronger.status_evidence,
        actor=_more(first.actor, second.actor),
        recipient=first.recipient or second.recipient,
        others=_more(first.others, second.others),
        place=_finer_place(first.place, second.place),
        time=_finer_time(first.time, second.time),
        venue=first.venue if isinstance(first.venue, Value) else second.venue,
        why=first.why if isinstance(first.why, Value) else second.why,
        attributed_to=first.attributed_to if isinstance(first.attributed_to, Value) else second.attributed_to,
        topics=first.topics or second.topics,
        recurrence=first.recurrence or second.recurrence,
        part=Part.NEWS if Part.NEWS in (first.part, second.part) else Part.BACKGROUND,
        also_at=(*earlier.also_at, second.trigger),
    )


def _more(first: tuple[Participant, ...], second: tuple[Participant, ...]) -> tuple[Participant, ...]:
    return (*first, *(p for p in second if p.actor_id not in _ids(first)))


def _finer_place(first: Field[Place], second: Field[Place]) -> Field[Place]:
    """The known one of two places; of two known ones the first, unless it is a country and the second is not."""
    if isinstance(first, Absent) or isinstance(second, Absent):
        return second if isinstance(first, Absent) and isinstance(second, Value) else first
    finer = first.value.kind == "country" and second.value.kind != "country"
    return second if finer else first


def _finer_time(first: Field[Interval], second: Field[Interval]) -> Field[Interval]:
    """The known one of two times; of two known ones that with both ends, the shorter if both have."""
    if isinstance(first, Absent) or isinstance(second, Absent):
        return second if isinstance(first, Absent) and isinstance(second, Value) else first
    whole = _from_to(first, second)
    if whole is not None:
        return whole
    return second if _length(second.value) < _length(first.value) else first


def _from_to(first: Value[Interval], second: Value[Interval]) -> Value[Interval] | None:
    """A beginning and an end told apart ("will begin on 18 March. It lasts until 2 April"); None for other pairs."""
    start, end = first.value, second.value
    if end.modifier != Modifier.UNTIL or start.modifier == Modifier.UNTIL or start.start is None or end.end is None:
        return None
    if start.start >= end.end:
        return None
    whole = Interval(start.start, end.end, start.granularity, zone=start.zone)
    return Value(whole, (*first.evidence, *second.evidence), first.note)


def _length(interval: Interval) -> float:
    if interval.start is None or interval.end is None:
        return float("inf")
    return (interval.end - interval.start).total_seconds()


def headline_starts(document_zones: Sequence[tuple[ZoneKind, int]]) -> frozenset[int]:
    """Where the headlines begin, for `unify_reports`."""
    return frozenset(start for kind, start in document_zones if kind == ZoneKind.HEADLINE)
