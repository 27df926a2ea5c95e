"""What a person decides about one order: the buttons, and the commands of the same names.

Each function is one transaction. An unsuitable state is AppError `wrong_state`, an unknown
reference `unknown_order`; nothing is changed then.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from app.core import eligibility, request
from app.core.after import ended
from app.core.dispatch import State
from app.core.eligibility import RELEASABLE, Reason
from app.core.errors import AppError
from app.store import context, judging, records, sent
from app.store.codec import dump, load_reasons
from app.store.ledger import Txn
from app.store.records import Mended, Record
from app.store.setup import judge_all, known_city
from app.store.tables import answers, branches, dispatches, faults, orders

#: So long a refused or held order is read again and again.
READ_FOR = timedelta(days=2)
_UNSENT = (State.WAITING, State.QUEUED, State.RETRYING, State.REFUSED)
#: What can be answered once and for all, and how (rules.md sections 1, 3 and 4).
ANSWERS = {
    "payment": ("paid", "collect", "not_for_oto"),
    "sender": ("send", "never"),
    "city": (),
}


def retry(txn: Txn, reference: int) -> State:
    """Refused: once more under the same id. Retrying or unknown: now instead of later."""
    record = _suitable(txn, reference, "retry", (State.REFUSED, State.RETRYING, State.UNKNOWN))
    if record.state is State.REFUSED:
        queued = {"state": State.QUEUED, "state_at": txn.now}
        return _again(txn, record, "retry", **queued, refused_fingerprint=None)
    under_way = record.row.next_attempt_at is None or record.row.absences > 0
    if record.state is State.RETRYING or not under_way:
        # A look-up on its way, or the second one 10 s after the first, is not hurried.
        _write(txn, record, next_attempt_at=txn.now)
    _note(txn, record, "retry")
    return record.state


def hold(txn: Txn, reference: int) -> State:
    """Keeps an order back until a person releases it."""
    record = _suitable(txn, reference, "hold", _UNSENT)
    return _again(txn, record, "hold", held=True)


def release(txn: Txn, reference: int) -> State:
    """Lets a held order go as it is; it is read by id first. Also what only waits for its hour."""
    record = _record(txn, reference)
    reasons = load_reasons(record.row.reasons)
    hours = {"scheduled", "hold_time"}
    by_hour = record.state is State.WAITING and {reason.code for reason in reasons} <= hours
    if record.state is not State.HELD and not by_hour:
        raise _unsuitable(record, "release")
    allowed = record.allowed | _keys(reasons, RELEASABLE)
    return _again(txn, record, "release", held=False, allowed=_joined(allowed), read_first=True)


def skip(txn: Txn, reference: int) -> State:
    """This order is not for OTO. Can be undone."""
    record = _suitable(txn, reference, "skip", (*_UNSENT, State.HELD))
    return _again(txn, record, "skip", skipped=True)


def unskip(txn: Txn, reference: int) -> State:
    """Undoes a skip, by a person or by a guard: the verdict again, without that guard."""
    record = _suitable(txn, reference, "unskip", (State.SKIPPED,))
    reasons = load_reasons(record.row.reasons)
    allowed = record.allowed | _keys(reasons, eligibility.SKIPS & RELEASABLE)
    if "dispatched_elsewhere" in allowed:
        # Assigned or beyond is past Ready: it cannot become Ready again.
        allowed |= {"not_ready"}
    return _again(txn, record, "unskip", skipped=False, allowed=_joined(allowed), read_first=True)


def send_anyway(txn: Txn, reference: int) -> State:
    """Sends an order that is not marked Ready; overrides that condition alone (rules.md 1)."""
    record = _suitable(txn, reference, "send-anyway", (State.WAITING,))
    codes = [reason.code for reason in load_reasons(record.row.reasons)]
    if codes != ["not_ready"]:
        raise _unsuitable(record, "send-anyway", f" because of {', '.join(codes)}")
    allowed = record.allowed | {"not_ready"}
    return _again(txn, record, "send-anyway", allowed=_joined(allowed), read_first=True)


def cancel_at_oto(txn: Txn, reference: int) -> State:
    """Asks OTO to cancel; OTO's confirmation alone makes it cancelled."""
    record = _suitable(txn, reference, "cancel-at-oto", (State.SENT,))
    if record.row.finished:
        raise _unsuitable(record, "cancel-at-oto", f" and {record.row.oto_status} at OTO")
    sent.wish(txn.connection, txn.journal, record, "cancel", txn.now)
    _note(txn, record, "cancel-at-oto")
    return record.state


def send_again(txn: Txn, reference: int) -> State:
    """A new OTO order under the id with the next suffix: a person only (rules.md section 6)."""
    record = _record(txn, reference)
    gone = record.error.get("code") in ("cancelled_at_oto", "id_taken_at_oto")
    if record.state is not State.SENT and not (record.state is State.REFUSED and gone):
        raise _unsuitable(record, "send-again")
    if record.row.wish is not None:
        # Two couriers otherwise: the old one has to be settled first.
        raise _unsuitable(record, "send-again", f", its {record.row.wish} at OTO is under way")
    if ended(record.order):
        raise _unsuitable(record, "send-again", " and over in Foodics")
    _write(txn, record, live=False, finished=True)
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
    return _again(txn, _record(txn, reference), "send-again")


