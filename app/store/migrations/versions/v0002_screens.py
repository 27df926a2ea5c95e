"""Indexes for what the window reads: the day, what needs a person, and the search."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the indexes; no row changes."""
    op.create_index("orders_search", "orders", ["search"], unique=False)
    op.create_index("orders_seen", "orders", ["first_seen_at"], unique=False)
    op.create_index("dispatches_oto", "dispatches", ["oto_id"], unique=False)
    op.create_index(
        "dispatches_day", "dispatches", ["state", "finished", "state_at", "live"], unique=False
    )
    op.create_index(
        "dispatches_flagged",
        "dispatches",
        ["key"],
        unique=False,
        sqlite_where=sa.text("flags IS NOT NULL"),
        postgresql_where=sa.text("flags IS NOT NULL"),
    )
