"""The delivery list beside the window: print it, and say what was delivered another way."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from app.store.screens.types.deliveries import DeliveryRow
from app.store.screens.types.queue import QueueRow
from app.store.screens.types.standing import Standing
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.deliveries import paper, words
from app.ui.deliveries.asking import Asking
from app.ui.deliveries.known import Known
from app.ui.deliveries.output import Output
from app.ui.deliveries.tree import DeliveryTree
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.room import opens_at
from app.ui.language import tr
from app.ui.theme import GRID, theme

#: Milliseconds between two looks at the clock while the list is shown: minutes are counted.
MINUTES = 20_000
#: Changes are collected for so many milliseconds: when OTO comes back there are hundreds.
SOON = 250


class DeliveryDialog(QDialog):
    """Follows the ledger while it is open. The sending never waits for it."""

    order_wanted = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self._bridge = bridge
        self._jobs = Jobs(self, lambda error: self._tell("bad", *texts.error(error)))
        self._standing: Standing | None = None
        self._known = Known()
        self._stale = self._marking = False
        self.output = Output(self, self._to_print, self._tell)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._read_soon)
        self._clock = QTimer(self, interval=MINUTES)
        self._clock.timeout.connect(self._render)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.title = Label(size="title", bold=True)
        self.text = Label()
        self.told = Banner("bad")
        self.told.hide()
        self.tree = DeliveryTree()
        self.doubt = Label(tone="warn")
        self.empty = Label(tone="muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self.empty)
        self.asking = Asking()
        self.all_button = Button()
        self.print_button = Button(icon_name="printer", key="Ctrl+P")
        self.save_button = Button(icon_name="file-text", key="Ctrl+S")
        self.done_button = Button(kind="primary", key="Ctrl+Return")
        self.close_button = Button()
        left = (self.all_button, self.print_button, self.save_button)
        buttons = row(*left, None, self.done_button, self.close_button)
        layout = column(
            self.title,
            self.text,
            self.told,
            self._pages,
            self.doubt,
            self.asking,
            buttons,
            gap=12,
            margins=GRID * 2,
        )
        layout.setStretch(3, 1)
        self.setLayout(layout)
        # Narrower ones would cut off the last column.
        self.setMinimumSize(944, 420)
        opens_at(self, 1140, 640)
        self.tree.setFocus()

    def _connect(self) -> None:
        theme.changed.connect(self._render)
        self._bridge.changed.connect(self._changed)
        self._bridge.standing.connect(self.show_standing)
        self.tree.ticks_changed.connect(self._say_buttons)
        self.tree.order_wanted.connect(self.order_wanted)
        self.all_button.clicked.connect(self._tick_all)
        self.print_button.clicked.connect(self.output.print_list)
        self.save_button.clicked.connect(self.output.ask_where)
        self.done_button.clicked.connect(self._ask)
        self.close_button.clicked.connect(self.close)
        asking, work = self.asking, self._work
        asking.confirmed.connect(lambda these: work("another-way", these, asking.tell_done))
        asking.undo_wanted.connect(lambda these: work("unskip", these, asking.tell_undone))

    # What is known

    def show_standing(self, standing: Standing) -> None:
        """How OTO is: whether these orders go by themselves."""
        self._standing = standing
        if self.isVisible():
            self._say_top()

    def _changed(self, rows: list[QueueRow]) -> None:
        if self._known.heard(rows) and self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _read_soon(self) -> None:
        if not self._jobs.start("read", self._read):
            # One reading at a time; what changes meanwhile is read once more.
            self._stale = True

    async def _read(self) -> None:
        # Here: imports the ledger's libraries, which must not load before the first paint.
        from app.store.screens.deliveries import deliveries

        while True:
            self._stale = False
            self._known.set_rows(await self._bridge.read(deliveries) or [])
            self._render()
            if not self._stale:
                return

    # What is shown

    def retranslate(self) -> None:
        """Says everything anew in the language that is shown."""
        self.setWindowTitle(tr("Delivery list"))
        self.tree.retranslate()
        self.close_button.say(tr("Close"))
        self.save_button.say(tr("Save as PDF…"))
        self.doubt.say(paper.doubt())
        self.told.hide()
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        """Follows language and theme. (`Translated` is a QWidget of its own: no two bases.)"""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _render(self) -> None:
        known = self._known
        left = {key: self._where(key, state) for key, state in known.left.items()}
        self.tree.show_rows(known.rows, left, self._bridge.now())
        self._pages.setCurrentWidget(self.tree if known.rows else self.empty)
        self.doubt.setVisible(any(each.maybe_at_oto for each in known.rows))
        self.empty.say(tr("No order waits for OTO.") if known.is_read else "")
        self._say_top()
        self._say_buttons()

    def _where(self, reference: int, state: str) -> str:
        mine = reference in self.asking.marked and state == "skipped"
        return texts.action("another-way") if mine else texts.state(state)

    def _say_top(self) -> None:
        known = self._known
        down = self._standing is None or self._standing.oto_since is not None
        self.title.say(words.title(len(known.waiting)) if known.rows else tr("Delivery list"))
        self.text.setVisible(bool(known.rows))
        self.text.tone("bad" if known.at_oto else "")
        self.text.say(words.advice(known.at_oto, down=down))

    def _say_buttons(self) -> None:
        ticked, open_ = self.tree.ticked(), self.tree.can_be_ticked()
        everything = bool(ticked) and len(ticked) == len(open_)
        self.all_button.say(tr("Choose none") if everything else tr("Choose all"))
        self.all_button.setEnabled(bool(open_))
        for button in (self.print_button, self.save_button):
            button.setEnabled(bool(self._known.to_print(ticked)))
        self.print_button.say(words.to_print(len(ticked)))
        self.done_button.say(words.done(len(ticked)))
        self.done_button.setEnabled(bool(ticked) and not self._marking)
        self.asking.keep_to(ticked)

    def _tick_all(self) -> None:
        ticked = self.tree.ticked()
        self.tree.tick_all(len(ticked) < len(self.tree.can_be_ticked()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes a question away first, then the list."""
        if event.key() == Qt.Key.Key_Escape and self.asking.is_asking:
            self.asking.put_away()
            self.tree.setFocus()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begins anew: what left the list before is of no interest."""
        self._known.start_over()
        self.asking.start_over()
        self.told.hide()
        self._read_soon()
        self._clock.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing ticks unseen."""
        self._clock.stop()
        self._soon.stop()
        super().hideEvent(event)

    # What a person does

    def _ask(self) -> None:
        self.told.hide()
        self.asking.ask(self.tree.ticked())

    def _work(
        self, verb: str, references: list[int], tell: Callable[[list[int], str], None]
    ) -> None:
        async def work() -> None:
            answer = await self._bridge.do("orders", action=verb, references=references)
            failed = {int(key): str(why) for key, why in answer.get("failed", {}).items()}
            rows = [each for each in self._known.rows if each.reference in failed]
            tell(list(answer.get("done", [])), words.numbers(rows, failed))

        if self._jobs.start("mark", work, done=self._worked):
            self._marking = True
            self._say_buttons()

    def _worked(self) -> None:
        self._marking = False
        self._read_soon()

    def _to_print(self) -> tuple[list[DeliveryRow], datetime]:
        return self._known.to_print(self.tree.ticked()), self._bridge.now()

    # What is told

    def _tell(self, kind: str, title: str, text: str) -> None:
        self.told.say(title, text, kind)
        self.told.offer((tr("Close"), "quiet", self.told.hide))
        self.told.show()
