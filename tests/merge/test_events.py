"""Events: which reports are of one occurrence, what is kept of each, and that the order of arrival changes nothing."""

from __future__ import annotations

import random
from datetime import date

import pytest

from dragoman.merge.events import events_of
from dragoman.merge.history import is_overdue
from dragoman.merge.likeness import APART, compare, score_of
from dragoman.merge.tellings import Telling
from dragoman.types import Status
from tests.merge.told import LATVIA, MINISTERS, PEOPLE, RIGA, TARTU, on, told

ANNOUNCED = told("a", "2031-03-01", status=Status.ANNOUNCED, time=on("2031-03-09"), place=RIGA)
LIVE = told("b", "2031-03-09", status=Status.UNDER_WAY, time=on("2031-03-09"), place=RIGA)
AFTER = told("c", "2031-03-10", time=on("2031-03-09"), place=RIGA)


def ids(*tellings: Telling) -> list[tuple[str, ...]]:
    return sorted(e.report_ids for e in events_of(tellings))


def test_announcement_live_report_and_aftermath_are_one_event() -> None:
    (event,) = events_of([AFTER, ANNOUNCED, LIVE])
    assert event.report_ids == ("a-r0", "b-r0", "c-r0")
    assert [(h.status, h.known_on) for h in event.history] == [
        (Status.ANNOUNCED, date(2031, 3, 1)),
        (Status.UNDER_WAY, date(2031, 3, 9)),
        (Status.OCCURRED, date(2031, 3, 10)),
    ]
    assert event.status is Status.OCCURRED


def test_two_editions_are_two_events_also_through_a_third_report() -> None:
    other = told("d", "2032-03-10", time=on("2032-03-09"), place=RIGA)
    vague = told("e", "2032-03-11", time=on("2031-01-01", "2032-12-31"), place=RIGA)
    assert len(ids(ANNOUNCED, AFTER, other, vague)) >= 2
    found = {key: event for event in events_of([ANNOUNCED, AFTER, other, vague]) for key in event.report_ids}
    assert found["c-r0"] is not found["d-r0"]


def test_what_an_undated_report_of_the_next_day_tells_is_the_same() -> None:
    assert ids(AFTER, told("d", "2031-03-10", people=PEOPLE)) == [("c-r0", "d-r0")]


def test_what_an_undated_report_of_another_year_tells_is_not() -> None:
    assert len(ids(AFTER, told("d", "2033-03-10"))) == 2


def test_presidents_do_not_meet_where_ministers_do() -> None:
    presidents = (("EE", ("head of state",)), ("LV", ("head of state",)))
    assert len(ids(AFTER, told("d", "2031-03-10", time=on("2031-03-09"), place=RIGA, parties=presidents))) == 2


def test_a_document_that_tells_talks_and_a_session_tells_two_events() -> None:
    talks = told("c", "2031-03-10", number=1, words="talks", mode="talks", time=on("2031-03-09"), place=RIGA)
    assert len(ids(AFTER, talks)) == 2
    elsewhere = told("d", "2031-03-10", words="talks", mode="talks", time=on("2031-03-09"), place=RIGA)
    assert len(ids(AFTER, elsewhere)) == 1


def test_other_people_in_the_same_post_are_of_another_time() -> None:
    one = told("a", "2031-03-10", people=PEOPLE)
    other = told("b", "2031-03-12", people=(("person:berzs:LV", "LV"), ("person:kask:EE", "EE")))
    assert len(ids(one, other)) == 2


LATVIAN = (("LV", ("foreign affairs",)),)
ZARINA = PEOPLE[1:]


def test_one_who_meets_somebody_unnamed_may_have_met_anybody() -> None:
    bakers = "Zarina meets the guild of bakers about the price of flour"
    sailors = "Zarina greets sailors of the northern fleet on their return"
    one = told("a", "2031-03-10", parties=LATVIAN, people=ZARINA, sentence=bakers)
    other = told("b", "2031-03-12", parties=LATVIAN, people=ZARINA, sentence=sailors)
    assert len(ids(one, other)) == 2
    again = told("c", "2031-03-11", parties=LATVIAN, people=ZARINA, sentence="Guild of bakers hears Zarina on flour")
    assert ids(one, again) == [("a-r0", "c-r0")]


