"""Menus for who reads and presses through accessibility.

Qt shows no screen reader where an open menu is: it is told only of the item that has the keyboard.
What opens a menu without mouse or keys gets a dialog with the same words instead.
"""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from app.ui.kit.box import clear, column
from app.ui.kit.button import Button
from app.ui.kit.calm import CalmDialog
from app.ui.language import tr


class MenuDialog(CalmDialog):
    """A button for each item of a menu, those of inner menus with their title before them.

    `offered` gives the menu as it is now; it is asked again in another language. `once`: each menu
    that it gives was made for this dialog, and goes with it.
    """

    def __init__(self, offered: Callable[[], QMenu], opener: Button, *, once: bool = False) -> None:
        super().__init__(opener.window())
        self._offered, self._opener, self._once = offered, opener, once
        #: One for each item, and behind them Cancel.
        self.buttons: list[Button] = []
        self._rows = column(gap=8, margins=24)
        self.setLayout(self._rows)
        self.finished.connect(self.deleteLater)
        self.setMinimumWidth(320)
        self._fill()

    def _fill(self) -> None:
        menu = self._offered() if isValid(self._opener) else None
        if menu is None or not isValid(menu):  # what it was for has gone
            self.reject()
            return
        if self._once:
            self.finished.connect(menu.deleteLater)
        # It may be filled only when it is opened.
        menu.aboutToShow.emit()
        had = next((at for at, each in enumerate(self.buttons) if each.hasFocus()), 0)
        clear(self._rows)
        # All of them anew: the keyboard goes through them in the order in which they were made.
        self.buttons = [self._button(text, action) for text, action in _items(menu)]
        cancel = Button(tr("Cancel"), "quiet")
        cancel.clicked.connect(self.reject)
        self.buttons.append(cancel)
        for each in self.buttons:
            self._rows.addWidget(each)
            each.show()  # at once, so that it can have the keyboard
        self.buttons[min(had, len(self.buttons) - 1)].setFocus()
        self.setWindowTitle(self._opener.accessibleName())

    def _button(self, text: str, action: QAction) -> Button:
        button = Button(text)
        button.setEnabled(action.isEnabled())
        button.setCheckable(action.isCheckable())
        button.setChecked(action.isChecked())
        button.clicked.connect(partial(self._take, action))
        return button

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language, after the menu and what opened it have."""
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._fill)
        super().changeEvent(event)

    def _take(self, action: QAction) -> None:
        # A second press may come after the first, or after what the menu was for has gone.
        if self.isVisible():
            self.accept()
            if isValid(action):
                action.trigger()


def _items(menu: QMenu, before: str = "") -> Iterator[tuple[str, QAction]]:
    for action in menu.actions():
        if action.isSeparator() or not action.isVisible():
            continue
        text = before + action.text().replace("&&", "&")
        inner = action.menu()
        if isinstance(inner, QMenu):
            inner.aboutToShow.emit()
            yield from _items(inner, f"{text}: ")
        else:
            yield text, action


def reachable(menu: QMenu, button: Button) -> None:
    """For a button that has the menu as its own."""

    def opened() -> None:
        if not Button.by_hand:
            QTimer.singleShot(0, menu, instead)

    def instead() -> None:
        if menu.isVisible():
            menu.close()
            MenuDialog(lambda: menu, button).open()

    menu.aboutToShow.connect(opened)


def open_below(made: Callable[[], QMenu], button: Button) -> None:
    """Opens a menu made for this once, which goes afterwards."""
    if Button.by_hand:
        menu = made()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    else:
        MenuDialog(made, button, once=True).open()
