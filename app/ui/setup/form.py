"""What the boxes of the set-up have in common: check live, can be cancelled, keep what was typed,
say in one place what came out."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.errors import AppError
from app.store.screens.types.standing import Standing
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.spinner import Spinner
from app.ui.kit.words import Translated
from app.ui.language import tr


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out, in the language that is shown: kind of the banner, title, text."""

    kind: str
    title: str
    text: str = ""
    #: Buttons of the banner: text, kind of button, what it does.
    offers: tuple[tuple[str, str, Callable[[], object]], ...] = ()


class Form(Translated):
    """A box with Save, Cancel, a spinner and a banner. `saved` comes after the truth is stored."""

    saved = Signal()
    #: The outcome has changed.
    spoke = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jobs = Jobs(self, self._failed)
        self._run = 0
        self._busy = False
        self._say: Callable[[], Outcome] | None = None
        self._standing = Standing()
        self._offered: list[Button] = []
        self.save = Button(kind="primary")
        self.cancel = Button()
        self.spinner = Spinner()
        self.doing = Label(tone="muted", wrap=False)
        self.banner = Banner()
        self.banner.offer()
        self.banner.hide()
        self.cancel.hide()
        self.doing.hide()
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.stop)

    def buttons(self) -> QHBoxLayout:
        """Save, Cancel and the spinner, in a line."""
        return row(self.save, self.cancel, self.spinner, self.doing, None)

    @property
    def busy(self) -> bool:
        """While something is being checked."""
        return self._busy

    @property
    def outcome(self) -> Outcome | None:
        """What came out last; None before."""
        return self._say() if self._say else None

    def retranslate(self) -> None:
        """Buttons and outcome."""
        self.save.say(tr("Save"))
        self.cancel.say(tr("Cancel"))
        self.doing.say(tr("Checking…") if self._busy else "")
        self._render()

    def show_standing(self, standing: Standing) -> None:
        """How everything stands; what was typed stays."""
        self._standing = standing

    def submit(self) -> None:
        """Save was pressed."""
        raise NotImplementedError

    def set_busy(self, busy: bool) -> None:
        """Shows that something is being checked, or no longer."""
        self._busy = busy
        self.save.setEnabled(not busy)
        self.cancel.setVisible(busy)
        self.doing.say(tr("Checking…") if busy else "")
        self.doing.setVisible(busy)
        (self.spinner.start if busy else self.spinner.stop)()

    def stop(self) -> None:
        """Cancel: what is on its way is given up, what was typed stays."""
        if not self._busy:
            return
        self._give_up()
        self.tell(
            lambda: Outcome(
                "info", tr("Checking was stopped."), tr("What you typed is still here.")
            )
        )

    def tell(self, say: Callable[[], Outcome] | None) -> None:
        """Shows an outcome; it is said anew when the language changes. None: nothing to say."""
        self._say = say
        self._render()
        self.spoke.emit()
        if say is not None and self.banner.isVisible():
            QAccessible.updateAccessibility(QAccessibleEvent(self.banner, QAccessible.Event.Alert))

    def check(self, name: str, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Starts the check; a second one is refused while one is on its way."""
        if self._busy:
            return
        self._run += 1
        run = self._run
        if self._jobs.start(name, work, done=lambda: self._ended(run)):
            self.tell(None)
            self.set_busy(True)

    def settled(self, say: Callable[[], Outcome] | None) -> None:
        """It is stored: whoever follows `saved` finds the box at rest."""
        self.set_busy(False)
        self.tell(say)
        self.saved.emit()

    def _give_up(self) -> None:
        self._run += 1
        self._jobs.cancel()
        self.set_busy(False)

    def _ended(self, run: int) -> None:
        # The end of a check that was given up must not be taken for the end of the next one.
        if run == self._run:
            self.set_busy(False)

    def _failed(self, error: AppError) -> None:
        self.point_at(error)
        self.tell(lambda: self._error(error))

    def _error(self, error: AppError) -> Outcome:
        title, remedy = texts.error(error)
        return Outcome("bad", title, f"{remedy}\n{self.kept_words()}".strip())

    def point_at(self, error: AppError) -> None:
        """Marks the field that has to be mended."""

    def kept_words(self) -> str:
        """What stays in force after an error."""
        return ""

    def _render(self) -> None:
        outcome = self.outcome
        self.banner.setVisible(outcome is not None)
        if outcome is not None:
            self.banner.say(outcome.title, outcome.text, outcome.kind)
        offers = outcome.offers if outcome is not None else ()
        if offers or self._offered:
            self._offered = self.banner.offer(*offers)
