"""Who held what, learned from coverage: an office beside a name is evidence that it was held on that day.

A tenure runs from the first to the last day on which documents say it; nothing is said of the days outside. What does
not fit is kept as a disagreement, with who says so, and never decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Protocol

from dragoman.lexicon import load
from dragoman.types import Claim, Difference, Disagreement, Office, Sighting

__all__ = ["Holder", "Tenure", "disagreements", "tenures_of"]

_WEEKS = timedelta(days=45)
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office of somebody and the documents that say so, by day; undated documents are last.

    `stated` are the first and last day by the table of offices, for a tenure that is taken from there.
    """

    office: Office
    sightings: tuple[Sighting, ...]
    stated: tuple[date, date] | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which it was said, each once, in order."""
        return tuple(sorted({s.published for s in self.sightings if s.published}))

    @property
    def first(self) -> date | None:
        """The first of the days; None where there is none."""
        return self.stated[0] if self.stated else self.days[0] if self.days else None

    @property
    def last(self) -> date | None:
        """The last of the days."""
        return self.stated[1] if self.stated else self.days[-1] if self.days else None


class Holder(Protocol):
    """Somebody with a name and tenures."""

    @property
    def key(self) -> str:
        """The id of the identity, or kind, name and country."""

    @property
    def name(self) -> str:
        """The usual name."""

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """The offices that documents say it held."""

    @property
    def by_table(self) -> tuple[Tenure, ...]:
        """The offices that the table of offices says it held."""


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


def disagreements(holders: Iterable[Holder]) -> tuple[Disagreement, ...]:
    """What is said of offices that cannot both hold, by what it is about.

    Of one person: another office in the midst of a tenure. Of one office: somebody else in the midst of a tenure; of
    the same surname, it is the name that differs. A tenure of the table of offices counts like one that documents
    tell, and has the documents that say the same. Claims are of document ids.
    """
    people = list(holders)
    found = [d for person in people for d in _of_one(person)]
    by_office: dict[Office, list[tuple[Holder, Tenure]]] = {}
    for person in people:
        for tenure in (*person.tenures, *person.by_table):
            if _held_by_one(tenure.office):
                by_office.setdefault(tenure.office, []).append((person, tenure))
    for office, several in by_office.items():
        found.extend(_of_office(office, several))
    return tuple(sorted(dict.fromkeys(found), key=lambda d: (d.about, d.field, d.claims[-1].report_ids)))


def _of_one(person: Holder) -> Iterator[Disagreement]:
    posts = [t for t in (*person.tenures, *person.by_table) if _is_whole_post(t.office)]
    for one in posts:
        for other in person.tenures:
            if other.office != one.office and _is_whole_post(other.office) and _inside(other, one, posts):
                claims = [_claim(_words(t.office), _saying(t.office, person.tenures)) for t in (one, other)]
                yield Disagreement(person.key, "office", Difference.CONTRADICTION, tuple(claims))


def _of_office(office: Office, several: Sequence[tuple[Holder, Tenure]]) -> Iterator[Disagreement]:
    for holder, one in several:
        for stranger, other in several:
            alike = holder.name.split()[-1] == stranger.name.split()[-1]
            meets = _inside(other, one, [one]) or (alike and _is_near(other, one))
            if stranger is holder or other.stated or not meets or _is_spelling(holder.name, stranger.name):
                continue
            claims = (
                _claim(holder.name, _saying(office, holder.tenures)),
                _claim(stranger.name, _saying(office, stranger.tenures)),
            )
            kind = "name" if alike else "holder"
            yield Disagreement(_words(office), kind, Difference.CONTRADICTION, claims)


def _inside(other: Tenure, one: Tenure, tenures: Sequence[Tenure]) -> bool:
    """Whether some of a tenure's days lie in the midst of another, which is the longer of the two."""
    if one.first is None or one.last is None:
        return False
    inside = [day for day in other.days if one.first < day < one.last]
    own = any(
        t.office == other.office and t.stated and t.stated[0] <= d <= t.stated[1] for t in tenures for d in inside
    )
    return bool(inside) and not own and (one.stated is not None or len(other.days) <= len(one.days))


def _is_spelling(one: str, other: str) -> bool:
    """Whether two names differ so little that one may be a spelling of the other: no other holder is claimed then."""
    surnames = [name.casefold().split()[-1] for name in (one, other)]
    alike = SequenceMatcher(None, one.casefold(), other.casefold()).ratio() > _ALIKE
    return alike and surnames[0] != surnames[1]


def _is_near(other: Tenure, one: Tenure) -> bool:
    """Whether a tenure that fewer documents tell begins or ends within weeks of another."""
    if len(other.sightings) >= len(one.sightings) or one.first is None or one.last is None:
        return False
    return any(one.first - _WEEKS <= day <= one.last + _WEEKS for day in other.days)


def _saying(office: Office, tenures: Sequence[Tenure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.document_id for t in tenures if t.office == office for s in t.sightings))


def _claim(value: str, documents: tuple[str, ...]) -> Claim[str]:
    return Claim(value, documents, len(documents))


def _is_whole_post(office: Office) -> bool:
    """Whether nobody holds it beside another such: a minister's or a head of state's; a head of government may."""
    return _held_by_one(office) and "Prime Minister" not in office.title


def _held_by_one(office: Office) -> bool:
    """Whether one person at a time holds it: an office of a country that is not one of many."""
    several = office.title in load("offices")["weak"] or office.title.startswith("Deputy ")
    return office.country is not None and not several


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
