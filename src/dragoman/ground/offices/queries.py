"""Who held an office on a day, and which office somebody held, by the table of holders.

Only what is known on that day is given: inside a time that a source states, or between two days on which sources say
who holds it. Otherwise the answer is `Absent` with the reason. On the day of a change both holders are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from dragoman.ground.actors.name_words import name_of
from dragoman.ground.actors.people import taken_apart
from dragoman.ground.actors.spelling import alike
from dragoman.ground.offices.holding import Holding
from dragoman.ground.offices.roles import called_by_first, meanings, office_named
from dragoman.ground.offices.table import HolderTable, shipped_table
from dragoman.types import Absent, Office, Reason

__all__ = ["holders_of", "offices_of", "who_is"]


def holders_of(
    office: Office, on: date, *, posted_to: str | None = None, table: HolderTable | None = None
) -> tuple[Holding, ...] | Absent:
    """Who held an office on a day, the earliest first; several where it has several holders, or changed that day.

    `posted_to` is where an ambassador is sent. An office said otherwise than the table has it is found as well (the
    Foreign Minister of the United States); one without an organisation, in whatever body of its country.
    `Absent`: "not in the tables" where the table has no such office, or nothing of that day; "ambiguous" where the day
    lies within the bounds of several tenures that are known to the month or year only. The detail says which.
    """
    all_of_them = _tenures(office, table or shipped_table())
    if posted_to:
        all_of_them = tuple(h for h in all_of_them if h.posted_to == posted_to)
    if not all_of_them:
        return Absent(Reason.NOT_IN_TABLES, f"{office.words}: no holder known")
    known = tuple(h for h in all_of_them if h.certainty(on))
    return known or _why_not(all_of_them, on)


def offices_of(
    name: str, on: date, *, country: str | None = None, table: HolderTable | None = None
) -> tuple[Holding, ...] | Absent:
    """What the people with a name held on a day, all of them where several fit; look at `Holding.name`.

    `country` (ISO 3166 alpha-2) is that of the office. A surname alone needs it. `Absent`: "ambiguous" for a surname
    alone without a country, "not in the tables" for a name that the table lacks, or nothing known of that day.
    """
    if _is_alone(name) and country is None:
        return Absent(Reason.AMBIGUOUS, f"{name}: one name alone needs a country or a role")
    found = _of(name, table or shipped_table(), on)
    known = tuple(h for h in found if country in (None, h.office.country))
    return known or Absent(Reason.NOT_IN_TABLES, f"{name}: nobody known on that day")


def who_is(
    surname: str,
    role: str,
    on: date,
    *,
    country: str | None = None,
    organisation: str | None = None,
    table: HolderTable | None = None,
) -> tuple[Holding, ...] | Absent:
    """Who with a surname, or a fuller name, held an office on a day: "Aleinik", "foreign minister".

    `role` is words for an office; with `country` or `organisation` only theirs counts. Several holdings are given
    where several people fit. `Absent`: "not supported" for words that are no office, "not in the tables" otherwise.
    """
    wanted = office_named(role, organisation=organisation, country=country)
    if wanted is None:
        return Absent(Reason.NOT_SUPPORTED, f"{role}: no office that the table files")
    found = _of(surname, table or shipped_table())
    return _on_day([h for h in found if _is_meant(wanted, h.office)], on, f"{surname}, {role}")


def _tenures(office: Office, table: HolderTable) -> tuple[Holding, ...]:
    """The tenures under the first meaning of the office that the table has any of."""
    for meaning in meanings(office):
        found = table.of_office(meaning)
        if found:
            return found
    if office.organisation or not office.country:
        return ()
    wider = (o for meaning in meanings(office) for o in table.offices_with(meaning.title, office.country))
    return tuple(h for o in dict.fromkeys(wider) for h in table.of_office(o))


def _is_meant(wanted: Office, held: Office) -> bool:
    """Whether the words for an office may mean the one held: what they do not say may be anything."""
    filled = Office(wanted.title, wanted.organisation or held.organisation, wanted.country or held.country)
    return held in meanings(filled)


def _is_alone(name: str) -> bool:
    """Whether a name is a surname alone, with its particle perhaps ("Le Drian"); a king's number makes it whole."""
    found = name_of(name)
    return bool(found.words) and not found.number and not taken_apart(name).given


@lru_cache(maxsize=1024)
def _of(name: str, table: HolderTable, on: date | None = None) -> tuple[Holding, ...]:
    """The tenures of all whom a name may stand for; one name alone is a surname, or what people are called by."""
    if not name_of(name).words:
        return ()
    if not _is_alone(name):
        return table.of_name(name, on)
    said = taken_apart(name).surnames[0]
    return tuple(h for h in table.of_surname(said, on) if any(alike(said, own) for own in _called(h)))


def _called(holding: Holding) -> Iterator[str]:
    for name in holding.names:
        yield from taken_apart(name).surnames
        if called_by_first(holding.office.country):
            yield name.split()[0]


def _on_day(holdings: Iterable[Holding], on: date, asked: str) -> tuple[Holding, ...] | Absent:
    rows = tuple(holdings)
    known = tuple(h for h in rows if h.certainty(on))
    if known:
        return known
    return _why_not(rows, on) if rows else Absent(Reason.NOT_IN_TABLES, f"{asked}: nobody known")


def _why_not(holdings: tuple[Holding, ...], on: date) -> Absent:
    """Why nobody is known on a day: several are possible, one is, or the days around it."""
    bounded = [h for h in holdings if h.ends and h.begins and h.is_possible(on)]
    if bounded:
        reason = Reason.AMBIGUOUS if len(bounded) > 1 else Reason.NOT_IN_TABLES
        return Absent(reason, "perhaps " + " or ".join(f"{h.name} ({h.begins}/{h.ends})" for h in bounded))
    spans = [(h.known, h) for h in holdings if h.known]
    before = max(((k[1], h.name) for k, h in spans if k and k[1] < on), default=None)
    after = min(((k[0], h.name) for k, h in spans if k and k[0] > on), default=None)
    said = [f"{before[1]} known until {before[0]}"] if before else []
    said += [f"{after[1]} known from {after[0]}"] if after else []
    return Absent(Reason.NOT_IN_TABLES, "not known on that day" + (f": {', '.join(said)}" if said else ""))
