"""Source chains: cases as data, and what holds for every chain."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.types import ChainLink, ZoneKind
from dragoman.understand.attributions import find_attributions
from dragoman.understand.chain import source_chain
from dragoman.understand.sentences import split_sentences
from tests.understand.building import cases, document_of, mentions_of


def _chain(case: dict[str, Any]) -> tuple[str, tuple[ChainLink, ...]]:
    document = document_of(
        [(ZoneKind(kind), words) for row in case["zones"] for kind, words in row.items()],
        publisher=case.get("publisher", ""),
    )
    mentions = mentions_of(document, case.get("names", {}))
    attributions = find_attributions(document, split_sentences(document), mentions)
    return document.text, source_chain(document, mentions, attributions)


@pytest.mark.parametrize("case", cases("chains/chains.yaml"))
def test_case(case: dict[str, Any]) -> None:
    text, found = _chain(case)
    assert [link.name for link in found] == case["chain"]
    for link in found:
        for evidence in (link.evidence, link.cue):
            if evidence is not None and evidence.span is not None:
                assert evidence.span.of(text) == evidence.exact


def test_every_link_but_the_publisher_says_by_which_word_it_passes_on() -> None:
    _, found = _chain(
        {
            "zones": [{"credits": "Source: Anna Petrova, minister of trade; Morning Post, referring to TASS"}],
            "publisher": "Evening Post",
        }
    )
    cues = [link.cue.exact if link.cue else None for link in found]
    assert cues == ["Source", "referring to", "Source", None]
