"""Actors and places out of the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from dragoman.store import Store, open_store
from dragoman.store.schema import APPLICATION_ID
from dragoman.types import ActorKind, Identity, Office
from tests.store.records import story, without_gathering


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("cast") / "news.db") as opened:
        opened.add(*story(1), locator="file:///1")
        opened.add(*story(2, publisher="Zorja Agency"), locator="file:///2")
        yield opened


def test_a_sighting_is_all_that_a_document_says_of_an_actor(store: Store) -> None:
    first = next(s for s in store.sightings(who="alund") if s.publisher == "Norland Gazette")
    assert (first.kind, first.name, first.country, first.mentions) == (ActorKind.PERSON, "Jörg Ålund", "NL", 2)
    assert first.identity == Identity("person:jorg-alund:NL", "Jörg Ålund")
    assert (first.office, first.words) == (Office("Foreign Minister", None, "NL"), "Foreign Minister")
    assert first.published == date(2031, 2, 28)


CASES = [
    ({}, ["Jörg Ålund", "Sergei Zaharin"] * 2),
    ({"who": "zakharin"}, ["Sergei Zaharin"] * 2),
    ({"who": "nobody"}, []),
    ({"who": "..."}, []),
    ({"kind": "person", "country": "russia"}, ["Sergei Zaharin"] * 2),
    ({"country": "NL"}, ["Jörg Ålund"] * 2),
    ({"kind": "organisation"}, []),
    ({"until": date(2031, 2, 27)}, []),
    ({"until": date(2031, 2, 28), "who": "alund"}, ["Jörg Ålund"] * 2),
]


@pytest.mark.parametrize(("chosen", "names"), CASES)
def test_sightings_are_chosen_by_column(store: Store, chosen: dict[str, str], names: list[str]) -> None:
    assert [s.name for s in store.sightings(**chosen)] == names  # type: ignore[arg-type]


def test_places_are_counted_over_documents(store: Store) -> None:
    minsk, vilnius = store.places()
    assert (minsk.name, minsk.place, minsk.absent) == ("Minsk", None, "not in the gazetteer")
    assert (minsk.documents, minsk.mentions) == (2, 2)
    assert vilnius.place is not None
    assert (vilnius.place.source_id, vilnius.documents, vilnius.mentions) == ("geonames:593116", 2, 4)


@pytest.mark.parametrize(
    ("where", "names"), [("vil", ["Vilnius"]), ("lithuania", ["Vilnius"]), ("MINSK", ["Minsk"]), ("x", [])]
)
def test_places_are_found_by_name_or_country(store: Store, where: str, names: list[str]) -> None:
    assert [p.name for p in store.places(where=where)] == names
    assert [p.name for p in store.places(where=where, limit=0)] == []


def test_only_current_versions_count(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        store.add(*story(1), locator="file:///1")
        store.add(*story(2), locator="file:///1")
        assert len(list(store.sightings())) == 2
        assert [p.documents for p in store.places()] == [1, 1]


def test_a_database_of_the_first_tables_gets_the_new_ones_filled(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.add(*story(1), locator="file:///1")
        wanted = list(store.sightings()), list(store.places())
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            without_gathering() + "DROP TABLE actors; DROP TABLE places; DROP TABLE judgements;"
            "UPDATE alembic_version SET version_num = '0001';"
            "CREATE TABLE actors (version_id INTEGER, number INTEGER, PRIMARY KEY (version_id, number)) STRICT;"
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1;"
        )
    with open_store(path) as store:
        assert (list(store.sightings()), list(store.places())) == wanted
        assert list(store.verify()) == []
