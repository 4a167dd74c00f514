"""The tables and the migrations that make them cannot drift apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from dragoman.store import open_store
from dragoman.store.schema import APPLICATION_ID, SCHEMA, metadata


def ours(name: str | None, kind: str, *_: object) -> bool:
    """Whether a table is described by the metadata: the index over the text is not."""
    return not (kind == "table" and (name or "").startswith("text_index"))


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_store(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        options = {"include_name": ours, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
    engine.dispose()


def test_the_migrations_make_what_the_tables_say_word_by_word(tmp_path: Path) -> None:
    """Also what Alembic does not compare: STRICT, WITHOUT ROWID, keys."""
    migrated, direct = tmp_path / "migrated.db", tmp_path / "direct.db"
    open_store(migrated).close()
    engine = create_engine(f"sqlite:///{direct}")
    metadata.create_all(engine)
    engine.dispose()
    assert tables(migrated) == tables(direct)
    assert all("STRICT" in made for name, made in tables(migrated).items() if name in metadata.tables)


def tables(path: Path) -> dict[str, str]:
    query = "SELECT name, sql FROM sqlite_schema WHERE sql NOT LIKE '%text_index%' AND name NOT LIKE 'alembic%'"
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(query + " AND name NOT LIKE 'text_index%'").fetchall()
    return {name: "".join(made.split()) for name, made in rows}


def test_the_number_in_the_header_is_that_of_the_newest_migration(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", "dragoman.store:migrations")
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == f"{SCHEMA:04d}"
    path = tmp_path / "news.db"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (f"{SCHEMA:04d}",)
