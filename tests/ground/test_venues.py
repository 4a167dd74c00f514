"""Venues: in the words of the clause, apart from town and country."""

from __future__ import annotations

import pytest

from dragoman import page_from_bytes, record_of
from dragoman.types import Absent, Reason, Value

HEAD = "HALDEN, 5 March 2024 (Neris) - "


@pytest.mark.parametrize(
    ("sentence", "venue"),
    [
        ("Margus Tsahkna met Baiba Braze at the Palace of Nations in Geneva on Tuesday.", "Palace of Nations"),
        ("French President Emmanuel Macron received Donald Tusk at the Elysee Palace.", "Elysee Palace"),
        ("The ministers signed a plan of consultations in the ministry's guesthouse.", "ministry's guesthouse"),
        ("Estonia and Latvia held talks in an old castle near Riga.", "old castle"),
        (
            "Estonian Foreign Minister Margus Tsahkna visited the headquarters of the brigade on Tuesday.",
            "headquarters",
        ),
        ("The visit of French President Emmanuel Macron to the shrine of the martyrs was cancelled.", "shrine"),
    ],
)
def test_a_venue_is_the_words_of_the_clause(sentence: str, venue: str) -> None:
    record = record_of(page_from_bytes(f"{HEAD}{sentence}".encode(), name="x.txt"))
    found = [report.venue for report in record.reports if isinstance(report.venue, Value)]
    assert [v.value for v in found] == [venue]
    assert [e.exact for v in found for e in v.evidence] == [venue]


@pytest.mark.parametrize(
    "sentence",
    [
        "Estonian Foreign Minister Margus Tsahkna met his Latvian counterpart Baiba Braze in Riga on Tuesday.",
        "Estonia and Latvia held talks in the interest of peace.",
        "Estonia's foreign minister met the head of the Latvian parliament in Riga.",
    ],
)
def test_a_town_an_interest_and_somebody_s_body_are_none(sentence: str) -> None:
    record = record_of(page_from_bytes(f"{HEAD}{sentence}".encode(), name="x.txt"))
    assert record.reports
    for report in record.reports:
        assert isinstance(report.venue, Absent)
        assert report.venue.reason is Reason.NOT_STATED


def test_the_town_stays_the_place() -> None:
    text = f"{HEAD}Margus Tsahkna met Baiba Braze at the Palace of Nations in Geneva on Tuesday."
    (report,) = record_of(page_from_bytes(text.encode(), name="x.txt")).reports
    assert isinstance(report.place, Value)
    assert report.place.value.name == "Geneva"
