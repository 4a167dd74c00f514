"""Spelling of names: ways of writing one name in Latin letters that come out alike."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby

from dragoman.lexicon import load

SHORTEST = 5


@lru_cache(maxsize=4096)
def spelling_key(name: str) -> str:
    """The name folded after `folding` of `lexicon/names.yaml`; a short name is only put in lower case.

    >>> spelling_key("Zaharova") == spelling_key("Zakharova"), spelling_key("Li") == spelling_key("Lee")
    (True, False)
    """
    plain = unicodedata.normalize("NFKD", name.lower().replace("ł", "l").replace("ı", "i").replace("ø", "o"))
    plain = "".join(c for c in plain if c.isalpha() and not unicodedata.combining(c))
    if len(plain) < SHORTEST:
        return plain
    for old, new in load("names")["folding"]:
        plain = plain.replace(old, new)
    plain = "".join(letter for letter, _ in groupby(plain))
    return plain[:-1] + "o" if plain.endswith("enka") else plain
