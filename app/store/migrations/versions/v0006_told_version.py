"""Of an order on its way it is known from which version of it OTO was told."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Adds that version's digest; no row changes."""
    op.add_column("dispatches", sa.Column("told_version", sa.String(16), nullable=True))
