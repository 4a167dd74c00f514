"""Hostile documents among good ones, end to end: each is an error with its name or a record, and the good ones stay.

One batch is read in a process of its own, so that its time and its peak of memory are its own too.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dragoman import DragomanError, Page, page_from_bytes, read_pages, record_from_json, safe_record_of
from dragoman.read import Bounds
from tests.hostile_batch import outcome_of

pytestmark = pytest.mark.timeout(300)

LIMIT_CPU_S, LIMIT_MB = 100, 700
RECORD = ""
GOOD = (
    "Orlova to visit Minsk\n\n12 January 2023\n\n"
    "Foreign Minister Anna Orlova will visit Minsk on 19 January, the ministry said in a statement on Thursday.\n\n"
    '"We will sign a plan of consultations," Orlova told reporters in Moscow after talks with Sergey Lavrov.\n'
)
ENGLISH = "The minister said on Monday that the talks between the two sides would go on in the capital.\n\n"
TEN_MB = 10_000_000
SIZE = 40_000


def filled(pattern: str, size: int) -> bytes:
    """A text of so many bytes that begins as English and repeats a pattern on one line."""
    return (ENGLISH + pattern * (size // len(pattern) + 1))[:size].encode()


def bomb() -> bytes:
    """A few kilobytes that become far more than any bound allows."""
    return gzip.compress(b"The talks went on. " * 3_000_000, compresslevel=9)


def huge_page() -> bytes:
    """50 MB of HTML."""
    return b"<html><body>" + b"<p>The ministers met again in the harbour.</p>" * 1_080_000


BROKEN: dict[str, tuple[bytes, str]] = {
    "utf8_cut.txt": (ENGLISH.encode() + b"The end \xe2\x82", RECORD),
    "utf8_stray.txt": (ENGLISH.encode() + b"In the caf\xe9 \xff they met.", RECORD),
    "utf8_overlong.txt": (ENGLISH.encode() + b"\xc0\xaf" * 40, "EncodingError"),
    "utf8_surrogates.txt": (ENGLISH.encode() + b"\xed\xa0\x80\xed\xb0\x80", RECORD),
    "utf16_odd.txt": (b"\xff\xfe" + ENGLISH.encode("utf-16-le") + b"x", "EncodingError"),
    "empty.txt": (b"", "EmptyError"),
    "empty.html": (b"", "EmptyError"),
    "empty.json": (b"", "EmptyError"),
    "white.txt": (b" \t\r\n" * 5_000, "EmptyError"),
    "white.html": (b"<html><body><p> &nbsp; </p></body></html>", "EmptyError"),
    "million_lines.txt": (b"\n" * 1_000_000, "EmptyError"),
    "short_lines.txt": (b"a\n" * 150_000, "TooLargeError"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "FormatError"),
    "paper.html": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "FormatError"),
    "archive.json": (b"PK\x03\x04" + bytes(range(256)) * 40, "FormatError"),
    "binary.txt": (bytes(range(256)) * 400, "EncodingError"),
    "nulls.txt": (ENGLISH.replace(" ", "\0 ").encode(), "EncodingError"),
    "bomb.txt.gz": (bomb(), "TooLargeError"),
    "cut.txt.gz": (gzip.compress(ENGLISH.encode())[:-20], "FormatError"),
    "huge.html": (huge_page(), "TooLargeError"),
    "nested.html": (b"<div>" * 100_000 + b"They met.", "TooLargeError"),
    "siblings.html": (b"<body>" + b"<p>They met.</p>" * 100_000, "TooLargeError"),
    "attributes.html": (b"<p " + b"a=b " * 100_000 + b">They met.</p>", "TooLargeError"),
    "open_tags.html": (b"<p" * 100_000, "EmptyError"),
    "deep.json": (b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "TooLargeError"),
    "table.json": (b"title,text\nTalks,They met.\nVisit,They came.\n", "FormatError"),
    "number.json": (b"17", "FormatError"),
    "right_to_left.txt": ("\u202eوزير الخارجية يزور مينسك يوم الخميس\u202c\n".encode() * 20, RECORD),
    "escapes.txt": (b"\x1b[2J\x1b]0;title\x07" + ENGLISH.encode() + b"\x9b31m \x08\x7f", "EncodingError"),
    "few_escapes.txt": (ENGLISH.encode() * 20 + b"The \x1b[31mtalks\x1b[0m went \xe2\x80\xaeon.", RECORD),
    "markup.json": (
        json.dumps({"title": "<script>x()</script><b>Talks</b>", "text": ENGLISH}).encode(),
        RECORD,
    ),
    "half_pair.json": (b'{"title": "Talks \\ud83d", "text": "' + ENGLISH.strip().encode() + b' \\udc00"}', RECORD),
    "dates.json": (
        json.dumps({"text": ENGLISH + "On 31.02.2023, 29 February 2023, in year 9999 and on 1 January 0001 they met."
                    " They will meet in 99999 years, on 31 December 9999, and met 100000 months ago.",
                    "date": "0001-01-01T00:00:00Z"}).encode(),
        RECORD,
    ),
    "late.json": (json.dumps({"text": ENGLISH + "They meet tomorrow.", "date": "9999-12-31"}).encode(), RECORD),
    "name\nwith\x1b[31m lines.txt": (GOOD.encode(), RECORD),
}  # fmt: skip
LINES = {
    "words": "the talks were held and people said so again while others went on ",
    "quotes": '“He said ‘so’ " ',
    "brackets": "(a) [b] {",
    "dates": "on 19.01.2023 and 20 January, 1:30 ",
    "capitals": "Foreign Minister Ivan Petrov of A. B. ",
    "commas": ", ",
    "nouns": "visit ",
    "pronouns": "He met him. ",
    "treaties": "the Treaty on the Treaty of ",
    "spokesmen": "The spokesman said. The agency said. ",
    "letters": "a",
}
ARRAY = [{"text": ENGLISH, "title": "One"}, ["no record"], {"text": ENGLISH, "title": "Three"}]


class Bomb(BaseHTTPRequestHandler):
    """A server that answers with a bomb."""

    def do_GET(self) -> None:
        body = bomb()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Batch:
    """What came of a batch: all outcomes in order, by name as well, and what it cost."""

    first: str
    last: str
    names: list[str]
    outcomes: list[dict[str, Any]]
    cost: dict[str, float]

    def of(self, name: str) -> list[dict[str, Any]]:
        """The outcomes of a name, its records included."""
        return [o for o in self.outcomes if o["name"].partition("#")[0].endswith("/" + name)]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bomb)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/bomb"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory, url: str) -> Batch:
    folder = tmp_path_factory.mktemp("hostile")
    files = {"first.txt": GOOD.encode(), **{name: data for name, (data, _) in BROKEN.items()}}
    files |= {f"ten_mb_{name}.txt": filled(pattern, TEN_MB) for name, pattern in LINES.items()}
    files |= {f"line_{name}.txt": filled(pattern, SIZE) for name, pattern in LINES.items()}
    files |= {"array.json": json.dumps(ARRAY).encode(), "vanishes.txt": GOOD.encode(), "last.txt": GOOD.encode()}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    names = [str(folder / name) for name in files]
    names[-1:] = [url, str(folder / "never there.txt"), names[-1]]
    listed = folder / "names.list"
    listed.write_text(json.dumps(names), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile_batch", str(listed), str(folder / "vanishes.txt")],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == ""
    *outcomes, cost = [json.loads(line) for line in done.stdout.split("\n") if line]
    return Batch(names[0], names[-1], names, outcomes, cost)


def test_time_and_memory_are_bounded(batch: Batch) -> None:
    slowest = max(batch.outcomes, key=lambda o: o["seconds"])
    assert batch.cost["cpu_s"] < LIMIT_CPU_S, f"slowest: {slowest['name']} {slowest['seconds']}"
    assert batch.cost["peak_mb"] < LIMIT_MB


def test_no_name_is_lost_and_every_error_says_which(batch: Batch) -> None:
    heads = [o["name"].partition("#")[0] for o in batch.outcomes]
    assert list(dict.fromkeys(heads)) == batch.names
    assert all(
        o["name"] in o["message"] and len(o["message"]) > len(o["name"]) + 5 for o in batch.outcomes if o["error"]
    )


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_each_is_an_error_of_its_kind_or_a_record(batch: Batch, name: str) -> None:
    (outcome,) = batch.of(name)
    assert outcome["error"] == BROKEN[name][1], outcome.get("message")
    if not outcome["error"]:
        record = record_from_json(outcome["record"])
        assert all(
            r.trigger.span and r.trigger.span.of(record.document.text) == r.trigger.exact for r in record.reports
        )
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in outcome["record"]), "a character steers a terminal"


@pytest.mark.parametrize("name", sorted(LINES))
def test_one_line_of_ten_megabytes_is_refused_and_a_shorter_one_is_read(batch: Batch, name: str) -> None:
    (refused,), (read,) = batch.of(f"ten_mb_{name}.txt"), batch.of(f"line_{name}.txt")
    assert (refused["error"], read["error"]) == ("TooLargeError", RECORD)
    assert refused["seconds"] < 5
    assert read["seconds"] < 20


def test_one_bad_member_of_an_array_is_one_error(batch: Batch) -> None:
    outcomes = batch.of("array.json")
    assert [o["error"] for o in outcomes] == [RECORD, "FormatError", RECORD]
    assert [o["name"].rpartition("#")[2] for o in outcomes] == ["1", "2", "3"]


def test_a_bomb_of_a_server_is_refused(batch: Batch, url: str) -> None:
    (outcome,) = [o for o in batch.outcomes if o["name"] == url]
    assert outcome["error"] == "TooLargeError"


@pytest.mark.parametrize("name", ["vanishes.txt", "never there.txt"])
def test_a_file_that_is_gone_is_an_error(batch: Batch, name: str) -> None:
    (outcome,) = batch.of(name)
    assert outcome["error"] == "ReadError"
    assert "no such file" in outcome["message"]


@pytest.mark.parametrize("which", ["first", "last"])
def test_the_good_ones_are_read_as_if_alone(batch: Batch, which: str) -> None:
    name = getattr(batch, which)
    (alone,) = [outcome_of(page) for page in read_pages([name])]
    (among,) = [o for o in batch.outcomes if o["name"] == name]
    assert alone["error"] == RECORD
    assert among["record"] == alone["record"]
    record = record_from_json(str(among["record"]))
    assert ("visit", "announced") in [(r.mode, r.status.value) for r in record.reports]


def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(GOOD, "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    (error,) = read_pages([str(path)])
    assert isinstance(error, DragomanError)
    assert str(path) in str(error)


def test_time_grows_no_faster_than_the_text() -> None:
    """Four times the text may take eight times as long, and not the sixteen of a square."""
    slow = []
    for name, pattern in LINES.items():
        small, large = (_seconds(filled(pattern, size)) for size in (6_000, 24_000))
        if large > 8 * max(small, 0.03):
            slow.append(f"{name}: {small:.2f} s, then {large:.2f} s")
    assert slow == []


def _seconds(data: bytes) -> float:
    start = time.process_time()
    page = page_from_bytes(data, name="line.txt", bounds=Bounds())
    assert isinstance(page, Page)
    assert not isinstance(safe_record_of(page), DragomanError)
    return time.process_time() - start
