"""Triggers of the diplomatic core, with type, mode, status and arguments, from the lexicon and a shallow parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dragoman import lexicon
from dragoman.spans import Span, shared_out
from dragoman.types import Argument, InstrumentMention, Mention, MentionKind, Role, Status, Trigger
from dragoman.understand.arguments import Link, clause_end, governor_of, left_edge, links_after, subject_of
from dragoman.understand.nominal import Carried, noun_reading, running_at
from dragoman.understand.parse import BE, DETERMINERS, Chunk, Parse, VerbGroup, parse_sentence
from dragoman.understand.status import Reading, phrase_at, verb_reading

__all__ = ["find_triggers"]

_ACTING = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.OFFICE, MentionKind.PLACE, MentionKind.PEOPLE)
_GAP = 6
_AGREED = ("to", "on", "upon", "that", ",", ".", ";", '"', "“")
_NOT_MET = frozenset(lexicon.load("grammar")["not_met"])


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger in the making: its tokens, mode and links, the reading, and who is tied to it.

    `reach` is the token index after the last verb that the event is the subject of.
    """

    mode: str
    frame: dict[str, Any]
    first: int
    end: int
    reading: Reading
    subject: tuple[Chunk, ...]
    links: tuple[Link, ...]
    by: str
    definite: bool = False
    reach: int = 0


def find_triggers(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    instruments: Sequence[InstrumentMention],
    *,
    future: Iterable[Span] = (),
) -> tuple[Trigger, ...]:
    """The triggers of all sentences, in order.

    `future` are the spans of times that lie after the document. A trigger whose words leave open whether it
    happened, or that lacks what its mode needs (participants for a meeting), is left out.
    """
    named = [*(m for m in mentions if "possessive" not in m.by), *(_as_mention(i) for i in instruments)]
    triggers: list[Trigger] = []
    inside = shared_out(sentences, named, lambda m: m.extent)
    later = shared_out(sentences, future, lambda span: span)
    for sentence, own, times in zip(sentences, inside, later, strict=True):
        triggers += _in_sentence(parse_sentence(text, sentence, own), bool(times))
    return tuple(triggers)


def _as_mention(instrument: InstrumentMention) -> Mention:
    return Mention(instrument.span, MentionKind.INSTRUMENT, instrument.kind, by=instrument.by)


def _in_sentence(parse: Parse, future: bool) -> list[Trigger]:
    if any(parse.lower(len(parse.tokens) - k) == "?" for k in (1, 2)):
        return []  # a question tells of nothing
    found = [*_verbs(parse, future), *_nouns(parse, future)]
    found = [f for f in found if not _only_agrees(parse, f, found)]
    found.sort(key=lambda f: (f.first, f.end))
    return [t for f in found for t in _triggers(parse, f)]


def _only_agrees(parse: Parse, found: Found, others: Sequence[Found]) -> bool:
    """Whether an agreement is told by what was agreed: "agreed to meet" is the meeting that is announced."""
    span = parse.words(found.first, found.end)
    return found.mode == "agree" and any(
        o is not found and o.first >= found.end and any(w.overlaps(span) for w in o.reading.words) for o in others
    )


# --- verbs --------------------------------------------------------------------------------------


@cache
def _verb_frames() -> dict[str, tuple[tuple[str, tuple[str, ...], dict[str, Any]], ...]]:
    """First lemma -> (mode, further words, frame), the longest phrase first."""
    table: dict[str, list[tuple[str, tuple[str, ...], dict[str, Any]]]] = {}
    for mode, entry in lexicon.load("triggers").items():
        for phrase, frame in entry["verbs"].items():
            lemma, *rest = phrase.split()
            table.setdefault(lemma, []).append((mode, tuple(rest), frame))
    return {lemma: tuple(sorted(found, key=lambda f: (-len(f[1]), f[0]))) for lemma, found in table.items()}


def _verbs(parse: Parse, future: bool) -> Iterator[Found]:
    for group in parse.groups:
        for mode, rest, frame in _verb_frames().get(group.lemma, ()):
            end = _phrase_end(parse, group, rest)
            if end is None:
                continue
            reading = _invited(parse, group, verb_reading(parse, group, future=future), frame)
            found = reading and _verb_found(parse, group, mode, frame, end, reading)
            if found and _complete(parse, found, group):
                yield found
                break


