"""What stands inside the noun phrase of an instrument: its title, period and parties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman import lexicon
from dragoman.spans import Span, covering
from dragoman.types import Mention, MentionKind
from dragoman.understand.noun_phrase import MONTHS, QUOTES, lower_at, phrase_end, years_at
from dragoman.understand.tokens import Token

__all__ = ["Extent", "is_headline", "parties_of", "period_of", "title_of"]

_RANGE = re.compile(r"(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)$")
BESIDE = 40
"""So many words on either side of a phrase tell whether it stands in a headline."""

_CONNECTORS = frozenset(
    ["of", "on", "the", "and", "for", "concerning", "between", "against", "in", "to", "with", "a", "'s"]
)
_PLACED = frozenset(("in", "to", "with"))
_NAMES = frozenset((MentionKind.PLACE, MentionKind.ORGANISATION, MentionKind.PEOPLE, MentionKind.PERSON))


@dataclass(frozen=True, slots=True)
class Extent:
    """Token indices of a phrase, half-open, and of the head noun in it."""

    first: int
    head: int
    head_end: int
    last: int


def is_headline(tokens: Sequence[Token], extent: Extent) -> bool:
    """Whether capital letters say nothing here: nearly every word beside the phrase has one."""
    beside = (*tokens[max(1, extent.first - BESIDE) : extent.first], *tokens[extent.last : extent.last + BESIDE])
    words = [t.text for t in beside if t.text[0].isalpha() and len(t.text) > 3]
    if not words:
        return tokens[-1].text not in '.!?"”'
    return sum(w[0].isupper() for w in words) > 0.75 * len(words)


def title_of(tokens: Sequence[Token], extent: Extent, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """The tokens of the proper title: a run of capitals around the head, or words in quotation marks behind it."""
    quoted = _quoted_title(tokens, extent.head_end) or _called(tokens, extent.head_end, mentions)
    if quoted or not tokens[extent.head].text[0].isupper():
        return quoted
    first = extent.head
    while first > extent.first and _capital(tokens[first - 1]):
        first -= 1
    last = _title_end(tokens, extent.head_end, mentions)
    capitals = sum(_capital(t) for t in tokens[first:last])
    return (first, last) if capitals >= 2 else None


def _capital(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0].isdigit()


def _title_end(tokens: Sequence[Token], index: int, mentions: Sequence[Mention]) -> int:
    """Past the capitals behind a head, with the small words that join them."""
    end = index
    while end < len(tokens) and end - index < 20:
        following = end
        while following < min(end + 3, len(tokens)) and tokens[following].lower in _CONNECTORS:
            following += 1
        if following >= len(tokens) or not _capital(tokens[following]) or tokens[following].lower in MONTHS:
            break
        joins = {t.lower for t in tokens[end:following]}
        if following == end == index and not tokens[end].text[0].isdigit() and tokens[end].lower != "no.":
            break  # "Treaty Organization" is no treaty
        if following > end and not _titular(tokens[following], joins, mentions, at_head=end == index):
            break
        if tokens[following].text[0].isdigit() and following > end:
            break
        end = following + 1
    return end


def _titular(token: Token, joins: set[str], mentions: Sequence[Mention], *, at_head: bool) -> bool:
    """Whether small words lead on to more of the title, not to where or with whom it was signed."""
    if at_head and "and" in joins:
        return False
    named = any(m.span.start == token.span.start and m.kind in _NAMES for m in mentions)
    return not (named and joins & _PLACED)


def _quoted_title(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    opened = index + 1 if lower_at(tokens, index) in (",", "called", "titled", "entitled", "named") else index
    if not _opens(tokens, opened) or opened + 1 >= len(tokens) or not tokens[opened + 1].text[0].isupper():
        return None
    for k in range(opened + 2, min(opened + 25, len(tokens))):
        if tokens[k].text in QUOTES:
            return opened + 1, k
    return None


def _called(tokens: Sequence[Token], index: int, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """The capitals of a title without quotation marks: "a statement called The Spirit of Assisi"."""
    if lower_at(tokens, index) not in lexicon.load("instruments")["titling"] or index + 1 >= len(tokens):
        return None
    first = end = index + 1
    while end < len(tokens) and _capital(tokens[end]):
        end += 1
    if end == first:
        return None
    end = _title_end(tokens, end, mentions)
    named = any(m.kind is MentionKind.PERSON and m.span.start == tokens[first].span.start for m in mentions)
    capitals = sum(_capital(t) for t in tokens[first:end])
    return (first, end) if capitals >= 2 and not named and lower_at(tokens, end) != "'s" else None


def _opens(tokens: Sequence[Token], index: int) -> bool:
    """Whether a quotation mark stands there that opens: a straight one does after an even number of them."""
    mark = lower_at(tokens, index)
    if mark == '"':
        return sum(t.text == '"' for t in tokens[:index]) % 2 == 0
    return mark in ("“", "«", "„")


def period_of(tokens: Sequence[Token], extent: Extent) -> tuple[int, int] | None:
    """The tokens of the years that an instrument is for; None for the year that it dates from ("the 2015 deal")."""
    for k in range(extent.first, extent.head):
        if _RANGE.match(tokens[k].text):
            return k, k + 1
    for k in range(extent.head_end, extent.last):
        if tokens[k].lower in ("for", "until", "through", "covering"):
            years = years_at(tokens, k + 1)
            if years:
                return (k, years[1]) if tokens[k].lower in ("until", "through") else years
    return None


def parties_of(tokens: Sequence[Token], extent: Extent, mentions: Sequence[Mention]) -> tuple[Span, ...]:
    """The words of the parties: "between X and Y", "with X", "of X and Y", "X-Y"; empty where none are stated."""
    found = _compound(tokens, extent, mentions)
    for k in range(extent.head_end, extent.last):
        word = tokens[k].lower
        if word not in ("between", "among", "with", "of"):
            continue
        end = phrase_end(tokens, k + 1, start=k)
        names = _names(tokens, k + 1, end, mentions)
        if word == "of" and (len(names) < 2 or not _only_names(tokens, k + 1, end)):
            continue
        found.extend(_owner(tokens, extent, mentions) if word == "with" and names else [])
        found.extend(names)
    return tuple(dict.fromkeys(found))


def _compound(tokens: Sequence[Token], extent: Extent, mentions: Sequence[Mention]) -> list[Span]:
    """The halves of "Russian-Belarusian" or "US-China" before the head."""
    for token in tokens[extent.first : extent.head]:
        halves = [h for h in re.finditer(r"[^-–]+", token.text) if h.group()[0].isupper()]
        if len(halves) > 1 and len(halves) == len(re.split(r"[-–]", token.text)):
            spans = [Span(h.start(), h.end()).shifted(token.span.start) for h in halves]
            named = [_mentioned(s, mentions) for s in spans]
            return [n or s for n, s in zip(named, spans, strict=True)] if any(named) else []
    return []


def _owner(tokens: Sequence[Token], extent: Extent, mentions: Sequence[Mention]) -> list[Span]:
    """Whose treaty it is: "Russia's treaty with Belarus"."""
    if extent.first < 2 or tokens[extent.first - 1].lower != "'s":
        return []
    owner = _mentioned(tokens[extent.first - 2].span, mentions)
    return [owner] if owner else []


def _only_names(tokens: Sequence[Token], start: int, end: int) -> bool:
    return all(t.text[0].isupper() or t.lower in ("and", "the", ",", "of") for t in tokens[start:end])


def _names(tokens: Sequence[Token], start: int, end: int, mentions: Sequence[Mention]) -> list[Span]:
    """The runs of capitals there, widened to the mentions that they lie in."""
    runs: list[list[Token]] = [[]]
    for token in tokens[start:end]:
        if token.text[0].isupper():
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    spans = [covering(t.span for t in run) for run in runs if run]
    return [_mentioned(s, mentions) or s for s in spans]


def _mentioned(span: Span, mentions: Sequence[Mention]) -> Span | None:
    return next((m.span for m in mentions if m.kind in _NAMES and m.span.overlaps(span)), None)
