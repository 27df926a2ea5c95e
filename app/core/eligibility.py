"""The verdict: may this order go to OTO? (rules.md section 1)

The one place that decides. Screen, command line and dispatcher show and use the same verdict.
Pure: everything it looks at is a parameter, `now` is Foodics' clock.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from app.core import contact, money, places
from app.core.dispatch import State
from app.core.order import (
    DeliveryStatus,
    FoodicsBranch,
    Order,
    OrderStatus,
    PickupLocation,
    Source,
)


#: Who acts on each code; "" = nobody has to.
ACTORS: Mapping[str, str] = MappingProxyType(
    {
        "branch_inactive": "manager",
        "not_delivery": "",
        "no_customer": "cashier",
        "no_address": "cashier",
        "not_ready": "kitchen",
        "not_released": "cashier",
        "before_start": "manager",
        "too_old": "manager",
        "late_upload": "manager",
        "dispatched_elsewhere": "",
        "own_driver": "",
        "aggregator": "manager",
        "payment_unclear": "manager",
        "city_unclear": "manager",
        "return_or_split": "manager",
        "voided": "",
        "declined": "",
        "joined": "",
        "returned": "",
        "scheduled": "",
        "no_phone": "cashier",
        "bad_phone": "cashier",
        "no_pickup": "manager",
        "no_currency": "manager",
        "not_for_oto": "",
        "tag": "",
        "ask_each": "manager",
        "hold_time": "",
        "held_by_person": "manager",
        "skipped_by_person": "",
    }
)
#: The five conditions of the original manual, in its order; customer and address count as one there.
CONDITIONS = (
    "branch_inactive",
    "not_delivery",
    "no_customer",
    "no_address",
    "not_ready",
    "not_released",
)
_CANCELS = frozenset({"voided", "declined", "joined", "returned"})
SKIPS = frozenset(
    {
        "before_start",
        "dispatched_elsewhere",
        "own_driver",
        "not_for_oto",
        "tag",
        "skipped_by_person",
    }
)
_WAITS = frozenset(CONDITIONS)
_HOLDS = frozenset(
    {
        "too_old",
        "late_upload",
        "aggregator",
        "payment_unclear",
        "city_unclear",
        "return_or_split",
        "ask_each",
        "held_by_person",
    }
)
#: What a person's yes can let through. The rest has to be mended.
RELEASABLE = (_HOLDS | SKIPS | {"scheduled", "hold_time"}) - {"held_by_person", "skipped_by_person"}
_DELIVERED_BY_OTHERS = (
    DeliveryStatus.ASSIGNED,
    DeliveryStatus.EN_ROUTE,
    DeliveryStatus.DELIVERED,
)


@dataclass(frozen=True, slots=True)
class BranchRule:
    """One branch as the manager set it. `pickup` is None while no pickup location is tied to it."""

    foodics: FoodicsBranch
    active: bool = False
    sends_from: datetime | None = None
    pickup: PickupLocation | None = None
    city: str | None = None
    hold_seconds: int | None = None
    only_tag: str = ""
    never_tag: str = ""
    ask_each: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for all branches: settings, currency and the manager's answers.

    `methods` maps payment method id → class, `senders` "marker:<who>" or "app:<id>" → "send"/"never",
    `cities` address id → city. `generation` is OTO's, "v2" or "v1".
    """

    currency: str | None = None
    country: str = "SA"
    utc_offset: timedelta = timedelta(hours=3)
    generation: str = "v2"
    too_old: timedelta = timedelta(minutes=60)
    scheduled_waits: bool = False
    lead: timedelta = timedelta(minutes=45)
    hold_seconds: int = 0
    required_tag: str = ""
    kitchen_done_is_ready: bool = False
    notes_language: str = "ar"
    methods: Mapping[str, str] = field(default_factory=dict)
    senders: Mapping[str, str] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    known_cities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What our ledger knows of an order beside Foodics' row.

    `allowed` are the codes a person has let through; `phone`, `address` and `city` were mended here.
    `point_shared`: three or more customers have this very point.
    """

    first_seen_ready: bool = False
    ready_at: datetime | None = None
    allowed: frozenset[str] = frozenset()
    held: bool = False
    skipped: bool = False
    phone: str | None = None
    address: str | None = None
    city: str | None = None
    point_shared: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an order does not go: a code, what fills its sentence, and who must act."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def actor(self) -> str:
        """manager, cashier, kitchen, or "" when nobody has to act."""
        return ACTORS[self.code]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state` is waiting, queued, held, skipped or cancelled. `reasons` are all that fail, in the
    order of rules.md. `again_at`: when it may change by time alone (None: never)."""

    state: State
    reasons: tuple[Reason, ...]
    again_at: datetime | None = None


