"""What is asked after an outage or a pause, and the orders it is about (rules.md section 2)."""

from app.store import gaps
from app.store.gaps import Asked
from app.store.queries import Reader
from app.store.screens.queue import rows_of
from app.store.screens.types.queue import QueueRow
from app.store.screens.types.standing import GapQuestion


def gap_questions(reader: Reader) -> tuple[GapQuestion, ...]:
    """All that wait for an answer, the first gap first."""
    found = gaps.asked(reader.connection, reader.context, reader.now)
    return tuple(_question(reader, each) for each in found)


def gap_orders(reader: Reader, subject: str) -> list[QueueRow]:
    """The orders of one question, oldest first; none once it is answered."""
    found = gaps.asked(reader.connection, reader.context, reader.now)
    keys = [held.key for each in found if each.subject == subject for held in each.held]
    place = {key: index for index, key in enumerate(keys)}
    return sorted(rows_of(reader, keys), key=lambda row: place[row.key])


def _question(reader: Reader, asked: Asked) -> GapQuestion:
    episode = asked.episode
    branch = reader.context.by_key[episode.branch] if episode.branch is not None else None
    return GapQuestion(
        subject=asked.subject,
        branch=asked.branch,
        branch_name=branch.rule.foodics.name if branch is not None else "",
        causes=tuple(str(cause) for cause in episode.causes),
        began_at=episode.began,
        ended_at=episode.ended,
        waiting=episode.waiting,
        orders=tuple(held.reference for held in asked.held),
    )
