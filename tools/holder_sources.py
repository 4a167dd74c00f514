"""The sources of `tools/holders.py`, each as holdings."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import yaml

from dragoman.ground.offices.holding import Holding, last_day
from dragoman.ground.offices.roles import usual_body
from dragoman.types import Office

Row = dict[str, str]

# --- written by hand -------------------------------------------------------------------------------

_TENURE = re.compile(r"(?P<names>.+?)(?P<acting> \(acting\))? (?P<begins>[\d-]+)/(?P<ends>(?:\.\.)?[\d-]*)")


def written(folder: Path) -> Iterator[Holding]:
    """What `lexicon/holders` says. Raises `ValueError` for a line that does not have its form."""
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        for title, lines in data.get("tenures", {}).items():
            for place, line in lines.items():
                yield from (_written(title, place, part, str(data["as_of"])) for part in line.split("; "))


def _written(title: str, place: str, part: str, as_of: str) -> Holding:
    found = _TENURE.fullmatch(part)
    if found is None:
        raise ValueError(f"{title}, {place}: {part!r} is no tenure")
    office, posted_to = _office(title, place)
    name, *also = found["names"].split(" = ")
    begins, ends = found["begins"], found["ends"]
    seen = None
    if ends.startswith(".."):
        seen_on = date.fromisoformat(ends[2:] or as_of)
        seen = (min(last_day(begins), seen_on), seen_on)
        as_of, ends = max(as_of, seen_on.isoformat()), ""
    sources = ("general knowledge",)
    return Holding(name, tuple(also), office, posted_to, bool(found["acting"]), begins, ends, seen, sources, as_of)


def _office(title: str, place: str) -> tuple[Office, str | None]:
    """ "RU", "RU/Kremlin", "NATO", "RU > United Nations" as an office of somebody, and where it is sent."""
    holder, _, posted_to = place.partition(" > ")
    country, _, body = holder.partition("/")
    if len(country) == 2 and country.isupper():
        return Office(title, usual_body(body) if body else None, country), posted_to or None
    return Office(title, usual_body(holder)), posted_to or None


# --- The World Factbook ----------------------------------------------------------------------------

_TITLES = {
    "president": "President",
    "prime minister": "Prime Minister",
    "premier": "Prime Minister",
    "king": "King",
    "queen": "Queen",
    "emperor": "Emperor",
    "sultan": "Sultan",
    "amir": "Emir",
    "emir": "Emir",
    "supreme leader": "Supreme Leader",
    "chancellor": "Chancellor",
    "taoiseach": "Taoiseach",
    "federal chancellor": "Chancellor",
    "vice president": "Vice President",
    "first vice president": "Vice President",
    "prince": "Prince",
    "ambassador": "Ambassador",
    "charge d'affaires": "Chargé d'Affaires",
    "chargé d'affaires": "Chargé d'Affaires",
    "chargé d’affaires": "Chargé d'Affaires",
}
_HEAD = re.compile(
    r"(?P<acting>(?:acting|interim|transitional|caretaker) )?"
    rf"(?P<title>{'|'.join(sorted(_TITLES, key=len, reverse=True))}) (?P<name>.+)",
    re.IGNORECASE,
)
_RANK = re.compile(r"^(?:(?:Lt|Gen|Sr|Capt|Col|Maj|Brig|Adm|Dr|Ret|Mr|Ms|Mrs|Sgt|Field|Rear)\.?,? |\(ret\.\) )+")
_NAME = re.compile(r"[^\W\d_][\w'’ʻ.\-]*(?: [^\W\d_][\w'’ʻ.\-]*){0,5}(?:, (?:Jr|Sr)\.?)?")
_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "de", "da", "dos", "van", "von", "der", "ould", "du", "la", "le"}
)
_NUMERAL = re.compile(r"[IVX]+")


def factbook(knowledge: Path) -> Iterator[Holding]:
    """Heads of state and government, and ambassadors of and to the United States, 2015 to 2026."""
    codes, dependent = _fips(knowledge), _dependent(knowledge)
    rows = [r for r in rows_of(knowledge / "factbook" / "office_mentions_from_git.csv") if r["file"] not in dependent]
    represented = {r["file"] for r in rows if "represented by" in r["title_and_name"]}
    for row in rows:
        country = codes.get(row["file"].rpartition("/")[2][:2].upper())
        found = _HEAD.fullmatch(_spaced(row["title_and_name"]))
        if country is None or found is None:
            continue
        title, name = _TITLES[found["title"].lower()], _plain_name(found["name"])
        if name is None or (title in ("King", "Queen") and row["file"] in represented):
            continue
        holding = _listed(row, Office(title, None, country), name, acting=bool(found["acting"]))
        if row["field"] == "Diplomatic representation from the US":
            holding = replace(holding, office=Office(title, None, "US"), posted_to=country)
        elif row["field"] == "Diplomatic representation in the US":
            holding = replace(holding, posted_to="US")
        if country != "US" or title not in ("Ambassador", "Chargé d'Affaires"):
            yield holding


def _listed(row: Row, office: Office, name: str, *, acting: bool) -> Holding:
    seen = date.fromisoformat(row["first_seen"]), date.fromisoformat(row["last_seen"])
    begins = _since(row["since"])
    if begins and last_day(begins) > seen[0]:
        seen = (min(last_day(begins), seen[1]), seen[1])
    return Holding(name, (), office, None, acting, begins, "", seen, ("World Factbook",), row["last_seen"])


def _since(text: str) -> str:
    """ "9 February 2022" as an ISO 8601 date, a month or a year as fine; "" for any other text."""
    for form, length in (("%d %B %Y", 10), ("%B %Y", 7), ("%Y", 4)):
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()[:length]
        except ValueError:
            continue
    return ""


def _plain_name(text: str) -> str | None:
    """ "Alyaksandr LUKASHENKA" with its surname in small letters; None where it is no single name."""
    bare = _RANK.sub("", text)
    if not _NAME.fullmatch(bare) or not any(len(w) > 1 and w.isupper() for w in re.split(r"[\s\-]", bare)):
        return None
    first, *rest = bare.replace("’", "'").split()
    return " ".join([_lowered(first) if first != "XI" else "Xi", *map(_lowered, rest)])


def _lowered(word: str) -> str:
    if _NUMERAL.fullmatch(word):
        return word
    if word.lower() in _PARTICLES and word.isupper():
        return word.capitalize() if word.lower() in ("al", "el") else word.lower()
    parts = [p[:1].upper() + p[1:].lower() if len(p) > 1 and p.isupper() else p for p in re.split(r"([\-'])", word)]
    mixed = re.fullmatch(r"(Mc|Mac)([A-Z]{2,})", word)
    return mixed[1] + mixed[2].capitalize() if mixed else "".join(parts)


def _spaced(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split()).strip(" ,")


def _dependent(knowledge: Path) -> set[str]:
    """The files of territories without a government of their own."""
    folder = knowledge / "factbook" / "latest"
    found = set()
    for path in sorted(folder.rglob("*.json")):
        if "Dependency status" in json.loads(path.read_text("utf-8")).get("Government", {}):
            found.add(path.relative_to(folder).as_posix())
    return found


# --- what several need -----------------------------------------------------------------------------


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _fips(knowledge: Path) -> dict[str, str]:
    """ISO 3166 alpha-2 codes by the code of a country's file (FIPS 10-4)."""
    lines = (knowledge / "countries" / "countryInfo.txt").read_text("utf-8").splitlines()
    fields = [line.split("\t") for line in lines if not line.startswith("#")]
    return {f[3]: f[0] for f in fields if len(f) > 3 and f[3]} | {"GZ": "PS", "WE": "PS", "KV": "XK"}
