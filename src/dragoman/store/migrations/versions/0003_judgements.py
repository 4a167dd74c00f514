"""What people judged of reports."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """`judgements`."""
    op.create_table(
        "judgements",
        Column("id", Integer, primary_key=True),
        Column("verdict", Text, nullable=False),
        *(
            Column(f"{side}_{part}", kind, nullable=part == "start" or side == "other")
            for side in ("one", "other")
            for part, kind in (
                ("report", Text),
                ("document", Text),
                ("start", Integer),
                ("words", Text),
                ("mode", Text),
            )
        ),
        Column("field", Text),
        *(Column(name, Text, nullable=False) for name in ("by", "made_at", "note")),
        Column("taken_back_at", Text),
        sqlite_strict=True,
    )
