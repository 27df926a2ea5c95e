"""How large a window opens: never larger than the screen, whose edge would cut its buttons off."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

#: What a desktop puts around a window: its edges, and its title on top.
_AROUND = QSize(16, 48)


def of_screen(window: QWidget) -> QSize:
    """What the screen has for windows: without the bars of the desktop."""
    return (window.parentWidget() or window).screen().availableSize()


def opens_at(window: QWidget, width: int, height: int) -> bool:
    """Gives a window this size before it is shown; less where the screen is smaller: False."""
    wanted = QSize(width, height)
    given = wanted.boundedTo(of_screen(window) - _AROUND)
    window.resize(given)
    return given == wanted
