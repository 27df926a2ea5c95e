"""What happens to one order in the scenario, as scripts of till actions.

A script is a generator: it acts, and yields the seconds until its next act. The names say what a
manager would see; each is as it happens on a real evening (foodics-api 6.4, 7).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from app.sandbox.names import phone
from app.sandbox.order import Order
from app.sandbox.stage import Play, Stage


def _cook(s: Stage, order: Order) -> Play:
    yield s.random.uniform(1, 3)
    s.till.kitchen(order.id)
    s.till.leave(order.id)
    yield s.cooking()
    s.till.ready(order.id)


def cash_on_delivery(s: Stage) -> Play:
    """Nothing paid: the courier collects all."""
    yield from _cook(s, s.take())


def prepaid(s: Stage) -> Play:
    """Paid by Mada at once, so closed; then Ready."""
    order = s.take()
    yield 2
    s.till.kitchen(order.id)
    s.till.pay(order.id, "Mada")
    yield s.cooking()
    s.till.ready(order.id)


def part_paid(s: Stage) -> Play:
    """A deposit by card, the rest on delivery."""
    order = s.take()
    s.till.pay(order.id, "Visa", Decimal(10))
    yield from _cook(s, order)


def ready_then_closed(s: Stage) -> Play:
    """The cashier books the cash when the order has long been Ready."""
    order = s.take()
    yield from _cook(s, order)
    yield s.random.uniform(25, 60)
    s.till.pay(order.id, "Cash")


def waits_in_kitchen(s: Stage) -> Play:
    """The kitchen takes minutes."""
    order = s.take()
    s.till.kitchen(order.id)
    s.till.leave(order.id)
    yield s.random.uniform(120, 300)
    s.till.ready(order.id)


def no_customer_first(s: Stage) -> Play:
    """Ready without a customer, who is added later."""
    order = s.take(branch=s.busy(), customer=None, address=None)
    yield from _cook(s, order)
    yield s.random.uniform(12, 25)
    with s.till.change(order.id) as late:
        late.customer, late.address = s.people.customer(), s.people.address(s.catalog.zones)


def no_address_first(s: Stage) -> Play:
    """Ready without an address, which is added later."""
    order = s.take(branch=s.busy(), address=None)
    yield from _cook(s, order)
    yield s.random.uniform(12, 25)
    with s.till.change(order.id) as late:
        late.address = s.people.address(s.catalog.zones)


def bad_phone(s: Stage) -> Play:
    """A phone that nobody can dial, mended after some 20 s."""
    customer = s.people.customer() | {"phone": s.random.choice(("05123", "5", "٠٥٠", "000"))}
    order = s.take(branch=s.busy(), customer=customer)
    yield from _cook(s, order)
    yield 20
    with s.till.change(order.id) as late:
        late.customer = {**customer, "phone": phone(s.random)}


def refused_by_oto(s: Stage) -> Play:
    """A good-looking number that OTO refuses; mended in Foodics."""
    national = phone(s.random)
    customer = s.people.customer() | {"phone": national}
    s.oto.account.refused_phones[national] = "OTO1030"
    order = s.take(branch=s.busy(), customer=customer, expect="never")
    yield from _cook(s, order)
    yield 25
    with s.till.change(order.id) as late:
        late.customer, late.expect = {**customer, "phone": phone(s.random)}, None


def city_refused_by_oto(s: Stage) -> Play:
    """OTO does not like the city; the address is mended in Foodics."""
    national = phone(s.random)
    customer = s.people.customer() | {"phone": national}
    s.oto.account.refused_phones[national] = "OTO1022"
    order = s.take(branch=s.busy(), customer=customer, expect="never")
    yield from _cook(s, order)
    yield 25
    with s.till.change(order.id) as late:
        late.address, late.expect = s.people.address(s.catalog.zones), None
    # At one moment in both places: the books must not say "never" while OTO says yes.
    s.till.upload(order.id)
    s.oto.account.refused_phones.pop(national, None)


def lost_reply(s: Stage) -> Play:
    """OTO stores the order, but its reply never arrives."""
    order = s.take(branch=s.busy())
    yield from _cook(s, order)
    v1 = s.oto.switches.generation == "v1"
    s.world.faults.add("oto", "v1.createOrder" if v1 else "createOrder", "drop_after")


def pickup(s: Stage) -> Play:
    """The customer collects: none of OTO's business."""
    order = s.take(type=2, address=None, delivery_fee=Decimal(0))
    yield 3
    s.till.pay(order.id, "Cash")
    yield s.cooking()
    s.till.ready(order.id)


def dine_in(s: Stage) -> Play:
    """A table: no customer, paid at the end."""
    order = s.take(type=1, customer=None, address=None, delivery_fee=Decimal(0))
    s.till.kitchen(order.id)
    yield s.cooking()
    s.till.pay(order.id, "Mada")


def cod_as_method(s: Stage) -> Play:
    """Closed with a payment method called "Cash on delivery": is it paid or not?"""
    order = s.take(branch=s.busy())
    yield 2
    s.till.kitchen(order.id)
    s.till.pay(order.id, "Cash on delivery")
    yield s.cooking()
    s.till.ready(order.id)


def aggregator(s: Stage) -> Play:
    """An aggregator's order, which has a courier of its own."""
    number = s.random.randrange(100, 1000)
    meta = {"external_number": f"Jahez: {number}"}
    order = s.take(branch=s.busy(), meta=meta, source=2, app_id=s.people.app_id)
    yield from _cook(s, order)


def own_driver(s: Stage) -> Play:
    """The branch's own driver takes it."""
    order = s.take(branch=s.busy(), driver=s.catalog.driver)
    yield from _cook(s, order)


def void_before_ready(s: Stage) -> Play:
    """The customer calls it off while it is cooked."""
    order = s.take()
    s.till.kitchen(order.id)
    s.till.leave(order.id)
    yield s.cooking()
    s.till.void(order.id)


def void_after_sending(s: Stage) -> Play:
    """Called off when it has been with OTO for a while."""
    order = s.take(branch=s.busy())
    yield from _cook(s, order)
    yield s.random.uniform(30, 50)
    s.till.void(order.id)


def recalled(s: Stage) -> Play:
    """The kitchen recalls a bump, and bumps again."""
    order = s.take(branch=s.busy())
    yield from _cook(s, order)
    yield s.random.uniform(3, 12)
    s.till.recall(order.id)
    yield s.random.uniform(8, 15)
    s.till.ready(order.id)


Script = Callable[[Stage], Play]
OPENING: tuple[Script, ...] = (cash_on_delivery, prepaid, part_paid, cash_on_delivery)
DECK: dict[Script, int] = {
    cash_on_delivery: 10, prepaid: 8, part_paid: 2, ready_then_closed: 3, waits_in_kitchen: 2,
    no_customer_first: 1, no_address_first: 1, bad_phone: 1, refused_by_oto: 1,
    city_refused_by_oto: 1, lost_reply: 1, pickup: 2, dine_in: 2, cod_as_method: 1, aggregator: 1,
    own_driver: 1, void_before_ready: 1, void_after_sending: 1, recalled: 1,
}  # fmt: skip
