"""Topics: what is on an agenda or discussed, as organisations, places and subjects."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman import lexicon
from dragoman.spans import Span, covering
from dragoman.types import Mention, MentionKind, Topic
from dragoman.understand.noun_phrase import is_function_word, left_edge
from dragoman.understand.phrasebook import Phrasebook
from dragoman.understand.tokens import Token, tokenize

__all__ = ["find_topics"]

REACH = 80
"""So many words of a sentence at most belong to one agenda."""

_ABOUT = frozenset(
    ("of", "on", "about", "concerning", "regarding", "over", "including", "against", "around", "towards", "toward")
)
_COMPANY = frozenset(("between", "with", "by", "from", "at", "among", "for", "to"))
_LISTED = frozenset(("and", ",", "the", "or", "as", "well", "both"))
_SUBJECTS = frozenset((MentionKind.ORGANISATION, MentionKind.PLACE))


@dataclass(frozen=True, slots=True)
class _Region:
    """Tokens, half-open, that say what is discussed."""

    first: int
    last: int


@cache
def _subjects() -> Phrasebook[str]:
    topics = lexicon.load("topics")["topics"]
    return Phrasebook((phrase, name) for name, also in sorted(topics.items()) for phrase in (name, *also))


@cache
def _book(name: str) -> Phrasebook[bool]:
    return Phrasebook((phrase, True) for phrase in lexicon.load("topics")[name])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("topics")[name])


def find_topics(text: str, sentences: tuple[Span, ...], mentions: tuple[Mention, ...]) -> tuple[Topic, ...]:
    """Subjects of the lexicon wherever they stand, and all that an agenda names (`agenda` is then true), in order.

    Who discusses ("between X and Y", "with Z") and where is no topic. Empty when there is none.
    """
    ordered = sorted(mentions, key=lambda m: m.span)
    found: list[Topic] = []
    at = 0
    for sentence in sentences:
        while at < len(ordered) and ordered[at].span.end <= sentence.start:
            at += 1
        after = bisect_left(ordered, sentence.end, lo=at, key=lambda m: m.span.start)
        inside = [m for m in ordered[at : min(after, at + 400)] if sentence.overlaps(m.span)]
        found.extend(_in_sentence(text, tokenize(text, sentence), inside))
    return tuple(found)


def _in_sentence(text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Topic]:
    regions = list(_regions(tokens))
    inside = {k for region in regions for k in range(region.first, region.last)}
    found = [*_named(tokens, inside, mentions), *_known(tokens, inside), *_as_written(text, tokens, inside)]
    return list(_longest(found))


def _longest(found: Sequence[Topic]) -> Iterator[Topic]:
    """Those that lie in no other, in order of the text; of equal spans the first."""
    end = -1
    for topic in sorted(found, key=lambda t: (t.span.start, -t.span.end)):
        if topic.span.end > end:
            yield topic
            end = topic.span.end


# --- where an agenda is -------------------------------------------------------------------------


def _regions(tokens: Sequence[Token]) -> Iterator[_Region]:
    for _, end, _ in _book("cues_before").all(tokens):
        yield _Region(end, _end(tokens, end))
    for first, end, _ in _book("cues_after").all(tokens):
        yield _Region(_beginning(tokens, first), first)
        start = _going_on(tokens, end)
        if start is not None:
            yield _Region(start, _end(tokens, start))


def _going_on(tokens: Sequence[Token], index: int) -> int | None:
    """Where an agenda goes on after its verb ("..., as well as"); None where it does not."""
    while index < len(tokens) and tokens[index].lower in (",", "too", "also", "there"):
        index += 1
    match = _book("goes_on").at(tokens, index) if index < len(tokens) else None
    return index + match[0] if match else None


def _end(tokens: Sequence[Token], index: int) -> int:
    """Where an agenda that begins here ends: at a new clause or at the end of the sentence."""
    last = min(index + REACH, len(tokens))
    for k in range(index, last):
        if tokens[k].lower in _words("ends") or tokens[k].text in ";:":
            return k
    return last


def _beginning(tokens: Sequence[Token], index: int) -> int:
    for k in range(index - 1, max(-1, index - REACH), -1):
        if tokens[k].lower in (*_words("ends"), "that") or tokens[k].text in ";:":
            return k + 1
    return max(0, index - REACH)


# --- what stands in it --------------------------------------------------------------------------


def _named(tokens: Sequence[Token], inside: set[int], mentions: Sequence[Mention]) -> Iterator[Topic]:
    """Organisations and places on an agenda, without those who discuss it and where they do."""
    starts = {m.span.start: m for m in mentions}
    names = _name_tokens(tokens, mentions) if inside else set()
    for k in sorted(inside):
        mention = starts.get(tokens[k].span.start)
        if mention and mention.kind in _SUBJECTS and _is_subject(tokens, k, mention, names):
            yield Topic(mention.span, mention.name, agenda=True)


def _name_tokens(tokens: Sequence[Token], mentions: Sequence[Mention]) -> set[int]:
    """The tokens that lie in mentions, both being in order."""
    found: set[int] = set()
    at = 0
    for k, token in enumerate(tokens):
        while at < len(mentions) and mentions[at].span.end <= token.span.start:
            at += 1
        if at < len(mentions) and mentions[at].span.overlaps(token.span):
            found.add(k)
    return found


def _is_subject(tokens: Sequence[Token], index: int, mention: Mention, names: set[int]) -> bool:
    """Whether the preposition before a name, or before the list that it stands in, says that it is discussed."""
    behind = next((t for t in tokens[index + 1 :] if t.span.start >= mention.span.end), None)
    if behind and (behind.lower == "'s" or (behind.text[0].islower() and not is_function_word(behind))):
        return False  # "US support", "China's economy": the noun behind is what is discussed
    k = index - 1
    while k >= 0 and (k in names or tokens[k].lower in _LISTED):
        k -= 1
    if k < 0:
        return False
    if tokens[k].lower == "in" or (tokens[k].lower == "at" and _is_dealing(tokens, k - 1)):
        return mention.kind is MentionKind.ORGANISATION
    if tokens[k].lower == "with" and k and tokens[k - 1].lower in _DEALINGS:
        return True  # "relations with the European Union"
    if mention.kind is MentionKind.ORGANISATION and _is_item(tokens, index, names):
        return True
    return tokens[k].lower in _ABOUT or (tokens[k].lower not in _COMPANY and _cue_ends(tokens, k + 1))


_DEALINGS = frozenset(
    ("relations", "contacts", "cooperation", "co-operation", "ties", "interaction", "work", "coordination")
)


def _is_dealing(tokens: Sequence[Token], index: int) -> bool:
    """Whether "cooperation" stands there, or an earlier part of its list: "cooperation in A, in B and at C"."""
    return any(tokens[k].lower in _DEALINGS for k in range(index, max(-1, index - 12), -1))


def _is_item(tokens: Sequence[Token], index: int, names: set[int]) -> bool:
    """Whether a name is an item of its own in a list whose item before it names no company ("trade, the CSTO and")."""
    k = index - 1 - (tokens[index - 1].lower == "the")
    if k < 1 or tokens[k].lower not in (",", "and"):
        return False
    for j in range(k - 1, max(-1, k - 9), -1):
        if tokens[j].lower in _COMPANY or j in names:
            return False
        if tokens[j].lower in (",", "and") or _cue_ends(tokens, j + 1):
            return True
    return False


def _cue_ends(tokens: Sequence[Token], end: int) -> bool:
    """Whether a word of an agenda ("discussed", "is on") ends right there."""
    for first in range(max(0, end - 6), end):
        match = _book("cues_before").at(tokens, first)
        if match and first + match[0] == end:
            return True
    return False


def _known(tokens: Sequence[Token], inside: set[int]) -> Iterator[Topic]:
    for first, end, name in _subjects().all(tokens):
        if end < len(tokens) and tokens[end].lower in _words("somebody"):
            continue
        yield Topic(covering(t.span for t in tokens[first:end]), name, agenda=first in inside)


def _as_written(text: str, tokens: Sequence[Token], inside: set[int]) -> Iterator[Topic]:
    """Phrases on an agenda whose noun is a usual subject: as written, in one spelling."""
    for k in sorted(inside):
        if tokens[k].lower not in _words("heads") or (k + 1 < len(tokens) and not is_function_word(tokens[k + 1])):
            continue
        first = left_edge(tokens, k)
        while first < k and first not in inside:
            first += 1
        last = _complement(tokens, k, inside)
        if last > k + 1:
            yield Topic(covering(t.span for t in tokens[first:last]), _spelt(tokens[first:last]), agenda=True)
        elif first < k:
            yield Topic(covering(t.span for t in tokens[first : k + 1]), _spelt(tokens[first : k + 1]), agenda=True)


def _complement(tokens: Sequence[Token], head: int, inside: set[int]) -> int:
    """Where "of citizens abroad", "in Eurasia" behind a noun ends; right behind the noun where nothing belongs to it.

    Only some nouns need it to mean anything ("protection", "security", "integration"), and only a short one is taken.
    """
    end = head + 1
    if tokens[head].lower not in _words("heads_of") or end >= len(tokens) or tokens[end].lower not in ("of", "in"):
        return end
    last = end + 1
    while last in inside and last < len(tokens) and tokens[last].lower not in _STOPS and last - end < 6:
        last += 1
    stopped = last >= len(tokens) or last not in inside or tokens[last].lower in (",", "and", ".", ";")
    return last if stopped and last > end + 1 and tokens[last - 1].lower != "the" else end


_STOPS = frozenset((",", "and", ".", ";", "of", "with", "between", "by", "on", "at", "in", "to", "for", "from"))


def _spelt(tokens: Sequence[Token]) -> str:
    spelling = lexicon.load("topics")["spelling"]
    words = (t.text if t.text[0].isupper() else t.lower for t in tokens)
    return " ".join(spelling.get(w, w) for w in words)
