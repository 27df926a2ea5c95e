"""Stories of calls: orders that go, replies that are lost, changes after OTO accepted."""

from collections.abc import Callable

from app.core.dispatch import State
from app.sandbox.order import CloudOrder
from tests.crash.story import IN_KITCHEN, Story

NEW_TOTAL = 211.5
#: Orders of a story in which the program is told to end: more than it calls and claims ahead.
BACKLOG = 16


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


class ToldInClaim(Story):
    """The program is told to end with orders claimed and none of them called yet."""

    name = "told in claim"
    #: Nothing before the second step is claimed: Foodics was not asked yet.
    point = "steps.step:after-commit#2"

    def lay_out(self) -> None:
        create = "v1.createOrder" if self.world.generation == "v1" else "createOrder"
        self.world.sandbox.faults.add("oto", create, "latency", BACKLOG, seconds=0.6)
        self.kept = [self.world.add() for _ in range(BACKLOG)]
        path = "/service/rest/v1/" if self.world.generation == "v1" else "/rest/v2/"
        self.told_at = self.point.format(create=f"oto POST {path}createOrder")


class ToldInCall(ToldInClaim):
    """Told to end as a call begins, others are on their way, and more are claimed ahead."""

    name = "told in call"
    #: Four go at once, so that the first of them were answered.
    point = "{create}:before#6"


class ToldAfterCall(ToldInClaim):
    """Told to end as an answer has come, with calls on their way and more claimed ahead."""

    name = "told after call"
    point = "{create}:after#6"


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
