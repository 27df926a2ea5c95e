"""Looks once a day whether there is a newer version, and says so. Never downloads or runs anything."""

import asyncio
import hashlib
import json
import logging
from dataclasses import replace
from datetime import datetime, timedelta

from app import signature, update_address
from app.core import newer
from app.core.errors import AppError
from app.net import Link
from app.store import facts
from app.store.facts import NewerFact
from app.store.ledger import Ledger, Txn

log = logging.getLogger(__name__)

#: How often it is looked whether a look is due, seconds.
EVERY = 600.0
#: From one good look to the next; and from one that failed.
DAILY, AGAIN = timedelta(days=1), timedelta(hours=1)
#: A longer one is none, bytes.
_LONGEST = 16_384
_SECONDS = 15.0


class Newer:
    """Nothing is asked while no address is set (`update_url`)."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def run(self, caught_up: asyncio.Event) -> None:
        """Looks for as long as the program runs; sending comes first."""
        await caught_up.wait()
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> str | None:
        """One look if it is due: "" after a good one, else what was wrong; None if none was made."""
        url = self._ledger.settings.update_url
        if not url or not await self._ledger.write(_is_due):
            return None
        trouble, notice, digest = "", None, ""
        try:
            content = await _fetched(url)
            notice, digest = newer.read(content), hashlib.sha256(content).hexdigest()
        except AppError:
            trouble = "unreachable"
        except _RefusedError as error:
            trouble = str(error)
        except ValueError:
            trouble = "unreadable"
        said = await self._ledger.write(_looked, notice, digest, trouble)
        if said:
            log.warning("The notice of a newer version is not believed or not there: %s", said)
        return said


class _RefusedError(Exception):
    """What came is not a notice of ours: its text is the code."""


async def _fetched(url: str) -> bytes:
    """The signed bytes at this address. AppError, ValueError or _RefusedError."""
    origin, path = update_address.split(url)
    link = Link("The notice of newer versions", origin)
    try:
        reply = await link.request("GET", path, timeout=_SECONDS, most=_LONGEST)
    finally:
        await link.aclose()
    if reply.status != 200:
        raise _RefusedError("unreachable")
    told = json.loads(reply.body)
    if not isinstance(told, dict):
        raise _RefusedError("unreadable")
    content = signature.decoded(told.get("content"))
    signed = signature.decoded(told.get("signature"))
    trusted = signature.trusted_keys()
    if not trusted:
        raise _RefusedError("no_key")
    if not signature.is_signed(newer.PREFIX + content, signed, trusted):
        raise _RefusedError("forged")
    return content


def _is_due(txn: Txn) -> bool:
    known = facts.get(txn.connection, NewerFact) or NewerFact()
    if known.tried_at is None:
        return True
    return txn.now - known.tried_at >= (AGAIN if known.trouble else DAILY)


def _looked(txn: Txn, notice: newer.Notice | None, digest: str, trouble: str) -> str:
    known = facts.get(txn.connection, NewerFact) or NewerFact()
    if notice is not None:
        trouble = newer.refusal(notice, digest, known.serial, known.digest, txn.now)
    if notice is None or trouble:
        facts.put(txn.connection, replace(known, tried_at=txn.now, trouble=trouble))
        return trouble
    facts.put(txn.connection, _accepted(notice, digest, txn.now))
    if notice.serial != known.serial:
        txn.journal.notice(txn.now, "newer", version=notice.version)
    return ""


def _accepted(notice: newer.Notice, digest: str, now: datetime) -> NewerFact:
    return NewerFact(
        notice.serial, digest, notice.version, notice.url, dict(notice.texts), now, now
    )
