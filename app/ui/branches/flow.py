"""What happens when a branch is switched, paused, tied to a door or given rules: the ledger is asked,
and what follows is said under the branch."""

from collections.abc import Callable, Coroutine
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.store.screens.types.standing import Standing
from app.ui.branches import menu
from app.ui.branches.after import DoorQuestion, Said, SwitchedOff, SwitchedOn
from app.ui.branches.doors import CityForm, DoorChooser
from app.ui.branches.earlier import EarlierOrders
from app.ui.branches.item import BranchItem
from app.ui.branches.note import lacks_city
from app.ui.branches.rule import RuleForm
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs

Job = Callable[[], Coroutine[Any, Any, object]]


class Flow(QObject):
    """One for the whole list. `failed`: AppError; `opened`: a part that should be seen."""

    failed = Signal(object)
    opened = Signal(QWidget)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._jobs = Jobs(self, self.failed.emit)
        self.standing = Standing()

    @property
    def v1(self) -> bool:
        """OTO's first generation knows no pickup locations."""
        return self.standing.generation == "v1"

    def follow(self, item: BranchItem) -> None:
        """Ties a new item to what it can ask for."""
        item.wanted.connect(lambda on: self.switch(item, on))
        item.act_wanted.connect(lambda act: self.act(item, act))
        item.menu_wanted.connect(lambda: menu.popup(self, item))

    def updated(self, item: BranchItem) -> None:
        """The branch changed: what is said under it is brought up to date."""
        for part in item.parts():
            if isinstance(part, SwitchedOn):
                part.show_standing(self.standing)
            if isinstance(part, Said):
                part.show_row(item.row)

    def switch(self, item: BranchItem, on: bool) -> None:
        """Asks the ledger at once; the switch shows what comes back."""
        self._start(item, "switch", (lambda: self._on(item)) if on else (lambda: self._off(item)))

    def act(self, item: BranchItem, act: str) -> None:
        """The button under a branch."""
        if act == "resume":
            self.ask(item, "resume", branch=item.row.reference)
        elif act == "door":
            self.choose_door(item)
        elif act == "earlier":
            self._start(item, "earlier", lambda: self._earlier(item), replace=True)

    def choose_door(self, item: BranchItem) -> None:
        """Opens the chooser of pickup locations under the branch."""
        self._start(item, "door", lambda: self._door(item), replace=True)

    def _start(self, item: BranchItem, name: str, job: Job, *, replace: bool = False) -> None:
        """A second press of the same thing is refused; another, such as Undo, is not. What only
        opens something opens it anew (`replace`)."""
        self._jobs.start(f"{name} {item.row.key}", job, replace=replace)

    def ask(self, item: BranchItem, verb: str, part: QWidget | None = None, **what: Any) -> None:
        """Asks for one thing; `part` closes once it is done."""

        async def job() -> None:
            await self.bridge.do(verb, **what)
            if part is not None:
                self._close(item, part)

        self._start(item, f"do {verb}", job)

    def _open(self, item: BranchItem, part: QWidget) -> None:
        """One of a kind is open at a time."""
        for old in item.parts():
            if type(old) is type(part):
                item.close_part(old)
        item.place(part)
        self.opened.emit(part)

    def _close(self, item: BranchItem, part: QWidget) -> None:
        if shiboken6.isValid(item) and shiboken6.isValid(part) and part in item.parts():
            item.close_part(part)

    # Switching

    async def _on(self, item: BranchItem, *, agreed: bool = False) -> None:
        reference = item.row.reference
        answer = await self.bridge.do("activate", references=[reference])
        if not shiboken6.isValid(item):
            return
        item.close_parts()
        if answer.get("oto_chooses_door") and not agreed:
            # Nothing may go through a door that nobody has agreed to.
            self._ask_door(item)
            await self.bridge.do("deactivate", references=[reference])
            return
        said = SwitchedOn(item.row)
        said.show_standing(self.standing)
        said.show_row(item.row)
        said.closed.connect(lambda: self._close(item, said))
        said.choose_wanted.connect(lambda: self.act(item, "earlier"))
        said.since_wanted.connect(
            lambda minutes: self.ask(
                item, "activate", said, references=[reference], ready_since_minutes=minutes
            )
        )
        said.undo_wanted.connect(lambda: self.ask(item, "deactivate", said, references=[reference]))
        self._open(item, said)
        if reference in answer.get("without_pickup", ()):
            self.choose_door(item)

    def _ask_door(self, item: BranchItem) -> None:
        asked = DoorQuestion(item.row)
        asked.closed.connect(lambda: self._close(item, asked))
        asked.agreed.connect(lambda: self._again(item))
        self._open(item, asked)

    def _again(self, item: BranchItem) -> None:
        self._start(item, "switch again", lambda: self._on(item, agreed=True))

    async def _off(self, item: BranchItem) -> None:
        await self.bridge.do("deactivate", references=[item.row.reference])
        if not shiboken6.isValid(item):
            return
        item.close_parts()
        said = SwitchedOff(item.row)
        said.show_row(item.row)
        said.closed.connect(lambda: self._close(item, said))
        said.undo_wanted.connect(lambda: self._again(item))
        self._open(item, said)

    async def _earlier(self, item: BranchItem) -> None:
        part = EarlierOrders(self.bridge.now())
        asked = [said for said in item.parts() if isinstance(said, SwitchedOn)]

        def cancelled() -> None:
            self._close(item, part)
            for said in asked:
                if shiboken6.isValid(said):
                    said.show()

        # The question gives way to its answer: both would not fit beside the other branches.
        for said in asked:
            said.hide()
        part.closed.connect(cancelled)
        part.wanted.connect(
            lambda chosen: self._start(item, "send", lambda: self._send(item, part, chosen))
        )
        self._open(item, part)
        await self._read_earlier(item, part)

    async def _read_earlier(self, item: BranchItem, part: EarlierOrders) -> None:
        from app.store.screens import branches

        rows = await self.bridge.read(branches.ready_before, item.row.reference)
        if shiboken6.isValid(part):
            part.show_orders(rows or [], self.bridge.now())
            self.opened.emit(part)

    async def _send(self, item: BranchItem, part: EarlierOrders, chosen: list[int]) -> None:
        answer = await self.bridge.do("orders", action="unskip", references=chosen)
        if failed := answer.get("failed"):
            await self._read_earlier(item, part)
            if shiboken6.isValid(part):
                part.show_failed(len(failed))
            return
        self._close(item, part)
        if shiboken6.isValid(item):
            for said in item.parts():
                if isinstance(said, SwitchedOn):
                    item.close_part(said)

    # The door

    async def _door(self, item: BranchItem) -> None:
        if lacks_city(item.row, v1=self.v1) and item.row.needs_door:
            await self._city(item)
            return
        reference = item.row.reference
        part = DoorChooser(item.row.name, item.row.pickup)
        part.closed.connect(lambda: self._close(item, part))
        part.chosen.connect(
            lambda code: self.ask(item, "pickup", part, reference=reference, code=code)
        )
        part.reading_wanted.connect(
            lambda: self._start(item, "read", lambda: self._read_doors(item, part, again=True))
        )
        self._open(item, part)
        await self._read_doors(item, part)

    async def _read_doors(
        self, item: BranchItem, part: DoorChooser, *, again: bool = False
    ) -> None:
        from app.store.screens import branches

        part.show_reading(True)
        try:
            if again:
                await self.bridge.do("pickups")
            rows = await self.bridge.read(branches.doors, item.row.reference)
        finally:
            if shiboken6.isValid(part):
                part.show_reading(False)
        if shiboken6.isValid(part):
            part.show_doors(rows or [])
            self.opened.emit(part)

    async def _city(self, item: BranchItem) -> None:
        from app.store.screens import branches

        reference = item.row.reference
        part = CityForm(item.row.name, item.row.city)
        part.closed.connect(lambda: self._close(item, part))
        part.chosen.connect(
            lambda city: self.ask(item, "pickup", part, reference=reference, city=city)
        )
        self._open(item, part)
        names = await self.bridge.read(branches.cities)
        if shiboken6.isValid(part):
            part.show_cities(names or ())

    def open_rules(self, item: BranchItem) -> None:
        """Opens the form of the branch's own rules under it."""
        part = RuleForm(item.row)
        part.closed.connect(lambda: self._close(item, part))
        part.wanted.connect(
            lambda changes: self.ask(
                item, "branch-rule", part, reference=item.row.reference, **changes
            )
        )
        self._open(item, part)
