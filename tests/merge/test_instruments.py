"""Instruments across documents: which are one, how far each is, and what follows what."""

from __future__ import annotations

import random
from datetime import date, datetime

import pytest

from dragoman.merge.anchors import anchor_of_instrument
from dragoman.merge.instruments import InstrumentTelling, known_instruments
from dragoman.merge.judged import judged_instruments
from dragoman.merge.judged_pairs import Pairs
from dragoman.types import (
    NOT_STATED,
    Evidence,
    Field,
    Granularity,
    Instrument,
    Interval,
    Judged,
    Judgement,
    Stage,
    Value,
    Verdict,
)

WORDS = Evidence("d", None, "words", "test")


def spoken(
    document: str,
    published: str | None,
    name: str,
    *,
    kind: str = "plan",
    years: tuple[int, int] | None = None,
    parties: tuple[str, ...] = (),
    stage: Stage = Stage.SIGNED,
    number: int = 1,
) -> InstrumentTelling:
    period: Field[Interval] = NOT_STATED
    if years:
        interval = Interval(datetime(years[0], 1, 1), datetime(years[1] + 1, 1, 1), Granularity.YEAR)
        period = Value(interval, (WORDS,))
    of: Field[tuple[str, ...]] = Value(parties, (WORDS,)) if parties else NOT_STATED
    instrument = Instrument(f"instrument:{kind}:{number}", kind, name, NOT_STATED, of, period, stage, (), ())
    return InstrumentTelling(instrument, document, date.fromisoformat(published) if published else None)


def test_one_kind_and_period_is_one_instrument_with_its_stages_by_day() -> None:
    of = [
        spoken("b", "2031-03-09", "plan of work for 2031", years=(2031, 2031)),
        spoken("a", "2031-03-01", "plan for 2031", years=(2031, 2031), stage=Stage.EXPECTED),
    ]
    (found,) = known_instruments(of)
    assert [(s.stage, s.known_on) for s in found.stages] == [
        (Stage.EXPECTED, date(2031, 3, 1)),
        (Stage.SIGNED, date(2031, 3, 9)),
    ]
    assert (found.stage, found.name) == (Stage.SIGNED, "plan of work for 2031")


def test_what_is_not_said_is_no_stage_beyond_another() -> None:
    of = [
        spoken("a", "2031-03-09", "plan for 2031", years=(2031, 2031)),
        spoken("b", "2031-04-09", "plan for 2031", years=(2031, 2031), stage=Stage.UNKNOWN),
    ]
    assert [i.stage for i in known_instruments(of)] == [Stage.SIGNED]


def test_each_follows_the_one_of_its_kind_and_parties_before() -> None:
    years = [(2024, 2025), (2026, 2027), (2028, 2030)]
    of = [spoken(f"d{y[0]}", f"{y[0]}-01-09", "programme", kind="programme", years=y) for y in reversed(years)]
    first, second, third = known_instruments(of)
    assert (first.follows, second.follows, third.follows) == (None, first.instrument_id, second.instrument_id)


def test_other_parties_have_an_instrument_of_their_own() -> None:
    of = [
        spoken(d, "2031-03-09", "plan", years=(2031, 2031), parties=p)
        for d, p in (("a", ("Latvia", "Estonia")), ("b", ("Latvia", "Poland")))
    ]
    assert len(known_instruments(of)) == 2


def test_without_a_period_the_same_words_within_months_are_one() -> None:
    of = [
        spoken("a", "2031-03-01", "intergovernmental memorandum on fisheries", kind="memorandum"),
        spoken("b", "2031-03-09", "memorandum on fisheries", kind="memorandum"),
        spoken("c", "2034-03-09", "memorandum on fisheries", kind="memorandum"),
        spoken("d", "2031-03-09", "memorandum on harbours", kind="memorandum"),
    ]
    assert sorted(i.document_ids for i in known_instruments(of)) == [("a", "b"), ("c",), ("d",)]


