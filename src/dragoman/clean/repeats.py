"""Copies within one document: what stands there twice is read once.

A copy is a paragraph nearly all of whose words stand in the same order in others: the same paragraph again,
a summary line that is a sentence of the body, several paragraphs run together. The best formed one stays:
a paragraph of its own after the dateline before what stands above it, and before what is run together.
Two sentences that differ in a number, a name, a negation or a tense are no copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman import lexicon
from dragoman.clean.pieces import Piece, folded
from dragoman.spans import covering
from dragoman.types import ZoneKind

__all__ = ["read_once"]

GRAM = 4  # words that must stand in the same order
SHARE = 0.8  # of a paragraph's words that must stand elsewhere
SHORTEST = 7  # words of a paragraph that is compared in parts; shorter ones only as a whole
MOST_WORDS = 60_000  # of a document that are compared
MOST_PLACES = 6  # of one run of words that are remembered

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GLUED = re.compile(r"[^\W\d_A-Z]{2}[\"”’)]?[.!?][\"”’)]?[A-ZÀ-ÖØ-Þ][^\W\d_A-Z]")
_SAME = frozenset((ZoneKind.BODY, ZoneKind.HEADLINE, ZoneKind.CAPTION, ZoneKind.BACKGROUND, ZoneKind.QUOTATION))
_PARTS = frozenset((ZoneKind.BODY, ZoneKind.BACKGROUND, ZoneKind.QUOTATION))
_ABOVE = frozenset((ZoneKind.DATELINE, ZoneKind.KEYWORDS))


Places = dict[tuple[str, ...], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one piece, for comparing."""

    index: int
    said: tuple[str, ...]
    written: tuple[str, ...]

    def grams(self) -> Iterable[tuple[str, ...]]:
        """All runs of `GRAM` words."""
        return zip(*(self.said[i:] for i in range(GRAM)), strict=False)


