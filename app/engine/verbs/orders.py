"""Verbs about single orders: the buttons of the order panel, mending, answering."""

from collections.abc import Sequence

from app.core import contact
from app.core.errors import AppError
from app.engine.verbs.desk import Answer, Desk, Verbs, business
from app.store import choices, gaps


class OrderVerbs:
    """Carried out on the ledger of `desk`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ledger = desk.ledger
        self.verbs: Verbs = {
            "order": self.order,
            "orders": self.orders,
            "mend": self.mend,
            "answer": self.answer,
            "answer-gap": self.answer_gap,
        }

    async def order(self, action: str, reference: int) -> Answer:
        """A button of the order panel (`choices.BUTTONS`); returns the state afterwards."""
        state = await self._ledger.write(choices.BUTTONS[action], reference)
        self._desk.read_soon()
        return {"state": str(state)}

    async def orders(self, action: str, references: Sequence[int]) -> Answer:
        """The same button for many orders. `failed` has the state that did not suit, or the code of
        another error, by reference (text: JSON knows no other keys)."""
        done, failed = await self._ledger.write(choices.many, action, references)
        self._desk.read_soon()
        why = {str(key): error.params.get("state", error.code) for key, error in failed.items()}
        return {"done": list(done), "failed": why}

    async def answer_gap(self, go: Sequence[int], stay: Sequence[int]) -> Answer:
        """After an outage or a pause: these orders go, those are skipped. As `orders` for those that
        nobody asks about any more."""
        done, failed = await self._ledger.write(gaps.decide, go, stay)
        self._desk.read_soon()
        why = {str(key): error.params.get("state", error.code) for key, error in failed.items()}
        return {"done": list(done), "failed": why}

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
        """Remembers the answer to a question that was asked once. One about a gap is carried out:
        `go` and `stay` are how many orders do."""
        if topic != "gap":
            await self._ledger.write(choices.answer, topic, subject, value)
            return {}
        go, stay = await self._ledger.write(gaps.answer, subject, value)
        self._desk.read_soon()
        return {"go": go, "stay": stay}
