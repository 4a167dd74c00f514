"""Judgements: what a person decided holds, whatever order documents come in, and taken back leaves no trace."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime

from dragoman.merge.events import events_of
from dragoman.merge.anchors import anchor_of
from dragoman.merge.judged import replayed
from dragoman.merge.tellings import Telling
from dragoman.types import Event, JudgedField, Judgement, Verdict
from tests.merge.told import RIGA, on, told

ONE = told("a", "2031-03-01", time=on("2031-03-09"), place=RIGA)
TWO = told("b", "2031-03-10", time=on("2031-03-09"), place=RIGA)
LATER = told("c", "2031-06-02", time=on("2031-06-01"), place=RIGA)
ALL = (ONE, TWO, LATER)
TOGETHER, ASIDE = ("a-r0", "b-r0"), ("c-r0",)


def judgement(
    number: int,
    verdict: Verdict,
    one: Telling,
    other: Telling | None = None,
    field: JudgedField | None = None,
    back: datetime | None = None,
) -> Judgement:
    anchors = anchor_of(one.report), anchor_of(other.report) if other else None
    return Judgement(number, verdict, *anchors, field, "A. Reader", datetime(2031, 7, number), "", back)


def events(*judgements: Judgement, tellings: tuple[Telling, ...] = ALL) -> tuple[Event, ...]:
    judged = replayed(judgements, tellings)
    return events_of(judged.tellings, judged.joins, judged.apart)


def ids(*judgements: Judgement, tellings: tuple[Telling, ...] = ALL) -> list[tuple[str, ...]]:
    return sorted(event.report_ids for event in events(*judgements, tellings=tellings))


def test_without_judgements_nothing_changes() -> None:
    assert ids() == [TOGETHER, ASIDE]


def test_two_events_judged_the_same_are_one_with_both_times_and_who_said_so() -> None:
    (event,) = events(judgement(1, Verdict.SAME, LATER, TWO))
    assert event.report_ids == (*TOGETHER, *ASIDE)
    assert [c.value for c in event.times] == [on("2031-03-09"), on("2031-06-01")]
    assert [c.outcome for j in event.joins for c in j.compared if c.what == "judgement"] == [
        "judged the same by A. Reader"
    ]


def test_two_reports_judged_different_are_in_two_events() -> None:
    assert ids(judgement(1, Verdict.DIFFERENT, TWO, ONE)) == [("a-r0",), ("b-r0",), ASIDE]


def test_the_later_of_two_judgements_counts() -> None:
    apart, same = judgement(1, Verdict.DIFFERENT, ONE, LATER), judgement(2, Verdict.SAME, LATER, ONE)
    assert ids(same, apart) == [(*TOGETHER, *ASIDE)]


def test_what_is_taken_back_leaves_no_trace() -> None:
    back = datetime(2031, 7, 9)
    for verdict, other in ((Verdict.SAME, LATER), (Verdict.DIFFERENT, TWO), (Verdict.WRONG, None)):
        assert events(judgement(1, verdict, ONE, other, back=back)) == events()


def test_a_wrong_report_is_left_out_and_a_wrong_field_is_not_stated() -> None:
    assert ids(judgement(1, Verdict.WRONG, ONE)) == [("b-r0",), ASIDE]
    (event,) = events(judgement(1, Verdict.WRONG, LATER, field=JudgedField.PLACE), tellings=(LATER,))
    assert (event.places, len(event.times)) == ((), 1)
    (event,) = events(judgement(1, Verdict.WRONG, LATER, field=JudgedField.TIME), tellings=(LATER,))
    assert (event.times, len(event.places)) == ((), 1)
    numbered = replace(LATER, number=4)
    (event,) = events(judgement(1, Verdict.WRONG, LATER, field=JudgedField.NUMBER), tellings=(numbered,))
    assert event.numbers == ()


def test_judgements_that_contradict_each_other_are_said_and_neither_is_bent() -> None:
    made = judgement(1, Verdict.DIFFERENT, ONE, LATER), judgement(2, Verdict.SAME, TWO, LATER)
    judged = replayed(made, ALL)
    found = events_of(judged.tellings, judged.joins, judged.apart)
    assert sorted(event.report_ids for event in found) == [TOGETHER, ASIDE]
    assert judged.unmet_in(found) == (made[1],)


def test_a_wrong_report_is_the_same_as_nothing() -> None:
    made = judgement(1, Verdict.SAME, ONE, LATER), judgement(2, Verdict.WRONG, ONE)
    judged = replayed(made, ALL)
    assert judged.unmet_in(events_of(judged.tellings, judged.joins, judged.apart)) == (made[0],)


def test_a_report_is_found_again_under_another_number_and_not_by_other_words() -> None:
    made = judgement(1, Verdict.WRONG, ONE)
    renumbered = replace(ONE, report=replace(ONE.report, report_id="a-r7"))
    assert replayed([made], [renumbered]).tellings == ()
    reworded = told("a", "2031-03-01", words="other words")
    judged = replayed([made], [reworded])
    assert (judged.tellings, judged.unmet) == ((reworded,), (made,))


def test_the_order_of_judgements_and_documents_changes_nothing() -> None:
    made = [judgement(1, Verdict.SAME, ONE, LATER), judgement(2, Verdict.DIFFERENT, ONE, TWO)]
    wanted = events(*made)
    for seed in range(10):
        shuffled = random.Random(seed)
        assert events(*shuffled.sample(made, 2), tellings=tuple(shuffled.sample(ALL, 3))) == wanted
