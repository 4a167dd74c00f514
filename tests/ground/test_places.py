"""Places: names as they are looked up, what they can mean, and which of it a text means."""

from __future__ import annotations

import pytest

from dragoman.ground.places import country_name, country_of, metonym_capital, rank_places
from dragoman.ground.places.board import lay_out
from dragoman.ground.places.candidates import BORROWED, INSIDE, candidates_of, unit_of
from dragoman.ground.places.context import FEATURES, features
from dragoman.ground.places.cues import Name
from dragoman.ground.places.document import publisher_of
from dragoman.ground.places.gazetteer import ALIAS, BARE, MAIN, Gazetteer, Row, decoded, encoded
from dragoman.ground.places.home import home_of
from dragoman.ground.places.keys import bare_of, key_of, names_unit
from dragoman.ground.places.ranker import Ranker
from dragoman.ground.places.resolve import MOST_AT_ONCE, Resolution, grouped_names
from dragoman.lexicon import load
from dragoman.pipeline import record_of
from dragoman.read import page_from_bytes
from dragoman.spans import Span
from dragoman.types import Absent, Place, Reason


def names_in(text: str, *names: str) -> dict[Span, str]:
    """Every occurrence of some names in a text."""
    found = {}
    for name in names:
        at = text.find(name)
        assert at >= 0, name
        while at >= 0:
            found[Span(at, at + len(name))] = name
            at = text.find(name, at + 1)
    return found


def resolution(text: str, name: str, *others: str, publisher: str = "") -> Resolution:
    """What the first occurrence of a name means in a text."""
    ranked = rank_places(text, names_in(text, name, *others), publisher=publisher)
    return ranked[Span(text.find(name), text.find(name) + len(name))]


# --- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key", "bare"),
    [
        ("St. Petersburg", "saint petersburg", "saint petersburg"),
        ("Côte d’Azur", "cote dazur", "cote dazur"),
        ("Rostov-on-Don", "rostov on don", "rostov on don"),
        ("Idlib Province", "idlib province", "idlib"),
        ("Province of Idlib", "province of idlib", "idlib"),
        ("Mt. Olive", "mount olive", "mount olive"),
        ("City", "city", "city"),
        ("", "", ""),
    ],
)
def test_keys(name: str, key: str, bare: str) -> None:
    assert key_of(name) == key
    assert bare_of(key) == bare


def test_a_name_says_that_it_is_a_unit() -> None:
    assert names_unit("Kursk region")
    assert names_unit("Province of Idlib")
    assert not names_unit("Mexico City")
    assert not names_unit("the Hague")
    assert not names_unit("Minsk")


# --- the gazetteer ----------------------------------------------------------------------------------


def test_a_gazetteer_gives_back_what_it_was_made_of() -> None:
    rows = sorted(
        (f"town {n}", Row(f"Town {n}", "P", "BY", "04", 53.5 + n / 100, 27.25, n, n, form))
        for n in range(900)
        for form in (MAIN, ALIAS, BARE)[: 1 + n % 3]
    )
    data = encoded(rows)
    assert decoded(data) == rows
    assert data == encoded(rows)
    gazetteer = Gazetteer(data)
    assert [r.number for r in gazetteer.rows("town 5")] == [5, 5, 5]
    assert gazetteer.rows("town") == ()
    assert gazetteer.rows("a name before all") == ()
    assert gazetteer.rows("zzz") == ()


def test_what_is_no_gazetteer_is_refused() -> None:
    with pytest.raises(ValueError, match="not a gazetteer"):
        Gazetteer(b"something else")


def test_the_shipped_gazetteer_has_small_towns_units_and_other_names() -> None:
    gazetteer = Gazetteer.load()
    assert {r.country for r in gazetteer.rows("pinsk")} == {"BY"}
    assert any(r.kind == "2" and r.unit == "LA" for r in gazetteer.rows("rapides parish"))
    assert any(r.form == BARE for r in gazetteer.rows("rapides"))
    assert any(r.name == "Kyiv" for r in gazetteer.rows("kiev"))
    assert len(gazetteer.rows("springfield")) > 10


