"""The smallest phrases of times: numbers, units, years, days of a month. Each says where it ends, or None.

All take the tokens and a place among them, look at most a few tokens on, and never back behind the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman import lexicon
from dragoman.ground.times.meaning import Kind, Meaning, YearOf
from dragoman.ground.times.tokens import Token
from dragoman.types import Modifier

__all__ = [
    "Count",
    "Found",
    "count_at",
    "counts_things",
    "day_at",
    "is_dash",
    "list_of",
    "month_at",
    "spelled_year_at",
    "table",
    "touching",
    "unit_at",
    "year_at",
    "year_of_at",
]

Tokens = list[Token]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase read: the token after its last, what it says, and the rule that read it.

    `edge` is true where its very start or end is meant ("the end of May"), not its early or late part. `cut` parts a
    range: the token after its first time, and the one that its second begins with.
    """

    end: int
    meaning: Meaning
    rule: str
    kind: Kind = Kind.DATE
    modifier: Modifier = Modifier.NONE
    deictic: bool = False
    edge: bool = False
    cut: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number in digits or words; `value` is None for "several". `half`: and a half."""

    end: int
    value: int | None
    half: bool = False


def table(name: str) -> dict[str, Any]:
    """A table of the lexicon of times."""
    return _data()[name]  # type: ignore[no-any-return]


@cache
def list_of(name: str) -> frozenset[str]:
    """A word list of the lexicon of times, for asking what it holds."""
    return frozenset(_data()[name])


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = lexicon.load("times")
    return {**data, "vague": _by_first_word(data["vague_phrases"])}


def _by_first_word(phrases: dict[str, list[str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases and what each is listed under, by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    pairs = ((tuple(phrase.split()), name) for name, group in phrases.items() for phrase in group)
    for words, name in sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])):
        found.setdefault(words[0], []).append((words, name))
    return found


def is_dash(token: Token) -> bool:
    """Whether it is a hyphen or dash of any length."""
    return token.kind == "mark" and token.word == "-"


def touching(left: Token, right: Token) -> bool:
    """Whether nothing stands between two tokens."""
    return left.end == right.start


def month_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """The month named here and the token after it (and after the full stop of "Jan."), or None."""
    month = table("months").get(t[i].word)
    if month is None or not (t[i].capital or len(t[i].word) > 4):
        return None
    dotted = len(t[i].word) <= 4 and t[i].word not in ("may", "june", "july")
    return month, i + 2 if dotted and t[i + 1].word == "." and touching(t[i], t[i + 1]) else i + 1


def weekday_at(t: Tokens, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """The weekday named here and the token after it, or None; abbreviations only where `short` allows them."""
    word = t[i].word
    day = table("weekdays").get(word)
    if day is None or not t[i].capital:
        return None
    if word not in list_of("short_weekdays"):
        return day, i + 1
    if not short:
        return None
    return day, i + 2 if t[i + 1].word == "." and touching(t[i], t[i + 1]) else i + 1


def day_at(t: Tokens, i: int) -> int | None:
    """The day of a month that this token may be: 1 to 31 in digits, with or without "th"; else None."""
    token = t[i]
    if token.kind not in ("number", "ordinal") or not 1 <= token.value <= 31:
        return None
    glued = i > 0 and is_dash(t[i - 1]) and touching(t[i - 1], token) and t[i - 2].kind == "word"
    return None if glued and touching(t[i - 2], t[i - 1]) else token.value


def unit_at(t: Tokens, i: int) -> str | None:
    """The unit of time that this word names, in the singular, or None."""
    return table("units").get(t[i].word) if t[i].kind == "word" else None


def count_at(t: Tokens, i: int) -> Count | None:
    """A number of units, in digits below a thousand or in words ("twenty-one", "a couple of", "several"), or None."""
    token = t[i]
    if token.kind == "number":
        return _digits_at(t, i) if 0 <= token.value < 1000 else None
    if token.kind == "other" and token.raw.endswith(".5") and len(token.raw) < 6:
        return Count(i + 1, int(token.raw[:-2]), half=True)
    if token.word in ("a", "the") and t[i + 1].word in ("few", "couple", "dozen"):
        return Count(i + 3 if t[i + 2].word == "of" else i + 2, None)
    if token.word in list_of("vague_numbers"):
        return Count(i + 2 if t[i + 1].word == "of" else i + 1, None)
    value = table("numbers").get(token.word)
    if value is None:
        return None
    return _tens(t, i, value)


def _digits_at(t: Tokens, i: int) -> Count:
    """A number in digits, with the half of "1 1/2"."""
    if [t[i + k].word for k in range(1, 4)] == ["1", "/", "2"]:
        return Count(i + 4, t[i].value, half=True)
    return Count(i + 1, t[i].value)


def about_at(t: Tokens, i: int) -> int:
    """The token after "about", "nearly", "more than", "at least"; the same one where there is none."""
    if t[i].word in list_of("about"):
        return i + 1
    at = i + 1 if t[i].word == "no" else i
    return at + 2 if (t[at].word, t[at + 1].word) in _ABOUT else i


_ABOUT = frozenset(
    {("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("at", "most"), ("up", "to")}
)


def _tens(t: Tokens, i: int, value: int) -> Count:
    """Twenty, or twenty-one."""
    ones = table("numbers").get(t[i + 2].word, 0)
    if value >= 20 and is_dash(t[i + 1]) and 1 <= ones <= 9 and len(t[i + 2].word) > 2:
        return Count(i + 3, value + ones)
    return Count(i + 1, value)


def counts_things(t: Tokens, i: int) -> bool:
    """Whether the number here counts something, by what stands on either side of it."""
    after = t[i + 1]
    if t[i - 1].word in ("$", "€", "£", "¥", "₽", "₴", "#", "/", ".", "№") and touching(t[i - 1], t[i]):
        return True
    if after.word in ("%", "/", "°") or after.word in list_of("counted"):
        return True
    if is_dash(after) and touching(t[i], after) and t[i + 2].kind == "word" and touching(after, t[i + 2]):
        return True
    return t[i].value % 100 == 0 and after.kind == "word" and not after.capital and after.word.endswith("s")


def year_at(t: Tokens, i: int, *, earliest: int = 1800) -> int | None:
    """The year that this token may be: four digits from `earliest` to 2100 that count nothing; else None."""
    token = t[i]
    if token.kind != "number" or len(token.word) != 4 or not earliest <= token.value <= 2100:
        return None
    return None if counts_things(t, i) else token.value


def spelled_year_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """A year in words and the token after it: "nineteen ninety-six", "twenty ten"; "two thousand" behind "year"."""
    if (t[i].word, t[i + 1].word) == ("two", "thousand") and t[i - 1].word == "year":
        return 2000, i + 2
    century: int = table("hundreds").get(t[i].word, 0)
    rest = _tens(t, i + 1, table("numbers").get(t[i + 1].word, 0))
    if not century or rest.value is None or not 10 <= rest.value <= 99 or unit_at(t, rest.end):
        return None
    return century * 100 + rest.value, rest.end


def year_of_at(t: Tokens, i: int) -> tuple[YearOf, int]:
    """The year that may follow the name of a part of it (", 2023", "of 2023", "of last year"), and its end.

    An unsaid year, ending where it began, when there is none.
    """
    at = i
    if t[at].word in (",", "of", "in") or (t[at].word == "." and touching(t[at - 1], t[at])):
        at += 1
    year = year_at(t, at, earliest=1000)
    if year is not None:
        return YearOf(number=year), at + 1
    if spelled := spelled_year_at(t, at):
        return YearOf(number=spelled[0]), spelled[1]
    if t[i].word == "of" and t[at].kind == "number" and len(t[at].word) == 3:
        return YearOf(number=t[at].value), at + 1
    if event := _event_year(t, at):
        return event
    if t[at].word == "the" and t[at + 1].word in ("current", "present", "coming"):
        at += 1
    shift = {"this": 0, "current": 0, "present": 0, "last": -1, "next": 1, "coming": 1}.get(t[at].word)
    if shift is not None and t[at + 1].word == "year" and t[at - 1].word != "in":
        return YearOf(shift=shift), at + 2
    return YearOf(), i


def _event_year(t: Tokens, i: int) -> tuple[YearOf, int] | None:
    """The same year, that year, the following year: the one of the event spoken of, or beside it."""
    at = i + 1 if t[i].word in ("the", "that") else i
    count = {"same": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1}.get(t[at].word)
    if at > i and count is not None and t[at + 1].word == "year":
        return YearOf(event=count), at + 2
    return (YearOf(event=0), i + 2) if t[i].word == "that" and t[i + 1].word == "year" else None
