"""The end of a session, and an engine that fails or stands still behind the window."""

import asyncio
import threading
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QCloseEvent, QSessionManager
from PySide6.QtWidgets import QApplication

from app.core.errors import AppError
from app.engine import alive
from app.engine.engine import Engine
from app.pc.watchdog import Watchdog
from app.sandbox.server import Sandbox
from app.ui import engine_thread
from app.ui.bridge import Bridge
from app.ui.main_window import MainWindow
from app.ui.session import Session
from tests.ui.fakes import FakeBridge
from tests.ui.pictures import restaurant as here
from tests.ui.shop import Shop, at_work, until
from tests.ui.stage import Stage


class Manager:
    """What Qt hands over when the session is about to end."""

    def setRestartHint(self, hint: QSessionManager.RestartHint) -> None:
        self.hint = hint


class Ends:
    """What a session does to the program."""

    def __init__(self, app: QApplication, in_time: bool = True) -> None:
        self.said: list[object] = []

        def end_now(seconds: float) -> bool:
            self.said.append(("end now", seconds))
            return in_time

        self.session = Session(
            app,
            ending=lambda on: self.said.append(("ending", on)),
            quit_=lambda: self.said.append("quit"),
            end_now=end_now,
            ended=lambda: self.said.append("ended"),
        )

    def close(self, app: QApplication) -> None:
        app.removeEventFilter(self.session)
        app.aboutToQuit.disconnect(self.session.over)
        app.commitDataRequest.disconnect(self.session.asked)
        self.session.deleteLater()


@pytest.mark.parametrize("in_time", [True, False])
def test_windows_asks_first_and_ends_it_when_the_answer_is_given(
    qapp: QApplication, in_time: bool
) -> None:
    ends, manager = Ends(qapp, in_time), Manager()
    try:
        ends.session.asked(cast(QSessionManager, manager))
        assert ends.said == [("ending", True)]
        assert manager.hint is QSessionManager.RestartHint.RestartNever
        # Another program called it off.
        ends.session._called_off.timeout.emit()
        assert ends.said == [("ending", True), ("ending", False)]
        ends.said.clear()
        ends.session.over()
        assert ends.said == [("end now", 4.0), *(["ended"] if in_time else [])]
    finally:
        ends.close(qapp)


def test_a_quit_from_outside_begins_the_usual_end(qapp: QApplication) -> None:
    ends = Ends(qapp)
    try:
        QCoreApplication.sendEvent(qapp, QEvent(QEvent.Type.Quit))
        assert ends.said == ["quit"]
    finally:
        ends.close(qapp)


def test_nobody_is_asked_while_the_session_ends(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(here.GOOD)
        for ending in (True, False):
            window.session_ends(ending)
            event = QCloseEvent()
            window.closeEvent(event)
            assert event.isAccepted() is ending
            assert window.quitting.isVisible() is not ending

    stage.play(story)


def test_the_end_of_one_trouble_does_not_hide_another(tmp_path: Path, qapp: QApplication) -> None:
    shop = Shop(tmp_path, cast(Sandbox, None))
    told: list[AppError | None] = []
    shop.bridge.trouble.connect(told.append)
    full, stuck = AppError("disk_full", path="x", free=0), AppError("stuck_engine", seconds=21)
    shop.bridge.say_trouble("engine", full)
    shop.bridge.say_trouble("watchdog", stuck)
    shop.bridge.say_trouble("engine", None)
    shop.bridge.say_trouble("engine", full)
    shop.bridge.say_trouble("watchdog", None)
    shop.bridge.say_trouble("engine", None)
    assert told == [full, stuck, stuck, stuck, full, None]
    shop.bridge._reader.close()


async def test_a_blocked_engine_is_named_in_the_window_and_its_end_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alive, "LOOP", 0.5)
    go, told = threading.Event(), list[str | None]()
    with Sandbox() as sandbox:
        shop = Shop(tmp_path, sandbox)
        dog = shop.bridge._watchdog = Watchdog(every=0.02)
        shop.bridge.trouble.connect(lambda error: told.append(error and error.code))
        async with at_work(shop):
            dog.start()
            thread = shop.bridge._engine
            assert thread is not None
            assert thread._loop is not None
            thread._loop.call_soon_threadsafe(go.wait, 60)
            await until(lambda: told[-1:] == ["stuck_engine"])
            go.set()
            await until(lambda: told[-1:] == [None])
        dog.stop()


async def test_an_engine_that_fails_is_started_again_and_ends_at_once_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_thread, "AGAIN", 0.05)
    runs, run, told = list[int](), Engine.run, list[str | None]()

    async def fails_once(self: Engine) -> None:
        runs.append(1)
        if len(runs) == 1:
            raise RuntimeError("nobody foresaw it")
        await run(self)

    monkeypatch.setattr(Engine, "run", fails_once)
    with Sandbox() as sandbox:
        shop = Shop(tmp_path, sandbox)
        shop.bridge.trouble.connect(lambda error: told.append(error and error.code))
        shop.bridge.start()
        await until(lambda: len(runs) >= 2)
        assert "our_fault" in told
        await until(lambda: told[-1:] == [None])
        await shop.set_up()
        reference = shop.order()
        await shop.look()
        await until(lambda: shop.states.get(reference) == "sent")
        # Nobody waits for our loop at the end of a session.
        assert await asyncio.to_thread(shop.bridge.end_now, 60.0)
        await shop.bridge.close()


def test_before_the_engine_has_started_there_is_nothing_to_wait_for(
    tmp_path: Path, qapp: QApplication
) -> None:
    shop = Shop(tmp_path, cast(Sandbox, None))
    assert shop.bridge.end_now(0.0)
    thread: Any = engine_thread.EngineThread(
        shop.data, credentials=None, instance=None,
        told=lambda _: None, trouble=lambda _: None, raised=lambda: None, opened=lambda: None,
    )  # fmt: skip
    assert thread.end_now(0.0)
    assert isinstance(shop.bridge, Bridge)
    shop.bridge._reader.close()
