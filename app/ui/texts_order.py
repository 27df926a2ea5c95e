"""Words for an order that OTO does not have yet: conditions, reasons, refusals, needs, buttons.

The tables mirror `core.wording`; a test compares codes and places. `app.ui.texts` fills them.
"""

from collections.abc import Mapping

from app.ui.language import mark

#: condition code -> (when it holds, when it fails: what is the matter and what to do).
CONDITIONS: Mapping[str, tuple[str, str]] = {
    "branch_inactive": (
        mark("The branch is active"),
        mark("The branch is not active. Manager: switch it on."),
    ),
    "not_delivery": (
        mark("It is a delivery order"),
        mark("It is not a delivery order any more."),
    ),
    "no_customer": (
        mark("It has a customer"),
        mark("It has no customer. Cashier: add the customer to the order."),
    ),
    "no_address": (
        mark("It has a delivery address"),
        mark("It has no delivery address. Cashier: add the address to the order."),
    ),
    "not_ready": (
        mark("It is marked Ready"),
        mark("Not marked Ready. Cashier: send to Kitchen, then MORE, Mark Ready."),
    ),
    "not_released": (
        mark("No cashier is active on it"),
        mark("It is not accepted on the till yet. Cashier: accept it."),
    ),
}

_PHONE = mark(
    "The phone number is missing or wrong; the courier could not call. "
    "Correct it in Foodics or here; the order then goes by itself."
)

#: reason code -> what is the matter and what to do.
REASONS: Mapping[str, str] = {
    "before_start": mark(
        "It was Ready before sending started for this branch. Undo the skip to send it."
    ),
    "too_old": mark(
        "It has been Ready for %n min. Is the customer still waiting? Release it or skip it."
    ),
    "late_upload": mark("It reached Foodics long after it was opened. Release it or skip it."),
    "dispatched_elsewhere": mark("Somebody else already delivers it."),
    "own_driver": mark(
        "One of your own drivers is assigned to it. Undo the skip to send it to OTO after all."
    ),
    "aggregator": mark("{sender} may deliver it. Say once whether such orders go to OTO."),
    "payment_unclear": mark("Is {name} already paid, or does the courier collect? Say once."),
    "city_unclear": mark("The address says {named}, the branch is in {branch}. Which city?"),
    "return_or_split": mark(
        "It comes from another order (return or split). Release it or skip it."
    ),
    "voided": mark("It was voided in Foodics."),
    "declined": mark("It was declined in Foodics."),
    "joined": mark("It was joined with another order."),
    "returned": mark("It was returned."),
    "scheduled": mark("It is scheduled and goes by itself at {at}."),
    "no_phone": _PHONE,
    "bad_phone": _PHONE,
    "no_pickup": mark("Branch {branch} has no pickup location at OTO. Manager: choose one."),
    "no_currency": mark("The currency is not set. Manager: set it in Settings."),
    "not_for_oto": mark("It is not for OTO, as answered before."),
    "tag": mark("Its tags keep it back."),
    "ask_each": mark("This branch asks before each order. Release it or skip it."),
    "hold_time": mark("It is kept back until {until}."),
    "held_by_person": mark("It was put on hold here. Release it to send it."),
    "skipped_by_person": mark("It was skipped here. Undo the skip to send it."),
}

#: What patience ran out for (core.patience), where the code is no reason.
NEEDS: Mapping[str, str] = {
    "closed_not_ready": mark(
        "It is paid and closed, but never marked Ready. Cashier: send to Kitchen, then MORE, "
        "Mark Ready."
    ),
    "kitchen_late": mark("It is in the kitchen for long and not Ready. Kitchen: mark it Ready."),
    "unknown": mark(
        "It is not known whether OTO has it. It is looked up by itself; do not send it by hand."
    ),
    "refused": mark("OTO refused it. Open it to see what to mend."),
    "held": mark("It waits for your decision."),
}

