"""The places that a document names, each once, with where it is or the reason why that is not said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dragoman.ground.actors import metonym_country
from dragoman.ground.places import Resolution
from dragoman.spans import Span
from dragoman.types import Absent, Document, Field, Mention, MentionKind, NamedPlace, Place, Value

__all__ = ["named_places"]


def named_places(
    document: Document, mentions: Sequence[Mention], *, actors: Collection[Span], places: Mapping[Span, Resolution]
) -> tuple[NamedPlace, ...]:
    """The places of the mentions in order of their first.

    `actors` are the spans that stand for an actor; a capital that stands for its government is left out as well.
    """
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        named = mention.kind is MentionKind.PLACE and mention.span not in actors
        if named and metonym_country(mention, document.text) is None:
            found.setdefault(mention.name, []).append(mention)
    return tuple(_named(document, name, of, places) for name, of in found.items())


def _named(document: Document, name: str, mentions: Sequence[Mention], places: Mapping[Span, Resolution]) -> NamedPlace:
    place = places[mentions[0].span].place()
    evidence = tuple(document.evidence(m.span, by="place") for m in mentions)
    field: Field[Place] = replace(place, evidence=evidence) if isinstance(place, Absent) else Value(place, evidence)
    return NamedPlace(name, field, tuple(m.span for m in mentions))
