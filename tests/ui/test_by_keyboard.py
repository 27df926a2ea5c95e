"""From a first start to a mended order with nothing but the keyboard."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.store.screens.types.standing import Standing
from app.ui.main_window import MainWindow
from tests.ui.fakes import FakeBridge
from tests.ui.pictures import restaurant as here
from tests.ui.pictures.staging import settle
from tests.ui.setup.standin import HAS_CURRENCY, HAS_FOODICS, HAS_OTO
from tests.ui.stage import Stage

Key = Qt.Key
#: So many presses of Tab go round the whole window, and no more are needed to reach a part of it.
ROUND = 80


def focused() -> QWidget:
    """What has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def name() -> str:
    """How a screen reader calls it."""
    return focused().accessibleName()


def press(key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def tab_to(wanted: str) -> None:
    """Presses Tab until the focus is there."""
    passed = []
    for _ in range(ROUND):
        if name() == wanted:
            return
        passed.append(name())
        press(Key.Key_Tab)
    raise AssertionError(f"{wanted!r} is not reached by Tab: {passed}")


def type_in(text: str) -> None:
    assert isinstance(focused(), QLineEdit), name()
    QTest.keyClicks(focused(), text)


def test_the_whole_way(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        await set_up(window, bridge)
        await switch_on(window, bridge)
        await mend(window, bridge)

    async def set_up(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(Standing())
        window.activateWindow()
        await settle()
        tab_to("Access token")
        type_in("a-token")
        press(Key.Key_Return)
        await settle()
        bridge.standing.emit(HAS_FOODICS)
        await settle()
        tab_to("Retailer ID")
        type_in("1005")
        tab_to("Token")
        type_in("another")
        press(Key.Key_Return)
        await settle()
        bridge.standing.emit(HAS_OTO)
        await settle()
        tab_to("Save")
        press(Key.Key_Space)
        await settle()
        verbs = [verb for verb, _ in bridge.asked if verb not in ("refresh", "keyring")]
        assert verbs == ["connect-foodics", "connect-oto", "currency"]

    async def switch_on(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.branches.emit([replace(row, active=False) for row in here.BRANCHES])
        bridge.standing.emit(HAS_CURRENCY)
        await settle()
        tab_to("Malaz")
        press(Key.Key_Space)
        await settle()
        assert bridge.asked[-1] == ("activate", {"references": ["B03"]})
        on = [replace(row, active=row.reference == "B03") for row in here.BRANCHES]
        bridge.branches.emit(on)
        bridge.standing.emit(replace(here.GOOD, step="step_start", active=1))
        await settle()
        tab_to(
            window.pages.setup.start.tick.accessibleName() or window.pages.setup.start.tick.text()
        )
        press(Key.Key_Space)
        tab_to("Start sending")
        press(Key.Key_Space)
        await settle()
        assert ("start", {}) in bridge.asked

    async def mend(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.reads["card"] = lambda _reference: here.card(here.REFUSED)
        bridge.standing.emit(here.GOOD)
        bridge.loaded.emit(list(here.ROWS))
        await settle()
        press(Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        await settle()
        press(Key.Key_Home)
        press(Key.Key_Return)
        await settle()
        tab_to("Phone number for this order")
        press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_in("0507654321")
        press(Key.Key_Return)
        await settle()
        verb, told = next(each for each in reversed(bridge.asked) if each[0] == "mend")
        assert told["reference"] == here.REFUSED.reference
        assert told["phone"] == "0507654321", verb

    stage.play(story)
