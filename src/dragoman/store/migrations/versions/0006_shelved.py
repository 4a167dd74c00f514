"""What is gathered is kept thing by thing, so that a change writes only what it changes; it can be made again."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """`shelved`, `shelved_keys` and `stale` in the place of `pairs`, `signatures`, `roots` and `gathered`."""
    for table in ("pairs", "signatures", "roots", "gathered", "gathering"):
        op.drop_table(table)
    op.create_table(
        "shelved",
        *(Column(name, Text, primary_key=True) for name in ("kind", "id")),
        *(Column(name, Text, nullable=False) for name in ("place", "content")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("shelved_by_place", "shelved", ["kind", "place", "id"])
    op.create_table(
        "shelved_keys",
        *(Column(name, Text, primary_key=True) for name in ("kind", "key", "id")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("shelved_keys_by_id", "shelved_keys", ["kind", "id"])
    op.create_table(
        "stale",
        Column("document_id", Text, primary_key=True),
        Column("since", Integer, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "gathering",
        Column("id", Integer, primary_key=True),
        *(Column(name, Integer, nullable=False) for name in ("changes", "kept")),
        sqlite_strict=True,
    )
    op.drop_column("gists", "digest")
    op.execute("INSERT INTO gathering VALUES (1, 1, 0)")
    op.execute("INSERT INTO stale VALUES ('', 1)")
