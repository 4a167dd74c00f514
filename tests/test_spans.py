"""Spans and offset maps, as properties: a span is its slice, a map leads back, and maps compose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import SpanError
from dragoman.spans import OffsetMap, Span, TextBuilder, covering, trimmed


@st.composite
def texts_with_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.text(max_size=60))
    start = draw(st.integers(0, len(text)))
    return text, Span(start, draw(st.integers(start, len(text))))


@st.composite
def built(draw: st.DrawFn, old: str) -> TextBuilder:
    """A text written out of pieces of an old one, with insertions and replacements between them."""
    builder = TextBuilder(old)
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(old)))
        span = Span(start, draw(st.integers(start, len(old))))
        step = draw(st.sampled_from(["copy", "insert", "replace"]))
        if step == "copy":
            builder.copy(span)
        elif step == "insert":
            builder.insert(draw(st.text("xyz", max_size=4)))
        else:
            builder.replace(span, draw(st.text("uvw", max_size=5)))
    return builder


@given(texts_with_span())
def test_a_span_is_its_slice(case: tuple[str, Span]) -> None:
    text, span = case
    assert span.of(text) == text[span.start : span.end]
    assert len(span) == len(span.of(text))


@given(st.integers(-5, 20), st.integers(-5, 20))
def test_what_is_no_span_is_refused(start: int, end: int) -> None:
    if 0 <= start <= end:
        assert Span(start, end).start == start
    else:
        with pytest.raises(SpanError):
            Span(start, end)


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(SpanError):
        Span(2, 9).of("short")


@given(texts_with_span())
def test_trimmed_loses_only_white_space(case: tuple[str, Span]) -> None:
    text, span = case
    assert trimmed(text, span).of(text) == span.of(text).strip()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=6))
def test_covering_contains_all(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(p), max(p)) for p in pairs]
    around = covering(spans)
    assert all(around.contains(s) for s in spans)
    assert around.start in {s.start for s in spans}
    assert around.end in {s.end for s in spans}


def test_covering_nothing_is_refused() -> None:
    with pytest.raises(SpanError):
        covering([])


@given(st.data(), st.text(max_size=40))
def test_what_was_copied_leads_back_to_the_same_words(data: st.DataObject, old: str) -> None:
    builder = TextBuilder(old)
    pieces = []
    for _ in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(old)))
        span = Span(start, data.draw(st.integers(start, len(old))))
        pieces.append((Span(len(builder), len(builder) + len(span)), span))
        builder.copy(span)
        builder.insert("-")
    text, offsets = builder.text(), builder.offset_map()
    for new, origin in pieces:
        assert new.of(text) == origin.of(old)
        if len(new):
            assert offsets.to_origin(new) == origin


@given(st.data(), st.text("ab ", max_size=30))
def test_inserted_text_has_no_origin(data: st.DataObject, old: str) -> None:
    builder = TextBuilder(old)
    builder.insert("new")
    builder.copy(Span(0, len(old)))
    assert builder.offset_map().to_origin(Span(0, 3)) is None
    position = data.draw(st.integers(0, len(old)))
    if position < len(old):
        assert builder.offset_map().to_origin(Span(position + 3, position + 4)) == Span(position, position + 1)


@given(st.data(), st.text(max_size=30))
def test_maps_compose(data: st.DataObject, oldest: str) -> None:
    first = data.draw(built(oldest))
    second = data.draw(built(first.text()))
    composed = second.offset_map().after(first.offset_map())
    for position in range(len(second.text())):
        here = Span(position, position + 1)
        between = second.offset_map().to_origin(here)
        by_steps = first.offset_map().to_origin(between) if between else None
        assert composed.to_origin(here) == by_steps


@given(st.text(max_size=30), st.data())
def test_the_identity_changes_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    found = OffsetMap.identity(len(text)).to_origin(span)
    assert found == (span if len(span) else None)


def test_from_origin_finds_the_copies() -> None:
    builder = TextBuilder("one two")
    builder.insert(">> ")
    builder.copy(Span(4, 7))
    assert builder.offset_map().from_origin(Span(4, 7)) == Span(3, 6)
    assert builder.offset_map().from_origin(Span(0, 3)) is None


def test_a_replacement_of_other_length_maps_nowhere() -> None:
    builder = TextBuilder("a…b")
    builder.replace(Span(1, 2), "...")
    assert builder.offset_map().to_origin(Span(0, 3)) is None
