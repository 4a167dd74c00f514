"""The sources of `tools/holders.py` that have dates: Wikidata's tables, and the Congress of the United States."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.ground.offices.holding import Holding, last_day
from dragoman.lexicon import load
from dragoman.types import Office
from tools.holder_sources import Row, rows_of

# --- Wikidata --------------------------------------------------------------------------------------

_CABINETS = {
    "russia-cabinet": "RU",
    "china-ministers": "CN",
    "ukraine-cabinet": "UA",
    "us-cabinet": "US",
    "united-kingdom-cabinet": "GB",
}
_CHECKED = {"cabinets": "2022-07-23", "leaders": "2022-10-10", "foreign": "2023-01-10"}
"""The day of the copy of each table: who has no end in it held the office then."""


def wikidata(knowledge: Path) -> Iterator[Holding]:
    """Ministers and ambassadors of five states, leaders of 2021, foreign ministers of 2022, some of the UN."""
    folder, countries = knowledge / "officeholders_wikidata", _country_names()
    for name, code in _CABINETS.items():
        current = {(r["position"], r["personID"]) for r in rows_of(folder / f"{name}__html_current.csv")}
        rows = rows_of(folder / f"{name}__html_holders21.csv")
        yield from _positions(rows, current, code, countries)
    yield from _positions(rows_of(folder / "world__html_holders21.csv"), set(), None, countries)
    for row in rows_of(folder / "world-leaders-2021__data_wikidata.csv"):
        yield from _leader(row, row["positionLabel"], row["officeholderLabel"], countries)
    for path in ("world__sources_foreign_wikidata.csv", "world__sources_foreign_scraped.csv"):
        for row in rows_of(folder / path):
            yield from _foreign_minister(row, countries)


def _positions(
    rows: Iterable[Row], current: set[tuple[str, str]], code: str | None, countries: dict[str, str]
) -> Iterator[Holding]:
    for row in rows:
        place = _position(row["position"], code, countries)
        if place and row["start"] and re.search("[a-z]", row["person"]):
            is_current = (row["position"], row["personID"]) in current and not row["end"]
            yield _item(row["person"], row["personID"], *place, row["start"], row["end"], "cabinets", is_current)


def _position(position: str, code: str | None, countries: dict[str, str]) -> tuple[Office, str | None] | None:
    """The office of a position of a table, and where it is sent; None for those that are left out."""
    sent = re.fullmatch(r"[Aa]mbassador to (?:the )?(.+)", position)
    if sent and sent[1].casefold() in countries and code:
        return Office("Ambassador", None, code), countries[sent[1].casefold()]
    mapped = _mapped().get(position, position if position in _usual_titles() else "")
    title, _, posted_to = mapped.partition(">")
    title, _, body = title.partition("@")
    if not title or (code is None and not body):
        return None
    return Office(title, body or None, code), posted_to or None


def _leader(row: Row, position: str, name: str, countries: dict[str, str]) -> Iterator[Holding]:
    country = countries.get(row["country"].casefold())
    title = _LEADERS.get(re.split(r" of |(?<=[a-z]) (?=\()", position)[0].lower())
    if country and title and row["start_year"]:
        plain = re.sub(r" \(.*\)$", "", name)
        ended = row["end_year"]
        yield _item(
            plain,
            row["officeholder"],
            Office(title, None, country),
            None,
            row["start_year"],
            ended,
            "leaders",
            not ended,
        )


_LEADERS = {
    "president": "President",
    "prime minister": "Prime Minister",
    "king": "King",
    "federal chancellor": "Chancellor",
    "chancellor": "Chancellor",
    "sultan": "Sultan",
    "emir": "Emir",
    "emperor": "Emperor",
    "supreme leader": "Supreme Leader",
    "premier": "Prime Minister",
    "taoiseach": "Taoiseach",
}


def _foreign_minister(row: Row, countries: dict[str, str]) -> Iterator[Holding]:
    country = countries.get(row["countryLabel"].casefold())
    if not (country and row["name"] and row["start"]) or "Deputy" in row["positionLabel"]:
        return
    title = {"US": "Secretary of State", "GB": "Foreign Secretary"}.get(country, "Minister of Foreign Affairs")
    yield _item(row["name"], row["person"], Office(title, None, country), None, row["start"], "", "foreign", True)


def _item(
    name: str, item: str, office: Office, posted_to: str | None, begins: str, ends: str, table: str, current: bool
) -> Holding:
    checked = date.fromisoformat(_CHECKED[table])
    seen = (min(last_day(begins), checked), checked) if current else None
    plain = name.split(", ")[0] if not re.search(r", (?:Jr|Sr)\.?$", name) else name
    acting = office.title.startswith("Acting ")
    office = replace(office, title=office.title.removeprefix("Acting "))
    return Holding(plain, (), office, posted_to, acting, begins, ends, seen, ("Wikidata",), _CHECKED[table], item)


@cache
def _mapped() -> dict[str, str]:
    path = Path(__file__).resolve().parent.parent / "lexicon" / "holders" / "positions.yaml"
    found: dict[str, str] = yaml.safe_load(path.read_text("utf-8"))["positions"]
    return found


@cache
def _usual_titles() -> frozenset[str]:
    """The titles that a position may have as it is: of ministers and heads, not of regions and services."""
    kept = ("Minister of ", "Prime Minister", "President", "Secretary of ", "Vice President", "Deputy Secretary of ")
    return frozenset(e["title"] for e in load("offices")["titles"] if e["title"].startswith(kept))


# --- the Congress and the Executive of the United States --------------------------------------------

_TERMS = {"sen": "Senator", "rep": "Representative", "prez": "President", "viceprez": "Vice President"}
_CONGRESS_AS_OF = "2026-06-15"


def congress(knowledge: Path) -> Iterator[Holding]:
    """Senators and Representatives in office, Presidents and Vice Presidents; terms that follow each other as one."""
    for name in ("legislators-current.yaml", "executive.yaml"):
        for person in yaml.load((knowledge / "us" / name).read_text("utf-8"), Loader=yaml.CSafeLoader):
            yield from _terms(person)


def _terms(person: dict[str, Any]) -> Iterator[Holding]:
    runs: list[list[str]] = []
    for term in person["terms"]:
        title = _TERMS[term["type"]]
        follows = runs and runs[-1][0] == title and (_days(runs[-1][2], term["start"]) <= 31)
        if follows:
            runs[-1][2] = term["end"]
        else:
            runs.append([title, term["start"], term["end"]])
    names = _names(person["name"])
    for title, begins, ends in runs:
        is_open = ends > _CONGRESS_AS_OF
        seen = (date.fromisoformat(begins), date.fromisoformat(_CONGRESS_AS_OF)) if is_open else None
        yield Holding(
            *(
                names[0],
                tuple(names[1:]),
                Office(title, None, "US"),
                None,
                False,
                begins,
                "" if is_open else ends,
                seen,
            ),
            *(("congress-legislators",), _CONGRESS_AS_OF, person["id"].get("wikidata", "")),
        )


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _names(name: dict[str, str]) -> list[str]:
    first, last = name["first"], name["last"]
    forms = [f"{name.get('nickname', first)} {last}", f"{first} {last}", name.get("official_full", "")]
    if "middle" in name:
        forms.append(" ".join([first, *(f"{word[0]}." for word in name["middle"].split()), last]))
    return [form for form in dict.fromkeys(forms) if form]


def _country_names() -> dict[str, str]:
    """Codes of countries by each of their names, case folded."""
    found = {}
    for code, entry in load("countries")["countries"].items():
        for name in (entry["name"], *entry.get("names", ())):
            found[name.casefold()] = code
    return found
