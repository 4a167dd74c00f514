"""Inline markup: one line shows a text and its truth.

    [Lavrov|PER actor] will <meet|CONSULT meeting announced> [Fidan|PER actor] in [Antalya|LOC place] on [Friday|time]

Square brackets mark a span with its labels, angle brackets an event with type, mode ("-" for none) and status.
Brackets nest. Roles (actor, recipient, other, place, time, instrument) and attributions (source, cue, content) belong
to the only event or attribution of the line, or to the one numbered: `<met|CONSULT meeting occurred #1>`,
`[Minsk|LOC place#1 place#2]`. A line that starts with `#` is a comment. The marks themselves ([ ] < > |) cannot stand
in the text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ATTRIBUTION", "KINDS", "ROLES", "STATUSES", "TYPES", "Event", "Line", "MarkupError", "lines_of", "parse"]

KINDS = ("PER", "ORG", "LOC", "PEOPLE", "OFFICE", "EVENT", "INSTR")
ROLES = ("actor", "recipient", "other", "place", "time", "instrument")
ATTRIBUTION = ("source", "cue", "content")
STATUSES = (
    *("proposed", "announced", "confirmed", "under-way", "occurred", "postponed", "rescheduled"),
    *("cancelled", "denied", "refused", "unknown"),
)
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER"),
)
MODES = (
    *("meeting", "talks", "visit", "call", "press-conference", "sign", "agree", "exercise", "aid", "statement"),
    *("appoint", "impose", "expel", "threaten", "disapprove", "-"),
)


class MarkupError(ValueError):
    """A line whose marks do not fit; the message names what is wrong and where."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch of a line's text: half-open code points, a label, and the number it carries ("" for none)."""

    start: int
    end: int
    label: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a line: half-open code points of its words, type, mode ("" for none), status, number."""

    start: int
    end: int
    type: str
    mode: str
    status: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The plain text of a line, its events in order, and its other marks in order of their ends."""

    text: str
    events: tuple[Event, ...]
    marks: tuple[Mark, ...]

    def of(self, *labels: str) -> tuple[Mark, ...]:
        """The marks with one of these labels."""
        return tuple(m for m in self.marks if m.label in labels)


def lines_of(path: Path) -> Iterator[Line]:
    """The lines of a file, comments and empty lines left out; `MarkupError` names file and line."""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if raw.strip() and not raw.startswith("#"):
            try:
                yield parse(raw.strip())
            except MarkupError as error:
                raise MarkupError(f"{path.name}:{number}: {error}") from None


def parse(raw: str) -> Line:
    """A marked line taken apart; `MarkupError` where brackets, labels or numbers do not fit."""
    text: list[str] = []
    opened: list[tuple[str, int]] = []
    events: list[Event] = []
    marks: list[Mark] = []
    at = 0
    while at < len(raw):
        char = raw[at]
        if char in "[<":
            opened.append((char, len(text)))
        elif char == "|":
            close = min((i for i in (raw.find("]", at), raw.find(">", at)) if i >= 0), default=-1)
            if not opened or close < 0 or raw[close] != {"[": "]", "<": ">"}[opened[-1][0]]:
                raise MarkupError(f"labels without their bracket at {at}: {raw[max(0, at - 20) : at + 20]!r}")
            _, start = opened.pop()
            labels = raw[at + 1 : close].split()
            if start == len(text):
                raise MarkupError(f"nothing is marked at {at}")
            if raw[close] == ">":
                events.append(_event(start, len(text), labels))
            else:
                marks.extend(_marks(start, len(text), labels))
            at = close
        elif char in "]>":
            raise MarkupError(f"{char} without labels at {at}: {raw[max(0, at - 20) : at + 5]!r}")
        else:
            text.append(char)
        at += 1
    if opened:
        raise MarkupError(f"{opened[-1][0]} is never closed")
    return _checked(Line("".join(text), tuple(sorted(events, key=lambda e: e.start)), tuple(marks)))


def _event(start: int, end: int, labels: list[str]) -> Event:
    number = labels.pop()[1:] if labels and labels[-1].startswith("#") else ""
    if len(labels) != 3:
        raise MarkupError(f"an event needs type, mode and status, not {labels}")
    kind, mode, status = labels
    for value, known in ((kind, TYPES), (mode, MODES), (status, STATUSES)):
        if value not in known:
            raise MarkupError(f"{value!r} is none of {' '.join(known)}")
    return Event(start, end, kind, "" if mode == "-" else mode, status, number)


def _marks(start: int, end: int, labels: list[str]) -> Iterator[Mark]:
    if not labels:
        raise MarkupError("a bracket without labels")
    for label in labels:
        name, _, number = label.partition("#")
        if name not in (*KINDS, *ROLES, *ATTRIBUTION):
            raise MarkupError(f"{name!r} is none of {' '.join((*KINDS, *ROLES, *ATTRIBUTION))}")
        yield Mark(start, end, name, number)


def _checked(line: Line) -> Line:
    numbers = {e.number for e in line.events}
    if len(numbers) != len(line.events):
        raise MarkupError("several events need numbers: #1, #2")
    for mark in line.of(*ROLES):
        if mark.number not in numbers:
            raise MarkupError(f"{mark.label}#{mark.number} belongs to no event")
    cues = {m.number for m in line.of("cue")}
    if len(cues) != len(line.of("cue")):
        raise MarkupError("several attributions need numbers: source#1 cue#1 content#1")
    for mark in line.of("source", "content"):
        if cues and mark.number not in cues:
            raise MarkupError(f"{mark.label}#{mark.number} belongs to no cue")
    return line


def main(names: Iterable[str]) -> int:
    """Check files and count what they hold: `python -m evals.markup FILE...`; 1 when a line does not fit."""
    total = 0
    for name in names:
        lines = list(lines_of(Path(name)))
        total += len(lines)
        print(f"{name}: {len(lines)} lines, {sum(len(line.events) for line in lines)} events")
    print(f"{total} lines")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except MarkupError as error:
        sys.exit(str(error))
