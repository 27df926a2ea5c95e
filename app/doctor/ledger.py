"""The ledger: whether it is whole, what is set up, and what it knows of OTO."""

import contextlib
import sqlite3
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.core.dispatch import State
from app.core.errors import TEXTS, AppError
from app.doctor.check import Check, Checks, failed, ok, wrong
from app.store import facts, offered, steps
from app.store.codec import load_reasons
from app.store.queries import Reader, time_text
from app.store.tables import dispatches

#: The steps of the set-up in their order (design.md section 1).
STEPS = ("step_foodics", "step_oto", "step_currency", "step_branch", "step_start")
#: So long the pages of the ledger are read, seconds.
PAGES = 5.0
#: Orders that somebody else had dispatched: so many in so long are no chance.
MARKETPLACE, LATELY = 2, timedelta(days=2)
#: Newest skipped orders that are looked at.
_MOST = 500


def pages(path: Path) -> Check:
    """SQLite's own look at every page, given up after PAGES seconds."""
    over = time.monotonic() + PAGES
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            connection.set_progress_handler(lambda: time.monotonic() > over, 10_000)
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            return ok("pages", "pages_not_all", seconds=f"{PAGES:g}")
        why = str(error)
        return failed("pages", AppError("ledger_unreadable", path=path, why=why))
    except sqlite3.DatabaseError:
        return wrong("pages", "pages_damaged", what="malformed")
    if said != "ok":
        return wrong("pages", "pages_damaged", what=said.splitlines()[-1])
    return ok("pages")


def set_up(reader: Reader | None) -> Checks:
    """The steps up to the first one that is missing; then branches and the account."""
    missing = "step_foodics" if reader is None else steps.missing(reader.connection, reader.context)
    for step in STEPS:
        if step == missing:
            yield failed(step, AppError(step))
            return  # the steps behind it cannot be taken yet
        yield ok(step)
    assert reader is not None
    yield from _currency(reader)
    yield from _branches(reader)
    yield from of_oto(reader)


def _currency(reader: Reader) -> Checks:
    business = facts.get(reader.connection, facts.BusinessFact)
    currency = facts.get(reader.connection, facts.CurrencyFact)
    if business is None or currency is None or business.currency is None:
        return
    if business.currency == currency.code:
        yield ok("currency", "currency_same", code=currency.code)
    else:
        yield wrong("currency", "currency_differs", oto=currency.code, foodics=business.currency)


def _branches(reader: Reader) -> Checks:
    v1 = reader.context.rules.generation == "v1"
    for branch in reader.context.by_key.values():
        rule = branch.rule
        if not rule.active:
            continue
        name = rule.foodics.reference
        place = rule.city if v1 else branch.pickup_code
        if place:
            yield ok("door", "told", branch=name, what=place)
        else:
            option = "--city NAME" if v1 else "--pickup CODE"
            yield wrong("door", "door_missing", branch=name, option=option)
        if branch.stopped is not None:
            yield wrong("branch_stopped", "branch_stands", branch=name, what=branch.stopped)


def of_oto(reader: Reader) -> Checks:
    """The account and orders from elsewhere; nothing while OTO is not connected."""
    oto = facts.get(reader.connection, facts.OtoFact)
    if oto is None:
        return
    yield _account(reader)
    yield _elsewhere(reader, oto)
    yield _marketplace(reader)


def credit(known: str | None, reader: Reader) -> Checks:
    """The wallet; nothing of one that nobody told."""
    if known is None:
        return
    if offered.is_low(known, reader.settings.credit_warning):
        yield wrong("credit", "credit_low", credit=known)
    else:
        yield ok("credit", "credit_enough", credit=known)


def _account(reader: Reader) -> Check:
    health = facts.get(reader.connection, facts.HealthFact)
    if health is None or health.problem != "oto_account":
        return ok("account", "account_takes")
    answer = (health.problem_params or {}).get("answer", "")
    code = "account_credit" if answer == "OTO1006" else "account_plan"
    return wrong("account", code, answer=answer)


def _elsewhere(reader: Reader, oto: facts.OtoFact) -> Check:
    """Whether somebody else sends the same orders too (rules.md section 2)."""
    pause = reader.context.pause
    if pause is not None and pause.why == steps.SECOND_SENDER:
        return failed("elsewhere", AppError("second_sender"))
    if oto.generation == "v1":
        return ok("elsewhere", "elsewhere_v1")
    fact = facts.get(reader.connection, facts.SecondSenderFact)
    if fact is None or fact.tried_at is None:
        return ok("elsewhere", "elsewhere_later")
    if fact.trouble is not None:
        known = AppError(fact.trouble, what="orders") if fact.trouble in TEXTS else None
        return wrong(
            "elsewhere",
            "elsewhere_unread",
            at=time_text(fact.trouble_since),
            trouble=fact.trouble,
            why=known.title if known else fact.trouble,
            remedy=known.remedy if known else "It is tried again by itself.",
        )
    at = time_text(fact.looked_at)
    if fact.found:
        others = ", ".join(pair.other for pair in fact.found)
        return wrong("elsewhere", "elsewhere_found", at=at, others=others)
    return ok("elsewhere", "elsewhere_none", at=at)


def _marketplace(reader: Reader) -> Check:
    """Whether somebody who is no driver of the shop dispatches what Foodics has."""
    wanted = (
        select(dispatches.c.reasons)
        .where(dispatches.c.state == State.SKIPPED)
        .where(dispatches.c.state_at > reader.now - LATELY)
        .order_by(dispatches.c.state_at.desc())
        .limit(_MOST)
    )
    count = 0
    for row in reader.connection.execute(wanted):
        codes = {reason.code for reason in load_reasons(row.reasons)}
        count += "dispatched_elsewhere" in codes and "own_driver" not in codes
    if count >= MARKETPLACE:
        return wrong("marketplace", "marketplace_on", count=count)
    return ok("marketplace", "marketplace_quiet")
