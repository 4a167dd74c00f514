"""A document's text with the words of every value marked in it: [Minsk|r1 place].

Brackets nest where words do. Labels say what the words are evidence of: r1, q1 and plan:1 are the ids of a report, a
quotation and an instrument within their document; a label without an id is the document's own. Left out are the
sentence of a report and the stretch that the language was told by, which would hold everything else, and the words of
identities, places and times that no report has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from dragoman.serve.output import Line, printable
from dragoman.serve.record_view import local_id, styled
from dragoman.spans import Span
from dragoman.types import Document, Evidence, Field, Instrument, Quotation, Record, Report, Zone

__all__ = ["Mark", "marked", "marked_lines", "marks_of"]

_STYLES = {"actor": "cyan", "recipient": "cyan", "others": "cyan", "place": "green", "time": "yellow", "status": "red"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words and what they are evidence of. `group` is the thing ("r1", "" for the document), `field` its field."""

    group: str
    field: str
    evidence: Evidence


def marks_of(record: Record) -> Iterator[Mark]:
    """Every evidence of a record, that of sentences and of the language left out."""
    yield from _of_document(record)
    for report in record.reports:
        yield from _of_report(local_id(report.report_id), report)
    for quotation in record.quotations:
        yield from _of_quotation(local_id(quotation.quotation_id), quotation)
    for instrument in record.instruments:
        yield from _of_instrument(local_id(instrument.instrument_id), instrument)


def _all(group: str, field: str, evidence: Iterable[Evidence]) -> Iterator[Mark]:
    return (Mark(group, field, each) for each in evidence)


def _of_document(record: Record) -> Iterator[Mark]:
    document = record.document
    fields: dict[str, Field[Any]] = {"title": document.title, "publisher": document.publisher}
    for name, field in fields.items():
        yield from _all("", name, field.evidence)
    yield from _all("", "published", (dating.evidence for dating in document.datings))
    for author in document.authors:
        yield from _all("", "by", author.evidence)
    yield from _all("", "live", document.live.evidence if document.live else ())
    for link in record.source_chain:
        yield from _all("", "chain", (link.evidence, *((link.cue,) if link.cue else ())))
    for actor in record.actors:
        yield from _all("", "office", actor.office.evidence)
    for topic in record.topics:
        yield from _all("", "topic", topic.evidence)
    yield from _all("", "wording", record.wording)
    yield from _all("", "skipped", record.skipped.evidence if record.skipped else ())


def _of_report(group: str, report: Report) -> Iterator[Mark]:
    for name, side in (("actor", report.actor), ("recipient", report.recipient), ("others", report.others)):
        yield from _all(group, name, (participant.evidence for participant in side))
    yield Mark(group, report.mode, report.trigger)
    yield from _all(group, "status", report.status_evidence)
    fields: dict[str, Field[Any]] = {
        "place": report.place,
        "venue": report.venue,
        "why": report.why,
        "time": report.time,
        "said by": report.attributed_to,
    }
    for name, field in fields.items():
        yield from _all(group, name, field.evidence)
    for topic in report.topics:
        yield from _all(group, "topic", topic.evidence)
    yield from _all(group, "recurs", report.recurrence.evidence if report.recurrence else ())
    yield from _all(group, "again", report.also_at)


def _of_quotation(group: str, quotation: Quotation) -> Iterator[Mark]:
    yield from _all(group, "speaker", quotation.speaker.evidence)
    yield from _all(group, "said", quotation.contents)
    yield from _all(group, "cue", (quotation.cue,) if quotation.cue else ())
    yield from _all(group, "when", quotation.said.evidence)


def _of_instrument(group: str, instrument: Instrument) -> Iterator[Mark]:
    yield from _all(group, instrument.kind, instrument.evidence)
    fields: dict[str, Field[Any]] = {
        "title": instrument.title,
        "parties": instrument.parties,
        "period": instrument.period,
    }
    for name, field in fields.items():
        yield from _all(group, name, field.evidence)
    yield from _all(group, "stage", instrument.stage_evidence)


