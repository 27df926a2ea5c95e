"""What a person decides about one order: the buttons, and the commands of the same names.

Each function is one transaction. An unsuitable state is AppError `wrong_state`, an unknown
reference `unknown_order`; nothing is changed then.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import delete, insert

from app.core import eligibility, request
from app.core.after import Phase, phase
from app.core.dispatch import State
from app.core.eligibility import RELEASABLE, Reason
from app.core.errors import AppError
from app.store import acting, sent
from app.store.codec import dump, load_reasons
from app.store.ledger import Txn
from app.store.offered import known_city
from app.store.records import Mended
from app.store.rereading import read_done, read_failed, to_read
from app.store.setup import judge_all
from app.store.tables import answers, dispatches

__all__ = [
    "ANSWERS",
    "BUTTONS",
    "acknowledge",
    "another_way",
    "answer",
    "cancel_at_oto",
    "hold",
    "many",
    "mend",
    "own_driver",
    "read_done",
    "read_failed",
    "release",
    "retry",
    "send_again",
    "send_anyway",
    "skip",
    "to_read",
    "unskip",
]

#: Guards that ask only because an order is old.
_AGES = frozenset({"too_old", "late_upload"})
#: What can be answered once and for all, and how (rules.md sections 1, 3 and 4).
ANSWERS = {
    "payment": ("paid", "collect", "not_for_oto"),
    "sender": ("send", "never"),
    "city": (),
}


def retry(txn: Txn, reference: int) -> State:
    """Refused: once more under the same id. Retrying or unknown: now instead of later."""
    record = acting.find_for(txn, reference, "retry")
    if record.state is State.REFUSED:
        queued = {"state": State.QUEUED, "state_at": txn.now}
        return acting.again(txn, record, "retry", **queued, refused_fingerprint=None)
    under_way = record.row.next_attempt_at is None or record.row.absences > 0
    if record.state is State.RETRYING or not under_way:
        # A look-up on its way, or the second one 10 s after the first, is not hurried.
        acting.write(txn, record, next_attempt_at=txn.now)
    acting.note(txn, record, "retry")
    return record.state


def hold(txn: Txn, reference: int) -> State:
    """Keeps an order back until a person releases it."""
    record = acting.find_for(txn, reference, "hold")
    return acting.again(txn, record, "hold", held=True)


def release(txn: Txn, reference: int) -> State:
    """Lets a held order go as it is; it is read by id first. Also what only waits for its hour."""
    record = acting.find_for(txn, reference, "release")
    reasons = load_reasons(record.row.reasons)
    allowed = record.allowed | _keys(reasons, RELEASABLE)
    return acting.again(
        txn, record, "release", held=False, allowed=_joined(allowed), read_first=True
    )


def skip(txn: Txn, reference: int) -> State:
    """This order is not for OTO. Can be undone."""
    record = acting.find_for(txn, reference, "skip")
    return acting.again(txn, record, "skip", skipped=True)


def own_driver(txn: Txn, reference: int) -> State:
    """*Our driver takes it*: not for OTO, as by `skip`, or by `cancel_at_oto` once OTO has it; the
    history says why."""
    return _in_other_hands(txn, reference, "own-driver")


def another_way(txn: Txn, reference: int) -> State:
    """*Delivered another way*: as `own_driver`."""
    return _in_other_hands(txn, reference, "another-way")


def _in_other_hands(txn: Txn, reference: int, action: str) -> State:
    record = acting.find_for(txn, reference, action)
    if record.state is not State.SENT:
        return acting.again(txn, record, action, skipped=True)
    # Whoever takes it in hand knows what there was to be looked at.
    seen = [{**flag, "seen": True} for flag in record.raised]
    acting.write(txn, record, flags=dump(seen) if seen else None)
    acting.note(txn, record, action)
    if phase(record.row.oto_status or "") in (Phase.NO_SHIPMENT, Phase.SHIPMENT):
        sent.wish(txn.connection, txn.journal, record, "cancel", txn.now)
    return record.state


def unskip(txn: Txn, reference: int) -> State:
    """Undoes a skip, by a person or by a guard: the verdict again, without that guard.

    Whoever chooses an order that a guard left out has seen how old it is.
    """
    record = acting.find_for(txn, reference, "unskip")
    guards = _keys(load_reasons(record.row.reasons), eligibility.SKIPS & RELEASABLE)
    allowed = record.allowed | guards | (_AGES if guards else frozenset())
    if "dispatched_elsewhere" in allowed:
        # Assigned or beyond is past Ready: it cannot become Ready again.
        allowed |= {"not_ready"}
    return acting.again(
        txn, record, "unskip", skipped=False, allowed=_joined(allowed), read_first=True
    )


def send_anyway(txn: Txn, reference: int) -> State:
    """Sends an order that is not marked Ready; overrides that condition alone (rules.md 1)."""
    record = acting.find_for(txn, reference, "send-anyway")
    allowed = record.allowed | {"not_ready"}
    return acting.again(txn, record, "send-anyway", allowed=_joined(allowed), read_first=True)


def cancel_at_oto(txn: Txn, reference: int) -> State:
    """Asks OTO to cancel; OTO's confirmation alone makes it cancelled."""
    record = acting.find_for(txn, reference, "cancel-at-oto")
    sent.wish(txn.connection, txn.journal, record, "cancel", txn.now)
    acting.note(txn, record, "cancel-at-oto")
    return record.state


