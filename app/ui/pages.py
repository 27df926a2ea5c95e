"""What fills the window below the header: a word while the ledger opens, the set-up path, or the
three columns with branches, queue and order."""

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.store.screens.types.standing import Standing
from app.ui.branches.panel import BranchesPanel
from app.ui.bridge import Bridge
from app.ui.kit.box import column
from app.ui.kit.label import Label
from app.ui.language import tr
from app.ui.order.panel import OrderPanel
from app.ui.queue.view import QueueView
from app.ui.setup.path import SetupPath
from app.ui.theme import GRID

_WIDTHS = (240, 600, 360)


class Pages(QStackedWidget):
    """The switches of the branches are the same in the path and in the columns."""

    #: From the path: "Try it first", en or ar, that sending started, an AppError of the sign-in.
    practice_wanted = Signal()
    language_wanted = Signal(str)
    finished = Signal()
    sign_in_failed = Signal(object)

    def __init__(
        self, bridge: Bridge, branches: BranchesPanel, queue: QueueView, order: OrderPanel
    ) -> None:
        super().__init__()
        self._bridge, self._branches = bridge, branches
        self._standing: Standing | None = None
        self._set_up_here = False
        self._switches = column()
        self.opening = Label(size="title", tone="muted")
        self.opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        for part, width in zip((branches, queue, order), _WIDTHS, strict=True):
            self.columns.addWidget(part)
            part.setMinimumWidth(min(width, 300))
        # In a narrow window all three give way, the queue not alone.
        for at, share in enumerate((1, 3, 2)):
            self.columns.setStretchFactor(at, share)
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(GRID)
        self.addWidget(self.opening)
        self.addWidget(self.columns)

    @cached_property
    def setup(self) -> SetupPath:
        """The path; most starts of the program never need it."""
        inside = QWidget()
        inside.setLayout(self._switches)
        path = SetupPath(self._bridge, inside)
        path.practice_wanted.connect(self.practice_wanted)
        path.language_wanted.connect(self.language_wanted)
        path.finished.connect(self._finished)
        path.start.sign_in_failed.connect(self.sign_in_failed)
        self.addWidget(path)
        return path

    @property
    def in_path(self) -> bool:
        """Whether the set-up path is shown."""
        return self.currentWidget() not in (self.opening, self.columns)

    @property
    def is_opening(self) -> bool:
        """Whether nothing has been read yet."""
        return self.currentWidget() is self.opening

    def show_standing(self, standing: Standing) -> None:
        """The page that fits."""
        self._standing = standing
        missing = standing.step in ("step_foodics", "step_oto", "step_currency", "step_start")
        if missing:
            self._set_up_here = True
        # Set up by the command line: the switches of the main window are all that is left to do.
        in_path = missing or (self._set_up_here and standing.step == "step_branch")
        self._show(self.setup if in_path else self.columns)
        if "setup" in self.__dict__:
            self.setup.show_standing(standing)

    def give_widths(self) -> None:
        """The columns as they are at first."""
        self.columns.setSizes(list(_WIDTHS))

    def retranslate(self) -> None:
        """The word of the opening."""
        self.opening.say(tr("Opening the ledger…"))

    def _show(self, page: QWidget) -> None:
        if page is self.currentWidget():
            return
        self.setCurrentWidget(page)
        if page is self.columns:
            self.columns.insertWidget(0, self._branches)
            self._branches.show()
        else:
            self._switches.addWidget(self._branches)

    def _finished(self) -> None:
        self._set_up_here = False
        if self._standing is not None:
            self.finished.emit()
