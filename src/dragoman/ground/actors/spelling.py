"""Whether two ways of writing a name are one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby, zip_longest

from dragoman.lexicon import load

SHORTEST = 5
LONG_ENOUGH = 7
PLAIN = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ə": "a", "ß": "ss", "æ": "ae", "œ": "oe"})
VOWELS = frozenset("aeiou")


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """The name after `folding` of `lexicon/names.yaml`; a short one only in plain lower case."""
    key = plain(name)
    if len(key) < SHORTEST:
        return key
    for old, new in load("names")["folding"]:
        key = key.replace(old, new)
    key = "".join(letter for letter, _ in groupby(key))
    return key[:-1] + "o" if key.endswith("enka") else key


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The letters of a name in lower case, without marks on them or signs between them."""
    lower = unicodedata.normalize("NFKD", name.lower().translate(PLAIN))
    return "".join(c for c in lower if c.isalpha() and not unicodedata.combining(c))


def alike(one: str, other: str) -> bool:
    """Whether two names are spellings of one: equal when folded, or long and apart by one vowel.

    A final "a" that only one of them has makes two people (Ivanov, Ivanova), as does any other consonant.
    """
    first, second = folded(one), folded(other)
    if first == second:
        return True
    if min(len(first), len(second)) < LONG_ENOUGH or len(first) != len(second):
        return False
    apart = [(a, b) for a, b in zip_longest(first, second) if a != b]
    return len(apart) == 1 and VOWELS.issuperset(apart[0]) and first[-1] == second[-1]


def frame(name: str) -> str:
    """What all names that are `alike` have in common: the folded name with its vowels made one."""
    return "".join("a" if letter in VOWELS else letter for letter in folded(name))


def slug(name: str) -> str:
    """The name in lower-case ASCII with hyphens; its code points in hexadecimal where nothing of it is ASCII."""
    lower = name.lower().translate(PLAIN).replace("+", " plus")
    ascii_only = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.replace("'", "")).strip("-") or "-".join(
        f"{ord(c):x}" for c in name[:40]
    )
