"""Instruments: cases in tests/cases/instruments, and what must hold for any text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.spans import Span
from dragoman.types import InstrumentMention, Mention, MentionKind
from dragoman.understand.instruments import find_instruments

CASES = Path(__file__).parent.parent / "cases" / "instruments"
KINDS = {k.value: k for k in (MentionKind.PLACE, MentionKind.ORGANISATION, MentionKind.PEOPLE)}


def load(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return cases


def sentences(text: str) -> tuple[Span, ...]:
    return tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S[^.]*(?:\.(?! [A-Z])[^.]+)*\.?", text))


def mentions(case: dict[str, Any]) -> tuple[Mention, ...]:
    return tuple(
        Mention(Span(m.start(), m.end()), kind, name)
        for key, kind in KINDS.items()
        for name in case.get(key, ())
        for m in re.finditer(re.escape(name), case["text"])
    )


def shown(text: str, found: InstrumentMention, wanted: dict[str, Any]) -> dict[str, Any]:
    """What was found, in the fields that a case speaks of."""
    fields = {
        "words": found.span.of(text),
        "kind": found.kind,
        "title": found.title.of(text) if found.title else None,
        "period": found.period.of(text) if found.period else None,
        "parties": [p.of(text) for p in found.parties],
        "stage": found.stage.value,
        "stage_words": [s.of(text) for s in found.stage_words],
    }
    return {key: fields[key] for key in wanted}


def check(case: dict[str, Any]) -> None:
    text, wanted = case["text"], case.get("is", [])
    found = find_instruments(text, sentences(text), mentions(case))
    assert [f.span.of(text) for f in found] == [w["words"] for w in wanted]
    assert [shown(text, f, w) for f, w in zip(found, wanted, strict=True)] == wanted


@pytest.mark.parametrize("case", load("phrases") + load("stages"), ids=lambda c: c["text"][:60])
def test_reads_phrases_and_stages(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", load("negatives"), ids=lambda c: c["text"][:60])
def test_finds_none_where_none_is_named(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", load("known_failures"), ids=lambda c: c["why"])
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_known_failures(case: dict[str, Any]) -> None:
    check(case)


WORDS = "the a treaty deal plan signed will sign not resolution of and , in for 2022-2023 Russia Peru ( ) as with peace"


@given(st.lists(st.sampled_from([*WORDS.split(), '"']), max_size=40))
def test_spans_lie_in_their_sentence_and_hold_their_parts(words: list[str]) -> None:
    text = " ".join(words)
    for found in find_instruments(text, (Span(0, len(text)),), ()):
        assert found.span.of(text).strip() == found.span.of(text) != ""
        inside = [s for s in (found.title, found.period) if s]
        assert all(found.span.contains(s) for s in inside)
        assert all(s.end <= len(text) for s in found.stage_words)
