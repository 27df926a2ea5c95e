"""Menus for who reads and presses through accessibility.

Qt shows no screen reader where an open menu is: it is told only of the item that has the keyboard.
What opens a menu without mouse or keys gets a dialog with the same words instead.
"""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from app.ui.kit.box import column
from app.ui.kit.button import Button
from app.ui.kit.calm import CalmDialog
from app.ui.language import plain, tr


class MenuDialog(CalmDialog):
    """A button for each item of a menu, those of inner menus with their title before them."""

    def __init__(self, menu: QMenu, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.buttons: list[Button] = []
        for text, action in _items(menu):
            button = Button(text)
            button.setEnabled(action.isEnabled())
            button.setCheckable(action.isCheckable())
            button.setChecked(action.isChecked())
            button.clicked.connect(partial(self._take, action))
            self.buttons.append(button)
        cancel = Button(plain(tr("Cancel")), "quiet")
        cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.setLayout(column(*self.buttons, cancel, gap=8, margins=24))
        self.setMinimumWidth(320)

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
            # It may be filled only when it is opened.
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
            MenuDialog(menu, button.accessibleName(), button.window()).open()

    menu.aboutToShow.connect(opened)


def open_below(menu: QMenu, button: Button) -> None:
    """Opens a menu made for this once, which goes afterwards."""
    if Button.by_hand:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    else:
        dialog = MenuDialog(menu, button.accessibleName(), button.window())
        dialog.finished.connect(menu.deleteLater)
        dialog.open()
