"""Who held which office on which day, by a table; see `queries`."""

from __future__ import annotations

from dragoman.ground.offices.holding import Certainty, Holding
from dragoman.ground.offices.joining import joined
from dragoman.ground.offices.queries import holders_of, offices_of, who_is
from dragoman.ground.offices.roles import office_named, title_of
from dragoman.ground.offices.table import HolderTable, encoded, shipped_table

__all__ = [
    "Certainty",
    "HolderTable",
    "Holding",
    "encoded",
    "holders_of",
    "joined",
    "office_named",
    "offices_of",
    "shipped_table",
    "title_of",
    "who_is",
]
