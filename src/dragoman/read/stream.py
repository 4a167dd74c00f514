"""The pages in one stream of bytes: one for a text or an HTML page, one for each record of JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from dragoman.errors import EmptyError, FormatError, ReadError, TooLargeError
from dragoman.read.bounds import Bounds
from dragoman.read.encoding import decoded
from dragoman.read.pages import page_from_bytes, page_from_record
from dragoman.read.records import parsed, records_of
from dragoman.read.sniff import HEAD, Format, format_of
from dragoman.types import Page

__all__ = ["Ahead", "Readable", "Settings", "guarded", "pages_of_bytes", "pages_of_stream"]

_SKIPPED_LINES = 4
_BLANK = b" \t\r\n"


class Readable(Protocol):
    """What is read from a stream."""

    def read(self, size: int = -1, /) -> bytes: ...
    def readline(self, size: int = -1, /) -> bytes: ...


@dataclass(slots=True)
class Ahead:
    """A stream whose first bytes have been looked at."""

    head: bytes
    file: Readable

    @staticmethod
    def of(file: Readable) -> Ahead:
        """The stream with as much read ahead as is needed to tell a format."""
        return Ahead(file.read(HEAD), file)

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, as a file gives them."""
        taken = self._take(len(self.head) if size < 0 else size)
        return taken + self.file.read(-1 if size < 0 else size - len(taken))

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, or `size` bytes of it."""
        end = self.head.find(b"\n") + 1 or len(self.head)
        taken = self._take(end if size < 0 else min(end, size))
        if taken.endswith(b"\n") or len(taken) == size:
            return taken
        return taken + self.file.readline(-1 if size < 0 else size - len(taken))

    def _take(self, size: int) -> bytes:
        taken, self.head = self.head[:size], self.head[size:]
        return taken


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all pages of a run."""

    bounds: Bounds
    mapping: Mapping[str, str] | None = None


def guarded(make: Callable[[], Page], name: str) -> Page | ReadError:
    """The page, or the error in its place: the seam of one document."""
    try:
        return make()
    except ReadError as error:
        return error
    except Exception as error:  # noqa: BLE001  one page must not end the run
        return ReadError(f"cannot be read ({type(error).__name__}: {error})", subject=name)


def pages_of_stream(stream: Ahead, name: str, settings: Settings) -> Iterator[Page | ReadError]:
    """The pages of a stream, lazily where it has one record a line. Raises a `ReadError` for the stream as a whole."""
    form = format_of(stream.head, name=name) if stream.head.strip() else Format.TEXT
    if form in (Format.JSON, Format.NDJSON) and _has_lines(stream.head, form):
        yield from _pages_of_lines(_lines(stream, settings.bounds), name, settings)
    else:
        yield from pages_of_bytes(stream.read(settings.bounds.max_bytes + 1), name, settings)


def pages_of_bytes(
    data: bytes,
    name: str,
    settings: Settings,
    *,
    url: str | None = None,
    media_type: str | None = None,
    fetched_at: datetime | None = None,
) -> Iterator[Page | ReadError]:
    """The pages of a file or response that is in memory; `url` is that of a page without one of its own."""
    bounds = settings.bounds
    if len(data) > bounds.max_bytes:
        raise TooLargeError(f"more than {bounds.max_bytes} bytes", subject=name)
    form = format_of(data[:HEAD], name=name, media_type=media_type)
    if form not in (Format.JSON, Format.NDJSON) or not data.strip():
        yield page_from_bytes(data, name=name, url=url, media_type=media_type, fetched_at=fetched_at, bounds=bounds)
        return
    pages = (
        _pages_of_lines(iter(data.splitlines(keepends=True)), name, settings)
        if _has_lines(data, form)
        else _pages_of_json(decoded(data, name=name).text, name, settings)
    )
    for page in pages:
        yield page if isinstance(page, ReadError) else replace(page, url=page.url or url, fetched_at=fetched_at)


def _has_lines(head: bytes, form: Format) -> bool:
    """Whether JSON is one object a line: by its name, or because the first line is an object and more follows."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)
    if not start.startswith(b"{"):
        return form is Format.NDJSON and not start.startswith(b"[")
    first, _, rest = start.partition(b"\n")
    if form is Format.NDJSON and not (rest and first.strip() == b"{"):
        return True
    return first.rstrip().endswith(b"}") and rest.lstrip(_BLANK).startswith(b"{")


def _lines(stream: Readable, bounds: Bounds) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is too long, which is passed over, but not without end."""
    while line := stream.readline(bounds.max_bytes + 1):
        if len(line) <= bounds.max_bytes:
            yield line
            continue
        yield None
        skipped = 0
        while line and not line.endswith(b"\n"):
            line = stream.readline(bounds.max_bytes + 1)
            skipped += 1
            if skipped > _SKIPPED_LINES:
                return


def _pages_of_lines(lines: Iterable[bytes | None], name: str, settings: Settings) -> Iterator[Page | ReadError]:
    count = 0
    for line in lines:
        if line is not None and not line.strip():
            continue
        count += 1
        yield _page_of_line(line, f"{name}#{count}", settings)
    if not count:
        raise EmptyError("no records in it", subject=name)


def _page_of_line(line: bytes | None, name: str, settings: Settings) -> Page | ReadError:
    if line is None:
        return TooLargeError(f"a line of more than {settings.bounds.max_bytes} bytes", subject=name)
    words = line
    return guarded(lambda: _page(parsed(decoded(words, name=name).text, name=name), name, settings), name)


def _pages_of_json(text: str, name: str, settings: Settings) -> Iterator[Page | ReadError]:
    data = parsed(text, name=name)
    records = records_of(data)
    if records is None:
        raise FormatError("JSON, but neither an object nor a list", subject=name)
    if not records:
        raise EmptyError("no records in it", subject=name)
    single = records[0] is data
    for number, record in enumerate(records, start=1):
        own = name if single else f"{name}#{number}"
        yield _guarded_page(record, own, settings)


def _guarded_page(record: Any, name: str, settings: Settings) -> Page | ReadError:
    return guarded(lambda: _page(record, name, settings), name)


def _page(record: Any, name: str, settings: Settings) -> Page:
    if not isinstance(record, dict):
        raise FormatError(f"a record that is no object but {type(record).__name__}", subject=name)
    return page_from_record(record, name=name, mapping=settings.mapping, bounds=settings.bounds)
