"""All that is gathered from documents and judgements: the same in any order, and as before when all is taken back."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime

import pytest

from dragoman import page_from_bytes, record_of
from dragoman.merge import anchor_of, anchor_of_instrument, gathered
from dragoman.types import Anchor, Judged, JudgedField, JudgedValue, Judgement, Record, Status, Verdict
from tests.merge.told import TARTU, on

MET = "The foreign ministers of Latvia and Estonia held their {} annual meeting in {} on {}."
ARTICLES = {
    "plan": "A plan\n\n3 March 2031\n\nLatvia and Estonia are expected to sign a plan of consultations for 2031.\n",
    "talks": f"Ministers met\n\n10 March 2031\n\n{MET.format('12th', 'Tartu', '9 March 2031')}\n\n"
    "They signed a plan of consultations for 2031.\n",
    "next": f"Ministers met again\n\n12 April 2032\n\n{MET.format('13th', 'Riga', '11 April 2032')}\n\n"
    "They signed a plan of consultations for 2032.\n",
    "envoys": "Envoys talk\n\n2 May 2032\n\nThe defence ministers of Latvia and Estonia met in Riga on 1 May 2032.\n",
}


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [record_of(page_from_bytes(text.encode(), name=f"{name}.txt")) for name, text in ARTICLES.items()]


@pytest.fixture(scope="module")
def judgements(records: list[Record]) -> list[Judgement]:
    held = {(r.document.name, x.mode): anchor_of(x) for r in records for x in r.reports}
    talks, later, envoys = (held[f"{name}.txt", "meeting"] for name in ("talks", "next", "envoys"))
    planned, signed = held["plan.txt", "sign"], held["talks.txt", "sign"]
    plan, mine, theirs = (anchor_of_instrument(i, r.document.document_id) for r in records for i in r.instruments)
    return [
        made(1, Verdict.SAME, talks, envoys),
        made(2, Verdict.DIFFERENT, planned, signed),
        made(3, Verdict.RIGHT, talks, field=JudgedField.PLACE, value=TARTU),
        made(4, Verdict.RIGHT, envoys, field=JudgedField.TIME, value=on("2032-05-03")),
        made(5, Verdict.RIGHT, later, field=JudgedField.STATUS, value=Status.POSTPONED),
        made(6, Verdict.SAME, talks, envoys, about=Judged.SERIES),
        made(7, Verdict.SAME, mine, theirs, about=Judged.INSTRUMENT),
        made(8, Verdict.DIFFERENT, plan, mine, about=Judged.INSTRUMENT),
        made(9, Verdict.WRONG, later),
    ]


def made(
    number: int,
    verdict: Verdict,
    one: Anchor,
    other: Anchor | None = None,
    *,
    about: Judged | None = None,
    field: JudgedField | None = None,
    value: JudgedValue | None = None,
) -> Judgement:
    about = about or (Judged.EVENT if other else Judged.REPORT)
    day = datetime(2033, 1, number)
    return Judgement(number, verdict, one, other, field, "A. Reader", day, about=about, value=value)


def test_the_order_changes_nothing(records: list[Record], judgements: list[Judgement]) -> None:
    for seed in range(25):
        shuffled = random.Random(seed)
        some = shuffled.sample(judgements, shuffled.randint(1, len(judgements)))
        wanted = gathered(records, sorted(some, key=lambda j: j.judgement_id))
        assert gathered(shuffled.sample(records, len(records)), some) == wanted
        assert all(judgement.without_effect for judgement in wanted.unmet)


def test_each_changes_something_and_nothing_when_it_is_taken_back(
    records: list[Record], judgements: list[Judgement]
) -> None:
    before = gathered(records)
    for judgement in judgements:
        assert gathered(records, [judgement]).unmet == ()
        assert gathered(records, [judgement]) != before, judgement
        assert gathered(records, [replace(judgement, taken_back_at=datetime(2033, 2, 1))]) == before
