"""What the theme does not say of the parts of this list."""

from app.paths import resource
from app.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """Narrow buttons, rows of lists with room, boxes to tick that are seen in the dark."""
    c = theme.colours
    # The tick itself is dark; it needs a light ground in both themes.
    ground = c.accent if theme.is_dark else c.accent_soft
    tick = resource("icons", "lucide", "check.svg").as_posix()
    return f"""
QPushButton[slim="true"] {{ padding: 4px; min-width: 20px; }}
QPushButton[slim="true"]:focus {{ padding: 3px; }}
QPushButton[kind="link"] {{ padding: 2px 0; }}
QListWidget {{ padding: 4px; }}
QListWidget::item {{ padding: 6px 4px; border-radius: 6px; }}
QListWidget::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
QListWidget::item:focus {{ border: 1px solid {c.focus}; }}
QListWidget::indicator, QCheckBox::indicator {{ width: 16px; height: 16px;
  border: 1px solid {c.track}; border-radius: 4px; background: {c.card}; }}
QListWidget::indicator:checked, QCheckBox::indicator:checked {{ background: {ground};
  border-color: {c.accent}; image: url("{tick}"); }}
"""
