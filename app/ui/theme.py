"""Colours, type and measures: Fusion with our own light and dark palettes (window.md, "Feel")."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.paths import resource

#: The grid, in pixels at 100 %.
GRID = 8
RADIUS = 8
ROW = 44
CONTROL = 36

FAMILIES = ["Noto Sans", "Noto Sans Arabic"]
_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
)
#: Text sizes in pixels at 100 %.
SIZES = {"hero": 22, "title": 17, "body": 14, "small": 13}


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of one theme, by its job. Contrasts are measured in a test."""

    window: str
    card: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    on_bad: str
    focus: str
    track: str


LIGHT = Colours(
    window="#f3f5f7",
    card="#ffffff",
    raised="#eef1f4",
    line="#d5dbe1",
    text="#16202a",
    muted="#51606f",
    accent="#0b6b74",
    on_accent="#ffffff",
    accent_soft="#dff0f1",
    good="#1c6b35",
    good_soft="#e2f3e6",
    warn="#855300",
    warn_soft="#fdf0d5",
    bad="#b3261e",
    bad_soft="#fde7e5",
    on_bad="#ffffff",
    focus="#0b6b74",
    track="#76838f",
)
DARK = Colours(
    window="#12171c",
    card="#1b2229",
    raised="#252e37",
    line="#36424e",
    text="#e9eef2",
    muted="#a9b6c2",
    accent="#5cc3cc",
    on_accent="#06262a",
    accent_soft="#17383c",
    good="#7fd298",
    good_soft="#17331f",
    warn="#f0b95b",
    warn_soft="#3a2a0c",
    bad="#ff9d94",
    bad_soft="#43191a",
    on_bad="#2b0605",
    focus="#5cc3cc",
    track="#6b7885",
)


class Theme(QObject):
    """The theme in force. `changed` is emitted after the palette was exchanged."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT
        self.chosen = "system"

    def apply(self, chosen: str = "system") -> None:
        """`chosen` is system, light or dark; system follows the desktop from then on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.chosen = chosen
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._followed, Qt.ConnectionType.UniqueConnection)
        dark = chosen == "dark" or (
            chosen == "system" and hints.colorScheme() == Qt.ColorScheme.Dark
        )
        self.colours = DARK if dark else LIGHT
        app.setPalette(palette(self.colours))
        app.setStyleSheet(style_sheet(self.colours))
        self.changed.emit()

    def _followed(self) -> None:
        if self.chosen == "system":
            self.apply("system")

    @property
    def is_dark(self) -> bool:
        """True while the dark theme is shown."""
        return self.colours is DARK


def prepare(app: QApplication) -> None:
    """Style and fonts; before the first widget."""
    app.setStyle(QStyleFactory.create("Fusion"))
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    app.setFont(font("body"))


def font(size: str = "body", *, bold: bool = False) -> QFont:
    """The program's font in one of the four sizes: hero, title, body, small."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(SIZES[size])
    made.setBold(bold)
    return made


def palette(colours: Colours) -> QPalette:
    """The palette of a theme, disabled roles too."""
    role, made = QPalette.ColorRole, QPalette()
    roles = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.card,
        role.AlternateBase: colours.raised,
        role.Text: colours.text,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.card,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Accent: colours.accent,
    }
    for each, value in roles.items():
        made.setColor(each, QColor(value))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.muted))
    return made


def style_sheet(c: Colours) -> str:
    """What palettes cannot say: rounded controls, and kinds of buttons by their `kind` property."""
    # The tick itself is dark; it needs a light ground in both themes.
    tick = resource("icons", "lucide", "check.svg").as_posix()
    return f"""
QToolTip {{ color: {c.text}; background: {c.card}; border: 1px solid {c.line}; padding: 4px; }}
QPushButton {{
  background: {c.card}; color: {c.text}; border: 1px solid {c.track}; border-radius: {RADIUS}px;
  padding: 6px 14px; min-height: 22px; }}
QPushButton:hover {{ background: {c.raised}; }}
QPushButton:pressed {{ background: {c.line}; }}
QPushButton:focus {{ border: 2px solid {c.focus}; padding: 5px 13px; }}
QPushButton:disabled {{ color: {c.muted}; border-color: {c.line}; background: {c.window}; }}
QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent};
  font-weight: bold; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {c.raised}; color: {c.muted};
  border-color: {c.line}; }}
QPushButton[kind="danger"] {{ color: {c.bad}; border-color: {c.bad}; }}
QPushButton[kind="quiet"] {{ border-color: transparent; background: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {c.raised}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {c.focus}; }}
QPushButton[kind="link"] {{ border: 1px solid transparent; background: transparent; color: {c.accent};
  padding: 2px 4px; text-align: left; }}
QPushButton[kind="link"]:focus {{ border: 1px solid {c.focus}; }}
QPushButton[kind="chip"] {{ border-radius: 16px; padding: 4px 12px; }}
QPushButton[kind="chip"]:checked {{ background: {c.accent_soft}; color: {c.text};
  border-color: {c.accent}; font-weight: bold; }}
QLineEdit, QComboBox, QPlainTextEdit, QSpinBox, QTimeEdit {{
  background: {c.card}; color: {c.text}; border: 1px solid {c.track}; border-radius: {RADIUS}px;
  padding: 6px 10px; min-height: 22px; selection-background-color: {c.accent};
  selection-color: {c.on_accent}; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QSpinBox:focus, QTimeEdit:focus {{
  border: 2px solid {c.focus}; padding: 5px 9px; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 2px solid {c.bad}; padding: 5px 9px; }}
QFrame[kind="card"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {RADIUS}px; }}
QFrame[kind="info"] {{ background: {c.accent_soft}; border: 0; border-radius: {RADIUS}px; }}
QFrame[kind="good"] {{ background: {c.good_soft}; border: 0; border-radius: {RADIUS}px; }}
QFrame[kind="warn"] {{ background: {c.warn_soft}; border: 0; border-radius: {RADIUS}px; }}
QFrame[kind="bad"] {{ background: {c.bad_soft}; border: 0; border-radius: {RADIUS}px; }}
QLabel[tone="muted"] {{ color: {c.muted}; }}
QLabel[tone="good"] {{ color: {c.good}; }}
QLabel[tone="warn"] {{ color: {c.warn}; }}
QLabel[tone="bad"] {{ color: {c.bad}; }}
QMenu {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
QMenu::item {{ padding: 8px 28px 8px 28px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
QMenu::item:disabled {{ color: {c.muted}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: 12px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 12px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {c.track}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTableView, QListView, QTreeView {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line};
  border-radius: {RADIUS}px; outline: 0; }}
QTextBrowser {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line};
  border-radius: {RADIUS}px; padding: 12px 16px; }}
QListWidget::item {{ padding: 8px 10px; border-radius: 6px; }}
QListWidget::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
QHeaderView::section {{ background: {c.card}; color: {c.muted}; border: 0; padding: 6px 8px;
  border-bottom: 1px solid {c.line}; }}
QCheckBox, QRadioButton {{ spacing: 8px; min-height: 28px; }}
QCheckBox:focus, QRadioButton:focus {{ color: {c.accent}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}
QCheckBox::indicator {{ width: 18px; height: 18px; border: 1px solid {c.track};
  border-radius: 4px; background: {c.card}; }}
QCheckBox::indicator:checked {{ border-color: {c.accent}; image: url("{tick}");
  background: {c.accent if c is DARK else c.accent_soft}; }}
QSplitter::handle {{ background: transparent; }}
"""


theme = Theme()
