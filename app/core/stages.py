"""OTO's statuses in our words (oto-api.md section 9; rules.md section 6)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class Stage(StrEnum):
    """What the window says about an order at OTO."""

    NEEDS_YOU = "needs_you"
    AT_OTO = "at_oto"
    FINDING_DRIVER = "finding_driver"
    DRIVER_COMING = "driver_coming"
    ON_THE_WAY = "on_the_way"
    DELIVERED = "delivered"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class StatusMeaning:
    """What one status says.

    `problem`: a person is needed now. `terminal`: OTO will do nothing more for the order.
    `has_shipment`, `picked_up`: how far the courier is, so far as the status alone can tell.
    `shipment_over`: there was a shipment, whose number may still be shown, and it is cancelled.
    `note`: no state at all, to be ignored for progress. `known` is False for a name that is on no
    list: it is shown as it came and looked at again.
    """

    stage: Stage
    problem: bool = False
    terminal: bool = False
    has_shipment: bool = False
    picked_up: bool = False
    shipment_over: bool = False
    note: bool = False
    known: bool = True


_UNKNOWN = StatusMeaning(Stage.AT_OTO, known=False)

_WAITS = StatusMeaning(Stage.AT_OTO)
_ASKS = StatusMeaning(Stage.NEEDS_YOU, problem=True)
_SHIPPED = StatusMeaning(Stage.DRIVER_COMING, has_shipment=True)
_MOVING = StatusMeaning(Stage.ON_THE_WAY, has_shipment=True, picked_up=True)
_STUCK = replace(_MOVING, stage=Stage.NEEDS_YOU, problem=True)
_DELIVERED = replace(_MOVING, stage=Stage.DELIVERED, terminal=True)
#: On its way back. Its troubles are not alarms: the customer has had the delivery, or never will.
_RETURNING = replace(_MOVING, stage=Stage.RETURNED)
_RETURNED = replace(_RETURNING, terminal=True)
_CANCELLED = StatusMeaning(Stage.CANCELLED, terminal=True)

_TABLE: tuple[tuple[StatusMeaning, str], ...] = (
    (
        _WAITS,
        "new paymentConfirmed addressConfirmed addressVerified smsSentToReceiver "
        "paymentTypeConfirmed codOrderConfirmed orderConfirmed pickupFromStore interDepotTransfer "
        "orderCreated "
        "branchAssigned assignedToWarehouse picked packed readyForCollection",
    ),
    (
        _ASKS,
        "missingData waitingAddressConfirmation waitingAssignment needConfirmation waitingApproval "
        "shipmentOnHoldWarehouse shipmentOnHoldToCancel notAvailableBR notAvailableWH",
    ),
    # The shipment is gone, the order is not: it can be shipped again, by a person.
    (replace(_ASKS, shipment_over=True), "shipmentCanceled shipmentCancelled"),
    (
        replace(_SHIPPED, stage=Stage.FINDING_DRIVER),
        "searchingDriver shipmentProcessing",
    ),
    (_SHIPPED, "shipmentCreated goingToPickup arrivedPickup"),
    # OTO spells it with one p less; a corrected spelling must not become unknown.
    (replace(_SHIPPED, stage=Stage.NEEDS_YOU, problem=True), "pickupAttemted pickupAttempted"),
    (
        _MOVING,
        "pickedUp arrivedOriginTerminal departedTerminal inTransit arrivedTerminal "
        "arrivedDestinationTerminal arrivedDestination shipmentInProgress outForDelivery",
    ),
    (_STUCK, "undeliveredAttempt shipmentOnHold heldForPickup returnProcessing"),
    (_DELIVERED, "delivered"),
    (_RETURNED, "returned confirmedReturn reverseReturned reverseConfirmReturn"),
    (
        _RETURNING,
        "returnShipmentProcessing newReturn reverseShipmentProcessing reverseShipmentCreated "
        "reverseGoingToPickup reversePickupAttempted reversePickedUp reverseArrivedTerminal "
        "reverseDepartedTerminal reverseArrivedDestinationTerminal reverseOutForDelivery "
        "reverseUndeliveredAttempt reverseHeldForPickup reverseShipmentOnHold "
        "approved rejected returnReverseComment",
    ),
    # The return was called off: what was delivered stays delivered.
    (_DELIVERED, "reverseShipmentCanceled reverseShipmentCancelled"),
    (replace(_MOVING, stage=Stage.LOST, problem=True, terminal=True), "lostOrDamaged destroyed"),
    (_CANCELLED, "canceled cancelled deleted"),
    (StatusMeaning(Stage.AT_OTO, note=True), "informationUpdate"),
)


def _key(status: str) -> str:
    """Case and spaces carry no meaning: one system shows "Out for delivery" (section 12.14)."""
    return re.sub(r"[\s_-]+", "", status).casefold()


def _entries() -> Iterator[tuple[str, StatusMeaning]]:
    for meant, names in _TABLE:
        for name in names.split():
            yield _key(name), meant


_MEANINGS = dict(_entries())


def meaning(status: str) -> StatusMeaning:
    """What a status of OTO means; v1 and v2 use the same names. Never raises."""
    return _MEANINGS.get(_key(status), _UNKNOWN)


def alive(status: str) -> bool:
    """False when the order is cancelled or deleted at OTO: finding it there is then no proof that
    it was sent (rules.md section 5, "already there")."""
    return meaning(status).stage is not Stage.CANCELLED
