"""Who a named person is, by the table of offices and the day of publication; and what office that was on it.

A name is enough only together with something else that fits: the office that the text says, or a country that it
speaks of. Without such a tie only a full name counts, and only of those whom all news names: heads of state, of
government and of bodies, foreign and defence ministers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from dragoman.ground.actors.names_match import contradictory, same_name
from dragoman.ground.actors.people import taken_apart
from dragoman.ground.actors.spelling import alike, plain, slug
from dragoman.ground.offices import HolderTable, Holding, holders_of, offices_of, shipped_table
from dragoman.ground.offices.joining import are_apart
from dragoman.lexicon import load
from dragoman.types import (
    BY_TABLE,
    DOUBTED,
    Absent,
    Actor,
    Document,
    Evidence,
    Field,
    Identity,
    Office,
    Reason,
    Value,
    value_of,
)

SOON = timedelta(days=4 * 366)
"""How long before a high office somebody is already known as who gets it."""

__all__ = ["holdings_of", "identified_person", "identity_of_holder", "names_of_person"]


def identified_person(
    document: Document, actor: Actor, *, day: date | None, countries: Collection[str], table: HolderTable
) -> Actor:
    """The person with an identity, or the reason why there is none, and with the office of that day.

    `day` is the day of publication, `countries` those that the document speaks of. An office that the text says stays,
    with a note where the table has another for that day; one that it does not say is filled in from the table, by
    evidence marked `BY_TABLE`.
    """
    if day is None:
        return replace(actor, identity=_absent(document, actor, Reason.UNDATED, "offices are known by day"))
    found = _holdings(actor, day, countries, table)
    if isinstance(found, Absent):
        once = _once(actor, day, countries, table) if found.reason is Reason.NOT_IN_TABLES else ()
        if not once:
            return replace(actor, identity=_absent(document, actor, found.reason, found.detail))
        words = (document.evidence(actor.mentions[0], by="identity"),)
        identity = Value(identity_of_holder(once[-1], table), words, _note(once[-1]))
        return replace(actor, identity=identity, country=actor.country or once[-1].office.country)
    chosen = _weightiest(found)
    evidence = (document.evidence(actor.mentions[0], by="identity"),)
    identity = Value(identity_of_holder(chosen, table), evidence, _note(chosen))
    return replace(
        actor,
        identity=identity,
        office=_office(document, actor, found, day),
        country=actor.country or chosen.office.country,
    )


@lru_cache(maxsize=4096)
def identity_of_holder(holding: Holding, table: HolderTable) -> Identity:
    """The identity of whoever has a row of the table: one for all offices of that person."""
    own = [h for h in table.of_name(holding.name) if h.name == holding.name and not are_apart(h, holding)]
    items = sorted({h.wikidata for h in own if h.wikidata})
    country = min((h.office.country for h in own if h.office.country), default="")
    if holding.wikidata or len(items) == 1:
        return Identity(f"wikidata:{holding.wikidata or items[0]}", holding.name)
    return Identity(":".join(part for part in ("person", slug(holding.name), country) if part), holding.name)


def _holdings(actor: Actor, day: date, countries: Collection[str], table: HolderTable) -> tuple[Holding, ...] | Absent:
    """What the one person meant held on that day."""
    said = value_of(actor.office)
    if said is not None and (said.country or said.organisation):
        holders = holders_of(_present(said), day, table=table)
        if not isinstance(holders, Absent):
            named = [h for h in holders if _is_called(actor.name, h)]
            if named:
                return _one_person(actor, named)
    return _by_name(actor, said, day, countries, table)


def _once(actor: Actor, day: date, countries: Collection[str], table: HolderTable) -> tuple[Holding, ...]:
    """What the one person of a full name held before, in a country that fits; empty for nobody, or for several.

    Somebody whose office is over, or began too lately for the table, is still who that is, without an office. So is
    who gets a high office within `SOON` of that day, under a name that is spelled as the table has it.
    """
    said = value_of(actor.office)
    if not taken_apart(actor.name).given:
        return _titled_once(actor, said, day, countries, table)
    places = {actor.country} if actor.country else set(countries)
    own = [h for h in table.of_name(actor.name) if h.office.country in places or _is_high(h.office)]
    own = _tied([h for h in own if _is_called(actor.name, h)], actor, said)
    near = [h for h in own if h.earliest is None or h.earliest <= day]
    later = [h for h in own if h.earliest and day < h.earliest <= day + SOON and _is_high(h.office)]
    found = _one_person(actor, near or [h for h in later if _is_spelled(actor.name, h)])
    return () if isinstance(found, Absent) or not _may_be(said, found, table) else found


def _titled_once(
    actor: Actor, said: Office | None, day: date, countries: Collection[str], table: HolderTable
) -> tuple[Holding, ...]:
    """What the one person of a surname held who ever had the high office that the text says: "President Truman"."""
    if said is None or said.title.removeprefix("Former ") not in load("offices")["high"]:
        return ()
    places = {said.country} if said.country else set(countries)
    words = replace(said, title=said.title.removeprefix("Former "), country=None)
    own = [h for h in table.of_surname(actor.name) if h.office.country in places and _agrees(words, h)]
    began = [h for h in own if h.earliest and h.earliest <= day and _is_called(actor.name, h)]
    found = _one_person(actor, began)
    return () if isinstance(found, Absent) else found


def _tied(found: Iterable[Holding], actor: Actor, said: Office | None) -> list[Holding]:
    """Those whom more than a likeness of names ties to the text: words for a country or the office, or the spelling."""
    if actor.country or (said and (said.country or said.organisation)):
        return list(found)
    return [
        h for h in found if _is_high(h.office) or _is_spelled(actor.name, h) or (said and said.title == h.office.title)
    ]


def _present(office: Office) -> Office:
    return replace(office, title=office.title.removeprefix("Acting "))


def _by_name(
    actor: Actor, said: Office | None, day: date, countries: Collection[str], table: HolderTable
) -> tuple[Holding, ...] | Absent:
    """By the name, in a country that is said of the person, else in one that the document speaks of."""
    own = actor.country or (said.country if said else None)
    places = [own] if own else sorted(countries)
    alone = not taken_apart(actor.name).given
    found: list[Holding] = []
    for country in places:
        held = offices_of(actor.name, day, country=country, table=table)
        found.extend(() if isinstance(held, Absent) else held)
    if not alone and not own:
        held = offices_of(actor.name, day, table=table)
        whole = [] if isinstance(held, Absent) else [h for h in held if h.office.country is None or _is_high(h.office)]
        found.extend(h for h in whole if h not in found)
    if alone:
        found = [h for h in found if _is_high(h.office) and (said is None or _may_be_called(said, h.office))]
    found = _tied([h for h in found if _is_called(actor.name, h)], actor, said)
    one = _one_person(actor, list(dict.fromkeys(found)))
    if isinstance(one, Absent) and one.reason is Reason.AMBIGUOUS:
        return one
    if isinstance(one, Absent) or not _may_be(said, one, table):
        return Absent(Reason.NOT_IN_TABLES, _nobody(actor.name, said, day))
    return one


def _nobody(name: str, said: Office | None, day: date) -> str:
    """Why nobody is given; of a seat in a parliament, that the table has those who sit there now."""
    if said is not None and said.title.removeprefix("Former ") in load("offices")["seats"]:
        return f"{name}: no {said.title} of that name is known on {day}; of those who left the table has some"
    return f"{name}: nobody of that name is known to hold an office on {day}"


def _one_person(actor: Actor, found: Sequence[Holding]) -> tuple[Holding, ...] | Absent:
    """The holdings, if they are one person's; of several people, those whose name is spelled as the text has it."""
    if any(are_apart(a, b) for a in found for b in found):
        found = [h for h in found if plain(actor.name) in map(plain, h.names)]
    if not found:
        return Absent(Reason.NOT_IN_TABLES, actor.name)
    first = found[0]
    if all(not are_apart(h, first) and _is_called(h.name, first) for h in found):
        return tuple(found)
    names = ", ".join(sorted({h.name for h in found}))
    return Absent(Reason.AMBIGUOUS, f"{actor.name}: {names}")


