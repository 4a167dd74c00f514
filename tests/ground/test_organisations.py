"""The table of organisations: no name is two bodies', and those that are taken for one another are apart."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.ground.identities import identity_of_body
from dragoman.lexicon import load
from dragoman.types import Absent

TABLE: dict[str, Any] = load("organisations")
ROWS: list[list[Any]] = [row for group in TABLE.values() if isinstance(group, list) for row in group]
USUAL = {row[0] for row in ROWS}


def test_no_name_is_two_bodies() -> None:
    names = [name for row in ROWS for name in row if isinstance(name, str)]
    assert sorted({n for n in names if names.count(n) > 1}) == []


def test_there_are_enough() -> None:
    assert len(TABLE["international"]) >= 150


@pytest.mark.parametrize("usual", sorted(TABLE["confusable"]))
def test_the_confusable_are_in_the_table_and_apart(usual: str) -> None:
    others = TABLE["confusable"][usual]
    assert {usual, *others} <= USUAL
    assert usual not in others
    ids = {getattr(identity_of_body(name, None), "identity_id", name) for name in (usual, *others)}
    assert len(ids) == 1 + len(others)


@pytest.mark.parametrize("short", sorted(TABLE["shared"]))
def test_a_shared_short_form_stands_for_none_of_them(short: str) -> None:
    assert set(TABLE["shared"][short]) <= USUAL
    found = identity_of_body(short, None)
    assert isinstance(found, Absent) or found.name not in TABLE["shared"][short]
