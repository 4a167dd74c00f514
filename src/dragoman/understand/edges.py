"""Where a noun phrase begins, and what a chunk or a word in it is."""

from __future__ import annotations

from dragoman import lexicon
from dragoman.types import MentionKind
from dragoman.understand.parse import DETERMINERS, PREPOSITIONS, Chunk, Parse

__all__ = ["is_calendar", "is_organisation", "is_participle", "is_person", "left_edge"]

_WORDS = {key: frozenset(words) for key, words in lexicon.load("grammar").items()}
_OVER_OF = ("the", "their", "its", "these", "those")
_OPENS_CLAUSE = frozenset(
    (
        *("and", "or", "but", "that", "where", "when", "while", "who", "whom", "which"),
        *("because", "if", "although", "though"),
    )
)
_REACH = 40


def is_calendar(lower: str) -> bool:
    """Whether a word belongs to a time rather than to a name."""
    return lower in _WORDS["calendar"] or lower[:1].isdigit()


def left_edge(parse: Parse, first: int, *, name: bool = False) -> int:
    """The first token of the noun phrase whose head starts at `first`: determiner, adjectives, possessors.

    A name (`name`) has no time among its adjectives: "by the spring President Petro had ...".
    """
    index = first
    while index > 0 and first - index < _REACH:
        before, lower = index - 1, parse.lower(index - 1)
        at = index - 1 if lower in _OVER_OF else index  # "the third round of the political dialogue"
        if parse.lower(at - 1) == "of" and parse.lower(at - 2) in _WORDS["quantities"] and parse.chunk(at - 2) is None:
            index = at - 2
            continue
        closed = lower in PREPOSITIONS or lower in _OPENS_CLAUSE or lower in _WORDS["particles"]
        if parse.group(before) is not None or closed:
            break
        if is_calendar(lower) and (parse.tokens[before].text[:1].isupper() or (name and lower.isalpha())):
            break
        chunk = parse.chunk(before)
        if chunk is not None:
            if not _possessor(parse, chunk, index):
                break
            index = chunk.first
        elif lower in ("'s", "'", "’") and parse.chunk(before - 1) is not None:
            index = parse.chunk(before - 1).first  # type: ignore[union-attr]
        elif lower == "'s" and is_calendar(parse.lower(before - 1)):
            index = before - 1  # "this year's meeting"
        elif lower in ("'s", "'", "’") and parse.lower(before - 1) in _WORDS["group_nouns"]:
            index = before - 1  # "the next leaders' meeting"
        elif (lower == "+" or lower.replace("-", "").isalnum()) and (
            not lower.endswith("ly") or lower in _WORDS["ly_adjectives"]
        ):
            index = before
            if lower in DETERMINERS:
                break
        else:
            break
    return index


def _possessor(parse: Parse, chunk: Chunk, index: int) -> bool:
    """Whether a chunk right before a noun modifies it: "Russian talks", "the NATO summit"."""
    return chunk.end == index and chunk.head.kind in (
        MentionKind.PEOPLE,
        MentionKind.PLACE,
        MentionKind.ORGANISATION,
        MentionKind.OFFICE,
    )


def is_person(chunk: Chunk | None) -> bool:
    """Whether a chunk is about a person, with or without an office."""
    return chunk is not None and chunk.head.kind == MentionKind.PERSON


def is_organisation(chunk: Chunk | None) -> bool:
    """Whether a chunk is a body whose members may follow: "the Joint Commission of Brazil and Angola"."""
    return chunk is not None and chunk.head.kind == MentionKind.ORGANISATION


def is_participle(parse: Parse, index: int) -> bool:
    """Whether a word is the participle that a plural before it is described by: "countries fighting the group"."""
    lower, noun = parse.lower(index), parse.lower(index - 1)
    free = parse.chunk(index) is None and parse.chunk(index - 1) is None and parse.group(index - 1) is None
    return free and len(lower) > 5 and lower.endswith("ing") and len(noun) > 3 and noun.endswith("s") and noun.isalpha()
