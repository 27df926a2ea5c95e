"""What Foodics changes after the claim (rules.md section 6), and what OTO tells later."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.core.after import Flag
from app.core.dispatch import OtoSeen, Outcome, State
from app.core.events import Event
from app.core.order import DeliveryStatus, OrderStatus, OrderType
from app.store import afterwards, choices, facts, offered, sent, setup
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto


def track(box: Box, seen: OtoSeen) -> None:
    def look(txn: Txn) -> None:
        found = {seen.order_id: seen}
        wait = timedelta(minutes=10)
        sent.track(txn.connection, txn.journal, found, txn.now, driver_wait=wait, doors={})

    box.do(look)


class TestAfterSending:
    @pytest.mark.parametrize(
        ("changes", "wish", "flags"),
        [
            ({"status": OrderStatus.VOID}, "cancel", []),
            ({"type": OrderType.DINE_IN}, "cancel", []),
            ({"total": Decimal("90.00")}, "update", []),
            ({"customer": samples.customer(phone="500000999")}, "update", []),
            ({"address": samples.address("Elsewhere 5")}, "update", []),
            ({"payments": (samples.payment(),)}, None, []),
            ({"payments": (samples.payment(name="Mada", kind=2),)}, None, ["already_paid"]),
            ({"driver_id": "d1"}, None, ["own_driver_after_sending"]),
            (
                {"delivery_status": DeliveryStatus.EN_ROUTE},
                None,
                ["dispatched_elsewhere_after_sending"],
            ),
        ],
    )
    def test_a_change_becomes_a_wish_or_a_flag(
        self, box: Box, changes: dict[str, Any], wish: str | None, flags: list[str]
    ) -> None:
        box.accepted()
        box.changed(samples.order(), **changes)
        assert (box.record().row.wish, box.flags()) == (wish, flags)

    @pytest.mark.parametrize(
        ("changes", "wish", "flags"),
        [
            ({"status": OrderStatus.VOID}, "cancel", []),
            ({"type": OrderType.DINE_IN}, "cancel", []),
            ({"total": Decimal("90.00")}, "update", []),
            ({"payments": (samples.payment(),)}, None, []),
            ({"payments": (samples.payment(name="Mada", kind=2),)}, None, ["already_paid"]),
            ({"driver_id": "d1"}, None, ["own_driver_after_sending"]),
            ({"delivery_status": 4}, None, ["dispatched_elsewhere_after_sending"]),
            ({"kitchen_notes": "x"}, None, []),
        ],
    )
    @pytest.mark.parametrize("lost", [False, True])
    def test_the_same_while_the_call_is_under_way(
        self, box: Box, changes: dict[str, Any], wish: str | None, flags: list[str], lost: bool
    ) -> None:
        """No later poll shows it as a change again: it has to be noticed at the acceptance."""
        box.see(samples.order())
        (send,) = box.claim()
        box.changed(samples.order(), **changes)
        if lost:
            box.ends(send, Outcome.UNKNOWN)
            assert box.looked_up(send.key, at_oto()) is State.SENT
        else:
            assert box.ends(send, Outcome.ACCEPTED, oto_id="1", http=200) is State.SENT
        assert (box.record().row.wish, box.flags()) == (wish, flags)

    def test_what_a_person_allowed_is_no_news_at_the_acceptance(self, box: Box) -> None:
        box.see(samples.order(driver_id="d1"))
        box.do(choices.unskip, REFERENCE)
        box.do(choices.read_done, samples.order().id, found=True)
        (send,) = box.claim()
        box.changed(samples.order(driver_id="d1"), kitchen_notes="x")
        box.ends(send, Outcome.ACCEPTED, oto_id="1", http=200)
        assert box.flags() == []

    @pytest.mark.parametrize("lost", [False, True])
    def test_what_is_as_it_was_told_is_not_compared(
        self, box: Box, lost: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nine orders of ten: what was decided here meanwhile is for orders that are still to go."""
        box.see(samples.order())
        (send,) = box.claim()
        monkeypatch.setattr(afterwards, "accepted", None)
        if lost:
            box.ends(send, Outcome.UNKNOWN)
            assert box.looked_up(send.key, at_oto()) is State.SENT
        else:
            assert box.ends(send, Outcome.ACCEPTED, oto_id="1", http=200) is State.SENT
        assert box.record().row.told_version is None

    def test_a_void_after_pickup_needs_a_person(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto("pickedUp"))
        box.changed(samples.order(), status=OrderStatus.VOID)
        assert (box.record().row.wish, box.flags()) == (None, ["ended_after_pickup"])

    def test_a_cancel_is_never_given_up_for_an_update(self, box: Box) -> None:
        box.accepted()
        box.do(choices.cancel_at_oto, REFERENCE)
        box.changed(samples.order(), total=Decimal("99.00"))
        assert box.record().row.wish == "cancel"


