"""Actors of short documents: tests/cases/mentions/actors.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ground.actors import metonym_country, plural_members, resolve_actors
from dragoman.ground.actors.spelling import alike, folded, frame, slug
from dragoman.spans import OffsetMap, Span
from dragoman.types import NOT_STATED, Actor, Document, Mention, Value, Zone, ZoneKind, value_of
from dragoman.understand.mentions import find_mentions

FILE = yaml.safe_load((Path(__file__).parent.parent / "cases" / "mentions" / "actors.yaml").read_text("utf-8"))
CASES: dict[str, list[dict[str, Any]]] = FILE
Resolved = tuple[tuple[Mention, ...], dict[str, Actor], dict[Span, str]]


def resolved(text: str) -> Resolved:
    """The mentions and actors of a text of plain sentences."""
    zones = (Zone(ZoneKind.BODY, Span(0, len(text)), "test"),)
    unknown = (NOT_STATED, NOT_STATED, NOT_STATED)
    document = Document("d", "d", None, text, zones, OffsetMap.identity(len(text)), *unknown, (), NOT_STATED)
    spans, start = [], 0
    for piece in text.split(". "):
        spans.append(Span(start, min(start + len(piece) + 1, len(text))))
        start += len(piece) + 2
    mentions = find_mentions(document, tuple(spans))
    actors, by_span = resolve_actors(document, mentions)
    return mentions, {a.actor_id: a for a in actors}, by_span


def parameters(section: str, key: str = "name") -> list[Any]:
    rows = []
    for case in CASES[section]:
        marks = [pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else []
        rows.append(pytest.param(case, id=case[key], marks=marks))
    return rows


@pytest.mark.parametrize("case", parameters("cases"))
def test_who_is_who(case: dict[str, Any]) -> None:
    text = case["text"]
    mentions, actors, by_span = resolved(text)
    expected = case.get("actors", {})
    if "only" in case:
        assert [a for a in actors if a.startswith(case["only"])] == list(expected)
    for actor_id, forms in expected.items():
        assert [s.of(text) for s in actors[actor_id].mentions] == forms
    for actor_id, (title, country) in case.get("offices", {}).items():
        office = value_of(actors[actor_id].office)
        assert office is not None
        assert (office.title, office.country) == (title, country)
    unresolved = [m.span.of(text) for m in mentions if m.span not in by_span]
    for words in case.get("nobody", []):
        assert words in unresolved


def test_a_second_office_is_noted() -> None:
    case = next(c for c in CASES["cases"] if "note" in c)
    _, actors, _ = resolved(case["text"])
    office = actors["person:sergei-lavrov"].office
    assert isinstance(office, Value)
    assert case["note"] in office.note
    assert [e.exact for e in office.evidence] == ["Russian Foreign Minister", "Foreign Minister"]


@pytest.mark.parametrize("case", parameters("plurals"))
def test_plural(case: dict[str, Any]) -> None:
    mentions, actors, by_span = resolved(case["text"])
    plural = next(m for m in mentions if m.span.of(case["text"]) == case["words"])
    assert list(plural_members(plural, mentions, actors, by_span)) == case["members"]


@pytest.mark.parametrize("case", parameters("metonyms", "text"))
def test_capital_for_a_country(case: dict[str, Any]) -> None:
    mentions, _, _ = resolved(case["text"])
    capital = next(m for m in mentions if m.span.of(case["text"]) == case["words"])
    assert metonym_country(capital, case["text"]) == case["country"]


def test_every_mention_of_an_actor_is_in_the_map_and_the_other_way_round() -> None:
    for case in CASES["cases"]:
        _, actors, by_span = resolved(case["text"])
        assert {(s, a.actor_id) for a in actors.values() for s in a.mentions} == set(by_span.items())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zaharova", "Zakharova", True),
        ("Sergei", "Sergey", True),
        ("Aleinik", "Aleynik", True),
        ("Gaddafi", "Qaddafi", False),  # g and k: left apart rather than folded
        ("Lukashenko", "Lukashenka", True),
        ("Ivanov", "Ivanova", False),
        ("Johnson", "Johnston", False),
        ("Li", "Lee", False),
        ("Erdogan", "Erdoğan", True),
        ("Pashinyan", "Pashinian", True),
    ],
)
def test_spelling(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


@given(st.text(max_size=30), st.text(max_size=30))
def test_names_alike_share_a_frame_and_folding_is_stable(one: str, other: str) -> None:
    assert alike(one, one)
    if alike(one, other):
        assert frame(one) == frame(other)
    assert folded(one) == folded(one.upper().lower()) or not one.isascii()


def test_slug_is_ascii() -> None:
    assert slug("Łukasz O'Brien-Šimek") == "lukasz-obrien-simek"
    assert slug("王毅") == "738b-6bc5"
