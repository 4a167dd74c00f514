"""What `ingest` keeps, and what it says of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import open_store, page_from_bytes, record_of
from dragoman.errors import EmptyError
from dragoman.serve.keeping import Keeper, locator_of
from dragoman.serve.output import Output
from dragoman.serve.progress import Bar
from dragoman.serve.reading import Outcome
from tests.serve.articles import TALKS, VISIT


def outcome(text: str, name: str) -> Outcome:
    page = page_from_bytes(text.encode(), name=name)
    return page, record_of(page)


def interrupted() -> Iterator[Outcome]:
    yield outcome(VISIT, "visit.txt")
    yield EmptyError("nothing in it", subject="empty.txt")
    yield outcome(TALKS, "talks.txt")
    raise KeyboardInterrupt


def test_what_was_read_before_an_interruption_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = Output()
    with open_store(tmp_path / "x.db") as store:
        with store.run() as run, Bar(output, []) as bar:
            keeper = Keeper(output, store, run, bar)
            with pytest.raises(KeyboardInterrupt):
                keeper.take_all(interrupted())
        assert [header.name for header in store.documents()] == ["visit.txt", "talks.txt"]
    assert keeper.words().startswith("2 new, ")
    assert keeper.words().endswith(", 1 not read")
    assert capsys.readouterr().err == "dragoman: empty.txt: nothing in it\n"


def test_a_locator_is_where_the_page_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = VISIT.encode()
    assert locator_of(page_from_bytes(text, name="x.txt")) == str(tmp_path / "x.txt")
    assert locator_of(page_from_bytes(text, name="x.json#3")) == str(tmp_path / "x.json#3")
    assert locator_of(page_from_bytes(text, name="x.txt", url="https://e.org/1")) == "https://e.org/1"
    assert locator_of(page_from_bytes(text, name="-#2")).startswith("sha256:")
