"""Any record comes back exactly, whatever stands in its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.spans import OffsetMap, Run, Span
from dragoman.store import Outcome, Store, open_store
from dragoman.types import (
    Absent,
    Actor,
    ActorKind,
    ChainLink,
    Dating,
    Directness,
    Document,
    Evidence,
    Granularity,
    Instrument,
    Interval,
    Modifier,
    Office,
    Part,
    Participant,
    Place,
    Quotation,
    Reason,
    Record,
    Report,
    Stage,
    Status,
    Value,
    Zone,
    ZoneKind,
)
from tests.store.records import page_of

NUMBERS = count()

words = st.text(max_size=8)
maybe_words = st.none() | words
naturals = st.integers(0, 2**40)
spans = st.builds(lambda start, length: Span(start, start + length), naturals, naturals)
runs = st.builds(Run, naturals, naturals, naturals)
evidence = st.builds(Evidence, words, st.none() | spans, words, words)
moments = st.datetimes(min_value=datetime(1, 1, 1))


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def values(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(Value, strategy, some(evidence), words)


def fields(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return values(strategy) | st.builds(Absent, st.sampled_from(Reason), words, some(evidence))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = draw(st.none() | moments), draw(st.none() | moments)
    if start and end and end <= start:
        start, end = (end, start) if end < start else (start, None)
    return Interval(start, end, draw(st.sampled_from(Granularity)), draw(st.sampled_from(Modifier)), draw(maybe_words))


def degrees() -> st.SearchStrategy[float | None]:
    return st.none() | st.floats(-180, 180)


zones = st.builds(Zone, st.sampled_from(ZoneKind), spans, words, st.none() | spans)
offices = st.builds(Office, words, maybe_words, maybe_words)
actors = st.builds(
    Actor, words, st.sampled_from(ActorKind), words, some(words), fields(offices), maybe_words, some(spans)
)
participants = some(st.builds(Participant, words, words, evidence))
places = st.builds(Place, words, words, maybe_words, degrees(), degrees(), words)
documents = st.builds(
    Document,
    document_id=words,
    name=words,
    url=maybe_words,
    text=st.text(),
    zones=some(zones),
    to_page=some(runs).map(OffsetMap),
    title=fields(words),
    publisher=fields(words),
    published=fields(intervals()),
    datings=some(st.builds(Dating, intervals(), evidence, st.booleans(), words)),
    language=fields(words),
    authors=some(values(words)),
    live=st.none() | values(st.booleans()),
)
reports = st.builds(
    Report,
    report_id=words,
    document_id=words,
    type=words,
    mode=words,
    part=st.sampled_from(Part),
    status=st.sampled_from(Status),
    status_evidence=some(evidence),
    trigger=evidence,
    sentence=evidence,
    actor=participants,
    recipient=participants,
    others=participants,
    place=fields(places),
    time=fields(intervals()),
    attributed_to=fields(words),
    instruments=some(words),
    topics=some(values(words)),
    recurrence=st.none() | values(words),
    also_at=some(evidence),
)
quotations = st.builds(
    Quotation,
    quotation_id=words,
    speaker=fields(words),
    direct=st.sampled_from(Directness),
    contents=some(evidence),
    cue=st.none() | evidence,
    said=fields(intervals()),
    through=some(words),
)
instruments = st.builds(
    Instrument,
    instrument_id=words,
    kind=words,
    name=words,
    title=fields(words),
    parties=fields(some(words)),
    period=fields(intervals()),
    stage=st.sampled_from(Stage),
    stage_evidence=some(evidence),
    evidence=some(evidence),
)
records = st.builds(
    Record,
    document=documents,
    source_chain=some(st.builds(ChainLink, words, evidence, st.none() | evidence)),
    actors=some(actors),
    reports=some(reports),
    quotations=some(quotations),
    instruments=some(instruments),
    topics=some(values(words)),
    wording=some(evidence),
    skipped=st.none() | st.builds(Absent, st.sampled_from(Reason), words, some(evidence)),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("trips") / "news.db") as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=records)
def test_any_record_comes_back_exactly(store: Store, made: Record) -> None:
    document_id = f"d{next(NUMBERS)}"
    record = replace(made, document=replace(made.document, document_id=document_id))
    page = page_of(document_id)
    assert store.add(page, record, locator=document_id) is Outcome.NEW
    assert store.record(document_id) == record
    assert store.add(page, record, locator=document_id) is Outcome.SAME
    listed = [report for report, over in store.reports() if over.document_id == document_id]
    assert sorted(listed, key=repr) == sorted(record.reports, key=repr)
    # What the record says of its spans is invented here, and so off; that its rows are the record's is not.
    messages = [fault.message for fault in store.verify() if fault.document_id == document_id]
    assert not [said for said in messages if "the record says" in said or "the record has" in said]