def test_who_met_somebody_else_met_at_another_time() -> None:
    other = (PEOPLE[0], ("person:berzs", ""))
    assert score_of(compare(told("a", "2031-03-10", people=PEOPLE), told("b", "2031-03-10", people=other))) < 3.0


def test_a_name_in_common_is_no_word_in_common() -> None:
    one = told("a", "2031-03-10", parties=LATVIAN, people=ZARINA, sentence="Zarina and the weavers, Zarina and looms")
    other = told("b", "2031-03-10", parties=LATVIAN, people=ZARINA, sentence="Zarina on ferries, Zarina on harbours")
    assert "words" not in {c.what for c in compare(one, other) if c.weight > 0}


def test_visits_of_two_visitors_are_two() -> None:
    visit = {"family": "visit", "mode": "visit", "words": "visit", "time": on("2031-03-09"), "place": RIGA}
    one = told("a", "2031-03-10", visitors=("EE",), **visit)  # type: ignore[arg-type]
    host = told("b", "2031-03-10", visitors=("LV",), **visit)  # type: ignore[arg-type]
    unsaid = told("c", "2031-03-10", **visit)  # type: ignore[arg-type]
    assert ids(one, host) == [("a-r0",), ("b-r0",)]
    assert ids(one, unsaid) == [("a-r0", "c-r0")]


def test_the_year_alone_is_no_time_in_common() -> None:
    dated = told("a", "2031-03-10", time=on("2031-03-09"))
    outcomes = {
        c.outcome: c.weight for c in compare(dated, told("b", "2031-12-01", time=on("2031-01-01", "2031-12-31")))
    }
    assert outcomes["within the year"] == 0.0
    outcomes = {
        c.outcome: c.weight for c in compare(dated, told("b", "2031-03-01", time=on("2031-03-01", "2031-03-31")))
    }
    assert outcomes["within the time"] > 0.0


def test_that_it_was_held_weighs_against_that_it_was_not() -> None:
    held, denied = told("a", "2031-03-10"), told("b", "2031-03-10", status=Status.DENIED)
    assert score_of(compare(held, denied)) < score_of(compare(held, told("c", "2031-03-10")))


@pytest.mark.parametrize("late", [Status.ANNOUNCED, Status.DENIED])
def test_what_took_place_did_so_whatever_one_late_report_says(late: Status) -> None:
    days = {"time": on("2031-03-09"), "place": RIGA}
    stray = told("z", "2031-03-12", status=late, **days)  # type: ignore[arg-type]
    (event,) = events_of([LIVE, AFTER, stray])
    assert event.status is Status.OCCURRED
    others = [told(name, "2031-03-12", status=late, **days) for name in "uvw"]  # type: ignore[arg-type]
    (event,) = events_of([LIVE, AFTER, *others])
    assert event.status is late


def test_all_values_are_kept_with_who_says_them() -> None:
    elsewhere = told("d", "2031-03-10", time=on("2031-03-09"), place=TARTU, people=PEOPLE)
    relay = told("e", "2031-03-11", time=on("2031-03-09"), place=RIGA, origin="c")
    (event,) = events_of([ANNOUNCED, AFTER, elsewhere, relay])
    assert [(c.value.name, c.report_ids, c.roots) for c in event.places] == [
        ("Riga", ("a-r0", "c-r0", "e-r0"), 2),
        ("Tartu", ("d-r0",), 1),
    ]


def test_a_country_is_less_precise_than_its_city_and_no_other_place() -> None:
    assert ids(AFTER, told("d", "2031-03-10", time=on("2031-03-09"), place=LATVIA)) == [("c-r0", "d-r0")]


def test_each_join_can_be_replayed() -> None:
    (event,) = events_of([ANNOUNCED, LIVE, AFTER])
    by_key = {t.key: t for t in (ANNOUNCED, LIVE, AFTER)}
    assert len(event.joins) == 2
    for join in event.joins:
        again = compare(by_key[join.one], by_key[join.other])
        assert (again, score_of(again)) == (join.compared, join.score)


def test_comparing_is_the_same_both_ways() -> None:
    assert compare(ANNOUNCED, AFTER) == compare(AFTER, ANNOUNCED)


