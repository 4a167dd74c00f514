"""The commands that write and check a database: `ingest`, `verify`."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import DragomanError, StoreError
from dragoman.serve.output import Line, Output
from dragoman.serve.progress import Bar
from dragoman.serve.reading import Limit, Mapped, MaxBytes, MaxText, Names, Outcome, Seconds, outcomes, pages_of
from dragoman.serve.record_view import styled
from dragoman.serve.words import plural
from dragoman.types import Page, Record

if TYPE_CHECKING:
    from dragoman.store import Run, Store

__all__ = ["Database", "ingest", "locator_of", "verify"]

Database = Annotated[Path, typer.Option("--db", envvar="DRAGOMAN_DB", metavar="FILE", help="The database.")]

_BATCH, _BATCH_SECONDS = 64, 2.0
_WORDS = {
    "new": "new",
    "version": "changed (a new version)",
    "reread": "read anew by this version",
    "same": "already there",
}


def ingest(
    names: Names,
    db: Database = Path("dragoman.db"),
    mapping: Mapped = None,
    limit: Limit = None,
    max_bytes: MaxBytes = 20_000_000,
    max_text: MaxText = 2_000_000,
    seconds: Seconds = 30.0,
) -> None:
    """Read documents and keep their records in a database. What is there already stays as it is; stop and start freely."""
    from dragoman.store import open_store

    output = Output()
    pages = pages_of(names, mapping=mapping, max_bytes=max_bytes, max_text=max_text, seconds=seconds)
    with open_store(db) as store, store.run() as run, Bar(output, names) as bar:
        keeping = _Keeping(output, store, run, bar)
        try:
            for outcome in islice(outcomes(pages), limit):
                keeping.take(outcome)
            keeping.save()
        except KeyboardInterrupt:
            keeping.save()
            output.note("interrupted; what is counted below is kept, run the same command again to go on")
            raise
        finally:
            summary = keeping.words()
    output.lines([Line(styled(f"{summary} · {db}"))])
    raise typer.Exit(1 if keeping.failed else 0)
