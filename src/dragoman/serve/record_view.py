"""The screen of one record: what the document is, who says it, and each value with its words or the reason why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any, TypeVar

from rich.text import Text

from dragoman.serve.output import Line, printable
from dragoman.serve.words import (
    interval_words,
    place_words,
    reason_words,
    shortened,
    status_words,
    title_of,
)
from dragoman.types import (
    BY_TABLE,
    Absent,
    Actor,
    ActorKind,
    Document,
    Evidence,
    Field,
    Instrument,
    Interval,
    NamedPlace,
    Participant,
    Quotation,
    Reason,
    Record,
    Report,
    Value,
    value_of,
)

__all__ = ["STATUS_STYLES", "evidence_words", "local_id", "record_lines", "styled"]

T = TypeVar("T")

STATUS_STYLES = {
    "proposed": "cyan",
    "announced": "cyan",
    "confirmed": "blue",
    "under way": "magenta",
    "occurred": "green",
    "postponed": "yellow",
    "rescheduled": "yellow",
    "cancelled": "red",
    "denied": "red",
    "refused": "red",
    "overdue": "bold yellow",
}
_LONGEST, _SHOWN = 72, 3


def record_lines(record: Record, *, all_zones: bool = False) -> Iterator[Line]:
    """All lines of a record, without a last empty one."""
    yield from _head(record, all_zones)
    if record.skipped:
        yield Line(styled(f"not read: {reason_words(record.skipped)}", "yellow"), depth=2)
    yield from _section("Reports", [_report(record, report) for report in record.reports])
    yield from _section("Quotations", [_quotation(quotation) for quotation in record.quotations])
    yield from _section("Instruments", [_instrument(instrument) for instrument in record.instruments])
    yield from _section("Actors", [_actor(a) for a in record.actors if a.kind == ActorKind.PERSON])
    yield from _section("Places", [_place(place) for place in record.places])
    yield from _rest(record)


def local_id(whole: str) -> str:
    """An id as it is called within its document: "r3", "q1", "plan:1"."""
    return whole.removeprefix("instrument:").rpartition("-")[2]


def styled(words: str, style: str = "") -> Text:
    """Words as they are: no markup in them counts, no control character gets through."""
    return Text(printable(words), style)


def evidence_words(evidence: Sequence[Evidence], *, but: str = "") -> Text:
    """The words behind a value in quotation marks, the first three; nothing where they only repeat the value."""
    kept = list(dict.fromkeys(_quoted(e) for e in evidence if e.exact.casefold() != but.casefold()))
    more = f" +{len(kept) - _SHOWN}" if len(kept) > _SHOWN else ""
    return styled(f" {', '.join(kept[:_SHOWN])}{more}" if kept else "", "dim")


def _quoted(evidence: Evidence) -> str:
    where = f" in {evidence.by}" if evidence.span is None else ""
    return f"“{shortened(evidence.exact, to=_LONGEST)}”{where}"


def _value(words: str, evidence: Sequence[Evidence], note: str = "") -> Text:
    text = styled(words) + evidence_words(evidence, but=words)
    return text + styled(f" ({note})", "dim") if note else text


def _field(words: str, field: Field[T]) -> Text:
    """A field whose value is in these words, or its reason."""
    if isinstance(field, Absent):
        return styled(f"none: {reason_words(field)}", "yellow") + evidence_words(field.evidence)
    return _value(words, field.evidence, field.note)


def _head(record: Record, all_zones: bool) -> Iterator[Line]:
    document = record.document
    title = value_of(document.title)
    yield Line(styled(title or "(no title)", "bold"))
    yield Line(styled(PurePath(document.name).name if "://" not in document.name else document.name), "document", 2)
    yield Line(_field(value_of(document.publisher) or "", document.publisher), "publisher", 2)
    yield Line(_published(document), "published", 2)
    yield Line(_language(document), "language", 2)
    for author in document.authors:
        yield Line(_value(author.value, author.evidence, author.note), "by", 2)
    if document.live:
        yield Line(_value("yes", document.live.evidence), "live", 2)
    yield Line(_chain(record), "who says it", 2)
    yield from _zones(document, all_zones)


def _published(document: Document) -> Text:
    if isinstance(document.published, Absent):
        return _field("", document.published)
    zone = "" if document.published.value.zone else ", no zone given"
    words = interval_words(document.published.value)
    return styled(words + zone) + evidence_words(document.published.evidence, but=words)


def _language(document: Document) -> Text:
    """Without its words, which are half the text."""
    if isinstance(document.language, Absent):
        return _field("", document.language)
    return styled(document.language.value) + styled(f" ({document.language.note})", "dim")


def _chain(record: Record) -> Text:
    if not record.source_chain:
        return styled("none: not stated", "yellow")
    text = Text()
    for number, link in enumerate(record.source_chain):
        text.append_text(styled(" -> " if number else "", "dim") + styled(link.name))
    return text


def _zones(document: Document, all_zones: bool) -> Iterator[Line]:
    counts = Counter(zone.kind.value for zone in document.zones)
    yield Line(styled(", ".join(f"{count} {kind}" for kind, count in counts.items())), "zones", 2)
    if not all_zones:
        return
    for zone in document.zones:
        words = shortened(zone.span.of(document.text), to=_LONGEST)
        place = f"{zone.span.start}..{zone.span.end}"
        yield Line(styled(f"{place:<12}{words}") + styled(f" ({zone.by})", "dim"), zone.kind.value, 4)


def _section(name: str, parts: Sequence[Sequence[Line]]) -> Iterator[Line]:
    if not parts:
        return
    yield Line(Text())
    yield Line(styled(f"{name} ({len(parts)})", "bold"), depth=2)
    for part in parts:
        yield from part


def _report(record: Record, report: Report) -> list[Line]:
    head = styled(f"{status_words(report.status):<14}", STATUS_STYLES.get(report.status.value, ""))
    head.append_text(styled(report.mode, "bold") + styled(f" ({report.type}), {report.part.value}"))
    head.append_text(styled(f"  {local_id(report.report_id)}", "dim"))
    lines = [Line(head, depth=4)]
    sides = (("actor", report.actor), ("recipient", report.recipient), ("others", report.others))
    lines += [Line(_participants(side), label, 6) for label, side in sides if side]
    if isinstance(report.time, Value):
        lines.append(Line(_field(interval_words(report.time.value), report.time), "time", 6))
    if isinstance(report.place, Value):
        lines.append(Line(_field(place_words(report.place.value), report.place), "place", 6))
    if isinstance(report.venue, Value):
        lines.append(Line(_field(report.venue.value, report.venue), "venue", 6))
    if isinstance(report.why, Value):
        lines.append(Line(_field(report.why.value, report.why), "why", 6))
    titles = {i.instrument_id: title_of(i) for i in record.instruments}
    lines += [Line(styled(titles.get(i, i)), "instrument", 6) for i in report.instruments]
    lines += [Line(_value(t.value, t.evidence, t.note), "topic", 6) for t in report.topics]
    if report.recurrence:
        lines.append(Line(_value(report.recurrence.value, report.recurrence.evidence), "recurs", 6))
    if isinstance(report.attributed_to, Value):
        lines.append(Line(_field(report.attributed_to.value, report.attributed_to), "said by", 6))
    return [*lines, Line(_words(report), "words", 6), *_without(report)]


def _participants(side: Sequence[Participant]) -> Text:
    text = Text()
    for number, participant in enumerate(side):
        text.append("; " if number else "")
        text.append_text(_value(participant.name, (participant.evidence,)))
    return text


def _words(report: Report) -> Text:
    """The words of the event, of its status where they are others, and where it is told again."""
    text = styled(_quoted(report.trigger))
    others = [e for e in report.status_evidence if e.exact != report.trigger.exact]
    for label, evidence in (("status by", others), ("again", report.also_at)):
        if evidence:
            text.append_text(styled(f"; {label}", "dim") + evidence_words(evidence))
    return text


def _without(report: Report) -> list[Line]:
    """The fields that have no value, each with its reason; the usual reason is said once for all."""
    fields: dict[str, Field[Any]] = {"place": report.place, "time": report.time, "said by": report.attributed_to}
    absent = {name: field for name, field in fields.items() if isinstance(field, Absent)}
    plain = [n for n, f in absent.items() if f.reason == Reason.NOT_STATED and not (f.detail or f.evidence)]
    empty = [] if report.actor else ["actor"]
    lines = [Line(_field("", f), n, 6) for n, f in absent.items() if n not in plain]
    if empty or plain:
        lines.append(Line(styled(", ".join(empty + plain), "dim"), "not stated", 6))
    return lines


def _quotation(quotation: Quotation) -> list[Line]:
    head = _field(value_of(quotation.speaker) or "", quotation.speaker)
    head.append_text(styled(f" · {quotation.direct.value}"))
    if quotation.cue:
        head.append_text(styled(f", {_quoted(quotation.cue)}", "dim"))
    if isinstance(quotation.said, Value):
        head.append_text(styled(f" · {interval_words(quotation.said.value)}") + _said(quotation.said))
    if quotation.through:
        head.append_text(styled(f" · through {' -> '.join(quotation.through)}"))
    head.append_text(styled(f"  {local_id(quotation.quotation_id)}", "dim"))
    contents = [Line(styled(" ".join(c.exact.split())), depth=6) for c in quotation.contents]
    return [Line(head, depth=4), *contents]


def _said(said: Value[Interval]) -> Text:
    return evidence_words(said.evidence) + styled(f" ({said.note})" if said.note else "", "dim")


def _instrument(instrument: Instrument) -> list[Line]:
    name = title_of(instrument)
    head = styled(instrument.kind, "bold") + styled(f" · {name}" if name != instrument.kind else "")
    head.append_text(styled(f"  {local_id(instrument.instrument_id)}", "dim"))
    lines = [Line(head, depth=4)]
    stage = styled(instrument.stage.value) + evidence_words(instrument.stage_evidence)
    lines.append(Line(stage, "stage", 6))
    if isinstance(instrument.period, Value):
        lines.append(Line(_field(interval_words(instrument.period.value), instrument.period), "period", 6))
    if isinstance(instrument.parties, Value):
        lines.append(Line(_field(", ".join(instrument.parties.value), instrument.parties), "parties", 6))
    words = evidence_words(instrument.evidence, but=name)
    return [*lines, Line(words[1:], "words", 6)] if words.plain else lines


def _actor(actor: Actor) -> list[Line]:
    text = styled(actor.name)
    if actor.also:
        text.append_text(styled(f" (also {', '.join(actor.also)})", "dim"))
    if isinstance(actor.office, Value):
        said = [e for e in actor.office.evidence if e.by != BY_TABLE]
        note = "" if said else actor.office.note
        text.append_text(styled(" · ") + _value(actor.office.value.words, said, note))
    identity = value_of(actor.identity)
    text.append_text(styled(f"  {identity.identity_id}" if identity else "  not in the tables", "dim"))
    return [Line(text, depth=4)]


def _place(named: NamedPlace) -> list[Line]:
    text = _field(place_words(named.place.value) if isinstance(named.place, Value) else "", _without_words(named.place))
    if isinstance(named.place, Absent):
        return [Line(styled(f"{named.name} · ") + text, depth=4)]
    also = f" (as {named.name})" if named.name != named.place.value.name else ""
    text.append_text(styled(f"{also} · {named.place.value.kind}"))
    return [Line(text + styled(f"  {named.place.value.source_id}", "dim"), depth=4)]


def _without_words(field: Field[T]) -> Field[T]:
    """A field without its words, which are its name again."""
    return replace(field, evidence=())


def _rest(record: Record) -> Iterator[Line]:
    if not (record.topics or record.wording):
        return
    yield Line(Text())
    if record.topics:
        yield Line(styled(", ".join(topic.value for topic in record.topics)), "topics", 2)
    for evidence in record.wording:
        why = styled(f" ({evidence.by.partition(':')[2] or evidence.by})", "dim")
        yield Line(styled(_quoted(evidence)) + why, "wording", 2)
