"""Who or what an actor is beyond its document: its row in the shipped tables, or the reason why there is none.

Countries are rows of `countries`, bodies rows of `organisations` or a kind of body of a country (`offices`). Two
bodies with one name, or a name that is part of several ("the Council"), are never made one: such a name has no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from dragoman.ground.actors.names_match import same_name
from dragoman.ground.actors.persons import identified_person, names_of_person
from dragoman.ground.actors.spelling import slug
from dragoman.ground.offices import HolderTable, shipped_table, who_is
from dragoman.ground.places import country_name
from dragoman.lexicon import load
from dragoman.types import Absent, Actor, ActorKind, Document, Identity, Mention, Reason, Value, value_of

__all__ = ["identified", "identity_of_body", "identity_of_country", "names_of", "other_holder"]


def identified(
    document: Document, actors: Iterable[Actor], *, countries: Iterable[str] = (), holders: HolderTable | None = None
) -> tuple[Actor, ...]:
    """The actors of a document, each with its identity or the reason why it has none, in the same order.

    People are looked up in the table of offices as of the day of publication; their office and country come from there
    where the text does not say them. `countries` are those that the document speaks of beside its actors'.
    """
    held = tuple(actors)
    spoken_of = {*countries, *(actor.country for actor in held if actor.country)}
    published = value_of(document.published)
    day = published.one_day if published else None
    return tuple(
        identified_person(document, actor, day=day, countries=spoken_of, table=holders or shipped_table())
        if actor.kind is ActorKind.PERSON and actor.mentions
        else replace(actor, identity=_field(document, actor, _identity(actor)))
        for actor in held
    )


def other_holder(document: Document, holders: HolderTable | None = None) -> Callable[[Mention, str], bool]:
    """Whether a surname with a high office is, by the table of offices, another's than a full name is.

    "President Trump" of 2017 is not "Ivanka Trump". False where the day of publication is not known, or the table has
    nobody of that surname in such an office then.
    """
    published = value_of(document.published)
    day = published.one_day if published else None
    table = holders or shipped_table()

    def is_other(mention: Mention, name: str) -> bool:
        office = mention.office
        if day is None or office is None or office.title not in load("offices")["high"]:
            return False
        return _is_other(table, mention.name, office.title, office.country, day, name)

    return is_other


@lru_cache(maxsize=4096)
def _is_other(table: HolderTable, surname: str, title: str, country: str | None, day: date, name: str) -> bool:
    found = who_is(surname, title, day, country=country, table=table)
    if isinstance(found, Absent):
        return False
    return all(same_name(known, name).verdict == "different" for holding in found for known in holding.names)


def _identity(actor: Actor) -> Identity | Absent:
    if actor.kind is ActorKind.COUNTRY and actor.country:
        return identity_of_country(actor.country)
    if actor.kind is ActorKind.ORGANISATION:
        return identity_of_body(actor.name, actor.country)
    if actor.kind is ActorKind.OFFICE:
        return Identity(actor.actor_id, actor.name)
    return Absent(Reason.NOT_IN_TABLES, actor.name)


def _field(document: Document, actor: Actor, found: Identity | Absent) -> Value[Identity] | Absent:
    """With the words that name the actor first."""
    evidence = tuple(document.evidence(span, by="identity") for span in actor.mentions[:1])
    return replace(found, evidence=evidence) if isinstance(found, Absent) else Value(found, evidence)


def identity_of_country(code: str) -> Identity:
    """The identity of a country by its ISO 3166 alpha-2 code."""
    return Identity(f"iso:{code}", country_name(code))


def identity_of_body(name: str, country: str | None) -> Identity | Absent:
    """The identity of an organisation by its usual name, as mentions have it, and its country.

    `NOT_IN_TABLES` for a name that no table has, and for a body of a country ("Ministry of Justice") whose country
    the document does not give.
    """
    usual = _bodies().get(name)
    if usual is not None:
        return Identity(f"organisation:{slug(usual)}", usual)
    kind = _of_country(name, country)
    if kind is None:
        return Absent(Reason.NOT_IN_TABLES, name)
    if country is None:
        return Absent(Reason.NOT_IN_TABLES, f"{name}: of which country is not said")
    return Identity(f"organisation:{slug(kind)}:{country}", name)


def names_of(identity: Identity) -> tuple[str, ...]:
    """All names that the tables know for an identity, its usual one first."""
    table, _, row = identity.identity_id.partition(":")
    names: tuple[str, ...] = ()
    if table == "iso":
        entry = load("countries")["countries"].get(row, {})
        names = (*entry.get("names", ()), *entry.get("adjectives", ()), *entry.get("peoples", ()))
    elif table == "organisation":
        names = _forms().get(identity.name, ())
    elif table in ("person", "wikidata"):
        names = tuple(names_of_person(identity))
    return tuple(dict.fromkeys((identity.name, *names)))


def _of_country(name: str, country: str | None) -> str | None:
    """The kind of body of a country that a name says ("Ministry of Defence of Poland"); None for any other name."""
    plain = name
    if country is not None:
        for joint in (" of the ", " of "):
            plain = plain.removesuffix(f"{joint}{country_name(country)}")
    return plain if plain in _kinds() else None


@cache
def _kinds() -> frozenset[str]:
    """The kinds of body of which a country has one."""
    offices = load("offices")
    return frozenset(entry["name"] for entry in offices["bodies"]) - frozenset(offices["many_bodies"])


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """The names of each body of the table, by its usual name."""
    groups = (group for group in load("organisations").values() if isinstance(group, list))
    rows: list[list[Any]] = [row for group in groups for row in group]
    return {row[0]: tuple(name for name in row if isinstance(name, str)) for row in rows}


@cache
def _bodies() -> dict[str, str]:
    """The usual name by each name of a body; none by a name that two of them have."""
    found: dict[str, set[str]] = {}
    for usual, names in _forms().items():
        for name in names:
            found.setdefault(name, set()).add(usual)
    return {name: next(iter(usual)) for name, usual in found.items() if len(usual) == 1}
