"""What the wording of a paragraph says that it is: phrases of the lexicon `clean`, no code for any one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman import lexicon
from dragoman.clean.pieces import Piece
from dragoman.types import ZoneKind

__all__ = ["Phrases", "kind_of", "opens", "phrase_in", "section_of"]

GAP = 60  # code points that `*` may stand for
SHORT = 12  # words of a line that `short_openings` are for
LONGEST = 80  # words of a line that is looked at at all
WITHIN = 45  # words of a line that `within` is for
_MARKS = " .:;,!?…-–—|>»«*•\"'()[]/"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one kind, ready for looking up. `openings` are kept by their first word."""

    kind: str
    limit: int
    whole: frozenset[str]
    openings: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]
    within: dict[str, tuple[str, ...]]
    endings: tuple[str, ...]


_STAFF = re.compile(
    r"(?:the|our|a)\s+(?:[\w-]+\s+){0,3}(?:desk|newsroom|bureau|staff|team|correspondents?|reporters?)\b"
)
_FIRST = re.compile(r"\w+")


def _first(text: str) -> str:
    """The word that a text begins with; "" where it begins with another sign."""
    match = _FIRST.match(text)
    return match.group() if match else ""


def by_first(phrases: list[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by their first word."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(_first(phrase), []).append(phrase)
    return {first: tuple(same) for first, same in found.items()}


def by_longest(phrases: list[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by their longest word, which few lines have."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(max(_FIRST.findall(phrase), key=len), []).append(phrase)
    return {longest: tuple(same) for longest, same in found.items()}


def _phrases(entry: dict[str, Any], kind: str) -> Phrases:
    return Phrases(
        kind=kind,
        limit=entry.get("limit", 1 << 30),
        whole=frozenset(entry.get("whole", ()) or entry.get("labels", ())),
        openings=by_first(entry.get("openings", [])),
        short=by_first(entry.get("short_openings", [])),
        within=by_longest(entry.get("within", [])),
        endings=tuple(entry.get("endings", ())),
    )


@cache
def _kinds() -> tuple[Phrases, ...]:
    return tuple(_phrases(entry, entry["kind"]) for entry in lexicon.load("clean")["kinds"])


@cache
def sections() -> tuple[Phrases, ...]:
    """The labels of sections, in the order of the lexicon."""
    return tuple(_phrases(entry, kind) for kind, entry in sorted(lexicon.load("clean")["sections"].items()))


@cache
def _once() -> dict[str, tuple[str, ...]]:
    return by_first(lexicon.load("clean")["sections"]["background"]["once"])


def kind_of(piece: Piece) -> tuple[ZoneKind, str] | None:
    """The kind of a piece and the phrase that says so; None when no phrase of the lexicon does."""
    if _buttons(piece):
        return ZoneKind.PROMO, "wording: buttons"
    if piece.words > LONGEST or not _may_match(piece):
        return None
    for phrases in _kinds():
        found = _match(piece, phrases)
        if found:
            return ZoneKind(phrases.kind), f"wording: {found}"
    return None


@cache
def _signs() -> tuple[frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]]:
    """Of all kinds together: first words, words inside, whole lines and endings."""
    kinds = _kinds()
    return (
        frozenset(w for k in kinds for group in (k.openings, k.short) for w in group),
        frozenset(w for k in kinds for w in k.within),
        frozenset(line for k in kinds for line in k.whole),
        tuple(ending for k in kinds for ending in k.endings),
    )


def _may_match(piece: Piece) -> bool:
    """Whether any phrase may fit: most paragraphs have none of the words, and are soon done with."""
    first, inside, whole, endings = _signs()
    if _first(piece.core) in first or piece.folded.rstrip().endswith(endings):
        return True
    if piece.words <= SHORT and piece.core.strip(_MARKS) in whole:
        return True
    return piece.words <= WITHIN and not piece.vocabulary.isdisjoint(inside)


def section_of(piece: Piece) -> tuple[str, str, bool] | None:
    """The section that a label opens, the label, and whether it stands alone on its line; None when there is none."""
    for phrases in sections():
        if piece.words <= 6 and piece.core.strip(_MARKS) in phrases.whole:
            return phrases.kind, piece.core.strip(_MARKS), True
        found = opens(piece.core, phrases.openings)
        if found:
            return phrases.kind, found, False
    return None


def told_before(piece: Piece) -> str | None:
    """The opening that makes one paragraph background ("as previously reported"); None when there is none."""
    return opens(piece.core, _once())


def _match(piece: Piece, phrases: Phrases) -> str | None:
    if piece.words > phrases.limit:
        return None
    if piece.words <= SHORT:
        bare = piece.core.strip(_MARKS)
        if bare in phrases.whole:
            return bare
        found = opens(piece.core, phrases.short) if not piece.text.endswith(".") else None
        if found and _named_after(piece, found):
            return found
    found = opens(piece.core, phrases.openings)
    if found and _named_after(piece, found):
        return found
    return _within(piece, phrases) or _ending(piece, phrases)


def _named_after(piece: Piece, phrase: str) -> bool:
    """Whether a name stands behind "reporting by": a capital, a sign, or nothing."""
    if not phrase.endswith(" by"):
        return True
    rest = piece.text[len(piece.text) - len(piece.core) + len(phrase) :].lstrip(" :")
    return not rest or not rest[0].islower() or bool(_STAFF.match(rest))


def _ending(piece: Piece, phrases: Phrases) -> str | None:
    low = piece.folded.rstrip()
    return next((p.strip() for p in phrases.endings if low.endswith(p)), None) if piece.heading else None


def _within(piece: Piece, phrases: Phrases) -> str | None:
    """A phrase inside a short line that quotes nobody: a minister may ask for support of our work."""
    if piece.words > WITHIN or '"' in piece.folded:
        return None
    said = phrases.within.keys() & piece.vocabulary
    candidates = [p for w in sorted(said) for p in phrases.within[w]]
    return next((p for p in candidates if phrase_in(p, piece.folded)), None)


def opens(text: str, openings: dict[str, tuple[str, ...]]) -> str | None:
    """The phrase that a folded text begins with, up to the end of a word; None when there is none."""
    first = _first(text)
    candidates = openings.get(first, ()) + (openings.get("", ()) if first else ())
    return next((p for p in candidates if _begins(text, p)), None)


def _begins(text: str, phrase: str) -> bool:
    head, *rest = phrase.split("*")
    if not text.startswith(head):
        return False
    return _follow(text, rest, len(head), phrase)


def phrase_in(phrase: str, text: str) -> bool:
    """Whether a folded text holds a phrase, on word boundaries."""
    head, *rest = phrase.split("*")
    at = text.find(head)
    while at >= 0:
        if (at == 0 or not (text[at - 1].isalnum() and head[:1].isalnum())) and _follow(
            text, rest, at + len(head), phrase
        ):
            return True
        at = text.find(head, at + 1)
    return False


def _follow(text: str, rest: list[str], at: int, phrase: str) -> bool:
    """Whether the parts of a phrase after a gap follow one another, and the last ends with a word."""
    for part in rest:
        found = text.find(part, at, at + GAP + len(part))
        if found < 0:
            return False
        at = found + len(part)
    return at >= len(text) or not (phrase[-1].isalnum() and text[at].isalnum())


@cache
def _button_words() -> tuple[frozenset[str], frozenset[str]]:
    data = lexicon.load("clean")
    return frozenset(data["button_words"]), frozenset(data["button_anchors"])


def _buttons(piece: Piece) -> bool:
    """Whether a line is nothing but the words of buttons, one of them without doubt."""
    if piece.words > 25:
        return False
    words, anchors = _button_words()
    if anchors.isdisjoint(piece.vocabulary):
        return False
    said = [w.strip(_MARKS) for w in piece.folded.split()]
    said = [w for w in said if w]
    sure = sum(w in anchors for w in said)
    return bool(said) and all(w in words for w in said) and (sure >= 2 or (sure == 1 and len(said) <= 4))
