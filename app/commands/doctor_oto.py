"""The doctor's checks of what the ledger knows of OTO: the wallet, and orders from elsewhere."""

from collections.abc import Iterator

from app.commands.doctor_pc import Check, failed, ok
from app.core.errors import TEXTS, AppError
from app.store import facts, offered, steps
from app.store.queries import Reader, time_text

ELSEWHERE = "orders at OTO from elsewhere"
WALLET = "credit at OTO"


def checks(reader: Reader) -> Iterator[Check]:
    """Both; nothing of a service that is not connected, and nothing of a wallet nobody told."""
    oto = facts.get(reader.connection, facts.OtoFact)
    if oto is None:
        return
    if oto.credit is not None:
        yield _wallet(oto.credit, low=offered.is_low(oto.credit, reader.settings.credit_warning))
    yield _elsewhere(reader, oto)


def _wallet(credit: str, *, low: bool) -> Check:
    if not low:
        return ok(WALLET, credit)
    remedy = "Charge the wallet at OTO before it is used up; without credit no driver comes."
    return Check(WALLET, ok=False, detail=f"{credit} left", remedy=remedy)


def _elsewhere(reader: Reader, oto: facts.OtoFact) -> Check:
    """Whether somebody else sends the same orders too (rules.md section 2)."""
    pause = reader.context.pause
    if pause is not None and pause.why == steps.SECOND_SENDER:
        return failed(ELSEWHERE, AppError("second_sender"))
    if oto.generation == "v1":
        return ok(
            ELSEWHERE,
            "cannot be seen: OTO's older interface (v1) has no list of orders; "
            "OTO's own window shows them",
        )
    fact = facts.get(reader.connection, facts.SecondSenderFact)
    if fact is None or fact.tried_at is None:
        return ok(ELSEWHERE, "looked for as soon as the first order was sent")
    if fact.trouble is not None:
        why = AppError(fact.trouble, what="orders") if fact.trouble in TEXTS else None
        since = time_text(fact.trouble_since)
        detail = f"OTO's list of orders could not be read since {since}"
        remedy = why.remedy if why is not None else "It is tried again by itself."
        told = f"{detail}: {why.title}" if why is not None else detail
        return Check(ELSEWHERE, ok=False, detail=f"{told}; sending goes on", remedy=remedy)
    last = f"OTO's list was last read at {time_text(fact.looked_at)}"
    if fact.found:
        others = ", ".join(pair.other for pair in fact.found)
        return Check(
            ELSEWHERE,
            ok=False,
            detail=f"{last}; also sent from elsewhere, by OTO's numbers: {others}",
            remedy=AppError("second_sender").remedy,
        )
    return ok(ELSEWHERE, f"none; {last}")
