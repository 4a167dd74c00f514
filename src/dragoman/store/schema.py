"""The tables. Every child of a version is the record's content as rows; the record itself is kept as JSON beside them.

    documents --< history >-- versions --< zones, actors, mentions, places, reports, participants,
    (a locator)               (a page)     instruments, quotations, evidence
    runs --< run_counts, run_errors
    judgements
    versions --- gists, stories; makers, shelved, shelved_keys, stale, gathering

`documents` holds one row for each place that a page was found at; `versions` one for each page read, with the id that
`Document.document_id` has. `actors.office_words` are the words of the document behind an office, NULL where it comes
from the table of offices. Times are ISO 8601 text, naive as in `Interval`; spans are half-open code point ranges.
`judgements` are people's, and belong to no version: what they are about is found
again by document, place and words; `value` is JSON.

The tables from `gists` on are made of the others and can be made again: `gists` of each version's record, for one
purpose or another, `makers` by which Dragoman and word lists they were made, `shelved` what was gathered and what
came between, as JSON by kind and id, sorted by `place`, `shelved_keys` what else each is found by. `stale` has the
documents that changed since it was gathered, "" for all of them; `gathering` has one row, with the counts of every
change and of every time that what was gathered was kept; `stale.since` is the count of changes.
`stories` has for each version the story and the component of linked documents that it is in.

A change here needs a migration; a test compares the two.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.types import REAL, TypeEngine

__all__ = ["APPLICATION_ID", "CHILDREN", "FILLED_SINCE", "SCHEMA", "metadata"]

APPLICATION_ID = 0x44524147
"""The letters DRAG, in the header of the file, so that another program's database is told apart."""

SCHEMA = 7
"""The number of the newest migration, in the header of the file as `user_version`."""

FILLED_SINCE = 2
"""The newest migration after which the rows of versions are filled again from their records."""


metadata = MetaData()


def _column(name: str, kind: type[TypeEngine[Any]] = Text, *, null: bool = False) -> Column[Any]:
    return Column(name, kind, nullable=null)


def _version() -> Column[Any]:
    return Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True)


def _number(name: str = "number") -> Column[Any]:
    return Column(name, Integer, primary_key=True)


def _child(name: str, *columns: Column[Any] | Index) -> Table:
    """A table of what belongs to one version, laid out by version."""
    head = (_version(), _number())
    return Table(name, metadata, *head, *columns, sqlite_strict=True, sqlite_with_rowid=False)


versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Text, nullable=False, unique=True),
    _column("name"),
    _column("url", null=True),
    _column("media_type"),
    _column("encoding"),
    _column("page_sha256"),
    _column("fetched_at", null=True),
    _column("page_text"),
    _column("text"),
    _column("title", null=True),
    _column("publisher", null=True),
    _column("publisher_folded"),
    _column("published_start", null=True),
    _column("published_end", null=True),
    _column("published_zone", null=True),
    _column("language", null=True),
    _column("dragoman"),
    _column("data_sha256"),
    _column("record"),
    sqlite_strict=True,
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("locator", Text, nullable=False, unique=True),
    Column("current_id", Integer, ForeignKey("versions.id"), nullable=False),
    Index("documents_by_current", "current_id"),
    sqlite_strict=True,
)