def _is_called(name: str, holding: Holding) -> bool:
    """Whether a holder may be called so: one of the names, or the surname alone; not with another initial."""
    if any(contradictory(name, own) for own in holding.names):
        return False
    if any(same_name(name, own).verdict == "same" for own in holding.names):
        return True
    parts = taken_apart(name)
    surnames = {s for own in holding.names for s in taken_apart(own).surnames}
    return not parts.given and any(alike(parts.surnames[0], s) for s in surnames)


def _is_spelled(name: str, holding: Holding) -> bool:
    """Whether a name begins and ends with the words of one that the table has, letter for letter."""
    return any(_ends(name) == _ends(own) for own in holding.names)


def _ends(name: str) -> tuple[str, str]:
    words = name.split()
    return plain(words[0]), plain(words[-1])


def _may_be(said: Office | None, found: Sequence[Holding], table: HolderTable) -> bool:
    """Whether the text's words for an office may be said of somebody, by all that the person ever held.

    Who never had more than a seat in parliament is no admiral, ambassador or president: that is a namesake.
    """
    if said is None:
        return True
    title = said.title.removeprefix("Former ")
    held = [*found, *holdings_of(identity_of_holder(found[0], table), table)]
    if any(h.office.title not in load("offices")["seats"] for h in held):
        return True
    return title != said.title or title in load("offices")["beside_seat"]


