"""What Qt leaves out for who presses things through a screen reader or dictation."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidgetItem, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.box import column
from app.ui.kit.button import Button
from app.ui.kit.calm import CalmDialog
from app.ui.kit.combo import Combo
from app.ui.kit.menu import MenuDialog, open_below, reachable
from app.ui.kit.pick import PickList
from tests.ui.assistive import pressed


def pages(qtbot: QtBot, *, ticks: bool) -> PickList:
    """Three items, with boxes or without; the first is the current one."""
    made = PickList(ticks=ticks)
    qtbot.addWidget(made)
    for name in ("one", "two", "three"):
        item = QListWidgetItem(name, made)
        if ticks:
            item.setCheckState(Qt.CheckState.Unchecked)
    made.choose(0)
    made.show()
    return made


def ticked(made: PickList) -> list[int]:
    return [at for at in range(3) if made.item(at).checkState() is Qt.CheckState.Checked]


def test_a_page_is_turned_to(qtbot: QtBot) -> None:
    made = pages(qtbot, ticks=False)
    turned: list[int] = []
    made.currentRowChanged.connect(turned.append)
    pressed(made, 2)
    qtbot.waitUntil(lambda: turned == [2])
    pressed(made, 0)
    qtbot.waitUntil(lambda: turned == [2, 0])
    assert [item.text() for item in made.selectedItems()] == ["one"]


@pytest.mark.parametrize("at", [0, 1])
def test_a_box_is_ticked_and_the_tick_taken_away(qtbot: QtBot, at: int) -> None:
    made = pages(qtbot, ticks=True)
    pressed(made, at)
    qtbot.waitUntil(lambda: ticked(made) == [at])
    pressed(made, 2)
    qtbot.waitUntil(lambda: ticked(made) == [at, 2])
    pressed(made, at)
    qtbot.waitUntil(lambda: ticked(made) == [2])
    assert [item.text() for item in made.selectedItems()] == ["one"]


def test_mouse_and_keys_tick_no_box_beside_their_own(qtbot: QtBot) -> None:
    made = pages(qtbot, ticks=True)
    for at in (2, 1):
        beside = made.visualItemRect(made.item(at)).center()
        QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_Space)
    pressed(made, 0)
    qtbot.waitUntil(lambda: 0 in ticked(made))
    assert ticked(made) == [0, 2]


def test_what_was_picked_and_has_gone_is_let_go(qtbot: QtBot) -> None:
    made = pages(qtbot, ticks=True)
    pressed(made, 1)
    made.clear()
    QListWidgetItem("new", made).setCheckState(Qt.CheckState.Unchecked)
    pressed(made, 0)
    qtbot.waitUntil(lambda: made.item(0).checkState() is Qt.CheckState.Checked)


def test_one_of_a_few_is_chosen(qtbot: QtBot) -> None:
    made = Combo()
    qtbot.addWidget(made)
    made.addItems(["one", "two", "three"])
    made.show()
    chosen: list[int] = []
    made.activated.connect(chosen.append)

    def is_chosen(at: int) -> bool:
        return made.currentIndex() == at

    for at in (2, 0, 1):
        pressed(made.view(), at)
        qtbot.waitUntil(partial(is_chosen, at))
    assert chosen == [2, 0, 1]
    QTest.keyClick(made, Qt.Key.Key_Down)
    assert chosen == [2, 0, 1, 2]


def showing(view: QWidget) -> int:
    """How many items show to a screen reader."""
    told = QAccessible.queryAccessibleInterface(view)
    assert told is not None
    return sum(not told.child(at).state().invisible for at in range(told.childCount()))


def test_what_a_hidden_list_offers_does_not_show(qtbot: QtBot) -> None:
    page, made = QWidget(), Combo()
    qtbot.addWidget(page)
    page.setLayout(column(made))
    made.addItems([str(number) for number in range(40)])
    assert showing(made.view()) == 0
    page.show()
    assert showing(made.view()) == 40
    page.hide()
    assert showing(made.view()) == 0


def test_the_items_of_a_closed_dialog_do_not_show(qtbot: QtBot) -> None:
    dialog, made = CalmDialog(), PickList()
    qtbot.addWidget(dialog)
    dialog.setLayout(column(column(made)))
    made.addItems(["one", "two", "three"])
    dialog.resize(400, 300)
    dialog.show()
    size = made.size()
    assert showing(made) == 3
    dialog.close()
    assert showing(made) == 0
    dialog.show()
    assert showing(made) == 3
    assert made.size() == size


def test_enter_in_a_field_presses_no_button(qtbot: QtBot) -> None:
    made, field, button = CalmDialog(), QLineEdit(), QPushButton("Disconnect")
    qtbot.addWidget(made)
    made.setLayout(column(button, field))
    times: list[int] = []
    button.clicked.connect(lambda: times.append(1))
    made.show()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not times
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(times) == 1
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not made.isVisible()


def menu_button(qtbot: QtBot) -> tuple[Button, list[str]]:
    """A button with a menu and a menu in it, and what was taken from them."""
    button, taken = Button("Pause"), list[str]()
    qtbot.addWidget(button)
    menu = QMenu(button)
    menu.addAction("15 && 3 minutes").triggered.connect(lambda: taken.append("15"))
    menu.addSeparator()
    inner = menu.addMenu("Until")
    inner.aboutToShow.connect(
        lambda: inner.addAction("tomorrow").triggered.connect(lambda: taken.append("tomorrow"))
    )
    menu.addAction("Not now").setVisible(False)
    button.setMenu(menu)
    reachable(menu, button)
    button.show()
    return button, taken


def dialog_of(button: Button) -> MenuDialog | None:
    every = button.window().findChildren(MenuDialog)
    return next((each for each in every if each.isVisible()), None)


def test_a_menu_is_a_dialog_that_can_be_read(qtbot: QtBot) -> None:
    button, taken = menu_button(qtbot)
    told = QAccessible.queryAccessibleInterface(button)
    assert told is not None
    told.actionInterface().doAction("ShowMenu")
    qtbot.waitUntil(lambda: dialog_of(button) is not None)
    dialog = dialog_of(button)
    assert dialog is not None
    assert not button.menu().isVisible()
    assert dialog.windowTitle() == "Pause"
    names = [each.accessibleName() for each in dialog.buttons]
    assert names == ["15 & 3 minutes", "Until: tomorrow", "Cancel"]
    dialog.buttons[1].click()
    assert taken == ["tomorrow"]
    assert not dialog.isVisible()


def test_by_hand_it_stays_a_menu(qtbot: QtBot) -> None:
    button, _ = menu_button(qtbot)
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(button.menu().isVisible()))
    QApplication.processEvents()
    assert button.menu().isVisible()
    assert dialog_of(button) is None
    button.menu().close()


def opened(opener: Button) -> MenuDialog:
    """The dialog that stands for its menu."""
    dialog = dialog_of(opener)
    assert dialog is not None
    return dialog


def test_a_menu_made_for_once_goes_with_its_dialog(qtbot: QtBot) -> None:
    opener, taken = Button("More"), list[str]()
    qtbot.addWidget(opener)
    once = QMenu(opener)
    once.addAction("Resume").triggered.connect(lambda: taken.append("resume"))
    opener.clicked.connect(lambda: open_below(lambda: once, opener))
    opener.show()
    told = QAccessible.queryAccessibleInterface(opener)
    assert told is not None
    with qtbot.waitSignal(once.destroyed):
        told.actionInterface().doAction("Press")
        qtbot.waitUntil(lambda: dialog_of(opener) is not None)
        again = opened(opener).buttons[0]
        again.click()
        # What is pressed twice is done once, and a menu that has gone is no trouble.
        again.click()
    assert taken == ["resume"]


def test_a_menu_whose_owner_has_gone_does_nothing(qtbot: QtBot) -> None:
    button, taken = menu_button(qtbot)
    owner = QWidget()
    once = QMenu(owner)
    once.addAction("Resume").triggered.connect(lambda: taken.append("resume"))
    dialog = MenuDialog(lambda: once, button)
    dialog.open()
    with qtbot.waitSignal(once.destroyed):
        owner.deleteLater()
    dialog.buttons[0].click()
    assert taken == []
    assert not dialog.isVisible()


def test_the_dialog_follows_the_language_and_keeps_the_keyboard(qtbot: QtBot) -> None:
    window, taken, told = QWidget(), list[str](), {"Pause": "Pause", "15": "15 minutes"}
    opener = Button(told["Pause"])
    window.setLayout(column(opener))
    qtbot.addWidget(window)

    def made() -> QMenu:
        menu = QMenu(opener)
        menu.addAction("Resume")
        menu.addAction(told["15"]).triggered.connect(lambda: taken.append(told["15"]))
        return menu

    window.show()
    dialog = MenuDialog(made, opener, once=True)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.buttons[0].hasFocus)
    for each in dialog.buttons[1:]:
        QTest.keyClick(dialog, Qt.Key.Key_Tab)
        assert each.hasFocus()
    dialog.buttons[1].setFocus()
    qtbot.waitUntil(dialog.buttons[1].hasFocus)
    told.update({"Pause": "إيقاف مؤقت", "15": "15 دقيقة"})
    opener.say(told["Pause"])
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    qtbot.waitUntil(lambda: dialog.windowTitle() == "إيقاف مؤقت")
    assert [each.accessibleName() for each in dialog.buttons[:2]] == ["Resume", "15 دقيقة"]
    assert dialog.buttons[1].hasFocus()
    dialog.buttons[1].click()
    assert taken == ["15 دقيقة"]
    qtbot.waitUntil(lambda: not opener.findChildren(QMenu))


def test_the_dialog_of_a_button_that_has_gone_closes_with_the_language(qtbot: QtBot) -> None:
    window, opener = QWidget(), Button("More")
    window.setLayout(column(opener))
    qtbot.addWidget(window)
    window.show()
    dialog = MenuDialog(lambda: QMenu(opener), opener, once=True)
    dialog.open()
    with qtbot.waitSignal(opener.destroyed):
        opener.deleteLater()
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    qtbot.waitUntil(lambda: not window.findChildren(MenuDialog))
