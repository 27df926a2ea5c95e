"""One row of the check-up: an icon and a word, what was looked at, what was found, and the cure."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.doctor.check import Check
from app.ui.checkup import words
from app.ui.kit.box import column, row
from app.ui.kit.label import Label, level
from app.ui.kit.sign import Sign
from app.ui.kit.words import Translated
from app.ui.language import plain


class Line(Translated):
    """Read as a whole by a screen reader."""

    def __init__(self, check: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = check
        sign = Sign("circle-check", "good") if check.ok else Sign("circle-alert", "bad")
        self.state = Label(size="small", tone="good" if check.ok else "bad", wrap=False)
        self.state.setFixedWidth(72)
        self.name = Label(bold=True)
        self.found = Label(tone="muted" if check.ok else "")
        self.cure = Label()
        told = column(self.name, self.found, self.cure, gap=2)
        layout = row(sign, self.state, told, gap=8)
        layout.setStretch(2, 1)
        layout.setAlignment(self.state, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.retranslate()

    def retranslate(self) -> None:
        """All texts."""
        found, cure = words.finding(self.check)
        self.state.say(words.state(self.check))
        self.name.say(words.name(self.check))
        level(self.state, self.name)
        self.found.say(found)
        self.found.setVisible(bool(found))
        self.cure.say(cure)
        self.cure.setVisible(bool(cure))
        whole = (self.state.text(), self.name.text(), found, cure)
        self.setAccessibleName(plain(". ".join(part.rstrip(".") for part in whole if part)))
