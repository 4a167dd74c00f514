"""Run by Alembic, on the connection of the store, inside the store's own transaction."""

from __future__ import annotations

from alembic import context

from dragoman.store.schema import metadata


def migrate() -> None:
    """Run what is missing."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        transactional_ddl=True,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # a test runner that looks for doctests imports this file too, outside Alembic
    migrate()
