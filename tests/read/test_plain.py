"""Plain text: lines are blocks, hand-wrapped paragraphs are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import EmptyError, EncodingError, FormatError, TooLargeError
from dragoman.read import page_from_bytes
from dragoman.read.plain import blocks_of_text

WRAPPED = """FERRY PLAN AGREED

HARBOUR CITY, 5 March. The foreign ministers of Norland and Sudmark met
on Tuesday and agreed on a plan for the ferry line between their ports,
which has been closed for three years, their offices said in a statement
that was published after the talks.

The plan will be signed in June. Both parliaments will have to vote on
it before the end of the year, and nobody expects an easy vote in either
of them.
"""


def texts(text: str) -> list[str]:
    return [" ".join(b.text.split()) for b in blocks_of_text(text)]


def test_every_line_is_a_block() -> None:
    text = "Headline\n12 January 2023\n\n  First paragraph.  \r\nSecond.\u2028Third."
    assert texts(text) == ["Headline", "12 January 2023", "First paragraph.", "Second.", "Third."]


def test_wrapped_paragraphs_are_joined_over_exact_spans() -> None:
    blocks = blocks_of_text(WRAPPED)
    assert [b.text[:12] for b in blocks] == ["FERRY PLAN A", "HARBOUR CITY", "The plan wil"]
    assert blocks[1].span is not None
    assert blocks[1].span.of(WRAPPED) == blocks[1].text
    assert blocks[1].text.count("\n") == 3


def test_wrapped_with_windows_line_ends() -> None:
    assert len(blocks_of_text(WRAPPED.replace("\n", "\r\n"))) == 3


def test_short_lines_above_a_wrapped_text_stay_lines() -> None:
    assert texts("By Ann Bee\n5 March 2024\n\n" + WRAPPED)[:2] == ["By Ann Bee", "5 March 2024"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on Monday in the capital.\nThey signed a plan for the year.\n"
        "The talks go on in May, they said.\nNo date is set.",
        "Norland\nSudmark\nEastport\nWesthaven\nHarbour City",
        "One line of some seventy characters that ends here, as lines may do.\nAnother.",
    ],
)
def test_lines_that_are_whole_sentences_are_not_joined(text: str) -> None:
    assert texts(text) == text.split("\n")


def test_list_in_a_wrapped_text_keeps_its_points() -> None:
    text = WRAPPED + "\n- a first point that is as long as a line of this text can be, it says\n- a second\n"
    assert texts(text)[-1] == "- a second"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyError),
        (b" \n\t ", EmptyError),
        ("\u00a0\u3000".encode(), EmptyError),
        (bytes(range(256)) * 50, EncodingError),
        (b"a\0b" * 1000, EncodingError),
        (b"%PDF-1.7 ...", FormatError),
        (b"x" * 10_000_000, TooLargeError),
        (b"x " * 25_000_000, TooLargeError),
    ],
)
@pytest.mark.timeout(30)
def test_what_is_no_text_is_an_error(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^page\.txt: "):
        page_from_bytes(data, name="page.txt")


def test_right_to_left_text_is_read() -> None:
    text = "التقى الوزير نظيره يوم الاثنين.\nووقّعا الخطة."
    assert [b.text for b in page_from_bytes(text.encode(), name="a.txt").blocks] == text.split("\n")


@given(st.text(alphabet=st.sampled_from("ab .\n\r\t\u2028"), max_size=400))
def test_blocks_are_slices_in_order_and_lose_no_word(text: str) -> None:
    blocks = blocks_of_text(text)
    spans = [b.span for b in blocks if b.span]
    assert [s.of(text) for s in spans] == [b.text for b in blocks]
    assert spans == sorted(spans)
    assert "".join("".join(b.text.split()) for b in blocks) == "".join(text.split())
