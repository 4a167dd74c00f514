"""Names said again by a noun, sides of a plural office, chains through outlets, and mechanisms that come back."""

from __future__ import annotations

import pytest

from dragoman.ground.recurrence import with_recurrences
from dragoman.pipeline import record_of
from dragoman.read import page_from_bytes
from dragoman.types import Record, Value, value_of
from dragoman.understand import understand
from tests.ground.texts import KARINS, wire


def speakers(found: Record) -> list[str | None]:
    return [value_of(q.speaker) for q in found.quotations]


def chain(found: Record) -> list[str]:
    return [link.name for link in found.source_chain]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'The ferry will sail, the Mirador agency reported. "The pier is ready," the agency said.',
            ["Mirador", "Mirador"],
        ),
        (
            'It will sail, the spokesman of the Latvian foreign ministry said. "It is," the spokesman said.',
            ["Ministry of Foreign Affairs of Latvia"] * 2,
        ),
        (
            'The ferry sails, the press service of the Latvian foreign ministry said. "So," the press service said.',
            ["Ministry of Foreign Affairs of Latvia"] * 2,
        ),
        (
            "The ferry will sail, the Latvian Foreign Ministry said. The ministry said that the pier was ready.",
            ["Ministry of Foreign Affairs of Latvia"] * 2,
        ),
        ("The ferry will sail, the defence ministry in Riga said.", ["Ministry of Defence of Latvia"]),
        ('"The pier is ready," a border guard officer said.', ["a border guard officer"]),
    ],
)
def test_speakers(text: str, expected: list[str]) -> None:
    assert speakers(wire(text)) == expected


def test_two_ministries_are_no_one_ministry() -> None:
    text = "The Latvian Foreign Ministry and the Estonian Foreign Ministry spoke. The ministry said that it was late."
    assert speakers(wire(text)) == ["The ministry"]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"The second ferry to Estonia will sail on Monday, {KARINS} said.", ["Krisjanis Karins"]),
        (
            f"The second ferry to Estonia will sail on Monday, {KARINS} told the Mirador agency.",
            ["Krisjanis Karins", "Mirador"],
        ),
        (
            "The ferry will sail for Estonia on Monday, the Mirador news agency reported, "
            "citing the Latvian foreign ministry.",
            ["Ministry of Foreign Affairs of Latvia", "Mirador"],
        ),
        ("The ferry will sail on Monday. A sailor said that it was ready.", []),
    ],
)
def test_the_lead_says_where_the_news_is_from(text: str, origin: list[str]) -> None:
    assert chain(wire(text)) == [*origin, "Amber Wire"]


def test_a_plural_office_is_both_their_offices() -> None:
    found = wire("Foreign Ministers Krisjanis Karins of Latvia and Margus Tsahkna of Estonia met in Riga.")
    held = {a.name: a.office for a in found.actors}
    for name, country in (("Krisjanis Karins", "LV"), ("Margus Tsahkna", "EE")):
        office = held[name]
        assert isinstance(office, Value)
        assert (office.value.title, office.value.country) == ("Minister of Foreign Affairs", country)
        assert office.evidence


def test_an_appointment_gives_the_office() -> None:
    found = wire("Krisjanis Karins was appointed foreign minister of Latvia in June.")
    office = next(value_of(a.office) for a in found.actors if a.name == "Krisjanis Karins")
    assert office is not None
    assert (office.title, office.country) == ("Minister of Foreign Affairs", "LV")


def test_an_abbreviation_in_the_dateline_is_the_name_on_top() -> None:
    text = (
        "Amber Coast Wire\n\nLatvia opens a second ferry line to Estonia\n\n14 March 2024\n\n"
        "RIGA, March 14 (ACW) - Latvia opened a second ferry line to Estonia on Thursday, after two years of talks.\n\n"
        "The ferry is small, and it has no restaurant.\n\n(Reporting by the Riga desk of ACW)\n"
    )
    found = record_of(page_from_bytes(text.encode(), name="text.txt"))
    assert value_of(found.document.publisher) == "Amber Coast Wire"
    assert found.document.zones[-1].kind.value == "credits"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The joint session is held annually.", "annual"),
        ("Such sessions take place every two years.", "biennial"),
        ("The boards meet once a year.", "annual"),
        ("The joint session is not held annually.", None),
        ("The harbour festival is held annually.", None),
    ],
)
def test_recurrence_in_a_sentence_of_its_own(sentence: str, expected: str | None) -> None:
    text = "The foreign ministries of Latvia and Estonia will hold a joint session of their boards in Riga on 20 March."
    found = wire(text, sentence)
    said = understand(found.document)
    reports = with_recurrences(found.document, said.sentences, said.recurrences, found.reports)
    assert [value_of(r.recurrence) for r in reports if r.mode == "meeting" and r.recurrence] == (
        [expected] if expected else []
    )
