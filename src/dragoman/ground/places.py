"""Places by name: countries, regions and cities of the shipped gazetteer (see docs/data.md)."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from dragoman.lexicon import load
from dragoman.types import Absent, Place, Reason

__all__ = ["country_name", "country_of", "metonym_capital", "resolve_place"]

Candidate = tuple[Place, int]
CLEAR_RATIO = 5
"""How many times larger a city must be than its namesakes to be meant without a word of context."""


def resolve_place(name: str, *, context_countries: tuple[str, ...] = ()) -> Place | Absent:
    """The place of that name: a country or region without coordinates, a capital or city with them.

    `context_countries` are the ISO codes that the document names otherwise: they decide between namesakes, and
    between a country and a city or state of its name. Comes back `AMBIGUOUS` with the candidates where neither
    they nor size decide, `NOT_IN_GAZETTEER` for a name that is not there.
    """
    key = _key(name)
    found: list[Candidate] = [*_states().get(key, ()), *_cities().get(key, ())]
    if not found:
        return Absent(Reason.NOT_IN_GAZETTEER, name)
    if len(found) == 1:
        return found[0][0]
    return _decided(name, found, context_countries)


def country_name(code: str) -> str:
    """The usual English name of a country; the code itself when it is not in the lexicon."""
    entry = load("countries")["countries"].get(code)
    return str(entry["name"]) if entry else code


def country_of(text: str) -> str | None:
    """The ISO code of a country, by a name, adjective or people of it ("Russia", "Turkish", "Poles"); or None."""
    return _words_for_countries().get(_key(text))


def metonym_capital(text: str) -> str | None:
    """The ISO code of the country whose capital has that name, None for any other place."""
    return _capitals().get(_key(text))


def _decided(name: str, found: list[Candidate], context: tuple[str, ...]) -> Place | Absent:
    """The one that is meant, by kind, context and size."""
    state = next((p for p, _ in found if p.kind == "country"), None)
    near = [(place, people) for place, people in found if place.country in context]
    if state:
        rival = any(place.kind == "region" for place, _ in near) and state.country not in context
        return _ambiguous(name, found) if rival else state
    region = next((p for p, _ in found if p.kind == "region"), None)
    if region and not near:
        return region
    pool = near or found
    capitals = [place for place, _ in pool if place.kind == "capital"]
    if len(capitals) == 1:
        return capitals[0]
    pool = sorted(pool, key=lambda c: -c[1])
    if len(pool) == 1 or pool[0][1] >= CLEAR_RATIO * pool[1][1]:
        return pool[0][0]
    return _ambiguous(name, found)


def _ambiguous(name: str, found: list[Candidate]) -> Absent:
    where = ", ".join(f"{place.kind} {place.country or ''}".strip() for place, _ in found[:5])
    return Absent(Reason.AMBIGUOUS, f"{name}: {where}")


def _key(name: str) -> str:
    words = " ".join(name.replace("’", "'").replace(".", "").split()).removeprefix("the ").removeprefix("The ")
    words = words if words.isupper() and len(words) < 4 else words.lower()
    if words.isascii():
        return words
    plain = unicodedata.normalize("NFKD", words)
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def _states() -> dict[str, list[Candidate]]:
    data = load("countries")
    found: dict[str, list[Candidate]] = {}
    for code, entry in data["countries"].items():
        place = Place(entry["name"], "country", code, source_id=f"iso:{code}")
        for name in (entry["name"], *entry.get("names", ())):
            found.setdefault(_key(name), []).append((place, 0))
    for entry in data["regions"]:
        place = Place(entry["name"], "region", entry.get("country"), source_id=f"region:{_key(entry['name'])}")
        for name in (entry["name"], *entry.get("names", ())):
            found.setdefault(_key(name), []).append((place, 0))
    return found


@cache
def _cities() -> dict[str, list[Candidate]]:
    capitals = _capitals()
    found: dict[str, list[Candidate]] = {}
    for row in load("places"):
        names = _keys_of(row)
        kind = "capital" if any(capitals.get(name) == row[1] for name in names) else "city"
        place = Place(row[0], kind, row[1], row[2], row[3], f"geonames:{row[5]}")
        for name in names:
            found.setdefault(name, []).append((place, row[4]))
    return found


def _keys_of(row: list[Any]) -> list[str]:
    return list(dict.fromkeys(_key(name) for name in (row[0], *row[6])))


@cache
def _capitals() -> dict[str, str]:
    """Names of capitals, every spelling, and their countries."""
    states = load("countries")["countries"]
    usual = {(code, _key(e["capital"])) for code, e in states.items() if "capital" in e}
    found = {}
    for row in load("places"):
        names = _keys_of(row)
        if not usual.isdisjoint((row[1], name) for name in names):
            found.update(dict.fromkeys(names, row[1]))
    return found


@cache
def _words_for_countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, entry in load("countries")["countries"].items():
        for name in (entry["name"], *entry.get("names", ()), *entry.get("adjectives", ()), *entry.get("peoples", ())):
            found.setdefault(_key(name), code)
    return found
