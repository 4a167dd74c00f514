"""What is gathered from all current documents, kept: gists, what was compared, and the whole that came of it.

All of it can be made again, and is thrown away where another Dragoman made it. The store does not know what a gist or
an event is: it keeps texts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from dragoman.store.cast import current, midnight_after
from dragoman.store.codec import from_json
from dragoman.store.schema import gathered, gathering, gists, makers, pairs, roots, signatures, versions
from dragoman.types import Record

__all__ = [
    "EVENTS",
    "KeptGist",
    "KeptRow",
    "change",
    "changes",
    "forget_others",
    "forget_version",
    "is_fresh",
    "keep_memory",
    "keep_new_gists",
    "keep_roots",
    "keep_whole",
    "list_gists",
    "list_memory",
    "list_roots",
    "list_whole",
]

EVENTS = "events"
"""The purpose of the gists that events are gathered from."""

_MANY = 400


@dataclass(frozen=True, slots=True)
class KeptGist:
    """The gist of a current document as text; `digest` is a hash of the record that it was made of."""

    document_id: str
    digest: str
    gist: str


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One part of the whole: `kind` and `id` say which, `names` and `due` help to find it, `content` is JSON."""

    kind: str
    id: str
    content: str
    names: str = ""
    due: str | None = None


def change(connection: Connection) -> None:
    """Note that documents or judgements have changed: what was gathered before is not the whole any more."""
    connection.execute(update(gathering).values(changes=gathering.c.changes + 1))


def changes(connection: Connection) -> int:
    """How often documents or judgements have changed."""
    return int(connection.execute(select(gathering.c.changes)).scalar_one())


def is_fresh(connection: Connection, made: str) -> bool:
    """Whether the whole that is kept is of all that is there now, of gists that were `made` so."""
    row = connection.execute(select(gathering)).one()
    return bool(row.gathered == row.changes and _maker(connection, EVENTS) == made)


def forget_others(connection: Connection, purpose: str, made: str) -> None:
    """Take out the gists of a purpose that were made otherwise, and what came of those of events."""
    if _maker(connection, purpose) == made:
        return
    connection.execute(delete(gists).where(gists.c.purpose == purpose))
    if purpose == EVENTS:
        for table in (pairs, signatures, roots, gathered):
            connection.execute(delete(table))
        connection.execute(update(gathering).values(gathered=None))
    connection.execute(insert(makers).prefix_with("OR REPLACE"), {"purpose": purpose, "made": made})


def _maker(connection: Connection, purpose: str) -> str | None:
    return connection.execute(select(makers.c.made).where(makers.c.purpose == purpose)).scalar_one_or_none()


def forget_version(connection: Connection, version_id: int) -> None:
    """Take out the gists of a version that was read anew."""
    connection.execute(delete(gists).where(gists.c.version_id == version_id))


def keep_new_gists(connection: Connection, purpose: str, gist_of: Callable[[Record], str], *, limit: int) -> int:
    """Make gists for a purpose of current versions that have none, at most so many; how many were made."""
    has = exists().where(gists.c.version_id == versions.c.id, gists.c.purpose == purpose)
    lacking = select(versions.c.id).where(current(), ~has)
    made = []
    for version_id in connection.execute(lacking.limit(limit)).scalars().all():
        text = connection.execute(select(versions.c.record).where(versions.c.id == version_id)).scalar_one()
        digest = blake2b(text.encode(), digest_size=12).hexdigest()
        gist = gist_of(from_json(text))
        made.append({"version_id": version_id, "purpose": purpose, "digest": digest, "gist": gist})
    if made:
        connection.execute(insert(gists), made)
    return len(made)


def list_gists(connection: Connection, purpose: str, *, until: date | None) -> Iterator[KeptGist]:
    """The gists of current versions for a purpose that add something, by document id."""
    query = select(versions.c.document_id, gists.c.digest, gists.c.gist)
    query = query.join(versions, versions.c.id == gists.c.version_id).where(
        gists.c.purpose == purpose, gists.c.gist != "", current()
    )
    query = query.order_by(versions.c.document_id)
    if until is not None:
        query = query.where(versions.c.published_start < midnight_after(until))
    for row in connection.execute(query):
        yield KeptGist(row.document_id, row.digest, row.gist)


def list_memory(connection: Connection) -> tuple[dict[str, str], list[tuple[str, str, float]]]:
    """Signatures by report id, and pairs with their scores."""
    signed = {row.report_id: row.signature for row in connection.execute(select(signatures))}
    return signed, [(row.one, row.other, row.score) for row in connection.execute(select(pairs))]


def keep_memory(connection: Connection, signed: Mapping[str, str], scored: Iterable[tuple[str, str, float]]) -> None:
    """Keep just these; only what differs from what is there is written."""
    old_signed, old_scored = list_memory(connection)
    before, now = set(old_scored), {(one, other, score) for one, other, score in scored}
    _many(connection, "DELETE FROM pairs WHERE one = ? AND other = ?", [pair[:2] for pair in before - now])
    _many(connection, "INSERT INTO pairs VALUES (?, ?, ?)", now - before)
    _many(
        connection, "DELETE FROM signatures WHERE report_id = ?", [(key,) for key in old_signed.keys() - signed.keys()]
    )
    new = [(key, held) for key, held in signed.items() if old_signed.get(key) != held]
    _many(connection, "INSERT OR REPLACE INTO signatures VALUES (?, ?)", new)


def list_roots(connection: Connection) -> dict[str, str]:
    """The roots of documents as texts, by the hash of the documents."""
    return {row.documents: row.roots for row in connection.execute(select(roots))}


def keep_roots(connection: Connection, found: Mapping[str, str]) -> None:
    """Keep just these."""
    old = list_roots(connection)
    _many(connection, "DELETE FROM roots WHERE documents = ?", [(key,) for key in old.keys() - found.keys()])
    _many(connection, "INSERT INTO roots VALUES (?, ?)", [(key, found[key]) for key in found.keys() - old.keys()])


def _many(connection: Connection, statement: str, rows: Collection[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))


def keep_whole(connection: Connection, rows: Iterable[KeptRow], *, of: int) -> None:
    """Keep the whole that was gathered when the changes were counted so."""
    connection.execute(delete(gathered))
    counts: dict[str, int] = {}
    batch: list[dict[str, object]] = []
    for row in rows:
        counts[row.kind] = number = counts.get(row.kind, -1) + 1
        values = {"kind": row.kind, "number": number, "id": row.id, "names": row.names}
        batch.append(values | {"due": row.due, "content": row.content})
        if len(batch) == _MANY:
            connection.execute(insert(gathered), batch)
            batch = []
    if batch:
        connection.execute(insert(gathered), batch)
    connection.execute(update(gathering).values(gathered=of))


def list_whole(connection: Connection, kind: str, *, id: str | None = None) -> Iterator[KeptRow]:
    """The parts of a kind, in order; with `id` only that one."""
    query = select(gathered).where(gathered.c.kind == kind).order_by(gathered.c.number)
    if id is not None:
        query = query.where(gathered.c.id == id)
    for row in connection.execute(query):
        yield KeptRow(row.kind, row.id, row.content, row.names, row.due)
