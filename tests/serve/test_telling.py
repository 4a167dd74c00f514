"""`stories`, `story`: documents about one happening, what is copied, and why they are together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.models import Vectors
from dragoman.serve.cli import run
from tests.serve.articles import TALKS
from tests.serve.test_gathering import called

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def database(articles: Path, capsys: Captured) -> str:
    (articles / "d-again.txt").write_text(TALKS.replace("Ministers met", "Two ministers have met"), "utf-8")
    run(["ingest", str(articles), "--db", "news.db"])
    capsys.readouterr()
    return "news.db"


def test_documents_of_one_happening_are_one_story(capsys: Captured, database: str) -> None:
    status, out, err = called(capsys, "stories", "--db", database)
    assert (status, err) == (0, "1 story\n")
    assert out.startswith("2023-12-15 ")
    assert "2 documents" in out
    assert len(called(capsys, "stories", "--least", "1", "--db", database)[1].splitlines()) == 2
    assert called(capsys, "stories", "--least", "3", "--db", database)[1:] == ("", "0 stories\n")


def test_vectors_are_made_once_and_kept(capsys: Captured, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = called(capsys, "stories", "--db", database)

    def never(*_: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(Vectors, "of", never)
    assert called(capsys, "stories", "--db", database) == first


def test_a_story_is_shown_from_any_of_its_documents_with_its_copies(capsys: Captured, database: str) -> None:
    _, out, _ = called(capsys, "stories", "--json", "--db", database)
    one, other = json.loads(out)["story"]["document_ids"]
    status, shown, _ = called(capsys, "story", one, "--db", database)
    assert status == 0
    assert shown.startswith("2 documents · 1 independent source ")
    assert "100% of its own words" in shown
    assert "Why these documents are one story" in shown
    assert f"{min(one, other)} = {max(one, other)} (" in shown
    assert called(capsys, "story", other[:9], "--db", database)[1] == shown


def test_a_story_as_json_has_its_copies_and_sources(capsys: Captured, database: str) -> None:
    listed = json.loads(called(capsys, "stories", "--json", "--db", database)[1])["story"]
    assert (listed["copies"], listed["sources"]) == (None, None)
    one, other = listed["document_ids"]
    story = json.loads(called(capsys, "story", one, "--json", "--db", database)[1])["story"]
    (copy,) = story["copies"]
    assert {copy["one"], copy["other"]} == {one, other}
    assert (copy["share_of_one"], copy["share_of_other"]) == (1.0, 1.0)
    assert [source["document_ids"] for source in story["sources"]] == [[one, other]]


def test_a_document_that_is_not_there_is_an_error(capsys: Captured, database: str) -> None:
    status, out, err = called(capsys, "story", "nothing", "--db", database)
    assert (status, out) == (1, "")
    assert "nothing" in err
