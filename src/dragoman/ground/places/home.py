"""Where a publisher is at home, as far as its name or domain says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin

from dragoman.ground.places.gazetteer import Gazetteer
from dragoman.ground.places.keys import key_of
from dragoman.lexicon import load

__all__ = ["Home", "home_of", "vector_of"]


LONGEST = 40
"""Letters of a label of a domain that are looked at for a name."""


@dataclass(frozen=True, slots=True)
class Home:
    """A country ("" where unknown), the keys of places named, the first-order units among them, and their points."""

    country: str
    keys: frozenset[str]
    units: frozenset[tuple[str, str]]
    points: tuple[tuple[float, float, float], ...]


@lru_cache(maxsize=512)
def home_of(publisher: str) -> Home:
    """What a publisher's name or domain says of its home: names of places in it, and the domain's country."""
    domains: dict[str, str] = load("regions")["domains"]
    host = re.sub(r"^\w+://", "", publisher).split("/")[0].lower()
    parts = host.split(".")
    ending = parts[-1] if len(parts) > 1 and " " not in host else ""
    country = domains.get(ending, ending.upper() if len(ending) == 2 else "")
    keys: set[str] = set()
    if ending:
        for part in parts[:-1]:
            keys.update(part[:end].replace("-", " ") for end in range(5, min(len(part), LONGEST) + 1))
    words = re.findall(r"[A-Za-z][\w'-]*", publisher) if not ending else []
    keys.update(
        key_of(" ".join(words[a:b])) for a in range(len(words)) for b in range(a + 1, min(a + 4, len(words) + 1))
    )
    rows = [row for key in sorted(keys) for row in Gazetteer.load().rows(key)[:6] if row.people >= 2_000]
    keys = {key for key in keys if Gazetteer.load().rows(key)}
    units = {(row.country, row.unit) for row in rows if row.kind == "1"}
    return Home(
        *(country, frozenset(keys), frozenset(units)),
        tuple((*vector_of(row.latitude, row.longitude),) for row in sorted(rows, key=lambda r: -r.people)[:12]),
    )


def vector_of(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point of a unit sphere at some degrees."""
    a, b = radians(latitude), radians(longitude)
    return cos(a) * cos(b), cos(a) * sin(b), sin(a)
