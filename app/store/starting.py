"""The end of the set-up, and what is set for one branch without switching it (rules.md 1, 2, 4).

Each function is one transaction; what it changes is judged anew before the commit.
"""

from typing import Any

from sqlalchemy import select, update

from app.core import contact
from app.core.dispatch import State
from app.core.errors import AppError
from app.store import facts, offered, setup, steps
from app.store.context import Branch
from app.store.ledger import Txn
from app.store.tables import branches, dispatches

#: Seconds for which a branch may keep a Ready order back, as the setting of all branches.
LONGEST_HOLD = 3600


def first_currency(txn: Txn, code: str) -> str:
    """Sets the currency as the set-up path does: the branches come next, and the first active one
    must not begin to send. One transaction, so that a kill leaves both or neither.

    Returns and raises as `setup.save_currency`.
    """
    kept = setup.save_currency(txn, code)
    prepare_start(txn)
    return kept


def prepare_start(txn: Txn) -> bool:
    """Before the first branch is switched on: nothing is sent until `start`.

    Nothing happens, and False is returned, while a branch is active or somebody has paused sending,
    nor once an order has gone to OTO: then the set-up lies behind, whatever is switched off now.
    """
    active = any(branch.rule.active for branch in txn.context.by_key.values())
    if active or txn.context.paused(txn.now) or _has_begun(txn):
        return False
    facts.put(txn.connection, facts.PauseFact(txn.now, None, steps.SETUP))
    txn.journal.notice(txn.now, "pause", branch="")
    return True


def _has_begun(txn: Txn) -> bool:
    sent = select(dispatches.c.key).where(dispatches.c.state == State.SENT).limit(1)
    return txn.connection.execute(sent).first() is not None


def start(txn: Txn) -> tuple[str, ...]:
    """*Start sending*: ends the pause of the set-up, and no other; the start line of every active
    branch is now. Returns the references of these branches.

    Once sending has begun nothing changes any more. AppError naming the step that is missing.
    """
    setup.require(txn)
    active = [branch for branch in txn.context.by_key.values() if branch.rule.active]
    if not active:
        raise AppError("step_branch")
    pause = txn.context.pause
    if pause is not None and pause.why == steps.SETUP:
        facts.forget(txn.connection, facts.PauseFact)
        _set(txn, active, sends_from=txn.now - setup.START_LINE)
        txn.journal.notice(txn.now, "resume", branch="")
    return tuple(sorted(branch.rule.foodics.reference for branch in active))


def set_door(txn: Txn, reference: str, code: str | None = None, city: str | None = None) -> None:
    """Ties a branch to a pickup location, to a city, or to both; None leaves one as it is, "" for
    the city means the pickup location's. What stopped the branch is taken for mended.

    AppError `unknown_branch`, `unknown_pickup`, `unknown_city`.
    """
    named = setup.branches_named(txn, [reference])
    values: dict[str, Any] = {"stopped": None, "setup_failures": 0}
    if code is not None:
        known = offered.doors(txn)
        if code not in known:
            listed = ", ".join(sorted(known)) or "none"
            raise AppError("unknown_pickup", pickup=code, known=listed)
        values["pickup_code"] = code
    if city is not None:
        values["city"] = offered.known_city(txn, city) if contact.clean(city) else None
    _set(txn, named, **values)


def set_rule(
    txn: Txn,
    reference: str,
    hold_seconds: int | None = None,
    only_tag: str | None = None,
    never_tag: str | None = None,
    ask_each: bool | None = None,
) -> None:
    """What this branch does by choice; None leaves a choice as it is. A negative `hold_seconds`
    means that of all branches again.

    AppError `unknown_branch`, or `bad_setting` for more than an hour.
    """
    named = setup.branches_named(txn, [reference])
    values: dict[str, Any] = {}
    if hold_seconds is not None:
        if hold_seconds > LONGEST_HOLD:
            why, allowed = f"{hold_seconds} is too long", f"0 to {LONGEST_HOLD} s"
            raise AppError("bad_setting", key="hold_seconds", why=why, allowed=allowed)
        values["hold_seconds"] = hold_seconds if hold_seconds >= 0 else None
    if only_tag is not None:
        values["only_tag"] = contact.clean(only_tag)
    if never_tag is not None:
        values["never_tag"] = contact.clean(never_tag)
    if ask_each is not None:
        values["ask_each"] = ask_each
    if values:
        _set(txn, named, **values)


def _set(txn: Txn, named: list[Branch], **values: Any) -> None:
    keys = [branch.key for branch in named]
    txn.connection.execute(update(branches).where(branches.c.key.in_(keys)).values(**values))
    setup.judge_branches(txn, keys)
    txn.journal.notice(txn.now, "branches")
