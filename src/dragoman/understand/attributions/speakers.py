"""Speakers: who stands as the subject of a word of saying, before it or, turned round, after it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.spans import Span
from dragoman.types import Mention, MentionKind
from dragoman.understand.attributions.line import Item, Line, words

__all__ = ["Speaker", "ending_at", "first_subject", "left_of", "right_of", "starting_at"]

DEPTH = 6
"""So many phrases may stand between a subject and its verb; more are given up."""
REACH = 25
"""An apposition is at most so many items long."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The span of a speaker, the items `first` to `end` of the whole phrase, and the name in it if there is one."""

    span: Span
    first: int
    end: int
    mention: Mention | None = None
    pronoun: bool = False


def left_of(line: Line, index: int) -> Speaker | None:
    """The subject before the item at `index`; None when what stands there is none, or cannot be told."""
    return ending_at(line, _before_adverbs(line, index - 1))


def _before_adverbs(line: Line, index: int) -> int:
    """The last item before auxiliaries, adverbs and times ("later", "on Monday", "has repeatedly")."""
    while index > 0 and (_is_adverb(line.lower(index)) or _in_time(line, index)):
        index -= 1
    return index


def _is_adverb(low: str) -> bool:
    return low in words("between") or low in words("times") or (low.endswith("ly") and len(low) > 4)


def _in_time(line: Line, index: int) -> bool:
    """Whether an item is the number or the first word of a time: "on" Monday, "12" January, January "12"."""
    low, following = line.lower(index), line.lower(index + 1)
    if low[:1].isdigit():
        return bool({following, line.lower(index - 1)} & words("times"))
    time_follows = following in words("times") or following[:1].isdigit()
    return time_follows and low in ("on", "in", "at", "last", "this", "earlier", "late")


def ending_at(line: Line, index: int, *, depth: int = DEPTH, appositions: bool = True) -> Speaker | None:
    """The phrase that can speak and whose last item, apart from what hangs on it, stands at `index`."""
    item = line.at(index)
    if item is None or depth == 0 or item.quoted is not None:
        return None
    if item.comma:
        return _before_apposition(line, index) if appositions else None
    if line.lower(index) == ")":
        opening = next((i for i in range(index, max(-1, index - 9), -1) if line.lower(i) == "("), 0)
        return ending_at(line, opening - 1, depth=depth - 1, appositions=False)
    if item.lower in ("who", "which") and item.plain:
        before = index - 1 if not _comma_at(line, index - 1) else index - 2
        return ending_at(line, before, depth=depth - 1, appositions=False)
    if item.plain and item.lower in words("pronouns"):
        return Speaker(item.span, index, index + 1, pronoun=True)
    if item.speaks or (item.plain and (item.lower in words("speakers") or item.capital)):
        return _nominal(line, index, depth)
    return _before_phrase(line, index, depth) if item.plain or item.mention else None


def _comma_at(line: Line, index: int) -> bool:
    item = line.at(index)
    return item is not None and item.comma


def _nominal(line: Line, index: int, depth: int) -> Speaker | None:
    """The noun phrase that ends at `index`, with what it hangs on: "a spokesman for the ministry"."""
    found = _noun_phrase(line, index)
    before = line.lower(found.first - 1)
    if before in words("prepositions") and before != "like":
        head = ending_at(line, found.first - 2, depth=depth - 1, appositions=False)
        if head is None or head.pronoun:
            return None
        if head.mention is None and head.end != found.first - 1 and _indefinite(line, head):
            return Speaker(Span(head.span.start, found.span.end), head.first, found.end)
        if head.mention is not None or head.end != found.first - 1:
            return head
        return Speaker(Span(head.span.start, found.span.end), head.first, found.end)
    if before == "and":
        other = ending_at(line, found.first - 2, depth=1, appositions=False)
        if other is not None and not other.pronoun and other.end == found.first - 1:
            return Speaker(Span(other.span.start, found.span.end), other.first, found.end)
    return found


def _indefinite(line: Line, head: Speaker) -> bool:
    """Whether somebody is new to the reader ("a researcher at an institute in Vilnius"): then where they are counts."""
    return line.lower(head.first) in ("a", "an") and line.lower(head.end) in ("at", "from", "of")


def _noun_phrase(line: Line, index: int) -> Speaker:
    """The name, run of capitals or noun at `index` with its article and adjectives."""
    item = line.items[index]
    if item.speaks and item.mention is not None:
        return Speaker(item.mention.span, _start_of_name(line, index), index + 1, item.mention)
    outlet = _outlet_before(line, index)
    if outlet is not None:
        mention = line.items[outlet].mention
        assert mention is not None
        return Speaker(mention.span, _start_of_name(line, outlet), index + 1, mention)
    first = index
    if item.lower not in words("speakers"):
        while first > 0 and line.items[first - 1].capital:
            first -= 1
        return Speaker(Span(line.items[first].span.start, item.span.end), first, index + 1)
    first = _start_of_noun_phrase(line, index)
    return Speaker(Span(line.items[first].span.start, item.span.end), first, index + 1)


def _outlet_before(line: Line, index: int) -> int | None:
    """The name before the noun of an outlet ("the Zarechna news agency"); None where there is none."""
    if line.lower(index) not in words("outlets"):
        return None
    before = index - 1 - (line.lower(index - 1) in ("news", "television", "tv", "radio"))
    item = line.at(before)
    named = item is not None and item.mention is not None and item.mention.kind is MentionKind.ORGANISATION
    return before if named else None


def _start_of_name(line: Line, index: int) -> int:
    """Where the phrase of a name begins: at "Mr.", at a noun like "spokesman", or at an article."""
    before = line.at(index - 1)
    if before is not None and before.plain and (before.capital or before.lower in words("speakers")):
        return _start_of_noun_phrase(line, index)
    return index - 1 if line.lower(index - 1) in words("determiners") else index