def test_what_sets_apart_outweighs_everything() -> None:
    other = told("d", "2031-03-10", time=on("2031-05-09"), place=RIGA, people=PEOPLE)
    compared = compare(AFTER, other)
    assert ("time", "another day", APART) in [(c.what, c.outcome, c.weight) for c in compared]
    assert score_of(compared) < -50


def test_signings_are_one_by_their_instrument() -> None:
    of = frozenset({"plan"})
    one, other = (
        told(d, "2031-03-09", words="signed", mode="sign", family="sign", about=of, parties=p)
        for d, p in (("a", MINISTERS), ("b", ()))
    )
    treaty = told("c", "2031-03-09", words="signed", mode="sign", family="sign", about=frozenset({"treaty"}))
    assert ids(one, other, treaty) == [("a-r0", "b-r0"), ("c-r0",)]


def test_news_decides_the_status_and_background_only_where_there_is_none() -> None:
    later = told("d", "2031-04-10", status=Status.ANNOUNCED, time=on("2031-03-09"), place=RIGA, background=True)
    (event,) = events_of([AFTER, later])
    assert event.status is Status.OCCURRED
    (alone,) = events_of([later])
    assert alone.status is Status.ANNOUNCED


# --- as known on a day


def status_on(tellings: list[Telling], day: date) -> Status:
    """The status of the one event of what was published up to a day; `UNKNOWN` where nothing was."""
    known = [t for t in tellings if t.published and t.published <= day]
    if not known:
        return Status.UNKNOWN
    (event,) = events_of(known)
    return (
        Status.OVERDUE if is_overdue(event, max((t.due for t in known if t.due), default=None), day) else event.status
    )


def test_before_anything_is_published_nothing_is_known() -> None:
    assert status_on([ANNOUNCED, AFTER], date(2031, 2, 1)) is Status.UNKNOWN


@pytest.mark.parametrize(
    ("day", "status"),
    [("2031-03-01", "announced"), ("2031-03-09", "announced"), ("2031-03-10", "occurred"), ("2032-01-01", "occurred")],
)
def test_the_status_on_a_day_is_that_of_what_was_published_by_then(day: str, status: str) -> None:
    assert status_on([ANNOUNCED, AFTER], date.fromisoformat(day)) == status


def test_what_nobody_says_took_place_is_overdue_once_its_time_has_passed() -> None:
    assert status_on([ANNOUNCED], date(2031, 3, 9)) is Status.ANNOUNCED
    assert status_on([ANNOUNCED], date(2031, 3, 10)) is Status.OVERDUE


def test_talks_seen_under_way_took_place_and_drills_are_still_to_end() -> None:
    assert status_on([LIVE], date(2031, 3, 20)) is Status.UNDER_WAY
    drills = told("d", "2031-03-09", status=Status.UNDER_WAY, time=on("2031-03-09"), mode="exercise", family="exercise")
    assert status_on([drills], date(2031, 3, 20)) is Status.OVERDUE


def test_what_was_called_off_or_has_no_time_is_never_overdue() -> None:
    off = told("b", "2031-03-05", status=Status.CANCELLED, time=on("2031-03-09"), place=RIGA)
    assert status_on([ANNOUNCED, off], date(2032, 1, 1)) is Status.CANCELLED
    open_ended = told("z", "2031-03-01", status=Status.ANNOUNCED)
    (undated,) = events_of([open_ended])
    assert open_ended.due is None
    assert not is_overdue(undated, None, date(2039, 1, 1))


# --- order


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_arrival_changes_nothing(seed: int) -> None:
    of = [
        *(ANNOUNCED, LIVE, AFTER),
        *(told(d, "2032-03-10", time=on("2032-03-09"), place=RIGA) for d in "fg"),
        *(told(d, f"2031-03-{n:02}", people=PEOPLE) for n, d in enumerate("hijk", start=8)),
        told("l", "2031-06-01", time=on("2031-01-01", "2031-12-31")),
        told("m", None, time=on("2031-03-09"), place=TARTU, status=Status.CANCELLED),
    ]
    shuffled = random.Random(seed).sample(of, len(of))
    assert events_of(of) == events_of(shuffled)