def _invited(parse: Parse, group: VerbGroup, reading: Reading | None, frame: dict[str, Any]) -> Reading | None:
    """An invitation that was given proposes a visit."""
    if not frame.get("inviting") or reading is None:
        return reading
    return Reading(Status.PROPOSED, reading.words) if reading.status == Status.OCCURRED else None


def _negated(parse: Parse, chunks: Iterable[Chunk], reading: Reading) -> Reading:
    """ "No documents were signed": what is said of no thing did not happen."""
    for chunk in chunks:
        edge = left_edge(parse, chunk.first)
        if "no" in (parse.lower(edge), parse.lower(chunk.first)):
            return Reading(Status.DENIED, (parse.words(edge, chunk.end), *reading.words))
    return reading


def _phrase_end(parse: Parse, group: VerbGroup, rest: tuple[str, ...]) -> int | None:
    """The token after the last word of a phrase ("impose ... sanctions"); None when it is not there."""
    index = group.head + 1
    for word in rest:
        limit = min(len(parse.tokens), index + _GAP + (4 if word in ("by", "on") else 0))
        hit = next((k for k in range(index, limit) if parse.lower(k) == word), None)
        if hit is None or any(parse.group(k) not in (None, group) for k in range(index, hit)):
            return None
        index = hit + 1
    return index


def _verb_found(
    parse: Parse, group: VerbGroup, mode: str, frame: dict[str, Any], end: int, reading: Reading
) -> Found | None:
    between = links_after(parse, group.head + 1) if end - group.head > 2 else iter(())
    links = [*(link for link in between if link.chunk.end <= end), *links_after(parse, end)]
    if frame.get("loose") or mode == "aid":
        people = (MentionKind.PERSON, MentionKind.OFFICE)
        links = [
            replace(k, tie=k.tie or k.preposition)
            for k in links
            if mode == "aid" or k.chunk.head.kind in people or k.tie in ("in", "at")
        ]
    subject = subject_of(parse, group)
    reading = _negated(parse, subject, reading)
    if "status" in frame and reading.status == Status.OCCURRED:
        reading = Reading(Status(frame["status"]), reading.words)
    of_instrument = frame.get("needs") == "instrument" and bool(subject) and _is(subject[0], MentionKind.INSTRUMENT)
    bare = not group.auxiliaries and group.modal < 0 and group.to < 0 and group.form == "past"
    accused = bare and group.lemma == "accuse" and parse.lower(group.end) == "of"  # "Americans accused of ..."
    if group.passive or _passive_by_coordination(parse, group) or (of_instrument and bare) or accused:
        agents = [link.chunk for link in links if link.tie == "by"]
        rest = [Link(k.chunk, "complement" if k.tie == "object" else k.tie) for k in links if k.tie != "by"]
        links = [*(Link(c, "object") for c in subject), *rest]
        subject = tuple(agents)
    if frame.get("inviting"):
        subject = tuple(link.chunk for link in links if link.tie == "object")
        links = [link for link in links if link.tie != "object"]
    return Found(mode, frame, group.first, end, reading, subject, tuple(links), "verb")


def _office_after(parse: Parse, index: int) -> bool:
    """Whether the title of an office follows soon: "appointed Hugo de Zela as foreign minister"."""
    words = lexicon.load("triggers")["appoint"]["office_words"]
    return any(parse.lower(k) in words for k in range(index, index + 9))


def _passive_by_coordination(parse: Parse, group: VerbGroup) -> bool:
    """ "Were seized and accused": the second participle is passive as the first is."""
    over = governor_of(parse, group)
    bare = not group.auxiliaries and group.form in ("past", "part") and group.to < 0
    return (
        bare and parse.lower(group.first - 1) == "and" and over is not None and over.passive and bool(over.auxiliaries)
    )


