"""Records as JSON and back, exactly."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from dragoman.errors import StoreError
from dragoman.types import Record

__all__ = ["data_sha256", "from_json", "to_json"]


def to_json(record: Record) -> str:
    """The record as JSON; raises `StoreError` when its text holds half a surrogate pair."""
    try:
        return _records().dump_json(record).decode("utf-8")
    except (PydanticSerializationError, UnicodeError) as error:
        raise StoreError("half a surrogate pair cannot be stored", subject=record.document.name) from error


def from_json(text: str) -> Record:
    """The record that `to_json` was given; raises `ValueError` for anything else."""
    return _records().validate_json(text)


@cache
def data_sha256() -> str:
    """A hash over all shipped word lists and tables: another one means that the same page may be read otherwise."""
    digest = hashlib.sha256()
    for file in sorted(resources.files("dragoman").joinpath("data").iterdir(), key=lambda f: f.name):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def _records() -> TypeAdapter[Record]:
    return TypeAdapter(Record)
