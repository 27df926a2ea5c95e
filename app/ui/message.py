"""The one message above everything: what keeps the engine from working, or what did not work."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.ui import texts
from app.ui.kit.banner import Banner
from app.ui.language import tr

#: Title and text: asked anew when the language changes.
Words = Callable[[], tuple[str, str]]


class Message(Banner):
    """The engine's trouble stays until it is over; anything else until somebody closes it."""

    def __init__(self, try_again: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("bad", parent)
        self._try_again = try_again
        self._trouble: AppError | None = None
        self._said: tuple[str, Words] | None = None
        self.hide()

    def trouble(self, error: AppError | None) -> None:
        """What keeps the engine from working; None when it works, or when this is said elsewhere."""
        if error is not self._trouble:
            self._trouble = error
            if error is not None:
                self._said = None
            self.retranslate()

    def failed(self, error: AppError) -> None:
        """Something that was asked for did not work."""
        self.tell(lambda: texts.error(error), "bad")

    def tell(self, words: Words, kind: str) -> None:
        """Says something until it is closed; the engine's own trouble comes first."""
        if self._trouble is None:
            self._said = (kind, words)
            self.retranslate()

    def retranslate(self) -> None:
        """Says it in the language that is shown."""
        if self._trouble is not None:
            self.say(*texts.error(self._trouble), "bad")
            self.offer((tr("Try again"), "normal", self._try_again))
        elif self._said is not None:
            kind, words = self._said
            self.say(*words(), kind)
            self.offer((tr("Close"), "normal", self._close))
        self.setVisible(self._trouble is not None or self._said is not None)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language. (`Translated` is a QWidget of its own: no two bases.)"""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _close(self) -> None:
        self._said = None
        self.hide()


def without_keyring() -> tuple[str, str]:
    """What a session without a keyring means."""
    return (
        tr("This PC has no keyring that can be used"),
        tr(
            "The tokens are kept only until OTO Companion ends; then they have to be entered again. "
            "Ask IT to set up the keyring of this PC."
        ),
    )