class TestTracking:
    def test_status_stage_and_courier_are_kept(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto("shipmentCreated", courier="Fast", tracking_url="https://t/1"))
        track(box, at_oto("pickedUp", driver_name="Ali"))
        row = box.record().row
        assert (row.oto_status, row.stage, row.finished) == ("pickedUp", "on_the_way", False)
        assert b"Fast" in row.seen
        assert b"Ali" in row.seen

    def test_the_oto_id_comes_later_when_a_look_up_had_none(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto(oto_id=None))
        track(box, at_oto(oto_id="901"))
        assert box.record().row.oto_id == "901"

    def test_finished_is_not_looked_at_any_more(self, box: Box) -> None:
        def unfinished(txn: Txn) -> list[str]:
            return sent.unfinished(txn.connection)

        box.accepted()
        assert box.do(unfinished) == [samples.ORDER_ID]
        track(box, at_oto("delivered"))
        assert box.do(unfinished) == []

    def test_the_same_again_writes_no_history(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto("shipmentCreated"))
        lines = len(box.events())
        track(box, at_oto("shipmentCreated"))
        assert len(box.events()) == lines

    def test_a_note_is_no_status(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto("missingData"))
        box.later(minutes=30)
        track(box, at_oto("informationUpdate"))
        assert (box.record().row.oto_status, box.flags()) == ("missingData", ["oto_problem"])

    def test_a_problem_is_flagged_and_settled(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto("missingData"))
        assert box.flags() == ["oto_problem"]
        track(box, at_oto("needConfirmation"))
        assert box.flags() == ["oto_problem"]
        track(box, at_oto("shipmentCreated"))
        assert box.flags() == []

    def test_no_driver_after_ten_minutes(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto("searchingDriver"))
        assert box.flags() == []
        box.later(minutes=11)
        track(box, at_oto("searchingDriver"))
        assert box.flags() == ["no_driver"]
        track(box, at_oto("goingToPickup"))
        assert box.flags() == []

    @pytest.mark.parametrize(("shipment", "flags"), [("", ["no_driver"]), ("S1", []), (None, [])])
    def test_a_status_nobody_has_heard_of_may_hide_that_nobody_comes(
        self, box: Box, shipment: str | None, flags: list[str]
    ) -> None:
        """Only where OTO says that there is no shipment: v1 tells nothing of it."""
        box.accepted()
        box.later(minutes=11)
        track(box, at_oto("waitingForTheMoon", shipment_id=shipment))
        assert box.flags() == flags

    def test_while_it_is_being_cancelled_nobody_is_called_for_that(self, box: Box) -> None:
        """The shipment goes first, and OTO's word for that is a problem elsewhere."""
        box.accepted()
        box.later(minutes=11)
        box.changed(samples.order(), status=OrderStatus.VOID)
        track(box, at_oto("searchingDriver"))
        track(box, at_oto("shipmentCanceled"))
        assert box.flags() == []

    def test_what_ended_is_not_brought_back_by_a_late_reply(self, box: Box) -> None:
        box.accepted()
        box.do(choices.cancel_at_oto, REFERENCE)
        box.cancelled_at_oto()
        track(box, at_oto("searchingDriver"))
        track(box, at_oto("canceled"))
        assert (box.record().row.stage, box.record().row.finished) == ("cancelled", True)
        assert box.flags() == []

    def test_another_door_needs_a_person(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto("new", pickup_code="B02"))
        assert box.flags() == ["other_door"]
        track(box, at_oto("new"))
        assert box.flags() == ["other_door"]

    def test_the_right_door_again_settles_it(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto("new", pickup_code="B02"))
        track(box, at_oto("new", pickup_code="B01"))
        assert box.flags() == []

    def test_only_sent_orders_are_tracked(self, box: Box) -> None:
        box.see(samples.order())
        track(box, at_oto("delivered"))
        assert (box.state(), box.record().row.oto_status) == (State.QUEUED, None)

    def test_flags_of_different_causes_stand_beside_each_other(self, box: Box) -> None:
        record = box.accepted()

        def flag(txn: Txn, code: str) -> None:
            sent.flag(txn.connection, txn.journal, record, Flag(code), txn.now)

        box.do(flag, "one")
        box.do(flag, "two")
        box.do(flag, "one")
        assert box.flags() == ["one", "two"]


class TestRevived:
    def test_a_cancel_that_was_not_made_yet_is_off(self, box: Box) -> None:
        box.accepted()
        order = box.changed(samples.order(), status=OrderStatus.VOID)
        assert box.record().row.wish == "cancel"
        box.changed(order, status=OrderStatus.ACTIVE)
        assert box.record().row.wish is None

    def test_without_one_there_is_nothing_to_withdraw(self, box: Box) -> None:
        box.accepted()
        order = box.changed(samples.order(), status=OrderStatus.VOID)
        box.cancelled_at_oto()
        box.changed(order, status=OrderStatus.ACTIVE)
        assert box.record().row.wish is None


