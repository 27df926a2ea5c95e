"""rules.md section 6: what a change in Foodics means for an order that OTO has, cell by cell."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import after
from app.core.after import AfterSending, Flag, Phase, after_sending
from app.core.order import DeliveryStatus, OrderStatus, OrderType
from tests.unit.core.samples import (
    NOW,
    address,
    customer,
    item,
    order,
    told,
)
from tests.unit.core.sent import (
    CARD,
    CASH,
    COLUMNS,
    DOOR,
    FINISHED,
    NONE_YET,
    PICKED_UP,
    SHIPMENT,
    flags,
    meant,
)

ENDINGS: list[dict[str, Any]] = [
    {"status": OrderStatus.VOID, "total": Decimal(0), "items": ()},
    {"status": OrderStatus.RETURNED},
    {"status": OrderStatus.DECLINED},
    {"status": OrderStatus.JOINED},
    {"delivery_status": DeliveryStatus.CANCELLED},
]
EDITS: list[tuple[dict[str, Any], str, str]] = [
    ({"total": Decimal("96.25")}, "amount", "86.25 → 96.25"),
    ({"items": (item(quantity="1"),)}, "items", ""),
    ({"customer": customer(phone="500000999")}, "phone", ""),
    ({"address": address("شارع التحلية 4")}, "address", ""),
]


class TestPhase:
    @pytest.mark.parametrize(
        ("status", "phase"),
        [
            (NONE_YET, Phase.NO_SHIPMENT),
            ("new", Phase.NO_SHIPMENT),
            ("", Phase.NO_SHIPMENT),
            ("somethingNew", Phase.NO_SHIPMENT),
            ("shipmentCanceled", Phase.NO_SHIPMENT),
            (SHIPMENT, Phase.SHIPMENT),
            ("arrivedPickup", Phase.SHIPMENT),
            ("pickedUp", Phase.PICKED_UP),
            (PICKED_UP, Phase.PICKED_UP),
            (FINISHED, Phase.FINISHED),
            ("canceled", Phase.FINISHED),
            ("lostOrDamaged", Phase.FINISHED),
        ],
    )
    def test_how_far_the_courier_is(self, status: str, phase: Phase) -> None:
        assert after.phase(status) is phase


@pytest.mark.parametrize("status", COLUMNS)
def test_nothing_changed_nothing_happens(status: str) -> None:
    assert meant(order(updated_at=NOW), status) == AfterSending()


class TestEnded:
    """void, full return, becomes another type"""

    @pytest.mark.parametrize("change", ENDINGS)
    @pytest.mark.parametrize("status", [NONE_YET, SHIPMENT])
    def test_before_pick_up_it_is_cancelled_at_oto(
        self, change: dict[str, Any], status: str
    ) -> None:
        # With a shipment the tracker cancels that first: the wish is the same.
        assert meant(order(**change), status) == AfterSending(wish="cancel", notes=("voided",))

    @pytest.mark.parametrize("change", ENDINGS)
    def test_picked_up_the_driver_has_to_be_called(self, change: dict[str, Any]) -> None:
        found = meant(order(**change), PICKED_UP)
        assert found == AfterSending(flags=(Flag("ended_after_pickup", {"why": "voided"}),))

    @pytest.mark.parametrize("change", ENDINGS)
    def test_finished_it_is_a_note(self, change: dict[str, Any]) -> None:
        assert meant(order(**change), FINISHED) == AfterSending(notes=("voided",))

    @pytest.mark.parametrize(
        ("status", "found"),
        [
            (NONE_YET, AfterSending("cancel", notes=("not_delivery",))),
            (SHIPMENT, AfterSending("cancel", notes=("not_delivery",))),
            (
                PICKED_UP,
                AfterSending(flags=(Flag("ended_after_pickup", {"why": "not_delivery"}),)),
            ),
            (FINISHED, AfterSending(notes=("not_delivery",))),
        ],
    )
    def test_it_becomes_another_type(self, status: str, found: AfterSending) -> None:
        assert meant(order(type=OrderType.PICK_UP), status) == found

    def test_what_had_ended_before_is_no_news(self) -> None:
        void = order(status=OrderStatus.VOID)
        assert meant(void, NONE_YET, before=replace(void, updated_at=NOW)) == AfterSending()


class TestEdited:
    """total, items, phone, address"""

    @pytest.mark.parametrize("change", [edit for edit, _, _ in EDITS])
    def test_without_a_shipment_oto_is_told(self, change: dict[str, Any]) -> None:
        assert meant(order(**change), NONE_YET) == AfterSending(wish="update")

    @pytest.mark.parametrize(("change", "name", "shown"), EDITS)
    @pytest.mark.parametrize("status", [SHIPMENT, PICKED_UP])
    def test_with_a_shipment_or_picked_up_a_person_is_told(
        self, status: str, change: dict[str, Any], name: str, shown: str
    ) -> None:
        # Names of fields, and old → new for the total alone: phones and addresses are not shown.
        found = meant(order(**change), status)
        assert found == AfterSending(flags=(Flag("changed_after_sending", {name: shown}),))

    @pytest.mark.parametrize("change", [edit for edit, _, _ in EDITS])
    def test_finished_it_is_a_note(self, change: dict[str, Any]) -> None:
        assert meant(order(**change), FINISHED) == AfterSending(notes=("changed",))

    def test_several_at_once_are_one_flag(self) -> None:
        edited = order(total=Decimal("90.00"), items=(), customer=customer(phone="500000999"))
        (flag,) = meant(edited, SHIPMENT).flags
        assert list(flag.params) == ["amount", "items", "phone"]

    @pytest.mark.parametrize(
        "change",
        [
            {"customer": None},
            {"customer": customer(phone="12")},
            {"address": None},
            {"customer_notes": "ring"},
            {"customer": customer(name="سارة")},
        ],
    )
    @pytest.mark.parametrize("status", COLUMNS)
    def test_what_became_unusable_or_is_none_of_the_four_changes_nothing(
        self, status: str, change: dict[str, Any]
    ) -> None:
        assert meant(order(**change), status) == AfterSending()

    @pytest.mark.parametrize("status", COLUMNS)
    def test_a_change_that_oto_was_told_is_none(self, status: str) -> None:
        edited = order(total=Decimal("96.25"))
        assert meant(edited, status, sent=told(edited)) == AfterSending()

    def test_while_nothing_can_be_told_nothing_is_compared(self) -> None:
        # The currency was taken away: there is no fresh request.
        edited = order(total=Decimal("96.25"))
        assert after_sending(told(), None, edited, order(), NONE_YET, {}) == AfterSending()


class TestOwnDriver:
    """own driver, or `delivery_status` 3–5 not written by us"""

    @pytest.mark.parametrize("status", [NONE_YET, SHIPMENT, PICKED_UP])
    @pytest.mark.parametrize(
        "change",
        [
            {"driver_id": "d1"},
            {"driver_assigned_at": NOW},
            {"driver_id": "d1", "delivery_status": 3},
        ],
    )
    def test_an_own_driver_needs_you(self, status: str, change: dict[str, Any]) -> None:
        found = meant(order(**change), status)
        assert found == AfterSending(flags=(Flag("own_driver_after_sending"),))

    @pytest.mark.parametrize("status", [NONE_YET, SHIPMENT, PICKED_UP])
    @pytest.mark.parametrize("delivery", [3, 4, 5])
    def test_delivered_by_others_needs_you(self, status: str, delivery: int) -> None:
        found = meant(order(delivery_status=delivery), status)
        assert found == AfterSending(flags=(Flag("dispatched_elsewhere_after_sending"),))

    def test_finished_it_is_a_note(self) -> None:
        assert meant(order(driver_id="d1"), FINISHED).notes == ("own_driver_after_sending",)
        assert meant(order(delivery_status=5), FINISHED) == AfterSending(
            notes=("dispatched_elsewhere_after_sending",)
        )

    @pytest.mark.parametrize("delivery", [4, 5])
    def test_its_further_steps_are_the_same_episode(self, delivery: int) -> None:
        before = order(delivery_status=3, driver_id="d1", driver_assigned_at=NOW)
        assert meant(replace(before, delivery_status=delivery), SHIPMENT, before=before) == (
            AfterSending()
        )

    def test_a_driver_known_before_sending_is_no_news(self) -> None:
        # "Send to OTO after all" was pressed knowing of him.
        before = order(driver_id="d1")
        assert meant(replace(before, updated_at=NOW), SHIPMENT, before=before) == AfterSending()

    def test_another_driver_is(self) -> None:
        found = meant(order(driver_id="d2"), SHIPMENT, before=order(driver_id="d1"))
        assert flags(found) == ["own_driver_after_sending"]

    def test_a_driver_taken_off_again_is_nothing(self) -> None:
        assert meant(order(), SHIPMENT, before=order(driver_id="d1")) == AfterSending()

    def test_recalled_to_the_kitchen_after_sending_is_nothing(self) -> None:
        assert meant(order(delivery_status=1), SHIPMENT) == AfterSending()


def test_several_changes_are_all_told() -> None:
    changed = order(total=Decimal("96.25"), payments=(CARD,), driver_id="d1")
    found = meant(changed, PICKED_UP)
    assert flags(found) == ["already_paid", "own_driver_after_sending", "changed_after_sending"]
    assert found.notes == ("payment",)
    assert meant(changed, FINISHED) == AfterSending(
        notes=("changed", "payment", "already_paid", "own_driver_after_sending")
    )


@given(
    status=st.sampled_from([*COLUMNS, "", "weird"]),
    change=st.sampled_from([*ENDINGS, *(edit for edit, _, _ in EDITS), {"driver_id": "d"}]),
    paid=st.sampled_from([(), (CARD,), (CASH,), (DOOR,)]),
)
def test_a_finished_order_needs_nobody_and_nothing_of_oto(
    status: str, change: dict[str, Any], paid: tuple[Any, ...]
) -> None:
    found = meant(order(**change, payments=paid), status)
    assert found.wish in (None, "cancel", "update")
    if after.phase(status) is Phase.FINISHED:
        assert found.wish is None
        assert found.flags == ()
        assert found.notes
    if after.phase(status) is Phase.PICKED_UP:
        assert found.wish is None
        assert found.flags
