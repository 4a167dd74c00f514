"""`actors` and `places`: what they print of a database of two articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.serve.cli import run

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def database(articles: Path, capsys: Captured) -> Path:
    run(["ingest", str(articles), "--db", "news.db"])
    capsys.readouterr()
    return Path("news.db")


def called(capsys: Captured, *arguments: str) -> tuple[int, str, str]:
    status = run(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def test_actors_are_listed_with_their_offices_and_days(capsys: Captured, database: Path) -> None:
    status, out, err = called(capsys, "actors", "--db", str(database), "--who", "lavrov")
    assert status == 0
    assert out.splitlines()[0].startswith("Sergei Lavrov · person, RU · 2 documents")
    assert "Minister of Foreign Affairs, RU · 2023-01-12" in out
    assert "“Russian Foreign Minister”" in out
    assert err == "1 actor\n"


def test_what_was_known_on_a_day_is_of_documents_up_to_it(capsys: Captured, database: Path) -> None:
    asked = ("actors", "--db", str(database), "--kind", "person", "--as-known-on")
    assert called(capsys, *asked, "2023-06")[2] == "1 actor\n"
    assert called(capsys, *asked, "2023-12-15")[2] == "2 actors\n"
    status, _, err = called(capsys, *asked, "soon")
    assert status == 2
    assert "--as-known-on" in err


def test_an_actor_as_json_has_all_who_say_so(capsys: Captured, database: Path) -> None:
    _, out, _ = called(capsys, "actors", "--db", str(database), "--who", "aleinik", "--json")
    line = json.loads(out)
    assert line["schema"] == "dragoman/actor-1"
    (office,) = line["actor"]["offices"]
    assert (office["first"], office["last"]) == ("2023-12-15", "2023-12-15")
    assert [s["words"] for s in office["said_by"]] == ["foreign minister of Belarus"]


def test_without_contradictions_none_are_listed(capsys: Captured, database: Path) -> None:
    assert called(capsys, "actors", "--db", str(database), "--contradicted") == (0, "", "0 actors\n")


def test_places_are_listed_with_where_they_are(capsys: Captured, database: Path) -> None:
    status, out, _ = called(capsys, "places", "--db", str(database), "--where", "minsk")
    assert status == 0
    assert out.startswith("Minsk, BY · capital · 53.9")
    _, out, _ = called(capsys, "places", "--db", str(database), "--where", "russia", "--json")
    places = [json.loads(line)["place"] for line in out.splitlines()]
    assert [p["place"]["country"] for p in places] == ["RU"]


def test_a_place_that_is_not_there_is_no_error(capsys: Captured, database: Path) -> None:
    assert called(capsys, "places", "--db", str(database), "--where", "atlantis") == (0, "", "0 places\n")
