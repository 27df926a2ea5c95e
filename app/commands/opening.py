"""Opening the ledger for reading beside whoever writes it (design.md section 6)."""

import contextlib
from collections.abc import Iterator

from app.commands.ground import Ground
from app.core.errors import AppError
from app.store import queries, steps
from app.store.reading import ReadOnly


@contextlib.contextmanager
def reading(ground: Ground) -> Iterator[queries.Reader | None]:
    """A reader on one consistent state of the ledger; None where there is no ledger yet.

    "Now" is this PC's clock, mended by what was last heard from Foodics. To be closed before
    printing: an open state keeps the writer's log growing. Raises AppError `ledger_newer`,
    `ledger_older`, `ledger_broken` or `ledger_unreadable`; never migrates, never makes anything.
    """
    path = ground.data.ledger
    if not path.exists():
        yield None
        return
    ledger = ReadOnly(path)
    try:
        with ledger.reading(ground.settings) as reader:
            yield reader
    finally:
        ledger.close()


def missing_step(reader: queries.Reader | None) -> str | None:
    """The code of the first step of the set-up that is missing (design.md section 1)."""
    if reader is None:
        return "step_foodics"
    return steps.missing(reader.connection, reader.context)


def next_step(ground: Ground) -> str | None:
    """What is to be done next, in words; None once everything is set up, or if it cannot be told."""
    step = None
    with contextlib.suppress(AppError), reading(ground) as reader:
        step = missing_step(reader)
    return AppError(step).remedy if step else None