def _complete(parse: Parse, found: Found, group: VerbGroup) -> bool:
    """Whether the verb has what its frame needs, so that it is this event and not another use of the word."""
    if group.lemma == "blame" and group.to >= 0 and parse.lower(group.to - 1) in BE:
        return False  # "were to blame" blames nobody in particular
    if "after" in found.frame and parse.lower(group.end) not in found.frame["after"]:
        return False
    if found.frame.get("motion") or found.frame.get("inviting"):
        return _moves(found) and (not group.passive or "inviting" in found.frame)
    needs = found.frame.get("needs")
    if needs == "instrument":
        return any(_is(link.chunk, MentionKind.INSTRUMENT) for link in found.links if link.tie == "object")
    if needs == "person":
        people = (MentionKind.PERSON, MentionKind.OFFICE)
        return bool(found.subject) and any(k.tie == "object" and k.chunk.head.kind in people for k in found.links)
    if needs == "office":
        own = [link.chunk for link in found.links if link.tie in ("object", "complement", "as", "to")]
        named = any(chunk.head.office or _is(chunk, MentionKind.OFFICE) for chunk in own)
        return named or (any(_is(c, MentionKind.PERSON) for c in own) and _office_after(parse, found.end))
    recipients = any(role == Role.RECIPIENT for role, _ in _roles(found))
    if needs == "aid words":
        return recipients and _aid(parse, group)
    if needs == "warning words":
        words = lexicon.load("triggers")["threaten"]["warning_words"]
        near = [parse.lower(k) for k in range(group.end, group.end + _GAP * 3)]
        return recipients and (any(word in words for word in near) or "not to" in " ".join(near))
    if found.mode == "agree" and not _agrees_on_something(parse, found, group):
        return False
    near = [parse.lower(k) for k in range(found.end, found.end + _GAP)]
    if found.mode == "meeting" and any(word in _NOT_MET for word in near):
        return False
    if lexicon.load("ontology")["modes"][found.mode]["reciprocal"]:
        alone = len(found.subject) < 2 and not any(link.tie in found.frame["links"] for link in found.links)
        return bool(found.subject) and (found.mode in ("agree", "sign") or not alone or _plural(found))
    return bool(found.subject) or (group.passive and recipients)


def _agrees_on_something(parse: Parse, found: Found, group: VerbGroup) -> bool:
    """Whether an agreement is to do something, on something or of several, and not the sharing of an opinion."""
    if found.end - group.head > 1:
        return True
    window = [parse.lower(k) for k in range(found.end, found.end + _GAP * 2)]
    with_whom = "with" in window[:2]
    to = next((word for word in window[: len(window) if with_whom else 3] if word in _AGREED), None)
    done = group.past or group.to >= 0 or group.modal >= 0
    return to == "to" or (to in ("on", "upon") and done)


def _plural(found: Found) -> bool:
    """Whether the subject is a plural ("the ministers met")."""
    return "plural" in found.subject[0].head.by


def _moves(found: Found) -> bool:
    """Whether somebody who can travel is said to go to a place."""
    to, movers = found.frame["to"], (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PRONOUN)
    traveller = found.subject and found.subject[0].head.kind in movers
    return bool(traveller) and any(link.tie in to and _is(link.chunk, MentionKind.PLACE) for link in found.links[:1])


def _aid(parse: Parse, group: VerbGroup) -> bool:
    window = " ".join(parse.lower(k) for k in range(max(0, group.first - 8), min(len(parse.tokens), group.end + 16)))
    words = lexicon.load("triggers")["aid"]["aid_words"]
    return any(f" {word} " in f" {window} " for word in words)


# --- nouns --------------------------------------------------------------------------------------


@cache
def _noun_frames() -> dict[str, tuple[tuple[str, tuple[str, ...], dict[str, Any]], ...]]:
    table: dict[str, list[tuple[str, tuple[str, ...], dict[str, Any]]]] = {}
    for mode, entry in lexicon.load("triggers").items():
        for phrase, frame in entry["nouns"].items():
            head, *rest = phrase.split()
            table.setdefault(head, []).append((mode, tuple(rest), frame))
    return {head: tuple(sorted(found, key=lambda f: (-len(f[1]), f[0]))) for head, found in table.items()}


def _nouns(parse: Parse, future: bool) -> Iterator[Found]:
    index = 0
    while index < len(parse.tokens):
        found = _noun_at(parse, index, future)
        if found:
            yield found
        index = found.end if found else index + 1


