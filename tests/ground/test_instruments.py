"""Grounding instruments: which mentions are one, and what is said of it."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.ground.instruments import ground_instruments, period_in_words
from dragoman.spans import Span
from dragoman.types import Evidence, Field, Instrument, Reason, Stage, Value, value_of
from dragoman.understand.instruments import find_instruments
from tests.understand.test_instruments import mentions, sentences
from tests.understand.test_wording import document

COUNTRIES = {"Riga": "Latvia", "Vilnius": "Lithuania", "Peru": "Peru", "Chile": "Chile"}
NAMES = {"place": ["Riga", "Vilnius", "Peru", "Chile", "Atlantis"]}


def grounded(text: str, *, meeting: tuple[str, ...] = ()) -> tuple[tuple[Instrument, ...], dict[str, str]]:
    """The instruments of a text, and the id of each of its mentions by words and place."""
    doc = document(text)
    found = find_instruments(text, sentences(text), mentions({"text": text, **NAMES}))

    def of_meeting(span: Span) -> Field[tuple[str, ...]]:
        return Value(meeting, (Evidence("doc", span, span.of(text), "test"),))

    instruments, ids = ground_instruments(
        doc, found, country_of=lambda s: COUNTRIES.get(s.of(text)), parties_of_meeting=of_meeting if meeting else None
    )
    return instruments, {f"{s.of(text)}@{s.start}": i for s, i in ids.items()}


def test_a_programme_has_period_parties_and_stage() -> None:
    (one,), _ = grounded("The implementation of the joint programme of Riga and Vilnius for 2022-2023 was reviewed.")
    assert one.instrument_id == "instrument:programme:1"
    assert one.name == "joint programme of Riga and Vilnius for 2022-2023"
    assert value_of(one.parties) == ("Latvia", "Lithuania")
    period = value_of(one.period)
    assert period is not None
    assert (period.first_day, period.last_day) == (date(2022, 1, 1), date(2023, 12, 31))
    assert one.stage is Stage.IN_FORCE
    assert [e.exact for e in one.stage_evidence] == ["implementation of"]


def test_what_points_back_is_the_same() -> None:
    instruments, ids = grounded("Peru and Chile signed a border treaty in May. The treaty ends a dispute.")
    assert [i.instrument_id for i in instruments] == ["instrument:treaty:1"]
    assert set(ids.values()) == {"instrument:treaty:1"}
    assert len(ids) == 2


def test_other_years_are_another_programme() -> None:
    instruments, _ = grounded("The joint programme for 2022-2023 ended. The joint programme for 2024-2026 was signed.")
    assert [value_of(i.period) for i in instruments] == [period_in_words("2022-2023"), period_in_words("2024-2026")]
    assert [i.instrument_id for i in instruments] == ["instrument:programme:1", "instrument:programme:2"]


def test_names_of_one_treaty_are_one() -> None:
    instruments, _ = grounded("The JCPOA is in danger. Envoys spoke of the Iran nuclear deal. The deal expired.")
    assert [(i.name, i.stage) for i in instruments] == [("Joint Comprehensive Plan of Action", Stage.EXPIRED)]
    assert len(instruments[0].evidence) == 3


def test_a_resolution_and_a_plan_are_two() -> None:
    instruments, _ = grounded(
        "The talks will be followed by the signing of a resolution and a plan of visits for 2025."
    )
    assert [(i.kind, i.name, i.stage) for i in instruments] == [
        ("resolution", "resolution", Stage.EXPECTED),
        ("plan", "plan of visits for 2025", Stage.EXPECTED),
    ]


def test_what_is_only_talked_of_in_general_is_none() -> None:
    assert grounded("A trade deal would be nice.") == ((), {})


def test_parties_that_nobody_knows_give_the_reason() -> None:
    (one,), _ = grounded("The treaty with Atlantis was signed.")
    assert not isinstance(one.parties, Value)
    assert one.parties.reason is Reason.NOT_IN_GAZETTEER
    assert [e.exact for e in one.parties.evidence] == ["Atlantis"]


def test_a_joint_document_has_the_parties_of_its_meeting() -> None:
    text = "The meeting is to end with the signing of joint documents, including a program of exchanges for 2026."
    documents, programme = grounded(text, meeting=("Peru", "Chile"))[0]
    assert value_of(documents.parties) == ("Peru", "Chile")
    assert value_of(programme.parties) == ("Peru", "Chile")
    assert isinstance(programme.parties, Value)
    assert programme.parties.note


def test_a_document_that_is_not_joint_asks_no_meeting() -> None:
    (one,), _ = grounded("The parliament ratified a border treaty.", meeting=("Peru", "Chile"))
    assert value_of(one.parties) is None


def test_a_remark_inside_a_phrase_is_no_part_of_its_name() -> None:
    text = 'They follow the joint plan as "states parties to the Treaty on the Common Customs Area" for 2022-2023.'
    plan, treaty = grounded(text)[0]
    assert plan.name == "joint plan for 2022-2023"
    assert treaty.name == "Treaty on the Common Customs Area"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2022–2023", date(2022, 1, 1), date(2023, 12, 31)),
        ("2024-26", date(2024, 1, 1), date(2026, 12, 31)),
        ("2024 to 2026", date(2024, 1, 1), date(2026, 12, 31)),
        ("until 2030", None, date(2030, 12, 31)),
    ],
)
def test_periods_in_words(words: str, first: date | None, last: date) -> None:
    interval = period_in_words(words)
    assert interval is not None
    assert (interval.first_day, interval.last_day) == (first, last)


@pytest.mark.parametrize("words", ["the coming years", "", "2023-2021"])
def test_other_words_are_no_period(words: str) -> None:
    assert period_in_words(words) is None


def test_nothing_found_gives_nothing() -> None:
    assert ground_instruments(document("No paper."), (), country_of=lambda _: None) == ((), {})


def test_evidence_is_exact() -> None:
    text = "Peru and Chile signed a border treaty in May. The treaty ends a dispute."
    for one in grounded(text)[0]:
        for evidence in one.evidence + one.stage_evidence:
            assert evidence.span is not None
            assert evidence.span.of(text) == evidence.exact
