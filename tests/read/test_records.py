"""JSON: records wherever they are in a file, fields by their usual names or by a mapping."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from dragoman.errors import EmptyError, EncodingError, FormatError, ReadError, TooLargeError
from dragoman.read import page_from_bytes, page_from_record, read_pages
from dragoman.read.records import canonical, records_of
from dragoman.types import Page

TEXT = "The ministers met on Tuesday.\nThey agreed on a plan."


def fields(record: dict[str, Any], **options: Any) -> list[tuple[str, str, str]]:
    return [(f.name, f.value, f.source) for f in page_from_record(record, name="r", **options).fields]


def test_usual_record() -> None:
    record = {
        "headline": "Ferry plan agreed",
        "body": TEXT,
        "publishedAt": "2024-03-05T10:00:00Z",
        "source": {"id": None, "name": "The Lantern"},
        "authors": ["Ann Bee", {"name": "Carl Dee"}],
        "link": "https://lantern.example/ferry",
        "lang": "en",
        "tags": ["ferry", "Norland"],
        "summary": "A plan.",
    }
    page = page_from_record(record, name="r")
    assert [(b.tag, b.text) for b in page.blocks] == [
        ("h1", "Ferry plan agreed"),
        ("line", "The ministers met on Tuesday."),
        ("line", "They agreed on a plan."),
    ]
    assert all(b.span and b.span.of(page.text) == b.text for b in page.blocks)
    assert page.url == "https://lantern.example/ferry"
    assert [(f.name, f.value, f.source) for f in page.fields] == [
        ("title", "Ferry plan agreed", "json:headline"),
        ("published", "2024-03-05T10:00:00Z", "json:publishedAt"),
        ("author", "Ann Bee", "json:authors"),
        ("author", "Carl Dee", "json:authors.name"),
        ("publisher", "The Lantern", "json:source.name"),
        ("language", "en", "json:lang"),
        ("keywords", "ferry", "json:tags"),
        ("keywords", "Norland", "json:tags"),
        ("description", "A plan.", "json:summary"),
        ("url", "https://lantern.example/ferry", "json:link"),
    ]


@pytest.mark.parametrize(
    "record",
    [
        {"title": "T", "text": TEXT},
        {
            "title": {"rendered": "T"},
            "content": {"rendered": "<p>The ministers met on Tuesday.</p><p>They agreed on a plan.</p>"},
        },
        {"webTitle": "T", "fields": {"bodyText": TEXT}},
        {"_source": {"title": "T", "maintext": TEXT}},
        {"article": {"headline": "T", "articleBody": TEXT}},
        {"title": "T", "paragraphs": ["The ministers met on Tuesday.", "They agreed on a plan."]},
        {"Title": "T", "Full-Text": TEXT},
    ],
)
def test_forms_of_a_record(record: dict[str, Any]) -> None:
    page = page_from_record(record, name="r")
    assert [b.text for b in page.blocks] == ["T", "The ministers met on Tuesday.", "They agreed on a plan."]


def test_title_that_begins_the_text_is_not_said_twice() -> None:
    page = page_from_record({"title": "The Ministers met on  Tuesday", "text": TEXT}, name="r")
    assert page.text == TEXT
    assert [b.tag for b in page.blocks] == ["h1", "line"]


def test_lede_alone_is_text() -> None:
    page = page_from_record({"title": "Ferry plan agreed", "lede": "Two ministers agree."}, name="r")
    assert page.text == "Ferry plan agreed\n\nTwo ministers agree."
    assert "text from json:lede" in page.notes


def test_mapping_says_where_and_nothing_else_is_tried() -> None:
    record = {"data": {"b": TEXT, "days": [{"d": "5 March"}]}, "date": "1999", "title": "T"}
    mapping = {"text": "data.b", "published": "data.days.0.d"}
    assert ("published", "5 March", "json:data.days.0.d") in fields(record, mapping=mapping)
    assert not any(value == "1999" for _, value, _ in fields(record, mapping=mapping))
    assert page_from_record(record, name="r", mapping=mapping).text.endswith(TEXT)
    with pytest.raises(EmptyError, match=r"^r: "):
        page_from_record({"text": TEXT}, name="r", mapping={"text": "elsewhere"})


def test_mapping_of_an_unknown_name_is_refused_at_once() -> None:
    with pytest.raises(FormatError, match="'headlin'"):
        read_pages([], mapping={"headlin": "x"})


def test_url_is_no_publisher() -> None:
    assert fields({"text": TEXT, "source": "https://lantern.example/x"}) == []


def test_broken_strings_are_mended_and_noted() -> None:
    page = page_from_bytes(b'{"text": "They \\u0000met\\ud800."}', name="a.json")
    assert page.text == "They met\ufffd."
    page.text.encode()
    assert page.notes[:2] == ("1 NUL characters dropped", "1 lone surrogates replaced by U+FFFD")


def test_hash_is_of_the_record_whatever_its_order() -> None:
    one, other = {"title": "T", "text": "é"}, {"text": "é", "title": "T"}
    pages = [page_from_record(r, name="r") for r in (one, other)]
    assert pages[0].sha256 == pages[1].sha256 == hashlib.sha256('{"text":"é","title":"T"}'.encode()).hexdigest()
    assert canonical({"a": "\ud800"})


@pytest.mark.parametrize(
    ("data", "count"),
    [
        ([{"text": "a"}, {"text": "b"}], 2),
        ({"text": "a", "items": [{"text": "x"}]}, 1),
        ({"articles": [{"text": "a"}, {"text": "b"}]}, 2),
        ({"response": {"results": [{"text": "a"}]}}, 1),
        ({"hits": {"hits": [{"_source": {"text": "a"}}, {"_source": {"text": "b"}}]}}, 2),
        ({"data": []}, 0),
    ],
)
def test_records_of(data: Any, count: int) -> None:
    records = records_of(data)
    assert records is not None
    assert len(records) == count


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"{", FormatError),
        (b'"text"', FormatError),
        (b"3", FormatError),
        (b"[]", FormatError),
        (b"{}", EmptyError),
        (b'{"id": 3}', EmptyError),
        (b'[{"text": "a"}, {"text": "b"}]', FormatError),
        (b"[" * 100_000, TooLargeError),
        (b'{"a":' * 100_000, TooLargeError),
        (b'{"text": ' + b"9" * 10_000 + b"}", FormatError),
        (b'{"text": "' + b"x" * 10_000_000 + b'"}', TooLargeError),
        (b"\x00\x01\x02" * 500, EncodingError),
    ],
)
@pytest.mark.timeout(30)
def test_bad_json_is_an_error(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error, match=r"^a\.json: "):
        page_from_bytes(data, name="a.json")


def test_html_in_a_record_is_all_article() -> None:
    html = '<h2>Plan</h2><p>The ministers met &amp; agreed.</p><div class="related">Read on</div>'
    page = page_from_record({"title": "T", "content": html}, name="r")
    assert [(b.tag, b.text, b.main) for b in page.blocks] == [
        ("h1", "T", True),
        ("h2", "Plan", True),
        ("p", "The ministers met & agreed.", True),
        ("related", "Read on", False),
    ]


def test_whole_page_in_a_record_is_read_as_one() -> None:
    body = "<body><p>The ministers met in the town hall.</p></body>"
    html = f'<html lang="en"><head><title>T | Site</title></head>{body}</html>'
    page = page_from_record({"html": html, "url": "https://lantern.example/1"}, name="r")
    assert [b.text for b in page.blocks] == ["The ministers met in the town hall."]
    assert ("language", "en", "html:lang") in [(f.name, f.value, f.source) for f in page.fields]


def test_same_record_gives_the_same_page() -> None:
    record = {"title": "T", "text": TEXT, "tags": ["b", "a"]}
    again = json.loads(json.dumps(record))
    made = page_from_record(record, name="r")
    assert isinstance(made, Page)
    assert made == page_from_record(again, name="r")
