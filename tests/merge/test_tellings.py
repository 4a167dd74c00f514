"""Tellings: words by which somebody is said to have stayed away."""

from __future__ import annotations

import pytest

from dragoman.merge.tellings import says_away


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
