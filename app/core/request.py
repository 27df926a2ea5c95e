"""From an order to what OTO is told (oto-api.md section 5.1; rules.md sections 3 and 4)."""

import hashlib
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from app.core import contact, money, places
from app.core.dispatch import OtoCustomer, OtoItem, OtoOrder
from app.core.order import Order
from app.core.particulars import address_of, branch_city, city_of, phone_of
from app.core.verdict import BranchRule, Known, Rules

#: How long OTO's delivery slot is when Foodics names a due time.
SLOT = timedelta(hours=1)
#: Wide enough for any total by any quantity: an absurd line must not stop the others (money does
#: the same).
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def oto_order_id(business_reference: str, order_reference: int, seq: int = 1) -> str:
    """Our id at OTO: no clock and no random part, so that every PC arrives at the same one
    (design.md section 3). `seq` above 1 is a person's *send again*."""
    base = f"F{business_reference}-{order_reference}"
    return base if seq == 1 else f"{base}-{seq}"


def build(
    order: Order,
    branch: BranchRule,
    rules: Rules,
    known: Known,
    *,
    order_id: str,
) -> OtoOrder:
    """What createOrder is told. The order must have a verdict of `queued`."""
    assert rules.currency is not None
    due = money.what_is_due(
        order,
        rules.methods,
        currency=rules.currency,
        accept_guess=any(key.startswith("payment_unclear") for key in known.allowed),
    )
    local = (order.opened_at or order.created_at) + rules.utc_offset
    slot = (order.due_at + rules.utc_offset).replace(tzinfo=None) if order.due_at else None
    return OtoOrder(
        order_id=order_id,
        ref1=order.id,
        ref2=branch.foodics.reference,
        ref3=str(order.check_number),
        amount=due.amount,
        amount_due=due.amount_due,
        currency=rules.currency,
        customer=_customer(order, branch, rules, known),
        items=_items(order, due.amount),
        pickup_code=branch.pickup.code if branch.pickup and rules.generation == "v2" else None,
        order_date=_naive(local),
        slot_from=slot,
        slot_to=slot + SLOT if slot else None,
        shipping_notes=_notes(order, branch, rules),
        delivery_fee=order.delivery_fee,
        discount=order.discount,
    )


def fingerprint(request: OtoOrder) -> str:
    """Changes when anything OTO would be told changes: a refused order whose fingerprint is new
    goes again by itself (rules.md section 5)."""
    return hashlib.sha256(repr(request).encode()).hexdigest()[:32]


def _customer(order: Order, branch: BranchRule, rules: Rules, known: Known) -> OtoCustomer:
    customer = order.customer
    address = address_of(order, branch, known)
    phone = phone_of(order, rules, known)
    city = city_of(order, branch, rules, known)
    text = places.address_text(address) if address else ""
    country = branch.pickup.country if branch.pickup else None
    return OtoCustomer(
        name=contact.customer_name(
            customer.name if customer else "", order.number, rules.notes_language
        ),
        mobile=phone.digits if isinstance(phone, contact.Phone) else "",
        address=text,
        city=city.city if isinstance(city, places.CityFound) else (branch_city(branch) or ""),
        country=country.upper() if country and len(country) == 2 else rules.country,
        email=(customer.email or None) if customer else None,
        district=(contact.one_line(address.zone or "") or None) if address else None,
        latitude=address.latitude if address else None,
        longitude=address.longitude if address else None,
        short_address=places.short_address(text),
    )


def _items(order: Order, amount: Decimal) -> tuple[OtoItem, ...]:
    items = tuple(
        OtoItem(
            name=contact.one_line(item.name) or f"#{order.number}",
            sku=item.sku or "-",
            price=_unit_price(item.total, item.quantity),
            quantity=item.quantity,
            row_total=item.total,
        )
        for item in order.items
        if item.quantity > 0
    )
    if items:
        return items
    # OTO wants at least one item; an order of charges alone still has to be carried.
    return (OtoItem(f"#{order.number}", "-", amount, Decimal(1), amount),)


def _unit_price(total: Decimal, quantity: Decimal) -> Decimal:
    price = _EXACT.divide(total, quantity)
    exact = price.quantize(Decimal("0.01"), context=_EXACT)
    if _EXACT.multiply(exact, quantity) == total:
        return exact
    return price.quantize(Decimal("0.0001"), context=_EXACT)


def _notes(order: Order, branch: BranchRule, rules: Rules) -> str:
    parts = [f"#{order.number} · {order.check_number}"]
    if rules.generation == "v1":
        # v1 knows no pickup location: the branch has to be readable for a person (rules.md 4).
        parts.insert(0, f"{branch.foodics.reference} {branch.foodics.name}")
    if order.customer_notes:
        parts.append(contact.one_line(order.customer_notes))
    return " | ".join(part for part in parts if part)


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
