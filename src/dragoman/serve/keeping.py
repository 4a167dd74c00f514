"""The commands that write and check a database: `ingest`, `verify`."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import DragomanError, StoreError
from dragoman.serve.output import Line, Output
from dragoman.serve.progress import Bar
from dragoman.serve.reading import (
    Holders,
    Limit,
    Mapped,
    MaxBytes,
    MaxText,
    Names,
    Outcome,
    Seconds,
    outcomes,
    pages_of,
)
from dragoman.serve.record_view import styled
from dragoman.serve.words import plural
from dragoman.types import Page, Record

if TYPE_CHECKING:
    from dragoman.store import Run, Store

__all__ = ["Database", "Keeper", "ingest", "locator_of", "verify"]

Database = Annotated[Path, typer.Option("--db", envvar="DRAGOMAN_DB", metavar="FILE", help="The database.")]

_BATCH, _BATCH_SECONDS = 64, 2.0
_WORDS = {
    "new": "new",
    "version": "changed since",
    "reread": "read otherwise than before",
    "copy": "same bytes elsewhere",
    "same": "already there",
}


def ingest(
    names: Names,
    db: Database = Path("dragoman.db"),
    mapping: Mapped = None,
    limit: Limit = None,
    max_bytes: MaxBytes = 20_000_000,
    max_text: MaxText = 400_000,
    seconds: Seconds = 30.0,
    holders: Holders = None,
) -> None:
    """Read documents and keep their records.

    What is there already stays as it is, and a page that has changed becomes a new version; so the same command can
    be run again, and goes on where it was stopped.
    """
    from dragoman.store import open_store

    output = Output()
    pages = pages_of(names, mapping=mapping, max_bytes=max_bytes, max_text=max_text, seconds=seconds)
    with open_store(db) as store, store.run() as run, Bar(output, names) as bar:
        keeper = Keeper(output, store, run, bar)
        try:
            keeper.take_all(islice(outcomes(pages, holders=holders), limit))
        except KeyboardInterrupt:
            with bar.aside():
                output.note(f"interrupted: {keeper.words()} in {db}; run the same command again to go on")
            raise
    output.note(f"{keeper.words()} in {db}")
    raise typer.Exit(1 if keeper.failed else 0)


def verify(db: Database = Path("dragoman.db")) -> None:
    """Check that every stored span is its words.

    Also that the rows are the record's and that the file is whole. Prints what is off; then the exit status is 1.
    """
    from dragoman.store import open_store

    output, faults = Output(), 0
    with open_store(db, create=False) as store:
        for fault in store.verify():
            faults += 1
            output.lines([Line(styled(" ".join((fault.document_id or str(db), f"{fault.what}:", fault.message))))])
        counts = store.counts()
    checked = f"{plural(counts['versions'], 'version')} of documents, {plural(counts['evidence'], 'piece')} of evidence"
    output.note(f"{checked}: {plural(faults, 'fault') if faults else 'all words are where the record says'}")
    raise typer.Exit(1 if faults else 0)


def locator_of(page: Page) -> str:
    """Where a page is, however the command was called: its URL, the full path of its file with "#n" for the n-th
    record in it, or its hash where it came from standard input."""
    if page.url or "://" in page.name[:32]:
        return page.url or page.name
    if re.fullmatch(r"-(#\d+)?", page.name):
        return f"sha256:{page.sha256}"
    return str(Path(page.name).absolute())


@dataclass(slots=True)
class Keeper:
    """Keeps what it is handed, some at a time; what is counted is committed."""

    output: Output
    store: Store
    run: Run
    bar: Bar
    counts: Counter[str] = field(default_factory=Counter)
    reports: int = 0
    failed: int = 0
    pending: list[tuple[Page, Record]] = field(default_factory=list)
    saved_at: float = field(default_factory=time.monotonic)

    def take_all(self, found: Iterable[Outcome]) -> None:
        """Keep all; what was read before an interruption is kept too."""
        try:
            for outcome in found:
                self._take(outcome)
        finally:
            self._save()

    def words(self) -> str:
        """The summary: "36 new, 3 already there, 212 reports, 1 not read"."""
        parts = [f"{self.counts[key]:,} {words}" for key, words in _WORDS.items() if self.counts[key]]
        parts = [*(parts or ["nothing new"]), plural(self.reports, "report")]
        return ", ".join([*parts, f"{self.failed:,} not read"] if self.failed else parts)

    def _take(self, outcome: Outcome) -> None:
        if isinstance(outcome, DragomanError):
            self._fail(outcome.subject, outcome.message)
            return
        self.pending.append(outcome)
        if len(self.pending) >= _BATCH or time.monotonic() - self.saved_at > _BATCH_SECONDS:
            self._save()

    def _save(self) -> None:
        """Write what is pending with one commit; only then is it counted."""
        pending, self.pending = self.pending, []
        done, refused = Counter[str](), []
        with self.store.batch():
            for page, record in pending:
                try:
                    done[self.store.add(page, record, locator=locator_of(page)).value] += 1
                except StoreError as error:
                    if type(error) is not StoreError:
                        raise
                    refused.append((page.name, error.message))
        self.counts += done
        self.reports += sum(len(record.reports) for _, record in pending)
        self.saved_at = time.monotonic()
        for name, message in refused:
            self._fail(name, message)
        for page, _ in pending:
            self.bar.step(page.name)

    def _fail(self, name: str, message: str) -> None:
        self.failed += 1
        self.run.error(name, message)
        with self.bar.aside():
            self.output.note(f"dragoman: {name}: {message}")
        self.bar.step(name)