def is_ready(order: Order, rules: Rules) -> bool:
    """Ready as rules.md section 1 has it, or by the opt-in of foodics-api.md section 8."""
    if order.is_ready:
        return True
    early = (None, DeliveryStatus.SENT_TO_KITCHEN)
    return (
        rules.kitchen_done_is_ready
        and order.kitchen_done_at is not None
        and order.delivery_status in early
    )


def ready_at(order: Order, rules: Rules, before: datetime | None) -> datetime | None:
    """When the order became Ready: the kitchen's stamp, else the first version seen Ready.

    `before` is what we held for the previous version (None if that was not Ready). A kitchen
    stamp that lies after the cloud's own stamp comes from a wrong clock and is not used.
    """
    if order.delivery_status in _DELIVERED_BY_OTHERS:
        return before
    if not is_ready(order, rules):
        return None
    done = order.kitchen_done_at
    if done is not None and done <= order.updated_at:
        return done
    return before or order.updated_at


def judge(order: Order, branch: BranchRule, rules: Rules, known: Known, now: datetime) -> Verdict:
    """The verdict for one order that is not at OTO yet."""
    reasons = tuple(
        reason
        for reason in _failing(order, branch, rules, known, now)
        if reason.code not in known.allowed
    )
    codes = {reason.code for reason in reasons}
    if codes & _CANCELS:
        state = State.CANCELLED
    elif codes & SKIPS:
        state = State.SKIPPED
    elif "held_by_person" in codes:
        state = State.HELD
    elif codes & _WAITS:
        state = State.WAITING
    elif codes & _HOLDS:
        state = State.HELD
    elif codes:
        state = State.WAITING
    else:
        state = State.QUEUED
    return Verdict(state, reasons, _again_at(order, branch, rules, known, now))


def _failing(
    order: Order, branch: BranchRule, rules: Rules, known: Known, now: datetime
) -> Iterator[Reason]:
    yield from _conditions(order, branch, rules, known)
    yield from _history(order, branch, rules, known, now)
    yield from _questions(order, branch, rules, known)
    yield from _ends(order)
    yield from _timing(order, branch, rules, known, now)
    yield from _unsendable(order, branch, rules, known)
    yield from _choices(order, branch, rules, known)


