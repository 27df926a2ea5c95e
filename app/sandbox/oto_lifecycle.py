"""What becomes of an order at OTO: shipments and statuses by the clock (oto-api 9, 13)."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from app.sandbox.oto_model import NOTE, Account, Entry, OtoOrder, Shipment
from app.sandbox.switches import OtoSwitches
from app.sandbox.world import World

Course = Literal[
    "happy", "second_attempt", "returned", "on_hold", "lost", "courier_cancels", "stuck", "odd"
]
TO_DOOR = ("shipmentCreated", "goingToPickup", "arrivedPickup", "pickedUp", "outForDelivery")
COURSES: dict[Course, tuple[str, ...]] = {
    "happy": (*TO_DOOR, "delivered"),
    "second_attempt": (*TO_DOOR, "undeliveredAttempt", "outForDelivery", "delivered"),
    "returned": (*TO_DOOR, "undeliveredAttempt", "returnProcessing", "returned"),
    "on_hold": (*TO_DOOR[:4], "shipmentOnHold", "outForDelivery", "delivered"),
    "lost": (*TO_DOOR[:4], "lostOrDamaged"),
    "courier_cancels": ("shipmentCreated", "shipmentCanceled"),
    "stuck": (),
    # Skipped steps, a note, a repeated entry and a status nobody has heard of.
    "odd": ("pickedUp", NOTE, "pickedUp", "riderChangedVehicle", "delivered"),
}
COURIERS = (("bullet", "Bullet Delivery"), ("smsa", "SMSA Express"), ("parcel", "Parcel"))


class Lifecycle:
    """Moves orders on. Used under the world's lock."""

    def __init__(self, world: World, switches: OtoSwitches) -> None:
        self._world = world
        self._switches = switches
        self.speed = 1.0
        """Above 1 the couriers are faster; delays are divided by it."""
        self.course: Course | None = None
        """Every shipment takes this course; None: mostly happy, by chance."""
        self._entries = 0

    def note(self, order: OtoOrder, status: str, description: str = "") -> None:
        """A history entry; informationUpdate leaves the status as it is."""
        self._entries += 1
        now = self._world.clock.now()
        entry = Entry(now, status, description, id=self._entries)
        if order.shipment is not None:
            entry.shipment_id = order.shipment.id
            entry.company = order.shipment.display if order.shipment.id else ""
        order.history.append(entry)
        order.modified_at = now
        if status != NOTE:
            order.status = status

    def begin_shipment(self, account: Account, order: OtoOrder, *, fails: bool = False) -> None:
        """The acknowledgement is out; the courier answers some seconds later."""
        order.run += 1
        run = order.run
        order.shipment = Shipment()
        delay = self._world.between(self._switches.courier_delay, self._world.chance) / self.speed
        self._world.timeline.after(delay, lambda: self._courier(account, order, run, fails))

    def _courier(self, account: Account, order: OtoOrder, run: int, fails: bool) -> None:
        if order.run != run or not order.live or not order.shipped:
            return
        price = Decimal(str(self._switches.shipment_price))
        if fails or order.pickup_unknown or account.credit < price:
            # A quiet failure: no shipment, status unchanged; only a webhook would tell.
            order.shipment = None
            return
        random = self._world.chance
        code, display = random.choice(COURIERS)
        number = f"{random.randrange(10**10, 10**11)}"
        shipment = Shipment(number, code, display, price=price)
        if random.random() < self._switches.tracking_number_share:
            # The courier's own number comes later than OTO's.
            self._later(order, run, lambda: setattr(shipment, "tracking", f"DC{number[:9]}"))
        order.shipment = shipment
        account.credit -= price
        self.note(order, "searchingDriver")
        self._walk(account, order, run, list(COURSES[self._chosen()]))

    def _chosen(self) -> Course:
        if self.course is not None:
            return self.course
        names: list[Course] = ["happy", "second_attempt", "returned", "on_hold", "odd"]
        return self._world.chance.choices(names, weights=[86, 5, 2, 3, 4])[0]

    def _later(self, order: OtoOrder, run: int, action: object) -> None:
        def act() -> None:
            if order.run == run and callable(action):
                action()

        delay = self._world.between(self._switches.step_delay, self._world.chance) / self.speed
        self._world.timeline.after(max(delay, 0.001), act)

    def _walk(self, account: Account, order: OtoOrder, run: int, steps: list[str]) -> None:
        if not steps:
            return

        def step() -> None:
            if not order.live or not order.shipped:
                return
            self.note(order, steps[0])
            if steps[0] == "shipmentCanceled":
                self.cancel_shipment(account, order, told=True)
                return
            self._walk(account, order, run, steps[1:])

        self._later(order, run, step)

    def cancel_shipment(self, account: Account, order: OtoOrder, *, told: bool = False) -> None:
        """The shipment ends, the wallet is credited back; the order can be shipped again."""
        if order.shipment is None:
            return
        order.shipment.canceled = True
        order.run += 1
        account.credit += order.shipment.price
        if not told:
            self.note(order, "shipmentCanceled")

    def set_status(self, order: OtoOrder, status: str) -> None:
        """By control: any status, also unknown ones; the clock no longer moves this order."""
        order.run += 1
        needs = status not in ("new", "assignedToWarehouse", "canceled", "deleted", NOTE)
        if needs and order.shipment is None:
            code, display = COURIERS[0]
            order.shipment = Shipment(
                f"{self._world.chance.randrange(10**10, 10**11)}", code, display
            )
        if status == "shipmentCanceled" and order.shipment is not None:
            order.shipment.canceled = True
        self.note(order, status)
