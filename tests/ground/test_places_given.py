"""The place that a person gives by hand: one where the words say which, several where they do not, never a guess."""

from __future__ import annotations

import pytest

from dragoman.ground.places.given import places_given

ONE = [
    ("Minsk", "Minsk", "capital", "BY"),
    ("  minsk ,  Belarus ", "Minsk", "capital", "BY"),
    ("Brest, France", "Brest", "city", "FR"),
    ("Brest, by", "Brest", "city", "BY"),
    ("Tartu, EE", "Tartu", "city", "EE"),
    ("Georgia, iso:GE", "Georgia", "country", "GE"),
    ("Georgia, US", "Georgia", "region", "US"),
    ("Springfield, geonames:4409896", "Springfield", "city", "US"),
    ("Belarus", "Belarus", "country", "BY"),
]


@pytest.mark.parametrize(("words", "name", "kind", "country"), ONE)
def test_words_that_say_which_place(words: str, name: str, kind: str, country: str) -> None:
    (found,) = places_given(words)
    assert (found.name, found.kind, found.country) == (name, kind, country)
    assert bool(found.latitude) is (kind in ("city", "capital"))


@pytest.mark.parametrize("words", ["Springfield", "Tartu", "Paris, US"])
def test_words_that_may_mean_several(words: str) -> None:
    found = places_given(words)
    assert len(found) > 1
    assert len({place.source_id for place in found}) == len(found)


@pytest.mark.parametrize(
    "words", ["", " , ", "Nowhereville", "Minsk, Portugal", "Minsk, nonsense", "Minsk, geonames:1"]
)
def test_words_that_mean_none(words: str) -> None:
    assert places_given(words) == ()
