"""Of finished orders counts and money stay; what is open is never touched."""

import contextlib
import sqlite3
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from app.core.dispatch import Outcome, State
from app.core.errors import AppError
from app.core.order import Customer, Order, OrderStatus
from app.settings import Settings
from app.store import choices, erasing, queries, sent
from app.store.ledger import Txn
from app.store.reading import ReadOnly
from app.store.screens.card import card
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto


def erase(box: Box, days: int = 30) -> int:
    """All steps of one round."""
    before, left, erased = box.now - timedelta(days=days), 0, 0
    while True:
        step = box.do(erasing.step, before, left, 2)
        erased, left = erased + step.erased, step.left
        if not step.more:
            return erased


def asked(box: Box) -> int:
    return box.do(erasing.step, None, 0, 50).erased


def finished(box: Box, order: Order | None = None) -> None:
    """An order that OTO took and delivered."""
    record = box.accepted(order)
    box.do(delivered, record.row.oto_order_id)


def delivered(txn: Txn, order_id: str) -> None:
    seen = {
        order_id: replace(
            at_oto("delivered", driver_name="Secret Driver", tracking_url="https://t/5001"),
            order_id=order_id,
        )
    }
    sent.track(
        txn.connection, txn.journal, seen, txn.now, driver_wait=timedelta(minutes=10), doors={}
    )


def everything(box: Box) -> str:
    """All values of all rows."""
    with contextlib.closing(sqlite3.connect(box.path)) as reading:
        tables = ("orders", "dispatches", "events", "answers", "facts")
        rows = [reading.execute(f"SELECT * FROM {name}").fetchall() for name in tables]
    return "\n".join(
        value.decode() if isinstance(value, bytes) else str(value)
        for table in rows
        for row in table
        for value in row
    )


def phone_of(txn: Txn, digits: str) -> list[int]:
    return erasing.of_phone(txn.connection, digits)


class TestRetention:
    def test_numbers_and_money_stay_and_nothing_of_the_customer(self, box: Box) -> None:
        order = samples.order(customer_notes="ring twice", kitchen_notes="for Mona", tags=("VIP",))
        finished(box, order)
        box.later(days=31)
        before = everything(box)
        assert order.customer is not None
        assert order.address is not None
        secrets = (
            *(order.customer.name, order.customer.phone, order.customer.id),
            *(order.address.description, order.address.id, str(order.address.latitude)),
            *("ring twice", "for Mona", "VIP", "Secret Driver", "https://t/5001"),
        )
        assert [each for each in secrets if each not in before] == []
        assert erase(box) == 1
        after = everything(box)
        assert [each for each in secrets if each in after] == []
        record = box.record()
        assert (record.order.reference, record.order.total) == (REFERENCE, Decimal("86.25"))
        assert (record.row.amount, record.row.amount_due) == (Decimal("86.25"), Decimal("86.25"))
        assert (record.state, record.row.stage, record.row.oto_id) == (
            State.SENT,
            "delivered",
            "900",
        )
        assert record.order.items == order.items
        assert box.kinds()[-1] == "erased"
        assert box.do(erasing.is_unclean)
        assert erase(box) == 0

    def test_what_was_finished_lately_stays(self, box: Box) -> None:
        finished(box)
        box.later(days=29)
        assert erase(box) == 0
        assert box.record().order.customer is not None
        assert box.record().row.customer_id is not None

    @pytest.mark.parametrize("status", [OrderStatus.ACTIVE, OrderStatus.PENDING])
    def test_what_is_open_is_never_touched(self, box: Box, status: OrderStatus) -> None:
        box.see(samples.order(status=status, delivery_status=None))
        box.later(days=400)
        before = everything(box)
        assert erase(box) == 0
        assert everything(box) == before

    def test_what_oto_has_not_finished_is_never_touched(self, box: Box) -> None:
        box.accepted()
        box.later(days=400)
        assert erase(box) == 0
        assert box.record().told is not None

    def test_what_may_be_on_its_way_is_never_touched(self, box: Box) -> None:
        box.unknown()
        box.later(days=400)
        assert erase(box) == 0

    def test_what_never_went_and_foodics_is_done_with_is_erased_and_asks_nobody(
        self, box: Box
    ) -> None:
        box.see(samples.order(status=OrderStatus.CLOSED, delivery_status=None))
        box.later(days=31)
        assert box.state() is State.WAITING
        assert erase(box) == 1
        assert box.state() is State.SKIPPED
        with pytest.raises(AppError) as refused:
            box.do(choices.unskip, REFERENCE)
        assert refused.value.code == "wrong_state"
        assert "erased" in str(refused.value)

    def test_open_ones_in_front_do_not_keep_others_from_being_erased(self, box: Box) -> None:
        for number in range(1, 6):
            box.see(samples.order(id=f"o{number}", reference=number, delivery_status=None))
        for number in range(6, 11):
            closed = samples.order(
                id=f"o{number}", reference=number, delivery_status=None, status=OrderStatus.VOID
            )
            box.see(closed)
        box.later(days=31)
        assert erase(box) == 5

    def test_otos_own_words_are_erased_too(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.ORDER_DATA, code="OTO1030", text="no such place: Secret Lane")
        box.changed(samples.order(), status=OrderStatus.VOID)
        box.later(days=31)
        assert "Secret Lane" in everything(box)
        assert erase(box) == 1
        assert "Secret Lane" not in everything(box)

    def test_nothing_comes_back_from_foodics(self, box: Box) -> None:
        finished(box)
        box.later(days=31)
        erase(box)
        before = everything(box)
        box.changed(samples.order(), status=OrderStatus.VOID)
        box.see(
            samples.order(
                id="r", reference=2, status=OrderStatus.RETURNED, type=1,
                original_order_id=samples.order().id,
            )
        )  # fmt: skip
        assert everything(box) == before

    def test_it_is_shown_without_failing_conditions(self, box: Box) -> None:
        finished(box)
        box.later(days=31)
        erase(box)
        with ReadOnly(box.path).reading(Settings()) as reader:
            shown = card(reader, REFERENCE)
            row = queries.order_details(reader, REFERENCE)
        assert shown is not None
        assert (shown.phone, shown.address, shown.actions) == ("", "", ())
        assert {each.ok for each in shown.conditions} == {True}
        assert row is not None
        assert row["amount"] == "86.25"


