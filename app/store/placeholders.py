"""Branches that orders name before Foodics' list does."""

from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.engine import Connection

from app.core.eligibility import BranchRule
from app.core.order import FoodicsBranch
from app.store.codec import dump
from app.store.context import Branch, Context
from app.store.tables import branches


def add(connection: Connection, context: Context, ids: Iterable[str]) -> Context:
    """A branch opened since the last list: inactive, its name follows with the next reading."""
    by_id, by_key = dict(context.by_id), dict(context.by_key)
    for branch_id in ids:
        foodics = FoodicsBranch(branch_id, branch_id[:8], branch_id[:8])
        key = connection.scalars(
            insert(branches).returning(branches.c.key),
            {
                "foodics_id": branch_id,
                "reference": foodics.reference,
                "name": foodics.name,
                "data": dump(foodics),
            },
        ).one()
        branch = Branch(
            key,
            BranchRule(foodics),
            gone=False,
            paused=False,
            paused_until=None,
            stopped=None,
            pickup_code=None,
        )
        by_id[branch_id] = by_key[key] = branch
    return Context(context.rules, context.business_reference, by_id, by_key, context.pause)
