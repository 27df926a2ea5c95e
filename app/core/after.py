"""What a change in Foodics means for an order that OTO already has (rules.md section 6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from app.core import money, stages
from app.core.dispatch import OtoCustomer, OtoOrder
from app.core.order import DeliveryStatus, Order, OrderStatus

_CASH = 1
_ENDED = (OrderStatus.VOID, OrderStatus.DECLINED, OrderStatus.JOINED, OrderStatus.RETURNED)
_BY_OTHERS = (DeliveryStatus.ASSIGNED, DeliveryStatus.EN_ROUTE, DeliveryStatus.DELIVERED)


class Phase(StrEnum):
    """How far the courier is; it decides what can still be done."""

    NO_SHIPMENT = "no_shipment"
    SHIPMENT = "shipment"
    PICKED_UP = "picked_up"
    FINISHED = "finished"


def phase(oto_status: str) -> Phase:
    """The phase that OTO's status puts an order in; an unknown or empty status is no shipment yet."""
    meaning = stages.meaning(oto_status)
    if meaning.terminal:
        return Phase.FINISHED
    if meaning.picked_up:
        return Phase.PICKED_UP
    return Phase.SHIPMENT if meaning.has_shipment else Phase.NO_SHIPMENT


@dataclass(frozen=True, slots=True)
class Flag:
    """Something on a sent order that needs a person. Params hold codes and amounts only."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AfterSending:
    """`wish`: "cancel" or "update" to be made at OTO; `withdraw`: a cancel not made yet is off;
    `notes` only go into the history."""

    wish: str | None = None
    flags: tuple[Flag, ...] = ()
    notes: tuple[str, ...] = ()
    withdraw: bool = False


def after_sending(
    told: OtoOrder,
    fresh: OtoOrder | None,
    order: Order,
    before: Order,
    oto_status: str,
    methods: Mapping[str, str],
) -> AfterSending:
    """The table of rules.md section 6.

    `told` is what OTO was told last, `fresh` what it would be told now, `before` the version of the
    order that was known until now.
    """
    where = phase(oto_status)
    if ended(order):
        if ended(before):
            return AfterSending()
        return at_end(where, "not_delivery" if not order.is_delivery else "voided")
    wish: str | None = None
    flags = [
        *_paid_otherwise(told, order, before, methods),
        *_paid_no_more(told, fresh, order, before),
        *_other_driver(order, before),
        *_other_branch(told, fresh),
    ]
    notes: list[str] = []
    changed = differences(told, fresh) if fresh is not None else {}
    if changed:
        match where:
            case Phase.NO_SHIPMENT:
                wish = "update"
            case Phase.FINISHED:
                notes.append("changed")
            case _:
                flags.append(Flag("changed_after_sending", changed))
    if order.payments != before.payments:
        notes.append("payment")
    if where is Phase.FINISHED:
        notes += [flag.code for flag in flags]
        flags = []
    return AfterSending(wish, tuple(flags), tuple(notes), withdraw=ended(before))


def ended(order: Order) -> bool:
    """Voided, returned, declined, joined or turned into another type: nothing is to be delivered."""
    return (
        order.status in _ENDED
        or order.delivery_status == DeliveryStatus.CANCELLED
        or not order.is_delivery
    )


def at_end(where: Phase, code: str) -> AfterSending:
    """What ending an order in Foodics asks for, by how far the courier is."""
    match where:
        case Phase.NO_SHIPMENT | Phase.SHIPMENT:
            return AfterSending(wish="cancel", notes=(code,))
        case Phase.PICKED_UP:
            return AfterSending(flags=(Flag("ended_after_pickup", {"why": code}),))
        case Phase.FINISHED:
            return AfterSending(notes=(code,))


def differences(told: OtoOrder, fresh: OtoOrder) -> dict[str, str]:
    """What OTO was told otherwise: field names, and old and new for the total."""
    changes: dict[str, str] = {}
    if fresh.amount != told.amount:
        changes["amount"] = f"{told.amount} → {fresh.amount}"
    if fresh.items != told.items:
        changes["items"] = ""
    # An unusable phone or address is no news for OTO: the old one is the best there is.
    if fresh.customer.mobile not in ("", told.customer.mobile):
        changes["phone"] = ""
    if fresh.customer.address not in ("", told.customer.address):
        changes["address"] = ""
    return changes


def updated(told: OtoOrder, fresh: OtoOrder) -> OtoOrder:
    """What updateOrder says: the new total and contents, with what was agreed for collection.

    A payment after sending changes nothing about the collection (foodics-api.md section 8); a new
    total changes it by the difference, of a paid order only by what is really open. What OTO knows
    better stays: the door, and a phone or address that the new version does not have.
    """
    more = fresh.amount - told.amount
    due = max(Decimal(0), told.amount_due + more)
    if told.amount_due <= 0:
        due = min(max(Decimal(0), more), fresh.amount_due)
    return replace(
        told,
        amount=fresh.amount,
        amount_due=due,
        items=fresh.items,
        delivery_fee=fresh.delivery_fee,
        discount=fresh.discount,
        shipping_notes=fresh.shipping_notes,
        customer=_merged(told.customer, fresh.customer),
    )


def _merged(told: OtoCustomer, fresh: OtoCustomer) -> OtoCustomer:
    mobile = fresh.mobile or told.mobile
    if not fresh.address or not fresh.city:
        return replace(told, name=fresh.name, mobile=mobile)
    return replace(fresh, mobile=mobile, country=told.country)


def _paid_otherwise(
    told: OtoOrder, order: Order, before: Order, methods: Mapping[str, str]
) -> Iterator[Flag]:
    """Paid by card or wallet after we told the courier to collect."""
    if told.amount_due <= 0 or order.payments == before.payments:
        return
    for payment in order.payments:
        if payment in before.payments or payment.method_type == _CASH or payment.amount <= 0:
            continue
        if money.method_class(payment, methods) is money.MethodClass.PAID:
            yield Flag("already_paid", {"amount": str(payment.amount)})
            return


def _paid_no_more(
    told: OtoOrder, fresh: OtoOrder | None, order: Order, before: Order
) -> Iterator[Flag]:
    """Told as paid, and a payment was taken back: nobody would collect it."""
    if fresh is None or told.amount_due > 0 or order.payments == before.payments:
        return
    if fresh.amount_due > 0 and fresh.amount == told.amount:
        yield Flag("not_paid_any_more", {"amount": str(fresh.amount_due)})


def _other_branch(told: OtoOrder, fresh: OtoOrder | None) -> Iterator[Flag]:
    """Moved to another branch: the courier would collect at the old door."""
    if fresh is not None and fresh.ref2 != told.ref2:
        yield Flag("other_branch", {"branch": fresh.ref2})


def _other_driver(order: Order, before: Order) -> Iterator[Flag]:
    """An own driver, or a delivery by somebody else: told when it begins, not at each of its steps."""
    driver = order.driver_id is not None and order.driver_id != before.driver_id
    assigned = order.driver_assigned_at is not None and before.driver_assigned_at is None
    if driver or assigned:
        yield Flag("own_driver_after_sending")
    elif order.delivery_status in _BY_OTHERS and before.delivery_status not in _BY_OTHERS:
        yield Flag("dispatched_elsewhere_after_sending")
