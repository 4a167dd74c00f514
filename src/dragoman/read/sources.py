"""Files, folders, standard input and URLs to pages, one by one; what fails is a value, and the rest goes on."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import EmptyError, FetchError, FormatError, ReadError
from dragoman.read.bounds import Bounds
from dragoman.read.pages import checked_mapping
from dragoman.read.sniff import is_gzip
from dragoman.read.stream import Ahead, Readable, Settings, pages_of_bytes, pages_of_stream
from dragoman.types import Page

__all__ = ["read_pages"]


def read_pages(
    paths_or_urls: Iterable[str],
    *,
    mapping: Mapping[str, str] | None = None,
    bounds: Bounds = Bounds(),
    stdin: BinaryIO | None = None,
) -> Iterator[Page | ReadError]:
    """The pages behind the names, lazily and in order; what cannot be read is a `ReadError` in its place.

    A name is a file (.txt, .html, .json, .jsonl, each also .gz; others by their content), a folder (all files below
    it, sorted, without hidden ones), "-" for standard input, or a http or https URL. Files of several records give
    one page each, named "name#n" from 1. Nothing named: nothing. Raises `FormatError` at once when the mapping has a
    name that is not ours, and nothing after that.
    """
    checked_mapping(mapping)
    return _all(paths_or_urls, Settings(bounds, mapping), stdin)


def _all(names: Iterable[str], settings: Settings, stdin: BinaryIO | None) -> Iterator[Page | ReadError]:
    for name in names:
        yield from _guarded(_one(str(name), settings, stdin), str(name))


def _guarded(pages: Iterator[Page | ReadError], name: str) -> Iterator[Page | ReadError]:
    """The seam of one name: whatever goes wrong in it is its error, and its last result."""
    try:
        yield from pages
    except ReadError as error:
        yield error
    except (OSError, EOFError, zlib.error) as error:
        yield FormatError(f"cannot be read ({_why(error)})", subject=name)
    except Exception as error:  # noqa: BLE001  one page must not end the run
        yield ReadError(f"cannot be read ({type(error).__name__}: {error})", subject=name)


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _one(name: str, settings: Settings, stdin: BinaryIO | None) -> Iterator[Page | ReadError]:
    if not name:
        raise ReadError("an empty name")
    if name == "-":
        yield from _stream(stdin or sys.stdin.buffer, "-", settings)
    elif "://" in name[:32]:
        yield from _url(name, settings)
    elif Path(name).is_dir():
        yield from _folder(Path(name), settings)
    else:
        yield from _file(Path(name), settings)


def _url(url: str, settings: Settings) -> Iterator[Page | ReadError]:
    if not url.lower().startswith(("http://", "https://")):
        raise FetchError("only http and https are fetched", subject=url)
    from dragoman.read.fetch import fetched  # slow to import, and files do without

    answer = fetched(url, bounds=settings.bounds)
    yield from pages_of_bytes(
        answer.data,
        url,
        settings,
        url=answer.url,
        media_type=answer.content_type,
        fetched_at=datetime.now(UTC),
    )


def _folder(folder: Path, settings: Settings) -> Iterator[Page | ReadError]:
    empty = True
    for path in _walk(folder):
        empty = False
        yield from _guarded(iter([path]) if isinstance(path, ReadError) else _file(path, settings), str(path))
    if empty:
        raise EmptyError("no files in it", subject=str(folder))


def _walk(folder: Path) -> Iterator[Path | ReadError]:
    """Regular files below a folder in sorted order. Links are followed, but no folder is entered twice."""
    seen: set[str] = set()
    todo = [folder]
    while todo:
        path = todo.pop()
        if not path.is_dir():
            if path.is_file() or path.is_symlink() or not path.exists():
                yield path  # one that has gone meanwhile is reported, too
            continue
        if (real := os.path.realpath(path)) in seen:
            continue
        seen.add(real)
        try:
            names = sorted(n for n in os.listdir(path) if not n.startswith("."))  # noqa: PTH208  names, not paths
        except OSError as error:
            yield ReadError(f"cannot be read ({_why(error)})", subject=str(path))
            continue
        todo.extend(path / name for name in reversed(names))


def _file(path: Path, settings: Settings) -> Iterator[Page | ReadError]:
    if not path.exists() and not path.is_symlink():
        raise ReadError("no such file or folder", subject=str(path))
    with path.open("rb") as file:
        yield from _stream(file, str(path), settings)


def _stream(file: Readable, name: str, settings: Settings) -> Iterator[Page | ReadError]:
    stream = Ahead.of(file)
    if is_gzip(stream.head):
        with gzip.GzipFile(fileobj=cast("BinaryIO", stream), mode="rb") as inner:
            yield from pages_of_stream(Ahead.of(inner), name, settings)
    else:
        yield from pages_of_stream(stream, name, settings)
