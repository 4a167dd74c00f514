"""One URL to bytes: HTTP with limits on time, size and redirects. Only what the user named is fetched."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from dragoman.errors import FetchError, ReadError, TooLargeError
from dragoman.read.bounds import Bounds
from dragoman.read.sniff import media_type_of

__all__ = ["Fetched", "fetched"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = frozenset({"", "application/xhtml+xml", "application/json", "application/x-ndjson", "application/jsonl"})
_OPAQUE = frozenset({"text/css", "text/javascript", "text/calendar"})
_CHUNK = 65_536
_RETRIES = urllib3.Retry(
    total=2,
    redirect=0,
    backoff_factor=0.3,
    status_forcelist=(502, 503, 504),
    respect_retry_after_header=False,
    raise_on_status=False,
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response: the URL that answered after redirects, its Content-Type and its body, decompressed."""

    url: str
    content_type: str
    data: bytes


def fetched(url: str, *, bounds: Bounds = Bounds()) -> Fetched:
    """What a http or https URL gives, within `bounds.seconds` for everything.

    Failed connections and 502, 503, 504 are tried three times, other errors once. Raises `FetchError` for another
    scheme (also after a redirect), a status that is not 200, a type that is no text, and trouble on the way;
    `TooLargeError` for a body over the bounds, counted after decompression and stopped there.
    """
    deadline = time.monotonic() + bounds.seconds
    return _within(bounds.seconds, lambda: _follow(url, bounds, deadline), url)


def _within(seconds: float, work: Callable[[], Fetched], url: str) -> Fetched:
    """The result of the work; a server that trickles its headers is left to a thread of its own at the deadline."""
    results: list[Fetched | ReadError] = []

    def run() -> None:
        try:
            results.append(work())
        except ReadError as error:
            results.append(error)
        except Exception as error:  # noqa: BLE001  the seam of one request: whatever a server causes is its error
            results.append(FetchError(f"no page ({type(error).__name__}: {error})", subject=url))

    thread = threading.Thread(target=run, daemon=True, name="dragoman-fetch")
    thread.start()
    thread.join(seconds + 0.5)
    if not results:
        raise FetchError(f"no answer within {seconds:g} seconds", subject=url)
    if isinstance(results[0], ReadError):
        raise results[0]
    return results[0]


def _follow(url: str, bounds: Bounds, deadline: float) -> Fetched:
    here = url
    with urllib3.PoolManager(headers={"User-Agent": _user_agent(), "Accept-Encoding": "gzip, deflate"}) as pool:
        for _ in range(bounds.max_redirects + 1):
            _check_scheme(here, url)
            found = _get(pool, here, url, bounds, deadline)
            if isinstance(found, Fetched):
                return found
            here = urljoin(here, found)
    raise FetchError(f"more than {bounds.max_redirects} redirects", subject=url)


def _user_agent() -> str:
    try:
        return f"dragoman/{version('dragoman')}"
    except PackageNotFoundError:
        return "dragoman"


def _check_scheme(here: str, url: str) -> None:
    if urlsplit(here).scheme.lower() not in ("http", "https") or not urlsplit(here).hostname:
        raise FetchError(f"not a http or https URL: {here[:200]}", subject=url)


def _get(pool: urllib3.PoolManager, here: str, url: str, bounds: Bounds, deadline: float) -> Fetched | str:
    """The response at one address, or the address that it points to."""
    left = max(deadline - time.monotonic(), 0.1)
    timeout = urllib3.Timeout(connect=min(10.0, left), read=min(20.0, left))
    try:
        response = pool.request("GET", here, preload_content=False, redirect=False, retries=_RETRIES, timeout=timeout)
        try:
            return _answer(response, here, url, bounds, deadline)
        finally:
            response.close()
    except HTTPError as error:
        raise FetchError(f"no page ({_reason(error)})", subject=url) from error


def _reason(error: HTTPError) -> str:
    cause = getattr(error, "reason", None) or error
    return f"{type(cause).__name__}: {str(cause)[:300]}"


def _answer(response: urllib3.BaseHTTPResponse, here: str, url: str, bounds: Bounds, deadline: float) -> Fetched | str:
    location = response.headers.get("Location")
    if response.status in _REDIRECTS and location:
        return location
    if response.status != 200:
        raise FetchError(f"the server says {response.status}", subject=url)
    content_type = response.headers.get("Content-Type", "")
    kind = media_type_of(content_type)
    if not (kind in _READABLE or kind.startswith("text/") or kind.endswith("+json")) or kind in _OPAQUE:
        raise FetchError(f"{kind[:100]} is no page", subject=url)
    return Fetched(here, content_type, _body(response, url, bounds, deadline))


def _body(response: urllib3.BaseHTTPResponse, url: str, bounds: Bounds, deadline: float) -> bytes:
    data = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=True):
        data += chunk
        if len(data) > bounds.max_bytes:
            raise TooLargeError(f"more than {bounds.max_bytes} bytes", subject=url)
        if time.monotonic() > deadline:
            raise FetchError(f"not all there within {bounds.seconds:g} seconds", subject=url)
    return bytes(data)
