"""Names that only the encoder knows: people without title or known given name, bodies and places of no list."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.spans import Span
from dragoman.types import Mention, MentionKind
from dragoman.understand.heard import Heard, HeardName
from dragoman.understand.mentions.words import listed, words_of

__all__ = ["full_names", "perhaps_people", "with_heard"]

SURE = 0.9
"""The least mean probability of a name's tags; below it, names of the lists' gaps are more often wrong than right."""

LIKELY = 0.5
"""The least of it for a name to be a person's rather than a country with a word behind it."""

_KINDS = {
    "person": MentionKind.PERSON,
    "organisation": MentionKind.ORGANISATION,
    "place": MentionKind.PLACE,
}
_PARTS = (MentionKind.PLACE, MentionKind.PEOPLE)


def full_names(heard: Heard) -> Iterator[list[str]]:
    """The words of each person that the encoder is sure to see named in full: what surnames go back to."""
    for name in heard.names:
        tokens = [word.text for word in words_of(heard.text, name.span) if word.text != "."]
        if name.kind == "person" and name.score >= SURE and _is_full(tokens):
            yield tokens


def perhaps_people(heard: Heard) -> Iterator[list[str]]:
    """The words of each full name that the encoder takes for a person's, sure of it or not."""
    for name in heard.names:
        tokens = [word.text for word in words_of(heard.text, name.span) if word.text != "."]
        if name.kind == "person" and name.score >= LIKELY and _is_full(tokens):
            yield tokens


def _is_full(tokens: Sequence[str]) -> bool:
    """Whether a name has two capitalised words or more and none that names a thing."""
    return sum(t[0].isupper() for t in tokens) >= 2 and not any(listed(t, "common") for t in tokens)


def with_heard(mentions: Sequence[Mention], heard: Heard) -> list[Mention]:
    """The mentions with the names that only the encoder saw, in order of the text.

    A rule's mention stands where the two overlap, but for a place or people inside the name of a body ("Norilsk" in
    "Norilsk Nickel"): there the longer name is meant.
    """
    found = sorted(mentions, key=lambda m: m.span)
    starts = [m.span.start for m in found]
    longest = max((len(m.extent) for m in found), default=0)
    added: list[Mention] = []
    dropped: set[Span] = set()
    kinds = _agreed(heard)
    surnames = {m.name.split()[-1] for m in mentions if m.kind is MentionKind.PERSON}
    for name in heard.names:
        words = name.span.of(heard.text)
        kind = _KINDS.get(kinds[words])
        if kind is MentionKind.PLACE and words in surnames:
            continue
        if kind is None or name.score < SURE or not _named(heard, name):
            continue
        first = bisect_left(starts, name.span.start - longest)
        last = bisect_left(starts, name.span.end + longest)
        touched = [m for m in found[first:last] if m.extent.overlaps(name.span)]
        if kind is MentionKind.ORGANISATION and touched and all(_is_part(m, name.span) for m in touched):
            dropped.update(m.span for m in touched)
            first_part = touched[0] if touched[0].span.start == name.span.start else None
            added.append(_mention(heard.text, name, kind, first_part))
        elif not touched:
            added.append(_mention(heard.text, name, kind, None))
    return sorted((*(m for m in found if m.span not in dropped), *added), key=lambda m: m.span)


def _agreed(heard: Heard) -> dict[str, str]:
    """The kind that a name's places in the document agree on most: one word is not now a person, now a place."""
    votes: dict[str, defaultdict[str, float]] = {}
    for name in heard.names:
        votes.setdefault(name.span.of(heard.text), defaultdict(float))[name.kind] += name.score
    return {words: max(sorted(counts), key=lambda kind: counts[kind]) for words, counts in votes.items()}


def _named(heard: Heard, name: HeardName) -> bool:
    """Whether the span has the form of a whole name: a capital, no line's end, no ending of a possessive.

    A single word with a hyphen is as often a pair ("the Ivanov-Petrov talks") or a description ("Ghana-born").
    """
    words = name.span.of(heard.text)
    cut = words.endswith(("'s", "’s", "-")) or heard.text[name.span.end : name.span.end + 1] in ("-", "–")
    pair = " " not in words and "-" in words and name.kind == "person"
    return len(words) > 1 and words[0].isupper() and "\n" not in words and not cut and not pair


def _is_part(mention: Mention, whole: Span) -> bool:
    return mention.kind in _PARTS and len(mention.span) < len(whole) and whole.contains(mention.extent)


def _mention(text: str, name: HeardName, kind: MentionKind, first: Mention | None) -> Mention:
    words = " ".join(name.span.of(text).split())
    return Mention(name.span, kind, words, first.country if first else None, by="encoder")
