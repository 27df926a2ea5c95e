"""The window's process: shown first, then the engine is imported and started (design.md section 3)."""

import asyncio
import contextlib
import gc
import logging
import os
import sys
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_API", "pyside6")  # qasync tries PyQt first

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app import logs, settings
from app.engine.instance import Instance, take_or_show
from app.paths import DataDir
from app.pc.signals import listening
from app.ui import icons, language, theme
from app.ui.bridge import Bridge
from app.ui.life import Life
from app.ui.main_window import MainWindow
from app.ui.session import Session

if TYPE_CHECKING:
    from app.engine.keyring import Credentials

log = logging.getLogger(__name__)

#: How many new objects Python looks through for garbage; at the start nearly all of them stay.
_USUAL, _AT_START = gc.get_threshold(), 1_000_000

#: As in resources/installers/windows.
_USER_MODEL = "net.oto-companion.window"


def main(
    data: DataDir,
    *,
    credentials: "Credentials | None" = None,
    seconds: float | None = None,
    practice: bool = False,
) -> int:
    """Shows the window until somebody quits; gives the exit code.

    `credentials` None = this PC's keyring. `seconds`: ends by itself, for tests. `practice`: says on
    screen that nothing real is sent. AppError `already_running` if an instance without a window
    holds the data directory, `data_dir_unwritable`.
    """
    data.prepare()
    instance = asyncio.run(take_or_show(data))
    if instance is None:
        return 0
    gc.set_threshold(_AT_START)
    try:
        logs.setup(data, console=False)
        life = Life(data)
        app = _application()
        loop = QEventLoop(app)
        with loop:
            work = _live(data, instance, credentials, seconds, practice, life)
            _until_done(loop, loop.create_task(_noted(work, life)))
        life.end()
    finally:
        asyncio.run(instance.leave())
    return 0


def _name_it_for_windows() -> None:
    """Taskbar and notices belong to the shortcut that the installer made, which has this name too."""
    if sys.platform == "win32":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_USER_MODEL)


def _until_done(loop: QEventLoop, task: "asyncio.Task[None]") -> None:
    """Runs the loop. When the display goes, as at the end of a session, Qt ends it over our heads;
    `Session.over` has ended the engine by then."""
    try:
        loop.run_until_complete(task)
    except RuntimeError:
        if task.done():
            raise
        log.warning("The display has gone, or Qt was ended from outside")


async def _noted(work: Coroutine[Any, Any, None], life: Life) -> None:
    """An error that nobody foresaw is no good end."""
    try:
        await work
    except Exception:
        life.crashed()
        raise


def _application() -> QApplication:
    _name_it_for_windows()
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("oto-companion")
    app.setApplicationDisplayName("OTO Companion")
    app.setDesktopFileName("oto-companion")
    app.setQuitOnLastWindowClosed(False)
    theme.prepare(app)
    app.setWindowIcon(icons.program())
    return app


async def _live(
    data: DataDir,
    instance: Instance,
    credentials: "Credentials | None",
    seconds: float | None,
    practice: bool,
    life: Life,
) -> None:
    chosen, warnings = settings.load(data.settings)
    for warning in warnings:
        log.warning("Settings: %s", warning)
    language.apply(chosen.language, chosen.digits)
    theme.theme.apply(chosen.theme)
    quit_asked = asyncio.Event()
    # Short turns, so that the engine's threads give the screen its own in a millisecond or two.
    sys.setswitchinterval(0.001)
    bridge = Bridge(
        data,
        credentials=credentials,
        instance=instance,
        practice=practice,
        ended=life.ended_before,
        watchdog=life.watchdog,
    )
    window = MainWindow(bridge, data, chosen, quit_asked=quit_asked, practice=practice)
    bridge.loaded.connect(_started)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    session = Session(
        app,
        ending=window.session_ends,
        quit_=quit_asked.set,
        end_now=bridge.end_now,
        ended=life.end,
    )
    window.show()
    life.watch(window)
    # Zero: behind the first paint, which the show event has put into the queue.
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, bridge.start))
    if seconds is not None:
        asyncio.get_running_loop().call_later(seconds, quit_asked.set)
    with listening(quit_asked.set):
        await quit_asked.wait()
    window.say_goodbye()
    await bridge.close()
    window.leave()
    app.removeEventFilter(session)


def _started() -> None:
    """Modules and the first rows live as long as the program: looking through them for garbage again
    and again would be felt as a stall."""
    gc.freeze()
    gc.set_threshold(*_USUAL)
