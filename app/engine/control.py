"""What people can ask of the program, by command line or window: one verb each.

The instance that runs carries them out; without one, a small command does so itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from app import settings
from app.core import contact
from app.core.dispatch import State
from app.core.errors import AppError
from app.engine.clock import ServerClock
from app.engine.connections import Connections
from app.paths import DataDir
from app.store import choices, facts, pausing, queries, setup
from app.store.ledger import Ledger, Txn

Answer = dict[str, Any]


class Control:
    """`poll_soon` and `read_soon` are set by the engine while it works, `show` by a window."""

    def __init__(
        self, data: DataDir, ledger: Ledger, connections: Connections, clock: ServerClock
    ) -> None:
        self._data = data
        self._ledger = ledger
        self._connections = connections
        self._clock = clock
        self.poll_soon: Callable[[], None] = lambda: None
        self.read_soon: Callable[[], None] = lambda: None
        self.show: Callable[[], None] | None = None
        self._verbs: Mapping[str, Callable[..., Awaitable[Answer]]] = {
            "ping": self.ping,
            "show": self.bring_forward,
            "connect-foodics": self.connect_foodics,
            "connect-oto": self.connect_oto,
            "disconnect": self.disconnect,
            "currency": self.currency,
            "activate": self.activate,
            "deactivate": self.deactivate,
            "pause": self.pause,
            "resume": self.resume,
            "order": self.order,
            "mend": self.mend,
            "answer": self.answer,
            "set": self.set,
        }

    async def do(self, verb: str, arguments: Mapping[str, Any]) -> Answer:
        """Carries out one verb. AppError says why not; nothing is changed then."""
        return await self._verbs[verb](**arguments)

    async def ping(self) -> Answer:
        """Whether anybody is there."""
        return {"running": True}

    async def bring_forward(self) -> Answer:
        """Brings the window forward; `window` False where there is none."""
        if self.show is not None:
            self.show()
        return {"window": self.show is not None}

    async def connect_foodics(self, token: str, url: str | None = None) -> Answer:
        """Checks, then saves the token."""
        name = await self._connections.connect_foodics(token, url)
        self.poll_soon()
        return {"business": name}

    async def connect_oto(self, retailer_id: str, token: str, url: str | None = None) -> Answer:
        """Checks, then saves Retailer ID and Token."""
        fact = await self._connections.connect_oto(retailer_id, token, url)
        return {"generation": fact.generation, "account": fact.account, "credit": fact.credit}

    async def disconnect(self, service: str) -> Answer:
        """Forgets the secret, keeps address and ledger."""
        await self._connections.disconnect(service)
        return {}

    async def currency(self, code: str) -> Answer:
        """Sets the currency OTO collects in; `differs` names Foodics' own if it is another."""
        kept = await self._ledger.write(setup.save_currency, code)
        business = await self._ledger.write(_business)
        own = business.currency if business else None
        return {"currency": kept, "differs": own if own not in (None, kept) else None}

    async def activate(
        self,
        references: Sequence[str],
        pickup: str | None = None,
        city: str | None = None,
        ready_since_minutes: int = 0,
    ) -> Answer:
        """Switches branches on, all or none."""
        await self._tell_the_time()

        async def activate() -> setup.Activated:
            return await self._ledger.write(
                setup.activate,
                references,
                pickup=pickup,
                city=city,
                ready_since=timedelta(minutes=ready_since_minutes),
            )

        try:
            found = await activate()
            if found.without_pickup and await self._connections.read_doors():
                found = await activate()
        except AppError as error:
            # A branch or door made since the lists were read: read them once more.
            read = {
                "unknown_branch": self._connections.read_branches,
                "unknown_pickup": self._connections.read_doors,
            }.get(error.code)
            if read is None or not await read():
                raise
            found = await activate()
        self.poll_soon()
        return {
            "references": list(found.references),
            "without_pickup": list(found.without_pickup),
            "oto_chooses_door": found.oto_chooses_door,
        }

    async def deactivate(self, references: Sequence[str]) -> Answer:
        """Switches branches off, at once."""
        found = await self._ledger.write(setup.deactivate, references)
        return {"references": list(found)}

    async def pause(self, branch: str | None = None, until: str | None = None) -> Answer:
        """Pauses sending; `until` is HH:MM in the business's time."""
        moment = None
        if until is not None:
            business = await self._ledger.write(_business)
            minutes = business.utc_offset_minutes if business else 180
            moment = next_time(until, self._clock.now(), timedelta(minutes=minutes))
        await self._ledger.write(pausing.pause, branch, moment)
        return {"until": queries.time_text(moment)}

    async def resume(self, branch: str | None = None) -> Answer:
        """Ends the pause."""
        await self._ledger.write(pausing.resume, branch)
        return {}

    async def order(self, action: str, reference: int) -> Answer:
        """A button of the order panel; returns the state afterwards."""
        state: State = await self._ledger.write(_BUTTONS[action], reference)
        self.read_soon()
        return {"state": str(state)}

    async def mend(self, reference: int, **fields: str | None) -> Answer:
        """Corrects phone, address or city of one order. AppError `phone_unusable`."""
        if phone := fields.get("phone"):
            business = await self._ledger.write(_business)
            found = contact.phone_digits("", phone, business.country if business else "SA")
            if isinstance(found, contact.PhoneProblem):
                raise AppError("phone_unusable")
            fields["phone"] = found.digits
        state = await self._ledger.write(choices.mend, reference, fields)
        return {"state": str(state)}

    async def answer(self, topic: str, subject: str, value: str) -> Answer:
        """Remembers the answer to a question that was asked once."""
        await self._ledger.write(choices.answer, topic, subject, value)
        return {}

    async def set(self, key: str, value: str) -> Answer:
        """Sets a preference; open orders are judged anew."""
        self._ledger.settings = await asyncio.to_thread(
            settings.set_value, self._data.settings, key, value
        )
        await self._ledger.write(setup.judge_all)
        return {}

    async def _tell_the_time(self) -> None:
        """A start line needs Foodics' clock. Silence is no obstacle: then the remembered one."""
        if self._clock.known:
            return
        try:
            await self._connections.ensure()
            if self._connections.foodics is not None:
                await self._connections.foodics.whoami()
        except AppError:
            return


_BUTTONS: Mapping[str, Callable[[Txn, int], State]] = {
    "retry": choices.retry,
    "hold": choices.hold,
    "release": choices.release,
    "skip": choices.skip,
    "unskip": choices.unskip,
    "send-anyway": choices.send_anyway,
    "cancel-at-oto": choices.cancel_at_oto,
    "send-again": choices.send_again,
}


def next_time(text: str, now: datetime, offset: timedelta) -> datetime:
    """The next moment at which clocks of the business show HH:MM (aware UTC).

    AppError `bad_time` for anything else.
    """
    try:
        hour, minute = (int(part) for part in text.strip().split(":"))
        local = (now + offset).replace(hour=hour, minute=minute, second=0, microsecond=0)
    except ValueError as error:
        raise AppError("bad_time", text=text) from error
    moment = local - offset
    return moment if moment > now else moment + timedelta(days=1)


def _business(txn: Txn) -> facts.BusinessFact | None:
    return facts.get(txn.connection, facts.BusinessFact)
