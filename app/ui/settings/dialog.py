"""The settings, page by page; each change holds at once."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from app.core.errors import AppError
from app.setting_types import Value, check, parse
from app.settings import SPECS, Settings
from app.store.screens.types.standing import Standing
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import column, row, scrolling
from app.ui.kit.button import Button
from app.ui.kit.calm import CalmDialog
from app.ui.kit.pick import PickList
from app.ui.kit.room import opens_at
from app.ui.language import tr
from app.ui.settings import pages
from app.ui.settings.connections import Connections
from app.ui.settings.pages import PAGES, TITLES, CurrencyPage, Folder, Group, page
from app.ui.settings.row import SettingRow
from app.ui.settings.writer import Writer
from app.ui.this_pc.sign_in import SignIn

if TYPE_CHECKING:
    from app.store.queries import Reader


class SettingsDialog(CalmDialog):
    """Opened with `open()`. Language, theme and digits are told at once, before they are stored."""

    #: system, en or ar
    language_chosen = Signal(str)
    #: system, light or dark
    theme_chosen = Signal(str)
    #: latin or arabic
    digits_chosen = Signal(str)

    def __init__(
        self, bridge: Bridge, parent: QWidget | None = None, *, folder: Path | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._error: AppError | None = None
        self._jobs = Jobs(self, self._failed)
        self._writer = Writer(bridge, self, self._stored, self._refused)
        self.rows: dict[str, SettingRow] = {}
        self._made: dict[int, QScrollArea] = {}
        self._standing: Standing | None = None
        self._values: dict[str, Value] = {}
        self._folder = folder
        self.currency: CurrencyPage | None = None
        self.folder: Folder | None = None
        self.sign_in: SignIn | None = None
        self.list = PickList()
        self._stack = QStackedWidget()
        self._banner = Banner("bad")
        self._banner.offer()
        self._banner.hide()
        self._close = Button()
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.accept)
        self._fill()
        opens_at(self, 880, 620)
        self.setMinimumSize(640, 440)
        self.retranslate()

    def _fill(self) -> None:
        for _ in PAGES:
            self.list.addItem("")
            self._stack.addWidget(QWidget())
        self.list.setFixedWidth(176)
        self.list.setStyleSheet("QListWidget::item { padding: 9px 12px; }")
        self.list.currentRowChanged.connect(self._turn_to)
        body = row(self.list, column(self._banner, self._stack, gap=12), gap=16)
        body.setStretch(1, 1)
        layout = column(body, row(None, self._close), gap=16, margins=20)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.list.setCurrentRow(0)

    def _turn_to(self, index: int) -> None:
        """Pages are made when they are looked at: all at once would be felt."""
        if index not in self._made:
            area = self._made[index] = scrolling(self._page(list(PAGES)[index]))
            area.setAccessibleName(tr(list(PAGES.values())[index]))
            place = self._stack.widget(index)
            assert place is not None
            place.setLayout(column(area))
            self._show_all()
        self._stack.setCurrentIndex(index)

    def _page(self, name: str) -> QWidget:
        match name:
            case "connections":
                self.connections = Connections(self._bridge)
                parts: list[QWidget] = [self.connections, self._group("access", pages.ACCESS)]
            case "currency":
                self.currency = CurrencyPage(self._bridge)
                parts = [self.currency]
            case "sending":
                titles = {"when": pages.WHEN, "needs": pages.NEEDS, "writes": pages.WRITES}
                parts = [self._group(title, keys) for title, keys in titles.items()]
            case "look":
                parts = [self._group("look", pages.LOOK)]
            case "pc":
                self.sign_in = SignIn(self._bridge)
                parts = [self._group("pc", pages.PC), self.sign_in]
            case "checkup":
                from app.ui.checkup.page import CheckUp

                parts = [CheckUp(self._bridge)]
            case _:
                self.folder = Folder()
                if self._folder is not None:
                    self.folder.show_folder(self._folder)
                parts = [self._group("data", pages.DATA), self.folder]
        return page(*parts)

    def _group(self, title: str, keys: tuple[str, ...]) -> Group:
        group = Group(TITLES[title], keys)
        for key, each in group.rows.items():
            self.rows[key] = each
            each.wanted.connect(self._wanted)
        return group

    def retranslate(self) -> None:
        """Title, pages and buttons."""
        self.setWindowTitle(tr("Settings"))
        self.list.setAccessibleName(tr("Pages of the settings"))
        for index, title in enumerate(PAGES.values()):
            item = self.list.item(index)
            if item is not None:
                item.setText(tr(title))
            if index in self._made:
                self._made[index].setAccessibleName(tr(title))
        self._close.say(tr("Close"))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language. (Not by `Translated`: two bases of QWidget crash.)"""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What is stored may have changed meanwhile, by the command line."""
        super().showEvent(event)
        self._jobs.start("load", self._load)

    def show_standing(self, standing: Standing) -> None:
        """How everything stands."""
        self._standing = standing
        self.connections.show_standing(standing)
        if self.currency is not None:
            self.currency.box.show_standing(standing)

    def show_page(self, name: str = "") -> None:
        """Shows a page: one of PAGES, or foodics or oto."""
        if name in ("foodics", "oto", ""):
            self.list.setCurrentRow(0)
            box = self.connections.oto_box if name == "oto" else self.connections.foodics_box
            if name:
                box.setFocus()
        elif name in PAGES:
            self.list.setCurrentRow(list(PAGES).index(name))

    @property
    def writing(self) -> bool:
        """True while a choice made here is still being stored."""
        return self._writer.busy

    def show_settings(self, chosen: Settings) -> None:
        """Shows the preferences that are stored."""
        self._values = {key: getattr(chosen, key) for key in SPECS}
        self._show_values()

    def _show_all(self) -> None:
        if self._standing is not None:
            self.show_standing(self._standing)
        self._show_values()

    def _show_values(self) -> None:
        for key, each in self.rows.items():
            if key in self._values:
                each.show_value(self._values[key])
        client_id = str(self._values.get("foodics_client_id", ""))
        self.connections.foodics_box.show_client_id(client_id)

    def show_folder(self, folder: Path) -> None:
        """Shows where the data lies."""
        self._folder = folder
        if self.folder is not None:
            self.folder.show_folder(folder)

    async def _load(self) -> None:
        chosen = await self._bridge.read(stored_settings)
        if isinstance(chosen, Settings):
            self.show_settings(chosen)
        self._error = None
        self._say()

    def _wanted(self, key: str, value: str) -> None:
        live = {
            "language": self.language_chosen,
            "theme": self.theme_chosen,
            "digits": self.digits_chosen,
        }
        if key in live:
            live[key].emit(value)
        self._writer.put(key, value)

    def _stored(self, key: str, value: str) -> None:
        spec = SPECS[key]
        self._values[key] = check(spec, parse(spec, value))
        self.rows[key].show_value(self._values[key])
        if key == "foodics_client_id":
            self.connections.foodics_box.show_client_id(value)

    def _refused(self, key: str, error: AppError) -> None:
        if key in self.rows:
            self.rows[key].show_error(error)
        else:
            self._failed(error)

    def _failed(self, error: AppError) -> None:
        self._error = error
        self._say()

    def _say(self) -> None:
        self._banner.setVisible(self._error is not None)
        if self._error is not None:
            self._banner.say(*texts.error(self._error))


def stored_settings(reader: "Reader") -> Settings:
    """The preferences as the reader has them."""
    return reader.settings
