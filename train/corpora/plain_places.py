"""Examples for the ranker of places from news of diplomacy: names about which there is little doubt there.

LGL and GeoWebNews are mostly news of American towns, where "Paris" is often in Texas. In articles on foreign policy a
country's name means the country, a capital's the capital, and a city far larger than its namesakes that city; other
names are left open. Besides, each country and capital stands alone once. No label is a person's.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from dragoman.clean import clean
from dragoman.errors import DragomanError
from dragoman.ground.places.candidates import Candidate, candidates_of
from dragoman.ground.places.document import publisher_of
from dragoman.lexicon import load
from dragoman.models import Encoder
from dragoman.read import page_from_record
from dragoman.spans import Span
from dragoman.types import MentionKind
from dragoman.understand import understand
from evals.toponyms import Article, Toponym

__all__ = ["alone", "news", "plain"]

FILES = {"allsides_foreign_policy_fulltext.jsonl.gz": 400, "rss_diplomacy_2022-09_to_2023-12.jsonl.gz": 600}
"""The files, and how many articles of each: whole articles, and headlines with ledes."""

_FIELDS = ("title", "text", "url", "date", "outlet", "lede", "summary", "description")
FAR_LARGER, LARGE = 20, 200_000
STATES = ("US", "GB", "CA")
TWO_SENSES = frozenset(("Georgia", "New York"))
"""A country and a state, a city and a state: left open."""


def news(data: Path) -> Iterator[Article]:
    """Articles with the plain ones of their names; some of each outlet, the same ones every time."""
    chosen = [line for name, count in FILES.items() for line in _lines(data / "real_news" / name, count)]
    encoder = Encoder.load()
    for number, line in enumerate(chosen):
        row = {k: v for k, v in json.loads(line).items() if k in _FIELDS and v}
        try:
            document = clean(page_from_record(row, name=f"article {number}"))
        except DragomanError:
            continue
        mentions = understand(document, encoder).mentions
        found = [(m.span, plain(m.span.of(document.text))) for m in mentions if m.kind is MentionKind.PLACE]
        toponyms = tuple(_toponym(span, one, document.text) for span, one in found)
        yield Article(str(number), document.text, publisher_of(document), toponyms)


def _lines(path: Path, count: int) -> list[str]:
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return sorted(lines, key=lambda line: zlib.crc32(line.encode()))[:count]


def alone() -> Iterator[Article]:
    """Each country and each capital, alone."""
    for entry in load("countries")["countries"].values():
        for name in (entry["name"], entry.get("capital")):
            one = plain(name) if name else None
            if one:
                yield Article(name, name, "", (_toponym(Span(0, len(name)), one, name),))


def _toponym(span: Span, one: Candidate | None, text: str) -> Toponym:
    at = (one.latitude, one.longitude) if one else (float("nan"), float("nan"))
    return Toponym(span.of(text), span, *at, one.country if one else None, one.source_id if one else "")


def plain(text: str) -> Candidate | None:
    """The candidate that a name means in news of diplomacy, None where that is open."""
    found = [c for c in candidates_of(text) if c.form < 3]
    if text in TWO_SENSES:
        return None
    for kind in ("country", "capital"):
        one = next((c for c in found if c.kind == kind), None)
        if one:
            return one
    state = next(
        (c for c in found if c.kind == "region" and f"{c.country}.{c.unit}" in load("regions")["states"]), None
    )
    if state and state.country in STATES:
        return state
    wide = next((c for c in found if c.source_id.startswith("region:")), None)
    cities = sorted((c for c in found if c.kind == "city"), key=lambda c: -c.people)
    rivals = [c.people for c in found if c.kind == "city" and c is not (cities[0] if cities else None)]
    if wide and not any(c.people > LARGE for c in cities):
        return wide
    if cities and not wide and cities[0].people >= max(LARGE, FAR_LARGER * max(rivals, default=0)):
        return cities[0]
    return None
