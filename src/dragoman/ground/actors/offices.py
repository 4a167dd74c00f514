"""Which office a person holds by the words of one document, and who "the minister" is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from dragoman.ground.actors.people import Person
from dragoman.lexicon import load
from dragoman.types import NOT_STATED, Document, Field, Mention, MentionKind, Office, Value

GENERIC = {"Minister": "Minister", "Secretary": "Secretary", "Representative": "Representative"}
NEAR = 400
"""Code points between a counterpart, or a title, and the person that it goes back to."""
REACH = 50


def held_office(document: Document, person: Person, kin: tuple[Office, Mention, Mention] | None) -> Field[Office]:
    """The office that most words beside the name give, the first of them on a tie; the note names the others.

    `kin` is the office that "his Belarusian counterpart" gives through somebody else's, used where nothing else is.
    """
    said = _with_countries(person.offices)
    if not said:
        return _through_kin(document, kin)
    counted = Counter(office for office, _ in said)
    first = {office: -number for number, (office, _) in reversed(list(enumerate(said)))}
    chosen = max(
        counted, key=lambda o: (not o.title.startswith("Former "), counted[o], o.country is not None, first[o])
    )
    spans = [m.office_span or m.span for o, m in said if o == chosen]
    evidence = tuple(document.evidence(s, by="mentions") for s in spans)
    others = [o.words for o in counted if o != chosen]
    return Value(chosen, evidence, "also called " + "; ".join(others) if others else "")


def _with_countries(said: list[tuple[Office, Mention]]) -> list[tuple[Office, Mention]]:
    """The offices, one without a country joined to the same title with one, where there is just one."""
    offices = dict.fromkeys(office for office, _ in said)
    fuller = {office: [o for o in offices if o.title == office.title and _fuller(o, office)] for office in offices}
    return [(fuller[o][0] if len(fuller[o]) == 1 else o, mention) for o, mention in said]


def _fuller(one: Office, other: Office) -> bool:
    more = (one.country is not None) + (one.organisation is not None)
    less = (other.country is not None) + (other.organisation is not None)
    agree = other.country in (None, one.country) and other.organisation in (None, one.organisation)
    return agree and more > less


def _through_kin(document: Document, kin: tuple[Office, Mention, Mention] | None) -> Field[Office]:
    if kin is None:
        return NOT_STATED
    office, mention, antecedent = kin
    spans = [s for s in (mention.office_span, antecedent.office_span or antecedent.span) if s]
    evidence = tuple(document.evidence(s, by="mentions") for s in spans)
    return Value(office, evidence, f"counterpart of {antecedent.name}")


def kin_office(
    mention: Mention, offices: dict[int, Office], order: list[tuple[Mention, Person]]
) -> tuple[Office, Mention] | None:
    """The office of a counterpart: the title of the nearest person before it who has one, its own country.

    None where that person has the same country, or stands too far off.
    """
    after = bisect_left(order, mention.extent.start, key=lambda pair: pair[0].span.start)
    for antecedent, person in reversed(order[max(0, after - REACH) : after]):
        if mention.extent.start - antecedent.span.end > NEAR:
            return None
        if any(mention.span == m.span for m in person.mentions[:REACH]):
            continue
        office = offices.get(id(person))
        if office and mention.country and office.country != mention.country:
            return replace(office, country=mention.country), antecedent
        return None
    return None


def holder(mention: Mention, people: list[tuple[Person, Office]]) -> Person | None:
    """The one person with the office that a mention names; None where there is none, or more than one."""
    wanted = mention.office
    if wanted is None or mention.kind is not MentionKind.OFFICE or "plural" in mention.by:
        return None
    found = [p for p, office in people if fits(wanted, office)]
    if len(found) <= 1 or len(found) > REACH:
        return found[0] if len(found) == 1 else None
    before = [p for p in found if any(0 <= mention.span.start - m.span.end <= NEAR for m in p.mentions)]
    return before[0] if len(before) == 1 else None


def fits(wanted: Office, held: Office) -> bool:
    """Whether somebody who holds one office may be called by the other ("the minister")."""
    if wanted.country and held.country != wanted.country:
        return False
    if wanted.organisation and held.organisation and wanted.organisation != held.organisation:
        return False
    title = held.title.removeprefix("Acting ")
    if wanted.title == "Leader" and wanted.country and not wanted.organisation and title in load("offices")["leads"]:
        return True  # "the Belarusian leader" is its president
    return wanted.title in (held.title, title) or (
        wanted.title in GENERIC and title.startswith((wanted.title, "Foreign " + wanted.title))
    )
