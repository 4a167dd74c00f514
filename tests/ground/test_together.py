"""Plurals that stand for those who were told together: "they", "the three countries", "the ministers of a group"."""

from __future__ import annotations

from dragoman.types import Status
from tests.ground.texts import KARINS, TSAHKNA, names, of_mode, only, place, wire

VILNIUS = "Latvia, Estonia and Lithuania met in Vilnius on 12 March."


def test_three_countries_are_those_that_met() -> None:
    _, second = of_mode(wire(f"{VILNIUS} The three countries will meet again in Riga in May."), "meeting")
    assert names(second) == {"Latvia", "Estonia", "Lithuania"}


def test_their_presidents_are_offices_of_theirs() -> None:
    _, second = of_mode(wire(f"{VILNIUS} The presidents of the three countries will meet in Riga in May."), "meeting")
    assert names(second) == {"President, Latvia", "President, Estonia", "President, Lithuania"}
    assert (second.status, place(second)) == (Status.ANNOUNCED, "Riga")


def test_another_number_of_countries_is_nobody() -> None:
    assert len(of_mode(wire(f"{VILNIUS} The four countries will meet again in Riga in May."), "meeting")) == 1


def test_with_another_country_in_between_it_is_not_known_who_is_meant() -> None:
    text = f"{VILNIUS} Lithuania trades with Norway. Talks between the two countries took place in May."
    assert all(len(names(r)) != 3 for r in of_mode(wire(text), "talks"))


def test_they_are_those_of_the_sentence_before() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Tallinn on 12 March. They signed a treaty on fishing.")
    assert names(only(found, "sign")) == names(only(found, "meeting"))


def test_the_ministers_of_a_group_are_those_of_its_states() -> None:
    report = only(wire("The foreign ministers of the Visegrad Group met in Brno on 12 March."), "meeting")
    assert {name.split(", ")[1] for name in names(report)} == {"Czech Republic", "Hungary", "Poland", "Slovakia"}


def test_a_large_group_is_one_side() -> None:
    report = only(wire("The leaders of the GCC and the United States met in Jeddah on 12 March."), "meeting")
    assert names(report) == {"Gulf Cooperation Council", "United States"}


def test_a_region_is_a_side_of_a_summit_and_no_guest_elsewhere() -> None:
    report = only(wire("The China-Central Asia summit was held in Astana on 12 March."), "meeting")
    assert names(report) == {"China", "Central Asia"}
    assert names(only(wire(f"{KARINS} met {TSAHKNA} in Central Asia on 12 March."), "meeting")) == {
        "Krisjanis Karins",
        "Margus Tsahkna",
    }


def test_world_leaders_are_nobody_that_was_told() -> None:
    text = f"{KARINS} met {TSAHKNA} in Tallinn on 12 March. Several world leaders will meet in Riga in May."
    assert all(r.status is Status.OCCURRED for r in of_mode(wire(text), "meeting"))
