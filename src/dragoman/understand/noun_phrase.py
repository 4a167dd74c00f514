"""Noun phrases without a tagger: how far one reaches to the left and to the right of its head.

Words of closed classes, common verbs, participles and -ly adverbs end a phrase; all others may stand in one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman import lexicon
from dragoman.understand.tokens import Token

__all__ = [
    "MONTHS",
    "QUOTES",
    "is_function_word",
    "is_word",
    "left_edge",
    "lower_at",
    "phrase_end",
    "right_edge",
    "years_at",
]

LONGEST_SIDE = 7
"""So many words at most in one run of modifiers, or in one complement."""

QUOTES = frozenset('"“”„«»')
MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        *("jan.", "feb.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec."),
    ]
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-–/](?:(?:19|20)\d\d|\d\d))?$")
_ADJECTIVE = re.compile(r"\w{2,}(?:al|ic|ive|ary|ian|ean|ese|ish|ous|ant|ent|able|ible)$")
_COMPLEMENTS = frozenset(("of", "on", "for", "between", "with", "against", "concerning", "regarding", "among"))
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "his", "her", "all", "both", "any"))


@cache
def _boundaries() -> frozenset[str]:
    words = lexicon.load("instruments")["boundaries"]
    return frozenset(words["closed"] + words["verbs"])


@cache
def _noun_verbs() -> frozenset[str]:
    return frozenset(lexicon.load("instruments")["noun_verbs"])


@cache
def _closed() -> frozenset[str]:
    return frozenset(lexicon.load("instruments")["boundaries"]["closed"])


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(lexicon.load("instruments")["modifiers"])


@cache
def _participles() -> frozenset[str]:
    return frozenset(lexicon.load("instruments")["participles"])


def is_function_word(token: Token) -> bool:
    """Whether a token is an article, a preposition, an auxiliary or their like, or a mark."""
    return not token.text[0].isalnum() or token.lower in _closed()


def is_word(token: Token) -> bool:
    """Whether a token may stand inside a noun phrase, as noun, adjective or name."""
    word = token.lower
    if not word[0].isalnum() or word[0] == "'":
        return False
    if word in _boundaries() or word in MONTHS:
        return token.text in ("US", "START", "WHO")  # "US" is no "us"
    if token.text[0].isupper() or "-" in word or word in _participles():
        return True
    if word[0].isdigit():
        return bool(_YEARS.match(token.text))
    return not word.endswith(("ed", "ly"))


def left_edge(tokens: Sequence[Token], head: int) -> int:
    """The first token of the modifiers before a head; the head itself where there are none."""
    first = head
    while first > 0 and head - first < LONGEST_SIDE:
        token = tokens[first - 1]
        if token.lower == "and" and _joins_modifiers(tokens, first - 1):
            first -= 2
        elif is_word(token) and not _gerund(token):
            first -= 1
        else:
            break
    return max(first, 0)


def _gerund(token: Token) -> bool:
    word = token.lower
    return word.endswith("ing") and token.text[0].islower() and "-" not in word and word not in _participles()


def _joins_modifiers(tokens: Sequence[Token], index: int) -> bool:
    """Whether "and" stands between two adjectives or two nouns of a compound ("trade and investment agreement")."""
    if index == 0 or index + 2 >= len(tokens):
        return False
    pair = (tokens[index - 1], tokens[index + 1])
    return all(is_word(t) and (t.lower in _modifiers() or _ADJECTIVE.match(t.lower)) for t in pair)


def right_edge(tokens: Sequence[Token], head_end: int) -> int:
    """The token after the last complement of a head."""
    last = head_end
    for _ in range(4):
        further = _complement(tokens, last)
        if further == last:
            break
        last = further
    return _after_interruption(tokens, last)


def lower_at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def _complement(tokens: Sequence[Token], index: int) -> int:
    word = lower_at(tokens, index)
    if word in ("for", "until", "through", "to", "covering"):
        years = years_at(tokens, index + 1)
        end = years[1] if years else _years_to_come(tokens, index + 1)
        if end:
            return end
    if word == "in":
        fields = lexicon.load("instruments")["fields"]
        if not any(lower_at(tokens, index + k) in fields for k in (1, 2)) and not _of_field(tokens, index):
            return index
    elif word not in _COMPLEMENTS:
        return index
    return phrase_end(tokens, index + 1, start=index)


def _years_to_come(tokens: Sequence[Token], index: int) -> int | None:
    """The token after "the next ten years", "the coming decade"; None where no such time stands there."""
    if lower_at(tokens, index) != "the" or lower_at(tokens, index + 1) not in ("next", "coming"):
        return None
    data = lexicon.load("instruments")
    at = index + 2 + (lower_at(tokens, index + 2) in data["counts"])
    return at + 1 if lower_at(tokens, at) in ("years", "decade", "decades") else None


def _of_field(tokens: Sequence[Token], index: int) -> bool:
    """Whether "in" after a noun of working together says the field: "cooperation in fishing", not "in return"."""
    data = lexicon.load("instruments")
    if index + 1 >= len(tokens) or lower_at(tokens, index - 1) not in data["fielded"]:
        return False
    field = tokens[index + 1]
    return field.text.islower() and is_word(field) and field.lower not in data["no_fields"]


def phrase_end(tokens: Sequence[Token], index: int, *, start: int) -> int:
    """The token after the noun phrase that begins at `index`; `start` when there is none."""
    while lower_at(tokens, index) in _DETERMINERS:
        index += 1
    counted = lower_at(tokens, index) in lexicon.load("instruments")["counts"] and lower_at(tokens, index - 1) == "the"
    if counted and index + 1 < len(tokens) and is_word(tokens[index + 1]):
        index += 1  # "cooperation among the three countries"
    index = _after_number(tokens, index)
    if lower_at(tokens, index).endswith("ing") and lower_at(tokens, index + 1) in _DETERMINERS:
        index += 2
    begun = index
    while index < len(tokens) and index - begun < LONGEST_SIDE:
        step = _step(tokens, index, first=index == begun)
        if not step:
            break
        index += step
    return index if index > begun else start


def _after_number(tokens: Sequence[Token], index: int) -> int:
    """Past how many there are: "a contract for more than 600,000 rifles"; the same index before a year or no number."""
    at = index + 2 if (lower_at(tokens, index), lower_at(tokens, index + 1)) == ("more", "than") else index
    word = lower_at(tokens, at)
    counts = word[:1].isdigit() and not _YEARS.match(word) and not word.endswith(("st", "nd", "rd", "th", "%"))
    return at + 1 if counts and at + 1 < len(tokens) and is_word(tokens[at + 1]) else index


def _step(tokens: Sequence[Token], index: int, *, first: bool) -> int:
    """How many tokens the phrase goes on here: 0 at its end."""
    token = tokens[index]
    if token.lower in _noun_verbs() and (first or _ADJECTIVE.match(tokens[index - 1].lower)):
        return 1  # "an agreement on military support"
    if first:
        described = token.lower.endswith("ed") and index + 1 < len(tokens) and is_word(tokens[index + 1])
        return int(described or is_word(token))  # right after its preposition a participle describes a noun
    if token.lower in ("and", ",", "&"):
        return _joined(tokens, index)
    if token.lower == "'s":
        return int(index + 1 < len(tokens) and is_word(tokens[index + 1]))
    before = tokens[index - 1].text
    if token.text[0].isupper() and before[0].islower() and before not in ("and", "the", "'s"):
        return 0  # "under the treaty on trade Russia must": another phrase begins
    return int(is_word(token) and not _gerund(token))


def _joined(tokens: Sequence[Token], index: int) -> int:
    """Whether a list goes on after "and" or a comma: 2 tokens, 3 with an article, or 0."""
    following = index + 2 if lower_at(tokens, index + 1) == "the" else index + 1
    if following >= len(tokens) or not is_word(tokens[following]):
        return 0
    names = tokens[index - 1].text[0].isupper() and tokens[following].text[0].isupper()
    if tokens[index].lower == ",":
        listed = any(lower_at(tokens, k) == "and" for k in range(following + 1, following + 4))
        return following + 1 - index if names and listed else 0
    plain = following == index + 1 and tokens[following].text[0].islower() and tokens[index - 1].text[0].islower()
    return following + 1 - index if names or plain else 0


def years_at(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """The tokens of a year or a range of years, after "the years" or "the period" as well."""
    while lower_at(tokens, index) in ("the", "years", "year", "period", "of", "from", "between"):
        index += 1
    if index >= len(tokens) or not _YEARS.match(tokens[index].text):
        return None
    joined = lower_at(tokens, index + 1) in ("to", "and", "through", "until", "-", "–", "—")
    if joined and index + 2 < len(tokens) and _YEARS.match(tokens[index + 2].text):
        return index, index + 3
    return index, index + 1


def _after_interruption(tokens: Sequence[Token], index: int) -> int:
    """Past a remark in quotation marks or brackets, where the years of the phrase stand behind it."""
    opened = index + 1 if lower_at(tokens, index) == "as" else index
    mark = lower_at(tokens, opened)
    if not mark or (mark not in QUOTES and mark != "("):
        return index
    closing = QUOTES if mark in QUOTES else {")"}
    for k in range(opened + 1, min(opened + 30, len(tokens))):
        if tokens[k].text in closing:
            years = years_at(tokens, k + 2) if lower_at(tokens, k + 1) == "for" else None
            return years[1] if years else index
    return index
