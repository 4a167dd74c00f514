"""Where times stand: one pass over the tokens, reading only where a word of time is near."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from dragoman.ground.times.grammar import time_at
from dragoman.ground.times.holidays import holidays
from dragoman.ground.times.lengths import AGE
from dragoman.ground.times.meaning import (
    CalendarDay,
    Clock,
    ClosedRange,
    Holiday,
    Meaning,
    MonthOf,
    Part,
    Season,
    Segment,
    TimexWords,
    YearOf,
)
from dragoman.ground.times.modifiers import modifier_of
from dragoman.ground.times.phrases import Found, Tokens, list_of, table
from dragoman.ground.times.tokens import PAD, Token, tokens_of
from dragoman.spans import Span

__all__ = ["find_timexes", "timex_of"]

_REACH = 9
"""No rule looks further ahead than this for its word of time ("the past two and a half years")."""

_PIECE = 200_000
"""Code points read at once, so that a text without sentences does not fill the memory."""


def find_timexes(text: str, span: Span) -> tuple[TimexWords, ...]:
    """The time expressions of one sentence or zone, in order and apart from one another; empty when there are none.

    Needs no anchor: what the words say is counted from something only by `resolve`. Durations, sets and vague
    words are among them, told apart by `kind`. Raises `SpanError` when the span does not fit the text.
    """
    span.of(text)
    return tuple(words for piece in _pieces(text, span) for words in _found(text, tokens_of(text, piece)))


def timex_of(text: str, sentence: Span, span: Span) -> TimexWords | None:
    """The time that given words of a sentence say, where it is known that they say one; None where they are not read.

    What stands before them in the sentence is looked at, what stands behind them is not.
    """
    t = tokens_of(text, Span(sentence.start, span.end))
    first = bisect_left(t, span.start, hi=len(t) - PAD, key=lambda token: token.start)
    for i in range(first, min(first + 3, len(t) - PAD)):
        found = time_at(t, i, cued=True)
        if found is not None:
            return _words(text, t, i, found)
    return None


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The span, cut between words where it is longer than any sentence; a time across a cut is lost."""
    start = span.start
    while span.end - start > _PIECE:
        cut = text.rfind(" ", start, start + _PIECE)
        end = cut if cut > start else start + _PIECE
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _found(text: str, t: Tokens) -> Iterator[TimexWords]:
    i, last, near = 0, len(t) - PAD, _nearness(t)
    while i < last:
        i, first = _past_name(t, i), i
        if i > first:
            continue
        found = time_at(t, i) if _may_start(t, i, near=near[i]) else None
        if found is None:
            i += 1
            continue
        if found.rule != AGE:
            yield _words(text, t, i, found)
        i = found.end


def _words(text: str, t: Tokens, i: int, found: Found) -> TimexWords:
    """The phrase with its place, and with what the word before it says."""
    end = t[found.end - 1]
    stop = end.end - 1 if end.raw == "." else end.end
    modifier = modifier_of(t, i, found)
    deictic = found.deictic or _of_event(found.meaning)
    span, parts = Span(t[i].start, stop), None
    if found.cut:
        parts = Span(span.start, t[found.cut[0] - 1].end), Span(t[found.cut[1]].start, stop)
    return TimexWords(span, found.kind, found.rule, found.meaning, modifier, deictic, parts)


def _of_event(meaning: Meaning) -> bool:
    """Whether its year is that of another event ("in March of the same year")."""
    match meaning:
        case CalendarDay() | MonthOf() | Season() | Holiday():
            return meaning.year.event is not None
        case Segment():
            return _of_event(meaning.of)
        case YearOf():
            return meaning.event is not None
        case ClosedRange():
            return _of_event(meaning.first) or _of_event(meaning.last)
        case Clock() | Part():
            return meaning.of is not None and _of_event(meaning.of)
        case _:
            return False


@cache
def _cores() -> frozenset[str]:
    """The words of time, of which each time has one if it has no year."""
    tables = ("months", "foreign_months", "weekdays", "seasons", "units", "decade_words", "parts", "zones")
    names = ("set_words", "cores")
    return frozenset().union(*(table(n) for n in tables), *(list_of(n) for n in names), _vague_words())


@cache
def _vague_words() -> frozenset[str]:
    """The words of the vague phrases, "the" apart."""
    return frozenset(
        w for group in table("vague").values() for words, _ in group for w in words if w not in ("the", "at")
    )


def _is_core(token: Token) -> bool:
    if token.kind == "word":
        return token.word in _cores() or (len(token.word) == 2 and token.word[1].isdigit())
    return token.kind in ("iso", "numeric", "clock", "decade", "ordinal") or 1000 <= token.value <= 2400


def _nearness(t: Tokens) -> list[bool]:
    """For each token whether a word of time stands there or within reach behind it."""
    near, left = [False] * len(t), 0
    for i in range(len(t) - 1, -1, -1):
        left = _REACH if _is_core(t[i]) else max(0, left - 1)
        near[i] = left > 0
    return near


@cache
def _starters() -> frozenset[str]:
    """The words that a time may begin with."""
    tables = ("months", "weekdays", "seasons", "units", "numbers", "ordinals", "decade_words", "parts")
    names = ("vague_numbers", "set_words", "vague", "about", "starters")
    words = (*(table(n) for n in tables), *(list_of(n) for n in names), holidays())
    return frozenset().union(*words)


def _may_start(t: Tokens, i: int, *, near: bool) -> bool:
    """Whether it is worth reading from here: a word that times begin with, and a word of time in reach."""
    token = t[i]
    if not near:
        return False
    if token.kind == "word":
        return token.word in _starters() or (len(token.word) == 2 and token.word[1].isdigit())
    return token.kind not in ("mark", "owner", "gap")


@cache
def _names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names that only look like times, by their first word."""
    phrases = sorted((tuple(p.split()) for p in list_of("not_times")), key=len, reverse=True)
    return {p[0]: tuple(q for q in phrases if q[0] == p[0]) for p in phrases}


def _past_name(t: Tokens, i: int) -> int:
    """The token after the name here that only looks like a time; the same one where there is none."""
    for phrase in _names().get(t[i].word, ()) if t[i].capital else ():
        if all(t[i + k].word == word for k, word in enumerate(phrase)):
            return i + len(phrase)
    return i
