"""Triggers out of the events found: their roles, the clause they stand in, one for each instrument signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman import lexicon
from dragoman.spans import Span
from dragoman.types import Argument, MentionKind, Role, Trigger
from dragoman.understand.arguments import clause_end
from dragoman.understand.edges import is_calendar, left_edge
from dragoman.understand.found import ACTING, Found, acts, is_kind, roles_of
from dragoman.understand.parse import Chunk, Parse, VerbGroup
from dragoman.understand.stretches import Stretch, stretches_from

__all__ = ["clause_of", "triggers_of"]

MOST_INSTRUMENTS = 12
"""So many instruments at most are signed by one verb: a longer list is no sentence that anybody wrote."""


_ADJECTIVES = 4
"""So many words at most from a country to the noun of its people: "senior oil company executives"."""


def triggers_of(parse: Parse, found: Found) -> Iterator[Trigger]:
    """The triggers of a find: one, or for a signing one for each instrument, and those that point back to it."""
    pairs = list(roles_of(found))
    pairs += _listed(parse, found, pairs)
    pairs += _parties(parse, found, pairs)
    places = [(Role.PLACE, c) for c in _fronted_places(parse, found) if not any(r == Role.PLACE for r, _ in pairs)]
    further = _further(parse, found)
    elsewhere = {stretch.place.head.span for stretch in further}
    pairs = [(role, chunk) for role, chunk in pairs if not _is_no_side(parse, found, role, chunk)]
    arguments = tuple(a for a in _arguments(parse, [*pairs, *places]) if a.span not in elsewhere)
    ontology = lexicon.load("ontology")["modes"][found.mode]
    clause = (
        clause_of(parse, found)
        if found.by != "count" and "listed" not in found.frame
        else parse.words(found.first, found.end)
    )
    trigger = Trigger(
        parse.words(found.first, found.end), clause, ontology["type"], found.mode, found.reading.status,
        found.reading.words, arguments, ontology["reciprocal"], found.definite, found.by,
    )  # fmt: skip
    papers = [c for role, c in pairs if role == Role.INSTRUMENT and c.head.name == "document"]
    generic = {c.head.span for c in papers if _items(parse, found, c)}
    instruments = [a for a in arguments if a.role == Role.INSTRUMENT and a.span not in generic]
    others = tuple(a for a in arguments if a.role != Role.INSTRUMENT)
    if len(instruments) < 2:
        yield replace(trigger, arguments=(*others, *instruments)) if generic and instruments else trigger
    else:
        for instrument in instruments[:MOST_INSTRUMENTS]:
            yield replace(trigger, arguments=(*others, instrument))
    yield from _listed_events(parse, trigger, further)
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
            if mention.kind in ACTING and (tie in ("with", "between") or (sides and tie == "and")):
                sides.append((Role.ACTOR, Chunk(chunk.first, chunk.end, mention.span, (mention,))))
    return sides


_LISTED = ("meeting", "talks", "visit")
"""Modes of which one verb may tell several events, each with its own place and time."""


def _listed(parse: Parse, found: Found, pairs: Sequence[tuple[Role, Chunk]]) -> list[tuple[Role, Chunk]]:
    """What is listed, or signed beside: "will sign three documents, he said: a resolution, a plan and a treaty"."""
    heads = [c for role, c in pairs if role == Role.INSTRUMENT]
    if not heads:
        return []
    listed = _items(parse, found, heads[-1]) if heads[-1].head.name == "document" else []
    return [(Role.INSTRUMENT, c) for c in (*listed, *_beside(parse, heads[-1])) if c not in heads]


def _items(parse: Parse, found: Found, papers: Chunk) -> list[Chunk]:
    """The documents that a colon lists, or each with its "a" after a comma: "two papers, a treaty and a plan"."""
    after = _after_colon(parse, found)
    if after:
        return after
    numbers = (*lexicon.load("instruments")["counts"], "one")
    items: list[Chunk] = []
    for chunk in parse.chunks if parse.lower(papers.first - 1) in numbers else ():
        opened = parse.lower(chunk.first - 2)
        listed = parse.lower(chunk.first - 1) in ("a", "an") and opened in ((",", "and") if items else (",",))
        if chunk.first > papers.end and is_kind(chunk, MentionKind.INSTRUMENT) and listed:
            items.append(chunk)
    return items


def _after_colon(parse: Parse, found: Found) -> list[Chunk]:
    """What a colon lists, not what stands inside an item: "a statement in support of the treaty, which X signed"."""
    colon = next((k for k in range(found.end, len(parse.tokens)) if parse.lower(k) == ":"), len(parse.tokens))
    after = [c for c in parse.chunks if c.first > colon and is_kind(c, MentionKind.INSTRUMENT)]
    items = [c for c in after if parse.lower(left_edge(parse, c.first)) in ("a", "an")]
    return items or after


def _beside(parse: Parse, signed: Chunk) -> list[Chunk]:
    """What is signed beside another document: "signed a treaty and with it a memorandum"."""
    words = [parse.lower(k) for k in range(signed.end, signed.end + 6)]
    words = words[words[:1] == [","] :]
    if words[:1] == ["and"] and words[1:2] in (["with"], ["beside"]) and words[2:3] in (["it"], ["them"]):
        chunk = next((c for c in parse.chunks if c.first > signed.end and is_kind(c, MentionKind.INSTRUMENT)), None)
        return [chunk] if chunk is not None and chunk.first <= signed.end + 7 else []
    return []


def _arguments(parse: Parse, pairs: Iterable[tuple[Role, Chunk]]) -> tuple[Argument, ...]:
    """One argument for each mention of the chunks, without doubles, in order of the text within a role."""
    found: dict[tuple[Role, Span], Argument] = {}
    for role, chunk in pairs:
        sides = [m for m in chunk.paired(parse.text) if m.kind in ACTING] if role == Role.ACTOR else []
        heads = sides or [m for m in chunk.mentions if m.kind == chunk.head.kind]
        for mention in heads if role != Role.PLACE else heads[-1:]:
            found.setdefault((role, mention.span), Argument(role, mention.span, "link"))
    return tuple(found.values())


def _is_no_side(parse: Parse, found: Found, role: Role, chunk: Chunk) -> bool:
    """Whether a chunk only says whose people are meant, who do not act for it; aid goes to people too."""
    sides = (Role.ACTOR, Role.OTHER) if found.mode == "aid" else (Role.ACTOR, Role.OTHER, Role.RECIPIENT)
    return role in sides and _is_private(parse, chunk)


def _is_private(parse: Parse, chunk: Chunk) -> bool:
    """Whether a country or people only says whose people or firms are meant: "American and British executives"."""
    if chunk.head.kind not in (MentionKind.PLACE, MentionKind.PEOPLE):
        return False
    at = chunk.end
    while parse.lower(at) in ("and", "or", ",") and (after := parse.chunk(at + 1)) is not None:
        if after.head.kind not in (MentionKind.PLACE, MentionKind.PEOPLE):
            return False
        at = after.end
    words = lexicon.load("grammar")
    for index in range(at, min(at + _ADJECTIVES, len(parse.tokens))):
        if parse.chunk(index) is not None or parse.group(index) is not None or not parse.lower(index).isalpha():
            return False
        if parse.lower(index) in words["private"]:
            return True
        if parse.lower(index) in words["group_nouns"]:
            return index > at and parse.lower(index - 1) in words["private_groups"]
        if parse.lower(index) in words["prepositions"]:
            return False
    return False


def _fronted_places(parse: Parse, found: Found) -> Iterator[Chunk]:
    """ "In Moscow on Friday, Lavrov met ...": a place at the head of the sentence, or before "where"."""
    chunk = parse.chunk(1)
    if chunk and parse.lower(0) in ("in", "at") and is_kind(chunk, MentionKind.PLACE):
        yield chunk
    before = _place_of_where(parse, found)
    if before is not None:
        yield before


def _place_of_where(parse: Parse, found: Found) -> Chunk | None:
    """ "Visited Kabul, where he met ...": the place that the clause of an event is about."""
    where = _where(parse, found)
    chunk = parse.chunk(where - 1 - (parse.lower(where - 1) == ",")) if where > 0 else None
    return chunk if chunk is not None and is_kind(chunk, MentionKind.PLACE) else None


def _where(parse: Parse, found: Found) -> int:
    """The "where" that opens the clause of an event, no verb between but that of a noun; -1 where none does."""
    own = next((g for g in reversed(parse.groups) if g.end <= found.first), None) if found.by == "noun" else None
    for index in range(found.first - 1, -1, -1):
        group = parse.group(index)
        if group is not None and group.finite and group is not own and group.end <= found.first:
            return -1
        if parse.lower(index) == "where":
            return index
    return -1


def _elliptic(parse: Parse, found: Found, trigger: Trigger) -> Iterator[Trigger]:
    """ "..., on the same date as that of X": the same event noun once more, with another actor."""
    if found.by != "noun":
        return
    for index in range(found.end, len(parse.tokens) - 2):
        chunk = parse.chunk(index + 2)
        if parse.lower(index) in ("that", "those") and parse.lower(index + 1) == "of" and chunk and acts(chunk):
            kept = tuple(a for a in trigger.arguments if a.role != Role.ACTOR)
            words = parse.words(index, chunk.end)
            actor = Argument(Role.ACTOR, chunk.head.span, "ellipsis")
            yield replace(trigger, span=words, arguments=(actor, *kept), definite=False, by="ellipsis")


def _further(parse: Parse, found: Found) -> tuple[Stretch, ...]:
    """The other places with a time of a list after one verb, or after a plural ("held talks in").

    Each is an event of its own: "met in Athens on 14 May 2010, in Istanbul on 4 March 2013 and in ...".
    """
    plural = parse.lower(found.end - 1).endswith("s")
    if (found.by == "noun" and not plural) or found.mode not in _LISTED or "listed" in found.frame:
        return ()
    ties = (*found.frame.get("to", ()), "in", "at", "on")
    bare = found.mode == "visit" and found.frame.get("links", {}).get("object") == "recipient"
    at = next((c.first for c in parse.chunks if c.first >= found.end and is_kind(c, MentionKind.PLACE)), found.end)
    return stretches_from(parse, at - (not bare), ties=ties, bare=bare)[1:]


def _listed_events(parse: Parse, trigger: Trigger, further: Sequence[Stretch]) -> Iterator[Trigger]:
    for stretch in further:
        words = parse.words(stretch.first, stretch.end)
        place = stretch.place.head.span
        own = [Argument(Role.RECIPIENT, place, "list")] if trigger.mode == "visit" else []
        others = [a for a in trigger.arguments if a.role not in (Role.PLACE, Role.RECIPIENT) or not own]
        kept = [a for a in others if a.role != Role.PLACE]
        arguments = (*kept, *own, Argument(Role.PLACE, place, "list"))
        yield replace(trigger, span=words, clause=words, arguments=arguments, by="list")


def clause_of(parse: Parse, found: Found) -> Span:
    """The stretch whose times belong to the trigger: from the end of the clause before to the start of the next."""
    end = clause_end(parse, max(found.end, found.reach))
    first = 0
    where = _where(parse, found)
    if _place_of_where(parse, found) and not any(is_calendar(parse.lower(k)) for k in range(where, end)):
        over = next((g for g in reversed(parse.groups) if g.finite and g.end <= where), None)
        opens = over and max(
            (_clause_start(parse, g) for g in parse.groups if g.finite and g.end < over.first), default=0
        )
        return parse.words(min(opens or 0, found.first), max(end, found.end))
    if found.by == "noun" and _in_relative(parse, found, end):
        return parse.words(found.first, max(end, found.end))
    for group in parse.groups:
        if group.end >= found.first or _is_beside(parse, found, group):
            break
        stop = _clause_start(parse, group)
        first = stop if group.finite and group.end < stop <= found.first else first
    return parse.words(min(first, found.first), max(end, found.end))


def _in_relative(parse: Parse, found: Found, end: int) -> bool:
    """Whether the clause right behind a noun has its time: "prepared the summit that Malta is to host in May"."""
    opener = next((k for k in (found.end, found.end + 1) if parse.lower(k) in ("that", "which")), end)
    held = next((g for g in parse.groups if g.end == found.reach and g.lemma in _HOSTING), None)
    return held is not None and opener < held.first and any(is_calendar(parse.lower(k)) for k in range(held.end, end))


_HOSTING = ("host", "hold", "convene", "stage", "organise", "organize")


def _is_beside(parse: Parse, found: Found, group: VerbGroup) -> bool:
    """Whether a noun is where or when a verb of saying took place: "on Saturday he told him in a phone call"."""
    edge = left_edge(parse, found.first)
    aside = found.by == "noun" and parse.lower(edge - 1) in ("in", "at", "during")
    between = range(group.end, edge)
    closed = any(parse.lower(k) in ("that", ",", ";", ":") or parse.group(k) is not None for k in between)
    return aside and group.lemma in lexicon.load("status")["saying"] and not closed


def _clause_start(parse: Parse, group: VerbGroup) -> int:
    """Where the clause after a finite verb begins: its complement right away, else the next clause."""
    says = group.lemma in lexicon.load("status")["saying"]
    following = next((g for g in parse.groups if g.first >= group.end), None)
    if following is not None and following.to >= 0 and group.lemma in lexicon.load("grammar")["persuading"]:
        return following.first  # "urged the Council on Friday to impose"
    after = following.first if following is not None else group.end
    opened = next((k for k in range(group.end, after) if says and parse.lower(k) == "that"), None)
    if opened is not None:
        return opened + 1  # "said at a news conference on Monday that he would meet"
    if says or "that" in (parse.lower(group.end), parse.lower(group.end + 1)):
        return group.end + 1
    return clause_end(parse, group.end)
