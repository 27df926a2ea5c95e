"""Names from outside are text: nothing of the window takes them for HTML."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.store.screens.types.standing import ServiceRow
from app.ui.branches.item import BranchItem
from app.ui.header.chip import Chip
from app.ui.kit.button import Button
from app.ui.language import tip
from app.ui.queue.model import QueueModel
from tests.ui.branches import rows
from tests.ui.fakes import NOW
from tests.ui.queue.making import make_row

HOSTILE = "<img src='file:///etc/hostname'><a href='x'>Sara</a>"
WINDOW = Path(__file__).parents[2] / "app" / "ui"
#: Tool tips that hold no name: `tip` is for those that may.
_OWN_WORDS = ('plain(tr("', "self.count.accessibleName()", "keys.toString(", "escape(", "tip(")
#: The tray's is no widget of ours; it is told counts and our own sentences.
_TRAY = Path("attention/tray.py")


def shown(text: str) -> str:
    """What a person sees of a tool tip."""
    if not Gui.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def test_a_tool_tip_shows_names_as_they_are(qapp: QApplication) -> None:
    assert tip("Al Yasmin & Olaya") == "Al Yasmin & Olaya"
    for text in (HOSTILE, f"More for {HOSTILE}", "a < b", "<b>", "نورة <i>"):
        assert shown(tip(text)) == text


def test_everything_with_a_name_of_a_stranger(qapp: QApplication) -> None:
    button, item, chip = Button("x"), BranchItem(rows.branch(1, HOSTILE), NOW), Chip("Foodics")
    button.say("", HOSTILE)
    chip.show_service(ServiceRow("ok", NOW, HOSTILE, ""))
    for widget in (button, item, chip):
        tips = [each.toolTip() for each in (widget, *widget.findChildren(QWidget))]
        told = [shown(each) for each in tips if "Sara" in each]
        assert told
        assert all(HOSTILE in each for each in told)
        for label in widget.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()
    model = QueueModel(lambda: NOW)
    model.load([make_row(27, 4, customer=HOSTILE)])
    cells = [model.index(0, column) for column in range(model.columnCount())]
    told = [shown(str(cell.data(Qt.ItemDataRole.ToolTipRole))) for cell in cells]
    assert [each for each in told if HOSTILE in each]
    for widget in (button, item, chip):
        widget.deleteLater()


def test_no_label_or_tool_tip_of_the_window_goes_another_way() -> None:
    for path in WINDOW.rglob("*.py"):
        source, where = path.read_text("utf-8"), path.relative_to(WINDOW)
        assert not re.search(r"QLabel\([^)\s]|QMessageBox|QErrorMessage", source), where
        assert not re.search(r"TextFormat\.(?!PlainText)\w+", source), where
        for said in re.findall(r"setToolTip\((.*)\)", source):
            if where != _TRAY:
                assert any(words in said for words in _OWN_WORDS), (where, said)
