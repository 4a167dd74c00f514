"""Records as JSON: one object for each, by a published schema, and back again without loss.

    {"schema": "dragoman/record-1", "dragoman": "0.1.0", "record": {...}}

The record has the fields of `dragoman.types.Record` by their names. A span is {"start", "end"}, half-open, in code
points of `record.document.text`; a time is ISO 8601 without an offset, counted in the `zone` beside it; a field that
can be unknown is {"value", "evidence", "note"} or {"reason", "detail", "evidence"}. Within version 1 fields may be
added, never taken away or given another meaning.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dragoman._version import __version__
from dragoman.errors import FormatError
from dragoman.types import Record

__all__ = ["SCHEMA", "record_from_json", "record_schema", "record_to_json"]

SCHEMA = "dragoman/record-1"
_NAIVE = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$"
_ACTIVE = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def record_to_json(record: Record) -> str:
    """One line of JSON in its envelope, without a line break at its end.

    Characters that steer a terminal or turn the direction of a line are written as \\u escapes.
    """
    body = _adapter().dump_json(record).decode("utf-8")
    line = f'{{"schema":"{SCHEMA}","dragoman":"{__version__}","record":{body}}}'
    return _ACTIVE.sub(lambda found: f"\\u{ord(found.group()):04x}", line)


def record_from_json(text: str | bytes, *, name: str = "") -> Record:
    """The record that `record_to_json` wrote. Raises `FormatError` for anything else; `name` is how it calls it."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise FormatError(f"not JSON ({error})", subject=name) from error
    found = data.get("schema") if isinstance(data, dict) else None
    if found != SCHEMA:
        raise FormatError(f"not a record of {SCHEMA}: its schema is {found!r}", subject=name)
    try:
        return _adapter().validate_python(data.get("record"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FormatError(f"no such record: {place}: {first['msg']}", subject=name) from error


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `record_to_json` writes."""
    body = _adapter().json_schema(mode="serialization")
    defs = body.pop("$defs")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "description": (__doc__ or "").strip(),
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "dragoman": {"type": "string", "description": "The version that wrote it."},
            "record": {"$ref": "#/$defs/Record"},
        },
        "$defs": {"Record": body, **defs},
    }
    tidy: dict[str, Any] = {"title": SCHEMA, **_tidied(schema)}
    return tidy


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
def _adapter() -> TypeAdapter[Record]:
    return TypeAdapter(Record)
