"""Verbs about branches: on, off, where from, paused."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from app.core.errors import AppError
from app.engine.verbs.desk import Answer, Desk, Verbs, business, offset
from app.store import pausing, queries, setup, starting


class BranchVerbs:
    """Carried out on the ledger of `desk`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ledger = desk.ledger
        self.verbs: Verbs = {
            "activate": self.activate,
            "deactivate": self.deactivate,
            "pause": self.pause,
            "resume": self.resume,
            "pickup": self.pickup,
            "branch-rule": self.branch_rule,
            "start": self.start,
        }

    async def activate(
        self,
        references: Sequence[str],
        pickup: str | None = None,
        city: str | None = None,
        ready_since_minutes: int = 0,
    ) -> Answer:
        """Switches branches on, all or none."""
        await self._tell_the_time()
        lists = self._desk.connections

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
            if found.without_pickup and await lists.read_doors():
                found = await activate()
        except AppError as error:
            # A branch or door made since the lists were read: read them once more.
            read = {
                "unknown_branch": lists.read_branches,
                "unknown_pickup": lists.read_doors,
            }.get(error.code)
            if read is None or not await read():
                raise
            found = await activate()
        self._desk.poll_soon()
        return {
            "references": list(found.references),
            "without_pickup": list(found.without_pickup),
            "oto_chooses_door": found.oto_chooses_door,
        }

    async def deactivate(self, references: Sequence[str]) -> Answer:
        """Switches branches off, at once."""
        found = await self._ledger.write(setup.deactivate, references)
        return {"references": list(found)}

    async def pause(
        self, branch: str | None = None, until: str | None = None, until_at: str | None = None
    ) -> Answer:
        """Pauses sending; `until` is HH:MM in the business's time, `until_at` a moment (ISO 8601
        with its offset) and comes first. AppError `bad_time`, also for what is over."""
        moment = None
        if until_at is not None:
            moment = exact_time(until_at, self._desk.clock.now())
        elif until is not None:
            known = await self._ledger.write(business)
            moment = next_time(until, self._desk.clock.now(), offset(known))
        await self._ledger.write(pausing.pause, branch, moment)
        return {"until": queries.time_text(moment)}

    async def resume(self, branch: str | None = None) -> Answer:
        """Ends the pause."""
        await self._ledger.write(pausing.resume, branch)
        return {}

    async def pickup(
        self, reference: str, code: str | None = None, city: str | None = None
    ) -> Answer:
        """Ties a branch to a pickup location, a city or both; see `starting.set_door`."""
        await self._ledger.write(starting.set_door, reference, code, city)
        return {}

    async def branch_rule(self, reference: str, **choices: Any) -> Answer:
        """What a branch does by choice: hold_seconds, only_tag, never_tag, ask_each; see
        `starting.set_rule`."""
        await self._ledger.write(starting.set_rule, reference, **choices)
        return {}

    async def start(self) -> Answer:
        """*Start sending*: the start line of every active branch is now. AppError `step_…`."""
        await self._tell_the_time()
        references = await self._ledger.write(starting.start)
        self._desk.poll_soon()
        return {"references": list(references)}

    async def _tell_the_time(self) -> None:
        """A start line needs Foodics' clock. Silence is no obstacle: then the remembered one."""
        connections = self._desk.connections
        if self._desk.clock.known:
            return
        try:
            await connections.ensure()
            if connections.foodics is not None:
                await connections.foodics.whoami()
        except AppError:
            return


def next_time(text: str, now: datetime, ahead: timedelta) -> datetime:
    """The next moment at which clocks of the business, `ahead` of UTC, show HH:MM (aware UTC).

    AppError `bad_time` for anything else.
    """
    try:
        hour, minute = (int(part) for part in text.strip().split(":"))
        local = (now + ahead).replace(hour=hour, minute=minute, second=0, microsecond=0)
    except ValueError as error:
        raise AppError("bad_time", text=text) from error
    moment = local - ahead
    return moment if moment > now else moment + timedelta(days=1)


def exact_time(text: str, now: datetime) -> datetime:
    """A moment still to come, written in ISO 8601 with its offset (aware UTC); AppError `bad_time`
    for anything else."""
    try:
        moment = datetime.fromisoformat(text.strip())
        known = moment.tzinfo is not None
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise AppError("bad_time", text=text) from error
    if not known or moment <= now:
        raise AppError("bad_time", text=text)
    return moment