def test_every_capital_of_the_lexicon_is_in_the_gazetteer() -> None:
    entries = load("countries")["countries"].items()
    missing = [e["capital"] for _, e in entries if "capital" in e and metonym_capital(e["capital"]) is None]
    assert missing == []
    without = [
        entry["capital"]
        for code, entry in entries
        if "capital" in entry
        and not any(c.kind == "capital" and c.country == code for c in candidates_of(entry["capital"]))
    ]
    assert without == []


def test_every_country_has_a_point() -> None:
    points = load("regions")["countries"]
    assert [code for code in load("countries")["countries"] if code not in points] == []
    assert [code for code in load("regions")["territories"] if code not in points] == []


def test_every_region_has_a_point() -> None:
    data = load("regions")
    states = {entry["name"] for entry in data["states"].values()}
    named = [entry["name"] for entry in load("countries")["regions"]]
    assert [name for name in named if name not in data["regions"] and name not in states] == []


# --- candidates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Russia", "country", "RU"),
        ("Greenland", "country", "GL"),
        ("Faroe Islands", "country", "FO"),
        ("Turkish", "country", "TR"),
        ("Ky.", "region", "US"),
        ("Ont.", "region", "CA"),
        ("Persian Gulf", "region", None),
        ("Dnipro River", "river", None),
        ("European", "region", None),
        ("Minsk", "capital", "BY"),
        ("Grodno", "city", "BY"),
        ("Kursk Oblast", "region", "RU"),
    ],
)
def test_a_name_has_the_candidate(name: str, kind: str, country: str | None) -> None:
    assert (kind, country) in {(c.kind, c.country) for c in candidates_of(name)}


def test_a_contested_region_has_no_country_by_the_back_door() -> None:
    assert {c.country for c in candidates_of("Crimea") if c.kind == "region"} == {None}


def test_a_name_inside_the_words_stands_in_where_the_whole_is_unknown() -> None:
    found = candidates_of("Minsk Tractor Works")
    assert found
    assert {c.form for c in found} == {INSIDE}
    assert candidates_of("High Street") == ()
    assert candidates_of("") == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [("La.", ("US", "LA")), ("Ontario", ("CA", "08")), ("Syria", ("SY", "")), ("Minsk", None), ("la", None)],
)
def test_units(text: str, unit: tuple[str, str] | None) -> None:
    assert unit_of(text) == unit


def test_a_publisher_says_where_it_is_at_home() -> None:
    assert home_of("courier.example.by").country == "BY"
    assert home_of("courier.example.co.uk").country == "GB"
    assert "pinsk" in home_of("pinskcourier.example.com").keys
    assert "pinsk" in home_of("The Pinsk Courier").keys
    assert home_of("").points == ()


# --- resolving --------------------------------------------------------------------------------------

MEETING = "The ministers of Russia and Belarus met in {} on Monday, and the Belarusian delegation left for Moscow."
BRETON = "The mayor of Brest and the mayor of Quimper asked Paris for help; Brittany is the wettest part of France."
FRENCH = "A ferry from {} reached the French coast, the port authority said; France and Britain share the route."


