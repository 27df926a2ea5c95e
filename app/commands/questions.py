"""What is asked once and remembered: unclear payment methods, senders, cities (rules.md 1, 3, 4)."""

from argparse import Namespace
from collections.abc import Iterator

from app.commands import output
from app.commands.ground import Ground
from app.commands.opening import reading
from app.core import money
from app.core.dispatch import State
from app.store import choices, queries, records
from app.store.codec import load_reasons
from app.store.records import Record
from app.store.tables import dispatches


def questions(ground: Ground, arguments: Namespace) -> int:
    """Lists what waits for an answer, each question once."""
    with reading(ground) as reader:
        rows = _asked(reader) if reader else []
    if arguments.json:
        output.say_rows(rows)
        return 0
    for row in rows:
        possible = "|".join(row["answers"]) or "NAME"
        output.say(
            output.plain(f"{row['text']}  ({len(row['orders'])} order(s))")
            + f"\n    answer {row['topic']} {output.plain(row['subject'])!r} {possible}"
        )
    return 0


def _asked(reader: queries.Reader) -> list[queries.Row]:
    asking = dispatches.c.state.in_((State.HELD, State.WAITING))
    held = records.where(reader.connection, asking)
    found: dict[tuple[str, str], queries.Row] = {}
    for record in sorted(held, key=lambda record: record.reference):
        texts = {row["code"]: row["text"] for row in queries.conditions(reader, record)}
        for code, topic, subject, suggestion in _subjects(record):
            row = found.setdefault(
                (topic, subject),
                {
                    "topic": topic,
                    "subject": subject,
                    "text": texts[code],
                    "answers": list(choices.ANSWERS[topic]),
                    "suggestion": suggestion,
                    "orders": [],
                },
            )
            row["orders"].append(record.reference)
    return list(found.values())


def _subjects(record: Record) -> Iterator[tuple[str, str, str, str | None]]:
    """Reason code, topic, subject and likely answer of each question that an order asks."""
    order = record.order
    for reason in load_reasons(record.row.reasons):
        params = reason.params
        match reason.code:
            case "payment_unclear":
                methods = {payment.method_id: payment for payment in order.payments}
                payment = methods.get(params["method"])
                likely = str(money.suggested_class(payment)) if payment else None
                yield reason.code, "payment", params["method"], likely
            case "aggregator":
                yield reason.code, "sender", params["sender"], None
            case "city_unclear" if order.address is not None:
                yield reason.code, "city", order.address.id, params["named"]


def answer(ground: Ground, arguments: Namespace) -> int:
    """Remembers an answer; everything open is judged anew."""
    from app.commands.instances import do_if_set_up  # noqa: PLC0415 - imports the engine

    told = {"topic": arguments.topic, "subject": arguments.subject, "value": arguments.value}
    do_if_set_up(ground, "answer", told)
    output.say("Remembered; it holds from now on.")
    return 0
