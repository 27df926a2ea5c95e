"""What stands in the way, and the field that mends it: "fix and send"."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from app.store.screens.types.card import OrderCard
from app.ui import texts
from app.ui.kit.button import Button
from app.ui.language import one_line, tr
from app.ui.order.fields import LABELS, Cities, Field
from app.ui.order.parts import Box, Text

#: Reasons that a field of ours can mend, in the order in which they are asked.
_MENDS: Mapping[str, str] = {
    "no_phone": "phone",
    "bad_phone": "phone",
    "no_address": "address",
    "no_pickup": "pickup",
}
_HOLDING = ("too_old", "late_upload", "return_or_split", "ask_each", "held_by_person")


class FixBox(Box):
    """Shown for what is refused, held, or cannot go without a value that can be given here."""

    #: field -> value, to be saved and sent.
    mended = Signal(dict)
    #: A verb of `engine.control` for the order.
    asked = Signal(str)
    #: The branch's pickup location is to be chosen.
    door_wanted = Signal(str)
    #: OTO's cities are needed.
    cities_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("warn")
        self._branch = ""
        #: Codes whose sentences it says.
        self.told: frozenset[str] = frozenset()
        self._shown: tuple[str, ...] = ()
        self._busy = False
        self.words = Text(size="small", tone="muted")
        self.fields = {name: Field(name) for name in LABELS}
        self.save = Button(kind="primary", icon_name="send")
        self.door = Button(kind="primary", icon_name="map-pin")
        self.again = Button(key="R")
        self.release = Button(kind="primary", icon_name="send", key="Ctrl+Return")
        for part in (self.words, *self.fields.values(), self.save, self.door):
            self.body.addWidget(part)
        self.body.addWidget(self.release)
        self.body.addWidget(self.again)
        self.save.clicked.connect(self._save)
        self.door.clicked.connect(lambda: self.door_wanted.emit(self._branch))
        self.again.clicked.connect(lambda: self.asked.emit("retry"))
        self.release.clicked.connect(lambda: self.asked.emit("release"))
        for field in self.fields.values():
            field.line.returnPressed.connect(self._save)
            field.line.textChanged.connect(self._typed)

    def start_over(self) -> None:
        """Another order."""
        for field in self.fields.values():
            field.start_over()

    def offer_cities(self, names: Sequence[str]) -> None:
        """Fills the list of cities."""
        editor = self.fields["city"].editor
        if isinstance(editor, Cities):
            editor.offer(names)

    def show_busy(self, busy: bool) -> None:
        """Nothing can be pressed twice."""
        self._busy = busy
        for button in (self.door, self.again, self.release):
            button.setEnabled(not busy)
        self._enable()

    def refuse(self) -> None:
        """What was typed was not accepted."""
        for name in self._shown:
            if name in self.fields and self.fields[name].line.touched:
                self.fields[name].mark_wrong(wrong=True)

    def render_card(self, card: OrderCard) -> frozenset[str]:
        """Shows what mends it; returns the verbs that it offers."""
        self.told = frozenset()
        words = self._title(card)
        self.setVisible(words is not None)
        if words is None:
            self._shown = ()
            return frozenset()
        self.say(*words)
        self._branch = card.row.branch
        self._shown = _fields(card)
        self._render_words(card)
        for name, field in self.fields.items():
            field.setVisible(name in self._shown)
            field.retranslate()
            if name in self._shown:
                field.prefill(_present(card, name))
        if "city" in self._shown:
            self.cities_wanted.emit()
        self.save.say(tr("Save and send"))
        self.save.setVisible(any(name in self.fields for name in self._shown))
        self.door.say(tr("Choose the pickup location"))
        self.door.setVisible("pickup" in self._shown)
        self.again.say(tr("I corrected it in Foodics"))
        mended = card.row.state == "refused" and "retry" in card.actions
        self.again.setVisible(mended)
        self.release.say(texts.action("release"))
        self.release.set_kind("normal" if card.questions else "primary")
        release = card.row.state == "held" and "release" in card.actions
        self.release.setVisible(release)
        self._enable()
        return frozenset((["retry"] if mended else []) + (["release"] if release else []))

    def _title(self, card: OrderCard) -> tuple[str, str, str] | None:
        match card.row.state:
            case "refused" if card.refusal is not None:
                title, remedy = texts.refusal(card.refusal)
                return title, remedy, "bad"
            case "refused":
                return tr("OTO refused it"), "", "bad"
            case "held":
                return self._held(card)
            case "waiting" if _fields(card):
                return (
                    tr("Correct it here"),
                    tr("Or in Foodics: it then goes by itself."),
                    "warn",
                )
        return None

    def _held(self, card: OrderCard) -> tuple[str, str, str]:
        failing = [each for each in card.conditions if not each.ok and each.code in _HOLDING]
        self.told = frozenset(each.code for each in failing)
        if not failing and card.questions:
            # The question has a box of its own; this order alone may still be let go.
            text = tr("Release sends this order as it is; the question stays.")
            return tr("Only this one?"), text, "warn"
        said = [texts.condition(each.code, False, each.params) for each in failing]
        return tr("Send it, or not?"), "\n".join(said), "warn"

    def _render_words(self, card: OrderCard) -> None:
        found = card.refusal
        said = ""
        if card.row.state == "refused" and found is not None:
            code, words = one_line(found.code, 40), one_line(found.text)
            if words:
                said = tr("OTO says: {words} ({code})", words=words, code=code)
            elif code:
                said = tr("OTO's code: {code}", code=code)
        self.words.say(said)
        self.words.setVisible(bool(said))

    def _typed(self) -> None:
        for field in self.fields.values():
            field.mark_wrong(wrong=False)
        self._enable()

    def _enable(self) -> None:
        values = [self.fields[name] for name in self._shown if name in self.fields]
        self.save.setEnabled(not self._busy and any(field.value() for field in values))

    def _save(self) -> None:
        if self._busy:
            return
        fields = [self.fields[name] for name in self._shown if name in self.fields]
        touched = {field.field: field.value() for field in fields if field.line.touched}
        chosen = {field.field: field.value() for field in fields}
        values = {name: value for name, value in (touched or chosen).items() if value}
        if values:
            self.mended.emit(values)


def _fields(card: OrderCard) -> tuple[str, ...]:
    """The fields to ask for: the one that OTO named, those that fail, else all that there are."""
    if card.row.state == "refused":
        named = card.refusal.field if card.refusal is not None else None
        named = {"short_address": "address", "sender": "pickup"}.get(named or "", named)
        return (named,) if named in card.fixes else tuple(card.fixes)
    wanted = [_MENDS[each.code] for each in card.conditions if not each.ok and each.code in _MENDS]
    return tuple(dict.fromkeys(name for name in wanted if name in card.fixes))


def _present(card: OrderCard, name: str) -> str:
    now = {"phone": card.phone, "address": card.address, "city": card.city}[name]
    return one_line(card.mended.get(name) or now)
