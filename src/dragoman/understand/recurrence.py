"""Recurrence: the words that say that an event comes back ("annual", "every two years", "the 25th session")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dragoman import lexicon
from dragoman.spans import Span, covering
from dragoman.understand.noun_phrase import is_word
from dragoman.understand.phrasebook import Phrasebook
from dragoman.understand.tokens import Token, tokenize

__all__ = ["edition_number", "find_recurrences", "usual_form"]

REACH, REACH_BACK = 6, 9
"""Words between "annual" and its event, and between an event and "every two years" behind it."""

_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)$", re.IGNORECASE)
_JOINTS = frozenset(("and", ",", "of", "'s", "the"))


@cache
def _forms() -> Phrasebook[str]:
    return Phrasebook((p, form) for form, phrases in lexicon.load("recurrence")["forms"].items() for p in phrases)


@cache
def _book(name: str) -> Phrasebook[bool]:
    return Phrasebook((phrase, True) for phrase in lexicon.load("recurrence")[name])


@cache
def _after_only() -> frozenset[str]:
    return frozenset(lexicon.load("recurrence")["after_only"])


def find_recurrences(text: str, sentences: tuple[Span, ...]) -> tuple[Span, ...]:
    """The words that say that an event comes back, in order; none for what is no event ("annual budget")."""
    return tuple(span for s in sentences for span in _in_sentence(tokenize(text, s)))


def _in_sentence(tokens: Sequence[Token]) -> Iterator[Span]:
    index = 0
    while index < len(tokens):
        length = _recurrence(tokens, index)
        if length:
            yield covering(t.span for t in tokens[index : index + length])
        index += length or 1


def _recurrence(tokens: Sequence[Token], index: int) -> int:
    """How many tokens of recurrence begin here: 0 for none."""
    match = _forms().at(tokens, index)
    if match:
        words = " ".join(t.lower for t in tokens[index : index + match[0]])
        behind = words in _after_only()
        holds = _event_before(tokens, index) if behind else _event_after(tokens, index + match[0], "events")
        return match[0] if holds else 0
    if edition_number(tokens[index].text) is None:
        return 0
    editions = "editions" if tokens[index].text[0].isdigit() else "editions_in_words"
    return int(_event_after(tokens, index + 1, editions) or _round_of(tokens, index + 1))


def _round_of(tokens: Sequence[Token], index: int) -> bool:
    """Whether a round of talks follows, not one of tariffs."""
    words = [t.lower for t in tokens[index : index + 2]]
    return words == ["round", "of"] and _event_after(tokens, index + 2, "events")


def _event_after(tokens: Sequence[Token], index: int, events: str) -> bool:
    """Whether the noun phrase that goes on here has an event for its head."""
    for at in range(index, min(index + REACH, len(tokens))):
        match = _book(events).at(tokens, at)
        if match and not _goes_on(tokens, at + match[0]):
            return True
        if not is_word(tokens[at]) and tokens[at].lower not in _JOINTS and not match:
            return False
        if tokens[at].lower == "of" and at == index:
            return False
    return False


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun follows that is the head instead ("annual meeting fee")."""
    if index >= len(tokens) or not is_word(tokens[index]) or not tokens[index].text[0].islower():
        return False
    if tokens[index].lower.endswith(("ed", "ing", "s")):
        return _book("events").at(tokens, index) is not None and tokens[index].lower in ("series",)
    return _book("events").at(tokens, index) is None


def _event_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether the noun or verb of an event stands before, in the same clause."""
    for at in range(index - 1, max(-1, index - 1 - REACH_BACK), -1):
        if tokens[at].text in ";:":
            return False
        if _book("events").at(tokens, at) or _book("verbs").at(tokens, at):
            return True
    return False


def usual_form(words: str) -> str:
    """The usual form of words of recurrence: "yearly" is "annual", "every two years" "biennial".

    A numbered edition keeps its number ("25th"); words that are not known come back in small letters.
    """
    tokens = tokenize(words, Span(0, len(words)))
    for index in range(len(tokens)):
        match = _forms().at(tokens, index)
        if match:
            return match[1]
        number = edition_number(tokens[index].text)
        if number is not None:
            return ordinal(number)
    return " ".join(words.lower().split())


_ONES = {"first": 1, "second": 2}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


def edition_number(words: str) -> int | None:
    """The number in "25th", "the 25th", "tenth" or "twenty-fifth"; None where there is none.

    >>> edition_number("the 25th"), edition_number("Tenth"), edition_number("forty-second"), edition_number("annual")
    (25, 10, 42, None)
    """
    for word in words.split():
        tens, _, unit = word.lower().partition("-")
        ones = _ONES.get(unit) or lexicon.load("recurrence")["ordinals"].get(unit)
        if tens in _TENS and ones and ones < _TENS["twenty"] // 2:
            return _TENS[tens] + int(ones)
        match = _ORDINAL.match(word)
        if match:
            return int(match.group(1))
        if word.lower() in lexicon.load("recurrence")["ordinals"]:
            return int(lexicon.load("recurrence")["ordinals"][word.lower()])
    return None


def ordinal(number: int) -> str:
    """A number as English writes an edition: 1st, 22nd, 113th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
