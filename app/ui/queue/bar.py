"""Above the queue: what is shown of it. Chips by state, the branch that was chosen, the search."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from app.store.screens.types.queue import Group
from app.ui.icons import icon
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.flow import Flow
from app.ui.kit.words import Translated
from app.ui.language import number, one_line, plain, tr
from app.ui.queue.words import ALL, GROUPS
from app.ui.theme import CONTROL, font

#: Padding and border of a chip on both sides.
_AROUND = 28


class SearchField(QLineEdit):
    """Esc empties it, then gives the keyboard back."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Down lead out of it; everything else is typing."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(Translated):
    """Shows what it is told; the view decides."""

    #: Group | None: a chip was pressed.
    group_wanted = Signal(object)
    #: The branch's chip was pressed: all branches again.
    branch_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = dict.fromkeys(Group, 0)
        self._branch: str | None = None
        self.search = SearchField()
        self.search.setMaxLength(100)
        self._glass = self.search.addAction(
            icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._glass.triggered.connect(self.focus_search)
        self._clear = self.search.addAction(
            icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._clear.triggered.connect(self.search.clear)
        self._clear.setVisible(False)
        self.search.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        QShortcut(QKeySequence.StandardKey.Find, self, self.focus_search)
        self.branch = Button(kind="chip")
        self.branch.setCheckable(True)
        self.branch.setChecked(True)
        self.branch.clicked.connect(self._branch_pressed)
        self.branch.hide()
        self._group = QButtonGroup(self)
        self.chips: dict[Group | None, Button] = {}
        for each in (*GROUPS, None):
            chip = Button(kind="chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, wanted=each: self.group_wanted.emit(wanted))
            self._group.addButton(chip)
            self.chips[each] = chip
        self.chips[None].setChecked(True)
        top = row(self.search, self.branch)
        top.setStretch(0, 1)
        self.setLayout(column(top, Flow(*self.chips.values())))
        self.retranslate()

    def focus_search(self) -> None:
        """Ctrl+F: type at once, over what stands there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_counts(self, counts: dict[Group, int]) -> None:
        """The numbers on the chips."""
        self._counts = counts
        self._say_chips()

    def show_group(self, group: Group | None, *, searching: bool = False) -> None:
        """Which chip is down; none while a search looks everywhere."""
        self._group.setExclusive(not searching)
        for each, chip in self.chips.items():
            chip.setChecked(each is group and not searching)

    def show_branch(self, name: str | None) -> None:
        """The branch that is shown alone."""
        self._branch = name
        self.branch.setVisible(name is not None)
        self._say_branch()

    def retranslate(self) -> None:
        """All words anew."""
        self.search.setAccessibleName(tr("Search orders"))
        self.search.setPlaceholderText(plain(tr("#27, phone, name, OTO id")))
        keys = QKeySequence(QKeySequence.StandardKey.Find)
        self.search.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
        self._glass.setText(tr("Search orders"))
        self._clear.setText(tr("Clear the search"))
        self._say_branch()
        self._say_chips()

    def _branch_pressed(self) -> None:
        self.branch.setChecked(True)
        self.branch_left.emit()

    def _say_branch(self) -> None:
        if self._branch is not None:
            _say(self.branch, f"{one_line(self._branch, 24)}  ×", tr("Show all branches"))

    def _say_chips(self) -> None:
        for group, chip in self.chips.items():
            if group is None:
                _say(chip, tr(ALL))
                continue
            count = self._counts[group]
            alarming = group is Group.NEEDS_YOU and count > 0
            chip.setIcon(icon("triangle-alert", "bad") if alarming else QIcon())
            _say(chip, f"{tr(GROUPS[group])} {number(count)}")


def _say(chip: Button, text: str, hint: str = "") -> None:
    """With room for the bold letters of a pressed chip, so that pressing moves no neighbour."""
    if chip.text() == text.replace("&", "&&") and chip.toolTip() == plain(hint):
        return
    chip.say(text, hint)
    letters = QFontMetrics(font("body", bold=True)).horizontalAdvance(text)
    picture = 0 if chip.icon().isNull() else chip.iconSize().width() + 6
    chip.setFixedHeight(CONTROL)
    chip.setMinimumWidth(letters + picture + _AROUND)
