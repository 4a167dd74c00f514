"""Quotation marks: cases as data, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.spans import Span
from dragoman.understand.quotations import quoted_spans
from tests.understand.building import cases


@pytest.mark.parametrize("case", cases("quotations/marks.yaml"))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = quoted_spans(text, (Span(0, len(text)),))
    wanted = [
        {"inner": q["inner"], "depth": q.get("depth", 0), "continues": q.get("continues", False)}
        for q in case["quoted"]
    ]
    assert [{"inner": q.inner.of(text), "depth": q.depth, "continues": q.continues} for q in found] == wanted
    for quoted, row in zip(found, case["quoted"], strict=True):
        if "short" in row:
            assert quoted.short == row["short"]


def test_three_words_are_short_and_four_are_not() -> None:
    text = '"one two three" and "one two three four"'
    assert [q.short for q in quoted_spans(text, (Span(0, len(text)),))] == [True, False]


def test_a_quotation_goes_on_in_the_next_zone() -> None:
    text = "“It goes on here.” xx “It is open.\n“It is closed.”"
    first, second = Span(text.index("“It is open"), text.index("\n")), Span(text.index("\n") + 1, len(text))
    found = quoted_spans(text, (first, second))
    assert [(q.inner.of(text), q.continues) for q in found] == [("It is open.", True), ("It is closed.", False)]


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»`", max_size=120))
def test_quotations_nest_and_are_inside_their_marks(text: str) -> None:
    found = quoted_spans(text, (Span(0, len(text)),))
    for quoted in found:
        assert quoted.span.contains(quoted.inner)
        assert quoted.inner.of(text).strip()
    for one in found:
        for other in found:
            nested = one.span.contains(other.span) or other.span.contains(one.span)
            assert nested or not one.span.overlaps(other.span)
