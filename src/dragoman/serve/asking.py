"""The commands that ask a database: `reports`, `show`, `search`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from dragoman import lexicon
from dragoman.errors import NotFoundError
from dragoman.export.json import ReportLine, record_to_json, report_to_json
from dragoman.serve.keeping import Database
from dragoman.serve.naming import command_for
from dragoman.serve.output import Line, Output, printable
from dragoman.serve.reading import Evidence, Json, screen
from dragoman.serve.record_view import STATUS_STYLES, styled
from dragoman.serve.words import between, interval_words, place_words, plural, status_words
from dragoman.types import (
    Instrument,
    JudgedField,
    Judgement,
    Part,
    Quotation,
    Record,
    Report,
    Status,
    Value,
    value_of,
)

if TYPE_CHECKING:
    from dragoman.store import Found, Header, Passage

__all__ = ["Most", "day_of", "reports", "search", "show"]

StatusOption = Annotated[Status | None, typer.Option("--status", metavar="STATUS", help="Only reports of this status.")]
Who = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Who takes part: the beginning of a name, in any spelling.")
]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="A type of the ontology, such as CONSULT.")]
Mode = Annotated[str | None, typer.Option("--mode", metavar="MODE", help="A mode of the ontology, such as visit.")]
Where = Annotated[str | None, typer.Option("--where", metavar="PLACE", help="A place, or a country by name or code.")]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="From this day on: 2023-01-19, 2023-01 or 2023.")
]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to this day, month or year, all of it.")]
PartOption = Annotated[Part | None, typer.Option("--part", metavar="PART", help="Only news, or only background.")]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Who published it: the beginning of a name.")
]
Most = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="The first N.")]
Passages = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="The best N.")]


def reports(
    db: Database = Path("dragoman.db"),
    status: StatusOption = None,
    who: Who = None,
    type_: Type = None,
    mode: Mode = None,
    where: Where = None,
    since: Since = None,
    until: Until = None,
    part: PartOption = None,
    publisher: Publisher = None,
    limit: Most = None,
    as_json: Json = False,
) -> None:
    """List reports by time, with who says so.

    Each ends with the id to `show`. For --since and --until a report without a time counts by its publication.
    """
    from dragoman.store import open_store

    output, count = Output(), 0
    type_, mode = _known("types", type_ and type_.upper(), "--type"), _known("modes", mode and mode.lower(), "--mode")
    first, last = day_of(since, "--since"), day_of(until, "--until", last=True)
    with open_store(db, create=False) as store:
        found = store.reports(
            status=status.value if status else None,
            who=who,
            type=type_,
            mode=mode,
            where=where,
            since=first,
            until=last,
            part=part.value if part else None,
            publisher=publisher,
            limit=limit,
        )
        for report, header in found:
            count += 1
            if as_json:
                output.raw(report_to_json(_line(report, header)) + "\n")
            else:
                output.lines([_row(report, header)])
    output.note(plural(count, "report"))


def show(
    wanted: Annotated[
        str, typer.Argument(metavar="ID", help="A document, report, quotation or instrument; the beginning will do.")
    ],
    db: Database = Path("dragoman.db"),
    as_json: Json = False,
    evidence: Evidence = False,
) -> None:
    """Show a document, report, quotation or instrument.

    With --json the record of its document is printed, as it was read. The id of an instrument is
    DOCUMENT/instrument:plan:1. A speaker that a person judged is shown as that person's.
    """
    from dragoman.store import open_store

    output = Output()
    with open_store(db, create=False) as store:
        try:
            found = store.find(wanted)
        except NotFoundError as error:
            elsewhere = command_for(wanted)
            raise NotFoundError(
                f"{error.message}; {elsewhere}" if elsewhere else error.message, subject=wanted
            ) from None
        judged = _with_speakers(found, store.judgements())
    if as_json:
        output.raw(record_to_json(found.record) + "\n")
    else:
        output.lines(_screen_of(judged, evidence))


def _with_speakers(found: Found, judgements: Iterable[Judgement]) -> Found:
    """What was found, with the speakers that a person gave: nothing is gathered from quotations that would show it."""
    from dragoman.merge import judged_records

    document_id = found.record.document.document_id
    edited = judged_records(judgements, {document_id: found.record}.get, frozenset({JudgedField.SPEAKER}))
    record = edited.records.get(document_id, found.record)
    if isinstance(found.value, Quotation):
        return replace(
            found, record=record, value=next(q for q in record.quotations if q.quotation_id == found.found_id)
        )
    return replace(found, record=record)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All of them must stand in the document.")],
    db: Database = Path("dragoman.db"),
    limit: Passages = 20,
) -> None:
    """Search the text, the best passages first."""
    from dragoman.store import open_store

    output, count = Output(), 0
    with open_store(db, create=False) as store:
        for passage in store.search(" ".join(words), limit=limit):
            count += 1
            output.lines(_passage(passage))
    output.note(plural(count, "passage"))


def _known(table: str, name: str | None, option: str) -> str | None:
    known = lexicon.load("ontology")[table]
    if name is not None and name not in known:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(known)}", param_hint=option)
    return name


def day_of(words: str | None, option: str, *, last: bool = False) -> date | None:
    """The first or the last day of a day, month or year."""
    if words is None:
        return None
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", words.strip())
    try:
        if found is None:
            raise ValueError("not a date")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except ValueError as error:
        message = f"{words!r} is no day, month or year such as 2023-01-19, 2023-01 or 2023"
        raise typer.BadParameter(message, param_hint=option) from error


def _line(report: Report, header: Header) -> ReportLine:
    return ReportLine(
        document_id=header.document_id,
        locator=header.locator,
        title=header.title,
        publisher=header.publisher,
        published=header.published,
        language=header.language,
        report=report,
    )


def _row(report: Report, header: Header) -> Line:
    """One report on one line: day, status, what, who, where, by whom, id."""
    time = value_of(report.time)
    day = str(time.first_day or time.last_day) if time else "undated"
    text = styled(f"{status_words(report.status):<14}", STATUS_STYLES.get(report.status.value, ""))
    text.append_text(styled(report.mode, "bold"))
    when = interval_words(time) if time else day
    place = value_of(report.place)
    said = report.attributed_to.value if isinstance(report.attributed_to, Value) else ""
    tellers = (header.publisher or header.name) + (f" ({said})" if said else "")
    parts = (
        between(report.actor, report.recipient, report.others),
        place_words(place) if place else "",
        when if when != day else "",
        "background" if report.part == Part.BACKGROUND else "",
        tellers,
    )
    text.append_text(styled("".join(f" · {part}" for part in parts if part)))
    text.append_text(styled(f"  {report.report_id}", "dim"))
    return Line(text, day)


def _screen_of(found: Found, evidence: bool) -> Iterator[Line]:
    """The whole screen of a document; of a part of one, that part under the head of its document."""
    yield from screen(_only(found), evidence=evidence)


def _only(found: Found) -> Record:
    record = found.record
    match found.value:
        case Report() as report:
            held = tuple(i for i in record.instruments if i.instrument_id in report.instruments)
            return replace(record, reports=(report,), quotations=(), instruments=held, topics=(), wording=())
        case Quotation() as quotation:
            return replace(record, reports=(), quotations=(quotation,), instruments=(), topics=(), wording=())
        case Instrument() as instrument:
            named = tuple(r for r in record.reports if instrument.instrument_id in r.instruments)
            return replace(record, reports=named, quotations=(), instruments=(instrument,), topics=(), wording=())
    return record


def _passage(passage: Passage) -> Iterator[Line]:
    header = passage.header
    published = value_of(header.published)
    head = styled(header.title or header.name, "bold")
    when = interval_words(published) if published else "undated"
    head.append_text(styled(f" · {header.publisher or 'publisher not stated'} · {when}  {header.document_id}", "dim"))
    text = Text(printable(passage.text))
    for span in passage.words:
        text.stylize("bold green", span.start - passage.span.start, span.end - passage.span.start)
    yield Line(head)
    for paragraph in text.split("\n"):
        if paragraph.plain.strip():
            yield Line(paragraph, depth=4)