@pytest.mark.parametrize(
    ("text", "name", "others", "kind", "country"),
    [
        (MEETING.format("Minsk"), "Minsk", ("Russia", "Belarus", "Moscow"), "capital", "BY"),
        (MEETING.format("Brest"), "Brest", ("Russia", "Belarus", "Moscow"), "city", "BY"),
        (MEETING.format("Minsk"), "Russia", ("Belarus", "Moscow"), "country", "RU"),
        (MEETING.format("St. Petersburg"), "St. Petersburg", ("Russia", "Belarus", "Moscow"), "city", "RU"),
        (BRETON, "Brest", ("Quimper", "France", "Brittany"), "city", "FR"),
        pytest.param(
            *(FRENCH.format("Brest"), "Brest", ("France", "Britain"), "city", "FR"),
            marks=pytest.mark.xfail(strict=True, reason="left ambiguous, though only the French one is on a coast"),
        ),
        (
            "Heavy rain fell on Paris, Texas, and on Dallas; the mayor of Paris closed the bridges to Oklahoma.",
            "Paris",
            ("Texas", "Dallas", "Oklahoma"),
            "city",
            "US",
        ),
        (
            "The prime minister of Georgia received the ambassadors of Armenia and Azerbaijan in Tbilisi.",
            "Georgia",
            ("Armenia", "Azerbaijan", "Tbilisi"),
            "country",
            "GE",
        ),
        (
            "The governor of Georgia met mayors from Atlanta, Macon and Savannah; Alabama and Florida sent guests.",
            "Georgia",
            ("Atlanta", "Macon", "Savannah", "Alabama", "Florida"),
            "region",
            "US",
        ),
        (
            "Talks on grain shipping across the Black Sea were held in Ankara, with envoys of Ukraine and Turkey.",
            "Black Sea",
            ("Ankara", "Ukraine", "Turkey"),
            "region",
            None,
        ),
    ],
)
def test_a_text_says_which(text: str, name: str, others: tuple[str, ...], kind: str, country: str | None) -> None:
    place = resolution(text, name, *others).place()
    assert isinstance(place, Place)
    assert (place.kind, place.country) == (kind, country)
    assert (place.latitude is None) == (kind not in ("city", "capital"))


def test_moscow_is_where_it_is() -> None:
    place = resolution(MEETING.format("Minsk"), "Moscow", "Russia", "Belarus", "Minsk").place()
    assert isinstance(place, Place)
    assert place.latitude == pytest.approx(55.75, abs=0.1)
    assert place.longitude == pytest.approx(37.62, abs=0.1)
    assert place.source_id == "geonames:524901"


def test_without_anything_around_namesakes_are_ambiguous() -> None:
    found = resolution("He lives in Springfield.", "Springfield").place()
    assert isinstance(found, Absent)
    assert found.reason is Reason.AMBIGUOUS
    assert "city US" in found.detail


@pytest.mark.parametrize("name", ["Nowhere-on-Sea", "Minsk Tractor Works"])
def test_a_name_that_no_place_bears_is_not_in_the_gazetteer(name: str) -> None:
    found = resolution(f"They met at {name}, near Minsk in Belarus.", name, "Belarus")
    assert found.place() == Absent(Reason.NOT_IN_GAZETTEER, name)
    assert all(one.form in (INSIDE, BORROWED) for one, _ in found.ranked)


def test_a_least_share_decides_what_is_told() -> None:
    found = resolution(MEETING.format("Brest"), "Brest", "Russia", "Belarus", "Moscow")
    assert isinstance(found.place(least_share=0.0), Place)
    assert isinstance(found.place(least_share=1.0), Absent)


def test_a_state_is_told_rather_than_its_town_of_that_name() -> None:
    text = "Singapore signed the accord with Malaysia, and Indonesia will follow, its foreign ministry said."
    place = resolution(text, "Singapore", "Malaysia", "Indonesia").place()
    assert isinstance(place, Place)
    assert (place.kind, place.latitude) == ("country", None)


def test_shares_are_shares() -> None:
    text = MEETING.format("Brest")
    for one in rank_places(text, names_in(text, "Brest", "Russia", "Belarus", "Moscow")).values():
        shares = [share for _, share in one.ranked]
        assert shares == sorted(shares, reverse=True)
        assert 0.0 < sum(shares) <= 1.0 + 1e-9


def test_one_name_has_one_sense_and_the_order_of_names_does_not_matter() -> None:
    text = "Brest and Brest again, in Belarus and near Poland."
    names = names_in(text, "Brest", "Belarus", "Poland")
    one, other = rank_places(text, names), rank_places(text, dict(reversed(names.items())))
    assert one == other
    assert one[Span(0, 5)] is one[Span(10, 15)]


