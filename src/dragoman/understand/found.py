"""An event in the making: what a verb or noun of the lexicon of triggers ties together in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman import lexicon
from dragoman.types import MentionKind, Role
from dragoman.understand.arguments import Link
from dragoman.understand.edges import left_edge
from dragoman.understand.parse import Chunk, Parse
from dragoman.understand.status import Reading

__all__ = ["ACTING", "Found", "acts", "body_before", "is_body", "is_kind", "noun_frames", "roles_of", "verb_frames"]

ACTING = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.OFFICE, MentionKind.PLACE, MentionKind.PEOPLE)


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


@cache
def verb_frames() -> dict[str, tuple[tuple[str, tuple[str, ...], dict[str, Any]], ...]]:
    """First lemma -> (mode, further words, frame), the longest phrase first."""
    table: dict[str, list[tuple[str, tuple[str, ...], dict[str, Any]]]] = {}
    for mode, entry in lexicon.load("triggers").items():
        for phrase, frame in entry["verbs"].items():
            lemma, *rest = phrase.split()
            table.setdefault(lemma, []).append((mode, tuple(rest), frame))
    return {lemma: tuple(sorted(found, key=lambda f: (-len(f[1]), f[0]))) for lemma, found in table.items()}


@cache
def noun_frames() -> dict[str, tuple[tuple[str, tuple[str, ...], dict[str, Any]], ...]]:
    table: dict[str, list[tuple[str, tuple[str, ...], dict[str, Any]]]] = {}
    for mode, entry in lexicon.load("triggers").items():
        for phrase, frame in entry["nouns"].items():
            head, *rest = phrase.split()
            table.setdefault(head, []).append((mode, tuple(rest), frame))
    return {head: tuple(sorted(found, key=lambda f: (-len(f[1]), f[0]))) for head, found in table.items()}


def roles_of(found: Found) -> Iterator[tuple[Role, Chunk]]:
    """The role of every chunk that is tied to the trigger."""
    for chunk in found.subject:
        if acts(chunk):
            yield Role.ACTOR, chunk
    links = found.frame.get("links", {})
    for link in found.links:
        role = links.get(link.tie)
        if "to" in found.frame and link.tie in found.frame["to"]:
            yield Role.RECIPIENT, link.chunk
        elif role == "instrument" and is_kind(link.chunk, MentionKind.INSTRUMENT):
            yield Role.INSTRUMENT, link.chunk
        elif role in ("actor", "recipient", "other") and acts(link.chunk):
            yield Role(role), link.chunk
        elif role == "place" and is_kind(link.chunk, MentionKind.PLACE):
            yield Role.PLACE, link.chunk
        goes = link.tie in ("to", "object") and found.mode == "visit"
        if (goes or link.tie in ("in", "at", *found.frame.get("to", ()))) and is_kind(link.chunk, MentionKind.PLACE):
            yield Role.PLACE, link.chunk


def is_body(chunk: Chunk) -> bool:
    """Whether a chunk names a body that meets: a council, a commission, a group of states."""
    if chunk.head.kind != MentionKind.ORGANISATION:
        return False
    name = chunk.head.name.casefold()
    return name.endswith(_bodies()) or chunk.head.name in _groupings()


def body_before(parse: Parse, index: int) -> bool:
    """Whether "the council" that no name is stands before a token, adverbs between: "the council last met"."""
    adverbs = lexicon.load("grammar")["adverbs"]
    while index > 0 and (parse.lower(index - 1) in (*adverbs, "last") or parse.lower(index - 1).endswith("ly")):
        index -= 1
    if parse.lower(index - 1) == "it":
        return True  # what "it" is that met is a body
    edge = left_edge(parse, index)
    words = " ".join(parse.lower(k) for k in range(edge + 1, index))
    named = any(parse.chunk(k) is not None for k in range(edge, index))
    return not named and parse.lower(edge) in ("the", "their", "its", "this", "that") and words in _bodies()


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(lexicon.load("triggers")["meeting"]["bodies"])


@cache
def _groupings() -> frozenset[str]:
    data = lexicon.load("groupings")
    return frozenset((*data["members"], *data["meets"]))


def is_kind(chunk: Chunk, kind: MentionKind) -> bool:
    return chunk.head.kind == kind


def acts(chunk: Chunk) -> bool:
    return chunk.head.kind in (*ACTING, MentionKind.PRONOUN)