def _start_of_noun_phrase(line: Line, index: int) -> int:
    """Where the phrase of a noun begins: at its article, or at the adjectives and names before it."""
    first = index
    while first > 0 and index - first < 7:
        before = line.items[first - 1]
        low = before.lower
        if before.quoted is not None or not (before.mention or before.text[0].isalnum() or low == "'s"):
            break
        if before.plain and low in words("determiners"):
            outer = low == "other" and first > 1 and line.lower(first - 2) in words("determiners")
            return first - 2 if outer else first - 1
        if before.plain and low != "'s" and (low in words("prepositions", "finite", "pronouns") or low in _BREAKS):
            break
        first -= 1
    return first


_BREAKS = frozenset({"and", "or", "but", "that", "while", "when", "if", "as", "because", "although", "whether", "then"})


def _before_phrase(line: Line, index: int, depth: int) -> Speaker | None:
    """The phrase before a prepositional phrase or a short relative clause that ends at `index`."""
    for position in range(index, max(-1, index - 9), -1):
        item = line.items[position]
        if item.comma or item.quoted is not None or (item.plain and not item.text[0].isalnum()):
            return None
        if item.plain and (item.lower in words("prepositions") or item.lower in ("who", "which")):
            return ending_at(line, position - 1, depth=depth - 1, appositions=False)
        if item.plain and (item.lower in words("finite") or item.lower in _BREAKS):
            return None
    return None


def _before_apposition(line: Line, index: int) -> Speaker | None:
    """The phrase that an apposition ending before the comma at `index` belongs to: "Ivanov, the minister, said"."""
    for position in range(index - 2, max(0, index - REACH), -1):
        if line.items[position].quoted is not None or line.lower(position) in (";", ":"):
            return None
        if not line.items[position].comma:
            continue
        found = ending_at(line, position - 1, appositions=False)
        if found is None or found.end != position:
            continue
        if found.mention is None and _comma_at(line, found.first - 1):
            named = ending_at(line, found.first - 2, appositions=False)
            return named if named is not None and named.mention is not None else found
        return found
    return None


def right_of(line: Line, index: int) -> Speaker | None:
    """The subject that follows a word of saying, turned round ('"...", said Ivanova on Monday'); else None."""
    found = starting_at(line, index)
    if found is None:
        return None
    after = line.at(found.end)
    if after is None or after.comma or after.quoted is not None:
        return found
    if after.plain and (
        not after.text[0].isalnum() or after.lower in words("prepositions", "times") or after.lower == "who"
    ):
        return found
    return None


def starting_at(line: Line, index: int) -> Speaker | None:
    """The name, pronoun or noun phrase that begins at `index`, with "of ..." and "for ..." behind a noun; else None."""
    position = index
    if line.lower(index) in words("times"):
        return None  # "said Wednesday his government was ready"
    while position < len(line.items) and position - index < 6:
        item = line.items[position]
        if item.speaks and item.mention is not None and line.lower(position + 1) != "'s":
            return _with_noun(line, index, position, item)
        if item.plain and item.lower in ("he", "she", "they", "it", "we", "i") and position == index:
            return Speaker(item.span, index, index + 1, pronoun=True)
        if item.plain and item.lower in words("speakers") and line.lower(position + 1) not in words("speakers"):
            return _with_complement(line, index, position)
        if item.plain and item.capital and not _goes_on(line, position + 1):
            return Speaker(Span(line.items[index].span.start, item.span.end), index, position + 1)
        if item.quoted is not None or not (item.mention or item.text[0].isalnum() or item.lower == "'s"):
            return None
        if item.plain and item.lower in words("prepositions", "finite"):
            return None
        position += 1
    return None


def _goes_on(line: Line, index: int) -> bool:
    """Whether a phrase begun by an unknown capital goes on: with another, or with a noun that can speak."""
    item = line.at(index)
    return item is not None and (item.capital or item.speaks or line.lower(index) in words("speakers"))


def _with_noun(line: Line, index: int, position: int, item: Item) -> Speaker:
    """A name, or the noun that follows it ("Kremlin spokesman")."""
    assert item.mention is not None
    noun = position + 1 + (line.lower(position + 1) in ("news", "television", "tv", "radio"))
    if _outlet_before(line, noun) == position:
        return Speaker(item.mention.span, index, noun + 1, item.mention)
    if line.lower(position + 1) in words("speakers"):
        return _with_complement(line, index, position + 1)
    return Speaker(item.mention.span, index, position + 1, item.mention)


def _with_complement(line: Line, index: int, position: int) -> Speaker:
    """A noun with the phrase that says whose: "an official at the ministry"."""
    while line.lower(position + 1) in words("speakers"):
        position += 1
    end = position + 1
    if line.lower(end) in ("of", "for", "at", "from", "with", "in"):
        inner = starting_at(line, end + 1)
        if inner is not None and not inner.pronoun:
            end = inner.end
    named = line.at(end)
    if named is not None and named.mention is not None and named.mention.kind is MentionKind.PERSON:
        return Speaker(named.mention.span, index, end + 1, named.mention)  # "head of department Anna Ivanova"
    return Speaker(Span(line.items[index].span.start, line.items[end - 1].span.end), index, end)


def first_subject(line: Line, before: int) -> Speaker | None:
    """The subject of the main clause, looked for at the line's beginning, for a verb that leaves it out; else None."""
    start = 0
    if line.lower(0) in words("prepositions") or line.lower(0) in ("when", "while", "as", "if", "although"):
        commas = (i for i in range(min(before, len(line.items))) if line.items[i].comma)
        start = next(commas, before) + 1
    found = starting_at(line, start)
    return found if found is not None and found.end <= before else None
