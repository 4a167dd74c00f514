"""The first tables, and the full text index that follows `versions`."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlalchemy.types import REAL, TypeEngine

revision = "0001"
down_revision = None

INDEX = """
CREATE VIRTUAL TABLE text_index USING fts5(
    title, text, content='versions', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
)
"""
REMOVE = "INSERT INTO text_index (text_index, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);"
INSERT = "INSERT INTO text_index (rowid, title, text) VALUES (new.id, new.title, new.text);"
TRIGGERS = (
    f"CREATE TRIGGER versions_inserted AFTER INSERT ON versions BEGIN {INSERT} END",
    f"CREATE TRIGGER versions_deleted AFTER DELETE ON versions BEGIN {REMOVE} END",
    f"CREATE TRIGGER versions_updated AFTER UPDATE OF title, text ON versions BEGIN {REMOVE} {INSERT} END",
)


def upgrade() -> None:
    """From an empty file."""
    _pages()
    _children_of_the_document()
    _children_of_the_news()
    _runs()
    for statement in (INDEX, *TRIGGERS):
        op.execute(statement)


def _column(name: str, kind: type[TypeEngine[Any]] = Text, *, null: bool = False) -> Column[Any]:
    return Column(name, kind, nullable=null)


def _table(name: str, *columns: Column[Any], rowid: bool = True) -> None:
    op.create_table(name, *columns, sqlite_strict=True, sqlite_with_rowid=rowid)


def _child(name: str, *columns: Column[Any]) -> None:
    version = Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True)
    _table(name, version, Column("number", Integer, primary_key=True), *columns, rowid=False)


def _pages() -> None:
    _table(
        "versions",
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
    )
    _table(
        "documents",
        Column("id", Integer, primary_key=True),
        Column("locator", Text, nullable=False, unique=True),
        Column("current_id", Integer, ForeignKey("versions.id"), nullable=False),
    )
    op.create_index("documents_by_current", "documents", ["current_id"])
    _table(
        "history",
        Column("place_id", Integer, ForeignKey("documents.id"), primary_key=True),
        Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True),
        _column("number", Integer),
        rowid=False,
    )


def _children_of_the_document() -> None:
    _child(
        "zones",
        _column("kind"),
        _column("start", Integer),
        _column("end", Integer),
        _column("by"),
        _column("repeats_start", Integer, null=True),
        _column("repeats_end", Integer, null=True),
    )
    _child(
        "actors",
        _column("actor_id"),
        _column("kind"),
        _column("name"),
        _column("office", null=True),
        _column("country", null=True),
    )
    _child("mentions", _column("actor_id"), _column("start", Integer), _column("end", Integer))
    _child(
        "evidence",
        _column("owner"),
        _column("owner_id"),
        _column("field"),
        _column("start", Integer, null=True),
        _column("end", Integer, null=True),
        _column("exact"),
        _column("by"),
    )


def _children_of_the_news() -> None:
    _child(
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
    )
    op.create_index("reports_by_id", "reports", ["report_id"])
    op.create_index("reports_by_time", "reports", ["time_start"])
    _child(
        "participants",
        _column("report_number", Integer),
        _column("role"),
        _column("actor_id"),
        _column("name"),
        _column("folded"),
    )
    _child(
        "instruments",
        _column("instrument_id"),
        _column("kind"),
        _column("name"),
        _column("title", null=True),
        _column("stage"),
        _column("period_start", null=True),
        _column("period_end", null=True),
    )
    op.create_index("instruments_by_id", "instruments", ["instrument_id"])
    _child(
        "quotations",
        _column("quotation_id"),
        _column("speaker", null=True),
        _column("direct"),
        _column("said_start", null=True),
        _column("said_end", null=True),
    )
    op.create_index("quotations_by_id", "quotations", ["quotation_id"])


def _runs() -> None:
    _table(
        "runs",
        Column("id", Integer, primary_key=True),
        _column("started"),
        _column("finished", null=True),
        _column("dragoman"),
        _column("data_sha256"),
    )
    run = Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True)
    _table("run_counts", run, Column("outcome", Text, primary_key=True), _column("count", Integer), rowid=False)
    run = Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True)
    _table(
        "run_errors",
        run,
        Column("number", Integer, primary_key=True),
        _column("name"),
        _column("message"),
        rowid=False,
    )
