"""Reports: each trigger with its participants, place, time and attribution looked up, one report for one occurrence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from dragoman.ground.actors import metonym_country, plural_members
from dragoman.ground.occasion import place_of_trigger, time_of_trigger
from dragoman.ground.places import Resolution, country_name, country_of, resolve_places
from dragoman.ground.reasons import why_of_trigger
from dragoman.ground.times import Occasions, publication_day
from dragoman.ground.together import (
    GROUPING,
    is_side,
    members_of_grouping,
    number_of,
    office_key,
    region_as_side,
    told_together,
)
from dragoman.ground.venues import venue_of_trigger
from dragoman.spans import Span
from dragoman.types import (
    NOT_STATED,
    Absent,
    Actor,
    ActorKind,
    Analysis,
    Argument,
    Document,
    Evidence,
    Field,
    Interval,
    Mention,
    MentionKind,
    Part,
    Participant,
    Place,
    Reason,
    Report,
    Role,
    Status,
    Trigger,
    Value,
    ZoneKind,
    value_of,
)

__all__ = ["Names", "build_reports", "participant"]

_OLD = timedelta(days=10)
_BACK = 30
"""So many reports before a plural ("the ministers") are looked at for those whom it stands for."""
_LONGEST = 1_500  # code points of a mention: more than any sentence has


def _start(mention: Mention) -> int:
    return mention.span.start


@dataclass(frozen=True)
class Names:
    """Who the words of a document mean: its actors, and the actor of each mention's span."""

    document: Document
    mentions: tuple[Mention, ...]
    actors: Mapping[str, Actor]
    by_span: Mapping[Span, str]

    def mention(self, span: Span) -> Mention | None:
        """The mention at a span, or None."""
        return next(iter(self.at((span,))), None)

    def at(self, spans: Iterable[Span]) -> list[Mention]:
        """The mentions at these very spans, in order."""
        return [self.mentions[n] for n in sorted({n for span in spans for n in self._numbers.get(span, ())})]

    @cached_property
    def places(self) -> Mapping[Span, Resolution]:
        """What each mention of a place means."""
        return resolve_places(self.document, self.mentions)

    @cached_property
    def _numbers(self) -> dict[Span, list[int]]:
        found: dict[Span, list[int]] = {}
        for number, mention in enumerate(self.mentions):
            found.setdefault(mention.span, []).append(number)
        return found

    def within(self, span: Span) -> list[Mention]:
        """The mentions inside a span, in order."""
        first, last = (bisect_left(self.mentions, at, key=_start) for at in (span.start, span.end))
        return [m for m in self.mentions[first:last] if span.contains(m.span)]

    def actor(self, span: Span) -> Actor | None:
        """The actor that a span means, or None."""
        return self.actors.get(self.by_span.get(span, ""))

    def country_at(self, span: Span) -> str | None:
        """The country that the words of a span mean: a country, its people, its capital or a body of it; or None."""
        first, last = (bisect_left(self.mentions, at, key=_start) for at in (span.start - _LONGEST, span.end))
        mention = next((m for m in self.mentions[first:last] if m.country and m.span.overlaps(span)), None)
        code = mention.country if mention else country_of(span.of(self.document.text))
        return country_name(code) if code else None


def parties_around(names: Names, analysis: Analysis, span: Span) -> Field[tuple[str, ...]]:
    """The two countries of the joint event in whose document a joint instrument is spoken of.

    They are those of the participants of the one reciprocal event that has participants of just two countries;
    a reason when there is none, or when two events disagree.
    """
    pairs: dict[tuple[str, ...], Trigger] = {}
    for trigger in analysis.triggers:
        if not trigger.reciprocal or trigger.mode == "sign":
            continue
        members = [p for a in trigger.arguments if a.role == Role.ACTOR for p in participant(names, a.span)]
        codes = {names.actors[p.actor_id].country for p in members if p.actor_id in names.actors} - {None}
        if len(codes) == 2:
            pairs.setdefault(tuple(sorted(country_name(str(c)) for c in codes)), trigger)
    if len(pairs) != 1:
        return Absent(Reason.AMBIGUOUS, "several pairs of countries") if pairs else NOT_STATED
    countries, trigger = next(iter(pairs.items()))
    evidence = names.document.evidence(trigger.span, by="instrument:parties-of-the-event")
    return Value(countries, (evidence,), "the parties of the event")


