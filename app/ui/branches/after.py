"""What a switch has brought about, said under its branch, with the ways on and back."""

from PySide6.QtCore import Signal

from app.store.screens.types.branches import BranchRow
from app.store.screens.types.standing import Standing
from app.ui.kit.box import Card, column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.spin import Spin
from app.ui.kit.words import Translated
from app.ui.language import branch_name, number, one_line, tr

#: Minutes that "all of the last …" proposes, and at most takes.
MINUTES, MOST = 60, 720


class Said(Translated):
    """A card with a text and buttons."""

    closed = Signal()
    undo_wanted = Signal()

    def __init__(self, found: BranchRow, kind: str) -> None:
        super().__init__()
        self.found = found
        self.card = Card(kind)
        self.text = Label()
        self.undo = Button(kind="link", icon_name="undo-2")
        self.undo.clicked.connect(self.undo_wanted)
        self.setLayout(column(self.card))

    def show_row(self, found: BranchRow) -> None:
        """The branch as it is now."""
        if found != self.found:
            self.found = found
            self.retranslate()

    @property
    def name(self) -> str:
        """The branch's name, fit for a sentence."""
        return branch_name(one_line(self.found.name, 80)) or self.found.reference


class SwitchedOn(Said):
    """Sending starts now; what was Ready before goes only if it is chosen."""

    choose_wanted = Signal()
    since_wanted = Signal(int)

    def __init__(self, found: BranchRow) -> None:
        super().__init__(found, "info")
        self._seen_on = False
        self._standing = Standing()
        self.earlier = Label()
        self.none = Button()
        self.none.clicked.connect(self.closed)
        self.choose = Button()
        self.choose.clicked.connect(self.choose_wanted)
        self.all = Button()
        self.all.clicked.connect(self._all)
        self.minutes_label = Label(size="small", wrap=False)
        self.minutes = Spin(1, MOST, MINUTES)
        self.minutes.setSingleStep(15)
        self.minutes.valueChanged.connect(self._say_minutes)
        line = row(self.minutes_label, self.minutes, None)
        both = row(self.none, self.choose)
        buttons = column(both, self.all, line, row(self.undo, None))
        self.card.setLayout(column(self.text, self.earlier, buttons, gap=12, margins=12))
        self.retranslate()

    def show_row(self, found: BranchRow) -> None:
        """The branch as it is now; once it was on and is off again, this is over."""
        super().show_row(found)
        if self._seen_on and not found.active:
            self.closed.emit()
        self._seen_on = found.active

    def show_standing(self, standing: Standing) -> None:
        """Whether sending goes on at all."""
        self._standing = standing
        self.retranslate()

    def retranslate(self) -> None:
        """Says everything anew."""
        later = self._standing.step == "step_start"
        # *Start sending* moves the start line: nothing is to be chosen before it.
        before = 0 if later else self.found.ready_before
        held = later or self._standing.paused
        if later:
            self.text.say(tr("{name} is on. Its orders go after Start sending.", name=self.name))
        elif held:
            self.text.say(tr("{name} is on. Its orders go when the pause ends.", name=self.name))
        elif before:
            self.text.say(
                tr(
                    "Sending starts now for {name}. %n order(s) were Ready before; they go only if "
                    "you choose them.",
                    n=before,
                    name=self.name,
                )
            )
        else:
            self.text.say(tr("Sending starts now for {name}.", name=self.name))
        self.earlier.setVisible(held and before > 0)
        self.earlier.say(
            tr("%n order(s) were Ready before; they go only if you choose them.", n=before)
        )
        self.none.say(tr("None") if before else tr("Close"))
        self.choose.say(tr("Choose…"))
        self.minutes_label.say(tr("Minutes"))
        self.minutes.setAccessibleName(tr("Minutes"))
        self.undo.say(tr("Undo"))
        for part in (self.choose, self.all, self.minutes, self.minutes_label):
            part.setVisible(before > 0)
        self.none.set_kind("primary" if before else "normal")
        self._say_minutes()

    def _all(self) -> None:
        self.since_wanted.emit(self.minutes.value())

    def _say_minutes(self) -> None:
        self.all.say(tr("All of the last {minutes} min", minutes=number(self.minutes.value())))


class SwitchedOff(Said):
    """What waits stays."""

    def __init__(self, found: BranchRow) -> None:
        super().__init__(found, "warn")
        self._seen_off = False
        self.close_button = Button()
        self.close_button.clicked.connect(self.closed)
        line = row(self.close_button, self.undo, None)
        self.card.setLayout(column(self.text, line, gap=12, margins=12))
        self.retranslate()

    def show_row(self, found: BranchRow) -> None:
        """The branch as it is now; once it was off and is on again, this is over."""
        super().show_row(found)
        if self._seen_off and found.active:
            self.closed.emit()
        self._seen_off = not found.active

    def retranslate(self) -> None:
        """Says everything anew."""
        waiting = self.found.waiting
        self.text.say(
            tr("{name} is off: %n order(s) wait and are not sent.", n=waiting, name=self.name)
            if waiting
            else tr("{name} is off: new orders are not sent.", name=self.name)
        )
        self.close_button.say(tr("Close"))
        self.undo.say(tr("Undo"))


class DoorQuestion(Said):
    """OTO's first generation knows no pickup locations: it needs a yes; without one it stays off."""

    agreed = Signal()

    def __init__(self, found: BranchRow) -> None:
        super().__init__(found, "warn")
        self.yes = Button(kind="primary")
        self.yes.clicked.connect(self.agreed)
        self.no = Button()
        self.no.clicked.connect(self.closed)
        self.card.setLayout(column(self.text, column(self.yes, self.no), gap=12, margins=12))
        self.retranslate()

    def retranslate(self) -> None:
        """Says everything anew."""
        self.text.say(
            tr(
                "This OTO account knows no pickup locations. With more than one active branch OTO "
                "itself chooses the door where the courier collects. {name} stays off until you "
                "agree.",
                name=self.name,
            )
        )
        self.yes.say(tr("Switch it on anyway"))
        self.no.say(tr("Leave it off"))
