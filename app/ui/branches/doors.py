"""Where the courier collects: the pickup location of a branch, chosen in place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListWidgetItem

from app.store.screens.types.branches import DoorRow
from app.ui.kit.box import Card, column
from app.ui.kit.button import Button
from app.ui.kit.choices import Choices
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import branch_name, digits, directed, isolated, mark, one_line, plain, tip, tr

_ROLE = Qt.ItemDataRole.UserRole
_TALLEST = 264
#: core.places.Proposal.why -> why it is proposed.
WHY = {
    "code": mark("Proposed: it has this branch's code"),
    "name": mark("Proposed: it has the same name"),
    "near": mark("Proposed: it is next to the branch"),
    "code_other_name": mark("It has this branch's code, but another name"),
    "code_far": mark("It has this branch's code, but is far away"),
}


def distance(metres: int) -> str:
    """ "180 m", "2.4 km"."""
    if metres < 1000:
        return tr("{number} m", number=digits(str(metres)))
    return tr("{number} km", number=digits(f"{metres / 1000:.1f}"))


class DoorChooser(Translated):
    """`chosen`: the code to be kept; `reading_wanted`: OTO's list shall be read again."""

    chosen = Signal(str)
    reading_wanted = Signal()
    closed = Signal()

    def __init__(self, name: str, kept: str | None) -> None:
        super().__init__()
        self._name, self._kept = branch_name(one_line(name, 80)), kept
        self._rows: Sequence[DoorRow] | None = None
        self._reading = False
        self.text = Label(bold=True)
        self.hint = Label(size="small", tone="muted")
        self.list = Choices(_TALLEST)
        self.list.itemActivated.connect(self._choose)
        self.list.currentRowChanged.connect(self._ready)
        self.list.hide()
        self.save = Button(kind="primary")
        self.save.clicked.connect(self._choose)
        self.again = Button(icon_name="refresh-cw")
        self.again.clicked.connect(self.reading_wanted)
        self.cancel = Button()
        self.cancel.clicked.connect(self.closed)
        buttons = column(self.save, self.again, self.cancel)
        card = Card()
        card.setLayout(column(self.text, self.hint, self.list, buttons, gap=12, margins=12))
        self.setLayout(column(card))
        self.retranslate()

    def show_doors(self, rows: Sequence[DoorRow]) -> None:
        """What OTO has. What is kept is selected, else what is proposed for sure or first."""
        marked = self._current()
        self._rows = rows
        self.list.clear()
        for each in rows:
            QListWidgetItem(self.list).setData(_ROLE, each.code)
        self.retranslate()
        codes = [each.code for each in rows]
        proposed = next((each.code for each in rows if each.why), None)
        for code in (marked, self._kept, proposed):
            if code in codes:
                self.list.setCurrentRow(codes.index(code))
                break
        self.list.fit()
        self._ready()

    def show_reading(self, reading: bool) -> None:
        """Whether the list is being read now."""
        self._reading = reading
        self.retranslate()

    def _current(self) -> str | None:
        item = self.list.currentItem()
        return str(item.data(_ROLE)) if item is not None else None

    def _choose(self) -> None:
        code = self._current()
        if code is not None:
            self.chosen.emit(code)

    def _ready(self) -> None:
        self.save.setEnabled(self._current() is not None)

    def retranslate(self) -> None:
        """Says everything anew."""
        rows = self._rows
        self.text.say(tr("Where does the courier collect for {name}?", name=self._name))
        if rows is None or self._reading:
            self.hint.say(tr("Reading OTO's pickup locations…"))
        elif not rows:
            self.hint.say(tr("OTO shows no pickup location. Make one at OTO, then read again."))
        else:
            self.hint.say(tr("OTO has these pickup locations:"))
        self.list.setVisible(bool(rows))
        self.list.setAccessibleName(plain(tr("Pickup locations")))
        for index, each in enumerate(rows or ()):
            said, item = self._text_of(each), self.list.item(index)
            item.setText(said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, plain(said).replace("\n", ", "))
            item.setToolTip(tip(said))
        self.save.say(tr("Save"))
        self.save.setVisible(bool(rows))
        self.again.say(tr("Read again"))
        self.again.setEnabled(not self._reading)
        self.cancel.say(tr("Cancel"))
        self._ready()

    def _text_of(self, door: DoorRow) -> str:
        name, code = isolated(one_line(door.name, 80)), isolated(one_line(door.code, 40))
        lines = [directed(f"{name} ({code})") if name else code]
        where = [isolated(one_line(door.city, 40))]
        where += [distance(door.distance_m)] if door.distance_m is not None else []
        lines.append(" · ".join(part for part in where if part))
        if door.why in WHY:
            lines.append(f"✓ {tr(WHY[door.why])}" if door.sure else tr(WHY[door.why]))
        return "\n".join(line for line in lines if line)


class CityForm(Translated):
    """For OTO's first generation, which asks for a city instead. `chosen`: as it was typed."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, name: str, kept: str | None) -> None:
        super().__init__()
        self._name = branch_name(one_line(name, 80))
        self.text = Label(bold=True)
        self.city = QLineEdit(kept or "")
        self.city.textChanged.connect(self._ready)
        self.city.returnPressed.connect(self._choose)
        self.save = Button(kind="primary")
        self.save.clicked.connect(self._choose)
        self.cancel = Button()
        self.cancel.clicked.connect(self.closed)
        card = Card()
        buttons = column(self.save, self.cancel)
        card.setLayout(column(self.text, self.city, buttons, gap=12, margins=12))
        self.setLayout(column(card))
        self.retranslate()

    def show_cities(self, names: Sequence[str]) -> None:
        """OTO's own spellings, proposed while typing."""
        completer = QCompleter(list(names), self.city)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.city.setCompleter(completer)

    def _ready(self) -> None:
        self.save.setEnabled(bool(self.city.text().strip()))

    def _choose(self) -> None:
        if text := self.city.text().strip():
            self.chosen.emit(text)

    def retranslate(self) -> None:
        """Says everything anew."""
        self.text.say(tr("In which city does the courier collect for {name}?", name=self._name))
        self.city.setPlaceholderText(plain(tr("As OTO spells it, such as Riyadh")))
        self.city.setAccessibleName(plain(tr("City")))
        self.save.say(tr("Save"))
        self.cancel.say(tr("Cancel"))
        self._ready()
