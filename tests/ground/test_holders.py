"""Who held which office on which day: a table of our own, and the shipped one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import LexiconError
from dragoman.ground.offices import (
    Certainty,
    HolderTable,
    Holding,
    encoded,
    holders_of,
    joined,
    office_named,
    offices_of,
    shipped_table,
    title_of,
    who_is,
)
from dragoman.ground.offices.holding import first_day, last_day
from dragoman.ground.offices.roles import usual_body
from dragoman.lexicon import load
from dragoman.types import Absent, Office, Reason

MINISTER = Office("Minister of Foreign Affairs", None, "XA")
PRESIDENT = Office("President", None, "XA")
SPEAKING = Office("Spokesperson", "Ministry of Foreign Affairs", "XA")
CHIEF = Office("Secretary-General", "NATO")


def tenure(
    name: str, begins: str, ends: str, office: Office = MINISTER, seen: str = "", source: str = "list"
) -> Holding:
    first, _, last = seen.partition("/")
    days = (date.fromisoformat(first), date.fromisoformat(last)) if seen else None
    return Holding(name, (), office, begins=begins, ends=ends, seen=days, sources=(source,))


ROWS = (
    tenure("Anton Melnikov", "2010-03-01", "2014-06-30"),
    tenure("Boris Oretski", "2014-07", "2018"),
    tenure("Clara Venn", "", "", seen="2019-02-01/2021-05-01"),
    tenure("Dora Le Brun", "2022-01-15", "", seen="2022-01-15/2024-01-01"),
    tenure("Egon Venn", "2016-01-01", "2020-01-01", PRESIDENT),
    tenure("Fedor Melnikov", "2010-03-01", "2012-01-01", PRESIDENT),
    tenure("Gleb Sarov", "2015-01-01", "2019-01-01", SPEAKING),
    tenure("Hanna Tiss", "2016-01-01", "2020-01-01", SPEAKING),
    tenure("Ivo Karst", "2015-01-01", "2020-01-01", CHIEF),
)
TABLE = HolderTable(encoded(ROWS))


def held(office: Office, day: str) -> list[str] | str:
    found = holders_of(office, date.fromisoformat(day), table=TABLE)
    return found.reason.value if isinstance(found, Absent) else [h.name for h in found]


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2012-05-05", ["Anton Melnikov"]),
        ("2010-03-01", ["Anton Melnikov"]),
        ("2014-06-30", ["Anton Melnikov"]),
        ("2010-02-28", "not in the tables"),
        ("2014-07-15", "not in the tables"),  # he began on some day of that month
        ("2014-07-31", ["Boris Oretski"]),
        ("2018-01-01", ["Boris Oretski"]),
        ("2018-06-01", "not in the tables"),
        ("2019-02-01", ["Clara Venn"]),
        ("2021-05-02", "not in the tables"),  # nobody has seen her in office since
        ("2023-01-01", ["Dora Le Brun"]),
        ("2024-01-02", "not in the tables"),
    ],
)
def test_a_holder_is_known_between_what_sources_say(day: str, names: list[str] | str) -> None:
    assert held(MINISTER, day) == names


def test_certainty_says_whether_a_source_states_both_ends() -> None:
    assert ROWS[0].certainty(date(2012, 1, 1)) is Certainty.STATED
    assert ROWS[2].certainty(date(2020, 1, 1)) is Certainty.SEEN
    assert ROWS[2].certainty(date(2022, 1, 1)) is None


def test_a_tenure_that_only_begins_is_known_on_that_day() -> None:
    assert tenure("Anton Melnikov", "2020-05-05", "").known == (date(2020, 5, 5), date(2020, 5, 5))
    assert tenure("Anton Melnikov", "2020-05", "").known is None
    assert tenure("Anton Melnikov", "2020", "2020").known is None


def test_why_nobody_is_known_is_said() -> None:
    found = holders_of(MINISTER, date(2021, 12, 1), table=TABLE)
    assert isinstance(found, Absent)
    assert (
        found.detail == "not known on that day: Clara Venn known until 2021-05-01, Dora Le Brun known from 2022-01-15"
    )
    perhaps = holders_of(MINISTER, date(2014, 7, 2), table=TABLE)
    assert isinstance(perhaps, Absent)
    assert perhaps.detail == "perhaps Boris Oretski (2014-07/2018)"


def test_an_office_that_several_hold_gives_all_of_them() -> None:
    assert held(SPEAKING, "2017-01-01") == ["Gleb Sarov", "Hanna Tiss"]
    assert held(Office("Spokesperson", None, "XA"), "2015-06-01") == ["Gleb Sarov"]


def test_an_office_is_found_by_what_else_it_is_called() -> None:
    assert held(Office("Head", "NATO"), "2016-01-01") == ["Ivo Karst"]
    assert held(Office("Acting Minister of Foreign Affairs", None, "XA"), "2012-01-01") == ["Anton Melnikov"]
    assert held(Office("Minister of Foreign Affairs", "Ministry of Foreign Affairs", "XA"), "2012-01-01") == [
        "Anton Melnikov"
    ]
    assert held(Office("Head", None, "XA"), "2012-01-01") == "not in the tables"
    assert held(Office("Former President", None, "XA"), "2012-01-01") == "not in the tables"


def test_what_somebody_held_on_a_day() -> None:
    found = offices_of("Anton Melnikov", date(2011, 1, 1), table=TABLE)
    assert not isinstance(found, Absent)
    assert [h.office for h in found] == [MINISTER]
    assert isinstance(offices_of("Anton Melnikov", date(2015, 1, 1), table=TABLE), Absent)
    assert isinstance(offices_of("Anton Melnikov", date(2011, 1, 1), country="XB", table=TABLE), Absent)


def test_a_surname_alone_needs_a_country_or_a_role() -> None:
    alone = offices_of("Melnikov", date(2011, 1, 1), table=TABLE)
    assert isinstance(alone, Absent)
    assert alone.reason is Reason.AMBIGUOUS
    both = offices_of("Melnikov", date(2011, 1, 1), country="XA", table=TABLE)
    assert not isinstance(both, Absent)
    assert sorted(h.name for h in both) == ["Anton Melnikov", "Fedor Melnikov"]
    one = who_is("Melnikov", "foreign minister", date(2011, 1, 1), table=TABLE)
    assert not isinstance(one, Absent)
    assert [h.name for h in one] == ["Anton Melnikov"]


@pytest.mark.parametrize("surname", ["Le Brun", "Brun", "Dora Le Brun"])
def test_a_surname_has_its_particle_or_not(surname: str) -> None:
    found = who_is(surname, "minister of foreign affairs", date(2023, 1, 1), table=TABLE)
    assert not isinstance(found, Absent)
    assert [h.name for h in found] == ["Dora Le Brun"]


@pytest.mark.parametrize("name", ["", "...", "Zzyzx Qwrt", "x" * 500])
def test_a_name_that_nobody_has_gives_nobody(name: str) -> None:
    assert isinstance(offices_of(name, date(2011, 1, 1), country="XA", table=TABLE), Absent)
    assert isinstance(who_is(name, "president", date(2011, 1, 1), table=TABLE), Absent)


def test_words_that_are_no_office_are_said_to_be_none() -> None:
    found = who_is("Melnikov", "goalkeeper", date(2011, 1, 1), table=TABLE)
    assert isinstance(found, Absent)
    assert found.reason is Reason.NOT_SUPPORTED


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("foreign minister", Office("Minister of Foreign Affairs")),
        ("acting prime minister", Office("Prime Minister")),
        ("Russian foreign ministry spokeswoman", Office("Spokesperson", "Ministry of Foreign Affairs", "RU")),
        ("State Department spokesman", Office("Spokesperson", "Department of State", "US")),
        ("UN secretary general", Office("Secretary-General", "United Nations")),
        ("NATO chief", Office("Head", "NATO")),
        ("Latvia's president", Office("President", None, "LV")),
        ("deputy foreign minister", Office("Deputy Minister of Foreign Affairs")),
        ("very foreign minister", None),
        ("", None),
    ],
)
def test_words_for_an_office(words: str, office: Office | None) -> None:
    assert office_named(words) == office


def test_a_title_is_a_word_for_itself() -> None:
    assert title_of("Minister of Foreign Affairs") == "Minister of Foreign Affairs"
    assert title_of("former president") == "Former President"


def test_sources_are_joined_whatever_their_order() -> None:
    rows = [
        tenure("Anton Melnikov", "2010-03", "2014-06-30", source="general knowledge"),
        tenure("A. Melnikov", "2010-03-09", "", seen="2011-01-01/2015-02-01", source="World Factbook"),
        tenure("Boris Oretski", "2014-07-02", "", seen="2014-07-02/2016-01-01", source="Wikidata"),
        tenure("Carl Wrong", "2012-01-01", "2013-01-01", source="World Factbook"),
    ]
    found = [joined(order) for order in permutations(rows)]
    assert all(one == found[0] for one in found)
    first, second = found[0]
    assert (first.name, first.also, first.begins, first.ends) == (
        "Anton Melnikov",
        ("A. Melnikov",),
        "2010-03-09",
        "2014-06-30",
    )
    assert first.sources == ("general knowledge", "World Factbook")
    assert first.known == (date(2010, 3, 9), date(2014, 6, 30))
    assert (second.name, second.begins) == ("Boris Oretski", "2014-07-02")


def test_a_list_that_is_late_does_not_outlive_the_next_holder() -> None:
    rows = [
        tenure("Anton Melnikov", "2010-03-01", "", seen="2011-01-01/2014-09-01", source="World Factbook"),
        tenure("Boris Oretski", "2014-07-02", "", seen="2014-10-01/2016-01-01", source="World Factbook"),
    ]
    assert [h.known for h in joined(rows)] == [
        (date(2010, 3, 1), date(2014, 7, 2)),
        (date(2014, 7, 2), date(2016, 1, 1)),
    ]


def test_two_claims_of_one_source_both_stand() -> None:
    rows = [
        tenure("Anton Melnikov", "2010-03-01", "", seen="2010-03-01/2020-01-01", source="general knowledge"),
        tenure("Boris Oretski", "2014-07-02", "", seen="2014-07-02/2020-01-01", source="general knowledge"),
    ]
    table = HolderTable(encoded(joined(rows)))
    found = holders_of(MINISTER, date(2015, 1, 1), table=table)
    assert not isinstance(found, Absent)
    assert len(found) == 2


def test_a_newer_table_goes_on_from_an_older_one() -> None:
    more = [
        tenure("Dora Le Brun", "2022-01-15", "2024-03-01", source="Wikidata"),
        tenure("Jana Olk", "2024-03-01", "", seen="2024-03-01/2025-01-01", source="Wikidata"),
    ]
    table = HolderTable(encoded(more), older=TABLE)
    names = {}
    for day in ("2012-05-05", "2023-01-01", "2024-02-01", "2024-09-01"):
        found = holders_of(MINISTER, date.fromisoformat(day), table=table)
        names[day] = [] if isinstance(found, Absent) else [h.name for h in found]
    assert names == {
        "2012-05-05": ["Anton Melnikov"],
        "2023-01-01": ["Dora Le Brun"],
        "2024-02-01": ["Dora Le Brun"],
        "2024-09-01": ["Jana Olk"],
    }
    later = offices_of("Jana Olk", date(2024, 9, 1), table=table)
    assert not isinstance(later, Absent)
    assert isinstance(offices_of("Anton Melnikov", date(2024, 9, 1), table=table), Absent)
    assert not isinstance(offices_of("Anton Melnikov", date(2012, 9, 1), table=table), Absent)


@pytest.mark.parametrize("data", [{}, {"sources": [], "offices": [["President"]], "rows": [], "index": {}}])
def test_what_is_no_table_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(LexiconError):
        HolderTable(data)


DAYS = st.dates(date(2009, 1, 1), date(2026, 1, 1))


@given(st.sampled_from(ROWS), DAYS)
def test_who_is_known_is_possible(holding: Holding, day: date) -> None:
    assert holding.is_possible(day) or not holding.certainty(day)


@given(DAYS, st.sampled_from([10, 7, 4]), st.integers(0, 2000), DAYS)
def test_a_coarser_date_never_makes_more_known(begin: date, length: int, days: int, on: date) -> None:
    end = begin + timedelta(days)
    fine = tenure("Anton Melnikov", begin.isoformat(), end.isoformat())
    coarse = replace(fine, begins=fine.begins[:length], ends=fine.ends[:length])
    assert first_day(coarse.begins) <= begin <= last_day(coarse.begins)
    assert fine.certainty(on) or not coarse.certainty(on)


def test_a_table_says_what_it_was_made_of() -> None:
    assert tuple(TABLE.holdings()) == ROWS


# --- the shipped table --------------------------------------------------------------------------------


def test_the_shipped_table_knows_its_holders_by_name_and_by_office() -> None:
    table = shipped_table()
    assert len(table) > 5000
    for number, holding in enumerate(table.holdings()):
        if number % 40:
            continue
        span = holding.known
        assert span, holding
        by_office = holders_of(holding.office, span[1], posted_to=holding.posted_to)
        assert not isinstance(by_office, Absent), holding
        assert holding in by_office, holding
        by_name = offices_of(holding.name, span[1], country=holding.office.country)
        if holding.office.country or " " in holding.name:
            assert not isinstance(by_name, Absent), holding
            assert holding in by_name, holding


@pytest.mark.parametrize(
    ("words", "country", "day", "name"),
    [
        ("foreign minister", "BY", "2023-01-12", "Sergei Aleinik"),
        ("foreign minister", "US", "2023-01-12", "Antony Blinken"),
        ("prime minister", "DE", "2015-01-12", "Angela Merkel"),
        ("president", "RU", "2023-01-12", "Vladimir Putin"),
        ("foreign ministry spokeswoman", "RU", "2023-01-12", "Maria Zakharova"),
    ],
)
def test_holders_that_everybody_knows(words: str, country: str, day: str, name: str) -> None:
    office = office_named(words, country=country)
    assert office
    found = holders_of(office, date.fromisoformat(day))
    assert not isinstance(found, Absent)
    assert [h.name for h in found] == [name]
    assert all(h.sources and h.as_of for h in found)


def test_rows_are_whole() -> None:
    for holding in shipped_table().holdings():
        assert holding.sources
        assert holding.name.strip() == holding.name
        assert holding.office.country or holding.office.organisation
        assert holding.earliest is None or holding.earliest <= holding.latest


def test_bodies_are_called_as_mentions_call_them() -> None:
    bodies = {h.office.organisation for h in shipped_table().holdings() if h.office.organisation}
    bodies |= {body for rule in load("roles")["same"] for body in rule.get("organisations", ()) if body}
    bodies |= {rule["means"].get("organisation") for rule in load("roles")["same"]} - {None}
    assert {body: usual_body(body) for body in sorted(bodies) if usual_body(body) != body} == {}
