"""The scorer of names, and the form of the cases that we wrote for the scorers."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from dragoman.lexicon import load
from evals import names_match
from evals.files import json_lines

CASES = Path(names_match.__file__).parent / "cases"
PAIRS = ("names_match.jsonl", "names_match_held.jsonl")


def test_scores_count_what_is_unclear_as_not_the_same(tmp_path: Path) -> None:
    rows = [
        {"one": "Anton Petrov", "other": "A. Petrov", "same": True},
        {"one": "Petrov", "other": "Anton Petrov", "same": True},
        {"one": "Anton Petrov", "other": "Boris Petrov", "same": False},
        {"one": "Nasser bin Omar", "other": "Nasser bin Omar Al Harthi", "same": False},
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row | {"why": "test"}) + "\n" for row in rows), "utf-8")
    scores, lines = names_match.score(path)
    assert scores == {"n": 4, "accuracy": 0.5, "precision": 0.5, "recall": 0.5, "f1": 0.5, "unclear": 1}
    assert lines == [{"same": True}, {"same": False}, {"same": False}, {"same": True}]


def test_the_scores_of_our_pairs_hold() -> None:
    scores, _ = names_match.score(CASES / PAIRS[0])
    assert scores["f1"] >= 0.95
    assert scores["precision"] >= 0.98


@pytest.mark.parametrize("name", PAIRS)
def test_every_pair_is_well_formed(name: str) -> None:
    for pair in json_lines(CASES / name):
        assert set(pair) == {"one", "other", "same", "why"}
        assert isinstance(pair["same"], bool)
        assert all(pair[key].strip() for key in ("one", "other", "why"))
        assert pair["one"] != pair["other"]


def test_no_pair_is_held_out_and_not() -> None:
    dev, held = ({frozenset((p["one"], p["other"])) for p in json_lines(CASES / name)} for name in PAIRS)
    assert len(dev) >= 320
    assert len(held) >= 160
    assert dev.isdisjoint(held)


def test_every_probe_is_well_formed() -> None:
    probes = list(json_lines(CASES / "offices.jsonl"))
    assert len(probes) >= 330
    assert len({json.dumps(p, sort_keys=True) for p in probes}) == len(probes)
    countries = load("countries")["countries"]
    for probe in probes:
        assert "2012-01-01" <= datetime.date.fromisoformat(probe["date"]).isoformat() <= "2025-12-31"
        answer = probe["answer"]
        if probe["ask"] == "holder":
            assert set(probe) == {"ask", "country", "organisation", "office", "date", "answer"}
            assert (probe["country"] is None) != (probe["organisation"] is None)
            assert probe["country"] is None or probe["country"] in countries
            assert answer is None or (answer and all(isinstance(name, str) and name for name in answer))
        else:
            assert probe["ask"] == "person"
            assert set(probe) == {"ask", "surname", "role", "date", "answer"}
            assert answer is None or (answer["country"] in countries) != bool(answer.get("organisation"))
