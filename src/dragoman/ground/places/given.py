"""The place that a person gives by hand, without a document around it."""

from __future__ import annotations

from dragoman.ground.places.candidates import BORROWED, INSIDE
from dragoman.ground.places.countries import country_name, country_of
from dragoman.ground.places.resolve import place_of, rank_places
from dragoman.spans import Span
from dragoman.types import Place

__all__ = ["places_given"]

_TOWNS = ("city", "capital")


def places_given(words: str) -> tuple[Place, ...]:
    """The places that words may mean, the likeliest first: just one where they say which, none where none is known.

    The words are a name ("Minsk"), or a name and a country or an id of the gazetteer ("Brest, France", "Springfield,
    geonames:4409896"). In a country a town goes before the units that bear its name.
    """
    name, _, beside = (" ".join(part.split()) for part in words.partition(","))
    if not name:
        return ()
    text = f"{name}, {beside}" if beside else name
    spans = {Span(0, len(name)): name} | ({Span(len(name) + 2, len(text)): beside} if beside else {})
    found = rank_places(text, spans)[Span(0, len(name))]
    own = [one for one, _ in found.ranked if one.form not in (INSIDE, BORROWED)]
    code = _country(beside)
    if beside:
        own = [
            one for one in own if one.source_id == beside or (code and one.country == code and one.kind != "country")
        ]
    sure = found.place()
    if isinstance(sure, Place) and any(one.source_id == sure.source_id for one in own):
        return (sure,)
    towns = [one for one in own if one.kind in _TOWNS]
    return tuple(place_of(one, name) for one in (towns if code and len(towns) == 1 else own))


def _country(words: str) -> str | None:
    """The code of a country, by its name or the code itself."""
    code = words.upper() if len(words) == 2 else ""
    return code if code and country_name(code) != code else country_of(words)
