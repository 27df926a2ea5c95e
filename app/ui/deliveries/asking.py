"""In place below the list: what *Delivered another way* means, asked once, and its undoing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui import texts
from app.ui.kit.banner import Banner
from app.ui.kit.box import column
from app.ui.kit.words import Translated
from app.ui.language import tr


class Asking(Translated):
    """Hidden while there is nothing to ask or to undo."""

    #: list[int]: these were delivered another way.
    confirmed = Signal(list)
    #: list[int]: they were not after all.
    undo_wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: References that were marked since the list was opened, and not undone.
        self.marked: set[int] = set()
        self._asked: list[int] = []
        self._said: Callable[[], None] = self.hide
        self.banner = Banner("warn")
        self.setLayout(column(self.banner))
        self.hide()

    def start_over(self) -> None:
        """Nothing is asked, nothing can be undone here."""
        self.marked.clear()
        self.put_away()

    def ask(self, references: Sequence[int]) -> None:
        """Asks whether these were delivered another way."""
        self._asked = list(references)
        self._show(self._say_question)
        if (yes := self.focusProxy()) is not None:
            yes.setFocus()

    def keep_to(self, ticked: Sequence[int]) -> None:
        """Other orders are ticked: what was asked about is no longer what is meant."""
        if self._asked and set(ticked) != set(self._asked):
            self.put_away()

    def tell_done(self, done: Sequence[int], failed: str) -> None:
        """They are marked; `failed` names those that had changed meanwhile."""
        self.marked |= set(done)
        self._show(lambda: self._say_done(list(done), failed))

    def tell_undone(self, undone: Sequence[int], failed: str) -> None:
        """They go to OTO again."""
        self.marked -= set(undone)
        self._show(lambda: self._say_undone(list(undone), failed))

    def retranslate(self) -> None:
        """Says anew what is shown."""
        if not self.isHidden():
            self._said()

    def _show(self, said: Callable[[], None]) -> None:
        self._said = said
        said()
        self.show()

    @property
    def is_asking(self) -> bool:
        """Whether an answer is waited for."""
        return bool(self._asked)

    def put_away(self) -> None:
        """Nothing is asked or told any more."""
        self._asked = []
        self.hide()

    def _confirm(self) -> None:
        asked = self._asked
        self.put_away()
        self.confirmed.emit(asked)

    def _undo(self, references: list[int]) -> None:
        self.put_away()
        self.undo_wanted.emit(references)

    def _say_question(self) -> None:
        self.banner.say(
            tr("Were %n order(s) delivered another way?", n=len(self._asked)),
            tr(
                "OTO does not get them, not even when it answers again, and no courier comes. This "
                "can be undone."
            ),
            "warn",
        )
        yes, _ = self.banner.offer(
            (texts.action("another-way"), "primary", self._confirm),
            (tr("Cancel"), "normal", self.put_away),
        )
        self.setFocusProxy(yes)

    def _say_done(self, done: list[int], failed: str) -> None:
        self.banner.say(
            tr(
                "%n order(s) are marked as delivered another way; OTO does not get them.",
                n=len(done),
            )
            if done
            else tr("No order was marked."),
            _left_alone(failed),
            "warn" if failed else "good",
        )
        undo = (tr("Undo"), "normal", lambda: self._undo(done))
        close = (tr("Close"), "quiet", self.put_away)
        self.banner.offer(*((undo, close) if done else (close,)))

    def _say_undone(self, undone: list[int], failed: str) -> None:
        self.banner.say(
            tr("%n order(s) go to OTO again.", n=len(undone))
            if undone
            else tr("Nothing was undone."),
            _left_alone(failed),
            "warn" if failed else "good",
        )
        self.banner.offer((tr("Close"), "quiet", self.put_away))


def _left_alone(failed: str) -> str:
    return (
        tr("Changed meanwhile, and left as they are: {numbers}", numbers=failed) if failed else ""
    )
