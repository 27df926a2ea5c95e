"""Sending stands still, all of it or one branch, because a person said so (rules.md section 2)."""

from datetime import datetime

from sqlalchemy import update

from app.store import facts, second_sender
from app.store.ledger import Txn
from app.store.setup import branches_named
from app.store.tables import branches


def pause(txn: Txn, branch: str | None, until: datetime | None) -> None:
    """Pauses sending, all or one branch, until somebody resumes or the hour comes.

    Before *Start sending*, and while somebody else sends the same orders, all of it stands still
    anyway, and no hour shall end that.
    """
    kept = txn.context.pause
    if branch is None and kept is not None and kept.why:
        return
    if branch is None:
        facts.put(txn.connection, facts.PauseFact(txn.now, until))
    else:
        key = branches_named(txn, [branch])[0].key
        txn.connection.execute(
            update(branches).where(branches.c.key == key).values(paused=True, paused_until=until)
        )
    txn.journal.notice(txn.now, "pause", branch=branch or "")


def resume(txn: Txn, branch: str | None = None) -> None:
    """Ends the pause of one branch, or every pause and every stop."""
    free = update(branches).values(paused=False, paused_until=None, stopped=None, setup_failures=0)
    if branch is None:
        second_sender.answered(txn)
        facts.forget(txn.connection, facts.PauseFact)
        txn.connection.execute(free)
    else:
        key = branches_named(txn, [branch])[0].key
        txn.connection.execute(free.where(branches.c.key == key))
    txn.journal.notice(txn.now, "resume", branch=branch or "")
