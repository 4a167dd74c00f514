"""Judgements: kept as they were made; one that is taken back stays, with the time."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, insert, select, update

from dragoman.errors import NotFoundError
from dragoman.store.schema import judgements
from dragoman.types import Anchor, Interval, Judged, JudgedField, JudgedValue, Judgement, Link, Place, Status, Verdict

__all__ = ["list_judgements", "note", "take_back"]

_PARTS = {"id": "found_id", "document": "document_id", "start": "start", "words": "words", "mode": "mode"}
_VALUES: dict[JudgedField, type] = {
    JudgedField.TIME: Interval,
    JudgedField.PLACE: Place,
    JudgedField.NUMBER: int,
    JudgedField.STATUS: Status,
    JudgedField.PARTICIPANTS: Link,
    JudgedField.INSTRUMENTS: Link,
    JudgedField.SPEAKER: str,
}


def note(
    connection: Connection,
    verdict: Verdict,
    about: Judged,
    one: Anchor,
    other: Anchor | None,
    *,
    field: JudgedField | None,
    value: JudgedValue | None,
    by: str,
    why: str,
) -> Judgement:
    """Keep a new judgement, of now."""
    sides = {
        f"{side}_{part}": getattr(anchor, name) if anchor else None
        for side, anchor in (("one", one), ("other", other))
        for part, name in _PARTS.items()
    }
    row = {
        "verdict": str(verdict),
        "about": str(about),
        **sides,
        "field": field and str(field),
        "value": None if field is None or value is None else _values(field).dump_json(value).decode(),
        "by": by,
        "note": why,
        "made_at": _now(),
    }
    made = connection.execute(insert(judgements).values(row)).lastrowid
    return _judgement(connection.execute(select(judgements).where(judgements.c.id == made)).one())


def take_back(connection: Connection, judgement_id: int) -> Judgement:
    """Note that a judgement no longer holds; raises `NotFoundError` for one that is not there or does not hold."""
    wanted = judgements.c.id == judgement_id
    held = wanted & judgements.c.taken_back_at.is_(None)
    changed = connection.execute(update(judgements).where(held).values(taken_back_at=_now())).rowcount
    if not changed:
        raise NotFoundError("no judgement that holds", subject=str(judgement_id))
    return _judgement(connection.execute(select(judgements).where(wanted)).one())


def list_judgements(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements, those that were taken back too, the first first."""
    return tuple(_judgement(row) for row in connection.execute(select(judgements).order_by(judgements.c.id)))


def _judgement(row: Row[Any]) -> Judgement:
    back = row.taken_back_at
    field = JudgedField(row.field) if row.field else None
    return Judgement(
        row.id,
        Verdict(row.verdict),
        _anchor(row, "one"),
        _anchor(row, "other") if row.other_id else None,
        field,
        row.by,
        datetime.fromisoformat(row.made_at),
        row.note,
        datetime.fromisoformat(back) if back else None,
        Judged(row.about),
        _values(field).validate_json(row.value) if field and row.value is not None else None,
    )


def _anchor(row: Row[Any], side: str) -> Anchor:
    return Anchor(**{name: getattr(row, f"{side}_{part}") for part, name in _PARTS.items()})


@cache
def _values(field: JudgedField) -> TypeAdapter[Any]:
    """How a value of a field is written and read."""
    return TypeAdapter(_VALUES[field])


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
