"""How the two services are doing, written down for `status` and the top of the window."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from app.core.errors import AppError, Kind
from app.engine.clock import ServerClock
from app.store import facts
from app.store.ledger import Ledger, Txn

log = logging.getLogger(__name__)

#: The same news is written again after this.
EVERY = timedelta(seconds=60)
#: Kinds of trouble by the word `status` uses.
_STATES = {
    Kind.NETWORK: "unreachable",
    Kind.SERVICE: "trouble",
    Kind.SIGN_IN: "refused",
    Kind.PERMISSION: "refused",
    Kind.LIMIT: "limited",
    Kind.KEYRING: "keyring",
}
_NO_TROUBLE = ("ok", "not_connected")


class Health:
    """Remembers what was written, so that a poll every 5 s does not cost a row each."""

    def __init__(self, ledger: Ledger, clock: ServerClock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._saved: dict[str, tuple[tuple[str, str | None, str], datetime]] = {}

    async def save(
        self,
        service: str,
        *,
        connected: bool,
        trouble: AppError | None,
        worst: AppError | None,
        fault: str,
    ) -> None:
        """Writes how "foodics" or "oto" is doing when that changed, and else once a minute.

        `worst` is the trouble that is shown, `fault` who is to blame for it (`core.blame`).
        """
        now = self._clock.now()
        told = (_word(trouble, connected=connected), worst.code if worst else None, fault)
        before = self._saved.get(service)
        if before is not None and before[0] == told and now - before[1] < EVERY:
            return
        self._saved[service] = (told, now)
        try:
            await self._ledger.write(_save, service, told[0], worst, fault)
        except AppError as error:
            # How a service is doing is said again soon; what it answered must not get lost by it.
            del self._saved[service]
            log.warning("Health was not written: %s", error)


def _word(trouble: AppError | None, *, connected: bool) -> str:
    if not connected and (trouble is None or trouble.kind is not Kind.KEYRING):
        return "not_connected"
    return "ok" if trouble is None else _STATES.get(trouble.kind, "trouble")


def _save(txn: Txn, service: str, word: str, worst: AppError | None, fault: str) -> None:
    """The other service's part stays: a small command has only the one it was about."""
    old = facts.get(txn.connection, facts.HealthFact) or facts.HealthFact()
    fresh = replace(
        old,
        problem=worst.code if worst else None,
        problem_params=worst.params if worst else None,
        fault=fault,
    )
    if service == "foodics":
        fresh = replace(fresh, foodics=word, foodics_at=txn.now)
    else:
        # One trouble may turn into another: OTO takes no orders all the while.
        since = None if word in _NO_TROUBLE else old.oto_since or txn.now
        fresh = replace(fresh, oto=word, oto_at=txn.now, oto_since=since)
    facts.put(txn.connection, fresh)
    txn.journal.notice(txn.now, "health", problem=fresh.problem or "", fault=fault)
