"""What is asked once and remembered: unclear payment methods, senders, cities (rules.md 1, 3, 4)."""

from argparse import Namespace

from app.commands import output
from app.commands.ground import Ground
from app.commands.opening import reading
from app.core import wording
from app.store import queries
from app.store.screens import questions as open_questions
from app.store.screens.types import Question


def questions(ground: Ground, arguments: Namespace) -> int:
    """Lists what waits for an answer, each question once."""
    with reading(ground) as reader:
        rows = [_row(asked) for asked in open_questions.questions(reader)] if reader else []
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


def _row(asked: Question) -> queries.Row:
    return {
        "topic": asked.topic,
        "subject": asked.subject,
        "text": wording.condition(asked.why.code, asked.why.params),
        "answers": list(asked.answers),
        "suggestion": asked.suggestion,
        "orders": list(asked.orders),
    }


def answer(ground: Ground, arguments: Namespace) -> int:
    """Remembers an answer; everything open is judged anew."""
    from app.commands.instances import do_if_set_up  # noqa: PLC0415 - imports the engine

    told = {"topic": arguments.topic, "subject": arguments.subject, "value": arguments.value}
    do_if_set_up(ground, "answer", told)
    output.say("Remembered; it holds from now on.")
    return 0