def test_nothing_named_is_nothing_resolved() -> None:
    assert rank_places("No place here.", {}) == {}
    assert Ranker.load().shares(lay_out("", ())).shape == (0,)


def test_grouped_names() -> None:
    names = {Span(20, 24): "Kyiv", Span(0, 6): "Kyiv's", Span(9, 11): "US", Span(30, 32): "us"}
    assert grouped_names(names) == (
        Name("Kyiv", (Span(0, 6), Span(20, 24))),
        Name("US", (Span(9, 11),)),
        Name("us", (Span(30, 32),)),
    )


def test_features_have_their_names() -> None:
    board = lay_out("Minsk, Belarus", grouped_names(names_in("Minsk, Belarus", "Minsk", "Belarus")))
    rows = features(board, board.prior)
    assert rows.shape == (len(board.candidates), len(FEATURES))
    minsk = next(n for n, c in enumerate(board.candidates) if c and c.kind == "capital")
    assert rows[minsk, FEATURES.index("container fits")] == 1.0
    assert rows[minsk, FEATURES.index("country named")] > 0.5
    assert (rows[board.starts][:, FEATURES.index("nothing")] == 1.0).all()


def test_names_beyond_those_weighed_at_once_are_resolved_and_a_blank_one_is_not_there() -> None:
    text = "Minsk, " * (MOST_AT_ONCE + 5) + "Belarus"
    names = {Span(7 * n, 7 * n + 5): f"Nowhere{n}" for n in range(MOST_AT_ONCE)} | {
        Span(len(text) - 7, len(text)): "Belarus"
    }
    found = rank_places(text, names)
    assert [one.text for one in found.values() if isinstance(one.place(), Place)] == ["Belarus"]
    assert isinstance(rank_places("x y", {Span(0, 1): "'s"})[Span(0, 1)].place(), Absent)


@pytest.mark.parametrize("url", ["http://[abc/x", "http://user:secret@news.example.by:8080/1"])
def test_the_host_of_a_publisher_is_read_from_any_url(url: str) -> None:
    page = page_from_bytes(b"Ministers met in Minsk on Monday, officials said.", name="page.txt", url=url)
    assert publisher_of(record_of(page).document) == ("news.example.by" if "example" in url else "")


# --- countries --------------------------------------------------------------------------------------


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


def test_no_word_names_two_countries() -> None:
    seen: dict[str, str] = {}
    for code, entry in load("countries")["countries"].items():
        for word in (entry["name"], *entry.get("names", ()), *entry.get("adjectives", ()), *entry.get("peoples", ())):
            assert seen.setdefault(word, code) == code, word


# --- landmarks, directions, names inside names ----------------------------------------------------


def test_a_name_with_two_places_inside_has_both_the_last_first() -> None:
    found = candidates_of("Norwegian Embassy Riga")
    assert [c.country for c in found if c.kind in ("capital", "country")] == ["LV", "NO"]
    assert {c.form for c in found} == {INSIDE}


@pytest.mark.parametrize(
    ("name", "country"), [("Heathrow", "GB"), ("White House", "US"), ("Eastern Ghouta", "SY"), ("West", None)]
)
def test_what_news_names_without_more_words_is_known(name: str, country: str | None) -> None:
    assert candidates_of(name)[0].country == country


def test_short_forms_of_countries_are_candidates() -> None:
    assert {c.country for c in candidates_of("SA")} == {"ZA", "SA"}


def test_a_direction_is_no_place_of_any_country() -> None:
    found = resolution("Roads were blocked in the South East and in Dover.", "South East", "Dover").place()
    assert isinstance(found, Absent)
    assert found.reason is Reason.AMBIGUOUS


def test_georgia_among_states_is_one_of_them() -> None:
    text = "Storms hit Florida, Alabama and Georgia, and schools closed in Atlanta. Nobody was hurt, the police said."
    record = record_of(page_from_bytes(text.encode(), name="a.txt"))
    assert all(a.country != "GE" for a in record.actors)
