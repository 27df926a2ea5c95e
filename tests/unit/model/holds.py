"""What holds all the time, whatever a shop meets: checked against OTO's own books and the ledger's
file, not against what the program says (never twice, never lost).

- One live dispatch per order; never `sent` without OTO's books holding it, with these amounts.
- Never two accepted attempts for one order, unless a person asked to send it again.
- No call without a committed claim that says the same; none while something speaks against it.
- What was told is frozen from the call until it is known whether OTO has it.
- What a person decided stays decided, and so does all of it after a death at any step.
- Once every trouble is over: all is decided within the bound, what may go has gone or needs a
  person, and what changed after sending OTO or a person knows. OTO holds nothing of ours alive, be
  it carried out minutes after the call, that is not `sent` and that no person knows of.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant

from app.core.dispatch import OtoOrder, State
from app.core.order import DeliveryStatus, Order, OrderStatus
from app.store import pausing
from tests.unit.model.shop import Shop, told
from tests.unit.store.box import SECOND

#: Everything the runs of this process came upon, for the report of the long one.
REACHED: Counter[str] = Counter()
#: Two that OTO takes, and two that it would refuse.
PHONES = ("500000123", "500000124", "12", "")
MOST = 8


class Holds(RuleBasedStateMachine):
    """A shop, what the model remembers of it, and the invariants."""

    def __init__(self) -> None:
        super().__init__()
        self.shop = Shop()
        self.shop.books.on_create = self._is_allowed
        #: Orders a person asked to send once more, and how often.
        self.again: Counter[int] = Counter()
        #: What a person decided and has not taken back: (reference, "held" or "skipped").
        self.kept_back: set[tuple[int, str]] = set()
        self.active = {"B01"}
        #: What OTO was told in the attempt that is under way, by our id.
        self.called: dict[str, OtoOrder] = {}
        self.refusals: list[str] = []

    def teardown(self) -> None:
        """Whatever happened: in bounded time everything is decided."""
        try:
            self._all_ends_well()
        finally:
            REACHED["evenings"] += 1
            REACHED.update(self.shop.reached)
            REACHED.update({f"OTO: {name}": n for name, n in self.shop.books.counts.items()})
            self.shop.close()

    # What always holds

    def _is_allowed(self, order: OtoOrder) -> None:
        """At the moment of a call: it is claimed, committed, and nothing speaks against it."""
        found = self.shop.rows("d.live AND d.oto_order_id = ?", order.order_id)
        row = found[0] if found else None
        # What was cancelled there goes again, as it is now, once it is changed or a person says so.
        held = self.shop.books.held
        taken = {
            ours.order_id for ours in self.shop.books.ours if held[ours.order_id][1] != "canceled"
        }
        problems = {
            "no live dispatch": row is None,
            # What came late was not there when OTO was asked: OTO has to refuse it the second time.
            "taken already": order.order_id in taken - self.shop.books.came_late,
            "paused": self.shop.paused(),
            "too many at once": self.shop.books.in_flight >= 4,
        }
        if row is not None:
            problems |= {
                "not claimed": row["state"] != State.SENDING,
                "told otherwise than kept": told(row) != order,
                "kept back": bool(row["held"] or row["skipped"]),
                "branch stands": not row["active"] or bool(row["paused"] or row["stopped"]),
                "read first": bool(row["read_first"]),
            }
        self.called[order.order_id] = order
        self.refusals += [f"{order.order_id}: {what}" for what, holds in problems.items() if holds]

    @invariant()
    def holds(self) -> None:
        """All of what follows, after every step."""
        self._every_call_was_allowed()
        self._the_engine_works()
        self._one_live_dispatch()
        self._sent_is_proved()
        self._never_twice()
        self._frozen_while_not_known()
        self._decisions_stay()
        self._states_are_counted()

    def _every_call_was_allowed(self) -> None:
        assert self.refusals == [], self.refusals

    def _the_engine_works(self) -> None:
        trouble = self.shop.process.trouble()
        if trouble is not None:
            raise trouble

    def _one_live_dispatch(self) -> None:
        counted = Counter(row["reference"] for row in self.shop.rows())
        assert set(counted.values()) <= {1}

    def _sent_is_proved(self) -> None:
        """OTO's books hold every order that is `sent`, and with the amounts that we show."""
        for row in self.shop.rows("d.state = 'sent'"):
            held, _ = self.shop.books.held[row["oto_order_id"]]
            assert held.ref1 == row["foodics_id"]
            if row["wish"] is None and row["live"]:
                assert (row["amount"], row["amount_due"]) == (
                    str(held.amount),
                    str(held.amount_due),
                )

    def _never_twice(self) -> None:
        ours = Counter(order.ref1 for order in self.shop.books.ours)
        for number in range(1, MOST + 1):
            assert ours[f"id-{number}"] <= 1 + self.again[number]
        assert len({order.order_id for order in self.shop.books.ours}) == len(self.shop.books.ours)

    def _frozen_while_not_known(self) -> None:
        """What was told stays what it was, until it is known whether OTO has it."""
        for row in self.shop.rows("d.live AND d.state IN ('sending', 'unknown')"):
            if row["state"] == State.UNKNOWN and row["oto_order_id"] in self.called:
                assert told(row) == self.called[row["oto_order_id"]]
            assert row["amount"] == str(told(row).amount)
            assert row["amount_due"] == str(told(row).amount_due)

    def _decisions_stay(self) -> None:
        """What a person decided is kept, whatever breaks."""
        rows = {row["reference"]: row for row in self.shop.rows()}
        for number, what in self.kept_back:
            assert rows[number][what] == 1, what

    def _states_are_counted(self) -> None:
        for row in self.shop.rows():
            self.shop.reached[f"state: {row['state']}"] += 1

    def _all_ends_well(self) -> None:
        """With every trouble over, all is decided within the bound, and what may go has gone."""
        self.shop.do(pausing.resume)
        assert [dict(row) for row in self.shop.settle()] == []
        rows = {row["reference"]: row for row in self.shop.rows()}
        assert self.refusals == [], self.refusals
        self._sent_is_proved()
        self._never_twice()
        self._nothing_alive_is_unknown()
        for number, order in self.shop.till.orders.items():
            row = rows.get(number)  # none of what was never seen as a delivery
            if self._may_go(order):
                assert row is not None
                assert row["state"] in self._ends_of(number, row), dict(row)
            if row is not None and row["state"] == State.SENT and row["flags"] is None:
                self._oto_knows(order, row)

    def _nothing_alive_is_unknown(self) -> None:
        """All that OTO holds alive of ours is `sent`; where it had gone another way before that was
        found, a person was told."""
        for ours in self.shop.books.ours:
            if self.shop.books.held[ours.order_id][1] != "canceled":
                (row,) = self.shop.rows("d.oto_order_id = ?", ours.order_id)
                assert row["state"] == State.SENT, (ours.order_id, row["state"])
        for reference, history in self.shop.histories().items():
            late = [told["was"] for kind, told in history if kind == "state" and _came_late(told)]
            flags = [told["code"] for kind, told in history if kind == "flag"]
            assert not late or "came_late" in flags, (reference, late)
            self.shop.reached.update(f"came late: {was}" for was in late)

    def _oto_knows(self, order: Order, row: Any) -> None:
        """What changed in Foodics after sending OTO was told, unless a person was."""
        held, status = self.shop.books.held[row["oto_order_id"]]
        if status != "new":
            return
        assert order.is_delivery, "the customer comes himself, and a driver comes too"
        assert order.status not in (OrderStatus.VOID, OrderStatus.RETURNED)
        assert held.amount == order.total
        phone = order.customer.phone if order.customer else ""
        if row["mended"] is None and phone in PHONES[:2]:
            assert held.customer.mobile.endswith(phone)

    def _may_go(self, order: Order) -> bool:
        """The conditions of the manual, read from Foodics alone."""
        branch = "B02" if order.branch_id == SECOND.id else "B01"
        phone = order.customer.phone if order.customer else None
        return (
            branch in self.active
            and order.is_delivery
            and order.delivery_status == DeliveryStatus.READY
            and order.status in (OrderStatus.ACTIVE, OrderStatus.CLOSED)
            and phone in PHONES[:2]
        )

    def _ends_of(self, number: int, row: Any) -> set[str]:
        ends = {State.SENT, State.HELD, State.REFUSED}
        if (number, "skipped") in self.kept_back or b"before_start" in row["reasons"]:
            ends.add(State.SKIPPED)
        return {str(state) for state in ends}


def _came_late(told: Mapping[str, Any]) -> bool:
    """`sent`, and neither on its way nor over in Foodics before."""
    before = (State.WAITING, State.REFUSED, State.HELD, State.SKIPPED)
    return told["state"] == State.SENT and told["was"] in before
