"""Events as the encoder reads them: those whose words no lexicon has, and participants that the parse did not tie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dragoman import lexicon
from dragoman.models.labels import OUTSIDE, TYPES
from dragoman.spans import Span
from dragoman.types import Argument, Mention, MentionKind, Role, Status, Trigger
from dragoman.understand import noun_events, verb_events
from dragoman.understand.arguments import Link
from dragoman.understand.found import ACTING, noun_frames, verb_frames
from dragoman.understand.heard import Heard
from dragoman.understand.nominal import Carried, noun_reading
from dragoman.understand.parse import DETERMINERS, PREPOSITIONS, Parse
from dragoman.understand.roles import triggers_of
from dragoman.understand.status import Reading, verb_reading

__all__ = ["completed", "heard_triggers"]

SURE_OF_TYPE = 0.5
"""The least probability of an event's type."""

SURE_OF_STATUS = 0.6
"""A status that the encoder holds more probable than this and that the words' own reading is not: none is taken."""

SURE_OF_NOUN = 0.98
"""The least probability of what only a noun tells."""

SURE_OF_ROLE = 0.9
"""The least mean probability of a participant's role."""

_SUFFERED = ("assault", "coerce")
"""Modes of what is done to somebody: the owner of the noun may be whom it was done to."""

_ASKED = 6
"""So many words after "asked" may say what."""

_SIDES = (Role.ACTOR, Role.RECIPIENT)
_FITTING = {
    Role.ACTOR: ACTING,
    Role.RECIPIENT: ACTING,
    Role.OTHER: ACTING,
    Role.PLACE: (MentionKind.PLACE,),
    Role.INSTRUMENT: (MentionKind.INSTRUMENT,),
}
_NAMED = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.OFFICE, MentionKind.INSTRUMENT)


def heard_triggers(parse: Parse, heard: Heard, found: Sequence[Trigger]) -> Iterator[Trigger]:
    """The events of a sentence that no rule reads, in order; none that overlaps what was `found`.

    The type is the encoder's. The status is read from the words, as for any other event, and only taken where the
    encoder does not hold another one more probable. Those who take part are tied by the parse, as for any other verb,
    and by the encoder. An event needs a side, or a place where a crowd or force acted.
    """
    base, _ = heard.range_of(parse.span)
    for first, end, kind in _events(parse, heard, base):
        span = parse.words(first, end)
        mode = _mode(heard.reading.mode(base + first), kind)
        if mode is None or any(_tells(t, span, kind) for t in found) or not _may_act(parse, first, kind):
            continue
        carried = _carried(parse, heard, base, first, end)
        if carried is None:
            continue
        for trigger in _drafts(parse, first, mode, carried):
            whole = _with_heard(trigger, parse, heard, base, first)
            if _has_sides(whole):
                yield whole


def _tells(trigger: Trigger, span: Span, kind: str) -> bool:
    """Whether words belong to an event that was found, as the verb that carries its noun does: "will pay a visit"."""
    carries = trigger.type == kind and any(words.overlaps(span) for words in trigger.status_words)
    return carries or trigger.span.overlaps(span)


def _has_sides(trigger: Trigger) -> bool:
    """Whether it has a side, or a place where a crowd or force acted."""
    roles = {argument.role for argument in trigger.arguments}
    acted = Role.PLACE in roles and trigger.type in ("PROTEST", "ASSAULT", "MOBILIZE")
    return acted or not roles.isdisjoint(_SIDES)


def _drafts(parse: Parse, first: int, mode: str, carried: Carried) -> Iterator[Trigger]:
    """The event with those whom the parse ties to it."""
    ontology = lexicon.load("ontology")
    ties = ontology["types"][ontology["modes"][mode]["type"]]
    group = parse.group(first)
    if group is None or group.head != first:
        told = noun_events.event_of(parse, first, mode, {"links": ties["nouns"] | {"whom": "recipient"}}, carried)
        yield from triggers_of(parse, replace(told, links=tuple(_whom(link, told.mode) for link in told.links)))
    elif found := verb_events.event_of(parse, group, mode, {"links": ties["links"]}, carried.reading):
        yield from triggers_of(parse, found)


