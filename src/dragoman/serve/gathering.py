"""The commands on what many documents tell together: `events`, `event`, `series`, `instruments`, `disagreements`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from dragoman.errors import NotFoundError
from dragoman.export.json import merged_to_json
from dragoman.lexicon import load
from dragoman.serve.asking import Most, day_of
from dragoman.serve.casting import KnownOn
from dragoman.serve.keeping import Database
from dragoman.serve.output import Line, Output
from dragoman.serve.progress import Counter
from dragoman.serve.reading import Json
from dragoman.serve.record_view import STATUS_STYLES, styled
from dragoman.serve.words import interval_words, party_words, place_words, plural, shortened, status_words
from dragoman.types import (
    Claim,
    Difference,
    Disagreement,
    Event,
    JudgedBy,
    JudgedField,
    KnownInstrument,
    Series,
    Status,
)

if TYPE_CHECKING:
    from dragoman.merge import Telling
    from dragoman.serve.whole import Whole

__all__ = ["disagreements", "event", "events", "instruments", "only_event", "series", "whole_in"]

_LABEL = 12

StatusOption = Annotated[
    Status | None, typer.Option("--status", metavar="STATUS", help="Only events of this status, such as overdue.")
]
Who = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Who takes part: the beginning of a name, or a country.")
]
Where = Annotated[str | None, typer.Option("--where", metavar="PLACE", help="The beginning of a place's name.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to this day, month or year, all of it.")]
Contested = Annotated[bool, typer.Option("--contested", help="Only those of which documents disagree.")]
Several = Annotated[bool, typer.Option("--several", help="Only those that more than one document tells.")]
Wanted = Annotated[str, typer.Argument(metavar="ID", help="An event; the beginning of its id will do.")]
KindOption = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Such as treaty, programme, plan.")]


def events(
    db: Database = Path("dragoman.db"),
    status: StatusOption = None,
    who: Who = None,
    where: Where = None,
    since: Since = None,
    until: Until = None,
    contested: Contested = False,
    several: Several = False,
    as_known_on: KnownOn = None,
    limit: Most = None,
    as_json: Json = False,
) -> None:
    """List events: reports of one occurrence, together.

    The status is the last that is known; an event whose time has passed without word is overdue. Without
    --as-known-on it is asked as of today.
    """
    output = Output()
    asked = day_of(as_known_on, "--as-known-on", last=True)
    day = asked or date.today()
    first, last = day_of(since, "--since"), day_of(until, "--until", last=True)
    with whole_in(output, db, asked) as whole:
        against = {d.about for d in whole.disagreements if d.kind is Difference.CONTRADICTION}
        known = (replace(one, status=_status(whole, one, day)) for one in whole.events)
        found = (
            one
            for one in known
            if (status is None or one.status is status)
            and (not contested or one.event_id in against)
            and (not several or len(one.document_ids) > 1)
            and _with(one, whole, who)
            and _at(one, where)
            and _between(one, first, last)
        )

        def row(one: Event) -> list[Line]:
            return [_row(one, contested=one.event_id in against)]

        count = output.each(islice(found, limit), row, merged_to_json if as_json else None)
        output.note(plural(count, "event"))


def event(
    wanted: Wanted, db: Database = Path("dragoman.db"), as_known_on: KnownOn = None, as_json: Json = False
) -> None:
    """Show one event: every value with who says it.

    With its history, what is contested, and why its reports are one event.
    """
    output = Output()
    asked = day_of(as_known_on, "--as-known-on", last=True)
    with whole_in(output, db, asked) as whole:
        day = asked or date.today()
        found = only_event(whole, wanted)
        found = replace(found, status=_status(whole, found, day))
        output.each([found], lambda one: _screen(whole, one, day), merged_to_json if as_json else None)


def series(
    db: Database = Path("dragoman.db"),
    who: Who = None,
    as_known_on: KnownOn = None,
    limit: Most = None,
    as_json: Json = False,
) -> None:
    """List recurring mechanisms with their editions.

    With what is next, and where one is missing.
    """
    output = Output()
    asked = day_of(as_known_on, "--as-known-on", last=True)
    with whole_in(output, db, asked) as whole:
        chosen = [s for s in whole.series if who is None or _named(who, s.parties)][:limit]
        count = output.each(
            chosen, lambda one: _series(whole, one, asked or date.today()), merged_to_json if as_json else None
        )
        output.note(plural(count, "series", "series"))


def instruments(
    db: Database = Path("dragoman.db"),
    kind: KindOption = None,
    as_known_on: KnownOn = None,
    limit: Most = None,
    as_json: Json = False,
) -> None:
    """List treaties, programmes, plans and the like.

    Across documents, with their stages by day.
    """
    output = Output()
    known = {row["kind"] for table in ("heads", "named") for row in load("instruments")[table]}
    if kind is not None and kind not in known:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(sorted(known))}", param_hint="--kind")
    asked = day_of(as_known_on, "--as-known-on", last=True)
    with whole_in(output, db, asked) as whole:
        chosen = [i for i in whole.instruments if kind is None or i.kind == kind][:limit]
        count = output.each(chosen, _instrument, merged_to_json if as_json else None)
        output.note(plural(count, "instrument"))


def disagreements(
    db: Database = Path("dragoman.db"), as_known_on: KnownOn = None, limit: Most = None, as_json: Json = False
) -> None:
    """List what documents say that cannot all hold.

    Field by field, with who says what.
    """
    output = Output()
    asked = day_of(as_known_on, "--as-known-on", last=True)
    with whole_in(output, db, asked) as whole:
        chosen = whole.disagreements[:limit]
        count = output.each(chosen, lambda one: _disagreement(whole, one), merged_to_json if as_json else None)
        output.note(plural(count, "disagreement"))


@contextmanager
def whole_in(output: Output, db: Path, day: date | None = None) -> Iterator[Whole]:
    """What all documents tell together, or those published up to a day, which leaves out those without a date.

    Judgements hold on every day. What is left out, and judgements without effect, are counted on standard error.
    """
    from dragoman.serve.whole import whole_of
    from dragoman.store import open_store

    with open_store(db, create=False) as store:
        with Counter(output, "documents") as counter:
            whole = whole_of(store, day=day, steps=counter.counted)
        undated = store.undated() if day else 0
        if undated:
            output.note(f"{plural(undated, 'document')} without a date of publication left out")
        if whole.unmet and day is None:
            output.note(f"{plural(len(whole.unmet), 'judgement')} without effect; see `dragoman judgements`")
        yield whole


def only_event(whole: Whole, wanted: str) -> Event:
    """The event of an id, of the beginning of just one, or of any of its reports.

    An id that an event had before an earlier report came is that of one of its reports, so it finds the event still.
    Raises `NotFoundError`.
    """
    found = whole.called(wanted)
    if len(found) != 1:
        raise NotFoundError("no event" if not found else f"begins {len(found)} events", subject=wanted)
    return found[0]


def _status(whole: Whole, one: Event, day: date) -> Status:
    from dragoman.merge import is_overdue

    return Status.OVERDUE if is_overdue(one, whole.due(one), day) else one.status


def _with(one: Event, whole: Whole, who: str | None) -> bool:
    if who is None:
        return True
    return _named(who, [c.value for c in one.parties]) or any(_begins(who, name) for name in whole.people(one))


def _named(who: str, parties: Iterable[str]) -> bool:
    return any(_begins(who, name) for party in parties for name in (party, party_words(party)))


def _at(one: Event, where: str | None) -> bool:
    return where is None or any(_begins(where, claim.value.name) for claim in one.places)


def _begins(words: str, name: str) -> bool:
    """Whether every word begins a word of a name."""
    parts = name.casefold().replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words.casefold().split())


def _between(one: Event, first: date | None, last: date | None) -> bool:
    """Whether a time of it may lie between two days; an event without a time counts by the day it was told."""
    if first is None and last is None:
        return True
    spans = [(c.value.first_day or date.min, c.value.last_day or date.max) for c in one.times]
    spans = spans or [(h.known_on, h.known_on) for h in one.history if h.known_on]
    return any((last is None or start <= last) and (first is None or end >= first) for start, end in spans)


def _row(one: Event, *, contested: bool) -> Line:
    day = _day(one)
    text = styled(f"{status_words(one.status):<14}", STATUS_STYLES.get(one.status.value, ""))
    text.append_text(styled(one.name, "bold"))
    parts = (
        ", ".join(party_words(c.value) for c in one.parties[:4]),
        " or ".join(place_words(c.value) for c in one.places[:2]),
        plural(len(one.document_ids), "document"),
    )
    text.append_text(styled("".join(f" · {part}" for part in parts if part)))
    text.append_text(styled(" · contested", "yellow") if contested else Text())
    return Line(text + styled(f"  {one.event_id}", "dim"), day)


def _day(one: Event) -> str:
    """The day in a list: the first day that most say, with an open end said so."""
    if not one.times:
        return "undated"
    time = one.times[0].value
    if time.first_day and (time.end is None or time.first_day == time.last_day):
        return str(time.first_day)
    return interval_words(time).split(" ")[0] if time.start else f"by {time.last_day}"


def _screen(whole: Whole, one: Event, day: date) -> Iterator[Line]:
    yield Line(styled(one.name, "bold") + styled(f" · {one.family}  {one.event_id}", "dim"))
    style = STATUS_STYLES.get(one.status.value, "")
    yield Line(styled(status_words(one.status), style) + styled(f"  as known on {day}", "dim"), "status", 2)
    yield from _claims(whole, "when", [(interval_words(c.value), c) for c in one.times])
    yield from _claims(whole, "where", [(place_words(c.value), c) for c in one.places])
    yield from _claims(whole, "who", [(party_words(c.value), c) for c in one.parties])
    yield from _claims(whole, "number", [(str(c.value), c) for c in one.numbers])
    yield from _claims(whole, "why", [(f"“{c.value}”", c) for c in one.whys])
    for row in whole.series_with(one.event_id):
        parties = ", ".join(map(party_words, row.parties))
        yield Line(styled(f"{row.names[0]} · {parties}") + styled(f"  {row.series_id}", "dim"), "series", 2)
    yield from _section("History", [_change(whole, h.report_id) for h in one.history])
    yield from _section("Contested", [line for d in whole.about(one.event_id) for line in _values(whole, d)])
    joins = [
        Line(
            styled(f"{j.one} = {j.other} ({j.score:+.1f}): ")
            + styled(", ".join(f"{c.outcome} {c.weight:+.1f}" for c in j.compared), "dim"),
            depth=4,
        )
        for j in one.joins
    ]
    yield from _section("Why these reports are one event", joins)


def _section(name: str, lines: list[Line]) -> Iterator[Line]:
    if lines:
        yield Line(Text())
        yield Line(styled(name, "bold"), depth=2)
        yield from lines


def _claims(whole: Whole, label: str, claimed: list[tuple[str, Claim]]) -> Iterator[Line]:  # type: ignore[type-arg]
    by_words: dict[str, list[Claim]] = {}  # type: ignore[type-arg]
    for words, claim in claimed:
        by_words.setdefault(words, []).append(claim)
    for number, (words, of) in enumerate(by_words.items()):
        told = [whole.tellings[key] for claim in of for key in claim.report_ids]
        sources = len({t.root or t.origin for t in told})
        counts = f" · {plural(len({t.document_id for t in told}), 'document')}, {plural(sources, 'source')}"
        said = styled(words) + _judged(by for claim in of for by in claim.judged)
        yield Line(said + styled(counts if told else "", "dim"), label if number == 0 else " ", 2)


def _judged(of: Iterable[JudgedBy]) -> Text:
    """Who decided it, in a colour that nothing else has."""
    return styled("".join(f" · {by.words}" for by in of), "magenta")


def _decided(of: Iterable[JudgedBy]) -> Iterator[Line]:
    for by in of:
        yield Line(styled(f"by {by.by} on {by.on} (judgement {by.judgement_id})", "magenta"), "judged", 4)


def _change(whole: Whole, report_id: str) -> Line:
    telling = whole.tellings[report_id]
    report = telling.report
    status = styled(f"{status_words(report.status):<14}", STATUS_STYLES.get(report.status.value, ""))
    words = shortened(report.sentence.exact, to=100)
    said = styled(f"{_teller(telling)} “{words}”")
    by = telling.judged_by(JudgedField.STATUS)
    if by and JudgedField.STATUS in telling.replaced:
        said = styled(f"{by.words}, not by the words of ", "magenta") + said
    elif by:
        said.append_text(_judged([by]))
    said.append_text(styled(f"  {report_id}", "dim"))
    return Line(status + said, str(telling.published or "undated"), 4)


def _teller(telling: Telling) -> str:
    publisher = telling.publisher or telling.document_id
    return publisher if telling.origin == telling.publisher else f"{publisher} (from {telling.origin})"


def _values(whole: Whole, one: Disagreement) -> Iterator[Line]:
    wide = len(one.field) > _LABEL
    if wide:
        yield Line(styled(one.field, "dim"), depth=4)
    for number, claim in enumerate(one.claims):
        tellers = [whole.tellings[k] for k in claim.report_ids]
        who = ", ".join(dict.fromkeys(t.publisher or t.document_id for t in tellers))
        label = one.field if number == 0 and not wide else " "
        told = f" · {who} · {plural(claim.roots, 'source')}" if tellers else ""
        yield Line(styled(claim.value, "yellow") + _judged(claim.judged) + styled(told, "dim"), label, 4)


def _disagreement(whole: Whole, one: Disagreement) -> Iterator[Line]:
    found = whole.by_id.get(one.about)
    name = f"{found.name}, {_day(found)}" if found else _series_name(whole, one.about)
    yield Line(styled(f"{name}: {one.field}", "bold") + styled(f" · {one.kind.value}  {one.about}", "dim"))
    yield from _values(whole, one)


def _series_name(whole: Whole, series_id: str) -> str:
    found = next((s for s in whole.series if s.series_id == series_id), None)
    return f"{found.names[0]}, {', '.join(map(party_words, found.parties))}" if found else series_id


def _series(whole: Whole, one: Series, day: date) -> Iterator[Line]:
    name = f"{one.names[0]} · {', '.join(map(party_words, one.parties))}"
    told = f" · {plural(len(one.editions), 'edition')}" + (f" · one in {one.period} days" if one.period else "")
    yield Line(styled(name, "bold") + styled(told) + styled(f"  {one.series_id}", "dim"))
    if len(one.names) > 1:
        yield Line(styled(", ".join(one.names[1:]), "dim"), "also", 4)
    for claim in one.recurrences:
        yield Line(styled(claim.value) + styled(f" · {plural(claim.roots, 'source')}", "dim"), "said to be", 4)
    for edition in one.editions:
        found = whole.by_id[edition.event_id]
        status = _status(whole, found, day)
        text = styled(f"{status_words(status):<14}", STATUS_STYLES.get(status.value, ""))
        number = f" · number {' or '.join(map(str, edition.numbers))}" if edition.numbers else ""
        where = " or ".join(place_words(c.value) for c in found.places[:2])
        text.append_text(styled(f"{where}{number} · {plural(len(found.document_ids), 'document')}"))
        yield Line(text + styled(f"  {edition.event_id}", "dim"), _day(found), 4)
    for earlier, later in one.gaps:
        days = f"{_day(whole.by_id[earlier])} and {_day(whole.by_id[later])}"
        yield Line(styled(f"none reported between {days}", "yellow"), "gap", 4)
    if one.next:
        when = f"{one.next.first} to {one.next.last}" if one.next.first != one.next.last else str(one.next.first)
        yield Line(styled(when) + styled(f" ({one.next.why})", "dim"), "next", 4)
    yield from _decided(one.judged)


def _instrument(one: KnownInstrument) -> Iterator[Line]:
    period = f" · {interval_words(one.period)}" if one.period else ""
    parties = f" · {', '.join(one.parties)}" if one.parties else ""
    yield Line(
        styled(one.name, "bold")
        + styled(f" · {one.kind}{period}{parties} · {one.stage.value}")
        + styled(f"  {one.instrument_id}", "dim")
    )
    by_stage: dict[str, list[str]] = {}
    for change in one.stages:
        by_stage.setdefault(change.stage.value, []).append(str(change.known_on or "undated"))
    for stage, days in by_stage.items():
        span = days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
        yield Line(styled(f"{span} · {plural(len(days), 'document')}"), stage, 4)
    if one.follows:
        yield Line(styled(one.follows, "dim"), "follows", 4)
    yield from _decided(one.judged)