def mend(txn: Txn, reference: int, fields: Mapping[str, str | None]) -> State:
    """Corrects phone (digits), address or city for this one order (rules.md section 5)."""
    record = _suitable(txn, reference, "mend", (*_UNSENT, State.HELD))
    if fields.get("city"):
        fields = {**fields, "city": known_city(txn, fields["city"] or "")}
    known = record.known(ready_at=None)
    old = Mended(known.phone, known.address, known.city)
    new = Mended(
        fields.get("phone") or old.phone,
        fields.get("address") or old.address,
        fields.get("city") or old.city,
    )
    return _again(txn, record, "mend", mended=dump(new))


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


def read_done(txn: Txn, foodics_id: str, *, found: bool) -> None:
    """An order was read by id: what a person let go may be claimed now.

    One that Foodics does not have any more, or that cannot be understood, is not sent: it is held
    for a person.
    """
    faulty = select(faults.c.foodics_id).where(faults.c.foodics_id == foodics_id)
    unclear = txn.connection.execute(faulty).first() is not None
    for record in records.of_foodics_ids(txn.connection, [foodics_id]).values():
        txn.connection.execute(
            update(orders).where(orders.c.key == record.key).values(last_read_at=txn.now)
        )
        if record.row.read_first:
            _write(txn, record, read_first=False)
            if not found or unclear:
                problem = "unreadable" if found else "not in Foodics any more"
                txn.journal.note(
                    txn.now, "fault", record.key, record.reference, None, problem=problem
                )
                _judge(txn, record, held=True)


def read_failed(txn: Txn, foodics_id: str) -> None:
    """An order could not be read by id: others have their turn before it is tried again."""
    txn.connection.execute(
        update(orders).where(orders.c.foodics_id == foodics_id).values(last_read_at=txn.now)
    )


def to_read(txn: Txn, *, older_than: datetime, limit: int) -> list[tuple[str, int, bool]]:
    """Orders to read by id: (Foodics id, reference, a person waits). First what a person let go,
    then refused and held ones that were not read for a while, longest first.

    Those that nobody cared for in two days are left to the polls: they must not use up the limit.
    """
    wanted = (dispatches.c.read_first & dispatches.c.state.in_((State.QUEUED, State.RETRYING))) | (
        (
            dispatches.c.state.in_((State.REFUSED, State.HELD))
            # Ready and waiting: a customer card that was mended does not change the order's stamp.
            | (
                (dispatches.c.state == State.WAITING)
                & dispatches.c.ready_at.is_not(None)
                & dispatches.c.branch_key.in_(_ACTIVE)
            )
        )
        & (orders.c.last_read_at < older_than)
        & (dispatches.c.state_at > older_than - READ_FOR)
    )
    found = txn.connection.execute(
        _READ.where(wanted)
        .order_by(dispatches.c.read_first.desc(), orders.c.last_read_at)
        .limit(limit)
    )
    return [(row.foodics_id, row.reference, row.read_first) for row in found]


_ACTIVE = select(branches.c.key).where(branches.c.active)
_READ = (
    orders.join(dispatches, (dispatches.c.order_key == orders.c.key) & dispatches.c.live)
    .select()
    .with_only_columns(orders.c.foodics_id, orders.c.reference, dispatches.c.read_first)
)


def _again(txn: Txn, record: Record, action: str, **values: object) -> State:
    """Notes the action, sets the values and judges once more."""
    _note(txn, record, action)
    return _judge(txn, record, **values)


def _judge(txn: Txn, record: Record, **values: object) -> State:
    if values:
        _write(txn, record, **values)
    fresh = _record(txn, record.reference)
    state = judging.apply(
        txn.connection,
        context.read(txn.connection, txn.settings),
        txn.journal,
        fresh,
        txn.now,
    )
    if state is fresh.state and state is not record.state:
        # The values themselves moved it and the verdict agrees: told all the same.
        txn.journal.note(txn.now, "state", record.key, record.reference, state, was=record.state)
    return state


def _record(txn: Txn, reference: int) -> Record:
    record = records.of_reference(txn.connection, reference)
    if record is None:
        raise AppError("unknown_order", reference=reference)
    return record


def _suitable(txn: Txn, reference: int, action: str, states: Collection[State]) -> Record:
    record = _record(txn, reference)
    if record.state not in states:
        raise _unsuitable(record, action)
    return record


def _unsuitable(record: Record, action: str, why: str = "") -> AppError:
    return AppError(
        "wrong_state",
        action=action,
        state=record.state,
        reference=record.reference,
        why=why,
    )


def _note(txn: Txn, record: Record, action: str) -> None:
    txn.journal.note(txn.now, "person", record.key, record.reference, record.state, action=action)


def _write(txn: Txn, record: Record, **values: object) -> None:
    txn.connection.execute(
        update(dispatches).where(dispatches.c.key == record.dispatch_key).values(**values)
    )


def _keys(reasons: Iterable[Reason], codes: Collection[str]) -> set[str]:
    return {reason.key for reason in reasons if reason.code in codes}


def _joined(codes: Collection[str]) -> str:
    return " ".join(sorted(codes))