def _noun_at(parse: Parse, index: int, future: bool) -> Found | None:
    group = parse.group(index)
    if parse.chunk(index) is not None or (group is not None and group.head == index):
        return None
    for mode, rest, frame in _noun_frames().get(parse.lower(index), ()):
        end = index + 1 + len(rest)
        if tuple(parse.lower(k) for k in range(index + 1, end)) == rest and _context(parse, mode, index, end):
            carried = _begun(mode, noun_reading(parse, index, end, future=future))
            verb = (carried.carrier or carried.verb) if carried else None
            if "carriers" in frame and (verb is None or verb.lemma not in frame["carriers"]):
                return None
            found = carried and _noun_found(parse, carried, mode, frame, index, end)
            return found if found and _sufficient(found) else None
    return None


def _begun(mode: str, carried: Carried | None) -> Carried | None:
    """What lasts and has begun is under way ("drills began on Monday"), if nothing says that it is over."""
    verb = (carried.verb or carried.carrier) if carried else None
    lasts = mode in ("exercise", "visit") and verb is not None and verb.lemma in lexicon.load("status")["beginning"]
    if carried is None or not lasts or carried.reading.status != Status.OCCURRED:
        return carried
    return replace(carried, reading=Reading(Status.UNDER_WAY, carried.reading.words))


def _noun_found(parse: Parse, carried: Carried, mode: str, frame: dict[str, Any], index: int, end: int) -> Found:
    edge = left_edge(parse, index)
    subject = subject_of(parse, carried.carrier) if carried.carrier else ()
    hosted = carried.carrier is not None and carried.carrier.lemma in ("host", "see", "witness")
    hosts = tuple(Link(c, "in") for c in subject if hosted and _is(c, MentionKind.PLACE))
    links = (*_possessors(parse, edge, index), *links_after(parse, end), *_verb_places(parse, carried, end), *hosts)
    definite = parse.lower(edge) in ("the", "this", "that", "these", "their", "his", "her") or _owned(
        parse, edge, index
    )
    subject = tuple(c for c in subject if not (hosts and _is(c, MentionKind.PLACE)))
    if carried.beside and parse.lower(edge) in ("the", "this", "that", "these"):
        subject = ()
    first = _trigger_first(parse, edge, index)
    verbs = [g.end for g in (carried.verb, carried.carrier, _relative_verb(parse, end)) if g is not None]
    return Found(mode, frame, first, end, carried.reading, subject, links, "noun", definite, max([end, *verbs]))


def _owned(parse: Parse, edge: int, index: int) -> bool:
    """Whether a possessive stands before the noun: "Lavrov's visit"."""
    return any(parse.lower(k) in ("'s", "'", "’") for k in range(edge, index))


def _context(parse: Parse, mode: str, index: int, end: int) -> bool:
    """Whether a noun that means other things too ("training", "session") has words beside it that settle it."""
    entry = lexicon.load("triggers")[mode]
    behind = f"{parse.lower(end)} {parse.lower(end + 1)}"
    if parse.lower(index - 1) in entry.get("not_with", ()) or behind in entry.get("not_before", ()):
        return False
    wanted = lexicon.load("triggers")[mode].get("noun_context")
    edge = left_edge(parse, index)
    if not wanted or (parse.lower(edge) in ("the", "these", "this") and edge == index - 1):
        return True
    before = " ".join(parse.lower(k) for k in range(edge, index))
    return any(f" {word} " in f" {before} " for word in wanted)


def _trigger_first(parse: Parse, edge: int, index: int) -> int:
    """Where the words of the trigger begin: with its adjectives, without determiner and possessor."""
    first, outside = index, DETERMINERS | {"'s", "'", "’"}
    while first > edge and parse.chunk(first - 1) is None and parse.lower(first - 1) not in outside:
        first -= 1
    return first


def _possessors(parse: Parse, edge: int, index: int) -> tuple[Link, ...]:
    chunks = {parse.chunk_at[k] for k in range(edge, index)} - {-1}
    return tuple(Link(parse.chunks[c], "poss") for c in sorted(chunks))


