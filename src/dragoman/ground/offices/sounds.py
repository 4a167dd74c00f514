"""What people are looked up by in the table: the sounds of the words of their names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dragoman.ground.actors.name_words import Role, name_of

__all__ = ["index_of", "sounds_of"]


@lru_cache(maxsize=8192)
def sounds_of(name: str) -> frozenset[str]:
    """For each word of a name, initials aside, its spelling and its consonants."""
    words = [word for word in name_of(name).words if word.role is not Role.INITIAL]
    return frozenset(key for word in words for key in (*word.keys, *word.sounds) if key)


def index_of(names: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """For each sound the rows with a name that has it; `names` are the spellings of each row in turn."""
    found: dict[str, list[int]] = {}
    for number, spellings in enumerate(names):
        for sound in sorted(frozenset[str]().union(*map(sounds_of, spellings))):
            found.setdefault(sound, []).append(number)
    return dict(sorted(found.items()))
