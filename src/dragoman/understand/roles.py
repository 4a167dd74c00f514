"""Triggers out of the events found: their roles, the clause they stand in, one for each instrument signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman import lexicon
from dragoman.spans import Span
from dragoman.types import Argument, MentionKind, Role, Trigger
from dragoman.understand.arguments import clause_end
from dragoman.understand.found import ACTING, Found, acts, is_kind, roles_of
from dragoman.understand.parse import Chunk, Parse, VerbGroup

__all__ = ["clause_of", "triggers_of"]

MOST_INSTRUMENTS = 12
"""So many instruments at most are signed by one verb: a longer list is no sentence that anybody wrote."""


def triggers_of(parse: Parse, found: Found) -> Iterator[Trigger]:
    """The triggers of a find: one, or for a signing one for each instrument, and those that point back to it."""
    pairs = list(roles_of(found))
    pairs += _listed(parse, found, pairs)
    pairs += _parties(parse, found, pairs)
    places = [(Role.PLACE, c) for c in _fronted_places(parse, found) if not any(r == Role.PLACE for r, _ in pairs)]
    arguments = _arguments([*pairs, *places])
    ontology = lexicon.load("ontology")["modes"][found.mode]
    clause = clause_of(parse, found)
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
        for instrument in instruments[:MOST_INSTRUMENTS]:
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
            if mention.kind in ACTING and (tie in ("with", "between") or (sides and tie == "and")):
                sides.append((Role.ACTOR, Chunk(chunk.first, chunk.end, mention.span, (mention,))))
    return sides


def _listed(parse: Parse, found: Found, pairs: Sequence[tuple[Role, Chunk]]) -> list[tuple[Role, Chunk]]:
    """ "Will sign three documents, he said: a resolution, a plan and a memorandum": what the colon lists."""
    heads = [c for role, c in pairs if role == Role.INSTRUMENT]
    listed = _after_colon(parse, found) if heads and heads[-1].head.name == "document" else []
    return [(Role.INSTRUMENT, c) for c in listed]


def _after_colon(parse: Parse, found: Found) -> list[Chunk]:
    colon = next((k for k in range(found.end, len(parse.tokens)) if parse.lower(k) == ":"), len(parse.tokens))
    return [c for c in parse.chunks if c.first > colon and is_kind(c, MentionKind.INSTRUMENT)]


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
    if chunk and parse.lower(0) in ("in", "at") and is_kind(chunk, MentionKind.PLACE):
        yield chunk


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


def clause_of(parse: Parse, found: Found) -> Span:
    """The stretch whose times belong to the trigger: from the end of the clause before to the start of the next."""
    end = clause_end(parse, max(found.end, found.reach))
    first = 0
    for group in parse.groups:
        if group.end >= found.first:
            break
        stop = _clause_start(parse, group)
        first = stop if group.finite and group.end < stop <= found.first else first
    return parse.words(min(first, found.first), max(end, found.end))


def _clause_start(parse: Parse, group: VerbGroup) -> int:
    """Where the clause after a finite verb begins: its complement right away, else the next clause."""
    says = group.lemma in lexicon.load("status")["saying"]
    if says or "that" in (parse.lower(group.end), parse.lower(group.end + 1)):
        return group.end + 1
    return clause_end(parse, group.end)
