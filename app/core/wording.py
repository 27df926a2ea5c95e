"""English words for codes: conditions, reasons, refusals, flags. The window translates its own."""

from collections.abc import Mapping
from types import MappingProxyType

#: condition code -> (when it holds, when it fails: what is the matter and what to do).
CONDITIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "branch_inactive": (
            "The branch is active.",
            "The branch is not active. Manager: switch it on.",
        ),
        "not_delivery": ("It is a delivery order.", "It is not a delivery order any more."),
        "no_customer": (
            "It has a customer.",
            "It has no customer. Cashier: add the customer to the order.",
        ),
        "no_address": (
            "It has a delivery address.",
            "It has no delivery address. Cashier: add the address to the order.",
        ),
        "not_ready": (
            "It is marked Ready.",
            "Not marked Ready. Cashier: send to Kitchen, then MORE, Mark Ready.",
        ),
        "not_released": (
            "No cashier is active on it.",
            "It is not an accepted, open or closed order. Cashier: accept it on the till.",
        ),
    }
)

#: reason code -> what is the matter and what to do.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "before_start": "It was Ready before sending started for this branch. Undo the skip to send it.",
        "too_old": "It has been Ready for {minutes} min. Does the customer still wait? Release or skip.",
        "late_upload": "It reached Foodics long after it was opened. Release or skip.",
        "dispatched_elsewhere": "Somebody else already delivers it.",
        "own_driver": "An own driver is assigned to it. Undo the skip to send it to OTO after all.",
        "aggregator": "{sender} may deliver it. Say once whether such orders go to OTO.",
        "payment_unclear": "Is {name} already paid, or does the courier collect? Say once.",
        "city_unclear": "The address names {named}, the branch is in {branch}. Which city?",
        "return_or_split": "It comes from another order (return or split). Release or skip.",
        "voided": "It was voided in Foodics.",
        "declined": "It was declined in Foodics.",
        "joined": "It was joined with another order.",
        "returned": "It was returned.",
        "scheduled": "It is scheduled and goes by itself at {at}.",
        "no_phone": "The customer has no phone number. Correct it in Foodics; it then goes by itself.",
        "bad_phone": "The phone number is wrong. Correct it in Foodics; it then goes by itself.",
        "no_pickup": "Branch {branch} has no pickup location at OTO. Manager: choose one.",
        "no_currency": "The currency is not set.",
        "not_for_oto": "It is not for OTO, as answered before.",
        "tag": "Its tags keep it back.",
        "ask_each": "This branch asks before each order. Release or skip.",
        "hold_time": "It is kept back until {until}.",
        "held_by_person": "A person holds it. Release it to send it.",
        "skipped_by_person": "A person skipped it. Undo the skip to send it.",
    }
)

_FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "phone": (
            "OTO refused the phone number",
            "Correct it in Foodics; the order then goes by itself.",
        ),
        "city": (
            "OTO does not know the city",
            "Correct the address in Foodics, or choose the city.",
        ),
        "address": (
            "OTO refused the address",
            "Correct it in Foodics; the order then goes by itself.",
        ),
        "name": (
            "OTO refused the customer's name",
            "Correct it in Foodics; the order then goes by itself.",
        ),
        "country": (
            "OTO refused the country",
            "Check the customer's phone and address in Foodics.",
        ),
        "pickup": (
            "OTO refused the pickup location",
            "Check the branch's pickup location at OTO, then press Retry.",
        ),
        "sender": (
            "OTO lacks the sender's data",
            "Complete the pickup location at OTO, then press Retry.",
        ),
        "items": ("OTO refused the items", "Check the order's lines in Foodics, then press Retry."),
        "short_address": (
            "OTO refused the national short address",
            "Correct the address in Foodics; the order then goes by itself.",
        ),
        "option": (
            "No courier of OTO takes this order",
            "Check the couriers at OTO, then press Retry.",
        ),
    }
)
_CODES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "cancelled_at_oto": (
            "The order is at OTO, but cancelled there",
            "Send it again as a new OTO order, or skip it.",
        ),
        "id_taken_at_oto": (
            "OTO has another order under this id",
            "Look at it at OTO; send again as a new OTO order, or skip it.",
        ),
    }
)
_OUTCOMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unknown": (
            "It is not known whether OTO accepted it",
            "It is looked up by itself; do not send it by hand.",
        ),
        "exists": ("OTO says that it has this order", "It is looked up by itself."),
        "not_accepted": ("OTO did not accept it", "It is tried again by itself."),
        "sign_in": ("OTO refused the sign-in", "Enter Retailer ID and Token again: connect oto."),
        "account": (
            "OTO accepts no orders from this account",
            "Top up the wallet or check the plan at OTO; it goes on by itself.",
        ),
        "branch_setup": (
            "OTO refused the branch's set-up",
            "Check the branch's pickup location at OTO, then press Retry.",
        ),
        "order_data": ("OTO refused the order's data", "Correct it in Foodics, then press Retry."),
        "ours": (
            "OTO did not understand the order",
            "This is our fault: send the report to support.",
        ),
    }
)


def refusal(code: str, field: str | None, outcome: str | None) -> tuple[str, str]:
    """Title and remedy for what OTO answered; most exact first: our code, field, class."""
    if code in _CODES:
        return _CODES[code]
    if field is not None and field in _FIELDS:
        return _FIELDS[field]
    return _OUTCOMES.get(outcome or "", _OUTCOMES["ours"])


def condition(code: str, params: Mapping[str, str] | None) -> str:
    """The sentence for a condition or reason; `params` None means that it holds."""
    if code in CONDITIONS:
        return CONDITIONS[code][0 if params is None else 1]
    return REASONS[code].format_map(_Blank(params or {}))


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"
