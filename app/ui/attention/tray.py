"""The tray icon: state by shape and colour. An extra: where there is none, the window stays."""

import re

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.ui.language import plain, tr

_SIZE = 64
#: What a desktop may read as markup: tags, and the beginning of an entity ("&lt;", "&#60;").
_MARKUP = re.compile(r"[<>]|&(?=#?\w+;)")
_LOOKS_LIKE = {"<": "‹", ">": "›", "&": "＆"}


class Tray(QObject):
    """`good`, `warn`, `bad` or `paused` by `show_state`."""

    open_wanted = Signal()
    pause_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._menu = QMenu()
        self._open = self._menu.addAction("", self.open_wanted.emit)
        self._pause = self._menu.addAction("", self.pause_wanted.emit)
        self._menu.addSeparator()
        self._quit = self._menu.addAction("", self.quit_wanted.emit)
        self._state, self._paused = "", False
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(self)
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._activated)
            self._icon.messageClicked.connect(self.open_wanted)
            self.show_state("warn", "")
            self._icon.show()
        self.retranslate()

    @property
    def is_there(self) -> bool:
        """Whether this desktop shows a tray."""
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def retranslate(self) -> None:
        """Says the menu anew."""
        self._open.setText(tr("Open OTO Companion"))
        self._pause.setText(tr("Resume sending") if self._paused else tr("Pause sending"))
        self._quit.setText(tr("Quit"))

    def show_state(self, kind: str, text: str, *, paused: bool = False) -> None:
        """Shows how things stand; `text` is the tool tip."""
        self._paused = paused
        self.retranslate()
        if self._icon is None:
            return
        state = "paused" if paused and kind != "bad" else kind
        if state != self._state:
            self._state = state
            self._icon.setIcon(drawn(state))
        self._icon.setToolTip(unmarked(f"OTO Companion — {text}" if text else "OTO Companion"))

    def notify(self, title: str, text: str) -> None:
        """A notice of the desktop; the caller sees to it that each episode has one."""
        if self._icon is not None and QSystemTrayIcon.supportsMessages():
            self._icon.showMessage(unmarked(title), unmarked(text), self._icon.icon())

    def leave(self) -> None:
        """Takes the icon away."""
        if self._icon is not None:
            self._icon.hide()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.open_wanted.emit()


def unmarked(text: str) -> str:
    """The text for notice or tool tip, which some desktops read as a little HTML and others as it
    is, and none says which: what would be a tag or an entity is said with signs that look alike."""
    return _MARKUP.sub(lambda found: _LOOKS_LIKE[found[0]], plain(text))


def drawn(state: str) -> QIcon:
    """A circle with a tick, a square with two bars, a triangle with a mark: told apart
    without colour, and seen on a light and on a dark bar."""
    made = QPixmap(_SIZE, _SIZE)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = {"good": "#1c7c40", "info": "#1c7c40", "warn": "#c77700", "paused": "#4d5b69"}
    painter.setBrush(QColor(colour.get(state, "#c2281e")))
    painter.setPen(QPen(QColor("#ffffff"), 3))
    white = QPen(QColor("#ffffff"), 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    if state in ("good", "info"):
        painter.drawEllipse(QRectF(3, 3, 58, 58))
        painter.setPen(white)
        painter.drawPolyline([_at(19, 33), _at(29, 43), _at(46, 23)])
    elif state == "paused":
        painter.drawRoundedRect(QRectF(4, 4, 56, 56), 10, 10)
        painter.setPen(white)
        painter.drawLine(_at(25, 20), _at(25, 44))
        painter.drawLine(_at(39, 20), _at(39, 44))
    else:
        painter.drawPolygon([_at(32, 3), _at(61, 60), _at(3, 60)])
        painter.setPen(white)
        painter.drawLine(_at(32, 24), _at(32, 40))
        painter.drawPoint(_at(32, 51))
    painter.end()
    return QIcon(made)


def _at(x: float, y: float) -> QPointF:
    return QPointF(x, y)
