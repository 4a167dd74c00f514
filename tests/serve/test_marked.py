"""Brackets around words: nested, never crossing, and round every piece of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import Evidence, Record, page_from_bytes, record_of
from dragoman.serve.marked import marked, marks_of
from dragoman.spans import Span
from tests.serve.articles import TALKS, VISIT

TEXT = "Ivanov met Petrov in Minsk."

CASES = [
    ([], "Ivanov met Petrov in Minsk."),
    ([(0, 6, "actor")], "[Ivanov|actor] met Petrov in Minsk."),
    ([(0, 6, "a"), (7, 10, "b")], "[Ivanov|a] [met|b] Petrov in Minsk."),
    ([(0, 27, "all"), (21, 26, "place")], "[Ivanov met Petrov in [Minsk|place].|all]"),
    ([(0, 10, "a"), (7, 17, "b")], "[Ivanov [met|b]|a][ Petrov|b] in Minsk."),
    ([(0, 6, "a"), (6, 7, "b")], "[Ivanov|a][ |b]met Petrov in Minsk."),
]


@pytest.mark.parametrize(("labels", "expected"), CASES)
def test_marks(labels: list[tuple[int, int, str]], expected: str) -> None:
    spans = [(Span(start, end), label) for start, end, label in labels]
    assert marked(TEXT, Span(0, len(TEXT)), spans).plain == expected


def test_only_the_stretch_is_written() -> None:
    assert marked(TEXT, Span(7, 17), [(Span(11, 17), "recipient")]).plain == "met [Petrov|recipient]"


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 7)), max_size=6))
def test_brackets_always_nest_and_the_words_stay(pairs: list[tuple[int, int]]) -> None:
    spans = sorted({Span(start, min(start + length, 27)) for start, length in pairs}, key=lambda s: (s.start, -s.end))
    written = marked(TEXT, Span(0, len(TEXT)), [(span, "x") for span in spans]).plain
    assert re.sub(r"\[|\|x\]", "", written) == TEXT
    depth = 0
    for sign in re.findall(r"\[|\|x\]", written):
        depth += 1 if sign == "[" else -1
        assert depth >= 0
    assert depth == 0


def evidence_in(value: Any, path: str = "") -> Iterator[tuple[str, Evidence]]:
    """Every piece of evidence anywhere in a record, with the names of the fields that lead to it."""
    if isinstance(value, Evidence):
        yield path, value
    elif is_dataclass(value):
        for each in fields(value):
            yield from evidence_in(getattr(value, each.name), f"{path}.{each.name}")
    elif isinstance(value, tuple):
        for part in value:
            yield from evidence_in(part, path)


@pytest.mark.parametrize("text", [VISIT, TALKS])
def test_every_piece_of_evidence_is_marked(text: str) -> None:
    record: Record = record_of(page_from_bytes(text.encode(), name="x.txt"))
    shown = {mark.evidence for mark in marks_of(record)}
    left = {path for path, evidence in evidence_in(record) if evidence not in shown}
    named = {".actors.identity.value.evidence", ".actors.identity.evidence", ".places.place.value.evidence"}
    named |= {".places.place.evidence", ".times.interval.value.evidence", ".times.interval.evidence"}
    assert left <= {".reports.sentence", ".document.language.evidence"} | named
    assert len(shown) > 5
