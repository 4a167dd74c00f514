"""The words around a name that say what kind of place it is, and what it lies in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.ground.places.candidates import unit_of
from dragoman.lexicon import load
from dragoman.spans import Span

__all__ = ["Cues", "Name", "after_commas", "cues_of"]

_UNIT_AFTER = re.compile(r"\s+(county|parish|province|oblast|region|governorate|district|state|township|city)\b", re.I)
_UNIT_BEFORE = re.compile(
    r"\b(county|province|oblast|region|governorate|district|state|city|town|village|township) of\s+$"
    r"|\b(Co\.|County)\s+$",
    re.I,
)
_CONTAINER = re.compile(r"(?:,\s*(?:in\s+|and\s+)?|\s*\(|\s+in\s+(?:the\s+)?)([A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2})")
_IN = re.compile(r"\b(?:in|at|near|from|to|outside|around|through)\s+(?:the\s+|nearby\s+|downtown\s+)?$", re.I)
_OF = re.compile(r"\bof\s+(?:the\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a document with all its places in the text, in order."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """The word for a kind of unit beside a name; countries and units named right behind it; and how it stands."""

    unit: str
    containers: frozenset[tuple[str, str]]
    capitals: bool
    opens: bool
    after_in: bool
    after_of: bool
    possessive: bool


def cues_of(text: str, name: Name) -> Cues:
    """The cues of a name, from its first places in the text together."""
    unit, containers, after_in, after_of, possessive = "", set(), False, False, False
    for span in name.spans[:8]:
        before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 48]
        own = name.text.lower().rpartition(" ")[2]
        found = _UNIT_AFTER.match(after) or _UNIT_BEFORE.search(before)
        unit = unit or (
            own if own in load("regions")["unit_kinds"] else (found[found.lastindex or 1].lower() if found else "")
        )
        container = _container(after)
        if container:
            containers.add(container)
        after_in = after_in or bool(_IN.search(before))
        after_of = after_of or bool(_OF.search(before))
        possessive = possessive or after[:2] in ("'s", "’s")
    opens = bool(name.spans) and name.spans[0].start < 40
    capitals = name.text.isupper() and len(name.text) > 4
    return Cues(unit, frozenset(containers), capitals, opens, after_in, after_of, possessive)


def _container(after: str) -> tuple[str, str] | None:
    """The country and unit named right behind a name: "Alexandria, La.", "Paris (Texas)", "Homs in Syria"."""
    match = _CONTAINER.match(after)
    if match is None:
        return None
    words = match[1].split()
    for size in range(len(words), 0, -1):
        part = " ".join(words[:size]).removesuffix("'s").removesuffix("’s")
        found = unit_of(part) or unit_of(part.rstrip("."))
        if found:
            return found
    return None


def after_commas(text: str, names: Sequence[Name]) -> dict[int, list[int]]:
    """For each name that follows another after a comma somewhere, those others: "Athens, Georgia"."""
    ordered = sorted((span, number) for number, name in enumerate(names) for span in name.spans)
    found: dict[int, list[int]] = {}
    for (one, a), (other, b) in pairwise(ordered):
        if a != b and one.end <= other.start and text[one.end : other.start].strip() in (",", ", the"):
            found.setdefault(b, []).append(a)
    return found
