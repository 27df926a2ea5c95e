"""A call that got no answer may be carried out by OTO when the order has gone another way here."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds until when that may be, when it is looked at next, and the index for it; no row changes."""
    op.add_column("dispatches", sa.Column("late_until", sa.BigInteger(), nullable=True))
    op.add_column("dispatches", sa.Column("late_look_at", sa.BigInteger(), nullable=True))
    op.create_index(
        "dispatches_late",
        "dispatches",
        ["late_look_at"],
        unique=False,
        sqlite_where=sa.text("late_look_at IS NOT NULL"),
        postgresql_where=sa.text("late_look_at IS NOT NULL"),
    )
