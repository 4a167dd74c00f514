"""Places by name."""

from __future__ import annotations

import pytest

from dragoman.ground.places import country_name, country_of, metonym_capital, resolve_place
from dragoman.lexicon import load
from dragoman.types import Absent, Place, Reason


@pytest.mark.parametrize(
    ("name", "context", "kind", "country"),
    [
        ("Russia", (), "country", "RU"),
        ("the Netherlands", (), "country", "NL"),
        ("U.S.", (), "country", "US"),
        ("Côte d’Ivoire", (), "country", "CI"),
        ("Georgia", (), "country", "GE"),
        ("Georgia", ("RU", "GE"), "country", "GE"),
        ("Moscow", (), "capital", "RU"),
        ("Kiev", (), "capital", "UA"),
        ("Washington", (), "capital", "US"),
        ("Paris", (), "capital", "FR"),
        ("Brest", ("BY",), "city", "BY"),
        ("Brest", ("FR",), "city", "FR"),
        ("Antalya", (), "city", "TR"),
        ("St. Petersburg", ("RU",), "city", "RU"),
        ("Middle East", (), "region", None),
        ("Crimea", (), "region", None),
        ("Geneva", (), "city", "CH"),
        ("Birmingham", ("GB",), "city", "GB"),
        ("Birmingham", ("US",), "city", "US"),
    ],
)
def test_found(name: str, context: tuple[str, ...], kind: str, country: str | None) -> None:
    place = resolve_place(name, context_countries=context)
    assert isinstance(place, Place)
    assert (place.kind, place.country) == (kind, country)
    assert (place.latitude is None) == (kind in ("country", "region"))


@pytest.mark.parametrize(
    ("name", "context", "reason"),
    [
        ("Cambridge", (), Reason.AMBIGUOUS),
        ("Brest", (), Reason.AMBIGUOUS),
        ("Brest", ("BY", "FR"), Reason.AMBIGUOUS),
        ("Georgia", ("US",), Reason.AMBIGUOUS),
        ("Nowhere-on-Sea", (), Reason.NOT_IN_GAZETTEER),
        ("", (), Reason.NOT_IN_GAZETTEER),
    ],
)
def test_not_found(name: str, context: tuple[str, ...], reason: Reason) -> None:
    place = resolve_place(name, context_countries=context)
    assert isinstance(place, Absent)
    assert place.reason is reason


def test_moscow_is_where_it_is() -> None:
    place = resolve_place("Moscow")
    assert isinstance(place, Place)
    assert place.latitude == pytest.approx(55.75, abs=0.1)
    assert place.longitude == pytest.approx(37.62, abs=0.1)
    assert place.source_id.startswith("geonames:")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Belarusian", "BY"),
        ("Poles", "PL"),
        ("US", "US"),
        ("us", None),
        ("South Korean", "KR"),
        ("the Russian Federation", "RU"),
        ("Minsk", None),
    ],
)
def test_country_of(text: str, code: str | None) -> None:
    assert country_of(text) == code


def test_country_name() -> None:
    assert country_name("BY") == "Belarus"
    assert country_name("ZZ") == "ZZ"


def test_every_capital_of_the_lexicon_is_in_the_gazetteer() -> None:
    missing = [
        entry["capital"]
        for code, entry in load("countries")["countries"].items()
        if "capital" in entry and metonym_capital(entry["capital"]) is None
    ]
    assert missing == []


def test_no_word_names_two_countries() -> None:
    seen: dict[str, str] = {}
    for code, entry in load("countries")["countries"].items():
        for word in (entry["name"], *entry.get("names", ()), *entry.get("adjectives", ()), *entry.get("peoples", ())):
            assert seen.setdefault(word, code) == code, word
