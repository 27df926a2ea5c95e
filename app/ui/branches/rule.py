"""A branch's own rules: ask for each order, hold before sending, tags."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.store.screens.types.branches import BranchRow
from app.ui.kit.box import Card, column
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.spin import Spin
from app.ui.kit.words import Translated
from app.ui.language import branch_name, one_line, plain, tr

_LONGEST_HOLD = 3600


class RuleForm(Translated):
    """`wanted`: the arguments of the verb that changed; it closes without a change."""

    wanted = Signal(dict)
    closed = Signal()

    def __init__(self, kept: BranchRow) -> None:
        super().__init__()
        self._name = one_line(kept.name, 80) or kept.reference
        self._kept = kept
        self.text = Label(bold=True)
        self.ask = QCheckBox()
        self.hold_label = Label(size="small")
        # Below zero stands for "as in the settings", here and for the verb.
        self.hold = Spin(-1, _LONGEST_HOLD, -1)
        self.hold.setSingleStep(10)
        self.only_label, self.never_label = Label(size="small"), Label(size="small")
        self.only, self.never = QLineEdit(), QLineEdit()
        self.save = Button(kind="primary")
        self.save.clicked.connect(self._save)
        self.cancel = Button()
        self.cancel.clicked.connect(self.closed)
        fields = column(
            self.ask,
            column(self.hold_label, self.hold, gap=4),
            column(self.only_label, self.only, gap=4),
            column(self.never_label, self.never, gap=4),
        )
        card = Card()
        card.setLayout(
            column(self.text, fields, column(self.save, self.cancel), gap=12, margins=12)
        )
        self.setLayout(column(card))
        self._fill(kept)
        self.retranslate()

    def _fill(self, kept: BranchRow) -> None:
        self.ask.setChecked(kept.ask_each)
        self.hold.setValue(-1 if kept.hold_seconds is None else kept.hold_seconds)
        self.only.setText(kept.only_tag)
        self.never.setText(kept.never_tag)

    def changes(self) -> dict[str, Any]:
        """What differs from what is kept."""
        kept, hold = self._kept, self.hold.value()
        before = {
            "ask_each": kept.ask_each,
            "hold_seconds": -1 if kept.hold_seconds is None else kept.hold_seconds,
            "only_tag": kept.only_tag,
            "never_tag": kept.never_tag,
        }
        now = {
            "ask_each": self.ask.isChecked(),
            "hold_seconds": hold,
            "only_tag": self.only.text().strip(),
            "never_tag": self.never.text().strip(),
        }
        return {key: value for key, value in now.items() if value != before[key]}

    def _save(self) -> None:
        changed = self.changes()
        if changed:
            self.wanted.emit(changed)
        else:
            self.closed.emit()

    def retranslate(self) -> None:
        """Says everything anew."""
        self.text.say(tr("Rules of {name}", name=branch_name(self._name)))
        self.ask.setText(plain(tr("Ask me for each order")))
        self.hold_label.say(tr("Seconds to wait before sending"))
        self.hold.setSpecialValueText(plain(tr("As in the settings")))
        self.hold.setAccessibleName(self.hold_label.accessibleName())
        self.only_label.say(tr("Only orders with this tag"))
        self.only.setAccessibleName(self.only_label.accessibleName())
        self.never_label.say(tr("Never orders with this tag"))
        self.never.setAccessibleName(self.never_label.accessibleName())
        for field in (self.only, self.never):
            field.setPlaceholderText(plain(tr("No tag")))
        self.save.say(tr("Save"))
        self.cancel.say(tr("Cancel"))
