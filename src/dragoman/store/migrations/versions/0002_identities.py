"""Actors with their identity and the words of their office; places. The store fills the rows again from the records."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlalchemy.types import REAL, TypeEngine

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """`actors` anew, and `places`."""
    op.drop_table("actors")
    _child(
        "actors",
        *(_column(name) for name in ("actor_id", "kind", "name", "folded")),
        *(_column(name, null=True) for name in ("country", "identity", "identity_name")),
        *(_column(f"office{part}", null=True) for part in ("", "_organisation", "_country", "_words")),
        _column("mentions", Integer),
    )
    op.create_index("actors_by_identity", "actors", ["identity"])
    _child(
        "places",
        *(_column(name) for name in ("name", "folded")),
        *(_column(name, null=True) for name in ("place", "kind", "country")),
        *(_column(name, REAL, null=True) for name in ("latitude", "longitude")),
        *(_column(name, null=True) for name in ("source", "absent")),
        _column("mentions", Integer),
    )
    op.create_index("places_by_source", "places", ["source"])


def _column(name: str, kind: type[TypeEngine[Any]] = Text, *, null: bool = False) -> Column[Any]:
    return Column(name, kind, nullable=null)


def _child(name: str, *columns: Column[Any]) -> None:
    version = Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True)
    number = Column("number", Integer, primary_key=True)
    op.create_table(name, version, number, *columns, sqlite_strict=True, sqlite_with_rowid=False)
