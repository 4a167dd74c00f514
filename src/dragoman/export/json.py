"""Records as JSON: one object for each, by a published schema, and back again without loss.

    {"schema": "dragoman/record-1", "dragoman": "0.1.0", "record": {...}}
    {"schema": "dragoman/report-1", "dragoman": "0.1.0", "found": {"document_id": ..., "report": {...}}}
    {"schema": "dragoman/actor-1", "dragoman": "0.1.0", "actor": {"name": ..., "offices": [...]}}
    {"schema": "dragoman/place-1", "dragoman": "0.1.0", "place": {"name": ..., "documents": 12}}
    {"schema": "dragoman/event-1", "dragoman": "0.1.0", "event": {"event_id": ..., "history": [...]}}

and so for "series-1", "instrument-1", "disagreement-1" and "judgement-1", whose fields are those of `dragoman.types`,
and for "story-1".

The record has the fields of `dragoman.types.Record` by their names. A span is {"start", "end"}, half-open, in code
points of `record.document.text`; a time is ISO 8601 without an offset, counted in the `zone` beside it; a field that
can be unknown is {"value", "evidence", "note"} or {"reason", "detail", "evidence"}. Within version 1 fields may be
added, never taken away or given another meaning.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dragoman._version import __version__
from dragoman.errors import FormatError
from dragoman.types import (
    Disagreement,
    Event,
    Field,
    Identity,
    Interval,
    JudgedBy,
    Judgement,
    KnownInstrument,
    Office,
    Place,
    Record,
    Report,
    Series,
)

__all__ = [
    "RECORD",
    "ActorLine",
    "CopyLine",
    "Kind",
    "OfficeLine",
    "PlaceLine",
    "ReportLine",
    "SaidBy",
    "SourceLine",
    "StoryLine",
    "actor_to_json",
    "merged_to_json",
    "place_to_json",
    "record_from_json",
    "record_to_json",
    "report_to_json",
    "schema_of",
]

RECORD = "dragoman/record-1"
_NAIVE = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$"
_ACTIVE = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report with what stands over it: the document it is from, and where that was found."""

    document_id: str
    locator: str
    title: str | None
    publisher: str | None
    published: Field[Interval]
    language: str | None
    report: Report