def participant(names: Names, span: Span) -> tuple[Participant, ...]:
    """Who the words at a span put into a report: nobody, one, or the members of a plural ("the ministers").

    A country is meant by its name, its people and, as host or side, its capital; else a place takes no part.
    """
    mention = names.mention(span)
    if mention is None:
        return ()
    actor = names.actor(span)
    evidence = names.document.evidence(span, by=f"mention:{mention.kind.value}")
    if actor is not None:
        return (Participant(actor.actor_id, actor.name, evidence),)
    pair = number_of(names, mention) in (None, 2)
    members = plural_members(mention, names.mentions, names.actors, names.by_span) if pair else ()
    if not members and mention.kind == MentionKind.OFFICE and mention.office and mention.country:
        return (_office_holder(names, mention, evidence),)
    if not members:
        return members_of_grouping(names, mention)
    return tuple(Participant(a, names.actors[a].name, evidence) for a in members)


def _office_holder(names: Names, mention: Mention, evidence: Evidence) -> Participant:
    """The holder of an office named in the plural: "the foreign ministers of Russia and Belarus".

    The one person of the document who holds it; the office itself where there is none, or more than one.
    """
    assert mention.office is not None
    key = office_key(replace(mention.office, country=mention.country))
    holders = [a for a in names.actors.values() if a.kind is ActorKind.PERSON and _held(a) == key]
    if len(holders) == 1:
        return Participant(holders[0].actor_id, holders[0].name, evidence)
    return Participant(key, f"{mention.office.title}, {country_name(mention.country or '')}", evidence)


def _held(actor: Actor) -> str:
    office = value_of(actor.office)
    return office_key(office) if office else ""


def build_reports(
    names: Names, analysis: Analysis, occasions: Occasions, event_times: Mapping[str, Field[Interval]]
) -> tuple[tuple[Trigger, Report], ...]:
    """A report for each trigger, in order of the text; several may still speak of one occurrence.

    `event_times` gives the time of an event noun already known, for "after the meeting".
    """
    reports: list[tuple[Trigger, Report]] = []
    for number, trigger in enumerate(analysis.triggers, start=1):
        sentence = analysis.sentences[bisect_right(analysis.sentences, trigger.span.start, key=lambda s: s.start) - 1]
        told = [report for _, report in reports[-_BACK:]]
        reports.append((trigger, _report(names, trigger, sentence, number, occasions, event_times, told)))
    return tuple(reports)


def _report(
    names: Names,
    trigger: Trigger,
    sentence: Span,
    number: int,
    occasions: Occasions,
    event_times: Mapping[str, Field[Interval]],
    told: Sequence[Report],
) -> Report:
    document = names.document
    time = time_of_trigger(
        document,
        trigger,
        occasions.timexes,
        sentence=sentence,
        event_time=lambda noun: event_times.get(noun, NOT_STATED),
    )
    place = place_of_trigger(document, trigger, names.at(a.span for a in trigger.arguments), names.places)
    actor, recipient, others = _sides(names, trigger, sentence, told)
    return Report(
        report_id=f"{document.document_id}-r{number}",
        document_id=document.document_id,
        type=trigger.type,
        mode=trigger.mode,
        part=_part(document, trigger, time),
        status=_status(document, trigger, time),
        status_evidence=tuple(document.evidence(w, by=f"status:{trigger.by}") for w in trigger.status_words),
        trigger=document.evidence(trigger.span, by=f"trigger:{trigger.by}"),
        sentence=document.evidence(sentence, by="sentence"),
        actor=actor,
        recipient=recipient,
        others=others,
        place=place,
        time=time,
        attributed_to=NOT_STATED,
        venue=venue_of_trigger(document, trigger),
        why=why_of_trigger(document, trigger, sentence),
    )


def _status(document: Document, trigger: Trigger, time: Field[Interval]) -> Status:
    """A present tense with a time to come is a plan: "is meeting Xi on Thursday", "visits Ankara next month"."""
    day = publication_day(document)
    start = time.value.start if isinstance(time, Value) else None
    to_come = day is not None and day.end is not None and start is not None and start >= day.end
    end = time.value.end if isinstance(time, Value) else None
    dateless = trigger.by == "phrase" or (trigger.by == "one" and trigger.status is Status.UNKNOWN)
    if dateless and day is not None and day.start is not None and end is not None and end <= day.start:
        return Status.OCCURRED  # "the round table in Warsaw on 5 October", told in November
    return Status.ANNOUNCED if trigger.status in (Status.UNDER_WAY, Status.UNKNOWN) and to_come else trigger.status


def _sides(
    names: Names, trigger: Trigger, sentence: Span, told: Sequence[Report]
) -> tuple[tuple[Participant, ...], ...]:
    """Actor, recipient and others, nobody twice; a visitor's recipient is the country of the place."""
    found: dict[Role, dict[str, Participant]] = {Role.ACTOR: {}, Role.RECIPIENT: {}, Role.OTHER: {}}
    for argument in trigger.arguments:
        if argument.role not in found:
            continue
        mention = names.mention(argument.span)
        for one in _members(names, trigger, argument) or (
            told_together(names, mention, sentence, told) if mention else ()
        ):
            if not any(one.actor_id in side for side in found.values()):
                found[argument.role][one.actor_id] = one
    return tuple(_named(names, tuple(side.values())) for side in found.values())