history = Table(
    "history",
    metadata,
    Column("place_id", Integer, ForeignKey("documents.id"), primary_key=True),
    _version(),
    _column("number", Integer),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

zones = _child(
    "zones",
    _column("kind"),
    _column("start", Integer),
    _column("end", Integer),
    _column("by"),
    _column("repeats_start", Integer, null=True),
    _column("repeats_end", Integer, null=True),
)

actors = _child(
    "actors",
    _column("actor_id"),
    _column("kind"),
    _column("name"),
    _column("folded"),
    _column("country", null=True),
    _column("identity", null=True),
    _column("identity_name", null=True),
    _column("office", null=True),
    _column("office_organisation", null=True),
    _column("office_country", null=True),
    _column("office_words", null=True),
    _column("mentions", Integer),
    Index("actors_by_identity", "identity"),
)

places = _child(
    "places",
    _column("name"),
    _column("folded"),
    _column("place", null=True),
    _column("kind", null=True),
    _column("country", null=True),
    _column("latitude", REAL, null=True),
    _column("longitude", REAL, null=True),
    _column("source", null=True),
    _column("absent", null=True),
    _column("mentions", Integer),
    Index("places_by_source", "source"),
)

mentions = _child(
    "mentions",
    _column("actor_id"),
    _column("start", Integer),
    _column("end", Integer),
)

reports = _child(
    "reports",
    _column("report_id"),
    _column("type"),
    _column("mode"),
    _column("part"),
    _column("status"),
    _column("time_start", null=True),
    _column("time_end", null=True),
    _column("time_granularity", null=True),
    _column("time_modifier", null=True),
    _column("time_zone", null=True),
    _column("time_absent", null=True),
    _column("place", null=True),
    _column("place_folded"),
    _column("place_country", null=True),
    _column("place_latitude", REAL, null=True),
    _column("place_longitude", REAL, null=True),
    _column("place_source", null=True),
    _column("place_absent", null=True),
    _column("attributed_to", null=True),
    Index("reports_by_id", "report_id"),
    Index("reports_by_time", "time_start"),
)

participants = _child(
    "participants",
    _column("report_number", Integer),
    _column("role"),
    _column("actor_id"),
    _column("name"),
    _column("folded"),
)

instruments = _child(
    "instruments",
    _column("instrument_id"),
    _column("kind"),
    _column("name"),
    _column("title", null=True),
    _column("stage"),
    _column("period_start", null=True),
    _column("period_end", null=True),
    Index("instruments_by_id", "instrument_id"),
)

quotations = _child(
    "quotations",
    _column("quotation_id"),
    _column("speaker", null=True),
    _column("direct"),
    _column("said_start", null=True),
    _column("said_end", null=True),
    Index("quotations_by_id", "quotation_id"),
)

evidence = _child(
    "evidence",
    _column("owner"),
    _column("owner_id"),
    _column("field"),
    _column("start", Integer, null=True),
    _column("end", Integer, null=True),
    _column("exact"),
    _column("by"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    _column("started"),
    _column("finished", null=True),
    _column("dragoman"),
    _column("data_sha256"),
    sqlite_strict=True,
)

run_counts = Table(
    "run_counts",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("outcome", Text, primary_key=True),
    _column("count", Integer),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

run_errors = Table(
    "run_errors",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    _number(),
    _column("name"),
    _column("message"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    _column("verdict"),
    _column("about"),
    *(
        _column(f"{side}_{part}", kind, null=part == "start" or side == "other")
        for side in ("one", "other")
        for part, kind in (("id", Text), ("document", Text), ("start", Integer), ("words", Text), ("mode", Text))
    ),
    _column("field", null=True),
    _column("value", null=True),
    _column("by"),
    _column("made_at"),
    _column("note"),
    _column("taken_back_at", null=True),
    sqlite_strict=True,
)


def _by_key(name: str, *columns: Column[Any]) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=False)


def _key(name: str, kind: type[TypeEngine[Any]] = Text) -> Column[Any]:
    return Column(name, kind, primary_key=True)


gists = _by_key(
    "gists",
    Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True),
    _key("purpose"),
    _column("gist"),
)

stories = Table(
    "stories",
    metadata,
    Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True),
    _column("first_day", null=True),
    _column("component_id"),
    _column("story_id"),
    Index("stories_by_day", "first_day"),
    Index("stories_by_component", "component_id"),
    sqlite_strict=True,
)

makers = _by_key("makers", _key("purpose"), _column("made"))

shelved = Table(
    "shelved",
    metadata,
    _key("kind"),
    _key("id"),
    _column("place"),
    _column("content"),
    Index("shelved_by_place", "kind", "place", "id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

shelved_keys = Table(
    "shelved_keys",
    metadata,
    _key("kind"),
    _key("key"),
    _key("id"),
    Index("shelved_keys_by_id", "kind", "id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

stale = _by_key("stale", _key("document_id"), _column("since", Integer))

gathering = Table(
    "gathering",
    metadata,
    _key("id", Integer),
    _column("changes", Integer),
    _column("kept", Integer),
    sqlite_strict=True,
)

CHILDREN = (zones, actors, mentions, places, reports, participants, instruments, quotations, evidence)
"""The tables whose rows belong to one version."""
