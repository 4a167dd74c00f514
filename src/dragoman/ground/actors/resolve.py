"""Resolve the mentions of one document to its actors."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from dragoman.ground.actors.offices import held_office, holder, kin_office
from dragoman.ground.actors.people import Person, people_of
from dragoman.ground.actors.pronouns import opens, pronoun_persons
from dragoman.ground.actors.spelling import slug
from dragoman.ground.actors.states import is_country
from dragoman.ground.places import country_name
from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import (
    NOT_STATED,
    Actor,
    ActorKind,
    Attribution,
    Document,
    Field,
    Mention,
    MentionKind,
    Office,
    Value,
    value_of,
)


@dataclass(slots=True)
class _Draft:
    """An actor while its mentions are being gathered."""

    kind: ActorKind
    name: str
    country: str | None
    office: Field[Office] = NOT_STATED
    mentions: list[Mention] = field(default_factory=list)


def resolve_actors(
    document: Document, mentions: tuple[Mention, ...], attributions: tuple[Attribution, ...] = ()
) -> tuple[tuple[Actor, ...], dict[Span, str]]:
    """The actors of a document in order of their first mention, and the id of the actor of each mention's span.

    The attributions say who "he" is that begins what somebody said.

    A span that is not in the second result is a mention that resolves to nobody: a plain place, a pronoun or
    a title that may be two people, a plural (see `plural_members`). The id is made of kind, name and country.
    Two mentions never share a span. Capitals are places here (see `metonym_country`).
    """
    drafts: dict[str, _Draft] = {}
    spans: dict[Span, str] = {}
    _add_people(document, mentions, attributions, drafts, spans)
    bodies = _fuller_bodies(mentions)
    for mention in mentions:
        if mention.span not in spans and (draft := _other(mention, bodies)):
            _add(drafts, spans, _id_of(draft), draft, mention)
    _add_it(document.text, mentions, attributions, drafts, spans)
    ordered = sorted(drafts.items(), key=lambda item: (min(m.span for m in item[1].mentions), item[0]))
    return tuple(_actor(actor_id, draft) for actor_id, draft in ordered), spans


def _add_people(
    document: Document,
    mentions: tuple[Mention, ...],
    attributions: tuple[Attribution, ...],
    drafts: dict[str, _Draft],
    spans: dict[Span, str],
) -> None:
    named = [m for m in mentions if m.kind is MentionKind.PERSON]
    people, who = people_of(named)
    order = [(named[number], who[number]) for number in sorted(who)]
    _appoint(document.text, mentions, order)
    offices = _offices(document, people, order)
    ids: dict[int, str] = {}
    for person in people:
        office = offices[id(person)]
        held = value_of(office)
        country = held.country if held else next(iter(sorted(person.countries)), None)
        actor_id = f"person:{slug(person.name)}"
        draft = drafts.setdefault(actor_id, _Draft(ActorKind.PERSON, person.name, country, office))
        draft.mentions.extend(person.mentions)
        spans.update((m.span, actor_id) for m in person.mentions)
        ids[id(person)] = actor_id
    _add_titles(mentions, people, offices, order, ids, drafts, spans)
    for mention, person in pronoun_persons(document.text, mentions, order, attributions):
        drafts[ids[id(person)]].mentions.append(mention)
        spans[mention.span] = ids[id(person)]


def _add_it(
    text: str,
    mentions: tuple[Mention, ...],
    attributions: tuple[Attribution, ...],
    drafts: dict[str, _Draft],
    spans: dict[Span, str],
) -> None:
    """ "Iran said it would hold talks": "it" that begins what a country or body is said to say is who says it."""
    speakers = [m for m in mentions if m.kind in (MentionKind.PLACE, MentionKind.ORGANISATION) and m.span in spans]
    for mention in mentions:
        if mention.kind is not MentionKind.PRONOUN or mention.name != "it" or "possessive" in mention.by:
            continue
        said = next((a for a in attributions if opens(text, a, mention.span.start)), None)
        named = [m for m in speakers if said and said.speaker and m.span.overlaps(said.speaker)]
        if len(named) == 1:
            spans[mention.span] = spans[named[0].span]
            drafts[spans[mention.span]].mentions.append(mention)


_APPOINTED = re.compile(
    r"\s+(?:(?:was|has been|had been|is) (?:re)?appointed|became|has become)\s+(?:as\s+)?(?:the\s+|a\s+|an\s+)?"
)


def _appoint(text: str, mentions: tuple[Mention, ...], order: list[tuple[Mention, Person]]) -> None:
    """Give "Ryzhenkov was appointed foreign minister" the office that the person is said to have got."""
    ends = {m.span.end: person for m, person in order}
    last = sorted(ends)
    for mention in mentions:
        if mention.kind is not MentionKind.OFFICE or mention.office is None or "plural" in mention.by:
            continue
        at = bisect_right(last, mention.span.start) - 1
        between = text[last[at] : mention.span.start] if at >= 0 and mention.span.start - last[at] < 40 else ""
        if _APPOINTED.fullmatch(between):
            ends[last[at]].offices.append((mention.office, mention))


def _offices(document: Document, people: list[Person], order: list[tuple[Mention, Person]]) -> dict[int, Field[Office]]:
    """The office of each person: first those said beside the name, then those of counterparts."""
    found = {id(p): held_office(document, p, None) for p in people}
    known = {key: office.value for key, office in found.items() if isinstance(office, Value)}
    for mention, person in order:
        if mention.kin and id(person) not in known:
            kin = kin_office(mention, known, order)
            if kin:
                found[id(person)] = held_office(document, person, (kin[0], mention, kin[1]))
                known[id(person)] = kin[0]
    return found


def _add_titles(
    mentions: tuple[Mention, ...],
    people: list[Person],
    offices: dict[int, Field[Office]],
    order: list[tuple[Mention, Person]],
    ids: dict[int, str],
    drafts: dict[str, _Draft],
    spans: dict[Span, str],
) -> None:
    """Offices that stand alone: the one person who holds it, or the office itself where its country is said."""
    held = [(p, o.value) for p in people if isinstance(o := offices[id(p)], Value)]
    known = {id(p): office for p, office in held}
    for mention in mentions:
        if mention.kind is not MentionKind.OFFICE or "plural" in mention.by:
            continue
        wanted = mention
        if mention.kin and mention.office is None:
            kin = kin_office(mention, known, order)
            if kin is None:
                continue
            wanted = Mention(mention.span, mention.kind, kin[0].title, mention.country, kin[0], mention.span, True)
        person = holder(wanted, held)
        if person:
            drafts[ids[id(person)]].mentions.append(mention)
            spans[mention.span] = ids[id(person)]
        elif wanted.office and _stands_alone(wanted.office) and not any(wanted.office == o for _, o in held):
            draft = _spoken_for(wanted.office) or _office_draft(wanted.office)
            _add(drafts, spans, _id_of(draft), draft, mention)


def _stands_alone(office: Office) -> bool:
    """Whether an office is an actor without a person: one of a country, held by one at a time."""
    leads = office.title == "Leader" and office.organisation is None
    return office.country is not None and (leads or office.title not in load("offices")["weak"])


def _spoken_for(office: Office) -> _Draft | None:
    """The body that a nameless spokesman speaks for; None for every other office."""
    if office.title != "Spokesperson" or office.organisation is None or office.country is None:
        return None
    name = country_name(office.country)
    article = "the " if office.country in load("countries")["article"] else ""
    whole = office.organisation if name in office.organisation else f"{office.organisation} of {article}{name}"
    return _Draft(ActorKind.ORGANISATION, whole, office.country)


def _office_draft(office: Office) -> _Draft:
    of = " of ".join(p for p in (office.organisation, country_name(office.country or "")) if p)
    return _Draft(ActorKind.OFFICE, f"{office.title}, {of}", office.country)


def _other(mention: Mention, bodies: dict[str, Mention | None]) -> _Draft | None:
    """The draft for an organisation or a country; None for anything else."""
    if mention.kind is MentionKind.ORGANISATION:
        fuller = _fuller_body(mention, bodies)
        return _Draft(ActorKind.ORGANISATION, fuller.name, fuller.country)
    if is_country(mention) and mention.country:
        return _Draft(ActorKind.COUNTRY, country_name(mention.country), mention.country)
    return None


def _fuller_body(mention: Mention, bodies: dict[str, Mention | None]) -> Mention:
    """ "the Foreign Ministry" is the one ministry of that name whose country the document gives."""
    return (mention.country is None and bodies.get(mention.name)) or mention


def _fuller_bodies(mentions: tuple[Mention, ...]) -> dict[str, Mention | None]:
    """For the name of each body said without a country, the one fuller name in the document, or None."""
    whole = {m.name: m for m in mentions if m.kind is MentionKind.ORGANISATION}
    found: dict[str, Mention | None] = {}
    for body in {m.name: m for m in whole.values() if m.by == "body" and m.country is None}:
        fuller = [
            m for n, m in whole.items() if n.startswith(f"{body} of ") or (" " in body and n.endswith(f" {body}"))
        ]
        found[body] = fuller[0] if len(fuller) == 1 else None
    return found


def _id_of(draft: _Draft) -> str:
    if draft.kind is ActorKind.COUNTRY:
        return f"country:{draft.country}"
    name = draft.name
    if draft.country:
        for joint in (" of ", " of the ", ", "):
            name = name.removesuffix(f"{joint}{country_name(draft.country)}")
    return ":".join(p for p in (draft.kind.value, slug(name), draft.country) if p)


def _add(drafts: dict[str, _Draft], spans: dict[Span, str], actor_id: str, draft: _Draft, mention: Mention) -> None:
    drafts.setdefault(actor_id, draft).mentions.append(mention)
    spans[mention.span] = actor_id


def _actor(actor_id: str, draft: _Draft) -> Actor:
    ordered = sorted(draft.mentions, key=lambda m: m.span)
    forms = [m.name for m in ordered if m.kind is not MentionKind.PRONOUN and m.kind is not MentionKind.OFFICE]
    also = tuple(f for f in dict.fromkeys(forms) if f != draft.name)
    spans = tuple(m.span for m in ordered)
    return Actor(actor_id, draft.kind, draft.name, also, draft.office, draft.country, spans)
