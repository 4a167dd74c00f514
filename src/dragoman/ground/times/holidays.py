"""Days with names of their own: "Christmas Day", "last Thanksgiving"; which day each is, the lexicon says."""

from __future__ import annotations

from functools import cache

from dragoman.ground.times.meaning import Holiday, Which, YearOf
from dragoman.ground.times.phrases import Found, Tokens, table, year_of_at
from dragoman.ground.times.tokens import PAD, tokens_of
from dragoman.spans import Span

__all__ = ["holiday_at", "holidays"]

_WHICH = {"this": Which.THIS, "last": Which.LAST, "next": Which.NEXT}


@cache
def holidays() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The words of each holiday and its name, by its first word, the longest first."""
    names = ((tuple(t.word for t in tokens_of(name, Span(0, len(name)))[:-PAD]), name) for name in table("holidays"))
    ordered = sorted(names, key=lambda one: (-len(one[0]), one[1]))
    return {first: tuple(one for one in ordered if one[0][0] == first) for first in sorted({w[0] for w, _ in ordered})}


def holiday_at(t: Tokens, i: int) -> Found | None:
    """The holiday that begins here, with its year where one is said, or None."""
    which = _WHICH.get(t[i].word, Which.BARE)
    at = i if which is Which.BARE else i + 1
    for words, name in holidays().get(t[at].word, ()) if t[at].capital else ():
        if all(t[at + k].word == word for k, word in enumerate(words)):
            year, end = year_of_at(t, at + len(words))
            if t[at + len(words)].word in (",", "in") and year.number is None:
                end, year = at + len(words), YearOf()
            return Found(end, Holiday(name, year, which), "holiday")
    return None