def _named(names: Names, side: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Without the offices whose holders are named beside them: "the foreign ministers of X and Y, A and B, met"."""
    offices = [p for p in side if p.actor_id.startswith("office:")]
    people = [p for p in side if p.actor_id.startswith("person:")]
    held = {_held(names.actors[p.actor_id]) for p in people if p.actor_id in names.actors}
    if offices and (_are_those(names, offices, people) or all(p.actor_id in held for p in offices)):
        return tuple(p for p in side if p not in offices)
    states = {names.actors[p.actor_id].country for p in people if p.actor_id in names.actors}
    return tuple(p for p in side if p.evidence.by != GROUPING or p.actor_id.rpartition(":")[2] not in states)


def _are_those(names: Names, offices: Sequence[Participant], people: Sequence[Participant]) -> bool:
    """Whether as many people as offices are named, and none of another country: then they hold them."""
    states = {p.actor_id.rpartition(":")[2] for p in offices}
    of = {names.actors[p.actor_id].country for p in people if p.actor_id in names.actors} - {None}
    return 1 < len(offices) == len(people) and of <= states


def _members(names: Names, trigger: Trigger, argument: Argument) -> tuple[Participant, ...]:
    mention = names.mention(argument.span)
    host = argument.role == Role.RECIPIENT and trigger.mode == "visit"
    if mention is not None and mention.kind == MentionKind.PLACE and names.actor(argument.span) is None:
        if trigger.reciprocal and argument.role == Role.ACTOR and is_side(mention):
            return (region_as_side(names, mention),)
        side = trigger.reciprocal and mention.by != "lexicon:city"  # "the Lublin three" is nobody in Lublin
        code = mention.country if host or side else metonym_country(mention, names.document.text)
        if code is None:
            return ()
        evidence = names.document.evidence(argument.span, by="mention:capital")
        return (Participant(f"country:{code}", country_name(code), evidence),)
    return participant(names, argument.span)


def _part(document: Document, trigger: Trigger, time: Field[Interval]) -> Part:
    """Background by its zone, or because it was over more than ten days before the document was published."""
    zone = document.zone_at(trigger.span.start)
    if zone is not None and zone.kind == ZoneKind.BACKGROUND:
        return Part.BACKGROUND
    day = publication_day(document)
    if day is None or day.start is None or isinstance(time, Absent) or time.value.end is None:
        return Part.NEWS
    return Part.BACKGROUND if time.value.end < day.start - _OLD else Part.NEWS


def with_live_times(document: Document, reports: Sequence[Report]) -> tuple[Report, ...]:
    """Reports dated by the day of publication, where the words say so: what is under way, and live coverage of it.

    A live page tells of the day that it is published on: what shares a participant with an event under way, or
    with one so dated, and lies in no other place, is of that day. Elsewhere only what is under way is dated.
    """
    day = publication_day(document)
    if day is None:
        return tuple(reports)
    dated = [_dated_under_way(r, day) for r in reports]
    if document.live is None:
        return tuple(dated)
    running = [r for r in dated if r.part == Part.NEWS and isinstance(r.time, Value) and r.time.value == day]
    while running:
        joined = {i for i, r in enumerate(dated) if _undated_news(r) and any(_same_occasion(r, k) for k in running)}
        live = Value(day, document.live.evidence, "live coverage, dated by its publication")
        dated = [replace(r, time=live) if i in joined else r for i, r in enumerate(dated)]
        running = [dated[i] for i in sorted(joined)]
    return tuple(dated)


def _dated_under_way(report: Report, day: Interval) -> Report:
    if not _undated_news(report) or report.status != Status.UNDER_WAY:
        return report
    return replace(report, time=Value(day, report.status_evidence, "under way when published"))


def _undated_news(report: Report) -> bool:
    return isinstance(report.time, Absent) and report.part == Part.NEWS


def _same_occasion(report: Report, running: Report) -> bool:
    """Whether two reports share a participant and do not lie in two different places."""
    shared = {p.actor_id for p in report.participants} & {p.actor_id for p in running.participants}
    return bool(shared) and places_agree(report.place, running.place)


def places_agree(one: Field[Place], other: Field[Place]) -> bool:
    """Whether two places can be the same: equal, one unknown, or one the country of the other."""
    if isinstance(one, Absent) or isinstance(other, Absent):
        return not (one.evidence and other.evidence) or one.evidence[0].exact == other.evidence[0].exact
    if one.value.name == other.value.name:
        return True
    return one.value.country == other.value.country and "country" in (one.value.kind, other.value.kind)
