"""Judgements: kept as they were made; one that is taken back stays, with the time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dragoman.errors import NotFoundError
from dragoman.store.schema import judgements
from dragoman.types import Anchor, JudgedField, Judgement, Verdict

__all__ = ["list_judgements", "note", "take_back"]

_PARTS = {"report": "report_id", "document": "document_id", "start": "start", "words": "words", "mode": "mode"}


def note(
    connection: Connection,
    verdict: Verdict,
    one: Anchor,
    other: Anchor | None,
    *,
    field: JudgedField | None,
    by: str,
    why: str,
) -> Judgement:
    """Keep a new judgement, of now."""
    sides = {
        f"{side}_{part}": getattr(anchor, name) if anchor else None
        for side, anchor in (("one", one), ("other", other))
        for part, name in _PARTS.items()
    }
    row = {"verdict": str(verdict), **sides, "field": field and str(field), "by": by, "note": why, "made_at": _now()}
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
    return Judgement(
        row.id,
        Verdict(row.verdict),
        _anchor(row, "one"),
        _anchor(row, "other") if row.other_report else None,
        JudgedField(row.field) if row.field else None,
        row.by,
        datetime.fromisoformat(row.made_at),
        row.note,
        datetime.fromisoformat(back) if back else None,
    )


def _anchor(row: Row[Any], side: str) -> Anchor:
    return Anchor(**{name: getattr(row, f"{side}_{part}") for part, name in _PARTS.items()})


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
