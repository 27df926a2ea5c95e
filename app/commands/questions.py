"""What is asked: once and remembered, about unclear payment methods, senders and cities (rules.md 1,
3, 4); and after an outage or a pause (rules.md 2)."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import timedelta

from app.commands import output
from app.commands.ground import Ground
from app.commands.opening import reading
from app.core import wording
from app.store import queries
from app.store.screens import questions as open_questions
from app.store.screens.gaps import gap_questions
from app.store.screens.types.card import Question
from app.store.screens.types.standing import GapQuestion


def questions(ground: Ground, arguments: Namespace) -> int:
    """Lists what waits for an answer, each question once."""
    rows: list[queries.Row] = []
    with reading(ground) as reader:
        if reader is not None:
            offset = reader.context.rules.utc_offset
            rows = [_gap_row(asked, offset) for asked in gap_questions(reader)]
            rows += [_row(asked) for asked in open_questions.questions(reader)]
    if arguments.json:
        output.say_rows(rows)
        return 0
    for row in rows:
        some = ["REFERENCE,…"] if row["topic"] == "gap" else []
        possible = "|".join([*row["answers"], *some]) or "NAME"
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


def _gap_row(asked: GapQuestion, offset: timedelta) -> queries.Row:
    return {
        "topic": "gap",
        "subject": asked.subject,
        "text": gap_text(asked, offset),
        "answers": ["all", "none"],
        "suggestion": None,
        "orders": list(asked.orders),
    }


def gap_text(asked: GapQuestion, offset: timedelta) -> str:
    """The question for people, with times of the business."""
    began, ended = ((at + offset).strftime("%H:%M") for at in (asked.began_at, asked.ended_at))
    minutes = round((asked.ended_at - asked.began_at) / timedelta(minutes=1))
    what = _CAUSES.get(asked.causes, "Nothing could be sent")
    whose = f" of {asked.branch}" if asked.branch else ""
    listed = ", ".join(str(reference) for reference in asked.orders[:_MOST])
    more = ", …" if len(asked.orders) > _MOST else ""
    return (
        f"{what}{whose} for {minutes} min ({began} to {ended}); {len(asked.orders)} ready order(s) "
        f"were not sent: {listed}{more}. Are the customers still waiting?"
    )


#: So many references are listed in a line.
_MOST = 20
_CAUSES: Mapping[tuple[str, ...], str] = {
    ("off",): "OTO Companion or this PC was off",
    ("foodics",): "Cut off from Foodics",
    ("oto",): "OTO took no orders",
    ("pause",): "Sending was paused",
    ("stopped",): "Sending stood still",
}


def answer(ground: Ground, arguments: Namespace) -> int:
    """Remembers an answer; everything open is judged anew. One about a gap is carried out."""
    from app.commands.instances import do_if_set_up  # noqa: PLC0415 - imports the engine

    told = {"topic": arguments.topic, "subject": arguments.subject, "value": arguments.value}
    done = do_if_set_up(ground, "answer", told)
    if arguments.topic == "gap":
        output.say(f"{done['go']} order(s) go, {done['stay']} skipped (to undo: unskip REFERENCE).")
    else:
        output.say("Remembered; it holds from now on.")
    return 0
