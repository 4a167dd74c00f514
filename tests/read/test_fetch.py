"""URLs, against a server of our own on this machine."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.errors import FetchError, ReadError, TooLargeError
from dragoman.read import Bounds, read_pages
from dragoman.types import Page

HTML = (
    "<html><head><title>Plan agreed</title></head><body><p>Министры встретились во вторник в порту.</p></body></html>"
)
BOMB = gzip.compress(b" " * 60_000_000)


class Handler(BaseHTTPRequestHandler):
    """One path for each thing a server can do."""

    seen: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.server.seen.append((self.path, self.headers["User-Agent"]))  # type: ignore[attr-defined]
        getattr(self, "on_" + self.path.strip("/").partition("/")[0].partition("?")[0])()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def answer(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def on_page(self) -> None:
        self.answer(HTML.encode("windows-1251"), Content_Type="text/html; charset=windows-1251")

    def on_records(self) -> None:
        self.answer(
            b'{"articles": [{"text": "One."}, {"text": "Two.", "url": "https://lantern.example/2"}]}',
            Content_Type="application/json",
        )

    def on_untyped(self) -> None:
        self.answer(HTML.encode())

    def on_image(self) -> None:
        self.answer(b"\x89PNG", Content_Type="image/png")

    def on_missing(self) -> None:
        self.answer(b"no", 404)

    def on_busy(self) -> None:
        self.answer(b"no", 503, Retry_After="3600")

    def on_once(self) -> None:
        self.answer(b"", 302, Location="/page")

    def on_loop(self) -> None:
        self.answer(b"", 302, Location="/loop")

    def on_tofile(self) -> None:
        self.answer(b"", 302, Location="file:///etc/hostname")

    def on_bomb(self) -> None:
        self.answer(BOMB, Content_Type="text/html", Content_Encoding="gzip")

    def on_badgzip(self) -> None:
        self.answer(b"no gzip at all", Content_Type="text/html", Content_Encoding="gzip")

    def on_empty(self) -> None:
        self.answer(b"", Content_Type="text/html")

    def on_header(self) -> None:
        self.answer(b"x", X_Long="x" * 200_000)

    def on_silent(self) -> None:
        time.sleep(3)

    def on_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(60):
            self.wfile.write(b"<p>x</p>")
            self.wfile.flush()
            time.sleep(0.1)

    def on_dripheader(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for n in range(60):
            self.wfile.write(b"X-%d: y\r\n" % n)
            self.wfile.flush()
            time.sleep(0.1)

    def on_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half a page")


class Server(ThreadingHTTPServer):
    """The server, with what it was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[str, str]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what some tests are about."""

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{path}"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def fetch(server: Server, path: str, bounds: Bounds = Bounds(seconds=10)) -> list[Page | ReadError]:
    return list(read_pages([server.url(path)], bounds=bounds))


def test_page_with_the_charset_of_the_server(server: Server) -> None:
    before = datetime.now(UTC)
    (page,) = fetch(server, "page")
    assert isinstance(page, Page)
    assert page.blocks[0].text == "Министры встретились во вторник в порту."
    assert (page.name, page.url, page.media_type) == (server.url("page"), server.url("page"), "text/html")
    assert page.fetched_at is not None
    assert before <= page.fetched_at <= datetime.now(UTC)
    assert server.seen[0][1].startswith("dragoman/")


def test_redirect_is_followed_and_named(server: Server) -> None:
    (page,) = fetch(server, "once")
    assert isinstance(page, Page)
    assert (page.name, page.url) == (server.url("once"), server.url("page"))


def test_records_keep_their_own_urls(server: Server) -> None:
    pages = fetch(server, "records")
    assert [(p.name, p.url) for p in pages if isinstance(p, Page)] == [
        (server.url("records") + "#1", server.url("records")),
        (server.url("records") + "#2", "https://lantern.example/2"),
    ]


def test_untyped_answer_is_told_by_its_content(server: Server) -> None:
    (page,) = fetch(server, "untyped")
    assert isinstance(page, Page)
    assert page.media_type == "text/html"


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("image", FetchError, "image/png"),
        ("missing", FetchError, "404"),
        ("loop", FetchError, "redirects"),
        ("tofile", FetchError, "file:///etc/hostname"),
        ("bomb", TooLargeError, "bytes"),
        ("badgzip", FetchError, "no page"),
        ("empty", ReadError, "nothing"),
        ("header", FetchError, "no page"),
        ("short", FetchError, "no page"),
    ],
)
@pytest.mark.timeout(30)
def test_what_is_no_page_is_a_value(server: Server, path: str, error: type[ReadError], says: str) -> None:
    (result,) = fetch(server, path)
    assert isinstance(result, error)
    assert result.subject == server.url(path)
    assert says in result.message


def test_what_the_client_did_wrong_is_not_asked_again(server: Server) -> None:
    fetch(server, "missing")
    assert len(server.seen) == 1


@pytest.mark.timeout(30)
def test_busy_server_is_asked_three_times_and_not_waited_for_an_hour(server: Server) -> None:
    (result,) = fetch(server, "busy")
    assert isinstance(result, FetchError)
    assert "503" in result.message
    assert len(server.seen) == 3


@pytest.mark.parametrize("path", ["silent", "drip", "dripheader"])
@pytest.mark.timeout(30)
def test_slow_server_costs_no_more_than_the_bound(server: Server, path: str) -> None:
    start = time.monotonic()
    (result,) = fetch(server, path, Bounds(seconds=0.5))
    assert isinstance(result, FetchError)
    assert time.monotonic() - start < 2.5


def test_nobody_listens() -> None:
    (result,) = read_pages(["http://127.0.0.1:1/x"], bounds=Bounds(seconds=5))
    assert isinstance(result, FetchError)


def test_the_rest_of_the_batch_is_done(server: Server) -> None:
    found = list(read_pages([server.url("missing"), server.url("bomb"), server.url("page")], bounds=Bounds(seconds=10)))
    assert [isinstance(r, Page) for r in found] == [False, False, True]
