"""What belongs to a verb or event noun: what follows it with the word that ties it, and where its clause ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman import lexicon
from dragoman.types import MentionKind
from dragoman.understand.edges import is_calendar, is_organisation, is_participle, is_person
from dragoman.understand.parse import DETERMINERS, PREPOSITIONS, Chunk, Parse, VerbGroup

__all__ = ["Link", "clause_end", "links_after"]

_STOPS = ("that", "who", "which", "while", "because", "but", ";", ":", "when", "where", "if", "unless", "as", "whose")
_COORDINATES = ("and", ",", "or", "&", "including", "plus")
_WORDS = {key: frozenset(words) for key, words in lexicon.load("grammar").items()}
_PLANNING = ("plan", "schedule", "set", "slate", "expect")
_LASTING = ("last", "end", "conclude", "run", "continue", "finish", "go")
_OWNERS = (MentionKind.PERSON, MentionKind.OFFICE)
_REACH = 40
_NOUNS = 3
"""So many nouns at most stand between a country and the verb that they are the subject of with it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A chunk after a trigger with the word that ties it: "object", a preposition, or "" when it is another's.

    `preposition` is the last one before the chunk, whoever's it is.
    """

    chunk: Chunk
    tie: str
    preposition: str = ""


def links_after(parse: Parse, index: int) -> Iterator[Link]:
    """What follows a trigger, in order, each with its tie; ends where another clause begins."""
    tie, last_tie, noun_between, preposition = "object", "", False, ""
    end = min(len(parse.tokens), index + _REACH)
    while index < end:
        chunk, lower = parse.chunk(index), parse.lower(index)
        if parse.group(index) is not None or (chunk is None and lower in _STOPS and not _as_office(parse, index)):
            return
        if lower == "one" and parse.lower(index - 1) == "the" and parse.lower(index + 1) in ("in", "at"):
            return  # "the third session, after the one in Lima"
        if chunk is not None and chunk.first < index:
            yield from _inside(parse, chunk, index)
            index = chunk.end
            continue
        if chunk is not None and _is_modifier(parse, chunk):
            index = chunk.end + 1  # "named Xi Jinping ally Li Qiang"
            continue
        if chunk is not None and _is_owner(parse, chunk):
            index = chunk.end + 1  # "sanctioned the president's son", "talks with Putin's envoy X"
            continue
        if chunk is not None:
            if _starts_clause(parse, chunk, tie):
                return
            yield Link(chunk, tie, preposition)
            last_tie, tie, noun_between, index = tie, "", False, chunk.end
            continue
        if noun_between and is_participle(parse, index):
            return  # "aid to countries fighting the group"
        if lower == "," and chunk is None and not _lists_on(parse, index):
            index = _after_insertion(parse, index)
            tie = ""
            continue
        if lower in _COORDINATES:
            tie = last_tie or tie
        elif lower == "of" and not tie and last_tie in ("in", "at") and parse.lower(index - 1) in _WORDS["locatives"]:
            tie, noun_between, preposition = last_tie, False, lower  # "in the Polish city of Gdansk"
        elif lower in PREPOSITIONS:
            members = lower == "of" and _has_members(parse.chunk(index - 1))
            own = last_tie if members else _tie(parse, index, tie, noun_between)
            tie, noun_between, preposition = own, False, lower
        elif lower.isalpha() and not is_calendar(lower) and lower not in DETERMINERS and tie != "":
            noun_between = lower not in _WORDS["adverbs"] and not lower.endswith("ly")
        index += 1


def _has_members(chunk: Chunk | None) -> bool:
    """Whether who belongs to a chunk may follow it: a body, or "the presidents" of some countries."""
    plural = chunk is not None and chunk.head.kind == MentionKind.OFFICE and "plural" in chunk.head.by
    return plural or is_organisation(chunk)


def _as_office(parse: Parse, index: int) -> bool:
    """ "Appointed X as foreign minister": "as" before an office begins no clause."""
    after = index + 2 if parse.lower(index + 1) in DETERMINERS else index + 1
    chunk = parse.chunk(after)
    return parse.lower(index) == "as" and chunk is not None and chunk.head.kind == MentionKind.OFFICE


def _inside(parse: Parse, chunk: Chunk, index: int) -> Iterator[Link]:
    """What is named in the rest of a chunk that a trigger begins in: "reached an [agreement with Jordan]"."""
    start = parse.tokens[index].span.start
    for mention in chunk.mentions:
        if mention.span.start < start or mention.kind == MentionKind.INSTRUMENT:
            continue
        first = next(k for k in range(index, chunk.end) if parse.tokens[k].span.end > mention.span.start)
        own = Chunk(first, chunk.end, mention.span, (mention,))
        yield Link(own, parse.lower(first - 1), parse.lower(first - 1))


def _after_insertion(parse: Parse, comma: int) -> int:
    """Where the clause goes on after a comma: at a preposition right there, else after the next comma.

    "... visits Riga on 9 May, the ministry in Minsk said" does not go on; "met Tusk, the premier, in Warsaw" does.
    """
    if parse.lower(comma + 1) in PREPOSITIONS:
        return comma + 1
    end = len(parse.tokens)
    return next((k + 1 for k in range(comma + 1, end) if parse.lower(k) == "," and parse.chunk(k) is None), end)


def _lists_on(parse: Parse, comma: int) -> bool:
    """Whether a comma goes on with a list: "A, B and C", not "... in Mexico, U.S. officials said"."""
    index = comma + 1
    for _ in range(_REACH):
        if parse.lower(index) in ("and", "or", "including", "plus"):
            return True
        chunk = parse.chunk(index)
        if chunk is None and parse.lower(index) not in (*DETERMINERS, ",", '"', "“", "”"):
            return False
        index = chunk.end if chunk else index + 1
    return False


def _tie(parse: Parse, index: int, tie: str, noun_between: bool) -> str:
    """The tie that a preposition makes: none of the trigger's when a noun of its own stands before it."""
    lower, before = parse.lower(index), parse.lower(index - 1)
    if lower in ("alongside",) or (lower == "with" and before in ("together", "along", "jointly")):
        return "with"
    if before in _WORDS["locatives"] and lower == "of":
        return "in" if tie in ("in", "on", "at", "within", "across") else tie
    passed = _WORDS["quantities"]
    if (before in _WORDS["group_nouns"] and lower in ("of", "from")) or (before in passed and lower == "of"):
        return tie
    if lower in ("in", "at") and before in _WORDS["group_nouns"]:
        return lower
    nested = noun_between and parse.chunk(index - 1) is None and not is_calendar(before)
    return "" if nested else lower


