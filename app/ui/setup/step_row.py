"""The steps of the set-up in a row: what is done, where one is, what is to come."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from app.ui.kit.box import column, level
from app.ui.kit.button import Button
from app.ui.kit.words import Translated
from app.ui.language import mark, plain, tr
from app.ui.theme import font

#: The steps by the code that `Standing.step` has for them.
STEPS = {
    "step_foodics": mark("Foodics"),
    "step_oto": mark("OTO"),
    "step_currency": mark("Currency"),
    "step_branch": mark("Branches Activation"),
    "step_start": mark("Start sending"),
}
ORDER = tuple(STEPS)
#: Icon, gap and padding of a chip.
_AROUND = 56


class StepRow(Translated):
    """`wanted` is emitted with the number of a step that is done or next."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._current = 0, 0
        self.buttons: list[Button] = []
        for index in range(len(ORDER)):
            button = Button(kind="chip", icon_name="circle")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, at=index: self._ask(at))
            self.buttons.append(button)
        self.setLayout(column(level(*self.buttons, None)))
        self.retranslate()

    def show_steps(self, done: int, current: int) -> None:
        """So many are done; the current one is on screen."""
        self._done, self._current = done, current
        self.retranslate()

    def retranslate(self) -> None:
        """Names and marks."""
        for index, (button, code) in enumerate(zip(self.buttons, ORDER, strict=True)):
            name = tr(STEPS[code])
            done, here = index < self._done, index == self._current
            button.say(name)
            # The step on screen is bold: none may be clipped, none may move when it changes.
            wide = QFontMetrics(font(bold=True)).horizontalAdvance(name)
            button.setMinimumWidth(wide + _AROUND)
            button.setChecked(here)
            button.setEnabled(index <= self._done or here)
            button.set_icon("circle-check" if done else "circle-dot" if here else "circle")
            if done:
                told = tr("{step}: done", step=name)
            elif here:
                told = tr("{step}: this step", step=name)
            else:
                told = tr("{step}: to come", step=name)
            button.setAccessibleName(plain(told))

    def _ask(self, index: int) -> None:
        # A click on the step that is on screen must not take its mark away.
        self.retranslate()
        self.wanted.emit(index)
