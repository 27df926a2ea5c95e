"""What stands where rows would be: loading, nothing yet, nothing here, nothing found."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.icons import icon
from app.ui.kit.box import Card, column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.spinner import Spinner
from app.ui.theme import theme

_SIZE = 40


class Empty(Card):
    """One icon, one sentence, what to know about it, and one button that helps."""

    def __init__(self, act: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("queue-empty")
        self._icon = QLabel()
        self._name, self._tone = "inbox", "muted"
        self.spinner = Spinner()
        self.title = Label(size="title", bold=True)
        self.text = Label()
        self.more = Label(tone="muted")
        self.button = Button()
        self.button.clicked.connect(act)
        for each in (self._icon, self.title, self.text, self.more):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(
            column(
                None,
                row(None, self.spinner, None),
                self._icon,
                self.title,
                self.text,
                self.more,
                row(None, self.button, None),
                None,
                gap=12,
                margins=(32, 24, 32, 24),
            )
        )
        theme.changed.connect(self._paint)

    def say(
        self,
        icon_name: str,
        title: str,
        text: str = "",
        *,
        more: str = "",
        button: str = "",
        tone: str = "muted",
        busy: bool = False,
    ) -> None:
        """Shows a state; empty texts take no room."""
        self._name, self._tone = icon_name, tone
        self._paint()
        self._icon.setVisible(not busy)
        self.spinner.start() if busy else self.spinner.stop()
        for label, said in ((self.title, title), (self.text, text), (self.more, more)):
            label.say(said)
            label.setVisible(bool(said))
        self.button.say(button)
        self.button.setVisible(bool(button))

    def _paint(self) -> None:
        self._icon.setPixmap(icon(self._name, self._tone).pixmap(QSize(_SIZE, _SIZE)))