def marked_lines(record: Record) -> Iterator[Line]:
    """The text, zone by zone, with its marks; then the values whose words stand in the page's metadata."""
    document = record.document
    labels = _labels(marks_of(record))
    yield Line(Text())
    yield Line(styled("Text", "bold"), depth=2)
    for zone in document.zones:
        yield from _zone_lines(document, zone, labels)
    beside = dict.fromkeys((m.group, m.field, m.evidence) for m in marks_of(record) if m.evidence.span is None)
    for group, field, evidence in beside:
        words = styled(f"“{evidence.exact}”") + styled(f" in {evidence.by}", "dim")
        yield Line(words, f"{group} {field}".strip(), 4)


def _zone_lines(document: Document, zone: Zone, labels: Sequence[tuple[Span, str]]) -> Iterator[Line]:
    inside = [(_cut(span, zone.span), label) for span, label in labels if span.overlaps(zone.span)]
    text = marked(document.text, zone.span, inside)
    for number, paragraph in enumerate(text.split("\n", allow_blank=True)):
        if paragraph.plain.strip():
            yield Line(paragraph, zone.kind.value if number == 0 else " ", 4)


def _cut(span: Span, to: Span) -> Span:
    return Span(max(span.start, to.start), min(span.end, to.end))


def _labels(marks: Iterable[Mark]) -> list[tuple[Span, str]]:
    """Each span once, with all that it is evidence of: "r1 actor, r2 actor"; outer spans before inner ones."""
    found: dict[Span, list[str]] = {}
    for mark in marks:
        if mark.evidence.span is not None:
            found.setdefault(mark.evidence.span, []).append(f"{mark.group} {mark.field}".strip())
    labels = [(span, ", ".join(dict.fromkeys(names))) for span, names in found.items()]
    return sorted(labels, key=lambda each: (each[0].start, -each[0].end))


def marked(text: str, within: Span, labels: Sequence[tuple[Span, str]]) -> Text:
    """A stretch of text with brackets around the labelled spans, which lie in it, outer ones first.

    A span that begins inside another and ends after it is cut in two, so that brackets always nest.
    """
    out, at = Text(), within.start
    open_: list[tuple[int, str]] = []
    for span, label in _nested(labels):
        at = _close(out, text, at, open_, before=span.start)
        out.append_text(styled(text[at : span.start], _style(open_)))
        out.append("[", "dim")
        open_.append((span.end, label))
        at = span.start
    at = _close(out, text, at, open_, before=within.end)
    out.append_text(styled(text[at : within.end]))
    return out


def _close(out: Text, text: str, at: int, open_: list[tuple[int, str]], *, before: int) -> int:
    """Write what comes before a place, closing the brackets that end there."""
    while open_ and open_[-1][0] <= before:
        end, label = open_[-1]
        out.append_text(styled(text[at:end], _style(open_)))
        out.append(f"|{printable(label)}]", "dim")
        open_.pop()
        at = end
    return at


def _nested(labels: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The labels with those that cross an earlier one cut at its end."""
    todo, kept = sorted(labels, key=_outer_first), []
    ends: list[int] = []
    while todo:
        span, label = todo.pop(0)
        while ends and ends[-1] <= span.start:
            ends.pop()
        if ends and span.end > ends[-1]:
            todo = sorted([*todo, (Span(ends[-1], span.end), label)], key=_outer_first)
            span = Span(span.start, ends[-1])
        ends.append(span.end)
        kept.append((span, label))
    return kept


def _outer_first(label: tuple[Span, str]) -> tuple[int, int]:
    return (label[0].start, -label[0].end)


def _style(open_: Sequence[tuple[int, str]]) -> str:
    """The style of the innermost bracket's first label."""
    if not open_:
        return ""
    field = open_[-1][1].split(",")[0].split(" ", 1)[-1]
    return f"bold {_STYLES.get(field, '')}".strip()