def _verb_places(parse: Parse, carried: Carried, end: int) -> tuple[Link, ...]:
    """Places tied to the verbs around the noun: "arrived in Moscow for talks", "the talks were held in Minsk"."""
    groups = [carried.verb, carried.carrier, _relative_verb(parse, end)]
    over = carried.carrier
    while over is not None and over.to >= 0:
        over = governor_of(parse, over)
        groups.append(over)
    found = []
    for group in (g for g in groups if g is not None):
        to = [tie for _, _, frame in _verb_frames().get(group.lemma, ()) for tie in frame.get("to", ())]
        phrase = phrase_at(parse, group, "happens") or phrase_at(parse, group, "light") or running_at(parse, group)
        after = links_after(parse, max(group.end, phrase[1] if phrase else 0))
        ties = ("in", "at", "on", *to) if group is not carried.verb else ("in", "at", *to)
        for link in after:
            if link.tie in ties and link.tie != "on":
                found.append(Link(link.chunk, "in"))
            elif group is carried.verb and link.tie in ("between", "with", "by"):
                found.append(link)
    return tuple(found)


def _relative_verb(parse: Parse, end: int) -> VerbGroup | None:
    """The verb of "the training, which will take place ..."."""
    after = end + 1 if parse.lower(end) == "," else end
    return parse.group(after + 1) if parse.lower(after) in ("which", "that") else None


def _sufficient(found: Found) -> bool:
    """Whether the noun has the participants that its mode needs; a definite one may point back to an event."""
    needs = lexicon.load("triggers")[found.mode].get("noun_needs", "")
    roles = {role for role, _ in _roles(found)}
    if found.definite and found.mode not in ("sign", "expel", "disapprove"):
        return True
    if found.mode == "exercise" and Role.PLACE in roles:
        return True
    if needs == "instrument":
        return Role.INSTRUMENT in roles
    if needs == "actor and recipient":
        return {Role.ACTOR, Role.RECIPIENT} <= roles
    if needs == "actor and place":
        return Role.ACTOR in roles and (Role.RECIPIENT in roles or Role.PLACE in roles)
    return Role.ACTOR in roles


# --- arguments ----------------------------------------------------------------------------------


def _roles(found: Found) -> Iterator[tuple[Role, Chunk]]:
    """The role of every chunk that is tied to the trigger."""
    for chunk in found.subject:
        if _acts(chunk):
            yield Role.ACTOR, chunk
    links = found.frame.get("links", {})
    for link in found.links:
        role = links.get(link.tie)
        if "to" in found.frame and link.tie in found.frame["to"]:
            yield Role.RECIPIENT, link.chunk
        elif role == "instrument" and _is(link.chunk, MentionKind.INSTRUMENT):
            yield Role.INSTRUMENT, link.chunk
        elif role in ("actor", "recipient", "other") and _acts(link.chunk):
            yield Role(role), link.chunk
        elif role == "place" and _is(link.chunk, MentionKind.PLACE):
            yield Role.PLACE, link.chunk
        goes = link.tie in ("to", "object") and found.mode == "visit"
        if (goes or link.tie in ("in", "at", *found.frame.get("to", ()))) and _is(link.chunk, MentionKind.PLACE):
            yield Role.PLACE, link.chunk


def _is(chunk: Chunk, kind: MentionKind) -> bool:
    return chunk.head.kind == kind


def _acts(chunk: Chunk) -> bool:
    return chunk.head.kind in (*_ACTING, MentionKind.PRONOUN)


def _triggers(parse: Parse, found: Found) -> Iterator[Trigger]:
    """The triggers of a find: one, or for a signing one for each instrument, and those that point back to it."""
    pairs = list(_roles(found))
    pairs += _listed(parse, found, pairs)
    pairs += _parties(parse, found, pairs)
    places = [(Role.PLACE, c) for c in _fronted_places(parse, found) if not any(r == Role.PLACE for r, _ in pairs)]
    arguments = _arguments([*pairs, *places])
    ontology = lexicon.load("ontology")["modes"][found.mode]
    clause = _clause(parse, found)
    trigger = Trigger(
        parse.words(found.first, found.end), clause, ontology["type"], found.mode, found.reading.status,
        found.reading.words, arguments, ontology["reciprocal"], found.definite, found.by,
    )  # fmt: skip
    generic = {c.head.span for _, c in pairs if c.head.name == "document"} if _after_colon(parse, found) else set()
    instruments = [a for a in arguments if a.role == Role.INSTRUMENT and a.span not in generic]
    others = tuple(a for a in arguments if a.role != Role.INSTRUMENT)
    if len(instruments) < 2:
        yield trigger
    else:
        for instrument in instruments:
            yield replace(trigger, arguments=(*others, instrument))
    yield from _elliptic(parse, found, trigger)


