"""The store: one file, one object, and what can be asked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, func, select

from dragoman._version import __version__
from dragoman.errors import ForeignError, NotFoundError, StoreError
from dragoman.store import adding, cast, finding, gathering, judging, listing, runs, searching, stories, verifying
from dragoman.store.adding import Made, Outcome
from dragoman.store.cast import PlaceCount
from dragoman.store.codec import data_sha256
from dragoman.store.database import must_be_open, opened, part_of, reading, writing
from dragoman.store.finding import Found
from dragoman.store.gathering import Counts, Kept, KeptGist, KeptRow
from dragoman.store.listing import Filter, Header
from dragoman.store.runs import RunInfo
from dragoman.store.schema import CHILDREN, documents, metadata, versions
from dragoman.store.searching import Passage
from dragoman.store.stories import Gather, Heading
from dragoman.store.verifying import Fault
from dragoman.types import (
    Anchor,
    Judged,
    JudgedField,
    JudgedValue,
    Judgement,
    Page,
    Record,
    Report,
    Sighting,
    Story,
    Verdict,
)

__all__ = ["Run", "Store", "open_store"]

_GISTS = 200
"""So many gists are made in one transaction."""

_STORIES = 400
"""So many documents are gathered into stories in one transaction."""


@dataclass(slots=True)
class _Batch:
    connection: Connection
    counts: Counter[Outcome] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Run:
    """A run in progress. What is added meanwhile is counted in it, with the same commit."""

    run_id: int
    _store: Store

    def error(self, name: str, message: str) -> None:
        """Note that a page could not be read."""
        with self._store._transaction() as connection:
            runs.note_error(connection, self.run_id, _storable(name), _storable(message))


class Store:
    """An open database. Close it, or use it as a context manager.

    Reading is safe from several threads; writing is for one thread at a time. Raises `LockedError` when another
    process writes for longer than `wait_s` seconds, `FullError`, `ForeignError`, `VersionError`, or `StoreError`.
    """

    def __init__(self, path: Path | str, *, create: bool = True, wait_s: float = 5.0) -> None:
        self.path = Path(path)
        self._engine = opened(self.path, create=create, wait_s=wait_s)
        self._batch: _Batch | None = None
        self._run: Run | None = None

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- writing ----------------------------------------------------------------------------------

    @contextmanager
    def batch(self) -> Iterator[None]:
        """What is added inside is written with one commit, at its end: report it as done after that, not before.

        An error that leaves the block takes all of it back.
        """
        if self._batch is not None:
            raise StoreError("a batch within a batch", subject=str(self.path))
        try:
            with writing(self._engine, self.path) as connection:
                self._batch = _Batch(connection)
                yield
                must_be_open(connection, self.path)
                if self._run is not None:
                    runs.note_counts(connection, self._run.run_id, self._batch.counts)
        finally:
            self._batch = None

    def add(self, page: Page, record: Record, *, locator: str) -> Outcome:
        """Store a page and its record; `locator` is its URL, or where its file and record are.

        Committed when this returns, or at the end of the batch. Raises `StoreError` for text that cannot be stored:
        the batch goes on without that page.
        """
        if self._batch is None:
            with self.batch():
                return self.add(page, record, locator=locator)
        try:
            with self._transaction() as connection:
                before = gathering.document_at(connection, locator)
                outcome = adding.add(connection, page, record, locator=locator, made=Made(__version__, data_sha256()))
                if outcome is not Outcome.SAME:
                    gathering.change(connection, {record.document.document_id, before or record.document.document_id})
        except UnicodeEncodeError as error:
            raise StoreError("half a surrogate pair cannot be stored", subject=page.name) from error
        self._batch.counts[outcome] += 1
        return outcome

    @contextmanager
    def run(self) -> Iterator[Run]:
        """A run, for one call of `ingest`; it has no end in `runs` when it is killed or an error leaves it."""
        with self._transaction() as connection:
            run = Run(runs.start(connection, Made(__version__, data_sha256())), self)
        self._run = run
        try:
            yield run
        finally:
            self._run = None
        with self._transaction() as connection:
            runs.finish(connection, run.run_id)

    def judge(
        self,
        verdict: Verdict,
        one: Anchor,
        other: Anchor | None = None,
        *,
        by: str,
        about: Judged | None = None,
        field: JudgedField | None = None,
        value: JudgedValue | None = None,
        note: str = "",
    ) -> Judgement:
        """Keep a person's decision on one report or quotation, or on two things; `by` is who decided.

        `about` is what is judged: when left out one report, or the events of two. `value` is that of the field.
        """
        about = about or (Judged.EVENT if other else Judged.REPORT)
        said = {"by": _storable(by), "why": _storable(note)}
        with self._transaction() as connection:
            gathering.change(connection, {anchor.document_id for anchor in (one, other) if anchor})
            return judging.note(connection, verdict, about, one, other, field=field, value=value, **said)

    def take_back(self, judgement_id: int) -> Judgement:
        """The judgement, which holds no longer; raises `NotFoundError` when it is not there or did not hold."""
        with self._transaction() as connection:
            judgement = judging.take_back(connection, judgement_id)
            gathering.change(connection, {a.document_id for a in (judgement.one, judgement.other) if a})
            return judgement

    # --- what is gathered -------------------------------------------------------------------------

    def is_fresh(self, made: str) -> bool:
        """Whether the whole that is kept is of all documents and judgements as they are, `made` by the same."""
        with self._reading() as connection:
            return gathering.is_fresh(connection, made)

    def keep_new_gists(self, purpose: str, gist_of: Callable[[Record], str], made: str) -> Iterator[None]:
        """Make and keep the gists for a purpose of current documents that have none, one for each step; `made` by whom.

        What others made is taken out first. Those for `EVENTS` are what the whole is of.
        """
        with self._transaction() as connection:
            gathering.forget_others(connection, purpose, made)
        made_now = _GISTS
        while made_now == _GISTS:
            with self._transaction() as connection:
                made_now = gathering.keep_new_gists(connection, purpose, gist_of, limit=_GISTS)
            yield from (None for _ in range(made_now))

    def gists(self, purpose: str, *, until: date | None = None) -> Iterator[KeptGist]:
        """The gists of current documents for a purpose, where they add something, by document id; none yet, none here.

        With `until` only of documents published up to that day, the day included.
        """
        with self._reading() as connection:
            yield from gathering.list_gists(connection, purpose, until=until)

    @property
    def kept(self) -> Kept:
        """What was gathered, as it is whenever something of it is read."""
        return Kept(self._reading)

    @contextmanager
    def snapshot(self) -> Iterator[Kept]:
        """What was gathered, as it is now, whatever others write meanwhile."""
        with self._reading() as connection:
            gathering.counts(connection)  # what is read from here on is of this state
            yield Kept(lambda: nullcontext(connection))

    def keep(self, rows: Iterable[KeptRow], gone: Iterable[tuple[str, str]], *, of: Counts, anew: bool) -> bool:
        """Keep what was gathered from a state with the counts `of`: some rows in the place of others, some no more.

        With `anew` nothing of before is left. False, and nothing is done, where another kept something since.
        """
        with self._transaction() as connection:
            return gathering.keep_shelved(connection, rows, gone, of=of, anew=anew)

    def keep_new_stories(self, gather: Gather, made: str) -> Iterator[None]:
        """Gather current documents into the stories that are kept, one for each step; `made` by whom.

        Those whose gists were not made, or made otherwise, are left out.
        """
        with self._transaction() as connection:
            stories.forget_changed(connection, made)
        made_now = _STORIES
        while made_now == _STORIES:
            with self._transaction() as connection:
                made_now = stories.keep_new_stories(connection, gather, limit=_STORIES)
            yield from (None for _ in range(made_now))

    def stories(self) -> tuple[Story, ...]:
        """The stories that are kept, by id."""
        with self._reading() as connection:
            return tuple(stories.list_stories(connection))

    def headings(self, document_ids: Iterable[str]) -> dict[str, Heading]:
        """What a list shows of some documents, by id; those that are not there are left out."""
        with self._reading() as connection:
            return {one.document_id: one for one in stories.headings(connection, document_ids)}

    def linked(self, document_id: str) -> tuple[KeptGist, ...]:
        """The gists of all documents that bear on the story of one, itself among them; none where it is in none."""
        with self._reading() as connection:
            return tuple(stories.together(connection, document_id))

    # --- asking -----------------------------------------------------------------------------------

    def reports(
        self,
        *,
        status: str | None = None,
        who: str | None = None,
        type: str | None = None,
        mode: str | None = None,
        where: str | None = None,
        since: date | None = None,
        until: date | None = None,
        part: str | None = None,
        publisher: str | None = None,
        limit: int | None = None,
    ) -> Iterator[tuple[Report, Header]]:
        """Reports of the current versions, by time of the event, then of publication, then id; none when none fit.

        `who`, `where` and `publisher` are words that begin names, whatever their case, marks, script or
        transliteration; `where` is also the name or ISO 3166 code of a country. `since` and `until` are days, both
        included; the time of publication stands in for a report without a time of its own.
        """
        chosen = Filter(status, who, type, mode, where, since, until, part, publisher)
        with self._reading() as connection:
            yield from listing.list_reports(connection, chosen, limit=limit)

    def sightings(
        self,
        *,
        who: str | None = None,
        kind: str | None = None,
        country: str | None = None,
        until: date | None = None,
    ) -> Iterator[Sighting]:
        """The actors of each current document, by publication; none when none fit.

        `who` is words that begin a name, whatever its case, marks, script or transliteration: all of one identity
        come with it, whatever a document calls them. `country` is a name or ISO 3166 code. With `until` only documents
        published up to that day, the day included.
        """
        with self._reading() as connection:
            yield from cast.sightings(connection, who=who, kind=kind, country=country, until=until)

    def places(self, *, where: str | None = None, limit: int | None = None) -> Iterator[PlaceCount]:
        """The places that current documents name, those named by most documents first; none when none fit.

        `where` is words that begin a name, or the name or ISO 3166 code of a country.
        """
        with self._reading() as connection:
            yield from cast.list_places(connection, where=where, limit=limit)

    def search(self, query: str, *, limit: int = 20) -> Iterator[Passage]:
        """Passages of current versions with all words of the query, the best first; none for a query without words."""
        with self._reading() as connection:
            yield from searching.search(connection, query, limit=limit)

    def record(self, document_id: str) -> Record:
        """The record, exactly as it was added; raises `NotFoundError`."""
        with self._reading() as connection:
            return finding.record_of(connection, document_id)

    def report(self, report_id: str) -> Report:
        """The report of that id, or of the only id that begins so; raises `NotFoundError`."""
        found = self.find(report_id)
        if isinstance(found.value, Report):
            return found.value
        raise NotFoundError(f"a {found.kind}, not a report", subject=report_id)

    def find(self, wanted: str) -> Found:
        """The document, report, quotation or instrument of an id, of the beginning of just one id, or of a locator.

        An id that holds only in its document may be given as DOCUMENT/ID. Raises `NotFoundError`, with ids near it.
        """
        with self._reading() as connection:
            return finding.find(connection, wanted)

    def records(self, *, until: date | None = None) -> Iterator[Record]:
        """The records of current documents by document id, one in memory at a time.

        With `until` only of those published up to that day, the day included; none without a date.
        """
        with self._reading() as connection:
            yield from cast.list_records(connection, until=until)

    def undated(self) -> int:
        """The number of current documents without a date of publication, which `until` leaves out."""
        with self._reading() as connection:
            return cast.count_undated(connection)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, those that were taken back too, the first first."""
        with self._reading() as connection:
            return judging.list_judgements(connection)

    def documents(self) -> Iterator[Header]:
        """The headers of all current versions, by place, in the order that the places were first seen."""
        with self._reading() as connection:
            for current in connection.execute(select(documents.c.current_id).order_by(documents.c.id)).scalars().all():
                yield listing.header(connection, current)

    def runs(self) -> list[RunInfo]:
        """All runs, the first first."""
        with self._reading() as connection:
            return runs.list_runs(connection)

    def counts(self) -> dict[str, int]:
        """The number of rows of each table, old versions and their rows included."""
        with self._reading() as connection:
            counted = (documents, versions, *CHILDREN, metadata.tables["runs"])
            return {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in counted}

    def verify(self) -> Iterator[Fault]:
        """Everything that is off: spans that are not their words, rows that are not the record, a damaged file."""
        try:
            with self._reading() as connection:
                yield from verifying.faults_of_file(connection)
                yield from verifying.faults_of_versions(connection)
        except ForeignError as error:
            yield Fault("", "file", error.message)
        try:
            with self._transaction() as connection:
                verifying.check_index(connection)
        except ForeignError as error:
            yield Fault("", "text_index", error.message)

    # --- connections ------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """The batch's own connection inside a batch, which sees what it has written."""
        if self._batch is not None:
            yield self._batch.connection
            return
        with reading(self._engine, self.path) as connection:
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A transaction, or inside a batch a part of it that can fail alone."""
        if self._batch is None:
            with writing(self._engine, self.path) as connection:
                yield connection
            return
        with part_of(self._batch.connection, self.path) as connection:
            yield connection


def open_store(path: Path | str, *, create: bool = True, wait_s: float = 5.0) -> Store:
    """The store at a path, made when it is not there and `create` is true. Raises as `Store` does."""
    return Store(path, create=create, wait_s=wait_s)


def _storable(text: str) -> str:
    """The text, with what UTF-8 cannot say written out: a file's name may hold any bytes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
