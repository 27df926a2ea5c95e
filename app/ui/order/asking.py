"""Questions that are answered once: payment methods, senders, cities."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.store.screens.types.card import Question
from app.ui import texts
from app.ui.kit.box import column
from app.ui.kit.button import Button
from app.ui.language import mark, plain, tr
from app.ui.order.fields import Cities
from app.ui.order.parts import Box
from app.ui.theme import GRID

_ANSWERS: Mapping[str, Mapping[str, str]] = {
    "payment": {
        "paid": mark("Already paid"),
        "collect": mark("The courier collects"),
        "not_for_oto": mark("Not for OTO"),
    },
    "sender": {
        "send": mark("Send such orders to OTO"),
        "never": mark("Never send them"),
    },
}
_REMEMBERED: Mapping[str, str] = {
    "payment": mark("Your answer is remembered for this payment method."),
    "sender": mark("Your answer is remembered for this sender."),
    "city": mark("Your answer is remembered for this address."),
}


class QuestionBox(Box):
    """One question with its answers as buttons; a city is chosen from OTO's list."""

    #: topic, subject, value
    answered = Signal(str, str, str)

    def __init__(self, question: Question) -> None:
        super().__init__("warn")
        self.question = question
        self.cities = Cities()
        self.buttons: dict[str, Button] = {}
        values = question.answers or ("",)
        if not question.answers:
            self.body.addWidget(self.cities)
        for value in values:
            likely = value == question.suggestion or not value
            button = Button(kind="primary" if likely else "normal")
            button.clicked.connect(lambda _=False, value=value: self._answer(value))
            self.buttons[value] = button
            self.body.addWidget(button)
        if not question.answers and question.suggestion:
            self.cities.line.prefill(question.suggestion)

    def offer_cities(self, names: Sequence[str]) -> None:
        """OTO's cities."""
        self.cities.offer(names)

    def show_busy(self, busy: bool) -> None:
        """Nothing can be pressed twice."""
        for button in self.buttons.values():
            button.setEnabled(not busy)

    def render_question(self, question: Question) -> None:
        """Says it anew; what was typed stays."""
        self.question = question
        remembered = tr(_REMEMBERED.get(question.topic, _REMEMBERED["payment"]))
        waits = tr("%n order(s) wait for it.", n=len(question.orders))
        said = tr("{what} {more}", what=remembered, more=waits) if question.orders else remembered
        self.say(texts.why(question.why), said, "warn")
        self.cities.setAccessibleName(tr("City"))
        known = _ANSWERS.get(question.topic, {})
        for value, button in self.buttons.items():
            if value:
                button.say(tr(known[value]) if value in known else value)
            else:
                button.say(tr("Use this city"))

    def _answer(self, value: str) -> None:
        value = value or plain(self.cities.currentText()).strip()
        if value:
            self.answered.emit(self.question.topic, self.question.subject, value)


class Questions(QWidget):
    """All questions of an order, each kept as long as it is asked."""

    answered = Signal(str, str, str)
    cities_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = column(gap=GRID)
        self.setLayout(self._column)
        self.boxes: dict[tuple[str, str], QuestionBox] = {}

    def render_questions(self, questions: Sequence[Question]) -> None:
        """Shows them; what is asked no more goes."""
        wanted = {(each.topic, each.subject): each for each in questions}
        for key in self.boxes.keys() - wanted.keys():
            box = self.boxes.pop(key)
            box.hide()
            box.deleteLater()
        for key, question in wanted.items():
            if key not in self.boxes:
                box = self.boxes[key] = QuestionBox(question)
                box.answered.connect(self.answered)
                self._column.addWidget(box)
            self.boxes[key].render_question(question)
        self.setVisible(bool(wanted))
        if any(not each.answers for each in wanted.values()):
            self.cities_wanted.emit()

    def offer_cities(self, names: Sequence[str]) -> None:
        """OTO's cities."""
        for box in self.boxes.values():
            box.offer_cities(names)

    def show_busy(self, busy: bool) -> None:
        """Nothing can be pressed twice."""
        for box in self.boxes.values():
            box.show_busy(busy)
