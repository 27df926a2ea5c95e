"""What the ledger keeps of orders that OTO has: its status, wishes still to be made, flags."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.engine import Connection

from app.core import contact, stages
from app.core.after import Flag, ended
from app.core.dispatch import OtoOrder, OtoSeen, State
from app.core.order import PickupLocation
from app.store import records
from app.store.codec import dump, load
from app.store.journal import Journal
from app.store.records import Record
from app.store.tables import Moment, dispatches

#: A wish that OTO did not grant is tried again after this.
WISH_AGAIN = timedelta(seconds=60)
#: Flags that say something of all orders: they stay until a person has seen them.
_OF_ALL = ("second_sender", "another_pc")
_WITHOUT_DRIVER = (stages.Stage.AT_OTO, stages.Stage.FINDING_DRIVER)


def flag(
    connection: Connection,
    journal: Journal,
    record: Record,
    found: Flag,
    now: datetime,
    *,
    news: bool = False,
) -> None:
    """Marks a sent order as needing a person; the same flag is raised once, also after a person has
    acknowledged it. `news`: it stands for something else than the last time, though it says the
    same."""
    entry = {"code": found.code, "params": dict(found.params)}
    flags = _flags(connection, record)
    if entry in flags or (not news and {**entry, "seen": True} in flags):
        return
    kept = [old for old in flags if old["code"] != found.code]
    _write(connection, record, flags=dump([*kept, entry]))
    journal.note(now, "flag", record.key, record.reference, record.state, code=found.code)


def settle(
    connection: Connection, journal: Journal, record: Record, now: datetime, *codes: str
) -> None:
    """Takes flags back whose cause is over."""
    flags = _flags(connection, record)
    left = [old for old in flags if old["code"] not in codes]
    if left != flags:
        _write(connection, record, flags=dump(left) if left else None)
        journal.touch(now, record.key, record.reference, record.state)


def seen_by_person(
    connection: Connection, journal: Journal, record: Record, now: datetime, code: str
) -> None:
    """A person knows what this flag says; the same is not raised again."""
    flags = record.raised
    known = [{**old, "seen": True} if old["code"] == code else old for old in flags]
    if known != flags:
        _write(connection, record, flags=dump(known))
        journal.touch(now, record.key, record.reference, record.state)


def wish(
    connection: Connection, journal: Journal, record: Record, what: str, now: datetime
) -> None:
    """Notes a change to be made at OTO: "cancel" or "update". A cancel is never given up for less."""
    if record.row.wish == "cancel":
        return
    _write(connection, record, wish=what, wish_at=now)
    journal.note(now, "oto", record.key, record.reference, record.state, wish=what)


def withdraw(connection: Connection, journal: Journal, record: Record, now: datetime) -> None:
    """An order that was voided lives again: a cancel that OTO has not made yet is off."""
    if record.row.wish == "cancel":
        _write(connection, record, wish=None, wish_at=None)
        journal.note(now, "oto", record.key, record.reference, record.state, note="withdrawn")


def wish_over(
    connection: Connection,
    journal: Journal,
    record: Record,
    now: datetime,
    *,
    what: str,
    told: OtoOrder | None,
    note: str,
) -> None:
    """A wish came true, or was given up with a flag. `told` is what OTO was told by an update.

    A cancel that was wished for while an update was on its way stays.
    """
    values: dict[str, Any] = {}
    if record.row.wish == what:
        values |= {"wish": None, "wish_at": None}
    if told is not None:
        values |= {"request": dump(told), "amount": told.amount, "amount_due": told.amount_due}
    if values:
        _write(connection, record, **values)
    journal.note(now, "oto", record.key, record.reference, record.state, note=note)


def wish_later(
    connection: Connection,
    journal: Journal,
    record: Record,
    now: datetime,
    *,
    again: timedelta | None,
    why: str,
) -> None:
    """A wish has to be tried again after `again` (default: a minute)."""
    _write(connection, record, wish_at=now + (again or WISH_AGAIN))
    journal.note(now, "oto", record.key, record.reference, record.state, later=why)


def wishes(connection: Connection, now: datetime) -> list[Record]:
    """Sent orders with a change at OTO that is due."""
    keys = [row.key for row in connection.execute(_WISHES, {"now": now})]
    return [record for record in records.of_keys(connection, keys) if record.state is State.SENT]


#: By the small index of wishes alone: with the state beside it SQLite would look at all sent orders.
_WISHES = select(dispatches.c.key).where(dispatches.c.wish_at <= bindparam("now", type_=Moment))


def unfinished(connection: Connection) -> list[str]:
    """Our order ids of all that OTO has and has not finished."""
    found = connection.execute(
        select(dispatches.c.oto_order_id).where(
            dispatches.c.state == State.SENT, dispatches.c.finished.is_(False)
        )
    )
    return [row.oto_order_id for row in found]


def track(
    connection: Connection,
    journal: Journal,
    seen: Mapping[str, OtoSeen],
    now: datetime,
    *,
    driver_wait: timedelta,
    doors: Mapping[str, PickupLocation],
) -> None:
    """Takes in what OTO showed of sent orders (rules.md section 6)."""
    found = records.where(connection, dispatches.c.oto_order_id.in_(list(seen)))
    for record in found:
        # A reply that was on its way when it ended must not bring it back to life.
        if record.state is State.SENT and not record.row.finished:
            shown = seen[record.row.oto_order_id]
            _track_one(connection, journal, record, shown, now)
            _watch(connection, journal, record, shown, now, driver_wait)
            _watch_door(connection, journal, record, shown, now, doors)


def _track_one(
    connection: Connection,
    journal: Journal,
    record: Record,
    seen: OtoSeen,
    now: datetime,
) -> None:
    meaning = stages.meaning(seen.status)
    values: dict[str, Any] = {"tracked_at": now}
    before = record.row.oto_status
    if not meaning.note and seen.status and seen.status != before:
        values |= {
            "oto_status": seen.status,
            "stage": meaning.stage,
            "finished": meaning.terminal,
        }
        journal.note(now, "oto", record.key, record.reference, record.state, status=seen.status)
    if seen.oto_id and not record.row.oto_id:
        values["oto_id"] = seen.oto_id
    merged = _merged(record, seen)
    if merged != record.row.seen:
        values["seen"] = merged
        journal.touch(now, record.key, record.reference, record.state)
    _write(connection, record, **values)
    settle(connection, journal, record, now, "not_at_oto")


def _watch(
    connection: Connection,
    journal: Journal,
    record: Record,
    seen: OtoSeen,
    now: datetime,
    driver_wait: timedelta,
) -> None:
    meaning = stages.meaning(seen.status)
    if meaning.note:
        return
    if meaning.problem and record.row.wish != "cancel":
        flag(connection, journal, record, Flag("oto_problem", {"status": seen.status}), now)
    else:
        settle(connection, journal, record, now, "oto_problem")
    accepted = record.row.accepted_at
    # Of a status nobody has heard of it is known only where OTO says that there is no shipment.
    without = meaning.stage in _WITHOUT_DRIVER and (meaning.known or seen.shipment_id == "")
    waits = without and not meaning.terminal and record.row.wish != "cancel"
    if waits and accepted and now - accepted > driver_wait:
        flag(connection, journal, record, Flag("no_driver"), now)
    elif not without:
        settle(connection, journal, record, now, "no_driver")
    if meaning.stage is stages.Stage.DELIVERED:
        # The family has its food: what was still to be looked at is history now, but for what is
        # not about this order alone.
        left = [old for old in _flags(connection, record) if old["code"] in _OF_ALL]
        _write(connection, record, flags=dump(left) if left else None)
        return
    by_us = record.row.wish == "cancel" or ended(record.order)
    if meaning.stage is stages.Stage.CANCELLED and not by_us:
        flag(connection, journal, record, Flag("cancelled_by_oto", {"status": seen.status}), now)


def _watch_door(
    connection: Connection,
    journal: Journal,
    record: Record,
    seen: OtoSeen,
    now: datetime,
    doors: Mapping[str, PickupLocation],
) -> None:
    """OTO's warehouse is another door than ours. Some reads tell its code, some only its name."""
    told = record.told
    ours = told.pickup_code if told else None
    if ours is None:
        return
    door = seen.pickup_code or None
    if door is None and seen.warehouse:
        shown = contact.search_fold(seen.warehouse)
        names = {
            code: {contact.search_fold(code), contact.search_fold(place.name)}
            for code, place in doors.items()
        }
        if shown in names.get(ours, {shown}):
            door = ours
        else:
            door = next((code for code, known in names.items() if shown in known), None)
    if door == ours:
        settle(connection, journal, record, now, "other_door")
    elif door is not None:
        flag(connection, journal, record, Flag("other_door", {"door": door}), now)


def _merged(record: Record, seen: OtoSeen) -> bytes:
    """What was told once stays known: calls differ in what they tell."""
    if record.row.seen is None:
        return dump(seen)
    old = load(record.row.seen, OtoSeen)
    fields = {
        name: getattr(seen, name) if getattr(seen, name) else getattr(old, name)
        for name in OtoSeen.__slots__
    }
    return dump(OtoSeen(**fields))


def _flags(connection: Connection, record: Record) -> list[dict[str, Any]]:
    return records.where(connection, dispatches.c.key == record.dispatch_key)[0].raised


def _write(connection: Connection, record: Record, **values: Any) -> None:
    connection.execute(
        update(dispatches).where(dispatches.c.key == record.dispatch_key).values(**values)
    )
