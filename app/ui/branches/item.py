"""One branch in the list. It shows what is stored; what is asked of it goes out as signals."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.store.screens.types.branches import BranchRow
from app.ui.branches.name import NameButton
from app.ui.branches.note import Note, note
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.sign import Sign
from app.ui.kit.switch import Switch
from app.ui.kit.words import Translated
from app.ui.language import branch_name, number, one_line, plain, tip, tr
from app.ui.theme import RADIUS, ROW, theme


class BranchItem(Translated):
    """Switch, name, count, and a line under them if there is something to say."""

    wanted = Signal(bool)
    pressed = Signal()
    menu_wanted = Signal()
    #: The act of its note: resume, door or earlier.
    act_wanted = Signal(str)

    def __init__(self, found: BranchRow, now: datetime) -> None:
        super().__init__()
        self.row = found
        self._now = now
        self._v1 = False
        self._chosen = False
        self._note: Note | None = None
        self._below: _NoteLine | None = None
        self.switch = Switch()
        self.switch.wanted.connect(self.wanted)
        self.name = NameButton()
        self.name.clicked.connect(self.pressed)
        self.count = Label(bold=True, wrap=False)
        self.more = Button(kind="quiet", icon_name="ellipsis")
        self.more.setProperty("slim", True)
        self.more.clicked.connect(self.menu_wanted)
        top = row(self.switch, self.name, self.count, self.more, gap=4)
        top.setStretch(1, 1)
        self._slot = column(gap=8)
        self._layout = column(top, self._slot, gap=0, margins=(4, 4, 4, 4))
        self.setLayout(self._layout)
        self.setMinimumHeight(ROW)
        self.retranslate()

    def show_row(self, found: BranchRow, now: datetime, *, v1: bool = False) -> None:
        """What the ledger holds now. Nothing is done if it is the same, as far as one can see."""
        self._now = now
        if found != self.row or v1 != self._v1:
            self.row, self._v1 = found, v1
            self.retranslate()
        elif self._note is not None:
            self._show_note()

    def show_chosen(self, chosen: bool) -> None:
        """Marks the branch whose orders alone are shown."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.retranslate()
            self.update()

    def retranslate(self) -> None:
        """Says everything anew."""
        found = self.row
        shown = one_line(found.name) or found.reference
        # Exactly Foodics' name: screen readers and tests look for it.
        self.switch.setAccessibleName(found.name)
        self.switch.setToolTip(plain(tr("Switch off") if found.active else tr("Switch on")))
        self.switch.show_stored(found.active)
        local = one_line(found.name_localized or "", 80)
        self.name.say(shown, local if local != shown else "", strong=self._chosen)
        self.name.setAccessibleName(
            plain(
                tr("Show orders of all branches")
                if self._chosen
                else tr("Show only orders of {name}", name=branch_name(shown))
            )
        )
        self.name.setToolTip(tip(self._tip(shown)))
        self.count.setVisible(found.waiting > 0)
        self.count.say(number(found.waiting))
        self.count.setAccessibleName(plain(tr("%n order(s) wait", n=found.waiting)))
        self.count.setToolTip(self.count.accessibleName())
        self.more.say("", tr("More for {name}", name=branch_name(one_line(shown, 60))))
        self._show_note()

    def _tip(self, shown: str) -> str:
        lines = [shown, tr("Reference {reference}", reference=one_line(self.row.reference, 60))]
        if place := one_line(self.row.pickup_name or self.row.pickup or "", 80):
            lines.append(tr("Pickup location: {name}", name=place))
        lines.append(tr("At OTO today {count}", count=number(self.row.sent_today)))
        return plain("\n".join(lines))

    def _show_note(self) -> None:
        found = note(self.row, self._now, v1=self._v1)
        if found is not None and found.act == "earlier" and self.parts():
            found = None  # what is open under the branch says it already
        if found == self._note:
            return
        self._note = found
        if self._below is None:
            if found is None:
                return
            self._below = _NoteLine()
            self._below.button.clicked.connect(self._act)
            self._layout.insertWidget(1, self._below)
            QWidget.setTabOrder(self.more, self._below.button)
        self._below.show_note(found)

    def _act(self) -> None:
        if self._note is not None:
            self.act_wanted.emit(self._note.act)

    # What opens under it

    def place(self, part: QWidget) -> None:
        """Opens a part under the branch, below those that are open."""
        self._slot.addWidget(part)
        part.show()
        self._show_note()
        before: QWidget = self.more
        for each in self.parts():
            for child in each.findChildren(QWidget):
                if child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, child)
                    before = child

    def parts(self) -> list[QWidget]:
        """What is open under the branch."""
        items = (self._slot.itemAt(index) for index in range(self._slot.count()))
        return [part for item in items if item and (part := item.widget()) is not None]

    def close_parts(self) -> None:
        """Closes whatever is open under the branch."""
        for part in self.parts():
            self.close_part(part)

    def close_part(self, part: QWidget) -> None:
        """Closes one part; the focus returns to the switch if it was inside."""
        inside = self.window().focusWidget()
        back = inside is not None and (inside is part or part.isAncestorOf(inside))
        self._slot.removeWidget(part)
        part.hide()
        part.deleteLater()
        self._show_note()
        if back:
            self.switch.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._chosen:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colours.accent_soft))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
            painter.end()


class _NoteLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._sign = Sign(beside="small", width=20)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._text = Label(size="small")
        self.button = Button(kind="link")
        words = column(self._text, row(self.button, None), gap=0)
        # A gap, not a margin: gaps change sides with the direction.
        whole = row(20, self._sign, 8, words, gap=0, margins=(0, 0, 0, 8))
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_note(self, found: Note | None) -> None:
        self.setVisible(found is not None)
        if found is None:
            return
        self._text.tone(found.tone)
        self._text.say(found.text)
        self.button.setVisible(bool(found.act))
        self.button.say(found.button)
        self._sign.set_icon(found.icon, found.tone)
