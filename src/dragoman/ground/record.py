"""The record of one document: actors, reports, quotations and instruments, each value with its evidence or a reason."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman import lexicon
from dragoman.ground.actors import resolve_actors
from dragoman.ground.identities import identified
from dragoman.ground.instruments import ground_instruments
from dragoman.ground.named_places import named_places
from dragoman.ground.offices import HolderTable
from dragoman.ground.places import with_states
from dragoman.ground.quotations import build_quotations, speaker_name
from dragoman.ground.recurrence import with_recurrences
from dragoman.ground.reports import Names, build_reports, parties_around, with_live_times
from dragoman.ground.times import Direction, Occasions, publication_day, read_timexes, resolve, timex3s
from dragoman.ground.unify import headline_starts, is_another, unify_reports
from dragoman.spans import Span
from dragoman.types import (
    NOT_STATED,
    Actor,
    ActorKind,
    Analysis,
    Attribution,
    Document,
    Field,
    Interval,
    Part,
    Record,
    Report,
    Role,
    Timex,
    Trigger,
    Value,
    ZoneKind,
)

__all__ = ["ground"]

_NEAR = 400
_LEANS_BACK = ("units from an event", "that", "a year before")
"""Rules of times that lean on what was told before them ("two years later"), whatever follows them."""


def ground(document: Document, analysis: Analysis, *, holders: HolderTable | None = None) -> Record:
    """The record of a document. With nothing understood it holds the document and the reason, and no reports.

    `holders` is the table of offices, the shipped one when left out.
    """
    analysis = replace(analysis, mentions=with_states(document, analysis.mentions))
    actors, by_span = resolve_actors(document, analysis.mentions, analysis.attributions)
    names = Names(document, analysis.mentions, {a.actor_id: a for a in actors}, by_span)
    instruments, instrument_at = ground_instruments(
        document,
        analysis.instruments,
        country_of=names.country_at,
        parties_of_meeting=lambda span: parties_around(names, analysis, span),
    )
    occasions = read_timexes(document, analysis, skip=[i.span for i in analysis.instruments])
    found = _first_pass(names, analysis, occasions, instrument_at)
    occasions = _with_deictic(document, occasions, found)
    found = _completed(names, analysis, occasions, found, instrument_at)
    live = with_live_times(document, [report for _, report in found])
    starts = headline_starts([(z.kind, z.span.start) for z in document.zones])
    countries = {a.actor_id: a.country for a in actors if a.country}
    told = [(t, r) for (t, _), r in zip(found, live, strict=True)]
    reports = unify_reports(told, headline_starts=starts, countries=countries)
    reports = with_recurrences(document, analysis.sentences, analysis.recurrences, reports)
    times = _event_times(reports)
    return Record(
        document=document,
        source_chain=analysis.chain,
        actors=identified(
            document,
            (*actors, *_participants_only(actors, reports)),
            countries=(m.country for m in analysis.mentions if m.country),
            holders=holders,
        ),
        reports=reports,
        quotations=build_quotations(names, analysis, _with_deictic(document, occasions, found, times)),
        instruments=instruments,
        topics=_topics(document, analysis),
        wording=tuple(document.evidence(w.span, by=f"wording:{w.about}") for w in analysis.wordings),
        skipped=analysis.skipped,
        places=named_places(document, analysis.mentions, actors=by_span, places=names.places),
        times=_written(occasions),
    )


def _written(occasions: Occasions) -> tuple[Timex, ...]:
    """The times, each with what TimeML writes of it."""
    pairs = zip(occasions.words, occasions.timexes, strict=True)
    return tuple(replace(timex, timex3=timex3s(words, timex)) for words, timex in pairs)


Found = Sequence[tuple[Trigger, Report]]


def _first_pass(names: Names, analysis: Analysis, occasions: Occasions, instrument_at: Mapping[Span, str]) -> Found:
    return _annotated(names, analysis, build_reports(names, analysis, occasions, {}), instrument_at)


def _completed(
    names: Names, analysis: Analysis, occasions: Occasions, found: Found, instrument_at: Mapping[Span, str]
) -> Found:
    """The reports once more, now that the times of the events are known that others lean on."""
    times = _event_times([report for _, report in found])
    return _annotated(names, analysis, build_reports(names, analysis, occasions, times), instrument_at)


def _event_times(reports: Sequence[Report]) -> dict[str, Field[Interval]]:
    """The time of each event noun, where all dated news reports of its mode agree on it; other editions apart."""
    nouns: dict[str, Field[Interval]] = {}
    for mode, entry in lexicon.load("triggers").items():
        told = [r for r in reports if r.mode == mode and r.part == Part.NEWS and not is_another(r)]
        times = [r.time for r in told if isinstance(r.time, Value)]
        if times and len({t.value for t in times}) == 1:
            nouns |= {noun.split()[-1]: times[0] for noun in entry["nouns"]}
    return nouns


def _with_deictic(
    document: Document, occasions: Occasions, found: Found, times: Mapping[str, Field[Interval]] | None = None
) -> Occasions:
    """Times that lean on an event ("on the eve of the meeting"), read again now that the event's time is known."""
    known = times if times is not None else _event_times([report for _, report in found])
    timexes = list(occasions.timexes)
    for index, timex in enumerate(timexes):
        before = timexes[max(0, index - _NEAR) : index] if timex.deictic else ()
        reference = _reference(document, timex, before, known) if timex.deictic else None
        if reference is not None:
            timexes[index] = _leaning(document, occasions, index, reference)
    return replace(occasions, timexes=tuple(timexes))


