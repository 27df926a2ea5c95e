"""An icon beside words."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from app.ui.icons import icon
from app.ui.language import is_rtl
from app.ui.theme import font, theme

#: Any letter: all of them hang as low in their line.
_ARABIC = "ج"


class Sign(QLabel):
    """It follows the theme, and stands at the first line of a text of the size `beside`, which is
    lower in Arabic."""

    def __init__(
        self,
        name: str = "info",
        tone: str = "muted",
        size: int = 18,
        *,
        beside: str = "body",
        width: int = 24,
    ) -> None:
        super().__init__()
        self._name, self._tone, self._size, self._beside = name, tone, size, beside
        self.setFixedWidth(width)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        theme.changed.connect(self._paint)
        self._paint()
        self._stand()

    def set_icon(self, name: str, tone: str) -> None:
        """Shows another icon."""
        if (name, tone) != (self._name, self._tone):
            self._name, self._tone = name, tone
            self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._stand()

    def _stand(self) -> None:
        metrics = QFontMetrics(font(self._beside))
        lower = (metrics.size(0, _ARABIC).height() - metrics.height()) // 2 if is_rtl() else 0
        self.setContentsMargins(0, lower, 0, 0)

    def _paint(self) -> None:
        self.setPixmap(icon(self._name, self._tone).pixmap(self._size, self._size))
