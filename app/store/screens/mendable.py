"""What OTO refused of an order, and what of it can be mended here (rules.md section 5)."""

from collections.abc import Mapping
from types import MappingProxyType

from app.core.dispatch import Outcome, State
from app.store import suitable
from app.store.codec import load_reasons
from app.store.records import Record
from app.store.screens.types.card import Refusal

_ALL = ("phone", "address", "city")
#: What OTO named, and what is mended then; the rest is mended in Foodics or at OTO.
_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "phone": ("phone",),
        "address": ("address",),
        "short_address": ("address",),
        "city": ("city",),
        "country": ("phone", "address"),
        "pickup": ("pickup",),
        "sender": ("pickup",),
    }
)
#: Reasons that a field stands behind.
_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "no_address": "address",
        "city_unclear": "city",
        "no_phone": "phone",
        "bad_phone": "phone",
        "no_pickup": "pickup",
    }
)
#: States in which OTO's last answer still stands.
_ANSWERED = (State.REFUSED, State.RETRYING, State.UNKNOWN)


def refusal(record: Record) -> Refusal | None:
    """OTO's last answer, while it stands in the way."""
    error = record.error
    if not error or record.state not in _ANSWERED:
        return None
    return Refusal(
        str(error["code"]), error.get("field"), error.get("outcome"), str(error.get("text") or "")
    )


def fixes(record: Record, refused: Refusal | None) -> tuple[str, ...]:
    """The fields to mend: phone, address, city, pickup."""
    if not suitable.fits(record, "mend"):
        return ()
    if record.state is not State.REFUSED:
        codes = [reason.code for reason in load_reasons(record.row.reasons)]
        return tuple(dict.fromkeys(_REASONS[code] for code in codes if code in _REASONS))
    if refused is None:
        return ()
    if refused.field is not None:
        return _FIELDS.get(refused.field, ())
    if refused.outcome == Outcome.BRANCH_SETUP:
        return ("pickup",)
    # OTO did not say what is wrong with the order.
    return _ALL if refused.outcome == Outcome.ORDER_DATA else ()