def _with_heard(trigger: Trigger, parse: Parse, heard: Heard, base: int, first: int) -> Trigger:
    """The trigger with whom the encoder ties to it in roles that nobody has yet, before the end of its clause."""
    taken = {argument.role for argument in trigger.arguments}
    spans = [argument.span for argument in trigger.arguments]
    added = [
        argument
        for argument in _arguments(parse, heard, base, first)
        if argument.role not in taken
        and argument.span.start < trigger.clause.end
        and not any(argument.span.overlaps(span) for span in spans)
    ]
    return replace(trigger, arguments=(*trigger.arguments, *added))


def completed(trigger: Trigger, parse: Parse, heard: Heard) -> Trigger:
    """The trigger with participants and a place by the encoder in the roles for which the parse tied nobody."""
    base, _ = heard.range_of(parse.span)
    first = heard.range_of(trigger.span)[1] - 1 - base
    if not 0 <= first < len(parse.tokens):
        return trigger
    taken = {argument.role for argument in trigger.arguments}
    spans = [argument.span for argument in trigger.arguments]
    roles = {Role.PLACE, *(() if trigger.reciprocal or Role.ACTOR in taken else (Role.ACTOR,))} - taken
    added = [
        argument
        for argument in _arguments(parse, heard, base, first)
        if argument.role in roles
        and not any(argument.span.overlaps(span) for span in spans)
        and not (argument.role is Role.PLACE and _of_what_came_of_it(parse, trigger.span, argument.span))
    ]
    return replace(trigger, arguments=(*trigger.arguments, *added)) if added else trigger


def _of_what_came_of_it(parse: Parse, event: Span, place: Span) -> bool:
    """Whether a place lies behind what an event led to: "the meeting sparked riots in Tripoli"."""
    leads = (parse.words(g.first, g.end) for g in parse.groups if g.lemma in lexicon.load("status")["leads_to"])
    return any(event.end <= words.start and words.end <= place.start for words in leads)


def _events(parse: Parse, heard: Heard, base: int) -> Iterator[tuple[int, int, str]]:
    """The token of each of the encoder's events in a sentence as a range, with its type, where it is sure of it.

    Of neighbouring words of one type the event is the verb, else the word of which it is surest.
    """
    end = base + len(parse.tokens)
    shares = _shares(heard.reading.heads["type"][base:end])
    kinds = shares.argmax(1)
    first = 0
    for index in range(1, len(kinds) + 1):
        if index == len(kinds) or kinds[index] != kinds[first]:
            column = int(kinds[first])
            verbs = [k for k in range(first, index) if (g := parse.group(k)) is not None and g.head == k]
            at = max(verbs or range(first, index), key=lambda k: shares[k, column])
            if TYPES[column] != OUTSIDE and shares[at, column] >= SURE_OF_TYPE:
                yield at, at + 1, TYPES[column]
            first = index


def _whom(link: Link, mode: str) -> Link:
    """The tie, where a person owns what was done: "X's killing" was done to X."""
    suffered = link.tie == "poss" and mode in _SUFFERED and link.chunk.head.kind is MentionKind.PERSON
    return replace(link, tie="whom") if suffered else link


def _may_act(parse: Parse, index: int, kind: str) -> bool:
    """Whether a word may tell of an act: a verb or noun, no saying, no question, and nothing that rules declined."""
    group, lower = parse.group(index), parse.lower(index)
    lemma = group.lemma if group is not None and group.head == index else lower
    words = lexicon.load("status")
    after = [parse.lower(k) for k in range(index + 1, index + 1 + _ASKED)]
    asks = lemma == "ask" and (any(word in words["asked"] for word in after) or after[:2] == ["for", "comment"])
    small = lower in PREPOSITIONS or lower in DETERMINERS or not lower[:1].isalpha()
    return not (small or asks or lemma in words["no_acts"] or _is_declined(parse, index, kind))


