"""The table of offices and holders: rows of JSON, decoded when they are asked for.

    {"sources": [...], "offices": [[title, organisation, country, posted to]...], "index": {sound: [row...]},
     "rows": [[name, [other spellings], office, acting, begins, ends, seen first, seen last, [source...], as of, item]]}

`tools/holders.py` writes the shipped one, `dragoman update` another of the same form. "" stands for what is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from dragoman.errors import LexiconError
from dragoman.ground.actors.names_match import same_name
from dragoman.ground.actors.people import taken_apart
from dragoman.ground.offices.holding import Holding, first_day
from dragoman.ground.offices.joining import joined
from dragoman.ground.offices.sounds import index_of, sounds_of
from dragoman.lexicon import load
from dragoman.types import Office

__all__ = ["HolderTable", "encoded", "shipped_table"]

COMMON = 80
"""A word that more rows have than this says too little to look people up by, where there is another."""


class HolderTable:
    """Who held which office when. Raises `LexiconError` where the data does not have the form above."""

    def __init__(self, data: Mapping[str, Any], *, older: HolderTable | None = None) -> None:
        """A table of its rows, joined with those of an older table where one is given."""
        self._older = older
        try:
            self._sources = tuple(data["sources"])
            self._offices = [(Office(t, o or None, c or None), posted or None) for t, o, c, posted in data["offices"]]
            self._rows: list[Any] = data["rows"]
            self._index: Mapping[str, list[int]] = data["index"]
            self._by_office: dict[Office, list[int]] = {}
            for number, row in enumerate(self._rows):
                self._by_office.setdefault(self._offices[row[2]][0], []).append(number)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise LexiconError(f"not a table of holders ({error})", subject="holders") from error

    def __len__(self) -> int:
        """How many rows it has, the older table's not counted."""
        return len(self._rows)

    def holdings(self) -> Iterable[Holding]:
        """All rows in their order, the older table's not among them."""
        return map(self._holding, range(len(self._rows)))

    def of_office(self, office: Office) -> tuple[Holding, ...]:
        """All tenures of one office, in order of time; of an ambassador, all posts."""
        own = tuple(self._holding(number) for number in self._by_office.get(office, ()))
        if self._older is None:
            return own
        before = self._older.of_office(office)
        return joined((*before, *own)) if own else before

    def offices_with(self, title: str, country: str) -> tuple[Office, ...]:
        """The offices of a title in a country, of whatever body."""
        own = [o for o in self._by_office if o.title == title and o.country == country]
        before = self._older.offices_with(title, country) if self._older else ()
        return tuple(dict.fromkeys((*before, *own)))

    def of_name(self, name: str, on: date | None = None) -> tuple[Holding, ...]:
        """The tenures of all people with a name that `same_name` takes for this one; with a day, those known on it."""
        return self._of(name, on, lambda known: same_name(name, known).verdict == "same")

    def of_surname(self, surname: str, on: date | None = None) -> tuple[Holding, ...]:
        """The tenures of all people with this word in their name, spelled alike; with a day, those known on it."""
        return self._of(surname, on, lambda known: same_name(surname, known).verdict != "different")

    def _of(self, name: str, on: date | None, fits: Callable[[str], bool]) -> tuple[Holding, ...]:
        heard = [h for h in self._heard(name, on) if (on is None or h.certainty(on)) and any(map(fits, h.names))]
        if self._older is None:
            return tuple(heard)
        offices = dict.fromkeys(h.office for h in heard)
        all_of_them = (h for office in offices for h in self.of_office(office) if on is None or h.certainty(on))
        return tuple(h for h in all_of_them if any(map(fits, h.names)))

    def _heard(self, name: str, on: date | None) -> list[Holding]:
        """The rows of the day with the surname as it sounds, or where none has it with any word of the name.

        All of a word that is rare, else those of the rarest word.
        """
        own = self._listed(_surname(name)) or self._listed(name)
        rare = [numbers for numbers in own if len(numbers) <= COMMON] or sorted(own, key=len)[:1]
        numbers = sorted({number for numbers in rare for number in numbers})
        before = self._older._heard(name, on) if self._older else []
        return [*before, *(self._holding(n) for n in numbers if on is None or self._may_be(n, on.isoformat()))]

    def _listed(self, name: str) -> list[list[int]]:
        return [self._index[sound] for sound in sorted(sounds_of(name)) if sound in self._index]

    def _may_be(self, number: int, on: str) -> bool:
        """Whether a row is not over or yet to begin on a day; cheaper than its holding."""
        begins, ends = self._rows[number][4], self._rows[number][5]
        return bool(begins <= on and (not ends or on[: len(ends)] <= ends))

    def _holding(self, number: int) -> Holding:
        name, also, office, acting, begins, ends, first, last, sources, as_of, item = self._rows[number]
        seen = (first_day(first), first_day(last)) if first else None
        said = tuple(self._sources[s] for s in sources)
        place, posted_to = self._offices[office]
        return Holding(name, tuple(also), place, posted_to, bool(acting), begins, ends, seen, said, as_of, item)


def _surname(name: str) -> str:
    """What people are looked up by: the surnames, with the first part that "Abdul Momen" has."""
    words = name.split()
    if len(words) > 1 and words[-2].lower() in load("names")["servants"]:
        return " ".join(words[-2:])
    return " ".join(taken_apart(name).surnames) if words else name


@cache
def shipped_table() -> HolderTable:
    """The table that the package ships. Raises `LexiconError` where the installation lacks it."""
    return HolderTable(load("holders"))


def encoded(holdings: Iterable[Holding]) -> dict[str, Any]:
    """The table of some holdings, in their order, as JSON has it."""
    rows = list(holdings)
    sources = list(dict.fromkeys(source for h in rows for source in sorted(h.sources)))
    offices = list(dict.fromkeys((h.office, h.posted_to) for h in rows))
    places = {key: number for number, key in enumerate(offices)}
    return {
        "sources": sources,
        "offices": [[o.title, o.organisation or "", o.country or "", posted or ""] for o, posted in offices],
        "rows": [_row(h, places[h.office, h.posted_to], sources) for h in rows],
        "index": index_of(h.names for h in rows),
    }


def _row(holding: Holding, office: int, sources: list[str]) -> list[Any]:
    first, last = map(date.isoformat, holding.seen) if holding.seen else ("", "")
    said = sorted(sources.index(source) for source in holding.sources)
    dates = [holding.begins, holding.ends, first, last]
    return [
        holding.name,
        list(holding.also),
        office,
        int(holding.acting),
        *dates,
        said,
        holding.as_of,
        holding.wikidata,
    ]
