r"""Dragoman reads news coverage of diplomacy and keeps the record, each value with the words behind it.

The verbs: `read_pages` (files, folders, URLs) or `page_from_bytes` give pages, `record_of` the record of one,
`record_to_json` and `record_from_json` write and read it, `open_store` keeps many. The nouns are what a record is made
of; the rest of them is in `dragoman.types`.

>>> from dragoman import page_from_bytes, record_of
>>> text = (
...     b"Lavrov to visit Minsk\n\n12 January 2023\n\n"
...     b"Russian Foreign Minister Sergey Lavrov will visit Minsk on 19 January, the ministry said in a statement."
... )
>>> report = record_of(page_from_bytes(text, name="note.txt")).reports[0]
>>> report.mode, report.status.value, report.time.value.first_day.isoformat()
('visit', 'announced', '2023-01-19')
>>> report.time.evidence[0].exact
'19 January'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman._version import __version__
from dragoman.errors import DragomanError
from dragoman.spans import Span
from dragoman.types import (
    Absent,
    Actor,
    Document,
    Evidence,
    Field,
    Instrument,
    Interval,
    Page,
    Quotation,
    Reason,
    Record,
    Report,
    Status,
    Value,
    value_of,
)

if TYPE_CHECKING:
    from dragoman.export.json import record_from_json, record_to_json
    from dragoman.pipeline import record_of, safe_record_of
    from dragoman.read import Bounds, page_from_bytes, page_from_record, read_pages
    from dragoman.store import open_store

__all__ = [
    "Absent",
    "Actor",
    "Bounds",
    "Document",
    "DragomanError",
    "Evidence",
    "Field",
    "Instrument",
    "Interval",
    "Page",
    "Quotation",
    "Reason",
    "Record",
    "Report",
    "Span",
    "Status",
    "Value",
    "__version__",
    "open_store",
    "page_from_bytes",
    "page_from_record",
    "read_pages",
    "record_from_json",
    "record_of",
    "record_to_json",
    "safe_record_of",
    "value_of",
]

_VERBS = {
    "Bounds": "dragoman.read",
    "open_store": "dragoman.store",
    "page_from_bytes": "dragoman.read",
    "page_from_record": "dragoman.read",
    "read_pages": "dragoman.read",
    "record_from_json": "dragoman.export.json",
    "record_of": "dragoman.pipeline",
    "record_to_json": "dragoman.export.json",
    "safe_record_of": "dragoman.pipeline",
}


def __getattr__(name: str) -> Any:
    """The verbs, imported when they are first used: a command that only prints help must not load all of it."""
    if name not in _VERBS:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(_VERBS[name]), name)