class TestOnRequest:
    def test_a_finished_one_at_once(self, box: Box) -> None:
        finished(box)
        keys = box.do(phone_of, "500000123")
        box.do(erasing.ask, keys)
        assert (len(keys), asked(box)) == (1, 1)
        assert "500000123" not in everything(box)
        assert box.do(phone_of, "500000123") == []

    def test_an_open_one_when_it_is_finished(self, box: Box) -> None:
        record = box.accepted()
        box.do(erasing.ask, box.do(phone_of, "500000123"))
        assert asked(box) == 0
        assert box.record().told is not None
        box.do(delivered, record.row.oto_order_id)
        assert asked(box) == 1
        assert box.record().told is None

    def test_the_number_a_person_corrected_counts_as_well(self, box: Box) -> None:
        box.see(samples.order(customer=Customer("c", "Sara", "966", "5")))
        box.do(choices.mend, REFERENCE, {"phone": "966551234567"})
        assert len(box.do(phone_of, "551234567")) == 1
        assert box.do(phone_of, "551234568") == []

    def test_answers_about_his_addresses_go_too(self, box: Box) -> None:
        finished(box)
        address = samples.order().address
        assert address is not None
        box.do(choices.answer, "city", address.id, "Riyadh")
        box.do(choices.answer, "city", "another", "Riyadh")
        box.do(erasing.ask, box.do(phone_of, "500000123"))
        asked(box)
        assert box.do(lambda txn: sorted(txn.context.rules.cities)) == ["another"]


class TestQuiet:
    def test_new_orders_and_what_goes_next_make_it_loud(self, box: Box) -> None:
        assert box.do(erasing.is_quiet, box.now)
        box.see(samples.order())
        assert not box.do(erasing.is_quiet, box.now + timedelta(minutes=5))
        (send,) = box.claim()
        box.ends(send, Outcome.ACCEPTED, oto_id="900", http=200)
        assert not box.do(erasing.is_quiet, box.now)
        assert box.do(erasing.is_quiet, box.now + timedelta(minutes=5))
