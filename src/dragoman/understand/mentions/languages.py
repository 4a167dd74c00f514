"""Adjectives of countries that name a language: "in Russian", "Chinese-language", "speaks French"."""

from __future__ import annotations

from functools import cache

from dragoman.lexicon import load
from dragoman.understand.mentions.line import Line

__all__ = ["is_language"]

_JOINTS = ("and", "or", ",", "/")


def is_language(line: Line, first: int, last: int) -> bool:
    """Whether an adjective, words `first` to before `last` of its line, names a language and no country or people.

    The word behind it says so ("Russian-language", "the Russian word"), or a verb of speech before it; after "in",
    "into" and "from" it is one where no noun follows ("in Russian and in English", but not "in Russian hands").
    """
    behind = last + 1 if line.word(last) == "-" else last
    if line.word(behind) in _words("of_language"):
        return True
    before = _before_list(line, first)
    if line.word(before) in _words("speaking"):
        return True
    return line.word(before) in _words("into") and _stands_alone(line, last)


def _before_list(line: Line, at: int) -> int:
    """The word before an adjective, or before the list of adjectives that it is joined to ("in French and German")."""
    while line.word(at - 1) in _JOINTS:
        end = at - 2 if line.word(at - 2) in _JOINTS else at - 1
        earlier = line.ends.get(end)
        if earlier is None:
            break
        at = earlier.first
    return at - 1


def _stands_alone(line: Line, at: int) -> bool:
    """Whether no noun follows, past further adjectives that are joined ("in Russian and Chinese markets": one does)."""
    while line.word(at) in _JOINTS:
        start = at + 2 if line.word(at + 1) in (*_JOINTS, "in", "into") else at + 1
        later = line.starts.get(start)
        if later is None:
            break
        at = later.last
    word = line.word(at)
    return not word[:1].isalnum() or word in _words("after")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("names")["languages"][key])
