"""Names folded for looking up: without case, marks, script and the spelling of one transliteration or another.

Only for finding, never for telling apart: what is folded alike need not be the same name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from dragoman.lexicon import load

__all__ = ["country_codes", "fits", "folded", "folded_words", "patterns"]

_WORD = re.compile(r"[^\W_]+")
_ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


@lru_cache(maxsize=65536)
def folded(text: str) -> tuple[str, ...]:
    """The words of a text in small Latin letters, without marks; empty when it has none.

    >>> folded("Сергей Лавров"), folded("U.S. São Tomé")
    (('sergey', 'lavrov'), ('us', 'sao', 'tome'))
    """
    letters = load("store")["letters"]
    plain = unicodedata.normalize("NFKD", text.casefold().replace("й", "y").replace("ї", "yi"))
    kept = (letters.get(c, c) for c in plain if not unicodedata.combining(c) and c not in ".'’ʼ`")
    return tuple(_WORD.findall("".join(kept)))


def folded_words(names: Iterable[str]) -> str:
    """All words of some names, folded, each also in its simplest spelling, with a space before and after each."""
    words = dict.fromkeys(word for name in names for word in folded(name))
    both = dict.fromkeys(form for word in words for form in (word, _simplest(word)))
    return f" {' '.join(both)} " if both else ""


def patterns(query: str) -> tuple[tuple[str, str], ...]:
    """For each word of a query two LIKE patterns (escape: backslash), of which one has to fit; empty for no words."""
    return tuple((_begins(word), _begins(_simplest(word))) for word in folded(query))


def fits(column: ColumnElement[Any], query: str) -> ColumnElement[bool]:
    """Whether every word of a query begins a word of folded names; never for a query without words."""
    either = [or_(*(column.like(pattern, escape="\\") for pattern in pair)) for pair in patterns(query)]
    return and_(*either) if either else column.is_(None) & column.is_not(None)


def country_codes(name: str) -> tuple[str, ...]:
    """The ISO 3166 codes of the countries that are called so, or whose code it is; empty when there are none."""
    words = folded(name)
    return tuple(code for code, forms in _countries().items() if words in forms) if words else ()


def _begins(word: str) -> str:
    return f"% {word.translate(_ESCAPED)}%"


def _simplest(word: str) -> str:
    for old, new in load("store")["spellings"]:
        word = word.replace(old, new)
    return word


@lru_cache(maxsize=1)
def _countries() -> dict[str, frozenset[tuple[str, ...]]]:
    table = load("countries")["countries"]
    return {
        code: frozenset(folded(form) for form in (code, entry["name"], *entry.get("names", ())))
        for code, entry in sorted(table.items())
    }
