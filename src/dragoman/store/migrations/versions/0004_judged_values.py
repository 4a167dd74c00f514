"""What a judgement is about, and the value that it gives."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0004"
down_revision = "0003"

_ANCHOR = (("id", Text), ("document", Text), ("start", Integer), ("words", Text), ("mode", Text))
_KEPT = (
    *(f"{side}_{part}" for side in ("one", "other") for part in ("document", "start", "words", "mode")),
    *("field", "by", "made_at", "note", "taken_back_at"),
)


def upgrade() -> None:
    """`judgements` anew, with what is in it: what was judged so far were reports, and two of them for events."""
    op.rename_table("judgements", "judgements_before")
    op.create_table(
        "judgements",
        Column("id", Integer, primary_key=True),
        Column("verdict", Text, nullable=False),
        Column("about", Text, nullable=False),
        *(
            Column(f"{side}_{part}", kind, nullable=part == "start" or side == "other")
            for side in ("one", "other")
            for part, kind in _ANCHOR
        ),
        Column("field", Text),
        Column("value", Text),
        *(Column(name, Text, nullable=False) for name in ("by", "made_at", "note")),
        Column("taken_back_at", Text),
        sqlite_strict=True,
    )
    kept = ", ".join(f'"{name}"' for name in _KEPT)
    about = "CASE WHEN verdict = 'wrong' THEN 'report' ELSE 'event' END"
    op.execute(
        f"INSERT INTO judgements (id, verdict, about, one_id, other_id, {kept})"  # noqa: S608  names of our own
        f" SELECT id, verdict, {about}, one_report, other_report, {kept} FROM judgements_before"
    )
    op.drop_table("judgements_before")