def send_again(txn: Txn, reference: int) -> State:
    """A new OTO order under the id with the next suffix: a person only (rules.md section 6)."""
    record = acting.find_for(txn, reference, "send-again")
    acting.write(txn, record, live=False, finished=True)
    seq = record.row.seq + 1
    order_id = request.oto_order_id(txn.context.business_reference, reference, seq)
    allowed = record.allowed | {"too_old", "before_start", "dispatched_elsewhere", "own_driver"}
    txn.connection.execute(
        insert(dispatches).values(
            order_key=record.key,
            branch_key=record.row.branch_key,
            seq=seq,
            state=State.WAITING,
            state_at=txn.now,
            ready_at=record.row.ready_at,
            reasons=b"[]",
            oto_order_id=order_id,
            allowed=_joined(allowed),
            read_first=True,
            mended=record.row.mended,
            # Whoever sends it again knows of the return; it must not cancel this one too.
            returns=dump([(key, False) for key in record.returns]),
        )
    )
    return acting.again(txn, acting.find(txn, reference), "send-again")


def acknowledge(txn: Txn, reference: int) -> State:
    """A person has seen what the flags of a sent order say; the same is not raised again."""
    record = acting.find_for(txn, reference, "acknowledge")
    seen = [{**flag, "seen": True} for flag in record.raised]
    acting.write(txn, record, flags=dump(seen))
    codes = [flag["code"] for flag in record.flags]
    acting.note(txn, record, "acknowledge", codes=codes)
    return record.state


def mend(txn: Txn, reference: int, fields: Mapping[str, str | None]) -> State:
    """Corrects phone (digits), address or city for this one order (rules.md section 5)."""
    record = acting.find_for(txn, reference, "mend")
    if fields.get("city"):
        fields = {**fields, "city": known_city(txn, fields["city"] or "")}
    known = record.known(ready_at=None)
    old = Mended(known.phone, known.address, known.city)
    new = Mended(
        fields.get("phone") or old.phone,
        fields.get("address") or old.address,
        fields.get("city") or old.city,
    )
    return acting.again(txn, record, "mend", mended=dump(new))


def answer(txn: Txn, topic: str, subject: str, value: str) -> None:
    """Remembers an answer that holds from now on; everything open is judged anew."""
    possible = ANSWERS.get(topic)
    if possible is None or (possible and value not in possible) or not value:
        choices = possible or tuple(ANSWERS) if possible is None else possible
        raise AppError(
            "unknown_answer", topic=topic, value=value, possible=", ".join(choices) or "a city"
        )
    if topic == "city":
        value = known_city(txn, value)
    if not subject:
        raise AppError("unknown_answer", topic=topic, value=value, possible="a subject")
    here = (answers.c.topic == topic) & (answers.c.subject == subject)
    txn.connection.execute(delete(answers).where(here))
    txn.connection.execute(
        insert(answers).values(topic=topic, subject=subject, value=value, at=txn.now)
    )
    judge_all(txn)


#: The buttons of the order panel by their verbs.
BUTTONS: Mapping[str, Callable[[Txn, int], State]] = MappingProxyType(
    {
        "retry": retry,
        "hold": hold,
        "release": release,
        "skip": skip,
        "unskip": unskip,
        "send-anyway": send_anyway,
        "cancel-at-oto": cancel_at_oto,
        "send-again": send_again,
        "acknowledge": acknowledge,
        "own-driver": own_driver,
        "another-way": another_way,
    }
)


def many(
    txn: Txn, action: str, references: Sequence[int]
) -> tuple[tuple[int, ...], dict[int, AppError]]:
    """The same button for many orders: those for which it was done, and why not for the others.

    KeyError for a verb that no button has.
    """
    button = BUTTONS[action]
    done: list[int] = []
    failed: dict[int, AppError] = {}
    for reference in dict.fromkeys(references):
        try:
            with txn.connection.begin_nested(), txn.journal.undoing():
                button(txn, reference)
            done.append(reference)
        except AppError as error:
            failed[reference] = error
    return tuple(done), failed


def _keys(reasons: Iterable[Reason], codes: Collection[str]) -> set[str]:
    return {reason.key for reason in reasons if reason.code in codes}


def _joined(codes: Collection[str]) -> str:
    return " ".join(sorted(codes))