class TestDoorAndEnd:
    def doors(self, box: Box, seen: OtoSeen) -> None:
        def look(txn: Txn) -> None:
            wait, doors = timedelta(minutes=10), offered.doors(txn)
            found = {seen.order_id: seen}
            sent.track(txn.connection, txn.journal, found, txn.now, driver_wait=wait, doors=doors)

        box.do(look)

    @pytest.mark.parametrize(
        ("warehouse", "flags"),
        [("Olaya", []), ("b01", []), ("Malaz", ["other_door"]), ("Nobody knows it", [])],
    )
    def test_some_reads_tell_the_door_by_its_name(
        self, box: Box, warehouse: str, flags: list[str]
    ) -> None:
        box.accepted()
        self.doors(box, at_oto("new", warehouse=warehouse))
        assert box.flags() == flags

    def test_what_is_delivered_needs_nobody_any_more(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto("missingData"))
        track(box, at_oto("delivered"))
        assert box.flags() == []

    @pytest.mark.parametrize("code", ["second_sender", "another_pc"])
    def test_what_is_not_about_this_order_alone_is_not_over_with_it(
        self, box: Box, code: str
    ) -> None:
        record = box.accepted()

        def flag(txn: Txn) -> None:
            sent.flag(txn.connection, txn.journal, record, Flag(code), txn.now)

        box.do(flag)
        track(box, at_oto("missingData"))
        track(box, at_oto("delivered"))
        assert box.flags() == [code]
        box.do(choices.acknowledge, REFERENCE)
        assert box.flags() == []

    def test_cancelled_by_oto_needs_a_person(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto("canceled"))
        assert box.flags() == ["cancelled_by_oto"]

    def test_cancelled_by_us_does_not(self, box: Box) -> None:
        box.accepted()
        box.do(choices.cancel_at_oto, REFERENCE)
        track(box, at_oto("canceled"))
        assert box.flags() == []


def test_without_a_currency_nothing_can_be_updated(box: Box) -> None:
    box.accepted()
    box.do(lambda txn: facts.forget(txn.connection, facts.CurrencyFact))
    box.changed(samples.order(), total=Decimal("99.00"))
    assert box.record().row.wish is None


def test_oto_holds_an_earlier_version_which_is_then_updated(box: Box) -> None:
    send = box.unknown()
    box.looked_up(send.key, at_oto(amount=Decimal("70.00")))
    row = box.record().row
    assert (row.wish, row.amount) == ("update", Decimal("70.00"))


def test_oto_holds_a_version_from_before_the_customer_paid(box: Box) -> None:
    """The total is the same: only what the courier collects tells that it is an earlier one."""
    box.see(samples.order(payments=(samples.payment(name="Mada", kind=2),)))
    (send,) = box.claim()
    box.ends(send, Outcome.UNKNOWN)
    due = send.request.amount
    assert send.request.amount_due == 0
    box.looked_up(send.key, at_oto(amount=send.request.amount, amount_due=due))
    assert box.record().row.amount_due == due
    assert box.flags() == ["already_paid"]


def test_an_order_edited_in_flight_tells_oto_the_new_phone(box: Box) -> None:
    box.see(samples.order())
    (send,) = box.claim()
    box.see(
        replace(samples.order(), customer=samples.customer(phone="500000777"), updated_at=box.now)
    )
    box.ends(send, Outcome.ACCEPTED, oto_id="1")
    assert box.record().row.wish == "update"


class TestShownAnew:
    """What screens show of an order is told also where its history has nothing to say."""

    def shown(self, box: Box) -> list[int]:
        return [
            each.reference for each in box.told if isinstance(each, Event) and each.kind == "shown"
        ]

    def test_a_driver_that_was_named(self, box: Box) -> None:
        box.accepted()
        track(box, at_oto())
        box.told.clear()
        track(box, at_oto(driver_name="Ali"))
        assert self.shown(box) == [REFERENCE]
        assert "shown" not in box.kinds()
        box.told.clear()
        track(box, at_oto(driver_name="Ali"))
        assert box.told == []

    def test_a_flag_that_is_over(self, box: Box) -> None:
        record = box.accepted()
        track(box, at_oto())
        box.do(lambda txn: sent.flag(
            txn.connection, txn.journal, record, Flag("not_at_oto"), txn.now
        ))  # fmt: skip
        box.told.clear()
        track(box, at_oto())
        assert self.shown(box) == [REFERENCE]
        assert box.flags() == []

    def test_another_reason_in_the_same_state(self, box: Box) -> None:
        box.see(samples.order(delivery_status=None))
        box.do(setup.deactivate, ["B01"])
        assert box.reasons() == ["branch_inactive", "not_ready"]
        assert self.shown(box) == [REFERENCE]
