"""The scorer of offices, and our probes."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from evals import offices
from evals.files import json_lines

CASES = Path(offices.__file__).parent / "cases" / "offices.jsonl"


def holder(office: str, country: str, day: str, answer: list[str] | None) -> dict[str, Any]:
    probe = {"ask": "holder", "country": country, "organisation": None}
    return {**probe, "office": office, "date": day, "answer": answer}


def test_answers_are_right_wrong_missed_or_left_out(tmp_path: Path) -> None:
    rows = [
        holder("Foreign Minister", "RU", "2023-01-12", ["Sergey V. Lavrov", "Sergei Lavrov"]),
        holder("Foreign Minister", "RU", "2023-01-12", ["Somebody Else"]),
        holder("Foreign Minister", "RU", "2023-01-12", None),
        holder("Foreign Minister", "RU", "1923-01-12", ["Georgy Chicherin"]),
        holder("Foreign Minister", "ZZ", "2023-01-12", None),
        holder("Goalkeeper", "RU", "2023-01-12", None),
        holder("Foreign Ministry spokesperson", "CN", "2023-01-12", None),
        holder("Foreign Ministry spokesperson", "CN", "2023-01-12", ["Mao Ning"]),
        {"ask": "person", "surname": "Lavrov", "role": "foreign minister", "date": "2023-01-12"}
        | {"answer": {"name": "Sergei Lavrov", "country": "RU"}},
        {"ask": "person", "surname": "Lavrov", "role": "foreign minister", "date": "2023-01-12"}
        | {"answer": {"name": "Sergei Lavrov", "country": "BY"}},
    ]
    path = tmp_path / "probes.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    scores, lines = offices.score(tmp_path)
    marks = [line["mark"] for line in lines]
    assert marks == [
        *("right", "wrong", "wrong", "missed", "left out", "left out", "left out", "missed", "right", "wrong"),
    ]
    assert scores == {"n": 10, "accuracy": 0.5, "answered": 5, "wrong": 3, "abstained": 5, "missed": 2}


def test_nothing_gives_no_score(tmp_path: Path) -> None:
    scores, lines = offices.score(tmp_path)
    assert (scores["n"], scores["accuracy"], lines) == (0, 0.0, [])


def test_the_scores_of_our_probes_hold() -> None:
    scores, _ = offices.score(CASES)
    assert scores["accuracy"] >= 0.98
    assert scores["wrong"] <= 0.005 * scores["n"]


def test_every_probe_is_well_formed() -> None:
    for probe in json_lines(CASES):
        assert datetime.date.fromisoformat(probe["date"])
        assert probe["ask"] in ("holder", "person")
        if probe["ask"] == "holder":
            assert probe["country"] or probe["organisation"]
