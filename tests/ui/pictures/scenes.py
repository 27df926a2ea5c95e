"""The window's main states, each shown by the real widgets with fixed data.

    python -m tests.ui.pictures.scenes FOLDER        all pictures into FOLDER
    python -m tests.ui.pictures.scenes --readme      those of the README

Fonts are bundled, so a picture is the same on every PC.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from app.paths import DataDir, resource
from app.settings import Settings
from app.store.screens.types.standing import Standing
from app.ui import language, theme
from app.ui.bridge import Bridge
from app.ui.main_window import MainWindow
from tests.ui.fakes import NOW, FakeBridge
from tests.ui.pictures import asked, beside, opened, settings
from tests.ui.pictures import restaurant as here
from tests.ui.pictures.staging import evening, settle

LANGUAGES, THEMES = ("en", "ar"), ("light", "dark")
T = TypeVar("T")
Scene = Callable[[MainWindow, FakeBridge], Awaitable[QWidget]]


async def calm(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """Everything is well; an order at OTO is looked at."""
    rows = [row for row in here.ROWS if row.need is None]
    bridge.loaded.emit(rows)
    bridge.branches.emit(list(here.BRANCHES[:3]))
    bridge.standing.emit(replace(here.GOOD, branches=3, active=2))
    bridge.polled.emit(here.GOOD.last_good_poll_at)
    window.queue.select(48_230)
    window.order.show(48_230)
    await settle()
    return window


async def refused(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """OTO refused a phone: the field that mends it is open."""
    evening(bridge)
    window.queue.select(48_231)
    window.order.show(48_231)
    await settle()
    return window


async def outage(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """No internet on this PC."""
    standing = replace(
        here.GOOD,
        foodics=replace(here.GOOD.foodics, state="unreachable"),
        oto=replace(here.GOOD.oto, state="unreachable"),
        problem="no_connection",
        problem_params={"service": "Foodics", "host": "api.foodics.com"},
        fault="internet",
        last_good_poll_at=NOW.replace(minute=0),
    )
    evening(bridge, standing)
    await settle()
    return window


async def first_start(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """Nothing is set up yet."""
    bridge.standing.emit(Standing())
    await settle()
    return window


async def switches(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """The last screen of the set-up: branches, the tick, the button."""
    bridge.branches.emit([replace(row, active=False) for row in here.BRANCHES])
    bridge.standing.emit(replace(here.GOOD, step="step_start", active=0))
    await settle()
    return window


SCENES: dict[str, Scene] = {
    "calm": calm,
    "refused": refused,
    "outage": outage,
    "first-start": first_start,
    "switches": switches,
    "after-gap": asked.after_gap,
    "gap-chooser": asked.gap_chooser,
    "start-line": opened.start_line,
    "earlier": opened.earlier,
    "door": opened.door,
    "city": opened.city,
    "slept": opened.slept,
    "settings": settings.connections,
    "settings-sending": settings.sending,
    "settings-look": settings.look,
    "settings-pc": settings.this_pc,
    "check-up": settings.check_up,
    "help": beside.help_page,
    "help-gap": beside.help_gap,
    "about": beside.about,
    "deliveries": beside.deliveries,
}


def variants() -> Iterator[tuple[str, str, str]]:
    """Scene, language, theme."""
    for scene in SCENES:
        for code in LANGUAGES:
            for colours in THEMES:
                yield scene, code, colours


def drawn(scene: str, code: str, colours: str, size: tuple[int, int] = (1200, 760)) -> QImage:
    """One picture. Needs a QApplication."""
    return _played(scene, code, colours, size, _picture)


def examined(scene: str, code: str, size: tuple[int, int], by: Callable[[QWidget], T]) -> T:
    """What `by` finds in a scene. Needs a QApplication."""
    return _played(scene, code, "light", size, by)


def _picture(shown: QWidget) -> QImage:
    return shown.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _played(
    scene: str, code: str, colours: str, size: tuple[int, int], by: Callable[[QWidget], T]
) -> T:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.prepare(app)
    language.apply(code)
    theme.theme.apply(colours)
    loop = QEventLoop(app)
    with (
        tempfile.TemporaryDirectory() as folder,
        # The virtual screen is smaller than any of a PC.
        patch("app.ui.kit.room.of_screen", lambda _window: QSize(1920, 1040)),
        loop,
    ):
        found: T = loop.run_until_complete(_play(SCENES[scene], Path(folder), size, by))
        return found


async def _play(scene: Scene, folder: Path, size: tuple[int, int], by: Callable[[QWidget], T]) -> T:
    bridge = FakeBridge()
    bridge.reads["card"] = lambda reference: next(
        (here.card(row) for row in here.ROWS if row.reference == reference), None
    )
    bridge.reads["cities"] = ("Riyadh", "Jeddah", "Dammam")
    data = DataDir(folder)
    window = MainWindow(
        cast(Bridge, bridge), data, Settings(), quit_asked=asyncio.Event(), practice=False
    )
    window.resize(*size)
    window.show()
    try:
        shown = await scene(window, bridge)
        # A blinking cursor would make two pictures of one state.
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        await settle()
        return by(shown)
    finally:
        window.leave()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        await settle(2)


def main() -> int:
    """See the module's text."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert app is not None
    words = sys.argv[1:]
    if words == ["--readme"]:
        folder = resource("screenshots")
        folder.mkdir(exist_ok=True)
        for scene, code, colours in (
            ("calm", "en", "light"),
            ("refused", "ar", "light"),
            ("calm", "ar", "dark"),
            ("first-start", "en", "light"),
        ):
            drawn(scene, code, colours).save(str(folder / f"{scene}-{code}-{colours}.png"))
        return 0
    folder = Path(words[0])
    wanted = words[1:] or list(SCENES)
    folder.mkdir(parents=True, exist_ok=True)
    for scene, code, colours in variants():
        if scene in wanted:
            drawn(scene, code, colours).save(str(folder / f"{scene}-{code}-{colours}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
