"""Places: what a name can mean, and which of it a document means; countries by name. See plans/place.md."""

from __future__ import annotations

from dragoman.ground.places.countries import country_name, country_of, metonym_capital
from dragoman.ground.places.document import resolve_places, with_states
from dragoman.ground.places.resolve import LEAST_SHARE, Resolution, rank_places

__all__ = [
    "LEAST_SHARE",
    "Resolution",
    "country_name",
    "country_of",
    "metonym_capital",
    "rank_places",
    "resolve_places",
    "with_states",
]
