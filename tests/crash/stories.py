"""What happens to orders while the program is killed: short evenings that pass every named point.

A story lays out its orders while nothing runs, then plays cashier, kitchen, manager and time at
each look (`play`), and may be asked at any moment, after any number of deaths, whether all came to
where it should (`done`).
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from app.core.dispatch import State
from app.sandbox.order import CloudOrder
from app.store.records import Record
from tests.crash.world import World

READY, IN_KITCHEN = 2, 1
#: Phones that OTO refuses; the first one is mended here.
MENDED, RETRIED = "500000991", "500000992"
NEW_TOTAL = 211.5
#: Calls of createOrder at once; what is `sending` beyond them is claimed ahead.
AT_ONCE = 4


class Story:
    """One telling of it. `kept` are orders that go to OTO, `others` those that never do."""

    name: ClassVar[str]

    def __init__(self, world: World) -> None:
        self.world = world
        self.kept: list[CloudOrder] = []
        self.others: list[CloudOrder] = []
        world.sandbox.faults.clear()
        world.sandbox.oto.account.refused_phones.clear()
        world.sandbox.clock.advance(60)
        self.lay_out()

    def lay_out(self) -> None:
        """Before the program is started."""

    def play(self) -> None:
        """At each look while it runs; whatever is done twice must do no harm."""

    def done(self) -> bool:
        """Whether everything came to its end."""
        found = self.found()
        return all(self._state(found, order) is State.SENT for order in self.kept) and all(
            self._state(found, order) not in (State.SENDING, State.UNKNOWN, State.QUEUED)
            for order in self.others
        )

    def found(self) -> Mapping[int, Record]:
        """What the ledger holds of the story's orders."""
        return self.world.ledger(*(order.reference for order in self.kept + self.others))

    def state(self, order: CloudOrder) -> State | None:
        """Where it stands now."""
        return self._state(self.world.ledger(order.reference), order)

    @staticmethod
    def _state(found: Mapping[int, Record], order: CloudOrder) -> State | None:
        record = found.get(order.reference)
        return record.state if record is not None else None


class Sending(Story):
    """Orders that go and orders that must not; OTO's access token ends under way."""

    name = "sending"

    def lay_out(self) -> None:
        world = self.world
        if world.generation == "v2":
            expired = {"message": "Jwt is expired", "code": 401}
            world.sandbox.faults.add("oto", "createOrder", "status", 1, status=401, body=expired)
        self.kept = [world.add(), world.add(branch="B01")]
        self.others = [world.add(delivery_status=IN_KITCHEN), world.add(status=7)]


class LostReply(Story):
    """createOrder was carried out, its reply never came."""

    name = "lost reply"
    kind = "drop_after"

    def lay_out(self) -> None:
        order = self.world.add()
        create = "v1.createOrder" if self.world.generation == "v1" else "createOrder"
        oto_id = self.world.oto_id(order)
        self.world.sandbox.faults.add("oto", create, self.kind, 1, order_id=oto_id)  # type: ignore[arg-type]
        self.kept = [order]

    def play(self) -> None:
        if self.state(self.kept[0]) is State.UNKNOWN:
            self.world.sandbox.clock.advance(4)


class LostCall(LostReply):
    """The connection broke before createOrder was carried out."""

    name = "lost call"
    kind = "drop_before"


class Persons(Story):
    """What people decide: mend, hold and release, skip and undo, retry, pause and resume."""

    name = "persons"

    def lay_out(self) -> None:
        world = self.world
        refused = world.sandbox.oto.account.refused_phones
        refused |= {MENDED: "OTO1030", RETRIED: "OTO1030"}
        self.mended = world.add(customer={"phone": MENDED})
        self.retried = world.add(customer={"phone": RETRIED})
        self.released = world.add(delivery_status=IN_KITCHEN)
        self.unskipped = world.add(delivery_status=IN_KITCHEN)
        self.paused: CloudOrder | None = None
        self.kept = [self.mended, self.retried, self.released, self.unskipped]

    def play(self) -> None:
        do, states = self.world.do, self.found()
        if self._state(states, self.mended) is State.REFUSED:
            do("mend", reference=self.mended.reference, phone="966500000123")
        if self._state(states, self.retried) is State.REFUSED:
            self.world.sandbox.oto.account.refused_phones.pop(RETRIED, None)
            do("order", action="retry", reference=self.retried.reference)
        self._hold(states.get(self.released.reference))
        self._skip(states.get(self.unskipped.reference))
        self._pause()

    def _hold(self, record: Record | None) -> None:
        if record is None:
            return
        order = self.released
        if record.state is State.WAITING and not record.row.held:
            self.world.do("order", action="hold", reference=order.reference)
        elif record.row.held and self._seen_ready(order, record):
            self.world.do("order", action="release", reference=order.reference)

    def _skip(self, record: Record | None) -> None:
        if record is None:
            return
        order = self.unskipped
        if record.state is State.WAITING and order.order.delivery_status != READY:
            self.world.do("order", action="skip", reference=order.reference)
        elif record.state is State.SKIPPED and self._seen_ready(order, record):
            self.world.do("order", action="unskip", reference=order.reference)

    def _seen_ready(self, order: CloudOrder, record: Record) -> bool:
        """The kitchen is done, and the program has seen it."""
        if order.order.delivery_status != READY:
            self.world.change(order, delivery_status=READY)
        return record.order.delivery_status == READY

    def _pause(self) -> None:
        if self.paused is None:
            if self.world.do("pause"):
                self.paused = self.world.add()
                self.kept.append(self.paused)
        elif self.state(self.paused) is State.QUEUED:
            self.world.do("resume")

    def done(self) -> bool:
        return self.paused is not None and super().done()


