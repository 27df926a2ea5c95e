"""Runs the scripts on the connection that `store.database` hands over, in its transaction."""

from alembic import context

from app.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite can roll back DDL; Alembic does not assume so (dependencies.md, trap 52).
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
