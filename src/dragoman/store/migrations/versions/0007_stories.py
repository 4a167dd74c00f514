"""Stories are kept, so that only those that new documents touch are gathered again. All of it can be made again."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """`stories`."""
    op.create_table(
        "stories",
        Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True),
        Column("first_day", Text),
        Column("component_id", Text, nullable=False),
        Column("story_id", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("stories_by_day", "stories", ["first_day"])
    op.create_index("stories_by_component", "stories", ["component_id"])
