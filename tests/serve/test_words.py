"""Values in words."""

from __future__ import annotations

from datetime import datetime

import pytest

from dragoman.serve.words import between, interval_words, place_words, plural, reason_words, shortened
from dragoman.types import Absent, Evidence, Granularity, Interval, Modifier, Participant, Place, Reason

DAY, MONTH, YEAR, MINUTE = Granularity.DAY, Granularity.MONTH, Granularity.YEAR, Granularity.MINUTE


def day(words: str) -> datetime:
    return datetime.fromisoformat(words)


CASES = [
    (Interval(day("2023-01-19"), day("2023-01-20"), DAY), "2023-01-19"),
    (Interval(day("2023-01-16"), day("2023-02-02"), DAY), "2023-01-16 to 2023-02-01"),
    (Interval(day("2023-01-01"), day("2023-02-01"), MONTH), "2023-01"),
    (Interval(day("2022-12-01"), day("2023-02-01"), MONTH), "2022-12 to 2023-01"),
    (Interval(day("2022-01-01"), day("2023-01-01"), YEAR), "2022"),
    (Interval(day("2022-01-01"), day("2024-01-01"), YEAR), "2022 to 2023"),
    (Interval(day("2022-03-05"), day("2023-01-01"), YEAR), "2022-03-05 to 2022-12-31"),
    (Interval(day("2023-09-01"), day("2023-12-01"), Granularity.SEASON), "2023-09-01 to 2023-11-30"),
    (Interval(day("2023-12-15T10:00"), day("2023-12-15T10:01"), MINUTE, zone="UTC"), "2023-12-15 10:00 UTC"),
    (Interval(day("2023-12-15T10:00"), day("2023-12-15T12:30"), MINUTE), "2023-12-15 10:00 to 12:30"),
    (Interval(day("2023-12-15T22:00"), day("2023-12-16T02:00"), MINUTE), "2023-12-15 22:00 to 2023-12-16 02:00"),
    (Interval(day("2023-01-01"), day("2023-01-11"), DAY, Modifier.EARLY), "early 2023-01-01 to 2023-01-10"),
    (Interval(day("2023-01-19"), None, DAY, Modifier.AFTER), "from 2023-01-19 on"),
    (Interval(None, day("2023-01-20"), DAY, Modifier.UNTIL), "until 2023-01-19"),
    (Interval(None, day("2023-01-19"), DAY, Modifier.BEFORE), "before 2023-01-19"),
    (Interval(None, None, DAY), "at any time"),
]


@pytest.mark.parametrize(("interval", "expected"), CASES)
def test_a_time_is_as_fine_as_it_was_said(interval: Interval, expected: str) -> None:
    assert interval_words(interval) == expected


def side(*names: str) -> tuple[Participant, ...]:
    return tuple(Participant(name, name, Evidence("d", None, name, "test")) for name in names)


@pytest.mark.parametrize(
    ("actor", "recipient", "others", "expected"),
    [
        (side("A"), side("B"), (), "A > B"),
        (side("A", "B"), (), (), "A, B"),
        ((), side("B"), (), "? > B"),
        (side("A", "A"), (), side("C"), "A (with C)"),
        ((), (), (), ""),
    ],
)
def test_who_and_with_whom(
    actor: tuple[Participant, ...], recipient: tuple[Participant, ...], others: tuple[Participant, ...], expected: str
) -> None:
    assert between(actor, recipient, others) == expected


def test_places_reasons_and_counts() -> None:
    assert place_words(Place("Minsk", "capital", "BY")) == "Minsk, BY"
    assert place_words(Place("Belarus", "country", "BY")) == "Belarus"
    assert reason_words(Absent(Reason.AMBIGUOUS, "two days")) == "ambiguous (two days)"
    assert reason_words(Absent(Reason.NOT_STATED)) == "not stated"
    assert [plural(n, "report") for n in (0, 1, 1200)] == ["0 reports", "1 report", "1,200 reports"]


@pytest.mark.parametrize(
    ("words", "to", "expected"),
    [("one\n two", 20, "one two"), ("abcdefghijklmnop", 9, "abcd … op"), ("exactly", 7, "exactly")],
)
def test_long_words_are_cut_in_the_middle(words: str, to: int, expected: str) -> None:
    assert shortened(words, to=to) == expected
