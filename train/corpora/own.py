"""Sentences of our own: everything is marked in them, and each pair of actor and recipient is a relation too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.models.labels import KINDS, MODES, NAME_TAGS, RELATIONS, ROLES, STATUSES, TYPES
from evals.markup import KINDS as SHORT
from evals.markup import Event, Line, Mark, lines_of
from train.examples import ANY, Example, bio, neighbours

__all__ = ["example_of", "own", "relations_of", "word_spans"]

TOGETHER = 140
"""So many words at most are read together: about what fits into a window."""
_WORD = re.compile(r"\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+(?:[-.]\w+)*|[^\w\s]")
_ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_AHEAD = {
    "proposed": 1,
    "announced": 1,
    "confirmed": 1,
    "postponed": 1,
    "rescheduled": 1,
    "occurred": 0,
    "under-way": 0,
}


def own(folder: Path) -> Iterator[Example]:
    """Each line with all that is marked, alone and with its neighbours; each event with both sides as a relation."""
    for path in sorted(folder.glob("*.txt")):
        lines = [(line, *example_of(line)) for line in lines_of(path)]
        for line, example, spans in lines:
            yield example
            yield from relations_of(line, example.words, spans)
        yield from neighbours((example for _, example, _ in lines), TOGETHER)


def word_spans(text: str) -> list[tuple[int, int]]:
    """The words of a line, as half-open ranges of code points."""
    return [m.span() for m in _WORD.finditer(text)]


def example_of(line: Line) -> tuple[Example, list[tuple[int, int]]]:
    """A line as an example, with the spans of its words."""
    spans = word_spans(line.text)
    words = [line.text[a:b] for a, b in spans]
    kinds = dict(zip(SHORT, KINDS, strict=False))
    named = _outermost(line.of(*SHORT))
    names = bio(len(words), ((*_within(spans, m.start, m.end), KINDS.index(kinds[m.label])) for m in named))
    labels = {"source": 0, "cue": 1, "content": 2}
    said = _outermost(line.of(*labels))
    attribution = bio(len(words), ((*_within(spans, m.start, m.end), labels[m.label]) for m in said))
    cues = {m.number: _within(spans, m.start, m.end)[0] for m in line.of("cue")}
    links = [
        (_within(spans, m.start, m.end)[0], cues[m.number]) for m in line.of("source", "content") if m.number in cues
    ]
    example = Example(words, "own", names=[(NAME_TAGS[t],) for t in names], links=links)
    example.tags = {"attribution": attribution, "type": [0] * len(words)}
    for head in ("mode", "status", "future", "negated"):
        example.tags[head] = [ANY] * len(words)
    for event in line.events:
        _mark_event(example, line, event, spans)
    return example, spans


def _outermost(marks: Iterable[Mark]) -> list[Mark]:
    """Marks in order of the text, those that hold others first."""
    return sorted(marks, key=lambda m: (m.start, -m.end))


def _mark_event(example: Example, line: Line, event: Event, spans: list[tuple[int, int]]) -> None:
    first, end = _within(spans, event.start, event.end)
    labels = {
        "type": TYPES.index(event.type),
        "mode": MODES.index(event.mode.replace("-", " ")),
        "status": STATUSES.index(event.status.replace("-", " ")),
        "future": _AHEAD.get(event.status, ANY),
        "negated": {"denied": 1, "occurred": 0, "announced": 0, "under-way": 0}.get(event.status, ANY),
    }
    for head, label in labels.items():
        example.tags[head][first:end] = [label] * (end - first)
    roles = [0] * len(spans)
    marks = sorted((m for m in line.of(*ROLES[1:]) if m.number == event.number), key=lambda m: m.start - m.end)
    for mark in reversed(marks):  # the longest last: it holds the shorter ones
        a, b = _within(spans, mark.start, mark.end)
        roles[a:b] = [ROLES.index(mark.label)] * (b - a)
    example.roles[first] = roles


def relations_of(line: Line, words: list[str], spans: list[tuple[int, int]]) -> Iterator[Example]:
    """One example for each event of a line that has an actor and a recipient, and a type that PLOVER has as a root."""
    for event in line.events:
        root = _ROOTS.get(event.type, event.type)
        sides = {role: [m for m in line.of(role) if m.number == event.number] for role in ("actor", "recipient")}
        if len(sides["actor"]) == 2 and not sides["recipient"]:
            sides = {"actor": sides["actor"][:1], "recipient": sides["actor"][1:]}
        if root not in RELATIONS or not (sides["actor"] and sides["recipient"]):
            continue
        marks = [0] * len(words)
        for number, side in enumerate(("actor", "recipient"), 1):
            a, b = _within(spans, sides[side][0].start, sides[side][0].end)
            marks[a:b] = [number] * (b - a)
        yield Example(words, "own_relation", marks=marks, relation=(RELATIONS.index(root),))


def _within(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The half-open range of words that touch a range of code points; at least one word."""
    touched = [i for i, (a, b) in enumerate(spans) if a < end and b > start]
    return (touched[0], touched[-1] + 1) if touched else (0, 1)
