"""status: which of the given events lie ahead, and which are said not to be.

DATA is JSON lines: `tokens`, and `events` with `start` and `end` (half-open, in tokens), `time` (FUTURE or another) and
`polarity` (NEG or another). An event is what the surest of its words is.

Or it is a tar archive of TimeML, whose part "dev" training leaves out. There an event lies ahead when a TLINK has it
after the day of the document; one that no TLINK ties to that day is not scored for it, nor is polarity in documents in
which it is not used (`train.corpora.times.polarity_counts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from dragoman.models import Encoder
from evals.files import json_lines
from evals.metrics import Scored, counts_of, rounded
from train.corpora.times import PARAGRAPH, is_dev, polarity_counts, roots, words_of

__all__ = ["score", "timeml_rows"]

_SURE = 0.5


def score(path: Path, *, part: str = "all") -> Scored:
    """F1 of FUTURE and of NEG over all events, and the two probabilities of each event."""
    rows = list(json_lines(path)) if ".json" in path.name else list(timeml_rows(path, part))
    encoder = Encoder.load()
    lines = [line for row in rows for line in _said(encoder, row)]
    return scores_of([event for row in rows for event in row["events"]], lines), lines


def scores_of(events: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    """The scores of some events, from the probabilities that are said of each."""
    both = list(zip(events, said, strict=True))
    dated = [(e["time"], "FUTURE" if s["future"] >= _SURE else "") for e, s in both if e["time"]]
    polar = [(e["polarity"], "NEG" if s["negated"] >= _SURE else "") for e, s in both if e["polarity"]]
    future = counts_of([t for t, _ in dated], [s for _, s in dated], "FUTURE")
    negated = counts_of([t for t, _ in polar], [s for _, s in polar], "NEG")
    return rounded(
        {
            "n": len(events),
            "future": sum(t == "FUTURE" for t, _ in dated),
            "negated": sum(t == "NEG" for t, _ in polar),
            "future_f1": future.f1,
            "negated_f1": negated.f1,
            "future_precision": future.precision,
            "future_recall": future.recall,
            "negated_precision": negated.precision,
            "negated_recall": negated.recall,
        }
    )


def timeml_rows(path: Path, part: str = "all") -> Iterator[dict[str, Any]]:
    """The documents of an archive of TimeML in the other format, with `units`; an attribute not known is ""."""
    for name, root in roots(path):
        if part == "dev" and not is_dev(name):
            continue
        instances = {i.get("eventID", ""): i for i in root.iter("MAKEINSTANCE")}
        ahead, polar = _ahead(root), polarity_counts(instances.values())
        units: list[list[str]] = [[]]
        events: dict[str, dict[str, Any]] = {}
        count = 0
        for word, _, inside in words_of(root):
            if word == PARAGRAPH:
                units.append([])
                continue
            units[-1].append(word)
            count += 1
            key = inside["EVENT"].get("eid", "") if "EVENT" in inside else ""
            if key in instances:
                polarity = instances[key].get("polarity", "") if polar else ""
                event = {"start": count - 1, "time": ahead.get(key, ""), "polarity": polarity}
                events.setdefault(key, event)["end"] = count
        yield {"units": [unit for unit in units if unit], "events": list(events.values())}


def _ahead(root: ET.Element) -> dict[str, str]:
    """FUTURE or NON_FUTURE for each event that a TLINK ties to the time of the document."""
    functions = ("CREATION_TIME", "PUBLICATION_TIME")
    now = {t.get("tid") for t in root.iter("TIMEX3") if t.get("functionInDocument") in functions}
    event_of = {i.get("eiid"): i.get("eventID", "") for i in root.iter("MAKEINSTANCE")}
    found = {}
    for link in root.iter("TLINK"):
        relation = link.get("relType")
        if link.get("relatedToTime") in now and link.get("eventInstanceID"):
            found[event_of[link.get("eventInstanceID")]] = relation in ("AFTER", "IAFTER")
        elif link.get("timeID") in now and link.get("relatedToEventInstance"):
            found[event_of[link.get("relatedToEventInstance")]] = relation in ("BEFORE", "IBEFORE")
    return {event: "FUTURE" if later else "NON_FUTURE" for event, later in found.items()}


def _said(encoder: Encoder, row: Mapping[str, Any]) -> Iterator[dict[str, float]]:
    reading = encoder.read(row["units"] if "units" in row else [row["tokens"]])
    for event in row["events"]:
        words = range(event["start"], max(event["end"], event["start"] + 1))
        yield {"future": max(map(reading.is_future, words)), "negated": max(map(reading.is_negated, words))}