def read_once(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces, with all copies but one known as repeats of that one."""
    found = _wholes(list(pieces))
    return _parts(found)


def _wholes(pieces: list[Piece]) -> list[Piece]:
    """Lines that are equal, word for word. Of headlines the first stays, of paragraphs the one in the body."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for i, piece in enumerate(pieces):
        if piece.kind in _SAME and piece.words <= 2000:
            groups.setdefault(tuple(_WORD.findall(piece.folded)), []).append(i)
    body = _body_begins(pieces)
    for same in groups.values():
        if len(same) > 1 and not _answers(pieces, same):
            kept = _kept(pieces, same, body)
            for i in same:
                if i != kept:
                    pieces[i] = pieces[i].as_(ZoneKind.REPEAT, "copy: word for word", repeats=pieces[kept].span)
    return pieces


def _answers(pieces: Sequence[Piece], same: list[int]) -> bool:
    """Whether paragraphs are equal because they are short: "He will." may be answered twice."""
    return pieces[same[0]].words < 4 and all(pieces[i].kind in _PARTS for i in same)


def _kept(pieces: Sequence[Piece], same: list[int], body: int) -> int:
    headline = [i for i in same if pieces[i].kind is ZoneKind.HEADLINE]
    if headline:
        return headline[0]
    read = [i for i in same if pieces[i].kind is not ZoneKind.CAPTION] or same
    first = next((i for i, p in enumerate(pieces) if p.kind in _PARTS), -1)
    under = first > 0 and pieces[first - 1].kind is ZoneKind.HEADLINE
    if under and read[0] == first and len(read) > 1 and pieces[read[1]].kind in _PARTS:
        return read[1]  # what stands above its own copy, right under the headline, is a summary
    return next((i for i in read if i >= body and pieces[i].kind in _PARTS), read[0])


def _body_begins(pieces: Sequence[Piece]) -> int:
    """The piece after the last line of date or keywords on top: from there on it is body."""
    top = [i for i, p in enumerate(pieces) if p.kind in _ABOVE and i < 4 + len(pieces) * 2 // 3]
    last = max((i for i, p in enumerate(pieces) if p.kind is ZoneKind.BODY and p.ends), default=-1)
    return max((i for i in top if i < last), default=-1) + 1


def _parts(pieces: list[Piece]) -> list[Piece]:
    words = _words(pieces)
    places = _places(tuple(words.values()))
    body = _body_begins(pieces)
    gone: set[int] = set()
    for i in sorted(words, key=lambda i: _worth(pieces[i], i, body)) if places else ():
        if pieces[i].kind not in _PARTS or len(words[i].said) < SHORTEST:
            continue
        others = _copied(words[i], words, places, gone)
        if others:
            gone.add(i)
            pieces[i] = pieces[i].as_(
                ZoneKind.REPEAT, "copy: in other words' places", repeats=covering(pieces[o].span for o in others)
            )
    return pieces


def _worth(piece: Piece, index: int, body: int) -> tuple[bool, bool, int, int]:
    """What is looked at first, and so goes first: run together, above the body, shorter, later."""
    return (not _GLUED.search(piece.text), index >= body, len(piece.text), -index)


def _words(pieces: Sequence[Piece]) -> dict[int, Words]:
    found: dict[int, Words] = {}
    left = MOST_WORDS
    for i, piece in enumerate(pieces):
        if piece.kind in _PARTS | {ZoneKind.PROMO} and piece.words < left:
            written, said = tuple(_WORD.findall(piece.text)), tuple(_WORD.findall(piece.folded))
            left -= len(written)
            if len(written) == len(said):
                found[i] = Words(i, said, written)
    return found


def _places(words: Sequence[Words]) -> Places:
    """Where each run of words that stands more than once stands: piece and position."""
    seen: set[tuple[str, ...]] = set()
    again: set[tuple[str, ...]] = set()
    for one in words:
        grams = set(one.grams())
        again |= grams & seen
        seen |= grams
    found: Places = {}
    for one in words if again else ():
        for at, gram in enumerate(one.grams()):
            if gram not in again:
                continue
            at_all = found.setdefault(gram, [])
            if len(at_all) < MOST_PLACES:
                at_all.append((one.index, at))
    return found


def _copied(words: Words, known: dict[int, Words], places: Places, gone: set[int]) -> list[int]:
    """The pieces that together hold the words of this one; empty when they do not, or say something else."""
    here: dict[int, set[int]] = {}
    there: dict[int, set[int]] = {}
    for at, gram in enumerate(words.grams()):
        for other, position in places.get(gram, ()):
            if other != words.index and other not in gone:
                here.setdefault(other, set()).update(range(at, at + GRAM))
                there.setdefault(other, set()).update(range(position, position + GRAM))
    held: set[int] = set()
    others = []
    for other in sorted(here, key=lambda o: (-len(here[o]), o)):
        if not here[other] <= held:
            held |= here[other]
            others.append(other)
    if len(held) < SHARE * len(words.said):
        return []
    if len(held) < len(words.said) and _tells(words, held, [(known[o], there[o]) for o in others]):
        return []
    return sorted(others)


def _tells(words: Words, here: set[int], others: list[tuple[Words, set[int]]]) -> bool:
    """Whether what differs matters: a number, a name, or a word that turns the meaning."""
    said = {w for other, _ in others for w in other.said}
    for i, word in enumerate(words.written):
        if i not in here and words.said[i] not in said and _telling(word):
            return True
    mine = set(words.said)
    for other, shared in others:
        low, high = min(shared), max(shared)
        for i in range(max(0, low - 2), min(len(other.said), high + 3)):
            if i not in shared and other.said[i] not in mine and _telling(other.written[i]):
                return True
    return False


def _telling(word: str) -> bool:
    low = folded(word)
    return word[0].isupper() or any(c.isdigit() for c in word) or low in _telling_words() or low.endswith("n't")


@cache
def _telling_words() -> frozenset[str]:
    return frozenset(lexicon.load("clean")["telling_words"])
