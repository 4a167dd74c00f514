"""The commands that store nothing: `read`, `demo`, `schema`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dragoman.errors import DragomanError, FormatError, ReadError
from dragoman.export.json import Kind, record_to_json, schema_of
from dragoman.serve.output import Line, Output
from dragoman.serve.progress import Bar
from dragoman.serve.record_view import record_lines, styled
from dragoman.serve.words import plural
from dragoman.types import Page, Record, value_of

__all__ = ["Tally", "demo", "outcomes", "pages_of", "read", "schema", "screen"]

Names = Annotated[list[str], typer.Argument(metavar="PATH|URL|-...", help="Files, folders, URLs; - is standard input.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON, one object a line (see `dragoman schema`).")]
Evidence = Annotated[bool, typer.Option("--evidence", help="Show the text with the words of every value marked in it.")]
Zones = Annotated[bool, typer.Option("--zones", help="List every zone of the text, with the rule that found it.")]
Mapped = Annotated[
    list[str] | None,
    typer.Option("--mapping", metavar="OURS=THEIRS", help="Where JSON has a field: text=data.body. Repeatable."),
]
Background = Annotated[bool, typer.Option("--background", help="Also what the articles tell as background.")]
OfKind = Annotated[Kind, typer.Option("--of", metavar="KIND", help="record, report, actor, place, event, series...")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Stop after N documents.")]
MaxBytes = Annotated[int, typer.Option("--max-bytes", min=1, metavar="N", help="Largest file, response, NDJSON line.")]
MaxText = Annotated[int, typer.Option("--max-text", min=1, metavar="N", help="Longest text, in characters.")]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, metavar="S", help="Longest wait for one URL.")]

Holders = Annotated[
    Path | None,
    typer.Option("--holders", envvar="DRAGOMAN_HOLDERS", metavar="FILE", help="Office holders by `dragoman update`."),
]

Outcome = tuple[Page, Record] | DragomanError


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    documents: int = 0
    reports: int = 0
    failed: int = 0

    def add(self, record: Record) -> None:
        """Count a document that was read."""
        self.documents += 1
        self.reports += len(record.reports)

    def words(self) -> str:
        """The summary: "39 documents, 212 reports, 1 not read"."""
        failed = f", {self.failed:,} not read" if self.failed else ""
        return f"{plural(self.documents, 'document')}, {plural(self.reports, 'report')}{failed}"


def read(
    names: Names,
    as_json: Json = False,
    evidence: Evidence = False,
    zones: Zones = False,
    mapping: Mapped = None,
    limit: Limit = None,
    max_bytes: MaxBytes = 20_000_000,
    max_text: MaxText = 400_000,
    seconds: Seconds = 30.0,
    holders: Holders = None,
) -> None:
    """Print the record of each document.

    The words that a value was taken from stand behind it, unless they are the value. Stores nothing.
    """
    output = Output()
    pages = pages_of(names, mapping=mapping, max_bytes=max_bytes, max_text=max_text, seconds=seconds)
    tally = Tally()
    for record in _told(output, names, islice(pages, limit), tally, holders):
        if as_json:
            output.raw(record_to_json(record) + "\n")
        else:
            first = [] if tally.documents == 1 else [Line(Text()), Line(Text())]
            output.lines([*first, *screen(record, evidence=evidence, zones=zones)])
    output.note(tally.words())
    raise typer.Exit(1 if tally.failed else 0)


def demo(as_json: Json = False, background: Background = False) -> None:
    """Print what the demonstration coverage says, by date.

    Forty articles of invented publishers on real events. Stores nothing.
    """
    from dragoman.demo import folder
    from dragoman.serve.chronology import chronology_lines, entries_of

    output, tally = Output(), Tally()
    names = [str(folder())]
    records = list(_told(output, names, pages_of(names), tally))
    if as_json:
        output.raw("".join(record_to_json(record) + "\n" for record in records))
    else:
        output.lines(_introduction(records))
        output.lines(chronology_lines(entries_of(records, background=background)))
        output.lines(_what_next(folder()))
    output.note(tally.words())
    raise typer.Exit(1 if tally.failed else 0)


def schema(of: OfKind = Kind.RECORD) -> None:
    """Print the JSON Schema of what --json writes.

    Of a record, as `read` and `show` write it; or with --of of another kind, as the command of that name does.
    """
    Output().raw(json.dumps(schema_of(of), indent=2, ensure_ascii=False) + "\n")


def screen(record: Record, *, evidence: bool = False, zones: bool = False) -> Iterator[Line]:
    """The lines of one record."""
    from dragoman.serve.marked import marked_lines

    yield from record_lines(record, all_zones=zones)
    if evidence:
        yield from marked_lines(record)


def pages_of(
    names: Iterable[str],
    *,
    mapping: Iterable[str] | None = None,
    max_bytes: int = 20_000_000,
    max_text: int = 400_000,
    seconds: float = 30.0,
) -> Iterator[Page | ReadError]:
    """The pages behind names of the command line. A mapping that cannot be is an error of usage."""
    from dragoman.read import Bounds, read_pages

    bounds = Bounds(max_bytes=max_bytes, max_text=max_text, seconds=seconds)
    try:
        return read_pages(names, mapping=_pairs(mapping or ()), bounds=bounds, stdin=sys.stdin.buffer)
    except FormatError as error:
        raise typer.BadParameter(error.message, param_hint="--mapping") from error


def _pairs(mapping: Iterable[str]) -> Mapping[str, str]:
    pairs = {}
    for pair in mapping:
        ours, equals, theirs = pair.partition("=")
        if not (ours and equals and theirs):
            raise typer.BadParameter(f"{pair!r} is not OURS=THEIRS, such as text=data.body", param_hint="--mapping")
        pairs[ours.strip()] = theirs.strip()
    return pairs


def outcomes(pages: Iterable[Page | ReadError], *, holders: Path | None = None) -> Iterator[Outcome]:
    """Each page with its record, or the error in its place; `holders` is a file that `update` wrote."""
    from dragoman.pipeline import safe_record_of
    from dragoman.serve.update import table_with

    table = table_with(holders) if holders else None

    for page in pages:
        if isinstance(page, ReadError):
            yield page
            continue
        named = replace(page, name=page.name.encode("utf-8", "backslashreplace").decode())
        record = safe_record_of(named, holders=table)
        yield record if isinstance(record, DragomanError) else (named, record)


def _told(
    output: Output,
    names: list[str],
    pages: Iterable[Page | ReadError],
    tally: Tally,
    holders: Path | None = None,
) -> Iterator[Record]:
    """The records, counted; errors go to standard error and the run goes on."""
    try:
        with Bar(output, names) as bar:
            for outcome in outcomes(pages, holders=holders):
                with bar.aside():
                    if isinstance(outcome, DragomanError):
                        tally.failed += 1
                        output.note(f"dragoman: {outcome}")
                        bar.step(outcome.subject)
                        continue
                    _, record = outcome
                    tally.add(record)
                    yield record
                bar.step(record.document.name)
    except KeyboardInterrupt:
        output.note(f"interrupted after {tally.words()}")
        raise


def _introduction(records: list[Record]) -> Iterator[Line]:
    publishers = {value_of(record.document.publisher) for record in records} - {None}
    yield Line(styled("The joint meetings of the boards of the foreign ministries of Belarus and Russia", "bold"))
    words = (
        f"{plural(len(records), 'article')} by {plural(len(publishers), 'publisher')}. The publishers and all sentences"
        " are invented, the events are not, and some articles are wrong on purpose: what they say stands side by side."
    )
    yield Line(styled(words, "dim"))


def _what_next(coverage: Path) -> Iterator[Line]:
    here = Path(os.path.relpath(coverage)) if coverage.is_relative_to(Path.cwd()) else coverage
    yield Line(Text())
    yield Line(styled("Next", "bold"))
    for command, what in (
        (f"dragoman read --evidence {here / '15-podil-visit-cancelled.html'}", "one article, its words marked"),
        (f"dragoman ingest {here}", "keep all of it in ./dragoman.db"),
        (
            "dragoman reports --who lavrov --since 2022-11 --until 2023-01",
            "who says what of whom, with the ids to show",
        ),
        ("dragoman read PATH|URL", "your own"),
    ):
        yield Line(styled(command))
        yield Line(styled(what, "dim"), depth=4)