class Afterwards(Story):
    """Voided, returned to the kitchen's list with another price, missed: after OTO accepted."""

    name = "afterwards"

    def lay_out(self) -> None:
        self.voided, self.shipped, self.edited = (self.world.add() for _ in range(3))
        self.kept = [self.voided, self.shipped, self.edited]
        self._changed: set[int] = set()

    def play(self) -> None:
        self._after(self.voided, lambda: self.world.change(self.voided, status=7))
        self._after(self.shipped, self._ship_and_void)
        self._after(self.edited, lambda: self.world.change(self.edited, total=NEW_TOTAL))
        if any(record.row.wish for record in self.found().values()):
            self.world.sandbox.clock.advance(4)

    def _after(self, order: CloudOrder, change: Callable[[], None]) -> None:
        if order.reference not in self._changed and self.state(order) is State.SENT:
            self._changed.add(order.reference)
            change()

    def _ship_and_void(self) -> None:
        at_oto = self.world.at_oto(self.shipped)
        assert at_oto is not None
        if self.world.generation == "v2":
            oto = self.world.sandbox.oto
            with self.world.sandbox.world.lock:
                oto.orders.create_shipment(oto.account, {"orderId": at_oto.order_id})
            self.world.sandbox.clock.advance(2)
        self.world.change(self.shipped, status=7)

    def done(self) -> bool:
        if not super().done() or len(self._changed) < len(self.kept):
            return False
        if any(record.row.wish for record in self.found().values()):
            return False
        voided, shipped, edited = (self.world.at_oto(order) for order in self.kept)
        assert voided is not None
        assert shipped is not None
        assert edited is not None
        updated = self.world.generation == "v1" or float(edited.field("amount")) == NEW_TOTAL
        return not voided.live and not shipped.live and edited.live and updated


class Switches(Story):
    """A branch is switched off and on; then its order goes."""

    name = "switches"

    def lay_out(self) -> None:
        self._off = self._on = False

    def play(self) -> None:
        door = {"city": "Riyadh"} if self.world.generation == "v1" else {}
        if not self._off:
            self._off = self.world.do("deactivate", references=["B02"])
        elif not self._on:
            self._on = self.world.do("activate", references=["B02"], **door)
        elif not self.kept:
            self.kept = [self.world.add(branch="B02")]

    def done(self) -> bool:
        return bool(self.kept) and super().done()


class Desk(Story):
    """What is set and answered while an order waits: nothing of it may lose the order."""

    name = "desk"

    def lay_out(self) -> None:
        self.order = self.world.add(delivery_status=IN_KITCHEN)
        here = {"references": [self.order.reference]}
        door = {"city": "Riyadh"} if self.world.generation == "v1" else {"code": "B01"}
        self._left: list[tuple[str, Mapping[str, Any]]] = [
            ("set", {"key": "lead_minutes", "value": "45"}),
            ("answer", {"topic": "payment", "subject": "a method", "value": "paid"}),
            ("pickup", {"reference": "B01", **door}),
            ("branch-rule", {"reference": "B01", "hold_seconds": 0}),
            ("orders", {"action": "hold", **here}),
            ("orders", {"action": "release", **here}),
            ("start", {}),
        ]

    def play(self) -> None:
        if self.state(self.order) is None:
            return
        while self._left and self.world.do(self._left[0][0], **self._left[0][1]):
            self._left.pop(0)
        if not self._left and not self.kept:
            self.world.change(self.order, delivery_status=READY)
            self.kept = [self.order]

    def done(self) -> bool:
        return bool(self.kept) and super().done()


class Ending(Story):
    """The program is told to end while calls are on their way and more are claimed ahead."""

    name = "ending"

    def lay_out(self) -> None:
        create = "v1.createOrder" if self.world.generation == "v1" else "createOrder"
        self.world.sandbox.faults.add("oto", create, "latency", 20, seconds=0.6)
        self.kept = [self.world.add() for _ in range(20)]
        self._told = False

    def play(self) -> None:
        states = [record.state for record in self.found().values()]
        backlog = states.count(State.SENDING) > AT_ONCE and states.count(State.QUEUED) > AT_ONCE
        if not self._told and backlog:
            self._told = True
            self.world.tell_to_end()


ALL: tuple[type[Story], ...] = (
    Sending,
    LostReply,
    LostCall,
    Persons,
    Afterwards,
    Switches,
    Desk,
    Ending,
)