def _leaning(document: Document, occasions: Occasions, index: int, reference: Interval) -> Timex:
    day = publication_day(document)
    name = f"publication {day.first_day}" if day else ""
    return resolve(
        occasions.words[index],
        text=document.text,
        anchor=day,
        anchor_name=name,
        direction=Direction.NONE,
        reference=reference,
        document_id=document.document_id,
    )


def _reference(
    document: Document, timex: Timex, before: Sequence[Timex], known: Mapping[str, Field[Interval]]
) -> Interval | None:
    """The time that a deictic one leans on: of the event noun that follows it, else the time said last before it."""
    following = document.text[timex.span.start : timex.span.end + 60].lower().replace(",", " ").split()
    for noun in following[:9] if timex.rule not in _LEANS_BACK else ():
        if noun.endswith(("'s", "’s")):
            return None  # "a day before Putin's visit" leans on somebody's own visit, which is not the one known
        found = known.get(noun.strip(".\"“”'"))
        if isinstance(found, Value):
            return found.value
    nearest = [t for t in before if isinstance(t.interval, Value) and timex.span.start - t.span.end < _NEAR]
    last = nearest[-1].interval if nearest else None
    return last.value if isinstance(last, Value) else None


_NAMES_BEFORE = re.compile(r"(?:[A-Z][\w.'’&–-]*\s+(?:(?:of|and|the|for)\s+)?)+$")
_FAR = 80


def _annotated(names: Names, analysis: Analysis, found: Found, instrument_at: Mapping[Span, str]) -> Found:
    """The reports with instruments, attribution, topics and recurrence."""
    said = _said_of(analysis)
    return tuple((t, _annotate(names, analysis, t, r, instrument_at, said.get(t.span, ()))) for t, r in found)


def _said_of(analysis: Analysis) -> dict[Span, list[Attribution]]:
    """The attributions around the words of each trigger, in order."""
    triggers = sorted({t.span for t in analysis.triggers})
    found: dict[Span, list[Attribution]] = {}
    for attribution in analysis.said:
        for span in dict.fromkeys(s for c in attribution.contents for s in _inside(triggers, c)):
            found.setdefault(span, []).append(attribution)
    return found


def _inside(spans: Sequence[Span], outer: Span) -> Iterator[Span]:
    first, last = (bisect_left(spans, at, key=lambda s: s.start) for at in (outer.start, outer.end))
    return (s for s in spans[first:last] if outer.contains(s))


def _annotate(
    names: Names,
    analysis: Analysis,
    trigger: Trigger,
    report: Report,
    instrument_at: Mapping[Span, str],
    said: Sequence[Attribution],
) -> Report:
    document = names.document
    spans = [a.span for a in trigger.arguments if a.role == Role.INSTRUMENT]
    named = _NAMES_BEFORE.search(document.text, max(0, trigger.span.start - _FAR), trigger.span.start)
    start = named.start() if named else trigger.span.start  # "the third African Union-CARICOM summit"
    near = Span(max(0, start - 12), trigger.span.end + 12)
    first = bisect_right(analysis.recurrences, near.start, key=lambda r: r.span.end)
    found = next((r for r in analysis.recurrences[first : first + 1] if r.span.overlaps(near)), None)
    recurs = Value(found.name, (document.evidence(found.span, by="recurrence"),)) if found else None
    return replace(
        report,
        instruments=tuple(dict.fromkeys(instrument_at[s] for s in spans if s in instrument_at)),
        attributed_to=_attributed(names, analysis, report, said),
        recurrence=recurs,
    )


def _attributed(names: Names, analysis: Analysis, report: Report, around: Sequence[Attribution]) -> Field[str]:
    """Who the document says it from: the innermost speaker around the words, else the person of the source line."""
    inner = min(around, key=lambda a: len(a.extent), default=None)
    if inner is not None:
        return speaker_name(names, inner)
    origin = analysis.chain[0] if analysis.chain else None
    if origin is None or report.part == Part.BACKGROUND or origin.evidence.span is None:
        return NOT_STATED
    zone = names.document.zone_at(origin.evidence.span.start)
    credited = zone is not None and zone.kind == ZoneKind.CREDITS and len(analysis.chain) > 1
    return Value(origin.name, (origin.evidence,), "from the source line") if credited else NOT_STATED


def _participants_only(actors: Sequence[Actor], reports: Sequence[Report]) -> tuple[Actor, ...]:
    """Actors for those who take part but are no mention's: the host of "arrived in Moscow", unnamed ministers."""
    known = {a.actor_id for a in actors}
    spans: dict[tuple[str, str], list[Span]] = {}
    for one in (p for r in reports for p in r.participants if p.actor_id not in known and p.evidence.span):
        spans.setdefault((one.actor_id, one.name), []).append(one.evidence.span)  # type: ignore[arg-type]
    return tuple(_actor_of(actor_id, name, tuple(found)) for (actor_id, name), found in spans.items())


def _actor_of(actor_id: str, name: str, mentions: tuple[Span, ...]) -> Actor:
    kind = ActorKind(actor_id.partition(":")[0])
    country = actor_id.rpartition(":")[2] if kind in (ActorKind.COUNTRY, ActorKind.OFFICE) else None
    return Actor(actor_id, kind, name, (), NOT_STATED, country, mentions)


def _topics(document: Document, analysis: Analysis) -> tuple[Value[str], ...]:
    """Each topic once, with all its words."""
    spans: dict[str, list[Span]] = {}
    for topic in analysis.topics:
        spans.setdefault(topic.name, []).append(topic.span)
    return tuple(Value(name, tuple(document.evidence(s, by="topic") for s in found)) for name, found in spans.items())
