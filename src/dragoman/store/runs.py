"""Runs: when pages were added, with which version, what became of them, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from dragoman.store.adding import Made, Outcome
from dragoman.store.schema import run_counts, run_errors, runs

__all__ = ["RunInfo", "finish", "list_runs", "note_counts", "note_error", "start"]


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One run as stored. `finished` is None for one that goes on, or was killed; its counts hold all the same."""

    run_id: int
    started: datetime
    finished: datetime | None
    dragoman: str
    data_sha256: str
    counts: Mapping[str, int]
    errors: tuple[tuple[str, str], ...]


def start(connection: Connection, made: Made) -> int:
    """A new run, and its id."""
    result = connection.execute(insert(runs).values(started=_now(), **made._asdict()))
    return result.lastrowid


def note_counts(connection: Connection, run_id: int, counts: Mapping[Outcome, int]) -> None:
    """Add to the counts, in the transaction that they belong to."""
    for outcome, count in sorted(counts.items()):
        row = upsert(run_counts).values(run_id=run_id, outcome=str(outcome), count=count)
        more = {"count": run_counts.c.count + row.excluded.count}
        connection.execute(row.on_conflict_do_update(index_elements=["run_id", "outcome"], set_=more))


def note_error(connection: Connection, run_id: int, name: str, message: str) -> None:
    """Add an error."""
    number = select(func.count()).where(run_errors.c.run_id == run_id).scalar_subquery()
    connection.execute(insert(run_errors).values(run_id=run_id, number=number, name=name, message=message))


def finish(connection: Connection, run_id: int) -> None:
    """The run is over."""
    connection.execute(update(runs).where(runs.c.id == run_id).values(finished=_now()))


def list_runs(connection: Connection) -> list[RunInfo]:
    """All runs, the first first."""
    counts: dict[int, dict[str, int]] = {}
    for run_id, outcome, count in connection.execute(select(run_counts).order_by(*run_counts.primary_key)):
        counts.setdefault(run_id, {})[outcome] = count
    errors: dict[int, list[tuple[str, str]]] = {}
    for run_id, _, name, message in connection.execute(select(run_errors).order_by(*run_errors.primary_key)):
        errors.setdefault(run_id, []).append((name, message))
    return [
        RunInfo(
            run.id,
            datetime.fromisoformat(run.started),
            datetime.fromisoformat(run.finished) if run.finished else None,
            run.dragoman,
            run.data_sha256,
            counts.get(run.id, {}),
            tuple(errors.get(run.id, ())),
        )
        for run in connection.execute(select(runs).order_by(runs.c.id))
    ]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
