"""What holds for every page: exact offsets, zones in order, the same text when cleaned again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.clean import clean
from dragoman.types import Document, Page
from tests.clean.pages import page_of

_WORDS = (
    *("MINSK, January 12 (XYZ) -", "The ministers met.", "Source: XYZ", "Read also:", "Background:", "Quote:", '"'),
    *(
        "12 May 2023, 10:00 GMT",
        "a\u00a0b",
        "soft\u00adhyphen",
        "\u200b",
        "\ufeff",
        "\x00",
        "“We agree,” he said.",
        "...",
    ),
    *("Photo: Jane Roe/XYZ", "By Jane Roe", "Tags: a, b", "#one #two", "© XYZ / Jane Roe", "\r\n", "\n", "\n\n", "/"),
    *("\u2028", "\t", "  ", "👩‍👧", "İ", "e\u0301"),
)
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join),
    st.lists(st.sampled_from(_WORDS), max_size=30).map("\n".join),
)


def check(page: Page, document: Document) -> None:
    """Zones hold all words in order; what is mapped is the page's own."""
    end = 0
    for zone in document.zones:
        assert len(zone.span)
        assert zone.span.start >= end
        assert not any(c.isalnum() for c in document.text[end : zone.span.start])
        assert zone.span.of(document.text).strip() == zone.span.of(document.text)
        assert zone.repeats is None or zone.repeats.end <= len(document.text)
        end = zone.span.end
    assert not any(c.isalnum() for c in document.text[end:])
    for run in document.to_page.runs:
        new, old = document.text[run.start :][: run.length], page.text[run.origin :][: run.length]
        assert all(a == b or (a == " " and b.isspace()) for a, b in zip(new, old, strict=True))
    for dating in document.datings:
        span = dating.evidence.span
        assert span is None or span.of(document.text) == dating.evidence.exact


@settings(max_examples=300, deadline=None)
@given(texts)
def test_zones_and_offsets(text: str) -> None:
    page = page_of(text)
    check(page, clean(page))


@settings(max_examples=300, deadline=None)
@given(texts)
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(page_of(text)).text
    assert clean(page_of(once)).text == once


@settings(max_examples=100, deadline=None)
@given(texts)
def test_same_page_same_document(text: str) -> None:
    assert clean(page_of(text)) == clean(page_of(text))


@settings(max_examples=100, deadline=None)
@given(texts)
def test_all_visible_characters_are_kept(text: str) -> None:
    page = page_of(text)
    kept = [c for c in text if c.isalnum()]
    assert [c for c in clean(page).text if c.isalnum()] == kept


HOSTILE = {
    "one line": "word " * 400_000,
    "one word": "a" * 2_000_000,
    "brackets": "(" * 300_000,
    "one line many times": "The ministers met in the capital on Monday.\n" * 20_000,
    "dashes": "A - " * 200_000,
    "quotes": '"' * 300_000,
    "numbers": "1.1." * 200_000,
    "commas": ", " * 300_000,
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends(name: str) -> None:
    page = page_of(HOSTILE[name])
    check(page, clean(page))
