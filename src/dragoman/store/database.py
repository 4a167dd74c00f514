"""The file and its connections: opened, brought up to date, and every error of SQLite in our own words.

Write-ahead log, so that reading never waits for writing; `synchronous=FULL`, so that what was committed survives
the end of the process and of the power. Nothing outside this folder sees an error of SQLAlchemy or SQLite.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPICursor

from dragoman.errors import ForeignError, FullError, LockedError, StoreError, VersionError
from dragoman.store.adding import refill
from dragoman.store.schema import APPLICATION_ID, FILLED_SINCE, SCHEMA

__all__ = ["must_be_open", "opened", "part_of", "reading", "writing"]

_MAGIC = b"SQLite format 3\0"
_WRITES = "dragoman_writes"


def opened(path: Path, *, create: bool, wait_s: float) -> Engine:
    """An engine on a database of ours with today's tables. Raises `StoreError` and its kinds, with the path."""
    _look_at_file(path, create=create)
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, hide_parameters=True, connect_args={"isolation_level": None, "timeout": wait_s})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    try:
        with translated(path):
            _prepare(engine, path, wait_s)
    except StoreError:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection that sees one state of the database from its first question on."""
    try:
        with translated(path), engine.connect() as connection:
            yield connection
    except UnicodeEncodeError as error:
        raise StoreError("half a surrogate pair cannot be looked up", subject=str(path)) from error


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection in a transaction that is committed at the end, and taken back when something is raised."""
    with translated(path), engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        yield connection


@contextmanager
def part_of(connection: Connection, path: Path) -> Iterator[Connection]:
    """A part of a transaction that is taken back alone when something is raised in it."""
    must_be_open(connection, path)
    with translated(path):
        connection.exec_driver_sql("SAVEPOINT part")
        try:
            yield connection
        except BaseException:
            if _is_open(connection):
                connection.exec_driver_sql("ROLLBACK TO part")
                connection.exec_driver_sql("RELEASE part")
            raise
        connection.exec_driver_sql("RELEASE part")


def must_be_open(connection: Connection, path: Path) -> None:
    """Raise `StoreError` when the transaction is gone: SQLite ends it by itself when, say, the disk is full.

    SQLAlchemy does not notice, and would report a commit in which nothing was written.
    """
    if not _is_open(connection):
        raise StoreError("an error before this one took the batch back", subject=str(path))


def _is_open(connection: Connection) -> bool:
    if connection.invalidated:  # interrupted in the middle of a statement
        return False
    driver = connection.connection.driver_connection
    return driver is not None and bool(driver.in_transaction)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Errors of SQLite as errors of ours."""
    try:
        yield
    except exc.DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise _ours(error.orig, path) from error
        raise StoreError(f"cannot be used: {error.orig}", subject=str(path)) from error
    except sqlite3.Error as error:
        raise _ours(error, path) from error


def _ours(error: sqlite3.Error, path: Path) -> StoreError:
    subject = str(path)
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LockedError("in use by another process; try again when it has finished", subject=subject)
        case sqlite3.SQLITE_FULL:
            return FullError("no space left; nothing of the last step was kept", subject=subject)
        case sqlite3.SQLITE_NOTADB:
            return ForeignError("not a database", subject=subject)
        case sqlite3.SQLITE_CORRUPT:
            return ForeignError(f"damaged ({error}); ingest again into a new file", subject=subject)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return StoreError("the file or its folder is read-only", subject=subject)
        case sqlite3.SQLITE_CANTOPEN:
            return StoreError("cannot be opened; is its folder there, and may it be written?", subject=subject)
        case _:
            return StoreError(f"cannot be used: {error}", subject=subject)


def _look_at_file(path: Path, *, create: bool) -> None:
    """Turn away what is no SQLite file before SQLite sees it."""
    subject = str(path)
    try:
        if path.is_dir():
            raise ForeignError("a folder, not a database", subject=subject)
        if not path.exists():
            if not create:
                raise StoreError("no database there yet; `dragoman ingest` makes one", subject=subject)
            if not path.parent.is_dir():
                raise StoreError("its folder is not there", subject=subject)
            return
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"cannot be opened: {error.strerror}", subject=subject) from error
    if head not in (b"", _MAGIC):
        raise ForeignError("not a database", subject=subject)
    if not head and not create:
        raise StoreError("an empty file; `dragoman ingest` makes a database of it", subject=subject)


def _prepare(engine: Engine, path: Path, wait_s: float) -> None:
    with engine.connect() as connection:
        current = _schema_of(connection, path)
        connection.rollback()
        if current == SCHEMA:
            return
        with closing(connection.connection.cursor()) as cursor:
            _write_ahead(cursor, wait_s)
    with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        before = _schema_of(connection, path)
        if before < SCHEMA:
            _upgrade(connection)
            if 0 < before < FILLED_SINCE:
                refill(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def _write_ahead(cursor: DBAPICursor, wait_s: float) -> None:
    """Turn to write-ahead logging. SQLite does not wait here while another turns to it, so we do."""
    deadline = time.monotonic() + wait_s
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def _schema_of(connection: Connection, path: Path) -> int:
    """The number of the last migration; 0 for an empty file."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    current = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if application != APPLICATION_ID:
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
        if application or current or tables:
            raise ForeignError("the database of another program", subject=str(path))
        return 0
    if current > SCHEMA:
        message = f"made by a newer Dragoman (tables {current}, this one knows {SCHEMA}); install that one"
        raise VersionError(message, subject=str(path))
    return current


def _upgrade(connection: Connection) -> None:
    """All migrations that are missing. Alembic is loaded only here: most files are up to date."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "dragoman.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    for setting in ("foreign_keys = ON", "synchronous = FULL", "cache_size = -16000"):
        connection.execute(f"PRAGMA {setting}").close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