def _is_owner(parse: Parse, chunk: Chunk) -> bool:
    """Whether a person only says whose somebody or something is, not "the head of the ministry's department"."""
    owns = chunk.head.kind in _OWNERS and parse.lower(chunk.end) in ("'s", "'", "’")
    return owns and not any(parse.lower(k) == "of" for k in range(chunk.first, chunk.end))


def _is_modifier(parse: Parse, chunk: Chunk) -> bool:
    """Whether a person only says whose ally or aide the next one is."""
    after = parse.chunk(chunk.end + 1)
    return is_person(chunk) and parse.lower(chunk.end) in _WORDS["relations"] and is_person(after)


def _starts_clause(parse: Parse, chunk: Chunk, tie: str) -> bool:
    """Whether a chunk is the subject of a verb that follows it, not what the trigger is tied to."""
    end = chunk.end
    while tie == "object" and end - chunk.end < _NOUNS and _is_plain(parse, end):
        end += 1  # "warned the US missile strike had crossed a line"
    group = parse.group(end)
    if group is None or not group.finite or (end > chunk.end and not group.auxiliaries and group.modal < 0):
        return False
    return tie == "object" or (tie == "" and parse.lower(chunk.first - 1) in (",", "and"))


def _is_plain(parse: Parse, index: int) -> bool:
    """Whether a word is neither named, nor a verb, nor one that ties others together."""
    lower = parse.lower(index)
    free = parse.chunk(index) is None and parse.group(index) is None and lower not in _STOPS
    return (
        free and lower.isalpha() and lower not in PREPOSITIONS and lower not in _COORDINATES and not is_calendar(lower)
    )


def _describes(parse: Parse, group: VerbGroup) -> bool:
    """Whether a participle says for when the noun right before it is: "the meeting planned for 5 March"."""
    planned = group.first == group.head and group.lemma in _PLANNING and group.form == "past"
    chunk = parse.chunk(group.first - 1)
    thing = chunk is None or chunk.head.kind == MentionKind.PLACE
    return planned and thing and parse.lower(group.end) in ("for", "on", "in")


def clause_end(parse: Parse, index: int) -> int:
    """The token index at which the next finite verb with a subject of its own begins, or the sentence ends."""
    for group in parse.groups:
        if group.first <= index:
            continue
        goes_on = parse.lower(group.first - 1) in ("and", "then") and group.lemma in _LASTING
        if group.finite and not goes_on and not _describes(parse, group):
            edge = group.first - 1
            while edge > index and parse.lower(edge) not in (
                ",",
                "and",
                ";",
                "but",
                "while",
                "that",
                "who",
                "which",
                "as",
            ):
                edge -= 1
            return edge if edge > index else group.first
    return len(parse.tokens)
