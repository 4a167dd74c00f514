"""Offices and holders from Wikidata's query service: the questions, the pages of answers, the rows as holdings."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import HTTPError

from dragoman._version import __version__
from dragoman.errors import FetchError
from dragoman.ground.offices import Holding, office_named
from dragoman.types import Office

__all__ = ["ENDPOINT", "QUESTIONS", "Pool", "Service", "holdings_in", "query_of"]

ENDPOINT = "https://query.wikidata.org/sparql"
SINCE = "2010-01-01"
"""Tenures that ended before are not asked for."""

QUESTIONS: Mapping[str, str] = {
    "heads of state": "?place wdt:P297 ?code ; wdt:P1906 ?office .",
    "heads of government": "?place wdt:P297 ?code ; wdt:P1313 ?office .",
    "foreign ministers": "?office wdt:P279* wd:Q7330070 ; wdt:P1001 ?place . ?place wdt:P297 ?code .",
    "defence ministers": "?office wdt:P279* wd:Q2518691 ; wdt:P1001 ?place . ?place wdt:P297 ?code .",
    "heads of international organisations": "?place wdt:P31/wdt:P279* wd:Q484652 ; wdt:P2388 ?office .",
}
"""What is asked for, and the patterns that find its offices (P297 country code, P1906 and P1313 office of the head of
state and of government, P1001 jurisdiction, P2388 office of the head, Q484652 international organisation)."""

_TRIES = 5
_WAIT = 2.0
"""Seconds before the second try; twice as long before each one after it."""
_BUSY = frozenset({429, 500, 502, 503, 504})
_LENGTHS = {11: 10, 10: 7, 9: 4}
"""Characters of an ISO 8601 date for a precision of Wikidata: day, month, year."""
_MINISTERS = {"foreign ministers": "foreign minister", "defence ministers": "defence minister"}


def query_of(question: str, *, size: int, after: int = 0) -> str:
    """The SPARQL of a page of the answer to a key of `QUESTIONS`: `size` rows from row `after` on."""
    return f"""SELECT ?statement ?person ?name ?code ?placeName ?officeName
       ?start ?startPrecision ?end ?endPrecision WHERE {{
  {QUESTIONS[question]}
  ?person p:P39 ?statement .
  ?statement ps:P39 ?office ; pqv:P580 [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision ] .
  OPTIONAL {{ ?statement pqv:P582 [ wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision ] }}
  FILTER(!BOUND(?end) || ?end >= "{SINCE}T00:00:00Z"^^xsd:dateTime)
  FILTER NOT EXISTS {{ ?statement wikibase:rank wikibase:DeprecatedRank }}
  ?person rdfs:label ?name . FILTER(LANG(?name) = "en")
  ?place rdfs:label ?placeName . FILTER(LANG(?placeName) = "en")
  ?office rdfs:label ?officeName . FILTER(LANG(?officeName) = "en")
}} ORDER BY ?statement LIMIT {size} OFFSET {after}"""


class Pool(Protocol):
    """What is needed of a pool of connections."""

    def request(self, method: str, url: str, **options: Any) -> urllib3.BaseHTTPResponse:
        """The response to a request."""


@dataclass(frozen=True, slots=True)
class Service:
    """The query service behind a pool of connections. `wait` sleeps for some seconds."""

    pool: Pool
    wait: Callable[[float], None] = time.sleep
    note: Callable[[str], None] = print

    def rows(self, question: str, *, size: int) -> Iterator[dict[str, str]]:
        """All rows of the answer to a key of `QUESTIONS`, asked for page by page. Raises `FetchError`."""
        after = 0
        while True:
            page = _rows_in(self._answer(query_of(question, size=size, after=after)))
            yield from page
            after += len(page)
            self.note(f"{question}: {after:,} rows")
            if len(page) < size:
                return

    def _answer(self, query: str) -> bytes:
        """The body of the answer; a busy service is asked again, at most `_TRIES` times in all."""
        url = f"{ENDPOINT}?{urlencode({'query': query})}"
        headers = {
            "Accept": "application/sparql-results+json",
            "User-Agent": f"dragoman/{__version__} (office holders)",
        }
        said = ""
        for attempt in range(_TRIES):
            if attempt:
                self.wait(_WAIT * 2 ** (attempt - 1))
            try:
                response = self.pool.request("GET", url, headers=headers, timeout=90.0, retries=False)
            except HTTPError as error:
                said = f"{type(error).__name__}: {str(error)[:200]}"
                continue
            if response.status == 200:
                return response.data
            said = f"status {response.status}"
            if response.status not in _BUSY:
                break
        raise FetchError(f"no answer ({said})", subject=ENDPOINT)


def _rows_in(answer: bytes) -> list[dict[str, str]]:
    """The rows of an answer in SPARQL's JSON, each value as text. Raises `FetchError` for any other bytes."""
    try:
        bindings = json.loads(answer)["results"]["bindings"]
        return [{key: str(cell["value"]) for key, cell in row.items()} for row in bindings]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FetchError(f"the answer is no table ({type(error).__name__}: {error})", subject=ENDPOINT) from error


def holdings_in(question: str, rows: Iterator[dict[str, str]], *, today: date) -> Iterator[Holding]:
    """The rows as holdings; those without a usable date, or whose office has no name here, are left out.

    A tenure without an end was held today.
    """
    for row in rows:
        office = _office(question, row)
        begins = _date(row.get("start", ""), row.get("startPrecision", ""))
        ends = _date(row.get("end", ""), row.get("endPrecision", ""))
        if office is None or not begins or begins > today.isoformat() or ("end" in row and not ends):
            continue
        seen = None if ends else (today, today)
        item = row["person"].rpartition("/")[2]
        yield Holding(
            *(row["name"], (), office, None, "acting" in row["officeName"].lower().split(), begins, ends, seen),
            *(("Wikidata",), today.isoformat(), item),
        )


def _office(question: str, row: dict[str, str]) -> Office | None:
    """The office of a row; None for one that has no name here, or is a deputy's."""
    words = _MINISTERS.get(question) or row["officeName"].split(" of ")[0]
    country = row.get("code")
    wanted = office_named(words, organisation=None if country else row["placeName"], country=country)
    if wanted is None or wanted.title in _UNNAMED or "deputy" in row["officeName"].lower():
        return None
    title = _TITLES.get((wanted.title, country or ""), wanted.title)
    return Office(title, wanted.organisation, country)


_UNNAMED = frozenset({"Head of State", "Head of Government"})
"""What "monarch" and the like say no more than; who is King or Queen is not told."""
_TITLES = {
    ("Minister of Foreign Affairs", "US"): "Secretary of State",
    ("Minister of Foreign Affairs", "GB"): "Foreign Secretary",
    ("Minister of Defence", "US"): "Secretary of Defense",
    ("Minister of Defence", "GB"): "Secretary of Defense",
}


def _date(value: str, precision: str) -> str:
    """ "2013-05-01T00:00:00Z" with the precision of a month is "2013-05"; "" for anything coarser than a year."""
    length = _LENGTHS.get(int(precision) if precision.isdigit() else 0)
    try:
        return date.fromisoformat(value[:10]).isoformat()[:length] if length else ""
    except ValueError:
        return ""
