"""Recurrence: cases in tests/cases/recurrence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.understand.recurrence import edition_number, find_recurrences, ordinal, usual_form
from tests.understand.test_instruments import sentences

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "recurrence" / "recurrence.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_finds_what_comes_back(case: dict[str, Any]) -> None:
    text = case["text"]
    words = [s.of(text) for s in find_recurrences(text, sentences(text))]
    assert {w: usual_form(w) for w in words} == case["is"]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("the 25th", "25th"),
        ("Yearly", "annual"),
        ("every other year", "biennial"),
        ("once  in a blue moon", "once in a blue moon"),
    ],
)
def test_usual_forms(words: str, form: str) -> None:
    assert usual_form(words) == form


@pytest.mark.parametrize("number", [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 113])
def test_an_edition_is_read_as_it_is_written(number: int) -> None:
    assert edition_number(ordinal(number)) == number
