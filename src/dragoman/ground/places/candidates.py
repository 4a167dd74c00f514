"""The places that some words can mean, before anything decides between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from dragoman.ground.places.countries import country_at, country_or_territory, metonym_capital, spelled
from dragoman.ground.places.gazetteer import MAIN, Gazetteer, Row
from dragoman.ground.places.keys import bare_of, key_of
from dragoman.lexicon import load

__all__ = ["BORROWED", "INSIDE", "SHORT", "Candidate", "candidates_of", "unit_of"]

SHORT, INSIDE, BORROWED = 3, 4, 5
"""More forms than a gazetteer's: a short form ("Ky."), a name inside the words, another place of the document."""

_MOST = 24
_ENOUGH_PEOPLE = 1_000
_KINDS = {"P": "city", "1": "region", "2": "district"}
_POINTS = {"n": "north", "s": "south", "e": "east", "w": "west"}


class Candidate(NamedTuple):
    """A place that some words can mean.

    `kind` is country, region, district, city, capital, or a natural feature's ("sea", "river"...); `unit` the
    first-order unit; `form` how the words name it (`gazetteer.MAIN` and the like). Every candidate has a point, also
    a country: it serves distances and is never shown.
    """

    name: str
    kind: str
    country: str | None
    unit: str
    latitude: float
    longitude: float
    people: int
    source_id: str
    form: int


@lru_cache(maxsize=8_192)
def candidates_of(text: str) -> tuple[Candidate, ...]:
    """The places that bear a name, by lexicon and gazetteer; of names inside it where the whole is not there."""
    return _exact(text) or _inside(text)


def unit_of(text: str) -> tuple[str, str] | None:
    """The country and first-order unit that a name or short form ("La.", "Ontario") stands for, "" for a whole country.

    None for any other words.
    """
    short = _short_forms().get(text.strip()) or _short_forms().get(spelled(text))
    if short:
        return short
    code = country_or_territory(text)
    return (code, "") if code else None


def _exact(text: str) -> tuple[Candidate, ...]:
    found = [*_of_lexicon(text)]
    key = key_of(text).removeprefix("the ")
    rows = Gazetteer.load().rows(key) or Gazetteer.load().rows(_spelled_out(key))
    if not rows and not found:
        rows = Gazetteer.load().rows(bare_of(key))
    whole = {c.country for c in found if c.kind == "region"}
    found += [_candidate(row) for row in _best(rows) if row.kind == "P" or whole.isdisjoint((None, row.country))]
    return tuple({one.source_id: one for one in reversed(found)}.values())[::-1]


def _of_lexicon(text: str) -> list[Candidate]:
    """Countries, states by their short forms, regions and natural features."""
    found = []
    code = country_or_territory(text)
    if code:
        found.append(_country(code, MAIN))
    found += [_country(other, SHORT) for other in load("regions")["initials"].get(text, ()) if other != code]
    short = _short_forms().get(text.strip().removesuffix("'s"))
    if short:
        found += [c for c in _states().get(short, ()) if spelled(c.name) != spelled(text)]
    return found + [c for c in _regions().get(spelled(text), ()) if not (code and c.country == code)]


def _country(code: str, form: int) -> Candidate:
    name, latitude, longitude, people = country_at(code)
    return Candidate(name, "country", code, "", latitude, longitude, people, f"iso:{code}", form)


def _spelled_out(key: str) -> str:
    """ "w columbia" is "west columbia"."""
    first, _, rest = key.partition(" ")
    return f"{_POINTS[first]} {rest}" if rest and first in _POINTS else key


