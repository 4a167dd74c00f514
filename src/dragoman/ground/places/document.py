"""The places of a document's mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from dragoman.ground.places.resolve import Resolution, rank_places
from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import Absent, Document, Mention, MentionKind, Value

__all__ = ["publisher_of", "resolve_places", "with_states"]


def resolve_places(document: Document, mentions: Sequence[Mention]) -> Mapping[Span, Resolution]:
    """What each mention of a place means, by its span; of one document, all its mentions are to be given at once."""
    names = {m.span: m.name for m in mentions if m.kind is MentionKind.PLACE}
    return rank_places(document.text, names, publisher=publisher_of(document))


def with_states(document: Document, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, a country's name that means a state of another country there ("Georgia") being that state's."""
    both = _countries_and_states()
    if not any(m.kind is MentionKind.PLACE and (m.country, m.name) in both for m in mentions):
        return tuple(mentions)
    meant = resolve_places(document, mentions)
    return tuple(
        replace(m, country=both[m.country, m.name])
        if m.kind is MentionKind.PLACE
        and (m.country, m.name) in both
        and _country_of(meant[m.span]) == both[m.country, m.name]
        else m
        for m in mentions
    )


def _country_of(meant: Resolution) -> str | None:
    place = meant.place()
    return None if isinstance(place, Absent) else place.country


@cache
def _countries_and_states() -> dict[tuple[str | None, str], str]:
    """The country of each state that bears a country's name, by that country and the name."""
    states = {entry["name"]: code.partition(".")[0] for code, entry in load("regions")["states"].items()}
    named = ((code, str(entry["name"])) for code, entry in load("countries")["countries"].items())
    return {(code, name): states[name] for code, name in named if name in states}


def publisher_of(document: Document) -> str:
    """The host of a document's URL, else its publisher's name, else ""."""
    return _host(document.url or "") or (document.publisher.value if isinstance(document.publisher, Value) else "")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # "http://[x"
        return ""
