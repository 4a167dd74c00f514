"""Who or what an actor is beyond its document."""

from __future__ import annotations

import pytest

from dragoman.ground.identities import identity_of_body, identity_of_country, names_of
from dragoman.types import Absent, Identity, Reason


def test_a_country_is_its_code() -> None:
    assert identity_of_country("LV") == Identity("iso:LV", "Latvia")


@pytest.mark.parametrize(
    ("name", "country", "identity"),
    [
        ("NATO", None, "organisation:nato"),
        ("European Council", None, "organisation:european-council"),
        ("Council of Europe", None, "organisation:council-of-europe"),
        ("Ministry of Defence of Latvia", "LV", "organisation:ministry-of-defence:LV"),
        ("Armed Forces of the United States", "US", "organisation:armed-forces:US"),
    ],
)
def test_a_body_is_its_row_or_its_kind_and_country(name: str, country: str | None, identity: str) -> None:
    found = identity_of_body(name, country)
    assert isinstance(found, Identity)
    assert found.identity_id == identity


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Halden Harbour Board", None),
        ("Ministry of Defence", None),
        ("Embassy of Latvia", "LV"),
        ("Regional Group of Forces", None),
        ("the Council", None),
    ],
)
def test_what_no_table_tells_apart_has_no_identity_and_a_reason(name: str, country: str | None) -> None:
    found = identity_of_body(name, country)
    assert isinstance(found, Absent)
    assert found.reason is Reason.NOT_IN_TABLES
    assert found.detail.startswith(name)


def test_the_names_of_an_identity_are_all_that_its_row_has() -> None:
    assert {"NATO", "North Atlantic Treaty Organization"} <= set(names_of(Identity("organisation:nato", "NATO")))
    assert {"Latvia", "Latvian"} <= set(names_of(identity_of_country("LV")))
    assert names_of(Identity("person:nobody", "Nobody Special")) == ("Nobody Special",)
