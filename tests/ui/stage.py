"""Plays a story with the real main window on a fake bridge."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app.paths import DataDir
from app.settings import Settings
from app.ui.bridge import Bridge
from app.ui.main_window import MainWindow
from tests.ui.fakes import FakeBridge
from tests.ui.pictures.staging import settle

Story = Callable[[MainWindow, FakeBridge], Awaitable[None]]


class Stage:
    """`play` it; `quit_asked` is set once the window wants to end."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        self.folder, self.app = folder, app
        self.quit_asked = asyncio.Event()

    def play(self, story: Story, *, practice: bool = False) -> None:
        loop = QEventLoop(self.app)
        with loop:
            loop.run_until_complete(self._play(story, practice))

    async def _play(self, story: Story, practice: bool) -> None:
        bridge = FakeBridge()
        bridge.reads["card"] = None
        self.quit_asked = asyncio.Event()
        window = MainWindow(
            cast(Bridge, bridge),
            DataDir(self.folder),
            Settings(),
            quit_asked=self.quit_asked,
            practice=practice,
        )
        window.show()
        try:
            await story(window, bridge)
        finally:
            window.leave()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            await settle(2)
