"""Which buttons fit an order now: the one place that decides, for the window and for the ledger."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from app.core.after import Phase, ended, phase
from app.core.dispatch import State
from app.core.errors import AppError
from app.store.codec import load_reasons
from app.store.records import Record

#: Not at OTO and not on its way there.
UNSENT = (State.WAITING, State.QUEUED, State.RETRYING, State.REFUSED)
#: Reasons that time alone takes away.
_HOURS = frozenset({"scheduled", "hold_time"})
#: Its id is used up at OTO: only a new one helps.
_GONE = ("cancelled_at_oto", "id_taken_at_oto")

#: None = it fits; else what stands against it, to be put behind "…an order that is STATE".
_Check = Callable[[Record], str | None]


def _in(*states: State) -> _Check:
    return lambda record: None if record.state in states else ""


def _release(record: Record) -> str | None:
    by_hour = record.state is State.WAITING and set(_codes(record)) <= _HOURS
    return None if record.state is State.HELD or by_hour else ""


def _send_anyway(record: Record) -> str | None:
    if record.state is not State.WAITING:
        return ""
    codes = _codes(record)
    return None if codes == ["not_ready"] else f" because of {', '.join(codes)}"


def _cancel_at_oto(record: Record) -> str | None:
    if record.state is not State.SENT:
        return ""
    return f" and {record.row.oto_status} at OTO" if record.row.finished else None


def _send_again(record: Record) -> str | None:
    gone = record.error.get("code") in _GONE
    if record.state is not State.SENT and not (record.state is State.REFUSED and gone):
        return ""
    if record.row.wish is not None:
        # Two couriers otherwise: the old one has to be settled first.
        return f", its {record.row.wish} at OTO is under way"
    return " and over in Foodics" if ended(record.order) else None


def _acknowledge(record: Record) -> str | None:
    if record.state is not State.SENT:
        return ""
    return None if record.flags else " and has nothing to acknowledge"


def _in_other_hands(record: Record) -> str | None:
    """Not for OTO after all: what was not sent is skipped, what OTO has is cancelled there, and of
    what ended there without a delivery it is only written down."""
    if record.state in (*UNSENT, State.HELD):
        return None
    if record.state is not State.SENT or record.row.wish == "cancel":
        return ""
    where = phase(record.row.oto_status or "")
    undelivered = record.row.stage in ("cancelled", "returned", "lost")
    stands = where in (Phase.PICKED_UP, Phase.FINISHED) and not undelivered
    return f" and {record.row.oto_status} at OTO" if stands else None


_skip = _in(*UNSENT, State.HELD)
_CHECKS: Mapping[str, _Check] = MappingProxyType(
    {
        "retry": _in(State.REFUSED, State.RETRYING, State.UNKNOWN),
        "release": _release,
        "hold": _in(*UNSENT),
        "send-anyway": _send_anyway,
        "acknowledge": _acknowledge,
        "cancel-at-oto": _cancel_at_oto,
        "send-again": _send_again,
        "skip": _skip,
        "own-driver": _in_other_hands,
        "another-way": _in_other_hands,
        "unskip": _in(State.SKIPPED),
        "mend": _in(*UNSENT, State.HELD),
    }
)
#: The buttons of the order panel, in the order in which they are shown.
ACTIONS = tuple(action for action in _CHECKS if action != "mend")


def fits(record: Record, action: str) -> bool:
    """True when the ledger would accept this action now."""
    return _against(record, action) is None


def actions(record: Record) -> tuple[str, ...]:
    """All buttons that fit."""
    return tuple(action for action in ACTIONS if fits(record, action))


def require(record: Record, action: str) -> None:
    """AppError `wrong_state` when the action does not fit."""
    why = _against(record, action)
    if why is not None:
        raise AppError(
            "wrong_state",
            action=action,
            state=record.state,
            reference=record.reference,
            why=why,
        )


def _against(record: Record, action: str) -> str | None:
    if record.row.erased_at is not None:
        return " and without its customer's data, which was erased"
    return _CHECKS[action](record)


def _codes(record: Record) -> Collection[str]:
    return [reason.code for reason in load_reasons(record.row.reasons)]
