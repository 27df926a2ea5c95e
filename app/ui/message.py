"""The one message above everything: what keeps the engine from working, or what did not work."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.ui import texts
from app.ui.kit.banner import Banner
from app.ui.language import tr


class Message(Banner):
    """The engine's trouble stays until it is over; anything else until somebody closes it."""

    def __init__(self, try_again: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("bad", parent)
        self._try_again = try_again
        self._of_engine = False
        self.hide()

    def trouble(self, error: AppError | None) -> None:
        """What keeps the engine from working; None when it works."""
        if error is None:
            if self._of_engine:
                self._of_engine = False
                self.hide()
            return
        self._of_engine = True
        self.say(*texts.error(error), "bad")
        self.offer((tr("Try again"), "normal", self._try_again))
        self.show()

    def failed(self, error: AppError) -> None:
        """Something that was asked for did not work."""
        self.tell(*texts.error(error), "bad")

    def tell(self, title: str, text: str, kind: str) -> None:
        """Says something until it is closed; the engine's own trouble comes first."""
        if self._of_engine:
            return
        self.say(title, text, kind)
        self.offer((tr("Close"), "normal", self.hide))
        self.show()
