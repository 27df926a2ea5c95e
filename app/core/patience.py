"""What will not go on without a person, and from when (rules.md section 1, "Patience")."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.dispatch import State
from app.core.order import DeliveryStatus, Order, OrderStatus

_AT_ONCE = ("no_customer", "no_address", "no_phone", "bad_phone")
_SET_UP = ("no_pickup", "no_currency")
_NOT_ACCEPTED = (OrderStatus.PENDING, OrderStatus.DRAFT)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each thing may take before it needs a person."""

    not_accepted: timedelta = timedelta(minutes=5)
    closed_not_ready: timedelta = timedelta(minutes=10)
    kitchen: timedelta = timedelta(minutes=40)
    unknown: timedelta = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Need:
    """Why a person is needed and since when."""

    code: str
    since: datetime


def needs_you(
    state: State,
    codes: Collection[str],
    flags: Collection[str],
    order: Order,
    state_at: datetime,
    now: datetime,
    patience: Patience,
) -> Need | None:
    """None while things go on by themselves. `codes` are the failing reasons, in order."""
    need = need_to_come(state, codes, flags, order, state_at, patience)
    return need if need is not None and need.since <= now else None


def need_to_come(
    state: State,
    codes: Collection[str],
    flags: Collection[str],
    order: Order,
    state_at: datetime,
    patience: Patience,
) -> Need | None:
    """What a person will be needed for, and from when, should nothing change until then: a moment
    that lies ahead is one that time alone brings. None where time alone brings nothing."""
    match state:
        case State.REFUSED | State.HELD:
            return Need(next(iter(codes), str(state)), state_at)
        case State.UNKNOWN:
            return Need("unknown", state_at + patience.unknown)
        case State.SENT:
            return Need(next(iter(flags)), state_at) if flags else None
        case State.WAITING:
            return _waiting(codes, order, state_at, patience)
        case _:
            return None


def _waiting(  # noqa: PLR0911 - a table, read from above
    codes: Collection[str], order: Order, state_at: datetime, patience: Patience
) -> Need | None:
    if "branch_inactive" in codes or "not_delivery" in codes:
        return None
    if "not_ready" not in codes:
        for code in (*_AT_ONCE, *_SET_UP):
            if code in codes:
                return Need(code, state_at)
    if order.status in _NOT_ACCEPTED:
        opened = order.opened_at or order.created_at
        return Need("not_released", opened + patience.not_accepted)
    if "not_ready" not in codes:
        return None
    if order.status == OrderStatus.CLOSED:
        closed = order.closed_at or order.updated_at
        return Need("closed_not_ready", closed + patience.closed_not_ready)
    if order.delivery_status == DeliveryStatus.SENT_TO_KITCHEN:
        since = order.kitchen_received_at or order.opened_at or order.created_at
        return Need("kitchen_late", since + patience.kitchen)
    return None