#: Refusals by the field to mend: title and remedy.
FIELDS: Mapping[str, tuple[str, str]] = {
    "phone": (
        mark("OTO refused the phone number"),
        mark("Correct it in Foodics or here; the order then goes by itself."),
    ),
    "city": (
        mark("OTO does not know the city"),
        mark("Choose the city here, or correct the address in Foodics."),
    ),
    "address": (
        mark("OTO refused the address"),
        mark("Correct it in Foodics or here; the order then goes by itself."),
    ),
    "name": (
        mark("OTO refused the customer's name"),
        mark("Correct the name in Foodics; the order then goes by itself."),
    ),
    "country": (
        mark("OTO refused the country"),
        mark("Check the customer's phone and address in Foodics; the order then goes by itself."),
    ),
    "pickup": (
        mark("OTO refused the pickup location"),
        mark("Choose another one here, or correct it at OTO, then press Retry."),
    ),
    "sender": (
        mark("OTO lacks the sender's data"),
        mark("Complete the pickup location at OTO, then press Retry."),
    ),
    "items": (
        mark("OTO refused the items"),
        mark("Check the order's lines in Foodics, then press Retry."),
    ),
    "short_address": (
        mark("OTO refused the national short address"),
        mark("Correct the address in Foodics or here; the order then goes by itself."),
    ),
    "option": (
        mark("No courier of OTO takes this order"),
        mark("Check the couriers in your OTO account, then press Retry."),
    ),
}

#: Refusals that we found out ourselves.
CODES: Mapping[str, tuple[str, str]] = {
    "cancelled_at_oto": (
        mark("The order is at OTO, but cancelled there"),
        mark("Send it again as a new OTO order, or skip it."),
    ),
    "id_taken_at_oto": (
        mark("OTO has another order under this number"),
        mark("Look at it at OTO; send it again as a new OTO order, or skip it."),
    ),
}

#: Refusals by the class of OTO's answer.
OUTCOMES: Mapping[str, tuple[str, str]] = {
    "unknown": (
        mark("It is not known whether OTO accepted it"),
        mark("It is looked up by itself; do not send it by hand."),
    ),
    "exists": (
        mark("OTO says that it has this order"),
        mark("It is looked up by itself."),
    ),
    "not_accepted": (
        mark("OTO did not accept it"),
        mark("It is tried again by itself."),
    ),
    "sign_in": (
        mark("OTO refused the sign-in"),
        mark("Enter Retailer ID and Token again: open Settings, OTO."),
    ),
    "account": (
        mark("OTO accepts no orders from this account"),
        mark("Top up the wallet or check the plan at OTO; it goes on by itself."),
    ),
    "branch_setup": (
        mark("OTO refused the branch's set-up"),
        mark("Check the branch's pickup location at OTO, then press Retry."),
    ),
    "order_data": (
        mark("OTO refused the order's data"),
        mark("Correct it in Foodics, then press Retry."),
    ),
    "ours": (
        mark("OTO did not understand the order"),
        mark("This is our fault: send the report to support."),
    ),
}

#: Who must act.
ACTORS: Mapping[str, str] = {
    "manager": mark("Manager"),
    "cashier": mark("Cashier"),
    "kitchen": mark("Kitchen staff"),
    "it": mark("IT"),
}

#: Dispatch states, as one word in a list.
STATES: Mapping[str, str] = {
    "waiting": mark("Waiting"),
    "queued": mark("Goes next"),
    "sending": mark("Being sent"),
    "unknown": mark("Being looked up at OTO"),
    "retrying": mark("Tried again by itself"),
    "refused": mark("Refused by OTO"),
    "held": mark("Waits for your decision"),
    "sent": mark("At OTO"),
    "skipped": mark("Skipped"),
    "cancelled": mark("Cancelled"),
}

#: Buttons by the verb they ask for.
ACTIONS: Mapping[str, str] = {
    "retry": mark("Retry"),
    "hold": mark("Hold"),
    "release": mark("Release"),
    "skip": mark("Skip"),
    "unskip": mark("Undo skip"),
    "send-anyway": mark("Send anyway"),
    "cancel-at-oto": mark("Cancel at OTO"),
    "send-again": mark("Send again as a new OTO order"),
    "own-driver": mark("Our driver takes it"),
    "another-way": mark("Delivered another way"),
    "acknowledge": mark("Seen"),
    "mend": mark("Correction"),
}
