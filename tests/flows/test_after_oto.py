"""rules.md section 6, the table of changes, cell by cell: the engine over HTTP against the sandbox.

All cells of a generation are played at once: each has an order of its own at OTO, brought to its
column's status, then changed in Foodics as its row says.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.core.dispatch import State
from app.engine import tracker, wishes
from app.sandbox.order import CloudOrder
from app.sandbox.oto_model import OtoOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.store import queries
from app.store.ledger import Txn
from tests.flow_kit import Flow, set_up
from tests.keyrings import Store

#: One status for each column of the table.
COLUMNS = {
    "no shipment yet": "assignedToWarehouse",
    "shipment": "searchingDriver",
    "picked up": "outForDelivery",
    "finished": "delivered",
}
CARD = {"method": "Mada", "type": 2}
CASH = {"method": "Cash", "type": 1}
AT_THE_DOOR = {"method": "Cash on delivery", "type": 3}

#: What is changed in Foodics, by the table's rows.
CHANGES: dict[str, dict[str, Any]] = {
    "void": {"status": 7},
    "full return": {"return": True},
    "another type": {"type": 2},
    "total": {"delivery_fee": "20.00"},
    "items": {"items": [{"quantity": 1, "price": "69.00"}]},
    "phone": {"customer": {"phone": "500000777"}},
    "address": {"address": {"description": "حي النخيل، شارع الأمير تركي، مبنى 12، الرياض"}},
    "paid in cash": {"payments": [CASH], "status": 4},
    "paid by a collect method": {"payments": [AT_THE_DOOR], "status": 4},
    "paid by card": {"payments": [CARD], "status": 4},
    "own driver": {"driver": True},
    "delivered by others": {"delivery_status": 4},
}
#: The table itself: what each cell comes to. A word with a space before it is a line of the history.
ENDED = ("canceled", "shipmentCanceled, canceled", "!ended_after_pickup", "note")
EDITED = ("updated", "!changed_after_sending", "!changed_after_sending", "note changed")
NOTED = ("note payment",) * 4
TABLE: dict[str, tuple[str, str, str, str]] = {
    "void": ENDED,
    "full return": ENDED,
    "another type": ENDED,
    "total": EDITED,
    "items": EDITED,
    "phone": EDITED,
    "address": EDITED,
    "paid in cash": NOTED,
    "paid by a collect method": NOTED,
    "paid by card": (*("!already_paid",) * 3, "note already_paid"),
    "own driver": (*("!own_driver_after_sending",) * 3, "note own_driver_after_sending"),
    "delivered by others": (
        *("!dispatched_elsewhere_after_sending",) * 3,
        "note dispatched_elsewhere_after_sending",
    ),
}
#: v1 can neither change an order nor cancel a shipment (oto-api.md section 4): a person has to.
V1 = {
    "updated": "!changed_after_sending",
    "shipmentCanceled, canceled": "!cancel_refused",
}


@pytest.fixture(params=["v2", "v1"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """Both services of a generation; OTO does nothing by its own clock."""
    oto = OtoSwitches(generation=request.param, v1_failure_status=400)
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000), oto=oto) as made:
        yield made


@pytest.fixture
def keyring() -> Store:
    return Store()


class Cell:
    """One order of the table."""

    def __init__(self, flow: Flow, row: str, column: str, number: int) -> None:
        self.flow, self.row, self.column = flow, row, column
        self.order: CloudOrder = flow.sandbox.control.orders.add(  # type: ignore[assignment]
            customer={"id": f"c{number}", "phone": f"50000{number:04}"},
            items=[{"quantity": 2, "price": "34.50"}],
        )

    @property
    def name(self) -> str:
        return f"{self.row}, {self.column}"

    @property
    def at_oto(self) -> OtoOrder:
        """OTO's own truth of it."""
        return next(
            each
            for each in self.flow.sandbox.oto.account.orders.values()
            if each.order_id.endswith(f"-{self.order.reference}")
        )

    def bring(self) -> None:
        """OTO brings it as far as the column says."""
        self.flow.sandbox.oto.lifecycle.set_status(self.at_oto, COLUMNS[self.column])

    def change(self) -> None:
        """Foodics changes it as the row says."""
        fields = dict(CHANGES[self.row])
        if fields.pop("return", False):
            self.flow.sandbox.till.give_back(self.order.id)
        else:
            self.flow.sandbox.control.orders.change(self.order, fields)

    def became(self, expected: str) -> str:
        """What it came to, in the words of the table; as far as `expected` asks."""
        record, at_oto = self.flow.record(self.order), self.at_oto
        assert record is not None
        if record.flags:
            return ", ".join(f"!{flag['code']}" for flag in record.flags)
        events = self.flow.ledger.write_now(_history, record.key)
        rung = [event["data"]["code"] for event in events if event["kind"] == "flag"]
        if rung:
            return f"rang for {', '.join(rung)}"
        notes = [event["data"].get("note") for event in events if event["kind"] == "oto"]
        after = [each.status for each in at_oto.history if "ancel" in each.status]
        if after:
            return ", ".join(after)
        if at_oto.updates:
            return "updated"
        told = expected.removeprefix("note").strip()
        return expected if (told in notes if told else any(notes)) else "nothing"


