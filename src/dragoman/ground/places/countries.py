"""Countries by name, adjective, people and capital: what the lexicon alone answers."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from dragoman.lexicon import load

__all__ = ["country_at", "country_name", "country_of", "country_or_territory", "metonym_capital", "spelled"]


def country_name(code: str) -> str:
    """The usual English name of a country; the code itself when it is not in the lexicon."""
    entry = load("countries")["countries"].get(code)
    return str(entry["name"]) if entry else code


def country_of(text: str) -> str | None:
    """The ISO code of a country, by a name, adjective or people of it ("Russia", "Turkish", "Poles"); or None."""
    return _words_for_countries().get(spelled(text))


def country_or_territory(text: str) -> str | None:
    """The ISO code that a text names, also of a territory that the list of countries lacks; or None."""
    return country_of(text) or _territories().get(spelled(text))


def country_at(code: str) -> tuple[str, float, float, int]:
    """The usual name of a country or territory, the latitude and longitude that stand for it, and its people."""
    latitude, longitude, people = load("regions")["countries"].get(code, (0.0, 0.0, 0))
    entry = load("regions")["territories"].get(code)
    return (str(entry["name"]) if entry else country_name(code)), latitude, longitude, people


def metonym_capital(text: str) -> str | None:
    """The ISO code of the country whose capital has that name, None for any other place."""
    return _capitals().get(spelled(text))


def spelled(name: str) -> str:
    """A name as the lexicon is asked for it: without points and case, but for short names in capitals ("US")."""
    words = " ".join(name.replace("’", "'").replace(".", "").split()).removeprefix("the ").removeprefix("The ")
    words = words if words.isupper() and len(words) < 4 else words.lower()
    if words.isascii():
        return words
    plain = unicodedata.normalize("NFKD", words)
    return "".join(c for c in plain if not unicodedata.combining(c))


def _forms(entry: dict[str, Any]) -> tuple[str, ...]:
    return (entry["name"], *entry.get("names", ()), *entry.get("adjectives", ()), *entry.get("peoples", ()))


@cache
def _words_for_countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, entry in load("countries")["countries"].items():
        for name in _forms(entry):
            found.setdefault(spelled(name), code)
    return found


@cache
def _territories() -> dict[str, str]:
    entries = load("regions")["territories"]
    return {spelled(name): code for code, entry in entries.items() for name in _forms(entry)}


@cache
def _capitals() -> dict[str, str]:
    """Names of capitals, every spelling, and their countries."""
    states = load("countries")["countries"]
    usual = {(code, spelled(entry["capital"])) for code, entry in states.items() if "capital" in entry}
    found = {}
    for name, country, *_, others in load("places"):
        names = [spelled(n) for n in (name, *others)]
        if not usual.isdisjoint((country, n) for n in names):
            found.update(dict.fromkeys(names, country))
    return found
