"""What is asked once and remembered: unclear payment methods, senders, cities (rules.md 1, 3, 4)."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select

from app.core import money
from app.core.dispatch import State
from app.store import choices, records
from app.store.codec import load_reasons
from app.store.queries import Reader
from app.store.records import Record
from app.store.screens.types.card import Question
from app.store.screens.types.queue import Why
from app.store.tables import dispatches

_ASKING = dispatches.c.state.in_((State.HELD, State.WAITING))
#: Reasons that a question stands behind.
_CODES = ("payment_unclear", "aggregator", "city_unclear")
_BYTES = tuple(code.encode() for code in _CODES)


def questions(reader: Reader) -> list[Question]:
    """All that wait for an answer, each once, by the order that asked first."""
    rows = reader.connection.execute(
        select(dispatches.c.key, dispatches.c.reasons).where(_ASKING, dispatches.c.live)
    )
    # Only orders with a question are read as a whole: of branches that are off very many may wait.
    keys = [row.key for row in rows if any(code in row.reasons for code in _BYTES)]
    asking: list[Record] = []
    for start in range(0, len(keys), 500):
        some = dispatches.c.key.in_(keys[start : start + 500])
        asking += records.where(reader.connection, some)
    found: dict[tuple[str, str], Question] = {}
    for record in sorted(asking, key=lambda record: record.reference):
        for asked in of_record(record):
            known = found.get((asked.topic, asked.subject), replace(asked, orders=()))
            orders = (*known.orders, record.reference)
            found[asked.topic, asked.subject] = replace(known, orders=orders)
    return list(found.values())


def of_record(record: Record) -> Iterator[Question]:
    """What this order asks."""
    if record.state not in (State.HELD, State.WAITING):
        return
    order = record.order
    for reason in load_reasons(record.row.reasons):
        params = reason.params
        match reason.code:
            case "payment_unclear":
                methods = {payment.method_id: payment for payment in order.payments}
                payment = methods.get(params["method"])
                likely = str(money.suggested_class(payment)) if payment else None
                topic, subject = "payment", params["method"]
            case "aggregator":
                topic, subject, likely = "sender", params["sender"], None
            case "city_unclear" if order.address is not None:
                topic, subject, likely = "city", order.address.id, params["named"]
            case _:
                continue
        why = Why(reason.code, dict(params))
        answers = choices.ANSWERS[topic]
        yield Question(topic, subject, why, answers, likely, (record.reference,))
