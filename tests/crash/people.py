"""Stories of people: what a manager decides, switches and sets while orders are on their way."""

from collections.abc import Mapping
from typing import Any

from app.core.dispatch import State
from app.sandbox.order import CloudOrder
from app.store.records import Record
from tests.crash.story import IN_KITCHEN, READY, Story

#: Phones that OTO refuses; the first one is mended here.
MENDED, RETRIED = "500000991", "500000992"


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