def _parties(parse: Parse, found: Found, pairs: Sequence[tuple[Role, Chunk]]) -> list[tuple[Role, Chunk]]:
    """Those who sign with the subject, or sign at all, by the words of the instrument: "an agreement with Jordan"."""
    if found.mode != "sign":
        return []
    sides: list[tuple[Role, Chunk]] = []
    for chunk in (c for role, c in pairs if role == Role.INSTRUMENT):
        for mention in chunk.mentions:
            before = parse.text[max(0, mention.extent.start - 14) : mention.extent.start].lower().split()
            tie = next((w for w in reversed(before) if w not in ("his", "her", "its", "their", "the")), "")
            if mention.kind in _ACTING and (tie in ("with", "between") or (sides and tie == "and")):
                sides.append((Role.ACTOR, Chunk(chunk.first, chunk.end, mention.span, (mention,))))
    return sides


def _listed(parse: Parse, found: Found, pairs: Sequence[tuple[Role, Chunk]]) -> list[tuple[Role, Chunk]]:
    """ "Will sign three documents, he said: a resolution, a plan and a memorandum": what the colon lists."""
    heads = [c for role, c in pairs if role == Role.INSTRUMENT]
    listed = _after_colon(parse, found) if heads and heads[-1].head.name == "document" else []
    return [(Role.INSTRUMENT, c) for c in listed]


def _after_colon(parse: Parse, found: Found) -> list[Chunk]:
    colon = next((k for k in range(found.end, len(parse.tokens)) if parse.lower(k) == ":"), len(parse.tokens))
    return [c for c in parse.chunks if c.first > colon and _is(c, MentionKind.INSTRUMENT)]


def _arguments(pairs: Iterable[tuple[Role, Chunk]]) -> tuple[Argument, ...]:
    """One argument for each mention of the chunks, without doubles, in order of the text within a role."""
    found: dict[tuple[Role, Span], Argument] = {}
    for role, chunk in pairs:
        heads = [m for m in chunk.mentions if m.kind == chunk.head.kind]
        for mention in heads if role != Role.PLACE else heads[-1:]:
            found.setdefault((role, mention.span), Argument(role, mention.span, "link"))
    return tuple(found.values())


def _fronted_places(parse: Parse, found: Found) -> Iterator[Chunk]:
    """ "In Moscow on Friday, Lavrov met ...": a place at the head of the sentence."""
    chunk = parse.chunk(1)
    if chunk and parse.lower(0) in ("in", "at") and _is(chunk, MentionKind.PLACE):
        yield chunk


def _elliptic(parse: Parse, found: Found, trigger: Trigger) -> Iterator[Trigger]:
    """ "..., on the same date as that of X": the same event noun once more, with another actor."""
    if found.by != "noun":
        return
    for index in range(found.end, len(parse.tokens) - 2):
        chunk = parse.chunk(index + 2)
        if parse.lower(index) in ("that", "those") and parse.lower(index + 1) == "of" and chunk and _acts(chunk):
            kept = tuple(a for a in trigger.arguments if a.role != Role.ACTOR)
            words = parse.words(index, chunk.end)
            actor = Argument(Role.ACTOR, chunk.head.span, "ellipsis")
            yield replace(trigger, span=words, arguments=(actor, *kept), definite=False, by="ellipsis")


def _clause(parse: Parse, found: Found) -> Span:
    """The stretch whose times belong to the trigger: from the end of the clause before to the start of the next."""
    end = clause_end(parse, max(found.end, found.reach))
    first = 0
    for group in parse.groups:
        stop = _clause_start(parse, group)
        first = stop if group.finite and group.end < stop <= found.first else first
    return parse.words(min(first, found.first), max(end, found.end))


def _clause_start(parse: Parse, group: VerbGroup) -> int:
    """Where the clause after a finite verb begins: its complement right away, else the next clause."""
    says = group.lemma in lexicon.load("status")["saying"]
    if says or "that" in (parse.lower(group.end), parse.lower(group.end + 1)):
        return group.end + 1
    return clause_end(parse, group.end)