def _history(txn: Txn, key: int) -> list[dict[str, Any]]:
    reader = queries.Reader(txn.connection, txn.context, txn.settings, txn.now)
    return queries.history(reader, key)


def _none_left(waiting: list[Cell], done: Callable[[Cell], bool]) -> bool:
    """Takes out those that are done, from the front: the first that is not says enough."""
    while waiting and done(waiting[0]):
        waiting.pop(0)
    return not waiting


async def _settled(
    flow: Flow, cells: list[Cell], expected: Callable[[Cell], str]
) -> dict[str, str]:
    """Waits until each cell is as expected; else what they are after all."""
    waiting = list(cells)
    with contextlib.suppress(TimeoutError):
        await flow.until(
            lambda: _none_left(waiting, lambda cell: cell.became(expected(cell)) == expected(cell))
        )
    return {each.name: each.became(expected(each)) for each in cells}


async def test_the_table(
    tmp_path: Path, sandbox: Sandbox, keyring: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker, "EVERY", 0.4)
    monkeypatch.setattr(wishes, "EVERY", 0.1)
    monkeypatch.setattr(wishes, "SHIPMENT_GONE", timedelta(milliseconds=1))
    monkeypatch.setattr("app.engine.poller.WIDE_EVERY", 0.4)
    v1 = sandbox.oto_switches.generation == "v1"

    def expected(cell: Cell) -> str:
        said = TABLE[cell.row][list(COLUMNS).index(cell.column)]
        return V1.get(said, said) if v1 else said

    async with set_up(tmp_path, sandbox, keyring) as flow:
        places = [(row, column) for row in TABLE for column in COLUMNS]
        if v1:  # OTO has no doors to choose from there: the branch's city is all it is told
            await flow.engine.control.do("pickup", {"reference": "B01", "city": "Riyadh"})
        cells = [Cell(flow, *place, number) for number, place in enumerate(places)]
        for cell in cells:
            await flow.reaches(cell.order, State.SENT)
        for cell in cells:
            cell.bring()
        coming = list(cells)
        await flow.until(
            lambda: _none_left(coming, lambda cell: _status(flow, cell) == COLUMNS[cell.column])
        )
        sandbox.clock.advance(1)
        for cell in cells:
            cell.change()
        flow.poll()
        found = await _settled(flow, cells, expected)
        assert found == {cell.name: expected(cell) for cell in cells}
        for cell in cells:
            _as_foodics_has_it(cell, found[cell.name])


def _status(flow: Flow, cell: Cell) -> str | None:
    record = flow.record(cell.order)
    return None if record is None else record.row.oto_status


def _as_foodics_has_it(cell: Cell, found: str) -> None:
    """What OTO was told by an update is what Foodics shows."""
    if found != "updated":
        return
    (body,) = cell.at_oto.updates
    order = cell.order.order
    assert order.customer is not None
    assert order.address is not None
    assert Decimal(str(body["amount"])) == order.total_price
    assert str(body["customer"]["mobile"])[-9:] == order.customer["phone"]
    assert body["customer"]["address"].startswith(order.address["description"][:10])
    assert [item["quantity"] for item in body["items"]] == [line.quantity for line in order.lines]
