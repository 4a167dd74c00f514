"""Who held what, learned from coverage: an office beside a name is evidence that it was held on that day.

A tenure runs from the first to the last day on which documents say it; nothing is said of the days outside. What does
not fit is kept as a disagreement, with who says so, and never decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from dragoman.lexicon import load
from dragoman.types import Office, Sighting

__all__ = ["Holder", "OfficeDisagreement", "Tenure", "disagreements", "tenures_of"]


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office of somebody and the documents that say so, by day; undated documents are last.

    `first` and `last` are the first and last of those days, None where no document is dated.
    """

    office: Office
    sightings: tuple[Sighting, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which it was said, each once, in order."""
        return tuple(sorted({s.published for s in self.sightings if s.published}))

    @property
    def first(self) -> date | None:
        """The first of the days."""
        return self.days[0] if self.days else None

    @property
    def last(self) -> date | None:
        """The last of the days."""
        return self.days[-1] if self.days else None


class Holder(Protocol):
    """Somebody with a name and tenures."""

    @property
    def name(self) -> str:
        """The usual name."""

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """The offices."""


@dataclass(frozen=True, slots=True)
class OfficeDisagreement:
    """Two statements about offices that cannot both hold.

    `about` is the person who is given two offices, or the office that two people are said to hold. `one` is what was
    said before and after the other, `other` what was said in between.
    """

    about: str
    one: Sighting
    other: Sighting


def tenures_of(sightings: Iterable[Sighting]) -> tuple[Tenure, ...]:
    """The offices that the words of documents give one person, by their first day, undated ones last.

    An office without a country goes to the one of that title with a country, where there is just one. What somebody
    is no longer ("former president") is no tenure.
    """
    said = [s for s in sightings if s.office and s.words and not s.office.title.startswith("Former ")]
    offices = {s.office for s in said if s.office}
    found: dict[Office, list[Sighting]] = {}
    for sighting in said:
        assert sighting.office is not None
        office = _fuller(sighting.office, offices)
        found.setdefault(office, []).append(replace(sighting, office=office))
    held = [Tenure(office, tuple(sorted(of, key=_when))) for office, of in found.items()]
    return tuple(sorted(held, key=lambda t: (t.first or date.max, _words(t.office))))


def disagreements(holders: Iterable[Holder]) -> tuple[OfficeDisagreement, ...]:
    """What is said of offices that cannot both hold: of one person, and of one office; by the day of the other."""
    people = list(holders)
    found = [d for person in people for d in _of_one(person.name, person.tenures)]
    by_office: dict[Office, list[tuple[str, Tenure]]] = {}
    for person in people:
        for tenure in person.tenures:
            if _held_by_one(tenure.office):
                by_office.setdefault(tenure.office, []).append((person.name, tenure))
    for office, several in by_office.items():
        found.extend(_between(_words(office), [tenure for _, tenure in several]))
    return tuple(sorted(found, key=lambda d: (_when(d.other), d.about)))


def _of_one(name: str, tenures: Sequence[Tenure]) -> Iterator[OfficeDisagreement]:
    return _between(name, [t for t in tenures if _is_whole_post(t.office)])


def _between(about: str, tenures: Sequence[Tenure]) -> Iterator[OfficeDisagreement]:
    """For each tenure the first that others say in the midst of it."""
    for one in tenures:
        for other in tenures:
            if one is other or one.first is None or one.last is None:
                continue
            inside = [s for s in other.sightings if s.published and one.first < s.published < one.last]
            if inside and not _reaches_further(other, one):
                yield OfficeDisagreement(about, one.sightings[0], inside[0])


def _reaches_further(one: Tenure, other: Tenure) -> bool:
    """Whether of two that lie in each other it is the longer, so that each pair is told once."""
    return len(one.days) > len(other.days)


def _is_whole_post(office: Office) -> bool:
    """Whether nobody holds it beside another such: a minister's or a head of state's; a head of government may."""
    return _held_by_one(office) and "Prime Minister" not in office.title


def _held_by_one(office: Office) -> bool:
    """Whether one person at a time holds it: an office of a country that is not one of many."""
    return office.country is not None and office.title not in load("offices")["weak"]


def _fuller(office: Office, offices: Iterable[Office]) -> Office:
    """The one office that says more of the same: with its country, or of what "the minister" is one."""
    same = [o for o in offices if o != office and _says_more(o, office)]
    return same[0] if len(same) == 1 else office


def _says_more(one: Office, other: Office) -> bool:
    fits = other.country in (None, one.country) and other.organisation in (None, one.organisation)
    named = one.title.startswith(f"{other.title} of ") and other.organisation is None
    return fits and (named or (one.title == other.title and one.country is not None and other.country is None))


def _when(sighting: Sighting) -> tuple[date, str]:
    return sighting.published or date.max, sighting.document_id


def _words(office: Office) -> str:
    return ", ".join(part for part in (office.title, office.organisation, office.country) if part)
