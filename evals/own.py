"""own: sentences of our own, marked as `evals.markup` has it: names, attributions, events, statuses, roles.

DATA is a folder of such files, as `evals/own`. Each line is read alone. Triggers are found, or not; type, mode,
status and roles are asked for at the true triggers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from dragoman.models import Encoder, Reading
from dragoman.models.labels import ATTRIBUTION_TAGS, MODES, OUTSIDE, ROLES, STATUSES, TYPES
from evals.markup import lines_of
from evals.metrics import Scored, accuracy, compared, macro_f1, rounded, span_counts, total
from train.corpora.own import example_of
from train.examples import Example

__all__ = ["score"]


@dataclass(frozen=True, slots=True)
class Marked:
    """What is marked in a line, in truth or by the encoder.

    BIO tags of names and attributions; the half-open ranges of words that are triggers; and by the first word of a true
    trigger its event's type ("O" for none), mode ("" for none), status, and the role of each word of the line.
    """

    names: list[str]
    attribution: list[str]
    triggers: set[tuple[int, int]]
    types: dict[int, str]
    modes: dict[int, str]
    statuses: dict[int, str]
    roles: dict[int, list[str]]


def score(folder: Path) -> Scored:
    """The scores over all lines of the folder, and what is said of each line."""
    examples = [example_of(line)[0] for path in sorted(folder.glob("*.txt")) for line in lines_of(path)]
    encoder = Encoder.load()
    true = [truth_of(example) for example in examples]
    said = [_said(encoder.read([e.words]), list(t.types)) for e, t in zip(examples, true, strict=True)]
    return scores_of(true, said), [_line(marked) for marked in said]


def scores_of(true: Sequence[Marked], said: Sequence[Marked]) -> dict[str, Any]:
    """The scores of some lines."""
    pairs = list(zip(true, said, strict=True))
    triggers = total(compared(mine.triggers, theirs.triggers) for mine, theirs in pairs)
    roles = total(compared(_roles(mine), _roles(theirs)) for mine, theirs in pairs)
    parts = span_counts([m.attribution for m in true], [m.attribution for m in said])
    scores = {
        "n": len(true),
        "events": triggers.true,
        "trigger_f1": triggers.f1,
        "trigger_precision": triggers.precision,
        "trigger_recall": triggers.recall,
        **_at_triggers(true, said),
        "roles_f1": roles.f1,
        "roles_precision": roles.precision,
        "roles_recall": roles.recall,
        "names_f1": total(span_counts([m.names for m in true], [m.names for m in said]).values()).f1,
    }
    return rounded(scores | {f"{part}_f1": parts[part].f1 for part in ("source", "cue", "content")})


def truth_of(example: Example) -> Marked:
    """The truth of a line, from its example."""
    firsts = sorted(example.roles)
    tags = example.tags
    return Marked(
        names=[allowed[0] for allowed in example.names or ()],
        attribution=[ATTRIBUTION_TAGS[tag] for tag in tags["attribution"]],
        triggers={(first, _end(tags["type"], first, firsts)) for first in firsts},
        types={first: TYPES[tags["type"][first]] for first in firsts},
        modes={first: MODES[tags["mode"][first]] for first in firsts},
        statuses={first: STATUSES[tags["status"][first]] for first in firsts},
        roles={first: [ROLES[role] for role in example.roles[first]] for first in firsts},
    )


def trigger_spans(types: Sequence[str]) -> set[tuple[int, int]]:
    """The half-open ranges of neighbouring words with one type."""
    found, start = set(), 0
    for label, group in groupby(types):
        end = start + len(list(group))
        if label != OUTSIDE:
            found.add((start, end))
        start = end
    return found


def _end(types: Sequence[int], first: int, firsts: Sequence[int]) -> int:
    """The end of the event that begins at a word: where the type ends, or where the next event begins."""
    end = first + 1
    while end < len(types) and types[end] == types[first] and end not in firsts:
        end += 1
    return end


def _said(reading: Reading, triggers: Sequence[int]) -> Marked:
    return Marked(
        names=reading.names,
        attribution=reading.attribution,
        triggers=trigger_spans(reading.types),
        types={first: reading.types[first] for first in triggers},
        modes={first: reading.mode(first) for first in triggers},
        statuses={first: reading.status(first)[0] for first in triggers},
        roles={first: reading.roles(first) for first in triggers},
    )


def _at_triggers(true: Sequence[Marked], said: Sequence[Marked]) -> dict[str, float]:
    types, modes, statuses = zip(*(_labels(side) for side in (true, said)), strict=True)
    return {
        "type_accuracy": accuracy(*types),
        "mode_accuracy": accuracy(*modes),
        "status_accuracy": accuracy(*statuses),
        "status_macro_f1": macro_f1(*statuses),
    }


def _labels(marked: Sequence[Marked]) -> tuple[list[str], list[str], list[str]]:
    """Type, mode and status at each true trigger of all lines."""
    at = [(m.types[t], m.modes[t], m.statuses[t]) for m in marked for t in sorted(m.types)]
    return [t for t, _, _ in at], [m for _, m, _ in at], [s for _, _, s in at]


def _roles(marked: Marked) -> set[tuple[int, int, str]]:
    """Each word with a role to a true trigger: the trigger, the word, the role."""
    return {(t, i, role) for t, row in marked.roles.items() for i, role in enumerate(row) if role != OUTSIDE}


def _line(marked: Marked) -> dict[str, Any]:
    return {
        "names": marked.names,
        "attribution": marked.attribution,
        "triggers": sorted(marked.triggers),
        "events": [
            {"start": t, "type": marked.types[t], "mode": marked.modes[t], "status": marked.statuses[t], "roles": roles}
            for t, roles in marked.roles.items()
        ],
    }
