"""Buttons: one look by kind, an icon, a name, a shortcut that shows in the tool tip."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOption, QWidget

from app.ui.icons import icon
from app.ui.language import plain, tip

_ICON_TONES = {"primary": "on_accent", "danger": "bad", "link": "accent"}


class Button(QPushButton):
    """`kind` is normal, primary, danger, quiet, link or chip."""

    #: Whether what happens now comes from mouse or keys at a button, not through accessibility.
    by_hand: ClassVar[bool] = False

    def __init__(
        self,
        text: str = "",
        kind: str = "normal",
        *,
        icon_name: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._kind, self._key, self._icon_name = kind, key, ""
        if key:
            self.setShortcut(QKeySequence(key))
        if icon_name:
            self.set_icon(icon_name)
        self.say(text)

    def event(self, event: QEvent) -> bool:
        """Qt's, and meanwhile `by_hand` holds."""
        # Pressed through accessibility, Qt's button clicks itself by a timer.
        before, Button.by_hand = Button.by_hand, event.type() is not QEvent.Type.Timer
        try:
            return super().event(event)
        finally:
            Button.by_hand = before

    def set_icon(self, name: str) -> None:
        """Shows another icon (Lucide's name)."""
        self._icon_name = name
        self.setIcon(icon(name, _ICON_TONES.get(self._kind, "text")))
        self.setIconSize(QSize(18, 18))

    def say(self, text: str, hint: str = "") -> None:
        """Text and tool tip; a button that shows only an icon is named by its hint."""
        # A name with "&" is a name, not a mnemonic. Qt puts an icon too near to its word.
        gap = "\u2009" if text and not self.icon().isNull() else ""
        self.setText(gap + text.replace("&", "&&"))
        if self._key:
            # setText takes the shortcut away (it looks for a mnemonic).
            self.setShortcut(QKeySequence(self._key))
        self.setAccessibleName(plain(text or hint))
        keys = QKeySequence(self._key).toString(QKeySequence.SequenceFormat.NativeText)
        told = " · ".join(part for part in (hint, keys) if part)
        self.setToolTip(tip(told))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's; and the arrow of a menu, which Qt leaves out from right to left where a style sheet
        draws the button."""
        super().paintEvent(event)
        if self.menu() is None or not self.isRightToLeft():
            return
        option = QStyleOption()
        option.initFrom(self)
        room = self.style().pixelMetric(QStyle.PixelMetric.PM_MenuButtonIndicator, option, self)
        side = room - 6
        where = QRect(self.width() - room - 4, (self.height() - side) // 2, side, side)
        option.rect = QStyle.visualRect(self.layoutDirection(), self.rect(), where)
        arrow = QStyle.PrimitiveElement.PE_IndicatorArrowDown
        self.style().drawPrimitive(arrow, option, QPainter(self), self)

    def set_kind(self, kind: str) -> None:
        """Changes the look."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            if self._icon_name:
                self.set_icon(self._icon_name)  # white on white would not be seen
            self.style().unpolish(self)
            self.style().polish(self)
