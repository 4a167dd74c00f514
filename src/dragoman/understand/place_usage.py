"""How a place's name is used: for the place itself, or for who acts there, what belongs to it, what bears its name.

The two classes are those of Gritta, Pilehvar and Collier (A Pragmatic Guide to Geoparsing Evaluation, 2019): literal
("in Minsk") and associative ("Minsk said", "the Minsk agreements", "Belarusian exports"). The words around, what the
rules found there and the encoder's reading of the name are weighed; the weights are `data/place_usage.json`, written by
`python -m train usage`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import Analysis, Mention, MentionKind
from dragoman.understand.heard import HEADS, Heard

__all__ = ["Floats", "Signals", "Weights", "features_of", "literal_share", "reading_of", "with_usage"]

T = TypeVar("T")
Floats = NDArray[np.float64]
_WINDOW = 60
_LONGEST = 400


@dataclass(frozen=True)
class Signals:
    """What the analysis of a text says of its spans: mentions, who says something, and roles in events."""

    mentions: Sequence[Mention]
    speakers: Sequence[Span]
    roles: Sequence[tuple[Span, str]]

    @classmethod
    def of(cls, analysis: Analysis) -> Signals:
        """The signals of an analysis."""
        mentions = sorted(analysis.mentions, key=lambda m: m.span)
        speakers = sorted({a.speaker for a in analysis.attributions if a.speaker})
        roles = sorted({(a.span, a.role.value) for t in analysis.triggers for a in t.arguments})
        return cls(mentions, speakers, roles)

    def around(self, span: Span) -> list[Mention]:
        """The mentions that share a code point with a span."""
        return [m for m in _near(self.mentions, span, lambda m: m.span.start) if m.span.overlaps(span)]


@dataclass(frozen=True)
class Weights:
    """The weight of each feature and each column of the encoder's reading; `unheard` is the constant without one."""

    features: Mapping[str, float]
    columns: Floats
    heard: float
    unheard: float

    @staticmethod
    @cache
    def load() -> Weights:
        """The shipped ones; raises `LexiconError` when the installation lacks them."""
        data = load("place_usage")
        return Weights(data["features"], np.array(data["columns"]), data["heard"], data["unheard"])


def with_usage(text: str, analysis: Analysis, heard: Heard) -> tuple[Mention, ...]:
    """The mentions of an analysis, each that names a place with how likely it stands for the place itself."""
    signals = Signals.of(analysis)
    return tuple(
        replace(m, literal=round(literal_share(text, m.span, signals, reading_of(heard, m.span)), 3))
        if m.kind is MentionKind.PLACE
        else m
        for m in analysis.mentions
    )


def literal_share(
    text: str, span: Span, signals: Signals, reading: Floats | None, weights: Weights | None = None
) -> float:
    """The probability that a name stands for the place itself. `reading` is that of `reading_of`."""
    known = weights or Weights.load()
    total = known.unheard if reading is None else known.heard + float(reading @ known.columns)
    total += sum(known.features.get(name, 0.0) for name in features_of(text, span, signals))
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


def reading_of(heard: Heard, span: Span) -> Floats | None:
    """The encoder's scores of a span's words by the `HEADS`, their mean; None where it read no word there."""
    first, last = heard.range_of(span)
    if first >= last:
        return None
    rows = [heard.reading.heads[name][first:last].mean(0) for name in HEADS]
    return np.concatenate(rows).astype(np.float64)


