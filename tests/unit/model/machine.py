"""The model: what a shop may meet on one evening, in any order.

Rules are what cashiers, the manager, the two services and the PC do; what has to hold meanwhile
stands in `holds`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from app.core import request
from app.core.dispatch import State
from app.core.errors import AppError
from app.core.order import DeliveryStatus, OrderStatus, OrderType
from app.store import choices, pausing, setup
from tests.unit.core import samples
from tests.unit.model.behaviours import BEHAVIOURS, SLOW
from tests.unit.model.holds import MOST, PHONES, Holds
from tests.unit.store.box import SECOND, numbered

_TOTALS = (Decimal("86.25"), Decimal("40.00"), Decimal("99.50"))
#: Which of the orders that are there, and how much time passes after whatever happened: from the
#: middle of a call to half a minute.
_WHICH = st.integers(0, 7)
_THEN = st.sampled_from((0.0, 0.35, 1.0, 6.0, 31.0))
_VERBS = (
    "release", "hold", "skip", "unskip", "retry", "send-anyway", "another-way", "cancel-at-oto",
    "send-again",
)  # fmt: skip
#: What a person may ask for without OTO getting an order it should not have.
KEEPS_BACK = {"skip": "skipped", "another-way": "skipped", "hold": "held"}
_LETS_GO = {"unskip": "skipped", "release": "held"}


class Shopping(Holds):
    """One evening of one shop; orders are numbered from 1 to 8."""

    # What cashiers and kitchen do

    @initialize(
        ready=st.lists(st.booleans(), min_size=2, max_size=4),
        behaviours=st.lists(st.sampled_from(BEHAVIOURS[1:]), min_size=2, max_size=8),
    )
    def opens(self, ready: list[bool], behaviours: list[Any]) -> None:
        """The evening begins with a few orders, and with what OTO is going to do with them."""
        self.shop.books.next.extend(behaviours)
        for each in ready:
            self.ordered(each, second=False, phone=PHONES[0], then=0.0)

    @rule(ready=st.booleans(), second=st.booleans(), phone=st.sampled_from(PHONES[:3]), then=_THEN)
    def ordered(self, ready: bool, second: bool, phone: str, then: float) -> None:
        """A new order, in any stage, in either branch."""
        number = len(self.shop.till.orders) + 1
        if number > MOST:
            return
        now = self.shop.now().replace(microsecond=0)
        stage = DeliveryStatus.READY if ready else DeliveryStatus.SENT_TO_KITCHEN
        order = numbered(
            number,
            customer=samples.customer(id=f"c{number}", phone=phone),
            address=samples.address(id=f"a{number}", latitude=24.7 + number / 1000),
            branch_id=SECOND.id if second else samples.FOODICS_BRANCH.id,
            delivery_status=stage,
            opened_at=now - timedelta(minutes=1),
            created_at=now,
        )
        self.shop.till.show(order)
        self.shop.run(then)

    @rule(which=_WHICH, then=_THEN, stage=st.sampled_from(DeliveryStatus))
    def moved_on(self, which: int, then: float, stage: DeliveryStatus) -> None:
        """Ready, recalled, assigned, delivered, …"""
        self._edit(which, then, delivery_status=stage)

    @rule(which=_WHICH, then=_THEN)
    def became_ready(self, which: int, then: float) -> None:
        """As above, the usual way."""
        self._edit(which, then, delivery_status=DeliveryStatus.READY)

    @rule(which=_WHICH, then=_THEN, status=st.sampled_from(OrderStatus))
    def closed_or_voided(self, which: int, then: float, status: OrderStatus) -> None:
        """Paid and closed, voided, declined, alive again, …"""
        self._edit(which, then, status=status)

    @rule(which=_WHICH, then=_THEN, type_=st.sampled_from((OrderType.DELIVERY, OrderType.PICK_UP)))
    def retyped(self, which: int, then: float, type_: OrderType) -> None:
        """The customer comes himself, or not after all."""
        self._edit(which, then, type=type_)

    @rule(which=_WHICH, then=_THEN, total=st.sampled_from(_TOTALS))
    def total_changed(self, which: int, then: float, total: Decimal) -> None:
        """One dish more or less."""
        self._edit(which, then, total=total)

    @rule(which=_WHICH, then=_THEN, phone=st.sampled_from(PHONES))
    def phone_changed(self, which: int, then: float, phone: str) -> None:
        """The customer's card is mended, or spoilt."""
        self._edit(which, then, customer=samples.customer(phone=phone))

    @rule(
        which=_WHICH,
        then=_THEN,
        amount=st.sampled_from(("20.00", "86.25")),
        kind=st.sampled_from((1, 7)),
    )
    def paid(self, which: int, then: float, amount: str, kind: int) -> None:
        """Cash, or a method nobody has classed yet."""
        self._edit(which, then, payments=(samples.payment(amount, kind=kind, method=f"m{kind}"),))

    @rule(
        total=st.sampled_from(_TOTALS),
        status=st.sampled_from((OrderStatus.ACTIVE, OrderStatus.VOID)),
        behaviour=st.sampled_from(SLOW),
    )
    def changed_on_its_way(self, total: Decimal, status: OrderStatus, behaviour: Any) -> None:
        """A new order is changed or voided while OTO has not answered yet."""
        if len(self.shop.till.orders) == MOST:
            return
        self.shop.books.next.appendleft(behaviour)
        self.ordered(ready=True, second=False, phone=PHONES[0], then=6.0)
        self._edit(len(self.shop.till.orders) - 1, 31.0, total=total, status=status)

    def _edit(self, which: int, then: float, **changes: Any) -> None:
        number = self._number(which)
        old = self.shop.till.orders[number]
        if "customer" in changes:
            changes["customer"] = replace(changes["customer"], id=f"c{number}")
        self.shop.till.show(replace(old, **changes))
        self.shop.run(then)

    def _number(self, which: int) -> int:
        return 1 + which % len(self.shop.till.orders)

    # What the manager does

    @rule(which=_WHICH, then=_THEN, verb=st.sampled_from(_VERBS))
    def asked(self, which: int, then: float, verb: str) -> None:
        """A button; the ledger refuses it where it does not fit."""
        number = self._number(which)
        was = {row["reference"]: row["state"] for row in self.shop.rows()}
        if self._does(choices.BUTTONS[verb], number) is None:
            return
        self.again[number] += verb == "send-again"
        if verb in KEEPS_BACK and was[number] != State.SENT:
            self.kept_back.add((number, KEEPS_BACK[verb]))
        if verb in _LETS_GO:
            self.kept_back.discard((number, _LETS_GO[verb]))
        if verb == "send-again":
            self.kept_back -= {(number, "held"), (number, "skipped")}
        self.shop.run(then)

    @rule(which=_WHICH, then=_THEN)
    def mended(self, which: int, then: float) -> None:
        """The phone is corrected here."""
        self._does(choices.mend, self._number(which), {"phone": "0500000125"})
        self.shop.run(then)

    @rule(reference=st.sampled_from(("B01", "B02")), on=st.booleans(), then=_THEN)
    def switched(self, reference: str, on: bool, then: float) -> None:
        """A branch is switched on or off."""
        verb: Any = setup.activate if on else setup.deactivate
        if self._does(verb, [reference]) is not None:
            (self.active.add if on else self.active.discard)(reference)
        self.shop.run(then)

    @rule(branch=st.sampled_from((None, "B01")), then=_THEN)
    def pause(self, branch: str | None, then: float) -> None:
        """Sending stands still."""
        self._does(pausing.pause, branch, None)
        self.shop.run(then)

    @rule(then=_THEN)
    def resume(self, then: float) -> None:
        """Sending goes on."""
        self._does(pausing.resume)
        self.shop.run(then)

    def _does(self, function: Callable[..., Any], *args: Any) -> Any:
        try:
            self.shop.do(function, *args)
        except AppError:
            return None
        return True

    # What the services do

    @rule(behaviour=st.sampled_from(BEHAVIOURS), times=st.integers(1, 3))
    def next_createOrder(self, behaviour: Any, times: int) -> None:
        """OTO treats the next orders so."""
        self.shop.books.next.extend([behaviour] * times)

    @rule(oto=st.booleans(), reads=st.booleans(), foodics=st.booleans())
    def fails(self, oto: bool, reads: bool, foodics: bool) -> None:
        """Each can be reached or not; OTO may take orders, but answer no question."""
        self.shop.books.down, self.shop.books.reads_fail = oto, reads
        self.shop.till.down = foodics

    @rule(which=_WHICH, then=_THEN, stranger=st.booleans(), alive=st.booleans())
    def already_there(self, which: int, then: float, stranger: bool, alive: bool) -> None:
        """Another PC of the shop, or a stranger, has given OTO an order under our id."""
        number = self._number(which)
        order = self.shop.till.orders[number]
        order_id = request.oto_order_id("922240", number)
        if order_id in self.shop.books.held:
            return
        theirs = samples.told(order, order_id=order_id)
        if stranger:
            theirs = replace(theirs, ref1="theirs", amount=Decimal("12.00"))
        self.shop.books.put(theirs)
        self.shop.books.set_status(order_id, "new" if alive else "canceled")
        self.shop.run(then)

    @rule(which=_WHICH, then=_THEN, status=st.sampled_from(("canceled", "pickedUp", "delivered")))
    def oto_goes_on(self, which: int, then: float, status: str) -> None:
        """A driver takes it, or somebody cancels it in OTO's own app."""
        for order_id, (order, was) in list(self.shop.books.held.items()):
            # What is cancelled stays so: OTO may have said it.
            if order.ref1 == f"id-{self._number(which)}" and was != "canceled":
                self.shop.books.set_status(order_id, status)
        self.shop.run(then)

    # What the hour and the PC do

    @rule(seconds=st.sampled_from((0.1, 3.0, 12.0, 31.0, 70.0)))
    def time_passes(self, seconds: float) -> None:
        """From the middle of a call to a minute."""
        self.shop.run(seconds)

    @rule(minutes=st.sampled_from((2, 20, 75)))
    def sleeps(self, minutes: int) -> None:
        """The PC sleeps."""
        self.shop.asleep(60.0 * minutes)

    @rule(steps=st.integers(0, 25), seconds=st.sampled_from((0.4, 6.0, 40.0)))
    def dies(self, steps: int, seconds: float) -> None:
        """The process dies at one of its next steps, and is started again."""
        self.shop.fate.left = steps
        self.shop.run(seconds)

    @rule(off=st.sampled_from((1.0, 20.0, 4000.0)))
    def killed(self, off: float) -> None:
        """It is killed just now, and started again at once or after an hour."""
        self.shop.restart(off)
