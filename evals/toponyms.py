"""Files of toponyms with coordinates: the XML of LGL, and its likes (TR-News, GeoWebNews' GWN.xml, GeoVirus).

An article has a text and places in it. Elements go by several names; what is missing is left open. Offsets are code
points of the text; where the words at the offsets are not the toponym's, its next occurrence in the text is taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from dragoman.ground.places.countries import country_or_territory
from dragoman.ground.places.gazetteer import Gazetteer
from dragoman.spans import Span

__all__ = ["Article", "Countries", "Toponym", "articles_of", "kilometres"]

EARTH_KM = 6371.0
NEAR_KM = 161.0
_TEXTS, _LISTS, _ITEMS = ("text", "body", "content"), ("toponyms", "locations"), ("toponym", "location")
_NAMES = ("phrase", "extractedName", "name", "toponym")
_LATITUDES, _LONGITUDES = ("lat", "latitude"), ("lon", "lng", "long", "longitude")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place of an article: where its words are (None: nowhere to be found), its point, its country where stated.

    A point that is not a number is left open. `source_id` is a row of our gazetteer where that is known.
    """

    phrase: str
    span: Span | None
    latitude: float
    longitude: float
    country: str | None
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with those of its toponyms that have coordinates. `publisher` is its outlet's domain, or ""."""

    name: str
    text: str
    publisher: str
    toponyms: tuple[Toponym, ...]


def articles_of(path: Path) -> Iterator[Article]:
    """The articles of a file, in order."""
    for number, element in enumerate(ElementTree.parse(path).getroot().iter("article")):
        text = _first(element, _TEXTS) or ""
        name = element.get("docid") or element.get("file") or element.get("source") or str(number)
        yield Article(name, text, _publisher(element), tuple(_toponyms(element, text)))


def _publisher(article: Element) -> str:
    domain = article.findtext("domain") or article.get("domain")
    address = article.findtext("url") or article.findtext("link") or article.get("source") or ""
    return (domain or urlparse(address).netloc or "").strip()


def _toponyms(article: Element, text: str) -> Iterator[Toponym]:
    items = [item for tag in _LISTS for held in article.iter(tag) for item in held if item.tag in _ITEMS]
    taken: set[Span] = set()
    for item in items:
        latitude, longitude = _number(item, _LATITUDES), _number(item, _LONGITUDES)
        if latitude is None or longitude is None:
            continue
        phrase = (_first(item, _NAMES) or "").strip()
        span = _span(item, phrase, text, taken)
        if span:
            taken.add(span)
            phrase = phrase or span.of(text)
        country = _first(item, ("country",))
        yield Toponym(phrase, span, latitude, longitude, country_or_territory(country) if country else None)


def _first(element: Element, tags: tuple[str, ...]) -> str | None:
    """The text of the first of some elements below one, or its attribute of that name."""
    for tag in tags:
        found = element.find(tag) if element.find(tag) is not None else element.find(f".//{tag}")
        if found is not None and found.text and found.text.strip():
            return found.text
        if element.get(tag):
            return element.get(tag)
    return None


def _number(item: Element, tags: tuple[str, ...]) -> float | None:
    found = _first(item, tags)
    try:
        return float(found) if found else None
    except ValueError:
        return None


def _span(item: Element, phrase: str, text: str, taken: set[Span]) -> Span | None:
    start, end = _number(item, ("start",)), _number(item, ("end",))
    if start is not None and end is not None and 0 <= start < end <= len(text):
        span = Span(int(start), int(end))
        if not phrase or span.of(text) == phrase:
            return span
    at = text.find(phrase) if phrase else -1
    while at >= 0 and Span(at, at + len(phrase)) in taken:
        at = text.find(phrase, at + 1)
    return Span(at, at + len(phrase)) if at >= 0 else None


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points of degrees on a sphere."""
    a, b, c, d = (math.radians(value) for value in (*one, *other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


class Countries:
    """The country of a point: that of the nearest populated place of the gazetteer, within `NEAR_KM`."""

    def __init__(self) -> None:
        rows = [row for _, row in Gazetteer.load().every() if row.kind == "P"]
        self._codes = [row.country for row in rows]
        self._points = self._vectors(np.array([(row.latitude, row.longitude) for row in rows]))

    def at(self, latitude: float, longitude: float) -> str | None:
        """The ISO code, or None where no place is near."""
        here = self._vectors(np.array([(latitude, longitude)]))[0]
        cosines = self._points @ here
        nearest = int(cosines.argmax())
        apart = EARTH_KM * math.acos(min(1.0, float(cosines[nearest])))
        return self._codes[nearest] if apart <= NEAR_KM else None

    @staticmethod
    def _vectors(points: NDArray[np.float64]) -> NDArray[np.float64]:
        angles = np.radians(points)
        cosine = np.cos(angles[:, 0])
        return np.stack((cosine * np.cos(angles[:, 1]), cosine * np.sin(angles[:, 1]), np.sin(angles[:, 0])), axis=1)
