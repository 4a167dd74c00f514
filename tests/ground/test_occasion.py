"""When and where: times and places of reports over whole texts, and the joining of from and to."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ground.occasion import time_of_trigger
from dragoman.ground.times import Direction, direction_of, publication_day
from dragoman.spans import OffsetMap, Span
from dragoman.types import (
    NOT_STATED,
    Absent,
    Document,
    Evidence,
    Granularity,
    Interval,
    Modifier,
    Part,
    Reason,
    Status,
    Timex,
    Trigger,
    Value,
    Zone,
    ZoneKind,
)
from tests.ground.texts import FILLER, KARINS, TSAHKNA, days, names, of_mode, only, place, record, wire

KNOWN_FAILURE = pytest.mark.xfail(strict=True, reason="not right yet")
PUBLISHED = date(2024, 3, 14)


# --- times ----------------------------------------------------------------------------------------


def test_a_time_to_come_takes_its_year_forward_from_the_dateline() -> None:
    assert days(only(wire(f"{KARINS} will visit Estonia on 9 January."), "visit")) == (date(2025, 1, 9),) * 2


def test_a_time_gone_by_takes_its_year_back_from_the_dateline() -> None:
    assert days(only(wire(f"{KARINS} visited Estonia on 9 November."), "visit")) == (date(2023, 11, 9),) * 2


def test_without_a_date_of_its_own_a_text_gives_no_year() -> None:
    found = record(f"{KARINS} will visit Lithuania on 19 March.\n\n{FILLER}\n")
    time = only(found, "visit").time
    assert isinstance(time, Absent)
    assert time.reason == Reason.NO_YEAR


def test_each_event_of_a_sentence_has_the_time_of_its_own_clause() -> None:
    found = wire(f"{KARINS} visited Estonia on 5 March and will visit Poland on 19 March.")
    first, second = of_mode(found, "visit")
    assert (days(first)[0], days(second)[0]) == (date(2024, 3, 5), date(2024, 3, 19))


@pytest.mark.parametrize(
    "words",
    [
        "accused Belarus of an attack last week.",
        "accused Belarus over the poisoning in 2019.",
        "met Estonian Foreign Minister Margus Tsahkna ahead of next week's congress.",
    ],
)
def test_the_time_of_what_it_is_about_is_not_its_own(words: str) -> None:
    reports = wire(f"{KARINS} {words}").reports
    assert reports
    assert all(not isinstance(report.time, Value) for report in reports)


@pytest.mark.parametrize(
    "words",
    ["accused Belarus of an attack on a ferry on Tuesday.", "met Estonian Foreign Minister Margus Tsahkna on Tuesday."],
)
def test_a_time_that_may_be_its_own_stays(words: str) -> None:
    reports = wire(f"{KARINS} {words}").reports
    assert [days(report) for report in reports] == [(date(2024, 3, 12),) * 2]


@pytest.mark.parametrize(
    "words",
    [
        "will be held from 18 March to 2 April.",
        "will begin on 18 March and last until 2 April.",
        "will begin on 18 March. The exercises will last until 2 April.",
        pytest.param("will begin on 18 March. They will last until 2 April.", marks=KNOWN_FAILURE),
    ],
)
def test_from_and_to_are_one_stretch(words: str) -> None:
    found = wire(f"Joint military exercises of Latvia and Estonia {words}")
    assert days(only(found, "exercise")) == (date(2024, 3, 18), date(2024, 4, 2))


def test_after_the_meeting_is_counted_from_the_meeting() -> None:
    found = wire(
        f"{KARINS} will meet {TSAHKNA} in Tallinn on 19 March. "
        "Following the meeting, Latvia and Estonia will sign a memorandum of understanding."
    )
    time = only(found, "sign").time
    assert isinstance(time, Value)
    assert (time.value.first_day, time.value.end, time.value.modifier) == (date(2024, 3, 19), None, Modifier.AFTER)


def test_after_a_meeting_of_no_known_day_is_no_time() -> None:
    found = wire(
        f"{KARINS} will meet {TSAHKNA} in Tallinn. "
        "Following the meeting, Latvia and Estonia will sign a memorandum of understanding."
    )
    assert isinstance(only(found, "sign").time, Absent)


def test_what_is_under_way_is_of_the_day_of_publication() -> None:
    report = only(wire(f"{KARINS} is holding talks with {TSAHKNA} in Tallinn."), "talks")
    assert (report.status, days(report)) == (Status.UNDER_WAY, (PUBLISHED, PUBLISHED))


def test_what_has_happened_is_not_dated_by_publication() -> None:
    time = only(wire(f"{KARINS} arrived in Tallinn."), "visit").time
    assert isinstance(time, Absent)
    assert time.reason == Reason.NOT_STATED


_LIVE = (
    "LIVE: ministers in Tallinn\n\n14 March 2024\n\n"
    f"{KARINS} is meeting {TSAHKNA} in Tallinn.\n\n{KARINS} arrived in Tallinn.\n\n{FILLER}\n"
)


def test_a_live_page_tells_of_its_own_day() -> None:
    found = record(_LIVE)
    assert days(only(found, "visit")) == days(only(found, "meeting")) == (PUBLISHED, PUBLISHED)


def test_the_same_words_on_a_page_that_is_not_live_do_not() -> None:
    found = record(_LIVE.replace("LIVE: ministers", "Ministers"))
    assert isinstance(only(found, "visit").time, Absent)
    assert days(only(found, "meeting")) == (PUBLISHED, PUBLISHED)


def test_what_a_live_page_says_of_another_place_is_not_of_its_day() -> None:
    found = record(_LIVE.replace("arrived in Tallinn.", "visited Poland."))
    assert isinstance(only(found, "visit").time, Absent)


def test_an_entry_of_a_live_page_may_begin_with_the_clock() -> None:
    found = record(_LIVE.replace(f"{KARINS} is", f"12:40 {KARINS} is"))
    assert names(only(found, "meeting")) == {"Krisjanis Karins", "Margus Tsahkna"}


# --- places ---------------------------------------------------------------------------------------


def test_the_host_of_a_visit_is_the_country_of_the_city() -> None:
    report = only(wire(f"{KARINS} arrived in Tallinn on 12 March."), "visit")
    assert [p.name for p in report.recipient] == ["Estonia"]
    assert place(report) == "Tallinn"


def test_the_city_of_a_meeting_takes_no_part_in_it() -> None:
    report = only(wire(f"{KARINS} met {TSAHKNA} in Warsaw on 12 March."), "meeting")
    assert names(report) == {"Krisjanis Karins", "Margus Tsahkna"}
    assert place(report) == "Warsaw"


_CAPTIONED = (
    "<html><body><article><h1>Ministers to talk about the railway</h1><p>14 March 2024</p>"
    "<figure><img src='a.jpg'><figcaption>Krisjanis Karins and Margus Tsahkna met in Vilnius. Photo: A. Berzins"
    f"</figcaption></figure><p>{KARINS} will meet {TSAHKNA} next week, the ministry said.</p>"
    f"<p>{FILLER}</p></article></body></html>"
)


def test_a_caption_never_places_an_event() -> None:
    report = only(record(_CAPTIONED, name="page.html"), "meeting")
    assert isinstance(report.place, Absent)
    assert report.status == Status.ANNOUNCED


def test_a_photo_line_in_plain_text_never_places_an_event() -> None:
    found = wire(f"{KARINS} will meet {TSAHKNA} next week.", "Photo: Karins and Tsahkna in Vilnius. A. Berzins")
    assert isinstance(only(found, "meeting").place, Absent)


def test_the_city_of_the_dateline_is_where_it_was_written_and_not_where_it_was() -> None:
    assert isinstance(only(wire(f"{KARINS} met {TSAHKNA} on 12 March."), "meeting").place, Absent)


# --- news and background --------------------------------------------------------------------------


def test_what_stands_under_background_is_background() -> None:
    found = wire(
        f"{KARINS} arrived in Tallinn on 12 March.", FILLER, "Background", f"{KARINS} visited Lithuania on 8 March."
    )
    assert [(place(r), r.part) for r in of_mode(found, "visit")] == [
        ("Tallinn", Part.NEWS),
        ("Lithuania", Part.BACKGROUND),
    ]


def test_what_was_long_before_is_background() -> None:
    found = wire(f"{KARINS} arrived in Tallinn on 12 March. Karins visited Poland on 4 January 2024.")
    assert [r.part for r in of_mode(found, "visit")] == [Part.NEWS, Part.BACKGROUND]


def test_what_is_far_ahead_is_news() -> None:
    assert only(wire(f"{KARINS} will visit Poland in 2026."), "visit").part == Part.NEWS


# --- what holds of any times ----------------------------------------------------------------------

_TEXT = "It starts on one day and lasts until another."
_DOCUMENT = Document(
    "d",
    "d",
    None,
    _TEXT,
    (Zone(ZoneKind.BODY, Span(0, len(_TEXT)), "test"),),
    OffsetMap.identity(len(_TEXT)),
    NOT_STATED,
    NOT_STATED,
    NOT_STATED,
    (),
    NOT_STATED,
)
_CLAUSE = Span(0, len(_TEXT))
_DAYS = st.integers(0, 800).map(lambda n: datetime(2023, 1, 1) + timedelta(days=n))


def _trigger(status: Status = Status.ANNOUNCED, clause: Span = _CLAUSE) -> Trigger:
    return Trigger(Span(3, 9), clause, "COOPERATE", "exercise", status, (Span(3, 9),))


def _timex(words: str, interval: Interval) -> Timex:
    at = _TEXT.index(words)
    span = Span(at, at + len(words))
    return Timex(span, Value(interval, (Evidence("d", span, words, "test"),)), "test")


@given(_DAYS, _DAYS)
def test_from_one_day_until_a_later_one_is_joined_and_else_is_not(first: datetime, last: datetime) -> None:
    start = _timex("one day", Interval(first, first + timedelta(days=1), Granularity.DAY))
    until = _timex("until another", Interval(None, last + timedelta(days=1), Granularity.DAY, Modifier.UNTIL))
    found = time_of_trigger(
        _DOCUMENT, _trigger(), (start, until), sentence=Span(0, 20), event_time=lambda _: NOT_STATED
    )
    assert isinstance(found, Value)
    assert found.value.start == first
    end = last if last >= first else first
    assert found.value.end == end + timedelta(days=1)
    assert [e.exact for e in found.evidence] == ["one day", "until another"][: 1 + (last >= first)]


@given(_DAYS)
def test_a_time_outside_the_clause_is_not_the_event_s(day: datetime) -> None:
    time = _timex("until another", Interval(day, day + timedelta(days=1), Granularity.DAY))
    trigger = _trigger(clause=Span(0, 20))
    assert (
        time_of_trigger(_DOCUMENT, trigger, (time,), sentence=Span(0, 20), event_time=lambda _: NOT_STATED)
        == NOT_STATED
    )


def test_an_undated_document_has_no_day_of_publication() -> None:
    assert publication_day(_DOCUMENT) is None


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.OVERDUE, Status.UNDER_WAY)])
def test_only_what_happened_looks_back_and_only_what_is_to_come_looks_ahead(status: Status) -> None:
    ahead = {Status.PROPOSED, Status.ANNOUNCED, Status.CONFIRMED, Status.RESCHEDULED}
    expected = Direction.BACK if status == Status.OCCURRED else Direction.FORWARD if status in ahead else Direction.NONE
    assert direction_of(_trigger(status)) == expected
