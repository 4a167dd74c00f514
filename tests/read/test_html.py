"""HTML pages of our own, each in another form, and what a reader sees in them."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.errors import EmptyError, TooLargeError
from dragoman.read import Bounds, page_from_bytes
from dragoman.read.align import aligned, squeezed
from dragoman.read.maintext import main_paragraphs
from dragoman.types import Block, Page

PAGES = Path(__file__).parents[1] / "cases" / "read" / "pages"
EXPECTED: dict[str, Any] = yaml.safe_load((PAGES / "expected.yaml").read_text("utf-8"))


def page(name: str) -> Page:
    return page_from_bytes((PAGES / name).read_bytes(), name=name)


def fits(block: Block, wanted: str) -> bool:
    head, _, words = wanted.partition(": ")
    tag, _, places = head.partition(" ")
    place = "main" if block.main else "beside"
    return block.tag == tag and place in places.split("|") and " ".join(block.text.split()).startswith(words)


@pytest.mark.parametrize("name", EXPECTED)
def test_blocks_are_the_article_and_what_is_beside_it(name: str) -> None:
    blocks, wanted = page(name).blocks, EXPECTED[name]["blocks"]
    assert len(blocks) == len(wanted), [b.text[:40] for b in blocks]
    assert [w for b, w in zip(blocks, wanted, strict=True) if not fits(b, w)] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_fields_say_where_they_stood(name: str) -> None:
    found = [[f.name, f.value, f.source] for f in page(name).fields]
    assert [f for f in EXPECTED[name]["fields"] if f not in found] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_furniture_and_strangers_stay_out(name: str) -> None:
    made = page(name)
    said = [b.text for b in made.blocks] + [f.value for f in made.fields]
    assert [w for w in EXPECTED[name]["never"] if any(w in words for words in said)] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_spans_are_exact_and_in_order(name: str) -> None:
    made = page(name)
    spans = [b.span for b in made.blocks if b.span]
    assert all(b.span is None or b.span.of(made.text) == b.text for b in made.blocks)
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_99_of_100_main_paragraphs_are_aligned() -> None:
    total = found = 0
    for name in set(EXPECTED) - {"hidden.html"}:  # its hidden text is taken out before, and is no text to align
        paragraphs = main_paragraphs((PAGES / name).read_text("utf-8"))
        total += len(paragraphs)
        found += sum(s is not None for s in aligned(paragraphs, squeezed(page(name).text)))
    assert total > 30
    assert found >= 0.99 * total


def test_visible_text_has_all_that_is_drawn() -> None:
    text = page("modern.html").text
    assert all(words in text for words in ("We use cookies", "World", "Copyright The Lantern", "Sign up"))


def test_canonical_link_is_the_url_where_none_is_given() -> None:
    assert page("modern.html").url == "https://lantern.example/world/ferry-plan"
    given = page_from_bytes((PAGES / "modern.html").read_bytes(), name="x", url="https://lantern.example/x?y")
    assert given.url == "https://lantern.example/x?y"


def test_paragraph_that_is_not_in_the_text_is_not_aligned() -> None:
    text = squeezed("The ministers met. The plan was signed.")
    assert aligned(["Nothing of the kind was ever said here."], text) == [None]


def test_alignment_ignores_white_space_and_forms_of_characters() -> None:
    text = "Ｔhe ﬁnal  meeting\u00a0was\nheld"
    (span,) = aligned(["The final meeting was held"], squeezed(text))
    assert span is not None
    assert span.of(text) == text


def test_alignment_keeps_to_the_order_of_repeated_words() -> None:
    text = "The talks will go on in spring.\nIn between.\nThe talks will go on in spring."
    first, second = aligned(["The talks will go on in spring."] * 2, squeezed(text))
    assert first is not None
    assert second is not None
    assert first.start == 0
    assert second.start == text.rindex("The talks")


def test_alignment_by_ends_where_the_middle_differs() -> None:
    before, after = (
        "The delegations of both states met in the old town hall",
        "and went on until late in the night, it said",
    )
    text = f"{before} [1] {after}"
    (span,) = aligned([f"{before} {after}"], squeezed(text))
    assert span is not None
    assert unicodedata.normalize("NFKC", span.of(text)) == text


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("<div>" * 100_000, TooLargeError),
        ("<b>" * 100_000 + "x", TooLargeError),
        ("<p>x" * 100_000, TooLargeError),
        ("<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">x", TooLargeError),
        ("<p>" + "x " * 1_500_000, TooLargeError),
        ("<html><body><script>x()</script></body></html>", EmptyError),
        ("<html><body><nav><a href=x>Home</a></nav></body></html>", EmptyError),
    ],
)
@pytest.mark.timeout(30)
def test_hostile_and_empty_pages_are_errors(html: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^page\.html: "):
        page_from_bytes(html.encode(), name="page.html")


def test_page_in_bounds_of_elements_but_too_many_for_extraction_is_read_by_structure() -> None:
    html = "<p>The ministers met.</p><br>" * 16_000
    made = page_from_bytes(html.encode(), name="x.html", bounds=Bounds())
    assert len(made.blocks) == 16_000
    assert any("structure" in note for note in made.notes)