def _is_declined(parse: Parse, index: int, kind: str) -> bool:
    """Whether the lexicon has the word for events of this type, so that its rules have looked at it and said no."""
    group = parse.group(index)
    verb = group is not None and group.head == index
    frames = verb_frames().get(group.lemma, ()) if group and verb else noun_frames().get(parse.lower(index), ())
    modes = lexicon.load("ontology")["modes"]
    return any(modes[mode]["type"] == kind for mode, _, _ in frames)


def _carried(parse: Parse, heard: Heard, base: int, first: int, end: int) -> Carried | None:
    """The status by the words; None where they leave it open, or the encoder reads another one in them."""
    group = parse.group(first)
    if group is not None and group.first <= first < group.end:
        reading = verb_reading(parse, group)
        carried = Carried(reading) if reading else None
    else:
        carried = noun_reading(parse, first, end) or _told_by_noun(parse, heard, base, first)
    if carried is None or carried.reading.status is Status.UNKNOWN:
        return None
    said, share = heard.reading.status(base + first)
    return None if said != carried.reading.status.value and share > SURE_OF_STATUS else carried


def _told_by_noun(parse: Parse, heard: Heard, base: int, index: int) -> Carried | None:
    """That what a noun tells has happened, where no word around it says so and the encoder is sure of it.

    "Russia's airstrikes in Syria", "after the arrest of": such a noun says by itself that there was one.
    """
    said, share = heard.reading.status(base + index)
    sure = said == Status.OCCURRED.value and share >= SURE_OF_NOUN
    return Carried(Reading(Status.OCCURRED, (parse.words(index, index + 1),))) if sure else None


def _mode(heard: str, kind: str) -> str | None:
    """The encoder's mode where it belongs to the type, else the type's own; None for a type that has none (OTHER)."""
    modes = lexicon.load("ontology")["modes"]
    own = kind.lower() if kind.lower() in modes else None
    return heard if heard in modes and modes[heard]["type"] == kind else own


def _arguments(parse: Parse, heard: Heard, base: int, first: int) -> tuple[Argument, ...]:
    """The mentions in the stretches to which the encoder gives a role, in order of the text."""
    start, stop = heard.reading.window_at(base + first)
    low, high = max(base, start), min(base + len(parse.tokens), stop)  # a long paragraph may be cut in a sentence
    shares = _shares(heard.reading.role_scores(base + first))[low - start : high - start]
    skipped = low - base
    columns = shares.argmax(1)
    found: dict[Span, Argument] = {}
    at = 0
    for index in range(1, len(columns) + 1):
        if index == len(columns) or columns[index] != columns[at]:
            role = _ROLES[int(columns[at])]
            if role in _FITTING and shares[at:index, columns[at]].mean() >= SURE_OF_ROLE:
                for mention in _mentions(parse, skipped + at, skipped + index, role):
                    found.setdefault(mention.span, Argument(role, mention.span, "encoder"))
            at = index
    return tuple(found.values())


_ROLES = (None, Role.ACTOR, Role.RECIPIENT, Role.OTHER, Role.PLACE, Role.TIME, Role.INSTRUMENT)


def _mentions(parse: Parse, first: int, end: int, role: Role) -> Iterator[Mention]:
    """The mentions of a stretch that fit a role: names, and a country or people that is all of the stretch.

    "Turkish" in "Turkish fishermen" is no side of what these did.
    """
    span = parse.words(first, end)
    chunks = {id(c): c for c in (parse.chunk(k) for k in range(first, end)) if c is not None}
    for chunk in chunks.values():
        for mention in chunk.mentions:
            named = mention.kind in _NAMED or role is Role.PLACE
            fits = mention.kind in _FITTING[role] and span.contains(mention.span)
            if fits and (named or _is_all(parse, mention, first, end)):
                yield mention


def _is_all(parse: Parse, mention: Mention, first: int, end: int) -> bool:
    """Whether nothing but names, articles and what joins them stands in a stretch."""
    rest = [k for k in range(first, end) if parse.chunk(k) is None]
    last = parse.chunk(end - 1)
    joined = all(parse.lower(k) in ("the", "and", ",", "both", "of") for k in rest)
    return joined and ((last is not None and mention in last.mentions) or "and" in map(parse.lower, rest))


def _shares(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(scores - scores.max(1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(1, keepdims=True)
    return shares
