"""One report for one occurrence: over whole texts, and what holds of any reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.ground.unify import unify_reports
from dragoman.spans import Span
from dragoman.types import (
    NOT_STATED,
    Evidence,
    Granularity,
    Interval,
    Part,
    Participant,
    Place,
    Report,
    Status,
    Trigger,
    Value,
)
from tests.ground.texts import KARINS, TSAHKNA, days, names, of_mode, only, place, wire

KNOWN_FAILURE = pytest.mark.xfail(strict=True, reason="not right yet")
BOTH = {"Krisjanis Karins", "Margus Tsahkna"}


# --- told twice -----------------------------------------------------------------------------------


def test_headline_and_body_are_one_report_with_the_words_of_the_body() -> None:
    found = wire(
        f"{KARINS} will meet {TSAHKNA} in Tallinn on 19 March.",
        headline="Latvian foreign minister to meet Estonian counterpart",
    )
    report = only(found, "meeting")
    assert report.trigger.exact == "will meet"
    assert [e.exact for e in report.also_at] == ["to meet"]
    assert (names(report), place(report)) == (BOTH, "Tallinn")


def test_a_headline_in_the_present_takes_the_status_of_the_body() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Tallinn on 12 March.", headline="Karins meets Tsahkna in Tallinn")
    assert only(found, "meeting").status == Status.OCCURRED


def test_a_noun_that_points_back_is_the_event_told_before() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Tallinn on 12 March. The meeting lasted two hours.")
    assert [e.exact for e in only(found, "meeting").also_at] == ["meeting"]


def test_a_noun_that_points_back_to_nothing_is_no_report() -> None:
    assert not of_mode(wire("The reporters waited. The meeting lasted two hours."), "meeting")


def test_a_later_sentence_adds_the_place() -> None:
    found = wire(f"{KARINS} will meet {TSAHKNA} on 19 March. The meeting will be held in Tallinn.")
    assert place(only(found, "meeting")) == "Tallinn"


def test_talks_after_a_meeting_of_the_same_two_are_that_meeting() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Tallinn on 12 March. The talks lasted two hours.")
    assert len([r for r in found.reports if r.mode in ("meeting", "talks")]) == 1


def test_postponed_later_in_the_text_is_the_status_of_the_one_report() -> None:
    found = wire(f"{KARINS} was to visit Tallinn on 19 March. The visit has been postponed.")
    assert only(found, "visit").status == Status.POSTPONED


def test_a_cancellation_keeps_its_words() -> None:
    found = wire(f"{KARINS} was to visit Tallinn on 19 March. The visit has been cancelled.")
    report = only(found, "visit")
    assert report.status == Status.CANCELLED
    assert any("cancelled" in e.exact for e in report.status_evidence)


# --- two things -----------------------------------------------------------------------------------


def test_two_editions_are_two_reports() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Riga on 12 March. Karins will meet Tsahkna again in Tallinn on 19 April.")
    first, second = of_mode(found, "meeting")
    assert (first.status, place(first), days(first)) == (Status.OCCURRED, "Riga", (date(2024, 3, 12),) * 2)
    assert (second.status, place(second), days(second)) == (Status.ANNOUNCED, "Tallinn", (date(2024, 4, 19),) * 2)


def test_the_next_session_is_of_the_same_countries() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Tallinn on 12 March. The next session will take place in Riga in 2025.")
    first, second = of_mode(found, "meeting")
    assert (names(first), names(second)) == (BOTH, {"Latvia", "Estonia"})  # who will come is not said
    assert (place(second), second.status) == ("Riga", Status.ANNOUNCED)


def test_the_council_is_that_of_those_told_before() -> None:
    lead = "Latvia and Estonia opened a session of the Baltic River Council in Riga on 12 March."
    found = wire(f"{lead} The council last met in Tartu in May 2022. The city council met in Cesis on Monday.")
    first, second = of_mode(found, "meeting")
    assert {"Latvia", "Estonia"} <= names(first) & names(second)
    assert (place(second), days(second)) == ("Tartu", (date(2022, 5, 1), date(2022, 5, 31)))


def test_a_round_is_of_the_talks_told_before_and_of_nothing_else() -> None:
    lead = "Latvia and Estonia held the fourth round of their fishing talks in Riga on 12 March."
    first, second = of_mode(wire(f"{lead} The next round will take place in Tartu in May."), "talks")
    assert names(first) == names(second) == {"Latvia", "Estonia"}
    assert (second.status, place(second)) == (Status.ANNOUNCED, "Tartu")
    voted = wire(
        "Latvia and Estonia met in Riga on 12 March. Ecuador voted. The next round will be held in Quito in May."
    )
    assert of_mode(voted, "talks") == []


def test_a_number_said_afterwards_is_of_the_meeting_told_before() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Tallinn on 12 March. It was the third meeting of the ministers.")
    assert [e.exact for e in only(found, "meeting").also_at] == ["third meeting"]


def test_the_first_is_one_of_the_meetings_told_before() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Tallinn on 12 March. The first was held in Riga in May 2021.")
    _, second = of_mode(found, "meeting")
    assert (names(second), place(second)) == ({"Latvia", "Estonia"}, "Riga")


def test_a_plan_that_was_put_off_is_dated_by_the_plan() -> None:
    found = wire(
        f"{KARINS} will meet {TSAHKNA} in Tallinn on 19 March. Such a visit is rare. The meeting was postponed."
    )
    assert only(found, "meeting").status is Status.POSTPONED


def test_the_same_two_in_two_cities_met_twice() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Riga. Karins had met Tsahkna in Vilnius.")
    assert [place(r) for r in of_mode(found, "meeting")] == ["Riga", "Vilnius"]


def test_a_place_that_nobody_knows_is_still_another_place() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Riga. Karins also met Tsahkna in Karumaa.")
    assert len(of_mode(found, "meeting")) == 2


def test_two_visitors_make_two_visits() -> None:
    found = wire(f"{KARINS} will visit Estonia. Lithuanian President Gitanas Nauseda will visit Estonia.")
    assert [names(r) - {"Estonia"} for r in of_mode(found, "visit")] == [{"Krisjanis Karins"}, {"Gitanas Nauseda"}]


def test_two_hosts_make_two_visits() -> None:
    found = wire(f"{KARINS} will visit Estonia. Karins will also visit Poland.")
    assert [place(r) for r in of_mode(found, "visit")] == ["Estonia", "Poland"]


def test_a_meeting_with_a_third_is_another() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} on 12 March. Karins met Lithuanian President Gitanas Nauseda on 12 March.")
    assert [names(r) for r in of_mode(found, "meeting")] == [BOTH, {"Krisjanis Karins", "Gitanas Nauseda"}]


def test_denied_and_announced_are_not_one() -> None:
    found = wire(f"{KARINS} will meet {TSAHKNA} in Tallinn. The ministry denied that Karins had met Tsahkna in secret.")
    assert [r.status for r in of_mode(found, "meeting")] == [Status.ANNOUNCED, Status.DENIED]


def test_what_was_and_what_is_to_come_are_not_one() -> None:
    found = wire(f"{KARINS} visited Estonia in January. Karins will visit Estonia again.")
    assert [r.status for r in of_mode(found, "visit")] == [Status.OCCURRED, Status.ANNOUNCED]


def test_after_the_meeting_is_no_meeting_of_its_own() -> None:
    found = wire(
        f"{KARINS} will meet {TSAHKNA} in Tallinn on 19 March. "
        "Following the meeting, Latvia and Estonia will sign a memorandum of understanding."
    )
    assert len(of_mode(found, "meeting")) == 1


def test_two_instruments_are_two_signings() -> None:
    found = wire(
        "Latvia and Estonia signed a memorandum of understanding on 12 March. "
        "Latvia and Estonia will sign a treaty of friendship on 19 April."
    )
    assert [r.status for r in of_mode(found, "sign")] == [Status.OCCURRED, Status.ANNOUNCED]


def test_every_report_has_an_id_of_its_own_and_the_order_of_the_text() -> None:
    found = wire(
        f"{KARINS} arrived in Tallinn on 12 March and met {TSAHKNA}. Karins will visit Poland on 19 March.",
        "Lithuanian President Gitanas Nauseda visited Poland on 4 March. The visit lasted a day.",
    )
    ids = [r.report_id for r in found.reports]
    assert len(ids) > 2
    assert len(set(ids)) == len(ids)
    starts = [r.trigger.span.start for r in found.reports if r.trigger.span]
    assert starts == sorted(starts)


# --- what holds of any reports ---------------------------------------------------------------------

_MODES = {"meeting": True, "talks": True, "visit": False, "call": True}
_CITIES = [Place("Riga", "city", "LV"), Place("Tallinn", "city", "EE"), Place("Estonia", "country", "EE")]


def _evidence(number: int) -> Evidence:
    return Evidence("d", Span(number * 10, number * 10 + 4), "meet", "test")


def _who(number: int, ids: Sequence[str]) -> tuple[Participant, ...]:
    return tuple(Participant(i, i.upper(), _evidence(number)) for i in ids)


def _interval(day: int) -> Interval:
    start = datetime(2024, 3, day)
    return Interval(start, start + timedelta(days=1), Granularity.DAY)


@st.composite
def _told(draw: st.DrawFn, number: int) -> tuple[Trigger, Report]:
    mode = draw(st.sampled_from(sorted(_MODES)))
    status = draw(st.sampled_from([s for s in Status if s != Status.OVERDUE]))
    people = draw(st.lists(st.sampled_from("abc"), unique=True, max_size=3))
    site = draw(st.none() | st.sampled_from(_CITIES))
    day = draw(st.none() | st.integers(1, 3))
    words = _evidence(number)
    assert words.span is not None
    report = Report(
        f"d-r{number}",
        "d",
        "CONSULT",
        mode,
        draw(st.sampled_from(Part)),
        status,
        (words,),
        words,
        words,
        _who(number, people if _MODES[mode] else people[:1]),
        () if _MODES[mode] else _who(number, people[1:]),
        (),
        Value(site, (words,)) if site else NOT_STATED,
        Value(_interval(day), (words,)) if day else NOT_STATED,
        NOT_STATED,
    )
    trigger = Trigger(
        words.span,
        words.span,
        "CONSULT",
        mode,
        status,
        (words.span,),
        reciprocal=_MODES[mode],
        definite=draw(st.booleans()),
        by="noun",
    )
    return trigger, report


def _plain(number: int, ids: Sequence[str]) -> tuple[Trigger, Report]:
    """A meeting that has occurred, of these people, with no place or time."""
    words, at = _evidence(number), Span(number * 10, number * 10 + 4)
    told = (words, words, words)
    report = Report(
        f"d-r{number}", "d", "CONSULT", "meeting", Part.NEWS, Status.OCCURRED, told[:1], *told[1:], _who(number, ids),
        (), (), NOT_STATED, NOT_STATED, NOT_STATED,
    )  # fmt: skip
    return Trigger(at, at, "CONSULT", "meeting", Status.OCCURRED, (at,), reciprocal=True), report


def _two_apart_and_both() -> Found:
    """ "A met reporters", "B met reporters", "A met B": the third must not make one of the first two later."""
    return (_plain(1, "a"), _plain(2, "b"), _plain(3, "ab"))


Found = tuple[tuple[Trigger, Report], ...]
_FOUND = st.integers(0, 5).flatmap(lambda n: st.tuples(*(_told(number) for number in range(1, n + 1))))


@given(_FOUND)
def test_ids_are_those_given_unique_and_in_order(found: Found) -> None:
    given_ids = [r.report_id for _, r in found]
    ids = [r.report_id for r in unify_reports(found)]
    assert ids == [i for i in given_ids if i in set(ids)]
    assert len(set(ids)) == len(ids)


@given(_FOUND)
def test_every_value_is_one_that_was_told(found: Found) -> None:
    """By a report itself, or of what was called off by a plan of it before: it was to be then and there."""
    for report in unify_reports(found):
        told = [r for _, r in found if r.trigger == report.trigger or r.trigger in report.also_at]
        assert told
        assert report.status in {r.status for r in told}
        off = report.status in (Status.POSTPONED, Status.CANCELLED, Status.DENIED, Status.REFUSED)
        before = [r for _, r in found if r.mode == report.mode and _at(r) < _at(report)]
        planned = before if off and any(r.status in _PLANS for r in before) else []
        assert not isinstance(report.place, Value) or report.place in [r.place for r in (*told, *planned)]
        assert not isinstance(report.time, Value) or report.time in [r.time for r in (*told, *planned)]


_PLANS = (Status.ANNOUNCED, Status.CONFIRMED, Status.PROPOSED)


def _at(report: Report) -> int:
    assert report.trigger.span is not None
    return report.trigger.span.start


def test_what_was_called_off_was_to_be_when_its_plan_says() -> None:
    found = wire(f"{KARINS} will meet {TSAHKNA} in Tartu on 19 March. The meeting has been postponed.")
    later = next(r for r in found.reports if r.status is Status.POSTPONED)
    assert days(later)[0] == date(2024, 3, 19)
    assert place(later) == "Tartu"


@given(_FOUND)
def test_no_words_are_told_in_two_reports(found: Found) -> None:
    words = [e.span for r in unify_reports(found) for e in (r.trigger, *r.also_at)]
    assert len(set(words)) == len(words)


@given(_FOUND)
def test_nobody_is_twice_on_one_side(found: Found) -> None:
    for report in unify_reports(found):
        for side in (report.actor, report.recipient, report.others):
            assert len({p.actor_id for p in side}) == len(side)


@given(_FOUND)
def test_an_event_told_twice_in_the_same_words_is_one(found: Found) -> None:
    for trigger, report in found:
        if report.participants:
            again = (replace(trigger, span=Span(900, 904)), replace(report, report_id="d-r9"))
            assert len(unify_reports([(trigger, report), again])) == len(unify_reports([(trigger, report)]))


@KNOWN_FAILURE
@given(_FOUND)
@example(_two_apart_and_both())
def test_unifying_what_is_unified_changes_nothing(found: Found) -> None:
    triggers = {r.report_id: t for t, r in found}
    once = unify_reports(found)
    assert unify_reports([(triggers[r.report_id], r) for r in once]) == once


# --- what became of it ------------------------------------------------------------------------------


def test_it_is_the_event_told_right_before_and_talks_are_no_it() -> None:
    told = "The summit of Latvia and Estonia was postponed in February. It will be held in Tartu in 2025."
    found = of_mode(wire(told), "meeting")
    assert [r.status for r in found] == [Status.POSTPONED, Status.ANNOUNCED]
    assert (names(found[1]), place(found[1])) == ({"Latvia", "Estonia"}, "Tartu")
    talks = wire("Talks between Latvia and Estonia ended on Monday. It will be held in Tartu in 2025.")
    assert [r.mode for r in talks.reports] == ["talks"]


def test_it_is_nothing_where_another_thing_is_held() -> None:
    found = wire("Latvia and Estonia held a summit in Riga at an exhibition. It will be held until May.")
    assert len(of_mode(found, "meeting")) == 1


def test_what_was_planned_before_has_those_who_met_and_its_own_place() -> None:
    found = wire(f"{KARINS} met {TSAHKNA} in Tallinn on 12 March. The meeting had been planned for Tartu.")
    met, plan = of_mode(found, "meeting")
    assert (met.status, place(met)) == (Status.OCCURRED, "Tallinn")
    assert (plan.status, place(plan), names(plan)) == (Status.ANNOUNCED, "Tartu", {"Latvia", "Estonia"})


def test_a_meeting_told_by_its_day_alone_was_or_will_be() -> None:
    past, coming = (
        only(wire(f"The meeting of Latvia and Estonia in Tartu on {day} changed little."), "meeting")
        for day in ("5 February 2024", "5 May 2024")
    )
    assert (past.status, coming.status) == (Status.OCCURRED, Status.ANNOUNCED)