@dataclass(frozen=True, slots=True)
class SaidBy:
    """A document that says something of an office, with its words; `published` is a day, None where it is not known."""

    document_id: str
    publisher: str | None
    published: date | None
    name: str
    office: Office
    words: str


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office that documents say an actor held, from the first of them to the last, days included."""

    office: Office
    first: date | None
    last: date | None
    said_by: tuple[SaidBy, ...]


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One actor across documents. `contradicted` is what is said of its offices that cannot all hold.

    `actor_id` is the identity, else what is known by; `judged` are people who decided who is and is not it.
    """

    name: str
    kind: str
    country: str | None
    identity: Identity | None
    names: tuple[str, ...]
    documents: int
    publishers: int
    offices: tuple[OfficeLine, ...]
    contradicted: tuple[Disagreement, ...]
    actor_id: str = ""
    judged: tuple[JudgedBy, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place across documents. `place` is None where a name was not resolved, and `absent` says why."""

    name: str
    place: Place | None
    absent: str
    documents: int
    mentions: int


@dataclass(frozen=True, slots=True)
class CopyLine:
    """Two documents of a story that share text: the share of the own words of each, and which comes from which.

    `origin` is the id of the one that the other comes from, None where that cannot be said; `why` what it rests on.
    """

    one: str
    other: str
    share_of_one: float
    share_of_other: float
    origin: str | None
    why: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An independent source of a story, and the documents that come to it."""

    source: str
    document_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """The documents about one happening. In a list of stories copies and sources are not looked for: None."""

    story_id: str
    document_ids: tuple[str, ...]
    copies: tuple[CopyLine, ...] | None = None
    sources: tuple[SourceLine, ...] | None = None


class Kind(StrEnum):
    """What a line of JSON holds."""

    RECORD = "record"
    REPORT = "report"
    ACTOR = "actor"
    PLACE = "place"
    EVENT = "event"
    SERIES = "series"
    INSTRUMENT = "instrument"
    DISAGREEMENT = "disagreement"
    JUDGEMENT = "judgement"
    STORY = "story"


_OF: dict[Kind, type] = {
    Kind.RECORD: Record,
    Kind.REPORT: ReportLine,
    Kind.ACTOR: ActorLine,
    Kind.PLACE: PlaceLine,
    Kind.EVENT: Event,
    Kind.SERIES: Series,
    Kind.INSTRUMENT: KnownInstrument,
    Kind.DISAGREEMENT: Disagreement,
    Kind.JUDGEMENT: Judgement,
    Kind.STORY: StoryLine,
}
_KEYS = {Kind.REPORT: "found"}


def record_to_json(record: Record) -> str:
    """One line of JSON in its envelope, without a line break at its end.

    Characters that steer a terminal or turn the direction of a line are written as \\u escapes.
    """
    return _line(Kind.RECORD, record)


def report_to_json(line: ReportLine) -> str:
    """One report on one line of JSON, in an envelope like a record's, escaped like it."""
    return _line(Kind.REPORT, line)


def actor_to_json(line: ActorLine) -> str:
    """One actor on one line of JSON, in an envelope like a record's, escaped like it."""
    return _line(Kind.ACTOR, line)


def place_to_json(line: PlaceLine) -> str:
    """One place on one line of JSON, in an envelope like a record's, escaped like it."""
    return _line(Kind.PLACE, line)


def merged_to_json(one: Event | Series | KnownInstrument | Disagreement | Judgement | StoryLine) -> str:
    """An event, series, instrument, disagreement, judgement or story on one line of JSON, in its envelope."""
    return _line(next(kind for kind, held in _OF.items() if isinstance(one, held)), one)


def record_from_json(text: str | bytes, *, name: str = "") -> Record:
    """The record that `record_to_json` wrote. Raises `FormatError` for anything else; `name` is how it calls it."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise FormatError(f"not JSON ({error})", subject=name) from error
    found = data.get("schema") if isinstance(data, dict) else None
    if found != RECORD:
        raise FormatError(f"not a record of {RECORD}: its schema is {found!r}", subject=name)
    try:
        record: Record = _adapter(Record).validate_python(data.get("record"))
        return record
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FormatError(f"no such record: {place}: {first['msg']}", subject=name) from error


def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of a kind, as the functions of this module write it."""
    return _schema(f"dragoman/{kind}-1", _KEYS.get(kind, kind.value), _adapter(_OF[kind]))


def _line(kind: Kind, one: object) -> str:
    """A thing of a kind in its envelope."""
    body = _adapter(_OF[kind]).dump_json(one).decode("utf-8")
    line = f'{{"schema":"dragoman/{kind}-1","dragoman":"{__version__}","{_KEYS.get(kind, kind.value)}":{body}}}'
    return _ACTIVE.sub(lambda found: f"\\u{ord(found.group()):04x}", line)


def _schema(name: str, key: str, adapter: TypeAdapter[Any]) -> dict[str, Any]:
    body = adapter.json_schema(mode="serialization")
    defs = body.pop("$defs", {})
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "description": (__doc__ or "").strip(),
        "type": "object",
        "properties": {
            "schema": {"const": name},
            "dragoman": {"type": "string", "description": "The version that wrote it."},
            key: {"$ref": f"#/$defs/{body['title']}"},
        },
        "$defs": {body["title"]: body, **defs},
    }
    return {"title": name, **_tidied(schema)}


def _tidied(node: Any) -> Any:
    """The schema without made-up titles and defaults; every field is written, so every field is required.

    Times are naive on purpose, which the format "date-time" (RFC 3339) does not allow: a pattern stands for it.
    """
    if isinstance(node, list):
        return [_tidied(part) for part in node]
    if not isinstance(node, dict):
        return _reference(node)
    kept = {key: _tidied(part) for key, part in node.items() if not _made_up(key, part)}
    if kept.get("format") == "date-time":
        kept = {"type": "string", "pattern": _NAIVE}
    if isinstance(kept.get("properties"), dict):
        kept["required"] = list(kept["properties"])
    if isinstance(kept.get("$defs"), dict):
        kept["$defs"] = {_plain_name(name): part for name, part in kept["$defs"].items()}
    return kept


def _made_up(key: str, part: Any) -> bool:
    return (key == "title" and isinstance(part, str)) or key == "default"


def _reference(leaf: Any) -> Any:
    start = "#/$defs/"
    return start + _plain_name(leaf[len(start) :]) if isinstance(leaf, str) and leaf.startswith(start) else leaf


def _plain_name(name: str) -> str:
    """ "Value_tuple_str____" as "Value_tuple_str"."""
    return re.sub(r"_+", "_", name).strip("_")


@cache
def _adapter(of: type) -> TypeAdapter[Any]:
    return TypeAdapter(of)
