"""JSON: where the records are in a file, and which of a record's fields says what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman import lexicon
from dragoman.errors import FormatError, TooLargeError

__all__ = ["NAMES", "Candidate", "candidates", "canonical", "parsed", "records_of"]

NAMES = (
    "text",
    "title",
    "published",
    "modified",
    "author",
    "publisher",
    "language",
    "keywords",
    "description",
    "caption",
    "url",
)
"""Our names of fields: what a mapping can say where to find."""
_DEEPEST, _MOST_VALUES = 4, 10_000
_IGNORED = re.compile(r"[\s_\-]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a record has for one of our names, and the path of the field that it stood in."""

    value: str
    path: str


def parsed(text: str, *, name: str) -> Any:
    """The JSON value of a text; raises `FormatError` when it is none and `TooLargeError` when it nests too deep."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise TooLargeError("JSON nested too deep", subject=name) from error
    except ValueError as error:
        raise FormatError(f"not JSON ({error})", subject=name) from error


def canonical(record: Mapping[str, object]) -> bytes:
    """The same bytes for the same record, whatever the order of its fields."""
    dump = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return dump.encode("utf-8", "surrogatepass")


def records_of(data: Any, *, depth: int = 0) -> Sequence[Any] | None:
    """The records in a JSON value: the elements of a list, of the list in an object (articles, items, results...),
    or the object itself. None when the value is neither a list nor an object.
    """
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        return None
    if depth < _DEEPEST and not _folded_keys(data) & _told_by():
        for key in lexicon.load("read")["json"]["containers"]:
            found = _contained(data.get(key), depth)
            if found is not None:
                return found
    return [data]


def _contained(inner: Any, depth: int) -> Sequence[Any] | None:
    """The list that an object holds, itself or in an object in it; None when there is none or it is of no objects."""
    if isinstance(inner, list):
        return inner if not inner or isinstance(inner[0], dict) else None
    found = records_of(inner, depth=depth + 1) if isinstance(inner, dict) else None
    return found if found is not None and not (found and found[0] is inner) else None


def candidates(record: Mapping[str, Any], name: str, *, mapping: Mapping[str, str] | None = None) -> list[Candidate]:
    """The values of one of our names, the likeliest field first; empty when the record has none.

    A name in the mapping is looked for there and nowhere else. Objects give their name or their rendered text,
    lists each of their values.
    """
    if mapping and name in mapping:
        return list(_values(_at(record, mapping[name]), mapping[name]))
    found: list[Candidate] = []
    for holder, prefix in _holders(record):
        keys = {_folded(key): key for key in reversed(list(holder)) if isinstance(key, str)}
        for wanted in lexicon.load("read")["json"][name]:
            key = keys.get(wanted)
            value, path = (holder[key], key) if key is not None else _dotted(holder, keys, wanted)
            found.extend(_values(value, f"{prefix}{path}"))
    return found


@cache
def _told_by() -> frozenset[str]:
    """Fields that say that an object is a record itself, whatever lists it holds."""
    names = lexicon.load("read")["json"]
    unclear = {"name", "head", "article", "story", *names["containers"]}
    return frozenset(names["text"] + names["title"]) - unclear


def _folded(key: str) -> str:
    return _IGNORED.sub("", key).lower()


def _folded_keys(record: Mapping[str, Any]) -> set[str]:
    return {_folded(key) for key in record if isinstance(key, str)}


def _holders(record: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The record, and objects in it that only wrap the article."""
    yield record, ""
    for key in lexicon.load("read")["json"]["wrappers"]:
        if isinstance(inner := record.get(key), dict):
            yield inner, f"{key}."


def _dotted(holder: Mapping[str, Any], keys: Mapping[str, str], wanted: str) -> tuple[Any, str]:
    first, dot, rest = wanted.partition(".")
    inner = holder[keys[first]] if dot and first in keys else None
    if not isinstance(inner, dict):
        return None, wanted
    key = next((k for k in inner if isinstance(k, str) and _folded(k) == rest), None)
    return (inner[key], f"{keys[first]}.{key}") if key is not None else (None, wanted)


def _at(record: Any, path: str) -> Any:
    """The value at a dotted path; a key that has the dots itself comes first. None when there is none."""
    if isinstance(record, dict) and path in record:
        return record[path]
    here = record
    for key in path.split("."):
        if isinstance(here, list) and key.isdecimal() and len(key) < 9 and int(key) < len(here):
            here = here[int(key)]
        elif isinstance(here, dict):
            here = here.get(key)
        else:
            return None
    return here


def _values(value: Any, path: str, depth: int = 0) -> Iterator[Candidate]:
    if isinstance(value, str):
        if value.strip():
            yield Candidate(value, path)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield Candidate(str(value), path)
    elif isinstance(value, list) and depth < _DEEPEST:
        for one in value[:_MOST_VALUES]:
            yield from _values(one, path, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        keys = {_folded(k): k for k in reversed(list(value)) if isinstance(k, str)}
        key = next((keys[k] for k in lexicon.load("read")["json"]["values"] if k in keys and value[keys[k]]), None)
        if key is not None:
            yield from _values(value[key], f"{path}.{key}", depth + 1)
