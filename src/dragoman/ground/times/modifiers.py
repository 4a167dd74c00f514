"""What the words before a time make of it: until, since, before, after, about."""

from __future__ import annotations

from dragoman.ground.times.meaning import ClosedRange, Kind, Unread
from dragoman.ground.times.phrases import Found, Tokens, list_of
from dragoman.types import Modifier

__all__ = ["modifier_of", "moved"]

_SAYING = {
    "since": Modifier.SINCE,
    "until": Modifier.UNTIL,
    "till": Modifier.UNTIL,
    "through": Modifier.UNTIL,
    "by": Modifier.UNTIL,
    "before": Modifier.BEFORE,
    "after": Modifier.AFTER,
    "from": Modifier.SINCE,
    "starting": Modifier.SINCE,
    "beginning": Modifier.SINCE,
    "post": Modifier.AFTER,
    "pre": Modifier.BEFORE,
    "around": Modifier.ABOUT,
    "about": Modifier.ABOUT,
    "circa": Modifier.ABOUT,
    "approximately": Modifier.ABOUT,
}
_SAYING_TWO = {
    ("prior", "to"): Modifier.BEFORE,
    ("ahead", "of"): Modifier.BEFORE,
    ("as", "of"): Modifier.SINCE,
    ("later", "than"): Modifier.UNTIL,
    ("up", "to"): Modifier.UNTIL,
    ("dating", "to"): Modifier.SINCE,
    ("back", "to"): Modifier.SINCE,
}
_AT_EDGE = {
    (Modifier.BEFORE, Modifier.LATE): Modifier.UNTIL,
    (Modifier.SINCE, Modifier.LATE): Modifier.AFTER,
    (Modifier.UNTIL, Modifier.EARLY): Modifier.BEFORE,
    (Modifier.AFTER, Modifier.EARLY): Modifier.SINCE,
}
_SKIPS = ("on", "the", "at")


def modifier_of(t: Tokens, i: int, found: Found) -> Modifier:
    """The modifier of the time that begins here, by its own words and those before it."""
    return _together(_saying(t, i, found), found)


def _together(said: Modifier | None, found: Found) -> Modifier:
    """What the word before says of a time with an edge: before the end of May is until May, since its end is after."""
    if said is None or not found.edge:
        return said or found.modifier
    return _AT_EDGE.get((said, found.modifier), said)


def _saying(t: Tokens, i: int, found: Found) -> Modifier | None:
    """The modifier that the words before a time give it; a range has said its own."""
    if isinstance(found.meaning, ClosedRange | Unread) or found.kind in (Kind.DURATION, Kind.SET, Kind.VAGUE):
        return None
    at = i - 1
    while at > max(0, i - 3) and t[at].word in _SKIPS:
        at -= 1
    if at < 0:
        return None
    said = _SAYING_TWO.get((t[at - 1].word, t[at].word)) if at else None
    if t[at].word == "from" and (moved(t, at) or _comes_from(t, at)):
        return None
    if t[at].word in ("by", "about", "after", "before") and found.rule == "vague":
        return None
    return said or _SAYING.get(t[at].word)


def moved(t: Tokens, i: int) -> bool:
    """Whether something is moved from one time to another: no range."""
    return any(t[k].word in list_of("moved") for k in range(max(0, i - 4), i))


def _comes_from(t: Tokens, i: int) -> bool:
    """Whether "from" says where something comes from ("footage from Monday"), not when it begins."""
    return t[i - 1].kind == "word" and t[i - 1].word in list_of("comes_from")
