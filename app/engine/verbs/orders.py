"""Verbs about single orders: the buttons of the order panel, mending, answering."""

from collections.abc import Callable, Mapping

from app.core import contact
from app.core.dispatch import State
from app.core.errors import AppError
from app.engine.verbs.desk import Answer, Desk, Verbs, business
from app.store import choices
from app.store.ledger import Txn


class OrderVerbs:
    """Carried out on the ledger of `desk`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ledger = desk.ledger
        self.verbs: Verbs = {"order": self.order, "mend": self.mend, "answer": self.answer}

    async def order(self, action: str, reference: int) -> Answer:
        """A button of the order panel; returns the state afterwards."""
        state: State = await self._ledger.write(_BUTTONS[action], reference)
        self._desk.read_soon()
        return {"state": str(state)}

    async def mend(self, reference: int, **fields: str | None) -> Answer:
        """Corrects phone, address or city of one order. AppError `phone_unusable`."""
        if phone := fields.get("phone"):
            known = await self._ledger.write(business)
            found = contact.phone_digits("", phone, known.country if known else "SA")
            if isinstance(found, contact.PhoneProblem):
                raise AppError("phone_unusable")
            fields["phone"] = found.digits
        state = await self._ledger.write(choices.mend, reference, fields)
        return {"state": str(state)}

    async def answer(self, topic: str, subject: str, value: str) -> Answer:
        """Remembers the answer to a question that was asked once."""
        await self._ledger.write(choices.answer, topic, subject, value)
        return {}


_BUTTONS: Mapping[str, Callable[[Txn, int], State]] = {
    "retry": choices.retry,
    "hold": choices.hold,
    "release": choices.release,
    "skip": choices.skip,
    "unskip": choices.unskip,
    "send-anyway": choices.send_anyway,
    "cancel-at-oto": choices.cancel_at_oto,
    "send-again": choices.send_again,
}
