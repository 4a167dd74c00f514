"""Marks that are kept apart from the text they are of."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.marked_news import articles_of
from evals.markup import MarkupError, parse
from tests.evals.small_news import MARKED, TEXT, marks_in, news_in


def test_marks_find_their_text_again(tmp_path: Path) -> None:
    news = news_in(tmp_path)
    (article,) = articles_of(marks_in(tmp_path, news), news)
    assert article.row["title"] == "Guests"
    assert [line.text for line in article.lines] == TEXT.split("\n")[1:]
    assert article.lines == tuple(parse(raw) for raw in MARKED.splitlines() if not raw.startswith("#"))


def test_nothing_of_the_text_is_kept_with_the_marks(tmp_path: Path) -> None:
    marks = marks_in(tmp_path, news_in(tmp_path))
    kept = (marks / "some.jsonl").read_text("utf-8")
    assert not any(word in kept for word in ("Portuguese", "visited", "Muskar", "Monday"))


def test_another_text_is_an_error(tmp_path: Path) -> None:
    marks = marks_in(tmp_path, news_in(tmp_path))
    with pytest.raises(ValueError, match=r"some\.jsonl: a paragraph \(2\) is not the one that was marked"):
        list(articles_of(marks, news_in(tmp_path, TEXT.replace("valley", "village"))))


def test_an_article_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    marks = marks_in(tmp_path, news_in(tmp_path))
    (marks / "some.jsonl").write_text('{"url": "https://news.example/none", "paragraphs": []}\n', "utf-8")
    with pytest.raises(ValueError, match=r"has no article https://news\.example/none"):
        list(articles_of(marks, news_in(tmp_path)))


def test_marking_may_not_change_the_text(tmp_path: Path) -> None:
    with pytest.raises(MarkupError, match=r"paragraph 1 of .* has another text"):
        marks_in(tmp_path, news_in(tmp_path), MARKED.replace("officials said", "officials say"))
