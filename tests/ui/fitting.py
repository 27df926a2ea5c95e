"""Is anything cut off, or without a name? Every visible text, button and field has the room it asks
for.

python -m tests.ui.fitting SCENE…      in the scale of QT_SCALE_FACTOR; one line for each finding
"""

import sys

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.ui.branches.name import NameButton
from tests.ui.nameless import nameless

#: The smallest window there is (window.md).
SMALLEST = (960, 600)
#: Hints are rounded in scales such as 150 %.
_ROUNDING = 2


def cut_off(window: QWidget) -> list[str]:
    """What has too little room, each with its text and the room it lacks in pixels."""
    found = []
    for each in window.findChildren(QWidget):
        if not each.isVisible() or each.window() is not window.window():
            continue
        if isinstance(each, QLabel) and each.text() and each.pixmap().isNull():
            found += _label(each)
        elif isinstance(each, QAbstractButton | QComboBox | QLineEdit):
            found += _control(each)
    return found + _sideways(window)


def _label(label: QLabel) -> list[str]:
    wanted = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    found = _lacking(label.text(), "height", wanted - label.height())
    if not label.wordWrap():
        found += _lacking(label.text(), "width", label.sizeHint().width() - label.width())
    return found


def _control(control: QWidget) -> list[str]:
    if isinstance(control.parentWidget(), QComboBox | QLineEdit) or isinstance(control, NameButton):
        return []  # a part of another control; names of branches shorten themselves
    name = control.accessibleName() or type(control).__name__
    hint = control.sizeHint() if isinstance(control, QAbstractButton) else control.minimumSizeHint()
    found = []
    # A fixed width is a decision: an icon alone.
    if control.minimumWidth() != control.maximumWidth():
        found += _lacking(name, "width", hint.width() - control.width())
    return found + _lacking(name, "height", control.fontMetrics().height() - control.height())


def _lacking(name: str, what: str, lacks: int) -> list[str]:
    return [f"{name!r} lacks {lacks} px of {what}"] if lacks > _ROUNDING else []


def _sideways(window: QWidget) -> list[str]:
    """What stands out of the window, or of the part that scrolls it, to the side."""
    found = []
    for each in window.findChildren(QAbstractButton):
        if not each.isVisible() or each.window() is not window.window():
            continue
        frame = each.parentWidget()
        while frame is not None and not isinstance(frame.parentWidget(), QAbstractScrollArea):
            frame = frame.parentWidget()
        frame = frame or window.window()
        left = each.mapTo(frame, QPoint(0, 0)).x() if frame is not each else 0
        if left < 0 or left + each.width() > frame.width():
            found.append(f"{each.accessibleName()!r} stands out to the side")
    return found


def _examine(window: QWidget) -> list[str]:
    return cut_off(window) + nameless(window)


def main() -> int:
    """See the module's text; exit 1 if anything is found."""
    from tests.ui.pictures import scenes  # it chooses the platform first

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert app is not None
    found = []
    for scene in sys.argv[1:] or list(scenes.SCENES):
        for code in scenes.LANGUAGES:
            for finding in scenes.examined(scene, code, SMALLEST, _examine):
                found.append(f"{scene}, {code}: {finding}")
    sys.stdout.write("\n".join(found) + "\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
