"""The steps of the set-up, and which one comes next (design.md section 1)."""

from sqlalchemy.engine import Connection

from app.store import facts
from app.store.context import Context

#: Why sending is paused from the first activation until *Start sending* (`facts.PauseFact.why`).
SETUP = "setup"
#: The same while somebody else sends the same orders, until a person has answered.
SECOND_SENDER = "second_sender"
_KEPT = (
    (facts.BusinessFact, "step_foodics"),
    (facts.OtoFact, "step_oto"),
    (facts.CurrencyFact, "step_currency"),
)


def unconnected(connection: Connection) -> str | None:
    """The code of the first step that is missing before branches can be activated."""
    for kind, step in _KEPT:
        if facts.get(connection, kind) is None:
            return step
    return None


def missing(connection: Connection, context: Context) -> str | None:
    """The code of the next step; None once orders go by themselves."""
    step = unconnected(connection)
    if step is not None:
        return step
    if not any(branch.rule.active for branch in context.by_key.values()):
        return "step_branch"
    pause = context.pause
    return "step_start" if pause is not None and pause.why == SETUP else None
