"""Tellings: words by which somebody is said to have stayed away, and which of a row it is."""

from __future__ import annotations

import pytest

from dragoman.merge.tellings import number_in, says_away, tellings_of
from dragoman.pipeline import record_of
from dragoman.read import page_from_bytes


@pytest.mark.parametrize(
    "sentence",
    [
        "The chancellor will not attend the regatta of the lake states.",
        "Zarina won't be joining the round in Tartu.",
        "The envoy is no longer expected to take part.",
        "He decided not to attend the opening.",
        "The duke skips the jubilee summit.",
        "Two delegations boycotted the second day.",
        "The minister stays away from the forum.",
        "Zarina Will Not Attend the Summit",
        "His decision to stay away was expected.",
        "The premier pulled out of the round in Tartu.",
    ],
)
def test_who_stays_away_is_said_to(sentence: str) -> None:
    assert says_away(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The chancellor will attend the regatta of the lake states.",
        "The talks did not take place.",
        "They will not sign the accord.",
        "The skipper of the ferry met the harbour master.",
    ],
)
def test_what_is_off_or_attended_is_not(sentence: str) -> None:
    assert not says_away(sentence)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("25th session", 25),
        ("COP31 climate summit", 31),
        ("Cop 31", 31),
        ("third round", 3),
        ("G20 summit", None),
        ("session", None),
    ],
)
def test_which_of_a_row_it_is(words: str, number: int | None) -> None:
    assert number_in(words) == number


def test_who_did_not_attend_is_missing_from_the_one_meeting_of_the_document() -> None:
    text = (
        "RIGA, 14 March 2024 (Amber Wire) - Latvian Foreign Minister Krisjanis Karins met his Estonian counterpart "
        "Margus Tsahkna in Riga on Tuesday.\n\nLithuanian Foreign Minister Gabrielius Landsbergis did not attend "
        "the meeting, the ministry told reporters."
    )
    told = tellings_of(record_of(page_from_bytes(text.encode(), name="text.txt")))
    met = next(t for t in told if t.time is not None)
    assert [name for _, name in met.absent] == ["Gabrielius Landsbergis"]
