"""Everything the order panel shows of one order."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.core import contact, eligibility, money, places
from app.core.dispatch import OtoOrder, OtoSeen
from app.core.eligibility import Known
from app.core.order import DeliveryStatus, Order, OrderStatus
from app.store import afterwards, judging, queries, records, suitable
from app.store.codec import load, load_any
from app.store.context import Branch
from app.store.queries import Reader
from app.store.records import Record
from app.store.screens import mendable
from app.store.screens.neighbours import neighbours
from app.store.screens.questions import of_record, questions
from app.store.screens.rows import row_of
from app.store.screens.types.card import (
    AtOto,
    ConditionRow,
    EventRow,
    ItemRow,
    OrderCard,
    PaymentRow,
    Question,
)
from app.store.screens.types.queue import Why
from app.store.tables import events


def card(reader: Reader, reference: int) -> OrderCard | None:
    """The order of this reference; None if the ledger does not have it."""
    record = records.of_reference(reader.connection, reference)
    if record is None:
        return None
    order, row = record.order, record.row
    currency = row.currency or reader.context.rules.currency or "SAR"
    branch = judging.branch_of(reader.context, record)
    known = judging.known_of(reader.connection, record)
    phone = phone_of(reader, order, known)
    refusal = mendable.refusal(record)
    return OrderCard(
        row=row_of(reader, record),
        conditions=_conditions(reader, record),
        events=_events(reader, record),
        customer=order.customer.name if order.customer else "",
        phone=phone,
        address=address_of(order, branch, known),
        city=city_of(reader, order, branch, known),
        items=tuple(
            ItemRow(item.name, _number(item.quantity), money.text(item.total, currency))
            for item in order.items
        ),
        payments=_payments(reader, order, currency),
        delivery_fee=money.text(order.delivery_fee, currency),
        discount=money.text(order.discount, currency),
        notes="\n".join(note for note in (order.customer_notes, order.kitchen_notes) if note),
        foodics_status=_word(OrderStatus, order.status),
        kitchen=(
            None if order.delivery_status is None else _word(DeliveryStatus, order.delivery_status)
        ),
        mended=_mended(known),
        refusal=refusal,
        flags=tuple(_flag(reader, record, flag) for flag in record.flags),
        oto=_at_oto(record),
        wish=row.wish,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        questions=_questions(reader, record),
        actions=suitable.actions(record),
        fixes=mendable.fixes(record, refusal),
        neighbours=neighbours(reader, record, phone),
    )


def _conditions(reader: Reader, record: Record) -> tuple[ConditionRow, ...]:
    return tuple(
        ConditionRow(
            code, reason is None, eligibility.ACTORS[code], dict(reason.params) if reason else {}
        )
        for code, reason in queries.verdict_lines(reader, record)
    )


def _events(reader: Reader, record: Record) -> tuple[EventRow, ...]:
    found = reader.connection.execute(
        select(events).where(events.c.order_key == record.key).order_by(events.c.key)
    )
    return tuple(EventRow(row.at, row.kind, load_any(row.data)) for row in found)


def phone_of(reader: Reader, order: Order, known: Known) -> str:
    """With its country code where it can be called, else as it was typed."""
    found = eligibility.phone_of(order, reader.context.rules, known)
    if isinstance(found, contact.Phone):
        return f"+{found.digits}"
    return order.customer.phone if order.customer else ""


def address_of(order: Order, branch: Branch, known: Known) -> str:
    """In one line, as OTO is told it; "" where there is none."""
    found = eligibility.address_of(order, branch.rule, known)
    return places.address_text(found, eligibility.branch_point(branch.rule)) if found else ""


def city_of(reader: Reader, order: Order, branch: Branch, known: Known) -> str:
    """In OTO's spelling; "" while it is not clear."""
    found = eligibility.city_of(order, branch.rule, reader.context.rules, known)
    return found.city if isinstance(found, places.CityFound) else ""


def _payments(reader: Reader, order: Order, currency: str) -> tuple[PaymentRow, ...]:
    return tuple(
        PaymentRow(
            payment.method_name,
            money.text(payment.amount, currency),
            str(money.method_class(payment, reader.context.rules.methods)),
        )
        for payment in order.payments
    )


def _number(quantity: Decimal) -> str:
    """As people write it: "2", "0.5"."""
    said = format(quantity, "f")
    return said.rstrip("0").rstrip(".") if "." in said else said


def _word(kind: type[OrderStatus] | type[DeliveryStatus], value: int) -> str:
    """The name of a number of Foodics, or the number itself."""
    known = {member.value: member.name.lower() for member in kind}
    return known.get(value, str(value))


def _mended(known: Known) -> Mapping[str, str]:
    phone = f"+{known.phone}" if known.phone else None
    fields = {"phone": phone, "address": known.address, "city": known.city}
    return {name: value for name, value in fields.items() if value}


def _at_oto(record: Record) -> AtOto:
    row = record.row
    seen = load(row.seen, OtoSeen) if row.seen is not None else None
    return AtOto(
        order_id=row.oto_order_id,
        oto_id=row.oto_id,
        status=row.oto_status,
        stage=row.stage,
        courier=seen.courier if seen else None,
        driver_name=seen.driver_name if seen else None,
        driver_phone=seen.driver_phone if seen else None,
        tracking_url=seen.tracking_url if seen else None,
        tracking_number=seen.tracking_number if seen else None,
        warehouse=seen.warehouse if seen else None,
        tracked_at=row.tracked_at,
    )


def _flag(reader: Reader, record: Record, flag: Mapping[str, Any]) -> Why:
    """A flag with what it stands for. What was changed after sending is told old → new: the ledger
    keeps phones and addresses with the order only, so they are put together here."""
    params: dict[str, str] = dict(flag["params"])
    if flag["code"] != "changed_after_sending":
        return Why(flag["code"], params)
    told = record.told
    fresh = afterwards.fresh_request(reader.connection, reader.context, record)
    if told is not None and fresh is not None:
        news = {"phone": (told.customer.mobile, fresh.customer.mobile),
                "address": (told.customer.address, fresh.customer.address),
                "items": _other_items(told, fresh)}  # fmt: skip
        for name, (old, new) in news.items():
            if name in params and old != new:
                params[name] = f"{old or '-'} → {new or '-'}"
    return Why(flag["code"], params)


def _other_items(told: OtoOrder, fresh: OtoOrder) -> tuple[str, str]:
    """The lines that are gone, and those that are new."""

    def lines(order: OtoOrder, other: OtoOrder) -> str:
        shown = [f"{_number(item.quantity)} × {item.name}" for item in order.items
                 if item not in other.items]  # fmt: skip
        return ", ".join(shown)

    return lines(told, fresh), lines(fresh, told)


def _questions(reader: Reader, record: Record) -> tuple[Question, ...]:
    """What this order asks, with all orders that wait for the same answer."""
    asked = {(each.topic, each.subject) for each in of_record(record)}
    if not asked:
        return ()
    return tuple(each for each in questions(reader) if (each.topic, each.subject) in asked)
