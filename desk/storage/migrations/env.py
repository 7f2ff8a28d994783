"""Alembic's entry: the connection is handed over by ``desk.storage.migrate``."""

from alembic import context

from desk.models import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
