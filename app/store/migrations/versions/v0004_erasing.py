"""Customers of finished orders are forgotten: which ones were, and which are to be."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds two columns and the indexes by which the next ones are found; no row changes."""
    op.add_column("orders", sa.Column("erased_at", sa.BigInteger(), nullable=True))
    op.add_column("orders", sa.Column("erase_asked_at", sa.BigInteger(), nullable=True))
    op.create_index(
        "orders_kept",
        "orders",
        ["first_seen_at"],
        unique=False,
        sqlite_where=sa.text("erased_at IS NULL"),
        postgresql_where=sa.text("erased_at IS NULL"),
    )
    op.create_index(
        "orders_erase_asked",
        "orders",
        ["erase_asked_at"],
        unique=False,
        sqlite_where=sa.text("erase_asked_at IS NOT NULL"),
        postgresql_where=sa.text("erase_asked_at IS NOT NULL"),
    )
