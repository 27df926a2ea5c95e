"""What happened to this PC and to the program, and who is beside it there, in the ledger."""

from datetime import datetime

from app.core import happenings
from app.core.happenings import Happening
from app.store import facts
from app.store.ledger import Txn


def add(txn: Txn, happening: Happening) -> None:
    """One more, for the window to tell."""
    known = facts.get(txn.connection, facts.HappeningsFact) or facts.HappeningsFact()
    facts.put(txn.connection, facts.HappeningsFact(happenings.add(known.items, happening, txn.now)))
    txn.journal.notice(txn.now, "happening")


def told(txn: Txn, until: datetime) -> None:
    """A person has read of all that had ended by then."""
    known = facts.get(txn.connection, facts.HappeningsFact) or facts.HappeningsFact()
    facts.put(txn.connection, facts.HappeningsFact(happenings.tell(known.items, until)))
    txn.journal.notice(txn.now, "happening")


def beside(txn: Txn, users: tuple[str, ...]) -> bool:
    """These users of this PC have the program open for the same business; True if that is new."""
    known = facts.get(txn.connection, facts.BesideFact) or facts.BesideFact()
    if known.users == users:
        return False
    facts.put(txn.connection, facts.BesideFact(users))
    txn.journal.notice(txn.now, "beside")
    return True
