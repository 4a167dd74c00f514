"""Attributions: cases as data, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.types import Attribution, Directness, Document, ZoneKind
from dragoman.understand.attributions import cue_kind, find_attributions
from dragoman.understand.sentences import split_sentences
from tests.understand.building import cases, document_of, mentions_of


def _document(case: dict[str, Any]) -> Document:
    rows = case.get("zones", [{"body": case.get("text", "")}])
    return document_of([(ZoneKind(kind), words) for row in rows for kind, words in row.items()])


def _row(document: Document, found: Attribution) -> dict[str, Any]:
    return {
        "speaker": found.speaker.of(document.text) if found.speaker else None,
        "cue": found.cue.of(document.text) if found.cue else None,
        "direct": found.direct.value,
        "contents": [c.of(document.text) for c in found.contents],
        "through": [t.of(document.text) for t in found.through],
    }


@pytest.mark.parametrize("case", cases("attributions/attributions.yaml"))
def test_case(case: dict[str, Any]) -> None:
    document = _document(case)
    mentions = mentions_of(document, case.get("names", {}))
    found = find_attributions(document, split_sentences(document), mentions)
    assert [_row(document, a) for a in found] == [{"through": [], **row} for row in case["expect"]]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("said", "say"),
        ("Denied", "deny"),
        ("announced", "announce"),
        ("promising", "promise"),
        ("according to", "say"),
        ("called for", "ask"),
        ("quoted Novak as saying", "say"),
        ("walked", None),
        ("", None),
    ],
)
def test_the_kind_of_a_cue(words: str, kind: str | None) -> None:
    assert cue_kind(words) == kind


WORDS = ['"', "“", "”", "said", "Novak", ",", ".", "that", "the", "talks", "were", "and", "citing", "TASS"]
WORDS += ["according", "to", "told", "as", "saying", "is", "reported", "it", ":", "who", "(", ")", "in", "Monday"]


@given(st.lists(st.sampled_from([*WORDS, "\n"]), max_size=40))
def test_every_attribution_is_exact_and_apart_from_its_speaker_and_cue(parts: list[str]) -> None:
    document = document_of([(ZoneKind.BODY, " ".join(parts))])
    mentions = mentions_of(document, {"Novak": "person", "TASS": "organisation"})
    for found in find_attributions(document, split_sentences(document), mentions):
        assert found.contents
        for content in found.contents:
            assert content.of(document.text).strip()
            passive = found.by == "attributions:passive"  # "the “frank” talks were said to be over" has it inside
            if found.direct != Directness.INDIRECT and found.cue is not None and not passive:
                assert not content.overlaps(found.cue)
        assert list(found.contents) == sorted(found.contents)
