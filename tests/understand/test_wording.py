"""Wording: cases in tests/cases/wording."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.spans import OffsetMap, Span
from dragoman.types import NOT_STATED, Document
from dragoman.understand.wording import find_wordings

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "wording" / "wording.yaml").read_text("utf-8")
)


def document(text: str) -> Document:
    return Document(
        document_id="doc",
        name="doc",
        url=None,
        text=text,
        zones=(),
        to_page=OffsetMap.identity(len(text)),
        title=NOT_STATED,
        publisher=NOT_STATED,
        published=NOT_STATED,
        datings=(),
        language=NOT_STATED,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_finds_the_words_that_take_sides(case: dict[str, Any]) -> None:
    text = case["text"]
    quoted = tuple(Span(m.start(), m.end()) for m in re.finditer('"[^"]*"', text))
    found = find_wordings(document(text), (Span(0, len(text)),), quoted)
    assert {w.span.of(text): w.about for w in found} == case["is"]


def test_what_others_say_is_left_out_wherever_spans_overlap() -> None:
    text = "The junta fell, the junta said."
    sentence = (Span(0, len(text)),)
    assert len(find_wordings(document(text), sentence)) == 2
    assert find_wordings(document(text), sentence, (Span(0, len(text)), Span(2, 5))) == ()
    (kept,) = find_wordings(document(text), sentence, (Span(0, 15),))
    assert kept.span.of(text) == "junta"
    assert kept.span.start > 15
