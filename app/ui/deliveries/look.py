"""What the theme does not say of the list's rows and boxes."""

from app.paths import resource
from app.ui.theme import CONTROL, DARK, Colours

#: On a box that is ticked, and on a branch's of which some are.
_SIGNS = ("check", "minus")


def style_sheet(c: Colours) -> str:
    """Boxes as those of the rest of the window: to be seen in both themes."""
    tick, some = (resource("icons", "lucide", f"{name}.svg").as_posix() for name in _SIGNS)
    ground = c.accent if c is DARK else c.accent_soft
    return f"""
QTreeView::item {{ height: {CONTROL}px; padding: 0 4px; }}
QTreeView::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
QTreeView::indicator {{ width: 16px; height: 16px; border: 1px solid {c.track};
  border-radius: 4px; background: {c.card}; }}
QTreeView::indicator:checked {{ border-color: {c.accent}; image: url("{tick}"); background: {ground}; }}
QTreeView::indicator:indeterminate {{ border-color: {c.accent}; image: url("{some}");
  background: {ground}; }}
"""
