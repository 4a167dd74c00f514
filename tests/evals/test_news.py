"""Reports against events that were marked in news."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals import news
from evals.metrics import Scored
from tests.evals.small_news import MARKED, marks_in, news_in


def scored(folder: Path, monkeypatch: pytest.MonkeyPatch, marked: str = MARKED) -> Scored:
    file = news_in(folder)
    marks = marks_in(folder, file, marked)
    (marks / "some.jsonl").rename(marks / "dev.jsonl")
    monkeypatch.setattr(news, "MARKS", marks)
    return news.score(file, part="dev")


def test_each_event_is_found_or_not_and_each_report_is_one_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores, lines = scored(tmp_path, monkeypatch)
    by_words = {line["words"]: line for line in lines if line["true"]}
    assert scores["events"] == 4
    assert by_words["met"]["said"] == ("CONSULT", "meeting", "occurred")
    assert by_words["condemned"]["said"][0] == "ACCUSE"
    assert by_words["condemned"]["sides"] == (2, 2, 2)
    found = sum(bool(line["said"]) for line in by_words.values())
    said = sum(bool(line["said"]) for line in lines)
    assert scores["recall"] == pytest.approx(found / 4)
    assert scores["precision"] == pytest.approx(found / said)


def test_a_report_that_nobody_marked_counts_against_precision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = MARKED.replace("<condemned|ACCUSE disapprove occurred #2>", "condemned").replace(
        "[France|actor#2]", "France"
    )
    scores, lines = scored(tmp_path, monkeypatch, marked.replace("[Portugal|recipient#2]", "Portugal"))
    assert scores["events"] == 3
    assert any(line["true"] is None and "condemned" in line["text"] for line in lines)


def test_wrong_type_status_and_sides_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = MARKED.replace("ACCUSE disapprove occurred #2", "REJECT - denied #2").replace(
        "[France|actor#2] <", "France <"
    )
    right, _ = scored(tmp_path, monkeypatch)
    other = tmp_path / "other"
    other.mkdir()
    wrong, _ = scored(other, monkeypatch, marked)
    for name in ("type", "status", "sides_precision"):
        assert wrong[name] < right[name]


def test_two_readers_agree_as_far_as_their_marks_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = news_in(tmp_path)
    marks = marks_in(tmp_path, file)
    (marks / "some.jsonl").rename(marks / "test.jsonl")
    other = tmp_path / "other"
    other.mkdir()
    second = MARKED.replace("<entered|MOBILIZE - occurred #1>", "entered").replace("troops|actor#1", "troops|actor#2")
    second = second.replace("Monday|time#1", "Monday|time#2").replace("ACCUSE disapprove", "REJECT -")
    marks_in(other, file, second).joinpath("some.jsonl").rename(marks / "second.jsonl")
    monkeypatch.setattr(news, "MARKS", marks)
    scores, _ = news.score(file)
    assert scores["readers_f1"] == pytest.approx(2 * 3 / (4 + 3), abs=1e-4)
    assert scores["readers_type"] == pytest.approx(2 / 3, abs=1e-4)
    assert scores["second"]["events"] == 3
