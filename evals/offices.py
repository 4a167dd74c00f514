"""offices: who held an office on a day, and whom a surname with a role means, as `dragoman.ground.offices` says it.

DATA is JSON lines, or a folder of them (`evals/cases/offices.jsonl`): {"ask": "holder", "country", "organisation",
"office", "date", "answer": [spellings]} or {"ask": "person", "surname", "role", "date", "answer": {"name", "country"}}.
An answer of null is to be left unanswered. Several people for one question are no answer, unless all of them are right.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.ground.actors.names_match import same_name
from dragoman.ground.offices import Holding, holders_of, office_named, who_is
from dragoman.types import Absent, Reason
from evals.files import json_lines
from evals.metrics import Scored, rounded

__all__ = ["score"]

Probe = dict[str, Any]
Found = tuple[Holding, ...] | Absent


def score(path: Path) -> Scored:
    """Accuracy over all probes; how many were answered, how many wrongly, how many not, "missed" where one is known."""
    probes = list(_probes(path))
    found = [_asked(probe) for probe in probes]
    marks = [_mark(probe, answer) for probe, answer in zip(probes, found, strict=True)]
    for probe, answer, mark in zip(probes, found, marks, strict=True):
        if mark in ("wrong", "missed"):
            print(f"{mark}: {_words(probe)}: {_told(answer)}; right is {probe['answer']}", file=sys.stderr)
    return scores_of(marks), [
        {"answer": _line(answer), "mark": mark} for answer, mark in zip(found, marks, strict=True)
    ]


def scores_of(marks: Sequence[str]) -> dict[str, Any]:
    """The scores of answers that are "right", "wrong", "missed" or "left out" as they should be."""
    right = sum(mark in ("right", "left out") for mark in marks)
    answered = sum(mark in ("right", "wrong") for mark in marks)
    scores: dict[str, Any] = {"n": len(marks), "accuracy": right / len(marks) if marks else 0.0, "answered": answered}
    scores |= {"wrong": marks.count("wrong"), "abstained": len(marks) - answered, "missed": marks.count("missed")}
    return rounded(scores)


def _probes(path: Path) -> Iterator[Probe]:
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    return (probe for file in files for probe in json_lines(file) if "ask" in probe)


def _asked(probe: Probe) -> Found:
    on = date.fromisoformat(probe["date"])
    if probe["ask"] == "person":
        return who_is(probe["surname"], probe["role"], on)
    office = office_named(probe["office"], organisation=probe["organisation"], country=probe["country"])
    if office is None:
        return Absent(Reason.NOT_SUPPORTED, f"{probe['office']}: no office that the table files")
    return holders_of(office, on)


def _mark(probe: Probe, found: Found) -> str:
    answer = probe["answer"]
    if isinstance(found, Absent):
        return "missed" if answer else "left out"
    if answer is None:
        return "left out" if _several(found) else "wrong"
    if all(_is_right(holding, answer) for holding in found):
        return "right"
    return "missed" if _several(found) else "wrong"


def _several(found: tuple[Holding, ...]) -> bool:
    """Whether it is more than one person."""
    return any(same_name(found[0].name, other.name).verdict != "same" for other in found[1:])


def _is_right(holding: Holding, answer: Any) -> bool:
    if isinstance(answer, dict):
        place = answer["country"] == holding.office.country
        return place and _is_named(holding, [answer["name"]])
    return _is_named(holding, answer)


def _is_named(holding: Holding, spellings: list[str]) -> bool:
    return any(same_name(a, b).verdict == "same" for a in holding.names for b in spellings)


def _words(probe: Probe) -> str:
    if probe["ask"] == "person":
        return f"{probe['surname']}, {probe['role']}, {probe['date']}"
    return ", ".join(str(probe[k]) for k in ("office", "organisation", "country", "date") if probe[k])


def _told(found: Found) -> str:
    if isinstance(found, Absent):
        return f"{found.reason} ({found.detail})"
    return " and ".join(f"{h.name} ({h.office.title}, {h.office.organisation or h.office.country})" for h in found)


def _line(found: Found) -> Any:
    """What is written of an answer: the names with the countries, None for no answer."""
    if isinstance(found, Absent):
        return None
    return [{"name": h.name, "country": h.office.country, "office": h.office.title} for h in found]
