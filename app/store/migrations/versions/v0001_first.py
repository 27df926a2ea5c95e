"""The first ledger: facts, branches, pickups, orders, dispatches, events, answers, faults."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Creates all tables."""
    op.create_table(
        "answers",
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "subject"),
    )
    op.create_table(
        "branches",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("foodics_id", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sends_from", sa.BigInteger(), nullable=True),
        sa.Column("pickup_code", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("hold_seconds", sa.Integer(), nullable=True),
        sa.Column("only_tag", sa.Text(), nullable=False),
        sa.Column("never_tag", sa.Text(), nullable=False),
        sa.Column("ask_each", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.BigInteger(), nullable=True),
        sa.Column("setup_failures", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("foodics_id"),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "faults",
        sa.Column("foodics_id", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("seen", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("foodics_id"),
    )
    op.create_table(
        "pickups",
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "orders",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("foodics_id", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("check_number", sa.BigInteger(), nullable=False),
        sa.Column(
            "branch_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("ready_at", sa.BigInteger(), nullable=True),
        sa.Column("first_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("first_seen_ready", sa.Boolean(), nullable=False),
        sa.Column("last_read_at", sa.BigInteger(), nullable=False),
        sa.Column("point", sa.String(length=64), nullable=True),
        sa.Column("customer_id", sa.String(length=64), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["branch_key"],
            ["branches.key"],
        ),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("foodics_id"),
    )
    op.create_index("orders_point", "orders", ["point"], unique=False)
    op.create_index("orders_reference", "orders", ["reference"], unique=False)
    op.create_table(
        "dispatches",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "order_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "branch_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("ready_at", sa.BigInteger(), nullable=True),
        sa.Column("reasons", sa.LargeBinary(), nullable=False),
        sa.Column("again_at", sa.BigInteger(), nullable=True),
        sa.Column("next_attempt_at", sa.BigInteger(), nullable=True),
        sa.Column("read_first", sa.Boolean(), nullable=False),
        sa.Column("allowed", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("mended", sa.LargeBinary(), nullable=True),
        sa.Column("oto_order_id", sa.String(length=80), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("absences", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Text(), nullable=True),
        sa.Column("amount_due", sa.Text(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("request", sa.LargeBinary(), nullable=True),
        sa.Column("refused_fingerprint", sa.String(length=32), nullable=True),
        sa.Column("error", sa.LargeBinary(), nullable=True),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("oto_id", sa.Text(), nullable=True),
        sa.Column("oto_status", sa.Text(), nullable=True),
        sa.Column("stage", sa.String(length=24), nullable=True),
        sa.Column("seen", sa.LargeBinary(), nullable=True),
        sa.Column("tracked_at", sa.BigInteger(), nullable=True),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("wish", sa.String(length=16), nullable=True),
        sa.Column("wish_at", sa.BigInteger(), nullable=True),
        sa.Column("flags", sa.LargeBinary(), nullable=True),
        sa.Column("returns", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["branch_key"],
            ["branches.key"],
        ),
        sa.ForeignKeyConstraint(
            ["order_key"],
            ["orders.key"],
        ),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("order_key", "seq"),
        sa.UniqueConstraint("oto_order_id"),
    )
    op.create_index("dispatches_again", "dispatches", ["again_at"], unique=False)
    op.create_index("dispatches_branch", "dispatches", ["branch_key", "state"], unique=False)
    op.create_index(
        "dispatches_one_live",
        "dispatches",
        ["order_key"],
        unique=True,
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )
    op.create_index("dispatches_state", "dispatches", ["state", "ready_at"], unique=False)
    op.create_table(
        "events",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "order_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_key"],
            ["orders.key"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("events_order", "events", ["order_key", "key"], unique=False)
