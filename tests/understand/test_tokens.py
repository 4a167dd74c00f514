"""Tokens: cases here, since each is a line, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.spans import Span
from dragoman.understand.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The talks began.", ["The", "talks", "began", "."]),
        ("The minister's plan", ["The", "minister", "'s", "plan"]),
        ("The minister’s plan", ["The", "minister", "’s", "plan"]),
        ("the ministers' plan", ["the", "ministers", "'", "plan"]),
        ("They didn't go; he'll stay", ["They", "did", "n't", "go", ";", "he", "'ll", "stay"]),
        ("O'Brien in Sana'a", ["O'Brien", "in", "Sana'a"]),
        ("a third-party envoy", ["a", "third-party", "envoy"]),
        ("2,000 men and 3.5%", ["2,000", "men", "and", "3.5%"]),
        ("on 19.01.2023 at 10:00", ["on", "19.01.2023", "at", "10:00"]),
        ("in 2022-2023 and 2024–2026", ["in", "2022-2023", "and", "2024–2026"]),
        ("the 19th round", ["the", "19th", "round"]),
        ("F-16s and COVID-19", ["F-16s", "and", "COVID-19"]),
        ("U.S. aid, the U.S.-led force", ["U.S.", "aid", ",", "the", "U.S.-led", "force"]),
        ("Mr. Orlov, Gen. Petrov", ["Mr.", "Orlov", ",", "Gen.", "Petrov"]),
        ("J. R. Smith", ["J.", "R.", "Smith"]),
        ("Art. 5, No. 7", ["Art.", "5", ",", "No.", "7"]),
        ("he said no.", ["he", "said", "no", "."]),
        ("they sat.", ["they", "sat", "."]),
        ("wait... and “see”", ["wait", "...", "and", "“", "see", "”"]),
        ("``so'' -- he", ["``", "so", "''", "--", "he"]),
        ("$5bn (about €4bn)", ["$", "5bn", "(", "about", "€", "4bn", ")"]),
        ("   ", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenize(text, Span(0, len(text)))] == tokens


def test_small_letters_and_plain_apostrophes_for_comparison() -> None:
    assert [t.lower for t in tokenize("It’S", Span(0, 4))] == ["it", "'s"]


def test_only_the_span_is_read() -> None:
    assert [t.text for t in tokenize("one two three", Span(4, 7))] == ["two"]


@given(st.text(max_size=200))
def test_tokens_are_exact_in_order_and_leave_out_only_white_space(text: str) -> None:
    position = 0
    for token in tokenize(text, Span(0, len(text))):
        assert token.span.of(text) == token.text
        assert not text[position : token.span.start].strip()
        position = token.span.end
    assert not text[position:].strip()
