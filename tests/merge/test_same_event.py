"""Which events are one occurrence: words, comparisons that replay, groups in any order, and what keeps apart."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest

from dragoman.merge.same_event import (
    DocumentFeatures,
    EventFeatures,
    compare,
    of_record,
    same_events,
    texts_of,
    topics_of,
)
from dragoman.merge.same_event.documents import BAGS
from dragoman.merge.same_event.features import Floats
from dragoman.merge.same_event.pairs import FEATURES, apart, likeness_between, model, values_of
from dragoman.merge.same_event.words import are_kin, content_of, is_light, lemma_of, stem_of
from dragoman.merge.stories import likeness_of
from dragoman.merge.stories.partition import APART
from dragoman.models import Vectors
from dragoman.pipeline import record_of
from dragoman.read import page_from_bytes
from dragoman.types import Granularity, Interval, Place, Record

TOKENS = [
    ("hosted", True, "host"),
    ("hosting", True, "host"),
    ("stopped", True, "stop"),
    ("carried", True, "carry"),
    ("dying", True, "die"),
    ("met", True, "meet"),
    ("talks", False, "talk"),
    ("treaties", False, "treaty"),
    ("crises", False, "crise"),
    ("Taxes", False, "tax"),
    ("loss", False, "loss"),
]


@pytest.mark.parametrize(("word", "verb", "lemma"), TOKENS)
def test_lemmas(word: str, verb: bool, lemma: str) -> None:
    assert lemma_of(word, verb=verb) == lemma


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        *(("negotiate", "negotiation", True), ("acquire", "acquisition", True), ("die", "death", True)),
        *(("visit", "visitor", True), ("appoint", "appointment", True), ("visit", "appoint", False)),
    ],
)
def test_words_derived_from_one_another_share_a_stem(one: str, other: str, same: bool) -> None:
    assert (stem_of(one) == stem_of(other)) is same


def test_kin_are_words_for_one_kind_of_occurrence_and_so_are_those_derived_from_them() -> None:
    assert are_kin("quake", "tremor")
    assert are_kin("tremor", "quake")
    assert are_kin("purchase", "acquisition")
    assert not are_kin("quake", "election")


def test_light_words_and_words_of_grammar_say_little() -> None:
    assert is_light("make")
    assert not is_light("sink")
    assert content_of(["The", "ferry", "sank", "off", "Halden", "."]) == {"ferry", "sink", "halden"}


# --- two events -----------------------------------------------------------------------------------


def _rows(seed: int, near: Floats | None = None) -> Floats:
    rows = np.random.default_rng(seed).normal(size=(5, 16)).astype(np.float32)
    rows = rows if near is None else near + rows * 0.05
    length: Floats = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / length).astype(np.float32)


SINKING = EventFeatures(
    "a:1",
    "a",
    "sink",
    frozenset({"sink"}),
    _rows(1),
    actors=frozenset({"ferry"}),
    around=frozenset({"ferry", "halden", "monday"}),
    places=frozenset({"halden"}),
)
AGAIN = replace(SINKING, event_id="b:1", document_id="b", vectors=_rows(2, SINKING.vectors))
VOTE = EventFeatures("c:1", "c", "elect", frozenset({"elect"}), _rows(3), around=frozenset({"parliament", "premier"}))


def on(event: EventFeatures, day: str | None) -> EventFeatures:
    if day is None:
        return replace(event, time=None)
    start = datetime.combine(date.fromisoformat(day), datetime.min.time())
    return replace(event, time=Interval(start, start + timedelta(days=1), Granularity.DAY))


def at(event: EventFeatures, name: str, kind: str, country: str) -> EventFeatures:
    return replace(event, place=Place(name, kind, country, source_id=name.lower()))


def test_one_value_for_each_feature_and_the_same_both_ways() -> None:
    assert len(values_of(SINKING, VOTE)) == len(FEATURES) == len(model().weights)
    assert values_of(SINKING, VOTE) == values_of(VOTE, SINKING)
    assert compare(SINKING, VOTE) == compare(VOTE, SINKING)


def test_what_is_told_alike_is_likelier_one_than_what_is_not() -> None:
    assert compare(SINKING, AGAIN).likeness > 0.5 > compare(SINKING, VOTE).likeness


def test_a_verdict_replays_from_its_own_numbers() -> None:
    verdict = compare(SINKING, AGAIN)
    assert verdict.likeness == likeness_of(verdict.bias + sum(c.weight for c in verdict.compared))
    assert verdict.likeness == likeness_between(AGAIN, SINKING, by=model())
    for compared in verdict.compared:
        assert compared.weight == round(float(compared.outcome) * model().weights[compared.what], 4)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (on(SINKING, "2031-05-03"), on(AGAIN, "2032-05-03"), "another time"),
        (on(SINKING, "2031-05-03"), on(AGAIN, "2031-05-03"), ""),
        (on(SINKING, "2031-05-03"), AGAIN, ""),
        (at(SINKING, "Riga", "city", "LV"), at(AGAIN, "Oslo", "city", "NO"), "another place"),
        (at(SINKING, "Riga", "city", "LV"), at(AGAIN, "Liepaja", "city", "LV"), "another place"),
        (at(SINKING, "Riga", "city", "LV"), at(AGAIN, "Latvia", "country", "LV"), ""),
        (at(SINKING, "Riga", "city", "LV"), AGAIN, ""),
    ],
)
def test_times_and_places_that_contradict_keep_apart(one: EventFeatures, other: EventFeatures, why: str) -> None:
    assert apart(one, other) == apart(other, one) == compare(one, other).apart == why
    assert (likeness_between(one, other, by=model()) == APART) is bool(why)


# --- groups ---------------------------------------------------------------------------------------


def test_groups_have_one_comparison_fewer_than_events() -> None:
    third = replace(AGAIN, event_id="d:1", document_id="d", vectors=_rows(4, SINKING.vectors))
    groups = same_events([SINKING, AGAIN, VOTE, third])
    assert [g.event_ids for g in groups] == [("a:1", "b:1", "d:1"), ("c:1",)]
    assert [len(g.joins) for g in groups] == [2, 0]
    assert all({j.one, j.other} <= set(groups[0].event_ids) for j in groups[0].joins)


def test_two_editions_are_two_events_also_where_an_undated_third_is_like_both() -> None:
    first, second = on(SINKING, "2031-05-03"), on(AGAIN, "2032-05-03")
    undated = replace(AGAIN, event_id="d:1", document_id="d", vectors=_rows(5, SINKING.vectors))
    groups = same_events([first, second, undated])
    assert not any({"a:1", "b:1"} <= set(g.event_ids) for g in groups)
    assert sorted(i for g in groups for i in g.event_ids) == ["a:1", "b:1", "d:1"]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_events_changes_nothing(seed: int) -> None:
    events = [
        replace(base, event_id=f"{n}:{base.lemma}", document_id=str(n), vectors=_rows(n + 10, base.vectors))
        for n in range(6)
        for base in (SINKING, VOTE)
    ]
    expected = same_events(events)
    random.Random(seed).shuffle(events)
    assert same_events(events) == expected


def test_no_events_are_no_groups() -> None:
    assert same_events([]) == ()


def _document(name: str, seed: int, *words: str) -> DocumentFeatures:
    base = _rows(seed)[:3]
    said = dict.fromkeys(words, 1)
    by_bag = {"words": said, "lead_words": said, "title_words": said, "names": said, "places": said, "numbers": said}
    bags = tuple(by_bag.get(bag, {}) for bag in BAGS)
    return DocumentFeatures(name, base, bags)


@pytest.mark.parametrize("seed", range(4))
def test_documents_of_two_occurrences_are_two_topics_in_any_order(seed: int) -> None:
    documents = [
        *(_document(f"a{n}", 1, "borvik", "may", "5.1", "quake") for n in range(3)),
        *(_document(f"b{n}", 2, "tamsur", "june", "6.8", "quake") for n in range(3)),
    ]
    random.Random(seed).shuffle(documents)
    assert topics_of(documents) == [["a0", "a1", "a2"], ["b0", "b1", "b2"]]


def test_no_documents_are_no_topics_and_one_is_one() -> None:
    assert topics_of([]) == []
    assert topics_of([_document("a", 1, "borvik")]) == [["a"]]


# --- reports of the product -----------------------------------------------------------------------


def _record(name: str, text: str) -> Record:
    return record_of(page_from_bytes(text.encode("utf-8"), name=name))


ONE = (
    "12 March 2024\n\nFrench Foreign Minister Catherine Colonna met her Polish counterpart in Warsaw on 11 March 2024."
)
TWO = "13 March 2024\n\nFrench Foreign Minister Catherine Colonna held a meeting in Warsaw on 11 March 2024."
LATER = (
    "20 June 2025\n\nFrench Foreign Minister Catherine Colonna met her Polish counterpart in Warsaw on 19 June 2025."
)


def test_a_report_is_compared_with_all_that_its_record_has() -> None:
    record = _record("one.txt", ONE)
    (event, *_) = of_record(record, Vectors.load().of)
    report = record.reports[0]
    assert event.event_id == f"{record.document.document_id}:{report.report_id}"
    assert (event.type, event.mode, event.lemma) == (report.type, report.mode, "meet")
    assert event.vectors.shape == (len(texts_of(report, record)), 384)
    assert event.time is not None
    assert event.place is not None
    assert {"colonna", "warsaw"} & (event.names | event.places | event.actors)


def test_two_papers_on_one_meeting_are_one_event_and_next_year_s_is_another() -> None:
    events = [
        e
        for n, text in enumerate((ONE, TWO, LATER))
        for e in of_record(_record(f"{n}.txt", text), Vectors.load().of)[:1]
    ]
    assert len(events) == 3
    groups = {event: group.event_ids for group in same_events(events) for event in group.event_ids}
    assert groups[events[0].event_id] == groups[events[1].event_id] != groups[events[2].event_id]
    assert compare(events[0], events[2]).apart == "another time"