def _is_high(office: Office) -> bool:
    """Whether news calls its holder by the surname alone: a head of state or government, or a minister."""
    return office.title in load("offices")["high"]


def _may_be_called(said: Office, held: Office) -> bool:
    """Whether the text's words for an office fit the one held: "President" for a president of any country."""
    return said.title in (held.title, "Minister") and said.organisation in (None, held.organisation)


def _weightiest(found: Sequence[Holding]) -> Holding:
    """The office that news would name first: in the order of the list of high ones, then as the table has them."""
    high = list(load("offices")["high"])
    rank = {title: number for number, title in enumerate(high)}
    return min(found, key=lambda h: rank.get(h.office.title, len(rank)))


def _office(document: Document, actor: Actor, found: Sequence[Holding], day: date) -> Field[Office]:
    if isinstance(actor.office, Absent):
        chosen = _weightiest(found)
        words = actor.mentions[0].of(document.text)
        evidence = Evidence(document.document_id, actor.mentions[0], words, BY_TABLE)
        return Value(_titled(chosen), (evidence,), _note(chosen))
    said = actor.office.value
    if any(_agrees(said, h) for h in found) or said.title.startswith("Former "):
        return _filled(actor.office, found)
    against = [h for h in found if _excludes(h.office, said)]
    if not against:
        return actor.office
    table = "; ".join(sorted({h.office.words for h in against}))
    note = f"{DOUBTED} on {day}: {table}"
    return replace(actor.office, note="; ".join(part for part in (actor.office.note, note) if part))


def _excludes(held: Office, said: Office) -> bool:
    """Whether nobody holds both: two posts of ministers, or a minister's and a head of state's, of one country."""
    posts = (held, said)
    sure = all(o.title.startswith("Minister of ") or o.title in ("President", "King", "Queen") for o in posts)
    return sure and held.country is not None and held.country == said.country


def _filled(said: Value[Office], found: Sequence[Holding]) -> Value[Office]:
    """ "President" or "Minister" alone with what the one office that it fits is by the table."""
    same = [h for h in found if _agrees(said.value, h)]
    whole = said.value.country or said.value.organisation
    if (whole and said.value.title not in _GENERIC) or len({h.office for h in same}) != 1:
        return said
    held = same[0].office
    title = held.title if said.value.title in _GENERIC else said.value.title
    if title != held.title or said.value == held:
        return said
    note = "; ".join(part for part in (said.note, f"in full by the table: {_note(same[0])}") if part)
    return replace(said, value=held, note=note)


_GENERIC = frozenset(("Minister", "Secretary"))


def _agrees(said: Office, holding: Holding) -> bool:
    held = holding.office
    title = said.title.removeprefix("Acting ")
    fits = title == held.title or held.title.startswith(f"{title} ") or title.startswith(f"{held.title} ")
    return fits and said.country in (None, held.country) and said.organisation in (None, held.organisation)


def _titled(holding: Holding) -> Office:
    prefix = "Acting " if holding.acting and not holding.office.title.startswith("Acting ") else ""
    return replace(holding.office, title=f"{prefix}{holding.office.title}")


def _note(holding: Holding) -> str:
    """What the table says: office, since when, by which source."""
    since = f" since {holding.begins}" if holding.begins else ""
    until = f" until {holding.ends}" if holding.ends else ""
    seen = "" if since or not holding.seen else f", seen {holding.seen[0]} to {holding.seen[1]}"
    sources = "; ".join(holding.sources[:2])
    return f"table of offices: {holding.office.words}{since}{until}{seen} ({sources}, as of {holding.as_of})"


def _absent(document: Document, actor: Actor, reason: Reason, detail: str) -> Absent:
    return Absent(reason, detail, tuple(document.evidence(span, by="identity") for span in actor.mentions[:1]))


def names_of_person(identity: Identity) -> Iterable[str]:
    """All spellings of the names that the shipped table has for an identity."""
    found = shipped_table().of_name(identity.name)
    return dict.fromkeys(name for h in found if h.name == identity.name for name in h.names)


def holdings_of(identity: Identity, table: HolderTable) -> tuple[Holding, ...]:
    """All that the table has of whoever an identity is; empty for what is no person of it."""
    if identity.identity_id.partition(":")[0] not in ("person", "wikidata"):
        return ()
    return tuple(h for h in table.of_name(identity.name) if identity_of_holder(h, table) == identity)
