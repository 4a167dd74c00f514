"""Topics: cases in tests/cases/topics."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.spans import Span
from dragoman.types import Mention, MentionKind
from dragoman.understand.topics import find_topics
from tests.understand.test_instruments import mentions, sentences

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "topics" / "topics.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_finds_what_is_discussed(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_topics(text, sentences(text), mentions(case))
    assert [t.name for t in found if t.agenda] == case.get("agenda", [])
    assert [t.name for t in found if not t.agenda] == case.get("other", [])


def test_a_topic_has_the_usual_name_of_its_mention() -> None:
    text = "They discussed the EU."
    mention = Mention(Span(19, 21), MentionKind.ORGANISATION, "European Union")
    (topic,) = find_topics(text, (Span(0, len(text)),), (mention,))
    assert (topic.name, topic.span.of(text), topic.agenda) == ("European Union", "EU", True)


def test_long_lists_take_linear_time() -> None:
    text = "They discussed " + "trade, " * 200_000
    sentence = Span(0, len(text))
    assert len(find_topics(text, (sentence,), ())) == 200_000