def _conditions(order: Order, branch: BranchRule, rules: Rules, known: Known) -> Iterator[Reason]:
    if not branch.active:
        yield Reason("branch_inactive", {"branch": branch.foodics.reference})
    if not order.is_delivery:
        yield Reason("not_delivery", {"type": str(order.type)})
    if order.customer is None:
        yield Reason("no_customer")
    if known.address is None and not has_address(order, branch, known):
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
        if now - ready > rules.too_old:
            yield Reason("too_old", {"minutes": str(int((now - ready).total_seconds() // 60))})
    opened = order.opened_at
    if known.first_seen_ready and opened and order.created_at - opened > rules.too_old:
        yield Reason("late_upload")
    if order.delivery_status in _DELIVERED_BY_OTHERS:
        yield Reason("dispatched_elsewhere", {"delivery_status": str(order.delivery_status)})
    if order.driver_id is not None or order.driver_assigned_at is not None:
        yield Reason("own_driver")


def _questions(order: Order, branch: BranchRule, rules: Rules, known: Known) -> Iterator[Reason]:
    """Guards that ask the manager once and remember the answer."""
    for sender in senders(order):
        answer = rules.senders.get(sender)
        if answer == "never":
            yield Reason("not_for_oto", {"sender": sender})
            break
        if answer != "send":
            yield Reason("aggregator", {"sender": sender})
            break
    due = money.what_is_due(order, rules.methods, currency=rules.currency or "SAR")
    if due.unclear:
        names = {payment.method_id: payment.method_name for payment in order.payments}
        method = due.unclear[0]
        yield Reason("payment_unclear", {"method": method, "name": names.get(method, "")})
    city = city_of(order, branch, rules, known)
    if isinstance(city, places.CityUnclear):
        yield Reason("city_unclear", {"named": city.named, "branch": branch_city(branch) or ""})
    if order.original_order_id is not None:
        yield Reason("return_or_split")


def _ends(order: Order) -> Iterator[Reason]:
    if order.status == OrderStatus.VOID or order.delivery_status == DeliveryStatus.CANCELLED:
        yield Reason("voided")
    if order.status == OrderStatus.DECLINED:
        yield Reason("declined")
    if order.status == OrderStatus.JOINED:
        yield Reason("joined")
    if order.status == OrderStatus.RETURNED:
        yield Reason("returned")


def _timing(
    order: Order, branch: BranchRule, rules: Rules, known: Known, now: datetime
) -> Iterator[Reason]:
    goes_at = _scheduled_for(order, rules)
    if goes_at is not None and goes_at > now:
        yield Reason("scheduled", {"at": goes_at.isoformat()})
    lets_go = _held_until(branch, rules, known)
    if lets_go is not None and lets_go > now:
        yield Reason("hold_time", {"until": lets_go.isoformat()})


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


def _choices(order: Order, branch: BranchRule, rules: Rules, known: Known) -> Iterator[Reason]:
    due = money.what_is_due(order, rules.methods, currency=rules.currency or "SAR")
    if due.not_for_oto:
        yield Reason("not_for_oto")
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


def senders(order: Order) -> list[str]:
    """Third parties that may already own the delivery, as keys of `Rules.senders`."""
    found = [f"marker:{who or key}" for key, who in order.markers]
    if order.source == Source.API:
        found.append(f"app:{order.app_id or 'unknown'}")
    return found


def branch_city(branch: BranchRule) -> str | None:
    """The branch's city in OTO's spelling: the manager's choice, else the pickup location's
    (rules.md section 4)."""
    if branch.city:
        return branch.city
    return branch.pickup.city or None if branch.pickup is not None else None


def branch_point(branch: BranchRule) -> tuple[float, float] | None:
    """Where the branch is: the pickup location's point, else Foodics' own."""
    for place in (branch.pickup, branch.foodics):
        if place is not None and place.latitude is not None and place.longitude is not None:
            return place.latitude, place.longitude
    return None


def usable_point(order: Order, branch: BranchRule, known: Known) -> tuple[float, float] | None:
    """The customer's point, if it can be trusted (rules.md section 4)."""
    address = order.address
    if address is None or known.point_shared:
        return None
    if address.latitude is None or address.longitude is None:
        return None
    if not places.usable_point(address.latitude, address.longitude, branch_point(branch)):
        return None
    return address.latitude, address.longitude


def has_address(order: Order, branch: BranchRule, known: Known) -> bool:
    """A delivery address is one with a text, or at least with a point that can be trusted."""
    if order.address is None:
        return False
    if contact.clean(order.address.description):
        return True
    return usable_point(order, branch, known) is not None


def city_of(
    order: Order, branch: BranchRule, rules: Rules, known: Known
) -> "places.CityFound | places.CityUnclear | None":
    """The delivery city (rules.md section 4); None while the branch has none or there is no address."""
    if known.city is not None:
        return places.CityFound(known.city)
    city = branch_city(branch)
    if city is None or order.address is None:
        return None
    address = order.address
    if usable_point(order, branch, known) is None:
        address = places.without_point(address)
    return places.city_for(
        address,
        branch_city=city,
        branch_point=branch_point(branch),
        cities=rules.known_cities,
        answers=rules.cities,
    )


def phone_of(
    order: Order, rules: Rules, known: Known
) -> "contact.Phone | contact.PhoneProblem | None":
    """The number the courier calls; None while there is no customer at all."""
    if known.phone is not None:
        return contact.Phone(known.phone)
    if order.customer is None:
        return None
    return contact.phone_digits(order.customer.dial_code, order.customer.phone, rules.country)


def _scheduled_for(order: Order, rules: Rules) -> datetime | None:
    if not rules.scheduled_waits or order.due_at is None:
        return None
    return order.due_at - rules.lead


def _held_until(branch: BranchRule, rules: Rules, known: Known) -> datetime | None:
    seconds = rules.hold_seconds if branch.hold_seconds is None else branch.hold_seconds
    if not seconds or known.ready_at is None:
        return None
    return known.ready_at + timedelta(seconds=seconds)


def _again_at(
    order: Order, branch: BranchRule, rules: Rules, known: Known, now: datetime
) -> datetime | None:
    moments = [_scheduled_for(order, rules), _held_until(branch, rules, known)]
    if known.ready_at is not None:
        moments.append(known.ready_at + rules.too_old + timedelta(seconds=1))
    ahead = [moment for moment in moments if moment is not None and moment > now]
    return min(ahead, default=None)
