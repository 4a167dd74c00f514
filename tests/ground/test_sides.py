"""Who takes part in a report: offices beside people, who "he" is in what somebody said, where and when of a clause."""

from __future__ import annotations

from dragoman.types import Value
from tests.ground.texts import KARINS, TSAHKNA, names, of_mode, only, place, wire


def test_an_office_of_another_country_takes_part_beside_a_person() -> None:
    report = only(wire(f"The Norwegian defence minister met {KARINS} in Oslo on 12 March."), "meeting")
    assert names(report) == {"Minister of Defence, Norway", "Krisjanis Karins"}


def test_offices_whose_holders_are_named_beside_them_do_not() -> None:
    text = "The foreign ministers of Norway and Sweden, Espen Barth Eide and Tobias Billstrom, met in Oslo on 12 March."
    assert names(only(wire(text), "meeting")) == {"Espen Barth Eide", "Tobias Billstrom"}


def test_the_leader_of_a_country_is_its_president() -> None:
    text = f"Finnish President Alexander Stubb arrived in Riga. The Finnish leader met {KARINS} on 12 March."
    assert names(only(wire(text), "meeting")) == {"Alexander Stubb", "Krisjanis Karins"}
    assert names(only(wire(f"The Finnish leader met {KARINS} on 12 March."), "meeting")) == {
        "Leader, Finland",
        "Krisjanis Karins",
    }


def test_he_who_begins_what_somebody_said_is_who_said_it() -> None:
    text = f"{KARINS} called {TSAHKNA} on 12 March and said he had met Finnish President Alexander Stubb."
    assert names(only(wire(text), "meeting")) == {"Krisjanis Karins", "Alexander Stubb"}


def test_what_was_told_at_a_news_conference_has_not_its_day() -> None:
    found = wire(f"{KARINS} said at a news conference on 12 March that he would meet {TSAHKNA} in Tallinn.")
    (meeting,) = of_mode(found, "meeting")
    assert not isinstance(meeting.time, Value)
    assert place(meeting) == "Tallinn"


def test_a_clause_behind_where_has_the_place_and_day_of_the_one_before() -> None:
    found = wire(f"On 12 March {KARINS} visited Tallinn, where he met {TSAHKNA}.")
    report = only(found, "meeting")
    assert place(report) == "Tallinn"
    assert isinstance(report.time, Value)


def test_since_when_it_is_the_first_is_not_its_time() -> None:
    found = wire("The presidents of Latvia and Estonia opened a road in Riga at their first summit since 2015.")
    assert not isinstance(only(found, "meeting").time, Value)


def test_a_surname_that_is_a_month() -> None:
    text = f"British Prime Minister Theresa May came to Riga in May. On 12 March {KARINS} met May in London."
    assert names(only(wire(text), "meeting")) == {"Theresa May", "Krisjanis Karins"}


def test_a_president_is_no_relative_of_the_same_surname() -> None:
    text = (
        "American President Biden arrived in Riga, as did his sister Valerie Biden. "
        f"On 12 March President Biden met {KARINS} in Riga, and Biden left."
    )
    assert names(only(wire(text), "meeting")) == {"Biden", "Krisjanis Karins"}