def test_a_resolution_is_the_one_of_those_days_and_nobodys_where_there_are_two() -> None:
    one = spoken("a", "2031-03-01", "resolution", kind="resolution", stage=Stage.EXPECTED)
    signed = spoken("b", "2031-03-09", "resolution", kind="resolution")
    assert [i.document_ids for i in known_instruments([one, signed])] == [("a", "b")]
    two = [
        spoken("x", "2031-03-08", "resolution on fisheries", kind="resolution"),
        spoken("y", "2031-03-08", "resolution on harbours", kind="resolution"),
    ]
    assert len(known_instruments([*two, signed])) == 3


def test_what_one_document_tells_apart_stays_apart() -> None:
    of = [spoken("a", "2031-03-01", "plan for 2031", years=(2031, 2031), number=n) for n in (1, 2)]
    assert len(known_instruments(of)) == 2


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_changes_nothing(seed: int) -> None:
    of = [
        *(spoken(d, f"2031-03-0{n}", "plan", years=(2031, 2031)) for n, d in enumerate("abc", start=1)),
        *(spoken(d, f"2031-03-0{n}", "resolution", kind="resolution", number=n) for n, d in enumerate("abcd", start=1)),
        spoken("e", None, "memorandum on fisheries", kind="memorandum"),
        spoken("f", "2031-05-01", "memorandum on fisheries", kind="memorandum", parties=("Latvia",)),
    ]
    assert known_instruments(of) == known_instruments(random.Random(seed).sample(of, len(of)))


# --- what a person judged -----------------------------------------------------------------------

EARLY, LATE = (spoken(d, f"{y}-01-09", "plan of work", years=(y, y)) for d, y in (("a", 2031), ("b", 2032)))
AGAIN = spoken("c", "2032-02-09", "plan of work", years=(2032, 2032))
PLANS = (EARLY, LATE, AGAIN)


def judged(number: int, verdict: Verdict, one: InstrumentTelling, other: InstrumentTelling) -> Judgement:
    mine, theirs = (anchor_of_instrument(t.instrument, t.document_id) for t in (one, other))
    made = datetime(2033, 1, number)
    return Judgement(number, verdict, mine, theirs, None, "A. Reader", made, about=Judged.INSTRUMENT)


def known(*judgements: Judgement, tellings: tuple[InstrumentTelling, ...] = PLANS) -> list[tuple[str, ...]]:
    return [i.document_ids for i in known_instruments(tellings, judged_instruments(judgements, tellings))]


def test_two_instruments_judged_the_same_are_one() -> None:
    assert known() == [("a",), ("b", "c")]
    (found,) = known_instruments(PLANS, judged_instruments([judged(1, Verdict.SAME, EARLY, LATE)], PLANS))
    assert (found.document_ids, [by.judgement_id for by in found.judged]) == (("a", "b", "c"), [1])


def test_an_instrument_judged_another_is_taken_out_of_its_documents() -> None:
    assert known(judged(1, Verdict.DIFFERENT, LATE, AGAIN)) == [("a",), ("b",), ("c",)]


def test_what_two_judgements_on_instruments_cannot_both_have_is_said() -> None:
    made = [judged(1, Verdict.DIFFERENT, LATE, AGAIN), judged(2, Verdict.SAME, EARLY, LATE)]
    made.append(judged(3, Verdict.SAME, EARLY, AGAIN))
    pairs: Pairs = judged_instruments(made, PLANS)
    assert known(*made) == [("a", "b"), ("c",)]
    groups = [[f"{s.document_id}/{s.instrument_id}" for s in i.stages] for i in known_instruments(PLANS, pairs)]
    assert [(j.judgement_id, j.without_effect) for j in pairs.unmet_among(groups)] == [
        (3, "judgement 1 keeps them apart")
    ]
    for seed in range(6):
        shuffled = random.Random(seed)
        assert known(*shuffled.sample(made, 3), tellings=tuple(shuffled.sample(PLANS, 3))) == known(*made)


def test_an_instrument_that_is_read_as_another_kind_is_not_found() -> None:
    made = judged(1, Verdict.SAME, EARLY, LATE)
    treaty = spoken("a", "2031-01-09", "plan of work", kind="treaty", years=(2031, 2031))
    pairs = judged_instruments([made], (treaty, LATE))
    assert [j.without_effect for j in pairs.lost] == ["its words are not found any more, or are read otherwise"]
