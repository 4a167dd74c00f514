"""Several who are named by a word for all of them, and were told together before: "the three ministers", "they"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman import lexicon
from dragoman.ground.actors.offices import fits
from dragoman.ground.actors.spelling import slug
from dragoman.ground.places import country_name
from dragoman.spans import Span
from dragoman.types import ActorKind, Mention, MentionKind, Office, Participant, Report, value_of

if TYPE_CHECKING:
    from dragoman.ground.reports import Names

__all__ = [
    "GROUPING",
    "is_side",
    "members_of_grouping",
    "number_of",
    "office_key",
    "region_as_side",
    "told_together",
]

GROUPING = "grouping"
"""What produced a participant that is named as a member of a grouping."""
_NUMBERS = {"two": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5}
_STATES = ("countries", "nations", "states", "capitals", "sides", "parties", "delegations", "governments", "ministries")
_DEFINITE = re.compile(r"\b(?:the|these|both|their|all)\s+(?:two |three |four |five )?$", re.IGNORECASE)
_ITS = re.compile(r"\bits\s+$", re.IGNORECASE)
_REACH = 300
_OF = re.compile(r"\s+of\s+(?:the|all)?\s*$")
_WORD = re.compile(r"[a-z]+")
_NEAR = 12


def office_key(office: Office) -> str:
    """The id of an office that nobody named holds: "office:minister-of-foreign-affairs:PL"."""
    words = "-".join("".join(c if c.isalnum() else " " for c in office.title.lower()).split())
    return f"office:{words}:{office.country}"


def members_of_grouping(names: Names, mention: Mention) -> tuple[Participant, ...]:
    """Those who hold an office in the states of a grouping ("the foreign ministers of the Visegrad Group").

    Of a grouping whose members the lexicon does not list, the grouping itself; nobody where it is none.
    """
    office, groupings = mention.office, lexicon.load("groupings")
    if office is None or office.organisation is None or office.country or "plural" not in mention.by:
        return ()
    evidence = names.document.evidence(mention.span, by=GROUPING)
    states = groupings["members"].get(office.organisation, ())
    if states:
        return tuple(_held_in(names, office, state, mention.span, by=GROUPING) for state in states)
    if office.organisation in groupings["meets"]:
        return (Participant(f"organisation:{slug(office.organisation)}", office.organisation, evidence),)
    return ()


def is_side(mention: Mention) -> bool:
    """Whether a region is one whose states meet others together: "the EU-Western Balkans summit"."""
    return mention.name in lexicon.load("groupings")["regions"]


def region_as_side(names: Names, mention: Mention) -> Participant:
    """A region as one side of what is done together."""
    evidence = names.document.evidence(mention.span, by="mention:region")
    return Participant(f"organisation:{slug(mention.name)}", mention.name, evidence)


def _held_in(names: Names, office: Office, state: str, span: Span, by: str = "mention:office") -> Participant:
    evidence = names.document.evidence(span, by=by)
    key = office_key(Office(office.title, None, state))
    return Participant(key, f"{office.title}, {country_name(state)}", evidence)


def told_together(names: Names, mention: Mention, sentence: Span, told: Sequence[Report]) -> tuple[Participant, ...]:
    """Who a plural stands for, by the last report before it in `told` whose participants are just such; else nobody.

    "The ministers" are those with an office of that title, "the three countries" the countries of three participants,
    "the presidents of the three countries" those in that office there, "they" the participants of the sentence before.
    """
    several = [r for r in reversed(told) if _before(r, mention) and _is_of_several(names, r)]
    if mention.kind is MentionKind.PRONOUN and mention.name == "they":
        near = [r for r in several if _right_before(names, r, sentence)]
        return _again(names, mention, _those(near[0])) if near and mention.span.start == sentence.start else ()
    if "plural" not in mention.by:
        return ()
    if mention.kind is MentionKind.PRONOUN:
        return _of_states(names, mention, several)
    wanted = mention.office
    if mention.kind is not MentionKind.OFFICE or wanted is None or wanted.country or wanted.organisation:
        return ()
    if _ITS.search(names.document.text[max(0, mention.span.start - _NEAR) : mention.span.start]):
        return _of_grouping_before(names, mention)
    if not _DEFINITE.search(names.document.text[max(0, mention.span.start - _NEAR) : mention.span.start]):
        return ()
    fitting = (r.participants for r in several if all(_holds(names, p, wanted) for p in r.participants))
    return _again(names, mention, next(fitting, ())) or _of_as_many_states(names, mention, wanted, several)


def _those(report: Report) -> tuple[Participant, ...]:
    """Who "they" are after a report: its participants, and of a visit the visitors."""
    return report.actor if report.mode == "visit" and len(report.actor) > 1 else report.participants


def _of_as_many_states(
    names: Names, mention: Mention, wanted: Office, several: Sequence[Report]
) -> tuple[Participant, ...]:
    """ "The three presidents", after three ministers met: those of the three countries."""
    before = _WORD.findall(names.document.text[max(0, mention.span.start - _NEAR) : mention.span.start].lower())
    number = _NUMBERS.get(before[-1]) if before else None
    states = dict.fromkeys(state for r in several[:1] for p in r.participants for state in _countries(names, p))
    if number is None or None in states or len(states) != number or _others_named(names, several[0], mention, states):
        return ()
    return tuple(_held_in(names, wanted, str(state), mention.span) for state in states)


def _of_grouping_before(names: Names, mention: Mention) -> tuple[Participant, ...]:
    """ "Its foreign ministers", after "the Weimar Triangle is ...": those of the last grouping named before."""
    reach = Span(max(0, mention.span.start - _REACH), mention.span.start)
    bodies = [m for m in names.within(reach) if m.kind is MentionKind.ORGANISATION]
    if not bodies or mention.office is None or bodies[-1].name not in lexicon.load("groupings")["members"]:
        return ()
    return members_of_grouping(names, replace(mention, office=replace(mention.office, organisation=bodies[-1].name)))


def _is_of_several(names: Names, report: Report) -> bool:
    members = [state for p in report.participants for state in _countries(names, p)]
    return len(report.participants) > 1 or len(members) > 1


def _before(report: Report, mention: Mention) -> bool:
    return report.trigger.span is not None and report.trigger.span.end <= mention.span.start


def _right_before(names: Names, report: Report, sentence: Span) -> bool:
    """Whether a report's sentence is the one before, in the same paragraph."""
    own = report.sentence.span
    if own is None or own.end > sentence.start:
        return False
    between = names.document.text[own.end : sentence.start]
    return not between.strip() and "\n\n" not in between


