"""The program as a part of this PC: does one run, does it look, is the PC kept awake."""

import os
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.core.errors import TEXTS, AppError
from app.doctor.check import Check, Checks, failed, ok, wrong
from app.engine.instance import ask
from app.paths import DataDir
from app.pc.autostart import Autostart, State
from app.settings import Settings
from app.store import facts
from app.store.queries import Reader

#: With an older look at Foodics nothing new is claimed (rules.md section 1, freshness).
FRESH = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Life:
    """What the running instance says of itself: `ping` {} if none answers, `pc` None if it does not
    say; `inside`: it is this very process that runs, whoever answers."""

    ping: dict[str, Any]
    pc: dict[str, Any] | None = None
    inside: bool = False

    @property
    def runs(self) -> bool:
        """Whether one is at work."""
        return self.inside or bool(self.ping)


async def life_of(data: DataDir, *, inside: bool = False) -> Life:
    """Asks the running instance, if there is one."""
    if not data.control.exists():
        return Life({}, inside=inside)
    try:
        ping, pc = await ask(data, "ping", {}) or {}, await ask(data, "pc", {})
    except AppError:
        return Life({}, inside=inside)
    return Life(ping, pc, inside)


def checks(life: Life) -> Checks:
    """Whether one is at work and can write down what happens."""
    trouble = trouble_of(life.ping)
    if trouble is not None:
        yield failed("instance", trouble)
    else:
        yield ok("instance", "instance_answers" if life.runs else "instance_none")


def trouble_of(said: dict[str, Any]) -> AppError | None:
    """What keeps the instance that said this from writing down what happens."""
    problem = said.get("problem")
    return AppError(problem, **said.get("params", {})) if problem in TEXTS else None


def of_ledger(reader: Reader, life: Life, data: DataDir) -> Checks:
    """What can only be judged by what is set up."""
    active = any(branch.rule.active for branch in reader.context.by_key.values())
    if active:
        yield _poll(reader, life)
        yield _sleep(reader.settings, life)
    yield _sign_in(reader.settings, data)
    yield _beside(reader)


def _poll(reader: Reader, life: Life) -> Check:
    cursor = facts.get(reader.connection, facts.CursorFact)
    if not life.runs or cursor is None:
        return ok("poll", "poll_not_running")
    age = reader.now - cursor.last_good_poll_at
    if age > FRESH:
        return failed("poll", AppError("foodics_silent"))
    return ok("poll", "poll_fresh", seconds=max(0, round(age.total_seconds())))


def _sleep(chosen: Settings, life: Life) -> Check:
    if not chosen.keep_awake:
        return wrong("sleep", "sleep_off")
    if life.pc is None:
        return ok("sleep", "sleep_not_now")
    if not falls_asleep():
        return ok("sleep", "sleep_nobody")
    return ok("sleep", "sleep_held") if life.pc.get("awake") else wrong("sleep", "sleep_not_held")


def falls_asleep(system: str = sys.platform) -> bool:
    """Whether anybody on this PC sends it to sleep; on Linux it is systemd or the desktop."""
    if system != "linux":
        return True
    return Path("/run/systemd/system").exists() or "XDG_CURRENT_DESKTOP" in os.environ


def _beside(reader: Reader) -> Check:
    """Whether another user of this PC has it open for the same business."""
    found = facts.get(reader.connection, facts.BesideFact)
    if found is None or not found.users:
        return ok("beside", "beside_nobody")
    return wrong("beside", "beside_others", users=", ".join(found.users))


def _sign_in(chosen: Settings, data: DataDir) -> Check:
    if not chosen.start_at_sign_in:
        return ok("sign_in", "sign_in_not_chosen")
    there = Autostart(data).state() is State.ON
    return ok("sign_in", "sign_in_on") if there else wrong("sign_in", "sign_in_missing")