def features_of(text: str, span: Span, signals: Signals) -> list[str]:
    """What speaks for one use or the other, as names of features that are present."""
    words = span.of(text).split()
    before = _words_before(text, span)
    after = _words_after(text, span)
    mark_after = text[span.end : span.end + 1].strip() or "_"
    mark_before = text[max(0, span.start - 1) : span.start].strip() or "_"
    kind = _kind(span.of(text))
    found = [
        f"kind {kind}",
        f"words {min(len(words), 4)}",
        f"mark after {mark_after}",
        f"mark before {mark_before}",
        f"last {words[-1].lower()}" if len(words) > 1 else "one word",
        *(f"before{n} {word}" for n, word in enumerate(before[:3], start=1)),
        *(f"after{n} {word}" for n, word in enumerate(after[:3], start=1)),
        *(f"some before {word}" for word in set(before)),
        *(f"some after {word}" for word in set(after[:4])),
        f"{kind} before1 {before[0] if before else '_'}",
        f"{kind} after1 {_shape(text, span, after)}",
        f"ending {after[0][-3:] if after else '_'}",
        f"shape after {_shape(text, span, after)}",
        f"pair {before[0] if before else '_'} {_shape(text, span, after)}",
    ]
    return found + [f"said {name}" for name in _signals(span, signals, kind)]


def _kind(words: str) -> str:
    """Whether the words are a people, an adjective, a country, a region of the lexicon; else "other"."""
    return _kinds().get(words, "other")


@cache
def _kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    data = load("countries")
    for entry in data["countries"].values():
        for kind in ("peoples", "adjectives"):
            found.update(dict.fromkeys(entry.get(kind, ()), kind))
        found.update(dict.fromkeys((entry["name"], *entry.get("names", ())), "country"))
        found.setdefault(entry.get("capital", ""), "capital")
    for kind in ("peoples", "adjectives"):
        found.update(dict.fromkeys(data["regional"][kind], kind))
    for entry in data["regions"]:
        for name in (entry["name"], *entry.get("names", ())):
            found.setdefault(name, "region")
    return found


def _shape(text: str, span: Span, after: Sequence[str]) -> str:
    """The form of what follows: a mark, the possessive, a capitalised or small word, by its ending."""
    rest = text[span.end : span.end + 30]
    if rest[:2] in ("'s", "’s"):
        return "possessive"
    if not rest[:1].isspace():
        return f"mark {rest[:1]}"
    word = rest.split()[0] if rest.split() else ""
    if word[:1].isupper():
        return "capital"
    lower = after[0] if after else ""
    ends = next((e for e in ("ing", "ed", "ly", "tion", "ment", "es", "s") if lower.endswith(e)), "other")
    return f"word {ends}"


def _words_before(text: str, span: Span) -> list[str]:
    """Words before a span in its sentence, the nearest first."""
    stretch = text[max(0, span.start - _WINDOW) : span.start]
    for mark in (". ", "\n", "? ", "! "):
        stretch = stretch.rpartition(mark)[2]
    return [w for w in (word.strip("\"“”‘’'(),;:[]").lower() for word in reversed(stretch.split())) if w][:4]


def _words_after(text: str, span: Span) -> list[str]:
    stretch = text[span.end : span.end + _WINDOW]
    for mark in (". ", "\n", "? ", "! "):
        stretch = stretch.partition(mark)[0]
    stretch = stretch.removeprefix("'s").removeprefix("’s")
    return [w for w in (word.strip("\"“”‘’'(),;:[].").lower() for word in stretch.split()) if w][:5]


def _near(found: Sequence[T], span: Span, start_of: Callable[[T], int]) -> Sequence[T]:
    """Of what is sorted by its start, that which begins near enough to a span to overlap it."""
    first = bisect_left(found, span.start - _LONGEST, key=start_of)
    return found[first : bisect_left(found, span.end, lo=first, key=start_of)]


def _signals(span: Span, signals: Signals, kind: str) -> list[str]:
    found = (
        [f"speaker {kind}"] if any(s.overlaps(span) for s in _near(signals.speakers, span, lambda s: s.start)) else []
    )
    roles = {r for s, r in _near(signals.roles, span, lambda role: role[0].start) if s.overlaps(span)}
    found += [f"role {role}" for role in sorted(roles)]
    around = signals.around(span)
    if not around:
        return [*found, "no mention", f"no mention {kind}"]
    for mention in around:
        fit = "same" if mention.span == span else ("wider" if mention.span.contains(span) else "other")
        found += [f"mention {mention.kind.value} {fit}", f"mention {mention.kind.value} {fit} {kind}"]
        if mention.office_span and mention.office_span.overlaps(span):
            found.append("office")
    return found