def _again(names: Names, mention: Mention, members: Sequence[Participant]) -> tuple[Participant, ...]:
    evidence = names.document.evidence(mention.span, by="told together")
    return tuple(replace(p, evidence=evidence) for p in members)


def _of_states(names: Names, mention: Mention, several: Sequence[Report]) -> tuple[Participant, ...]:
    """The countries of the last report whose participants are of so many; their offices after "the presidents of"."""
    wanted = number_of(names, mention)
    if mention.name not in _STATES:
        return ()
    for report in several:
        states = dict.fromkeys(state for p in report.participants for state in _countries(names, p))
        if None in states or len(states) < 2 or (wanted is not None and len(states) != wanted):
            continue
        if _others_named(names, report, mention, states):
            return ()
        office = _office_before(names, mention.span)
        if office is not None:
            return tuple(_held_in(names, office, str(s), mention.span) for s in states)
        evidence = names.document.evidence(mention.span, by="told together")
        return tuple(Participant(f"country:{s}", country_name(str(s)), evidence) for s in states)
    return ()


def _others_named(names: Names, report: Report, mention: Mention, states: Mapping[str | None, None]) -> bool:
    """Whether another country has been named since that report, or is in the plural's own sentence."""
    start = report.sentence.span.start if report.sentence.span else mention.span.start
    text = names.document.text
    end = next((k for k in range(mention.span.end, len(text)) if text[k] in ".\n"), len(text))
    named = (m for m in names.within(Span(start, end)) if m.country)
    spoken_of = {m.country for m in named if m.kind is not MentionKind.PLACE or m.by == "lexicon:country"}
    return not spoken_of <= set(states)


def number_of(names: Names, mention: Mention) -> int | None:
    """How many a plural says that they are ("the three countries"); None where it does not say."""
    words = _WORD.findall(mention.span.of(names.document.text).lower())
    return next((n for word, n in _NUMBERS.items() if word in words), None)


def _office_before(names: Names, span: Span) -> Office | None:
    """The plural office whose holders are said to be of some states: "the presidents of the three countries"."""
    reach = Span(max(0, span.start - _NEAR - 60), span.start)
    offices = [m for m in names.within(reach) if m.kind is MentionKind.OFFICE and "plural" in m.by and m.office]
    last = offices[-1] if offices else None
    return last.office if last and _OF.fullmatch(names.document.text[last.span.end : span.start]) else None


def _countries(names: Names, one: Participant) -> Sequence[str | None]:
    """The country that a participant is, or is there for; of a grouping its members, of a joint body none."""
    kind, _, rest = one.actor_id.partition(":")
    if kind in ("country", "office"):
        return (rest.rpartition(":")[2],)
    actor = names.actors.get(one.actor_id)
    if kind == "organisation" and (actor is None or actor.country is None):
        return tuple(lexicon.load("groupings")["members"].get(one.name, ()))
    office = value_of(actor.office) if actor else None
    return ((office.country if office and office.country else actor.country) if actor else None,)


def _holds(names: Names, one: Participant, wanted: Office) -> bool:
    """Whether a participant is somebody in an office of a title, or that office itself."""
    if one.actor_id.startswith("office:"):
        return fits(wanted, Office(one.name.partition(",")[0], None, one.actor_id.rpartition(":")[2]))
    actor = names.actors.get(one.actor_id)
    office = value_of(actor.office) if actor else None
    return bool(actor and office and actor.kind is ActorKind.PERSON and fits(wanted, office))
