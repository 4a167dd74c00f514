"""Judgements: what a person decided holds, whatever order documents come in, and taken back leaves no trace."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from dragoman.merge.anchors import anchor_of
from dragoman.merge.disagreements import of_events
from dragoman.merge.events import events_of
from dragoman.merge.judged import fields_of, replayed
from dragoman.merge.series import series_of
from dragoman.merge.tellings import Telling
from dragoman.types import (
    Claim,
    Difference,
    Disagreement,
    Event,
    Interval,
    Judged,
    JudgedBy,
    JudgedField,
    JudgedValue,
    Judgement,
    Series,
    Status,
    Value,
    Verdict,
)
from tests.merge.told import RIGA, TARTU, on, told

ONE = told("a", "2031-03-01", time=on("2031-03-09"), place=RIGA)
TWO = told("b", "2031-03-10", time=on("2031-03-09"), place=RIGA)
LATER = told("c", "2031-06-02", time=on("2031-06-01"), place=RIGA)
ALL = (ONE, TWO, LATER)
TOGETHER, ASIDE = ("a-r0", "b-r0"), ("c-r0",)

FIRST, SECOND, THIRD = (
    told(name, f"{year}-03-10", time=on(f"{year}-03-09"), recurs="annual")
    for name, year in (("f", 2031), ("g", 2032), ("h", 2033))
)
TALKS = told("t", "2033-09-02", time=on("2033-09-01"), words="talks", parties=(("LV", ()),))
ROW = (FIRST, SECOND, THIRD, TALKS)


def judgement(
    number: int,
    verdict: Verdict,
    one: Telling,
    other: Telling | None = None,
    field: JudgedField | None = None,
    *,
    value: JudgedValue | None = None,
    about: Judged | None = None,
    back: datetime | None = None,
) -> Judgement:
    anchors = anchor_of(one.report), anchor_of(other.report) if other else None
    about = about or (Judged.EVENT if other else Judged.REPORT)
    made = datetime(2031, 7, number)
    return Judgement(number, verdict, *anchors, field, "A. Reader", made, "", back, about, value)


def right(number: int, of: Telling, field: JudgedField, value: JudgedValue) -> Judgement:
    return judgement(number, Verdict.RIGHT, of, None, field, value=value)


def on_series(number: int, verdict: Verdict, one: Telling, other: Telling) -> Judgement:
    return judgement(number, verdict, one, other, about=Judged.SERIES)


@dataclass(frozen=True)
class Whole:
    """What comes out of tellings and judgements."""

    events: tuple[Event, ...]
    series: tuple[Series, ...]
    disagreements: tuple[Disagreement, ...]
    unmet: tuple[Judgement, ...]

    @property
    def ids(self) -> list[tuple[str, ...]]:
        return sorted(event.report_ids for event in self.events)

    @property
    def editions(self) -> list[tuple[str, ...]]:
        return sorted(tuple(e.event_id for e in one.editions) for one in self.series)

    @property
    def reasons(self) -> dict[int, str]:
        return {j.judgement_id: j.without_effect for j in self.unmet}


def whole(*judgements: Judgement, tellings: Sequence[Telling] = ALL) -> Whole:
    judged = replayed(judgements, tellings)
    events = events_of(judged.tellings, judged.joins, judged.apart)
    by_key = {telling.key: telling for telling in judged.tellings}
    series = series_of(events, by_key, judged.series)
    return Whole(events, series, of_events(events, by_key), judged.unmet_in(events, series))


def only(*judgements: Judgement, of: Telling = LATER) -> Event:
    (event,) = whole(*judgements, tellings=(of,)).events
    return event


def by(number: int) -> JudgedBy:
    return JudgedBy(number, "A. Reader", date(2031, 7, number))


def test_without_judgements_nothing_changes() -> None:
    assert whole().ids == [TOGETHER, ASIDE]
    assert whole().unmet == ()


# --- one event or two ---------------------------------------------------------------------------


def test_two_events_judged_the_same_are_one_with_both_times_and_who_said_so() -> None:
    (event,) = whole(judgement(1, Verdict.SAME, LATER, TWO)).events
    assert event.report_ids == (*TOGETHER, *ASIDE)
    assert [c.value for c in event.times] == [on("2031-03-09"), on("2031-06-01")]
    assert [c.outcome for j in event.joins for c in j.compared if c.what == "judgement"] == [
        "judged the same by A. Reader"
    ]


def test_two_reports_judged_different_are_in_two_events() -> None:
    assert whole(judgement(1, Verdict.DIFFERENT, TWO, ONE)).ids == [("a-r0",), ("b-r0",), ASIDE]


def test_the_later_of_two_judgements_counts_and_the_other_is_said() -> None:
    apart, same = judgement(1, Verdict.DIFFERENT, ONE, LATER), judgement(2, Verdict.SAME, LATER, ONE)
    found = whole(same, apart)
    assert found.ids == [(*TOGETHER, *ASIDE)]
    assert found.reasons == {1: "judgement 2 on the same is later"}


def test_judgements_that_contradict_each_other_are_said_and_neither_is_bent() -> None:
    found = whole(judgement(1, Verdict.DIFFERENT, ONE, LATER), judgement(2, Verdict.SAME, TWO, LATER))
    assert found.ids == [TOGETHER, ASIDE]
    assert found.reasons == {2: "judgement 1 keeps them apart"}


def test_reports_of_two_families_are_never_one_event() -> None:
    signed = told("s", "2031-03-10", family="sign", time=on("2031-03-09"))
    found = whole(judgement(1, Verdict.SAME, ONE, signed), tellings=(*ALL, signed))
    assert found.reasons == {1: "one is of encounter, one of sign"}


# --- a report or a value of it ------------------------------------------------------------------


def test_a_wrong_report_is_left_out_and_what_was_said_of_it_is_without_effect() -> None:
    assert whole(judgement(1, Verdict.WRONG, ONE)).ids == [("b-r0",), ASIDE]
    made = (
        judgement(1, Verdict.SAME, ONE, LATER),
        right(2, ONE, JudgedField.NUMBER, 4),
        judgement(3, Verdict.WRONG, ONE),
    )
    assert whole(*made).reasons == {1: "a report of it is judged wrong: 3", 2: "its report is judged wrong: 3"}


def test_a_wrong_field_is_not_stated() -> None:
    event = only(judgement(1, Verdict.WRONG, LATER, field=JudgedField.PLACE))
    assert (event.places, len(event.times)) == ((), 1)
    event = only(judgement(1, Verdict.WRONG, LATER, field=JudgedField.TIME))
    assert (event.times, len(event.places)) == ((), 1)
    event = only(judgement(1, Verdict.WRONG, LATER, field=JudgedField.NUMBER), of=replace(LATER, number=4))
    assert event.numbers == ()
    event = only(judgement(1, Verdict.WRONG, LATER, field=JudgedField.STATUS))
    assert (event.status, event.history[0].judged) == (Status.UNKNOWN, by(1))


CORRECTIONS: list[tuple[JudgedField, JudgedValue]] = [
    (JudgedField.TIME, on("2031-06-03")),
    (JudgedField.PLACE, TARTU),
    (JudgedField.NUMBER, 5),
]


@pytest.mark.parametrize(("field", "value"), CORRECTIONS)
def test_a_corrected_value_is_a_persons_and_never_the_documents(field: JudgedField, value: JudgedValue) -> None:
    event = only(right(1, LATER, field, value))
    claims: dict[JudgedField, tuple[Claim[Any], ...]] = {
        JudgedField.TIME: event.times,
        JudgedField.PLACE: event.places,
        JudgedField.NUMBER: event.numbers,
    }
    (claim,) = claims[field]
    assert (claim.value, claim.report_ids, claim.roots, claim.judged) == (value, (), 0, (by(1),))


def test_a_corrected_status_says_who_gave_it() -> None:
    event = only(right(1, LATER, JudgedField.STATUS, Status.CANCELLED))
    assert event.status is Status.CANCELLED
    assert [(h.status, h.judged) for h in event.history] == [(Status.CANCELLED, by(1))]


def test_the_words_of_the_document_do_not_stand_behind_a_corrected_value() -> None:
    (telling,) = replayed([right(1, LATER, JudgedField.TIME, on("2031-06-03"))], [LATER]).tellings
    assert telling.report.time == Value(on("2031-06-03"), (), "judged by A. Reader on 2031-07-01")
    assert telling.due == date(2031, 6, 3)


def test_a_value_confirmed_stays_the_documents_and_is_a_persons_too() -> None:
    assert isinstance(LATER.time, Interval)
    event = only(right(1, LATER, JudgedField.TIME, LATER.time))
    (claim,) = event.times
    assert (claim.report_ids, claim.roots, claim.judged) == (("c-r0",), 1, (by(1),))
    (telling,) = replayed([right(1, LATER, JudgedField.TIME, LATER.time)], [LATER]).tellings
    assert telling.report == LATER.report


def test_what_a_person_says_is_first_however_many_documents_say_another() -> None:
    third = told("d", "2031-03-11", time=on("2031-03-09"), place=RIGA)
    found = whole(right(1, ONE, JudgedField.PLACE, TARTU), tellings=(ONE, TWO, third))
    (event,) = found.events
    assert [(c.value, c.report_ids) for c in event.places] == [(TARTU, ()), (RIGA, ("b-r0", "d-r0"))]
    (against,) = found.disagreements
    assert (against.field, against.kind) == ("place", Difference.CONTRADICTION)
    assert [(c.value, c.judged) for c in against.claims] == [("Tartu, EE", (by(1),)), ("Riga, LV", ())]


def test_a_corrected_plan_is_still_a_plan() -> None:
    plan = replace(ONE, report=replace(ONE.report, status=Status.ANNOUNCED))
    made = right(1, plan, JudgedField.TIME, on("2031-03-08")), judgement(2, Verdict.SAME, plan, TWO)
    (against,) = whole(*made, tellings=(plan, TWO)).disagreements
    assert (against.field, against.kind) == ("time", Difference.CHANGE)


def test_a_correction_decides_which_event_a_report_is_of() -> None:
    assert whole(right(1, ONE, JudgedField.TIME, on("2031-06-01"))).ids == [("a-r0", "c-r0"), ("b-r0",)]


def test_of_two_judgements_of_a_field_the_later_counts() -> None:
    made = (
        judgement(1, Verdict.WRONG, LATER, field=JudgedField.TIME),
        right(2, LATER, JudgedField.TIME, on("2031-06-03")),
    )
    found = whole(*made, tellings=(LATER,))
    assert [c.value for c in found.events[0].times] == [on("2031-06-03")]
    assert found.reasons == {1: "judgement 2 on the same is later"}


def test_what_is_read_otherwise_now_is_not_what_was_judged_wrong() -> None:
    made = judgement(1, Verdict.WRONG, LATER, None, JudgedField.TIME, value=on("2031-05-30"))
    assert whole(made, tellings=(LATER,)).reasons == {1: "its report is read with another time now"}
    unnumbered = judgement(1, Verdict.WRONG, LATER, None, JudgedField.NUMBER, value=4)
    assert whole(unnumbered, tellings=(LATER,)).reasons == {1: "its report has no number any more"}


def test_a_report_says_what_can_be_judged_of_it() -> None:
    assert fields_of(LATER) == {
        JudgedField.TIME: on("2031-06-01"),
        JudgedField.PLACE: RIGA,
        JudgedField.STATUS: Status.OCCURRED,
    }


# --- one series or two --------------------------------------------------------------------------


def test_editions_are_one_series_without_judgements() -> None:
    assert whole(tellings=ROW).editions == [("ef-r0", "eg-r0", "eh-r0")]


def test_an_event_judged_of_a_series_is_an_edition_of_it() -> None:
    found = whole(on_series(1, Verdict.SAME, FIRST, TALKS), tellings=ROW)
    assert found.editions == [("ef-r0", "eg-r0", "eh-r0", "et-r0")]
    assert (found.series[0].judged, found.series[0].parties) == ((by(1),), ("EE", "LV"))


def test_an_edition_judged_of_another_series_is_taken_out_and_the_others_stay() -> None:
    found = whole(on_series(1, Verdict.DIFFERENT, FIRST, SECOND), tellings=ROW)
    assert found.editions == [("ef-r0", "eh-r0"), ("eg-r0",)]
    assert found.unmet == ()
    made = on_series(1, Verdict.DIFFERENT, FIRST, SECOND), on_series(2, Verdict.SAME, SECOND, THIRD)
    found = whole(*made, tellings=ROW)
    assert found.editions == [("ef-r0", "eh-r0"), ("eg-r0",)]
    assert found.reasons == {2: "judgement 1 keeps them apart"}


def test_reports_of_one_event_are_of_one_series() -> None:
    found = whole(on_series(1, Verdict.DIFFERENT, ONE, TWO))
    assert found.reasons == {1: "both are told by reports of one event"}


# --- whatever the order, and back again ---------------------------------------------------------


def test_a_report_is_found_again_under_another_number_and_not_by_other_words() -> None:
    made = judgement(1, Verdict.WRONG, ONE)
    renumbered = replace(ONE, report=replace(ONE.report, report_id="a-r7"))
    assert replayed([made], [renumbered]).tellings == ()
    reworded = told("a", "2031-03-01", words="other words")
    assert replayed([made], [reworded]).tellings == (reworded,)
    assert whole(made, tellings=[reworded]).reasons == {1: "its words are not found any more, or are read otherwise"}


EVERY = [
    judgement(1, Verdict.SAME, ONE, LATER),
    judgement(2, Verdict.DIFFERENT, ONE, TWO),
    right(3, TWO, JudgedField.PLACE, TARTU),
    right(4, LATER, JudgedField.STATUS, Status.CANCELLED),
    judgement(5, Verdict.WRONG, SECOND, field=JudgedField.TIME),
    judgement(6, Verdict.WRONG, TWO),
    on_series(7, Verdict.SAME, FIRST, TALKS),
    on_series(8, Verdict.DIFFERENT, THIRD, FIRST),
    on_series(9, Verdict.SAME, THIRD, TALKS),
    right(10, TWO, JudgedField.PLACE, RIGA),
]


def test_what_is_taken_back_leaves_no_trace() -> None:
    tellings = (*ALL, *ROW)
    back = [replace(made, taken_back_at=datetime(2031, 8, 1)) for made in EVERY]
    assert whole(*back, tellings=tellings) == whole(tellings=tellings)
    for number, made in enumerate(EVERY):
        rest = [*EVERY[:number], *EVERY[number + 1 :]]
        again = replace(made, taken_back_at=datetime(2031, 8, 1))
        assert whole(*rest, again, tellings=tellings) == whole(*rest, tellings=tellings)


def test_the_order_of_judgements_and_documents_changes_nothing() -> None:
    tellings = (*ALL, *ROW)
    for seed in range(40):
        shuffled = random.Random(seed)
        some = shuffled.sample(EVERY, shuffled.randint(2, len(EVERY)))
        wanted = whole(*sorted(some, key=lambda j: j.judgement_id), tellings=tellings)
        assert whole(*some, tellings=shuffled.sample(tellings, len(tellings))) == wanted
        acting = {j.judgement_id for j in some} - wanted.reasons.keys()
        assert len(acting) + len(wanted.reasons) == len(some)
