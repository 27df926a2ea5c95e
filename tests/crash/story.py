"""What happens to orders while the program is killed: short evenings that pass every named point."""

from collections.abc import Mapping
from typing import ClassVar

from app.core.dispatch import State
from app.sandbox.order import CloudOrder
from app.store.records import Record
from tests.crash.world import World

READY, IN_KITCHEN = 2, 1


class Story:
    """One telling of it: lays out its orders while nothing runs, then plays cashier, kitchen,
    manager and time at each look (`play`), and may be asked at any moment, after any number of
    deaths, whether all came to where it should (`done`).

    `kept` are orders that go to OTO, `others` those that never do. At the passing of a named point
    that `told_at` names ("name#n") the program is told to end, once; None afterwards."""

    name: ClassVar[str]
    told_at: str | None = None

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
        return (
            self.told_at is None
            and all(self._state(found, order) is State.SENT for order in self.kept)
            and all(
                self._state(found, order) not in (State.SENDING, State.UNKNOWN, State.QUEUED)
                for order in self.others
            )
        )

    def looks_again(self) -> bool:
        """Whether an order was called and it is not known whether OTO has it."""
        return any(record.state is State.UNKNOWN for record in self.found().values())

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
