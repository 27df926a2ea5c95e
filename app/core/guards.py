"""The conditions and guards of rules.md section 1: each yields its reason when it fails.

`failing` goes through them in the order of the rules; every code comes at most once.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from app.core import contact, money, places
from app.core.order import DeliveryStatus, Order, OrderStatus
from app.core.particulars import (
    DELIVERED_BY_OTHERS,
    address_of,
    branch_city,
    city_of,
    has_address,
    is_ready,
    phone_of,
    senders,
)
from app.core.verdict import BranchRule, Known, Reason, Rules


def failing(
    order: Order, branch: BranchRule, rules: Rules, known: Known, now: datetime
) -> Iterator[Reason]:
    """All that speaks against sending, in the order of `verdict.ACTORS`."""
    due = money.what_is_due(order, rules.methods, currency=rules.currency or "SAR")
    yield from _conditions(order, branch, rules, known)
    yield from _history(order, branch, rules, known, now)
    yield from _questions(order, branch, rules, known, due)
    yield from _ends(order)
    goes_at = scheduled_for(order, rules)
    if goes_at is not None and goes_at > now:
        yield Reason("scheduled", {"at": goes_at.isoformat()})
    yield from _unsendable(order, branch, rules, known)
    yield from _choices(order, branch, rules, known, due, now)


def scheduled_for(order: Order, rules: Rules) -> datetime | None:
    """When an ahead order goes, if such orders wait; None when it may go at Ready."""
    if not rules.scheduled_waits or order.due_at is None:
        return None
    return order.due_at - rules.lead


def held_until(branch: BranchRule, rules: Rules, known: Known) -> datetime | None:
    """Until when `hold_seconds` keep a Ready order back; the branch's own number comes first."""
    seconds = rules.hold_seconds if branch.hold_seconds is None else branch.hold_seconds
    if not seconds or known.ready_at is None:
        return None
    return known.ready_at + timedelta(seconds=seconds)


def old_from(order: Order, rules: Rules, known: Known) -> datetime | None:
    """After which moment a Ready order is too old. One that waits for its hour by our own setting
    does not age meanwhile, or it would never "go by itself then" (rules.md section 1)."""
    if known.ready_at is None:
        return None
    goes_at = scheduled_for(order, rules)
    return max(known.ready_at, goes_at or known.ready_at) + rules.too_old


def _conditions(order: Order, branch: BranchRule, rules: Rules, known: Known) -> Iterator[Reason]:
    if not branch.active:
        yield Reason("branch_inactive", {"branch": branch.foodics.reference})
    if not order.is_delivery:
        yield Reason("not_delivery", {"type": str(order.type)})
    if order.customer is None:
        yield Reason("no_customer")
    if not has_address(address_of(order, branch, known)):
        yield Reason("no_address")
    if not is_ready(order, rules):
        yield Reason("not_ready", {"delivery_status": str(order.delivery_status or "")})
    if order.status not in (OrderStatus.ACTIVE, OrderStatus.CLOSED):
        yield Reason("not_released", {"status": str(order.status)})


def _history(
    order: Order, branch: BranchRule, rules: Rules, known: Known, now: datetime
) -> Iterator[Reason]:
    """Guards about when and through whose hands the order came."""
    ready = known.ready_at if is_ready(order, rules) else None
    if ready is not None:
        if branch.active and branch.sends_from is not None and ready < branch.sends_from:
            yield Reason("before_start")
        late = old_from(order, rules, known)
        if late is not None and now > late:
            yield Reason("too_old", {"minutes": str((now - ready) // timedelta(minutes=1))})
    opened = order.opened_at
    if known.first_seen_ready and opened and order.created_at - opened > rules.too_old:
        yield Reason("late_upload")
    if order.delivery_status in DELIVERED_BY_OTHERS:
        yield Reason("dispatched_elsewhere", {"delivery_status": str(order.delivery_status)})
    if order.driver_id is not None or order.driver_assigned_at is not None:
        yield Reason("own_driver")


def _questions(
    order: Order, branch: BranchRule, rules: Rules, known: Known, due: money.Due
) -> Iterator[Reason]:
    """Guards that ask the manager once and remember the answer."""
    unknown = [
        sender for sender in senders(order) if rules.senders.get(sender) not in ("send", "never")
    ]
    if unknown:
        yield Reason("aggregator", {"sender": unknown[0], **_more(unknown)})
    if due.unclear:
        names = {payment.method_id: payment.method_name for payment in order.payments}
        method = due.unclear[0]
        asked = {"method": method, "name": names[method], **_more(due.unclear)}
        yield Reason("payment_unclear", asked)
    city = city_of(order, branch, rules, known)
    if isinstance(city, places.CityUnclear):
        yield Reason("city_unclear", {"named": city.named, "branch": branch_city(branch) or ""})
    if order.original_order_id is not None:
        yield Reason("return_or_split")


def _more(subjects: Sequence[str]) -> dict[str, str]:
    """All that is asked about, where it is more than one: a yes holds for exactly these."""
    return {"all": ",".join(subjects)} if len(subjects) > 1 else {}


def _ends(order: Order) -> Iterator[Reason]:
    if order.status == OrderStatus.VOID or order.delivery_status == DeliveryStatus.CANCELLED:
        yield Reason("voided")
    if order.status == OrderStatus.DECLINED:
        yield Reason("declined")
    if order.status == OrderStatus.JOINED:
        yield Reason("joined")
    if order.status == OrderStatus.RETURNED:
        yield Reason("returned")


def _unsendable(order: Order, branch: BranchRule, rules: Rules, known: Known) -> Iterator[Reason]:
    """What OTO would refuse, so it is not tried. Judged for active branches only where it is about
    the branch: an inactive one has not been asked for its door yet."""
    phone = phone_of(order, rules, known)
    if isinstance(phone, contact.PhoneProblem):
        yield Reason(phone.code, {"why": phone.why})
    if branch.active:
        if branch_city(branch) is None or (rules.generation == "v2" and branch.pickup is None):
            yield Reason("no_pickup", {"branch": branch.foodics.reference})
        if rules.currency is None:
            yield Reason("no_currency")


def _choices(
    order: Order,
    branch: BranchRule,
    rules: Rules,
    known: Known,
    due: money.Due,
    now: datetime,
) -> Iterator[Reason]:
    """What the manager, or a person for this one order, chose."""
    never = [sender for sender in senders(order) if rules.senders.get(sender) == "never"]
    if never:
        yield Reason("not_for_oto", {"sender": never[0]})
    elif due.not_for_oto:
        yield Reason("not_for_oto")
    lets_go = held_until(branch, rules, known)
    if lets_go is not None and lets_go > now:
        yield Reason("hold_time", {"until": lets_go.isoformat()})
    tags = {tag.casefold() for tag in order.tags}
    wanted = branch.only_tag or rules.required_tag
    if wanted and wanted.casefold() not in tags:
        yield Reason("tag", {"wanted": wanted})
    elif branch.never_tag and branch.never_tag.casefold() in tags:
        yield Reason("tag", {"unwanted": branch.never_tag})
    if branch.ask_each:
        yield Reason("ask_each")
    if known.held:
        yield Reason("held_by_person")
    if known.skipped:
        yield Reason("skipped_by_person")
