"""oto-api.md section 9 in our words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import stages
from app.core.stages import Stage, StatusMeaning

#: Every status of oto-api.md section 9, by the row of its table.
LISTED = {
    "order": "new missingData paymentConfirmed waitingAddressConfirmation waitingAssignment "
    "addressConfirmed addressVerified needConfirmation waitingApproval smsSentToReceiver "
    "paymentTypeConfirmed codOrderConfirmed orderConfirmed pickupFromStore interDepotTransfer",
    "order end": "canceled deleted",
    "warehouse": "branchAssigned assignedToWarehouse picked packed readyForCollection",
    "warehouse trouble": "shipmentOnHoldWarehouse shipmentOnHoldToCancel notAvailableBR "
    "notAvailableWH",
    "creation": "searchingDriver shipmentCreated goingToPickup arrivedPickup",
    "creation trouble": "pickupAttemted",
    "transit": "pickedUp arrivedOriginTerminal departedTerminal inTransit arrivedTerminal "
    "arrivedDestinationTerminal arrivedDestination shipmentInProgress outForDelivery",
    "transit trouble": "undeliveredAttempt shipmentOnHold heldForPickup",
    "done": "delivered",
    "failed": "returnProcessing returned confirmedReturn",
    "lost": "lostOrDamaged destroyed",
    "shipment only": "shipmentCanceled",
    "reverse": "returnShipmentProcessing newReturn reverseShipmentProcessing "
    "reverseShipmentCreated reverseGoingToPickup reversePickupAttempted reversePickedUp "
    "reverseArrivedTerminal reverseDepartedTerminal reverseArrivedDestinationTerminal "
    "reverseOutForDelivery reverseUndeliveredAttempt reverseHeldForPickup reverseShipmentOnHold "
    "reverseReturned reverseConfirmReturn reverseShipmentCanceled",
    "return decisions": "approved rejected returnReverseComment",
    "note": "informationUpdate",
    "outside the list": "shipmentProcessing orderCreated",
}
ALL = [name for names in LISTED.values() for name in names.split()]


def row(name: str) -> list[StatusMeaning]:
    return [stages.meaning(status) for status in LISTED[name].split()]


@pytest.mark.parametrize("status", ALL)
def test_every_listed_status_is_known(status: str) -> None:
    assert stages.meaning(status).known


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("new", Stage.AT_OTO),
        ("assignedToWarehouse", Stage.AT_OTO),
        ("needConfirmation", Stage.NEEDS_YOU),
        ("notAvailableWH", Stage.NEEDS_YOU),
        ("searchingDriver", Stage.FINDING_DRIVER),
        ("shipmentCreated", Stage.DRIVER_COMING),
        ("arrivedPickup", Stage.DRIVER_COMING),
        ("pickupAttemted", Stage.NEEDS_YOU),
        ("pickedUp", Stage.ON_THE_WAY),
        ("outForDelivery", Stage.ON_THE_WAY),
        ("undeliveredAttempt", Stage.NEEDS_YOU),
        ("delivered", Stage.DELIVERED),
        ("returnProcessing", Stage.NEEDS_YOU),
        ("confirmedReturn", Stage.RETURNED),
        ("lostOrDamaged", Stage.LOST),
        ("canceled", Stage.CANCELLED),
        ("deleted", Stage.CANCELLED),
    ],
)
def test_the_window_says_where_it_is(status: str, stage: Stage) -> None:
    assert stages.meaning(status).stage is stage


@pytest.mark.parametrize(
    "status", ["outForDelivery", " OUTFORDELIVERY\n", "outfordelivery", "Out for delivery"]
)
def test_case_and_spaces_carry_no_meaning(status: str) -> None:
    assert stages.meaning(status) == stages.meaning("outForDelivery")


@pytest.mark.parametrize("status", ["", "teleported", "قيد التوصيل", "delivered?"])
def test_an_unknown_status_neither_ends_nor_alarms(status: str) -> None:
    assert stages.meaning(status) == StatusMeaning(Stage.AT_OTO, known=False)


def test_only_the_ends_are_terminal() -> None:
    ends = {status for status in ALL if stages.meaning(status).terminal}
    assert ends == {
        *("canceled", "deleted", "delivered", "returned", "confirmedReturn"),
        *("lostOrDamaged", "destroyed"),
        *("reverseReturned", "reverseConfirmReturn", "reverseShipmentCanceled"),
    }


def test_trouble_is_a_problem_at_once() -> None:
    for name in ("warehouse trouble", "creation trouble", "transit trouble", "lost"):
        assert all(meant.problem for meant in row(name)), name
    for name in ("warehouse", "creation", "transit", "done", "order end", "reverse"):
        assert not any(meant.problem for meant in row(name)), name


def test_what_needs_you_and_goes_on_is_a_problem_and_the_reverse() -> None:
    for status in ALL:
        meant = stages.meaning(status)
        if not meant.terminal:
            assert meant.problem == (meant.stage is Stage.NEEDS_YOU), status


def test_how_far_the_courier_is() -> None:
    for name in ("order", "warehouse", "order end"):
        assert not any(meant.has_shipment or meant.picked_up for meant in row(name)), name
    for meant in row("creation"):
        assert (meant.has_shipment, meant.picked_up) == (True, False)
    for name in ("transit", "transit trouble", "done", "failed"):
        assert all(meant.has_shipment and meant.picked_up for meant in row(name)), name


def test_a_cancelled_shipment_is_gone_but_its_order_is_not() -> None:
    meant = stages.meaning("shipmentCanceled")
    assert meant == StatusMeaning(Stage.NEEDS_YOU, problem=True, shipment_over=True)
    assert stages.alive("shipmentCanceled")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("canceled", "cancelled"),
        ("shipmentCanceled", "shipmentCancelled"),
        ("reverseShipmentCanceled", "reverseShipmentCancelled"),
        ("pickupAttemted", "pickupAttempted"),
    ],
)
def test_a_corrected_spelling_means_the_same(one: str, other: str) -> None:
    assert stages.meaning(one) == stages.meaning(other)
    assert stages.meaning(other).known


def test_a_cancelled_return_leaves_it_delivered() -> None:
    assert stages.meaning("reverseShipmentCanceled").stage is Stage.DELIVERED


def test_only_information_update_is_a_note() -> None:
    assert [status for status in ALL if stages.meaning(status).note] == ["informationUpdate"]


@pytest.mark.parametrize("status", ["canceled", " Deleted ", "cancelled"])
def test_cancelled_and_deleted_orders_are_not_alive(status: str) -> None:
    assert not stages.alive(status)


@given(st.text())
def test_any_text_has_a_meaning(status: str) -> None:
    assert stages.meaning(status).stage in Stage
    assert stages.alive(status) or stages.meaning(status).terminal
