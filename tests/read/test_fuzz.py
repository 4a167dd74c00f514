"""Whatever the bytes: a page whose spans are exact, or a ReadError."""

from __future__ import annotations

import contextlib
import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import ReadError
from dragoman.read import page_from_bytes
from dragoman.read.align import aligned, squeezed
from dragoman.types import Page

NAMES = ["a.txt", "a.html", "a.json", "a.jsonl", "a", "a.gz"]
PIECES = st.sampled_from(
    "<p> </p> <div> </div> <br> <article> </article> <nav> <h1> </h1> <li> </a> <table> <td> <script> </script> "
    "<!-- --> <pre> &nbsp; &lt; <b> <time> <title> <p§hidden> <a§href=x> <aside§class=related> <html§lang=en> a § "
    "<meta§charset=x> The§ministers§met. é e\u0301 ﬁ \u200f \0 \n".replace("\n", "¶").split()
).map(lambda piece: piece.replace("§", " ").replace("¶", "\n"))
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(page: Page) -> None:
    page.text.encode()
    assert page.blocks
    assert all(b.span is None or b.span.of(page.text) == b.text for b in page.blocks)
    assert all(b.text.strip() for b in page.blocks)


def read(data: bytes, name: str) -> None:
    with contextlib.suppress(ReadError):
        check(page_from_bytes(data, name=name))


@quick
@given(st.binary(max_size=600), st.sampled_from(NAMES))
def test_random_bytes(data: bytes, name: str) -> None:
    read(data, name)


@quick
@given(st.text(max_size=300), st.sampled_from(NAMES), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_random_text(text: str, name: str, encoding: str) -> None:
    read(text.encode(encoding, "surrogatepass"), name)


@quick
@given(st.lists(PIECES, max_size=60))
def test_random_markup(pieces: list[str]) -> None:
    read("".join(pieces).encode(), "a.html")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "title", "content", "date", "articles", "data", "url", "name", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@quick
@given(json_values)
def test_random_json(value: object) -> None:
    read(json.dumps(value).encode(), "a.json")


@quick
@given(st.lists(st.text(alphabet="abcé ﬁ\u0301\u00a0Ｔ\n", min_size=1, max_size=40), min_size=1, max_size=8))
def test_aligned_span_has_the_words_of_the_paragraph(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    for paragraph, span in zip(paragraphs, aligned(paragraphs, squeezed(text)), strict=True):
        if span:
            assert folded(span.of(text)) == folded(paragraph)
        else:
            assert not (paragraph.isascii() and squeezed(paragraph).text)


def folded(words: str) -> str:
    return "".join(unicodedata.normalize("NFKD", c) for c in words if not c.isspace())


@pytest.mark.parametrize("seed", range(20))
def test_a_page_cut_anywhere(seed: int) -> None:
    html = (
        "<html><head><title>T</title></head><body><article><h1>Plan</h1>" + "<p>The ministers met.</p>" * 20
    ).encode()
    read(html[: len(html) * seed // 20], "a.html")
