"""The form under which a name of a place is looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dragoman.lexicon import load

_PLAIN = str.maketrans("ıʼʻ’‘`", "i'''''")

__all__ = ["bare_of", "key_of", "names_unit"]

_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a name, and behind it, to say what kind of unit it is."""
    data = load("regions")
    before, units = ("|".join(sorted(map(re.escape, data[k]), key=lambda u: (-len(u), u))) for k in ("before", "units"))
    return re.compile(rf"(?:(?:{before}) )+(?=\w)"), re.compile(rf" (?:{units})$")


def key_of(name: str) -> str:
    """A name without case, diacritics and points, its short words spelt out: "St. Petersburg" is "saint petersburg"."""
    plain = name
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.translate(_PLAIN))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = plain.lower().replace(".", "").replace("'", "").replace("-", " ").split()
    return " ".join(_SHORT.get(word, word) for word in words[:1]) + "".join(f" {word}" for word in words[1:])


def bare_of(key: str) -> str:
    """A key without the kind of unit around it: "fulton county", "province of fulton" are "fulton"; itself if none."""
    before, behind = _forms()
    match = before.match(key)
    return behind.sub("", key[match.end() :] if match else key) or key


def names_unit(name: str) -> bool:
    """Whether a name says that it is a unit: "Kursk region", "Province of Idlib"."""
    key = key_of(name)
    return bare_of(key) != key and not key.endswith((" city", " town", " village")) and not key.startswith("the ")
