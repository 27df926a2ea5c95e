"""`doctor`: looks at everything there is to be right, and says what to do (design.md section 6).

The one command that both reads and asks the services; it changes nothing.
"""

import asyncio
from argparse import Namespace
from collections.abc import Iterator

from app.commands import doctor_oto, doctor_pc, doctor_services, output
from app.commands.doctor_pc import Check, failed, ok
from app.commands.ground import Ground
from app.commands.opening import missing_step, reading
from app.core.errors import AppError
from app.store import facts, queries
from app.store.database import REVISION

#: The steps of the set-up in their order, as checks.
_STEPS = {
    "step_foodics": "Foodics connected",
    "step_oto": "OTO connected",
    "step_currency": "currency set",
    "step_branch": "a branch is active",
    "step_start": "sending was started",
}


def doctor(ground: Ground, arguments: Namespace) -> int:
    """Prints a row per check; exit code 1 if one of them is not ok."""
    all_ok = True
    for check in _checks(ground):
        all_ok = all_ok and check.ok
        if arguments.json:
            output.say_rows([check.row()])
            continue
        remedy = f"\n      {output.plain(check.remedy)}" if check.remedy else ""
        output.say(
            f"{'ok  ' if check.ok else 'NOT '}  {check.check}: {output.plain(check.detail)}{remedy}"
        )
    return 0 if all_ok else 1


def _checks(ground: Ground) -> Iterator[Check]:
    yield from doctor_pc.checks(ground.data)
    found = doctor_services.Found()
    try:
        with reading(ground) as reader:
            set_up = list(_set_up(reader))
            if reader is not None:
                found = doctor_services.Found(
                    facts.get(reader.connection, facts.BusinessFact),
                    facts.get(reader.connection, facts.OtoFact),
                )
    except AppError as error:
        yield failed("ledger", error)
    else:
        there = ground.data.ledger.exists()
        yield ok("ledger", f"it can be read, version {REVISION}" if there else "not made yet")
        yield from set_up
    yield from asyncio.run(doctor_services.checks(ground.data, found))


def _set_up(reader: queries.Reader | None) -> Iterator[Check]:
    missing = missing_step(reader)
    for step, name in _STEPS.items():
        if step == missing:
            yield failed(name, AppError(step))
            return  # the steps behind it cannot be taken yet
        yield ok(name)
    assert reader is not None
    for branch in reader.context.by_key.values():
        rule = branch.rule
        if not rule.active:
            continue
        name = f"where branch {rule.foodics.reference} is collected"
        v1 = reader.context.rules.generation == "v1"
        place = rule.city if v1 else rule.pickup and rule.pickup.code
        option = "--city NAME" if v1 else "--pickup CODE"
        if place:
            yield ok(name, place)
        else:
            remedy = f"branches activate {rule.foodics.reference} {option}"
            yield Check(name, ok=False, detail="not chosen; its orders wait", remedy=remedy)
    yield from doctor_oto.checks(reader)
