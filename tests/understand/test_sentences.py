"""Sentences: cases as data, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.spans import Span
from dragoman.types import ZoneKind
from dragoman.understand.sentences import LONGEST, paragraphs, split_sentences, split_span
from tests.understand.building import cases, document_of


@pytest.mark.parametrize("case", cases("sentences/sentences.yaml"))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [s.of(text) for s in split_span(text, Span(0, len(text)))]
    assert found == case["sentences"]


def test_reads_only_the_zones_that_reports_may_come_from() -> None:
    document = document_of(
        [
            (ZoneKind.HEADLINE, "Envoys meet. In Minsk"),
            (ZoneKind.CAPTION, "Envoys shake hands. Photo."),
            (ZoneKind.BODY, "They met. They left."),
            (ZoneKind.PROMO, "Support us."),
            (ZoneKind.BACKGROUND, "They met in May."),
        ]
    )
    found = [s.of(document.text) for s in split_sentences(document)]
    assert found == ["Envoys meet.", "In Minsk", "They met.", "They left.", "They met in May."]


def test_no_sentence_crosses_a_zone() -> None:
    document = document_of([(ZoneKind.BODY, "It goes on"), (ZoneKind.QUOTATION, "and on")])
    assert [s.of(document.text) for s in split_sentences(document)] == ["It goes on", "and on"]


def test_a_stretch_without_an_end_is_cut() -> None:
    text = "word " * 5_000
    found = list(split_span(text, Span(0, len(text))))
    assert len(found) > 1
    assert max(len(s) for s in found) <= LONGEST


@given(st.text(alphabet="aB. !?\n\"'”“…,1)(-", max_size=200))
def test_sentences_are_in_order_trimmed_and_leave_out_only_white_space(text: str) -> None:
    found = list(split_span(text, Span(0, len(text))))
    position = 0
    for sentence in found:
        assert sentence.start >= position
        assert not text[position : sentence.start].strip()
        assert sentence.of(text) == sentence.of(text).strip() != ""
        position = sentence.end
    assert not text[position:].strip()


@given(st.text(max_size=200))
def test_paragraphs_hold_everything_but_white_space(text: str) -> None:
    kept = "".join(p.of(text) for p in paragraphs(text, Span(0, len(text))))
    assert "".join(kept.split()) == "".join(text.split())
