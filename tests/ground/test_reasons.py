"""Why something was put off or not held: the words of the sentence that says so, or nothing."""

from __future__ import annotations

import pytest

from dragoman import page_from_bytes, record_of
from dragoman.types import Report, Value

HEAD = "HALDEN, 5 March 2024 (Neris) - "


def reports_of(sentence: str) -> tuple[Report, ...]:
    return record_of(page_from_bytes(f"{HEAD}{sentence}".encode(), name="x.txt")).reports


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The summit of Kenya and Uganda was postponed because of the floods.", "because of the floods"),
        (
            "The summit of Kenya and Uganda was postponed over a border dispute, the agency said.",
            "over a border dispute",
        ),
        (
            "Colombian President Gustavo Petro postponed his trip to Guyana, citing health reasons.",
            "citing health reasons",
        ),
        (
            "The visit of French President Emmanuel Macron to Kyiv has been called off for security reasons.",
            "for security reasons",
        ),
        (
            "Because of the floods, the session of the commission of Chad and Niger was put off until May.",
            "Because of the floods",
        ),
        (
            "The visit of Estonian Foreign Minister Margus Tsahkna to Riga was cancelled after the death of his host.",
            "after the death of his host",
        ),
        (
            "The planned meeting of Peru and Chile in Lima did not take place because of the elections.",
            "because of the elections",
        ),
        ("Sudan refused to meet Ethiopia in protest at the dam.", "in protest at the dam"),
    ],
)
def test_the_reason_is_in_the_words_of_the_sentence(sentence: str, why: str) -> None:
    found = [report.why for report in reports_of(sentence) if isinstance(report.why, Value)]
    assert [v.value for v in found] == [why]
    assert [e.exact for v in found for e in v.evidence] == [why]


@pytest.mark.parametrize(
    "sentence",
    [
        "The summit of Kenya and Uganda was postponed over the weekend.",
        "The summit of Kenya and Uganda was postponed after two days of silence.",
        "Egypt called off talks with Ethiopia over the dam.",
        "Egypt and Ethiopia failed to reach an agreement over the dam in December.",
        "Poland delayed a military exercise with Latvia amid a standoff over the border crossings.",
        "The summit of Kenya and Uganda has been cancelled, the agency reported, citing a Kenyan official.",
        "The summit of Kenya and Uganda was cancelled, and the presidents rested because of the heat.",
        "Kenya and Uganda met in Kampala because of the floods.",
        "The summit of Kenya and Uganda was postponed for the same reason.",
    ],
)
def test_a_time_a_topic_a_source_and_another_verb_s_reason_are_none(sentence: str) -> None:
    found = reports_of(sentence)
    assert found
    assert not [report.why for report in found if isinstance(report.why, Value)]
