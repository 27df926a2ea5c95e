"""One screen of the set-up path: a title, one sentence, and the box that does it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.box import Card, column, row, scrolling
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import tr
from app.ui.setup.fields import leading
from app.ui.setup.form import Form
from app.ui.setup.start_box import StartBox

_WIDE = 680
_SWITCHES = 104


class Screen(Translated):
    """Title and sentence are marked texts; the box stands in the middle and scrolls if it must."""

    def __init__(self, title: str, sentence: str, box: Form, above: QWidget | None = None) -> None:
        super().__init__()
        self._title, self._sentence = title, sentence
        self.box = box
        self.title = Label(size="hero", bold=True)
        self.sentence = Label(tone="muted")
        card = Card()
        card.setLayout(column(box, margins=24))
        inside = QWidget()
        inside.setMaximumWidth(_WIDE)
        layout = column(self.title, self.sentence, 4, card, None, gap=8)
        if above is not None:
            layout.insertWidget(0, above)
        inside.setLayout(layout)
        self._area = scrolling(_Centred(inside))
        # Only what can be typed into or pressed is reached by Tab.
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(self._area))
        box.spoke.connect(self._see_outcome, Qt.ConnectionType.QueuedConnection)
        self.retranslate()

    def _see_outcome(self) -> None:
        if self.box.banner.isVisible():
            self._area.ensureWidgetVisible(self.box.banner, 0, 16)

    def retranslate(self) -> None:
        """Title and sentence."""
        self.title.say(leading(tr(self._title)))
        self.sentence.say(tr(self._sentence))


class Intro(Translated):
    """What this is, and the way to try it first."""

    practice_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._what = Label()
        self.practice = Button(icon_name="graduation-cap")
        self._about = Label(size="small", tone="muted")
        self.practice.clicked.connect(self.practice_wanted)
        layout = row(
            column(self._what, self._about, gap=2), self.practice, gap=16, margins=(0, 8, 0, 8)
        )
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.retranslate()

    def retranslate(self) -> None:
        """All texts."""
        self._what.say(
            tr(
                "OTO Companion watches Foodics and sends every delivery order that is Ready to OTO, "
                "by itself. It is set up in a few minutes."
            )
        )
        self.practice.say(tr("Try it first"))
        self._about.say(tr("Practice with invented orders. Nothing reaches Foodics or OTO."))


class LastScreen(Translated):
    """Branches Activation and Start sending: switches above, tick and button below."""

    def __init__(self, branches: QWidget, start: StartBox) -> None:
        super().__init__()
        self.title = Label(size="hero", bold=True)
        self._sentence = Label(tone="muted")
        self.start_title = Label(size="title", bold=True)
        switches, last = _Switches(), Card()
        switches.setLayout(column(branches, margins=8))
        last.setLayout(column(self.start_title, start, margins=(20, 10, 20, 10), gap=8))
        inside = QWidget()
        inside.setMaximumWidth(_WIDE + 80)
        layout = column(self.title, self._sentence, 4, switches, last, gap=8)
        layout.setStretch(3, 1)
        inside.setLayout(layout)
        area = scrolling(_Centred(inside))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(area))
        self.retranslate()

    def retranslate(self) -> None:
        """All texts."""
        self.title.say(tr("Branches Activation"))
        self._sentence.say(
            tr("Switch on the branches whose orders go to OTO. You can change this at any time.")
        )
        self.start_title.say(tr("Start sending"))


class _Switches(Card):
    """Scrolls by itself, so it asks for little and takes what is there: only a very low window
    scrolls the whole screen."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _SWITCHES)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), _SWITCHES)


class _Centred(QWidget):
    """As high as its texts are at this width; Qt would count them at their narrowest."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        layout = row(None, inside, None, gap=0)
        layout.setStretch(1, 1000)
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
