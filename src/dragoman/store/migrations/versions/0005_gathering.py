"""What is gathered from all documents, and what spares the next gathering its work. All of it can be made again."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlalchemy.types import REAL, TypeEngine

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """`gists`, `makers`, `pairs`, `signatures`, `roots`, `gathered` and `gathering`."""
    op.create_table(
        "gists",
        Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True),
        _key("purpose"),
        _column("digest"),
        _column("gist"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    _by_key("makers", _key("purpose"), _column("made"))
    _by_key("pairs", _key("one"), _key("other"), _column("score", REAL))
    _by_key("signatures", _key("report_id"), _column("signature"))
    _by_key("roots", _key("documents"), _column("roots"))
    op.create_table(
        "gathered",
        _key("kind"),
        _key("number", Integer),
        _column("id"),
        _column("names"),
        _column("due", null=True),
        _column("content"),
        sqlite_strict=True,
    )
    op.create_index("gathered_by_id", "gathered", ["id"])
    op.create_table(
        "gathering",
        _key("id", Integer),
        _column("changes", Integer),
        _column("gathered", Integer, null=True),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO gathering (id, changes) VALUES (1, 1)")


def _key(name: str, kind: type[TypeEngine[Any]] = Text) -> Column[Any]:
    return Column(name, kind, primary_key=True)


def _column(name: str, kind: type[TypeEngine[Any]] = Text, *, null: bool = False) -> Column[Any]:
    return Column(name, kind, nullable=null)


def _by_key(name: str, *columns: Column[Any]) -> None:
    op.create_table(name, *columns, sqlite_strict=True, sqlite_with_rowid=False)
