"""Files, folders and standard input: one result a page, in order, whatever is among them."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from dragoman.errors import EmptyError, FetchError, FormatError, ReadError, TooLargeError
from dragoman.read import Bounds, read_pages
from dragoman.types import Page

LINE = "The ministers met in the town hall."
GOOD = json.dumps({"text": LINE})


def results(*names: str | Path, bounds: Bounds = Bounds(), stdin: bytes | None = None) -> list[Page | ReadError]:
    return list(
        read_pages([str(n) for n in names], bounds=bounds, stdin=io.BytesIO(stdin) if stdin is not None else None)
    )


def named(found: list[Page | ReadError]) -> list[str]:
    return [r.name if isinstance(r, Page) else f"{type(r).__name__} {r.subject}" for r in found]


def test_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LINE)
    assert named(results(tmp_path)) == [str(tmp_path / n) for n in ("a/z.txt", "a.txt", "b.txt")]


def test_each_format_by_name_and_by_content(tmp_path: Path) -> None:
    html = f"<!doctype html><p>{LINE}</p>"
    files = {
        "a.txt": LINE,
        "b.html": html,
        "c.json": GOOD,
        "d.jsonl": GOOD,
        "e": html,
        "f": GOOD,
        "g": LINE,
        "h.dat": f"{GOOD}\n{GOOD}",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
    found = results(tmp_path)
    assert all(isinstance(r, Page) and r.blocks[0].text == LINE for r in found), named(found)
    assert len(found) == 18


def test_bad_documents_are_values_and_the_rest_is_done(tmp_path: Path) -> None:
    bad = {
        "binary.txt": bytes(range(256)) * 100,
        "broken.json": b'{"text": ',
        "deep.html": b"<div>" * 100_000,
        "empty.txt": b"",
        "feed.xml": b"<?xml version='1.0'?><rss></rss>",
        "image.png": b"\x89PNG\r\n\x1a\n",
        "line.txt": b"x" * 10_000_000,
        "notgzip.txt.gz": b"\x1f\x8b\x08\x00broken",
        "nuls.txt": b"\0" * 10_000,
        "office.docx": b"PK\x03\x04....",
        "paper.pdf": b"%PDF-1.4",
        "settings.yaml": b"key: value",
        "utf8.txt": b"\xff\xfe\xff\xc3\x28" * 99,
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text(LINE)
    found = results(tmp_path)
    assert [r.subject for r in found if isinstance(r, ReadError)] == [str(tmp_path / n) for n in sorted(bad)]
    assert named(found)[-1] == str(tmp_path / "zz.txt")


def test_bad_line_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([GOOD, "{broken", "", "[1]", '{"id": 1}', GOOD]))
    assert named(results(path)) == [
        f"{path}#1",
        f"FormatError {path}#2",
        f"FormatError {path}#3",
        f"EmptyError {path}#4",
        f"{path}#5",
    ]


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(f"{GOOD}\n".encode() * 200_000))
    pages = read_pages([str(path)], bounds=Bounds(max_bytes=1000))
    assert [next(pages).name for _ in range(3)] == [f"{path}#{n}" for n in (1, 2, 3)]  # type: ignore[union-attr]


def test_line_over_the_bound_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{GOOD}\n{json.dumps({'text': 'x' * 3000})}\n{GOOD}\n")
    assert named(results(path, bounds=Bounds(max_bytes=1000))) == [f"{path}#1", f"TooLargeError {path}#2", f"{path}#3"]


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.html.gz", "bomb.json.gz", "bomb.jsonl.gz", "bomb"])
@pytest.mark.timeout(60)
def test_gzip_bomb_on_disk_is_too_large(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(300):
            file.write(b" " * 1_000_000)
    (result,) = results(path)
    assert isinstance(result, TooLargeError)


def test_array_and_container_number_their_records(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(f"[{GOOD}, 3, {GOOD}]")
    (tmp_path / "b.json").write_text(f'{{"articles": [{GOOD}]}}')
    assert [n.rpartition("/")[2] for n in named(results(tmp_path))] == ["a.json#1", "a.json#2", "a.json#3", "b.json#1"]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(LINE.encode(), "text/plain"), (f"<html><p>{LINE}".encode(), "text/html"), (GOOD.encode(), "application/json")],
)
def test_standard_input_is_told_by_its_content(data: bytes, media_type: str) -> None:
    (page,) = results("-", stdin=data)
    assert isinstance(page, Page)
    assert (page.name, page.media_type, page.blocks[0].text) == ("-", media_type, LINE)


def test_standard_input_of_many_records_and_compressed() -> None:
    data = gzip.compress(f"{GOOD}\n{GOOD}\n".encode())
    assert named(results("-", stdin=data)) == ["-#1", "-#2"]


def test_names_that_are_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = results(tmp_path / "none", tmp_path / "empty", "ftp://lantern.example/x", "file:///etc/hostname", "")
    assert [type(r) for r in found[:4]] == [ReadError, EmptyError, FetchError, FetchError]
    assert len(found) == 5
    assert isinstance(found[4], ReadError)


@pytest.mark.timeout(20)
def test_links_that_loop_do_not_hang(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "text.txt").write_text(LINE)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = results(tmp_path)
    assert named(found)[0] == str(tmp_path / "a" / "text.txt")
    assert [type(r) for r in found[1:]] == [FormatError]


@pytest.mark.timeout(20)
def test_pipes_in_a_folder_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "z.txt").write_text(LINE)
    assert named(results(tmp_path)) == [str(tmp_path / "z.txt")]


def test_same_input_gives_the_same_pages(tmp_path: Path) -> None:
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(f"{LINE} {n}")
    assert results(tmp_path) == results(tmp_path)
