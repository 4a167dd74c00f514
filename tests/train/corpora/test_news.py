"""Marked news as examples: events and roles are known, names and attributions are not."""

from __future__ import annotations

from pathlib import Path

from dragoman.models.labels import ROLES, TYPES
from tests.evals.small_news import marks_in, news_in
from train.corpora.news import news


def test_events_and_roles_are_known_and_nothing_else_is(tmp_path: Path) -> None:
    file = news_in(tmp_path)
    examples = list(news(marks_in(tmp_path, file), file))
    second = next(e for e in examples if "condemned" in e.words and not e.relation)
    at = second.words.index("condemned")
    assert TYPES[second.tags["type"][at]] == "ACCUSE"
    assert [second.words[i] for i, role in enumerate(second.roles[at]) if ROLES[role] == "recipient"] == ["Portugal"]
    assert second.names is None
    assert second.links is None
    assert "attribution" not in second.tags


def test_an_event_with_two_sides_is_a_relation_too(tmp_path: Path) -> None:
    file = news_in(tmp_path)
    related = [e for e in news(marks_in(tmp_path, file), file) if e.relation]
    assert all(1 in (e.marks or []) and 2 in (e.marks or []) for e in related)
    assert any("condemned" in e.words for e in related)
