"""Does a screen reader say something wherever it comes to?"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QWidget


def nameless(window: QWidget) -> list[str]:
    """What shows and says nothing: each part that takes the keyboard, and each text."""
    found = []
    for each in window.findChildren(QWidget):
        if not each.isVisible() or each.window() is not window.window():
            continue
        if isinstance(each.parentWidget(), QAbstractSpinBox):
            continue  # not told of beside the whole
        if isinstance(each, QLabel):
            if not each.text() and each.pixmap().isNull():
                found.append(f"a text in {type(each.parentWidget()).__name__} is empty")
        elif each.focusPolicy() is not Qt.FocusPolicy.NoFocus and not _name(each):
            found.append(f"{type(each).__name__} in {type(each.parentWidget()).__name__}: no name")
    return found


def _name(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    return "" if told is None else told.text(QAccessible.Text.Name).strip()
