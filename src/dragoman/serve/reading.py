"""The commands that store nothing: `read`, `demo`, `schema`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

import typer

from dragoman.errors import DragomanError, FormatError
from dragoman.export.json import record_schema, record_to_json
from dragoman.serve.output import Line, Output
from dragoman.serve.progress import Bar
from dragoman.serve.words import plural
from dragoman.types import Page, Record

__all__ = ["Tally", "demo", "mapping_of", "read", "records_of_pages", "schema"]

Names = Annotated[list[str], typer.Argument(metavar="PATH|URL|-...", help="Files, folders, URLs; - for standard input.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line for each document (see `dragoman schema`).")]
Evidence = Annotated[bool, typer.Option("--evidence", help="Show the text, with the words of every value marked in it.")]
Mapping_ = Annotated[
    list[str] | None,
    typer.Option("--mapping", metavar="OURS=THEIRS", help="Where a field stands in JSON: text=data.body. Repeatable."),
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Stop after N documents.")]
MaxBytes = Annotated[int, typer.Option("--max-bytes", min=1, metavar="N", help="Largest file, response or NDJSON line.")]
MaxText = Annotated[int, typer.Option("--max-text", min=1, metavar="N", help="Longest text, in characters.")]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, metavar="S", help="Longest wait for one URL.")]


@dataclass(slots=True)
class Tally:
    """What a run did so far."""

    documents: int = 0
    reports: int = 0
    failed: int = 0

    def words(self) -> str:
        """The summary: "39 documents, 212 reports, 1 not read"."""
        failed = f", {self.failed:,} not read" if self.failed else ""
        return f"{plural(self.documents, 'document')}, {plural(self.reports, 'report')}{failed}"
