"""A shelf that is brought up to date has what the whole would have, whatever came first and however much at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.demo import folder
from dragoman.merge import (
    Gathered,
    Gist,
    Telling,
    anchor_of,
    anchor_of_actor,
    anchor_of_instrument,
    gathered_from,
    gist_of,
)
from dragoman.merge.instruments import InstrumentTelling
from dragoman.merge.renewing import Shelf, renew, rooted
from dragoman.pipeline import record_of
from dragoman.read import read_pages
from dragoman.types import (
    NOT_STATED,
    Anchor,
    Field,
    Instrument,
    Interval,
    Judged,
    JudgedField,
    Judgement,
    Link,
    Page,
    Record,
    Stage,
    Status,
    Value,
    Verdict,
)
from tests.merge.told import MINISTERS, PEOPLE, RIGA, TARTU, on, told


def roots(document_ids: Sequence[str]) -> Mapping[str, str]:
    """Documents whose ids end alike have one source."""
    return {one: f"source {one[-1]}" for one in document_ids}


def nobody(document_id: str) -> None:
    """No record of which anybody judged who takes part."""


def held(shelf: Shelf) -> dict[str, Any]:
    """What a shelf has, as `Gathered` has it."""
    return {
        "tellings": [(id, rooted(shelf, id)) for id, _ in shelf.all("telling")],
        "events": [(one.event, one.people, one.due) for _, one in shelf.all("event")],
        **{kind: [one for _, one in shelf.all(kind)] for kind in ("series", "instrument", "disagreement", "unmet")},
    }


def given_by(whole: Gathered) -> dict[str, Any]:
    return {
        "tellings": list(whole.tellings.items()),
        "events": [(one, whole.people(one), whole.due(one)) for one in whole.events],
        "series": list(whole.series),
        "instrument": list(whole.instruments),
        "disagreement": list(whole.disagreements),
        "unmet": list(whole.unmet),
    }


def assert_is_whole(
    shelf: Shelf,
    gists: Mapping[str, Gist],
    judgements: Sequence[Judgement] = (),
    record_of: Callable[[str], Record | None] = nobody,
) -> None:
    whole = gathered_from(gists.values(), judgements, roots=roots, record_of=record_of)
    mine, theirs = held(shelf), given_by(whole)
    for part, expected in theirs.items():
        assert mine[part] == expected, part


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """The demonstration coverage, read once."""
    read = (record_of(page) for page in read_pages([str(folder())]) if isinstance(page, Page))
    return {record.document.document_id: record for record in read}


@pytest.fixture(scope="module")
def demo(records: Mapping[str, Record]) -> tuple[Gist, ...]:
    return tuple(map(gist_of, records.values()))


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_documents_in_any_order_and_batches_and_out_again(demo: tuple[Gist, ...], seed: int) -> None:
    chance, shelf, there = Random(seed), Shelf(), dict[str, Gist]()
    for _ in range(chance.randrange(2, 7)):
        batch = chance.sample(demo, chance.choice([1, 1, 3, 12, len(demo)]))
        for gist in batch:
            if gist.document_id in there and chance.random() < 0.5:
                del there[gist.document_id]
            else:
                there[gist.document_id] = gist
        renew(shelf, [gist.document_id for gist in batch], there.get, roots=roots, record_of=nobody)
        assert_is_whole(shelf, there)


def test_who_takes_part_as_a_person_judged_it(records: Mapping[str, Record], demo: Sequence[Gist]) -> None:
    there = {gist.document_id: gist for gist in demo}
    shelf = Shelf()
    renew(shelf, there, there.get, roots=roots, record_of=records.get)
    record, report = next((rec, rep) for rec in records.values() for rep in rec.reports if len(rep.actor) > 1)
    actor = next(a for a in record.actors if a.actor_id == report.actor[0].actor_id)
    made = datetime(2031, 1, 1)
    about: dict[str, Any] = {
        "about": Judged.REPORT,
        "field": JudgedField.PARTICIPANTS,
        "other": None,
        "by": "a reader",
        "made_at": made,
    }
    link = Link(anchor_of_actor(actor, record.document))
    wrong = Judgement(judgement_id=1, verdict=Verdict.WRONG, one=anchor_of(report), value=link, **about)
    lost = replace(wrong, judgement_id=2, one=replace(wrong.one, words="other words"))
    for judgements in ([wrong, lost], [replace(wrong, taken_back_at=made), lost]):
        renew(shelf, [record.document.document_id], there.get, judgements, roots=roots, record_of=records.get)
        assert_is_whole(shelf, there, judgements, records.get)
        assert [one.judgement_id for _, one in shelf.all("unmet")] == [2]
        parties = {p.actor_id for p in shelf.get("telling", report.report_id).report.actor}
        assert (actor.actor_id in parties) is (judgements[0] is not wrong)


DAYS = [on(f"2031-03-{day:02}") for day in (1, 2, 3, 4, 9, 10)] + [on("2031-03-01", "2031-03-31"), None]
PARTIES = [
    MINISTERS,
    MINISTERS,
    (("EE", ()), ("LV", ("foreign affairs",))),
    (("LV", ()),),
    (("EE", ()), ("LT", ()), ("LV", ())),
    (("LV", ("head of state",)), ("person:kask", ())),
    (("organisation:baltic council", ()),),
    (("organisation:nato", ()),),
]
WORDS = ["joint session", "3rd annual session", "next meeting", "talks", "Baltic summit", "previous session", "meeting"]
STATUSES = [Status.OCCURRED, Status.OCCURRED, Status.ANNOUNCED, Status.POSTPONED, Status.CANCELLED, Status.DENIED]
NAMED = ["plan", "plan on safety", "plan on safety at sea", "plan of work", "resolution"]
YEARS = [on("2031-01-01", "2031-12-31"), on("2032-01-01", "2032-12-31")]
PERIODS: list[Field[Interval]] = [NOT_STATED, NOT_STATED, *(Value(year, ()) for year in YEARS)]
WHOSE: list[Field[tuple[str, ...]]] = [NOT_STATED, NOT_STATED, Value(("EE", "LV"), ()), Value(("LT", "LV"), ())]


def dense(chance: Random, document: str) -> Gist:
    """A document of a world where much is nearly alike: few parties, days and words for many reports."""
    published = date(2031, 3, 1) + timedelta(days=chance.randrange(0, 24))
    instruments = tuple(
        InstrumentTelling(instrument(chance, document, number), document, chance.choice([published, published, None]))
        for number in range(chance.choice([0, 0, 1, 2]))
    )
    tellings = tuple(
        report(chance, document, number, str(published), instruments) for number in range(chance.choice([1, 1, 2, 3]))
    )
    return Gist(
        document,
        tellings,
        instruments,
        frozenset(chance.sample(["OSCE", "Council of Europe"], chance.choice([0, 0, 1]))),
    )


def instrument(chance: Random, document: str, number: int) -> Instrument:
    name = chance.choice(NAMED)
    period, parties = chance.choice(PERIODS), chance.choice(WHOSE)
    kind = name.split()[0]
    return Instrument(f"instrument:{kind}:{number}", kind, name, NOT_STATED, parties, period, Stage.EXPECTED, (), ())


def report(
    chance: Random, document: str, number: int, published: str, instruments: Sequence[InstrumentTelling]
) -> Telling:
    signs = bool(instruments) and chance.random() < 0.6
    one = told(
        document,
        published,
        number=number,
        words=chance.choice(WORDS),
        sentence=chance.choice(["", "The ministers of both states spoke about transit and energy in the capital."]),
        mode="sign" if signs else chance.choice(["meeting", "meeting", "talks"]),
        family="sign" if signs else "encounter",
        status=chance.choice(STATUSES),
        time=chance.choice(DAYS),
        place=chance.choice([None, None, RIGA, TARTU]),
        parties=chance.choice(PARTIES),
        people=chance.choice([(), (), PEOPLE, (("person:kask", "EE"),), (("person:kask", "FI"),)]),
        edition=chance.choice([None, None, None, 3, 4]),
        recurs=chance.choice(["", "", "annual"]),
    )
    bodies = chance.choice([(), (), (), ("Baltic Council",)])
    about = tuple(i.instrument.instrument_id for i in instruments) if signs else ()
    return replace(one, bodies=bodies, report=replace(one.report, instruments=about))


def judged(chance: Random, gists: Sequence[Gist]) -> list[Judgement]:
    """Some decisions on reports, pairs of events, series and instruments."""
    tellings = [t for gist in gists for t in gist.tellings]
    named = [i for gist in gists for i in gist.instruments]
    made: list[Judgement] = []
    for number in range(1, chance.randrange(1, 7)):
        about = chance.choice([Judged.REPORT, Judged.EVENT, Judged.EVENT, Judged.SERIES, Judged.INSTRUMENT])
        anchors: list[Anchor]
        if about is Judged.INSTRUMENT and len(named) > 1:
            anchors = [anchor_of_instrument(i.instrument, i.document_id) for i in chance.sample(named, 2)]
        elif about in (Judged.EVENT, Judged.SERIES):
            anchors = [anchor_of(t.report) for t in chance.sample(tellings, 2)]
        else:
            about, anchors = Judged.REPORT, [anchor_of(chance.choice(tellings).report)]
        field = chance.choice([None, JudgedField.STATUS]) if about is Judged.REPORT else None
        verdicts = (
            [Verdict.SAME, Verdict.DIFFERENT] if len(anchors) > 1 else [Verdict.RIGHT if field else Verdict.WRONG]
        )
        other = anchors[1] if len(anchors) > 1 else None
        value = Status.CANCELLED if field else None
        verdict, when = chance.choice(verdicts), datetime(2031, 5, 1, 12, number)
        made.append(Judgement(number, verdict, anchors[0], other, field, "A. Reader", when, "", None, about, value))
    return made


def documents_of(judgement: Judgement) -> list[str]:
    return [anchor.document_id for anchor in (judgement.one, judgement.other) if anchor]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), judges=st.booleans())
def test_where_much_is_nearly_alike(seed: int, judges: bool) -> None:
    chance = Random(seed)
    count = chance.choice([6, 12, 30])
    gists = [dense(chance, f"d{number:02}") for number in range(count)]
    made = judged(chance, gists) if judges else []
    judgements: list[Judgement] = []
    shelf, there = Shelf(), dict[str, Gist]()
    for _ in range(chance.randrange(2, 12)):
        batch = [chance.choice(gists) for _ in range(chance.choice([1, 1, 2, count]))]
        for gist in batch:
            match chance.choice(["in", "in", "in", "out", "otherwise"]):
                case "in":
                    there[gist.document_id] = gist
                case "out":
                    there.pop(gist.document_id, None)
                case _:
                    there[gist.document_id] = dense(chance, gist.document_id)
        changed = [gist.document_id for gist in batch]
        if made and chance.random() < 0.6:
            judgements.append(made.pop(0))
            changed.extend(documents_of(judgements[-1]))
        for number, one in enumerate(judgements):
            if one.taken_back_at is None and chance.random() < 0.1:
                judgements[number] = replace(one, taken_back_at=datetime(2031, 6, 1))
                changed.extend(documents_of(one))
        renew(shelf, changed, there.get, judgements, roots=roots, record_of=nobody)
        assert_is_whole(shelf, there, judgements)
    for gist in sorted(there.values(), key=lambda gist: chance.random()):
        del there[gist.document_id]
        renew(shelf, [gist.document_id], there.get, judgements, roots=roots, record_of=nobody)
    assert not [key for key, one in shelf.changed.items() if one and key[0] != "unmet"]
