"""Mentions, on lines with inline truth: tests/cases/mentions/lines.yaml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.spans import OffsetMap, Span
from dragoman.types import NOT_STATED, Document, Mention, MentionKind, Zone, ZoneKind
from dragoman.understand.mentions import find_mentions

CASES: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "mentions" / "lines.yaml").read_text("utf-8")
)
MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
PLAIN_SECTIONS = (
    "people_with_offices",
    "people",
    "offices_alone",
    "organisations",
    "places_and_peoples",
    "negatives",
    "pronouns",
)
Truth = tuple[str, str, dict[str, str]]


def document_of(text: str) -> Document:
    zones = (Zone(ZoneKind.BODY, Span(0, len(text)), "test"),)
    unknown = (NOT_STATED, NOT_STATED, NOT_STATED)
    return Document("d", "d", None, text, zones, OffsetMap.identity(len(text)), *unknown, (), NOT_STATED)


def unmarked(line: str) -> tuple[str, list[Truth]]:
    """The text of a marked line, and what it marks."""
    truths = []
    for words, says in MARK.findall(line):
        kind, *rest = [part.strip() for part in says.split(";")]
        pairs = [part.partition("=") for part in rest]
        truths.append((words, kind, {key: value or "yes" for key, _, value in pairs}))
    return MARK.sub(lambda m: m.group(1), line), truths


def said_of(mention: Mention, text: str) -> Truth:
    office = mention.office
    said = {
        "country": mention.country,
        "title": office.title if office else None,
        "org": office.organisation if office else None,
        "kin": "yes" if mention.kin else None,
    }
    return mention.span.of(text), mention.kind.value, {key: value for key, value in said.items() if value}


def check(found: list[Mention], text: str, truths: list[Truth]) -> None:
    pronouns = any(kind == "pronoun" for _, kind, _ in truths)
    kept = [m for m in found if pronouns or m.kind is not MentionKind.PRONOUN]
    names = {m.span.of(text): m.name for m in kept}
    expected = [(words, kind, {k: v for k, v in rest.items() if k != "name"}) for words, kind, rest in truths]
    assert [said_of(m, text) for m in kept] == expected
    assert all(names[words] == rest["name"] for words, _, rest in truths if "name" in rest)


@pytest.mark.parametrize("line", [line for section in PLAIN_SECTIONS for line in CASES[section]])
def test_line(line: str) -> None:
    text, truths = unmarked(line)
    check(list(find_mentions(document_of(text), (Span(0, len(text)),))), text, truths)


@pytest.mark.parametrize("case", CASES["known_names"], ids=lambda case: case["line"])
def test_names_known_from_the_document(case: dict[str, Any]) -> None:
    line, truths = unmarked(case["line"])
    text = line + "\n" + case["known"]
    spans = (Span(0, len(line)), Span(len(line) + 1, len(text)))
    found = find_mentions(document_of(text), spans)
    people = [m for m in found if m.kind is MentionKind.PERSON and m.span.end <= len(line)]
    check(people, text, truths)


@pytest.mark.parametrize("case", CASES["shared_heads"], ids=lambda case: case["text"])
def test_a_shared_head_gives_each_country_a_span_of_its_own(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_mentions(document_of(text), (Span(0, len(text)),))
    kept = {m.span.of(text): m.country for m in found if m.kind is not MentionKind.PRONOUN}
    assert kept == case["mentions"]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, marks=pytest.mark.xfail(strict=True, reason=c["why"]), id=c["why"])
        for c in CASES["known_failures"]
    ],
)
def test_known_failure(case: dict[str, str]) -> None:
    test_line(case["line"])


def test_credits_name_people_though_no_sentence_covers_them() -> None:
    credit = "Source: Maria Zaharova, Spokesperson for the Ministry of Foreign Affairs of Russia; BELTA"
    body = "Zakharova said nothing new."
    text = credit + "\n" + body
    whole = document_of(text)
    zones = (
        Zone(ZoneKind.CREDITS, Span(0, len(credit)), "test"),
        Zone(ZoneKind.BODY, Span(len(credit) + 1, len(text)), "test"),
    )
    document = Document("d", "d", None, text, zones, whole.to_page, NOT_STATED, NOT_STATED, NOT_STATED, (), NOT_STATED)
    found = find_mentions(document, (zones[1].span,))
    assert [m.name for m in found if m.kind is MentionKind.PERSON] == ["Maria Zaharova", "Zakharova"]


WORDS = st.sampled_from(CASES["fragments"])


@given(st.lists(WORDS, max_size=40), st.text(max_size=40))
def test_spans_are_exact_and_no_two_are_the_same(words: list[str], noise: str) -> None:
    text = " ".join(words) + noise
    found = find_mentions(document_of(text), (Span(0, len(text)),))
    spans = [m.span for m in found]
    assert len(set(spans)) == len(spans)
    assert spans == sorted(spans)
    for mention in found:
        assert mention.span.of(text).strip() == mention.span.of(text) != ""
        assert mention.extent.contains(mention.span)


def test_a_long_line_takes_linear_time() -> None:
    text = "Minister of Lavrov and Russian-" * 30_000
    assert find_mentions(document_of(text), (Span(0, len(text)),))


def test_nothing_is_named_in_nothing() -> None:
    assert find_mentions(document_of(""), ()) == ()
