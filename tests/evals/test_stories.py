"""The scorer of stories, on round-ups of ours."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals import stories
from train.corpora.allsides import articles_in, spread


def article(title: str, body: list[str], address: str = "https://one.example/a") -> dict[str, Any]:
    return {"newsTitle": title, "newBody": body, "newsSource": "One", "newsLink": address}


FERRY = (
    article(
        "Freedonia and Zembla agree on ferry line",
        ["The transport ministers of Freedonia and Zembla agreed on a ferry line."],
        "https://one.example/2021/06/30/ferry",
    ),
    article(
        "Ferry line between Zembla and Freedonia agreed",
        ["A ferry line will join Zembla and Freedonia, their\u00a0ministers said.", "It had stopped."],
    ),
)
STRIKE = (
    article(
        "Harbour pilots strike in Ruritania",
        ["Pilots stopped work in the ports of Ruritania over wages."],
        "https://two.example/2021/02/30/x",
    ),
    article("", []),
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rows = [
        {"id": 2, "date": "2021-07-01T10:00:00-07:00", "news": {"left": FERRY[0], "right": FERRY[1]}},
        {"id": 1, "date": "2021-06-30T10:00:00-07:00", "news": {"left": STRIKE[0], "center": STRIKE[1]}},
        {"id": 3, "date": "2021-06-30T10:00:00-07:00", "news": {}},
    ]
    path = tmp_path / "rounds.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_articles_come_in_the_order_of_their_days(data: Path) -> None:
    found = articles_in(data)
    assert [(a.document, a.story) for a in found] == [
        ("1:center", "1"),
        ("1:left", "1"),
        ("2:left", "2"),
        ("2:right", "2"),
    ]
    assert found[3].text == "A ferry line will join Zembla and Freedonia, their ministers said.\n\nIt had stopped."


def test_the_part_dev_is_what_training_leaves_out(data: Path) -> None:
    assert {a.story for a in articles_in(data, part="dev")} == {"2"}
    assert {a.story for a in articles_in(data, part="train")} == {"1"}


def test_the_day_of_a_page_is_that_of_its_address_if_it_is_near(data: Path) -> None:
    days = {a.document: a.day_of_page for a in articles_in(data)}
    assert days == {"1:center": None, "1:left": None, "2:left": date(2021, 6, 30), "2:right": None}
    assert spread(articles_in(data)) == {
        "1:center": date(2021, 6, 29),
        "1:left": date(2021, 6, 29),
        "2:left": date(2021, 6, 30),
        "2:right": date(2021, 6, 30),
    }


def test_scores_and_predictions(data: Path) -> None:
    scores, lines = stories.score(data)
    assert (scores["n"], scores["stories"]) == (4, 3)
    assert (scores["pair_precision"], scores["pair_recall"]) == (1.0, 0.5)
    assert scores["b3_f1"] == pytest.approx(2 * 0.75 / 1.75, abs=1e-4)
    clusters = {line["document"]: line["cluster"] for line in lines}
    assert list(clusters) == ["1:center", "1:left", "2:left", "2:right"]
    assert clusters["2:left"] == clusters["2:right"] == "2:left"
    assert clusters["1:center"] != clusters["1:left"]
