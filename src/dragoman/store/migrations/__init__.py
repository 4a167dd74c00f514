"""The history of the tables, for Alembic. A migration is never changed once released; the newest is `schema.SCHEMA`."""