def _inside(text: str) -> tuple[Candidate, ...]:
    """Places whose names stand inside the words: of each name the longest, no everyday word alone.

    "British Embassy Tokyo" has both the United Kingdom and Tokyo in it: the last stands first.
    """
    words = text.replace("-", " ").replace("/", " ").split()
    groups: list[list[Candidate]] = []
    start = 0
    while start < len(words):
        size, found = _longest_at(words, start)
        groups += [found] if found else []
        start += size
    rows = [c._replace(form=INSIDE) for group in reversed(groups) for c in group[: max(4, _MOST // len(groups))]]
    return tuple({one.source_id: one for one in reversed(rows)}.values())[::-1]


def _longest_at(words: Sequence[str], start: int) -> tuple[int, list[Candidate]]:
    """How many words from one on are a place's name, with the places; one and nothing where none are."""
    everyday = load("regions")["everyday"]
    for size in range(min(len(words) - start, len(words) - 1), 0, -1):
        part = " ".join(words[start : start + size]).removesuffix("'s").removesuffix("’s").strip(",")
        if not part[:1].isupper() or key_of(part) in everyday or len(part) < 3:
            continue
        found = [c for c in _exact(part) if c.people >= _ENOUGH_PEOPLE or c.kind not in ("city", "district")]
        if found:
            return size, found
    return 1, []


def _best(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The largest of too many, and beside them the largest of each further first-order unit."""
    if len(rows) <= _MOST:
        return rows
    kept = list(rows[: _MOST // 2])
    seen = {(row.country, row.unit) for row in kept}
    for row in rows[_MOST // 2 :]:
        if len(kept) < _MOST and (row.country, row.unit) not in seen:
            seen.add((row.country, row.unit))
            kept.append(row)
    return tuple(kept)


def _candidate(row: Row) -> Candidate:
    name, kind, country, unit, latitude, longitude, people, number, form = row
    is_capital = kind == "P" and form == MAIN and metonym_capital(name.replace("‘", "'")) == country
    said = "capital" if is_capital else _KINDS[kind]
    return Candidate(name, said, country, unit, latitude, longitude, people, f"geonames:{number}", form)


@cache
def _states() -> dict[tuple[str, str], list[Candidate]]:
    """The states of `lexicon/regions.yaml` by country and unit."""
    found: dict[tuple[str, str], list[Candidate]] = {}
    for code, entry in load("regions")["states"].items():
        country, _, unit = code.partition(".")
        rows = [
            r
            for r in Gazetteer.load().rows(key_of(entry["name"]))
            if (r.country, r.unit, r.kind) == (country, unit, "1")
        ]
        found[country, unit] = [_candidate(row)._replace(form=SHORT) for row in rows]
    return found


@cache
def _short_forms() -> dict[str, tuple[str, str]]:
    """Short forms as written, and full names as `spelled`, of states."""
    found: dict[str, tuple[str, str]] = {}
    for code, entry in load("regions")["states"].items():
        country, _, unit = code.partition(".")
        found.setdefault(spelled(entry["name"]), (country, unit))
        for short in entry.get("short", ()):
            for form in {short, short.replace(".", ""), short.upper()} if len(short) > 3 else {short}:
                found.setdefault(form, (country, unit))
    return found


@cache
def _regions() -> dict[str, list[Candidate]]:
    """Regions of several states, contested ones, and natural features, by every name."""
    found: dict[str, list[Candidate]] = {}
    points, entries = load("regions")["regions"], load("countries")["regions"]
    known = {entry["name"] for entry in load("regions")["states"].values()}
    rows: list[dict[str, Any]] = [
        {**entry, "kind": "region", "at": points[entry["name"]]} for entry in entries if entry["name"] not in known
    ]
    for entry in (*rows, *load("regions")["natural"]):
        latitude, longitude = entry["at"]
        source_id = f"region:{spelled(entry['name'])}"
        one = Candidate(entry["name"], entry["kind"], entry.get("country"), "", latitude, longitude, 0, source_id, MAIN)
        for name in (entry["name"], *entry.get("names", ())):
            found.setdefault(spelled(name), []).append(one)
    for word, names in load("regions")["words"].items():
        found.setdefault(spelled(word), []).extend(found[spelled(name)][0] for name in names)
    return found
