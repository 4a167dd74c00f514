"""One person's time in one office, and on which days it is known."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from dragoman.types import Office

__all__ = ["Certainty", "Holding", "first_day", "last_day"]


class Certainty(StrEnum):
    """How a holder is known on a day."""

    STATED = "stated"
    """A source gives the beginning and the end, and the day lies between."""
    SEEN = "seen"
    """The day lies between two on which sources say who holds it."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One person's time in one office.

    `also` are other spellings of the name. `posted_to` is where an ambassador is sent, an ISO 3166 alpha-2 code or an
    organisation. `begins` and `ends` are ISO 8601 dates as fine as a source states them ("2013-05" is some day of that
    May), "" where none does. `seen` are the first and last day on which a source lists the holder. `as_of` is the last
    day that the sources speak of, `wikidata` the item of the person, "" where there is none.
    """

    name: str
    also: tuple[str, ...]
    office: Office
    posted_to: str | None = None
    acting: bool = False
    begins: str = ""
    ends: str = ""
    seen: tuple[date, date] | None = None
    sources: tuple[str, ...] = ()
    as_of: str = ""
    wikidata: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings, the usual one first."""
        return (self.name, *self.also)

    @property
    def known(self) -> tuple[date, date] | None:
        """The first and last day on which it is certain, both included; None where there is no such day.

        A beginning "2013-05" is certain from 31 May on, an end "2015" until 1 January.
        """
        is_day = len(self.begins) == len("2013-05-01")
        starts = [last_day(self.begins)] if self.begins else []
        ends = [*(starts if is_day else ()), *([first_day(self.ends)] if self.ends else ())]
        if self.seen:
            starts, ends = [*starts, self.seen[0]], [*ends, self.seen[1]]
        if not starts or not ends:
            return None
        start, end = max(min(starts), self.earliest or date.min), min(max(ends), self.latest)
        return (start, end) if start <= end else None

    @property
    def earliest(self) -> date | None:
        """The first day on which it is possible; None where no source says when it began."""
        return first_day(self.begins) if self.begins else None

    @property
    def latest(self) -> date:
        """The last day on which it is possible."""
        return last_day(self.ends) if self.ends else date.max

    def certainty(self, on: date) -> Certainty | None:
        """How it is known on a day; None where it is not."""
        span = self.known
        if span is None or not span[0] <= on <= span[1]:
            return None
        stated = self.begins and self.ends and last_day(self.begins) <= on <= first_day(self.ends)
        return Certainty.STATED if stated else Certainty.SEEN

    def is_possible(self, on: date) -> bool:
        """Whether nothing speaks against it on a day."""
        return (self.earliest or date.min) <= on <= self.latest


@cache
def first_day(text: str) -> date:
    """The first day of an ISO 8601 date of a day, month or year. Raises `ValueError` for any other text."""
    return date.fromisoformat((text + "-01-01")[: len("2013-05-01")] if len(text) in (4, 7, 10) else text)


@cache
def last_day(text: str) -> date:
    """The last day of an ISO 8601 date of a day, month or year. Raises `ValueError` for any other text."""
    first = first_day(text)
    if len(text) == len("2013"):
        return first.replace(month=12, day=31)
    return first if len(text) == len("2013-05-01") else first.replace(day=monthrange(first.year, first.month)[1])
