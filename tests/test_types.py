"""What the nouns promise: exact evidence, intervals that run forwards, reasons instead of blanks."""

from __future__ import annotations

import dataclasses
import inspect
from datetime import date, datetime
from typing import Any

import pytest

from dragoman import types
from dragoman.errors import SpanError
from dragoman.spans import OffsetMap, Span
from dragoman.types import NOT_STATED, Document, Granularity, Interval, Value, Zone, ZoneKind


def document(text: str, *zones: Zone) -> Document:
    return Document(
        "d1",
        "test",
        None,
        text,
        zones,
        OffsetMap.identity(len(text)),
        NOT_STATED,
        NOT_STATED,
        NOT_STATED,
        (),
        Value("en", ()),
    )


def test_every_noun_is_frozen() -> None:
    nouns: list[Any] = [
        c for _, c in inspect.getmembers(types, dataclasses.is_dataclass) if c.__module__ == types.__name__
    ]
    assert len(nouns) > 20
    assert all(noun.__dataclass_params__.frozen for noun in nouns)


def test_evidence_holds_the_words_of_its_span() -> None:
    evidence = document("The ministers met in Ankara.").evidence(Span(21, 27), by="test")
    assert evidence.exact == "Ankara"


def test_evidence_without_words_is_refused() -> None:
    with pytest.raises(SpanError):
        document("words").evidence(Span(2, 2), by="test")


def test_an_interval_is_half_open() -> None:
    day = Interval(datetime(2023, 1, 19), datetime(2023, 1, 20), Granularity.DAY)
    assert (day.first_day, day.last_day) == (date(2023, 1, 19), date(2023, 1, 19))


def test_an_open_end_has_no_last_day() -> None:
    assert Interval(datetime(2023, 1, 19), None, Granularity.DAY).last_day is None


@pytest.mark.parametrize("end", [datetime(2023, 1, 19), datetime(2023, 1, 18)])
def test_an_interval_does_not_run_backwards(end: datetime) -> None:
    with pytest.raises(ValueError, match="backwards"):
        Interval(datetime(2023, 1, 19), end, Granularity.DAY)


def test_zone_at_finds_the_zone_or_nothing() -> None:
    zone = Zone(ZoneKind.BODY, Span(4, 9), "test")
    found = document("*** words ***", zone)
    assert found.zone_at(4) == zone
    assert found.zone_at(9) is None
