"""Editors for what can be mended here: phone, address, city."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from app.ui.kit.box import column
from app.ui.kit.combo import Combo
from app.ui.kit.line import Line
from app.ui.language import mark, plain, tr
from app.ui.order.parts import Text
from app.ui.theme import CONTROL

LABELS: Mapping[str, str] = {
    "phone": mark("Phone number for this order"),
    "address": mark("Address for this order"),
    "city": mark("City for this order"),
}


class Cities(Combo):
    """OTO's cities, to choose or to type."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Line()
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumHeight(CONTROL)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def setAccessibleName(self, name: str) -> None:
        """Also of what is typed into: a screen reader stands there, not in the list."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def offer(self, names: Sequence[str]) -> None:
        """Fills the list; what is typed stays."""
        if [self.itemText(index) for index in range(self.count())] == list(names):
            return
        typed = self.currentText()
        with self.line.by_program():
            self.clear()
            self.addItems(list(names))
            self.setEditText(typed)


class Field(QWidget):
    """One value to mend: its name and an editor."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = name
        self.label = Text(size="small", tone="muted")
        self.editor: Line | Cities = Cities() if name == "city" else Line()
        if isinstance(self.editor, Line):
            self.editor.setMaxLength(300)
            self.editor.setMinimumHeight(CONTROL)
            if name == "phone":
                # A number is typed and read from left to right in both languages.
                self.editor.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
                self.editor.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.setLayout(column(self.label, self.editor, gap=4))

    @property
    def line(self) -> Line:
        """What is typed into."""
        return self.editor.line if isinstance(self.editor, Cities) else self.editor

    def value(self) -> str:
        """What is to be saved, without direction marks."""
        return plain(self.line.text()).strip()

    def prefill(self, text: str) -> None:
        """Shows the present value unless somebody has typed."""
        self.line.prefill(text)

    def start_over(self) -> None:
        """Another order: nothing is typed."""
        self.line.show_text("")
        self.mark_wrong(wrong=False)

    def mark_wrong(self, *, wrong: bool) -> None:
        """Shows that the value was not accepted."""
        self.editor.setProperty("wrong", wrong)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def retranslate(self) -> None:
        """Its name."""
        said = tr(LABELS[self.field])
        self.label.say(said)
        self.editor.setAccessibleName(said)
